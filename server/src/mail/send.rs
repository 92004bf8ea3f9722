//! Hands a mail to the mail server of the settings: TLS by default, and a limit on the time of the whole.

use super::{Rendered, render};
use crate::{
    config::{Smtp, SmtpEncryption},
    domain::mail::{Mail, MailFailure, MailFault},
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header::Header, header::HeaderName, header::HeaderValue},
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use std::{error::Error, io, path::Path, time::Duration};

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
    #[error("{0}")]
    Authority(String),
}

impl SendError {
    /// Why it did not leave, as far as that can be told from what was heard.
    pub fn failure(&self) -> MailFailure {
        let why = match self {
            Self::TooSlow => MailFault::TooSlow,
            Self::Address(_) => MailFault::Recipient,
            Self::Mail(_) => MailFault::Other,
            Self::Authority(_) => MailFault::Settings,
            Self::Smtp(error) => why(error),
        };
        MailFailure { why, error: self.to_string() }
    }
}

fn why(error: &lettre::transport::smtp::Error) -> MailFault {
    if let Some(code) = error.status() {
        return of_code(code.into());
    }
    if error.is_timeout() {
        return MailFault::TooSlow;
    }
    if error.is_tls() {
        return MailFault::Tls;
    }
    let words = error.to_string();
    if error.is_client() {
        // What the server does not offer, though the settings ask for it.
        return if words.contains("STARTTLS") { MailFault::Tls } else { MailFault::SignIn };
    }
    match io_kind(error) {
        // What rustls says of a handshake.
        Some(io::ErrorKind::InvalidData) => MailFault::Tls,
        _ if error.is_response() => MailFault::Other,
        _ => MailFault::Unreachable,
    }
}

/// What a negative answer of SMTP means (RFC 5321, RFC 4954).
fn of_code(code: u16) -> MailFault {
    match code {
        454 | 530 | 534 | 535 | 538 => MailFault::SignIn,
        400..=499 => MailFault::Busy,
        501 | 550 | 551 | 553 => MailFault::Recipient,
        _ => MailFault::Other,
    }
}

/// The first fault of the system among the causes.
fn io_kind(error: &dyn Error) -> Option<io::ErrorKind> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        cause = error.source();
    }
    None
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
        let builder = match &settings.ca {
            Some(file) => match settings.encryption {
                SmtpEncryption::Tls => builder.tls(Tls::Wrapper(trusting(&settings.host, file)?)),
                SmtpEncryption::Starttls => builder.tls(Tls::Required(trusting(&settings.host, file)?)),
                SmtpEncryption::None => builder,
            },
            None => builder,
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
    pub async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let Rendered { subject, text, html } = render(mail);
        // The same mail has the same name each time it is sent, so that a second copy is known as one.
        let name = format!("<{}@{}>", mail.id, self.from.email.domain());
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to.as_str().parse()?))
            .subject(subject)
            .message_id(Some(name))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(text, html))?;
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(SendError::from),
            Err(_) => Err(SendError::TooSlow),
        }
    }
}

/// Believes the authority of a file too.
fn trusting(host: &str, file: &Path) -> Result<TlsParameters, SendError> {
    let pem = std::fs::read(file).map_err(|error| SendError::Authority(format!("{}: {error}", file.display())))?;
    let certificate = Certificate::from_pem(&pem)?;
    Ok(TlsParameters::builder(host.to_owned()).add_root_certificate(certificate).build()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_mail_servers_are_told_apart() {
        let table = [
            (421, MailFault::Busy),
            (450, MailFault::Busy),
            (454, MailFault::SignIn),
            (530, MailFault::SignIn),
            (535, MailFault::SignIn),
            (501, MailFault::Recipient),
            (550, MailFault::Recipient),
            (553, MailFault::Recipient),
            (552, MailFault::Other),
            (554, MailFault::Other),
        ];
        for (code, why) in table {
            assert_eq!(of_code(code), why, "{code}");
        }
    }

    #[test]
    fn wrong_settings_are_told_before_anything_is_sent() {
        let settings = |from: &str, ca: Option<&str>| Smtp {
            host: "localhost".into(),
            port: None,
            encryption: SmtpEncryption::Tls,
            user: None,
            password: None,
            from: from.into(),
            ca: ca.map(Into::into),
        };
        assert!(Postman::new(&settings("probant@example.fr", None)).is_ok());
        for wrong in [settings("probant", None), settings("probant@example.fr", Some("/nowhere.pem"))] {
            assert!(Postman::new(&wrong).is_err());
        }
    }
}
