//! What is searched and what is found. How it is found is the business of `search`.

use super::{id::AccountId, plan::Module};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use uuid::Uuid;

/// Longest query, in characters; what follows is not read.
pub const LONGEST_QUERY: usize = 256;

/// Most results in one answer.
pub const MOST_RESULTS: usize = 100;

/// A kind of thing that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    Document,
    Activity,
    Purpose,
    Action,
}

impl FoundKind {
    /// All kinds, in the order in which filters show them.
    pub const ALL: [Self; 4] = [Self::Document, Self::Activity, Self::Purpose, Self::Action];

    /// The word in addresses, in the API and in keys of the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Activity => "activity",
            Self::Purpose => "purpose",
            Self::Action => "action",
        }
    }

    /// The module in which such a thing is shown.
    pub fn module(self) -> Module {
        match self {
            Self::Document => Module::Documents,
            Self::Activity | Self::Purpose => Module::Register,
            Self::Action => Module::Compliance,
        }
    }
}

impl FromStr for FoundKind {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(())
    }
}

/// A thing as the index takes it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searchable {
    pub kind: FoundKind,
    pub id: Uuid,
    /// Shown as the title of a result; its words weigh more.
    pub title: String,
    /// Searched, and quoted in the snippet.
    pub text: String,
    /// Its names, outermost first; nothing where it stands in none.
    pub categories: Vec<String>,
    /// Who made it, or filed it.
    pub author: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}

/// What a person looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words and phrases in quotes; the last word may be unfinished.
    pub text: String,
    /// Only things of this kind.
    pub kind: Option<FoundKind>,
    /// Nothing of these kinds: what the organisation's plan has switched off.
    pub hidden: Vec<FoundKind>,
    /// Only things in this category, or subcategory.
    pub category: Option<String>,
    /// Only things that this person made.
    pub author: Option<AccountId>,
    /// Only things made at this moment or later, and before that one.
    pub from: Option<Timestamp>,
    pub before: Option<Timestamp>,
    /// Most results wanted, at most [`MOST_RESULTS`].
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Best first.
    pub items: Vec<Found>,
    /// How many things match in all.
    pub total: usize,
    /// Whether the index is being made anew or catches up: more may be found in a while.
    pub incomplete: bool,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub kind: FoundKind,
    pub id: Uuid,
    pub title: Excerpt,
    pub snippet: Excerpt,
    pub score: f32,
}

/// A piece of text in which the words looked for are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt(pub Vec<Run>);

/// A run of text of which all or nothing is a word looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub marked: bool,
}

impl Excerpt {
    /// The text without marks.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// HTML in which everything is escaped and marked words stand in `<mark>`.
    pub fn html(&self) -> String {
        let mut html = String::new();
        for run in &self.0 {
            html.push_str(if run.marked { "<mark>" } else { "" });
            for c in run.text.chars() {
                match c {
                    '&' => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    '>' => html.push_str("&gt;"),
                    '"' => html.push_str("&quot;"),
                    '\'' => html.push_str("&#39;"),
                    _ => html.push(c),
                }
            }
            html.push_str(if run.marked { "</mark>" } else { "" });
        }
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_reaches_the_page_as_markup() {
        let run = |text: &str, marked| Run { text: text.into(), marked };
        let excerpt = Excerpt(vec![run("<script>alert('", false), run("bail", true), run("\")&", false)]);
        assert_eq!(excerpt.html(), "&lt;script&gt;alert(&#39;<mark>bail</mark>&quot;)&amp;");
        assert_eq!(excerpt.plain(), "<script>alert('bail\")&");
    }
}
