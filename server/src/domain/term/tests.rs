//! What becomes of records and purposes when words are merged.

use super::*;
use crate::domain::{
    exceeds::{exceeds, frame_of, tests::record},
    id::{CategoryId, PurposeId},
    party::{JointController, Recipient},
    personal_data::VolumeBand,
    purpose::PurposeOrigin,
    register::RegisterKind,
    retention::RetentionUnit,
};
use proptest::prelude::*;

const IDENTITY: PersonalDataCategory = PersonalDataCategory::Known(DataCategory::IdentificationData);

fn years(length: u32) -> Option<RetentionPeriod> {
    Some(RetentionPeriod { length, unit: RetentionUnit::Years, from: None, then: None })
}

fn item(name: &str, retention: Option<RetentionPeriod>) -> PersonalDataItem {
    PersonalDataItem { category: IDENTITY, name: name.into(), retention }
}

fn subject(name: &str, volume: Option<VolumeBand>) -> DataSubjectCategory {
    DataSubjectCategory { name: name.into(), volume }
}

fn merge(list: TermList) -> Merge {
    Merge { list, from: vec!["b".into(), "c".into()], into: "a".into() }
}

#[test]
fn names_become_one_where_they_stand_first() {
    let table: [(&[&str], bool, &[&str]); 5] = [
        (&["x", "b", "y"], true, &["x", "a", "y"]),
        (&["b", "a", "c"], true, &["a"]),
        (&["a", "x"], false, &["a", "x"]),
        (&["B"], true, &["a"]),
        (&[], false, &[]),
    ];
    for (before, changed, after) in table {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut record = ActivityRecord { applications: names(before), ..ActivityRecord::default() };
        assert_eq!(merge(TermList::Applications).record(&mut record), changed, "{before:?}");
        assert_eq!(record.applications, names(after), "{before:?}");
    }
}

#[test]
fn the_larger_volume_and_the_longer_period_stay() {
    let (few, many) = (Some(VolumeBand::Below50), Some(VolumeBand::Above1000000));
    for (volumes, expected) in [([few, many], many), ([many, few], many), ([few, None], None)] {
        let [a, b] = volumes;
        let mut record = ActivityRecord { data_subjects: vec![subject("a", a), subject("b", b)], ..ActivityRecord::default() };
        assert!(merge(TermList::DataSubjects).record(&mut record));
        assert_eq!(record.data_subjects, [subject("a", expected)], "{volumes:?}");
    }
    let table = [
        (years(5), [None, None], None),
        (years(5), [None, years(3)], years(5)),
        (years(5), [years(7), years(3)], years(7)),
        (None, [years(7), None], None),
    ];
    for (overall, [a, b], expected) in table {
        let items = vec![item("a", a), item("b", b)];
        let mut record = ActivityRecord { personal_data: items, retention: overall, ..ActivityRecord::default() };
        assert!(merge(TermList::DataTypes(IDENTITY)).record(&mut record));
        assert_eq!(record.personal_data, [item("a", expected)], "{overall:?} {a:?} {b:?}");
    }
}

#[test]
fn data_types_are_merged_in_their_category_only() {
    let other = PersonalDataItem { category: PersonalDataCategory::Other("Divers".into()), ..item("b", None) };
    let mut record = ActivityRecord { personal_data: vec![item("b", None), other.clone()], ..ActivityRecord::default() };
    assert!(merge(TermList::DataTypes(IDENTITY)).record(&mut record));
    assert_eq!(record.personal_data, [item("a", None), other]);
}

#[test]
fn parties_that_say_different_things_stay_two() {
    let transfer =
        |country: &str| Some(Transfer { country: crate::domain::country::Country::named(country).unwrap(), safeguard: None });
    let (maroc, inde) = (transfer("Maroc"), transfer("Inde"));
    let joint = |name: &str, transfer: &Option<Transfer>| JointController { name: name.into(), transfer: transfer.clone() };
    for (a, b, left) in [(&maroc, &maroc, 1), (&maroc, &None, 1), (&None, &maroc, 1), (&maroc, &inde, 2)] {
        let mut record = ActivityRecord { joint_controllers: vec![joint("a", a), joint("b", b)], ..ActivityRecord::default() };
        assert!(merge(TermList::Parties).record(&mut record));
        assert_eq!(record.joint_controllers.len(), left, "{a:?} {b:?}");
        assert!(record.joint_controllers.iter().all(|joint| joint.name == "a" && joint.transfer.is_some()));
    }
    let recipient = |name: &str, internal: bool| Recipient { name: name.into(), internal: internal.into(), transfer: None };
    let mut record =
        ActivityRecord { recipients: vec![recipient("a", true), recipient("c", false)], ..ActivityRecord::default() };
    assert!(merge(TermList::Parties).record(&mut record));
    assert_eq!(record.recipients, [recipient("a", true), recipient("a", false)]);
}

#[test]
fn every_field_with_words_has_its_list() {
    let table = [
        ("it_tools", Some(TermList::Applications)),
        ("client_name", Some(TermList::Parties)),
        ("identification_data", Some(TermList::DataTypes(IDENTITY))),
        ("other_data", None),
        ("description", None),
        ("nothing", None),
    ];
    for (field, list) in table {
        assert_eq!(TermList::of_field(field), list, "{field}");
    }
}

proptest! {
    /// Merging everywhere leaves what fitted its purpose fitting.
    #[test]
    fn a_merge_makes_no_activity_exceed_its_purpose(
        records in prop::collection::vec(record(), 1..5),
        list in prop::sample::select(vec![
            TermList::Applications, TermList::DataSubjects, TermList::DataTypes(IDENTITY), TermList::Parties,
        ]),
    ) {
        let mut frame = frame_of(&records[0]);
        records.iter().for_each(|record| crate::domain::exceeds::widen(&mut frame, record));
        let mut purpose = Purpose {
            id: PurposeId::new(),
            register: RegisterKind::Controller,
            category: CategoryId::new(),
            subcategory: None,
            name: "x".into(),
            description: String::new(),
            legal_basis: None,
            frame,
            sensitivity: crate::domain::sensitivity::Sensitivity::default(),
            origin: PurposeOrigin::Own,
            proposed: false,
        };
        let merge = merge(list);
        merge.purpose(&mut purpose);
        for mut record in records {
            merge.record(&mut record);
            prop_assert_eq!(exceeds(&purpose.frame, &record), vec![]);
        }
    }

    /// What is merged away is nowhere any more.
    #[test]
    fn what_is_merged_away_is_gone(mut record in record()) {
        let merge = merge(TermList::Applications);
        merge.record(&mut record);
        prop_assert!(terms_of(&record).all(|(list, name)| list != TermList::Applications || !["b", "c"].contains(&name)));
    }
}
