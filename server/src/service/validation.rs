//! What a privacy champion decides on an activity that waits because it exceeds its purpose, or because its purpose is
//! only proposed.

use super::{
    Services, activity,
    attempt::{self, Attempt, until_settled},
    proposal,
    register::{self, branch::Branches},
};
use crate::{
    domain::{
        access::Champion,
        activity::{Activity, ActivityStatus, Refusal},
        event::{Actor, Event},
        exceeds::frame_of,
        fault::{Fault, FieldError},
        id::ActivityId,
        purpose::{Purpose, PurposeOrigin},
        register::RegisterKind,
    },
    store::{Change, Versioned},
};

/// One of the three decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The activity gets a purpose of its own, framed by what it does. Names that are not given are those of the
    /// purpose it stands under, where that is only proposed; else those of the same branch and of the activity.
    NewPurpose { category: Option<String>, subcategory: Option<String>, name: Option<String> },
    /// The purpose allows from now on what the activity does.
    WidenPurpose,
    /// The activity goes back to its author.
    Refuse { reason: String },
}

/// Decides on an activity that waits. `seq` is the number of the change that it was read at.
///
/// # Errors
/// `NotFound`; `Conflict` where it does not wait, somebody changed it since `seq`, or there is nothing to widen;
/// `Invalid` without a reason for a refusal, or where a purpose has the name already.
pub fn decide(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ActivityId,
    seq: Option<u64>,
    decision: &Decision,
) -> Result<(), Fault> {
    until_settled(|| {
        let old = activity::find(services, champion, kind, id)?;
        if seq.is_some_and(|seq| seq != old.seq()) {
            return Err(Fault::conflict("fault-changed-meanwhile").into());
        }
        if old.status != ActivityStatus::Suspended {
            return Err(Fault::conflict("validation-not-waiting").into());
        }
        let purpose = activity::purpose(services, champion, old.purpose)?;
        let waiting = Waiting { services, champion, activity: &old, purpose: &purpose };
        match decision {
            Decision::NewPurpose { category, subcategory, name } => {
                waiting.new_purpose(category.as_deref(), subcategory.as_deref(), name.as_deref())
            }
            Decision::WidenPurpose => waiting.widen(),
            Decision::Refuse { reason } => waiting.refuse(reason),
        }
    })
}

/// An activity to decide on.
struct Waiting<'a> {
    services: &'a Services,
    champion: &'a Champion,
    activity: &'a Versioned<Activity>,
    purpose: &'a Versioned<Purpose>,
}

impl Waiting<'_> {
    fn new_purpose(&self, category: Option<&str>, subcategory: Option<&str>, name: Option<&str>) -> Result<(), Attempt> {
        let Self { services, champion, activity, purpose } = *self;
        let view = register::view(services, champion, activity.register)?;
        let (old_category, old_subcategory, old_name) = view.branch(purpose.id);
        let default = if purpose.proposed { old_name } else { &activity.record.name };
        let name = given(name).unwrap_or(default);
        let (category, subcategory) = match given(category) {
            // Another category has no subcategory of the old one's name.
            Some(category) => (category, subcategory.unwrap_or_default()),
            None => (old_category, subcategory.unwrap_or(old_subcategory)),
        };
        let mut branches = Branches::of(&view, activity.register);
        let id = branches.purpose(category, subcategory, name, &PurposeOrigin::Own);
        let mut change = self.change("activity-validated");
        if let Some(new) = branches.new_purposes.get_mut(&id) {
            new.frame = frame_of(&activity.record);
            new.legal_basis = activity.record.legal_basis;
            let within: Vec<_> = [Some(new.category), new.subcategory].into_iter().flatten().collect();
            proposal::leave(services, champion.tenant(), activity, &within, &mut change)?;
        } else if id == purpose.id && purpose.proposed {
            self.frame(&mut change)?;
        } else {
            let error = FieldError::new("purpose", "purpose-name-taken").with("name", name.trim());
            return Err(Fault::Invalid(vec![error]).into());
        }
        branches.write(&mut change, champion.tenant());
        let validated = Activity { purpose: id, ..self.decided(ActivityStatus::Validated) };
        change.replace(champion.tenant(), activity, &validated);
        attempt::commit(services, change)?;
        Ok(())
    }

    fn widen(&self) -> Result<(), Attempt> {
        if self.purpose.proposed {
            return Err(Fault::conflict("validation-purpose-proposed").into());
        }
        let mut change = self.change("activity-validated");
        self.frame(&mut change)?;
        change.replace(self.champion.tenant(), self.activity, &self.decided(ActivityStatus::Validated));
        attempt::commit(self.services, change)?;
        Ok(())
    }

    fn refuse(&self, reason: &str) -> Result<(), Attempt> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Fault::invalid("reason", "fault-required").into());
        }
        let refusal = Some(Refusal { reason, by: self.champion.account(), at: self.services.clock.now() });
        let reopened = Activity { refusal, ..self.decided(ActivityStatus::Incomplete) };
        let mut change = self.change("activity-refused");
        change.replace(self.champion.tenant(), self.activity, &reopened);
        attempt::commit(self.services, change)?;
        Ok(())
    }

    /// Makes the purpose hold the activity, and with it others that waited for the same.
    fn frame(&self, change: &mut Change) -> Result<(), Fault> {
        let wider = self.purpose.holding(&self.activity.record);
        change.replace(self.champion.tenant(), self.purpose, &wider);
        proposal::settle(self.services, self.champion.tenant(), &wider, Some(self.activity.id), change)
    }

    fn decided(&self, status: ActivityStatus) -> Activity {
        Activity { status, updated_at: self.services.clock.now(), ..Activity::clone(self.activity) }
    }

    fn change(&self, kind: &'static str) -> Change {
        let event = Event::new(kind).about(self.activity.id.0).with("name", &self.activity.record.name);
        let actor = Actor::Account(self.champion.account());
        Change::new(self.services.clock.now(), actor, self.champion.tenant(), event)
    }
}

fn given(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !name.trim().is_empty())
}

#[cfg(test)]
mod tests;
