//! Hashes and compares passwords with Argon2id, a few at a time: each takes 19 MiB, so a hundred sign-ins at once
//! must queue. What a password must be is not decided here.

use super::secret;
use crate::domain::fault::Fault;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{Error, PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use parking_lot::{Condvar, Mutex};
use std::sync::atomic::{AtomicU64, Ordering};

/// Memory in KiB, passes and lanes that OWASP advises for Argon2id.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hash that no password has, of the same cost as the others. Comparing with it takes as long as with a real one,
/// so that the time of a refusal does not tell whether an account exists.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cHJvYmFudC1ub2JvZHktMQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Letters of temporary passwords: none that is taken for another when read aloud or copied by hand.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Hashes and compares passwords.
#[derive(Debug)]
pub struct Passwords {
    places: Mutex<usize>,
    freed: Condvar,
    /// How often Argon2 was worked out.
    worked: AtomicU64,
}

impl Default for Passwords {
    /// As many places as processors, four at the most.
    fn default() -> Self {
        let places = std::thread::available_parallelism().map_or(1, |processors| processors.get().min(4));
        Self { places: Mutex::new(places), freed: Condvar::new(), worked: AtomicU64::new(0) }
    }
}

impl Passwords {
    /// The hash of a new password, in the PHC form.
    ///
    /// # Errors
    /// No randomness or no memory.
    pub fn hash(&self, password: &str) -> Result<String, Fault> {
        let salt = SaltString::encode_b64(&secret::bytes::<16>()?).map_err(Fault::internal)?;
        let _place = self.place();
        let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(Fault::internal)?;
        Ok(hash.to_string())
    }

    /// Whether the password is the one of a hash. Without a hash it takes as long and is never right.
    ///
    /// # Errors
    /// A hash that does not read, or no memory.
    pub fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, Fault> {
        let parsed = PasswordHash::new(hash.unwrap_or(NOBODY)).map_err(Fault::internal)?;
        let _place = self.place();
        match argon2()?.verify_password(password.as_bytes(), &parsed) {
            Ok(()) => Ok(hash.is_some()),
            Err(Error::Password) => Ok(false),
            Err(error) => Err(Fault::internal(error)),
        }
    }

    /// How often Argon2 was worked out since the start: nearly all that a sign-in costs.
    pub fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    fn place(&self) -> Place<'_> {
        let mut places = self.places.lock();
        while *places == 0 {
            self.freed.wait(&mut places);
        }
        *places -= 1;
        self.worked.fetch_add(1, Ordering::Relaxed);
        Place(self)
    }
}

/// The right to use the memory of one hash; given back when dropped.
struct Place<'p>(&'p Passwords);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.places.lock() += 1;
        self.0.freed.notify_one();
    }
}

fn argon2() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(Fault::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A password for the first sign-in, to be sent by mail: 100 random bits in groups of five letters.
///
/// # Errors
/// No randomness.
pub fn temporary() -> Result<String, Fault> {
    let random = secret::bytes::<20>()?;
    let letters: Vec<char> =
        random.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|letter| char::from(*letter)).collect();
    Ok(letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::password::{BITS_ALONE, bits};

    #[test]
    fn a_password_matches_its_hash_alone() {
        let passwords = Passwords::default();
        let hash = passwords.hash("girafe tiroir moulin").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash("girafe tiroir moulin").unwrap(), "salted");
        let table = [("girafe tiroir moulin", true), ("girafe tiroir moulim", false), ("", false)];
        for (password, right) in table {
            assert_eq!(passwords.verify(password, Some(&hash)).unwrap(), right, "{password}");
            assert!(!passwords.verify(password, None).unwrap(), "{password}");
        }
    }

    #[test]
    fn more_at_once_than_places_all_come_through() {
        let passwords = Passwords { places: Mutex::new(1), ..Passwords::default() };
        let right = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..6).map(|_| scope.spawn(|| passwords.verify("x", None).unwrap())).collect();
            tries.into_iter().map(|attempt| attempt.join().unwrap()).filter(|right| *right).count()
        });
        assert_eq!((right, *passwords.places.lock()), (0, 1));
    }

    #[test]
    fn temporary_passwords_are_strong_and_differ() {
        let password = temporary().unwrap();
        assert_eq!(password.len(), 23);
        assert!(bits(&password) >= BITS_ALONE);
        assert_ne!(password, temporary().unwrap());
    }
}
