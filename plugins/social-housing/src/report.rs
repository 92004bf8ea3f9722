//! A report on the whole register: how long each activity keeps its data, area by area.

use crate::texts::TEXTS;
use probant_plugin_api::{PlacedActivity, Refusal, Report, ReportRow, ReportSection, same};
use std::collections::BTreeMap;

const RETENTION: &str = "retention";

/// The reports of the pack.
pub fn list() -> Vec<Report> {
    vec![Report { name: RETENTION.into(), title: TEXTS.text("report-retention", &[]) }]
}

/// A report about these activities.
pub fn write(name: &str, register: impl Iterator<Item = Result<PlacedActivity, Refusal>>) -> Vec<ReportSection> {
    if name != RETENTION {
        return Vec::new();
    }
    let mut areas: BTreeMap<String, Vec<ReportRow>> = BTreeMap::new();
    let mut refused = Vec::new();
    for activity in register {
        match activity {
            Ok(PlacedActivity { category, activity, .. }) => {
                let text = activity.retention.map_or_else(|| TEXTS.text("report-no-period", &[]), |kept| TEXTS.period(&kept));
                areas.entry(named(category)).or_default().push(ReportRow { label: same(named(activity.name)), text });
            }
            Err(refusal) => {
                let key = if refusal == Refusal::NotGranted { "report-not-granted" } else { "report-too-many" };
                let row = ReportRow { label: TEXTS.text("report-refused", &[]), text: TEXTS.text(key, &[]) };
                refused.push(ReportSection { title: TEXTS.text("report-refused", &[]), rows: vec![row] });
            }
        }
    }
    let section = |(area, rows): (String, Vec<ReportRow>)| ReportSection { title: same(area), rows };
    refused.into_iter().chain(areas.into_iter().map(section)).collect()
}

/// A draft may have no name yet; a line of a report has one.
fn named(name: String) -> String {
    if name.trim().is_empty() { "–".into() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use probant_plugin_api::{Activity, RetentionPeriod, RetentionUnit};

    fn placed(category: &str, name: &str, retention: Option<RetentionPeriod>) -> Result<PlacedActivity, Refusal> {
        let activity = Activity { name: name.into(), retention, ..Activity::default() };
        let (category, subcategory, purpose) = (category.into(), String::new(), "Suivi".into());
        Ok(PlacedActivity { category, subcategory, purpose, activity })
    }

    #[test]
    fn periods_stand_area_by_area_and_a_refusal_says_what_to_do() {
        let three = RetentionPeriod::new(3, RetentionUnit::Years);
        let register =
            [placed("Sécurité", "Caméras", None), placed("Bail", "Loyers", Some(three)), placed("Bail", "Caution", None)];
        let report = write(RETENTION, register.into_iter());
        let titles: Vec<_> = report.iter().map(|section| (section.title.fr.as_str(), section.rows.len())).collect();
        assert_eq!(titles, [("Bail", 2), ("Sécurité", 1)]);
        assert_eq!(report[0].rows[0].text.fr, "3 ans");
        let refused = write(RETENTION, [Err(Refusal::NotGranted)].into_iter());
        assert!(refused[0].rows[0].text.es.contains("ajustes"));
        assert!(write("other", [].into_iter()).is_empty() && list().len() == 1);
    }
}
