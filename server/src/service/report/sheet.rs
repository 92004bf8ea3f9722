//! What the sheet of one activity says, in each layout. What was not filled in is left out, and named where it is required.

use super::words::Words;
use crate::{
    domain::{
        activity::{Activity, ActivityRecord, SecurityMeasure},
        answer::Answer,
        completeness,
        party::Contact,
        personal_data::{CollectionSource, PersonalDataCategory},
        register::RegisterKind,
        transfer::{Transfer, TransferSafeguard},
    },
    export::pdf::{Block, Section, Tone},
    service::register::view::RegisterView,
};

/// One activity on its way onto a sheet.
pub struct SheetWriter<'a> {
    pub words: &'a Words,
    pub view: &'a RegisterView,
    pub activity: &'a Activity,
    pub purpose: &'a str,
}

impl SheetWriter<'_> {
    /// Everything that is known.
    pub fn operational(&self) -> Vec<Section> {
        vec![
            self.section("report-section-description", self.description()),
            self.section("report-section-lawfulness", [self.lawfulness(), self.responsible()].concat()),
            self.section("report-section-data", self.data()),
            self.section("report-section-subjects", self.subjects()),
            self.section("report-section-rights", self.rights()),
            self.section("report-section-recipients", self.receivers()),
            self.section("report-section-retention", [self.retention(), self.security()].concat()),
        ]
    }

    /// What article 30(1) or, in the processor register, 30(2) asks for.
    pub fn lean(&self) -> Vec<Section> {
        let record = self.record();
        let mut blocks = self.missing();
        if self.activity.register == RegisterKind::Processor {
            blocks.extend(self.client());
            blocks.extend(self.list("column-processing_operations", record.operations.clone()));
        } else {
            blocks.extend(self.row("report-purpose", self.purpose));
            blocks.extend(self.row("column-description", &record.description));
            blocks.extend(self.list("report-joint-controllers", names(&record.joint_controllers, |joint| &joint.name)));
            blocks.extend(self.list("report-section-subjects", names(&record.data_subjects, |subject| &subject.name)));
            blocks.extend(self.list("report-section-data", self.data_categories()));
            let mut receivers = names(&record.recipients, |recipient| &recipient.name);
            receivers.extend(names(&record.processors, |processor| &processor.name));
            blocks.extend(self.list("report-recipients", receivers));
        }
        blocks.extend(self.list("report-transfers", self.transfers()));
        blocks.extend(self.retention());
        let measures = SecurityMeasure::ALL.into_iter().filter(|measure| record.security.get(*measure).is_yes());
        let mut measures: Vec<_> = measures.map(|measure| self.words.choice(&measure)).collect();
        measures.extend(record.security.other.iter().cloned());
        blocks.extend(self.list("report-section-security", measures));
        vec![self.section("report-section-article-30", blocks)]
    }

    fn record(&self) -> &ActivityRecord {
        &self.activity.record
    }

    fn description(&self) -> Vec<Block> {
        let record = self.record();
        let mut blocks = self.missing();
        blocks.extend(self.row("report-purpose", self.purpose));
        blocks.extend(self.row("column-description", &record.description));
        blocks.extend(self.list("column-processing_operations", record.operations.clone()));
        let start = record.start_date.map(|date| self.words.texts.long_date(&date));
        blocks.extend(self.row("report-start", &start.unwrap_or_default()));
        blocks.extend(self.list("column-it_tools", record.applications.clone()));
        blocks
    }

    /// What article 30 still lacks.
    fn missing(&self) -> Vec<Block> {
        let fields = completeness::missing(self.activity.register, self.record());
        let labels: Vec<String> = fields
            .into_iter()
            .map(|field| match field {
                "personal_data" => self.words.get("report-missing-personal-data"),
                "client_name" => self.words.get("report-missing-client"),
                field => self.words.texts.get(&format!("column-{field}")),
            })
            .collect();
        if labels.is_empty() {
            return Vec::new();
        }
        vec![Block::Note { text: self.words.texts.one("report-missing", "fields", labels.join(", ")), tone: Tone::Attention }]
    }

    fn lawfulness(&self) -> Vec<Block> {
        let record = self.record();
        let basis = record.legal_basis.map(|basis| self.words.choice(&basis)).unwrap_or_default();
        let condition = record.special_category_condition.map(|condition| self.words.choice(&condition)).unwrap_or_default();
        let rows = [
            self.row("column-legal_basis", &basis),
            self.row("report-balancing", &record.balancing_test),
            self.row("report-condition", &condition),
            self.row("report-criminal", &record.criminal_data_authority),
        ];
        rows.into_iter().flatten().collect()
    }

    fn responsible(&self) -> Vec<Block> {
        let record = self.record();
        let department = record.department.and_then(|id| self.view.department(id));
        let mut blocks = self.client();
        if let Some(department) = department {
            blocks.extend(self.row("column-department", &department.name));
            blocks.extend(self.row("report-department-head", &contact(&department.head)));
        }
        let country = record.controller_country.map(|country| self.words.country(country)).unwrap_or_default();
        blocks.extend(self.row("column-controller_country", &country));
        let rows: Vec<_> =
            record.joint_controllers.iter().map(|joint| self.with_transfer(&joint.name, [], &joint.transfer)).collect();
        blocks.extend(self.table(&["report-joint-controllers", "report-country", "report-safeguard"], &[1.5, 2.5], rows));
        blocks
    }

    fn client(&self) -> Vec<Block> {
        let Some(client) = &self.record().client else { return Vec::new() };
        let rows = [self.row("report-client", &client.name), self.row("report-client-contact", &contact(&client.contact))];
        rows.into_iter().flatten().collect()
    }

    /// One line per category with its data; a line of its own for data kept for a time of their own.
    fn data(&self) -> Vec<Block> {
        let mut rows: Vec<(&PersonalDataCategory, Vec<String>)> = Vec::new();
        for item in &self.record().personal_data {
            let period = item.retention.map(|period| self.words.texts.retention(&period)).unwrap_or_default();
            match rows.last_mut() {
                Some((category, cells)) if *category == &item.category && cells.get(2) == Some(&period) => {
                    if let Some(data) = cells.get_mut(1) {
                        data.push_str(", ");
                        data.push_str(&item.name);
                    }
                }
                _ => rows.push((&item.category, vec![self.category(&item.category), item.name.clone(), period])),
            }
        }
        let rows = rows.into_iter().map(|(_, cells)| cells).collect();
        let mut blocks = Vec::from_iter(self.table(&["report-category", "report-data", "report-period"], &[3.2, 1.6], rows));
        let Some(source) = &self.record().source else { return blocks };
        blocks.extend(self.row("column-collection_source", &self.words.choice(source)));
        if let CollectionSource::OtherDepartment(from) | CollectionSource::Partner(from) = source {
            let who = [from.name.as_str(), &contact(&from.contact)].join("\n");
            blocks.extend(self.row("column-indirect_source_name", who.trim()));
        }
        blocks
    }

    fn data_categories(&self) -> Vec<String> {
        let mut categories: Vec<&PersonalDataCategory> = self.record().personal_data.iter().map(|item| &item.category).collect();
        categories.sort_unstable();
        categories.dedup();
        categories.into_iter().map(|category| self.category(category)).collect()
    }

    fn category(&self, category: &PersonalDataCategory) -> String {
        match category {
            PersonalDataCategory::Known(category) => self.words.choice(category),
            PersonalDataCategory::Other(name) => name.clone(),
        }
    }

    fn subjects(&self) -> Vec<Block> {
        let volume = |volume: &_| self.words.choice(volume);
        let rows = self.record().data_subjects.iter();
        let rows = rows.map(|subject| vec![subject.name.clone(), subject.volume.as_ref().map(volume).unwrap_or_default()]);
        let mut blocks = Vec::from_iter(self.table(&["report-category", "report-volume"], &[1.0], rows.collect()));
        blocks.extend(self.answer("column-minors_concerned", self.record().minors));
        blocks
    }

    fn rights(&self) -> Vec<Block> {
        let (information, rights) = (&self.record().information, &self.record().rights);
        let means = [
            ("report-notice-form", information.form),
            ("report-notice-poster", information.poster),
            ("report-notice-website", information.website),
            ("report-notice-letter", information.letter),
            ("report-notice-oral", information.oral),
        ];
        let means = means.map(|(key, answer)| (self.words.get(key), answer));
        let mut blocks = self.sides("report-informed", "report-not-informed", &means, &information.other);
        let rows = [
            self.row("column-rights_email", &rights.email),
            self.row("column-rights_postal_address", &rights.postal_address),
            self.row("column-rights_form_url", &rights.form_url),
            self.row("column-rights_in_person", &rights.in_person),
        ];
        blocks.extend(rows.into_iter().flatten());
        blocks
    }

    fn receivers(&self) -> Vec<Block> {
        let record = self.record();
        let yes_no = |answer: Answer| if answer.is_answered() { self.words.choice(&answer) } else { String::new() };
        let rows = record.recipients.iter();
        let rows = rows.map(|one| self.with_transfer(&one.name, [yes_no(one.internal)], &one.transfer)).collect();
        let head = ["report-recipients", "report-internal", "report-country", "report-safeguard"];
        let mut blocks = Vec::from_iter(self.table(&head, &[1.0, 1.4, 2.4], rows));
        let rows = record.processors.iter();
        let rows = rows
            .map(|one| self.with_transfer(&one.name, [yes_no(one.contract), yes_no(one.sufficient_clause)], &one.transfer))
            .collect();
        let head = ["report-processors", "report-contract", "report-clause", "report-country", "report-safeguard"];
        blocks.extend(self.table(&head, &[0.9, 1.1, 1.4, 2.2], rows));
        blocks
    }

    fn retention(&self) -> Vec<Block> {
        let record = self.record();
        // Article 30(1)(f): what is missing is said.
        let missing = || self.words.get("report-unsaid");
        let period = record.retention.map_or_else(missing, |period| self.words.texts.retention(&period));
        let rows = [self.row("report-period", &period), self.row("column-deletion_method", &record.deletion_method)];
        rows.into_iter().flatten().collect()
    }

    fn security(&self) -> Vec<Block> {
        let security = &self.record().security;
        let measures = SecurityMeasure::ALL.map(|measure| (self.words.choice(&measure), security.get(measure)));
        self.sides("report-measures", "report-no-measures", &measures, &security.other)
    }

    /// What was answered with yes, and more, then what was answered with no: two lists instead of many rows.
    fn sides(&self, yes: &'static str, no: &'static str, answers: &[(String, Answer)], more: &[String]) -> Vec<Block> {
        let named = |(name, _): &(String, Answer)| name.clone();
        let mut given: Vec<String> = answers.iter().filter(|(_, answer)| answer.is_yes()).map(named).collect();
        given.extend(more.iter().cloned());
        let withheld = answers.iter().filter(|(_, answer)| answer.is_answered() && !answer.is_yes()).map(named).collect();
        [self.list(yes, given), self.list(no, withheld)].into_iter().flatten().collect()
    }

    fn transfers(&self) -> Vec<String> {
        let record = self.record();
        let joint = record.joint_controllers.iter().map(|one| (&one.name, &one.transfer));
        let recipients = record.recipients.iter().map(|one| (&one.name, &one.transfer));
        let processors = record.processors.iter().map(|one| (&one.name, &one.transfer));
        let all = joint.chain(recipients).chain(processors);
        all.filter_map(|(name, transfer)| {
            let transfer = transfer.as_ref().filter(|transfer| transfer.country.is_transfer())?;
            let parts = [name.clone(), self.words.country(transfer.country), self.safeguard(transfer)];
            Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
        })
        .collect()
    }

    /// A name, what is said of it, and where its data go.
    fn with_transfer<const N: usize>(&self, name: &str, said: [String; N], transfer: &Option<Transfer>) -> Vec<String> {
        let mut cells = vec![name.to_owned()];
        cells.extend(said);
        cells.push(transfer.as_ref().map(|transfer| self.words.country(transfer.country)).unwrap_or_default());
        cells.push(transfer.as_ref().map(|transfer| self.safeguard(transfer)).unwrap_or_default());
        cells
    }

    fn safeguard(&self, transfer: &Transfer) -> String {
        match &transfer.safeguard {
            Some(safeguard @ TransferSafeguard::Derogation { detail }) if !detail.is_empty() => {
                format!("{} : {detail}", self.words.choice(safeguard))
            }
            Some(safeguard) => self.words.choice(safeguard),
            None => String::new(),
        }
    }

    fn section(&self, title: &'static str, blocks: Vec<Block>) -> Section {
        Section { title: self.words.get(title), blocks }
    }

    fn row(&self, label: &'static str, value: &str) -> Option<Block> {
        (!value.is_empty()).then(|| Block::row(self.words.get(label), value))
    }

    fn answer(&self, label: &'static str, answer: Answer) -> Option<Block> {
        answer.is_answered().then(|| Block::row(self.words.get(label), self.words.choice(&answer)))
    }

    fn list(&self, label: &'static str, items: Vec<String>) -> Option<Block> {
        (!items.is_empty()).then(|| Block::List { label: self.words.get(label), items })
    }

    fn table(&self, head: &[&'static str], weights: &[f32], rows: Vec<Vec<String>>) -> Option<Block> {
        Block::table(head.iter().map(|key| self.words.get(key)).collect(), weights, rows)
    }
}

fn names<T>(things: &[T], name: impl Fn(&T) -> &String) -> Vec<String> {
    things.iter().map(|thing| name(thing).clone()).collect()
}

/// A person on one line.
fn contact(contact: &Contact) -> String {
    let name = [contact.first_name.as_str(), &contact.last_name].join(" ");
    let parts = [name.trim(), &contact.position, &contact.email];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
