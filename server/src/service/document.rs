//! Documents: filing, reading, linking and deleting evidence, and having its text taken out.
//!
//! A content is on the disk before its document is acknowledged, and goes with the last document that needs it.

use super::Services;
use crate::{
    domain::{
        access::{Member, Tenant},
        activity::Activity,
        document::{Document, LONGEST_CATEGORY, MOST_LINKS, TextState, file_name, kind_of},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{ActivityId, DocumentId},
        organisation::Organisation,
    },
    files::{Extracted, Extractor, Upload},
    store::{
        Change, Scope, StoreError, Versioned,
        schema::document::{BY_ACTIVITY, BY_DIGEST},
    },
};
use std::fs::File;

/// What a person says about a document they file.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// Name of the file; folders in it are left out.
    pub name: String,
    pub category: String,
    pub links: Vec<ActivityId>,
}

/// Begins to receive a content. Dropped before it is filed, it leaves nothing.
///
/// # Errors
/// Internal, or `Limit` where the disk is full.
pub fn receive(services: &Services, _: &Member) -> Result<Upload, Fault> {
    Ok(services.files.receive()?)
}

/// Files a content that was received whole. Any member may.
///
/// # Errors
/// `Invalid` where the name is empty, the category too long or a link leads nowhere; `Limit`.
pub fn file(services: &Services, member: &Member, upload: Upload, filing: &Filing) -> Result<Document, Fault> {
    let tenant = member.tenant();
    let (name, category, links) = check(services, member, filing)?;
    let content = upload.seal()?;
    let (media_type, format) = kind_of(&name);
    let document = Document {
        id: DocumentId::new(),
        name,
        size: content.size,
        sha256: content.sha256,
        media_type: media_type.to_owned(),
        category,
        links,
        text: if format.is_some() { TextState::Pending } else { TextState::None },
        created_by: member.account(),
        created_at: services.clock.now(),
    };
    let mut change = change(services, member, "document-filed", &document);
    change.insert(tenant, &document);
    let hold = services.files.hold();
    hold.place(tenant, content)?;
    if let Err(error) = services.store.commit(change) {
        if !is_needed(services, tenant, &document)? {
            hold.remove(tenant, document.sha256)?;
        }
        return Err(error.into());
    }
    Ok(document)
}

/// All documents, the newest first.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, member: &Member) -> Result<Vec<Document>, Fault> {
    let documents = services.store.scan::<Document>(member.tenant(), &[]);
    let mut documents = documents.map(|document| document.map(Versioned::into_inner)).collect::<Result<Vec<_>, _>>()?;
    documents.reverse();
    Ok(documents)
}

/// The documents linked to an activity, in the order in which they were filed.
///
/// # Errors
/// Internal only.
pub fn of_activity(services: &Services, member: &Member, activity: ActivityId) -> Result<Vec<Document>, Fault> {
    let documents = services.store.by_index::<Document>(member.tenant(), BY_ACTIVITY, activity.as_bytes());
    Ok(documents.map(|document| document.map(Versioned::into_inner)).collect::<Result<_, _>>()?)
}

/// The activities that a document is linked to; those that are gone are left out.
///
/// # Errors
/// Internal only.
pub fn links(services: &Services, member: &Member, document: &Document) -> Result<Vec<Activity>, Fault> {
    let read = |link: &ActivityId| services.store.get::<Activity>(member.tenant(), link.as_bytes());
    let found: Vec<Option<Versioned<Activity>>> = document.links.iter().map(read).collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().map(Versioned::into_inner).collect())
}

/// One document.
///
/// # Errors
/// `NotFound` where there is none in this organisation.
pub fn get(services: &Services, member: &Member, id: DocumentId) -> Result<Versioned<Document>, Fault> {
    services.store.get::<Document>(member.tenant(), id.as_bytes())?.ok_or(Fault::NotFound)
}

/// A document and its content, opened for reading.
///
/// # Errors
/// `NotFound`.
pub fn content(services: &Services, member: &Member, id: DocumentId) -> Result<(Document, File), Fault> {
    let document = get(services, member, id)?.into_inner();
    let file = services.files.content(member.tenant(), document.sha256)?;
    Ok((document, file))
}

/// Whether this person may change or delete a document: a champion all, a contributor their own.
pub fn may_edit(member: &Member, document: &Document) -> bool {
    document.created_by == member.account() || member.champion().is_some()
}

/// Changes the category of a document. The name stays: it says what the file is.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` as for [`file`], `Conflict`.
pub fn update(services: &Services, member: &Member, id: DocumentId, category: &str) -> Result<(), Fault> {
    let old = get(services, member, id)?;
    if !may_edit(member, &old) {
        return Err(Fault::Forbidden);
    }
    let filing = Filing { name: old.name.clone(), category: category.to_owned(), links: Vec::new() };
    let (_, category, _) = check(services, member, &filing)?;
    let new = Document { category, ..Document::clone(&old) };
    let mut change = change(services, member, "document-changed", &new);
    change.replace(member.tenant(), &old, &new);
    services.store.commit(change)?;
    Ok(())
}

/// Deletes a document, and its content where no other document has the same.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict`.
pub fn delete(services: &Services, member: &Member, id: DocumentId) -> Result<(), Fault> {
    let old = get(services, member, id)?;
    if !may_edit(member, &old) {
        return Err(Fault::Forbidden);
    }
    let mut change = change(services, member, "document-deleted", &old);
    change.delete(member.tenant(), &old);
    let hold = services.files.hold();
    services.store.commit(change)?;
    if !is_needed(services, member.tenant(), &old)? {
        hold.remove(member.tenant(), old.sha256)?;
    }
    Ok(())
}

/// Documents of all organisations whose text waits to be taken out. For the job that takes it out.
///
/// # Errors
/// Internal only.
pub fn awaiting_text(services: &Services) -> Result<Vec<(Tenant, DocumentId)>, Fault> {
    let mut waiting = Vec::new();
    for tenant in tenants(services)? {
        for document in services.store.scan::<Document>(tenant, &[]) {
            let document = document?;
            waiting.extend((document.text == TextState::Pending).then_some((tenant, document.id)));
        }
    }
    Ok(waiting)
}

/// Takes the text out of a document that waits for it, and writes down what came of it. For the same job.
///
/// # Errors
/// Internal where no extraction could be begun: the document goes on waiting.
pub fn read_text(services: &Services, extractor: &Extractor, tenant: Tenant, id: DocumentId) -> Result<(), Fault> {
    let waiting = |document: &Versioned<Document>| document.text == TextState::Pending;
    let Some(document) = services.store.get::<Document>(tenant, id.as_bytes())?.filter(waiting) else { return Ok(()) };
    let text = match kind_of(&document.name).1 {
        None => TextState::None,
        Some(format) => match extractor.extract(services.files.content(tenant, document.sha256)?, format)? {
            Extracted::Unreadable => TextState::Unreadable,
            Extracted::Text(text) if text.trim().is_empty() => TextState::None,
            Extracted::Text(text) => {
                let _hold = services.files.hold();
                if services.store.get::<Document>(tenant, id.as_bytes())?.is_none() {
                    return Ok(());
                }
                services.files.keep_text(tenant, document.sha256, &text)?;
                TextState::Indexed
            }
        },
    };
    // Links or category may have changed meanwhile; a document that was deleted needs no text.
    while let Some(old) = services.store.get::<Document>(tenant, id.as_bytes())?.filter(waiting) {
        let event = Event::new("document-text-read").about(id.0).with("state", text.as_str());
        let mut change = Change::new(services.clock.now(), Actor::Machine, tenant, event);
        change.replace(tenant, &old, &Document { text, ..Document::clone(&old) });
        match services.store.commit(change).map_err(Fault::from) {
            Err(Fault::Conflict(_)) => {}
            other => return other.map(|_| ()),
        }
    }
    Ok(())
}

/// Removes contents that no document needs: what a stop between placing and filing left. For the start.
///
/// # Errors
/// Internal only.
pub fn sweep(services: &Services) -> Result<usize, Fault> {
    let hold = services.files.hold();
    let mut removed = 0;
    for tenant in tenants(services)? {
        for digest in services.files.digests(tenant)? {
            if services.store.by_index::<Document>(tenant, BY_DIGEST, &digest.0).next().transpose()?.is_none() {
                hold.remove(tenant, digest)?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// The keys of every organisation, for work of the machine itself.
pub(super) fn tenants(services: &Services) -> Result<Vec<Tenant>, StoreError> {
    let organisations = services.store.scan::<Organisation>(Scope::Instance, &[]);
    organisations.map(|organisation| Ok(Tenant::unsafe_without_membership(organisation?.id))).collect()
}

fn check(services: &Services, member: &Member, filing: &Filing) -> Result<(String, String, Vec<ActivityId>), Fault> {
    let mut errors = Vec::new();
    let name = file_name(&filing.name).unwrap_or_default();
    if name.is_empty() {
        errors.push(FieldError::new("file", "fault-required"));
    }
    let category = filing.category.trim().to_owned();
    if category.chars().count() > LONGEST_CATEGORY {
        errors.push(FieldError::new("category", "document-category-too-long").with("limit", LONGEST_CATEGORY));
    }
    let mut links = filing.links.clone();
    links.sort_unstable();
    links.dedup();
    if links.len() > MOST_LINKS {
        errors.push(FieldError::new("links", "document-too-many-links").with("limit", MOST_LINKS));
    }
    for link in links.iter().take(MOST_LINKS) {
        if services.store.get::<Activity>(member.tenant(), link.as_bytes())?.is_none() {
            errors.push(FieldError::new("links", "fault-unknown-value"));
        }
    }
    if errors.is_empty() { Ok((name, category, links)) } else { Err(Fault::Invalid(errors)) }
}

fn is_needed(services: &Services, tenant: Tenant, document: &Document) -> Result<bool, StoreError> {
    Ok(services.store.by_index::<Document>(tenant, BY_DIGEST, &document.sha256.0).next().transpose()?.is_some())
}

fn change(services: &Services, member: &Member, kind: &'static str, document: &Document) -> Change {
    let event = Event::new(kind).about(document.id.0).with("name", &document.name);
    Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event)
}

#[cfg(test)]
mod tests;
