//! What a document hangs on in the registers. More kinds of things can be added: each is told by its word.

use crate::domain::id::{ActivityId, PurposeId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// One thing that a document hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Link {
    Activity(ActivityId),
    Purpose(PurposeId),
}

impl Link {
    /// The word of its kind, in stored forms, in the API and in keys of the locale files.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Activity(_) => "activity",
            Self::Purpose(_) => "purpose",
        }
    }

    /// The identifier alone, which no two things share.
    pub fn id(self) -> Uuid {
        match self {
            Self::Activity(id) => id.0,
            Self::Purpose(id) => id.0,
        }
    }
}

/// Kind and identifier; of an activity the identifier alone, as it was when documents hung on nothing else.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Activity(id) => id.fmt(f),
            other => write!(f, "{}:{}", other.kind(), other.id()),
        }
    }
}

/// The text names no kind of thing that documents hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a thing that documents hang on")]
pub struct NotALink;

impl FromStr for Link {
    type Err = NotALink;
    fn from_str(text: &str) -> Result<Self, NotALink> {
        let (kind, id) = text.split_once(':').unwrap_or(("activity", text));
        let id = Uuid::parse_str(id).map_err(|_| NotALink)?;
        match kind {
            "activity" => Ok(Self::Activity(ActivityId(id))),
            "purpose" => Ok(Self::Purpose(PurposeId(id))),
            _ => Err(NotALink),
        }
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.to_string()
    }
}

impl TryFrom<String> for Link {
    type Error = NotALink;
    fn try_from(text: String) -> Result<Self, NotALink> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_written_and_read_back() {
        let id = Uuid::now_v7();
        for (link, written) in
            [(Link::Activity(ActivityId(id)), id.to_string()), (Link::Purpose(PurposeId(id)), format!("purpose:{id}"))]
        {
            assert_eq!(link.to_string(), written);
            assert_eq!(written.parse(), Ok(link));
            assert_eq!(serde_json::from_str::<Link>(&format!("\"{written}\"")).unwrap(), link);
        }
        assert_eq!(format!("activity:{id}").parse(), Ok(Link::Activity(ActivityId(id))));
        for wrong in ["", "x", "purpose:", "document:", &format!("action:{id}")] {
            assert_eq!(wrong.parse::<Link>(), Err(NotALink), "{wrong}");
        }
    }
}
