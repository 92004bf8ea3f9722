//! Each kind of excess, and that a union of activities holds each of them.

use super::*;
use crate::domain::{
    answer::Answer,
    data_category::DataCategory,
    party::{JointController, Processor, Recipient},
    retention::RetentionUnit,
};
use proptest::prelude::*;

fn years(length: u32) -> Option<RetentionPeriod> {
    Some(RetentionPeriod { length, unit: RetentionUnit::Years, from: None, then: None })
}

fn item(name: &str, retention: Option<RetentionPeriod>) -> PersonalDataItem {
    PersonalDataItem { category: PersonalDataCategory::Known(DataCategory::IdentificationData), name: name.into(), retention }
}

fn tenants() -> ActivityRecord {
    let mut record = ActivityRecord {
        applications: vec!["GED".into()],
        personal_data: vec![item("Nom", None), item("Loyer", years(3))],
        data_subjects: vec![DataSubjectCategory { name: "Locataires".into(), volume: Some(VolumeBand::From100To500) }],
        retention: years(5),
        ..ActivityRecord::default()
    };
    record.security.logging = Answer::Yes;
    record
}

type Change = fn(&mut ActivityRecord);

#[test]
fn each_kind_of_excess_is_found_and_only_it() {
    let table: [(&str, Change, &[&str]); 15] = [
        ("as it is", |_| {}, &[]),
        ("fewer people", |r| r.data_subjects[0].volume = Some(VolumeBand::Below50), &[]),
        ("other case", |r| r.applications = vec![" ged ".into()], &[]),
        ("other people", |r| r.data_subjects[0].name = "Garants".into(), &["data_subject"]),
        ("more people", |r| r.data_subjects[0].volume = Some(VolumeBand::Above1000000), &["volume"]),
        ("unknown volume", |r| r.data_subjects[0].volume = None, &["volume"]),
        ("other data", |r| r.personal_data.push(item("Photo", None)), &["personal_data"]),
        ("kept longer", |r| r.retention = years(10), &["retention"]),
        ("nothing said of a period", |r| r.retention = None, &[]),
        ("nor of that of an item", |r| (r.retention, r.personal_data[1].retention) = (None, None), &[]),
        ("one item kept longer", |r| r.personal_data[1].retention = years(4), &["retention"]),
        ("other application", |r| r.applications.push("Tableur".into()), &["application"]),
        ("handed on", |r| r.recipients.push(Recipient { name: "Préfet".into(), ..Recipient::default() }), &["transmission"]),
        ("measure dropped", |r| r.security.logging = Answer::Unanswered, &["security_measure"]),
        (
            "joint controller",
            |r| r.joint_controllers.push(JointController { name: "Métropole".into(), transfer: None }),
            &["joint_controller", "transmission"],
        ),
    ];
    let frame = frame_of(&tenants());
    for (case, change, expected) in table {
        let mut record = tenants();
        change(&mut record);
        let found: Vec<String> = exceeds(&frame, &record)
            .iter()
            .map(|point| serde_json::to_value(point).unwrap()["what"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, expected, "{case}");
    }
}

/// Records of few names, so that they meet.
pub fn record() -> impl Strategy<Value = ActivityRecord> {
    let name = prop::sample::select(vec!["a", "A ", "b", "c", "d"]).prop_map(str::to_owned);
    let period = prop::option::of((1_u32..4).prop_map(|length| years(length).unwrap()));
    let data = prop::collection::vec((name.clone(), period.clone()).prop_map(|(name, kept)| item(&name, kept)), 0..4);
    let volume = prop::option::of(prop::sample::select(VolumeBand::ALL.to_vec()));
    let subjects = (name.clone(), volume).prop_map(|(name, volume)| DataSubjectCategory { name, volume });
    let names = prop::collection::vec(name, 0..3);
    (data, prop::collection::vec(subjects, 0..3), period, names.clone(), names.clone(), names, any::<[bool; 8]>()).prop_map(
        |(data, subjects, retention, applications, joint, processors, measures)| {
            let mut record = ActivityRecord { retention, applications, ..ActivityRecord::default() };
            // A record names each thing once: that is what the form and the import let through.
            for item in data {
                if !record.personal_data.iter().any(|other| same_item(other, &item)) {
                    record.personal_data.push(item);
                }
            }
            for subject in subjects {
                if !record.data_subjects.iter().any(|other| same(&other.name, &subject.name)) {
                    record.data_subjects.push(subject);
                }
            }
            record.joint_controllers = joint.into_iter().map(|name| JointController { name, transfer: None }).collect();
            record.processors = processors.into_iter().map(|name| Processor { name, ..Processor::default() }).collect();
            for (measure, taken) in SecurityMeasure::ALL.into_iter().zip(measures) {
                *record.security.get_mut(measure) = taken.into();
            }
            record
        },
    )
}

proptest! {
    #[test]
    fn the_union_of_activities_holds_each_of_them(records in prop::collection::vec(record(), 1..6)) {
        let mut frame = frame_of(&records[0]);
        for record in &records {
            widen(&mut frame, record);
        }
        for record in &records {
            prop_assert_eq!(exceeds(&frame, record), vec![]);
        }
    }

    #[test]
    fn what_fits_does_not_change_the_frame(record in record()) {
        let frame = frame_of(&record);
        let mut widened = frame.clone();
        widen(&mut widened, &record);
        prop_assert_eq!(exceeds(&widened, &record), vec![]);
        prop_assert_eq!(frame.data_subjects.len(), widened.data_subjects.len());
        prop_assert_eq!(frame.transmission, widened.transmission);
    }
}
