//! What packs may read beside what they are handed: the registers of the organisation they are called for, where their
//! manifest asks and a super user grants.

use super::{convert, sandbox::Guest, wit};
use crate::domain::{
    activity::ActivityRecord,
    pack::{Manifest, Permission},
    register::RegisterKind,
};
use std::sync::Arc;

/// Activities handed over at once, and during one call.
const AT_ONCE: usize = 50;
const AT_MOST: usize = 2_000;

/// An activity of the register with the names of what it hangs on; those that do not exist are empty.
#[derive(Clone, Debug)]
pub struct Placed {
    pub register: RegisterKind,
    pub category: String,
    pub subcategory: String,
    pub purpose: String,
    pub department: String,
    pub record: ActivityRecord,
}

/// A way through the registers of one organisation.
pub type Walk = Box<dyn Iterator<Item = Placed> + Send>;

/// Begins such a way.
pub type Begin = Arc<dyn Fn() -> Walk + Send + Sync>;

/// Which packs may read the registers of an organisation, and how.
#[derive(Clone, Default)]
pub struct Reach {
    granted: Vec<String>,
    begin: Option<Begin>,
}

impl Reach {
    /// Lets these packs read, as far as they ask for it.
    pub fn new(granted: Vec<String>, begin: Begin) -> Self {
        Self { granted, begin: Some(begin) }
    }

    /// What one pack may read.
    pub(super) fn of(&self, manifest: &Manifest) -> Option<Begin> {
        let asked = manifest.permissions.contains(&Permission::ReadRegister);
        self.begin.clone().filter(|_| asked && self.granted.contains(&manifest.id))
    }
}

/// How far one call has read.
#[derive(Default)]
pub struct Reading {
    begin: Option<Begin>,
    walk: Option<Walk>,
    read: usize,
}

impl Reading {
    pub fn new(begin: Option<Begin>) -> Self {
        Self { begin, walk: None, read: 0 }
    }
}

impl wit::register::Host for Guest {
    fn next(&mut self) -> Result<Vec<wit::types::PlacedActivity>, wit::register::Refusal> {
        let Reading { begin, walk, read } = &mut self.reading;
        let begin = begin.as_ref().ok_or(wit::register::Refusal::NotGranted)?;
        let walk = walk.get_or_insert_with(|| begin());
        if *read >= AT_MOST {
            return walk.next().map_or(Ok(Vec::new()), |_| Err(wit::register::Refusal::TooMany));
        }
        let page: Vec<_> = walk.take(AT_ONCE).map(|placed| convert::placed(&placed)).collect();
        *read += page.len();
        Ok(page)
    }
}
