//! The register at a glance: one row for each activity, in the language of the person.

use crate::{
    domain::{
        activity::ActivityRecord,
        column::choices::{LEGAL_BASES, RETENTION_STARTS, RETENTION_UNITS, write as spelled},
        country::Country,
        personal_data::PersonalDataCategory,
    },
    export::csv::{ExportRow, write_table},
    locale::Texts,
};
use std::borrow::Cow;

/// Keys of the head of the summary.
const SUMMARY: [&str; 11] = [
    "column-category",
    "column-subcategory",
    "column-purpose",
    "column-processing_name",
    "column-legal_basis",
    "column-department",
    "column-data_subject_categories",
    "export-summary-data",
    "export-summary-recipients",
    "export-summary-transfers",
    "column-retention_duration",
];

pub(super) fn summary<'a>(rows: impl Iterator<Item = ExportRow<'a>>, t: Texts) -> std::io::Result<Vec<u8>> {
    let header = SUMMARY.map(|key| t.get(key));
    let rows = rows.map(|row| {
        let record = row.record;
        let cells: [Cow<'a, str>; 11] = [
            row.category.into(),
            row.subcategory.unwrap_or_default().into(),
            row.purpose.into(),
            record.name.as_str().into(),
            record.legal_basis.map_or("", |basis| spelled(&LEGAL_BASES, &basis)).into(),
            row.department.map_or("", |department| department.name.as_str()).into(),
            joined(record.data_subjects.iter().map(|subject| subject.name.clone())),
            joined(record.personal_data.iter().map(|item| match &item.category {
                PersonalDataCategory::Known(category) => t.get(&category.label_key()),
                PersonalDataCategory::Other(name) => name.clone(),
            })),
            joined(receivers(record).map(|(name, _)| name.to_owned())),
            joined(receivers(record).filter_map(|(_, country)| country).map(|country| country.name(t.language).to_owned())),
            retention(record).into(),
        ];
        cells.to_vec()
    });
    write_table(&header.each_ref().map(String::as_str), rows)
}

/// Everybody who gets the data, with the country where they go.
fn receivers(record: &ActivityRecord) -> impl Iterator<Item = (&str, Option<Country>)> {
    let joints = record.joint_controllers.iter().map(|joint| (joint.name.as_str(), &joint.transfer));
    let recipients = record.recipients.iter().map(|recipient| (recipient.name.as_str(), &recipient.transfer));
    let processors = record.processors.iter().map(|processor| (processor.name.as_str(), &processor.transfer));
    let all = joints.chain(recipients).chain(processors);
    all.map(|(name, transfer)| (name, transfer.as_ref().map(|transfer| transfer.country)))
}

/// Each value once, in the order of the first time.
fn joined<'a>(values: impl Iterator<Item = String>) -> Cow<'a, str> {
    let mut seen: Vec<String> = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.join(" ; ").into()
}

fn retention(record: &ActivityRecord) -> String {
    let Some(period) = record.retention else { return String::new() };
    let from = period.from.map_or("", |from| spelled(&RETENTION_STARTS, &from));
    format!("{} {} {from}", period.length, spelled(&RETENTION_UNITS, &period.unit)).trim_end().to_owned()
}
