//! Every field that is stored is told when it changes, and saves that follow each other are told together.

use super::*;
use crate::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Membership, Profile},
        activity::ActivityRecord,
        data_category::DataCategory,
        event::Event,
        id::{AccountId, OrganisationId},
        personal_data::{PersonalDataCategory, PersonalDataItem},
        retention::{RetentionPeriod, RetentionUnit},
        text::Language,
    },
    service::{
        activity::ActivityInput,
        purpose::{self as purposes, PurposeInput},
    },
    store::{Change, Version},
};
use serde_json::{Value, json};

const KIND: RegisterKind = RegisterKind::Controller;

/// A whole activity, as it is stored: every field filled.
fn full() -> Value {
    json!({
        "id": ActivityId::new(), "register": "controller", "purpose": PurposeId::new(), "status": "validated",
        "created_by": AccountId::new(), "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
        "refusal": { "reason": "Non", "by": AccountId::new(), "at": "2026-01-01T00:00:00Z" },
        "review_on": "2027-01-31",
        "name": "Loyers", "description": "Encaisser", "operations": ["Collecte"], "start_date": "2020-02-03",
        "applications": ["GED"], "legal_basis": "legitimate_interests", "balancing_test": "Mesure",
        "special_category_condition": "explicit_consent", "criminal_data_authority": "Loi",
        "controller_country": "FR",
        "joint_controllers": [{ "name": "Mairie", "transfer": { "country": "US", "safeguard": { "kind": "derogation", "detail": "Accord" } } }],
        "personal_data": [
            { "category": "identification_data", "name": "Nom", "retention": { "length": 5, "unit": "years" } },
            { "category": "Loisirs", "name": "Sport" },
        ],
        "source": { "kind": "partner", "name": "CAF", "contact": { "last_name": "Durand" } },
        "data_subjects": [{ "name": "Locataires", "volume": "below50" }],
        "minors": "yes",
        "information": { "form": "yes", "poster": "yes", "website": "yes", "letter": "yes", "oral": "yes", "other": ["Film"] },
        "rights": { "email": "a@b.fr", "postal_address": "1 rue", "form_url": "https://a.fr", "in_person": "Accueil" },
        "recipients": [{ "name": "CCAS", "internal": "no" }],
        "processors": [{ "name": "Éditeur", "contract": "yes", "sufficient_clause": "no" }],
        "retention": { "length": 3, "unit": "years", "from": "operation_end", "then": "erase" },
        "deletion_method": "Broyage",
        "security": {
            "transit_encryption": "yes", "offline_network": "yes", "authentication": "yes", "logging": "yes",
            "confidentiality_undertaking": "yes", "isolated_media": "yes", "regular_controls": "yes",
            "physical_access": "yes", "other": ["Coffre"],
        },
        "client": { "name": "Syndic", "contact": { "first_name": "Zoé", "last_name": "Roux", "position": "Gérante", "email": "z@s.fr" } },
    })
}

/// Every place of a value where something stands that can be taken away.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            found.push(format!("{path}/{name}"));
            places(value, &format!("{path}/{name}"), found);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| places(item, &format!("{path}/{at}"), found)),
        _ => {}
    }
}

fn without(value: &Value, path: &str) -> Value {
    let mut value = value.clone();
    let (above, name) = path.rsplit_once('/').unwrap();
    value.pointer_mut(above).unwrap().as_object_mut().unwrap().remove(name);
    value
}

/// What no version tells: who made it and when stand beside it, and which activity it is.
const UNTOLD: [&str; 7] = ["/id", "/register", "/created_by", "/created_at", "/updated_at", "/refusal/by", "/refusal/at"];

struct Office {
    #[expect(dead_code, reason = "deleted when dropped")]
    folder: tempfile::TempDir,
    services: std::sync::Arc<Services>,
    champion: crate::domain::access::Champion,
    clock: Clock,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let clock = Clock::standing_at("2026-03-01T08:00:00Z".parse().unwrap());
        let services = crate::app::open_at(config, clock.clone()).unwrap();
        let membership = Membership::new(AccountId::new(), OrganisationId::new(), Profile::PrivacyChampion, false);
        let champion = Member::check(membership, Language::Fr).unwrap().champion().unwrap();
        Self { folder, services, champion, clock }
    }

    fn names(&self) -> Names<'_> {
        Names::of(&self.services, &self.champion, KIND).unwrap()
    }

    fn input(record: ActivityRecord) -> ActivityInput {
        ActivityInput { category: "Gestion".into(), purpose: "Encaisser".into(), record, ..ActivityInput::default() }
    }

    fn pass(&self, minutes: i64) {
        self.clock.set(self.clock.now() + SignedDuration::from_mins(minutes));
    }
}

#[test]
fn every_stored_field_of_an_activity_is_told_when_it_changes() {
    let office = Office::new();
    let whole = full();
    let mut all = Vec::new();
    places(&whole, "", &mut all);
    let read = |value: &Value| serde_json::from_value::<Activity>(value.clone());
    let before = activity::facts(&office.names(), &read(&whole).unwrap()).unwrap();
    let mut tried = 0;
    let untold = |path: &&String| {
        // Some cannot be taken away alone: they make their neighbours.
        let Ok(after) = read(&without(&whole, path)) else { return false };
        tried += 1;
        changes(before.clone(), activity::facts(&office.names(), &after).unwrap()).is_empty()
    };
    let untold: Vec<_> = all.iter().filter(|path| !UNTOLD.contains(&path.as_str())).filter(untold).collect();
    assert!(untold.is_empty() && tried > 50, "{tried} fields tried, not told: {untold:?}");
}

#[test]
fn revisions_say_who_changed_which_field_from_what_to_what() {
    let office = Office::new();
    let (services, champion) = (&*office.services, &office.champion);
    let category = PersonalDataCategory::Known(DataCategory::IdentificationData);
    let nom = PersonalDataItem { category, name: "Nom".into(), retention: None };
    let record = ActivityRecord { name: "Loyers".into(), description: "Encaisser le loyer".into(), ..ActivityRecord::default() };
    let id = super::super::activity::create(services, champion, KIND, &Office::input(record.clone())).unwrap();
    office.pass(60);
    let retention = RetentionPeriod { length: 5, unit: RetentionUnit::Years, from: None, then: None };
    let later = ActivityRecord {
        description: "Encaisser la quittance".into(),
        personal_data: vec![nom],
        retention: Some(retention),
        ..record.clone()
    };
    let save = |record: &ActivityRecord| {
        super::super::activity::update(services, champion, KIND, id, None, &Office::input(record.clone())).unwrap();
    };
    save(&later);
    office.pass(60);
    // Three saves in a row, then one after a pause.
    for step in ["a", "b", "c"] {
        save(&ActivityRecord { deletion_method: step.into(), ..later.clone() });
        office.pass(5);
    }
    office.pass(60);
    save(&ActivityRecord { deletion_method: String::new(), ..later });
    let history = of_activity(services, champion, KIND, id, None).unwrap();
    let told: Vec<_> = history.revisions.iter().map(|revision| (revision.kind.as_str(), revision.saves)).collect();
    let expected = [("activity-changed", 1), ("activity-changed", 3), ("activity-changed", 1), ("activity-created", 1)];
    assert_eq!((told.as_slice(), history.total), (expected.as_slice(), 6));
    let fields = |at: usize| history.revisions[at].changes.iter().map(|change| change.field).collect::<Vec<_>>();
    assert_eq!((fields(0), fields(1)), (vec!["deletion_method"], vec!["deletion_method"]));
    assert_eq!(history.revisions[1].changes[0].after, ["c"]);
    assert_eq!(fields(2), ["description", "identification_data", "retention"]);
    let description = &history.revisions[2].changes[0];
    assert_eq!(
        (description.prose, &description.before, &description.after),
        (true, &vec!["Encaisser le loyer".to_owned()], &vec!["Encaisser la quittance".to_owned()])
    );
    assert_eq!(history.revisions[2].changes[2].after, ["5 ans"]);
    assert!(fields(3).contains(&"processing_name") && fields(3).contains(&"purpose"));
    assert!(matches!(of_activity(services, champion, RegisterKind::Processor, id, None), Err(Fault::NotFound)));
}

#[test]
fn the_history_of_a_purpose_tells_its_frame() {
    let office = Office::new();
    let (services, champion) = (&*office.services, &office.champion);
    let input = PurposeInput { name: "Encaisser".into(), category: "Gestion".into(), ..PurposeInput::default() };
    let id = purposes::create(services, champion, KIND, &input).unwrap();
    let mut wider = input.clone();
    wider.frame.applications = vec!["GED".into()];
    wider.frame.transmission = true;
    purposes::update(services, champion, KIND, id, None, &wider).unwrap();
    let history = of_purpose(services, champion, KIND, id, None).unwrap();
    let changed: Vec<_> = history.revisions[0].changes.iter().map(|change| change.field).collect();
    assert_eq!(changed, ["applications", "transmission"]);
    assert_eq!(history.revisions.last().unwrap().kind.as_str(), "purpose-created");
}

#[test]
fn a_long_history_comes_in_pages_that_miss_nothing() {
    let office = Office::new();
    let (services, champion) = (&*office.services, &office.champion);
    let id = ActivityId::new();
    let mut activity: Activity = serde_json::from_value(full()).unwrap();
    activity.id = id;
    let mut change = Change::new(office.clock.now(), Actor::Machine, champion.tenant(), Event::new("import-committed"));
    change.insert(champion.tenant(), &activity);
    services.store.commit(change).unwrap();
    for step in 0..150 {
        // Some saves follow each other quickly.
        office.pass(if step % 4 == 0 { 30 } else { 1 });
        let actor = Actor::Account(champion.account());
        let mut change = Change::new(office.clock.now(), actor, champion.tenant(), Event::new("activity-changed"));
        activity.record.description = step.to_string();
        change.put(champion.tenant(), &activity);
        services.store.commit(change).unwrap();
    }
    let (mut before, mut saves, mut last) = (None, 0, u64::MAX);
    loop {
        let page = of_activity(services, champion, KIND, id, before).unwrap();
        for revision in &page.revisions {
            assert!(
                revision.seq < last
                    && (revision.saves == 4 || revision.kind.as_str() == "import-committed" || revision.saves == 2)
            );
            (saves, last) = (saves + revision.saves, revision.seq);
        }
        before = page.before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(saves, 151);
    let version: Vec<Version<Activity>> = services.store.versions(champion.tenant(), id.as_bytes(), u64::MAX, 1).unwrap();
    assert_eq!(version[0].value().unwrap().record.description, "149");
}
