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
    let text = format!(
        r#"(module
            (import "probant:pack/logging@1.0.0" "log" (func $log (param i32 i32)))
            (memory (export "memory") {memory_pages})
            (global $top (mut i32) (i32.const 65536))
            (data (i32.const 16) "hostile1.0.0")
            ;; the record of describe: id, version, no rules
            (data (i32.const 64) "\10\00\00\00\07\00\00\00\17\00\00\00\05\00\00\00\00\00\00\00\00\00\00\00")
            ;; an empty list
            (data (i32.const 128) "\00\00\00\00\00\00\00\00")
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                global.get $top
                (global.set $top (i32.add (global.get $top) (local.get 3))))
            (func $deep (call $deep))
            (func $start {start})
            (start $start)
            (func (export "describe") (result i32) (i32.const 64))
            (func (export "review") (param i32) (result i32) {review})
            (func (export "suggest") (param i32) (result i32) (i32.const 128))
            (func (export "grade") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) unreachable))"#
    );
    let mut module = wat::parse_str(text).unwrap();
    let mut resolve = wit_parser::Resolve::default();
    let wit = concat!(env!("CARGO_MANIFEST_DIR"), "/../plugin-api/wit/1.0.0");
    let (package, _) = resolve.push_dir(wit).unwrap();
    let world = resolve.select_world(&[package], Some("pack")).unwrap();
    wit_component::embed_component_metadata(&mut module, &resolve, world, wit_component::StringEncoding::UTF8, false).unwrap();
    wit_component::ComponentEncoder::default().module(&module).unwrap().validate(true).encode().unwrap()
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
    let mut packs = Packs { sandbox: Sandbox::open(&data.path().join("cache")).unwrap(), installed: Vec::new() };
    packs.install(Some(MANIFEST), component.to_vec().into()).unwrap();
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

#[test]
fn a_pack_that_cannot_be_trusted_is_not_installed() {
    let loads = |manifest: &str, component: &[u8]| {
        let data = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::open(data.path()).unwrap();
        Installed::new(manifest, component.to_vec().into()).and_then(|installed| installed.link(&sandbox))
    };
    let good = component(2, "", "(i32.const 128)");
    assert!(loads(MANIFEST, &good).is_ok());
    let too_much = MEMORY / 65_536 + 1;
    assert!(matches!(loads(MANIFEST, &component(too_much, "", "(i32.const 128)")), Err(RefusedPack::Component(_))));
    assert!(matches!(
        loads(MANIFEST, &component(2, "(loop $l (br $l))", "(i32.const 128)")),
        Err(RefusedPack::Silent(PackFailure::Deadline))
    ));
    assert!(matches!(loads(MANIFEST, b"\0asm\x01\0\0\0"), Err(RefusedPack::Component(_))));
    assert!(matches!(loads(MANIFEST, b"not a component"), Err(RefusedPack::Component(_))));
    let renamed = [("id = \"hostile\"", "id = \"other\""), ("version = \"1.0.0\"", "version = \"2.0.0\"")];
    for (old, new) in renamed {
        assert!(matches!(loads(&MANIFEST.replacen(old, new, 1), &good), Err(RefusedPack::OtherName(..))), "{new}");
    }
    for api in ["2.0.0", "1.1.0", "0.9.0"] {
        let manifest = MANIFEST.replace("api = \"1.0.0\"", &format!("api = \"{api}\""));
        assert!(matches!(loads(&manifest, &good), Err(RefusedPack::Api { .. })), "{api}");
    }
    assert!(matches!(loads(&MANIFEST.replace("\"hostile\"", "\"../x\""), &good), Err(RefusedPack::Id(_))));
    assert!(matches!(loads("id = 3", &good), Err(RefusedPack::Manifest(_))));
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
    let health = packs.health().remove(0);
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
