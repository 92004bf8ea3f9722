//! An activity as fields with a name each: what form and questionnaire show and what the API exchanges.
//!
//! The names are those of the table of fields, the checks those of imports: one table, one road. A field of a group
//! holds one line for each row of the group.

mod proposals;
mod rows;

pub use proposals::{Proposal, proposals};
pub use rows::FURTHER_SAFEGUARDS;

use super::activity::{ActivityInput, ActivitySheet};
use crate::{
    domain::{
        activity::ActivityRecord,
        activity_field::{FIELDS, Field, answer_of},
        answer::Answer,
        column::{COLUMNS, Column},
        completeness,
        fault::{Fault, FieldError},
        import::{FaultKind, ImportFault, ImportRow},
        legal_basis::SpecialCategoryCondition,
        party::{Client, Contact},
        personal_data::CollectionSource,
        register::RegisterKind,
        word::{meant, word},
    },
    export::csv::{ExportRow, cells, read_cells},
};
use rustc_hash::FxHashMap;

/// Fields beyond the columns that hold one value.
pub fn beyond() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter(|field| Column::named(field.id).is_none() && field.group().is_none()).map(|field| field.id)
}

/// Values by field name; a field that is not there is empty. Several values are joined by semicolons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub FxHashMap<&'static str, String>);

impl Fields {
    /// The value of a field, empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The value of a field in a row of its group.
    pub fn line(&self, name: &str, row: usize) -> &str {
        self.get(name).split('\n').nth(row).unwrap_or("")
    }

    /// Sets a field by its name; false where there is no such field.
    pub fn set(&mut self, name: &str, value: String) -> bool {
        Field::named(name).map(|field| self.0.insert(field.id, value)).is_some()
    }

    /// The fields of an activity as the register file tells them: of several parties the first, of volumes the largest.
    pub fn of(sheet: &ActivitySheet) -> Self {
        Self::of_row(&row(sheet))
    }

    fn of_row(row: &ExportRow<'_>) -> Self {
        let record = row.record;
        let cells = cells(row);
        let mut fields = Self(COLUMNS.iter().map(|column| column.id).zip(cells).filter(|(_, cell)| !cell.is_empty()).collect());
        // A file adds what has no column of its own there.
        fields.put("description", &record.description);
        fields.put("balancing_test", &record.balancing_test);
        fields
            .put("special_category_condition", &record.special_category_condition.map(|known| word(&known)).unwrap_or_default());
        fields.put("criminal_data_authority", &record.criminal_data_authority);
        if let Some(Client { name, contact }) = &record.client {
            fields.put("client_name", name);
            fields.put("client_contact_first_name", &contact.first_name);
            fields.put("client_contact_last_name", &contact.last_name);
            fields.put("client_contact_position", &contact.position);
            fields.put("client_contact_email", &contact.email);
        }
        if let Some(CollectionSource::OtherDepartment(source) | CollectionSource::Partner(source)) = &record.source {
            fields.put("indirect_source_contact_position", &source.contact.position);
        }
        let then = record.retention.and_then(|period| period.then);
        fields.put("retention_then", &then.map(|then| word(&then)).unwrap_or_default());
        fields
    }

    /// The same with all that an activity says: every party and period, and what was not answered left open.
    pub fn whole(sheet: &ActivitySheet) -> Self {
        Self::whole_row(&row(sheet))
    }

    fn whole_row(row: &ExportRow<'_>) -> Self {
        let mut fields = Self::of_row(row);
        let mut record = row.record.clone();
        for column in &COLUMNS {
            if answer_of(&mut record, column.number).is_some_and(|answer| !answer.is_answered()) {
                fields.0.remove(column.id);
            }
        }
        rows::write(&mut fields, &record);
        fields
    }

    /// What the fields say, checked. `old` is the record they change: what one value a field cannot hold is kept from it.
    ///
    /// # Errors
    /// `Invalid` with every wrong field, named as here.
    pub fn read(&self, old: Option<&ActivityRecord>) -> Result<ActivityInput, Fault> {
        let mut errors = Vec::new();
        let mut input = self.input(&mut errors);
        if let Some(old) = old {
            keep_beyond(old, &mut input.record);
        }
        if errors.is_empty() { Ok(input) } else { Err(Fault::Invalid(errors)) }
    }

    /// What the fields say, every row of every group included; a question without an answer stays open. Nothing that the
    /// fields leave out is kept.
    ///
    /// # Errors
    /// `Invalid` with every wrong field; from the second row on, its name ends in a hyphen and the number of rows before.
    pub fn read_whole(&self) -> Result<ActivityInput, Fault> {
        let mut errors = Vec::new();
        let mut input = self.input(&mut errors);
        for column in COLUMNS.iter().filter(|column| self.get(column.id).is_empty()) {
            if let Some(answer) = answer_of(&mut input.record, column.number) {
                *answer = Answer::Unanswered;
            }
        }
        rows::read(self, &mut input.record, &mut errors);
        if errors.is_empty() { Ok(input) } else { Err(Fault::Invalid(errors)) }
    }

    /// The single values and the first row of every group.
    fn input(&self, errors: &mut Vec<FieldError>) -> ActivityInput {
        let row = self.read_row(0, errors);
        let condition = self.get("special_category_condition");
        let known: Option<SpecialCategoryCondition> = meant(condition);
        if known.is_none() && !condition.is_empty() {
            errors.push(FieldError::new("special_category_condition", "fault-unknown-value"));
        }
        let Some(row) = row else { return ActivityInput::default() };
        let mut record = row.record;
        record.special_category_condition = known;
        record.balancing_test = self.text("balancing_test");
        record.criminal_data_authority = self.text("criminal_data_authority");
        record.client = self.client();
        if let Some(CollectionSource::OtherDepartment(source) | CollectionSource::Partner(source)) = &mut record.source {
            source.contact.position = self.text("indirect_source_contact_position");
        }
        if let Some(period) = &mut record.retention {
            period.then = meant(self.get("retention_then"));
        }
        let department = row.department;
        ActivityInput {
            category: row.category,
            subcategory: row.subcategory.unwrap_or_default(),
            purpose: row.purpose,
            department_head: department.as_ref().map(|department| department.head.clone()).unwrap_or_default(),
            department: department.map(|department| department.name).unwrap_or_default(),
            unfinished: false,
            record,
        }
    }

    /// One row of every group as a row of the register file; only the first has the fields that stand alone.
    fn read_row(&self, row: usize, errors: &mut Vec<FieldError>) -> Option<ImportRow> {
        let cell = |column: &Column| {
            let field = Field::named(column.id)?;
            match field.group() {
                Some(_) => Some(rows::as_cell(field, self.line(column.id, row))),
                None if row == 0 => Some(self.get(column.id)),
                // What a row of a file cannot be without.
                None => column.required.then_some("-"),
            }
        };
        let cells: Vec<&str> = COLUMNS.iter().map(|column| cell(column).unwrap_or_default()).collect();
        match read_cells(&cells) {
            Ok((read, faults)) => {
                errors.extend(faults.iter().map(|fault| field_error(fault, row)));
                read
            }
            Err(error) => {
                tracing::error!(%error, "the cells of a form could not be read");
                errors.push(FieldError::new("", "fault-unknown-value"));
                None
            }
        }
    }

    fn text(&self, name: &str) -> String {
        self.get(name).trim().to_owned()
    }

    fn put(&mut self, name: &'static str, value: &str) {
        if value.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name, value.to_owned());
        }
    }

    fn client(&self) -> Option<Client> {
        let contact = Contact {
            first_name: self.text("client_contact_first_name"),
            last_name: self.text("client_contact_last_name"),
            position: self.text("client_contact_position"),
            email: self.text("client_contact_email"),
        };
        let client = Client { name: self.text("client_name"), contact };
        (client != Client::default()).then_some(client)
    }
}

/// An activity as a row of the register file.
fn row(sheet: &ActivitySheet) -> ExportRow<'_> {
    ExportRow {
        category: &sheet.category,
        subcategory: Some(sheet.subcategory.as_str()).filter(|name| !name.is_empty()),
        purpose: &sheet.purpose.name,
        department: sheet.department.as_ref(),
        record: &sheet.activity.record,
    }
}

/// What a person must still say to be done with an activity although nothing that is written is wrong.
///
/// # Errors
/// `Invalid` where it would be complete, special categories of data are processed and no condition of art. 9(2) is named.
pub fn check_done(kind: RegisterKind, input: &ActivityInput) -> Result<(), Fault> {
    let record = &input.record;
    let complete = completeness::missing(kind, record).is_empty();
    if complete && completeness::has_special_category(record) && record.special_category_condition.is_none() {
        return Err(Fault::invalid("special_category_condition", "activity-condition-needed"));
    }
    Ok(())
}

/// Keeps what one value a field cannot hold: further parties, and periods of single data.
fn keep_beyond(old: &ActivityRecord, new: &mut ActivityRecord) {
    new.joint_controllers.extend(old.joint_controllers.iter().skip(1).cloned());
    new.recipients.extend(old.recipients.iter().skip(1).cloned());
    new.processors.extend(old.processors.iter().skip(1).cloned());
    for item in &mut new.personal_data {
        let before = old.personal_data.iter().find(|other| other.category == item.category && other.name == item.name);
        item.retention = before.and_then(|before| before.retention);
    }
    if let (Some(new), Some(old)) = (new.retention.as_mut(), old.retention.as_ref()) {
        new.then = new.then.or(old.then);
    }
}

/// The error of a form field that stands for the fault of a cell. The label stands above the field already.
fn field_error(fault: &ImportFault, row: usize) -> FieldError {
    let column = Column::at(fault.column).map_or("", |column| column.id);
    let field = rows::name_in(column, row);
    match fault.kind {
        FaultKind::Required => FieldError::new(field, "fault-required"),
        FaultKind::Requires => FieldError::new(field, format!("fault-{}", fault.word())).with("columns", fault.dependants()),
        _ => FieldError { field, ..fault.message("") },
    }
}
