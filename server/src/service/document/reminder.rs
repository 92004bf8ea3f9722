//! Reminders of the days of documents: each is told once, to those who can edit the document.

use super::tenants;
use crate::{
    domain::{
        access::Tenant,
        document::{Document, DocumentDay, DocumentReminder},
        event::{Actor, Event},
        fault::Fault,
        id::DocumentId,
    },
    service::Services,
    store::{Change, CommitError, StoreError, Versioned, schema::document::DATED},
};
use jiff::civil::Date;

/// Days that are told in one change.
const AT_ONCE: usize = 500;

/// Writes down which days are to be told now and were not yet, in every organisation: how many. Telling people is left to
/// whoever tells them everything else.
///
/// # Errors
/// The store failed; what was written until then is written.
pub fn remind(services: &Services) -> Result<usize, Fault> {
    let mut count = 0;
    for tenant in tenants(services)? {
        for due in due(services, tenant)?.chunks(AT_ONCE) {
            let mut change = Change::new(services.clock.now(), Actor::Machine, tenant, Event::new("document-days-told"));
            for (document, day, on) in due {
                change.require(tenant, document);
                change.put(tenant, &DocumentReminder { document: document.id, day: *day, on: *on });
            }
            match services.store.commit(change) {
                Ok(_) => count += due.len(),
                // Somebody changes one of them at this moment: the next look finds them all again.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(count)
}

/// Days that are near or past and were not told.
fn due(services: &Services, tenant: Tenant) -> Result<Vec<(Versioned<Document>, DocumentDay, Date)>, StoreError> {
    let today = services.clock.today();
    let mut found = Vec::new();
    for document in services.store.by_index::<Document>(tenant, DATED, &[]) {
        let document = document?;
        for (day, on, _) in document.due(today) {
            let key = [&document.id.as_bytes()[..], &[day as u8]].concat();
            let told = services.store.get::<DocumentReminder>(tenant, &key)?;
            if told.is_none_or(|told| told.on != on) {
                found.push((document.clone(), day, on));
            }
        }
    }
    Ok(found)
}

/// Forgets what was told of the days of a document that goes.
pub(super) fn forget(services: &Services, tenant: Tenant, id: DocumentId, change: &mut Change) -> Result<(), StoreError> {
    for told in services.store.scan::<DocumentReminder>(tenant, id.as_bytes()) {
        change.delete(tenant, &told?);
    }
    Ok(())
}
