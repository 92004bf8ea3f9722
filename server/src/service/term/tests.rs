//! Reference lists against a real store.

use super::*;
use crate::{
    domain::{
        activity::ActivityStatus,
        data_category::DataCategory,
        personal_data::{DataSubjectCategory, PersonalDataCategory},
    },
    service::tests::{KIND, Place, member, record},
};

fn names(place: &Place, of: &TermList) -> Vec<(String, usize, usize, bool)> {
    let found = list(&place.services, &place.champion, of).unwrap();
    found.into_iter().map(|term| (term.name, term.uses.activities, term.uses.purposes, term.alike)).collect()
}

fn merge_of(from: &[&str], into: &str) -> Merge {
    Merge { list: TermList::Applications, from: from.iter().map(|name| (*name).to_owned()).collect(), into: into.into() }
}

#[test]
fn what_is_used_is_listed_and_counted() {
    let place = Place::new();
    place.add(&place.champion, "Encaisser", record("Quittances", &["GED", "Tableur"]));
    let id = place.add(&place.champion, "Encaisser", record("Relances", &["ged"]));
    let row = |name: &str, activities, purposes, alike| (name.to_owned(), activities, purposes, alike);
    let list = TermList::Applications;
    assert_eq!(names(&place, &list), [row("GED", 1, 1, true), row("ged", 1, 0, true), row("Tableur", 1, 1, false)]);
    crate::service::activity::delete(&place.services, &place.champion, KIND, id).unwrap();
    assert_eq!(names(&place, &list), [row("GED", 1, 1, false), row("Tableur", 1, 1, false)], "what nobody uses is gone");
    let lists = lists(&place.services, &place.champion).unwrap();
    let identity = TermList::DataTypes(PersonalDataCategory::Known(DataCategory::IdentificationData));
    assert!(lists.contains(&(list, 2)) && lists.contains(&(identity, 1)) && lists.contains(&(TermList::Parties, 0)));
}

#[test]
fn words_are_added_once_and_taken_off_again() {
    let place = Place::new();
    place.add(&place.champion, "Encaisser", record("Quittances", &["GED"]));
    let add = |name: &str| add(&place.services, &place.contributor, TermList::Applications, name);
    let id = add("  Extranet locataire ").unwrap();
    let long = "x".repeat(LONGEST + 1);
    for (name, key) in
        [("", "term-without-name"), (long.as_str(), "term-too-long"), ("extranet locataire", "term-taken"), ("ged", "term-taken")]
    {
        assert!(matches!(add(name), Err(Fault::Invalid(errors)) if errors[0].message == key), "{name}");
    }
    assert_eq!(names(&place, &TermList::Applications)[0].0, "Extranet locataire");
    remove(&place.services, &place.champion, id).unwrap();
    assert!(matches!(remove(&place.services, &place.champion, id), Err(Fault::NotFound)));
    assert_eq!(names(&place, &TermList::Applications).len(), 1);
}

#[test]
fn a_merge_changes_activities_purposes_and_both_registers() {
    let place = Place::new();
    let id = place.add(&place.champion, "Encaisser", record("Quittances", &["GED", "Alfresco"]));
    let other = place.add(&place.champion, "Relancer", record("Relances", &["Tableur"]));
    let add = |name: &str| add(&place.services, &place.contributor, TermList::Applications, name).unwrap();
    add("Gestion documentaire");
    let before = place.sheet(other).activity.seq();
    let merged = merge(&place.services, &place.champion, &merge_of(&["Alfresco", "ged", "Gestion documentaire"], "GED")).unwrap();
    assert_eq!(merged, Merged { activities: 1, purposes: 1 });
    let sheet = place.sheet(id);
    assert_eq!(sheet.activity.record.applications, ["GED"]);
    assert_eq!(sheet.purpose.frame.applications, ["GED"]);
    assert_eq!(sheet.activity.status, ActivityStatus::Validated);
    assert_eq!(place.sheet(other).activity.seq(), before, "what does not use it is left alone");
    let left: Vec<String> = names(&place, &TermList::Applications).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(left, ["GED", "Tableur"]);
}

#[test]
fn a_merge_needs_something_to_merge() {
    let place = Place::new();
    for (from, into, key) in [
        (&["GED"][..], " ", "term-without-name"),
        (&[][..], "GED", "term-nothing-chosen"),
        (&["GED"][..], "GED", "term-nothing-chosen"),
    ] {
        let refused = merge(&place.services, &place.champion, &merge_of(from, into));
        assert!(matches!(refused, Err(Fault::Invalid(errors)) if errors[0].message == key), "{from:?} {into}");
    }
}

#[test]
fn words_of_another_organisation_are_not_seen() {
    let place = Place::new();
    place.add(&place.champion, "Encaisser", record("Quittances", &["GED"]));
    let stranger = member(crate::domain::id::OrganisationId::new(), crate::domain::access::Profile::PrivacyChampion);
    assert_eq!(list(&place.services, &stranger, &TermList::Applications).unwrap().len(), 0);
    assert!(suggest(&place.services, &stranger, KIND, "it_tools", "").unwrap().is_empty());
    let merged = merge(&place.services, &stranger.champion().unwrap(), &merge_of(&["GED"], "Autre")).unwrap();
    assert_eq!(merged, Merged { activities: 0, purposes: 0 });
    assert_eq!(names(&place, &TermList::Applications)[0].0, "GED");
}

#[test]
fn fields_are_completed_with_what_fits_best() {
    let place = Place::new();
    let mut first = record("Quittances", &["Gestion locative", "Logiciel de gestion", "Tableur"]);
    first.data_subjects.push(DataSubjectCategory { name: "Garants".into(), volume: None });
    place.add(&place.champion, "Encaisser", first);
    place.add(&place.champion, "Encaisser", record("Relances", &["Logiciel de gestion"]));
    let table: [(&str, &str, &[&str]); 7] = [
        ("it_tools", "gest", &["Gestion locative", "Logiciel de gestion"]),
        ("it_tools", "LOGICIEL", &["Logiciel de gestion"]),
        ("data_subject_categories", "", &["Locataires", "Garants"]),
        ("category", "loc", &["Gestion locative"]),
        ("purpose", "enc", &["Encaisser"]),
        ("recipient_transfer_country", "maro", &["Maroc"]),
        ("description", "", &[]),
    ];
    for (field, typed, expected) in table {
        assert_eq!(suggest(&place.services, &place.contributor, KIND, field, typed).unwrap(), expected, "{field} {typed}");
    }
    let names = suggest(&place.services, &place.contributor, KIND, "identification_data", "nom").unwrap();
    assert_eq!(names[0], "Nom", "what is used comes first");
    assert!(names.len() > 1, "then what the product proposes");
    assert!(!suggest(&place.services, &place.contributor, KIND, "processing_operations", "").unwrap().is_empty());
}
