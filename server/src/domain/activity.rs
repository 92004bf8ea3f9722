//! A processing activity: one row of a register (GDPR art. 30), with all that the 89 columns hold and more.

use super::{
    answer::Answer,
    country::Country,
    id::{AccountId, ActivityId, DepartmentId, PurposeId},
    legal_basis::{LegalBasis, SpecialCategoryCondition},
    party::{Client, JointController, Processor, Recipient},
    personal_data::{CollectionSource, DataSubjectCategory, PersonalDataItem},
    register::RegisterKind,
    retention::RetentionPeriod,
    transfer::Transfer,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Where an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityStatus {
    /// Complete, and within the frame of its purpose or accepted beyond it.
    Validated,
    /// Begun and not complete, or reopened by a refusal.
    Incomplete,
    /// Exceeds its purpose: waits for a privacy champion.
    Suspended,
}

/// An activity as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    pub id: ActivityId,
    pub register: RegisterKind,
    pub purpose: PurposeId,
    pub status: ActivityStatus,
    /// Author; only the author edits a draft, a champion edits all.
    pub created_by: AccountId,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Why a privacy champion sent it back to its author; until it is completed again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// When it is to be looked at again, where somebody set a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    #[serde(flatten)]
    pub record: ActivityRecord,
}

/// Why an activity was refused, by whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub reason: String,
    pub by: AccountId,
    pub at: Timestamp,
}

/// What a person says about an activity: everything that is entered, nothing that follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityRecord {
    /// Column 4.
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Collection, storage, … (art. 4(2)).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<LegalBasis>,
    /// Why the interests pursued prevail; asked where the basis is art. 6(1)(f).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub balancing_test: String,
    /// Asked where special categories are processed (art. 9(2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_category_condition: Option<SpecialCategoryCondition>,
    /// What authorises data on offences and convictions (art. 10).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub criminal_data_authority: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controller_country: Option<Country>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joint_controllers: Vec<JointController>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub personal_data: Vec<PersonalDataItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CollectionSource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_subjects: Vec<DataSubjectCategory>,
    pub minors: Answer,
    pub information: Information,
    pub rights: RightsContact,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub processors: Vec<Processor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionPeriod>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub deletion_method: String,
    pub security: SecurityMeasures,
    /// In the processor register only: on whose behalf (art. 30(2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<Client>,
}

impl ActivityRecord {
    /// Every transfer that it names, of whichever party.
    pub fn transfers(&self) -> impl Iterator<Item = &Transfer> {
        let joint = self.joint_controllers.iter().filter_map(|joint| joint.transfer.as_ref());
        let recipients = self.recipients.iter().filter_map(|recipient| recipient.transfer.as_ref());
        joint.chain(recipients).chain(self.processors.iter().filter_map(|processor| processor.transfer.as_ref()))
    }
}

/// How data subjects are informed (art. 13 and 14): columns 58 to 63.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Information {
    pub form: Answer,
    pub poster: Answer,
    pub website: Answer,
    pub letter: Answer,
    pub oral: Answer,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
}

/// Where data subjects exercise their rights (art. 12): columns 64 to 67.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RightsContact {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postal_address: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form_url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub in_person: String,
}

/// How the data are protected (art. 32): columns 81 to 89.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecurityMeasures {
    pub transit_encryption: Answer,
    pub offline_network: Answer,
    pub authentication: Answer,
    pub logging: Answer,
    pub confidentiality_undertaking: Answer,
    pub isolated_media: Answer,
    pub regular_controls: Answer,
    pub physical_access: Answer,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
}

/// One of the eight yes/no measures of columns 81 to 88, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecurityMeasure {
    TransitEncryption,
    OfflineNetwork,
    Authentication,
    Logging,
    ConfidentialityUndertaking,
    IsolatedMedia,
    RegularControls,
    PhysicalAccess,
}

impl SecurityMeasure {
    pub const ALL: [Self; 8] = [
        Self::TransitEncryption,
        Self::OfflineNetwork,
        Self::Authentication,
        Self::Logging,
        Self::ConfidentialityUndertaking,
        Self::IsolatedMedia,
        Self::RegularControls,
        Self::PhysicalAccess,
    ];

    /// The word in the API and in the arguments of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TransitEncryption => "transit_encryption",
            Self::OfflineNetwork => "offline_network",
            Self::Authentication => "authentication",
            Self::Logging => "logging",
            Self::ConfidentialityUndertaking => "confidentiality_undertaking",
            Self::IsolatedMedia => "isolated_media",
            Self::RegularControls => "regular_controls",
            Self::PhysicalAccess => "physical_access",
        }
    }
}

impl FromStr for SecurityMeasure {
    type Err = ();
    /// Accepts the name of its column too.
    fn from_str(word: &str) -> Result<Self, ()> {
        let word = word.strip_prefix("security_").unwrap_or(word);
        Self::ALL.into_iter().find(|measure| measure.as_str() == word).ok_or(())
    }
}

impl SecurityMeasures {
    /// The answer about one measure.
    pub fn get(&self, measure: SecurityMeasure) -> Answer {
        match measure {
            SecurityMeasure::TransitEncryption => self.transit_encryption,
            SecurityMeasure::OfflineNetwork => self.offline_network,
            SecurityMeasure::Authentication => self.authentication,
            SecurityMeasure::Logging => self.logging,
            SecurityMeasure::ConfidentialityUndertaking => self.confidentiality_undertaking,
            SecurityMeasure::IsolatedMedia => self.isolated_media,
            SecurityMeasure::RegularControls => self.regular_controls,
            SecurityMeasure::PhysicalAccess => self.physical_access,
        }
    }

    /// The place of one measure, to fill it from a table.
    pub fn get_mut(&mut self, measure: SecurityMeasure) -> &mut Answer {
        match measure {
            SecurityMeasure::TransitEncryption => &mut self.transit_encryption,
            SecurityMeasure::OfflineNetwork => &mut self.offline_network,
            SecurityMeasure::Authentication => &mut self.authentication,
            SecurityMeasure::Logging => &mut self.logging,
            SecurityMeasure::ConfidentialityUndertaking => &mut self.confidentiality_undertaking,
            SecurityMeasure::IsolatedMedia => &mut self.isolated_media,
            SecurityMeasure::RegularControls => &mut self.regular_controls,
            SecurityMeasure::PhysicalAccess => &mut self.physical_access,
        }
    }
}
