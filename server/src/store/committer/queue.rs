//! Changes that wait, and where their makers look for the answer.

use crate::store::{
    change::{Required, Write},
    error::CommitError,
    journal::entry::{Envelope, Sealed},
};
use parking_lot::{Condvar, Mutex};
use std::sync::Arc;

/// Changes that nobody plans yet, and who is at work.
#[derive(Default)]
pub struct Queue {
    pub waiting: Vec<Arc<Pending>>,
    /// Somebody plans.
    pub planning: bool,
    /// A group goes to disk.
    pub syncing: bool,
    /// Why nothing is committed any more.
    pub stopped: Option<String>,
}

/// A change that waits, and the place where its maker looks for the answer.
pub struct Pending {
    pub sealed: Sealed,
    pub writes: Mutex<Vec<Write>>,
    pub required: Vec<Required>,
    pub envelope: Envelope,
    pub turn: Mutex<Turn>,
    pub called: Condvar,
}

/// What somebody who waits is to do.
pub enum Turn {
    Wait,
    /// Nobody else plans: do it.
    Lead,
    Done(Result<u64, CommitError>),
}

impl Pending {
    pub fn answer(&self, answer: Result<u64, CommitError>) {
        self.call(Turn::Done(answer));
    }

    pub fn call(&self, turn: Turn) {
        *self.turn.lock() = turn;
        self.called.notify_one();
    }
}
