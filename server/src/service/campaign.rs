//! Campaigns: opening one, reading it, answering it, validating it.

use super::{
    Services, action,
    attempt::{self, Attempt, until_settled},
    register, script, shelf,
};
use crate::{
    domain::{
        access::{Champion, Member},
        activity::ActivityStatus,
        answer_value::AnswerValue,
        campaign::{self, Campaign, CampaignAnswer, QuestionnaireVersion, Validation},
        evaluation::{Evaluation, Progress},
        event::{Actor, Event},
        facts::{Facts, RegisterCounts},
        fault::{Fault, FieldError},
        id::CampaignId,
        organisation::Organisation,
        questionnaire::ConcernedDepartment,
        register::RegisterKind,
        script_fault::ScriptFault,
    },
    scripts::{AnswerSet, QuestionnaireScript},
    store::{Change, Scope, Versioned},
};
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

/// A campaign with all that follows from its answers.
pub struct CampaignSheet {
    pub campaign: Versioned<Campaign>,
    pub script: Arc<QuestionnaireScript>,
    /// By key of the question.
    pub answers: BTreeMap<String, Versioned<CampaignAnswer>>,
    pub evaluation: Evaluation,
    /// What its questions know about the organisation.
    pub facts: Facts,
    /// Parts of the script that failed; what they would have said is left out.
    pub faults: Vec<ScriptFault>,
}

/// What became of an answer.
pub struct Saved {
    pub at: Timestamp,
    /// Number of the change: the next change of this answer is checked against it.
    pub seq: u64,
    pub progress: Progress,
    /// Progress of the subtheme of the question.
    pub subtheme: Progress,
    /// Which questions are visible or not changed: a page that shows them has to be loaded again.
    pub visibility_changed: bool,
}

/// An answer as a person sent it.
#[derive(Clone, Debug, Default)]
pub struct AnswerInput {
    /// Values; none takes the answer back.
    pub value: Vec<String>,
    pub comment: String,
    /// Number of the change the person saw, 0 where there was no answer; `None` where they did not say.
    pub seq: Option<u64>,
}

/// The campaigns of the organisation, newest first.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member) -> Result<Vec<Versioned<Campaign>>, Fault> {
    let mut campaigns = services.store.scan::<Campaign>(member.tenant(), &[]).collect::<Result<Vec<_>, _>>()?;
    campaigns.reverse();
    Ok(campaigns)
}

/// The newest campaign of each questionnaire, in the order of their first ones, with the earlier ones of the same.
pub(super) fn newest(campaigns: &[Versioned<Campaign>]) -> Vec<(CampaignId, HashSet<CampaignId>)> {
    let mut found: Vec<(&str, CampaignId, HashSet<CampaignId>)> = Vec::new();
    for campaign in campaigns.iter().rev() {
        let key = campaign.questionnaire.key.as_str();
        match found.iter_mut().find(|(known, _, _)| *known == key) {
            Some((_, newest, earlier)) => drop(earlier.insert(std::mem::replace(newest, campaign.id))),
            None => found.push((key, campaign.id, HashSet::new())),
        }
    }
    found.into_iter().map(|(_, newest, earlier)| (newest, earlier)).collect()
}

/// Opens a campaign of a questionnaire, which it keeps to its end.
///
/// # Errors
/// `Invalid` where there is no such questionnaire; `Conflict` where a campaign of it is still open.
pub fn open(services: &Services, champion: &Champion, questionnaire: &str) -> Result<CampaignId, Fault> {
    let mut offered = script::questionnaires(services, champion)?.into_iter();
    let offered = offered.find(|offered| offered.script.questionnaire.key == questionnaire);
    let offered = offered.ok_or_else(|| Fault::invalid("questionnaire", "campaign-questionnaire-unknown"))?;
    let script = &offered.script;
    let is_running =
        |campaign: &Versioned<Campaign>| campaign.validation.is_none() && campaign.questionnaire.key == questionnaire;
    if list(services, champion)?.iter().any(is_running) {
        return Err(Fault::conflict("campaign-already-open"));
    }
    let now = services.clock.now();
    let campaign = Campaign {
        id: CampaignId::new(),
        questionnaire: QuestionnaireVersion {
            key: script.questionnaire.key.clone(),
            version: script.questionnaire.version.clone(),
            title: script.questionnaire.title.clone(),
            hash: script.hash.clone(),
            own: offered.own,
            customised: offered.customised,
        },
        opened_at: now,
        opened_by: champion.account(),
        updated_at: now,
        progress: script.evaluate(&AnswerSet::new(), &facts(services, champion)?).evaluation.progress,
        validation: None,
    };
    let mut change = change(services, champion, Event::new("campaign-opened").about(campaign.id.0));
    change.insert(champion.tenant(), &campaign);
    script::text::keep(services, champion.tenant(), &script.file, &script.text, &mut change)?;
    services.store.commit(change)?;
    Ok(campaign.id)
}

/// One campaign.
///
/// # Errors
/// `NotFound`.
pub fn find(services: &Services, member: &Member, id: CampaignId) -> Result<Versioned<Campaign>, Fault> {
    services.store.get::<Campaign>(member.tenant(), id.as_bytes())?.ok_or(Fault::NotFound)
}

/// The questionnaire of a campaign has such a question.
///
/// # Errors
/// `NotFound` where it has not.
pub(super) fn require_question(services: &Services, member: &Member, campaign: &Campaign, question: &str) -> Result<(), Fault> {
    let script = script(services, member, &campaign.questionnaire.hash)?;
    script.questionnaire.question(question).map(drop).ok_or(Fault::NotFound)
}

/// The departments that the questions of a campaign concern.
///
/// # Errors
/// `NotFound`.
pub fn departments(services: &Services, member: &Member, id: CampaignId) -> Result<Vec<ConcernedDepartment>, Fault> {
    let campaign = find(services, member, id)?;
    Ok(script(services, member, &campaign.questionnaire.hash)?.questionnaire.departments.clone())
}

/// A campaign with all that follows from its answers.
///
/// # Errors
/// `NotFound`.
pub fn sheet(services: &Services, member: &Member, id: CampaignId) -> Result<CampaignSheet, Fault> {
    let campaign = find(services, member, id)?;
    let script = script(services, member, &campaign.questionnaire.hash)?;
    let shelf = shelf::of::<CampaignAnswer>(services, member)?;
    let answers = shelf.under(id.as_bytes()).map(|answer| (answer.question.clone(), Versioned::clone(answer)));
    let answers: BTreeMap<_, _> = answers.collect();
    let facts = match &campaign.validation {
        Some(validation) => validation.facts.clone(),
        None => facts(services, member)?,
    };
    let evaluated = script.evaluate(&given(&answers), &facts);
    for fault in &evaluated.faults {
        tracing::warn!(%fault, campaign = %id, "part of a questionnaire failed");
    }
    Ok(CampaignSheet { campaign, script, answers, evaluation: evaluated.evaluation, facts, faults: evaluated.faults })
}

/// Saves one answer, with the actions it calls for or no longer does.
///
/// # Errors
/// `NotFound`; `Invalid` where the value does not answer the question or the question is hidden; `Conflict`
/// where the campaign is validated or somebody else changed this answer meanwhile.
pub fn answer(
    services: &Services,
    champion: &Champion,
    id: CampaignId,
    question: &str,
    input: &AnswerInput,
) -> Result<Saved, Fault> {
    // Another question may be answered at the same moment, and their plans may touch.
    until_settled(|| try_answer(services, champion, id, question, input))
}

fn try_answer(
    services: &Services,
    champion: &Champion,
    id: CampaignId,
    question: &str,
    input: &AnswerInput,
) -> Result<Saved, Attempt> {
    let before = sheet(services, champion, id)?;
    before.campaign.require_open()?;
    let placed = before.script.questionnaire.question(question).ok_or(Fault::NotFound)?;
    if !before.evaluation.is_visible(placed.index) {
        return Err(Fault::invalid("value", "answer-hidden-question").into());
    }
    let old = before.answers.get(question);
    if input.seq.is_some_and(|seq| seq != old.map_or(0, Versioned::seq)) {
        return Err(Fault::conflict("answer-changed-meanwhile").into());
    }
    let (value, comment) = check(placed.question.kind.read(&input.value), campaign::comment(&input.comment))?;
    let now = services.clock.now();
    let new = CampaignAnswer { campaign: id, question: question.to_owned(), value, comment, by: champion.account(), at: now };

    let mut answers = given(&before.answers);
    match &new.value {
        Some(value) => answers.insert(question.to_owned(), value.clone()),
        None => answers.remove(question),
    };
    let after = before.script.evaluate(&answers, &facts(services, champion)?).evaluation;
    let campaign = Campaign { updated_at: now, progress: after.progress, ..Campaign::clone(&before.campaign) };

    let event = Event::new("campaign-answered").about(id.0).with("question", &placed.question.text.fr);
    let mut change = change(services, champion, event);
    change.replace(champion.tenant(), &before.campaign, &campaign);
    match old {
        Some(old) => change.replace(champion.tenant(), old, &new),
        None => change.insert(champion.tenant(), &new),
    };
    let placed_and_found = before.script.questionnaire.questions().zip(&after.outcomes);
    let settled = placed_and_found.filter(|(_, outcome)| outcome.visible && outcome.answered);
    let settled = settled.map(|(placed, _)| placed.question.key.as_str()).collect();
    let same = |other: &Versioned<Campaign>| other.questionnaire.key == before.campaign.questionnaire.key && other.id != id;
    let earlier = list(services, champion)?.into_iter().filter(same).map(|other| other.id).collect();
    action::follow(services, champion, id, (&after, &settled), &earlier, &mut change)?;
    let seq = attempt::commit(services, change)?;
    let visible = |evaluation: &Evaluation| evaluation.outcomes.iter().map(|outcome| outcome.visible).collect::<Vec<_>>();
    let subthemes = after.themes.iter().flat_map(|theme| &theme.subthemes);
    let subtheme = subthemes.into_iter().find(|subtheme| subtheme.key == placed.subtheme.key);
    Ok(Saved {
        at: now,
        seq,
        progress: after.progress,
        subtheme: subtheme.map(|subtheme| subtheme.progress).unwrap_or_default(),
        visibility_changed: visible(&before.evaluation) != visible(&after),
    })
}

/// Both faults of an answer at once.
fn check(
    value: Result<Option<AnswerValue>, FieldError>,
    comment: Result<String, FieldError>,
) -> Result<(Option<AnswerValue>, String), Fault> {
    match (value, comment) {
        (Ok(value), Ok(comment)) => Ok((value, comment)),
        (value, comment) => Err(Fault::Invalid(value.err().into_iter().chain(comment.err()).collect())),
    }
}

/// Freezes a campaign: neither its answers nor the facts they were seen with change any more.
///
/// # Errors
/// `NotFound`; `Conflict` where it is validated already, somebody answers at this moment, or a visible
/// question has no answer.
pub fn validate(services: &Services, champion: &Champion, id: CampaignId) -> Result<(), Fault> {
    let sheet = sheet(services, champion, id)?;
    sheet.campaign.require_open()?;
    let Progress { answered, visible } = sheet.evaluation.progress;
    if answered < visible {
        return Err(Fault::Conflict(vec![FieldError::new("", "campaign-incomplete").with("missing", visible - answered)]));
    }
    let now = services.clock.now();
    let validation = Some(Validation { at: now, by: champion.account(), facts: facts(services, champion)? });
    let campaign = Campaign { validation, ..Campaign::clone(&sheet.campaign) };
    let mut change = change(services, champion, Event::new("campaign-validated").about(id.0));
    change.replace(champion.tenant(), &sheet.campaign, &campaign);
    services.store.commit(change)?;
    Ok(())
}

/// What questionnaires may know about the organisation.
fn facts(services: &Services, member: &Member) -> Result<Facts, Fault> {
    let organisation = services.store.get::<Organisation>(Scope::Instance, member.tenant().organisation().as_bytes())?;
    let sheet = organisation.map(|organisation| organisation.into_inner().sheet).unwrap_or_default();
    let mut counts = RegisterCounts::default();
    for kind in [RegisterKind::Controller, RegisterKind::Processor] {
        let view = register::view(services, member, kind)?;
        match kind {
            RegisterKind::Controller => counts.controller = view.rows().len() as u64,
            RegisterKind::Processor => counts.processor = view.rows().len() as u64,
        }
        for row in view.rows() {
            match row.status {
                ActivityStatus::Validated => counts.validated += 1,
                ActivityStatus::Incomplete => counts.incomplete += 1,
                ActivityStatus::Suspended => counts.suspended += 1,
            }
        }
    }
    Ok(Facts {
        sector: sheet.sector,
        staff: sheet.staff,
        dpo_named: !sheet.dpo_name.is_empty(),
        dpo_external: sheet.dpo_external,
        register: counts,
    })
}

/// The script with this hash, from memory or as it was kept.
pub(super) fn script(services: &Services, member: &Member, hash: &str) -> Result<Arc<QuestionnaireScript>, Fault> {
    if let Some(script) = services.scripts.cached(hash) {
        return Ok(script);
    }
    let text = script::text::read(services, member.tenant(), hash)?;
    services.scripts.compile("campaign.rhai", &text).map_err(Fault::internal)
}

fn given(answers: &BTreeMap<String, Versioned<CampaignAnswer>>) -> AnswerSet {
    answers.iter().filter_map(|(question, answer)| answer.value.clone().map(|value| (question.clone(), value))).collect()
}

fn change(services: &Services, champion: &Champion, event: Event) -> Change {
    let actor = Actor::Account(champion.account());
    Change::new(services.clock.now(), actor, champion.tenant(), event)
}

#[cfg(test)]
#[path = "campaign_tests.rs"]
mod tests;
