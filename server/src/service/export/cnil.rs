//! The register in the layout of the CNIL's spreadsheet model of July 2019: a list of the activities, then a sheet for each, with
//! the blocks and the order of the model. It is for reading and for the authority; it does not import again.

use crate::{
    domain::{
        access::Member,
        activity::{Activity, SecurityMeasure},
        data_category::DataCategory,
        fault::Fault,
        organisation::CompanySheet,
        personal_data::PersonalDataCategory,
        transfer::{Transfer, TransferSafeguard},
    },
    export::xlsx::{Cell, SheetForm, WorkbookWriter, texts},
    locale::Texts,
    service::{
        Services,
        extract::{self, Extract, Extracted},
    },
};

/// Beyond this many activities their sheets stand one below the other in one table: programs open no thousand tables.
const MOST_SHEETS: usize = 200;
const LIST_WIDTHS: [u8; 8] = [12, 40, 14, 14, 44, 22, 22, 30];
const SHEET_WIDTHS: [u8; 4] = [40, 60, 36, 36];

/// The groups of the model for personal data that are not sensitive, with the categories that stand in each.
const GROUPS: [(&str, &[DataCategory]); 6] = {
    use DataCategory as D;
    [
        (
            "cnil-group-identity",
            &[
                D::IdentificationData,
                D::PersonalCharacteristics,
                D::PhysicalData,
                D::ImageRecording,
                D::AdministrativeData,
                D::MilitaryStatus,
            ],
        ),
        ("cnil-group-personal", &[D::LifestyleAndConsumption, D::HouseholdComposition, D::HousingCharacteristics]),
        ("cnil-group-professional", &[D::EducationAndTraining, D::ProfessionalLife]),
        ("cnil-group-economic", &[D::BankAndFinancialData, D::InsuranceAndSocialContributions]),
        ("cnil-group-connection", &[D::ConnectionData]),
        ("cnil-group-location", &[D::LocationData]),
    ]
};

/// The sensitive data of the model.
const SENSITIVE: [(&str, &[DataCategory]); 7] = {
    use DataCategory as D;
    [
        ("cnil-sensitive-origin", &[D::RacialOrEthnicOrigin]),
        ("cnil-sensitive-opinions", &[D::PoliticalPhilosophicalReligiousOpinions]),
        ("cnil-sensitive-union", &[D::TradeUnionMembership]),
        ("cnil-sensitive-biometric", &[D::BiometricData]),
        ("cnil-sensitive-health", &[D::HealthData]),
        ("cnil-sensitive-sex-life", &[D::SexLife]),
        ("cnil-sensitive-offences", &[D::OffencesAndConvictions, D::JudicialData]),
    ]
};

type Rows = Vec<Vec<Cell<'static>>>;

/// The file.
///
/// # Errors
/// As [`extract::read`].
pub fn cnil(services: &Services, member: &Member, extract: &Extract) -> Result<Vec<u8>, Fault> {
    let chosen = extract::read(services, member, extract)?;
    let sheet = extract::organisation(services, member, extract)?.sheet;
    let t = Texts::new(member.language);
    let maker = Maker { chosen: &chosen, sheet: &sheet, t };
    let mut workbook = WorkbookWriter::new();
    let mut add = |name: &str, widths: &[u8], rows: Rows| {
        workbook.table(&SheetForm { name, widths, fixed: (0, 0), choices: &[] }, rows).map_err(Fault::internal)
    };
    add(&t.get("cnil-list"), &LIST_WIDTHS, maker.list())?;
    let sheets = (1_usize..).zip(&chosen.activities).map(|(number, activity)| (number, maker.sheet(number, activity)));
    if chosen.activities.len() <= MOST_SHEETS {
        for (number, rows) in sheets {
            add(&t.one("cnil-sheet", "number", number), &SHEET_WIDTHS, rows)?;
        }
    } else {
        let below = sheets.flat_map(|(_, rows)| rows.into_iter().chain([Vec::new(), Vec::new()])).collect();
        add(&t.get("cnil-sheets"), &SHEET_WIDTHS, below)?;
    }
    workbook.finish().map_err(Fault::internal)
}

struct Maker<'a> {
    chosen: &'a Extracted,
    sheet: &'a CompanySheet,
    t: Texts,
}

impl Maker<'_> {
    fn title(&self, key: &str) -> Vec<Cell<'static>> {
        vec![Cell::Title(self.t.get(key).into())]
    }

    fn heads(&self, keys: &[&str]) -> Vec<Cell<'static>> {
        keys.iter().map(|key| Cell::head(self.t.get(key))).collect()
    }

    fn said<const N: usize>(&self, key: &str, values: [String; N]) -> Vec<Cell<'static>> {
        [Cell::head(self.t.get(key))].into_iter().chain(texts(values)).collect()
    }

    fn list(&self) -> Rows {
        let mut rows = vec![self.title("cnil-list-title")];
        rows.extend(self.actors());
        rows.push(Vec::new());
        rows.push(self.heads(&[
            "cnil-reference",
            "cnil-name",
            "cnil-created",
            "cnil-updated",
            "cnil-main-purpose",
            "cnil-has-sensitive",
            "cnil-has-transfer",
            "column-department",
        ]));
        rows.extend((1..).zip(&self.chosen.activities).map(|(number, activity)| {
            let record = &activity.record;
            let yes_no = |yes: bool| self.t.get(if yes { "choice-answer-yes" } else { "choice-answer-no" });
            let sensitive = SENSITIVE.iter().any(|(_, categories)| !self.data(activity, categories).is_empty());
            let transfer = record.transfers().any(|transfer| transfer.country.is_transfer());
            let department = record.department.and_then(|id| self.chosen.view.department(id));
            let cells = [
                record.name.clone(),
                self.t.day(&activity.created_at),
                self.t.day(&activity.updated_at),
                self.chosen.view.branch(activity.purpose).2.to_owned(),
                yes_no(sensitive),
                yes_no(transfer),
                department.map(|department| department.name.clone()).unwrap_or_default(),
            ];
            [Cell::Number(number)].into_iter().chain(texts(cells)).collect()
        }));
        rows
    }

    /// Who answers for the processing: the same on each sheet.
    fn actors(&self) -> Rows {
        let sheet = self.sheet;
        let text = |text: &str| text.to_owned();
        vec![
            self.heads(&["cnil-actors", "cnil-actor-name", "cnil-actor-address", "cnil-actor-contact"]),
            self.said(
                "cnil-controller",
                [
                    text(&sheet.legal_name),
                    text(&sheet.address),
                    joined([text(&sheet.contact_phone), text(&sheet.contact_email)], " "),
                ],
            ),
            self.said(
                "cnil-dpo",
                [text(&sheet.dpo_name), String::new(), joined([text(&sheet.dpo_phone), text(&sheet.dpo_email)], " ")],
            ),
            self.said("cnil-representative", [text(&sheet.legal_representative)]),
        ]
    }

    fn sheet(&self, number: usize, activity: &Activity) -> Rows {
        let (record, t) = (&activity.record, self.t);
        let (category, subcategory, purpose) = self.chosen.view.branch(activity.purpose);
        let mut rows = vec![
            self.title("cnil-sheet-title"),
            self.said("cnil-name", [record.name.clone()]),
            self.said("cnil-reference", [number.to_string()]),
            self.said("cnil-created", [t.day(&activity.created_at)]),
            self.said("cnil-updated", [t.day(&activity.updated_at)]),
            Vec::new(),
        ];
        rows.extend(self.actors());
        rows.extend(record.joint_controllers.iter().map(|joint| self.said("cnil-joint-controller", [joint.name.clone()])));
        if let Some(client) = &record.client {
            let contact = &client.contact;
            let parts = [contact.first_name.clone(), contact.last_name.clone(), contact.position.clone(), contact.email.clone()];
            rows.push(self.said("report-client", [client.name.clone(), String::new(), joined(parts, " ")]));
        }
        rows.extend([Vec::new(), self.title("cnil-purposes")]);
        rows.push(self.said("cnil-main-purpose", [purpose.to_owned()]));
        rows.push(self.said("column-category", [joined([category.to_owned(), subcategory.to_owned()], " › ")]));
        rows.push(self.said("column-description", [record.description.clone()]));
        rows.push(self.said("column-legal_basis", [record.legal_basis.map(|basis| t.choice(&basis)).unwrap_or_default()]));
        rows.extend([Vec::new(), self.title("cnil-security")]);
        let measures = SecurityMeasure::ALL.into_iter().filter(|measure| record.security.get(*measure).is_yes());
        rows.extend(measures.map(|measure| self.said("cnil-measure", [t.choice(&measure)])));
        rows.extend(record.security.other.iter().map(|measure| self.said("cnil-measure", [measure.clone()])));
        rows.extend([
            Vec::new(),
            self.title("cnil-data"),
            self.heads(&["report-category", "cnil-described", "cnil-erased-after"]),
        ]);
        for (key, categories) in GROUPS {
            rows.push(self.group(key, activity, categories));
        }
        let known = |category: &DataCategory| GROUPS.iter().chain(&SENSITIVE).any(|(_, group)| group.contains(category));
        let further: Vec<DataCategory> = DataCategory::ALL.into_iter().filter(|category| !known(category)).collect();
        let mut others = self.data(activity, &further);
        others.extend(record.personal_data.iter().filter_map(|item| match &item.category {
            PersonalDataCategory::Other(category) => Some(format!("{category} : {}", item.name)),
            PersonalDataCategory::Known(_) => None,
        }));
        rows.push(self.said("cnil-group-other", [joined(others, " ; "), self.period(activity)]));
        rows.extend([
            Vec::new(),
            self.title("cnil-sensitive"),
            self.heads(&["report-category", "cnil-described", "cnil-erased-after"]),
        ]);
        for (key, categories) in SENSITIVE {
            rows.push(self.group(key, activity, categories));
        }
        rows.extend([Vec::new(), self.title("cnil-subjects"), self.heads(&["report-category", "report-volume"])]);
        rows.extend(record.data_subjects.iter().map(|subject| {
            let volume = subject.volume.as_ref().map(|volume| t.choice(volume)).unwrap_or_default();
            texts([subject.name.clone(), volume]).collect()
        }));
        rows.extend([Vec::new(), self.title("cnil-recipients"), self.heads(&["report-recipients", "cnil-recipient-kind"])]);
        rows.extend(record.recipients.iter().map(|recipient| {
            let kind = if recipient.internal.is_yes() { "cnil-recipient-internal" } else { "cnil-recipient-external" };
            texts([recipient.name.clone(), t.get(kind)]).collect()
        }));
        rows.extend(record.processors.iter().map(|one| texts([one.name.clone(), t.get("cnil-recipient-processor")]).collect()));
        rows.extend([Vec::new(), self.title("cnil-transfers")]);
        rows.push(self.heads(&["report-recipients", "report-country", "report-safeguard"]));
        rows.extend(self.transfers(activity));
        rows
    }

    fn group(&self, key: &str, activity: &Activity, categories: &[DataCategory]) -> Vec<Cell<'static>> {
        let data = self.data(activity, categories);
        let period = if data.is_empty() { String::new() } else { self.period(activity) };
        self.said(key, [joined(data, " ; "), period])
    }

    /// Names of the data of some categories, with their own period where they have one.
    fn data(&self, activity: &Activity, categories: &[DataCategory]) -> Vec<String> {
        let items = activity.record.personal_data.iter();
        let items =
            items.filter(|item| matches!(item.category, PersonalDataCategory::Known(known) if categories.contains(&known)));
        items
            .map(|item| match &item.retention {
                Some(period) => format!("{} ({})", item.name, self.t.retention(period)),
                None => item.name.clone(),
            })
            .collect()
    }

    fn period(&self, activity: &Activity) -> String {
        activity.record.retention.as_ref().map(|period| self.t.retention(period)).unwrap_or_default()
    }

    fn transfers(&self, activity: &Activity) -> Rows {
        let record = &activity.record;
        let joint = record.joint_controllers.iter().map(|one| (&one.name, &one.transfer));
        let recipients = record.recipients.iter().map(|one| (&one.name, &one.transfer));
        let processors = record.processors.iter().map(|one| (&one.name, &one.transfer));
        let row = |(name, transfer): (&String, &Option<Transfer>)| {
            let transfer = transfer.as_ref().filter(|transfer| transfer.country.is_transfer())?;
            let safeguard = match &transfer.safeguard {
                Some(safeguard @ TransferSafeguard::Derogation { detail }) if !detail.is_empty() => {
                    format!("{} : {detail}", self.t.choice(safeguard))
                }
                Some(safeguard) => self.t.choice(safeguard),
                None => String::new(),
            };
            Some(texts([name.clone(), transfer.country.name(self.t.language).to_owned(), safeguard]).collect())
        };
        joint.chain(recipients).chain(processors).filter_map(row).collect()
    }
}

/// What is filled of some texts, in one.
fn joined(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}
