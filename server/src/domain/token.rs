//! An API token: speaks for one person in one organisation, with that person's rights of the moment.

use super::{
    id::{AccountId, OrganisationId, TokenId},
    secret::{Secret, SecretHash},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What a token begins with, so that tools which look for leaked secrets know it.
const PREFIX: &str = "probant_";

/// How often the time of the last use is written down.
const USED_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// An API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    pub id: TokenId,
    pub key: SecretHash,
    pub account: AccountId,
    pub organisation: OrganisationId,
    /// What the person calls it.
    pub name: String,
    pub created_at: Timestamp,
    /// To a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used: Option<Timestamp>,
}

impl Token {
    /// Whether a use at this moment is to be written down.
    pub fn to_be_noted(&self, now: Timestamp) -> bool {
        self.last_used.is_none_or(|used| now.duration_since(used) >= USED_EVERY)
    }
}

/// The form in which a token is shown, once.
pub fn reveal(secret: &Secret) -> String {
    format!("{PREFIX}{}", secret.reveal())
}

/// The secret in a token as it was shown.
pub fn read(text: &str) -> Option<Secret> {
    text.trim().strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_shown() {
        let secret = Secret::new([9; 32]);
        assert_eq!(read(&reveal(&secret)), Some(secret.clone()));
        for text in ["", "probant_", &secret.reveal(), "probant_abc"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
