//! Times of many runs, and how they are written.

use std::time::{Duration, Instant};

/// Times of runs, shortest first.
pub struct Times(Vec<Duration>);

impl Times {
    /// Runs something so many times, after a few runs that do not count.
    pub fn of(runs: usize, mut run: impl FnMut(usize)) -> Self {
        for index in 0..runs.div_ceil(20) {
            run(index);
        }
        let times = (0..runs).map(|index| {
            let start = Instant::now();
            run(index);
            start.elapsed()
        });
        let mut times: Vec<_> = times.collect();
        times.sort_unstable();
        Self(times)
    }

    /// Times that something else measured.
    pub fn measured(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time within which this share of the runs, in hundredths, ended.
    pub fn percentile(&self, share: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get((self.0.len() * share / 100).min(last)).copied().unwrap_or_default()
    }

    /// Half and 99 hundredths.
    pub fn summary(&self) -> String {
        format!("p50 {}, p99 {}", shown(self.percentile(50)), shown(self.percentile(99)))
    }
}

/// How long something takes, the middle one of so many runs, with what the last one answered.
pub fn middle<T>(runs: usize, mut run: impl FnMut() -> T) -> (Duration, Option<T>) {
    let mut last = None;
    let times = Times::of(runs, |_| last = Some(run()));
    (times.percentile(50), last)
}

/// A time in the unit that suits it.
pub fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        0.0..1e3 => format!("{micros:.0} µs"),
        1e3..1e6 => format!("{:.2} ms", micros / 1e3),
        _ => format!("{:.2} s", micros / 1e6),
    }
}

/// How many per second.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
