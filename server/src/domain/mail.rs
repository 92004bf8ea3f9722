//! A mail that waits to be sent or has been sent. Says what it is about; the words stand in the locale files.

use super::{
    account::{Account, Email},
    id::{MailId, OrganisationId},
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
    /// The organisation it is about, whose super users see it in the outbox. Nothing where it is between the instance and
    /// the person alone: a key to an account that may open other organisations too.
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
    /// The secrets of a mail that has been sent or given up were removed.
    Emptied,
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
    },
    /// A mail server took it.
    Sent { at: Timestamp },
    /// Given up after the last attempt.
    Failed { at: Timestamp, error: String },
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
            delivery: Delivery::Waiting { attempts: 0, next: now, error: None },
        }
    }

    /// When to try to send it; `None` where there is nothing more to do.
    pub fn due(&self) -> Option<Timestamp> {
        match self.delivery {
            Delivery::Waiting { next, .. } => Some(next),
            Delivery::Sent { .. } | Delivery::Failed { .. } => None,
        }
    }

    /// As it is once a server took it: what it said is no longer kept.
    #[must_use]
    pub fn sent(self, now: Timestamp) -> Self {
        Self { delivery: Delivery::Sent { at: now }, letter: Letter::Emptied, ..self }
    }

    /// As it is after an attempt that failed.
    #[must_use]
    pub fn failed(self, now: Timestamp, error: String) -> Self {
        let attempts = match self.delivery {
            Delivery::Waiting { attempts, .. } => attempts,
            Delivery::Sent { .. } | Delivery::Failed { .. } => return self,
        };
        match RETRIES.get(usize::from(attempts)) {
            Some(wait) => {
                Self { delivery: Delivery::Waiting { attempts: attempts + 1, next: now + *wait, error: Some(error) }, ..self }
            }
            None => Self { delivery: Delivery::Failed { at: now, error }, letter: Letter::Emptied, ..self },
        }
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
            mail = mail.failed(now, "refused".into());
            assert_eq!(mail.due(), Some(now + SignedDuration::from_mins(minutes)));
        }
        let mail = mail.failed(now, "refused".into());
        assert_eq!((mail.due(), mail.letter), (None, Letter::Emptied));
    }

    #[test]
    fn a_sent_mail_keeps_no_secret() {
        let sent = mail().sent(Timestamp::UNIX_EPOCH);
        assert_eq!((sent.due(), &sent.letter), (None, &Letter::Emptied));
        assert_eq!(sent.clone().failed(Timestamp::UNIX_EPOCH, "late".into()), sent);
    }
}
