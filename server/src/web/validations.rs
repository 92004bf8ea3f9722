//! The decision of a privacy champion on an activity that waits: three forms on its sheet.

use super::{
    App,
    activities::{self, Typed, place},
    form::Errors,
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::Shell,
};
use crate::{
    domain::{
        column::Column,
        exceeds::Exceeding,
        fault::{Fault, FieldError},
    },
    locale::Texts,
    service::{
        activity::ActivitySheet,
        validation::{self, Decision},
    },
};
use axum::{
    Form,
    extract::{Path, State},
};
use serde::Deserialize;

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    decision: String,
    purpose: String,
    reason: String,
    version: String,
}

/// What the forms show.
pub struct DecisionView {
    pub version: String,
    /// The purpose is only proposed: there is nothing to widen.
    pub proposed: bool,
    /// Name for a new purpose.
    pub purpose: String,
    pub reason: String,
    pub changes: Vec<PurposeChange>,
}

/// How a part of the purpose would change if it were widened.
pub struct PurposeChange {
    pub part: String,
    pub before: String,
    pub after: String,
}

/// `POST /register/{kind}/activities/{id}/validation`
pub async fn create(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<DecisionForm>,
) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let (decider, sent) = (champion.clone(), form.clone());
    let decided = blocking(&app, move |app| {
        let seq = sent.version.parse().ok();
        validation::decide(app, &decider, kind, id, seq, &sent.decision()?)
    });
    let errors = match decided.await {
        Ok(()) => {
            let said = if form.decision == "refuse" { "said-refused" } else { "said-validated" };
            return respond::see_other_saying(&format!("/register/{}/activities/{id}", kind.as_str()), said);
        }
        Err(Fault::Invalid(errors) | Fault::Conflict(errors)) => errors,
        Err(fault) => return Err(fault.into()),
    };
    let typed = Typed { decision: form, errors: Errors(errors), ..Typed::default() };
    respond::invalid(blocking(&app, move |app| activities::page(app, &champion, shell, kind, id, typed)).await?)
}

impl DecisionForm {
    fn decision(self) -> Result<Decision, Fault> {
        match self.decision.as_str() {
            "new_purpose" => Ok(Decision::NewPurpose { category: None, subcategory: None, name: Some(self.purpose) }),
            "widen_purpose" => Ok(Decision::WidenPurpose),
            "refuse" => Ok(Decision::Refuse { reason: self.reason }),
            _ => Err(Fault::Invalid(vec![FieldError::new("", "fault-unknown-value")])),
        }
    }
}

impl DecisionView {
    /// What there is to decide on a sheet, with what was typed before.
    pub fn of(t: Texts, sheet: &ActivitySheet, typed: DecisionForm) -> Self {
        let proposed = sheet.purpose.proposed;
        let name = if proposed { &sheet.purpose.name } else { &sheet.activity.record.name };
        Self {
            version: sheet.activity.seq().to_string(),
            proposed,
            purpose: if typed.purpose.is_empty() { name.clone() } else { typed.purpose },
            reason: typed.reason,
            changes: sheet.exceeds.iter().map(|point| PurposeChange::of(t, point)).collect(),
        }
    }
}

impl PurposeChange {
    fn of(t: Texts, point: &Exceeding) -> Self {
        let label = |id: &str| Column::named(id).map(|column| t.get(&column.label_key())).unwrap_or_default();
        let new = |part: String, found: &String| Self { part, before: String::new(), after: found.clone() };
        match point {
            Exceeding::DataSubject { found } => new(label("data_subject_categories"), found),
            Exceeding::Application { found } => new(label("it_tools"), found),
            Exceeding::JointController { found } => new(label("joint_controller_name"), found),
            Exceeding::PersonalData { category, found } => new(t.data_category(category), found),
            Exceeding::Volume { subject, allowed, found } => Self {
                part: subject.clone(),
                before: t.choice(allowed),
                after: found.map_or_else(|| t.get("exceeds-unknown"), |found| t.choice(&found)),
            },
            Exceeding::Retention { data, allowed, found } => Self {
                part: if data.is_empty() { label("retention_duration") } else { data.clone() },
                before: t.retention(allowed),
                after: t.retention(found),
            },
            Exceeding::Transmission { .. } => Self {
                part: t.get("validation-transmission"),
                before: t.get("choice-answer-no"),
                after: t.get("choice-answer-yes"),
            },
            Exceeding::SecurityMeasure { missing } => {
                Self { part: t.choice(missing), before: t.get("validation-required"), after: t.get("validation-not-required") }
            }
        }
    }
}
