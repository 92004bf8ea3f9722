//! A script tried on the answers that the organisation gave: what would be asked, scored and proposed otherwise. Nothing is
//! kept.

use super::{original, own};
use crate::{
    domain::{
        access::SuperUser,
        answer_value::AnswerValue,
        campaign::Campaign,
        evaluation::Evaluation,
        fault::{Fault, FieldError},
        percent::Percent,
        questionnaire::Questionnaire,
        script_fault::ScriptFault,
        text::Localised,
    },
    scripts::{AnswerSet, Checked},
    service::{Services, campaign},
};

/// Before and after, on the answers of the newest campaign.
pub struct Trial {
    pub campaign: Campaign,
    /// Questions that would be asked and are not now.
    pub shown: Vec<Localised>,
    /// Questions that are asked now and would not be.
    pub hidden: Vec<Localised>,
    /// Questions whose answer does not fit any more.
    pub unfit: Vec<Localised>,
    pub themes: Vec<TriedTheme>,
    /// Actions that would be proposed and are not now.
    pub raised: Vec<Localised>,
    /// Actions that are proposed now and would not be.
    pub dropped: Vec<Localised>,
    pub faults: Vec<ScriptFault>,
}

/// A theme before and after; `None` where it is not there, or nothing of it was answered.
pub struct TriedTheme {
    pub title: Localised,
    pub before: Option<Percent>,
    pub after: Option<Percent>,
}

/// Tries a text in the place of a questionnaire; `None` where the organisation opened no campaign of it.
///
/// # Errors
/// `NotFound`; `Invalid` where it does not read; `Limit`.
pub fn run(services: &Services, super_user: &SuperUser, key: &str, text: &str) -> Result<Option<Trial>, Fault> {
    let original = original(services, super_user, key)?;
    super::check::require(services, super_user, &original, &own::plain(text)?)?;
    let checked = services.scripts.check(original.kind, &original.file(), &own::plain(text)?);
    let busy = || Fault::Limit(FieldError::new("", "script-busy"));
    let Checked::Questionnaire(script) = checked.ok_or_else(busy)?.map_err(Fault::internal)? else { return Err(Fault::NotFound) };
    let mut campaigns = campaign::list(services, super_user)?.into_iter();
    let Some(newest) = campaigns.find(|campaign| campaign.questionnaire.key == script.questionnaire.key) else {
        return Ok(None);
    };
    let sheet = campaign::sheet(services, super_user, newest.id)?;
    let (old, new) = (&sheet.script.questionnaire, &script.questionnaire);
    let mut given = AnswerSet::new();
    let mut unfit = Vec::new();
    for (key, answer) in &sheet.answers {
        let Some((placed, value)) = new.question(key).zip(answer.value.as_ref()) else { continue };
        match placed.question.kind.read(&sent(value)) {
            Ok(Some(value)) => drop(given.insert(key.clone(), value)),
            _ => unfit.push(placed.question.text.clone()),
        }
    }
    let after = script.evaluate(&given, &sheet.facts);
    let before = &sheet.evaluation;
    Ok(Some(Trial {
        shown: asked_beyond((new, &after.evaluation), (old, before)),
        hidden: asked_beyond((old, before), (new, &after.evaluation)),
        raised: raised_beyond(&after.evaluation, before),
        dropped: raised_beyond(before, &after.evaluation),
        themes: themes((old, before), (new, &after.evaluation)),
        faults: after.faults,
        unfit,
        campaign: newest.into_inner(),
    }))
}

/// An answer as it would be sent.
fn sent(value: &AnswerValue) -> Vec<String> {
    match value {
        AnswerValue::Choice(key) => vec![key.clone()],
        AnswerValue::Choices(keys) => keys.clone(),
        AnswerValue::Table(rows) => rows.iter().map(|row| row.join("\t")).collect(),
        value => vec![value.as_field()],
    }
}

type Evaluated<'a> = (&'a Questionnaire, &'a Evaluation);

/// Questions that one asks and the other does not.
fn asked_beyond((questionnaire, evaluation): Evaluated<'_>, (other, of_other): Evaluated<'_>) -> Vec<Localised> {
    let asked_there = |key: &str| other.question(key).is_some_and(|placed| of_other.is_visible(placed.index));
    let asked = questionnaire.questions().filter(|placed| evaluation.is_visible(placed.index));
    asked.filter(|placed| !asked_there(&placed.question.key)).map(|placed| placed.question.text.clone()).collect()
}

fn raised_beyond(one: &Evaluation, other: &Evaluation) -> Vec<Localised> {
    let raised = one.actions.iter().filter(|raised| {
        let same = |known: &&crate::domain::evaluation::RaisedAction| {
            known.question == raised.question && known.proposal.key == raised.proposal.key
        };
        !other.actions.iter().any(|known| same(&known))
    });
    raised.map(|raised| raised.proposal.title.clone()).collect()
}

/// The themes of both, those that are gone last.
fn themes((old, before): Evaluated<'_>, (new, after): Evaluated<'_>) -> Vec<TriedTheme> {
    let figure = |evaluation: &Evaluation, key: &str| {
        evaluation.themes.iter().find(|theme| theme.key == key).and_then(|theme| theme.initial)
    };
    let gone = old.themes.iter().filter(|theme| !new.themes.iter().any(|known| known.key == theme.key));
    let tried = new.themes.iter().chain(gone).map(|theme| TriedTheme {
        title: theme.title.clone(),
        before: figure(before, &theme.key),
        after: figure(after, &theme.key),
    });
    tried.collect()
}
