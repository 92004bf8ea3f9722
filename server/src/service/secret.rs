//! Where secrets come from: the system's generator, and nothing else.

use crate::domain::{fault::Fault, secret::Secret};
use rand::{TryRngCore, rngs::OsRng};

/// A new secret of 256 bits.
///
/// # Errors
/// The system has no randomness to give.
pub fn new() -> Result<Secret, Fault> {
    bytes().map(Secret::new)
}

/// Bytes that nobody can guess.
///
/// # Errors
/// As [`new`].
pub fn bytes<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(Fault::internal)?;
    Ok(bytes)
}
