//! What a password must be, and how one is kept. Hashing itself is slow and happens in `service`.

mod known;

use super::{fault::FieldError, id::AccountId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Fewest signs, whatever the entropy (ASVS 5.0, 6.2.1 advises 15, the CNIL 12).
const SHORTEST: usize = 12;
/// Fewest signs under the rule of classes.
const SHORTEST_OF_CLASSES: usize = 8;
/// Most bytes: far above what a person types, low enough that hashing costs no more than for a short one.
const LONGEST: usize = 1024;
/// Bits that suffice where attempts are slowed down, as they are here (CNIL, délibération 2022-100).
pub const BITS_THROTTLED: u32 = 50;
/// Bits that suffice alone (same source). The meter is full there.
pub const BITS_ALONE: u32 = 80;
/// What must remain of a password once known words, names and rows of keys are taken out.
const REMAINS: usize = 6;

/// The rule that new passwords obey, set for the instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordPolicy {
    /// Length and entropy, as the CNIL recommends since 2022; no class of signs is demanded.
    #[default]
    Cnil,
    /// Eight signs, among them an upper-case letter, a digit and another sign.
    Classes,
}

impl PasswordPolicy {
    /// The word in the settings and in pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cnil => "cnil",
            Self::Classes => "classes",
        }
    }

    /// Fewest signs.
    pub fn shortest(self) -> usize {
        match self {
            Self::Cnil => SHORTEST,
            Self::Classes => SHORTEST_OF_CLASSES,
        }
    }

    /// Checks a new password. `names` are the texts that it must not be made of: of the person, the address,
    /// the organisation.
    ///
    /// # Errors
    /// What is wrong with it, all at once, for the field `password`.
    pub fn check(self, password: &str, names: &[&str]) -> Result<(), Vec<FieldError>> {
        let length = password.chars().count();
        let mut faults = match self {
            Self::Cnil => entropy_faults(password, length),
            Self::Classes => class_faults(password, length),
        };
        if password.len() > LONGEST {
            faults.push(fault("password-too-long").with("limit", LONGEST));
        } else if faults.is_empty() {
            faults.extend(known::fault_of(password, names));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

fn fault(message: &str) -> FieldError {
    FieldError::new("password", message)
}

fn entropy_faults(password: &str, length: usize) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if length < SHORTEST {
        faults.push(fault("password-too-short").with("limit", SHORTEST));
    } else if bits(password) < BITS_THROTTLED {
        faults.push(fault("password-too-weak").with("bits", bits(password)).with("limit", BITS_THROTTLED));
    }
    faults
}

fn class_faults(password: &str, length: usize) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if length < SHORTEST_OF_CLASSES {
        faults.push(fault("password-too-short").with("limit", SHORTEST_OF_CLASSES));
    }
    let classes: [(Class, &str); 3] = [
        (char::is_uppercase, "password-without-capital"),
        (|c| c.is_numeric(), "password-without-digit"),
        (|c| !c.is_alphanumeric(), "password-without-sign"),
    ];
    for (class, message) in classes {
        if !password.chars().any(class) {
            faults.push(fault(message));
        }
    }
    faults
}

/// Whether a sign belongs to a class.
type Class = fn(char) -> bool;

/// Entropy by the CNIL's formula, log2(Nᴸ), where N counts the signs of the classes used. Rounded, as the CNIL
/// does: it calls 12 signs out of 99 (26 + 26 + 10 + 37) 80 bits, where the formula says 79.55.
pub fn bits(password: &str) -> u32 {
    let classes: [(Class, u32); 4] = [
        (char::is_lowercase, 26),
        (char::is_uppercase, 26),
        (|c| c.is_ascii_digit(), 10),
        (|c| !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii_digit(), 37),
    ];
    let used: u32 = classes.iter().filter(|(class, _)| password.chars().any(class)).map(|(_, size)| size).sum();
    let bits = f64::from(used.max(1)).log2() * password.chars().count() as f64;
    bits.round() as u32
}

/// The password of an account, as it is stored: apart from the account, which is read far more often.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    pub account: AccountId,
    /// Argon2id, in the PHC form that carries its parameters and salt.
    pub hash: String,
    pub standing: Standing,
}

/// Whether the person chose the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Standing {
    /// Chosen by the person.
    Chosen { since: Timestamp },
    /// Sent by mail: opens nothing but the page that changes it, and only until then.
    Temporary { until: Timestamp },
}

impl Credential {
    /// Whether it still opens anything.
    pub fn is_current(&self, now: Timestamp) -> bool {
        match self.standing {
            Standing::Chosen { .. } => true,
            Standing::Temporary { until } => now < until,
        }
    }

    /// Whether the person has to choose a password before anything else.
    pub fn must_change(&self) -> bool {
        matches!(self.standing, Standing::Temporary { .. })
    }
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("account", &self.account).field("standing", &self.standing).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
