//! The scripts of an organisation for its super users: which there are, what the organisation made of each, its versions.

use super::{
    App,
    fields::Fields,
    form::Errors,
    respond::{self, Answer, blocking},
    script_desk::{ScriptDesk, refused},
    script_differences::Compared,
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::{access::SuperUser, fault::Fault, lines, script::ScriptKind},
    locale::Texts,
    service::{
        Services, account,
        script::{
            comparison, original,
            overview::{self, ScriptHead},
            own,
        },
    },
};
use askama::Template;
use axum::extract::{Path, State};

#[derive(Template)]
#[template(path = "scripts/index.html")]
struct ScriptsPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    scripts: Vec<HeadView>,
}

#[derive(Template)]
#[template(path = "scripts/show.html")]
struct ScriptPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    head: HeadView,
    versions: Vec<VersionView>,
    /// What can be laid beside something else; nothing where there is but one text.
    compared: Option<Compared>,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "scripts/version.html")]
struct VersionPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    head: HeadView,
    version: VersionView,
    /// What changed since the version before, or since the original.
    hunks: Vec<Hunk>,
    text: Option<String>,
}

/// A script in the words of its reader.
pub struct HeadView {
    pub key: String,
    pub title: String,
    pub origin: String,
    pub own: Option<u32>,
    pub changes: usize,
    /// When its draft was kept.
    pub draft: Option<String>,
    pub newer: bool,
    pub questionnaire: bool,
    /// It asks questions, which can be changed without code.
    pub asks: bool,
}

/// A version in the history.
pub struct VersionView {
    pub number: u32,
    pub what: String,
    pub by: String,
    pub when: String,
    pub time: String,
    pub comment: String,
    pub in_use: bool,
    /// It has a text that can be published anew.
    pub whole: bool,
}

/// Lines that changed, with a few that stayed around them.
pub struct Hunk {
    /// Number of its first line in the newer text, from 1.
    pub line: usize,
    pub before: Vec<String>,
    pub removed: Vec<String>,
    pub added: Vec<String>,
    pub after: Vec<String>,
}

impl HeadView {
    /// In the language of the reader.
    pub fn new(t: Texts, head: &ScriptHead) -> Self {
        let named = match (&head.title, head.kind) {
            (Some(title), _) => t.written(title).to_owned(),
            (None, ScriptKind::Entry) => t.of("script-name", &head.key),
            (None, kind) => t.of("script-kind", kind.as_str()),
        };
        Self {
            key: head.key.clone(),
            title: named,
            origin: head.pack.as_ref().map_or_else(|| t.get("script-of-product"), |pack| t.written(pack).to_owned()),
            own: head.own,
            changes: head.changes,
            draft: head.draft.as_ref().map(|draft| t.moment(&draft.saved_at)),
            newer: head.newer,
            questionnaire: head.kind == ScriptKind::Questionnaire,
            asks: head.kind != ScriptKind::Models,
        }
    }

    /// Where its pages stand.
    pub fn path(&self) -> String {
        format!("/settings/scripts/{}", self.key)
    }
}

/// What changed between two texts.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (mut gone, mut come) = (0, 0);
    let hunk = |edit: &lines::Edit| {
        let line = edit.at + 1 + come - gone;
        (gone, come) = (gone + edit.removed, come + edit.added.len());
        hunk_of(old, edit, line)
    };
    lines::edits(old, new).iter().map(hunk).collect()
}

/// One change, with the lines around it.
pub fn hunk_of(old: &str, edit: &lines::Edit, line: usize) -> Hunk {
    const AROUND: usize = 2;
    let some = |from: usize, to: usize| old.split('\n').take(to).skip(from).map(str::to_owned).collect();
    let end = edit.at + edit.removed;
    Hunk {
        line,
        before: some(edit.at.saturating_sub(AROUND), edit.at),
        removed: some(edit.at, end),
        added: edit.added.clone(),
        after: some(end, end + AROUND),
    }
}

/// `GET /settings/scripts`
pub async fn list(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, mut shell: Shell) -> Answer {
    shell.module = Module::Settings;
    let t = shell.t;
    let heads = blocking(&app, move |app| overview::list(app, &super_user)).await?;
    let scripts = heads.iter().map(|head| HeadView::new(t, head)).collect();
    respond::page(ScriptsPage { shell, t, tab: "scripts", scripts })
}

/// `GET /settings/scripts/{script}`
pub async fn show(desk: ScriptDesk) -> Answer {
    respond::page(desk.work(|app, desk| page(app, desk, Errors::default())).await?)
}

/// `GET /settings/scripts/{script}/versions/{number}`: what it changed, and its text.
pub async fn version(desk: ScriptDesk, Path((_, number)): Path<(String, u32)>) -> Answer {
    let page = desk.work(move |app, desk| {
        let head = desk.head(app)?;
        let ScriptDesk { super_user, shell, script, .. } = desk;
        let (version, text) = own::version(app, &super_user, &script, number)?;
        let ours = original(app, &super_user, &script)?;
        let before = match number.checked_sub(1).filter(|before| *before > 0) {
            Some(before) => own::version(app, &super_user, &script, before)?.1,
            None => None,
        };
        let before = before.unwrap_or_else(|| ours.parts.text().to_owned());
        let hunks = hunks(&before, text.as_deref().unwrap_or(ours.parts.text()));
        let version = view(app, &super_user, shell.t, &version, head.own)?;
        Ok(VersionPage { head, tab: "scripts", hunks, version, text, t: shell.t, shell })
    });
    respond::page(page.await?)
}

/// `POST /settings/scripts/{script}/versions/{number}/restoration`: publishes its text anew.
pub async fn restore(desk: ScriptDesk, Path((_, number)): Path<(String, u32)>) -> Answer {
    changed(desk, move |app, super_user, script| own::restore(app, super_user, script, number).map(drop)).await
}

/// `POST /settings/scripts/{script}/withdrawal`: back to the original.
pub async fn withdraw(desk: ScriptDesk, _: Fields) -> Answer {
    changed(desk, own::withdraw).await
}

/// Makes a change and shows the script; with what is wrong where it was refused.
async fn changed(
    desk: ScriptDesk,
    change: impl FnOnce(&Services, &SuperUser, &str) -> Result<(), Fault> + Send + 'static,
) -> Answer {
    let (back, again) = (desk.address(""), desk.clone());
    match desk.work(move |app, desk| change(app, &desk.super_user, &desk.script)).await {
        Ok(()) => respond::see_other_saying(&back, "said-script-published"),
        Err(fault) => {
            let (status, errors) = refused(fault)?;
            respond::page_with(status, again.work(|app, desk| page(app, desk, errors)).await?)
        }
    }
}

fn page(app: &Services, desk: ScriptDesk, errors: Errors) -> Result<ScriptPage, Fault> {
    let head = desk.head(app)?;
    let ScriptDesk { super_user, shell, script, .. } = desk;
    let t = shell.t;
    let compared = Compared::offered(t, &comparison::editions(app, &super_user, &script)?);
    let versions = own::versions(app, &super_user, &script)?;
    let versions = versions.iter().map(|version| view(app, &super_user, t, version, head.own)).collect::<Result<_, _>>()?;
    Ok(ScriptPage { head, tab: "scripts", versions, compared, errors, t, shell })
}

fn view(
    app: &Services,
    super_user: &SuperUser,
    t: Texts,
    version: &crate::domain::script::ScriptVersion,
    in_use: Option<u32>,
) -> Result<VersionView, Fault> {
    let what = match (&version.hash, version.restores) {
        (None, _) => t.get("script-withdrawn"),
        (_, Some(number)) => t.one("script-restored", "number", number),
        _ => t.one("script-version", "number", version.number),
    };
    Ok(VersionView {
        number: version.number,
        what,
        by: account::name(app, super_user, version.by)?.unwrap_or_else(|| t.get("audit-actor-gone")),
        when: t.moment(&version.at),
        time: version.at.to_string(),
        comment: version.comment.clone(),
        in_use: in_use == Some(version.number),
        whole: version.hash.is_some(),
    })
}
