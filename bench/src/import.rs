//! Checking a register file of 10,000 rows, beside the time the csv crate needs to read it, and its one durable commit.

use crate::{
    Outcome,
    measure::{middle, shown},
    table::Row,
    world::World,
};
use probant::export::csv;
use std::time::Duration;

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
    let (_, commit) = World::with_register(ROWS)?;
    let megabytes = file.len() / 1_000_000;
    Ok(vec![
        Row::new(format!("check of a register of 10,000 rows ({megabytes} MB)"), format!("{} ({times:.1} ×)", shown(ours)))
            .beside(format!("{} csv crate, reading alone", shown(theirs)))
            .asked("at most 4 ×", times <= 4.0),
        Row::new("durable commit of these 10,000 activities", shown(commit)).asked("under 3 s", commit < Duration::from_secs(3)),
    ])
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
