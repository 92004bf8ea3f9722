//! Categories against a real store: what moves along, what is refused, what nobody can slip in meanwhile.

use super::*;
use crate::{
    domain::id::PurposeId,
    service::{
        purpose::{self, PurposeInput},
        register::list::ActivityFilter,
        tests::{KIND, Place, record},
    },
};
use std::thread;

fn made(place: &Place, name: &str, parent: Option<CategoryId>) -> CategoryId {
    create(&place.services, &place.champion, KIND, name, parent).unwrap()
}

fn branch(place: &Place, purpose: PurposeId) -> (String, String, String) {
    let view = register::view(&place.services, &place.contributor, KIND).unwrap();
    let (category, subcategory, purpose) = view.branch(purpose);
    (category.to_owned(), subcategory.to_owned(), purpose.to_owned())
}

fn key(fault: Result<impl std::fmt::Debug, Fault>) -> String {
    match fault {
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => errors[0].message.clone(),
        other => panic!("it was to be refused: {other:?}"),
    }
}

/// A purpose with an activity below "Gestion locative › Vie du bail": the three of them.
fn lived_in(place: &Place) -> (CategoryId, CategoryId, PurposeId) {
    let activity = place.add(&place.champion, "Encaisser", record("Quittances", &["GED"]));
    let purpose = place.sheet(activity).purpose;
    (purpose.category, purpose.subcategory.unwrap(), purpose.id)
}

fn moved(place: &Place, id: CategoryId, name: &str, parent: Option<CategoryId>) -> Result<(), Fault> {
    update(&place.services, &place.champion, KIND, id, None, name, parent)
}

#[test]
fn moving_keeps_everything_below() {
    let place = Place::new();
    let (rent, lease, purpose) = lived_in(&place);
    let other = made(&place, "Contentieux", None);
    let stages = [
        (lease, "Bail", Some(rent), ("Gestion locative", "Bail", "Encaisser")),
        (lease, "Bail", Some(other), ("Contentieux", "Bail", "Encaisser")),
        (lease, "Bail", None, ("Bail", "", "Encaisser")),
        (lease, "Vie du bail", Some(rent), ("Gestion locative", "Vie du bail", "Encaisser")),
    ];
    for (id, name, parent, (category, subcategory, purpose_name)) in stages {
        moved(&place, id, name, parent).unwrap();
        assert_eq!(branch(&place, purpose), (category.into(), subcategory.into(), purpose_name.into()));
        let view = register::view(&place.services, &place.contributor, KIND).unwrap();
        let page = register::list::Page { offset: 0, limit: 9 };
        let filter = ActivityFilter { category: Some(id), ..ActivityFilter::default() };
        assert_eq!(view.list(&filter, Default::default(), page).total, 1, "{name}");
    }
    assert_eq!(sheet(&place.services, &place.contributor, KIND, rent).unwrap().counts.total, 1);
}

#[test]
fn what_would_break_the_tree_is_refused() {
    let place = Place::new();
    let (rent, lease, _) = lived_in(&place);
    let other = made(&place, "Contentieux", None);
    let (services, champion) = (&place.services, &place.champion);
    let cases = [
        (key(create(services, champion, KIND, " ", None)), "fault-required"),
        (key(create(services, champion, KIND, "Contentieux ", None)), "category-name-taken"),
        (key(create(services, champion, KIND, "Loyers", Some(lease))), "category-too-deep"),
        (key(moved(&place, rent, "Contentieux", None)), "category-name-taken"),
        (key(moved(&place, rent, "Gestion locative", Some(other))), "category-has-subcategories"),
        (key(moved(&place, other, "Contentieux", Some(other))), "category-has-subcategories"),
        (key(moved(&place, other, "Contentieux", Some(lease))), "category-too-deep"),
        (key(update(services, champion, KIND, rent, Some(0), "Loyers", None)), "fault-changed-meanwhile"),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
    assert!(matches!(create(services, champion, KIND, "Loyers", Some(CategoryId::new())), Err(Fault::NotFound)));
}

#[test]
fn what_holds_activities_stays_and_what_is_empty_goes_with_all_below() {
    let place = Place::new();
    let (rent, lease, purpose) = lived_in(&place);
    for id in [rent, lease] {
        let Err(Fault::Conflict(reasons)) = delete(&place.services, &place.champion, KIND, id) else { panic!("refused") };
        assert_eq!((reasons[0].message.as_str(), reasons[0].args[0].1.as_str()), ("category-has-activities", "1"));
    }
    let view = register::view(&place.services, &place.champion, KIND).unwrap();
    for row in view.rows() {
        crate::service::activity::delete(&place.services, &place.champion, KIND, row.id).unwrap();
    }
    delete(&place.services, &place.champion, KIND, rent).unwrap();
    assert!(list(&place.services, &place.contributor, KIND).unwrap().is_empty());
    assert!(matches!(purpose::sheet(&place.services, &place.champion, KIND, purpose), Err(Fault::NotFound)));
}

#[test]
fn a_pack_keeps_its_categories() {
    let place = Place::new();
    let id = made(&place, "Attributions", None);
    let old = find(&place.services, place.champion.tenant(), KIND, id).unwrap();
    let mut change = change(&place.services, &place.champion, "category-changed", id, "");
    change.replace(place.champion.tenant(), &old, &Category { pack: Some("social-housing".into()), ..Category::clone(&old) });
    place.services.store.commit(change).unwrap();
    assert_eq!(key(moved(&place, id, "Autre", None)), "category-of-pack");
    assert_eq!(key(delete(&place.services, &place.champion, KIND, id)), "category-of-pack");
}

#[test]
fn no_purpose_slips_in_while_its_branch_moves_or_goes() {
    for round in 0..12 {
        let place = Place::new();
        let (from, to) = (made(&place, "Contentieux", None), made(&place, "Juridique", None));
        let input = |name: &str| PurposeInput { name: name.into(), category: "Contentieux".into(), ..PurposeInput::default() };
        let (services, champion) = (&place.services, &place.champion);
        thread::scope(|scope| {
            for worker in 0..4 {
                let input = input(&format!("Plaider {worker}"));
                scope.spawn(move || purpose::create(services, champion, KIND, &input).unwrap());
            }
            match round % 2 {
                0 => update(services, champion, KIND, from, None, "Contentieux", Some(to)).unwrap(),
                _ => delete(services, champion, KIND, from).unwrap_or_default(),
            }
        });
        let view = register::view(services, champion, KIND).unwrap();
        for head in view.purposes() {
            let category = view.category(head.category).expect("its category is there");
            let subcategory = head.subcategory.map(|id| view.category(id).expect("its subcategory is there"));
            assert_eq!(category.parent, None);
            assert_eq!(subcategory.and_then(|subcategory| subcategory.parent), subcategory.map(|_| category.id));
        }
    }
}
