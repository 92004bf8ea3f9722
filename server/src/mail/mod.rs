//! Writes mails out and hands them to a mail server. Keeps no queue and decides nothing about who gets one.

mod render;
mod send;

pub use render::{Rendered, render};
pub use send::{Postman, SendError};

use crate::{
    config::Smtp,
    domain::{
        account::{Account, Email},
        mail::{Letter, Mail, MailFailure, MailFault},
        text::Language,
    },
};
use jiff::Timestamp;

/// Whether mails can leave at all: whether the settings read.
///
/// # Errors
/// What is wrong with them.
pub fn check(settings: &Smtp) -> Result<Postman, MailFailure> {
    Postman::new(settings).map_err(|error| MailFailure { why: MailFault::Settings, error: error.to_string() })
}

/// Sends a mail that only says that mails leave, past the queue. `address` is where people reach the server.
///
/// # Errors
/// Why it did not leave.
pub async fn try_out(
    settings: Option<&Smtp>,
    to: Email,
    language: Language,
    address: String,
    now: Timestamp,
) -> Result<(), MailFailure> {
    let settings = settings.ok_or(MailFailure { why: MailFault::NoServer, error: String::new() })?;
    let postman = check(settings)?;
    let reader = Account::new(to, String::new(), language, now);
    let mail = Mail::new(&reader, None, Letter::Test { address }, now);
    postman.send(&mail).await.map_err(|error| error.failure())
}
