//! A person who can sign in, and the address the person signs in with. Knows nothing of passwords.

use super::{fault::FieldError, id::AccountId, text::Language};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Longest name of a person, in characters.
const NAME_LENGTH: usize = 120;

/// A person who can sign in. What the person may do stands in the memberships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub email: Email,
    pub name: String,
    pub language: Language,
    pub created_at: Timestamp,
    /// Looks after the instance, whatever the person does in organisations.
    #[serde(default)]
    pub operator: bool,
    /// How the person learns of what happens.
    #[serde(default)]
    pub notify: NotifyChoice,
    /// How the person begins an activity.
    #[serde(default)]
    pub entry: EntryMode,
}

/// How a person learns of what happens, beside the bell on every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyChoice {
    /// A mail each time.
    #[default]
    AtOnce,
    /// One mail a day, where there is something to say.
    Daily,
    /// No mail.
    None,
}

/// How a person begins an activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryMode {
    /// The whole sheet at once.
    #[default]
    Form,
    /// One question after another.
    Questionnaire,
}

/// Gives the variants of a choice their words, as forms and the API write them.
macro_rules! words {
    ($($choice:ident { $($variant:ident = $word:literal),+ }),+) => {$(
        impl $choice {
            /// All choices, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in forms and in the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl FromStr for $choice {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|choice| choice.as_str() == word).ok_or(())
            }
        }
    )+};
}

words! {
    NotifyChoice { AtOnce = "at_once", Daily = "daily", None = "none" },
    EntryMode { Form = "form", Questionnaire = "questionnaire" }
}

impl Account {
    /// A new account, with the choices that most people keep.
    pub fn new(email: Email, name: String, language: Language, created_at: Timestamp) -> Self {
        let (notify, entry) = (NotifyChoice::default(), EntryMode::default());
        Self { id: AccountId::new(), email, name, language, created_at, operator: false, notify, entry }
    }

    /// Up to two letters that stand for the person where there is no room for the name.
    pub fn initials(&self) -> String {
        let mut words = self.name.split([' ', '-', '’', '\'']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

/// Checks the name of a person and takes off what surrounds it.
///
/// # Errors
/// The wrong field, named `name`.
pub fn person_name(text: &str) -> Result<String, FieldError> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(FieldError::new("name", "account-name-missing"));
    }
    if name.chars().count() > NAME_LENGTH || name.chars().any(char::is_control) {
        return Err(FieldError::new("name", "account-name-too-long").with("limit", NAME_LENGTH));
    }
    Ok(name)
}

/// An e-mail address, in lower case so that the same address is the same text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the @.
    pub fn local_part(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }
}

/// The text is no address to which a mail could go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnEmail;

impl From<NotAnEmail> for FieldError {
    fn from(_: NotAnEmail) -> Self {
        Self::new("email", "account-email-invalid")
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    /// Refuses what no mail server takes and what could add a header or a second recipient; does not try to
    /// follow the whole grammar, since only a mail that arrives proves an address.
    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim().to_lowercase();
        let (local, host) = text.split_once('@').ok_or(NotAnEmail)?;
        let sized = (1..=64).contains(&local.len()) && (1..=189).contains(&host.len());
        let local_signs = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let label =
            |label: &str| !label.is_empty() && !label.starts_with('-') && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        let good = sized && local.chars().all(local_signs) && !local.starts_with('.') && host.split('.').all(label);
        good.then_some(Self(text)).ok_or(NotAnEmail)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Logs hold ids, never addresses.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_texts() {
        let good = ["anne@example.fr", " Anne.Le-Goff+dpo@OPH.example ", "a@localhost", "josé@exämple.es"];
        for text in good {
            assert!(text.parse::<Email>().is_ok(), "{text}");
        }
        let bad = [
            "",
            "anne",
            "@example.fr",
            "anne@",
            "a b@example.fr",
            "a@b@c",
            "a@.fr",
            "a@b\r\nBcc: c@d",
            "a,b@c.fr",
            "<a@b.fr>",
            "a@b..fr",
        ];
        for text in bad {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
        assert_eq!(" Anne@Example.FR".parse::<Email>().unwrap().as_str(), "anne@example.fr");
    }

    #[test]
    fn initials_are_the_first_and_the_last_word() {
        let account = |name: &str| Account::new("a@b.fr".parse().unwrap(), name.into(), Language::Fr, Timestamp::UNIX_EPOCH);
        for (name, initials) in [("Paule Champion", "PC"), ("élodie", "É"), ("Anne Marie de Goff", "AG"), ("  ", "")] {
            assert_eq!(account(name).initials(), initials, "{name}");
        }
    }

    #[test]
    fn an_account_of_before_reads_with_the_usual_choices() {
        let old = r#"{"id":"0198c0de-0000-7000-8000-000000000001","email":"a@b.fr","name":"A","language":"es","created_at":"2026-01-01T00:00:00Z"}"#;
        let account: Account = serde_json::from_str(old).unwrap();
        assert_eq!((account.notify, account.entry), (NotifyChoice::AtOnce, EntryMode::Form));
        for choice in NotifyChoice::ALL {
            assert_eq!(serde_json::to_string(choice).unwrap(), format!("\"{}\"", choice.as_str()));
            assert_eq!(choice.as_str().parse(), Ok(*choice));
        }
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(person_name("  Anne \n Le Goff ").unwrap(), "Anne Le Goff");
        assert_eq!(person_name(" ").unwrap_err().message, "account-name-missing");
        assert_eq!(person_name(&"a".repeat(121)).unwrap_err().message, "account-name-too-long");
    }
}
