//! Documents: filing, reading, changing and deleting evidence.
//!
//! A content is on the disk before its document is acknowledged, and goes with the last document or version that needs it.

pub mod category;
pub mod list;
pub mod reading;
pub mod reminder;
pub mod rule;
pub mod version;

use super::{Services, share};
use crate::{
    domain::{
        access::{Member, Tenant},
        activity::Activity,
        document::{
            Digest, Document, DocumentVersion, LONGEST_CATEGORY, Link, MOST_LINKS, TextFormat, TextState, file_name, kind_of,
        },
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::DocumentId,
        organisation::Organisation,
        purpose::Purpose,
        review::is_sensible,
    },
    files::Upload,
    store::{
        Change, Scope, StoreError, Versioned,
        schema::document::{BY_DIGEST, BY_LINK},
    },
};
use jiff::civil::Date;
use std::fs::File;

/// What a person says about a document beside its content.
#[derive(Clone, Debug, Default)]
pub struct Details {
    pub category: String,
    /// Empty where there is no category.
    pub subcategory: String,
    pub expires_on: Option<Date>,
    pub review_on: Option<Date>,
}

/// What a person says about a document they file.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// Name of the file; folders in it are left out.
    pub name: String,
    pub details: Details,
    pub links: Vec<Link>,
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
/// `Invalid` where the name is empty, the category too long, a day far away or a link leads nowhere; `Limit`.
pub fn file(services: &Services, member: &Member, upload: Upload, filing: &Filing) -> Result<Document, Fault> {
    let tenant = member.tenant();
    let (name, details, links) = check(services, member, filing)?;
    let content = upload.seal()?;
    services.files.scan(&content)?;
    let (media_type, format) = kind_of(&name);
    let now = services.clock.now();
    let expires_on = match details.expires_on {
        None => rule::expiry(services, tenant, &details.category, now)?,
        given => given,
    };
    let document = Document {
        id: DocumentId::new(),
        name,
        size: content.size,
        sha256: content.sha256,
        media_type: media_type.to_owned(),
        category: details.category,
        subcategory: details.subcategory,
        links,
        expires_on,
        review_on: details.review_on,
        revised: None,
        text: unread(format),
        created_by: member.account(),
        created_at: now,
    };
    let mut change = change(services, member, "document-filed", &document);
    change.insert(tenant, &document);
    let hold = services.files.hold();
    hold.place(tenant, content)?;
    if let Err(error) = services.store.commit(change) {
        if !is_needed(services, tenant, document.sha256)? {
            hold.remove(tenant, document.sha256)?;
        }
        return Err(error.into());
    }
    Ok(document)
}

/// The documents linked to a thing, in the order in which they were filed.
///
/// # Errors
/// Internal only.
pub fn of_link(services: &Services, member: &Member, link: Link) -> Result<Vec<Document>, Fault> {
    let documents = services.store.by_index::<Document>(member.tenant(), BY_LINK, link.id().as_bytes());
    Ok(documents.map(|document| document.map(Versioned::into_inner)).collect::<Result<_, _>>()?)
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

/// Changes where a document is filed and its days. The name stays: it says what the file is.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` as for [`file`], `Conflict`.
pub fn update(services: &Services, member: &Member, id: DocumentId, details: &Details) -> Result<(), Fault> {
    let old = get_own(services, member, id)?;
    let filing = Filing { name: old.name.clone(), details: details.clone(), links: Vec::new() };
    let (_, details, _) = check(services, member, &filing)?;
    let Details { category, subcategory, mut expires_on, review_on } = details;
    // Who moves it into a category says with that how long it is kept; who empties the day means that it has none.
    if expires_on.is_none() && old.expires_on.is_none() && category != old.category {
        expires_on = rule::expiry(services, member.tenant(), &category, old.created_at)?;
    }
    let new = Document { category, subcategory, expires_on, review_on, ..Document::clone(&old) };
    if new == *old {
        return Ok(());
    }
    let mut change = change(services, member, "document-changed", &new);
    change.replace(member.tenant(), &old, &new);
    services.store.commit(change)?;
    Ok(())
}

/// Deletes a document with its versions, and each content that no other document has.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict`.
pub fn delete(services: &Services, member: &Member, id: DocumentId) -> Result<(), Fault> {
    let tenant = member.tenant();
    let old = get_own(services, member, id)?;
    let versions = version::kept(services, tenant, id)?;
    let mut change = change(services, member, "document-deleted", &old);
    change.delete(tenant, &old);
    for version in &versions {
        change.delete(tenant, version);
    }
    reminder::forget(services, tenant, id, &mut change)?;
    share::forget(services, id, &mut change)?;
    let hold = services.files.hold();
    services.store.commit(change)?;
    for digest in versions.iter().map(|version| version.sha256).chain([old.sha256]) {
        if !is_needed(services, tenant, digest)? {
            hold.remove(tenant, digest)?;
        }
    }
    Ok(())
}

/// A document that this person may change.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn get_own(services: &Services, member: &Member, id: DocumentId) -> Result<Versioned<Document>, Fault> {
    let document = get(services, member, id)?;
    if may_edit(member, &document) { Ok(document) } else { Err(Fault::Forbidden) }
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
            if !is_needed(services, tenant, digest)? {
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

fn check(services: &Services, member: &Member, filing: &Filing) -> Result<(String, Details, Vec<Link>), Fault> {
    let mut errors = Vec::new();
    let name = file_name(&filing.name).unwrap_or_default();
    if name.is_empty() {
        errors.push(FieldError::new("file", "fault-required"));
    }
    let given = &filing.details;
    let (category, subcategory) = (given.category.trim().to_owned(), given.subcategory.trim().to_owned());
    for (field, text) in [("category", &category), ("subcategory", &subcategory)] {
        errors.extend(check_category(field, text));
    }
    if category.is_empty() && !subcategory.is_empty() {
        errors.push(FieldError::new("category", "document-category-missing"));
    }
    for (field, on) in [("expires_on", given.expires_on), ("review_on", given.review_on)] {
        if on.is_some_and(|on| !is_sensible(on, services.clock.today())) {
            errors.push(FieldError::new(field, "review-too-far"));
        }
    }
    let mut links = filing.links.clone();
    links.sort_unstable();
    links.dedup();
    if links.len() > MOST_LINKS {
        errors.push(FieldError::new("links", "document-too-many-links").with("limit", MOST_LINKS));
    }
    for link in links.iter().take(MOST_LINKS) {
        if !stands(services, member, *link)? {
            errors.push(FieldError::new("links", "fault-unknown-value"));
        }
    }
    let details = Details { category, subcategory, ..given.clone() };
    if errors.is_empty() { Ok((name, details, links)) } else { Err(Fault::Invalid(errors)) }
}

/// A category that is too long.
fn check_category(field: &'static str, name: &str) -> Option<FieldError> {
    let too_long = || FieldError::new(field, "document-category-too-long").with("limit", LONGEST_CATEGORY);
    (name.chars().count() > LONGEST_CATEGORY).then(too_long)
}

/// Whether there is such a thing in the organisation.
fn stands(services: &Services, member: &Member, link: Link) -> Result<bool, StoreError> {
    let (store, tenant) = (&services.store, member.tenant());
    Ok(match link {
        Link::Activity(id) => store.get::<Activity>(tenant, id.as_bytes())?.is_some(),
        Link::Purpose(id) => store.get::<Purpose>(tenant, id.as_bytes())?.is_some(),
    })
}

/// The state of a content from which no text was taken yet.
fn unread(format: Option<TextFormat>) -> TextState {
    if format.is_some() { TextState::Pending } else { TextState::None }
}

fn is_needed(services: &Services, tenant: Tenant, digest: Digest) -> Result<bool, StoreError> {
    let now = services.store.by_index::<Document>(tenant, BY_DIGEST, &digest.0).next().transpose()?.is_some();
    Ok(now || services.store.by_index::<DocumentVersion>(tenant, BY_DIGEST, &digest.0).next().transpose()?.is_some())
}

fn change(services: &Services, member: &Member, kind: &'static str, document: &Document) -> Change {
    let event = Event::new(kind).about(document.id.0).with("name", &document.name);
    Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event)
}

#[cfg(test)]
mod tests;
