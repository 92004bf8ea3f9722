//! Reports that the packs of an organisation write about it, as PDF.

use super::{page_words, words::Words};
use crate::{
    domain::{
        access::Member,
        fault::Fault,
        pack::{PackReport, ReportSection},
        text::{Language, Localised},
    },
    export::pdf::{self, Block, PdfError, RegisterReport, Section},
    service::{Services, organisation, pack},
};

/// The reports that can be asked for.
///
/// # Errors
/// The store failed; a pack never does.
pub fn list(services: &Services, member: &Member) -> Result<Vec<PackReport>, Fault> {
    Ok(services.packs.reports(&organisation::get(services, member)?.packs))
}

/// The file of a report.
///
/// # Errors
/// `NotFound` where no pack of the organisation writes such a report; a conflict where the pack fails.
pub fn file(services: &Services, member: &Member, id: &str, name: &str) -> Result<Vec<u8>, Fault> {
    let organisation = organisation::get(services, member)?;
    let manifest = services.packs.manifest(id).filter(|_| organisation.packs.iter().any(|chosen| chosen == id));
    let manifest = manifest.ok_or(Fault::NotFound)?;
    let reports = services.packs.reports(&[id.to_owned()]);
    let report = reports.into_iter().find(|report| report.name == name).ok_or(Fault::NotFound)?;
    let today = services.clock.today();
    let reach = pack::reach(services, member, &organisation);
    let written = services.packs.write_report(&report, &organisation.sheet, today, &reach);
    let sections = written.map_err(|_| Fault::conflict("report-pack-failed"))?;
    let words = Words::new(member.language);
    let report = RegisterReport {
        language: member.language.code(),
        organisation: organisation.sheet.legal_name.clone(),
        title: report.title.get(member.language).to_owned(),
        subtitle: manifest.name.get(member.language).to_owned(),
        date: words.texts.long_date(&today),
        created: services.clock.now(),
        cover: sections.into_iter().map(|found| section(found, member.language)).collect(),
        sheets: Vec::new(),
        words: page_words(&words),
    };
    pdf::render(&report).map_err(|error: PdfError| Fault::internal(error))
}

fn section(section: ReportSection, language: Language) -> Section {
    let row = |(label, text): &(Localised, Localised)| Block::row(label.get(language), text.get(language));
    Section { title: section.title.get(language).to_owned(), blocks: section.rows.iter().map(row).collect() }
}
