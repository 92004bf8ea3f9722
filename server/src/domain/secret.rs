//! Secrets that the program makes: keys of sessions, of links, of the API. Only their hashes are stored.
//!
//! They have 256 random bits, so a plain SHA-256 is enough: there is nothing to guess. Passwords, which people
//! choose, are hashed elsewhere and slowly.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// A secret of 256 bits. Shown once to whom it belongs, never stored and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret of bytes that come from the system's generator.
    pub fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// What is stored of it.
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0).into())
    }

    /// The 43 signs that stand for it in cookies and addresses.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

/// The text is not the form of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASecret;

impl FromStr for Secret {
    type Err = NotASecret;
    fn from_str(text: &str) -> Result<Self, NotASecret> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotASecret)?;
        bytes.try_into().map(Self).map_err(|_| NotASecret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The SHA-256 of a secret, by which it is found again. Looking up a hash tells nothing about the secret by
/// its timing, so no comparison in constant time is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// The bytes, for keys.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Serialize for SecretHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(self.0))
    }
}

impl<'de> Deserialize<'de> for SecretHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(D::Error::custom)?;
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_secret_is_read_back_and_hashes_the_same(bytes: [u8; 32]) {
            let secret = Secret::new(bytes);
            let read: Secret = secret.reveal().parse().unwrap();
            prop_assert_eq!(&read, &secret);
            let stored = serde_json::to_string(&secret.hash()).unwrap();
            prop_assert_eq!(serde_json::from_str::<SecretHash>(&stored).unwrap(), read.hash());
        }
    }

    #[test]
    fn nothing_else_is_a_secret_and_none_is_printed() {
        for text in ["", "abc", "a b", &"A".repeat(44)] {
            assert_eq!(text.parse::<Secret>(), Err(NotASecret), "{text}");
        }
        assert_eq!(format!("{:?}", Secret::new([7; 32])), "Secret(…)");
    }
}
