//! Who enters which purpose: what is kept of it, what a page shows of it, what becomes of what a page sends.

use super::{
    entry::{self, EntryQuery, Frame, Onward, QuestionView},
    fields::Fields as Sent,
    form::Errors,
    models::{self, Period},
    purpose_fields::PurposeForm,
    purposes::{base, place},
    shell::{Module, Shell},
    words::{Choice, choices, unit_words},
};
use crate::{
    domain::{
        access::Champion,
        activity::SecurityMeasure,
        data_category::DataCategory,
        draft::{DraftOf, DraftPlace},
        fault::{Fault, FieldError},
        id::{CategoryId, PurposeId},
        legal_basis::LegalBasis,
        personal_data::VolumeBand,
        purpose_field::Part,
        purpose_model::PurposeModel,
        register::RegisterKind,
        retention::{AfterRetention, RetentionStart, RetentionUnit},
        word::word,
    },
    locale::Texts,
    service::{
        Services,
        draft::{self, DraftInput},
        entry::{self as ways, Way},
        model,
        purpose::{self, Vocabulary},
        register,
    },
};
use askama::Template;
use jiff::Timestamp;

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

/// Who enters what where.
#[derive(Clone)]
pub(super) struct Desk {
    champion: Champion,
    kind: RegisterKind,
    id: Option<PurposeId>,
}

/// A purpose as far as it is entered.
pub(super) struct Entered {
    form: PurposeForm,
    base: Option<u64>,
    kept: Option<(u64, Timestamp)>,
    moved: bool,
}

impl Desk {
    /// The place of an address.
    pub fn at(champion: Champion, kind: &str, id: Option<&str>) -> Result<Self, Fault> {
        let (kind, id) = match id {
            Some(id) => place(kind, id).map(|(kind, id)| (kind, Some(id)))?,
            None => (kind.parse().map_err(|()| Fault::NotFound)?, None),
        };
        Ok(Self { champion, kind, id })
    }

    fn place(&self) -> DraftPlace {
        DraftPlace { what: DraftOf::Purpose, register: self.kind, of: self.id.map(|id| id.0) }
    }

    fn action(&self) -> String {
        let base = base(self.kind);
        self.id.map_or_else(|| format!("{base}/purposes"), |id| format!("{base}/purposes/{id}"))
    }

    fn entry(&self) -> String {
        format!("{}/{}", self.action(), if self.id.is_some() { "edit" } else { "new" })
    }

    /// What is entered: the person's own entry that was kept, else the purpose, else what the address asks for.
    pub fn entered(&self, app: &Services, t: Texts, query: &EntryQuery) -> Result<Entered, Fault> {
        let draft = draft::find(app, &self.champion, &self.place())?;
        let stored = self.id.map(|id| purpose::sheet(app, &self.champion, self.kind, id)).transpose()?;
        let base = stored.as_ref().map(|sheet| sheet.purpose.seq());
        if let Some(draft) = draft {
            let form = PurposeForm::sent(&Sent::of(draft.fields.clone()));
            let kept = Some((draft.seq(), draft.saved_at));
            return Ok(Entered { form, base: draft.base, kept, moved: draft.base != base });
        }
        let form = match &stored {
            Some(sheet) => PurposeForm::of(t, sheet),
            None => self.begun(app, t, query)?,
        };
        Ok(Entered { form, base, kept: None, moved: false })
    }

    /// A new one, from a model or in a branch.
    fn begun(&self, app: &Services, t: Texts, query: &EntryQuery) -> Result<PurposeForm, Fault> {
        let mut form = match query.model.as_str() {
            "" => PurposeForm::default(),
            model => {
                let model = model::find(app, &self.champion, model)?;
                let sensitivity = purpose::proposed(app, &self.champion, &model.frame(t.language))?;
                PurposeForm::of_model(t, &model, &sensitivity)
            }
        };
        let view = register::view(app, &self.champion, self.kind)?;
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

    /// What is entered once a page has sent what it holds: the form everything, a question its own parts.
    pub fn sent(&self, app: &Services, t: Texts, sent: &Sent) -> Result<Entered, Fault> {
        let entered = self.entered(app, t, &entry::asked(sent))?;
        let form = match sent.one("question") {
            None => PurposeForm::sent(sent),
            Some(key) => {
                let parts = parts_of(&self.way(app, &entered.form)?, key);
                let model = Some("model".to_owned()).filter(|_| sent.one("model").is_some());
                let names: Vec<String> = parts.iter().flat_map(|part| part.inputs()).chain(model).collect();
                PurposeForm::sent(&Sent::of(entered.form.pairs()).over(&names, sent))
            }
        };
        let base = if sent.one("version").is_some() { entry::version(sent) } else { entered.base };
        Ok(Entered { form, base, ..entered })
    }

    /// Makes what is entered the purpose: the address of its sheet. The entry that was kept goes.
    pub fn save(&self, app: &Services, entered: &Entered) -> Result<String, Fault> {
        let input = entered.form.read()?;
        let id = match self.id {
            Some(id) => purpose::update(app, &self.champion, self.kind, id, entered.base, &input).map(|()| id)?,
            None => purpose::create(app, &self.champion, self.kind, &input)?,
        };
        draft::forget(app, &self.champion, &self.place())?;
        Ok(format!("{}/purposes/{id}", base(self.kind)))
    }

    /// The same entry on top of the purpose as it is now.
    pub fn renewed(&self, app: &Services, entered: Entered) -> Result<Entered, Fault> {
        let Some(id) = self.id else { return Ok(entered) };
        let now = purpose::sheet(app, &self.champion, self.kind, id)?.purpose.seq();
        Ok(Entered { base: Some(now), ..entered })
    }

    /// Keeps what a page saves by itself: number and moment, or why not and what stands in the way.
    pub fn keep_by_itself(&self, app: &Services, t: Texts, sent: &Sent) -> Result<entry::Kept, Fault> {
        let entered = self.sent(app, t, sent)?;
        Ok(match self.keep(app, &entered, entry::after(sent)) {
            Ok(draft) => Ok((draft, app.clock.now())),
            Err(fault) => Err((fault, draft::find(app, &self.champion, &self.place())?.map(|draft| draft.seq()))),
        })
    }

    fn keep(&self, app: &Services, entered: &Entered, after: Option<u64>) -> Result<u64, Fault> {
        let input = DraftInput { fields: entered.form.pairs(), base: entered.base, after };
        draft::keep(app, &self.champion, self.place(), input)
    }

    /// Keeps what a person sends, and says where the person goes on: here again where the answer is wrong.
    pub fn go_on(&self, app: &Services, shell: Shell, sent: &Sent) -> Result<Onward<Page>, Fault> {
        let entered = self.sent(app, shell.t, sent)?;
        let (go, from) = (sent.one("go").unwrap_or("next"), sent.one("question").unwrap_or_default());
        self.keep(app, &entered, None)?;
        if go == "leave" {
            return Ok(Onward::To(base(self.kind)));
        }
        let way = self.way(app, &entered.form)?;
        if go == "next" {
            let errors = wrong(&entered.form, &parts_of(&way, from));
            if !errors.is_empty() {
                return self.page(app, shell, entered, Some(from), errors.into(), &entry::asked(sent)).map(Onward::Here);
            }
        }
        Ok(Onward::To(entry::address(&self.entry(), entry::onward(&way, from, go))))
    }

    /// Gives up what was kept: where to go.
    pub fn forget(&self, app: &Services, sent: &Sent) -> Result<String, Fault> {
        draft::give_up(app, &self.champion, &self.place())?;
        Ok(match (sent.one("go"), self.id) {
            (Some("again"), _) => entry::begin_again(&self.entry(), sent),
            (_, Some(_)) => self.action(),
            (_, None) => base(self.kind),
        })
    }

    fn way(&self, app: &Services, form: &PurposeForm) -> Result<Way, Fault> {
        ways::purpose(app, &self.champion, &form.values())
    }

    /// The question that asks for what is wrong first; the one that was asked where nothing else is known.
    pub fn asking(&self, app: &Services, entered: &Entered, errors: &[FieldError], asked: &str) -> Result<String, Fault> {
        let way = self.way(app, &entered.form)?;
        let found = errors
            .iter()
            .find_map(|error| way.entry().asking(if error.field == "sensitivity" { "grades" } else { &error.field }));
        Ok(found.map_or(asked, |question| question.key.as_str()).to_owned())
    }

    /// The form, or with a question the questionnaire.
    pub fn page(
        &self,
        app: &Services,
        mut shell: Shell,
        entered: Entered,
        question: Option<&str>,
        errors: Errors,
        query: &EntryQuery,
    ) -> Result<Page, Fault> {
        shell.module = Module::Register;
        let t = shell.t;
        let form = entered.form;
        let action = self.action();
        let frame = Frame {
            title: t.get(if self.id.is_some() { "purpose-edit" } else { "purpose-new" }),
            page: self.entry(),
            draft_action: format!("{action}/draft"),
            action,
            version: entered.base.map(|base| base.to_string()).unwrap_or_default(),
            draft: entered.kept.map_or(0, |(draft, _)| draft),
            kept: entered.kept.filter(|_| query.on.is_empty()).map(|(_, at)| t.moment(&at)),
            moved: entered.moved,
            again: query.again(),
            is_activity: false,
        };
        let way = self.way(app, &form)?;
        let question = question.map(|key| QuestionView::of(t, &way, key));
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
        let found = Some(&form.model).filter(|id| !id.is_empty()).and_then(|id| model::find(app, &self.champion, id).ok());
        let hint = |model: PurposeModel| Hint {
            name: t.written(&model.name).to_owned(),
            bases: model.legal_bases.iter().map(|basis| t.choice(basis)).collect::<Vec<_>>().join(" · "),
            periods: models::periods(t, &model),
        };
        Ok(Page {
            hint: found.map(hint),
            known: purpose::vocabulary(app, &self.champion, self.kind)?,
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
            base: base(self.kind),
            question,
            sections,
            errors,
            frame,
            t,
            shell,
        })
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
