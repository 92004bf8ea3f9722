//! A mail that waits to be sent or has been sent. Says what it is about; the words stand in the locale files.

use super::{
    account::{Account, Email},
    id::{MailId, OrganisationId},
    notification::Matter,
    text::Language,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Waits after the first, second, … failure to send; after the last the mail is given up.
const RETRIES: [SignedDuration; 5] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(12),
];

/// A mail in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub id: MailId,
    /// The organisation it is about. Nothing where it is between the instance and the person alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    pub to: Email,
    pub language: Language,
    pub letter: Letter,
    pub created_at: Timestamp,
    pub delivery: Delivery,
}

/// What a mail says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// An account was made: where to sign in, and the temporary password.
    Invitation { name: String, organisation: String, address: String, password: String, until: Timestamp },
    /// A person who has an account already joins another organisation.
    Welcome { name: String, organisation: String, address: String },
    /// The account is suspended in an organisation.
    Suspended { name: String, organisation: String },
    /// A suspension is lifted, or a deleted account restored.
    Restored { name: String, organisation: String, address: String },
    /// The person became privacy champion.
    Promoted { name: String, organisation: String, address: String },
    /// The link to choose a new password, `key` being the secret in it.
    PasswordReset { name: String, address: String, key: String, until: Timestamp },
    /// The instance will be closed for a while; `message` is in the language of the reader.
    Maintenance { name: String, from: Timestamp, to: Timestamp, message: String },
    /// An announced maintenance does not happen.
    MaintenanceCancelled { name: String, from: Timestamp, to: Timestamp },
    /// What happened, for a person who wants mails about it: one thing at once, or those of a day together. `more` are
    /// not listed.
    Notices { name: String, address: String, daily: bool, notices: Vec<Notice>, more: usize },
    /// The operator tries whether mails leave.
    Test { address: String },
    /// The secrets of a mail that has been sent or given up were removed.
    Emptied,
}

impl Letter {
    /// Whether somebody sits waiting for it: it goes before those that tell of things.
    pub fn is_awaited(&self) -> bool {
        matches!(self, Self::PasswordReset { .. } | Self::Invitation { .. })
    }

    /// The word in the API and in keys of the locale files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::Welcome { .. } => "welcome",
            Self::Suspended { .. } => "suspended",
            Self::Restored { .. } => "restored",
            Self::Promoted { .. } => "promoted",
            Self::PasswordReset { .. } => "password_reset",
            Self::Maintenance { .. } => "maintenance",
            Self::MaintenanceCancelled { .. } => "maintenance_cancelled",
            Self::Notices { daily: true, .. } => "daily",
            Self::Notices { .. } => "notice",
            Self::Test { .. } => "test",
            Self::Emptied => "emptied",
        }
    }
}

/// One thing that a mail tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub organisation: String,
    pub matter: Matter,
    /// Name of whoever did it; empty where it was nobody.
    pub by: String,
    /// Where it is on the server, with its slash in front.
    pub path: String,
}

/// Holds secrets and names: never printed.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(…)")
    }
}

/// How far a mail has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Delivery {
    /// To be sent at `next`; `error` says why the last attempt failed, where there was one.
    Waiting {
        attempts: u8,
        next: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<String>,
        #[serde(default)]
        why: MailFault,
    },
    /// A mail server took it.
    Sent { at: Timestamp },
    /// Tried for the last time without success. Its operator may have it tried again, or drop it.
    Failed {
        at: Timestamp,
        error: String,
        #[serde(default)]
        why: MailFault,
    },
    /// Taken out of the queue by the operator.
    Dropped { at: Timestamp },
}

impl Delivery {
    /// Of a mail that is to be sent, as never tried before.
    pub fn waiting(next: Timestamp) -> Self {
        Self::Waiting { attempts: 0, next, error: None, why: MailFault::default() }
    }

    /// The word in addresses, in the API and in keys of the locale files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Sent { .. } => "sent",
            Self::Failed { .. } => "failed",
            Self::Dropped { .. } => "dropped",
        }
    }
}

/// Why a mail did not leave, as far as the program can tell. The locale files say what to do, as `mail-fault-` and the
/// word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailFault {
    /// There is no mail server in the settings.
    NoServer,
    /// The settings of the mail server are wrong.
    Settings,
    /// Nobody answers at the host and port of the settings.
    Unreachable,
    /// It did not answer in time.
    TooSlow,
    /// No protected connection could be made.
    Tls,
    /// It does not let this program in.
    SignIn,
    /// It refuses to deliver to the address.
    Recipient,
    /// It asks to come back later.
    Busy,
    /// Something else: its own words tell.
    #[default]
    Other,
}

impl MailFault {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::NoServer,
        Self::Settings,
        Self::Unreachable,
        Self::TooSlow,
        Self::Tls,
        Self::SignIn,
        Self::Recipient,
        Self::Busy,
        Self::Other,
    ];

    /// The word in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoServer => "no_server",
            Self::Settings => "settings",
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too_slow",
            Self::Tls => "tls",
            Self::SignIn => "sign_in",
            Self::Recipient => "recipient",
            Self::Busy => "busy",
            Self::Other => "other",
        }
    }
}

/// An attempt that failed: why, and the words of the mail server or of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFailure {
    pub why: MailFault,
    pub error: String,
}

impl Mail {
    /// A mail to a person, to be sent at once.
    pub fn new(account: &Account, organisation: Option<OrganisationId>, letter: Letter, now: Timestamp) -> Self {
        Self {
            id: MailId::new(),
            organisation,
            to: account.email.clone(),
            language: account.language,
            letter,
            created_at: now,
            delivery: Delivery::waiting(now),
        }
    }

    /// When to try to send it; `None` where there is nothing more to do.
    pub fn due(&self) -> Option<Timestamp> {
        match self.delivery {
            Delivery::Waiting { next, .. } => Some(next),
            Delivery::Sent { .. } | Delivery::Failed { .. } | Delivery::Dropped { .. } => None,
        }
    }

    /// Whether it can be sent, now or later: it has not left, and still says something.
    pub fn is_pending(&self) -> bool {
        matches!(self.delivery, Delivery::Waiting { .. } | Delivery::Failed { .. }) && self.letter != Letter::Emptied
    }

    /// As it is once the operator wants it tried again: now, and as often as a new one.
    #[must_use]
    pub fn again(self, now: Timestamp) -> Self {
        let (error, why) = match self.delivery {
            Delivery::Waiting { error, why, .. } => (error, why),
            Delivery::Failed { error, why, .. } => (Some(error), why),
            Delivery::Sent { .. } | Delivery::Dropped { .. } => return self,
        };
        Self { delivery: Delivery::Waiting { attempts: 0, next: now, error, why }, ..self }
    }

    /// As it is once the operator took it out of the queue: what it said is no longer kept.
    #[must_use]
    pub fn dropped(self, now: Timestamp) -> Self {
        Self { delivery: Delivery::Dropped { at: now }, letter: Letter::Emptied, ..self }
    }

    /// As it is once a server took it: what it said is no longer kept.
    #[must_use]
    pub fn sent(self, now: Timestamp) -> Self {
        Self { delivery: Delivery::Sent { at: now }, letter: Letter::Emptied, ..self }
    }

    /// As it is after an attempt that failed. An address that is refused for good is not tried again.
    #[must_use]
    pub fn failed(self, now: Timestamp, failure: MailFailure) -> Self {
        let MailFailure { why, error } = failure;
        let attempts = match self.delivery {
            Delivery::Waiting { attempts, .. } => attempts,
            Delivery::Sent { .. } | Delivery::Failed { .. } | Delivery::Dropped { .. } => return self,
        };
        let wait = RETRIES.get(usize::from(attempts)).filter(|_| why != MailFault::Recipient);
        let delivery = match wait {
            Some(wait) => Delivery::Waiting { attempts: attempts + 1, next: now + *wait, error: Some(error), why },
            None => Delivery::Failed { at: now, error, why },
        };
        Self { delivery, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        let account = Account::new("a@b.fr".parse().unwrap(), "A".into(), Language::Fr, Timestamp::UNIX_EPOCH);
        let letter = Letter::Welcome { name: "A".into(), organisation: "B".into(), address: "http://c".into() };
        Mail::new(&account, Some(OrganisationId::new()), letter, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_failing_mail_is_tried_again_later_and_later_then_given_up() {
        let now = Timestamp::UNIX_EPOCH;
        let mut mail = mail();
        for minutes in [1, 5, 30, 120, 720] {
            mail = mail.failed(now, failure(MailFault::Unreachable));
            assert_eq!(mail.due(), Some(now + SignedDuration::from_mins(minutes)));
        }
        let mail = mail.failed(now, failure(MailFault::Unreachable));
        assert_eq!((mail.due(), mail.delivery.as_str(), mail.is_pending()), (None, "failed", true));
    }

    #[test]
    fn an_address_that_is_refused_is_not_tried_again() {
        let refused = mail().failed(Timestamp::UNIX_EPOCH, failure(MailFault::Recipient));
        assert_eq!((refused.due(), refused.delivery.as_str()), (None, "failed"));
    }

    #[test]
    fn the_operator_has_a_mail_tried_again_or_drops_it() {
        let later = Timestamp::from_second(99).unwrap();
        let failed = mail().failed(Timestamp::UNIX_EPOCH, failure(MailFault::Recipient));
        let again = failed.clone().again(later);
        assert_eq!((again.due(), &again.letter), (Some(later), &failed.letter));
        assert!(matches!(again.delivery, Delivery::Waiting { attempts: 0, error: Some(_), why: MailFault::Recipient, .. }));
        let dropped = failed.dropped(later);
        assert_eq!((dropped.due(), &dropped.letter, dropped.is_pending()), (None, &Letter::Emptied, false));
        assert_eq!(dropped.clone().again(later), dropped);
    }

    #[test]
    fn a_failure_of_before_reads_without_its_cause() {
        let old = r#"{"state":"failed","at":"2026-01-01T00:00:00Z","error":"550"}"#;
        let delivery: Delivery = serde_json::from_str(old).unwrap();
        assert!(matches!(delivery, Delivery::Failed { why: MailFault::Other, .. }));
        for why in MailFault::ALL {
            assert_eq!(serde_json::to_string(&why).unwrap(), format!("\"{}\"", why.as_str()));
        }
    }

    fn failure(why: MailFault) -> MailFailure {
        MailFailure { why, error: "refused".into() }
    }

    #[test]
    fn a_sent_mail_keeps_no_secret() {
        let sent = mail().sent(Timestamp::UNIX_EPOCH);
        assert_eq!((sent.due(), &sent.letter), (None, &Letter::Emptied));
        assert_eq!(sent.clone().failed(Timestamp::UNIX_EPOCH, failure(MailFault::Busy)), sent);
    }
}
