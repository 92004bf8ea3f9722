//! Makes changes: one thread at a time takes all that wait, checks them, appends them, syncs once, applies them.
//!
//! There is no thread of its own: whoever comes while nobody commits does it, for itself and for all who came
//! meanwhile, and then hands over to one who waits. So a single writer crosses no thread, and many share a sync.

use super::{
    change::{Change, Expected, Write},
    error::{CommitError, StoreError},
    journal::{Journal, entry::Sealed},
    state::{Staging, State},
};
use crate::domain::id::OrganisationId;
use parking_lot::{Condvar, Mutex, RwLock};
use rustc_hash::FxHashMap;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};
use tokio::sync::watch;

/// Changes in one group, counted by their bodies, at most; a single one may be larger.
const GROUP: usize = 32 << 20;

/// The door through which all changes go.
pub struct Committer {
    queue: Mutex<Queue>,
    journal: Mutex<Journal>,
    state: State,
    applied: watch::Sender<u64>,
    last_of: RwLock<FxHashMap<OrganisationId, u64>>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Arc<Pending>>,
    /// Somebody is committing.
    busy: bool,
    /// Why nothing is committed any more.
    stopped: Option<String>,
}

/// A change that waits, and the place where its maker looks for the answer.
struct Pending {
    sealed: Sealed,
    writes: Mutex<Vec<Write>>,
    organisation: Option<OrganisationId>,
    turn: Mutex<Turn>,
    called: Condvar,
}

enum Turn {
    Wait,
    /// Nobody else commits: do it.
    Lead,
    Done(Result<u64, CommitError>),
}

impl Committer {
    pub fn new(journal: Journal, state: State, last_of: FxHashMap<OrganisationId, u64>) -> Self {
        let applied = watch::Sender::new(journal.last().seq);
        Self { queue: Mutex::default(), journal: Mutex::new(journal), state, applied, last_of: RwLock::new(last_of) }
    }

    /// Makes a change: when this returns its number, the change is on disk and can be read.
    pub fn commit(&self, change: Change) -> Result<u64, CommitError> {
        if let Some(error) = change.error {
            return Err(error.into());
        }
        let sealed = Sealed::new(&change.envelope, change.body).ok_or(StoreError::TooLarge)?;
        let pending = Arc::new(Pending {
            sealed,
            writes: Mutex::new(change.writes),
            organisation: change.envelope.organisation,
            turn: Mutex::new(Turn::Wait),
            called: Condvar::new(),
        });
        {
            let mut queue = self.queue.lock();
            if let Some(why) = &queue.stopped {
                return Err(StoreError::Stopped(why.clone()).into());
            }
            queue.waiting.push(pending.clone());
            if !queue.busy {
                queue.busy = true;
                *pending.turn.lock() = Turn::Lead;
            }
        }
        loop {
            let mut turn = pending.turn.lock();
            match std::mem::replace(&mut *turn, Turn::Wait) {
                Turn::Wait => pending.called.wait(&mut turn),
                Turn::Done(answer) => return answer,
                Turn::Lead => {
                    drop(turn);
                    self.lead();
                }
            }
        }
    }

    /// Number of the last change that can be read.
    pub fn last(&self) -> u64 {
        *self.applied.borrow()
    }

    pub fn applied(&self) -> watch::Receiver<u64> {
        self.applied.subscribe()
    }

    /// Number of the last change of an organisation, 0 where there was none.
    pub fn last_of(&self, organisation: OrganisationId) -> u64 {
        self.last_of.read().get(&organisation).copied().unwrap_or_default()
    }

    /// Why nothing is committed any more, where that is so.
    pub fn stopped(&self) -> Option<String> {
        self.queue.lock().stopped.clone()
    }

    /// Commits what waits, hands over, answers.
    fn lead(&self) {
        let group = self.take_group();
        let made = catch_unwind(AssertUnwindSafe(|| self.make(&group)));
        let made = made.unwrap_or_else(|_| Err(StoreError::Stopped("a panic while committing".to_owned())));
        let answers = match made {
            Ok(answers) => answers,
            Err(error) => {
                tracing::error!(%error, "the store stops writing");
                self.stop(&error.to_string());
                group.iter().map(|_| Err(StoreError::Stopped(error.to_string()).into())).collect()
            }
        };
        for (pending, answer) in group.iter().zip(answers) {
            pending.answer(answer);
        }
        let mut queue = self.queue.lock();
        match queue.waiting.first() {
            Some(next) => next.call(Turn::Lead),
            None => queue.busy = false,
        }
    }

    fn take_group(&self) -> Vec<Arc<Pending>> {
        let mut queue = self.queue.lock();
        let mut size = 0;
        let count = queue.waiting.iter().take_while(|pending| {
            let fits = size == 0 || size + pending.sealed.length() <= GROUP;
            size += pending.sealed.length();
            fits
        });
        let count = count.count();
        queue.waiting.drain(..count).collect()
    }

    /// Makes the changes of a group whose preconditions hold; the error is one after which nothing may be written.
    fn make(&self, group: &[Arc<Pending>]) -> Result<Vec<Result<u64, CommitError>>, StoreError> {
        let mut journal = self.journal.lock();
        let mut staging = Staging::new(&self.state);
        let mut answers = Vec::with_capacity(group.len());
        let mut accepted = Vec::with_capacity(group.len());
        let mut last = journal.last().seq;
        for pending in group {
            let writes = std::mem::take(&mut *pending.writes.lock());
            let body = pending.sealed.body.bytes();
            if !holds(&staging, body, &writes)? {
                answers.push(Err(CommitError::Conflict));
                continue;
            }
            last += 1;
            for write in writes {
                let key = body.get(write.key).unwrap_or_default();
                let value = write.value.and_then(|value| body.get(value));
                staging.write(last, key, value, write.old_indexes, &write.new_indexes)?;
            }
            if let Some(organisation) = pending.organisation {
                staging.touch(organisation, last);
            }
            accepted.push(pending);
            answers.push(Ok(last));
        }
        if accepted.is_empty() {
            return Ok(answers);
        }
        journal.append(accepted.iter().map(|pending| &pending.sealed))?;
        let touched = staging.apply(journal.last())?;
        self.last_of.write().extend(touched);
        self.applied.send_replace(journal.last().seq);
        Ok(answers)
    }

    /// Nothing is committed any more until a restart.
    fn stop(&self, why: &str) {
        let mut queue = self.queue.lock();
        queue.stopped = Some(why.to_owned());
        for pending in queue.waiting.drain(..) {
            pending.answer(Err(StoreError::Stopped(why.to_owned()).into()));
        }
    }
}

impl Pending {
    fn answer(&self, answer: Result<u64, CommitError>) {
        self.call(Turn::Done(answer));
    }

    fn call(&self, turn: Turn) {
        *self.turn.lock() = turn;
        self.called.notify_one();
    }
}

/// Whether all that a change takes for granted is so.
fn holds(staging: &Staging<'_>, body: &[u8], writes: &[Write]) -> Result<bool, StoreError> {
    for write in writes {
        let key = body.get(write.key.clone()).unwrap_or_default();
        let as_expected = match write.expected {
            Expected::Anything => true,
            Expected::Absent => staging.version(key)?.is_none(),
            Expected::Unchanged(seq) => staging.version(key)? == Some(seq),
        };
        if !as_expected {
            return Ok(false);
        }
    }
    for write in writes {
        let key = body.get(write.key.clone()).unwrap_or_default();
        for (index, index_key) in write.new_indexes.iter().filter(|(index, _)| index.unique) {
            if let Some(holder) = staging.is_taken(key, *index, index_key)?
                && !gives_up(body, writes, key, &holder)
            {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Whether the same change writes or deletes the value that holds a unique index key now.
fn gives_up(body: &[u8], writes: &[Write], key: &[u8], holder: &[u8]) -> bool {
    let (head, _) = key.split_at_checked(super::scope::SCOPE_LENGTH + 1).unwrap_or((key, &[]));
    writes.iter().any(|write| {
        let other = body.get(write.key.clone()).unwrap_or_default();
        write.value.is_none() && other.strip_prefix(head) == Some(holder)
    })
}
