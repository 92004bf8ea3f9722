//! Sector pack for human resources: what it checks in an activity, and why.
//!
//! Figures that rest on practice are worded as proposals, to be checked by the data protection officer. The texts of
//! findings stand in `locales/`.

mod rules;
mod suggest;
mod texts;

use probant_plugin_api::{Date, Finding, Pack, Rule, Subject, Suggestion, case::Case, export_pack};
use rules::RULES;
use texts::TEXTS;

/// The pack.
pub struct HumanResources;

impl Pack for HumanResources {
    fn rules() -> Vec<Rule> {
        RULES.iter().map(|rule| rule.describe(&TEXTS)).collect()
    }

    fn review(subject: &Subject, _today: Date) -> Vec<Finding> {
        rules::findings(&TEXTS, &Case::new(subject))
    }

    fn suggest(draft: &Subject) -> Vec<Suggestion> {
        probant_plugin_api::suggest::suggest(suggest::USUAL, &TEXTS, draft)
    }
}

export_pack!(HumanResources);
