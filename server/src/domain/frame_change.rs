//! Which changes of a purpose are refused while activities are attached to it: exactly those that make one of them
//! exceed it. What no activity uses can be trimmed.

use super::{
    activity::ActivityRecord,
    exceeds::{Exceeding, exceeds},
    fault::FieldError,
    purpose::PurposeFrame,
};

/// Most activities that one message names.
const NAMED: usize = 10;

/// A change that is refused, and the activities that it would make exceed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedChange {
    /// What they would exceed in; found with the first of them.
    pub point: Exceeding,
    /// Names of the activities.
    pub activities: Vec<String>,
}

/// What is refused of a change from one frame to another. An activity that exceeds already counts for what it does not
/// exceed in yet.
pub fn refused<'a>(
    old: &PurposeFrame,
    new: &PurposeFrame,
    activities: impl IntoIterator<Item = &'a ActivityRecord>,
) -> Vec<RefusedChange> {
    let mut refused: Vec<RefusedChange> = Vec::new();
    for record in activities {
        let before = exceeds(old, record);
        for point in exceeds(new, record) {
            if before.iter().any(|earlier| earlier.covers(&point) || is_kept_as_the_whole(record, earlier, &point)) {
                continue;
            }
            match refused.iter_mut().find(|known| known.point.is_about(&point)) {
                Some(known) => known.activities.push(record.name.clone()),
                None => refused.push(RefusedChange { point, activities: vec![record.name.clone()] }),
            }
        }
    }
    refused
}

/// Whether an activity that is kept too long as a whole is now told so of data that have no period of their own.
fn is_kept_as_the_whole(record: &ActivityRecord, earlier: &Exceeding, later: &Exceeding) -> bool {
    let (Exceeding::Retention { data: whole, .. }, Exceeding::Retention { data, .. }) = (earlier, later) else { return false };
    whole.is_empty() && record.personal_data.iter().any(|item| item.name == *data && item.retention.is_none())
}

impl RefusedChange {
    /// Its sentence, at the field of the purpose that was changed.
    pub fn message(&self) -> FieldError {
        let (field, kind, found) = match &self.point {
            Exceeding::JointController { found } => ("joint_controllers", "joint-controller", found.as_str()),
            Exceeding::DataSubject { found } => ("data_subjects", "data-subject", found.as_str()),
            Exceeding::Volume { subject, .. } => ("data_subjects", "volume", subject.as_str()),
            Exceeding::PersonalData { found, .. } => ("personal_data", "personal-data", found.as_str()),
            Exceeding::Retention { data, .. } if data.is_empty() => ("retention", "retention", ""),
            Exceeding::Retention { data, .. } => ("personal_data", "retention-of", data.as_str()),
            Exceeding::SecurityMeasure { missing } => ("security_measures", "security-measure", missing.as_str()),
            Exceeding::Application { found } => ("applications", "application", found.as_str()),
            Exceeding::Transmission { .. } => ("transmission", "transmission", ""),
        };
        let more = if self.activities.len() > NAMED { " ; …" } else { "" };
        let named = self.activities.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(" ; ") + more;
        let error = FieldError::new(field, format!("purpose-refused-{kind}"));
        error.with("found", found).with("activities", named).with("count", self.activities.len())
    }
}

#[cfg(test)]
mod tests;
