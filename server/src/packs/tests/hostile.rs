//! Components that do harm, written by hand against the canonical ABI: each ends in time, with a reason.

use super::{super::sandbox::MEMORY, *};
use std::{
    thread,
    time::{Duration, Instant},
};

/// A call ends within its deadline of 100 ms; the rest is for a busy machine.
const SOON: Duration = Duration::from_secs(5);

const MANIFEST: &str = r#"
    id = "hostile"
    version = "1.0.0"
    api = "1.0.0"
    name = { fr = "Hostile" }
    publisher = "Tests"
    licence = "CC0-1.0"
"#;

/// A component whose `review` has this body. It describes itself properly, so that it can be installed.
fn component(memory_pages: usize, start: &str, review: &str) -> Vec<u8> {
    component_with(memory_pages, start, review, "", "")
}

/// The same with code that runs when the host hands something over, and when it has read the answer.
fn component_with(memory_pages: usize, start: &str, review: &str, realloc: &str, dropped: &str) -> Vec<u8> {
    let text = format!(
        r#"(module
            (import "probant:pack/logging@1.0.0" "log" (func $log (param i32 i32)))
            (import "probant:pack/register@1.0.0" "next" (func $next (param i32)))
            (memory (export "memory") {memory_pages})
            (global $top (mut i32) (i32.const 65536))
            (data (i32.const 16) "hostile1.0.0")
            ;; the record of describe: id, version, no rules
            (data (i32.const 64) "\10\00\00\00\07\00\00\00\17\00\00\00\05\00\00\00\00\00\00\00\00\00\00\00")
            ;; an empty list
            (data (i32.const 128) "\00\00\00\00\00\00\00\00")
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                {realloc}
                (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                global.get $top
                (global.set $top (i32.add (global.get $top) (local.get 3))))
            (func $deep (call $deep))
            (func $start {start})
            (start $start)
            (func (export "describe") (result i32) (i32.const 64))
            (func (export "review") (param i32) (result i32) {review})
            (func (export "suggest") (param i32) (result i32) (i32.const 128))
            (func (export "cabi_post_review") (param i32) {dropped})
            (func (export "grade") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) unreachable)
            (func (export "read-file") (param i32 i32 i32 i32) (result i32) unreachable)
            (func (export "reports") (result i32) (i32.const 128))
            (func (export "write-report") (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) unreachable))"#
    );
    component::of_module(wat::parse_str(text).unwrap()).unwrap()
}

/// A pack of this code.
fn file(manifest: &str, component: &[u8]) -> PackFile {
    let files = [("pack.toml", manifest.as_bytes()), ("plugin.wasm", component)];
    PackFile::new(files.map(|(path, content)| (path.to_owned(), content.to_vec()))).unwrap()
}

/// A list of one finding at 256 whose text is all of `length` bytes from 1024 on, and whose severity is `severity`.
fn one_finding(severity: u32, text: u32, length: u32) -> String {
    format!(
        "(i32.store (i32.const 128) (i32.const 256)) (i32.store (i32.const 132) (i32.const 1))
         (i32.store (i32.const 264) (i32.const {severity}))
         (i32.store (i32.const 276) (i32.const {text})) (i32.store (i32.const 280) (i32.const {length}))
         (memory.fill (i32.const 1024) (i32.const 97) (i32.const 4096))
         (i32.const 128)"
    )
}

fn packs_with(component: &[u8]) -> (tempfile::TempDir, Packs) {
    let data = tempfile::tempdir().unwrap();
    let packs = Packs::open(data.path()).unwrap();
    packs.put(Installed::new(file(MANIFEST, component)).unwrap());
    (data, packs)
}

fn review(packs: &Packs) -> Result<Vec<Finding>, PackFailure> {
    with_subject(&full_record(), |subject| packs.review(&["hostile".into()], subject)).remove(0).answer
}

#[test]
fn harm_ends_in_time_with_a_reason() {
    let table: &[(&str, String, Result<usize, PackFailure>)] = &[
        ("behaves", "(i32.const 128)".into(), Ok(0)),
        ("answers", one_finding(1, 1024, 20), Ok(1)),
        ("loops", "(loop $l (br $l)) unreachable".into(), Err(PackFailure::Deadline)),
        (
            "logs without end",
            "(loop $l (call $log (i32.const 1024) (i32.const 4096)) (br $l)) unreachable".into(),
            Err(PackFailure::Deadline),
        ),
        (
            "allocates without end",
            "(loop $l (br_if $l (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) unreachable".into(),
            Err(PackFailure::Memory),
        ),
        (
            "asks for the register without end",
            "(loop $l (call $next (i32.const 1024)) (br $l)) unreachable".into(),
            Err(PackFailure::Deadline),
        ),
        ("traps", "unreachable".into(), Err(PackFailure::Trap)),
        ("divides by zero", "(i32.div_u (i32.const 1) (i32.const 0))".into(), Err(PackFailure::Trap)),
        ("recurs without end", "(call $deep) (i32.const 128)".into(), Err(PackFailure::Trap)),
        ("reads outside its memory", "(i32.load (i32.const 0x7fffffff))".into(), Err(PackFailure::Trap)),
        ("answers outside its memory", "(i32.const 0x7ffffff0)".into(), Err(PackFailure::Output)),
        (
            "answers a list without end",
            "(i32.store (i32.const 132) (i32.const 0x7fffffff)) (i32.const 128)".into(),
            Err(PackFailure::Output),
        ),
        (
            "answers a list of 100,000 empty findings",
            "(drop (memory.grow (i32.const 200))) (i32.store (i32.const 128) (i32.const 65536))
             (i32.store (i32.const 132) (i32.const 100000)) (i32.const 128)"
                .into(),
            Err(PackFailure::Output),
        ),
        ("answers a severity that is none", one_finding(9, 1024, 20), Err(PackFailure::Output)),
        ("answers a text that is too long", one_finding(1, 1024, 2_001), Err(PackFailure::Output)),
        ("answers an empty text", one_finding(1, 1024, 0), Err(PackFailure::Output)),
        (
            "answers bytes that are no text",
            format!(
                "(drop {}) (memory.fill (i32.const 1024) (i32.const 255) (i32.const 20)) (i32.const 128)",
                one_finding(1, 1024, 20)
            ),
            Err(PackFailure::Output),
        ),
        (
            "answers a megabyte",
            format!("(drop (memory.grow (i32.const 40))) {}", one_finding(1, 1024, 2_000_000)),
            Err(PackFailure::Output),
        ),
    ];
    for (what, body, expected) in table {
        let (_data, packs) = packs_with(&component(2, "", body));
        let begun = Instant::now();
        let answer = review(&packs).map(|findings| findings.len());
        assert_eq!(answer, *expected, "a pack that {what}");
        assert!(begun.elapsed() < SOON, "a pack that {what} took {:?}", begun.elapsed());
    }
}

/// Harm around the call itself: while the activity is handed over, and after the answer was read.
#[test]
fn harm_before_and_after_a_call_ends_in_time_too() {
    let table: [(&str, &str, &str, PackFailure); 3] = [
        ("loops while it is handed the activity", "(loop $l (br $l))", "", PackFailure::Deadline),
        ("stops while it is handed the activity", "unreachable", "", PackFailure::Trap),
        ("panics when it drops its answer", "", "unreachable", PackFailure::Trap),
    ];
    for (what, realloc, dropped, expected) in table {
        let (_data, packs) = packs_with(&component_with(2, "", "(i32.const 128)", realloc, dropped));
        let begun = Instant::now();
        assert_eq!(review(&packs), Err(expected), "a pack that {what}");
        assert!(begun.elapsed() < SOON, "a pack that {what} took {:?}", begun.elapsed());
    }
}

#[test]
fn a_pack_that_cannot_be_trusted_is_not_installed() {
    let data = tempfile::tempdir().unwrap();
    let packs = Packs::open(data.path()).unwrap();
    let refused = |manifest: &str, component: &[u8]| {
        let fault = packs.prepare(file(manifest, component)).err().unwrap();
        (fault.message.trim_start_matches("pack-fault-").to_owned(), fault.args[0].1.clone())
    };
    let good = component(2, "", "(i32.const 128)");
    assert!(packs.prepare(file(MANIFEST, &good)).is_ok());
    let code = |what: &str| (what.to_owned(), "plugin.wasm".to_owned());
    let too_much = MEMORY / 65_536 + 1;
    assert_eq!(refused(MANIFEST, &component(too_much, "", "(i32.const 128)")), code("component"));
    assert_eq!(refused(MANIFEST, &component(2, "(loop $l (br $l))", "(i32.const 128)")), code("silent"));
    assert_eq!(refused(MANIFEST, b"\0asm\x01\0\0\0"), code("component"));
    assert_eq!(refused(MANIFEST, b"not a component"), code("component"));
    let wasi = wat::parse_str(
        r#"(component (import "wasi:clocks/monotonic-clock@0.2.0" (instance (export "now" (func (result u64))))))"#,
    );
    assert_eq!(refused(MANIFEST, &wasi.unwrap()), code("component"), "an import that the interface does not have");
    let renamed = [("id = \"hostile\"", "id = \"other\""), ("version = \"1.0.0\"", "version = \"2.0.0\"")];
    for (old, new) in renamed {
        assert_eq!(refused(&MANIFEST.replacen(old, new, 1), &good), code("other-name"), "{new}");
    }
    for api in ["2.0.0", "1.1.0", "0.9.0"] {
        let manifest = MANIFEST.replace("api = \"1.0.0\"", &format!("api = \"{api}\""));
        let fault = packs.prepare(file(&manifest, &good)).err().unwrap();
        let told: Vec<&str> = fault.args.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!((fault.message.as_str(), told), ("pack-fault-api", vec!["pack.toml:4", api, "1.0.0"]));
    }
    assert_eq!(refused(&MANIFEST.replace("\"hostile\"", "\"../x\""), &good), ("id".to_owned(), "pack.toml:2".to_owned()));
    assert_eq!(refused("# a pack\nid = 3\n", &good).0, "manifest");
    assert_eq!(refused("# a pack\nid = \n", &good), ("manifest".to_owned(), "pack.toml:2:6".to_owned()));
}

#[test]
fn what_is_compiled_is_kept_and_made_anew_where_it_does_not_fit() {
    let data = tempfile::tempdir().unwrap();
    let good = component(2, "", "(i32.const 128)");
    let kept = || -> Vec<std::path::PathBuf> {
        let mut waiting = vec![data.path().join("cache").join("packs")];
        let mut files = Vec::new();
        while let Some(path) = waiting.pop() {
            match path.is_dir() {
                true => waiting.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
                false => files.push(path),
            }
        }
        files
    };
    for round in 0..2 {
        let packs = Packs::open(data.path()).unwrap();
        assert!(packs.prepare(file(MANIFEST, &good)).is_ok(), "round {round}");
        // Written beside the call; damaged for the next round.
        let until = Instant::now() + SOON;
        while kept().is_empty() && Instant::now() < until {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(!kept().is_empty(), "round {round}: nothing is kept");
        kept().iter().for_each(|file| std::fs::write(file, b"no machine code").unwrap());
    }
}

/// A new version is used from the next call on, and a pack that is taken away is gone.
#[test]
fn packs_are_exchanged_while_the_server_runs() {
    let (_data, packs) = packs_with(&component(2, "", "(i32.const 128)"));
    assert_eq!(review(&packs), Ok(Vec::new()));
    packs.put(Installed::new(file(MANIFEST, &component(2, "", &one_finding(1, 1024, 20)))).unwrap());
    assert_eq!(review(&packs).unwrap().len(), 1);
    packs.take("hostile");
    assert_eq!(review(&packs), Err(PackFailure::Missing));
    packs.take("hr");
    assert!(packs.manifest("hr").is_some(), "what travels in the program comes back");
}

#[test]
fn nothing_is_remembered_between_calls() {
    let forgetful = "(if (i32.load (i32.const 8192)) (then unreachable))
        (i32.store (i32.const 8192) (i32.const 1)) (i32.const 128)";
    let (_data, packs) = packs_with(&component(2, "", forgetful));
    for _ in 0..50 {
        assert_eq!(review(&packs), Ok(Vec::new()));
    }
}

#[test]
fn a_pack_that_fails_repeatedly_is_switched_off() {
    let (_data, packs) = packs_with(&component(2, "", "unreachable"));
    for _ in 0..5 {
        assert_eq!(review(&packs), Err(PackFailure::Trap));
    }
    assert_eq!(review(&packs), Err(PackFailure::SwitchedOff));
    let health = packs.health().into_iter().find(|health| health.id == "hostile").unwrap();
    assert_eq!((health.failures_in_a_row, health.last_failure, health.switched_off), (5, Some(PackFailure::Trap), true));
    assert!(packs.switch_on("hostile"));
    assert_eq!(review(&packs), Err(PackFailure::Trap));
}

#[test]
fn many_endless_loops_at_once_all_end() {
    let (_data, packs) = packs_with(&component(2, "", "(loop $l (br $l)) unreachable"));
    let begun = Instant::now();
    thread::scope(|scope| {
        let calls: Vec<_> = (0..16).map(|_| scope.spawn(|| review(&packs))).collect();
        for call in calls {
            let answer = call.join().unwrap();
            assert!(matches!(answer, Err(PackFailure::Deadline | PackFailure::SwitchedOff | PackFailure::Busy)), "{answer:?}");
        }
    });
    assert!(begun.elapsed() < SOON * 2, "{:?}", begun.elapsed());
}
