//! Who signs packs, and whom the operator trusts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The public half of an Ed25519 key, written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublisherKey(pub [u8; 32]);

/// Somebody whose packs may be installed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publisher {
    pub key: PublisherKey,
    /// As the operator calls it.
    pub name: String,
    pub trusted_at: Timestamp,
}

/// Who stands behind the pack that has an identifier now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voucher {
    /// No pack has the identifier.
    Nobody,
    /// It travels in the program.
    Program,
    Key(PublisherKey),
}

/// Whose packs may come in the place of the one that has the identifier now. A pack inherits what organisations granted to the
/// one before it, so that another publisher does not get its place unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    SamePublisher,
    /// The operator said so expressly.
    AnyTrusted,
}

impl Voucher {
    /// Whether a pack that has this signature would change hands.
    pub fn is_other_than(self, key: PublisherKey) -> bool {
        match self {
            Self::Nobody => false,
            Self::Program => true,
            Self::Key(before) => before != key,
        }
    }

    /// Whether a pack that has this signature may come in its place.
    pub fn yields_to(self, key: PublisherKey, succession: Succession) -> bool {
        succession == Succession::AnyTrusted || !self.is_other_than(key)
    }
}

impl fmt::Display for PublisherKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for PublisherKey {
    type Err = hex::FromHexError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text.trim(), &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl From<PublisherKey> for String {
    fn from(key: PublisherKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for PublisherKey {
    type Error = hex::FromHexError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_publisher_needs_an_express_word() {
        let (one, other) = (PublisherKey([1; 32]), PublisherKey([2; 32]));
        let table = [
            (Voucher::Nobody, Succession::SamePublisher, true),
            (Voucher::Key(one), Succession::SamePublisher, true),
            (Voucher::Key(other), Succession::SamePublisher, false),
            (Voucher::Key(other), Succession::AnyTrusted, true),
            (Voucher::Program, Succession::SamePublisher, false),
            (Voucher::Program, Succession::AnyTrusted, true),
        ];
        for (before, succession, expected) in table {
            assert_eq!(before.yields_to(one, succession), expected, "{before:?} {succession:?}");
        }
    }
}
