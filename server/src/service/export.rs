//! Registers as files. Everybody who reads a register may export it.

use super::{
    Services,
    extract::{self, Extract, Extracted},
};
use crate::{
    domain::{
        access::Member,
        activity::ActivityRecord,
        column::choices::{LEGAL_BASES, RETENTION_STARTS, RETENTION_UNITS, write as spelled},
        fault::Fault,
        personal_data::PersonalDataCategory,
    },
    export::csv::{ExportRow, Loss, write, write_table},
    locale::Texts,
};
use std::{borrow::Cow, str::FromStr};

/// Which columns a CSV export holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvLayout {
    /// The 89 columns, which import again.
    #[default]
    Full,
    /// What one reads at a glance, in the language of the person.
    Summary,
}

/// A file, and what of the register it does not hold.
pub struct CsvExport {
    pub bytes: Vec<u8>,
    pub losses: Vec<Loss>,
}

impl FromStr for CsvLayout {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "full" => Ok(Self::Full),
            "summary" => Ok(Self::Summary),
            _ => Err(()),
        }
    }
}

/// The register as a CSV file.
///
/// # Errors
/// As [`extract::read`].
pub fn csv(services: &Services, member: &Member, extract: &Extract, layout: CsvLayout) -> Result<CsvExport, Fault> {
    let Extracted { view, activities } = extract::read(services, member, extract)?;
    let rows = activities.iter().map(|activity| {
        let record = &activity.record;
        let (category, subcategory, purpose) = view.branch(activity.purpose);
        let department = record.department.and_then(|id| view.department(id)).map(|department| &**department);
        let subcategory = Some(subcategory).filter(|name| !name.is_empty());
        ExportRow { category, subcategory, purpose, department, record }
    });
    match layout {
        CsvLayout::Full => write(rows).map(|(bytes, losses)| CsvExport { bytes, losses }),
        CsvLayout::Summary => summary(rows, Texts::new(member.language)).map(|bytes| CsvExport { bytes, losses: Vec::new() }),
    }
    .map_err(Fault::internal)
}

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

fn summary<'a>(rows: impl Iterator<Item = ExportRow<'a>>, t: Texts) -> std::io::Result<Vec<u8>> {
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
fn receivers(record: &ActivityRecord) -> impl Iterator<Item = (&str, Option<crate::domain::country::Country>)> {
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
