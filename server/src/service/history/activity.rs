//! What a version of an activity says, field by field, under the labels of the table of columns.

use super::{Fact, names::Names};
use crate::{
    domain::{
        activity::{Activity, ActivityRecord, SecurityMeasure},
        answer::Answer,
        column::Column,
        data_category::DataCategory,
        fault::Fault,
        party::Contact,
        personal_data::{CollectionSource, PersonalDataCategory, PersonalDataItem},
        transfer::{Transfer, TransferSafeguard},
    },
    locale::{Texts, choices::Named},
};

/// Every field, in the order of the columns; those that say nothing too.
pub fn facts(names: &Names<'_>, activity: &Activity) -> Result<Vec<Fact>, Fault> {
    let (t, record) = (names.t, &activity.record);
    let department = record.department.map(|id| names.department(id)).transpose()?.unwrap_or_default();
    let mut facts = vec![
        one(t, "processing_name", record.name.clone()),
        Fact::one("status", t.get("history-field-status"), t.choice(&activity.status)),
        one(t, "purpose", names.branch(activity.purpose)?),
        prose(t, "description", &record.description),
        many(t, "processing_operations", record.operations.clone()),
        Fact::one("start_date", t.get("report-start"), record.start_date.map(|date| t.long_date(&date)).unwrap_or_default()),
        many(t, "it_tools", record.applications.clone()),
        one(t, "legal_basis", choice(t, record.legal_basis.as_ref())),
        Fact::prose("balancing_test", t.get("field-balancing-test"), &record.balancing_test),
        Fact::one(
            "special_category_condition",
            t.get("field-special-category-condition"),
            choice(t, record.special_category_condition.as_ref()),
        ),
        Fact::prose("criminal_data_authority", t.get("field-criminal-data-authority"), &record.criminal_data_authority),
        one(t, "department", department),
        one(t, "controller_country", record.controller_country.map(|land| land.name(t.language).to_owned()).unwrap_or_default()),
    ];
    parties(t, record, &mut facts);
    data(t, record, &mut facts);
    people(t, record, &mut facts);
    let period = record.retention.map(|period| t.retention(&period)).unwrap_or_default();
    facts.push(Fact::one("retention", t.get("report-period"), period));
    facts.push(prose(t, "deletion_method", &record.deletion_method));
    for measure in SecurityMeasure::ALL {
        let answer = choice(t, Some(&record.security.get(measure)).filter(|answer| answer.is_answered()));
        facts.push(Fact::one(measure.as_str(), t.choice(&measure), answer));
    }
    facts.push(many(t, "security_other_measures", record.security.other.clone()));
    let review = activity.review_on.map(|day| t.long_date(&day)).unwrap_or_default();
    facts.push(Fact::one("review_on", t.get("review-on"), review));
    facts.push(Fact::prose(
        "refusal",
        t.get("validation-reason"),
        activity.refusal.as_ref().map_or("", |refusal| refusal.reason.as_str()),
    ));
    Ok(facts)
}

/// Who takes part beside the controller, on whose behalf, and who gets the data.
fn parties(t: Texts, record: &ActivityRecord, facts: &mut Vec<Fact>) {
    let client = record.client.as_ref();
    facts.push(Fact::one(
        "client_name",
        t.get("field-client-name"),
        client.map(|client| client.name.clone()).unwrap_or_default(),
    ));
    let person = client.map(|client| contact(&client.contact)).unwrap_or_default();
    facts.push(Fact::one("client_contact", t.get("report-client-contact"), person));
    let joint = record.joint_controllers.iter().map(|joint| party(t, &joint.name, &[], joint.transfer.as_ref()));
    facts.push(Fact::values("joint_controller_name", t.get("report-joint-controllers"), joint.collect()));
    let recipients = record.recipients.iter().map(|recipient| {
        let internal = said(t, "report-internal", recipient.internal);
        party(t, &recipient.name, &[internal], recipient.transfer.as_ref())
    });
    facts.push(Fact::values("recipient_name", t.get("report-recipients"), recipients.collect()));
    let processors = record.processors.iter().map(|processor| {
        let said = [said(t, "report-contract", processor.contract), said(t, "report-clause", processor.sufficient_clause)];
        party(t, &processor.name, &said, processor.transfer.as_ref())
    });
    facts.push(Fact::values("processor_name", t.get("report-processors"), processors.collect()));
}

/// The data, by category, and where they come from.
fn data(t: Texts, record: &ActivityRecord, facts: &mut Vec<Fact>) {
    let of = |wanted: DataCategory| {
        let items = record.personal_data.iter().filter(|item| item.category == PersonalDataCategory::Known(wanted));
        items.map(|item| datum(t, item)).collect::<Vec<_>>()
    };
    let field = |category: DataCategory| {
        let column = u8::try_from(category.column()).ok().and_then(Column::at);
        column.map_or("personal_data", |column| column.id)
    };
    facts.extend(DataCategory::ALL.map(|category| Fact::values(field(category), t.choice(&category), of(category))));
    let others = record.personal_data.iter().filter_map(|item| match &item.category {
        PersonalDataCategory::Other(category) => Some(format!("{category}, {}", datum(t, item))),
        PersonalDataCategory::Known(_) => None,
    });
    facts.push(many(t, "other_data", others.collect()));
    facts.push(one(t, "collection_source", choice(t, record.source.as_ref())));
    let from = match &record.source {
        Some(CollectionSource::OtherDepartment(from) | CollectionSource::Partner(from)) => {
            joined([from.name.clone(), contact(&from.contact)])
        }
        Some(CollectionSource::Direct) | None => String::new(),
    };
    facts.push(one(t, "indirect_source_name", from));
}

/// Whom the data are about, how they learn of it, and where they turn to.
fn people(t: Texts, record: &ActivityRecord, facts: &mut Vec<Fact>) {
    let subjects = record.data_subjects.iter().map(|subject| {
        let volume = choice(t, subject.volume.as_ref());
        joined([subject.name.clone(), volume])
    });
    facts.push(many(t, "data_subject_categories", subjects.collect()));
    let (information, rights) = (&record.information, &record.rights);
    let answers = [
        ("minors_concerned", record.minors),
        ("notice_on_form", information.form),
        ("notice_by_poster", information.poster),
        ("notice_on_website", information.website),
        ("notice_by_letter", information.letter),
        ("notice_oral", information.oral),
    ];
    let answered = |answer: &Answer| answer.is_answered();
    facts.extend(answers.map(|(field, answer)| one(t, field, choice(t, Some(&answer).filter(|answer| answered(answer))))));
    facts.push(many(t, "notice_other", information.other.clone()));
    let places = [
        ("rights_email", &rights.email),
        ("rights_postal_address", &rights.postal_address),
        ("rights_form_url", &rights.form_url),
        ("rights_in_person", &rights.in_person),
    ];
    facts.extend(places.map(|(field, place)| one(t, field, place.clone())));
}

fn one(t: Texts, column: &'static str, value: String) -> Fact {
    Fact::one(column, t.get(&format!("column-{column}")), value)
}

fn many(t: Texts, column: &'static str, values: Vec<String>) -> Fact {
    Fact::values(column, t.get(&format!("column-{column}")), values)
}

fn prose(t: Texts, column: &'static str, text: &str) -> Fact {
    Fact::prose(column, t.get(&format!("column-{column}")), text)
}

fn choice<T: Named>(t: Texts, choice: Option<&T>) -> String {
    choice.map(|choice| t.choice(choice)).unwrap_or_default()
}

/// What was answered about a party, with what was asked.
fn said(t: Texts, asked: &str, answer: Answer) -> String {
    if answer.is_answered() { format!("{} : {}", t.get(asked), t.choice(&answer)) } else { String::new() }
}

/// A type of data, with a period of its own.
pub fn datum(t: Texts, item: &PersonalDataItem) -> String {
    match item.retention {
        Some(period) => format!("{} ({})", item.name, t.retention(&period)),
        None => item.name.clone(),
    }
}

fn party(t: Texts, name: &str, said: &[String], transfer: Option<&Transfer>) -> String {
    let mut parts = vec![name.to_owned()];
    parts.extend(said.iter().cloned());
    if let Some(transfer) = transfer {
        parts.push(transfer.country.name(t.language).to_owned());
        parts.extend(transfer.safeguard.as_ref().map(|safeguard| t.choice(safeguard)));
        if let Some(TransferSafeguard::Derogation { detail }) = &transfer.safeguard {
            parts.push(detail.clone());
        }
    }
    joined(parts)
}

fn contact(contact: &Contact) -> String {
    let Contact { first_name, last_name, position, email } = contact;
    let name = [first_name.as_str(), last_name].join(" ").trim().to_owned();
    joined([name, position.clone(), email.clone()])
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
