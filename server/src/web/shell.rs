//! What surrounds every page: navigation, search, organisation, person. Holds what the layout shows, decides nothing.

use super::visitor::{Theme, Visitor};
use crate::locale::Texts;

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
    /// Accounts, departments, company sheet.
    Settings,
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
}

/// The modules that exist. A page that is not there is not linked.
pub const NAVIGATION: [Entry; 3] = [
    Entry { module: Module::Dashboard, name: "dashboard", path: "/" },
    Entry { module: Module::Documents, name: "documents", path: "/documents" },
    Entry { module: Module::Settings, name: "settings", path: "/settings" },
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
    /// Whether the person is a super user: shows the settings of the organisation.
    pub super_user: bool,
    /// What waits, by module; zero shows nothing.
    pub waiting: Vec<(Module, u32)>,
    /// Unread notifications.
    pub unread: u32,
    /// The key of a text to show once.
    pub said: Option<String>,
}

impl Shell {
    /// The initials of the person, at most two.
    pub fn initials(&self) -> String {
        let words: Vec<_> = self.person.split_whitespace().collect();
        let ends = words.first().into_iter().chain(words.iter().skip(1).last());
        ends.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// The entries of the navigation that this person may open.
    pub fn entries(&self) -> impl Iterator<Item = &'static Entry> {
        let super_user = self.super_user;
        NAVIGATION.iter().filter(move |entry| entry.module != Module::Settings || super_user)
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
