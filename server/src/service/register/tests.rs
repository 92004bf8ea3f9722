//! Filters over a small register: what each lets through, what the tree keeps of it, how many each choice holds.

use super::{
    list::{ActivityFilter, ActivityOrder, Page},
    view,
};
use crate::{
    domain::{
        activity::{ActivityRecord, ActivityStatus},
        answer::Answer,
        data_category::DataCategory,
        legal_basis::LegalBasis,
        party::Recipient,
        personal_data::{PersonalDataCategory, PersonalDataItem},
        transfer::Transfer,
    },
    service::{
        activity::{self, ActivityInput},
        tests::{KIND, Place, input, record},
    },
};

/// Three activities that differ in everything that can be filtered.
fn place() -> Place {
    let place = Place::new();
    place.add(&place.champion, "Encaisser", record("Quittances", &["GED"]));
    let mut health = record("Handicap", &["GED"]);
    health.legal_basis = Some(LegalBasis::PublicTask);
    let category = PersonalDataCategory::Known(DataCategory::HealthData);
    health.personal_data.push(PersonalDataItem { category, name: "Handicap".into(), retention: None });
    health.data_subjects[0].name = "Demandeurs".into();
    health.minors = Answer::Yes;
    place.add(&place.champion, "Adapter", health);
    let mut abroad = record("Relances", &["Messagerie"]);
    let transfer = Transfer { country: "US".to_owned().try_into().unwrap(), safeguard: None };
    abroad.recipients = vec![Recipient { name: "Routeur".into(), transfer: Some(transfer), ..Recipient::default() }];
    let with_department = ActivityInput { department: "Contentieux".into(), ..input("Relancer", abroad) };
    activity::create(&place.services, &place.champion, KIND, &with_department).unwrap();
    place.try_add(&place.champion, "Relancer", ActivityRecord { name: "Ébauche".into(), ..ActivityRecord::default() }).unwrap();
    place
}

#[test]
fn each_filter_lets_through_what_it_says_and_the_tree_keeps_no_more() {
    let place = place();
    let view = view(&place.services, &place.contributor, KIND).unwrap();
    let department = view.departments().next().unwrap().id;
    let all = ActivityFilter::default;
    let table: [(ActivityFilter, &[&str]); 11] = [
        (all(), &["Ébauche", "Handicap", "Quittances", "Relances"]),
        (ActivityFilter { status: Some(ActivityStatus::Incomplete), ..all() }, &["Ébauche"]),
        (ActivityFilter { q: "quittance encaisser".into(), ..all() }, &["Quittances"]),
        (ActivityFilter { department: Some(department), ..all() }, &["Relances"]),
        (ActivityFilter { legal_basis: Some(LegalBasis::PublicTask), ..all() }, &["Handicap"]),
        (ActivityFilter { data_subject: "DEMANDEURS".into(), ..all() }, &["Handicap"]),
        (
            ActivityFilter { data_category: Some(DataCategory::IdentificationData), ..all() },
            &["Handicap", "Quittances", "Relances"],
        ),
        (ActivityFilter { special: true, ..all() }, &["Handicap"]),
        (ActivityFilter { outside_eea: true, ..all() }, &["Relances"]),
        (ActivityFilter { dpia: true, ..all() }, &["Handicap"]),
        (ActivityFilter { special: true, outside_eea: true, ..all() }, &[]),
    ];
    for (filter, expected) in table {
        let list = view.list(&filter, ActivityOrder::Name, Page { offset: 0, limit: 9 });
        let found: Vec<_> = list.items.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
        let tree = view.tree_of(&filter);
        assert_eq!(tree.counts.total, expected.len(), "{filter:?}");
        let purposes = tree.categories.iter().flat_map(|category| &category.subcategories).flat_map(|sub| &sub.purposes);
        assert!(purposes.into_iter().all(|purpose| purpose.counts.total > 0), "{filter:?}");
    }
}

#[test]
fn lists_are_sorted_both_ways_and_quotes_are_no_part_of_words() {
    let place = place();
    let view = view(&place.services, &place.champion, KIND).unwrap();
    let listed = |word: &str, q: &str| {
        let filter = ActivityFilter { q: q.to_owned(), ..ActivityFilter::default() };
        let list = view.list(&filter, ActivityOrder::named(word).unwrap(), Page { offset: 0, limit: 9 });
        list.items.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed("name", ""), ["Ébauche", "Handicap", "Quittances", "Relances"]);
    for word in ["name", "branch"] {
        let mut other = listed(&format!("-{word}"), "");
        other.reverse();
        assert_eq!(listed(word, ""), other, "{word}");
    }
    assert_eq!(ActivityOrder::named("-status"), None);
    for q in ["\"Relances\"", "\u{ab} relances \u{bb}", "\u{201c}relances\u{201d}"] {
        assert_eq!(listed("name", q), ["Relances"], "{q}");
    }
}

#[test]
fn facets_count_the_whole_register_and_follow_it() {
    let place = place();
    let facets = view(&place.services, &place.contributor, KIND).unwrap().facets();
    assert_eq!((facets.special, facets.outside_eea, facets.dpia), (1, 1, 1));
    assert_eq!(facets.data_subjects, [("Locataires".to_owned(), 2), ("Demandeurs".to_owned(), 1)]);
    assert_eq!(facets.legal_bases, [(LegalBasis::Contract, 2), (LegalBasis::PublicTask, 1)]);
    assert_eq!(facets.data_categories, [(DataCategory::IdentificationData, 3), (DataCategory::HealthData, 1)]);
    assert_eq!(
        facets.departments.iter().map(|(_, name, count)| (name.as_str(), *count)).collect::<Vec<_>>(),
        [("Contentieux", 1)]
    );
    place.add(&place.champion, "Encaisser", record("Appels", &["GED"]));
    let facets = view(&place.services, &place.contributor, KIND).unwrap().facets();
    assert_eq!(facets.data_subjects[0], ("Locataires".to_owned(), 3));
}
