//! The editor of a script: kept while it is typed, read on the server, tried on the organisation's answers, published.

use super::{
    entry::told,
    fields::Fields,
    form::Errors,
    respond::{self, Answer},
    script_desk::{ScriptDesk, refused},
    script_preview::{CheckedView, TrialView},
    scripts::HeadView,
    shell::Shell,
    visitor::Fragment,
};
use crate::{
    domain::fault::{Fault, FieldError},
    locale::Texts,
    service::{
        Services,
        script::{check, own, trial},
    },
};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "scripts/editor.html")]
struct EditorPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    head: HeadView,
    text: String,
    /// Numbers of its lines, those with faults marked.
    lines: Vec<(usize, bool)>,
    /// Number of the draft as it was kept.
    draft: u64,
    kept: String,
    comment: String,
    checked: CheckedView,
    trial: Option<TrialView>,
    errors: Errors,
}

/// What the editor shows besides the draft as it is kept.
#[derive(Default)]
struct Shown {
    /// What was typed, where it could not be kept.
    text: Option<String>,
    comment: String,
    trial: bool,
    errors: Errors,
}

/// `POST /settings/scripts/{script}/copy`: begins a draft, or goes on with it.
pub async fn copy(desk: ScriptDesk) -> Answer {
    let draft = desk.address("/draft");
    desk.work(|app, desk| own::copy(app, &desk.super_user, &desk.script)).await?;
    respond::see_other(&draft)
}

/// `GET /settings/scripts/{script}/draft`
pub async fn show(desk: ScriptDesk) -> Answer {
    respond::page(desk.work(|app, desk| page(app, desk, Shown::default())).await?)
}

/// `POST /settings/scripts/{script}/draft`: keeps what is typed, for a script of the page.
pub async fn keep(desk: ScriptDesk, fields: Fields) -> Answer {
    let t = desk.shell.t;
    let kept = desk.work(move |app, desk| {
        Ok(match kept(app, &desk, &fields) {
            Ok(draft) => Ok((draft, app.clock.now())),
            Err(fault) => {
                let theirs = own::draft(app, &desk.super_user, &desk.script)?.map(|draft| draft.draft.seq());
                Err((fault, theirs))
            }
        })
    });
    told(t, kept.await?)
}

/// `POST /settings/scripts/{script}/draft/check`: faults and preview; without a script the draft is kept and its page shown.
pub async fn check(desk: ScriptDesk, Fragment(fragment): Fragment, fields: Fields) -> Answer {
    if fragment {
        let t = desk.shell.t;
        let text = fields.one("text").unwrap_or_default().to_owned();
        let reading = desk.work(move |app, desk| check::check(app, &desk.super_user, &desk.script, &text)).await?;
        return respond::page(CheckedView::new(t, &reading));
    }
    kept_and_shown(desk, fields, false).await
}

/// `POST /settings/scripts/{script}/draft/trial`: keeps the draft and tries it on the organisation's answers.
pub async fn run_trial(desk: ScriptDesk, fields: Fields) -> Answer {
    kept_and_shown(desk, fields, true).await
}

/// `POST /settings/scripts/{script}/draft/deletion`: gives the draft up.
pub async fn give_up(desk: ScriptDesk) -> Answer {
    let back = desk.address("");
    desk.work(|app, desk| {
        desk.head(app)?;
        own::give_up(app, &desk.super_user, &desk.script)
    })
    .await?;
    respond::see_other(&back)
}

/// `POST /settings/scripts/{script}/versions`: publishes what is typed.
pub async fn publish(desk: ScriptDesk, fields: Fields) -> Answer {
    let (back, again, sent) = (desk.address(""), desk.clone(), fields.clone());
    let published = desk.work(move |app, desk| {
        kept(app, &desk, &sent)?;
        own::publish(app, &desk.super_user, &desk.script, sent.one("comment").unwrap_or_default())
    });
    match published.await {
        Ok(_) => respond::see_other_saying(&back, "said-script-published"),
        Err(fault) => {
            let (status, shown) = typed(fault, &fields)?;
            respond::page_with(status, again.work(|app, desk| page(app, desk, shown)).await?)
        }
    }
}

/// Keeps what is typed. A draft that another window published or gave up meanwhile is begun anew, for it to be shown on.
fn kept(app: &Services, desk: &ScriptDesk, fields: &Fields) -> Result<u64, Fault> {
    let after = fields.one("draft").and_then(|draft| draft.parse().ok());
    let ScriptDesk { super_user, script, .. } = desk;
    if after.is_some() && own::draft(app, super_user, script)?.is_none() {
        own::copy(app, super_user, script)?;
        return Err(Fault::conflict("draft-elsewhere"));
    }
    own::keep(app, super_user, script, fields.one("text").unwrap_or_default(), after)
}

/// What was typed and could not be kept or published, with the reason.
fn typed(fault: Fault, fields: &Fields) -> Result<(StatusCode, Shown), Fault> {
    let (status, errors) = refused(fault)?;
    let comment = fields.one("comment").unwrap_or_default().to_owned();
    Ok((status, Shown { text: fields.one("text").map(str::to_owned), comment, errors, ..Shown::default() }))
}

async fn kept_and_shown(desk: ScriptDesk, fields: Fields, trial: bool) -> Answer {
    let page = desk.work(move |app, desk| {
        let comment = fields.one("comment").unwrap_or_default().to_owned();
        let (status, shown) = match kept(app, &desk, &fields) {
            Ok(_) => (StatusCode::OK, Shown { comment, trial, ..Shown::default() }),
            Err(fault) => typed(fault, &fields)?,
        };
        Ok((status, page(app, desk, shown)?))
    });
    let (status, page) = page.await?;
    respond::page_with(status, page)
}

fn page(app: &Services, desk: ScriptDesk, shown: Shown) -> Result<EditorPage, Fault> {
    let head = desk.head(app)?;
    let ScriptDesk { super_user, shell, script, .. } = desk;
    let t = shell.t;
    let draft = own::draft(app, &super_user, &script)?.ok_or(Fault::NotFound)?;
    let text = shown.text.map_or(Ok(draft.text), |text| own::plain(&text))?;
    let reading = check::check(app, &super_user, &script, &text)?;
    let checked = CheckedView::new(t, &reading);
    let mut errors = shown.errors;
    let wanted = shown.trial && reading.faults.is_empty();
    let trial = if wanted { trial::run(app, &super_user, &script, &text)? } else { None };
    if wanted && trial.is_none() {
        errors.0.push(FieldError::new("", "script-trial-none"));
    }
    let wrong = |line: usize| checked.faults.iter().any(|fault| fault.line == line);
    Ok(EditorPage {
        head,
        tab: "scripts",
        lines: (1..=text.split('\n').count()).map(|line| (line, wrong(line))).collect(),
        text,
        draft: draft.draft.seq(),
        kept: t.moment(&draft.draft.saved_at),
        comment: shown.comment,
        trial: trial.as_ref().map(|trial| TrialView::new(t, trial)),
        checked,
        errors,
        t,
        shell,
    })
}
