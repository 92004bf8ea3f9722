//! Purposes against a real store: what may be changed, by whom it is felt, what is refused.

use super::*;
use crate::{
    domain::activity::ActivityStatus,
    service::tests::{KIND, Place, record},
};
use std::thread;

fn made(place: &Place, name: &str, applications: &[&str]) -> PurposeId {
    let input = PurposeInput {
        name: name.into(),
        category: "Gestion locative".into(),
        subcategory: "Vie du bail".into(),
        frame: crate::domain::exceeds::frame_of(&record("", applications)),
        ..PurposeInput::default()
    };
    create(&place.services, &place.champion, KIND, &input).unwrap()
}

/// The input that changes nothing.
fn same(place: &Place, id: PurposeId) -> PurposeInput {
    let sheet = sheet(&place.services, &place.champion, KIND, id).unwrap();
    let Purpose { name, description, legal_basis, frame, sensitivity, .. } = sheet.purpose.into_inner();
    let (category, subcategory) = (sheet.category, sheet.subcategory);
    PurposeInput { name, category, subcategory, description, legal_basis, frame, sensitivity, model: None }
}

#[test]
fn a_purpose_frames_what_contributors_add() {
    let place = Place::new();
    let id = made(&place, "Encaisser", &["GED"]);
    let fits = place.add(&place.contributor, "Encaisser", record("Quittances", &["GED"]));
    let exceeds = place.add(&place.contributor, "Encaisser", record("Relances", &["Tableur"]));
    assert_eq!(place.sheet(fits).activity.status, ActivityStatus::Validated);
    assert_eq!(place.sheet(exceeds).activity.status, ActivityStatus::Suspended);
    let sheet = sheet(&place.services, &place.contributor, KIND, id).unwrap();
    assert_eq!((sheet.counts.total, sheet.counts.suspended), (2, 1));
    assert_eq!((sheet.category.as_str(), sheet.subcategory.as_str()), ("Gestion locative", "Vie du bail"));
}

#[test]
fn what_an_activity_uses_cannot_be_taken_away_and_the_rest_can() {
    let place = Place::new();
    let id = made(&place, "Encaisser", &["GED", "Tableur"]);
    place.add(&place.contributor, "Encaisser", record("Quittances", &["GED"]));
    let mut input = same(&place, id);
    input.frame.applications = vec!["GED".into()];
    input.description = "Loyers et charges".into();
    update(&place.services, &place.champion, KIND, id, None, &input).unwrap();
    input.frame.applications.clear();
    input.frame.data_subjects.clear();
    let Err(Fault::Conflict(reasons)) = update(&place.services, &place.champion, KIND, id, None, &input) else {
        panic!("it was to be refused")
    };
    let fields: Vec<&str> = reasons.iter().map(|reason| reason.field.as_str()).collect();
    assert_eq!(fields, ["data_subjects", "applications"]);
    assert!(reasons.iter().all(|reason| reason.args.contains(&("activities".into(), "Quittances".into()))), "{reasons:?}");
    assert_eq!(same(&place, id).frame.applications, ["GED"], "nothing of it was changed");
}

#[test]
fn what_waited_and_fits_now_is_validated() {
    let place = Place::new();
    let id = made(&place, "Encaisser", &["GED"]);
    let one = place.add(&place.contributor, "Encaisser", record("Relances", &["Tableur"]));
    let other = place.add(&place.contributor, "Encaisser", record("Appels", &["Téléphonie"]));
    let mut input = same(&place, id);
    input.frame.applications.push("Tableur".into());
    update(&place.services, &place.champion, KIND, id, None, &input).unwrap();
    let status = |id| place.sheet(id).activity.status;
    assert_eq!((status(one), status(other)), (ActivityStatus::Validated, ActivityStatus::Suspended));
}

#[test]
fn names_are_taken_once_in_a_branch_and_moving_keeps_what_stands_below() {
    let place = Place::new();
    let (one, other) = (made(&place, "Encaisser", &["GED"]), made(&place, "Relancer", &["GED"]));
    let activity = place.add(&place.contributor, "Relancer", record("Relances", &["GED"]));
    let mut input = PurposeInput { name: " Encaisser ".into(), ..same(&place, other) };
    let taken = update(&place.services, &place.champion, KIND, other, None, &input);
    assert!(matches!(taken, Err(Fault::Invalid(errors)) if errors[0].message == "purpose-name-taken"));
    let again = create(&place.services, &place.champion, KIND, &input);
    assert!(matches!(again, Err(Fault::Invalid(errors)) if errors[0].message == "purpose-name-taken"));
    (input.category, input.subcategory) = ("Contentieux".into(), String::new());
    update(&place.services, &place.champion, KIND, other, None, &input).unwrap();
    let sheet = place.sheet(activity);
    assert_eq!(
        (sheet.category.as_str(), sheet.subcategory.as_str(), sheet.purpose.name.as_str()),
        ("Contentieux", "", "Encaisser")
    );
    assert_eq!(same(&place, one).category, "Gestion locative");
    let nameless = create(&place.services, &place.champion, KIND, &PurposeInput::default());
    assert!(matches!(nameless, Err(Fault::Invalid(errors)) if errors.len() == 2));
}

#[test]
fn a_purpose_in_use_is_not_deleted_and_says_how_much_it_holds() {
    let place = Place::new();
    let id = made(&place, "Encaisser", &["GED"]);
    let activity = place.add(&place.contributor, "Encaisser", record("Quittances", &["GED"]));
    let refused = delete(&place.services, &place.champion, KIND, id);
    assert!(matches!(refused, Err(Fault::Conflict(reasons)) if reasons[0].args == [("count".into(), "1".into())]));
    crate::service::activity::delete(&place.services, &place.champion, KIND, activity).unwrap();
    delete(&place.services, &place.champion, KIND, id).unwrap();
    assert!(matches!(sheet(&place.services, &place.champion, KIND, id), Err(Fault::NotFound)));
    assert!(matches!(delete(&place.services, &place.champion, KIND, id), Err(Fault::NotFound)));
}

#[test]
fn a_purpose_that_was_read_before_a_change_is_not_overwritten() {
    let place = Place::new();
    let id = made(&place, "Encaisser", &["GED"]);
    let seq = sheet(&place.services, &place.champion, KIND, id).unwrap().purpose.seq();
    let input = PurposeInput { description: "a".into(), ..same(&place, id) };
    update(&place.services, &place.champion, KIND, id, Some(seq), &input).unwrap();
    assert!(matches!(update(&place.services, &place.champion, KIND, id, Some(seq), &input), Err(Fault::Conflict(_))));
}

#[test]
fn no_activity_slips_in_while_its_purpose_is_narrowed_or_deleted() {
    let place = Place::new();
    for round in 0..12 {
        let name = format!("P{round}");
        let id = made(&place, &name, &["GED", "Tableur"]);
        let mut narrow = same(&place, id);
        narrow.frame.applications = vec!["GED".into()];
        let (added, changed) = thread::scope(|scope| {
            let added = scope.spawn(|| place.try_add(&place.contributor, &name, record("A", &["Tableur"])));
            let change = || match round % 2 {
                0 => update(&place.services, &place.champion, KIND, id, None, &narrow),
                _ => delete(&place.services, &place.champion, KIND, id),
            };
            let changed = scope.spawn(change);
            (added.join().unwrap().unwrap(), changed.join().unwrap())
        });
        let sheet = place.sheet(added);
        match (changed.is_ok(), round % 2) {
            (true, 0) => assert_eq!(sheet.activity.status, ActivityStatus::Suspended, "it came after"),
            (true, _) => assert!(sheet.purpose.proposed && sheet.purpose.id != id, "it came after and proposes anew"),
            (false, _) => assert_eq!(sheet.activity.status, ActivityStatus::Validated, "it came before"),
        }
    }
}
