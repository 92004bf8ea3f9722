//! A script that is being written as its author sees it: its faults, what it asks, and what it changes on the
//! organisation's answers.

use crate::{
    domain::{answer_value::AnswerKind, percent::Percent, questionnaire::Placed, script_fault::ScriptFault, text::Localised},
    locale::Texts,
    scripts::{Checked, QuestionnaireScript},
    service::script::{check::Reading, trial::Trial},
    web::plan::share,
};
use askama::Template;

/// What reading it showed.
#[derive(Template)]
#[template(path = "scripts/checked.html")]
pub struct CheckedView {
    pub t: Texts,
    pub faults: Vec<FaultView>,
    pub sections: Vec<Section>,
    /// How many questions or models it has.
    pub count: usize,
}

/// A fault with its place.
pub struct FaultView {
    /// From 1; 0 where the whole script is meant.
    pub line: usize,
    pub column: usize,
    pub message: String,
}

/// A theme of a questionnaire, or a category of models.
pub struct Section {
    pub title: String,
    pub items: Vec<Item>,
}

/// What is asked or proposed.
pub struct Item {
    pub text: String,
    pub help: String,
    /// What can be answered, or what a model says.
    pub about: String,
    /// Line of its declaration; 0 where it is not known.
    pub line: usize,
    /// Asked only where other answers call for it.
    pub conditional: bool,
}

/// What it changes on the organisation's answers.
pub struct TrialView {
    pub campaign: String,
    /// What it is called, and what is in it; only lists with something in them.
    pub lists: Vec<(String, Vec<String>)>,
    /// Title, before, after, and whether they differ.
    pub themes: Vec<(String, String, String, bool)>,
    pub faults: Vec<FaultView>,
}

impl FaultView {
    fn new(t: Texts, fault: &ScriptFault) -> Self {
        Self { line: fault.line, column: fault.column, message: t.script_fault(fault) }
    }
}

impl CheckedView {
    /// In the language of the reader.
    pub fn new(t: Texts, reading: &Reading) -> Self {
        let sections = match &reading.checked {
            None => Vec::new(),
            Some(Checked::Questionnaire(script)) => of_questionnaire(t, script),
            Some(Checked::Models(models)) => {
                let mut sections: Vec<Section> = Vec::new();
                for model in models {
                    let title = t.written(&model.category).to_owned();
                    let item = item(t, &model.name, &model.note, model.id.clone(), 0);
                    match sections.iter_mut().find(|section| section.title == title) {
                        Some(section) => section.items.push(item),
                        None => sections.push(Section { title, items: vec![item] }),
                    }
                }
                sections
            }
            Some(Checked::Entry(script)) => {
                let section = |theme: &crate::domain::entry::EntryTheme| Section {
                    title: t.written(&theme.title).to_owned(),
                    items: theme
                        .questions
                        .iter()
                        .map(|question| item(t, &question.text, &question.help, question.fields.join(", "), 0))
                        .collect(),
                };
                script.entry.themes.iter().map(section).collect()
            }
        };
        let count = sections.iter().map(|section| section.items.len()).sum();
        Self { t, faults: reading.faults.iter().map(|fault| FaultView::new(t, fault)).collect(), sections, count }
    }
}

fn of_questionnaire(t: Texts, script: &QuestionnaireScript) -> Vec<Section> {
    let themes = script.questionnaire.themes.iter().map(|theme| {
        let asked = script.questionnaire.questions().filter(|placed| placed.theme.key == theme.key);
        let view = |placed: Placed<'_>| {
            let about = offered(t, &placed.question.kind);
            let item = item(t, &placed.question.text, &placed.question.help, about, script.line(placed.index));
            Item { conditional: script.is_conditional(placed.index), ..item }
        };
        Section { title: t.written(&theme.title).to_owned(), items: asked.map(view).collect() }
    });
    themes.collect()
}

fn item(t: Texts, text: &Localised, help: &Localised, about: String, line: usize) -> Item {
    Item { text: t.written(text).to_owned(), help: t.written(help).to_owned(), about, line, conditional: false }
}

/// What can be answered, in words.
fn offered(t: Texts, kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => {
            choices.iter().map(|choice| t.written(&choice.text)).collect::<Vec<_>>().join(" · ")
        }
        kind => t.of("script-answer", kind.as_str()),
    }
}

impl TrialView {
    /// In the language of the reader.
    pub fn new(t: Texts, trial: &Trial) -> Self {
        let words = |texts: &[Localised]| texts.iter().map(|text| t.written(text).to_owned()).collect::<Vec<_>>();
        let lists = [
            ("script-trial-shown", &trial.shown),
            ("script-trial-hidden", &trial.hidden),
            ("script-trial-unfit", &trial.unfit),
            ("script-trial-raised", &trial.raised),
            ("script-trial-dropped", &trial.dropped),
        ];
        let lists = lists.into_iter().filter(|(_, texts)| !texts.is_empty());
        let tenths = |figure: Option<Percent>| figure.map(Percent::tenths);
        let theme = |theme: &crate::service::script::trial::TriedTheme| {
            let differs = tenths(theme.before) != tenths(theme.after);
            (t.written(&theme.title).to_owned(), share(t, theme.before), share(t, theme.after), differs)
        };
        Self {
            campaign: t.one("campaign-opened", "date", t.day(&trial.campaign.opened_at)),
            lists: lists.map(|(key, texts)| (t.with(key, &[("count", texts.len())]), words(texts))).collect(),
            themes: trial.themes.iter().map(theme).collect(),
            faults: trial.faults.iter().map(|fault| FaultView::new(t, fault)).collect(),
        }
    }
}
