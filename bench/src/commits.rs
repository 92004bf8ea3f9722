//! Durable commits of a change of 1 kB: one writer beside a bare append and sync of the same bytes, sixteen beside PostgreSQL.

use crate::{Outcome, measure::rate, postgres, table::Row, world::World};
use probant::{
    domain::{
        activity::{Activity, ActivityRecord, ActivityStatus},
        event::{Actor, Event},
        id::{ActivityId, PurposeId},
        register::RegisterKind,
    },
    store::Change,
};
use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

const ROUNDS: usize = 10;
const PER_ROUND: usize = 200;
const WRITERS: usize = 16;
const PER_WRITER: usize = 1_000;

pub fn run() -> Outcome {
    Ok(vec![one_writer()?, sixteen_writers()?])
}

/// Ours and the bare file by turns, so that a disk that changes its mind changes it for both.
fn one_writer() -> Result<Row, Box<dyn std::error::Error>> {
    let world = World::empty()?;
    let journal = world.services.config.data.join("journal");
    let mut bare = tempfile::NamedTempFile::new_in(&world.services.config.data)?;
    commit(&world)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let before = size_of(&journal)?;
        let start = Instant::now();
        for _ in 0..PER_ROUND {
            commit(&world)?;
        }
        ours.push(start.elapsed());
        let bytes = usize::try_from(size_of(&journal)?.saturating_sub(before))? / PER_ROUND;
        theirs.push(append(bare.as_file_mut(), bytes.max(1_000))?);
    }
    let (ours, theirs) = (middle(ours), middle(theirs));
    let share = 100.0 * theirs.as_secs_f64() / ours.as_secs_f64();
    Ok(Row::new("durable commits of 1 kB, 1 writer", format!("{:.0} /s ({share:.0} %)", rate(PER_ROUND, ours)))
        .beside(format!("{:.0} /s append + fdatasync", rate(PER_ROUND, theirs)))
        .asked("at least 70 %", share >= 70.0))
}

fn sixteen_writers() -> Result<Row, Box<dyn std::error::Error>> {
    let world = World::empty()?;
    commit(&world)?;
    let start = Instant::now();
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| scope.spawn(|| (0..PER_WRITER).try_for_each(|_| commit(&world).map_err(|error| error.to_string()))))
            .collect();
        writers.into_iter().try_for_each(|writer| writer.join().unwrap_or_else(|_| Err("a writer panicked".into())))
    })?;
    let ours = rate(WRITERS * PER_WRITER, start.elapsed());
    let row = Row::new("durable commits of 1 kB, 16 writers", format!("{ours:.0} /s"));
    Ok(match postgres::inserts_per_second(WRITERS) {
        Ok(theirs) => row.beside(format!("{theirs:.0} /s PostgreSQL, pgbench -c 16")).asked("at least as many", ours >= theirs),
        Err(why) => row.beside(format!("not compared: {why}")),
    })
}

/// One activity whose stored form is about 1 kB.
fn commit(world: &World) -> Result<(), Box<dyn std::error::Error>> {
    let now = world.services.clock.now();
    let id = ActivityId::new();
    let activity = Activity {
        id,
        register: RegisterKind::Controller,
        purpose: PurposeId::new(),
        status: ActivityStatus::Incomplete,
        created_by: world.member.account(),
        created_at: now,
        updated_at: now,
        refusal: None,
        review_on: None,
        record: ActivityRecord { name: "Suivi des dossiers".into(), description: "x".repeat(500), ..ActivityRecord::default() },
    };
    let event = Event::new("activity-created").about(id.0);
    let mut change = Change::new(now, Actor::Account(world.member.account()), world.member.tenant(), event);
    change.insert(world.member.tenant(), &activity);
    world.services.store.commit(change)?;
    Ok(())
}

fn append(file: &mut File, bytes: usize) -> std::io::Result<Duration> {
    let block = vec![b'x'; bytes];
    let start = Instant::now();
    for _ in 0..PER_ROUND {
        file.write_all(&block)?;
        file.sync_data()?;
    }
    Ok(start.elapsed())
}

fn size_of(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
