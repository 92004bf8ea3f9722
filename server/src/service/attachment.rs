//! Which documents hang on which things: chosen by name from either side, hung on and taken off.
//!
//! Whoever may edit the document or the thing may join the two. A file that is sent to a thing is filed by
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
        document::{Document, Link, MOST_LINKS},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        fold::fold,
        id::DocumentId,
        plan::Module,
        purpose::Purpose,
        register::RegisterKind,
    },
    store::{Change, Versioned},
};
use std::sync::Arc;

/// Candidates of each kind that are shown; more words find the rest.
const SHOWN: usize = 8;

/// A document that hangs on a thing.
#[derive(Debug)]
pub struct Attached {
    pub document: Document,
    /// Whether this person may take it off.
    pub detachable: bool,
}

/// A thing that a document may be hung on, or hangs on.
#[derive(Debug)]
pub struct Subject {
    pub link: Link,
    pub name: String,
    pub register: RegisterKind,
    /// Names of its branch, outermost first.
    pub branch: Vec<String>,
    /// Whether this person may edit it, or the document in question.
    pub joinable: bool,
}

/// A thing, as this person sees it.
///
/// # Errors
/// `NotFound` where there is none in this organisation, or the plan has no module for it.
pub fn subject(services: &Services, member: &Member, link: Link) -> Result<Subject, Fault> {
    let (store, tenant) = (&services.store, member.tenant());
    let branch = |register, purpose| {
        let view = register::view(services, member, register)?;
        Ok::<_, Fault>(names(view.branch(purpose)))
    };
    require(services, member, Module::Register)?;
    Ok(match link {
        Link::Activity(id) => {
            let activity = store.get::<Activity>(tenant, id.as_bytes())?.ok_or(Fault::NotFound)?.into_inner();
            let joinable = activity::may_edit(member, &activity).is_ok();
            let branch = branch(activity.register, activity.purpose)?;
            Subject { link, name: activity.record.name, register: activity.register, branch, joinable }
        }
        Link::Purpose(id) => {
            let purpose = store.get::<Purpose>(tenant, id.as_bytes())?.ok_or(Fault::NotFound)?.into_inner();
            let mut branch = branch(purpose.register, id)?;
            // The last of the branch is the purpose itself.
            branch.pop();
            let joinable = member.champion().is_some();
            Subject { link, name: purpose.name, register: purpose.register, branch, joinable }
        }
    })
}

/// The documents of a thing, the oldest first; none where the plan has no documents.
///
/// # Errors
/// As [`subject`].
pub fn of_subject(services: &Services, member: &Member, link: Link) -> Result<Vec<Attached>, Fault> {
    let subject = subject(services, member, link)?;
    if !plan::has(services, member, Module::Documents)? {
        return Ok(Vec::new());
    }
    let documents = document::of_link(services, member, link)?.into_iter();
    Ok(documents.map(|document| Attached { detachable: may_join(member, &document, &subject), document }).collect())
}

/// Documents whose name holds all the words and that this person may hang on a thing, the newest first.
///
/// # Errors
/// As [`subject`]; `NotFound` too where the plan has no documents.
pub fn documents_for(
    services: &Services,
    member: &Member,
    link: Link,
    words: &str,
) -> Result<Vec<Arc<Versioned<Document>>>, Fault> {
    require(services, member, Module::Documents)?;
    let subject = subject(services, member, link)?;
    let words = fold(words);
    let fits = |document: &Arc<Versioned<Document>>| {
        let name = fold(&document.name);
        words.split(' ').all(|word| name.contains(word))
            && !document.links.contains(&link)
            && may_join(member, document, &subject)
    };
    Ok(document::list::all(services, member)?.into_iter().filter(fits).take(SHOWN).collect())
}

/// The things that a document hangs on; those that are gone, or that the plan does not show, are left out.
///
/// # Errors
/// The store failed.
pub fn of_document(services: &Services, member: &Member, document: &Document) -> Result<Vec<Subject>, Fault> {
    let mut subjects = Vec::new();
    for link in &document.links {
        match subject(services, member, *link) {
            Ok(found) => subjects.push(Subject { joinable: may_join(member, document, &found), ..found }),
            Err(Fault::NotFound) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(subjects)
}

/// Activities and purposes of both registers in which all the words are found and that this person may hang a
/// document on.
///
/// # Errors
/// `NotFound` where there is no such document, or the plan has no registers.
pub fn subjects_for(services: &Services, member: &Member, id: DocumentId, words: &str) -> Result<Vec<Subject>, Fault> {
    require(services, member, Module::Register)?;
    let document = document::get(services, member, id)?;
    let mut found = Vec::new();
    let words: String = words.chars().take(200).collect();
    for register in [RegisterKind::Controller, RegisterKind::Processor] {
        let view = register::view(services, member, register)?;
        let filter = ActivityFilter { q: words.clone(), ..ActivityFilter::default() };
        // Some of those that are found hang there already.
        let page = Page { offset: 0, limit: SHOWN + document.links.len() };
        let rows = view.list(&filter, ActivityOrder::Name, page).items;
        found.extend(rows.iter().map(|row| Link::Activity(row.id)).filter(|link| !document.links.contains(link)).take(SHOWN));
    }
    let folded = fold(&words);
    let named = |name: &str| {
        let name = fold(name);
        folded.split(' ').all(|word| name.contains(word))
    };
    let purposes = services.store.scan::<Purpose>(member.tenant(), &[]).collect::<Result<Vec<_>, _>>()?;
    let purposes = purposes.iter().filter(|purpose| named(&purpose.name)).map(|purpose| Link::Purpose(purpose.id));
    found.extend(purposes.filter(|link| !document.links.contains(link)).take(SHOWN));
    let subjects = found.into_iter().map(|link| subject(services, member, link)).collect::<Result<Vec<_>, _>>()?;
    Ok(subjects.into_iter().filter(|found| may_join(member, &document, found)).collect())
}

/// Hangs a document on a thing.
///
/// # Errors
/// `NotFound` where one of them is not there; `Forbidden` where the person may edit neither; `Invalid` where the document
/// hangs on very many already.
pub fn attach(services: &Services, member: &Member, document: DocumentId, link: Link) -> Result<(), Fault> {
    join(services, member, document, link, "document-attached", |links| {
        if links.len() >= MOST_LINKS {
            return Err(Fault::Invalid(vec![FieldError::new("links", "document-too-many-links").with("limit", MOST_LINKS)]));
        }
        if !links.contains(&link) {
            links.push(link);
        }
        Ok(())
    })
}

/// Takes a document off a thing; both stay.
///
/// # Errors
/// As [`attach`].
pub fn detach(services: &Services, member: &Member, document: DocumentId, link: Link) -> Result<(), Fault> {
    join(services, member, document, link, "document-detached", |links| {
        links.retain(|other| *other != link);
        Ok(())
    })
}

fn join(
    services: &Services,
    member: &Member,
    document: DocumentId,
    link: Link,
    event: &'static str,
    alter: impl Fn(&mut Vec<Link>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    require(services, member, Module::Documents)?;
    let tenant = member.tenant();
    until_settled(|| {
        let found = subject(services, member, link)?;
        let old = document::get(services, member, document)?;
        if !may_join(member, &old, &found) {
            return Err(Fault::Forbidden.into());
        }
        let mut links = old.links.clone();
        alter(&mut links)?;
        if links == old.links {
            return Ok(());
        }
        let event = Event::new(event).about(document.0).with("name", &old.name).with(link.kind(), &found.name);
        let mut change = Change::new(services.clock.now(), Actor::Account(member.account()), tenant, event);
        match link {
            Link::Activity(id) => change.require_present::<Activity>(tenant, id.as_bytes()),
            Link::Purpose(id) => change.require_present::<Purpose>(tenant, id.as_bytes()),
        };
        change.replace(tenant, &old, &Document { links, ..Document::clone(&old) });
        attempt::commit(services, change)?;
        Ok(())
    })
}

/// Whether this person may join a document and a thing.
fn may_join(member: &Member, document: &Document, subject: &Subject) -> bool {
    document::may_edit(member, document) || subject.joinable
}

fn require(services: &Services, member: &Member, module: Module) -> Result<(), Fault> {
    if plan::has(services, member, module)? { Ok(()) } else { Err(Fault::NotFound) }
}

fn names((category, subcategory, purpose): (&str, &str, &str)) -> Vec<String> {
    [category, subcategory, purpose].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
