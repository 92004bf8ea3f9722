//! The console: pages for operators, about the instance and not about what organisations hold.

pub mod audit;
pub mod contact;
pub mod mail;
pub mod maintenance;
pub mod organisations;
pub mod packs;
pub mod people;

use super::shell::{Module, Shell};

/// A tab of the console. `name` is the word of the locale key `console-` and `path` where it leads.
struct Tab {
    name: &'static str,
    path: &'static str,
}

/// The tabs, in order.
const TABS: [Tab; 8] = [
    Tab { name: "organisations", path: "/console" },
    Tab { name: "people", path: "/console/people" },
    Tab { name: "maintenance", path: "/console/maintenance" },
    Tab { name: "mail", path: "/console/mail" },
    Tab { name: "audit", path: "/console/audit" },
    Tab { name: "packs", path: "/console/packs" },
    Tab { name: "contact", path: "/console/contact" },
    Tab { name: "terms", path: "/console/terms" },
];

/// Marks the module in the navigation and says which tab is open.
fn tab(shell: &mut Shell, name: &'static str) -> Tabs {
    shell.module = Module::Console;
    Tabs { open: name }
}

/// The tabs of a page, one of them open.
struct Tabs {
    open: &'static str,
}

impl Tabs {
    fn all(&self) -> &'static [Tab] {
        &TABS
    }
}
