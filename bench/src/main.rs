//! The benchmarks, as one table: what is asked for, what the product does, and beside it what it is compared with, measured in
//! the same run. Arguments choose among the groups by name.

mod audit;
mod commits;
mod compliance;
mod documents;
mod exports;
mod http;
mod import;
mod machine;
mod measure;
mod packs;
mod postgres;
mod register;
mod scripts;
mod search;
mod server;
mod table;
mod texts;
mod world;

use std::process::ExitCode;
use table::{Row, Table};

/// What a group answers: rows of the table, or why there are none.
type Outcome = Result<Vec<Row>, Box<dyn std::error::Error>>;

/// Measures one group.
type Group = fn() -> Outcome;

/// Groups by name, in the order of the table.
const GROUPS: [(&str, Group); 11] = [
    ("commits", commits::run),
    ("import", import::run),
    ("register", register::run),
    ("exports", exports::run),
    ("packs", packs::run),
    ("scripts", scripts::run),
    ("compliance", compliance::run),
    ("search", search::run),
    ("documents", documents::run),
    ("audit", audit::run),
    ("server", server::run),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| !GROUPS.iter().any(|(group, _)| group == name)) {
        let names = GROUPS.map(|(name, _)| name).join(", ");
        eprintln!("there is no group {unknown}; the groups are {names}");
        return ExitCode::from(2);
    }
    let mut table = Table::default();
    let mut failed = false;
    for (name, run) in GROUPS {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == name) {
            continue;
        }
        eprintln!("{name} …");
        match run() {
            Ok(rows) => table.extend(rows),
            Err(error) => {
                failed = true;
                eprintln!("{name}: {error}");
            }
        }
    }
    println!("{}\n\n{table}", machine::describe());
    ExitCode::from(u8::from(failed))
}
