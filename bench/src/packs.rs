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
/// Calls are measured in so many runs. Whatever else a machine does only ever adds, so the quietest run counts; the middle one is
/// told beside it.
const RUNS: usize = 7;
const CALLS: usize = 10_000;
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
    let mut runs: Vec<(Times, Times)> = Vec::new();
    for _ in 0..RUNS {
        let calls = Times::of(CALLS, |index| rows.get(index % 200).map_or((), |row| count(setting.review(row))));
        // Sums of about that length, in the same moment: what the machine alone adds to anything.
        let steps = steps_in(calls.percentile(50));
        runs.push((calls, Times::of(CALLS, |_| sums(steps))));
    }
    runs.sort_by_key(|(calls, _)| calls.percentile(99));
    let (Some((quiet, sums)), Some((middle, _))) = (runs.first(), runs.get(RUNS / 2)) else { return Err("no runs".into()) };
    let told = format!("{} in the quietest of {RUNS} runs; {} in the middle one", quiet.summary(), middle.summary());
    let begun = Instant::now();
    rows.iter().for_each(|row| count(setting.review(row)));
    let register = begun.elapsed();
    if failures > 0 || findings == 0 {
        return Err(format!("{failures} calls failed, {findings} findings").into());
    }
    let each = setting.add(rows.first().ok_or("no rows")?)?;
    Ok(vec![
        Row::new("pack: fresh instance and call with a full activity", told)
            .beside(format!("sums that take as long: {}", sums.summary()))
            .asked("p99 under 100 µs", quiet.percentile(99) < Duration::from_micros(100)),
        Row::new("10,000 activities reviewed by the pack for social housing", format!("{:.2} s", register.as_secs_f64()))
            .asked("under 2 s", register < Duration::from_secs(2)),
        Row::new("each of ten more packs, called once and at rest", format!("{each:.1} MiB")).asked("under 5 MiB", each < 5.0),
    ])
}

/// Work for the processor alone, without memory, system calls or locks.
fn sums(steps: u32) {
    black_box((0..steps).fold(1_u64, |sum, step| black_box(sum.wrapping_mul(31).wrapping_add(u64::from(step)))));
}

/// How many steps take about so long.
fn steps_in(time: Duration) -> u32 {
    const TRIED: u32 = 20_000;
    let tried = Times::of(200, |_| sums(TRIED)).percentile(5).as_nanos().max(1);
    u32::try_from(time.as_nanos() * u128::from(TRIED) / tried).unwrap_or(TRIED)
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
