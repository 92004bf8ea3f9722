//! How an activity or a purpose came to say what it says: its versions, read from the journal, each with what it changed.
//! Writes nothing.

mod activity;
mod names;
mod purpose;
#[cfg(test)]
mod tests;

use super::{Services, account, audit};
use crate::{
    domain::{
        access::Member,
        activity::Activity,
        event::{Actor, EventKind},
        fault::Fault,
        id::{ActivityId, PurposeId},
        purpose::Purpose,
        register::RegisterKind,
    },
    locale::Texts,
    store::{Stored, Version, Written},
};
use jiff::{SignedDuration, Timestamp};
use names::Names;

/// Versions that are read for one page.
const READ: usize = 60;
/// What one person saves again and again within so many minutes is told as one revision.
const SITTING: SignedDuration = SignedDuration::from_mins(15);

/// Revisions, the latest first.
#[derive(Debug)]
pub struct History {
    pub revisions: Vec<Revision>,
    /// Where the page after this one begins: what comes before this number.
    pub before: Option<u64>,
    /// How many changes there are in all.
    pub total: usize,
}

/// What one person changed in one go, or the program did.
#[derive(Debug)]
pub struct Revision {
    /// Number of its last change.
    pub seq: u64,
    /// When it was begun; the time of its only save where there was one.
    pub begun: Timestamp,
    pub time: Timestamp,
    pub actor: Actor,
    /// Name of the person, or words for what did it.
    pub by: String,
    pub kind: EventKind,
    /// How often it was saved.
    pub saves: usize,
    /// What it wrote is no longer kept.
    pub erased: bool,
    pub changes: Vec<FieldChange>,
}

/// What a revision made of one field, in the words of the person who reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub label: String,
    /// A sentence or more, of which single words are compared; several values otherwise.
    pub prose: bool,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// What a version says in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fact {
    field: &'static str,
    label: String,
    prose: bool,
    values: Vec<String>,
}

impl Fact {
    /// Values; empty ones say nothing.
    fn values(field: &'static str, label: String, values: Vec<String>) -> Self {
        let values = values.into_iter().filter(|value| !value.is_empty()).collect();
        Self { field, label, prose: false, values }
    }

    /// One value.
    fn one(field: &'static str, label: String, value: String) -> Self {
        Self::values(field, label, vec![value])
    }

    /// Words.
    fn prose(field: &'static str, label: String, text: &str) -> Self {
        Self { prose: true, ..Self::one(field, label, text.to_owned()) }
    }
}

/// The history of an activity, a page at a time.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation.
pub fn of_activity(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    id: ActivityId,
    before: Option<u64>,
) -> Result<History, Fault> {
    super::activity::find(services, member, kind, id)?;
    let names = Names::of(services, member, kind)?;
    pages::<Activity>(services, member, id.as_bytes(), before, |version| activity::facts(&names, version))
}

/// The history of a purpose, a page at a time.
///
/// # Errors
/// `NotFound` where there is none in this register of this organisation.
pub fn of_purpose(
    services: &Services,
    member: &Member,
    kind: RegisterKind,
    id: PurposeId,
    before: Option<u64>,
) -> Result<History, Fault> {
    let found = services.store.get::<Purpose>(member.tenant(), id.as_bytes())?;
    found.filter(|purpose| purpose.register == kind).ok_or(Fault::NotFound)?;
    let names = Names::of(services, member, kind)?;
    pages::<Purpose>(services, member, id.as_bytes(), before, |version| purpose::facts(&names, version))
}

fn pages<T: Stored>(
    services: &Services,
    member: &Member,
    key: &[u8],
    before: Option<u64>,
    mut facts: impl FnMut(&T) -> Result<Vec<Fact>, Fault>,
) -> Result<History, Fault> {
    // One more than is shown: what the oldest one changed is seen beside the one before it.
    let versions = services.store.versions::<T>(member.tenant(), key, before.unwrap_or(u64::MAX), READ + 1)?;
    let mut sittings = sittings(&versions);
    let mut next = None;
    if versions.len() > READ {
        // The last may go on beyond what was read.
        let whole = sittings.len().saturating_sub(1).max(1);
        sittings.truncate(whole);
        next = sittings.last().and_then(|sitting| sitting.last()).map(|oldest| oldest.seq);
    }
    let t = Texts::new(member.language);
    let mut revisions = Vec::with_capacity(sittings.len());
    let mut at = 0;
    for sitting in sittings {
        at += sitting.len();
        let (Some(latest), Some(oldest)) = (sitting.first(), sitting.last()) else { continue };
        let after = latest.value().map(&mut facts).transpose()?;
        let old = versions.get(at).and_then(Version::value).map(&mut facts).transpose()?;
        let person = match latest.actor {
            Actor::Account(id) => account::name(services, member, id)?.unwrap_or_default(),
            Actor::Machine | Actor::Operator | Actor::Visitor => String::new(),
        };
        revisions.push(Revision {
            seq: latest.seq,
            begun: oldest.time,
            time: latest.time,
            actor: latest.actor,
            by: audit::named(&t, latest.actor, &person),
            kind: latest.event.kind.clone(),
            saves: sitting.len(),
            erased: matches!(latest.written, Written::Erased),
            changes: after.map(|after| changes(old.unwrap_or_default(), after)).unwrap_or_default(),
        });
    }
    let total = services.store.count_versions::<T>(member.tenant(), key)?;
    Ok(History { revisions, before: next, total })
}

/// Versions that are told together, those of each in their order.
fn sittings<T>(versions: &[Version<T>]) -> Vec<&[Version<T>]> {
    versions.chunk_by(|later, earlier| goes_on(later, earlier)).collect()
}

/// Whether a version only goes on with what the one before it did.
fn goes_on<T>(later: &Version<T>, earlier: &Version<T>) -> bool {
    let person = matches!(later.actor, Actor::Account(_)) && later.actor == earlier.actor;
    let save = later.event.kind == earlier.event.kind && later.event.kind.as_str().ends_with("-changed");
    person && save && later.time.duration_since(earlier.time) <= SITTING
}

/// The fields in which two versions differ. Both tell the same fields in the same order; one that is not there tells none.
fn changes(before: Vec<Fact>, after: Vec<Fact>) -> Vec<FieldChange> {
    let mut before = before.into_iter().map(|fact| fact.values);
    let pairs = after.into_iter().map(|fact| (before.next().unwrap_or_default(), fact));
    let changed = pairs.filter(|(before, fact)| *before != fact.values);
    changed
        .map(|(before, fact)| FieldChange { field: fact.field, label: fact.label, prose: fact.prose, before, after: fact.values })
        .collect()
}
