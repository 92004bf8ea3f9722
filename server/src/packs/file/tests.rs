//! Packs as files: what is written is read again, and what was tampered with is refused with its place.

use super::*;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn files() -> Vec<(String, Vec<u8>)> {
    let text = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    vec![
        text("questionnaires/audit/01-first.rhai", "// nothing\n"),
        text(COMPONENT, "code"),
        text(MANIFEST, "id = \"a\"\n"),
        text("locales/fr.ftl", "a = été\n"),
    ]
}

fn key(seed: u8) -> SecretKey {
    SecretKey::of_seed([seed; 32]).unwrap()
}

fn pack() -> PackFile {
    PackFile::new(files()).unwrap().complete().unwrap()
}

/// A zip of these entries, which may be what no pack should be.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in entries {
        archive.start_file(*path, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What is wrong, and where.
fn refused(bytes: &[u8]) -> (String, String) {
    let fault = PackFile::read(bytes).map(drop).unwrap_err();
    (fault.message.trim_start_matches("pack-fault-").to_owned(), fault.args[0].1.clone())
}

#[test]
fn the_same_files_give_the_same_bytes_and_come_back() {
    let bytes = pack().write().unwrap();
    let mut other = files();
    other.reverse();
    assert_eq!(bytes, PackFile::new(other).unwrap().write().unwrap());
    let read = PackFile::read(&bytes).unwrap();
    assert_eq!(read.files, pack().files);
    assert_eq!(read.texts("questionnaires").count(), 1);
    assert_eq!(read.signer().unwrap_err().message, "pack-fault-unsigned");
    let signed = read.signed(&key(7));
    assert_eq!(signed.write().unwrap(), pack().signed(&key(7)).write().unwrap(), "a signature is reproducible too");
    assert_eq!(PackFile::read(&signed.write().unwrap()).unwrap().signer().ok(), key(7).public());
}

#[test]
fn whoever_tampers_with_a_pack_is_found_out() {
    let signed = pack().signed(&key(7));
    let sums = signed.sums();
    let signature = signed.signature.as_ref().unwrap().to_string();
    let with = |changed: &[(&str, &[u8])]| {
        let own: Vec<_> = files();
        let mut entries: Vec<(&str, &[u8])> = own.iter().map(|(path, content)| (path.as_str(), content.as_slice())).collect();
        entries.extend([(SUMS, sums.as_bytes()), (SIGNATURE, signature.as_bytes())]);
        for (path, content) in changed {
            match entries.iter_mut().find(|(other, _)| other == path) {
                Some(entry) => entry.1 = content,
                None => entries.push((path, content)),
            }
        }
        zip(&entries)
    };
    assert!(PackFile::read(&with(&[])).unwrap().signer().is_ok());
    let table: &[(&[(&str, &[u8])], &str, &str)] = &[
        (&[(COMPONENT, b"other")], "sum", COMPONENT),
        (&[("courses/one.md", b"# more")], "no-sum", "courses/one.md"),
        (&[(SUMS, b"")], "no-sum", "locales/fr.ftl"),
        (&[(SIGNATURE, b"ed25519 00 00")], "signature", SIGNATURE),
        (&[("locales/fr.ftl", b"a = b\nc = \xff\n")], "text", "locales/fr.ftl:2"),
    ];
    for (changed, what, place) in table {
        assert_eq!(refused(&with(changed)), ((*what).to_owned(), (*place).to_owned()));
    }
    // Other digests, well made but signed by nobody: the signature is of the old ones.
    let mut altered = pack();
    altered.files.insert(Cow::Borrowed(COMPONENT), Cow::Borrowed(b"other"));
    altered.signature = signed.signature;
    let read = PackFile::read(&altered.write().unwrap()).unwrap();
    assert_eq!(read.signer().unwrap_err().message, "pack-fault-signature");
}

#[test]
fn a_zip_that_escapes_or_does_not_belong_is_refused() {
    let names = [
        ("../pack.toml", "name"),
        ("/etc/passwd", "name"),
        ("locales\\fr.ftl", "name"),
        ("locales//fr.ftl", "name"),
        ("locales/./fr.ftl", "name"),
        ("questionnaires/../../a.rhai", "name"),
        ("questionnaires/.hidden.rhai", "name"),
        ("C:/pack.toml", "name"),
        ("locales/fr\u{0}.ftl", "name"),
        ("locales/", "name"),
        ("plugin.so", "unknown"),
        ("locales/fr.html", "unknown"),
        ("courses/run.rhai", "unknown"),
    ];
    for (name, what) in names {
        assert_eq!(refused(&zip(&[(name, b"x")])).0, what, "{name}");
    }
    assert_eq!(refused(b"not a zip").0, "zip");
    assert_eq!(refused(&zip(&[])), ("missing".to_owned(), SUMS.to_owned()));
    assert_eq!(refused(&zip(&[(SUMS, b"")])), ("missing".to_owned(), MANIFEST.to_owned()));
    // Two entries of one name: the writer refuses that, so the name is changed afterwards.
    let mut twice = zip(&[("locales/aa.ftl", b"1"), ("locales/bb.ftl", b"2")]);
    for at in 0..twice.len() - 14 {
        if twice[at..].starts_with(b"locales/bb.ftl") {
            twice[at..at + 14].copy_from_slice(b"locales/aa.ftl");
        }
    }
    assert_eq!(refused(&twice).0, "twice");
}

#[test]
fn a_zip_that_inflates_without_end_is_stopped() {
    let zeros = vec![b' '; FILE + 1];
    assert_eq!(refused(&zip(&[("courses/bomb.md", &zeros)])), ("size".to_owned(), "courses/bomb.md".to_owned()));
    let part = vec![b' '; FILE];
    let bomb = zip(&[("courses/a.md", &part), ("courses/b.md", &part), ("courses/c.md", b"x")]);
    assert!(bomb.len() < SIZE / 100, "{} bytes", bomb.len());
    assert_eq!(refused(&bomb), ("size".to_owned(), "courses/c.md".to_owned()));
    let names: Vec<String> = (0..=FILES).map(|number| format!("courses/{number}.md")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused(&zip(&many)).0, "entries");
    assert_eq!(refused(&vec![0; SIZE + 1]).0, "size");
    // A header that lies about the size of what follows: what is inflated counts.
    let mut lying = zip(&[("courses/bomb.md", &zeros)]);
    let size = (FILE as u32 + 1).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
    }
    assert!(matches!(refused(&lying).0.as_str(), "size" | "zip"), "{:?}", refused(&lying));
}
