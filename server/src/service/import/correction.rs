//! Cells that people correct on the spot: kept beside the file, which stays as it came.

use super::{change, find, upload};
use crate::{
    domain::{
        access::{Champion, Tenant},
        column::Column,
        fault::{Fault, FieldError},
        id::ImportId,
        import::{Corrections, ImportCorrection},
        register::RegisterKind,
    },
    export::csv::{MAX_CELL, check_each},
    service::Services,
};
use rustc_hash::FxHashMap;

/// Most cells of one file that are corrected on the spot: whoever has more to do does it in the file.
const MOST: usize = 2_000;

/// What a cell should say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFix {
    /// 1 is the first row after the header.
    pub row: u32,
    /// 1 to 89.
    pub column: u8,
    pub value: String,
}

/// Keeps what cells should say, where it is something else than what they say now: how many that were.
///
/// # Errors
/// `NotFound`; `Conflict` where the file was imported already; `Invalid` for a cell that there is not, for one too long, and
/// beyond the number that is kept.
pub fn correct(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    id: ImportId,
    fixes: &[CellFix],
) -> Result<usize, Fault> {
    let import = find(services, champion, kind, id)?;
    if import.made.is_some() {
        return Err(Fault::conflict("import-made-already"));
    }
    let bytes = upload::read(&services.config.data, id)?;
    let corrections = of(services, champion.tenant(), id)?;
    let mut now: FxHashMap<(u32, u8), String> = FxHashMap::default();
    let mut wanted: FxHashMap<u32, Vec<&CellFix>> = FxHashMap::default();
    for fix in fixes {
        wanted.entry(fix.row).or_default().push(fix);
    }
    check_each(&bytes, &corrections, |row| {
        for fix in wanted.get(&row.row).into_iter().flatten() {
            now.insert((fix.row, fix.column), row.cell(fix.column).to_owned());
        }
    });
    let mut change = change(services, champion, "import-corrected", id);
    change.require(champion.tenant(), &import);
    let mut kept = FxHashMap::default();
    for fix in fixes {
        let value = fix.value.trim();
        let field = || format!("cell-{}-{}", fix.row, fix.column);
        match now.get(&(fix.row, fix.column)).filter(|_| Column::at(fix.column).is_some()) {
            None => return Err(Fault::invalid(&field(), "import-no-cell")),
            Some(_) if value.len() > MAX_CELL => {
                let error = FieldError::new(field(), "import-cell-too-long").with("most", MAX_CELL);
                return Err(Fault::Invalid(vec![error]));
            }
            Some(now) if now == value => {}
            Some(_) => {
                kept.insert((fix.row, fix.column), value);
            }
        }
    }
    let new = kept.keys().filter(|place| !corrections.contains_key(place)).count();
    if corrections.len() + new > MOST {
        return Err(Fault::Invalid(vec![FieldError::new("", "import-too-many-corrections").with("most", MOST)]));
    }
    if kept.is_empty() {
        return Ok(0);
    }
    for ((row, column), value) in &kept {
        let correction = ImportCorrection { import: id, row: *row, column: *column, value: (*value).to_owned() };
        change.put(champion.tenant(), &correction);
    }
    services.store.commit(change)?;
    Ok(kept.len())
}

/// The corrected cells of a file.
pub(super) fn of(services: &Services, tenant: Tenant, id: ImportId) -> Result<Corrections, Fault> {
    let found = services.store.scan::<ImportCorrection>(tenant, id.as_bytes());
    found
        .map(|correction| {
            let ImportCorrection { row, column, value, .. } = correction?.into_inner();
            Ok(((row, column), value))
        })
        .collect()
}
