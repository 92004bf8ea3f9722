//! Makes changes: one at a time plans all that come, checks them, appends them, syncs once, applies them.
//!
//! There is no thread of its own: whoever comes while nobody plans does it, for itself and for all who come until the
//! disk is free, and then hands over to one who waits. So a single writer crosses no thread, and many share a sync.
//!
//! Three groups can be on their way: one is planned while the one before goes to disk and the one before that goes into
//! the state. A group may not see the state half changed: where it asks about what a group before it writes, it waits
//! for that one.
//!
//! A change is answered as soon as it is on disk. Whoever reads then waits until it is in the state, where it is not yet.

mod check;
mod queue;

use super::{
    change::Change,
    error::{CommitError, StoreError},
    journal::{Journal, Link, NextPlace, entry::Sealed},
    state::{InFlight, Landing, Staging, State},
};
use crate::domain::id::OrganisationId;
use check::{holds, planned};
use parking_lot::{Condvar, Mutex, RwLock};
use queue::{Pending, Queue, Turn};
use rustc_hash::FxHashMap;
use std::{
    cell::OnceCell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::watch;

/// Bytes of the entries of one group at most; a single one may be larger.
const GROUP: usize = 32 << 20;
/// How often a group takes in those who came while the disk was busy, at most.
const TURNS: usize = 16;

/// The door through which all changes go.
pub struct Committer {
    queue: Mutex<Queue>,
    /// Somebody came, or the disk is free.
    stirred: Condvar,
    plan: Mutex<Plan>,
    journal: Mutex<Journal>,
    state: State,
    /// Number of the last change that somebody was told is made.
    told: AtomicU64,
    applied: watch::Sender<u64>,
    /// Whether a group was lost on its way into the state, and who waits for one.
    landed: (Mutex<bool>, Condvar),
    last_of: RwLock<FxHashMap<OrganisationId, u64>>,
}

/// Where the next group begins. Whoever plans has it.
struct Plan {
    /// Number of the last entry that was planned.
    last: u64,
    place: NextPlace,
    /// Groups that are not in the state. One that was given up stays: nothing goes in over the gap that it left.
    flights: Vec<Arc<InFlight>>,
}

/// A group whose changes are planned.
struct Group<'a> {
    staging: Staging<'a>,
    landing: Landing,
    accepted: Vec<&'a Sealed>,
    /// The groups that go into the state before it.
    before: Vec<Arc<InFlight>>,
    /// Its last entry, once it is on disk.
    link: Link,
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
        let last = journal.last().seq;
        Self {
            queue: Mutex::default(),
            stirred: Condvar::new(),
            plan: Mutex::new(Plan { last, place: journal.next_place(), flights: Vec::new() }),
            journal: Mutex::new(journal),
            state,
            told: AtomicU64::new(last),
            applied: watch::Sender::new(last),
            landed: Default::default(),
            last_of: RwLock::new(last_of),
        }
    }

    /// Makes a change: when this returns its number, the change is on disk, and whoever settles can read it.
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
            if queue.planning {
                self.stirred.notify_one();
            } else {
                queue.planning = true;
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

    /// Plans what comes, hands over, brings it to disk and into the state, answers.
    fn lead(&self) {
        let turns: [OnceCell<Vec<Arc<Pending>>>; TURNS] = Default::default();
        let mut answers = Vec::new();
        let planned = self.guarded(|| self.plan(&turns, &mut answers));
        self.take_disk();
        self.hand_over();
        let appended = planned.and_then(|group| group.map(|group| self.guarded(|| self.append(group))).transpose());
        self.free_disk();
        let all = turns.iter().filter_map(OnceCell::get).flatten();
        match appended {
            Ok(group) => {
                all.zip(answers).for_each(|(pending, answer)| pending.answer(answer));
                if let Some(group) = group {
                    // They know already that it is made: a failure stops the store, and so whoever reads.
                    let applied = self.guarded(|| self.apply(group));
                    self.land(applied.is_err());
                }
            }
            Err(failure) => all.for_each(|pending| pending.answer(Err(failure.answer()))),
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

    /// Plans the changes that wait, and those that come until the disk is free. `None` where nothing is to be written.
    /// Answers each. Where it fails nothing was planned.
    fn plan<'a>(
        &'a self,
        turns: &'a [OnceCell<Vec<Arc<Pending>>>],
        answers: &mut Vec<Result<u64, CommitError>>,
    ) -> Result<Option<Group<'a>>, Failure> {
        let mut plan = self.plan.lock();
        plan.flights.retain(|flight| !flight.has_arrived());
        let mut staging = Staging::new(&self.state, plan.flights.clone());
        let mut accepted = Vec::new();
        let (mut last, mut place, mut size) = (plan.last, plan.place, 0);
        for turn in turns {
            let arrived = self.arrivals(size);
            if arrived.is_empty() {
                break;
            }
            for pending in turn.get_or_init(|| arrived) {
                size += pending.sealed.length();
                let writes = std::mem::take(&mut *pending.writes.lock());
                if !holds(&staging, &pending.required, pending.sealed.body.bytes(), &writes)? {
                    answers.push(Err(CommitError::Conflict));
                    continue;
                }
                last += 1;
                let offset = place.next(&pending.sealed, accepted.is_empty());
                staging.change(last, writes.into_iter().map(|write| planned(&pending.sealed, offset, write)).collect())?;
                staging.tell(&pending.envelope, last);
                accepted.push(&pending.sealed);
                answers.push(Ok(last));
            }
        }
        if accepted.is_empty() {
            return Ok(None);
        }
        let flight = Arc::new(staging.in_flight());
        let landing = flight.lands();
        let before = plan.flights.clone();
        plan.flights.push(flight);
        (plan.last, plan.place) = (last, place);
        Ok(Some(Group { staging, landing, accepted, before, link: Link::default() }))
    }

    /// The changes that came, for a group that has some already or none; nothing where the group is complete: the disk is
    /// free, or it is large.
    fn arrivals(&self, size: usize) -> Vec<Arc<Pending>> {
        let mut queue = self.queue.lock();
        while size > 0 && queue.syncing && queue.waiting.is_empty() {
            self.stirred.wait(&mut queue);
        }
        if size > 0 && !queue.syncing {
            return Vec::new();
        }
        let mut size = size;
        let fitting = queue.waiting.iter().take_while(|pending| {
            let fits = size == 0 || size + pending.sealed.length() <= GROUP;
            size += pending.sealed.length();
            fits
        });
        let count = fitting.count();
        queue.waiting.drain(..count).collect()
    }

    /// Waits until no other group goes to disk. Only whoever plans may ask.
    fn take_disk(&self) {
        let mut queue = self.queue.lock();
        while queue.syncing {
            self.stirred.wait(&mut queue);
        }
        queue.syncing = true;
    }

    fn free_disk(&self) {
        self.queue.lock().syncing = false;
        self.stirred.notify_one();
    }

    /// Somebody else plans from now on.
    fn hand_over(&self) {
        let mut queue = self.queue.lock();
        match queue.waiting.first() {
            Some(next) => next.call(Turn::Lead),
            None => queue.planning = false,
        }
    }

    /// Brings a group to disk.
    fn append<'a>(&self, mut group: Group<'a>) -> Result<Group<'a>, Failure> {
        if let Some(why) = self.stopped() {
            return Err(Failure::Fatal(why));
        }
        let mut journal = self.journal.lock();
        journal.append(group.accepted.iter().copied()).map_err(Failure::fatal)?;
        group.link = journal.last();
        self.told.fetch_max(group.link.seq, Ordering::Release);
        Ok(group)
    }

    /// Returns when all that somebody was told of can be read.
    ///
    /// # Errors
    /// It cannot, and needs a restart.
    pub fn settle(&self) -> Result<(), StoreError> {
        let told = self.told.load(Ordering::Acquire);
        if self.last() >= told {
            return Ok(());
        }
        let (lock, landed) = &self.landed;
        let mut lost = lock.lock();
        while self.last() < told {
            if *lost {
                return Err(StoreError::Stopped(self.stopped().unwrap_or_default()));
            }
            landed.wait(&mut lost);
        }
        Ok(())
    }

    /// Wakes those who wait to read.
    fn land(&self, is_lost: bool) {
        let (lost, landed) = &self.landed;
        *lost.lock() |= is_lost;
        landed.notify_all();
    }

    /// Brings a group into the state, after those that were before it.
    fn apply(&self, group: Group<'_>) -> Result<(), Failure> {
        let Group { staging, landing, link, before, .. } = group;
        if !before.iter().all(|flight| flight.wait()) {
            return Err(Failure::Fatal("a group before was not brought into the state".to_owned()));
        }
        let touched = staging.apply(link).map_err(Failure::fatal)?;
        self.last_of.write().extend(touched);
        self.applied.send_replace(link.seq);
        landing.arrive();
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
