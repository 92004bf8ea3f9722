//! What of a register leaves it: whichever file it becomes, which activities, and as it stands or as it stood at the end of
//! a past day. Everybody who reads a register may have it.

use super::{
    Services,
    register::{self, list::ActivityFilter, view::RegisterView},
};
use crate::{
    clock::Clock,
    domain::{
        access::Member,
        activity::{Activity, ActivityStatus},
        fault::Fault,
        id::ActivityId,
        organisation::Organisation,
        purpose::Purpose,
        register::{Category, Department, RegisterKind},
    },
    export::csv::ExportRow,
    store::{Scope, Versioned},
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::{str::FromStr, sync::Arc};

/// Which activities leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    #[default]
    All,
    Validated,
}

impl FromStr for Selection {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "all" => Ok(Self::All),
            "validated" => Ok(Self::Validated),
            _ => Err(()),
        }
    }
}

impl Selection {
    fn holds(self, status: ActivityStatus) -> bool {
        self == Self::All || status == ActivityStatus::Validated
    }
}

/// What is wanted of a register.
#[derive(Clone, Debug)]
pub struct Extract {
    pub kind: RegisterKind,
    pub selection: Selection,
    /// Everything that is given must hold.
    pub filter: ActivityFilter,
    /// As it stood at the end of this day; as it stands where there is none.
    pub on: Option<Date>,
}

impl Extract {
    /// The whole register as it stands.
    pub fn of(kind: RegisterKind) -> Self {
        Self { kind, selection: Selection::default(), filter: ActivityFilter::default(), on: None }
    }

    /// What the name of its file begins with.
    pub fn file_stem(&self) -> String {
        match self.on {
            Some(day) => format!("register-{}-{day}", self.kind.as_str()),
            None => format!("register-{}", self.kind.as_str()),
        }
    }
}

/// A register on its way out.
pub struct Extracted {
    /// Tells where each activity stands.
    pub view: Arc<RegisterView>,
    /// By branch and name.
    pub activities: Vec<Activity>,
}

impl Extracted {
    /// The activities as rows to write.
    pub fn rows(&self) -> impl Iterator<Item = ExportRow<'_>> {
        self.activities.iter().map(|activity| {
            let record = &activity.record;
            let (category, subcategory, purpose) = self.view.branch(activity.purpose);
            let department = record.department.and_then(|id| self.view.department(id)).map(|department| &**department);
            ExportRow { category, subcategory: Some(subcategory).filter(|name| !name.is_empty()), purpose, department, record }
        })
    }
}

/// Reads what is wanted.
///
/// # Errors
/// `Invalid` for a day that has not come yet.
pub fn read(services: &Services, member: &Member, extract: &Extract) -> Result<Extracted, Fault> {
    let (view, mut activities) = match past(services, member, extract.on)? {
        Some(seq) => stood(services, member, extract.kind, seq)?,
        None => {
            let activities = services.store.scan::<Activity>(member.tenant(), &[]).all()?;
            let activities = activities.into_iter().map(Versioned::into_inner).collect();
            (register::view(services, member, extract.kind)?, activities)
        }
    };
    activities.retain(|activity| activity.register == extract.kind && extract.selection.holds(activity.status));
    let activities = chosen(&view, &extract.filter, activities);
    Ok(Extracted { view, activities })
}

/// The organisation with the company sheet of the same day.
///
/// # Errors
/// As [`read`].
pub fn organisation(services: &Services, member: &Member, extract: &Extract) -> Result<Organisation, Fault> {
    let id = member.tenant().organisation();
    let stood = match past(services, member, extract.on)? {
        Some(seq) => services.store.stood_at::<Organisation>(Scope::Instance, id.as_bytes(), seq)?,
        None => None,
    };
    // Before there was one its register was empty: only its name is told.
    stood.map_or_else(|| Ok(super::organisation::get(services, member)?.into_inner()), Ok)
}

/// The last change that counts on a day that is past; none for today.
fn past(services: &Services, member: &Member, on: Option<Date>) -> Result<Option<u64>, Fault> {
    let today = services.clock.today();
    let Some(day) = on.filter(|day| *day != today) else { return Ok(None) };
    let next = day.tomorrow().ok().filter(|_| day < today).ok_or_else(|| Fault::invalid("on", "export-not-yet"))?;
    let moment = Clock::start_of(next);
    // The organisation itself is told of in the instance.
    let (own, instance) =
        (services.store.last_before(member.tenant(), moment)?, services.store.last_before(Scope::Instance, moment)?);
    Ok(Some(own.max(instance)))
}

/// A register as it stood after a change: its view, and the activities of both registers.
fn stood(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    seq: u64,
) -> Result<(Arc<RegisterView>, Vec<Activity>), Fault> {
    let (store, tenant) = (&services.store, member.tenant());
    let mut view = RegisterView::default();
    view.seq = seq;
    for category in store.all_stood_at::<Category>(tenant, seq)?.into_iter().filter(|category| category.register == kind) {
        view.put_category(category);
    }
    for department in store.all_stood_at::<Department>(tenant, seq)? {
        view.put_department(department);
    }
    for purpose in store.all_stood_at::<Purpose>(tenant, seq)?.iter().filter(|purpose| purpose.register == kind) {
        view.put_purpose(purpose);
    }
    let activities = store.all_stood_at::<Activity>(tenant, seq)?;
    view.put_activities(activities.iter().filter(|activity| activity.register == kind).cloned());
    Ok((Arc::new(view), activities))
}

/// The activities that a filter lets through, in the order of the register.
fn chosen(view: &RegisterView, filter: &ActivityFilter, activities: Vec<Activity>) -> Vec<Activity> {
    let mut found: FxHashMap<ActivityId, Activity> = activities.into_iter().map(|activity| (activity.id, activity)).collect();
    view.chosen(filter).filter_map(|row| found.remove(&row.id)).collect()
}

#[cfg(test)]
mod tests;
