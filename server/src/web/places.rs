//! Where purposes and categories hang: moved by the command "move to…" of a page, or by dragging them in the tree. Both
//! send the same form; a script is told in JSON what came of it.

use super::{
    App, categories,
    form::Errors,
    purposes::{self, base},
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
    visitor::Fragment,
};
use crate::{
    domain::{
        access::Champion,
        fault::{Fault, FieldError},
        id::{CategoryId, PurposeId},
        register::RegisterKind,
    },
    locale::Texts,
    service::{Services, category, purpose},
};
use askama::Template;
use axum::{
    Form, Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};

#[derive(Template)]
#[template(path = "categories/place.html")]
struct PlacePage {
    shell: Shell,
    t: Texts,
    base: String,
    name: String,
    action: String,
    errors: Errors,
    places: Vec<Place>,
}

/// Somewhere to hang a thing on.
struct Place {
    id: String,
    name: String,
    /// Below another one.
    inner: bool,
    /// Where it hangs now.
    current: bool,
}

/// What the form and the drag send: the identifier of a category, or nothing for the top of the register.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    to: String,
}

/// What a script is told.
#[derive(Serialize)]
struct Told {
    said: String,
}

/// What is moved.
#[derive(Clone, Copy)]
enum Moved {
    Purpose(PurposeId),
    Category(CategoryId),
}

/// `GET /register/{kind}/purposes/{id}/place`
pub async fn of_purpose(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = purposes::place(&kind, &id)?;
    respond::page(blocking(&app, move |app| page(app, &champion, shell, kind, Moved::Purpose(id), Errors::default())).await?)
}

/// `POST /register/{kind}/purposes/{id}/place`
pub async fn move_purpose(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    fragment: Fragment,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<PlaceForm>,
) -> Answer {
    let (kind, id) = purposes::place(&kind, &id)?;
    put(app, champion, shell, fragment, kind, Moved::Purpose(id), form).await
}

/// `GET /register/{kind}/categories/{id}/place`
pub async fn of_category(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = categories::place(&kind, &id)?;
    respond::page(blocking(&app, move |app| page(app, &champion, shell, kind, Moved::Category(id), Errors::default())).await?)
}

/// `POST /register/{kind}/categories/{id}/place`
pub async fn move_category(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    fragment: Fragment,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<PlaceForm>,
) -> Answer {
    let (kind, id) = categories::place(&kind, &id)?;
    put(app, champion, shell, fragment, kind, Moved::Category(id), form).await
}

async fn put(
    app: App,
    champion: Champion,
    shell: Shell,
    Fragment(fragment): Fragment,
    kind: RegisterKind,
    moved: Moved,
    form: PlaceForm,
) -> Answer {
    let (asked, t) = (champion.clone(), shell.t);
    let done = blocking(&app, move |app| carry_out(app, t, &asked, kind, moved, &form.to));
    let errors = match done.await {
        Ok((_, said)) if fragment => return Ok(Json(Told { said }).into_response()),
        Ok((there, _)) => return respond::see_other_saying(&there, "said-branch-moved"),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => errors,
        Err(fault) => return Err(fault.into()),
    };
    if fragment {
        let said = errors.iter().map(|error| t.error(error)).collect::<Vec<_>>().join(" ");
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(Told { said })).into_response());
    }
    // On this page there is one field, whatever the service calls what is wrong with it.
    let errors: Vec<_> = errors.into_iter().map(|error| FieldError { field: "to".into(), ..error }).collect();
    respond::invalid(blocking(&app, move |app| page(app, &champion, shell, kind, moved, errors.into())).await?)
}

/// Moves it: the address where it is seen, and what to say.
fn carry_out(
    app: &Services,
    t: Texts,
    champion: &Champion,
    kind: RegisterKind,
    moved: Moved,
    to: &str,
) -> Result<(String, String), Fault> {
    let to = categories::parent_of(to)?;
    let said = |name: &str, place: &str| {
        if place.is_empty() {
            t.one("place-said-top", "name", name)
        } else {
            t.with("place-said", &[("name", name), ("place", place)])
        }
    };
    match moved {
        Moved::Purpose(id) => {
            purpose::move_to(app, champion, kind, id, to.ok_or_else(|| Fault::invalid("to", "fault-required"))?)?;
            let sheet = purpose::sheet(app, champion, kind, id)?;
            let (category, subcategory) = (sheet.purpose.category, sheet.purpose.subcategory);
            let there = categories::branch(kind, subcategory.unwrap_or(category), subcategory.map(|_| category));
            let place = if sheet.subcategory.is_empty() { &sheet.category } else { &sheet.subcategory };
            Ok((format!("{there}&purpose={id}"), said(&sheet.purpose.name, place)))
        }
        Moved::Category(id) => {
            let old = category::sheet(app, champion, kind, id)?.category;
            category::update(app, champion, kind, id, None, &old.name, to)?;
            let sheet = category::sheet(app, champion, kind, id)?;
            Ok((categories::branch(kind, id, to), said(&old.name, &sheet.parent)))
        }
    }
}

fn page(
    app: &Services,
    champion: &Champion,
    mut shell: Shell,
    kind: RegisterKind,
    moved: Moved,
    errors: Errors,
) -> Result<PlacePage, Fault> {
    shell.module = Module::Register;
    let (t, base) = (shell.t, base(kind));
    let all = category::list(app, champion, kind)?;
    let (name, action, now, itself) = match moved {
        Moved::Purpose(id) => {
            let purpose = purpose::sheet(app, champion, kind, id)?.purpose;
            let now = purpose.subcategory.unwrap_or(purpose.category);
            (purpose.name.clone(), format!("{base}/purposes/{id}/place"), Some(now), None)
        }
        Moved::Category(id) => {
            let category = category::sheet(app, champion, kind, id)?.category;
            (category.name.clone(), format!("{base}/categories/{id}/place"), category.parent, Some(id))
        }
    };
    // A category goes to the top or below another one, a purpose anywhere but to the top.
    let top = Place { id: String::new(), name: t.get("place-top"), inner: false, current: now.is_none() };
    let fits = |id: CategoryId, inner: bool| itself.is_none_or(|itself| itself != id && !inner);
    let others = all.iter().filter(|sheet| fits(sheet.category.id, sheet.category.parent.is_some())).map(|sheet| Place {
        id: sheet.category.id.to_string(),
        name: sheet.category.name.clone(),
        inner: sheet.category.parent.is_some(),
        current: now == Some(sheet.category.id),
    });
    let places = itself.map(|_| top).into_iter().chain(others).collect();
    Ok(PlacePage { t, shell, base, name, action, errors, places })
}
