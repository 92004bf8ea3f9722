//! The audit trail: who did what when. It is read from the journal; here is what may be asked of it.

use super::{event::Actor, id::AccountId};
use jiff::Timestamp;
use std::{fmt, str::FromStr};

/// What the program notes for itself, again and again: left out of an audit trail unless it is asked for.
pub const HOUSEKEEPING: [&str; 10] = [
    "session-seen",
    "token-used",
    "mail-sent",
    "mail-delayed",
    "document-text-read",
    "notifications-made",
    "notification-read",
    "digest-written",
    "draft-kept",
    "draft-forgotten",
];

/// What somebody looks for in the audit trail; what is left out is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub actor: Option<ActorWord>,
    /// Kind of event, such as `activity-created`.
    pub kind: Option<String>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// With what the program notes for itself.
    pub housekeeping: bool,
}

impl AuditFilter {
    /// Whether an entry is looked for.
    pub fn takes(&self, time: Timestamp, actor: Actor, kind: &str) -> bool {
        self.actor.is_none_or(|wanted| wanted.0 == actor)
            && self.from.is_none_or(|from| time >= from)
            && self.until.is_none_or(|until| time < until)
            && match &self.kind {
                Some(wanted) => wanted == kind,
                None => self.housekeeping || !HOUSEKEEPING.contains(&kind),
            }
    }
}

/// Who did something, as one word of an address: an account's identifier, `operator`, `visitor` or `machine`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorWord(pub Actor);

impl fmt::Display for ActorWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Actor::Account(id) => id.fmt(f),
            Actor::Operator => f.write_str("operator"),
            Actor::Visitor => f.write_str("visitor"),
            Actor::Machine => f.write_str("machine"),
        }
    }
}

impl FromStr for ActorWord {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(Self(match word {
            "operator" => Actor::Operator,
            "visitor" => Actor::Visitor,
            "machine" => Actor::Machine,
            id => Actor::Account(id.parse::<AccountId>().map_err(|_| ())?),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_a_filter_takes_and_leaves() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let (anne, other) = (Actor::Account(AccountId::new()), Actor::Machine);
        let all = AuditFilter::default();
        let table = [
            (all.clone(), true),
            (AuditFilter { actor: Some(ActorWord(anne)), ..all.clone() }, true),
            (AuditFilter { actor: Some(ActorWord(other)), ..all.clone() }, false),
            (AuditFilter { kind: Some("signed-in".into()), ..all.clone() }, true),
            (AuditFilter { kind: Some("signed-out".into()), ..all.clone() }, false),
            (AuditFilter { from: Some(at(10)), ..all.clone() }, true),
            (AuditFilter { from: Some(at(11)), ..all.clone() }, false),
            (AuditFilter { until: Some(at(11)), ..all.clone() }, true),
            (AuditFilter { until: Some(at(10)), ..all.clone() }, false),
        ];
        for (filter, taken) in table {
            assert_eq!(filter.takes(at(10), anne, "signed-in"), taken, "{filter:?}");
        }
    }

    #[test]
    fn housekeeping_is_shown_only_when_asked_for() {
        let taken = |filter: AuditFilter| filter.takes(Timestamp::UNIX_EPOCH, Actor::Machine, HOUSEKEEPING[0]);
        assert!(!taken(AuditFilter::default()));
        assert!(taken(AuditFilter { housekeeping: true, ..AuditFilter::default() }));
        assert!(taken(AuditFilter { kind: Some(HOUSEKEEPING[0].into()), ..AuditFilter::default() }));
    }

    #[test]
    fn an_actor_is_read_as_it_is_written() {
        for actor in [Actor::Account(AccountId::new()), Actor::Operator, Actor::Visitor, Actor::Machine] {
            assert_eq!(ActorWord(actor).to_string().parse(), Ok(ActorWord(actor)));
        }
        assert_eq!("somebody".parse::<ActorWord>(), Err(()));
    }
}
