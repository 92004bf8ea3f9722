//! Ed25519 signatures over the digests of a pack's files.

use crate::domain::publisher::PublisherKey;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use std::{fmt, str::FromStr};

/// What the line of a signature begins with: another algorithm would have another word.
const ALGORITHM: &str = "ed25519";

/// A publisher's secret key: never printed but into its own file.
pub struct SecretKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
}

/// A signature and the key it is to be checked with.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub key: PublisherKey,
    bytes: [u8; 64],
}

impl SecretKey {
    /// The key that follows from 32 random bytes; `None` where the library refuses them.
    pub fn of_seed(seed: [u8; 32]) -> Option<Self> {
        Some(Self { pair: Ed25519KeyPair::from_seed_unchecked(&seed).ok()?, seed })
    }

    /// What others check its signatures with.
    pub fn public(&self) -> Option<PublisherKey> {
        self.pair.public_key().as_ref().try_into().ok().map(PublisherKey)
    }

    /// What its file holds: 64 hexadecimal digits.
    pub fn reveal(&self) -> String {
        hex::encode(self.seed)
    }

    pub(super) fn sign(&self, message: &[u8]) -> Option<Signature> {
        let bytes = self.pair.sign(message).as_ref().try_into().ok()?;
        Some(Signature { key: self.public()?, bytes })
    }
}

impl FromStr for SecretKey {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut seed = [0; 32];
        hex::decode_to_slice(text.trim(), &mut seed).map_err(drop)?;
        Self::of_seed(seed).ok_or(())
    }
}

impl Signature {
    /// The content of the file `signature`: algorithm, key, signature.
    pub fn read(line: &[u8]) -> Option<Self> {
        let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
        let [algorithm, key, signature] = [words.next()?, words.next()?, words.next()?];
        let mut bytes = [0; 64];
        hex::decode_to_slice(signature, &mut bytes).ok()?;
        let key = key.parse().ok()?;
        (algorithm == ALGORITHM && words.next().is_none()).then_some(Self { key, bytes })
    }

    pub fn vouches_for(&self, message: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.key.0).verify(message, &self.bytes).is_ok()
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{ALGORITHM} {} {}", self.key, hex::encode(self.bytes))
    }
}
