//! The whole register of 10,000 activities as PDF and as a spreadsheet.

use crate::{
    Outcome,
    measure::{middle, rate, shown},
    table::Row,
    world::World,
};
use probant::{
    domain::{register::RegisterKind, text::Language},
    export::csv::check,
    service::{
        export,
        extract::Extract,
        report::{self, Layout, ReportRequest},
    },
};
use std::time::Duration;

pub fn run() -> Outcome {
    let (world, _) = World::with_register(10_000)?;
    let mut rows = Vec::new();
    for (name, layout) in [("operational", Layout::Operational), ("register", Layout::Register)] {
        let request = ReportRequest { extract: Extract::of(RegisterKind::Controller), layout, language: Language::Fr };
        let (took, file) = middle(3, || report::pdf(&world.services, &world.member, &request));
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
    let all = Extract::of(RegisterKind::Controller);
    let (wrote, file) = middle(3, || export::xlsx(&world.services, &world.member, &all));
    let file = file.ok_or("no run")?.map_err(|fault| format!("{fault:?}"))?;
    let (read, checked) = middle(3, || check(&file));
    if checked.map_or(0, |checked| checked.valid_rows) != 10_000 {
        return Err("the spreadsheet does not come back whole".into());
    }
    let megabytes = file.len() / 1_000_000;
    rows.push(
        Row::new(format!("XLSX of 10,000 activities, written ({megabytes} MB)"), shown(wrote))
            .asked("under 3 s", wrote < Duration::from_secs(3)),
    );
    rows.push(Row::new("the same, read and checked", shown(read)).asked("under 1 s", read < Duration::from_secs(1)));
    Ok(rows)
}

/// Counts the objects that say they are pages.
fn pages(file: &[u8]) -> usize {
    let mark = b"/Type/Page/";
    file.windows(mark.len()).filter(|window| window == mark).count()
}
