//! From activities to the 89 cells of their rows.

use super::{
    loss::{Loss, LossKind},
    record::FIRST_MEASURE,
    text::is_binary,
};
use crate::domain::{
    activity::{ActivityRecord, SecurityMeasure},
    answer::Answer,
    column::{
        COLUMNS, COUNT, NO, SEPARATOR, YES,
        choices::{LEGAL_BASES, ORIGINS, Origin, RETENTION_STARTS, RETENTION_UNITS, SAFEGUARDS, VOLUMES, write as spelled},
    },
    country::Country,
    import::ImportRow,
    personal_data::{CollectionSource, PersonalDataCategory},
    register::Department,
    retention::RetentionPeriod,
    text::Language,
    transfer::{Transfer, TransferSafeguard},
};
use std::borrow::Cow;

/// One row to write: an activity with the branch it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct ExportRow<'a> {
    pub category: &'a str,
    pub subcategory: Option<&'a str>,
    pub purpose: &'a str,
    pub department: Option<&'a Department>,
    pub record: &'a ActivityRecord,
}

/// Hands the rows of a checked file on as rows to write.
pub fn with_rows<T>(rows: &[ImportRow], write: impl FnOnce(Vec<ExportRow<'_>>) -> T) -> T {
    let department = |row: &ImportRow| {
        row.department.clone().map(|found| Department { id: Default::default(), name: found.name, head: found.head })
    };
    let departments: Vec<Option<Department>> = rows.iter().map(department).collect();
    let rows = rows.iter().zip(&departments).map(|(row, department)| ExportRow {
        category: &row.category,
        subcategory: row.subcategory.as_deref(),
        purpose: &row.purpose,
        department: department.as_ref(),
        record: &row.record,
    });
    write(rows.collect())
}

/// The 89 cells of one activity as a file holds them: what the columns would not accept when they are read is left out too.
pub(super) fn file_cells<'a>(row: &ExportRow<'a>, losses: &mut Vec<Loss>) -> [Cow<'a, str>; COUNT] {
    let mut cells = filled(row, losses);
    for (column, cell) in COLUMNS.iter().zip(&mut cells) {
        let text = cell.trim();
        if !text.is_empty() && column.check(text).is_err() {
            let (activity, value) = (row.record.name.clone(), std::mem::take(cell).into_owned());
            losses.push(Loss { activity, column: column.number, kind: LossKind::Unreadable, value });
        }
    }
    cells
}

/// The 89 cells of one activity, and what they leave out.
pub(super) fn filled<'a>(row: &ExportRow<'a>, losses: &mut Vec<Loss>) -> [Cow<'a, str>; COUNT] {
    let mut sheet = Sheet { cells: [const { Cow::Borrowed("") }; COUNT], activity: &row.record.name, losses };
    sheet.fill(row);
    sheet.cells
}

/// Text files hold no control characters; the import refuses those that do.
pub(super) fn without_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.bytes().any(is_binary) {
        Cow::Owned(text.chars().filter(|c| !c.is_ascii() || !is_binary(*c as u8)).collect())
    } else {
        text
    }
}

/// The cells of one row while they are filled.
struct Sheet<'a, 'l> {
    cells: [Cow<'a, str>; COUNT],
    activity: &'a str,
    losses: &'l mut Vec<Loss>,
}

impl<'a> Sheet<'a, '_> {
    fn fill(&mut self, row: &ExportRow<'a>) {
        let record = row.record;
        self.put(1, row.category);
        self.put(2, row.subcategory.unwrap_or_default());
        self.put(3, row.purpose);
        self.put(4, record.name.as_str());
        self.put(5, record.description.as_str());
        self.list(6, record.operations.iter().map(String::as_str));
        self.date(record);
        self.list(10, record.applications.iter().map(String::as_str));
        self.put(11, record.legal_basis.map_or("", |basis| spelled(&LEGAL_BASES, &basis)));
        if let Some(department) = row.department {
            let head = &department.head;
            self.put(12, department.name.as_str());
            for (number, text) in (13..).zip([&head.last_name, &head.first_name, &head.position, &head.email]) {
                self.put(number, text.as_str());
            }
        }
        if let Some(country) = record.controller_country {
            self.country(17, country);
        }
        self.partners(record);
        self.personal_data(record);
        self.source(record);
        self.data_subjects(record);
        self.answers(record);
        let rights = &record.rights;
        for (number, text) in (64..).zip([&rights.email, &rights.postal_address, &rights.form_url, &rights.in_person]) {
            self.put(number, text.as_str());
        }
        self.retention(record);
        self.put(80, record.deletion_method.as_str());
        self.list(89, record.security.other.iter().map(String::as_str));
        self.without_column(record);
    }

    fn put(&mut self, number: u8, text: impl Into<Cow<'a, str>>) {
        if let Some(cell) = usize::from(number).checked_sub(1).and_then(|index| self.cells.get_mut(index)) {
            *cell = text.into();
        }
    }

    fn lose(&mut self, column: u8, kind: LossKind, value: impl Into<String>) {
        self.losses.push(Loss { activity: self.activity.to_owned(), column, kind, value: value.into() });
    }

    fn answer(&mut self, number: u8, answer: Answer) {
        self.put(number, if answer.is_yes() { YES } else { NO });
    }

    fn list(&mut self, number: u8, values: impl IntoIterator<Item = &'a str>) {
        let mut cell = String::new();
        for value in values {
            if !cell.is_empty() {
                cell.push_str(" ; ");
            }
            if value.contains(SEPARATOR) {
                self.lose(number, LossKind::Semicolon, value);
                cell.push_str(&value.replace(SEPARATOR, ","));
            } else {
                cell.push_str(value);
            }
        }
        self.put(number, cell);
    }

    fn date(&mut self, record: &ActivityRecord) {
        match record.start_date {
            Some(date) if (1900..=2100).contains(&date.year()) => {
                for (number, part) in (7..).zip([i16::from(date.day()), i16::from(date.month()), date.year()]) {
                    self.put(number, part.to_string());
                }
            }
            Some(date) => self.lose(9, LossKind::Date, date.to_string()),
            None => {}
        }
    }

    fn country(&mut self, number: u8, country: Country) -> bool {
        let known = Country::named(country.name(Language::Fr)) == Some(country);
        if known {
            self.put(number, country.name(Language::Fr).to_owned());
        } else {
            self.lose(number, LossKind::Country, country.code());
        }
        known
    }

    fn partners(&mut self, record: &'a ActivityRecord) {
        // Without a name nothing can be said of anybody.
        let joints = one_and_others(&record.joint_controllers, |joint| &joint.name);
        if let Some(joint) = joints.0 {
            self.put(18, joint.name.as_str());
            self.transfer(19, joint.transfer.as_ref());
        }
        let recipients = one_and_others(&record.recipients, |recipient| &recipient.name);
        if let Some(recipient) = recipients.0 {
            self.put(68, recipient.name.as_str());
            self.answer(69, recipient.internal);
            self.transfer(70, recipient.transfer.as_ref());
        }
        let processors = one_and_others(&record.processors, |processor| &processor.name);
        if let Some(processor) = processors.0 {
            self.put(72, processor.name.as_str());
            self.answer(73, processor.contract);
            self.transfer(74, processor.transfer.as_ref());
            self.answer(76, processor.sufficient_clause);
        }
        joints.1.into_iter().for_each(|joint| self.lose(18, LossKind::FurtherPartner, &joint.name));
        recipients.1.into_iter().for_each(|recipient| self.lose(68, LossKind::FurtherPartner, &recipient.name));
        processors.1.into_iter().for_each(|processor| self.lose(72, LossKind::FurtherPartner, &processor.name));
    }

    /// Country and, in the next column, safeguard.
    fn transfer(&mut self, number: u8, transfer: Option<&Transfer>) {
        let Some(Transfer { country, safeguard }) = transfer else { return };
        if !self.country(number, *country) {
            return;
        }
        let fixed = match safeguard {
            None => return,
            Some(TransferSafeguard::Derogation { detail }) => {
                let spelling = spelled(&SAFEGUARDS, &TransferSafeguard::Derogation { detail: String::new() });
                if !detail.is_empty() {
                    self.lose(number + 1, LossKind::Derogation, detail);
                    let description = self.cells.get(4).map(Cow::as_ref).unwrap_or_default();
                    let description = format!("{description}\n{spelling} : {detail}");
                    self.put(5, description.trim().to_owned());
                }
                spelling
            }
            Some(TransferSafeguard::CodeOfConduct | TransferSafeguard::Certification) => {
                self.lose(number + 1, LossKind::Safeguard, "");
                spelled(&SAFEGUARDS, &TransferSafeguard::OtherContractual)
            }
            Some(named) => spelled(&SAFEGUARDS, named),
        };
        self.put(number + 1, fixed);
    }

    fn personal_data(&mut self, record: &'a ActivityRecord) {
        let mut columns: [Vec<&str>; 29] = [const { Vec::new() }; 29];
        for item in &record.personal_data {
            let (number, category) = match &item.category {
                PersonalDataCategory::Known(category) => (category.column(), None),
                PersonalDataCategory::Other(category) => (49, Some(category.as_str())),
            };
            if let Some(values) = columns.get_mut(number - 21) {
                values.extend(category);
                values.push(&item.name);
            }
        }
        for (number, values) in (21..).zip(columns) {
            if !values.is_empty() {
                self.list(number, values);
            }
        }
    }

    fn source(&mut self, record: &'a ActivityRecord) {
        let (origin, source) = match &record.source {
            None => return,
            Some(CollectionSource::Direct) => (Origin::Direct, None),
            Some(CollectionSource::OtherDepartment(source)) => (Origin::OtherDepartment, Some(source)),
            Some(CollectionSource::Partner(source)) => (Origin::Partner, Some(source)),
        };
        self.put(50, spelled(&ORIGINS, &origin));
        let Some(source) = source else { return };
        let contact = &source.contact;
        if source.name.trim().is_empty() {
            if !contact.is_empty() {
                self.lose(51, LossKind::SourceContact, contact.email.as_str());
            }
            return;
        }
        for (number, text) in (51..).zip([&source.name, &contact.first_name, &contact.last_name, &contact.email]) {
            self.put(number, text.as_str());
        }
        if !contact.position.is_empty() {
            self.lose(53, LossKind::NoColumn, contact.position.as_str());
        }
    }

    fn data_subjects(&mut self, record: &'a ActivityRecord) {
        let subjects = &record.data_subjects;
        self.list(55, subjects.iter().map(|subject| subject.name.as_str()));
        let Some(largest) = subjects.iter().filter_map(|subject| subject.volume).max() else { return };
        self.put(56, spelled(&VOLUMES, &largest));
        for subject in subjects.iter().filter(|subject| subject.volume != Some(largest)) {
            self.lose(56, LossKind::Volume, subject.name.as_str());
        }
    }

    fn answers(&mut self, record: &'a ActivityRecord) {
        let information = &record.information;
        let answers =
            [record.minors, information.form, information.poster, information.website, information.letter, information.oral];
        for (number, answer) in (57..).zip(answers) {
            self.answer(number, answer);
        }
        self.list(63, information.other.iter().map(String::as_str));
        for (number, measure) in (FIRST_MEASURE..).zip(SecurityMeasure::ALL) {
            self.answer(number, record.security.get(measure));
        }
    }

    /// The longest period of the row: an authority must not read a shorter one than the longest that is applied.
    fn retention(&mut self, record: &ActivityRecord) {
        let of_items = record.personal_data.iter().filter_map(|item| item.retention.map(|period| (item, period)));
        for (item, period) in of_items.clone() {
            self.lose(77, LossKind::ItemRetention, format!("{} : {} {}", item.name, period.length, unit(&period)));
        }
        let periods = record.retention.into_iter().chain(of_items.map(|(_, period)| period));
        // Of equal ones the first counts, which is the activity's own.
        let longest = periods.reduce(|longest, period| if period.hours() > longest.hours() { period } else { longest });
        let Some(period) = longest else { return };
        self.put(77, period.length.to_string());
        self.put(78, unit(&period));
        self.put(79, period.from.map_or("", |from| spelled(&RETENTION_STARTS, &from)));
        if period.then.is_some() {
            self.lose(79, LossKind::AfterRetention, "");
        }
    }

    fn without_column(&mut self, record: &ActivityRecord) {
        let client = record.client.as_ref().map_or("", |client| client.name.as_str());
        for (near, text) in [(11, record.balancing_test.as_str()), (39, record.criminal_data_authority.as_str()), (4, client)] {
            if !text.is_empty() {
                self.lose(near, LossKind::NoColumn, text);
            }
        }
        if record.special_category_condition.is_some() {
            self.lose(28, LossKind::NoColumn, "art. 9(2)");
        }
    }
}

/// The first that has a name, for which the file has room, and all others.
fn one_and_others<T>(all: &[T], name: impl Fn(&T) -> &String) -> (Option<&T>, Vec<&T>) {
    let first = all.iter().position(|one| !name(one).trim().is_empty());
    let others = all.iter().enumerate().filter(|(place, _)| Some(*place) != first).map(|(_, one)| one).collect();
    (first.and_then(|first| all.get(first)), others)
}

fn unit(period: &RetentionPeriod) -> &'static str {
    spelled(&RETENTION_UNITS, &period.unit)
}
