//! Hands a mail to the mail server of the settings: TLS by default, and a limit on the time of the whole.

use super::Rendered;
use crate::config::{Smtp, SmtpEncryption};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header::Header, header::HeaderName, header::HeaderValue},
    transport::smtp::authentication::Credentials,
};
use std::time::Duration;

/// How long one mail may take, from the connection to the server's last word. lettre's own limit covers less.
const WHOLE: Duration = Duration::from_secs(60);

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error("the mail server did not answer within {} s", WHOLE.as_secs())]
    TooSlow,
    #[error("address: {0}")]
    Address(#[from] lettre::address::AddressError),
    #[error("mail: {0}")]
    Mail(#[from] lettre::error::Error),
    #[error("{0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
}

/// Says that a program wrote the mail, so that absence notes do not answer it (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Sends mails through one mail server. Cheap to clone; connections are kept for a while.
#[derive(Clone)]
pub struct Postman {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Postman {
    /// Reads the settings; connects to nothing yet.
    ///
    /// # Errors
    /// A sender's address or a host that is none.
    pub fn new(settings: &Smtp) -> Result<Self, SendError> {
        let builder = match settings.encryption {
            SmtpEncryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&settings.host)?,
            SmtpEncryption::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&settings.host)?,
            SmtpEncryption::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host),
        };
        let builder = match settings.port {
            Some(port) => builder.port(port),
            None => builder,
        };
        let builder = match (&settings.user, &settings.password) {
            (Some(user), Some(password)) => builder.credentials(Credentials::new(user.clone(), password.clone())),
            _ => builder,
        };
        Ok(Self { transport: builder.build(), from: settings.from.parse()? })
    }

    /// Sends one mail; when this returns, the server has taken it.
    ///
    /// # Errors
    /// What the server said, or that it said nothing in time.
    pub async fn send(&self, to: &str, mail: &Rendered) -> Result<(), SendError> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.parse()?))
            .subject(mail.subject.as_str())
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))?;
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(SendError::from),
            Err(_) => Err(SendError::TooSlow),
        }
    }
}
