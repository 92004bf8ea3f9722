//! How attempts to guess a password are slowed down. Keeps no state of its own and reads no clock.
//!
//! Each failure after the first few doubles the wait, up to a quarter of an hour: the access restriction under
//! which the CNIL accepts 50 bits (délibération 2022-100). Waiting ends by itself, so nobody can lock somebody
//! else out for good.

use jiff::{SignedDuration, Timestamp};

/// Longest wait.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// Failures are forgotten after this time without another.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// Failed attempts against one account or from one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    count: u32,
    last: Timestamp,
}

impl Failures {
    /// None so far.
    pub fn none(now: Timestamp) -> Self {
        Self { count: 0, last: now }
    }

    /// With one more.
    #[must_use]
    pub fn and_one(self, now: Timestamp) -> Self {
        let count = if self.forgotten(now) { 0 } else { self.count };
        Self { count: count.saturating_add(1), last: now }
    }

    /// Without one that turned out not to be a failure.
    #[must_use]
    pub fn less_one(self) -> Self {
        Self { count: self.count.saturating_sub(1), ..self }
    }

    /// How long the next attempt has to wait, where it has to; waiting begins with the failure number `allowed`.
    pub fn wait(self, allowed: u32, now: Timestamp) -> Option<SignedDuration> {
        if self.forgotten(now) {
            return None;
        }
        let doublings = self.count.checked_sub(allowed)?;
        let pause = 1_i64.checked_shl(doublings.min(20)).map_or(LONGEST, SignedDuration::from_secs).min(LONGEST);
        let left = pause - now.duration_since(self.last);
        left.is_positive().then_some(left)
    }

    /// Whether it is so long ago that it counts no more.
    pub fn forgotten(self, now: Timestamp) -> bool {
        now.duration_since(self.last) >= FORGOTTEN_AFTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_doubles_the_wait() {
        let start = Timestamp::UNIX_EPOCH;
        let table =
            [(0, None), (3, None), (4, Some(1)), (5, Some(2)), (9, Some(32)), (13, Some(512)), (14, Some(900)), (90, Some(900))];
        for (count, seconds) in table {
            let failures = (0..count).fold(Failures::none(start), |failures, _| failures.and_one(start));
            assert_eq!(failures.wait(4, start), seconds.map(SignedDuration::from_secs), "{count}");
        }
    }

    #[test]
    fn waiting_ends_and_failures_are_forgotten() {
        let at = |seconds: i64| Timestamp::from_second(seconds).unwrap();
        let failures = (0..6).fold(Failures::none(at(0)), |failures, _| failures.and_one(at(0)));
        assert_eq!(failures.wait(4, at(3)), Some(SignedDuration::from_secs(1)));
        assert_eq!(failures.wait(4, at(4)), None);
        assert_eq!(failures.and_one(at(86_400)), Failures::none(at(86_400)).and_one(at(86_400)));
        assert_eq!(failures.less_one().wait(4, at(0)), Some(SignedDuration::from_secs(2)));
    }
}
