//! Makes the activities of an uploaded file, in one change.

use super::{check::Checking, correction, find, plan::Plan, running::Running, upload};
use crate::{
    domain::{
        access::Champion,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::ImportId,
        import::{Creates, Import, ImportRow},
        register::RegisterKind,
    },
    export::csv::check_each,
    service::{
        Services,
        attempt::{self, Attempt, until_settled},
        register,
    },
    store::Change,
};

/// Rows between two reports of how far it is.
pub(super) const STEP: usize = 128;
/// Shares of the work, in percent.
const READING: (u8, u8) = (0, 35);
pub(super) const PLANNING: (u8, u8) = (35, 60);
pub(super) const WRITING: (u8, u8) = (60, 80);

/// Makes the activities of an uploaded file, in one change. Asked again, it answers what it made.
///
/// # Errors
/// `Conflict` where faults stand and not only the valid rows are asked for, where no row is valid, and while the same file
/// is being made.
pub fn commit(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ImportId,
    only_valid_rows: bool,
) -> Result<Creates, Fault> {
    find(services, champion, kind, id)?;
    let running = services.imports.begin(id).ok_or_else(|| Fault::conflict("import-running-already"))?;
    // What another import makes at the same moment is met again by its names, and then is a duplicate.
    let outcome = until_settled(|| attempt(services, champion, kind, id, only_valid_rows, &running));
    running.end(outcome)
}

fn attempt(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ImportId,
    only_valid_rows: bool,
    running: &Running<'_>,
) -> Result<Creates, Attempt> {
    let import = find(services, champion, kind, id)?;
    if let Some(made) = import.made {
        return Ok(made);
    }
    let bytes = upload::read(&services.config.data, id)?;
    let corrections = correction::of(services, champion.tenant(), id)?;
    let view = register::view(services, champion, kind)?;
    let checking = Checking::of(&view, kind);
    let (mut rows, mut duplicates, mut seen) = (Vec::<ImportRow>::new(), Vec::new(), 0_usize);
    let mut checked = check_each(&bytes, &corrections, |row| {
        seen += 1;
        if seen.is_multiple_of(STEP) {
            running.tell(seen, import.rows as usize, READING);
        }
        if row.good() && checking.is_taken(row.path()) {
            duplicates.push((row.row, row.path()[3].to_owned()));
        } else if row.good() {
            rows.push(row.read());
        }
    });
    for (row, name) in &duplicates {
        checked.duplicate(*row, name, 0);
    }
    if checked.count() > 0 && !only_valid_rows {
        return Err(Fault::Conflict(vec![FieldError::new("", "import-has-faults").with("count", checked.count())]).into());
    }
    if rows.is_empty() {
        return Err(Fault::conflict("import-nothing-valid").into());
    }
    let count = rows.len();
    let plan = Plan::of(services, champion, kind, checking.into_branches(), rows, running)?;
    let made = plan.creates;
    let event = Event::new("import-committed").about(id.0).with("count", count).with("file", &import.file_name);
    let mut change = Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), event);
    change.replace(champion.tenant(), &import, &Import { made: Some(made), ..Import::clone(&import) });
    plan.write(&mut change, champion.tenant(), running);
    attempt::commit(services, change)?;
    Ok(made)
}
