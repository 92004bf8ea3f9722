//! Lets a limited number of calls run at once, and advances the engine's epoch while any of them runs.
//!
//! One epoch is one tick of the clock that ends endless loops. Some time after the last call, the clock stops.

use parking_lot::{Condvar, Mutex};
use std::{
    io,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};
use wasmtime::Engine;

/// Ticks without a call after which the clock stops. Not at once: to wake it would delay every call of a series.
const IDLE: u32 = 100;

/// The door every call goes through.
pub struct Gate {
    state: Arc<State>,
    places: usize,
}

struct State {
    inside: Mutex<Inside>,
    /// Told when a call begins while the clock stands, and when the gate closes.
    begun: Condvar,
    /// Told when a call ends.
    ended: Condvar,
}

struct Inside {
    running: usize,
    /// A call began since the last tick.
    busy: bool,
    /// The clock ticks.
    ticking: bool,
    closed: bool,
}

/// A place taken; given back when dropped.
pub struct Place<'a>(&'a State);

impl Gate {
    /// A gate with room for `places` calls, that ticks `engine` at this interval.
    pub fn new(engine: &Engine, places: usize, tick: Duration) -> io::Result<Self> {
        let inside = Mutex::new(Inside { running: 0, busy: false, ticking: false, closed: false });
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
        inside.busy = true;
        if !inside.ticking {
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
        let mut idle = 0;
        loop {
            {
                let mut inside = self.inside.lock();
                let busy = std::mem::take(&mut inside.busy) || inside.running > 0;
                idle = if busy { 0 } else { idle + 1 };
                if idle >= IDLE {
                    inside.ticking = false;
                    while !inside.busy && !inside.closed {
                        self.begun.wait(&mut inside);
                    }
                    idle = 0;
                }
                if inside.closed {
                    return;
                }
                inside.ticking = true;
            }
            thread::sleep(interval);
            engine.increment_epoch();
        }
    }
}
