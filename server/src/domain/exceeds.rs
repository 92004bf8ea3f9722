//! When an activity exceeds its purpose. This one rule decides both whether an activity is suspended and
//! which changes of a purpose are refused: those that would make one of its activities exceed it.

use super::{
    activity::{ActivityRecord, SecurityMeasure},
    personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem, VolumeBand},
    purpose::PurposeFrame,
    retention::RetentionPeriod,
};
use serde::{Deserialize, Serialize};

/// One point in which an activity goes beyond its purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Exceeding {
    /// People the purpose does not name.
    DataSubject { found: String },
    /// More people than the purpose allows.
    Volume { subject: String, allowed: VolumeBand, found: Option<VolumeBand> },
    /// Data the purpose does not name.
    PersonalData { category: PersonalDataCategory, found: String },
    /// Data kept longer than the purpose allows; `data` is empty for the activity as a whole.
    Retention { data: String, allowed: RetentionPeriod, found: RetentionPeriod },
    /// An application the purpose does not allow.
    Application { found: String },
    /// Data handed on although the purpose forbids it; the name of the first who receives them.
    Transmission { found: String },
    /// A joint controller the purpose does not name.
    JointController { found: String },
    /// A measure the purpose requires and the activity does not take.
    SecurityMeasure { missing: SecurityMeasure },
}

impl Exceeding {
    /// Whether another point is about the same thing, whatever was allowed and found there.
    pub fn is_about(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::DataSubject { found: a }, Self::DataSubject { found: b })
            | (Self::Volume { subject: a, .. }, Self::Volume { subject: b, .. })
            | (Self::Retention { data: a, .. }, Self::Retention { data: b, .. })
            | (Self::Application { found: a }, Self::Application { found: b })
            | (Self::JointController { found: a }, Self::JointController { found: b }) => same(a, b),
            (Self::PersonalData { category: c, found: a }, Self::PersonalData { category: d, found: b }) => c == d && same(a, b),
            (Self::SecurityMeasure { missing: a }, Self::SecurityMeasure { missing: b }) => a == b,
            (Self::Transmission { .. }, Self::Transmission { .. }) => true,
            _ => false,
        }
    }

    /// Whether who exceeds in this point need not be told of the other one: it is the same, or what is now too many or
    /// too long was not allowed at all.
    pub fn covers(&self, later: &Self) -> bool {
        self.is_about(later)
            || match (self, later) {
                (Self::DataSubject { found: a }, Self::Volume { subject: b, .. })
                | (Self::PersonalData { found: a, .. }, Self::Retention { data: b, .. }) => same(a, b),
                _ => false,
            }
    }
}

/// Every point in which a record exceeds a frame, in the order of the form; empty where it fits.
pub fn exceeds(frame: &PurposeFrame, record: &ActivityRecord) -> Vec<Exceeding> {
    let mut found = Vec::new();
    joint_controllers(frame, record, &mut found);
    personal_data(frame, record, &mut found);
    data_subjects(frame, record, &mut found);
    applications(frame, record, &mut found);
    transmission(frame, record, &mut found);
    retention(frame, record, &mut found);
    security(frame, record, &mut found);
    found
}

/// The narrowest frame that holds a record: what it names is allowed, what it takes is required.
pub fn frame_of(record: &ActivityRecord) -> PurposeFrame {
    PurposeFrame {
        joint_controllers: record.joint_controllers.iter().map(|joint| joint.name.clone()).collect(),
        data_subjects: record.data_subjects.clone(),
        personal_data: record.personal_data.clone(),
        retention: record.retention,
        security_measures: SecurityMeasure::ALL.into_iter().filter(|measure| record.security.get(*measure).is_yes()).collect(),
        applications: record.applications.clone(),
        transmission: !record.recipients.is_empty() || !record.processors.is_empty() || !record.joint_controllers.is_empty(),
    }
}

/// Widens a frame until it holds a record too. Holding more never makes an activity that fitted exceed.
pub fn widen(frame: &mut PurposeFrame, record: &ActivityRecord) {
    let other = frame_of(record);
    for name in other.joint_controllers {
        push_new(&mut frame.joint_controllers, name, |a, b| same(a, b));
    }
    for subject in other.data_subjects {
        widen_subject(&mut frame.data_subjects, subject);
    }
    let retention = holding(frame.retention, other.retention);
    for item in other.personal_data {
        widen_item(frame, item, record.retention, retention);
    }
    for application in other.applications {
        push_new(&mut frame.applications, application, |a, b| same(a, b));
    }
    frame.retention = retention;
    frame.security_measures.retain(|measure| record.security.get(*measure).is_yes());
    frame.transmission |= other.transmission;
}

fn joint_controllers(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    for joint in &record.joint_controllers {
        if !frame.joint_controllers.iter().any(|name| same(name, &joint.name)) {
            found.push(Exceeding::JointController { found: joint.name.clone() });
        }
    }
}

fn personal_data(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    for item in &record.personal_data {
        let Some(allowed) = frame.personal_data.iter().find(|allowed| same_item(allowed, item)) else {
            found.push(Exceeding::PersonalData { category: item.category.clone(), found: item.name.clone() });
            continue;
        };
        // Without a period of its own on either side, the item is kept as long as the whole: see `retention`.
        if allowed.retention.is_none() && item.retention.is_none() {
            continue;
        }
        let (Some(limit), Some(kept)) = (allowed.retention.or(frame.retention), item.retention.or(record.retention)) else {
            continue;
        };
        if kept.hours() > limit.hours() {
            found.push(Exceeding::Retention { data: item.name.clone(), allowed: limit, found: kept });
        }
    }
}

fn data_subjects(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    for subject in &record.data_subjects {
        match frame.data_subjects.iter().find(|allowed| same(&allowed.name, &subject.name)) {
            None => found.push(Exceeding::DataSubject { found: subject.name.clone() }),
            Some(DataSubjectCategory { volume: Some(allowed), .. }) if subject.volume.is_none_or(|volume| volume > *allowed) => {
                found.push(Exceeding::Volume { subject: subject.name.clone(), allowed: *allowed, found: subject.volume });
            }
            Some(_) => {}
        }
    }
}

fn applications(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    for application in &record.applications {
        if !frame.applications.iter().any(|allowed| same(allowed, application)) {
            found.push(Exceeding::Application { found: application.clone() });
        }
    }
}

fn transmission(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    let receivers = record.recipients.iter().map(|recipient| &recipient.name);
    let receivers = receivers.chain(record.processors.iter().map(|processor| &processor.name));
    let mut receivers = receivers.chain(record.joint_controllers.iter().map(|joint| &joint.name));
    if let (false, Some(first)) = (frame.transmission, receivers.next()) {
        found.push(Exceeding::Transmission { found: first.clone() });
    }
}

fn retention(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    // Who says nothing of a period keeps to that of the purpose.
    let (Some(allowed), Some(kept)) = (frame.retention, record.retention) else { return };
    if kept.hours() > allowed.hours() {
        found.push(Exceeding::Retention { data: String::new(), allowed, found: kept });
    }
}

fn security(frame: &PurposeFrame, record: &ActivityRecord, found: &mut Vec<Exceeding>) {
    for measure in &frame.security_measures {
        if !record.security.get(*measure).is_yes() {
            found.push(Exceeding::SecurityMeasure { missing: *measure });
        }
    }
}

/// Names are the same where they differ only by case or by spaces around them.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// Whether two items are the same data.
pub(super) fn same_item(a: &PersonalDataItem, b: &PersonalDataItem) -> bool {
    same_datum((&a.category, &a.name), (&b.category, &b.name))
}

/// Whether category and name are those of the same data.
pub(super) fn same_datum(a: (&PersonalDataCategory, &str), b: (&PersonalDataCategory, &str)) -> bool {
    let category = match (a.0, b.0) {
        (PersonalDataCategory::Other(a), PersonalDataCategory::Other(b)) => same(a, b),
        (a, b) => a == b,
    };
    category && same(a.1, b.1)
}

fn push_new<T>(list: &mut Vec<T>, value: T, same: impl Fn(&T, &T) -> bool) {
    if !list.iter().any(|other| same(other, &value)) {
        list.push(value);
    }
}

fn widen_subject(list: &mut Vec<DataSubjectCategory>, subject: DataSubjectCategory) {
    match list.iter_mut().find(|other| same(&other.name, &subject.name)) {
        // No volume sets no limit, so it holds every volume.
        Some(other) => other.volume = other.volume.zip(subject.volume).map(|(a, b)| a.max(b)),
        None => list.push(subject),
    }
}

/// `overall` is what the whole record is kept for, `widened` what the whole frame will allow.
fn widen_item(
    frame: &mut PurposeFrame,
    item: PersonalDataItem,
    overall: Option<RetentionPeriod>,
    widened: Option<RetentionPeriod>,
) {
    let before = frame.retention;
    match frame.personal_data.iter_mut().find(|other| same_item(other, &item)) {
        Some(other) if other.retention.is_none() && item.retention.is_none() => {}
        Some(other) => {
            let limit = holding(other.retention.or(before), item.retention.or(overall));
            other.retention = limit.filter(|limit| widened.is_none_or(|all| all.hours() != limit.hours()));
        }
        None => frame.personal_data.push(item),
    }
}

/// The longer of two limits, where none at all is the longest.
pub(super) fn longer(a: Option<RetentionPeriod>, b: Option<RetentionPeriod>) -> Option<RetentionPeriod> {
    let (a, b) = (a?, b?);
    Some(if b.hours() > a.hours() { b } else { a })
}

/// The limit, widened to hold a period. No limit holds every period; where no period is named, the limit is kept to.
fn holding(limit: Option<RetentionPeriod>, kept: Option<RetentionPeriod>) -> Option<RetentionPeriod> {
    let limit = limit?;
    Some(kept.filter(|kept| kept.hours() > limit.hours()).unwrap_or(limit))
}

#[cfg(test)]
pub mod tests;
