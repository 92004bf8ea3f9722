//! What surrounds every page: navigation, search, organisation, person. Holds what the layout shows, decides nothing.

use super::visitor::{Theme, Visitor};
use crate::{
    domain::{
        maintenance::Maintenance,
        plan::{self, Plan},
    },
    locale::Texts,
};

/// A module of the product, as the navigation shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// What waits.
    Dashboard,
    /// The registers.
    Register,
    /// Questionnaire, radar and programme.
    Compliance,
    /// Evidence.
    Documents,
    /// Who did what when.
    Audit,
    /// Accounts, departments, company sheet.
    Settings,
    /// The instance, for its operators.
    Console,
    /// A page outside the modules, such as the person's own account.
    None,
}

/// One entry of the navigation. The label is the locale key `nav-` and the name.
#[derive(Debug)]
pub struct Entry {
    /// The module that this entry opens.
    pub module: Module,
    /// The word of the locale key and of the icon.
    pub name: &'static str,
    /// Where it leads.
    pub path: &'static str,
    /// Who sees it.
    pub seen: Seen,
}

/// Who sees an entry of the navigation.
#[derive(Clone, Copy, Debug)]
pub enum Seen {
    /// Everybody in an organisation.
    Always,
    /// Everybody in an organisation whose plan has the module.
    With(plan::Module),
    /// Privacy champions.
    Champion,
    /// Super users.
    SuperUser,
    /// Operators, in an organisation or not.
    Operator,
}

/// The modules that exist. A page that is not there is not linked.
pub const NAVIGATION: &[Entry] = &[
    Entry { module: Module::Dashboard, name: "dashboard", path: "/", seen: Seen::Always },
    Entry { module: Module::Register, name: "register", path: "/register/controller", seen: Seen::With(plan::Module::Register) },
    Entry { module: Module::Compliance, name: "compliance", path: "/compliance", seen: Seen::With(plan::Module::Compliance) },
    Entry { module: Module::Documents, name: "documents", path: "/documents", seen: Seen::With(plan::Module::Documents) },
    Entry { module: Module::Audit, name: "audit", path: "/audit", seen: Seen::Champion },
    Entry { module: Module::Settings, name: "settings", path: "/settings", seen: Seen::SuperUser },
    Entry { module: Module::Console, name: "console", path: "/console", seen: Seen::Operator },
];

/// The frame of a signed-in page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Texts of the person's language.
    pub t: Texts,
    /// Light or dark.
    pub theme: Theme,
    /// The module to mark in the navigation.
    pub module: Module,
    /// Name of the organisation.
    pub organisation: String,
    /// Whether the person belongs to several organisations and may switch.
    pub several_organisations: bool,
    /// Name of the person.
    pub person: String,
    /// Whether the person is a privacy champion: shows the audit trail.
    pub champion: bool,
    /// Whether the person is a super user: shows the settings of the organisation.
    pub super_user: bool,
    /// Whether the person looks after the instance: shows the console.
    pub operator: bool,
    /// What the organisation may use; nothing where none was entered.
    pub plan: Option<Plan>,
    /// What waits, by module; zero shows nothing.
    pub waiting: Vec<(Module, u32)>,
    /// Unread notifications.
    pub unread: u32,
    /// The key of a text to show once.
    pub said: Option<String>,
    /// The maintenance that runs or is announced.
    pub maintenance: Option<Maintenance>,
}

impl Shell {
    /// The initials of the person, at most two.
    pub fn initials(&self) -> String {
        let words: Vec<_> = self.person.split_whitespace().collect();
        let ends = words.first().into_iter().chain(words.iter().skip(1).last());
        ends.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// The entries of the navigation that this person may open.
    pub fn entries(&self) -> impl Iterator<Item = &'static Entry> + '_ {
        NAVIGATION.iter().filter(move |entry| match entry.seen {
            Seen::Always => self.plan.is_some(),
            Seen::With(module) => self.has(module),
            Seen::Champion => self.champion,
            Seen::SuperUser => self.super_user,
            Seen::Operator => self.operator,
        })
    }

    /// Whether the organisation may use a module.
    pub fn has(&self, module: plan::Module) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.has(module))
    }

    /// How many things wait in a module.
    pub fn waiting(&self, module: &Module) -> u32 {
        self.waiting.iter().filter(|(waiting, _)| waiting == module).map(|(_, count)| count).sum()
    }
}

/// The frame of a page without navigation: sign-in, first steps, errors.
#[derive(Clone, Debug, Default)]
pub struct Bare {
    /// Texts of the person's language.
    pub t: Texts,
    /// Light or dark.
    pub theme: Theme,
    /// The key of a text to show once.
    pub said: Option<String>,
}

impl From<Visitor> for Bare {
    fn from(visitor: Visitor) -> Self {
        Self { t: visitor.t, theme: visitor.theme, said: visitor.said }
    }
}
