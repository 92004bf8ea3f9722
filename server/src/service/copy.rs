//! Activities made from others: a copy in the same purpose, and the entry that mirrors one in the other register.

use super::{
    Services,
    activity::{self, ActivityInput},
    attempt::{self, until_settled},
    register::{self, view::RegisterView},
};
use crate::{
    domain::{
        access::Member,
        activity::{Activity, ActivityStatus},
        event::{Actor, Event},
        fault::Fault,
        id::{ActivityId, PurposeId},
        mirror::mirrored,
        purpose::Purpose,
        register::RegisterKind,
    },
    locale::{Place, Texts},
    store::Change,
};

/// Copies of one name that are told apart by a number.
const MOST_COPIES: usize = 500;

/// The entry in the other register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mirror {
    Made(ActivityId),
    /// Somebody made it before.
    There(ActivityId),
}

/// Copies an activity: the copy says the same under another name, belongs to whoever makes it, and is to be completed.
///
/// # Errors
/// `NotFound`; `Conflict` where there are very many copies already.
pub fn copy(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<ActivityId, Fault> {
    let t = Texts::new(member.language);
    until_settled(|| {
        let old = activity::find(services, member, kind, id)?;
        let view = register::view(services, member, kind)?;
        let name = free_name(t, &view, old.purpose, &old.record.name)?;
        let (now, id) = (services.clock.now(), ActivityId::new());
        let event = Event::new("activity-copied").about(id.0).with("name", &name);
        let mut change = Change::new(now, Actor::Account(member.account()), member.tenant(), event);
        let mut copy = Activity {
            id,
            status: ActivityStatus::Incomplete,
            created_by: member.account(),
            created_at: now,
            updated_at: now,
            refusal: None,
            review_on: None,
            ..Activity::clone(&old)
        };
        copy.record.name = name;
        change.require_present::<Purpose>(member.tenant(), old.purpose.as_bytes());
        change.insert(member.tenant(), &copy);
        attempt::commit(services, change)?;
        Ok(id)
    })
}

/// Makes the entry that mirrors an activity in the other register, under the branch of the same names.
///
/// # Errors
/// `NotFound`.
pub fn mirror(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<Mirror, Fault> {
    let sheet = activity::sheet(services, member, kind, id)?;
    let other = kind.other();
    let branch = (sheet.category.as_str(), sheet.subcategory.as_str(), sheet.purpose.name.as_str());
    let view = register::view(services, member, other)?;
    let name = &sheet.activity.record.name;
    if let Some(row) = view.rows().iter().find(|row| row.name == *name && view.branch(row.purpose) == branch) {
        return Ok(Mirror::There(row.id));
    }
    let (department, department_head) = sheet.department.map(|department| (department.name, department.head)).unwrap_or_default();
    let input = ActivityInput {
        category: sheet.category.clone(),
        subcategory: sheet.subcategory.clone(),
        purpose: sheet.purpose.name.clone(),
        department,
        department_head,
        record: mirrored(&sheet.activity.record),
        ..ActivityInput::default()
    };
    activity::create(services, member, other, &input).map(Mirror::Made)
}

/// The first name for a copy that no other activity of the purpose has.
fn free_name(t: Texts, view: &RegisterView, purpose: PurposeId, name: &str) -> Result<String, Fault> {
    let named = |number: usize| match number {
        1 => t.one("copy-name", "name", name),
        _ => t.with("copy-name-number", &[("name", &name as &dyn Place), ("number", &number)]),
    };
    let mut names = (1..MOST_COPIES).map(named);
    names.find(|name| !view.is_taken(purpose, name, None)).ok_or_else(|| Fault::conflict("copy-too-many"))
}
