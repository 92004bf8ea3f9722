//! Uploaded files are full of personal data, and a preview is looked at soon or never: after a day the file goes.

use super::upload;
use crate::{
    domain::{
        event::{Actor, Event},
        fault::Fault,
        import::{Import, ImportCorrection},
    },
    service::{Services, document::tenants},
    store::Change,
};
use jiff::SignedDuration;
use std::{collections::HashSet, time::Duration};

/// How long an uploaded file is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes uploaded files older than a day, and forgets those that made nothing. What the others made stays known. For
/// the job that tidies up: how many files it removed.
///
/// # Errors
/// Internal only.
pub fn sweep(services: &Services) -> Result<usize, Fault> {
    let now = services.clock.now();
    let limit = now - SignedDuration::try_from(KEPT).map_err(Fault::internal)?;
    let data = &services.config.data;
    let mut young = HashSet::new();
    let mut removed = 0;
    for tenant in tenants(services)? {
        for import in services.store.scan::<Import>(tenant, &[]) {
            let import = import?;
            if import.uploaded_at > limit {
                young.insert(import.id);
                continue;
            }
            removed += usize::from(upload::remove(data, import.id)?);
            let mut change = Change::new(now, Actor::Machine, tenant, Event::new("import-expired").about(import.id.0));
            for correction in services.store.scan::<ImportCorrection>(tenant, import.id.as_bytes()) {
                change.delete(tenant, &correction?);
            }
            if import.made.is_none() {
                change.delete(tenant, &import);
            }
            if !change.is_empty() {
                services.store.commit(change)?;
            }
        }
    }
    // A stop between keeping a file and writing it down leaves one that nothing else will remove.
    for (id, age) in upload::ages(data)? {
        if age > KEPT && !young.contains(&id) {
            removed += usize::from(upload::remove(data, id)?);
        }
    }
    services.imports.forget(|id| young.contains(&id));
    Ok(removed)
}
