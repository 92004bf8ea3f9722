//! Adding an action by hand: the form, and what it sends.

use super::{
    App,
    fields::Fields,
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::Champion,
        fault::Fault,
        id::AccountId,
        questionnaire::{Level, Theme},
    },
    locale::Texts,
    service::{
        Services,
        action::{self, ActionInput},
        programme,
    },
};
use askama::Template;
use axum::extract::{RawQuery, State};

#[derive(Template)]
#[template(path = "compliance/action_new.html")]
struct NewPage {
    shell: Shell,
    t: Texts,
    themes: Vec<ThemePlaces>,
    levels: [&'static str; 3],
    /// Account, name, and whether it is chosen.
    people: Vec<(String, String, bool)>,
    form: NewForm,
    errors: Errors,
}

/// A theme with its subthemes to choose from.
struct ThemePlaces {
    title: String,
    /// Keys of theme and subtheme with a space between, and the name of the subtheme.
    places: Vec<(String, String)>,
}

/// What was typed.
struct NewForm {
    title: String,
    why: String,
    /// Keys of theme and subtheme with a space between.
    theme: String,
    priority: String,
    effort: String,
    due: String,
    assignees: Vec<AccountId>,
}

/// `GET /compliance/actions/new`: the form, with the fields that the address fills.
pub async fn new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    RawQuery(query): RawQuery,
) -> Answer {
    let form = NewForm::read(&Fields::read(query.unwrap_or_default().as_bytes()))?;
    respond::page(blocking(&app, move |app| page(app, &champion, shell, form, Errors::default())).await?)
}

/// `POST /compliance/actions`
pub async fn create(State(app): State<App>, SignedChampion(champion): SignedChampion, shell: Shell, fields: Fields) -> Answer {
    let form = NewForm::read(&fields)?;
    let input = form.input();
    let author = champion.clone();
    match blocking(&app, move |app| action::create(app, &author, input?)).await {
        Ok(id) => respond::see_other_saying(&format!("/compliance/actions/{id}"), "said-action-added"),
        Err(Fault::Invalid(errors)) => {
            respond::invalid(blocking(&app, move |app| page(app, &champion, shell, form, errors.into())).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

impl NewForm {
    fn read(fields: &Fields) -> Result<Self, Fault> {
        let one = |name: &str| fields.one(name).unwrap_or_default().to_owned();
        let level = |name: &str| fields.one(name).unwrap_or(Level::Medium.as_str()).to_owned();
        let assignees = fields.all("assignees").map(str::parse).collect::<Result<_, _>>();
        Ok(Self {
            title: one("title"),
            why: one("why"),
            theme: one("theme"),
            priority: level("priority"),
            effort: level("effort"),
            due: one("due"),
            assignees: assignees.map_err(|_| Fault::invalid("assignees", "action-assignee-unknown"))?,
        })
    }

    fn input(&self) -> Result<ActionInput, Fault> {
        let unknown = |field: &'static str| move |()| Fault::invalid(field, "fault-unknown-value");
        let due = (!self.due.is_empty()).then(|| self.due.parse()).transpose();
        let (theme, subtheme) = self.theme.split_once(' ').unwrap_or((&self.theme, ""));
        Ok(ActionInput {
            title: self.title.clone(),
            why: self.why.clone(),
            theme: theme.to_owned(),
            subtheme: subtheme.to_owned(),
            priority: self.priority.parse().map_err(unknown("priority"))?,
            effort: self.effort.parse().map_err(unknown("effort"))?,
            due: due.map_err(|_| Fault::invalid("due", "answer-date"))?,
            remind: None,
            assignees: self.assignees.clone(),
        })
    }
}

fn page(app: &Services, champion: &Champion, mut shell: Shell, form: NewForm, errors: Errors) -> Result<NewPage, Fault> {
    shell.module = Module::Compliance;
    let t = shell.t;
    let scripts = programme::questionnaires(app, champion)?;
    let themes = scripts.iter().flat_map(|script| &script.questionnaire.themes).map(|theme: &Theme| ThemePlaces {
        title: theme.title.get(t.language).to_owned(),
        places: theme
            .subthemes
            .iter()
            .map(|subtheme| (format!("{} {}", theme.key, subtheme.key), subtheme.title.get(t.language).to_owned()))
            .collect(),
    });
    let levels = [Level::High, Level::Medium, Level::Low].map(Level::as_str);
    let people = action::people(app, champion)?.into_iter();
    let people = people.map(|person| (person.account.to_string(), person.name, form.assignees.contains(&person.account)));
    Ok(NewPage { themes: themes.collect(), levels, people: people.collect(), form, errors, t, shell })
}
