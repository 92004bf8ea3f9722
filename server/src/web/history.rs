//! The history of an activity or of a purpose: who changed what, when, field by field.

use super::{
    App,
    activities::{self, badge},
    purposes,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
};
use crate::{
    domain::difference::{self, Piece, PieceKind},
    locale::{Place, Texts},
    service::{
        activity,
        history::{self, FieldChange, History, Revision},
        purpose,
    },
};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

/// Changes beyond which a revision is folded.
const UNFOLDED: usize = 6;

#[derive(Template)]
#[template(path = "history/show.html")]
struct HistoryPage {
    shell: Shell,
    t: Texts,
    base: String,
    /// The address of the sheet.
    here: String,
    name: String,
    /// Addresses, empty where there is none, and names.
    path: Vec<(String, String)>,
    badge: &'static str,
    status: String,
    revisions: Vec<RevisionRow>,
    is_latest: bool,
    before: Option<u64>,
}

struct RevisionRow {
    seq: u64,
    time: String,
    when: String,
    by: String,
    what: String,
    /// How often it was saved and since when, where that was more than once.
    saved: Option<String>,
    erased: bool,
    folded: bool,
    changes: Vec<ChangeRow>,
}

struct ChangeRow {
    label: String,
    pieces: Vec<Piece>,
    removed: Vec<String>,
    added: Vec<String>,
}

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
pub struct Part {
    before: Option<u64>,
}

/// `GET /register/{kind}/activities/{id}/history`
pub async fn of_activity(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Query(part): Query<Part>,
) -> Answer {
    let (kind, id) = activities::place(&kind, &id)?;
    shell.module = Module::Register;
    let page = blocking(&app, move |app| {
        let sheet = activity::sheet(app, &member, kind, id)?;
        let history = history::of_activity(app, &member, kind, id, part.before)?;
        let base = purposes::base(kind);
        let t = shell.t;
        Ok(HistoryPage {
            here: format!("{base}/activities/{id}"),
            name: sheet.activity.record.name.clone(),
            path: activities::path(&sheet).into_iter().map(|name| (String::new(), name)).collect(),
            badge: badge(sheet.activity.status),
            status: t.choice(&sheet.activity.status),
            revisions: rows(t, &history),
            is_latest: part.before.is_none(),
            before: history.before,
            base,
            t,
            shell,
        })
    });
    respond::page(page.await?)
}

/// `GET /register/{kind}/purposes/{id}/history`
pub async fn of_purpose(
    State(app): State<App>,
    Signed(member): Signed,
    mut shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Query(part): Query<Part>,
) -> Answer {
    let (kind, id) = purposes::place(&kind, &id)?;
    shell.module = Module::Register;
    let page = blocking(&app, move |app| {
        let sheet = purpose::sheet(app, &member, kind, id)?;
        let history = history::of_purpose(app, &member, kind, id, part.before)?;
        let (t, base) = (shell.t, purposes::base(kind));
        Ok(HistoryPage {
            here: format!("{base}/purposes/{id}"),
            path: purposes::path(&base, &sheet),
            name: sheet.purpose.name.clone(),
            badge: "",
            status: t.get("purpose-title"),
            revisions: rows(t, &history),
            is_latest: part.before.is_none(),
            before: history.before,
            base,
            t,
            shell,
        })
    });
    respond::page(page.await?)
}

fn rows(t: Texts, history: &History) -> Vec<RevisionRow> {
    history.revisions.iter().map(|revision| row(t, revision)).collect()
}

fn row(t: Texts, revision: &Revision) -> RevisionRow {
    RevisionRow {
        seq: revision.seq,
        time: revision.time.to_string(),
        when: t.moment(&revision.time),
        by: revision.by.clone(),
        what: t.of("event", revision.kind.as_str()),
        saved: (revision.saves > 1)
            .then(|| t.with("history-saves", &[("count", &revision.saves as &dyn Place), ("begun", &t.moment(&revision.begun))])),
        erased: revision.erased,
        folded: revision.changes.len() > UNFOLDED,
        changes: revision.changes.iter().map(change).collect(),
    }
}

/// Words where both sides are prose; values otherwise.
fn change(change: &FieldChange) -> ChangeRow {
    let label = change.label.clone();
    if let (true, [before], [after]) = (change.prose, change.before.as_slice(), change.after.as_slice()) {
        return ChangeRow { label, pieces: difference::words(before, after), removed: Vec::new(), added: Vec::new() };
    }
    let (removed, added) = difference::values(&change.before, &change.after);
    let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect();
    ChangeRow { label, pieces: Vec::new(), removed: owned(removed), added: owned(added) }
}
