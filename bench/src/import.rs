//! Checking a register file of 10,000 rows, beside the time the csv crate needs to read it; its preview and its one durable commit.

use crate::{
    Outcome,
    measure::{middle, shown},
    table::Row,
    world::World,
};
use probant::{
    domain::register::RegisterKind,
    export::csv,
    service::import::{self, Glance, Stage},
};
use std::{
    collections::BTreeSet,
    error::Error,
    thread,
    time::{Duration, Instant},
};

const ROWS: usize = 10_000;

pub fn run() -> Outcome {
    let file = csv::big_register(ROWS)?;
    let (theirs, _) = middle(15, || bare(&file));
    let (ours, checked) = middle(15, || csv::check(&file));
    let faults = checked.map_or(0, |checked| checked.faults.len());
    if faults > 0 {
        return Err(format!("the made-up register has {faults} faults").into());
    }
    let times = ours.as_secs_f64() / theirs.as_secs_f64();
    let (preview, commit, steps) = whole(&file)?;
    let megabytes = file.len() / 1_000_000;
    Ok(vec![
        Row::new(format!("check of a register of 10,000 rows ({megabytes} MB)"), format!("{} ({times:.1} ×)", shown(ours)))
            .beside(format!("{} csv crate, reading alone", shown(theirs)))
            .asked("at most 4 ×", times <= 4.0),
        Row::new("upload and preview of this file", shown(preview)).asked("under 1 s", preview < Duration::from_secs(1)),
        Row::new(format!("import of it, durable, its bar moving in {steps} steps"), shown(commit))
            .asked("under 3 s, at least 10 steps", commit < Duration::from_secs(3) && steps >= 10),
    ])
}

/// What a person waits for: upload with preview, then the commit while somebody watches how far it is.
fn whole(file: &[u8]) -> Result<(Duration, Duration, usize), Box<dyn Error>> {
    let world = World::empty()?;
    let champion = world.member.champion().ok_or("no champion")?;
    let (services, kind) = (&world.services, RegisterKind::Controller);
    let fault = |fault| format!("{fault:?}");
    let began = Instant::now();
    let id = import::upload(services, &champion, kind, "register.csv", file).map_err(fault)?.import.id;
    import::glance(services, &champion, kind, id, Glance::new(0, 100, 200)).map_err(fault)?;
    let preview = began.elapsed();
    let began = Instant::now();
    let (made, steps) = thread::scope(|scope| {
        let work = scope.spawn(|| import::commit(services, &champion, kind, id, false));
        let mut seen = BTreeSet::new();
        while !work.is_finished() {
            if let Ok(Stage::Running(percent)) = import::stage(services, &champion, kind, id) {
                seen.insert(percent);
            }
            thread::sleep(Duration::from_millis(5));
        }
        (work.join(), seen.len())
    });
    let commit = began.elapsed();
    let made = made.map_err(|_| "the import panicked")?.map_err(fault)?;
    if made.activities != ROWS as u32 {
        return Err(format!("{} activities were made", made.activities).into());
    }
    Ok((preview, commit, steps))
}

/// Reads every cell, as text.
fn bare(file: &[u8]) -> usize {
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let mut record = ::csv::StringRecord::new();
    let mut cells = 0;
    while reader.read_record(&mut record).unwrap_or(false) {
        cells += record.len();
    }
    cells
}
