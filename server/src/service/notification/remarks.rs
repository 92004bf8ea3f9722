//! What is told of activities beside decisions on them: reviews that are due, and what others remark. And the days of
//! documents.

use super::{
    programme::leads,
    teller::{Tidings, about, champions},
    tenant,
};
use crate::{
    domain::{
        action::Action,
        activity::{Activity, ActivityStatus},
        comment::{Comment, Remarked},
        document::{Document, DocumentReminder},
        fault::Fault,
        id::AccountId,
        notification::{Matter, Notification, ONE_BY_ONE},
        register::RegisterKind,
        review::ReviewReminder,
    },
    service::Services,
    store::{Entry, Scope, Versioned},
};
use std::collections::HashMap;
use uuid::Uuid;

/// A review that is due is told to those who can edit the activity: privacy champions, and its author while it is not
/// complete. Many at once are told together.
pub fn of_reviews(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    let mut due: HashMap<(Scope, AccountId, RegisterKind), Vec<Matter>> = HashMap::new();
    for put in entry.puts::<ReviewReminder>() {
        let (scope, ReviewReminder { activity, on }) = put?;
        let Some(tenant) = tenant(scope) else { continue };
        let activity = services.store.get::<Activity>(scope, activity.as_bytes())?;
        let Some(activity) = activity.filter(|activity| activity.review_on == Some(on)) else { continue };
        let register = activity.register;
        let matter = Matter::ReviewDue { register, activity: activity.id, name: activity.record.name.clone(), on };
        let mut editors = champions(services, tenant.organisation())?;
        if activity.status == ActivityStatus::Incomplete && !editors.contains(&activity.created_by) {
            editors.push(activity.created_by);
        }
        for editor in editors {
            due.entry((scope, editor, register)).or_default().push(matter.clone());
        }
    }
    for ((scope, editor, register), matters) in due {
        let matters = match matters.len() {
            count if count > ONE_BY_ONE => vec![Matter::ReviewsDue { register, count }],
            _ => matters,
        };
        tidings.new.extend(matters.into_iter().map(|matter| (scope, editor, matter)));
    }
    Ok(())
}

/// A day of a document that is near is told to privacy champions and to who filed it, until it is moved or the document goes.
/// Many at once are told together.
pub fn of_documents(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    let mut due: HashMap<(Scope, AccountId), Vec<Matter>> = HashMap::new();
    for put in entry.puts::<DocumentReminder>() {
        let (scope, DocumentReminder { document, day, on }) = put?;
        let Some(tenant) = tenant(scope) else { continue };
        let document = services.store.get::<Document>(scope, document.as_bytes())?;
        let Some(document) = document.filter(|document| document.on(day) == Some(on)) else { continue };
        let mut editors = champions(services, tenant.organisation())?;
        if !editors.contains(&document.created_by) {
            editors.push(document.created_by);
        }
        let matter = Matter::DocumentDue { document: document.id, name: document.name.clone(), day, on };
        for editor in editors {
            due.entry((scope, editor)).or_default().push(matter.clone());
        }
    }
    for ((scope, editor), matters) in due {
        let count = matters.len();
        let matters = if count > ONE_BY_ONE { vec![Matter::DocumentsDue { count }] } else { matters };
        tidings.new.extend(matters.into_iter().map(|matter| (scope, editor, matter)));
    }
    for put in entry.puts::<Document>() {
        let (scope, document) = put?;
        let moved = |told: &Versioned<Notification>| match told.matter {
            Matter::DocumentDue { day, on, .. } => document.on(day) != Some(on),
            _ => false,
        };
        tidings.over.extend(about(services, scope, document.id.0)?.into_iter().filter(moved).map(|told| (scope, told)));
    }
    for (scope, key) in entry.deletes::<Document>() {
        let Ok(id) = Uuid::from_slice(key) else { continue };
        tidings.over.extend(about(services, scope, id)?.into_iter().map(|told| (scope, told)));
    }
    Ok(())
}

/// A comment is told to whoever made the activity, or to those whom the action concerns, and to those who commented
/// before, until it is taken back.
pub fn of_comments(services: &Services, entry: &Entry, tidings: &mut Tidings) -> Result<(), Fault> {
    for put in entry.puts::<Comment>() {
        let (scope, comment) = put?;
        let Some((mut concerned, matter)) = remarked(services, scope, &comment)? else { continue };
        for before in services.store.scan::<Comment>(scope, comment.on.id().as_bytes()) {
            let before: Versioned<Comment> = before?;
            if before.id < comment.id && !concerned.contains(&before.by) {
                concerned.push(before.by);
            }
        }
        tidings.new.extend(concerned.into_iter().map(|person| (scope, person, matter.clone())));
    }
    for (scope, key) in entry.deletes::<Comment>() {
        let Some(id) = key.get(16..).and_then(|id| Uuid::from_slice(id).ok()) else { continue };
        tidings.over.extend(about(services, scope, id)?.into_iter().map(|told| (scope, told)));
    }
    Ok(())
}

/// Whom a comment concerns, and what they are told.
fn remarked(services: &Services, scope: Scope, comment: &Comment) -> Result<Option<(Vec<AccountId>, Matter)>, Fault> {
    match comment.on {
        Remarked::Activity { activity, register } => {
            let activity = services.store.get::<Activity>(scope, activity.as_bytes())?;
            Ok(activity.map(|activity| {
                let name = activity.record.name.clone();
                let matter = Matter::Commented { register, activity: activity.id, comment: comment.id, name };
                (vec![activity.created_by], matter)
            }))
        }
        Remarked::Action { action } => {
            let Some(action) = services.store.get::<Action>(scope, action.as_bytes())? else { return Ok(None) };
            let mut concerned = leads(services, scope, &action)?;
            concerned
                .extend(action.assignees.iter().filter(|assignee| !concerned.contains(assignee)).copied().collect::<Vec<_>>());
            let matter = Matter::ActionCommented { action: action.id, comment: comment.id, title: action.title.clone() };
            Ok(Some((concerned, matter)))
        }
    }
}
