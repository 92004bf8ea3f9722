//! Proposals and the three decisions, against a real store.

use super::*;
use crate::{
    domain::{fault::Fault, register::Category},
    service::{
        purpose,
        tests::{KIND, Place, input, record},
    },
};

const NEW: Decision = Decision::NewPurpose { category: None, subcategory: None, name: None };

fn named(name: &str) -> Decision {
    Decision::NewPurpose { category: None, subcategory: None, name: Some(name.into()) }
}

fn refusal(reason: &str) -> Decision {
    Decision::Refuse { reason: reason.into() }
}

fn decide(place: &Place, id: ActivityId, decision: &Decision) -> Result<(), Fault> {
    super::decide(&place.services, &place.champion, KIND, id, None, decision)
}

/// A purpose that allows one application, and an activity that uses another and waits.
fn waiting() -> (Place, ActivityId) {
    let place = Place::new();
    place.add(&place.champion, "Encaisser", record("Quittances", &["GED"]));
    let id = place.add(&place.contributor, "Encaisser", record("Relances", &["Tableur"]));
    assert_eq!(place.sheet(id).activity.status, ActivityStatus::Suspended);
    (place, id)
}

/// Names of purposes with whether they are proposed, and of categories.
fn branches(place: &Place) -> (Vec<(String, bool)>, Vec<String>) {
    let tenant = place.champion.tenant();
    let purposes = place.services.store.scan::<Purpose>(tenant, &[]).map(|purpose| purpose.unwrap().into_inner());
    let categories = place.services.store.scan::<Category>(tenant, &[]).map(|category| category.unwrap().into_inner().name);
    (purposes.map(|purpose| (purpose.name, purpose.proposed)).collect(), categories.collect())
}

#[test]
fn widening_lets_the_activity_in_and_others_that_waited_for_the_same() {
    let (place, id) = waiting();
    let alike = place.add(&place.contributor, "Encaisser", record("Appels", &["tableur"]));
    let other = place.add(&place.contributor, "Encaisser", record("Visites", &["Agenda"]));
    decide(&place, id, &Decision::WidenPurpose).unwrap();
    let status = |id| place.sheet(id).activity.status;
    assert_eq!((status(id), status(alike)), (ActivityStatus::Validated, ActivityStatus::Validated));
    assert_eq!(status(other), ActivityStatus::Suspended);
    assert_eq!(place.sheet(id).purpose.frame.applications, ["GED", "Tableur"]);
    assert!(matches!(decide(&place, id, &Decision::WidenPurpose), Err(Fault::Conflict(_))), "decided already");
}

#[test]
fn a_new_purpose_is_framed_by_the_activity_and_leaves_the_old_one_as_it_was() {
    let (place, id) = waiting();
    assert!(matches!(decide(&place, id, &named("Encaisser")), Err(Fault::Invalid(_))), "taken");
    decide(&place, id, &named("Relancer")).unwrap();
    let sheet = place.sheet(id);
    assert_eq!((sheet.activity.status, sheet.purpose.name.as_str()), (ActivityStatus::Validated, "Relancer"));
    assert_eq!((&sheet.purpose.frame.applications[..], sheet.subcategory.as_str()), (&["Tableur".to_owned()][..], "Vie du bail"));
    assert!(sheet.exceeds.is_empty());
    let (purposes, _) = branches(&place);
    assert_eq!(purposes, [("Encaisser".to_owned(), false), ("Relancer".to_owned(), false)]);
}

#[test]
fn without_a_name_the_new_purpose_is_called_like_the_activity() {
    let (place, id) = waiting();
    decide(&place, id, &NEW).unwrap();
    assert_eq!(place.sheet(id).purpose.name, "Relances");
}

#[test]
fn a_refusal_needs_a_reason_and_reopens_the_activity_for_its_author() {
    let (place, id) = waiting();
    assert!(matches!(decide(&place, id, &refusal(" ")), Err(Fault::Invalid(_))));
    decide(&place, id, &refusal("Pas de tableur")).unwrap();
    let sheet = place.sheet(id);
    assert_eq!(sheet.activity.status, ActivityStatus::Incomplete);
    assert_eq!(sheet.activity.refusal.as_ref().map(|refusal| refusal.reason.as_str()), Some("Pas de tableur"));
    let fits = input("Encaisser", record("Relances", &["GED"]));
    activity::update(&place.services, &place.contributor, KIND, id, None, &fits).unwrap();
    let sheet = place.sheet(id);
    assert_eq!((sheet.activity.status, sheet.activity.refusal.is_none()), (ActivityStatus::Validated, true));
}

#[test]
fn a_contributor_proposes_a_purpose_that_becomes_real_with_its_activity() {
    let place = Place::new();
    let one = place.add(&place.contributor, "Louer", record("Baux", &["GED"]));
    let other = place.add(&place.contributor, "Louer", record("Avenants", &["GED"]));
    let wider = place.add(&place.contributor, "Louer", record("Visites", &["Agenda"]));
    let sheet = place.sheet(one);
    assert_eq!((sheet.activity.status, sheet.purpose.proposed), (ActivityStatus::Suspended, true));
    assert!(matches!(decide(&place, one, &Decision::WidenPurpose), Err(Fault::Conflict(_))), "there is nothing to widen");
    decide(&place, one, &NEW).unwrap();
    let sheet = place.sheet(one);
    assert_eq!((sheet.activity.status, sheet.purpose.proposed), (ActivityStatus::Validated, false));
    assert_eq!(
        (&*sheet.purpose.frame.applications, sheet.purpose.legal_basis),
        (&["GED".to_owned()][..], sheet.activity.record.legal_basis)
    );
    let status = |id| place.sheet(id).activity.status;
    assert_eq!((status(other), status(wider)), (ActivityStatus::Validated, ActivityStatus::Suspended));
}

#[test]
fn a_proposal_goes_with_the_last_activity_that_made_it() {
    let place = Place::new();
    let first = place.add(&place.contributor, "Louer", record("Baux", &["GED"]));
    let second = place.add(&place.contributor, "Louer", record("Avenants", &["GED"]));
    assert_eq!(
        branches(&place),
        (vec![("Louer".to_owned(), true)], vec!["Gestion locative".to_owned(), "Vie du bail".to_owned()])
    );
    activity::delete(&place.services, &place.champion, KIND, first).unwrap();
    assert_eq!(branches(&place).0.len(), 1);
    // Moved to another proposal of the same branch: the branch stays.
    decide(&place, second, &refusal("Autre finalité")).unwrap();
    let moved = input("Attribuer", record("Avenants", &["GED"]));
    activity::update(&place.services, &place.contributor, KIND, second, None, &moved).unwrap();
    assert_eq!(branches(&place).0, [("Attribuer".to_owned(), true)]);
    // A champion gives it a purpose in another branch: nothing of the proposal is left.
    let elsewhere =
        Decision::NewPurpose { category: Some("Contrats".into()), subcategory: None, name: Some("Contracter".into()) };
    decide(&place, second, &elsewhere).unwrap();
    assert_eq!(branches(&place), (vec![("Contracter".to_owned(), false)], vec!["Contrats".to_owned()]));
}

#[test]
fn a_champion_who_names_a_proposed_purpose_makes_it_real() {
    let place = Place::new();
    let waits = place.add(&place.contributor, "Louer", record("Baux", &["GED"]));
    let own = place.add(&place.champion, "Louer", record("Avenants", &["GED"]));
    for id in [waits, own] {
        assert_eq!(place.sheet(id).activity.status, ActivityStatus::Validated);
    }
    let proposed = place.add(&place.contributor, "Attribuer", record("Cotation", &["GED"]));
    let sheet = place.sheet(proposed);
    let frame = frame_of(&sheet.activity.record);
    let (category, subcategory) = (sheet.category, sheet.subcategory);
    let created = purpose::PurposeInput { name: "Attribuer".into(), category, subcategory, frame, ..Default::default() };
    assert_eq!(purpose::create(&place.services, &place.champion, KIND, &created).unwrap(), sheet.purpose.id);
    assert_eq!(place.sheet(proposed).activity.status, ActivityStatus::Validated);
}

#[test]
fn who_decides_on_what_somebody_changed_is_told() {
    let (place, id) = waiting();
    let seq = place.sheet(id).activity.seq();
    let stale = super::decide(&place.services, &place.champion, KIND, id, Some(seq - 1), &Decision::WidenPurpose);
    assert!(matches!(stale, Err(Fault::Conflict(_))));
    let other = Place::new();
    assert!(matches!(decide(&other, id, &Decision::WidenPurpose), Err(Fault::NotFound)));
}
