//! A yes/no question that may not have been answered yet.

use serde::{Deserialize, Serialize};

/// Answer to a yes/no question; "not answered" is told apart from "no".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    #[default]
    Unanswered,
    No,
    Yes,
}

impl Answer {
    /// True for yes alone.
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    /// True where a person answered.
    pub fn is_answered(self) -> bool {
        self != Self::Unanswered
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}
