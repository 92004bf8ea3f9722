//! Sector pack for social landlords: what it checks in an activity, and why.
//!
//! Figures that rest on practice or on a superseded standard are worded as proposals, to be checked by the
//! data protection officer. The texts of findings stand in `locales/`.

mod grade;
mod import;
mod report;
mod rules;
mod suggest;
mod texts;

use probant_plugin_api::{
    Company, Date, FileContent, Finding, Pack, PersonalDataItem, Report, ReportSection, Rule, Sensitivity, Subject, Suggestion,
    case::Case, export_pack,
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
        rules::findings(&TEXTS, &Case::new(subject))
    }

    fn suggest(draft: &Subject) -> Vec<Suggestion> {
        probant_plugin_api::suggest::suggest(suggest::USUAL, &TEXTS, draft)
    }

    fn grade(item: &PersonalDataItem) -> Option<Sensitivity> {
        grade::grade(item)
    }

    fn read_file(_name: &str, content: &[u8]) -> FileContent {
        import::read(content)
    }

    fn reports() -> Vec<Report> {
        report::list()
    }

    fn write_report(name: &str, _company: &Company, _today: Date) -> Vec<ReportSection> {
        report::write(name, probant_plugin_api::register())
    }
}

export_pack!(SocialHousing);
