//! A fresh instance and one call with a full activity, a register reviewed, and what ten more packs take while nobody asks them.

use crate::{Outcome, measure::Times, table::Row};
use probant::{
    domain::{import::ImportRow, organisation::CompanySheet, purpose::Purpose, register::RegisterKind},
    export::csv,
    packs::{BUILT_IN, PackFile, Packs, Subject},
};
use std::{
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

/// Packs that are added.
const MORE: usize = 10;
/// The pack that is added under other names.
const NAME: &str = "social-housing";

/// What reviews look at beside the activities.
struct Setting {
    packs: Packs,
    ids: Vec<String>,
    purpose: Purpose,
    sheet: CompanySheet,
}

pub fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let packs = Packs::open(folder.path())?;
    let ids = vec![NAME.to_owned()];
    let sheet = CompanySheet { legal_name: "OPH Val de Loire".into(), ..CompanySheet::default() };
    let setting = Setting { packs, ids, purpose: crate::world::purpose(), sheet };
    let (_, rows) = csv::rows(&csv::big_register(10_000)?);
    let (mut failures, mut findings) = (0, 0);
    let mut count = |(found, failed): (usize, usize)| {
        findings += found;
        failures += failed;
    };
    let times = Times::of(10_000, |index| {
        let Some(row) = rows.get(index % 200) else { return };
        count(setting.review(row));
    });
    let begun = Instant::now();
    rows.iter().for_each(|row| count(setting.review(row)));
    let register = begun.elapsed();
    if failures > 0 || findings == 0 {
        return Err(format!("{failures} calls failed, {findings} findings").into());
    }
    let each = setting.add(rows.first().ok_or("no rows")?)?;
    Ok(vec![
        Row::new("pack: fresh instance and call with a full activity", times.summary())
            .asked("p99 under 100 µs", times.percentile(99) < Duration::from_micros(100)),
        Row::new("10,000 activities reviewed by the pack for social housing", format!("{:.2} s", register.as_secs_f64()))
            .asked("under 2 s", register < Duration::from_secs(2)),
        Row::new("each of ten more packs, called once and at rest", format!("{each:.1} MiB")).asked("under 5 MiB", each < 5.0),
    ])
}

impl Setting {
    /// Findings and failures of one activity.
    fn review(&self, row: &ImportRow) -> (usize, usize) {
        let subject = Subject {
            register: RegisterKind::Controller,
            record: &row.record,
            purpose: &self.purpose,
            category: &row.category,
            subcategory: row.subcategory.as_deref().unwrap_or_default(),
            department: "Gestion locative",
            sheet: &self.sheet,
            today: jiff::civil::date(2026, 11, 22),
            reach: None,
        };
        let reviewed = black_box(self.packs.review(&self.ids, &subject));
        let (answered, failed): (Vec<_>, Vec<_>) = reviewed.into_iter().partition(|reviewed| reviewed.answer.is_ok());
        (answered.into_iter().filter_map(|reviewed| reviewed.answer.ok()).map(|found| found.len()).sum(), failed.len())
    }

    /// Resident memory that each further pack takes, in MiB: the one for social housing again and again, under other names.
    fn add(mut self, row: &ImportRow) -> Result<f64, Box<dyn std::error::Error>> {
        let file =
            BUILT_IN.iter().map(PackFile::built_in).find(|file| file.text("pack.toml").is_some_and(|text| text.contains(NAME)));
        let file = file.ok_or("the pack is not there")?;
        let before = resident()?;
        for number in 0..MORE {
            // As long as the name in its place, so that all else stays where it is.
            let other = format!("{}{number}", NAME.trim_end_matches('g'));
            let prepared = self.packs.prepare(renamed(&file, &other)?).map_err(|fault| format!("{fault:?}"))?;
            self.packs.put(prepared);
            self.ids = vec![other];
            let (found, failed) = self.review(row);
            if failed > 0 {
                return Err(format!("a further pack failed, {found} findings").into());
            }
        }
        Ok((resident()? - before) / MORE as f64)
    }
}

/// The same pack under another name of the same length, in its manifest and in its code.
fn renamed(file: &PackFile, other: &str) -> Result<PackFile, Box<dyn std::error::Error>> {
    let replaced = |content: &[u8]| {
        let mut content = content.to_vec();
        while let Some(at) = content.windows(NAME.len()).position(|window| window == NAME.as_bytes()) {
            content.splice(at..at + NAME.len(), other.bytes());
        }
        content
    };
    let files = file.paths().filter_map(|path| Some((path.to_owned(), file.content(path)?)));
    let files =
        files.map(|(path, content)| if path.contains('/') { (path, content.to_vec()) } else { (path, replaced(content)) });
    PackFile::new(files).map_err(|fault| format!("{fault:?}").into())
}

/// Resident memory of this process, in MiB.
fn resident() -> Result<f64, Box<dyn std::error::Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse::<f64>()? / 1024.0)
}
