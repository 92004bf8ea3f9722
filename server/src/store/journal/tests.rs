//! Interrupted writes are cut, damage is refused, and the two are never taken for each other.

use super::*;
use crate::domain::event::{Actor, Event};
use entry::{Body, Envelope};
use jiff::Timestamp;
use std::fs;

fn sealed(size: usize) -> Sealed {
    let event = Event::new("tested").with("text", "x".repeat(size));
    let envelope =
        Envelope { time: Timestamp::UNIX_EPOCH, actor: Actor::Machine, organisation: None, kind: event.kind, subject: None };
    Sealed::new(&envelope, Body::new(&event.detail)).unwrap()
}

fn open(folder: &Path) -> Result<(Journal, Vec<u64>), StoreError> {
    open_on(folder, Disk::default())
}

fn open_on(folder: &Path, disk: Disk) -> Result<(Journal, Vec<u64>), StoreError> {
    let mut seen = Vec::new();
    let journal = Journal::open(folder, disk, Arc::default(), &mut |entry| {
        assert!(entry.body_matches());
        seen.push(entry.seq());
        Ok(())
    })?;
    Ok((journal, seen))
}

/// A journal of groups of entries of these sizes; answers its file and where each group begins and the last one ends.
fn written(folder: &Path, groups: &[&[usize]]) -> (PathBuf, Vec<u64>) {
    let (mut journal, _) = open(folder).unwrap();
    let mut places = vec![journal.end];
    for group in groups {
        let entries: Vec<_> = group.iter().map(|size| sealed(*size)).collect();
        journal.append(entries.iter()).unwrap();
        places.push(journal.end);
    }
    (journal.path.clone(), places)
}

fn damage(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

fn refusal(folder: &Path, path: &Path) -> (u64, String) {
    let before = fs::read(path).unwrap();
    let refused = match open(folder) {
        Err(refused) => refused,
        Ok(_) => panic!("damage is refused"),
    };
    assert_eq!(fs::read(path).unwrap(), before, "nothing is changed");
    match refused {
        StoreError::Damaged { segment, offset, what } => {
            assert_eq!(segment, path.file_name().unwrap().to_str().unwrap());
            (offset, what)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_write_torn_at_any_byte_is_cut_and_what_was_before_stays() {
    for size in [0, 700] {
        let folder = tempfile::tempdir().unwrap();
        let (path, places) = written(folder.path(), &[&[10], &[20], &[size]]);
        let whole = fs::read(&path).unwrap();
        let (start, end) = (places[2] as usize, places[3] as usize);
        for kept in start..end {
            let mut torn = whole[..kept].to_vec();
            if kept % 2 == 0 {
                torn.resize(end + 4096, 0);
            }
            fs::write(&path, &torn).unwrap();
            let (mut journal, seen) = open(folder.path()).unwrap_or_else(|error| panic!("{kept} of {start}..{end}: {error}"));
            assert_eq!((seen, journal.end), (vec![1, 2], places[2]));
            if kept % 64 == 0 {
                journal.append([sealed(5)].iter()).unwrap();
                drop(journal);
                assert_eq!(open(folder.path()).unwrap().1, [1, 2, 3]);
            }
        }
    }
}

#[test]
fn any_sector_of_the_last_group_may_be_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, places) = written(folder.path(), &[&[10], &[900, 40, 3000, 1]]);
    let whole = fs::read(&path).unwrap();
    let (start, end) = (places[1] as usize, places[2] as usize);
    for sector in start / 512..=(end - 1) / 512 {
        let mut torn = whole.clone();
        torn[(sector * 512).max(start)..((sector + 1) * 512).min(end)].fill(0);
        fs::write(&path, &torn).unwrap();
        let (_, seen) = open(folder.path()).unwrap_or_else(|error| panic!("sector {sector}: {error}"));
        assert!(seen.len() < 5 && seen.starts_with(&[1]), "sector {sector}: {seen:?}");
    }
}

#[test]
fn a_flipped_bit_anywhere_is_refused_even_in_the_last_entry() {
    let folder = tempfile::tempdir().unwrap();
    let (path, places) = written(folder.path(), &[&[10], &[20], &[30, 40], &[50]]);
    for at in 0..places[4] as usize {
        // The last bytes of a segment's head mean nothing.
        if (60..64).contains(&at) {
            continue;
        }
        damage(&path, |bytes| bytes[at] ^= 0x10);
        let (offset, what) = refusal(folder.path(), &path);
        assert!(offset <= at as u64, "byte {at}: offset {offset}: {what}");
        damage(&path, |bytes| bytes[at] ^= 0x10);
    }
    assert_eq!(open(folder.path()).unwrap().1, [1, 2, 3, 4, 5]);
}

#[test]
fn zeros_in_the_middle_are_damage_because_later_entries_bear_witness() {
    let folder = tempfile::tempdir().unwrap();
    let (path, places) = written(folder.path(), &[&[10], &[2000], &[30]]);
    for (from, to) in [(places[1], places[2]), (places[1], places[1] + 50), (places[2] - 1, places[2])] {
        let before = fs::read(&path).unwrap();
        damage(&path, |bytes| bytes[from as usize..to as usize].fill(0));
        assert_eq!(refusal(folder.path(), &path).0, places[1]);
        fs::write(&path, before).unwrap();
    }
}

#[test]
fn an_entry_moved_from_elsewhere_breaks_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let (path, places) = written(folder.path(), &[&[10], &[10], &[10]]);
    damage(&path, |bytes| {
        let (second, third) = (places[1] as usize, places[2] as usize);
        bytes.copy_within(third..places[3] as usize, second);
    });
    let (offset, what) = refusal(folder.path(), &path);
    assert!(offset == places[1] && what.contains("chain"), "{what}");
}

#[test]
fn segments_follow_each_other_and_none_may_be_missing() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk { segment_size: 600, ..Disk::default() };
    let (mut journal, _) = open_on(folder.path(), disk.clone()).unwrap();
    for _ in 0..20 {
        journal.append([sealed(100), sealed(50)].iter()).unwrap();
    }
    let segments = journal.segments.clone();
    drop(journal);
    let paths = list(folder.path()).unwrap();
    assert!(paths.len() > 5, "{paths:?}");
    for from in 1..=41 {
        let read: Vec<_> = Tail::new(segments.clone(), from, 40).map(|entry| entry.unwrap().seq()).collect();
        assert_eq!(read, (from..=40).collect::<Vec<_>>());
    }
    assert_eq!(open_on(folder.path(), disk).unwrap().1.len(), 40);
    // The end of a segment that another follows was synced: what is missing there is damage.
    let before = fs::read(&paths[2]).unwrap();
    fs::write(&paths[2], &before[..before.len() - 3]).unwrap();
    refusal(folder.path(), &paths[2]);
    fs::write(&paths[2], before).unwrap();
    fs::remove_file(&paths[3]).unwrap();
    let (_, what) = refusal(folder.path(), &paths[4]);
    assert!(what.contains("chain"), "{what}");
}

#[test]
fn a_segment_of_a_later_program_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path(), &[&[10]]);
    damage(&path, |bytes| {
        bytes[8] = 2;
        let crc = crc32fast::hash(&bytes[..56]);
        bytes[56..60].copy_from_slice(&crc.to_le_bytes());
    });
    let refused = open(folder.path()).err().unwrap();
    assert!(matches!(refused, StoreError::Newer { found: 2, known: 1, .. }), "{refused}");
}

#[test]
fn the_chain_stays_whole_when_a_body_is_erased() {
    let folder = tempfile::tempdir().unwrap();
    let (path, places) = written(folder.path(), &[&[10], &[2000], &[30]]);
    damage(&path, |bytes| {
        let (start, end) = (places[1] as usize, places[2] as usize);
        let header = entry::Header::decode(bytes[start..].first_chunk().unwrap()).unwrap();
        let erased = entry::Header { erased: true, ..header };
        let body = start + entry::HEADER_LENGTH + header.envelope_length as usize;
        bytes[start..start + entry::HEADER_LENGTH].copy_from_slice(&erased.encode());
        bytes[body..end - entry::TRAILER_LENGTH].fill(0);
        let crc = crc32fast::hash(&bytes[start + entry::HEADER_LENGTH..end - entry::TRAILER_LENGTH]);
        bytes[end - entry::TRAILER_LENGTH..end - 1].copy_from_slice(&crc.to_le_bytes());
    });
    let mut erased = Vec::new();
    Journal::open(folder.path(), Disk::default(), Arc::default(), &mut |entry| {
        erased.push((entry.is_erased(), entry.event().detail.len()));
        Ok(())
    })
    .unwrap();
    assert_eq!(erased, [(false, 1), (true, 0), (false, 1)]);
}
