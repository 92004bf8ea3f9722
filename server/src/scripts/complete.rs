//! What tests ask of a questionnaire that people are given: every text in three languages, every question with help,
//! article and departments, every answer without fault.

use super::{AnswerSet, QuestionnaireScript};
use crate::domain::{
    answer_value::{AnswerKind, AnswerValue, YES_NO, YES_NO_PARTLY_NA},
    facts::Facts,
    questionnaire::Question,
    script_fault::ScriptFault,
    text::Localised,
};

/// What a questionnaire lacks, in words.
pub fn wanting(script: &QuestionnaireScript) -> Vec<String> {
    let questionnaire = &script.questionnaire;
    let mut wanting = Vec::new();
    let mut check = |what: String, text: &Localised| {
        wanting.extend(text.missing().into_iter().map(|language| format!("{what}: {}", language.code())));
        if text.fr.contains('\'') || text.fr.contains(" :") || text.fr.contains(" ?") {
            wanting.push(format!("{what}: straight apostrophe or breaking space in French"));
        }
    };
    check("title".into(), &questionnaire.title);
    check("description".into(), &questionnaire.description);
    for theme in &questionnaire.themes {
        check(theme.key.clone(), &theme.title);
        theme.subthemes.iter().for_each(|subtheme| check(subtheme.key.clone(), &subtheme.title));
    }
    questionnaire.departments.iter().for_each(|department| check(department.key.clone(), &department.name));
    for placed in questionnaire.questions() {
        let question = placed.question;
        check(format!("{} text", question.key), &question.text);
        check(format!("{} help", question.key), &question.help);
        check(format!("{} article", question.key), &question.article);
        for action in &question.actions {
            check(format!("{}/{} title", question.key, action.key), &action.title);
            check(format!("{}/{} why", question.key, action.key), &action.why);
            check(format!("{}/{} article", question.key, action.key), &action.article);
        }
        if let AnswerKind::Single(choices) | AnswerKind::Multiple(choices) = &question.kind {
            choices.iter().for_each(|choice| check(format!("{} {}", question.key, choice.key), &choice.text));
        }
    }
    for placed in questionnaire.questions() {
        let question = placed.question;
        if question.departments.is_empty() {
            wanting.push(format!("{}: no department", question.key));
        }
        if question.weight > 0.0 && question.actions.is_empty() {
            wanting.push(format!("{}: scored, and no action", question.key));
        }
    }
    wanting
}

/// The faults of closures under every answer of every closed question, alone and together.
pub fn faults(script: &QuestionnaireScript) -> Vec<ScriptFault> {
    let mut faults = Vec::new();
    for round in 0..4 {
        let all: AnswerSet = script
            .questionnaire
            .questions()
            .filter_map(|placed| {
                let values = offered(placed.question);
                values.get(round.min(values.len() - 1)).map(|value| (placed.question.key.clone(), value.clone()))
            })
            .collect();
        for facts in [Facts::default(), Facts { staff: 800, ..Facts::default() }] {
            let evaluated = script.evaluate(&all, &facts);
            for theme in &evaluated.evaluation.themes {
                assert!(theme.reachable >= theme.initial, "{}", theme.key);
            }
            faults.extend(evaluated.faults);
        }
    }
    for placed in script.questionnaire.questions() {
        for value in offered(placed.question) {
            let set = AnswerSet::from([(placed.question.key.clone(), value)]);
            faults.extend(script.evaluate(&set, &Facts::default()).faults);
        }
    }
    faults
}

fn offered(question: &Question) -> Vec<AnswerValue> {
    match &question.kind {
        AnswerKind::YesNo => YES_NO.iter().map(|key| AnswerValue::Choice((*key).into())).collect(),
        AnswerKind::YesNoPartlyNa => YES_NO_PARTLY_NA.iter().map(|key| AnswerValue::Choice((*key).into())).collect(),
        AnswerKind::Single(choices) => choices.iter().map(|choice| AnswerValue::Choice(choice.key.clone())).collect(),
        AnswerKind::Multiple(choices) => {
            let all: Vec<String> = choices.iter().map(|choice| choice.key.clone()).collect();
            all.iter().map(|key| AnswerValue::Choices(vec![key.clone()])).chain([AnswerValue::Choices(all.clone())]).collect()
        }
        AnswerKind::Number { min, .. } => vec![AnswerValue::Number(*min), AnswerValue::Number(min + 20.0)],
        AnswerKind::Date => vec![AnswerValue::Date(jiff::civil::date(2025, 5, 25))],
        _ => vec![AnswerValue::Text("…".into())],
    }
}
