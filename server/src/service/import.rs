//! Importing a register file: preview first, then all of it at once or nothing; and taking it back. Only privacy champions
//! import.
//!
//! The preview writes nothing in the register: it keeps the file as it came, with the cells that people correct beside it, and
//! says what it would make. The commit reads the file again and makes one change of it.

mod check;
mod commit;
mod correction;
mod foreign;
mod plan;
mod running;
mod sweep;
mod undo;
mod upload;

pub use check::{Faulty, Glance, Line};
pub use commit::commit;
pub use correction::{CellFix, correct};
pub use foreign::{ForeignKind, kinds, upload_foreign};
pub use running::{Commits, Stage, stage};
pub use sweep::sweep;
pub use undo::undo;

use super::{Services, register};
use crate::{
    domain::{
        access::Champion,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::ImportId,
        import::{CheckedFile, Corrections, Creates, Import},
        register::RegisterKind,
    },
    store::{Change, Versioned},
};
use check::Checking;

/// An uploaded file and what it would make of the register as it stands now.
pub struct Preview {
    pub import: Import,
    pub checked: CheckedFile,
    /// What the valid rows would add.
    pub creates: Creates,
    /// How many cells were corrected on the spot.
    pub corrected: usize,
}

/// Keeps a file and checks it. Nothing is written in the register.
///
/// # Errors
/// `Limit` for a file too large.
pub fn upload(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    file_name: &str,
    bytes: &[u8],
) -> Result<Preview, Fault> {
    require_size(services, bytes.len() as u64)?;
    let view = register::view(services, champion, kind)?;
    let (checked, creates) = Checking::of(&view, kind).check(bytes, &Corrections::default(), |_, _| {});
    let import = Import {
        id: ImportId::new(),
        register: kind,
        file_name: file_name.chars().filter(|c| !c.is_control()).take(200).collect(),
        bytes: bytes.len() as u64,
        uploaded_by: champion.account(),
        uploaded_at: services.clock.now(),
        rows: checked.rows,
        made: None,
        undone_at: None,
    };
    upload::keep(&services.config.data, import.id, bytes)?;
    let mut change = change(services, champion, "import-uploaded", import.id);
    change.insert(champion.tenant(), &import);
    services.store.commit(change)?;
    Ok(Preview { import, checked, creates, corrected: 0 })
}

/// Refuses a file before all of it was received.
///
/// # Errors
/// `Limit` beyond the size that the settings allow.
pub fn require_size(services: &Services, bytes: u64) -> Result<(), Fault> {
    let most = services.config.limits.import_bytes;
    if bytes <= most {
        return Ok(());
    }
    Err(Fault::Limit(FieldError::new("file", "import-too-large").with("most", most >> 20)))
}

/// An uploaded file, checked against the register as it stands now.
///
/// # Errors
/// `NotFound` where there is no such file in this register.
pub fn preview(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Preview, Fault> {
    glance(services, champion, kind, id, Glance::default()).map(|(preview, _)| preview)
}

/// The same, and what a page shows of the rows.
///
/// # Errors
/// As [`preview`].
pub fn glance(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ImportId,
    mut glance: Glance,
) -> Result<(Preview, Glance), Fault> {
    let import = find(services, champion, kind, id)?.into_inner();
    if let Some(made) = import.made {
        // Every row of the file is a duplicate of what it made: nothing that a person should repair.
        let rows = import.rows.max(made.activities);
        let checked = CheckedFile { rows, valid_rows: made.activities, ..CheckedFile::default() };
        return Ok((Preview { import, checked, creates: Creates::default(), corrected: 0 }, glance));
    }
    let bytes = upload::read(&services.config.data, id)?;
    let view = register::view(services, champion, kind)?;
    let corrections = correction::of(services, champion.tenant(), id)?;
    let checking = Checking::of(&view, kind);
    let (checked, creates) = checking.check(&bytes, &corrections, |row, makes| glance.see(row, makes));
    glance.tell_standing(services, champion, kind, &view)?;
    Ok((Preview { import, checked, creates, corrected: corrections.len() }, glance))
}

/// The imports into a register, the latest first.
///
/// # Errors
/// Internal only.
pub fn list(services: &Services, champion: &Champion, kind: RegisterKind) -> Result<Vec<Import>, Fault> {
    let imports = services.store.scan::<Import>(champion.tenant(), &[]);
    let mut imports = imports.map(|import| import.map(Versioned::into_inner)).collect::<Result<Vec<_>, _>>()?;
    imports.retain(|import| import.register == kind);
    imports.sort_by_key(|import| std::cmp::Reverse((import.uploaded_at, import.id)));
    Ok(imports)
}

fn find(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Versioned<Import>, Fault> {
    let import = services.store.get::<Import>(champion.tenant(), id.as_bytes())?;
    import.filter(|import| import.register == kind).ok_or(Fault::NotFound)
}

fn change(services: &Services, champion: &Champion, kind: &'static str, id: ImportId) -> Change {
    Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), Event::new(kind).about(id.0))
}

#[cfg(test)]
mod tests;
