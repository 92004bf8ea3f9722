//! Lets a limited number of calls run at once, and advances the engine's epoch while any of them runs.
//!
//! One epoch is one tick of the clock that ends endless loops. Without calls, the ticking thread sleeps.

use parking_lot::{Condvar, Mutex};
use std::{
    io,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};
use wasmtime::Engine;

/// The door every call goes through.
pub struct Gate {
    state: Arc<State>,
    places: usize,
}

struct State {
    inside: Mutex<Inside>,
    /// Told when a call begins while none ran, and when the gate closes.
    begun: Condvar,
    /// Told when a call ends.
    ended: Condvar,
}

struct Inside {
    running: usize,
    closed: bool,
}

/// A place taken; given back when dropped.
pub struct Place<'a>(&'a State);

impl Gate {
    /// A gate with room for `places` calls, that ticks `engine` at this interval.
    pub fn new(engine: &Engine, places: usize, tick: Duration) -> io::Result<Self> {
        let inside = Mutex::new(Inside { running: 0, closed: false });
        let state = Arc::new(State { inside, begun: Condvar::new(), ended: Condvar::new() });
        let (ticking, engine) = (Arc::clone(&state), engine.clone());
        thread::Builder::new().name("pack-clock".into()).spawn(move || ticking.tick(&engine, tick))?;
        Ok(Self { state, places })
    }

    /// Waits for a place, no longer than `patience`.
    pub fn enter(&self, patience: Duration) -> Option<Place<'_>> {
        let until = Instant::now() + patience;
        let mut inside = self.state.inside.lock();
        while inside.running >= self.places {
            if self.state.ended.wait_until(&mut inside, until).timed_out() {
                return None;
            }
        }
        inside.running += 1;
        if inside.running == 1 {
            self.state.begun.notify_one();
        }
        Some(Place(&self.state))
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.state.inside.lock().closed = true;
        self.state.begun.notify_one();
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.inside.lock().running -= 1;
        self.0.ended.notify_one();
    }
}

impl State {
    fn tick(&self, engine: &Engine, interval: Duration) {
        loop {
            let mut inside = self.inside.lock();
            while inside.running == 0 && !inside.closed {
                self.begun.wait(&mut inside);
            }
            if inside.closed {
                return;
            }
            drop(inside);
            thread::sleep(interval);
            engine.increment_epoch();
        }
    }
}
