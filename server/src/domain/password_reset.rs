//! The link that lets somebody who forgot the password choose another: it works once, and for ten minutes.

use super::{id::AccountId, secret::SecretHash};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long the link works.
const VALID: SignedDuration = SignedDuration::from_mins(10);

/// A link on its way to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordReset {
    /// Hash of the key in the link.
    pub key: SecretHash,
    pub account: AccountId,
    /// The last moment at which it works.
    pub until: Timestamp,
}

impl PasswordReset {
    /// A link made at this moment.
    pub fn new(key: SecretHash, account: AccountId, now: Timestamp) -> Self {
        Self { key, account, until: now + VALID }
    }

    /// Whether it still works.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::secret::Secret;

    #[test]
    fn a_link_works_for_ten_minutes() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let reset = PasswordReset::new(Secret::new([1; 32]).hash(), AccountId::new(), at(0));
        for (second, valid) in [(0, true), (599, true), (600, true), (601, false), (86_400, false)] {
            assert_eq!(reset.is_valid(at(second)), valid, "{second}");
        }
    }
}
