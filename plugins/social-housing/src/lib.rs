//! Sector pack for social landlords: what it checks in an activity, and why.
//!
//! Figures that rest on practice or on a superseded standard are worded as proposals, to be checked by the
//! data protection officer. The texts of findings stand in `locales/`.

mod grade;
mod rules;
mod suggest;
mod texts;

use probant_plugin_api::{
    Date, Finding, Pack, PersonalDataItem, Rule, Sensitivity, Subject, Suggestion, case::Case, export_pack,
};
use rules::RULES;
use texts::TEXTS;

/// The pack.
pub struct SocialHousing;

impl Pack for SocialHousing {
    fn rules() -> Vec<Rule> {
        RULES.iter().map(|rule| rule.describe(&TEXTS)).collect()
    }

    fn review(subject: &Subject, _today: Date) -> Vec<Finding> {
        let case = Case::new(subject);
        RULES.iter().filter_map(|rule| rule.finding(&TEXTS, &case)).collect()
    }

    fn suggest(draft: &Subject) -> Vec<Suggestion> {
        probant_plugin_api::suggest::suggest(suggest::USUAL, &TEXTS, draft)
    }

    fn grade(item: &PersonalDataItem) -> Option<Sensitivity> {
        grade::grade(item)
    }
}

export_pack!(SocialHousing);
