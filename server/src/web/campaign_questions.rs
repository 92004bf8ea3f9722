//! One question of a campaign as its page shows it: what is asked, what can be answered, what was answered.

use super::campaigns::clock;
use crate::{
    domain::{
        answer_value::{AnswerKind, AnswerValue, Choice, YES_NO, YES_NO_PARTLY_NA},
        evidence::Proved,
        questionnaire::Placed,
        text::Language,
    },
    locale::Texts,
    service::campaign::CampaignSheet,
    store::Versioned,
};
use std::collections::HashMap;
use uuid::Uuid;

/// One question with its answer.
pub struct QuestionView {
    pub key: String,
    pub text: String,
    pub help: String,
    pub article: String,
    pub departments: String,
    pub kind: &'static str,
    pub options: Vec<OptionView>,
    /// What a field holds: a number, a date, a text, rows.
    pub field: String,
    pub min: String,
    pub max: String,
    pub unit: String,
    pub comment: String,
    pub seq: u64,
    pub saved: Option<String>,
    pub answered: bool,
    /// Names of the documents that prove the answer.
    pub documents: Vec<String>,
}

/// What can be chosen.
pub struct OptionView {
    pub key: String,
    pub text: String,
    pub chosen: bool,
}

/// A question of a campaign, with its answer and what proves it.
pub fn question(sheet: &CampaignSheet, proofs: &HashMap<Uuid, Vec<String>>, placed: &Placed<'_>, t: Texts) -> QuestionView {
    let (question, language) = (placed.question, t.language);
    let stored = sheet.answers.get(&question.key);
    let value = stored.and_then(|answer| answer.value.as_ref());
    let departments: Vec<&str> = sheet
        .script
        .questionnaire
        .departments
        .iter()
        .filter(|department| question.departments.contains(&department.key))
        .map(|department| department.name.get(language))
        .collect();
    let proved = Proved::Answer { campaign: sheet.campaign.id, question: question.key.clone() };
    let (mut min, mut max, mut unit) = (String::new(), String::new(), String::new());
    if let AnswerKind::Number { min: from, max: to, unit: of } = &question.kind {
        (min, max, unit) = (from.to_string(), to.to_string(), of.get(language).to_owned());
    }
    QuestionView {
        key: question.key.clone(),
        text: question.text.get(language).to_owned(),
        help: question.help.get(language).to_owned(),
        article: question.article.get(language).to_owned(),
        departments: departments.join(", "),
        kind: question.kind.as_str(),
        options: options(&question.kind, value, t),
        field: field(value),
        min,
        max,
        unit,
        comment: stored.map(|answer| answer.comment.clone()).unwrap_or_default(),
        seq: stored.map_or(0, Versioned::seq),
        saved: stored.map(|answer| t.one("answer-saved", "time", clock(answer.at))),
        answered: value.is_some(),
        documents: proofs.get(&proved.id()).cloned().unwrap_or_default(),
    }
}

/// What can be chosen, in order; empty for questions with a field.
fn options(kind: &AnswerKind, value: Option<&AnswerValue>, t: Texts) -> Vec<OptionView> {
    let chosen = |key: &str| value.is_some_and(|value| value.is(key));
    let fixed = |keys: &[&str]| {
        let option = |key: &&str| OptionView { key: (*key).to_owned(), text: t.of("answer", key), chosen: chosen(key) };
        keys.iter().map(option).collect()
    };
    let own = |choices: &[Choice], language: Language| {
        let option = |choice: &Choice| OptionView {
            key: choice.key.clone(),
            text: choice.text.get(language).to_owned(),
            chosen: chosen(&choice.key),
        };
        choices.iter().map(option).collect()
    };
    match kind {
        AnswerKind::YesNo => fixed(&YES_NO),
        AnswerKind::YesNoPartlyNa => fixed(&YES_NO_PARTLY_NA),
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => own(choices, t.language),
        AnswerKind::Scale { min, max, low, high } => (*min..=*max)
            .map(|step| {
                let end = match step {
                    step if step == *min => format!(" – {}", low.get(t.language)),
                    step if step == *max => format!(" – {}", high.get(t.language)),
                    _ => String::new(),
                };
                let key = step.to_string();
                OptionView { text: format!("{key}{end}"), chosen: field(value) == key, key }
            })
            .collect(),
        AnswerKind::Number { .. } | AnswerKind::Date | AnswerKind::Text | AnswerKind::Table(_) => Vec::new(),
    }
}

fn field(value: Option<&AnswerValue>) -> String {
    match value {
        Some(AnswerValue::Table(rows)) => rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"),
        Some(value) => value.as_field(),
        None => String::new(),
    }
}
