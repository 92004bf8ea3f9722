//! Reference lists: read and added to by everybody, merged by privacy champions; and what fields are completed with.

use super::{
    App,
    fields::Fields,
    form::Errors,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
    words::known_category,
};
use crate::{
    domain::{
        access::Member,
        fault::Fault,
        fold::fold,
        personal_data::PersonalDataCategory,
        register::RegisterKind,
        term::{Merge, TermList},
        word::{meant, word},
    },
    locale::Texts,
    service::term::{self, TermUse},
};
use askama::Template;
use axum::{
    Json,
    extract::{Path, Query, State},
    response::IntoResponse,
};
use serde::Deserialize;

/// Words on one page.
const SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "register/terms.html")]
struct TermsPage {
    shell: Shell,
    t: Texts,
    champion: bool,
    lists: Vec<ListChoice>,
    /// The same for types of data, by category.
    types: Vec<ListChoice>,
    title: String,
    list: String,
    q: String,
    terms: Vec<TermUse>,
    chosen: Vec<String>,
    more: usize,
    typed: String,
    into: String,
    errors: Errors,
}

struct ListChoice {
    word: String,
    words: String,
    count: usize,
    current: bool,
}

/// Which list is shown, and which of its words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    list: String,
    q: String,
}

/// What stands between `data_types` and its category.
const OF: char = ':';

/// The word of a list in addresses and forms: `applications`, `data_types:identification_data`.
fn list_word(list: &TermList) -> String {
    match list {
        TermList::DataTypes(PersonalDataCategory::Known(category)) => format!("{}{OF}{}", list.as_str(), word(category)),
        TermList::DataTypes(PersonalDataCategory::Other(name)) => format!("{}{OF}{name}", list.as_str()),
        _ => list.as_str().to_owned(),
    }
}

impl ListQuery {
    /// The list that is meant; applications where nothing is said.
    ///
    /// # Errors
    /// `NotFound` where there is no such list.
    fn list(&self) -> Result<TermList, Fault> {
        match self.list.split_once(OF) {
            Some(("data_types", category)) if !category.trim().is_empty() => {
                let known = meant(category).map(PersonalDataCategory::Known);
                Ok(TermList::DataTypes(known.unwrap_or_else(|| known_category(category))))
            }
            None if self.list.is_empty() => Ok(TermList::Applications),
            _ => self.list.parse().map_err(|()| Fault::NotFound),
        }
    }

    fn address(&self) -> String {
        let mut address = url::form_urlencoded::Serializer::new("/register/terms?".to_owned());
        address.append_pair("list", &self.list).finish()
    }
}

/// What was typed where it was refused.
#[derive(Default)]
struct Typed {
    name: String,
    into: String,
    chosen: Vec<String>,
    errors: Errors,
}

/// `GET /register/terms?list=&q=`
pub async fn index(State(app): State<App>, Signed(member): Signed, shell: Shell, Query(query): Query<ListQuery>) -> Answer {
    respond::page(page(&app, member, shell, query, Typed::default()).await?)
}

/// `POST /register/terms`: adds a word.
pub async fn create(State(app): State<App>, Signed(member): Signed, shell: Shell, fields: Fields) -> Answer {
    let query = query_of(&fields);
    let (list, name) = (query.list()?, fields.one("name").unwrap_or_default().to_owned());
    let (host, typed) = (member.clone(), name.clone());
    match blocking(&app, move |app| term::add(app, &host, list, &name)).await {
        Ok(_) => respond::see_other_saying(&query.address(), "said-term-added"),
        Err(Fault::Invalid(errors)) => {
            let typed = Typed { name: typed, errors: Errors(errors), ..Typed::default() };
            respond::invalid(page(&app, member, shell, query, typed).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /register/terms/merge`: makes the words chosen one.
pub async fn merge(State(app): State<App>, Signed(member): Signed, shell: Shell, fields: Fields) -> Answer {
    let champion = member.champion().ok_or(Fault::Forbidden)?;
    let query = query_of(&fields);
    let from: Vec<String> = fields.all("from").map(str::to_owned).collect();
    let into = fields.one("into").unwrap_or_default().to_owned();
    let merge = Merge { list: query.list()?, from: from.clone(), into: into.clone() };
    match blocking(&app, move |app| term::merge(app, &champion, &merge)).await {
        Ok(_) => respond::see_other_saying(&query.address(), "said-terms-merged"),
        Err(Fault::Invalid(errors)) => {
            let typed = Typed { into, chosen: from, errors: Errors(errors), ..Typed::default() };
            respond::invalid(page(&app, member, shell, query, typed).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /register/terms/{id}/deletion`: takes a word off its list.
pub async fn delete(State(app): State<App>, Signed(member): Signed, Path(id): Path<String>, fields: Fields) -> Answer {
    let champion = member.champion().ok_or(Fault::Forbidden)?;
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| term::remove(app, &champion, id)).await?;
    respond::see_other_saying(&query_of(&fields).address(), "said-term-removed")
}

/// What is typed into which field.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typing {
    field: String,
    q: String,
}

/// `GET /register/{kind}/completions?field=&q=`: a list of words as JSON.
pub async fn complete(
    State(app): State<App>,
    Signed(member): Signed,
    Path(kind): Path<String>,
    Query(Typing { field, q }): Query<Typing>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let words = blocking(&app, move |app| term::suggest(app, &member, kind, &field, &short(&q))).await?;
    Ok(Json(words).into_response())
}

fn query_of(fields: &Fields) -> ListQuery {
    ListQuery { list: fields.one("list").unwrap_or_default().to_owned(), q: String::new() }
}

fn short(text: &str) -> String {
    text.chars().take(200).collect()
}

async fn page(app: &App, member: Member, shell: Shell, query: ListQuery, typed: Typed) -> Result<TermsPage, Fault> {
    let (list, champion) = (query.list()?, member.champion().is_some());
    let of = list.clone();
    let (lists, mut terms) = blocking(app, move |app| Ok((term::lists(app, &member)?, term::list(app, &member, &of)?))).await?;
    let t = shell.t;
    let wanted = fold(&short(&query.q));
    terms.retain(|term| fold(&term.name).contains(&wanted));
    let more = terms.len().saturating_sub(SHOWN);
    terms.truncate(SHOWN);
    let choices = lists.into_iter().map(|(of, count)| {
        (
            matches!(of, TermList::DataTypes(_)),
            ListChoice { word: list_word(&of), words: list_words(t, &of), count, current: of == list },
        )
    });
    let (types, lists): (Vec<_>, Vec<_>) = choices.partition(|(is_type, _)| *is_type);
    let choices = |of: Vec<(bool, ListChoice)>| of.into_iter().map(|(_, choice)| choice).collect();
    Ok(TermsPage {
        champion,
        lists: choices(lists),
        types: choices(types),
        title: list_words(t, &list),
        list: list_word(&list),
        q: query.q,
        terms,
        chosen: typed.chosen,
        more,
        typed: typed.name,
        into: typed.into,
        errors: typed.errors,
        t,
        shell: Shell { module: Module::Register, ..shell },
    })
}

fn list_words(t: Texts, list: &TermList) -> String {
    match list {
        TermList::DataTypes(category) => t.data_category(category),
        _ => t.of("lists-list", list.as_str()),
    }
}
