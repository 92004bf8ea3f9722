//! Those who take part in a processing activity beside the controller (GDPR art. 4(7) to (9), 26, 28).

use super::{answer::Answer, transfer::Transfer};
use serde::{Deserialize, Serialize};

/// An organisation that decides together with the controller (art. 26).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointController {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
}

/// Who receives the data (art. 4(9)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub name: String,
    /// Yes: a department of the organisation. No: somebody outside. (Column 69 asks a double question.)
    #[serde(default)]
    pub internal: Answer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
}

/// Who processes on the controller's behalf (art. 28).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processor {
    pub name: String,
    /// Whether there is a contract (art. 28(3)).
    #[serde(default)]
    pub contract: Answer,
    /// Whether its data-protection clause suffices.
    #[serde(default)]
    pub sufficient_clause: Answer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
}

/// The controller on whose behalf a processor acts, with its contact person (art. 30(2)(a)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    pub name: String,
    #[serde(default)]
    pub contact: Contact,
}

/// A person to turn to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub position: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
}

impl Contact {
    /// True where nothing was filled in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
