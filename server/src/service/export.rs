//! Registers as files. Everybody who reads a register may export it.

mod cnil;
mod summary;
#[cfg(test)]
mod tests;

pub use cnil::cnil;

use super::{
    Services,
    extract::{self, Extract, Extracted},
};
use crate::{
    domain::{access::Member, fault::Fault},
    export::csv::{LOSS_HEADS, Loss, write, write_table},
    export::{bundle, xlsx},
    locale::Texts,
};
use std::str::FromStr;

/// Which columns a CSV export holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvLayout {
    /// The 89 columns, which import again.
    #[default]
    Full,
    /// What one reads at a glance, in the language of the person.
    Summary,
}

impl FromStr for CsvLayout {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "full" => Ok(Self::Full),
            "summary" => Ok(Self::Summary),
            _ => Err(()),
        }
    }
}

/// A file, and what of the register it does not hold.
pub struct CsvExport {
    pub bytes: Vec<u8>,
    pub losses: Vec<Loss>,
}

/// The register as a CSV file.
///
/// # Errors
/// As [`extract::read`].
pub fn csv(services: &Services, member: &Member, extract: &Extract, layout: CsvLayout) -> Result<CsvExport, Fault> {
    written(&extract::read(services, member, extract)?, layout, Texts::new(member.language))
}

/// What of the register the 89 columns do not hold.
///
/// # Errors
/// As [`extract::read`].
pub fn losses(services: &Services, member: &Member, extract: &Extract) -> Result<Vec<Loss>, Fault> {
    csv(services, member, extract, CsvLayout::Full).map(|export| export.losses)
}

/// What of the register the 89 columns do not hold, as a CSV file for people.
///
/// # Errors
/// As [`extract::read`].
pub fn losses_csv(services: &Services, member: &Member, extract: &Extract) -> Result<Vec<u8>, Fault> {
    let t = Texts::new(member.language);
    losses_written(&losses(services, member, extract)?, t)
}

/// The 89 columns, the summary and the report of what the columns do not hold, in one ZIP file.
///
/// # Errors
/// As [`extract::read`].
pub fn both(services: &Services, member: &Member, extract: &Extract) -> Result<Vec<u8>, Fault> {
    let t = Texts::new(member.language);
    let extracted = extract::read(services, member, extract)?;
    let full = written(&extracted, CsvLayout::Full, t)?;
    let summary = written(&extracted, CsvLayout::Summary, t)?;
    let stem = extract.file_stem();
    let files = [
        (format!("{stem}.csv"), full.bytes),
        (format!("{stem}-summary.csv"), summary.bytes),
        (format!("{stem}-losses.csv"), losses_written(&full.losses, t)?),
    ];
    bundle(&files).map_err(Fault::internal)
}

/// The register as a spreadsheet, whole: it imports again and gives the same register.
///
/// # Errors
/// As [`extract::read`].
pub fn xlsx(services: &Services, member: &Member, extract: &Extract) -> Result<Vec<u8>, Fault> {
    let extracted = extract::read(services, member, extract)?;
    xlsx::write(extracted.rows(), Texts::new(member.language)).map(|(bytes, _)| bytes).map_err(Fault::internal)
}

fn written(extracted: &Extracted, layout: CsvLayout, t: Texts) -> Result<CsvExport, Fault> {
    match layout {
        CsvLayout::Full => write(extracted.rows()).map(|(bytes, losses)| CsvExport { bytes, losses }),
        CsvLayout::Summary => summary::summary(extracted.rows(), t).map(|bytes| CsvExport { bytes, losses: Vec::new() }),
    }
    .map_err(Fault::internal)
}

fn losses_written(losses: &[Loss], t: Texts) -> Result<Vec<u8>, Fault> {
    let head = LOSS_HEADS.map(|key| t.get(key));
    let rows = losses.iter().map(|loss| loss.told(t).map(Into::into).to_vec());
    write_table(&head.each_ref().map(String::as_str), rows).map_err(Fault::internal)
}
