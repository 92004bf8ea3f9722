//! Two texts of a script beside each other, whichever two one chooses.

use super::{
    respond::{self, Answer},
    script_desk::ScriptDesk,
    scripts::{HeadView, Hunk, hunks},
    shell::Shell,
    words::Choice,
};
use crate::{
    domain::{fault::Fault, script::Edition},
    locale::Texts,
    service::script::comparison,
};
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "scripts/differences.html")]
struct DifferencesPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    head: HeadView,
    compared: Compared,
    hunks: Vec<Hunk>,
}

/// Which two texts are compared, and which there are.
pub struct Compared {
    pub from: String,
    pub to: String,
    pub choices: Vec<Choice>,
}

/// The two texts: `original`, the number of a version, `draft`. Left out, the original and the latest.
#[derive(Deserialize)]
pub struct Wanted {
    from: Option<String>,
    to: Option<String>,
}

impl Compared {
    /// The original beside the latest, and all that can be chosen; nothing where there is but the original.
    pub fn offered(t: Texts, editions: &[Edition]) -> Option<Self> {
        let latest = editions.last().filter(|edition| **edition != Edition::Original)?;
        Some(Self::of(t, editions, Edition::Original, *latest))
    }

    fn of(t: Texts, editions: &[Edition], from: Edition, to: Edition) -> Self {
        let choice = |edition: &Edition| Choice {
            word: edition.to_string(),
            words: match edition {
                Edition::Version(number) => t.one("script-version", "number", *number),
                Edition::Original => t.get("script-original"),
                Edition::Draft => t.get("script-draft"),
            },
        };
        Self { from: from.to_string(), to: to.to_string(), choices: editions.iter().map(choice).collect() }
    }
}

/// `GET /settings/scripts/{script}/differences?from=&to=`
pub async fn show(desk: ScriptDesk, Query(Wanted { from, to }): Query<Wanted>) -> Answer {
    let page = desk.work(|app, desk| {
        let head = desk.head(app)?;
        let ScriptDesk { super_user, shell, script, .. } = desk;
        let editions = comparison::editions(app, &super_user, &script)?;
        let latest = editions.last().copied().unwrap_or(Edition::Original);
        let named = |word: Option<String>, otherwise: Edition| match word {
            Some(word) => word.parse().map_err(|()| Fault::NotFound),
            None => Ok(otherwise),
        };
        let (from, to) = (named(from, Edition::Original)?, named(to, latest)?);
        let text = |edition: Edition| comparison::text(app, &super_user, &script, edition);
        let hunks = hunks(&text(from)?, &text(to)?);
        let compared = Compared::of(shell.t, &editions, from, to);
        Ok(DifferencesPage { head, tab: "scripts", compared, hunks, t: shell.t, shell })
    });
    respond::page(page.await?)
}
