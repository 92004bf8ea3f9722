//! The whole register of 10,000 activities as CSV and as PDF.

use crate::{
    Outcome,
    measure::{middle, rate, shown},
    table::Row,
    world::World,
};
use probant::{
    domain::{register::RegisterKind, text::Language},
    service::{
        extract::Extract,
        report::{self, Layout, ReportRequest},
    },
};

pub fn run() -> Outcome {
    let (world, _) = World::with_register(10_000)?;
    let mut rows = Vec::new();
    for (name, layout) in [("operational", Layout::Operational), ("register", Layout::Register)] {
        let request = ReportRequest { extract: Extract::of(RegisterKind::Controller), layout, language: Language::Fr };
        let (took, file) = middle(3, || report::pdf(&world.services, &world.member, request));
        let file = file.ok_or("no run")?.map_err(|fault| format!("{fault:?}"))?;
        let pages = pages(&file);
        let speed = rate(pages, took);
        rows.push(
            Row::new(
                format!("PDF of 10,000 activities, layout {name}"),
                format!("{speed:.0} pages/s ({pages} pages, {})", shown(took)),
            )
            .asked("at least 500 pages/s", speed >= 500.0),
        );
    }
    Ok(rows)
}

/// Counts the objects that say they are pages.
fn pages(file: &[u8]) -> usize {
    let mark = b"/Type/Page/";
    file.windows(mark.len()).filter(|window| window == mark).count()
}
