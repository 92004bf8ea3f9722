//! Has text and preview of documents taken out, writes down what came of it, and shows it.

use super::tenants;
use crate::{
    domain::{
        access::{Member, Tenant},
        document::{Block, Document, Preview, TextFormat, TextState, kind_of},
        event::{Actor, Event},
        fault::Fault,
        id::DocumentId,
    },
    files::{Extracted, Extractor, Place},
    service::Services,
    store::{Change, Versioned},
};

/// Most bytes that are shown of a text without a preview.
const SHOWN: usize = 64 * 1024;

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
            Extracted::Read(reading) => {
                let _hold = services.files.hold();
                if services.store.get::<Document>(tenant, id.as_bytes())?.is_none_or(|now| now.sha256 != document.sha256) {
                    return Ok(());
                }
                services.files.keep(tenant, document.sha256, &reading)?;
                if reading.text.trim().is_empty() { TextState::None } else { TextState::Indexed }
            }
        },
    };
    // Links or category may have changed meanwhile; a document that was deleted needs no text, and a new version waits for
    // its own.
    let same = |now: &Versioned<Document>| waiting(now) && now.sha256 == document.sha256;
    while let Some(old) = services.store.get::<Document>(tenant, id.as_bytes())?.filter(same) {
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

/// What the content of a document looks like; `None` where nothing could be read of it yet, or at all.
///
/// # Errors
/// Internal only.
pub fn preview(services: &Services, member: &Member, document: &Document) -> Result<Option<Preview>, Fault> {
    let (tenant, digest) = (member.tenant(), document.sha256);
    if !matches!(document.text, TextState::Indexed | TextState::None) {
        return Ok(None);
    }
    if let Some(preview) = services.files.preview(tenant, digest)? {
        return Ok(Some(preview).filter(|preview| !preview.blocks.is_empty() || preview.pages > 0));
    }
    // Read by a version of the program that made no previews: its words are shown as they were kept.
    let text = services.files.text(tenant, digest)?;
    Ok(text.map(|text| {
        let kept = text.floor_char_boundary(SHOWN);
        let beginning = text.get(..kept).unwrap_or_default().to_owned();
        Preview { blocks: vec![Block::Verbatim(beginning)], cut: kept < text.len(), pages: 0 }
    }))
}

/// A page of a document as a PNG; the first is 1.
///
/// # Errors
/// `NotFound` where the document is not there, is no PDF, or has no such page that can be drawn.
pub fn page(services: &Services, member: &Member, id: DocumentId, number: u32, place: &Place) -> Result<Vec<u8>, Fault> {
    let document = super::get(services, member, id)?;
    if kind_of(&document.name).1 != Some(TextFormat::Pdf) {
        return Err(Fault::NotFound);
    }
    let content = services.files.content(member.tenant(), document.sha256)?;
    services.painter.draw(place, content, number)?.ok_or(Fault::NotFound)
}
