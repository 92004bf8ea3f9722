//! Between the types of the field and those of the WIT package. What a component answers is checked here.

use super::{Subject, country, reach::Placed, wit::types as wit};
use crate::domain::{
    activity::{ActivityRecord, Information, RightsContact, SecurityMeasure, SecurityMeasures},
    answer::Answer,
    country::Standing,
    data_category::DataCategory,
    finding::{Finding, Severity},
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    organisation::CompanySheet,
    pack::{PackFailure, PackReport, PackRule, ReportSection},
    party::{JointController, Processor, Recipient},
    personal_data::{CollectionSource, DataSubjectCategory, PersonalDataCategory, PersonalDataItem, VolumeBand},
    register::RegisterKind,
    retention::{AfterRetention, RetentionPeriod, RetentionStart, RetentionUnit},
    sensitivity::{Grades, ItemGrades, SensitivityGrade},
    text::Localised,
    transfer::{Transfer, TransferSafeguard},
};
use jiff::civil::Date;

/// Findings a pack may have about one activity.
const FINDINGS: usize = 100;
/// Reports a pack may offer.
const REPORTS: usize = 20;
/// Rows of a report.
const ROWS: usize = 5_000;
/// Bytes of one text.
pub(super) const TEXT: usize = 2_000;
/// Bytes of the name of a rule or a field.
const NAME: usize = 64;

/// Maps each variant of a field's enum to the one of the same name in the WIT package.
macro_rules! same_variants {
    ($($from:ident => $function:ident -> $to:ident { $($variant:ident),+ $(,)? })+) => {$(
        pub(super) fn $function(value: $from) -> wit::$to {
            match value {
                $($from::$variant => wit::$to::$variant),+
            }
        }
    )+};
}

same_variants! {
    RegisterKind => register -> RegisterKind { Controller, Processor }
    Answer => answer -> Answer { Unanswered, No, Yes }
    LegalBasis => legal_basis -> LegalBasis {
        Consent, Contract, LegalObligation, VitalInterests, PublicTask, LegitimateInterests
    }
    SpecialCategoryCondition => condition -> SpecialCategoryCondition {
        ExplicitConsent, EmploymentSocialSecurity, VitalInterests, NonProfitMembers, ManifestlyPublic, LegalClaims,
        SubstantialPublicInterest, HealthSocialCare, PublicHealth, ArchivingResearchStatistics,
    }
    DataCategory => data_category -> DataCategory {
        IdentificationData, BankAndFinancialData, PersonalCharacteristics, PhysicalData, LifestyleAndConsumption,
        HouseholdComposition, HousingCharacteristics, HealthData, EducationAndTraining, ProfessionalLife, ManagementData,
        CustomerData, ConnectionData, ImageRecording, AdministrativeData, SocialAssistanceAndAssessment, SexLife,
        PoliticalPhilosophicalReligiousOpinions, OffencesAndConvictions, TradeUnionMembership, RacialOrEthnicOrigin,
        LocationData, BiometricData, JudicialData, MilitaryStatus, LegalEntityData, NotarialActivityData,
        InsuranceAndSocialContributions,
    }
    RetentionUnit => unit -> RetentionUnit { Hours, Days, Weeks, Months, Years }
    RetentionStart => start -> RetentionStart { OperationStart, OperationEnd, Rolling }
    AfterRetention => after -> AfterRetention { Erase, Anonymise, Archive }
    VolumeBand => volume -> VolumeBand {
        Below50, From50To100, From100To500, From500To1000, From1000To5000, From5000To10000, From10000To50000,
        From50000To100000, From100000To500000, From500000To1000000, Above1000000,
    }
    SecurityMeasure => measure -> SecurityMeasure {
        TransitEncryption, OfflineNetwork, Authentication, Logging, ConfidentialityUndertaking, IsolatedMedia,
        RegularControls, PhysicalAccess,
    }
}

/// An activity. Names of natural persons stay behind.
pub fn activity(kind: RegisterKind, department: &str, record: &ActivityRecord) -> wit::Activity {
    wit::Activity {
        register: register(kind),
        name: record.name.clone(),
        description: record.description.clone(),
        operations: record.operations.clone(),
        start_date: record.start_date.map(date),
        applications: record.applications.clone(),
        legal_basis: record.legal_basis.map(legal_basis),
        balancing_test: record.balancing_test.clone(),
        special_category_condition: record.special_category_condition.map(condition),
        criminal_data_authority: record.criminal_data_authority.clone(),
        department: department.to_owned(),
        controller_country: record.controller_country.map(|country| country.code().to_owned()),
        joint_controllers: record.joint_controllers.iter().map(joint_controller).collect(),
        personal_data: record.personal_data.iter().map(personal_data_item).collect(),
        source: record.source.as_ref().map(source),
        data_subjects: record.data_subjects.iter().map(data_subject).collect(),
        minors: answer(record.minors),
        information: information(&record.information),
        rights: rights(&record.rights),
        recipients: record.recipients.iter().map(recipient).collect(),
        processors: record.processors.iter().map(processor).collect(),
        retention: record.retention.as_ref().map(retention),
        deletion_method: record.deletion_method.clone(),
        security: security(&record.security),
        client: record.client.as_ref().map(|client| client.name.clone()),
    }
}

/// An activity of the register, with its branch.
pub fn placed(placed: &Placed) -> wit::PlacedActivity {
    wit::PlacedActivity {
        category: placed.category.clone(),
        subcategory: placed.subcategory.clone(),
        purpose: placed.purpose.clone(),
        activity: activity(placed.register, &placed.department, &placed.record),
    }
}

/// The purpose of a review, with its branch.
pub fn purpose(subject: &Subject<'_>) -> wit::Purpose {
    let purpose = subject.purpose;
    wit::Purpose {
        category: subject.category.to_owned(),
        subcategory: subject.subcategory.to_owned(),
        name: purpose.name.clone(),
        description: purpose.description.clone(),
        legal_basis: purpose.legal_basis.map(legal_basis),
        retention: purpose.frame.retention.as_ref().map(retention),
        required_measures: purpose.frame.security_measures.iter().copied().map(measure).collect(),
        transmission: purpose.frame.transmission,
    }
}

/// What a pack may know of the organisation.
pub fn company(sheet: &CompanySheet) -> wit::Company {
    wit::Company {
        sector: sheet.sector.clone(),
        staff: sheet.staff,
        dpo: !sheet.dpo_name.is_empty() || !sheet.dpo_email.is_empty(),
    }
}

/// A day.
pub fn date(date: Date) -> wit::Date {
    wit::Date { year: date.year().unsigned_abs(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
}

/// One data item.
pub fn personal_data_item(item: &PersonalDataItem) -> wit::PersonalDataItem {
    wit::PersonalDataItem {
        category: match &item.category {
            PersonalDataCategory::Known(category) => wit::PersonalDataCategory::Known(data_category(*category)),
            PersonalDataCategory::Other(name) => wit::PersonalDataCategory::Other(name.clone()),
        },
        name: item.name.clone(),
        retention: item.retention.as_ref().map(retention),
    }
}

/// The findings of a pack, or a failure where one of them is malformed: a pack is believed whole or not at all.
pub fn findings(pack: &str, findings: Vec<wit::Finding>) -> Result<Vec<Finding>, PackFailure> {
    if findings.len() > FINDINGS {
        return Err(PackFailure::Output);
    }
    findings.into_iter().map(|finding| self::finding(pack, finding)).collect()
}

/// The nine grades of a data item, in the order in which they are stored.
pub fn grades(found: wit::Sensitivity) -> ItemGrades {
    let harms = |impact: wit::Impact| [impact.physical, impact.moral, impact.financial];
    let [alteration, loss, leak] = [found.alteration, found.loss, found.leak].map(harms);
    let [a, b, c] = alteration;
    let [d, e, f] = loss;
    let [g, h, i] = leak;
    Grades([a, b, c, d, e, f, g, h, i].map(|grade| match grade {
        wit::Grade::A => SensitivityGrade::A,
        wit::Grade::B => SensitivityGrade::B,
        wit::Grade::C => SensitivityGrade::C,
        wit::Grade::D => SensitivityGrade::D,
        wit::Grade::E => SensitivityGrade::E,
        wit::Grade::F => SensitivityGrade::F,
    }))
}

/// What a pack says it checks.
pub fn rules(rules: Vec<wit::Rule>) -> Result<Vec<PackRule>, PackFailure> {
    let rule = |rule: wit::Rule| {
        Ok(PackRule { name: name(rule.name)?, article: short(rule.article, TEXT)?, title: localised(rule.title)? })
    };
    rules.into_iter().map(rule).collect()
}

fn finding(pack: &str, finding: wit::Finding) -> Result<Finding, PackFailure> {
    Ok(Finding {
        pack: pack.to_owned(),
        severity: match finding.severity {
            wit::Severity::Information => Severity::Information,
            wit::Severity::Advice => Severity::Advice,
            wit::Severity::Warning => Severity::Warning,
            wit::Severity::Breach => Severity::Breach,
        },
        field: name(finding.field)?,
        message: localised(finding.message).map(country::named)?,
        article: short(finding.article, TEXT)?,
        fix: finding.fix.map(localised).transpose()?.map(country::named).unwrap_or_default(),
    })
}

pub(super) fn localised(text: wit::Localised) -> Result<Localised, PackFailure> {
    if text.fr.trim().is_empty() {
        return Err(PackFailure::Output);
    }
    Ok(Localised { fr: short(text.fr, TEXT)?, en: short(text.en, TEXT)?, es: short(text.es, TEXT)? })
}

/// A report's parts, or a failure where one is malformed or there are too many.
pub fn sections(sections: Vec<wit::ReportSection>) -> Result<Vec<ReportSection>, PackFailure> {
    let row = |row: wit::ReportRow| Ok((localised(row.label)?, localised(row.text)?));
    let section = |section: wit::ReportSection| {
        let rows = section.rows.into_iter().map(row).collect::<Result<_, _>>()?;
        Ok(ReportSection { title: localised(section.title)?, rows })
    };
    let rows: usize = sections.iter().map(|section| section.rows.len()).sum();
    if rows > ROWS { Err(PackFailure::Output) } else { sections.into_iter().map(section).collect() }
}

/// The reports that a pack offers.
pub fn reports(pack: &str, reports: Vec<wit::Report>) -> Result<Vec<PackReport>, PackFailure> {
    let report =
        |report: wit::Report| Ok(PackReport { pack: pack.to_owned(), name: name(report.name)?, title: localised(report.title)? });
    if reports.len() > REPORTS { Err(PackFailure::Output) } else { reports.into_iter().map(report).collect() }
}

pub(super) fn name(text: String) -> Result<String, PackFailure> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-');
    if text.chars().all(plain) { short(text, NAME) } else { Err(PackFailure::Output) }
}

pub(super) fn short(text: String, limit: usize) -> Result<String, PackFailure> {
    if text.len() <= limit { Ok(text) } else { Err(PackFailure::Output) }
}

fn retention(period: &RetentionPeriod) -> wit::RetentionPeriod {
    wit::RetentionPeriod {
        length: period.length,
        unit: unit(period.unit),
        from: period.from.map(start),
        then: period.then.map(after),
    }
}

fn transfer(transfer: &Transfer) -> wit::Transfer {
    wit::Transfer {
        country: transfer.country.code().to_owned(),
        protection: protection(transfer.country.standing()),
        safeguard: transfer.safeguard.as_ref().map(|safeguard| match safeguard {
            TransferSafeguard::StandardClauses => wit::TransferSafeguard::StandardClauses,
            TransferSafeguard::BindingCorporateRules => wit::TransferSafeguard::BindingCorporateRules,
            TransferSafeguard::Derogation { detail } => wit::TransferSafeguard::Derogation(detail.clone()),
            TransferSafeguard::OtherContractual => wit::TransferSafeguard::OtherContractual,
            TransferSafeguard::CodeOfConduct => wit::TransferSafeguard::CodeOfConduct,
            TransferSafeguard::Certification => wit::TransferSafeguard::Certification,
        }),
    }
}

/// What matters to a rule is whether data are well protected there, not why.
fn protection(standing: Standing) -> wit::Protection {
    match standing {
        Standing::Union | Standing::EconomicArea | Standing::UnionTerritory | Standing::FrenchOverseas => wit::Protection::Inside,
        Standing::Adequate => wit::Protection::Adequate,
        Standing::PartlyAdequate => wit::Protection::PartlyAdequate,
        Standing::Third => wit::Protection::NotAdequate,
    }
}

fn joint_controller(party: &JointController) -> wit::JointController {
    wit::JointController { name: party.name.clone(), transfer: party.transfer.as_ref().map(transfer) }
}

fn recipient(party: &Recipient) -> wit::Recipient {
    wit::Recipient { name: party.name.clone(), internal: answer(party.internal), transfer: party.transfer.as_ref().map(transfer) }
}

fn processor(party: &Processor) -> wit::Processor {
    wit::Processor {
        name: party.name.clone(),
        contract: answer(party.contract),
        sufficient_clause: answer(party.sufficient_clause),
        transfer: party.transfer.as_ref().map(transfer),
    }
}

fn source(source: &CollectionSource) -> wit::CollectionSource {
    match source {
        CollectionSource::Direct => wit::CollectionSource::Direct,
        CollectionSource::OtherDepartment(from) => wit::CollectionSource::OtherDepartment(from.name.clone()),
        CollectionSource::Partner(from) => wit::CollectionSource::Partner(from.name.clone()),
    }
}

fn data_subject(subject: &DataSubjectCategory) -> wit::DataSubjectCategory {
    wit::DataSubjectCategory { name: subject.name.clone(), volume: subject.volume.map(volume) }
}

fn information(given: &Information) -> wit::Information {
    wit::Information {
        form: answer(given.form),
        poster: answer(given.poster),
        website: answer(given.website),
        letter: answer(given.letter),
        oral: answer(given.oral),
        other: given.other.clone(),
    }
}

fn rights(contact: &RightsContact) -> wit::RightsContact {
    let ways = [
        (&contact.email, wit::RightsContact::EMAIL),
        (&contact.postal_address, wit::RightsContact::POSTAL_ADDRESS),
        (&contact.form_url, wit::RightsContact::WEB_FORM),
        (&contact.in_person, wit::RightsContact::IN_PERSON),
    ];
    ways.into_iter().filter(|(text, _)| !text.is_empty()).fold(wit::RightsContact::empty(), |all, (_, way)| all | way)
}

fn security(measures: &SecurityMeasures) -> wit::SecurityMeasures {
    wit::SecurityMeasures {
        transit_encryption: answer(measures.transit_encryption),
        offline_network: answer(measures.offline_network),
        authentication: answer(measures.authentication),
        logging: answer(measures.logging),
        confidentiality_undertaking: answer(measures.confidentiality_undertaking),
        isolated_media: answer(measures.isolated_media),
        regular_controls: answer(measures.regular_controls),
        physical_access: answer(measures.physical_access),
        other: measures.other.clone(),
    }
}
