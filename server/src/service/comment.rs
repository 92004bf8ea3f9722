//! Comments on an activity: everybody who reads it may remark something; one's own can be taken back, a privacy champion
//! takes back any.

use super::{Services, account, activity};
use crate::{
    domain::{
        access::{Member, Tenant},
        comment::{Comment, checked},
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

/// The comments on an activity, the oldest first.
///
/// # Errors
/// `NotFound` where there is no such activity in this register of this organisation.
pub fn list(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<Vec<CommentShown>, Fault> {
    activity::find(services, member, kind, id)?;
    let mut shown = Vec::new();
    for comment in services.store.scan::<Comment>(member.tenant(), id.as_bytes()) {
        let comment = comment?.into_inner();
        let by = account::name(services, member, comment.by)?.unwrap_or_default();
        shown.push(CommentShown { deletable: may_delete(member, &comment), by, comment });
    }
    Ok(shown)
}

/// Remarks something on an activity.
///
/// # Errors
/// As [`list`]; `Invalid` where nothing is said, or too much.
pub fn add(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId, text: &str) -> Result<CommentId, Fault> {
    let activity = activity::find(services, member, kind, id)?;
    let comment = Comment {
        id: CommentId::new(),
        activity: id,
        register: kind,
        text: checked(text)?,
        by: member.account(),
        at: services.clock.now(),
    };
    let event = Event::new("comment-added").about(id.0).with("name", &activity.record.name);
    let mut change = Change::new(comment.at, Actor::Account(member.account()), member.tenant(), event);
    // Gone meanwhile: there is nothing left to remark on.
    change.require_present::<crate::domain::activity::Activity>(member.tenant(), id.as_bytes());
    change.insert(member.tenant(), &comment);
    services.store.commit(change)?;
    Ok(comment.id)
}

/// Takes a comment back: the activity it stood on.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation; `Forbidden` where it is somebody else's and the
/// person no privacy champion.
pub fn delete(services: &Services, member: &Member, kind: RegisterKind, id: CommentId) -> Result<ActivityId, Fault> {
    let mut found = services.store.by_index::<Comment>(member.tenant(), COMMENT, id.as_bytes());
    let comment = found.next().transpose()?.filter(|comment| comment.register == kind).ok_or(Fault::NotFound)?;
    if !may_delete(member, &comment) {
        return Err(Fault::Forbidden);
    }
    let activity = activity::find(services, member, kind, comment.activity)?;
    let event = Event::new("comment-deleted").about(comment.activity.0).with("name", &activity.record.name);
    let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event);
    change.delete(member.tenant(), &comment);
    services.store.commit(change)?;
    Ok(comment.activity)
}

/// Takes away the comments on an activity that goes.
pub(super) fn forget(services: &Services, tenant: Tenant, id: ActivityId, change: &mut Change) -> Result<(), StoreError> {
    for comment in services.store.scan::<Comment>(tenant, id.as_bytes()) {
        change.delete(tenant, &comment?);
    }
    Ok(())
}

fn may_delete(member: &Member, comment: &Comment) -> bool {
    comment.by == member.account() || member.champion().is_some()
}
