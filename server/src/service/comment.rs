//! Comments on an activity or an action: everybody who reads an activity may remark something, those whom an action
//! concerns on the action; one's own can be taken back, a privacy champion takes back any.

use super::{Services, account, action, activity};
use crate::{
    domain::{
        access::{Member, Tenant},
        action::Action,
        activity::Activity,
        comment::{Comment, Remarked, checked},
        event::{Actor, Event},
        fault::Fault,
        id::{ActivityId, CommentId},
        register::RegisterKind,
    },
    store::{Change, StoreError, schema::comment::COMMENT},
};

/// A comment as it is read.
#[derive(Clone, Debug)]
pub struct CommentShown {
    pub comment: Comment,
    /// Name of whoever wrote it; empty where the person has left.
    pub by: String,
    /// Whether this person may take it back.
    pub deletable: bool,
}

/// The comments on a thing, the oldest first.
///
/// # Errors
/// `NotFound` where there is no such thing in this organisation.
pub fn list(services: &Services, member: &Member, on: Remarked) -> Result<Vec<CommentShown>, Fault> {
    name(services, member, on)?;
    let mut shown = Vec::new();
    for comment in services.store.scan::<Comment>(member.tenant(), on.id().as_bytes()) {
        let comment = comment?.into_inner();
        let by = account::name(services, member, comment.by)?.unwrap_or_default();
        shown.push(CommentShown { deletable: may_delete(member, &comment), by, comment });
    }
    Ok(shown)
}

/// Remarks something.
///
/// # Errors
/// As [`list`]; `Forbidden` on an action that does not concern the person; `Invalid` where nothing is said, or too much.
pub fn add(services: &Services, member: &Member, on: Remarked, text: &str) -> Result<CommentId, Fault> {
    let name = name(services, member, on)?;
    if let Remarked::Action { action } = on {
        action::require_concerned(services, member, action)?;
    }
    let comment = Comment { id: CommentId::new(), on, text: checked(text)?, by: member.account(), at: services.clock.now() };
    let event = Event::new("comment-added").about(on.id()).with("name", name);
    let mut change = Change::new(comment.at, Actor::Account(member.account()), member.tenant(), event);
    // Gone meanwhile: there is nothing left to remark on.
    match on {
        Remarked::Activity { activity, .. } => change.require_present::<Activity>(member.tenant(), activity.as_bytes()),
        Remarked::Action { action } => change.require_present::<Action>(member.tenant(), action.as_bytes()),
    };
    change.insert(member.tenant(), &comment);
    services.store.commit(change)?;
    Ok(comment.id)
}

/// Takes a comment back: what it stood on. `register` is that of the activity, and nothing for a comment on an action.
///
/// # Errors
/// `NotFound` where there is none of that kind in this organisation; `Forbidden` where it is somebody else's and the
/// person no privacy champion.
pub fn delete(services: &Services, member: &Member, register: Option<RegisterKind>, id: CommentId) -> Result<Remarked, Fault> {
    let mut found = services.store.by_index::<Comment>(member.tenant(), COMMENT, id.as_bytes());
    let here = |comment: &Comment| match comment.on {
        Remarked::Activity { register: of, .. } => register == Some(of),
        Remarked::Action { .. } => register.is_none(),
    };
    let comment = found.next().transpose()?.filter(|comment| here(comment)).ok_or(Fault::NotFound)?;
    if !may_delete(member, &comment) {
        return Err(Fault::Forbidden);
    }
    let name = name(services, member, comment.on)?;
    let event = Event::new("comment-deleted").about(comment.on.id()).with("name", name);
    let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event);
    change.delete(member.tenant(), &comment);
    services.store.commit(change)?;
    Ok(comment.on)
}

/// Takes away the comments on an activity that goes.
pub(super) fn forget(services: &Services, tenant: Tenant, id: ActivityId, change: &mut Change) -> Result<(), StoreError> {
    for comment in services.store.scan::<Comment>(tenant, id.as_bytes()) {
        change.delete(tenant, &comment?);
    }
    Ok(())
}

/// What the thing is called; it is there.
fn name(services: &Services, member: &Member, on: Remarked) -> Result<String, Fault> {
    match on {
        Remarked::Activity { activity, register } => {
            Ok(activity::find(services, member, register, activity)?.into_inner().record.name)
        }
        Remarked::Action { action } => Ok(action::find(services, member, action)?.title.get(member.language).to_owned()),
    }
}

fn may_delete(member: &Member, comment: &Comment) -> bool {
    comment.by == member.account() || member.champion().is_some()
}
