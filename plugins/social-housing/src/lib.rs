//! Sector pack for social landlords: what it checks in an activity, and why.
//!
//! Figures that rest on practice or on a superseded standard are worded as proposals, to be checked by the
//! data protection officer. The texts of findings stand in `locales/`.

mod case;
mod rules;
mod texts;

use case::Case;
use probant_plugin_api::{Date, Finding, Pack, Rule, Subject, export_pack};
use rules::RULES;

/// The pack.
pub struct SocialHousing;

impl Pack for SocialHousing {
    fn rules() -> Vec<Rule> {
        RULES.iter().map(rules::Check::describe).collect()
    }

    fn review(subject: &Subject, _today: Date) -> Vec<Finding> {
        let case = Case::new(subject);
        RULES.iter().filter_map(|rule| rule.finding(&case)).collect()
    }
}

export_pack!(SocialHousing);
