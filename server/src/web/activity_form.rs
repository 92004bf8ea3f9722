//! The form of an activity, one field for each column of the register file. What was typed is shown again with
//! every error.

use super::{
    App,
    activities::place,
    form::Errors,
    respond::{self, Answer, blocking},
    session::Signed,
    shell::{Module, Shell},
    words::unit_words,
};
use crate::{
    domain::{
        column::{
            COLUMNS, Column, Kind, NO, YES,
            choices::{Choice, LEGAL_BASES, ORIGINS, Origin, RETENTION_STARTS, RETENTION_UNITS, VOLUMES, read},
        },
        fault::Fault,
        id::{ActivityId, PurposeId},
        legal_basis::SpecialCategoryCondition,
        register::RegisterKind,
        word::word,
    },
    locale::Texts,
    service::{activity, activity_form::Fields, register},
};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "activities/edit.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    base: String,
    title: String,
    action: String,
    back: String,
    version: String,
    errors: Errors,
    sections: Vec<FormSection>,
}

struct FormSection {
    title: String,
    fields: Vec<Field>,
}

struct Field {
    name: &'static str,
    label: String,
    value: String,
    required: bool,
    kind: FieldKind,
    options: Vec<(String, String, bool)>,
}

#[derive(PartialEq)]
enum FieldKind {
    Text,
    Area,
    /// One value a line.
    Values,
    Choice,
}

/// The parts of the form: the last column of each.
const SECTIONS: [(&str, u8); 11] = [
    ("branch", 4),
    ("description", 11),
    ("department", 17),
    ("joint-controller", 20),
    ("data", 49),
    ("source", 54),
    ("subjects", 57),
    ("information", 67),
    ("receivers", 76),
    ("retention", 80),
    ("security", 89),
];

/// Where a new activity is to stand.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    purpose: String,
}

/// `GET /register/{kind}/activities/new`
pub async fn new(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(kind): Path<String>,
    Query(query): Query<NewQuery>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let fields = blocking(&app, move |app| {
        let mut fields = Fields::default();
        if let Ok(purpose) = query.purpose.parse::<PurposeId>() {
            let view = register::view(app, &member, kind)?;
            let (category, subcategory, purpose) = view.branch(purpose);
            fields.set("category", category.to_owned());
            fields.set("subcategory", subcategory.to_owned());
            fields.set("purpose", purpose.to_owned());
        }
        Ok(fields)
    })
    .await?;
    respond::page(page(shell, kind, None, String::new(), &fields, Errors::default()))
}

/// `POST /register/{kind}/activities`
pub async fn create(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path(kind): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> Answer {
    let kind: RegisterKind = kind.parse().map_err(|()| Fault::NotFound)?;
    let fields = fields_of(form);
    let typed = fields.clone();
    match blocking(&app, move |app| activity::create(app, &member, kind, &fields.read(None)?)).await {
        Ok(id) => respond::see_other_saying(&format!("/register/{}/activities/{id}", kind.as_str()), "said-saved"),
        Err(Fault::Invalid(errors)) => respond::invalid(page(shell, kind, None, String::new(), &typed, errors.into())),
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /register/{kind}/activities/{id}/edit`
pub async fn edit(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let (fields, version) = blocking(&app, move |app| {
        let sheet = activity::sheet(app, &member, kind, id)?;
        activity::may_edit(&member, &sheet.activity)?;
        Ok((Fields::of(&sheet), sheet.activity.seq().to_string()))
    })
    .await?;
    respond::page(page(shell, kind, Some(id), version, &fields, Errors::default()))
}

/// `POST /register/{kind}/activities/{id}`
pub async fn update(
    State(app): State<App>,
    Signed(member): Signed,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<HashMap<String, String>>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let version = form.get("version").cloned().unwrap_or_default();
    let seq = version.parse::<u64>().ok();
    let fields = fields_of(form);
    let typed = fields.clone();
    let done = blocking(&app, move |app| {
        let old = activity::sheet(app, &member, kind, id)?;
        let input = fields.read(Some(&old.activity.record))?;
        activity::update(app, &member, kind, id, seq, &input)
    });
    let errors = match done.await {
        Ok(()) => return respond::see_other_saying(&format!("/register/{}/activities/{id}", kind.as_str()), "said-saved"),
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => errors,
        Err(fault) => return Err(fault.into()),
    };
    respond::invalid(page(shell, kind, Some(id), version, &typed, errors.into()))
}

/// The known fields of a form; lines of an area become values separated by semicolons.
fn fields_of(form: HashMap<String, String>) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in form {
        let lines = Column::named(&name).is_some_and(|column| matches!(column.kind, Kind::Multi | Kind::Pairs));
        let value = if lines { value.replace("\r\n", "\n").replace('\n', " ; ") } else { value };
        fields.set(&name, value);
    }
    fields
}

fn page(
    mut shell: Shell,
    kind: RegisterKind,
    id: Option<ActivityId>,
    version: String,
    fields: &Fields,
    errors: Errors,
) -> FormPage {
    shell.module = Module::Register;
    let t = shell.t;
    let base = format!("/register/{}", kind.as_str());
    let here = id.map(|id| format!("{base}/activities/{id}"));
    let mut columns = COLUMNS.iter().peekable();
    let mut sections: Vec<FormSection> = SECTIONS
        .iter()
        .map(|(name, last)| {
            let mut section = FormSection { title: t.of("form-section", name), fields: Vec::new() };
            while let Some(column) = columns.next_if(|column| column.number <= *last) {
                section.fields.push(field(t, column, fields));
            }
            section
        })
        .collect();
    if let Some(section) = sections.get_mut(1) {
        section.fields.extend(beyond(t, fields));
    }
    if kind == RegisterKind::Processor {
        let names = [
            "client_name",
            "client_contact_first_name",
            "client_contact_last_name",
            "client_contact_position",
            "client_contact_email",
        ];
        let client = names.map(|name| text(t, name, fields, name == "client_name"));
        sections.insert(1, FormSection { title: t.get("form-section-client"), fields: client.into() });
    }
    FormPage {
        title: t.get(if id.is_some() { "activity-edit" } else { "activity-new" }),
        action: here.clone().unwrap_or_else(|| format!("{base}/activities")),
        back: here.unwrap_or_else(|| base.clone()),
        base,
        version,
        errors,
        sections,
        t,
        shell,
    }
}

fn text(t: Texts, name: &'static str, fields: &Fields, required: bool) -> Field {
    let label = t.get(&format!("field-{}", name.replace('_', "-")));
    let value = fields.get(name).to_owned();
    Field { name, label, value, required, kind: FieldKind::Text, options: Vec::new() }
}

/// The fields that no column holds: articles 6(1)(f), 9 and 10.
fn beyond(t: Texts, fields: &Fields) -> [Field; 3] {
    let mut condition = text(t, "special_category_condition", fields, false);
    condition.kind = FieldKind::Choice;
    condition.options = SpecialCategoryCondition::ALL
        .into_iter()
        .map(|known| {
            let word = word(&known);
            let chosen = condition.value == word;
            (word, t.choice(&known), chosen)
        })
        .collect();
    [text(t, "balancing_test", fields, false), condition, text(t, "criminal_data_authority", fields, false)]
}

fn field(t: Texts, column: &'static Column, fields: &Fields) -> Field {
    let value = fields.get(column.id).to_owned();
    let options: Vec<(String, String, bool)> = match column.kind {
        Kind::YesNo => [(YES, "choice-answer-yes"), (NO, "choice-answer-no")]
            .into_iter()
            .map(|(word, key)| (word.to_owned(), t.get(key), value == word))
            .collect(),
        Kind::Choice(choice) => {
            column.allowed().into_iter().map(|word| (word.to_owned(), choice_words(t, choice, word), value == word)).collect()
        }
        _ => Vec::new(),
    };
    let lines = matches!(column.kind, Kind::Multi | Kind::Pairs);
    let kind = match column.kind {
        Kind::YesNo | Kind::Choice(_) => FieldKind::Choice,
        Kind::Multi => FieldKind::Values,
        _ if lines || column.id == "description" => FieldKind::Area,
        _ => FieldKind::Text,
    };
    let value = if lines { value.split(';').map(str::trim).collect::<Vec<_>>().join("\n") } else { value };
    let label = t.get(&column.label_key());
    Field { name: column.id, label, value, required: column.required, kind, options }
}

/// A fixed value in the words of the person; safeguards keep the words of the exchange format, which are titles.
fn choice_words(t: Texts, choice: Choice, word: &str) -> String {
    let words = match choice {
        Choice::LegalBasis => read(&LEGAL_BASES, word).map(|basis| t.choice(&basis)),
        Choice::Volume => read(&VOLUMES, word).map(|band| t.choice(&band)),
        Choice::RetentionStart => read(&RETENTION_STARTS, word).map(|start| t.choice(&start)),
        Choice::RetentionUnit => read(&RETENTION_UNITS, word).map(|unit| unit_words(t, unit)),
        Choice::Source => read(&ORIGINS, word).map(|origin| {
            t.get(match origin {
                Origin::Direct => "choice-source-direct",
                Origin::OtherDepartment => "choice-source-other-department",
                Origin::Partner => "choice-source-partner",
            })
        }),
        Choice::Safeguard => None,
    };
    words.unwrap_or_else(|| word.to_owned())
}
