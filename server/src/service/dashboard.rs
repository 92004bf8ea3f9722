//! What waits for a person, gathered from the other services. Changes nothing.

use super::{
    Services, plan,
    register::{
        self,
        list::{ActivityFilter, ActivityOrder, Page},
        tree::Counts,
        view::Row,
    },
};
use crate::domain::{access::Member, activity::ActivityStatus, fault::Fault, plan::Module, register::RegisterKind};
use std::sync::Arc;

/// How many rows of each kind are shown.
const SHOWN: usize = 6;

/// What the first page shows.
pub struct Dashboard {
    /// One for each register, the controller's first; none where the plan has no registers.
    pub registers: Vec<RegisterSummary>,
}

/// A register in brief.
pub struct RegisterSummary {
    pub kind: RegisterKind,
    pub counts: Counts,
    /// Activities that wait for a privacy champion, the latest first.
    pub suspended: Vec<Arc<Row>>,
    /// Activities to be completed, the latest first.
    pub incomplete: Vec<Arc<Row>>,
}

impl Dashboard {
    /// Whether there are registers and neither holds anything.
    pub fn is_empty(&self) -> bool {
        !self.registers.is_empty() && self.registers.iter().all(|register| register.counts.total == 0)
    }
}

/// Gathers what waits.
///
/// # Errors
/// Faults of the store.
pub fn dashboard(services: &Services, member: &Member) -> Result<Dashboard, Fault> {
    if !plan::has(services, member, Module::Register)? {
        return Ok(Dashboard { registers: Vec::new() });
    }
    let registers = [RegisterKind::Controller, RegisterKind::Processor].map(|kind| summary(services, member, kind));
    Ok(Dashboard { registers: registers.into_iter().collect::<Result<_, _>>()? })
}

/// How many activities wait for this person to validate them; none for those who may not.
///
/// # Errors
/// Faults of the store.
pub fn waiting(services: &Services, member: &Member) -> Result<usize, Fault> {
    if member.champion().is_none() {
        return Ok(0);
    }
    let counts = [RegisterKind::Controller, RegisterKind::Processor].map(|kind| register::view(services, member, kind));
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
    Ok(RegisterSummary { kind, counts: suspended.counts, suspended: suspended.items, incomplete: incomplete.items })
}
