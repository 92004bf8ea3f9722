//! How much a script may use, and the thread with a clock on which scripts run.
//!
//! The clock is that of the processor: a script that has to wait because the machine is busy loses nothing.
//!
//! Rhai 1.27 does not look at the size of a map or array that a value is put into by index, so the most
//! memory a run can take is about operations / 6 × the largest value: 250 MB while a script is read, 50 MB
//! while it is called, given back at its end. Chains of closures are freed by recursion as deep as they are
//! long, hence the large stacks (reserved, not used).

use std::{
    cell::Cell,
    fs, thread,
    time::{Duration, Instant},
};

/// Longest text of a script, in bytes.
pub const SOURCE: usize = 1024 * 1024;
/// Operations to read a script: the general questionnaire takes some thousands.
pub const READING_OPERATIONS: u64 = 100_000;
/// Operations of one call of a closure.
pub const CALLING_OPERATIONS: u64 = 20_000;
/// Functions that call functions.
pub const CALL_DEPTH: usize = 16;
/// Expressions within expressions.
pub const EXPRESSION_DEPTH: usize = 48;
/// Bytes of one string.
pub const STRING: usize = 16 * 1024;
/// Items of one array, those of the arrays in it included.
pub const ARRAY: usize = 1_024;
/// Entries of one map, those of the maps in it included.
pub const MAP: usize = 1_024;
/// Variables alive at once.
pub const VARIABLES: usize = 256;
/// Functions of one script, those without a name included: up to three for each question.
pub const FUNCTIONS: usize = 4_096;
/// Questions of one questionnaire.
pub const QUESTIONS: usize = 1_000;
/// Processor time to read a script: the longest of the product takes a twentieth of it.
pub const READING: Duration = Duration::from_secs(2);
/// Processor time to evaluate all questions after an answer; a good script takes a hundredth of it.
pub const EVALUATING: Duration = Duration::from_millis(150);
/// Stack of the thread on which a script runs.
const STACK: usize = 128 * 1024 * 1024;

thread_local! {
    static ALLOWED: Cell<Allowed> = const { Cell::new(Allowed { time: Duration::ZERO, look_at: None }) };
}

/// What the script of a thread may still use.
#[derive(Clone, Copy)]
struct Allowed {
    /// Of the processor, in all.
    time: Duration,
    /// Before this moment it cannot have used that much; none where no script runs.
    look_at: Option<Instant>,
}

/// Runs a script on a thread of its own, with a limit of processor time and room for deep values. `None` where the
/// interpreter panicked or no thread could be had.
pub fn apart<T: Send>(time: Duration, run: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let clocked = move || {
            ALLOWED.set(Allowed { time, look_at: Instant::now().checked_add(time) });
            run()
        };
        let script = thread::Builder::new().name("script".to_owned()).stack_size(STACK).spawn_scoped(scope, clocked).ok()?;
        script.join().ok()
    })
}

/// Whether the time of this thread's script is over. Asks for the time of the processor only where the wall clock says
/// that it can be.
pub fn is_over() -> bool {
    let Allowed { time, look_at: Some(look_at) } = ALLOWED.get() else { return false };
    let now = Instant::now();
    if now < look_at {
        return false;
    }
    // Where the system does not say, the wall clock counts.
    let left = time.saturating_sub(used().unwrap_or(Duration::MAX));
    ALLOWED.set(Allowed { time, look_at: now.checked_add(left) });
    left.is_zero()
}

/// Processor time of this thread since it began.
fn used() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_costs_nothing_and_working_does() {
        let limit = Duration::from_millis(30);
        let waited = apart(limit, || {
            thread::sleep(limit * 3);
            is_over()
        });
        assert_eq!(waited, Some(false));
        let worked = apart(limit, || {
            let started = Instant::now();
            while !is_over() && started.elapsed() < Duration::from_secs(20) {}
            is_over()
        });
        assert_eq!(worked, Some(true));
        assert!(!is_over(), "no script runs here");
    }
}
