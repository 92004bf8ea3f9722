//! Importing a register file: preview first, then all of it at once or nothing. Only privacy champions import.
//!
//! The preview writes nothing in the register: it keeps the file as it came and says what it would make. The
//! commit reads the file again and makes one change of it.

mod plan;
mod sweep;
mod upload;

pub use sweep::sweep;

use super::{
    Services,
    attempt::{self, Attempt, until_settled},
    register::{self, branch::Branches, view::RegisterView},
};
use crate::{
    domain::{
        access::Champion,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{ImportId, PurposeId},
        import::{CheckedFile, Creates, FaultKind, Import, ImportRow},
        register::RegisterKind,
    },
    export::csv::{GoodRow, check_each, rows},
    store::{Change, Versioned},
};
use plan::Plan;
use rustc_hash::FxHashSet;

/// An uploaded file and what it would make of the register as it stands now.
pub struct Preview {
    pub import: Import,
    pub checked: CheckedFile,
    /// What the valid rows would add.
    pub creates: Creates,
}

/// Keeps a file and checks it. Nothing is written in the register.
///
/// # Errors
/// `Invalid` for the processor register: the file has no column for the client. `Limit` for a file too large.
pub fn upload(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    file_name: &str,
    bytes: &[u8],
) -> Result<Preview, Fault> {
    require_controller(kind)?;
    require_size(services, bytes.len() as u64)?;
    let view = register::view(services, champion, kind)?;
    let (checked, creates) = check(&view, kind, bytes);
    let import = Import {
        id: ImportId::new(),
        register: kind,
        file_name: file_name.chars().filter(|c| !c.is_control()).take(200).collect(),
        bytes: bytes.len() as u64,
        uploaded_by: champion.account(),
        uploaded_at: services.clock.now(),
        made: None,
    };
    upload::keep(&services.config.data, import.id, bytes)?;
    let mut change = change(services, champion, "import-uploaded", import.id);
    change.insert(champion.tenant(), &import);
    services.store.commit(change)?;
    Ok(Preview { import, checked, creates })
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
    let import = find(services, champion, kind, id)?.into_inner();
    let bytes = match (upload::read(&services.config.data, id), import.made) {
        // Made long ago: the file is gone, what it made is known.
        (Err(Fault::NotFound), Some(made)) => {
            let checked = CheckedFile { rows: made.activities, valid_rows: made.activities, ..CheckedFile::default() };
            return Ok(Preview { import, checked, creates: Creates::default() });
        }
        (bytes, _) => bytes?,
    };
    let view = register::view(services, champion, kind)?;
    let (checked, creates) = check(&view, kind, &bytes);
    Ok(Preview { import, checked, creates })
}

/// The good rows of an uploaded file, for the table of the preview.
///
/// # Errors
/// As [`preview`].
pub fn good_rows(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Vec<ImportRow>, Fault> {
    find(services, champion, kind, id)?;
    Ok(rows(&upload::read(&services.config.data, id)?).1)
}

/// Makes the activities of an uploaded file, in one change. Asked again, it answers what it made.
///
/// # Errors
/// `Conflict` where faults stand and not only the valid rows are asked for, or where no row is valid.
pub fn commit(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ImportId,
    only_valid_rows: bool,
) -> Result<Creates, Fault> {
    // What another import makes at the same moment is met again by its names, and then is a duplicate.
    until_settled(|| try_commit(services, champion, kind, id, only_valid_rows))
}

fn try_commit(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ImportId,
    only_valid_rows: bool,
) -> Result<Creates, Attempt> {
    let import = find(services, champion, kind, id)?;
    if let Some(made) = import.made {
        return Ok(made);
    }
    let bytes = upload::read(&services.config.data, id)?;
    let view = register::view(services, champion, kind)?;
    let (mut checked, mut rows) = rows(&bytes);
    let branches = Branches::of(&view, kind);
    let taken = Taken::of(&view);
    rows.retain(|row| {
        let subcategory = row.subcategory.as_deref().unwrap_or_default();
        let free = !taken.holds(&branches, [&row.category, subcategory, &row.purpose, &row.record.name]);
        if !free {
            checked.fault(row.row, 4, FaultKind::Duplicate, &row.record.name);
        }
        free
    });
    if checked.count() > 0 && !only_valid_rows {
        return Err(Fault::Conflict(vec![FieldError::new("", "import-has-faults").with("count", checked.count())]).into());
    }
    if rows.is_empty() {
        return Err(Fault::conflict("import-nothing-valid").into());
    }
    let count = rows.len();
    let plan = Plan::of(services, champion, kind, branches, rows)?;
    let made = plan.creates;
    let event = Event::new("import-committed").about(id.0).with("count", count).with("file", &import.file_name);
    let mut change = Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), event);
    change.replace(champion.tenant(), &import, &Import { made: Some(made), ..Import::clone(&import) });
    plan.write(&mut change, champion.tenant());
    attempt::commit(services, change)?;
    Ok(made)
}

/// Reads a file against a register: its own faults, the paths that the register holds already, what it would make.
fn check(view: &RegisterView, kind: RegisterKind, bytes: &[u8]) -> (CheckedFile, Creates) {
    let branches = Branches::of(view, kind);
    let taken = Taken::of(view);
    let mut new = New::default();
    let mut duplicates = Vec::new();
    let mut checked = check_each(bytes, |row| {
        if taken.holds(&branches, row.path()) {
            duplicates.push((row.row, row.path()[3].to_owned()));
        } else {
            new.note(&row, &branches);
        }
    });
    for (row, name) in &duplicates {
        checked.valid_rows -= 1;
        checked.fault(*row, 4, FaultKind::Duplicate, name);
    }
    checked.faults.sort_by_key(|fault| (fault.row, fault.column));
    (checked, new.count())
}

/// The names that are taken in the purposes of a register.
struct Taken<'v>(FxHashSet<(PurposeId, &'v str)>);

impl<'v> Taken<'v> {
    fn of(view: &'v RegisterView) -> Self {
        Self(view.rows().iter().map(|row| (row.purpose, row.name.as_str())).collect())
    }

    fn holds(&self, branches: &Branches, [category, subcategory, purpose, name]: [&str; 4]) -> bool {
        !self.0.is_empty()
            && branches.find(category, subcategory, purpose).is_some_and(|purpose| self.0.contains(&(purpose, name)))
    }
}

/// What rows would add to a register, by name.
#[derive(Default)]
struct New {
    paths: [FxHashSet<Box<str>>; 3],
    departments: FxHashSet<Box<str>>,
    activities: u32,
    key: String,
}

impl New {
    fn note(&mut self, row: &GoodRow<'_>, branches: &Branches) {
        self.activities += 1;
        let [category, subcategory, purpose, _] = row.path();
        let missing = [
            branches.category_named(category, "").is_none(),
            !subcategory.is_empty() && branches.category_named(category, subcategory).is_none(),
            branches.find(category, subcategory, purpose).is_none(),
        ];
        self.key.clear();
        for ((part, missing), paths) in [category, subcategory, purpose].into_iter().zip(missing).zip(&mut self.paths) {
            self.key.push_str(part);
            self.key.push('\u{1f}');
            if missing && !paths.contains(self.key.as_str()) {
                paths.insert(self.key.as_str().into());
            }
        }
        let department = row.department();
        if !department.is_empty() && !branches.has_department(department) && !self.departments.contains(department) {
            self.departments.insert(department.into());
        }
    }

    fn count(&self) -> Creates {
        let [categories, subcategories, purposes] = self.paths.each_ref().map(|paths| paths.len() as u32);
        let departments = self.departments.len() as u32;
        Creates { categories, subcategories, purposes, departments, activities: self.activities, ..Creates::default() }
    }
}

fn find(services: &Services, champion: &Champion, kind: RegisterKind, id: ImportId) -> Result<Versioned<Import>, Fault> {
    let import = services.store.get::<Import>(champion.tenant(), id.as_bytes())?;
    import.filter(|import| import.register == kind).ok_or(Fault::NotFound)
}

fn change(services: &Services, champion: &Champion, kind: &'static str, id: ImportId) -> Change {
    Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), Event::new(kind).about(id.0))
}

/// The 89 columns have none for the client on whose behalf a processor acts.
fn require_controller(kind: RegisterKind) -> Result<(), Fault> {
    match kind {
        RegisterKind::Controller => Ok(()),
        RegisterKind::Processor => Err(Fault::invalid("file", "import-controller-only")),
    }
}

#[cfg(test)]
mod tests;
