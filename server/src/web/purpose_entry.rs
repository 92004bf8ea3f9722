//! Purposes as they are entered: their parts, and the page that asks for them.

use super::{
    entry::{EntryQuery, Frame, QuestionView},
    entry_desk::{Desk, Entered, Entry, Shown},
    fields::Fields as Sent,
    form::Errors,
    models::{self, Period},
    purpose_fields::PurposeForm,
    respond::{self, Answer},
    session::SignedChampion,
    shell::Shell,
    words::{Choice, choices, unit_words},
};
use crate::{
    domain::{
        access::{Champion, Member},
        activity::SecurityMeasure,
        data_category::DataCategory,
        draft::DraftOf,
        entry::EntryQuestion,
        fault::{Fault, FieldError},
        id::{CategoryId, PurposeId},
        legal_basis::LegalBasis,
        personal_data::VolumeBand,
        purpose_field::Part,
        purpose_model::PurposeModel,
        retention::{AfterRetention, RetentionStart, RetentionUnit},
        word::word,
    },
    locale::Texts,
    service::{
        Services,
        entry::{self as ways, Way},
        model,
        purpose::{self, Vocabulary},
        register,
    },
};
use askama::Template;
use axum::http::StatusCode;

/// The form, or a question of it.
#[derive(Template)]
#[template(path = "purposes/edit.html")]
pub(super) struct Page {
    shell: Shell,
    t: Texts,
    base: String,
    frame: Frame,
    errors: Errors,
    question: Option<QuestionView>,
    /// Titles, and the parts under them.
    sections: Vec<(String, Vec<&'static str>)>,
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

/// What is to be known of the model that filled the form.
struct Hint {
    name: String,
    /// What to heed; may be empty.
    note: String,
    bases: String,
    periods: Vec<Period>,
}

/// The sections of the form; one without a title has parts that bring their own.
const SECTIONS: [(&str, &[&str]); 7] = [
    ("form-section-branch", &["name", "category", "subcategory", "description", "legal_basis"]),
    ("", &["data_subjects"]),
    ("", &["personal_data"]),
    ("", &["retention"]),
    ("purpose-section-sharing", &["joint_controllers", "transmission", "applications"]),
    ("", &["security_measures"]),
    ("", &["grades"]),
];

/// Purposes are entered by privacy champions, and saved when they are whole.
pub(super) struct PurposeEntry;

impl Entry for PurposeEntry {
    const OF: DraftOf = DraftOf::Purpose;
    const PATH: &'static str = "purposes";
    const TITLES: [&'static str; 2] = ["purpose-new", "purpose-edit"];
    type Signed = SignedChampion;
    type Person = Champion;
    type Id = PurposeId;
    type Content = PurposeForm;
    type Page = Page;

    fn person(SignedChampion(champion): SignedChampion) -> Champion {
        champion
    }

    fn member(person: &Champion) -> &Member {
        person
    }

    fn stored(desk: &Desk<Self>, app: &Services, t: Texts, id: PurposeId) -> Result<(PurposeForm, u64), Fault> {
        let sheet = purpose::sheet(app, &desk.person, desk.kind, id)?;
        Ok((PurposeForm::of(t, &sheet), sheet.purpose.seq()))
    }

    /// From a model, in a branch.
    fn begun(
        desk: &Desk<Self>,
        app: &Services,
        t: Texts,
        stored: Option<PurposeForm>,
        query: &EntryQuery,
    ) -> Result<PurposeForm, Fault> {
        if let Some(stored) = stored {
            return Ok(stored);
        }
        let mut form = match query.model.as_str() {
            "" => PurposeForm::default(),
            model => {
                let model = model::find(app, &desk.person, model)?;
                let sensitivity = purpose::proposed(app, &desk.person, &model.frame(t.language))?;
                PurposeForm::of_model(t, &model, &sensitivity)
            }
        };
        let view = register::view(app, &desk.person, desk.kind)?;
        let chosen = query.category.parse::<CategoryId>().ok().and_then(|id| view.category(id).cloned());
        if let Some(chosen) = chosen {
            let parent = chosen.parent.and_then(|id| view.category(id).cloned());
            (form.category, form.subcategory) = match parent {
                Some(parent) => (parent.name.clone(), chosen.name.clone()),
                None => (chosen.name.clone(), String::new()),
            };
        }
        Ok(form)
    }

    fn of_pairs(pairs: &[(String, String)]) -> PurposeForm {
        PurposeForm::sent(&Sent::of(pairs.to_vec()))
    }

    fn pairs(form: &PurposeForm) -> Vec<(String, String)> {
        form.pairs()
    }

    fn over(desk: &Desk<Self>, app: &Services, form: PurposeForm, sent: &Sent) -> Result<PurposeForm, Fault> {
        let Some(key) = sent.one("question") else { return Ok(PurposeForm::sent(sent)) };
        let parts = parts_of(&Self::way(desk, app, &form)?, key);
        let model = Some("model".to_owned()).filter(|_| sent.one("model").is_some());
        let names: Vec<String> = parts.iter().flat_map(|part| part.inputs()).chain(model).collect();
        Ok(PurposeForm::sent(&Sent::of(form.pairs()).over(&names, sent)))
    }

    fn save(desk: &Desk<Self>, app: &Services, entered: &Entered<PurposeForm>, _later: bool) -> Result<PurposeId, Fault> {
        let input = entered.content.read()?;
        match desk.id {
            Some(id) => purpose::update(app, &desk.person, desk.kind, id, entered.base, &input).map(|()| id),
            None => purpose::create(app, &desk.person, desk.kind, &input),
        }
    }

    fn way(desk: &Desk<Self>, app: &Services, form: &PurposeForm) -> Result<Way, Fault> {
        ways::purpose(app, &desk.person, &form.values())
    }

    fn wrong(form: &PurposeForm, way: &Way, question: &str) -> Vec<FieldError> {
        wrong(form, &parts_of(way, question))
    }

    fn asking<'w>(way: &'w Way, errors: &[FieldError]) -> Option<&'w EntryQuestion> {
        errors.iter().find_map(|error| way.entry().asking(if error.field == "sensitivity" { "grades" } else { &error.field }))
    }

    fn page(desk: &Desk<Self>, app: &Services, shown: Shown<PurposeForm>) -> Result<Page, Fault> {
        let Shown { shell, t, frame, content: form, way, question, errors } = shown;
        let question = question.map(|key| QuestionView::of(t, &way, &key));
        let sections = match &question {
            Some(question) => vec![(String::new(), parts_of(&way, &question.key).iter().map(|part| part.id).collect())],
            None => SECTIONS.iter().map(|(title, parts)| (titled(t, title), parts.to_vec())).collect(),
        };
        let unit = |unit: RetentionUnit| Choice { word: word(&unit), words: unit_words(t, unit) };
        let measure = |choice: Choice| {
            let chosen = form.security_measures.contains(&choice.word);
            (choice, chosen)
        };
        let of_category = |category: DataCategory| {
            let label = t.choice(&category);
            category.types().iter().map(move |kind| (kind.named(t.language), label.clone()))
        };
        let found = Some(&form.model).filter(|id| !id.is_empty()).and_then(|id| model::find(app, &desk.person, id).ok());
        let hint = |model: PurposeModel| Hint {
            name: t.written(&model.name).to_owned(),
            note: t.written(&model.note).to_owned(),
            bases: model.legal_bases.iter().map(|basis| t.choice(basis)).collect::<Vec<_>>().join(" · "),
            periods: models::periods(t, &model),
        };
        Ok(Page {
            hint: found.map(hint),
            known: purpose::vocabulary(app, &desk.person, desk.kind)?,
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
            base: desk.base(),
            question,
            sections,
            errors,
            frame,
            t,
            shell,
        })
    }

    fn answer(page: Page, status: StatusCode) -> Answer {
        respond::page_with(status, page)
    }
}

fn titled(t: Texts, key: &str) -> String {
    if key.is_empty() { String::new() } else { t.get(key) }
}

/// The parts that a question asks for.
fn parts_of(way: &Way, key: &str) -> Vec<&'static Part> {
    let question = way.entry().questions().map(|(_, question)| question).find(|question| question.key == key);
    question.map(|question| question.fields.iter().filter_map(|name| Part::named(name)).collect()).unwrap_or_default()
}

/// What is wrong with some parts, as far as the form itself can tell.
fn wrong(form: &PurposeForm, parts: &[&Part]) -> Vec<FieldError> {
    let asked = |field: &str| parts.iter().any(|part| part.id == field);
    let mut errors = match form.read() {
        Err(Fault::Invalid(errors)) => errors,
        _ => Vec::new(),
    };
    for (field, value) in [("name", &form.name), ("category", &form.category)] {
        if value.trim().is_empty() {
            errors.push(FieldError::new(field, "fault-required"));
        }
    }
    errors.retain(|error| asked(&error.field));
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::purpose_field::PARTS;

    #[test]
    fn every_part_stands_in_one_section() {
        let mut shown: Vec<&str> = SECTIONS.iter().flat_map(|(_, parts)| parts.iter().copied()).collect();
        let mut known: Vec<&str> = PARTS.iter().map(|part| part.id).collect();
        shown.sort_unstable();
        known.sort_unstable();
        assert_eq!(shown, known);
    }
}
