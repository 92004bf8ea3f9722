//! Each change that is refused, with what it names; and that it is refused exactly when an activity would exceed.

use super::*;
use crate::domain::{
    activity::SecurityMeasure,
    answer::Answer,
    exceeds::{frame_of, tests::record, widen},
    personal_data::VolumeBand,
    retention::RetentionUnit,
};
use proptest::prelude::*;

/// What the purpose of both activities allows, and a little more.
fn frame() -> PurposeFrame {
    serde_json::from_value(serde_json::json!({
        "joint_controllers": ["Métropole", "Département"],
        "data_subjects": [{ "name": "Locataires", "volume": "from1000_to5000" }, { "name": "Garants" }],
        "personal_data": [
            { "category": "identification_data", "name": "Nom" },
            { "category": "identification_data", "name": "Loyer", "retention": { "length": 3, "unit": "years" } },
            { "category": "identification_data", "name": "Photo" },
        ],
        "retention": { "length": 10, "unit": "years" },
        "security_measures": ["logging"],
        "applications": ["GED", "Tableur"],
        "transmission": true,
    }))
    .unwrap()
}

fn activity(name: &str) -> ActivityRecord {
    let mut record: ActivityRecord = serde_json::from_value(serde_json::json!({
        "name": name,
        "joint_controllers": [{ "name": "Métropole" }],
        "data_subjects": [{ "name": "Locataires", "volume": "from500_to1000" }],
        "personal_data": [
            { "category": "identification_data", "name": "Nom" },
            { "category": "identification_data", "name": "Loyer", "retention": { "length": 2, "unit": "years" } },
        ],
        "retention": { "length": 5, "unit": "years" },
        "applications": ["GED"],
    }))
    .unwrap();
    record.security.logging = Answer::Yes;
    record
}

type Change = fn(&mut PurposeFrame);

#[test]
fn each_kind_of_change_is_refused_where_it_is_used_and_only_there() {
    let years = |length| crate::domain::retention::RetentionPeriod { length, unit: RetentionUnit::Years, from: None, then: None };
    assert_eq!(frame().retention, Some(years(10)));
    let table: [(&str, Change, &[(&str, &str)]); 18] = [
        ("nothing", |_| {}, &[]),
        ("a joint controller nobody names", |f| drop(f.joint_controllers.remove(1)), &[]),
        ("a joint controller", |f| drop(f.joint_controllers.remove(0)), &[("joint_controllers", "joint-controller")]),
        ("people nobody names", |f| drop(f.data_subjects.remove(1)), &[]),
        ("people", |f| drop(f.data_subjects.remove(0)), &[("data_subjects", "data-subject")]),
        ("a volume still enough", |f| f.data_subjects[0].volume = Some(VolumeBand::From500To1000), &[]),
        ("a volume", |f| f.data_subjects[0].volume = Some(VolumeBand::From100To500), &[("data_subjects", "volume")]),
        ("data nobody uses", |f| drop(f.personal_data.remove(2)), &[]),
        ("data", |f| drop(f.personal_data.remove(0)), &[("personal_data", "personal-data")]),
        ("a period still enough", |f| f.retention.as_mut().unwrap().length = 5, &[]),
        ("a period", |f| f.retention.as_mut().unwrap().length = 4, &[("retention", "retention")]),
        (
            "a period of one datum",
            |f| f.personal_data[1].retention.as_mut().unwrap().length = 1,
            &[("personal_data", "retention-of")],
        ),
        ("a measure they take", |f| f.security_measures = vec![SecurityMeasure::Logging], &[]),
        (
            "a measure they do not take",
            |f| f.security_measures.push(SecurityMeasure::Authentication),
            &[("security_measures", "security-measure")],
        ),
        ("an application nobody uses", |f| drop(f.applications.remove(1)), &[]),
        ("an application", |f| drop(f.applications.remove(0)), &[("applications", "application")]),
        ("transmission", |f| f.transmission = false, &[("transmission", "transmission")]),
        (
            "several at once",
            |f| {
                f.transmission = false;
                f.applications.clear();
            },
            &[("applications", "application"), ("transmission", "transmission")],
        ),
    ];
    let activities = [activity("Bail"), activity("Loyer")];
    for (case, change, expected) in table {
        let mut new = frame();
        change(&mut new);
        let messages: Vec<FieldError> = refused(&frame(), &new, &activities).iter().map(RefusedChange::message).collect();
        let found: Vec<(&str, &str)> = messages
            .iter()
            .map(|error| (error.field.as_str(), error.message.strip_prefix("purpose-refused-").unwrap()))
            .collect();
        assert_eq!(found, expected, "{case}");
        for error in messages {
            assert!(error.args.contains(&("activities".to_owned(), "Bail ; Loyer".to_owned())), "{case}: {error:?}");
            assert!(error.args.contains(&("count".to_owned(), "2".to_owned())), "{case}: {error:?}");
        }
    }
}

#[test]
fn who_exceeds_already_is_no_reason_for_refusal() {
    let mut exceeding = activity("Bail");
    exceeding.applications.push("Messagerie".into());
    exceeding.data_subjects[0].name = "Visiteurs".into();
    let mut new = frame();
    // Visitors are allowed, though fewer than there are: nearer to what waits than before.
    new.data_subjects
        .push(crate::domain::personal_data::DataSubjectCategory { name: "Visiteurs".into(), volume: Some(VolumeBand::Below50) });
    assert_eq!(refused(&frame(), &new, [&exceeding]), []);
    new.applications.clear();
    let points: Vec<_> = refused(&frame(), &new, [&exceeding]).into_iter().map(|refused| refused.point).collect();
    assert_eq!(points, [Exceeding::Application { found: "GED".into() }], "the one it did not exceed in");
}

#[test]
fn data_kept_too_long_with_the_whole_are_no_news() {
    let mut endless = activity("Bail");
    endless.retention = None;
    let mut new = frame();
    // What was a limit for all becomes one for these data alone.
    new.personal_data[0].retention = new.retention.take();
    assert_eq!(refused(&frame(), &new, [&endless]), []);
    new.personal_data[1].retention.as_mut().unwrap().length = 1;
    assert_eq!(refused(&frame(), &new, [&endless]).len(), 1, "kept for a period of its own");
}

#[test]
fn a_message_names_the_first_of_many() {
    let activities: Vec<_> = (0..12).map(|number| activity(&format!("P{number}"))).collect();
    let new = PurposeFrame { applications: Vec::new(), ..frame() };
    let message = refused(&frame(), &new, &activities)[0].message();
    let named = &message.args.iter().find(|(name, _)| name == "activities").unwrap().1;
    assert!(named.starts_with("P0 ; P1 ;") && named.ends_with("P9 ; …"), "{named}");
}

proptest! {
    #[test]
    fn a_change_is_refused_exactly_when_an_activity_would_exceed(
        records in prop::collection::vec(record(), 1..5),
        other in record(),
        keep in any::<[bool; 5]>(),
    ) {
        let mut old = frame_of(&records[0]);
        records.iter().for_each(|record| widen(&mut old, record));
        // Parts of another frame in place of the one that holds them all.
        let (mut new, [joint, subjects, data, applications, measures]) = (frame_of(&other), keep);
        if joint { new.joint_controllers = old.joint_controllers.clone() }
        if subjects { new.data_subjects = old.data_subjects.clone() }
        if data { (new.personal_data, new.retention) = (old.personal_data.clone(), old.retention) }
        if measures { new.security_measures = old.security_measures.clone() }
        if applications { (new.applications, new.transmission) = (old.applications.clone(), old.transmission) }
        let exceeding: Vec<_> = records.iter().filter(|record| !exceeds(&new, record).is_empty()).collect();
        let refused = refused(&old, &new, &records);
        prop_assert_eq!(refused.is_empty(), exceeding.is_empty());
        for record in exceeding {
            prop_assert!(refused.iter().any(|refused| refused.activities.contains(&record.name)));
        }
    }

    #[test]
    fn widening_is_never_refused(records in prop::collection::vec(record(), 1..4), other in record()) {
        let old = frame_of(&records[0]);
        let mut wider = old.clone();
        widen(&mut wider, &other);
        prop_assert_eq!(refused(&old, &wider, &records), vec![]);
    }
}
