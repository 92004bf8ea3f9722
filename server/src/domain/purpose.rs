//! A purpose frames its activities: what they may process, about whom, how long, with whom.

use super::{
    activity::{ActivityRecord, SecurityMeasure},
    exceeds::{Exceeding, exceeds, frame_of, same, same_item, widen},
    id::{CategoryId, PurposeId},
    legal_basis::LegalBasis,
    personal_data::{DataSubjectCategory, PersonalDataItem},
    register::RegisterKind,
    retention::RetentionPeriod,
    sensitivity::Sensitivity,
};
use serde::{Deserialize, Serialize};

/// A purpose of processing, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    pub id: PurposeId,
    pub register: RegisterKind,
    pub category: CategoryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<CategoryId>,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<LegalBasis>,
    pub frame: PurposeFrame,
    #[serde(default, skip_serializing_if = "Sensitivity::is_empty")]
    pub sensitivity: Sensitivity,
    pub origin: PurposeOrigin,
    /// Named by a contributor's activity only: it frames nothing until a privacy champion validates it with one of its
    /// activities, and goes with the last of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
}

impl Purpose {
    /// Every point in which a record goes beyond its frame; a proposed one has none to go beyond.
    pub fn exceeded_by(&self, record: &ActivityRecord) -> Vec<Exceeding> {
        if self.proposed { Vec::new() } else { exceeds(&self.frame, record) }
    }

    /// Whether a record can be validated under it as it is.
    pub fn holds(&self, record: &ActivityRecord) -> bool {
        !self.proposed && exceeds(&self.frame, record).is_empty()
    }

    /// The purpose as it must be to hold a record: a proposed one is framed by it, any other is widened.
    #[must_use]
    pub fn holding(&self, record: &ActivityRecord) -> Self {
        let mut wider = self.clone();
        if wider.proposed {
            wider.frame = frame_of(record);
            wider.legal_basis = record.legal_basis;
            wider.proposed = false;
        } else {
            widen(&mut wider.frame, record);
        }
        wider
    }
}

/// Where a purpose comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PurposeOrigin {
    /// Entered here.
    Own,
    /// Made by an import, framed by the union of its activities.
    Import,
    /// Made from a model of the CNIL or of a pack.
    Model { model: String },
}

/// What activities may do without exceeding the purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurposeFrame {
    /// Names of the joint controllers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joint_controllers: Vec<String>,
    /// Volume `None` sets no limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_subjects: Vec<DataSubjectCategory>,
    /// Retention `None` sets no limit beyond the frame's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub personal_data: Vec<PersonalDataItem>,
    /// Longest period for data that have none of their own; `None` sets no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionPeriod>,
    /// Measures that every activity must take.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_measures: Vec<SecurityMeasure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<String>,
    /// Whether data may be handed to recipients, processors or other countries.
    pub transmission: bool,
}

impl PurposeFrame {
    /// What stands in it twice: the field as forms and the API call it, and the name.
    pub fn named_twice(&self) -> Vec<(&'static str, &str)> {
        let mut twice = Vec::new();
        for (place, subject) in self.data_subjects.iter().enumerate() {
            if self.data_subjects.iter().take(place).any(|other| same(&other.name, &subject.name)) {
                twice.push(("data_subjects", subject.name.as_str()));
            }
        }
        for (place, item) in self.personal_data.iter().enumerate() {
            if self.personal_data.iter().take(place).any(|other| same_item(other, item)) {
                twice.push(("personal_data", item.name.as_str()));
            }
        }
        twice
    }
}
