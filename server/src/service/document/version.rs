//! Versions of a document: a new content takes the place of the old one, which stays beside it.

use super::{change, get, get_own, is_needed, unread};
use crate::{
    domain::{
        access::{Member, Tenant},
        document::{Document, DocumentVersion, Revision, file_name, kind_of},
        fault::Fault,
        id::DocumentId,
    },
    files::Upload,
    service::Services,
    store::{StoreError, Versioned},
};
use std::fs::File;

/// Puts a new content in the place of the one that stands. Category, links and days stay.
///
/// # Errors
/// `NotFound`; `Forbidden` as for an update; `Invalid` where it is the same content or has no name; `Conflict`; `Limit`.
pub fn add(services: &Services, member: &Member, id: DocumentId, upload: Upload, name: &str) -> Result<Document, Fault> {
    let tenant = member.tenant();
    let old = get_own(services, member, id)?;
    let name = file_name(name).ok_or_else(|| Fault::invalid("file", "fault-required"))?;
    let content = upload.seal()?;
    if content.sha256 == old.sha256 {
        return Err(Fault::invalid("file", "document-version-same"));
    }
    services.files.scan(&content)?;
    let (media_type, format) = kind_of(&name);
    let new = Document {
        name,
        size: content.size,
        sha256: content.sha256,
        media_type: media_type.to_owned(),
        text: unread(format),
        revised: Some(Revision { number: old.version() + 1, by: member.account(), at: services.clock.now() }),
        ..Document::clone(&old)
    };
    let mut change = change(services, member, "document-version-filed", &new);
    change.insert(tenant, &old.as_version());
    change.replace(tenant, &old, &new);
    let hold = services.files.hold();
    hold.place(tenant, content)?;
    if let Err(error) = services.store.commit(change) {
        if !is_needed(services, tenant, new.sha256)? {
            hold.remove(tenant, new.sha256)?;
        }
        return Err(error.into());
    }
    Ok(new)
}

/// What a document was before, the latest first.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, member: &Member, id: DocumentId) -> Result<Vec<DocumentVersion>, Fault> {
    let mut versions = kept(services, member.tenant(), id)?;
    versions.reverse();
    Ok(versions.into_iter().map(Versioned::into_inner).collect())
}

/// An earlier content, opened for reading.
///
/// # Errors
/// `NotFound` where the document or the version is not there.
pub fn content(services: &Services, member: &Member, id: DocumentId, number: u32) -> Result<(DocumentVersion, File), Fault> {
    get(services, member, id)?;
    let key = [&id.as_bytes()[..], &number.to_be_bytes()].concat();
    let version = services.store.get::<DocumentVersion>(member.tenant(), &key)?.ok_or(Fault::NotFound)?.into_inner();
    let file = services.files.content(member.tenant(), version.sha256)?;
    Ok((version, file))
}

pub(super) fn kept(services: &Services, tenant: Tenant, id: DocumentId) -> Result<Vec<Versioned<DocumentVersion>>, StoreError> {
    services.store.scan::<DocumentVersion>(tenant, id.as_bytes()).collect()
}

/// Every content that a version keeps, with the name it had.
pub(in crate::service) fn all(services: &Services, tenant: Tenant) -> Result<Vec<DocumentVersion>, StoreError> {
    services.store.scan::<DocumentVersion>(tenant, &[]).map(|version| version.map(Versioned::into_inner)).collect()
}
