//! The register as people and authorities read it: every field of an activity can be found in the file.

use super::{Layout, ReportRequest};
use crate::{
    app,
    clock::Clock,
    config::Config,
    domain::{
        access::{Member, Membership, Profile},
        activity::{Activity, ActivityRecord, ActivityStatus, Information, RightsContact},
        answer::Answer,
        data_category::DataCategory,
        event::{Actor, Event},
        id::{AccountId, ActivityId, OrganisationId},
        legal_basis::{LegalBasis, SpecialCategoryCondition},
        organisation::{CompanySheet, Organisation},
        party::{Client, Contact, JointController, Processor, Recipient},
        personal_data::{
            CollectionSource, DataSubjectCategory, IndirectSource, PersonalDataCategory, PersonalDataItem, VolumeBand,
        },
        purpose::PurposeOrigin,
        register::RegisterKind,
        retention::{AfterRetention, RetentionPeriod, RetentionStart, RetentionUnit},
        text::Language,
        transfer::{Transfer, TransferSafeguard},
    },
    service::{
        Services,
        extract::{self, Extract, Selection},
        register::{self, branch::Branches},
    },
    store::{Change, Scope},
};
use std::sync::Arc;
use tempfile::TempDir;

const KIND: RegisterKind = RegisterKind::Controller;

struct House {
    services: Arc<Services>,
    member: Member,
    _folder: TempDir,
}

fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().to_owned(), ..Config::default() };
    let services = app::open_at(config, Clock::standing_at("2026-11-22T10:00:00Z".parse().unwrap())).unwrap();
    let sheet = CompanySheet {
        legal_name: "OPH des Trois Rivières".into(),
        address: "3, rue du Port".into(),
        dpo_name: "Hélène Brûlé".into(),
        ..CompanySheet::default()
    };
    let organisation = Organisation::new(sheet, services.clock.now());
    let membership = Membership::new(AccountId::new(), organisation.id, Profile::Contributor, false);
    let mut change = Change::new(services.clock.now(), Actor::Operator, Scope::Instance, Event::new("test"));
    change.insert(Scope::Instance, &organisation);
    services.store.commit(change).unwrap();
    House { services, member: Member::check(membership, Language::Fr).unwrap(), _folder: folder }
}

fn add(house: &House, name: &str, status: ActivityStatus, record: ActivityRecord) {
    let House { services, member, .. } = house;
    let now = services.clock.now();
    let view = register::view(services, member, KIND).unwrap();
    let mut branches = Branches::of(&view, KIND);
    let purpose = branches.purpose("Gestion locative", "Vie du bail", "Recouvrement des loyers", &PurposeOrigin::Own);
    let head = Contact { last_name: "Cheffe".into(), ..Contact::default() };
    let department = branches.department("Service contentieux", &head);
    let mut change = Change::new(now, Actor::Operator, member.tenant(), Event::new("test"));
    branches.write(&mut change, member.tenant());
    change.insert(
        member.tenant(),
        &Activity {
            id: ActivityId::new(),
            register: KIND,
            purpose,
            status,
            created_by: member.account(),
            created_at: now,
            updated_at: now,
            refusal: None,
            review_on: None,
            record: ActivityRecord { name: name.into(), department, ..record },
        },
    );
    services.store.commit(change).unwrap();
}

fn transfer(country: &str) -> Option<Transfer> {
    let country = country.to_owned().try_into().unwrap();
    Some(Transfer { country, safeguard: Some(TransferSafeguard::StandardClauses) })
}

/// A record in which every field is filled.
fn full() -> ActivityRecord {
    let contact = Contact {
        first_name: "Prénomsource".into(),
        last_name: "Nomsource".into(),
        email: "source@example.org".into(),
        ..Contact::default()
    };
    let period = RetentionPeriod {
        length: 7,
        unit: RetentionUnit::Years,
        from: Some(RetentionStart::OperationEnd),
        then: Some(AfterRetention::Archive),
    };
    let mut record = ActivityRecord {
        description: "Descriptionlibre".into(),
        operations: vec!["Opérationcollecte".into(), "Opérationtri".into()],
        start_date: Some(jiff::civil::date(2019, 3, 1)),
        applications: vec!["Applicationmétier".into()],
        legal_basis: Some(LegalBasis::LegitimateInterests),
        balancing_test: "Miseenbalance".into(),
        special_category_condition: Some(SpecialCategoryCondition::LegalClaims),
        criminal_data_authority: "Autorisationpénale".into(),
        controller_country: Some("FR".to_owned().try_into().unwrap()),
        joint_controllers: vec![JointController { name: "Conjointun".into(), transfer: transfer("CH") }],
        personal_data: vec![
            PersonalDataItem {
                category: PersonalDataCategory::Known(DataCategory::HealthData),
                name: "Groupesanguin".into(),
                retention: Some(RetentionPeriod { length: 2, unit: RetentionUnit::Months, from: None, then: None }),
            },
            PersonalDataItem {
                category: PersonalDataCategory::Other("Catégoriemaison".into()),
                name: "Donnéemaison".into(),
                retention: None,
            },
        ],
        source: Some(CollectionSource::Partner(IndirectSource { name: "Organismesource".into(), contact })),
        data_subjects: vec![DataSubjectCategory { name: "Locataires".into(), volume: Some(VolumeBand::From500To1000) }],
        minors: Answer::Yes,
        information: Information { other: vec!["Autremoyen".into()], form: Answer::Yes, ..Information::default() },
        rights: RightsContact {
            email: "droits@example.org".into(),
            postal_address: "Adressedroits".into(),
            form_url: "https://example.org/droits".into(),
            in_person: "Guichetdroits".into(),
        },
        recipients: vec![Recipient { name: "Destinataireun".into(), internal: Answer::No, transfer: None }],
        processors: vec![Processor {
            name: "Soustraitantun".into(),
            contract: Answer::Yes,
            sufficient_clause: Answer::No,
            transfer: transfer("US"),
        }],
        retention: Some(period),
        deletion_method: "Broyagecertifié".into(),
        ..ActivityRecord::default()
    };
    record.security.logging = Answer::Yes;
    record.security.other = vec!["Mesuremaison".into()];
    record
}

fn text(house: &House, layout: Layout, selection: Selection) -> String {
    let extract = Extract { selection, ..Extract::of(KIND) };
    let request = ReportRequest { extract, layout, language: Language::Fr };
    let file = super::pdf(&house.services, &house.member, &request).unwrap();
    let text = pdf_extract::extract_text_from_mem(&file).unwrap();
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// In both layouts: who, what, about whom, for whom, how long (art. 30(1)).
const REQUIRED: [&str; 17] = [
    "OPHdesTroisRivières",
    "3,rueduPort",
    "HélèneBrûlé",
    "Gestionlocative",
    "Viedubail",
    "Recouvrementdesloyers",
    "Relances",
    "Validé",
    "Descriptionlibre",
    "Conjointun",
    "Catégoriemaison",
    "Donnéesdesanté",
    "Locataires",
    "Destinataireun",
    "Soustraitantun",
    "7ans",
    "Mesuremaison",
];

/// In the operational layout only.
const MORE: [&str; 26] = [
    "Opérationcollecte",
    "Opérationtri",
    "1ermars2019",
    "Applicationmétier",
    "Intérêtslégitimes",
    "Miseenbalance",
    "Droitsenjustice",
    "Autorisationpénale",
    "Servicecontentieux",
    "Cheffe",
    "Suisse",
    "Groupesanguin",
    "2mois",
    "Donnéemaison",
    "Organismesource",
    "PrénomsourceNomsource",
    "source@example.org",
    "De500à1000",
    "Autremoyen",
    "droits@example.org",
    "Adressedroits",
    "https://example.org/droits",
    "Guichetdroits",
    "Clausescontractuellestypes",
    "archivage",
    "Broyagecertifié",
];

#[test]
fn every_field_of_an_activity_is_in_the_file() {
    let house = house();
    add(&house, "Relances", ActivityStatus::Validated, full());
    let operational = text(&house, Layout::Operational, Selection::All);
    let lean = text(&house, Layout::Register, Selection::All);
    for expected in REQUIRED {
        assert!(operational.contains(expected), "{expected} is missing in {operational}");
        assert!(lean.contains(expected), "{expected} is missing in {lean}");
    }
    for expected in MORE {
        assert!(operational.contains(expected), "{expected} is missing in {operational}");
    }
    assert!(lean.contains("États-Unis"), "the transfer outside the EEA is missing in {lean}");
    assert!(!lean.contains("Groupesanguin"), "the lean layout names data types");
    assert!(lean.len() < operational.len());
}

/// Every text that a person entered, wherever it stands in the record.
fn entered(tree: &serde_json::Value, found: &mut Vec<String>) {
    match tree {
        serde_json::Value::Object(parts) => parts.values().for_each(|part| entered(part, found)),
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| entered(part, found)),
        serde_json::Value::String(text) if text.len() > 2 && text.chars().any(|c| c.is_uppercase() || c == '@' || c == '/') => {
            found.push(text.clone());
        }
        _ => {}
    }
}

#[test]
fn whatever_was_entered_is_in_the_operational_layout_in_every_language() {
    let house = house();
    let long = |word: &str| format!("Début{word} {} Fin{word}", "et encore un mot de ce nom".repeat(12));
    let contact = |name: &str| Contact {
        first_name: format!("Prénom{name}"),
        last_name: format!("Nom{name}"),
        position: format!("Poste{name}"),
        email: format!("{name}@example.org"),
    };
    let mut record = full();
    record.client = Some(Client { name: long("Client"), contact: contact("client") });
    record.source = Some(CollectionSource::OtherDepartment(IndirectSource { name: long("Source"), contact: contact("source") }));
    record.recipients.push(Recipient { name: long("Destinataire"), internal: Answer::Yes, transfer: transfer("JP") });
    record.joint_controllers.push(JointController { name: long("Conjoint"), transfer: None });
    let detail = "Motifdérogation".to_owned();
    let derogation =
        Transfer { country: "BR".to_owned().try_into().unwrap(), safeguard: Some(TransferSafeguard::Derogation { detail }) };
    record.processors.push(Processor { name: long("Soustraitant"), transfer: Some(derogation), ..Processor::default() });
    record.applications.push(long("Application"));
    record.description = format!("Débutdescription {} Findescription", "mots de la description ".repeat(400));
    add(&house, "Relances", ActivityStatus::Validated, record.clone());
    let mut texts = Vec::new();
    entered(&serde_json::to_value(&record).unwrap(), &mut texts);
    assert!(texts.len() > 30, "{texts:?}");
    for language in [Language::Fr, Language::En, Language::Es] {
        let request = ReportRequest { extract: Extract::of(KIND), layout: Layout::Operational, language };
        let file = super::pdf(&house.services, &house.member, &request).unwrap();
        let text = pdf_extract::extract_text_from_mem(&file).unwrap();
        let found: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        for expected in &texts {
            // Long texts run over lines and pages, with other columns, heads and feet between: their ends are looked for.
            let mut words = expected.split_whitespace();
            for word in [words.next(), words.next_back()].into_iter().flatten() {
                assert!(found.contains(word), "{language:?}: {word} is missing");
            }
        }
    }
}

#[test]
fn a_sheet_says_what_article_30_still_lacks() {
    let house = house();
    add(&house, "Vide", ActivityStatus::Incomplete, ActivityRecord::default());
    let found = text(&house, Layout::Operational, Selection::All);
    assert!(found.contains("Ilmanqueencore:Baselégaledutraitement"), "{found}");
}

#[test]
fn only_validated_activities_where_asked() {
    let house = house();
    add(&house, "Ouvert", ActivityStatus::Validated, full());
    add(&house, "Enattente", ActivityStatus::Suspended, full());
    let found = text(&house, Layout::Register, Selection::Validated);
    assert!(found.contains("Ouvert") && !found.contains("Enattente"), "{found}");
}

#[test]
fn another_organisation_sees_nothing_of_it() {
    let house = house();
    add(&house, "Secret", ActivityStatus::Validated, full());
    let membership = Membership::new(AccountId::new(), OrganisationId::new(), Profile::PrivacyChampion, true);
    let stranger = Member::check(membership, Language::Fr).unwrap();
    let extracted = extract::read(&house.services, &stranger, &Extract::of(KIND)).unwrap();
    assert!(extracted.activities.is_empty());
}

#[test]
fn the_three_languages_have_all_labels() {
    let house = house();
    add(&house, "Relances", ActivityStatus::Validated, full());
    for language in [Language::Fr, Language::En, Language::Es] {
        let request = ReportRequest { extract: Extract::of(KIND), layout: Layout::Operational, language };
        let report = format!("{:?}", super::report(&house.services, &house.member, &request).unwrap());
        for family in ["report-", "choice-", "column-"] {
            assert!(!report.contains(&format!("\"{family}")), "a key of {family} is shown in {report}");
        }
    }
}
