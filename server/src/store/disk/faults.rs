//! Plans of faults: the step with a given number fails, and so does every later one, as on a disk that died.

use super::Disk;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Which step fails, and how much of it is still done.
#[derive(Debug)]
pub struct Plan {
    step: AtomicU64,
    fails_at: u64,
    /// Of a torn write, this many thousandths reach the file.
    kept: usize,
}

impl Plan {
    /// A disk on which step `fails_at` (from 1) and all later ones fail; of the write that fails first,
    /// `kept` thousandths are written.
    pub fn disk(fails_at: u64, kept: usize) -> (Disk, Arc<Self>) {
        let plan = Arc::new(Self { step: AtomicU64::new(0), fails_at, kept });
        (Disk { plan: Some(plan.clone()), ..Disk::default() }, plan)
    }

    /// Steps asked for so far.
    pub fn steps(&self) -> u64 {
        self.step.load(Ordering::SeqCst)
    }

    /// Whether this step fails; if so how many of its bytes are written.
    pub(super) fn tear(&self, length: usize) -> Option<usize> {
        let step = self.step.fetch_add(1, Ordering::SeqCst) + 1;
        match step.cmp(&self.fails_at) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(length * self.kept / 1000),
            std::cmp::Ordering::Greater => Some(0),
        }
    }
}
