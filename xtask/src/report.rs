//! What was checked and what was not: printed last, so that nothing is skipped in silence.

use crate::Stop;

/// Outcome of one check.
enum Outcome {
    Passed(String),
    Failed(String),
    NotChecked(String),
}

/// Outcomes of all checks so far, in the order they ran.
#[derive(Default)]
pub struct Report {
    lines: Vec<(&'static str, Outcome)>,
}

impl Report {
    pub fn passed(&mut self, check: &'static str, detail: impl Into<String>) {
        self.lines.push((check, Outcome::Passed(detail.into())));
    }

    pub fn failed(&mut self, check: &'static str, detail: impl Into<String>) {
        self.lines.push((check, Outcome::Failed(detail.into())));
    }

    pub fn not_checked(&mut self, check: &'static str, why: impl Into<String>) {
        self.lines.push((check, Outcome::NotChecked(why.into())));
    }

    /// Records a check that either holds or does not.
    pub fn record(&mut self, check: &'static str, holds: bool, remedy: &str) {
        if holds {
            self.passed(check, "");
        } else {
            self.failed(check, remedy);
        }
    }

    /// Prints the summary; a fault where a check failed.
    pub fn close(self) -> Result<(), Stop> {
        println!("\nSummary");
        let mut failures = 0;
        for (check, outcome) in &self.lines {
            let (mark, detail) = match outcome {
                Outcome::Passed(detail) => ("passed", detail),
                Outcome::NotChecked(why) => ("NOT CHECKED", why),
                Outcome::Failed(detail) => {
                    failures += 1;
                    ("FAILED", detail)
                }
            };
            println!("  {check:<22} {mark:<12} {detail}");
        }
        if failures == 0 { Ok(()) } else { Err(Stop::Fault(format!("\n{failures} of {} checks failed", self.lines.len()))) }
    }
}
