//! From the cells of a faultless row to the activity that they describe.

use super::{cells::Cells, checker::start_date};
use crate::domain::{
    activity::{ActivityRecord, Information, RightsContact, SecurityMeasure, SecurityMeasures},
    answer::Answer,
    column::{
        choices::{LEGAL_BASES, ORIGINS, Origin, RETENTION_STARTS, RETENTION_UNITS, SAFEGUARDS, VOLUMES, read},
        values, yes_no,
    },
    country::Country,
    data_category::DataCategory,
    import::{ImportDepartment, ImportRow},
    party::{Contact, JointController, Processor, Recipient},
    personal_data::{CollectionSource, DataSubjectCategory, IndirectSource, PersonalDataCategory, PersonalDataItem},
    retention::RetentionPeriod,
    transfer::Transfer,
};

/// The activity of a row, with the branch it belongs to. What a faulty cell would say is left out.
pub(super) fn import_row(row: u32, cells: &Cells<'_>) -> ImportRow {
    let cells = Reading(cells);
    ImportRow {
        row,
        category: cells.text(1),
        subcategory: cells.optional(2).map(str::to_owned),
        purpose: cells.text(3),
        department: cells.optional(12).map(|name| ImportDepartment {
            name: name.to_owned(),
            head: Contact {
                last_name: cells.text(13),
                first_name: cells.text(14),
                position: cells.text(15),
                email: cells.text(16),
            },
        }),
        record: cells.record(),
    }
}

/// The first column of the eight security measures.
pub(super) const FIRST_MEASURE: u8 = 81;

struct Reading<'c, 'a>(&'c Cells<'a>);

impl<'a> Reading<'_, 'a> {
    fn text(&self, number: u8) -> String {
        self.0.get(number).to_owned()
    }

    fn optional(&self, number: u8) -> Option<&'a str> {
        Some(self.0.get(number)).filter(|cell| !cell.is_empty())
    }

    fn list(&self, number: u8) -> Vec<String> {
        values(self.0.get(number)).map(str::to_owned).collect()
    }

    /// An empty cell says no: the file knows no third answer.
    fn answer(&self, number: u8) -> Answer {
        yes_no(self.0.get(number)).unwrap_or_default().into()
    }

    fn choice<T: Clone>(&self, number: u8, choices: &[(&'static str, T)]) -> Option<T> {
        self.optional(number).and_then(|cell| read(choices, cell))
    }

    fn record(&self) -> ActivityRecord {
        ActivityRecord {
            name: self.text(4),
            description: self.text(5),
            operations: self.list(6),
            start_date: start_date(self.0),
            applications: self.list(10),
            legal_basis: self.choice(11, &LEGAL_BASES),
            controller_country: self.optional(17).and_then(Country::named),
            joint_controllers: self.partner(18, |name| JointController { name, transfer: self.transfer(19, 20) }),
            personal_data: self.personal_data(),
            source: self.source(),
            data_subjects: self.data_subjects(),
            minors: self.answer(57),
            information: Information {
                form: self.answer(58),
                poster: self.answer(59),
                website: self.answer(60),
                letter: self.answer(61),
                oral: self.answer(62),
                other: self.list(63),
            },
            rights: RightsContact {
                email: self.text(64),
                postal_address: self.text(65),
                form_url: self.text(66),
                in_person: self.text(67),
            },
            recipients: self.partner(68, |name| Recipient { name, internal: self.answer(69), transfer: self.transfer(70, 71) }),
            processors: self.partner(72, |name| Processor {
                name,
                contract: self.answer(73),
                sufficient_clause: self.answer(76),
                transfer: self.transfer(74, 75),
            }),
            retention: self.retention(),
            deletion_method: self.text(80),
            security: self.security(),
            ..ActivityRecord::default()
        }
    }

    /// The file has room for one of each kind.
    fn partner<T>(&self, name: u8, partner: impl FnOnce(String) -> T) -> Vec<T> {
        self.optional(name).map(|name| partner(name.to_owned())).into_iter().collect()
    }

    fn transfer(&self, country: u8, safeguard: u8) -> Option<Transfer> {
        let country = self.optional(country).and_then(Country::named)?;
        Some(Transfer { country, safeguard: self.choice(safeguard, &SAFEGUARDS) })
    }

    fn personal_data(&self) -> Vec<PersonalDataItem> {
        let mut items = Vec::new();
        for category in DataCategory::ALL {
            let names = values(self.0.get(category.column() as u8));
            items.extend(names.map(|name| item(PersonalDataCategory::Known(category), name)));
        }
        let mut pairs = values(self.0.get(49));
        while let (Some(category), Some(name)) = (pairs.next(), pairs.next()) {
            items.push(item(PersonalDataCategory::Other(category.to_owned()), name));
        }
        items
    }

    fn source(&self) -> Option<CollectionSource> {
        let source = || IndirectSource {
            name: self.text(51),
            contact: Contact { first_name: self.text(52), last_name: self.text(53), email: self.text(54), ..Contact::default() },
        };
        Some(match self.choice(50, &ORIGINS)? {
            Origin::Direct => CollectionSource::Direct,
            Origin::OtherDepartment => CollectionSource::OtherDepartment(source()),
            Origin::Partner => CollectionSource::Partner(source()),
        })
    }

    /// The band of column 56 counts for every category of column 55.
    fn data_subjects(&self) -> Vec<DataSubjectCategory> {
        let volume = self.choice(56, &VOLUMES);
        values(self.0.get(55)).map(|name| DataSubjectCategory { name: name.to_owned(), volume }).collect()
    }

    fn retention(&self) -> Option<RetentionPeriod> {
        let length = self.optional(77)?.parse().ok()?;
        let unit = self.choice(78, &RETENTION_UNITS)?;
        Some(RetentionPeriod { length, unit, from: self.choice(79, &RETENTION_STARTS), then: None })
    }

    fn security(&self) -> SecurityMeasures {
        let mut measures = SecurityMeasures { other: self.list(89), ..SecurityMeasures::default() };
        for (number, measure) in (FIRST_MEASURE..).zip(SecurityMeasure::ALL) {
            *measures.get_mut(measure) = self.answer(number);
        }
        measures
    }
}

fn item(category: PersonalDataCategory, name: &str) -> PersonalDataItem {
    PersonalDataItem { category, name: name.to_owned(), retention: None }
}
