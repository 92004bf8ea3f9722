//! An activity as fields with a name each: what the form shows and what the API exchanges.
//!
//! The names are the identifiers of the 89 columns, checked by the very table that checks imports; a few fields
//! that no column holds stand beside them. What neither holds is kept from the record as it was.

use super::activity::{ActivityInput, ActivitySheet};
use crate::{
    domain::{
        activity::ActivityRecord,
        column::{COLUMNS, Column},
        fault::{Fault, FieldError},
        import::{FaultKind, ImportFault},
        legal_basis::SpecialCategoryCondition,
        party::{Client, Contact},
        word::word,
    },
    export::csv::{ExportRow, cells, read_cells},
};
use rustc_hash::FxHashMap;

/// Fields beyond the columns.
pub const BEYOND: [&str; 8] = [
    "balancing_test",
    "special_category_condition",
    "criminal_data_authority",
    "client_name",
    "client_contact_first_name",
    "client_contact_last_name",
    "client_contact_position",
    "client_contact_email",
];

/// Values by field name; a field that is not there is empty. Several values are joined by semicolons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub FxHashMap<&'static str, String>);

impl Fields {
    /// The value of a field, empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Sets a field by its name; false where there is no such field.
    pub fn set(&mut self, name: &str, value: String) -> bool {
        let known = Column::named(name).map(|column| column.id).or_else(|| BEYOND.into_iter().find(|field| *field == name));
        known.map(|name| self.0.insert(name, value)).is_some()
    }

    /// The fields of an activity as it stands.
    pub fn of(sheet: &ActivitySheet) -> Self {
        let record = &sheet.activity.record;
        let row = ExportRow {
            category: &sheet.category,
            subcategory: Some(sheet.subcategory.as_str()).filter(|name| !name.is_empty()),
            purpose: &sheet.purpose.name,
            department: sheet.department.as_ref(),
            record,
        };
        let cells = cells(&row);
        let mut fields = Self(COLUMNS.iter().map(|column| column.id).zip(cells).filter(|(_, cell)| !cell.is_empty()).collect());
        let client = record.client.clone().unwrap_or_default();
        let condition = record.special_category_condition.map(|condition| word(&condition)).unwrap_or_default();
        let beyond = [
            record.balancing_test.clone(),
            condition,
            record.criminal_data_authority.clone(),
            client.name,
            client.contact.first_name,
            client.contact.last_name,
            client.contact.position,
            client.contact.email,
        ];
        fields.0.extend(BEYOND.into_iter().zip(beyond).filter(|(_, value)| !value.is_empty()));
        fields
    }

    /// What the fields say, checked. `old` is the record they change: what no field holds is kept from it.
    ///
    /// # Errors
    /// `Invalid` with every wrong field, named as here.
    pub fn read(&self, old: Option<&ActivityRecord>) -> Result<ActivityInput, Fault> {
        let cells: Vec<&str> = COLUMNS.iter().map(|column| self.get(column.id)).collect();
        let (row, faults) = read_cells(&cells).map_err(Fault::internal)?;
        let mut errors: Vec<FieldError> = faults.iter().map(field_error).collect();
        let condition = self.get("special_category_condition");
        let condition = SpecialCategoryCondition::ALL.into_iter().find(|known| word(known) == condition);
        if condition.is_none() && !self.get("special_category_condition").is_empty() {
            errors
                .push(FieldError::new("special_category_condition", "import-fault-enum").with("value", "").with("accepted", ""));
        }
        let Some(row) = row.filter(|_| errors.is_empty()) else { return Err(Fault::Invalid(errors)) };
        let mut record = row.record;
        record.special_category_condition = condition;
        record.balancing_test = self.get("balancing_test").trim().to_owned();
        record.criminal_data_authority = self.get("criminal_data_authority").trim().to_owned();
        record.client = self.client();
        if let Some(old) = old {
            keep_beyond(old, &mut record);
        }
        let department = row.department;
        Ok(ActivityInput {
            category: row.category,
            subcategory: row.subcategory.unwrap_or_default(),
            purpose: row.purpose,
            department_head: department.as_ref().map(|department| department.head.clone()).unwrap_or_default(),
            department: department.map(|department| department.name).unwrap_or_default(),
            record,
        })
    }

    fn client(&self) -> Option<Client> {
        let text = |name| self.get(name).trim().to_owned();
        let contact = Contact {
            first_name: text("client_contact_first_name"),
            last_name: text("client_contact_last_name"),
            position: text("client_contact_position"),
            email: text("client_contact_email"),
        };
        let client = Client { name: text("client_name"), contact };
        (client != Client::default()).then_some(client)
    }
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
        new.then = old.then;
    }
}

/// The error of a form field that stands for the fault of a cell. The label stands above the field already.
fn field_error(fault: &ImportFault) -> FieldError {
    let field = Column::at(fault.column).map_or("", |column| column.id);
    match fault.kind {
        FaultKind::Required => FieldError::new(field, "fault-required"),
        FaultKind::Requires => FieldError::new(field, "fault-requires"),
        _ => FieldError { field: field.to_owned(), ..fault.message("") },
    }
}
