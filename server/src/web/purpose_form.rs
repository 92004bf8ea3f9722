//! The form that makes and changes a purpose. What was typed is shown again with every error.

use super::{
    App,
    fields::Fields,
    form::Errors,
    models::{self, Period},
    purpose_fields::PurposeForm,
    purposes::{base, place},
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
    words::{Choice, choices, unit_words},
};
use crate::{
    domain::{
        access::Member,
        activity::SecurityMeasure,
        data_category::DataCategory,
        fault::Fault,
        id::{CategoryId, PurposeId},
        legal_basis::LegalBasis,
        personal_data::VolumeBand,
        purpose_model::PurposeModel,
        register::RegisterKind,
        retention::{AfterRetention, RetentionStart, RetentionUnit},
        word::word,
    },
    locale::Texts,
    service::{
        Services, model,
        purpose::{self, Vocabulary},
        register,
    },
};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "purposes/edit.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    title: String,
    base: String,
    action: String,
    back: String,
    errors: Errors,
    form: PurposeForm,
    hint: Option<Hint>,
    known: Vocabulary,
    bases: Vec<Choice>,
    volumes: Vec<Choice>,
    units: Vec<Choice>,
    starts: Vec<Choice>,
    afters: Vec<Choice>,
    measures: Vec<(Choice, bool)>,
    categories: Vec<String>,
    /// Name and category of what is often processed.
    types: Vec<(&'static str, String)>,
}

/// Where a new purpose is to stand, or what is to fill it first.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    category: String,
    model: String,
}

/// What is to be known of the model that filled the form.
struct Hint {
    name: String,
    bases: String,
    periods: Vec<Period>,
}

/// `GET /register/{kind}/purposes/new`
pub async fn new(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<NewQuery>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let page = blocking(&app, move |app| {
        let view = register::view(app, &champion, kind)?;
        let mut form = if query.model.is_empty() {
            PurposeForm::default()
        } else {
            PurposeForm::of_model(shell.t, &model::find(app, &champion, &query.model)?)
        };
        let chosen = query.category.parse::<CategoryId>().ok().and_then(|id| view.category(id).cloned());
        if let Some(chosen) = chosen {
            let parent = chosen.parent.and_then(|id| view.category(id).cloned());
            (form.category, form.subcategory) = match parent {
                Some(parent) => (parent.name.clone(), chosen.name.clone()),
                None => (chosen.name.clone(), String::new()),
            };
        }
        form_page(app, &champion, shell, kind, None, form, Errors::default())
    });
    respond::page(page.await?)
}

/// `POST /register/{kind}/purposes`
pub async fn create(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(kind): Path<String>,
    fields: Fields,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let form = PurposeForm::sent(&fields);
    let (asked, typed) = (champion.clone(), form.clone());
    match blocking(&app, move |app| purpose::create(app, &asked, kind, &typed.read()?)).await {
        Ok(id) => respond::see_other_saying(&format!("{}/purposes/{id}", base(kind)), "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let page = move |app: &App| form_page(app, &champion, shell, kind, None, form, errors.into());
            respond::invalid(blocking(&app, page).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /register/{kind}/purposes/{id}/edit`
pub async fn edit(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let page = blocking(&app, move |app| {
        let form = PurposeForm::of(shell.t, &purpose::sheet(app, &champion, kind, id)?);
        form_page(app, &champion, shell, kind, Some(id), form, Errors::default())
    });
    respond::page(page.await?)
}

/// `POST /register/{kind}/purposes/{id}`
pub async fn update(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let form = PurposeForm::sent(&fields);
    let (asked, typed) = (champion.clone(), form.clone());
    let done = blocking(&app, move |app| purpose::update(app, &asked, kind, id, typed.version.parse().ok(), &typed.read()?));
    match done.await {
        Ok(()) => respond::see_other_saying(&format!("{}/purposes/{id}", base(kind)), "said-saved"),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => {
            let page = move |app: &App| form_page(app, &champion, shell, kind, Some(id), form, errors.into());
            respond::invalid(blocking(&app, page).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

fn form_page(
    app: &Services,
    member: &Member,
    mut shell: Shell,
    kind: RegisterKind,
    id: Option<PurposeId>,
    form: PurposeForm,
    errors: Errors,
) -> Result<FormPage, Fault> {
    shell.module = Module::Register;
    let (t, base) = (shell.t, base(kind));
    let here = id.map(|id| format!("{base}/purposes/{id}"));
    let unit = |unit: RetentionUnit| Choice { word: word(&unit), words: unit_words(t, unit) };
    let measure = |choice: Choice| {
        let chosen = form.security_measures.contains(&choice.word);
        (choice, chosen)
    };
    let of_category = |category: DataCategory| {
        let label = t.choice(&category);
        category.types().iter().map(move |kind| (kind.named(t.language), label.clone()))
    };
    let found = Some(&form.model).filter(|id| !id.is_empty()).and_then(|id| model::find(app, member, id).ok());
    let hint = |model: PurposeModel| Hint {
        name: t.written(&model.name).to_owned(),
        bases: model.legal_bases.iter().map(|basis| t.choice(basis)).collect::<Vec<_>>().join(" · "),
        periods: models::periods(t, &model),
    };
    Ok(FormPage {
        hint: found.map(hint),
        title: t.get(if id.is_some() { "purpose-edit" } else { "purpose-new" }),
        action: here.clone().unwrap_or_else(|| format!("{base}/purposes")),
        back: here.unwrap_or_else(|| base.clone()),
        known: purpose::vocabulary(app, member, kind)?,
        bases: choices(t, &LegalBasis::ALL),
        volumes: choices(t, &VolumeBand::ALL),
        units: RetentionUnit::ALL.map(unit).into(),
        starts: choices(t, &RetentionStart::ALL),
        afters: choices(t, &AfterRetention::ALL),
        measures: SecurityMeasure::ALL
            .into_iter()
            .map(|known| measure(Choice { word: known.as_str().to_owned(), words: t.choice(&known) }))
            .collect(),
        categories: DataCategory::ALL.iter().map(|category| t.choice(category)).collect(),
        types: DataCategory::ALL.into_iter().flat_map(of_category).collect(),
        form: form.spacious(),
        errors,
        base,
        t,
        shell,
    })
}
