//! What a pack read in a register file of its sector, brought over the border and checked there.

use super::{
    convert::{self, localised, short},
    suggestions::{all_of, item, known, retention, subject},
    wit::types as wit,
};
use crate::domain::{
    activity::{ActivityRecord, Information, SecurityMeasures},
    answer::Answer,
    country::Country,
    import::{ImportDepartment, ImportRow},
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    pack::{ForeignFault, ForeignFile, PackFailure},
    party::{Client, JointController, Processor, Recipient},
    personal_data::{CollectionSource, IndirectSource},
    transfer::{Transfer, TransferSafeguard},
};

/// Activities and faults of one file.
const ROWS: usize = 20_000;
const FAULTS: usize = 1_000;
/// Values of one field.
const VALUES: usize = 500;
/// Bytes of a text that people write.
const LONG: usize = 30_000;

type Checked<T> = Result<T, PackFailure>;

/// The content of a file, or a failure where a part of it is malformed.
pub fn content(content: wit::FileContent) -> Checked<ForeignFile> {
    let mut number = 0;
    let rows = all_of(content.activities, ROWS, |placed| {
        number += 1;
        row(number, placed)
    })?;
    let fault = |fault: wit::FileFault| {
        Ok(ForeignFault { line: fault.line, column: text(fault.column)?, message: localised(fault.message)? })
    };
    Ok(ForeignFile { rows, faults: all_of(content.faults, FAULTS, fault)? })
}

fn row(number: u32, placed: wit::PlacedActivity) -> Checked<ImportRow> {
    let department = text(placed.activity.department.clone())?;
    Ok(ImportRow {
        row: number,
        category: text(placed.category)?,
        subcategory: Some(text(placed.subcategory)?).filter(|name| !name.is_empty()),
        purpose: text(placed.purpose)?,
        department: Some(department)
            .filter(|name| !name.is_empty())
            .map(|name| ImportDepartment { name, head: Default::default() }),
        record: record(placed.activity)?,
    })
}

fn record(activity: wit::Activity) -> Checked<ActivityRecord> {
    Ok(ActivityRecord {
        name: text(activity.name)?,
        description: text(activity.description)?,
        operations: texts(activity.operations)?,
        start_date: activity.start_date.map(date).transpose()?,
        applications: texts(activity.applications)?,
        legal_basis: activity.legal_basis.map(|found| known(LegalBasis::ALL, found, convert::legal_basis)).transpose()?,
        balancing_test: text(activity.balancing_test)?,
        special_category_condition: activity
            .special_category_condition
            .map(|found| known(SpecialCategoryCondition::ALL, found, convert::condition))
            .transpose()?,
        criminal_data_authority: text(activity.criminal_data_authority)?,
        // Named beside the record: the organisation may not have it yet.
        department: None,
        controller_country: activity.controller_country.map(country).transpose()?,
        joint_controllers: all_of(activity.joint_controllers, VALUES, |party| {
            Ok(JointController { name: text(party.name)?, transfer: party.transfer.map(transfer).transpose()? })
        })?,
        personal_data: all_of(activity.personal_data, VALUES, item)?,
        source: activity.source.map(source).transpose()?,
        data_subjects: all_of(activity.data_subjects, VALUES, subject)?,
        minors: answer(activity.minors),
        information: information(activity.information)?,
        // The addresses are none of a pack's business, not even those it read.
        rights: Default::default(),
        recipients: all_of(activity.recipients, VALUES, |party| {
            let (name, internal) = (text(party.name)?, answer(party.internal));
            Ok(Recipient { name, internal, transfer: party.transfer.map(transfer).transpose()? })
        })?,
        processors: all_of(activity.processors, VALUES, |party| {
            let (contract, sufficient_clause) = (answer(party.contract), answer(party.sufficient_clause));
            let (name, transfer) = (text(party.name)?, party.transfer.map(transfer).transpose()?);
            Ok(Processor { name, contract, sufficient_clause, transfer })
        })?,
        retention: activity.retention.map(retention).transpose()?,
        deletion_method: text(activity.deletion_method)?,
        security: security(activity.security)?,
        client: activity.client.map(|name| Ok(Client { name: text(name)?, contact: Default::default() })).transpose()?,
    })
}

fn text(text: String) -> Checked<String> {
    short(text, LONG)
}

fn texts(values: Vec<String>) -> Checked<Vec<String>> {
    all_of(values, VALUES, text)
}

fn answer(answer: wit::Answer) -> Answer {
    match answer {
        wit::Answer::Unanswered => Answer::Unanswered,
        wit::Answer::No => Answer::No,
        wit::Answer::Yes => Answer::Yes,
    }
}

fn date(date: wit::Date) -> Checked<jiff::civil::Date> {
    let (year, month, day) = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
    let (Ok(year), Ok(month), Ok(day)) = (year, month, day) else { return Err(PackFailure::Output) };
    jiff::civil::Date::new(year, month, day).map_err(|_| PackFailure::Output)
}

fn country(code: String) -> Checked<Country> {
    Country::try_from(code).map_err(|_| PackFailure::Output)
}

fn transfer(transfer: wit::Transfer) -> Checked<Transfer> {
    let safeguard = |safeguard| {
        Ok(match safeguard {
            wit::TransferSafeguard::StandardClauses => TransferSafeguard::StandardClauses,
            wit::TransferSafeguard::BindingCorporateRules => TransferSafeguard::BindingCorporateRules,
            wit::TransferSafeguard::Derogation(detail) => TransferSafeguard::Derogation { detail: text(detail)? },
            wit::TransferSafeguard::OtherContractual => TransferSafeguard::OtherContractual,
            wit::TransferSafeguard::CodeOfConduct => TransferSafeguard::CodeOfConduct,
            wit::TransferSafeguard::Certification => TransferSafeguard::Certification,
        })
    };
    Ok(Transfer { country: country(transfer.country)?, safeguard: transfer.safeguard.map(safeguard).transpose()? })
}

fn source(source: wit::CollectionSource) -> Checked<CollectionSource> {
    let named = |name| Ok(IndirectSource { name: text(name)?, contact: Default::default() });
    Ok(match source {
        wit::CollectionSource::Direct => CollectionSource::Direct,
        wit::CollectionSource::OtherDepartment(name) => CollectionSource::OtherDepartment(named(name)?),
        wit::CollectionSource::Partner(name) => CollectionSource::Partner(named(name)?),
    })
}

fn information(given: wit::Information) -> Checked<Information> {
    Ok(Information {
        form: answer(given.form),
        poster: answer(given.poster),
        website: answer(given.website),
        letter: answer(given.letter),
        oral: answer(given.oral),
        other: texts(given.other)?,
    })
}

fn security(measures: wit::SecurityMeasures) -> Checked<SecurityMeasures> {
    Ok(SecurityMeasures {
        transit_encryption: answer(measures.transit_encryption),
        offline_network: answer(measures.offline_network),
        authentication: answer(measures.authentication),
        logging: answer(measures.logging),
        confidentiality_undertaking: answer(measures.confidentiality_undertaking),
        isolated_media: answer(measures.isolated_media),
        regular_controls: answer(measures.regular_controls),
        physical_access: answer(measures.physical_access),
        other: texts(measures.other)?,
    })
}
