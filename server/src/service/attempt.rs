//! Changes that rely on what others may change at the same moment: looked at again and tried again, a few times.

use super::Services;
use crate::{
    domain::fault::Fault,
    store::{Change, CommitError},
};

/// How often a change is tried before its maker is told that others came in between.
const ATTEMPTS: usize = 8;

/// Why an attempt came to nothing.
pub enum Attempt {
    /// Something it relied on changed meanwhile: look again.
    Again,
    /// No other attempt will do better.
    Failed(Fault),
}

impl<F: Into<Fault>> From<F> for Attempt {
    fn from(fault: F) -> Self {
        Self::Failed(fault.into())
    }
}

/// Commits the change of an attempt: the number of the change.
///
/// # Errors
/// `Again` where what it takes for granted is no longer so.
pub fn commit(services: &Services, change: Change) -> Result<u64, Attempt> {
    services.store.commit(change).map_err(|error| match error {
        CommitError::Conflict => Attempt::Again,
        error => error.into(),
    })
}

/// Makes attempts until one comes to something.
///
/// # Errors
/// That of the attempt that failed; `Conflict` where others came in between every time.
pub fn until_settled<T>(mut attempt: impl FnMut() -> Result<T, Attempt>) -> Result<T, Fault> {
    for _ in 0..ATTEMPTS {
        match attempt() {
            Ok(done) => return Ok(done),
            Err(Attempt::Again) => {}
            Err(Attempt::Failed(fault)) => return Err(fault),
        }
    }
    Err(Fault::conflict("fault-changed-meanwhile"))
}
