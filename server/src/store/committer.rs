//! Makes changes: one thread at a time takes all that wait, checks them, appends them, syncs once, applies them.
//!
//! There is no thread of its own: whoever comes while nobody commits does it, for itself and for all who came
//! meanwhile, and then hands over to one who waits. So a single writer crosses no thread, and many share a sync.
//!
//! A group hands over as soon as it is on disk: while it goes into the state, the next one goes to disk. The next one
//! may not see the state half changed: where it asks about what the group before writes, it waits for it.

use super::{
    change::{Change, Condition, Expected, Required, Write},
    error::{CommitError, StoreError},
    journal::{
        Journal, Link,
        entry::{Envelope, Sealed},
    },
    scope::SCOPE_LENGTH,
    state::{InFlight, Landing, Planned, Staging, State},
};
use crate::domain::id::OrganisationId;
use parking_lot::{Condvar, Mutex, RwLock};
use rustc_hash::FxHashMap;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// Changes in one group, counted by their bodies, at most; a single one may be larger.
const GROUP: usize = 32 << 20;
/// How long a group waits for company: less than a sync takes on a quick disk.
const GATHER: Duration = Duration::from_micros(150);

/// The door through which all changes go.
pub struct Committer {
    queue: Mutex<Queue>,
    writer: Mutex<Writer>,
    state: State,
    applied: watch::Sender<u64>,
    last_of: RwLock<FxHashMap<OrganisationId, u64>>,
}

/// Who has this brings the next group to disk.
struct Writer {
    journal: Journal,
    /// The group before, which may still be on its way into the state.
    before: Option<Arc<InFlight>>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Arc<Pending>>,
    /// Somebody is committing.
    busy: bool,
    /// How many changes each of the last two groups had.
    company: [usize; 2],
    /// Why nothing is committed any more.
    stopped: Option<String>,
}

/// A change that waits, and the place where its maker looks for the answer.
struct Pending {
    sealed: Sealed,
    writes: Mutex<Vec<Write>>,
    required: Vec<Required>,
    envelope: Envelope,
    turn: Mutex<Turn>,
    called: Condvar,
}

/// A group that is on disk, on its way into the state.
struct Appended<'a> {
    staging: Staging<'a>,
    landing: Landing,
    /// Its last entry.
    link: Link,
}

enum Turn {
    Wait,
    /// Nobody else commits: do it.
    Lead,
    Done(Result<u64, CommitError>),
}

/// Why a group was not made.
enum Failure {
    /// Nothing was written.
    Harmless(String),
    /// Something was written, nobody knows how much: only a restart can tell.
    Fatal(String),
}

impl Failure {
    fn fatal(error: StoreError) -> Self {
        Self::Fatal(error.to_string())
    }

    /// What each of the group is told.
    fn answer(&self) -> CommitError {
        match self {
            Self::Harmless(why) => StoreError::NotMade(why.clone()).into(),
            Self::Fatal(why) => StoreError::Stopped(why.clone()).into(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Harmless(error.to_string())
    }
}

impl Committer {
    pub fn new(journal: Journal, state: State, last_of: FxHashMap<OrganisationId, u64>) -> Self {
        let applied = watch::Sender::new(journal.last().seq);
        let writer = Mutex::new(Writer { journal, before: None });
        Self { queue: Mutex::default(), writer, state, applied, last_of: RwLock::new(last_of) }
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
            required: change.required,
            envelope: change.envelope,
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

    /// Brings what waits to disk, hands over, brings it into the state, answers.
    fn lead(&self) {
        let group = self.take_group();
        let mut answers = Vec::with_capacity(group.len());
        let appended = self.guarded(|| self.append(&group, &mut answers));
        self.hand_over();
        let made = appended.and_then(|appended| self.guarded(|| appended.map_or(Ok(()), |appended| self.apply(appended))));
        if let Err(failure) = made {
            answers = group.iter().map(|_| Err(failure.answer())).collect();
        }
        for (pending, answer) in group.iter().zip(answers) {
            pending.answer(answer);
        }
    }

    /// Does a step of a group. After a panic or a fatal failure the store stops writing.
    fn guarded<T>(&self, step: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let panicked = || Failure::Fatal("a panic while committing".to_owned());
        let done = catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|_| Err(panicked()));
        if let Err(Failure::Fatal(why)) = &done {
            tracing::error!(why, "the store stops writing");
            self.stop(why);
        }
        done
    }

    fn hand_over(&self) {
        let mut queue = self.queue.lock();
        match queue.waiting.first() {
            Some(next) => next.call(Turn::Lead),
            None => queue.busy = false,
        }
    }

    fn take_group(&self) -> Vec<Arc<Pending>> {
        self.gather();
        let mut queue = self.queue.lock();
        let mut size = 0;
        let count = queue.waiting.iter().take_while(|pending| {
            let fits = size == 0 || size + pending.sealed.length() <= GROUP;
            size += pending.sealed.length();
            fits
        });
        let count = count.count();
        let [_, last] = queue.company;
        queue.company = [last, count];
        queue.waiting.drain(..count).collect()
    }

    /// Lets those whose changes were just made come back with their next ones. Without it the quickest of them goes
    /// alone, all others wait for its sync, and every second sync is for one change. Of two groups one is on its way to
    /// disk while the other is answered: so half of both is all that can come. A writer without company waits for nobody.
    fn gather(&self) {
        let begun = Instant::now();
        loop {
            {
                let queue = self.queue.lock();
                let [earlier, last] = queue.company;
                if queue.waiting.len() >= (earlier + last) / 2 {
                    return;
                }
            }
            if begun.elapsed() >= GATHER {
                return;
            }
            std::thread::yield_now();
        }
    }

    /// Brings the changes of a group whose preconditions hold to disk; `None` where there are none. Answers each.
    fn append<'a>(
        &'a self,
        group: &'a [Arc<Pending>],
        answers: &mut Vec<Result<u64, CommitError>>,
    ) -> Result<Option<Appended<'a>>, Failure> {
        let mut writer = self.writer.lock();
        let mut staging = Staging::new(&self.state, writer.before.clone());
        let mut accepted = Vec::with_capacity(group.len());
        let mut last = writer.journal.last().seq;
        for pending in group {
            let writes = std::mem::take(&mut *pending.writes.lock());
            let body = pending.sealed.body.bytes();
            if !holds(&staging, &pending.required, body, &writes)? {
                answers.push(Err(CommitError::Conflict));
                continue;
            }
            last += 1;
            staging.change(last, writes.into_iter().map(|write| planned(body, write)).collect())?;
            staging.tell(&pending.envelope, last);
            accepted.push(pending);
            answers.push(Ok(last));
        }
        if accepted.is_empty() {
            return Ok(None);
        }
        writer.journal.append(accepted.iter().map(|pending| &pending.sealed)).map_err(Failure::fatal)?;
        // One group at a time goes into the state, in their order.
        if let Some(before) = writer.before.take() {
            before.wait();
        }
        let flight = Arc::new(staging.in_flight());
        let landing = flight.lands();
        writer.before = Some(flight);
        Ok(Some(Appended { staging, landing, link: writer.journal.last() }))
    }

    /// Brings a group into the state, where those that were before it got there.
    fn apply(&self, appended: Appended<'_>) -> Result<(), Failure> {
        let Appended { staging, landing: _landing, link } = appended;
        if let Some(why) = self.stopped() {
            return Err(Failure::Fatal(why));
        }
        let touched = staging.apply(link).map_err(Failure::fatal)?;
        self.last_of.write().extend(touched);
        self.applied.send_replace(link.seq);
        Ok(())
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
fn holds(staging: &Staging<'_>, required: &[Required], body: &[u8], writes: &[Write]) -> Result<bool, StoreError> {
    for Required { key, condition } in required {
        let as_required = match condition {
            Condition::Present => staging.version(key)?.is_some(),
            Condition::Unchanged(seq) => staging.version(key)? == Some(*seq),
            Condition::Holds { index, index_key } => staging.holder(key, *index, index_key)?.as_ref() == Some(key),
            Condition::Count { index, prefix, count } => staging.count(key, *index, prefix)? == *count,
        };
        if !as_required {
            return Ok(false);
        }
    }
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
    names_are_free(staging, body, writes)
}

/// Whether every unique index key that would be taken is free, or given up by the same change.
fn names_are_free(staging: &Staging<'_>, body: &[u8], writes: &[Write]) -> Result<bool, StoreError> {
    if !writes.iter().any(|write| write.new_indexes.iter().any(|(index, _)| index.unique)) {
        return Ok(true);
    }
    let last: FxHashMap<_, _> = writes.iter().map(|write| (body.get(write.key.clone()).unwrap_or_default(), write)).collect();
    let mut taken = FxHashMap::default();
    for (key, write) in &last {
        for (index, index_key) in write.new_indexes.iter().filter(|(index, _)| index.unique) {
            let name = (key.get(..=SCOPE_LENGTH), index.number, index_key);
            if taken.insert(name, key).is_some() {
                return Ok(false);
            }
            // Whoever is rewritten or deleted here gives up the name, or takes it again above.
            if staging.holder(key, *index, index_key)?.is_some_and(|holder| !last.contains_key(holder.as_slice())) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn planned(body: &[u8], write: Write) -> Planned<'_> {
    Planned {
        key: body.get(write.key).unwrap_or_default(),
        value: write.value.and_then(|value| body.get(value)),
        old_indexes: write.old_indexes,
        new_indexes: write.new_indexes,
    }
}
