//! A document filed as evidence (GDPR art. 5(2)): what is known of it. Its content is a file named by its digest.

mod dates;
mod link;
mod preview;
mod rule;
mod version;

pub use dates::{DocumentDay, DocumentReminder};
pub use link::{Link, NotALink};
pub use preview::{Block, FIELDS, PAGES, Preview, Reading};
pub use rule::{DocumentRule, MOST_MONTHS};
pub use version::{DocumentVersion, Revision};

use super::id::{AccountId, DocumentId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Longest name of a document, in characters.
pub const LONGEST_NAME: usize = 255;

/// Longest name of a category or subcategory, in characters.
pub const LONGEST_CATEGORY: usize = 120;

/// Most things that one document is linked to.
pub const MOST_LINKS: usize = 50;

/// A document as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: DocumentId,
    /// Name of the file, as it was sent, without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub sha256: Digest,
    /// Follows from the name, never from what the sender says.
    pub media_type: String,
    /// Free text; empty where none was chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// Free text; empty where there is no category.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subcategory: String,
    /// What it proves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Nothing for the first content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised: Option<Revision>,
    pub text: TextState,
    pub created_by: AccountId,
    pub created_at: Timestamp,
}

/// Whether the words of a document can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// The text waits to be taken out of the file.
    Pending,
    /// The text was taken out and is searched.
    Indexed,
    /// The file is damaged, protected, or asked for more than an extraction may use.
    Unreadable,
    /// A kind of file from which no text is taken.
    None,
}

impl TextState {
    /// All states, in the order in which filters show them.
    pub const ALL: [Self; 4] = [Self::Indexed, Self::Pending, Self::Unreadable, Self::None];

    /// The word in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Indexed => "indexed",
            Self::Unreadable => "unreadable",
            Self::None => "none",
        }
    }
}

/// How text is taken out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// Portable document.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// Office Open XML presentation.
    Pptx,
    /// Spreadsheet, Office Open XML or OpenDocument.
    Sheet,
    /// OpenDocument text.
    Odt,
    /// Text in lines, without any markup.
    Plain,
    Markdown,
    /// Text in columns.
    Csv,
    Html,
    /// A mail with its head.
    Eml,
}

impl TextFormat {
    /// All formats.
    pub const ALL: [Self; 10] = [
        Self::Pdf,
        Self::Docx,
        Self::Pptx,
        Self::Sheet,
        Self::Odt,
        Self::Plain,
        Self::Markdown,
        Self::Csv,
        Self::Html,
        Self::Eml,
    ];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Sheet => "sheet",
            Self::Odt => "odt",
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Eml => "eml",
        }
    }
}

impl FromStr for TextFormat {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|format| format.as_str() == word).ok_or(())
    }
}

/// What an ending of a file name says: media type and, where text can be taken out, how.
const ENDINGS: &[(&str, &str, Option<TextFormat>)] = &[
    ("pdf", "application/pdf", Some(TextFormat::Pdf)),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Some(TextFormat::Docx)),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Some(TextFormat::Sheet)),
    ("odt", "application/vnd.oasis.opendocument.text", Some(TextFormat::Odt)),
    ("txt", "text/plain", Some(TextFormat::Plain)),
    ("md", "text/markdown", Some(TextFormat::Markdown)),
    ("csv", "text/csv", Some(TextFormat::Csv)),
    ("log", "text/plain", Some(TextFormat::Plain)),
    ("html", "text/html", Some(TextFormat::Html)),
    ("htm", "text/html", Some(TextFormat::Html)),
    ("eml", "message/rfc822", Some(TextFormat::Eml)),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Some(TextFormat::Pptx)),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", Some(TextFormat::Sheet)),
    ("zip", "application/zip", None),
    ("png", "image/png", None),
    ("jpg", "image/jpeg", None),
    ("jpeg", "image/jpeg", None),
    ("gif", "image/gif", None),
    ("webp", "image/webp", None),
    ("svg", "image/svg+xml", None),
];

/// Images that a browser shows without running anything: SVG may hold scripts and is not among them.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// Whether a content of this media type is shown as an image.
pub fn is_picture(media_type: &str) -> bool {
    PICTURES.contains(&media_type)
}

/// The media type and the format of the text of a file with this name.
pub fn kind_of(name: &str) -> (&'static str, Option<TextFormat>) {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    ENDINGS
        .iter()
        .find(|(known, _, _)| *known == ending)
        .map_or(("application/octet-stream", None), |(_, media_type, format)| (media_type, *format))
}

/// The last part of a name that may hold folders, without control characters; `None` where nothing is left.
pub fn file_name(sent: &str) -> Option<String> {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let name = name.trim();
    (!name.is_empty() && name != "." && name != "..").then(|| name.to_owned())
}

/// A SHA-256 digest; written in lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Its first signs: enough to tell contents apart at a glance.
    pub fn short(&self) -> String {
        let mut signs = self.to_string();
        signs.truncate(12);
        signs
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = hex::FromHexError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_the_kind() {
        for (name, expected) in [
            ("Registre.PDF", ("application/pdf", Some(TextFormat::Pdf))),
            ("notes.md", ("text/markdown", Some(TextFormat::Markdown))),
            ("page.html", ("text/html", Some(TextFormat::Html))),
            ("logo.svg", ("image/svg+xml", None)),
            ("sans extension", ("application/octet-stream", None)),
        ] {
            assert_eq!(kind_of(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_holds_no_folder() {
        for (sent, expected) in [
            ("C:\\temp\\bail.docx", Some("bail.docx")),
            ("../../etc/passwd", Some("passwd")),
            ("a\u{0}b\n.txt", Some("ab.txt")),
            ("dossier/", None),
            ("..", None),
            ("  ", None),
        ] {
            assert_eq!(file_name(sent).as_deref(), expected, "{sent}");
        }
    }

    #[test]
    fn a_digest_is_written_in_hexadecimal() {
        let digest = Digest([0xab; 32]);
        assert_eq!(Digest::try_from(String::from(digest)), Ok(digest));
        assert!(Digest::try_from("ab".to_owned()).is_err());
    }
}
