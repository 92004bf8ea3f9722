//! A batch on its way into the state: what it writes, and when it is there.

use parking_lot::{Condvar, Mutex};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Keys that a batch writes. Whoever is about to read one of them waits for it.
#[derive(Debug)]
pub struct InFlight {
    /// Keys of the journal.
    values: FxHashSet<Vec<u8>>,
    /// Entries of unique indexes.
    unique: FxHashSet<Vec<u8>>,
    /// Whether it got there, once that is known.
    landed: Mutex<Option<bool>>,
    told: Condvar,
}

/// Says when dropped that the batch is in the state, or never will be.
pub struct Landing {
    flight: Arc<InFlight>,
    arrived: bool,
}

impl Landing {
    /// The batch is in the state.
    pub fn arrive(mut self) {
        self.arrived = true;
    }
}

impl InFlight {
    pub fn new(values: impl Iterator<Item = Vec<u8>>, unique: impl Iterator<Item = Vec<u8>>) -> Self {
        Self { values: values.collect(), unique: unique.collect(), landed: Mutex::new(None), told: Condvar::new() }
    }

    /// Whether it writes the value of this key.
    pub fn writes(&self, key: &[u8]) -> bool {
        self.values.contains(key)
    }

    /// Whether it writes this entry of a unique index.
    pub fn names(&self, entry: &[u8]) -> bool {
        self.unique.contains(entry)
    }

    /// Whether it writes an entry of a unique index that begins so.
    pub fn names_under(&self, prefix: &[u8]) -> bool {
        self.unique.iter().any(|entry| entry.starts_with(prefix))
    }

    /// Whether it is in the state. One that was given up never is.
    pub fn has_arrived(&self) -> bool {
        *self.landed.lock() == Some(true)
    }

    /// Returns when the batch is in the state, or was given up: whether it is there.
    pub fn wait(&self) -> bool {
        let mut landed = self.landed.lock();
        loop {
            match *landed {
                Some(arrived) => return arrived,
                None => self.told.wait(&mut landed),
            }
        }
    }

    /// Tells those who wait when the answer is dropped, whatever happens meanwhile.
    pub fn lands(self: &Arc<Self>) -> Landing {
        Landing { flight: self.clone(), arrived: false }
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        *self.flight.landed.lock() = Some(self.arrived);
        self.flight.told.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicBool, Ordering},
        thread,
        time::Duration,
    };

    #[test]
    fn knows_what_it_writes() {
        let flight = InFlight::new([b"key".to_vec()].into_iter(), [b"name/a".to_vec()].into_iter());
        assert!(flight.writes(b"key") && !flight.writes(b"ke") && !flight.writes(b"name/a"));
        assert!(flight.names(b"name/a") && !flight.names(b"name/") && !flight.names(b"key"));
        assert!(flight.names_under(b"name/") && flight.names_under(b"name/a") && !flight.names_under(b"name/b"));
    }

    #[test]
    fn who_waits_goes_on_when_it_lands_or_its_thread_panics() {
        for panics in [false, true] {
            let flight = Arc::new(InFlight::new(std::iter::empty(), std::iter::empty()));
            let over = AtomicBool::new(false);
            thread::scope(|scope| {
                let waiter = scope.spawn(|| {
                    let arrived = flight.wait();
                    assert_eq!(arrived, !panics);
                    assert!(over.load(Ordering::SeqCst), "it went on too early");
                });
                let carrier = scope.spawn(|| {
                    let landing = flight.lands();
                    thread::sleep(Duration::from_millis(20));
                    over.store(true, Ordering::SeqCst);
                    assert!(!panics, "planned");
                    landing.arrive();
                });
                assert_eq!(carrier.join().is_err(), panics);
                waiter.join().unwrap();
            });
        }
    }
}
