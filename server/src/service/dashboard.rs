//! What waits for a person, gathered from the other services. Changes nothing.

use super::{
    Services, action, document,
    notification::{self, Inbox, Told},
    plan, programme,
    register::{
        self,
        list::{ActivityFilter, ActivityOrder, Page},
        tree::Counts,
        view::Row,
    },
};
use crate::{
    domain::{
        access::Member, action::Action, activity::ActivityStatus, evaluation::Progress, fault::Fault, percent::Percent,
        plan::Module, register::RegisterKind, review::told_from, text::Localised,
    },
    store::Versioned,
};
use std::sync::Arc;

/// The controller's register comes first.
const KINDS: [RegisterKind; 2] = [RegisterKind::Controller, RegisterKind::Processor];
/// How many rows of each kind are shown.
const SHOWN: usize = 6;

/// What the first page shows.
pub struct Dashboard {
    /// What the person was told and has not read, the latest first.
    pub told: Vec<Told>,
    /// Actions of the plan that the person is to carry out, the most urgent first.
    pub actions: Vec<Versioned<Action>>,
    /// One for each register, the controller's first; none where the plan has no registers.
    pub registers: Vec<RegisterSummary>,
    /// One for each questionnaire that was begun; none where the plan has no compliance.
    pub programmes: Vec<ProgrammeSummary>,
    /// Documents that expire or are to be looked at again, now or soon.
    pub documents_due: usize,
}

/// How far a questionnaire and its actions are.
pub struct ProgrammeSummary {
    pub questionnaire: String,
    pub title: Localised,
    /// Mean of the answered themes today.
    pub conformity: Option<Percent>,
    pub progress: Progress,
    /// Actions that are still to be done, and those among them that are late.
    pub open: usize,
    pub overdue: usize,
}

/// A register in brief.
pub struct RegisterSummary {
    pub kind: RegisterKind,
    pub counts: Counts,
    /// Activities that wait for a privacy champion, the latest first.
    pub suspended: Vec<Arc<Row>>,
    /// Activities to be completed, the latest first.
    pub incomplete: Vec<Arc<Row>>,
    /// How many activities a privacy champion is to look at again now or soon, and the first of them.
    pub reviews: usize,
    pub to_review: Vec<Arc<Row>>,
}

impl Dashboard {
    /// Whether there are registers, neither holds anything, and nothing waits.
    pub fn is_empty(&self) -> bool {
        let waits = !self.told.is_empty() || !self.actions.is_empty() || !self.programmes.is_empty() || self.documents_due > 0;
        !waits && !self.registers.is_empty() && self.registers.iter().all(|register| register.counts.total == 0)
    }
}

/// Gathers what waits.
///
/// # Errors
/// Faults of the store.
pub fn dashboard(services: &Services, member: &Member) -> Result<Dashboard, Fault> {
    let mut told = notification::list(services, &Inbox::of_member(services, member.clone())?)?;
    told.retain(|told| told.notification.is_unread());
    told.truncate(SHOWN);
    let kinds: &[RegisterKind] = if plan::has(services, member, Module::Register)? { &KINDS } else { &[] };
    let registers = kinds.iter().map(|kind| summary(services, member, *kind)).collect::<Result<_, _>>()?;
    let (actions, programmes) = match plan::has(services, member, Module::Compliance)? {
        true => (own_actions(services, member)?, programmes(services, member)?),
        false => (Vec::new(), Vec::new()),
    };
    let has_documents = plan::has(services, member, Module::Documents)?;
    let documents_due = if has_documents { document::list::due(services, member)? } else { 0 };
    Ok(Dashboard { told, actions, registers, programmes, documents_due })
}

fn programmes(services: &Services, member: &Member) -> Result<Vec<ProgrammeSummary>, Fault> {
    let today = services.clock.today();
    let programmes = programme::all(services, member)?.into_iter().map(|programme| {
        let count = |counts: fn(&Action, jiff::civil::Date) -> bool| {
            programme.actions.iter().filter(|planned| counts(&planned.action, today)).count()
        };
        let (open, overdue) = (count(|action, _| action.is_open()), count(Action::is_overdue));
        let questionnaire = &programme.sheet.script.questionnaire;
        ProgrammeSummary {
            questionnaire: questionnaire.key.clone(),
            title: questionnaire.title.clone(),
            conformity: programme.radar.current(),
            progress: programme.sheet.evaluation.progress,
            open,
            overdue,
        }
    });
    Ok(programmes.collect())
}

fn own_actions(services: &Services, member: &Member) -> Result<Vec<Versioned<Action>>, Fault> {
    let mut actions = action::list(services, member)?;
    actions.retain(|action| action.is_open() && action.assignees.contains(&member.account()));
    actions.sort_by_key(|action| (action.due.is_none(), action.due, std::cmp::Reverse(action.priority)));
    actions.truncate(SHOWN);
    Ok(actions)
}

/// How many activities wait for this person to validate them; none for those who may not.
///
/// # Errors
/// Faults of the store.
pub fn waiting(services: &Services, member: &Member) -> Result<usize, Fault> {
    if member.champion().is_none() {
        return Ok(0);
    }
    let counts = KINDS.map(|kind| register::view(services, member, kind));
    counts.into_iter().map(|view| Ok(view?.tree().counts.suspended)).sum()
}

fn summary(services: &Services, member: &Member, kind: RegisterKind) -> Result<RegisterSummary, Fault> {
    let view = register::view(services, member, kind)?;
    let latest = |status| {
        let filter = ActivityFilter { status: Some(status), ..ActivityFilter::default() };
        view.list(&filter, ActivityOrder::Updated, Page { offset: 0, limit: SHOWN })
    };
    let suspended = latest(ActivityStatus::Suspended);
    let incomplete = latest(ActivityStatus::Incomplete);
    let until = told_from(services.clock.today());
    let mut to_review: Vec<_> = match member.champion() {
        Some(_) => view.to_review(until).cloned().collect(),
        None => Vec::new(),
    };
    let reviews = to_review.len();
    to_review.sort_by_key(|row| row.review_on);
    to_review.truncate(SHOWN);
    let counts = suspended.counts;
    Ok(RegisterSummary { kind, counts, suspended: suspended.items, incomplete: incomplete.items, reviews, to_review })
}
