//! What the operator grants an organisation: the modules it may use, and how many privacy champions it may have.
//! Knows no addresses: which pages belong to a module is a table beside the routes.

use super::fault::FieldError;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, str::FromStr};

/// A part of the product that can be switched off. To add one: a line here, its name in the locale files, its
/// addresses in the table of `web/gate.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// The registers of processing activities (GDPR art. 30).
    Register,
    /// Questionnaire, radar and action plan.
    Compliance,
    /// Evidence.
    Documents,
}

impl Module {
    /// All modules, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Register, Self::Compliance, Self::Documents];

    /// The word in forms, in the API and in the keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Compliance => "compliance",
            Self::Documents => "documents",
        }
    }
}

impl FromStr for Module {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|module| module.as_str() == word).ok_or(())
    }
}

/// What an organisation may use. Without a plan: everything, and as many champions as it likes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Kept this way round so that a module that comes with a later version is there for everybody.
    pub switched_off: BTreeSet<Module>,
    /// How many privacy champions; nothing for no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub champion_seats: Option<u32>,
}

impl Plan {
    /// A plan with these modules and no others.
    pub fn of(modules: &[Module], champion_seats: Option<u32>) -> Self {
        Self { switched_off: Module::ALL.into_iter().filter(|module| !modules.contains(module)).collect(), champion_seats }
    }

    /// Whether a module may be used.
    pub fn has(&self, module: Module) -> bool {
        !self.switched_off.contains(&module)
    }

    /// The modules that may be used.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        Module::ALL.into_iter().filter(|module| self.has(*module))
    }

    /// The number of seats, where every one of them is taken.
    pub fn full_at(&self, taken: u32) -> Option<u32> {
        self.champion_seats.filter(|seats| taken >= *seats)
    }

    /// Checks that the seats hold those who sit: nobody loses one because the plan became smaller.
    ///
    /// # Errors
    /// The field `champion_seats`, with how many are taken.
    pub fn holds(&self, taken: u32) -> Result<(), FieldError> {
        match self.champion_seats {
            Some(seats) if seats < taken => {
                Err(FieldError::new("champion_seats", "plan-seats-taken").with("taken", taken).with("limit", seats))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_plan_everything_is_there() {
        let stored: Plan = serde_json::from_str("{}").unwrap();
        assert_eq!(stored.modules().collect::<Vec<_>>(), Module::ALL);
        assert_eq!((stored.full_at(u32::MAX), stored.holds(u32::MAX)), (None, Ok(())));
    }

    #[test]
    fn a_plan_keeps_what_is_switched_off() {
        let plan = Plan::of(&[Module::Register], Some(2));
        let read: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
        assert_eq!(read, plan);
        assert_eq!(Module::ALL.map(|module| plan.has(module)), [true, false, false]);
        for module in Module::ALL {
            assert_eq!(module.as_str().parse(), Ok(module));
        }
    }

    #[test]
    fn seats_are_counted() {
        let table = [
            (None, 9, None, true),
            (Some(3), 2, None, true),
            (Some(3), 3, Some(3), true),
            (Some(3), 4, Some(3), false),
            (Some(0), 0, Some(0), true),
        ];
        for (champion_seats, taken, full_at, holds) in table {
            let plan = Plan { champion_seats, ..Plan::default() };
            assert_eq!((plan.full_at(taken), plan.holds(taken).is_ok()), (full_at, holds), "{champion_seats:?} {taken}");
        }
    }
}
