//! The editor of a script: kept while it is typed, read on the server, tried on the organisation's answers, published.

use super::{
    App,
    entry::told,
    fields::Fields,
    form::Errors,
    respond::{self, Answer, blocking},
    script_preview::{CheckedView, TrialView},
    scripts::HeadView,
    session::SignedSuperUser,
    shell::{Module, Shell},
    visitor::Fragment,
};
use crate::{
    domain::{access::SuperUser, fault::Fault},
    locale::Texts,
    service::{
        Services,
        script::{check, overview, own, trial},
    },
};
use askama::Template;
use axum::extract::{Path, State};

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
pub async fn copy(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, Path(script): Path<String>) -> Answer {
    let key = script.clone();
    blocking(&app, move |app| own::copy(app, &super_user, &script)).await?;
    respond::see_other(&address(&key))
}

/// `GET /settings/scripts/{script}/draft`
pub async fn show(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(script): Path<String>,
) -> Answer {
    respond::page(blocking(&app, move |app| page(app, &super_user, shell, &script, Shown::default())).await?)
}

/// `POST /settings/scripts/{script}/draft`: keeps what is typed, for a script of the page.
pub async fn keep(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(script): Path<String>,
    fields: Fields,
) -> Answer {
    let kept = blocking(&app, move |app| {
        Ok(match kept(app, &super_user, &script, &fields) {
            Ok(draft) => Ok((draft, app.clock.now())),
            Err(fault) => {
                let theirs = own::draft(app, &super_user, &script)?.map(|draft| draft.draft.seq());
                Err((fault, theirs))
            }
        })
    });
    told(shell.t, kept.await?)
}

/// `POST /settings/scripts/{script}/draft/check`: faults and preview; without a script the draft is kept and its page shown.
pub async fn check(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(script): Path<String>,
    fields: Fields,
) -> Answer {
    let t = shell.t;
    if fragment {
        let text = fields.one("text").unwrap_or_default().to_owned();
        let reading = blocking(&app, move |app| check::check(app, &super_user, &script, &text)).await?;
        return respond::page(CheckedView::new(t, &reading));
    }
    kept_and_shown(&app, super_user, shell, script, fields, false).await
}

/// `POST /settings/scripts/{script}/draft/trial`: keeps the draft and tries it on the organisation's answers.
pub async fn run_trial(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(script): Path<String>,
    fields: Fields,
) -> Answer {
    kept_and_shown(&app, super_user, shell, script, fields, true).await
}

/// `POST /settings/scripts/{script}/draft/deletion`: gives the draft up.
pub async fn give_up(State(app): State<App>, SignedSuperUser(super_user): SignedSuperUser, Path(script): Path<String>) -> Answer {
    let back = format!("/settings/scripts/{script}");
    blocking(&app, move |app| {
        overview::head(app, &super_user, &script)?;
        own::give_up(app, &super_user, &script)
    })
    .await?;
    respond::see_other(&back)
}

/// `POST /settings/scripts/{script}/versions`: publishes what is typed.
pub async fn publish(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    shell: Shell,
    Path(script): Path<String>,
    fields: Fields,
) -> Answer {
    let comment = fields.one("comment").unwrap_or_default().to_owned();
    let (member, key, sent) = (super_user.clone(), script.clone(), fields.clone());
    let published = blocking(&app, move |app| {
        kept(app, &super_user, &script, &sent)?;
        own::publish(app, &super_user, &script, sent.one("comment").unwrap_or_default())
    });
    match published.await {
        Ok(_) => respond::see_other_saying(&format!("/settings/scripts/{key}"), "said-script-published"),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => {
            let text = fields.one("text").map(str::to_owned);
            let shown = Shown { text, comment, errors: errors.into(), ..Shown::default() };
            respond::invalid(blocking(&app, move |app| page(app, &member, shell, &key, shown)).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

fn address(script: &str) -> String {
    format!("/settings/scripts/{script}/draft")
}

fn kept(app: &Services, super_user: &SuperUser, script: &str, fields: &Fields) -> Result<u64, Fault> {
    let after = fields.one("draft").and_then(|draft| draft.parse().ok());
    own::keep(app, super_user, script, fields.one("text").unwrap_or_default(), after)
}

async fn kept_and_shown(app: &App, super_user: SuperUser, shell: Shell, script: String, fields: Fields, trial: bool) -> Answer {
    let page = blocking(app, move |app| {
        let comment = fields.one("comment").unwrap_or_default().to_owned();
        let shown = match kept(app, &super_user, &script, &fields) {
            Ok(_) => Shown { comment, trial, ..Shown::default() },
            Err(Fault::Conflict(errors)) => {
                let text = fields.one("text").map(str::to_owned);
                Shown { text, comment, errors: errors.into(), ..Shown::default() }
            }
            Err(fault) => return Err(fault),
        };
        page(app, &super_user, shell, &script, shown)
    });
    respond::page(page.await?)
}

fn page(app: &Services, super_user: &SuperUser, mut shell: Shell, script: &str, shown: Shown) -> Result<EditorPage, Fault> {
    shell.module = Module::Settings;
    let (t, head) = (shell.t, overview::head(app, super_user, script)?);
    let draft = own::draft(app, super_user, script)?.ok_or(Fault::NotFound)?;
    let text = shown.text.map_or(Ok(draft.text), |text| own::plain(&text))?;
    let reading = check::check(app, super_user, script, &text)?;
    let checked = CheckedView::new(t, &reading);
    let mut errors = shown.errors;
    let trial = if shown.trial && reading.faults.is_empty() { trial::run(app, super_user, script, &text)? } else { None };
    if shown.trial && reading.faults.is_empty() && trial.is_none() {
        errors.0.push(crate::domain::fault::FieldError::new("", "script-trial-none"));
    }
    let wrong = |line: usize| checked.faults.iter().any(|fault| fault.line == line);
    Ok(EditorPage {
        head: HeadView::new(t, &head),
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
