//! One action of the plan: its panel, its page with comments and evidence, its changes; and adding one by hand.

use super::{
    App,
    campaigns::told_refusal,
    comments::{CommentForm, CommentRow},
    fields::Fields,
    form::Errors,
    plan::{badge, offered},
    respond::{self, Answer, blocking},
    session::{Signed, SignedChampion},
    shell::{Module, Shell},
    visitor::Fragment,
};
use crate::{
    domain::{
        access::Member,
        action::{Action, ActionOrigin, ActionStatus, REMINDERS},
        comment::Remarked,
        document::Document,
        evidence::Proved,
        fault::Fault,
        id::{AccountId, ActionId, CommentId},
        percent::Percent,
        plan::Module as PlanModule,
        questionnaire::Questionnaire,
    },
    locale::Texts,
    service::{
        Services, account,
        action::{self, ActionChange, Candidate},
        attachment::Attached,
        comment, evidence, plan, programme,
    },
    store::Versioned,
};
use askama::Template;
use axum::{
    Form, Json,
    extract::{Path, State},
    response::IntoResponse,
};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "compliance/action.html")]
struct ActionPanel {
    t: Texts,
    here: String,
    /// On the page of the action: comments and evidence stand beside it.
    whole: bool,
    /// Where forms lead back to.
    back: &'static str,
    seq: u64,
    title: String,
    /// Theme and subtheme.
    place: String,
    why: String,
    article: String,
    priority: &'static str,
    effort: &'static str,
    status: &'static str,
    badge: &'static str,
    reason: String,
    assignees: Vec<(AccountId, String)>,
    due: Option<Date>,
    late: bool,
    /// Days before, with whether it is so.
    reminders: [(u8, bool); 5],
    gain: String,
    question: Option<String>,
    /// Statuses this person may set, with whether it is the present one; none where the action is not theirs.
    offered: Vec<(&'static str, bool)>,
    champion: bool,
    /// People who can still be assigned; only for champions.
    people: Vec<Candidate>,
    comments: usize,
    documents: usize,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "compliance/action_page.html")]
struct ActionPage {
    shell: Shell,
    t: Texts,
    base: &'static str,
    here: String,
    title: String,
    panel: String,
    comments: Vec<CommentRow>,
    remarkable: bool,
    comment: String,
    documents: Vec<Attached>,
    attachable: bool,
    found: Option<Vec<Arc<Versioned<Document>>>>,
    q: String,
    errors: Errors,
}

/// What the page shows beside the action: what was typed before, with what is wrong with it, and what is looked for.
#[derive(Default)]
pub(super) struct Typed {
    pub comment: String,
    pub q: Option<String>,
    pub errors: Errors,
}

/// What a script hears once a card was moved.
#[derive(Serialize)]
struct Moved {
    said: String,
}

const BASE: &str = "/compliance/actions";

/// `GET /compliance/actions/{id}`: the panel alone where a script asks for it, else the page of the action.
pub async fn show(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(id): Path<String>,
) -> Answer {
    let (id, t) = (id_of(&id)?, shell.t);
    if fragment {
        return respond::fragment(blocking(&app, move |app| panel(app, &member, t, id, false, Errors::default())).await?);
    }
    respond::page(blocking(&app, move |app| page(app, &member, shell, id, Typed::default())).await?)
}

/// `POST /compliance/actions/{id}`: status or due date, whichever the form holds; a script hears JSON.
pub async fn update(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Fragment(fragment): Fragment,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let id = id_of(&id)?;
    let (t, changer) = (shell.t, member.clone());
    let changed = match read(&fields) {
        Ok(change) => {
            blocking(&app, move |app| {
                action::update(app, &changer, id, change)?;
                action::find(app, &changer, id)
            })
            .await
        }
        Err(fault) => Err(fault),
    };
    match changed {
        Ok(action) if fragment => {
            let status = t.of("action-status", action.status.as_str());
            let said = t.with("board-moved", &[("title", action.title.get(t.language).to_owned()), ("status", status)]);
            Ok(Json(Moved { said }).into_response())
        }
        Ok(_) => respond::see_other_saying(&back(&fields, id), "said-action-changed"),
        Err(fault) if fragment => Ok(told_refusal(fault, t)),
        Err(Fault::Invalid(errors)) => {
            let typed = Typed { errors: errors.into(), ..Typed::default() };
            respond::invalid(blocking(&app, move |app| page(app, &member, shell, id, typed)).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /compliance/actions/{id}/assignees`: adds one person, or takes one off.
pub async fn assign(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let id = id_of(&id)?;
    let account = |name: &str| fields.one(name).map(str::parse::<AccountId>).transpose();
    let unknown = |_| Fault::invalid("assignees", "action-assignee-unknown");
    let (add, remove) = (account("add").map_err(unknown)?, account("remove").map_err(unknown)?);
    blocking(&app, move |app| {
        add.map(|account| action::assign(app, &champion, id, account)).transpose()?;
        remove.map(|account| action::unassign(app, &champion, id, account)).transpose()
    })
    .await?;
    respond::see_other_saying(&back(&fields, id), "said-action-changed")
}

/// `POST /compliance/actions/{id}/comments`
pub async fn remark(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(id): Path<String>,
    Form(CommentForm { comment }): Form<CommentForm>,
) -> Answer {
    let id = id_of(&id)?;
    let (author, text) = (member.clone(), comment.clone());
    match blocking(&app, move |app| comment::add(app, &author, Remarked::Action { action: id }, &text)).await {
        Ok(_) => respond::see_other_saying(&format!("{BASE}/{id}#comments"), "said-commented"),
        Err(Fault::Invalid(errors)) => {
            let typed = Typed { comment, errors: errors.into(), q: None };
            respond::invalid(blocking(&app, move |app| page(app, &member, shell, id, typed)).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /compliance/actions/comments/{id}/deletion`
pub async fn take_back(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>) -> Answer {
    let id: CommentId = id.parse().map_err(|_| Fault::NotFound)?;
    let on = blocking(&app, move |app| comment::delete(app, &member, None, id)).await?;
    respond::see_other_saying(&format!("{BASE}/{}#comments", on.id()), "said-comment-deleted")
}

/// What a form changes.
fn read(fields: &Fields) -> Result<ActionChange, Fault> {
    let reason = fields.one("reason").unwrap_or_default();
    let due = |due: &str| match due {
        "" => Ok(None),
        due => due.parse().map(Some).map_err(|_| Fault::invalid("due", "answer-date")),
    };
    let days = |days: &str| days.parse().map_err(|_| Fault::invalid("remind", "fault-unknown-value"));
    Ok(ActionChange {
        status: fields.one("status").map(|status| ActionStatus::read(status, reason)).transpose()?,
        assignees: None,
        due: fields.one("due").map(due).transpose()?,
        remind: fields.one("remind").map(days).transpose()?,
        seq: fields.one("seq").and_then(|seq| seq.parse().ok()),
    })
}

/// Where a form came from.
fn back(fields: &Fields, id: ActionId) -> String {
    match fields.one("back") {
        Some("panel") => format!("/compliance?action={id}"),
        Some("board") => format!("/compliance/board#action-{id}"),
        _ => format!("{BASE}/{id}"),
    }
}

pub(super) fn id_of(id: &str) -> Result<ActionId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

/// The page of an action.
pub(super) fn page(
    app: &Services,
    member: &Member,
    mut shell: Shell,
    id: ActionId,
    typed: Typed,
) -> Result<impl Template + Send + use<>, Fault> {
    shell.module = Module::Compliance;
    let t = shell.t;
    let Typed { comment, q, errors } = typed;
    let action = action::find(app, member, id)?;
    let concerned = action::concerns(app, member, &action)?;
    let proved = Proved::Action { action: id };
    let attachable = concerned && plan::has(app, member, PlanModule::Documents)?;
    let found = match &q {
        Some(words) if attachable => Some(evidence::candidates(app, member, &proved, words)?),
        _ => None,
    };
    let comments = comment::list(app, member, Remarked::Action { action: id })?;
    Ok(ActionPage {
        base: BASE,
        here: format!("{BASE}/{id}"),
        title: action.title.get(t.language).to_owned(),
        panel: panel(app, member, t, id, true, errors.clone())?,
        comments: comments.into_iter().map(|shown| CommentRow::of(t, shown)).collect(),
        remarkable: concerned,
        comment,
        documents: evidence::list(app, member, &proved)?,
        attachable,
        found,
        q: q.unwrap_or_default(),
        errors,
        t,
        shell,
    })
}

/// The panel of an action, in HTML; `whole` on its page.
pub(super) fn panel(
    app: &Services,
    member: &Member,
    t: Texts,
    id: ActionId,
    whole: bool,
    errors: Errors,
) -> Result<String, Fault> {
    let action = action::find(app, member, id)?;
    let programmes = programme::all(app, member)?;
    let programme = programmes.iter().find(|programme| programme.has(id)).or(programmes.first());
    let planned = programme.and_then(|programme| programme.actions.iter().find(|planned| planned.action.id == id));
    let questionnaire = programme.map(|programme| &programme.sheet.script.questionnaire);
    let champion = member.champion();
    let mut people = champion.as_ref().map(|champion| action::people(app, champion)).transpose()?.unwrap_or_default();
    people.retain(|person| !action.assignees.contains(&person.account));
    let mut assignees = Vec::new();
    for account in &action.assignees {
        let name = account::name(app, member, *account)?.unwrap_or_else(|| t.get("audit-actor-gone"));
        assignees.push((*account, name));
    }
    let offered = offered(&action, member).map(|word| (word, word == action.status.as_str()));
    let panel = ActionPanel {
        here: format!("{BASE}/{id}"),
        whole,
        back: if whole { "page" } else { "panel" },
        seq: action.seq(),
        title: action.title.get(t.language).to_owned(),
        place: questionnaire.map(|questionnaire| place(questionnaire, &action, t)).unwrap_or_default(),
        why: action.why.get(t.language).to_owned(),
        article: action.article.get(t.language).to_owned(),
        priority: action.priority.as_str(),
        effort: action.effort.as_str(),
        status: action.status.as_str(),
        badge: badge(&action.status),
        reason: action.status.reason().to_owned(),
        assignees,
        due: action.due,
        late: action.is_overdue(app.clock.today()),
        reminders: REMINDERS.map(|days| (days, days == action.remind)),
        gain: planned.map(|planned| points(t, planned.gain)).unwrap_or_default(),
        question: questionnaire.and_then(|questionnaire| question_of(questionnaire, &action, t)),
        offered: offered.collect(),
        champion: champion.is_some(),
        people,
        comments: comment::list(app, member, Remarked::Action { action: id })?.len(),
        documents: evidence::list(app, member, &Proved::Action { action: id })?.len(),
        errors,
        t,
    };
    panel.render().map_err(Fault::internal)
}

/// Names of its theme and subtheme.
fn place(questionnaire: &Questionnaire, action: &Action, t: Texts) -> String {
    let theme = questionnaire.themes.iter().find(|theme| theme.key == action.theme);
    let subtheme = theme.and_then(|theme| theme.subthemes.iter().find(|subtheme| subtheme.key == action.subtheme));
    let names = [theme.map(|theme| &theme.title), subtheme.map(|subtheme| &subtheme.title)];
    names.into_iter().flatten().map(|title| title.get(t.language)).collect::<Vec<_>>().join(" › ")
}

fn question_of(questionnaire: &Questionnaire, action: &Versioned<Action>, t: Texts) -> Option<String> {
    let ActionOrigin::Answer { question, .. } = &action.origin else { return None };
    questionnaire.question(question).map(|placed| placed.question.text.get(t.language).to_owned())
}

/// Nothing where an action brings nothing.
fn points(t: Texts, gain: Percent) -> String {
    if gain.tenths() < 0.05 { String::new() } else { t.one("compliance-gain-long", "points", format!("{gain}")) }
}
