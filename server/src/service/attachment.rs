//! Which documents hang on which activities: chosen by name from either side, hung on and taken off.
//!
//! Whoever may edit the document or the activity may join the two. A file that is sent to an activity is filed by
//! [`super::document`] like any other.

use super::{
    Services, activity,
    attempt::{self, until_settled},
    document, plan,
    register::{
        self,
        list::{ActivityFilter, ActivityOrder, Page},
    },
};
use crate::{
    domain::{
        access::Member,
        activity::Activity,
        document::{Document, MOST_LINKS},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        fold::fold,
        id::{ActivityId, DocumentId},
        plan::Module,
        register::RegisterKind,
    },
    store::Change,
};

/// Candidates that are shown; more words find the rest.
const SHOWN: usize = 8;

/// A document that hangs on an activity.
#[derive(Debug)]
pub struct Attached {
    pub document: Document,
    /// Whether this person may take it off.
    pub detachable: bool,
}

/// An activity that a document may be hung on, or hangs on.
#[derive(Debug)]
pub struct ActivityNamed {
    pub register: RegisterKind,
    pub id: ActivityId,
    pub name: String,
    /// Names of its branch, outermost first.
    pub branch: Vec<String>,
    /// Whether this person may take the document off it.
    pub detachable: bool,
}

/// The documents of an activity, the oldest first; none where the plan has no documents.
///
/// # Errors
/// `NotFound` where there is no such activity in this register of this organisation.
pub fn of_activity(services: &Services, member: &Member, kind: RegisterKind, id: ActivityId) -> Result<Vec<Attached>, Fault> {
    let activity = activity::find(services, member, kind, id)?;
    if !plan::has(services, member, Module::Documents)? {
        return Ok(Vec::new());
    }
    let documents = document::of_activity(services, member, id)?.into_iter();
    Ok(documents.map(|document| Attached { detachable: may_join(member, &document, &activity), document }).collect())
}

/// Documents whose name holds all the words and that this person may hang on an activity, the newest first.
///
/// # Errors
/// As [`of_activity`]; `NotFound` too where the plan has no documents.
pub fn documents_for(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    id: ActivityId,
    words: &str,
) -> Result<Vec<Document>, Fault> {
    require(services, member)?;
    let activity = activity::find(services, member, kind, id)?;
    let words = fold(words);
    let fits = |document: &Document| {
        let name = fold(&document.name);
        words.split(' ').all(|word| name.contains(word)) && !document.links.contains(&id) && may_join(member, document, &activity)
    };
    Ok(document::list(services, member)?.into_iter().filter(fits).take(SHOWN).collect())
}

/// The activities that a document hangs on.
///
/// # Errors
/// The store failed.
pub fn of_document(services: &Services, member: &Member, document: &Document) -> Result<Vec<ActivityNamed>, Fault> {
    let mut named = Vec::new();
    for activity in document::links(services, member, document)? {
        let view = register::view(services, member, activity.register)?;
        let detachable = may_join(member, document, &activity);
        let branch = names(view.branch(activity.purpose));
        named.push(ActivityNamed {
            register: activity.register,
            id: activity.id,
            name: activity.record.name,
            branch,
            detachable,
        });
    }
    Ok(named)
}

/// Activities of both registers in which all the words are found and that this person may hang a document on.
///
/// # Errors
/// `NotFound` where there is no such document, or the plan has no registers.
pub fn activities_for(services: &Services, member: &Member, id: DocumentId, words: &str) -> Result<Vec<ActivityNamed>, Fault> {
    if !plan::has(services, member, Module::Register)? {
        return Err(Fault::NotFound);
    }
    let document = document::get(services, member, id)?;
    let mut found = Vec::new();
    for register in [RegisterKind::Controller, RegisterKind::Processor] {
        let view = register::view(services, member, register)?;
        let filter = ActivityFilter { q: words.chars().take(200).collect(), ..ActivityFilter::default() };
        // Some of those that are found hang there already.
        let page = Page { offset: 0, limit: SHOWN + document.links.len() };
        let rows = view.list(&filter, ActivityOrder::Name, page).items.into_iter();
        let free = rows.filter(|row| !document.links.contains(&row.id)).take(SHOWN);
        found.extend(free.map(|row| ActivityNamed {
            register,
            id: row.id,
            name: row.name.clone(),
            branch: names(view.branch(row.purpose)),
            detachable: false,
        }));
    }
    Ok(found)
}

/// Hangs a document on an activity.
///
/// # Errors
/// `NotFound` where one of them is not there; `Forbidden` where the person may edit neither; `Invalid` where the document
/// hangs on very many already.
pub fn attach(services: &Services, member: &Member, document: DocumentId, activity: ActivityId) -> Result<(), Fault> {
    join(services, member, document, activity, "document-attached", |links| {
        if links.len() >= MOST_LINKS {
            return Err(Fault::Invalid(vec![FieldError::new("links", "document-too-many-links").with("limit", MOST_LINKS)]));
        }
        if !links.contains(&activity) {
            links.push(activity);
        }
        Ok(())
    })
}

/// Takes a document off an activity; both stay.
///
/// # Errors
/// As [`attach`].
pub fn detach(services: &Services, member: &Member, document: DocumentId, activity: ActivityId) -> Result<(), Fault> {
    join(services, member, document, activity, "document-detached", |links| {
        links.retain(|link| *link != activity);
        Ok(())
    })
}

fn join(
    services: &Services,
    member: &Member,
    document: DocumentId,
    activity: ActivityId,
    event: &'static str,
    alter: impl Fn(&mut Vec<ActivityId>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    require(services, member)?;
    let tenant = member.tenant();
    until_settled(|| {
        let found = services.store.get::<Activity>(tenant, activity.as_bytes())?.ok_or(Fault::NotFound)?;
        let old = document::get(services, member, document)?;
        if !may_join(member, &old, &found) {
            return Err(Fault::Forbidden.into());
        }
        let mut links = old.links.clone();
        alter(&mut links)?;
        if links == old.links {
            return Ok(());
        }
        let event = Event::new(event).about(document.0).with("name", &old.name).with("activity", &found.record.name);
        let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), tenant, event);
        change.require_present::<Activity>(tenant, activity.as_bytes());
        change.replace(tenant, &old, &Document { links, ..Document::clone(&old) });
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Whether this person may join a document and an activity.
fn may_join(member: &Member, document: &Document, activity: &Activity) -> bool {
    document::may_edit(member, document) || activity::may_edit(member, activity).is_ok()
}

fn require(services: &Services, member: &Member) -> Result<(), Fault> {
    if plan::has(services, member, Module::Documents)? { Ok(()) } else { Err(Fault::NotFound) }
}

fn names((category, subcategory, purpose): (&str, &str, &str)) -> Vec<String> {
    [category, subcategory, purpose].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
