//! A maintenance window: when the instance is closed to everybody but its operators, and when people are told. Reads
//! no clock.

use super::{fault::FieldError, id::MaintenanceId, instance::checked, text::Localised};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long before it begins everybody gets a mail, and a banner appears on every page.
const NOTICE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Longest window: beyond it, somebody mistook a date.
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Longest message, in characters.
const MESSAGE_LENGTH: usize = 1_000;

/// A maintenance window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    pub id: MaintenanceId,
    pub from: Timestamp,
    pub to: Timestamp,
    /// What people read beside the times; may be empty.
    #[serde(default)]
    pub message: Localised,
    pub announcement: Announcement,
}

/// Whether everybody was told by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Announcement {
    /// Mails are to be written at this moment.
    Due { at: Timestamp },
    /// Mails were written at this moment.
    Made { at: Timestamp },
}

/// How far a window is from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Planned; nobody is told yet.
    Planned,
    /// People are told.
    Announced,
    /// The instance is closed.
    Running,
    /// Past.
    Over,
}

impl Phase {
    /// The word in the API and in the keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Announced => "announced",
            Self::Running => "running",
            Self::Over => "over",
        }
    }
}

/// A window as it was filled in; nothing of it is checked.
#[derive(Clone, Debug, Default)]
pub struct MaintenanceDraft {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub message: Localised,
}

impl MaintenanceDraft {
    /// Checks everything. A window may begin in the past, so that one can close the instance at once.
    ///
    /// # Errors
    /// Every wrong field: `from`, `to`, `message_fr`, `message_en`, `message_es`.
    pub fn complete(self, now: Timestamp, others: &[Maintenance]) -> Result<Maintenance, Vec<FieldError>> {
        let mut faults = Vec::new();
        let message = checked("message", self.message, MESSAGE_LENGTH, &mut faults);
        for (field, moment) in [("from", self.from), ("to", self.to)] {
            if moment.is_none() {
                faults.push(FieldError::new(field, "maintenance-moment-missing"));
            }
        }
        let (Some(from), Some(to)) = (self.from, self.to) else { return Err(faults) };
        if to <= from {
            faults.push(FieldError::new("to", "maintenance-ends-before"));
        } else if to <= now {
            faults.push(FieldError::new("to", "maintenance-past"));
        } else if to.duration_since(from) > LONGEST {
            faults.push(FieldError::new("to", "maintenance-too-long").with("days", LONGEST.as_hours() / 24));
        } else if others.iter().any(|other| from < other.to && other.from < to) {
            faults.push(FieldError::new("from", "maintenance-overlaps"));
        }
        let announcement = Announcement::Due { at: from - NOTICE };
        let window = Maintenance { id: MaintenanceId::new(), from, to, message, announcement };
        if faults.is_empty() { Ok(window) } else { Err(faults) }
    }
}

impl Maintenance {
    /// How far it is from now.
    pub fn phase(&self, now: Timestamp) -> Phase {
        let told = self.is_announced() || now >= self.from - NOTICE;
        match now {
            now if now >= self.to => Phase::Over,
            now if now >= self.from => Phase::Running,
            _ if told => Phase::Announced,
            _ => Phase::Planned,
        }
    }

    /// Whether mails were written.
    pub fn is_announced(&self) -> bool {
        matches!(self.announcement, Announcement::Made { .. })
    }

    /// Whether the instance is closed.
    pub fn is_running(&self, now: Timestamp) -> bool {
        self.phase(now) == Phase::Running
    }

    /// Whether mails are to be written now. Not any more once it runs: whoever meets it reads the page.
    pub fn is_to_be_announced(&self, now: Timestamp) -> bool {
        now < self.from && matches!(self.announcement, Announcement::Due { at } if at <= now)
    }

    /// As it is once mails were written.
    #[must_use]
    pub fn announced(self, now: Timestamp) -> Self {
        Self { announcement: Announcement::Made { at: now }, ..self }
    }

    /// As it is with other times or another message. Who was told of the old times is told of the new ones at once.
    #[must_use]
    pub fn changed_to(&self, new: Self, now: Timestamp) -> Self {
        let moved = (self.from, self.to) != (new.from, new.to);
        let announcement = match self.announcement {
            made @ Announcement::Made { .. } if !moved => made,
            Announcement::Made { .. } => Announcement::Due { at: now },
            Announcement::Due { .. } => new.announcement,
        };
        Self { id: self.id, announcement, ..new }
    }

    /// Whole seconds until it ends; at least one.
    pub fn seconds_left(&self, now: Timestamp) -> i64 {
        self.to.duration_since(now).as_secs().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 * HOUR + hours * HOUR).unwrap()
    }

    fn draft(from: i64, to: i64) -> MaintenanceDraft {
        MaintenanceDraft { from: Some(at(from)), to: Some(at(to)), message: Localised::default() }
    }

    #[test]
    fn a_window_passes_through_its_phases() {
        let window = draft(100, 102).complete(at(0), &[]).unwrap();
        let table = [
            (0, Phase::Planned, false),
            (27, Phase::Planned, false),
            (28, Phase::Announced, true),
            (99, Phase::Announced, true),
            (100, Phase::Running, false),
            (101, Phase::Running, false),
            (102, Phase::Over, false),
        ];
        for (now, phase, to_be_announced) in table {
            assert_eq!((window.phase(at(now)), window.is_to_be_announced(at(now))), (phase, to_be_announced), "{now}");
        }
        assert_eq!((window.seconds_left(at(101)), window.seconds_left(at(200))), (HOUR, 1));
    }

    #[test]
    fn wrong_windows_are_refused() {
        let other = draft(10, 12).complete(at(0), &[]).unwrap();
        let table: [(MaintenanceDraft, &[(&str, &str)]); 9] = [
            (draft(12, 13), &[]),
            (draft(-1, 1), &[]),
            (draft(3, 3), &[("to", "maintenance-ends-before")]),
            (draft(-3, 0), &[("to", "maintenance-past")]),
            (draft(20, 20 + 7 * 24 + 1), &[("to", "maintenance-too-long")]),
            (draft(11, 13), &[("from", "maintenance-overlaps")]),
            (draft(9, 13), &[("from", "maintenance-overlaps")]),
            (MaintenanceDraft::default(), &[("from", "maintenance-moment-missing"), ("to", "maintenance-moment-missing")]),
            (
                MaintenanceDraft { message: Localised { en: "x".into(), ..Localised::default() }, ..draft(1, 2) },
                &[("message_fr", "text-french-missing")],
            ),
        ];
        for (draft, expected) in table {
            let shown = format!("{draft:?}");
            let found = draft.complete(at(0), std::slice::from_ref(&other)).err().unwrap_or_default();
            let found: Vec<_> = found.iter().map(|fault| (fault.field.as_str(), fault.message.as_str())).collect();
            assert_eq!(found, expected, "{shown}");
        }
    }

    #[test]
    fn who_was_told_is_told_again_when_it_moves() {
        let window = draft(100, 102).complete(at(0), &[]).unwrap();
        let moved = draft(500, 502).complete(at(0), &[]).unwrap();
        let same = MaintenanceDraft { message: Localised::same("x"), ..draft(100, 102) }.complete(at(0), &[]).unwrap();
        let told = window.clone().announced(at(30));
        let table = [
            (&window, &moved, Announcement::Due { at: at(500) - NOTICE }),
            (&told, &same, Announcement::Made { at: at(30) }),
            (&told, &moved, Announcement::Due { at: at(40) }),
        ];
        for (old, new, expected) in table {
            let changed = old.changed_to(new.clone(), at(40));
            assert_eq!((changed.id, changed.from, changed.announcement), (window.id, new.from, expected));
        }
    }
}
