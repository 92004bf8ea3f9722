//! Files of a sector's own: a pack of the organisation reads them, and what it read goes the way of every register file.

use super::{Preview, upload};
use crate::{
    domain::{
        access::{Champion, Member},
        fault::{Fault, FieldError},
        pack::{ForeignFault, ForeignFile},
        register::RegisterKind,
        text::{Language, Localised},
    },
    export::{csv::with_rows, xlsx},
    locale::Texts,
    service::{Services, organisation},
};

/// Largest file that is handed to a pack, in bytes: it has to find room in its memory.
const LARGEST: usize = 8 << 20;
/// Faults that are told.
const TOLD: usize = 50;

/// Files that a pack reads.
pub struct ForeignKind {
    pub pack: String,
    pub pack_name: Localised,
    pub name: Localised,
    /// How their names end, separated by commas.
    pub endings: String,
    /// Heads of its columns; none where the pack does not say.
    pub columns: String,
}

/// The kinds of files that the packs of the organisation read.
///
/// # Errors
/// The store failed.
pub fn kinds(services: &Services, member: &Member) -> Result<Vec<ForeignKind>, Fault> {
    let organisation = organisation::get(services, member)?;
    let kind = |id: &String| {
        let manifest = services.packs.manifest(id)?;
        let form = manifest.import.clone()?;
        let (pack_name, endings, columns) = (manifest.name.clone(), form.endings.join(","), form.columns.join(" · "));
        Some(ForeignKind { pack: id.clone(), pack_name, name: form.name, endings, columns })
    };
    Ok(organisation.packs.iter().filter_map(kind).collect())
}

/// Has a pack read a file, and keeps what it read as a spreadsheet of the register. Nothing is written in the register.
///
/// # Errors
/// `NotFound` where the organisation uses no such pack, or the pack reads no files; `Invalid` with every line that it could
/// not read; `Limit` for a file too large.
pub fn upload_foreign(
    services: &Services,
    champion: &Champion,
    kind: RegisterKind,
    pack: &str,
    file_name: &str,
    bytes: &[u8],
) -> Result<Preview, Fault> {
    let kinds = kinds(services, champion)?;
    let reader = kinds.into_iter().find(|known| known.pack == pack).ok_or(Fault::NotFound)?;
    if bytes.len() > LARGEST {
        return Err(Fault::Limit(FieldError::new(pack, "import-too-large").with("most", LARGEST >> 20)));
    }
    let language = champion.language;
    let failed = |_| {
        let name = reader.pack_name.get(language);
        Fault::Invalid(vec![FieldError::new(pack, "import-foreign-failed").with("pack", name)])
    };
    let ForeignFile { rows, faults } = services.packs.read_file(pack, file_name, bytes).map_err(failed)?;
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults.iter().take(TOLD).map(|fault| told(pack, fault, language)).collect()));
    }
    if rows.is_empty() {
        return Err(Fault::invalid(pack, "import-foreign-empty"));
    }
    let written = with_rows(&rows, |rows| xlsx::write(rows, Texts::new(language)));
    let (spreadsheet, _) = written.map_err(Fault::internal)?;
    upload(services, champion, kind, file_name, &spreadsheet)
}

fn told(pack: &str, fault: &ForeignFault, language: Language) -> FieldError {
    let why = fault.message.get(language);
    match (fault.line, fault.column.as_str()) {
        (0, _) => FieldError::new(pack, "import-foreign-file").with("why", why),
        (line, "") => FieldError::new(pack, "import-foreign-line").with("line", line).with("why", why),
        (line, column) => {
            FieldError::new(pack, "import-foreign-fault").with("line", line).with("column", column).with("why", why)
        }
    }
}
