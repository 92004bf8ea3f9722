//! The groups of fields that come several times: parties, people, periods of single data.

use super::Fields;
use crate::domain::{
    activity::ActivityRecord,
    activity_field::{Field, FieldKind, GROUPS},
    answer::Answer,
    column::choices::{RETENTION_STARTS, RETENTION_UNITS, SAFEGUARDS, VOLUMES, read as meaning, write as spelled},
    fault::FieldError,
    fold::same,
    retention::{RetentionPeriod, RetentionUnit},
    text::Language,
    transfer::{Transfer, TransferSafeguard},
    word::{meant, word},
};

/// Tools of art. 46 that the fixed values of the columns do not name, by their words.
pub const FURTHER_SAFEGUARDS: [(&str, TransferSafeguard); 2] =
    [("code_of_conduct", TransferSafeguard::CodeOfConduct), ("certification", TransferSafeguard::Certification)];

/// Rows of one group: more is no form that a person fills.
const MOST: usize = 200;

/// The name of a field in errors about one of its rows.
pub fn name_in(field: &str, row: usize) -> String {
    if row == 0 { field.to_owned() } else { format!("{field}-{row}") }
}

/// A value as a cell of its column holds it.
pub fn as_cell<'a>(field: &Field, value: &'a str) -> &'a str {
    let further = field.kind == FieldKind::Safeguard && further(value).is_some();
    if further { spelled(&SAFEGUARDS, &TransferSafeguard::OtherContractual) } else { value }
}

fn further(word: &str) -> Option<TransferSafeguard> {
    FURTHER_SAFEGUARDS.iter().find(|(known, _)| *known == word).map(|(_, safeguard)| safeguard.clone())
}

/// Writes every row of every group.
pub fn write(fields: &mut Fields, record: &ActivityRecord) {
    for group in &GROUPS {
        for field in group.fields {
            fields.0.remove(field);
        }
    }
    let mut put = |name: &'static str, values: Vec<String>| {
        if values.iter().any(|value| !value.is_empty()) {
            fields.0.insert(name, values.iter().map(|value| value.replace(['\r', '\n'], " ")).collect::<Vec<_>>().join("\n"));
        }
    };
    let joint = &record.joint_controllers;
    put("joint_controller_name", joint.iter().map(|joint| joint.name.clone()).collect());
    let [country, safeguard, detail] = transfers(joint.iter().map(|joint| joint.transfer.as_ref()));
    put("joint_controller_transfer_country", country);
    put("joint_controller_transfer_safeguard", safeguard);
    put("joint_controller_transfer_detail", detail);

    let subjects = &record.data_subjects;
    put("data_subject_categories", subjects.iter().map(|subject| subject.name.clone()).collect());
    let volume = |volume| spelled(&VOLUMES, &volume).to_owned();
    put("data_subject_volume", subjects.iter().map(|subject| subject.volume.map(volume).unwrap_or_default()).collect());

    let recipients = &record.recipients;
    put("recipient_name", recipients.iter().map(|recipient| recipient.name.clone()).collect());
    put("recipient_internal", recipients.iter().map(|recipient| answer(recipient.internal)).collect());
    let [country, safeguard, detail] = transfers(recipients.iter().map(|recipient| recipient.transfer.as_ref()));
    put("recipient_transfer_country", country);
    put("recipient_transfer_safeguard", safeguard);
    put("recipient_transfer_detail", detail);

    let processors = &record.processors;
    put("processor_name", processors.iter().map(|processor| processor.name.clone()).collect());
    put("processor_contract", processors.iter().map(|processor| answer(processor.contract)).collect());
    put("processor_data_protection_clause", processors.iter().map(|processor| answer(processor.sufficient_clause)).collect());
    let [country, safeguard, detail] = transfers(processors.iter().map(|processor| processor.transfer.as_ref()));
    put("processor_transfer_country", country);
    put("processor_transfer_safeguard", safeguard);
    put("processor_transfer_detail", detail);

    let mut kept: Vec<(&str, RetentionPeriod)> = Vec::new();
    for item in &record.personal_data {
        let Some(period) = item.retention else { continue };
        if !kept.iter().any(|(name, other)| same(name, &item.name) && *other == period) {
            kept.push((&item.name, period));
        }
    }
    put("retained_data", kept.iter().map(|(name, _)| (*name).to_owned()).collect());
    put("retained_duration", kept.iter().map(|(_, period)| period.length.to_string()).collect());
    put("retained_unit", kept.iter().map(|(_, period)| spelled(&RETENTION_UNITS, &period.unit).to_owned()).collect());
    let start = |period: &RetentionPeriod| period.from.map(|from| spelled(&RETENTION_STARTS, &from).to_owned());
    put("retained_start", kept.iter().map(|(_, period)| start(period).unwrap_or_default()).collect());
    let then = |period: &RetentionPeriod| period.then.map(|then| word(&then));
    put("retained_then", kept.iter().map(|(_, period)| then(period).unwrap_or_default()).collect());
}

/// Country, safeguard and detail of each party.
fn transfers<'a>(transfers: impl Iterator<Item = Option<&'a Transfer>>) -> [Vec<String>; 3] {
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    for transfer in transfers {
        let country = transfer.map(|transfer| transfer.country.name(Language::Fr).to_owned());
        let (safeguard, detail) = match transfer.and_then(|transfer| transfer.safeguard.as_ref()) {
            None => (String::new(), String::new()),
            Some(TransferSafeguard::Derogation { detail }) => {
                let plain = TransferSafeguard::Derogation { detail: String::new() };
                (spelled(&SAFEGUARDS, &plain).to_owned(), detail.clone())
            }
            Some(safeguard) => {
                let further = FURTHER_SAFEGUARDS.iter().find(|(_, known)| known == safeguard).map(|(word, _)| *word);
                (further.unwrap_or_else(|| spelled(&SAFEGUARDS, safeguard)).to_owned(), String::new())
            }
        };
        for (column, value) in columns.iter_mut().zip([country.unwrap_or_default(), safeguard, detail]) {
            column.push(value);
        }
    }
    columns
}

fn answer(answer: Answer) -> String {
    use crate::domain::column::{NO, YES};
    match answer {
        Answer::Unanswered => String::new(),
        Answer::No => NO.to_owned(),
        Answer::Yes => YES.to_owned(),
    }
}

/// Reads every row of every group into a record that has the first row as a file tells it.
pub fn read(fields: &Fields, record: &mut ActivityRecord, errors: &mut Vec<FieldError>) {
    finish(fields, 0, record);
    let rows = rows(fields).max(fields.get("retained_data").split('\n').count());
    if rows > MOST {
        errors.push(FieldError::new("", "activity-too-many-rows").with("limit", MOST));
        return;
    }
    for row in 1..rows {
        let Some(mut further) = fields.read_row(row, errors).map(|read| read.record) else { continue };
        finish(fields, row, &mut further);
        record.joint_controllers.append(&mut further.joint_controllers);
        record.data_subjects.append(&mut further.data_subjects);
        record.recipients.append(&mut further.recipients);
        record.processors.append(&mut further.processors);
    }
    periods(fields, record, errors);
}

/// The rows of the longest group whose fields are columns.
fn rows(fields: &Fields) -> usize {
    let columns = GROUPS.iter().filter(|group| group.id != "retained").flat_map(|group| group.fields);
    columns.map(|field| fields.get(field).split('\n').count()).max().unwrap_or(1)
}

/// What a file does not tell of a row: questions left open, the ground of a derogation, tools of art. 46 it cannot name.
fn finish(fields: &Fields, row: usize, record: &mut ActivityRecord) {
    let open = |name: &str, answer: &mut Answer| {
        if fields.line(name, row).is_empty() {
            *answer = Answer::Unanswered;
        }
    };
    if let Some(joint) = record.joint_controllers.first_mut() {
        transfer(fields, "joint_controller", row, joint.transfer.as_mut());
    }
    if let Some(recipient) = record.recipients.first_mut() {
        open("recipient_internal", &mut recipient.internal);
        transfer(fields, "recipient", row, recipient.transfer.as_mut());
    }
    if let Some(processor) = record.processors.first_mut() {
        open("processor_contract", &mut processor.contract);
        open("processor_data_protection_clause", &mut processor.sufficient_clause);
        transfer(fields, "processor", row, processor.transfer.as_mut());
    }
}

fn transfer(fields: &Fields, party: &str, row: usize, transfer: Option<&mut Transfer>) {
    let Some(transfer) = transfer else { return };
    let value = |name: &str| fields.line(&format!("{party}_transfer_{name}"), row).trim();
    if let Some(further) = further(value("safeguard")) {
        transfer.safeguard = Some(further);
    } else if let Some(TransferSafeguard::Derogation { detail }) = &mut transfer.safeguard {
        value("detail").clone_into(detail);
    }
}

/// Periods of single data, named as the data are.
fn periods(fields: &Fields, record: &mut ActivityRecord, errors: &mut Vec<FieldError>) {
    for row in 0..fields.get("retained_data").split('\n').count() {
        let value = |name: &str| fields.line(name, row).trim();
        let (data, length) = (value("retained_data"), value("retained_duration"));
        if data.is_empty() {
            continue;
        }
        let Ok(length) = length.parse::<u32>() else {
            errors.push(FieldError::new(name_in("retained_duration", row), "activity-period-needed").with("data", data));
            continue;
        };
        let period = RetentionPeriod {
            length,
            unit: meaning(&RETENTION_UNITS, value("retained_unit")).unwrap_or(RetentionUnit::Years),
            from: meaning(&RETENTION_STARTS, value("retained_start")),
            then: meant(value("retained_then")),
        };
        let mut named = record.personal_data.iter_mut().filter(|item| same(&item.name, data)).peekable();
        if named.peek().is_none() {
            errors.push(FieldError::new(name_in("retained_data", row), "activity-period-unknown").with("data", data));
        }
        named.for_each(|item| item.retention = Some(period));
    }
}
