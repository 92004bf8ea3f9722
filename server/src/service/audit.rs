//! The audit trail: who did what when, read from the journal. Writes nothing.
//!
//! An index in the state says which entries tell of an organisation; only what is shown is read from the journal, so
//! that a page costs the same however long the journal is.

use super::Services;
use crate::{
    domain::{
        access::{Champion, Membership, Operator, Tenant},
        account::Account,
        audit::AuditFilter,
        event::{Actor, Event},
        fault::Fault,
        id::{AccountId, OrganisationId},
        organisation::Organisation,
    },
    export::csv::{write_rows, write_table},
    locale::Texts,
    store::{Entry, Scope, Told, Versioned, schema::access::BY_ORGANISATION},
};
use jiff::{SignedDuration, Timestamp};
use std::{
    borrow::Cow,
    collections::{HashMap, hash_map},
    iter::Peekable,
};

/// Entries that an export reads from the journal at once.
const READ_AT_ONCE: usize = 500;

/// One thing that happened, ready to be shown.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// Number of its entry in the journal.
    pub seq: u64,
    pub time: Timestamp,
    pub organisation: Option<OrganisationId>,
    pub actor: Actor,
    /// Name of the person who did it; empty where it was none, or is not known any more.
    pub person: String,
    pub event: Event,
    /// What it is about, as far as that has a name and was not erased.
    pub about: String,
}

/// Where something happened, for whoever operates the instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Everywhere,
    /// In no organisation.
    Instance,
    Organisation(OrganisationId),
}

/// Lines of the audit trail, the latest first.
#[derive(Clone, Debug, Default)]
pub struct AuditPage {
    pub lines: Vec<AuditLine>,
    /// Where the page after this one begins: what comes before this number.
    pub before: Option<u64>,
}

/// Lines of the organisation's audit trail before a number, the latest first.
///
/// # Errors
/// The store failed.
pub fn page(
    services: &Services,
    champion: &Champion,
    filter: &AuditFilter,
    before: Option<u64>,
    limit: usize,
) -> Result<AuditPage, Fault> {
    let (seqs, more) = first(wanted(services, champion.tenant().into(), filter, before.unwrap_or(u64::MAX)), limit)?;
    let before = if more { seqs.first().copied() } else { None };
    let mut names = Names::default();
    let entries = services.store.entries(&seqs)?;
    let lines = entries.iter().rev().map(|entry| line(services, &mut names, entry));
    Ok(AuditPage { lines: lines.collect::<Result<_, _>>()?, before })
}

/// The same for the whole instance, for whoever operates it: what happened in the instance itself, in one organisation,
/// or everywhere. What an organisation works on is not told: of its entries only who, when and what kind.
///
/// # Errors
/// The store failed.
pub fn instance_page(
    services: &Services,
    operator: &Operator,
    place: Place,
    filter: &AuditFilter,
    before: Option<u64>,
    limit: usize,
) -> Result<AuditPage, Fault> {
    let scopes = match place {
        Place::Instance => vec![Scope::Instance],
        Place::Organisation(organisation) => vec![Tenant::unsafe_without_membership(organisation).into()],
        Place::Everywhere => {
            let organisations = organisations(services, operator)?.into_iter();
            let scopes = organisations.map(|found| Tenant::unsafe_without_membership(found.id).into());
            scopes.chain([Scope::Instance]).collect()
        }
    };
    let before = before.unwrap_or(u64::MAX);
    let each = scopes.into_iter().map(|scope| wanted(services, scope, filter, before));
    let (seqs, more) = first(Merged(each.map(Iterator::peekable).collect()), limit)?;
    let before = if more { seqs.first().copied() } else { None };
    let mut names = Names::default();
    let mut lines = Vec::with_capacity(seqs.len());
    for entry in services.store.entries(&seqs)?.iter().rev() {
        let told = line(services, &mut names, entry)?;
        let about = if told.organisation.is_none() { told.about } else { String::new() };
        lines.push(AuditLine { about, ..told });
    }
    Ok(AuditPage { lines, before })
}

/// The organisations whose audit trail an operator may ask for, by name.
///
/// # Errors
/// The store failed.
pub fn organisations(services: &Services, _: &Operator) -> Result<Vec<Organisation>, Fault> {
    let found = services.store.scan::<Organisation>(Scope::Instance, &[]);
    let mut organisations = found.map(|found| found.map(Versioned::into_inner)).collect::<Result<Vec<_>, _>>()?;
    organisations.sort_by_key(|organisation| organisation.sheet.legal_name.to_lowercase());
    Ok(organisations)
}

/// How many entries of the organisation's audit trail are looked for.
///
/// # Errors
/// The store failed.
pub fn count(services: &Services, champion: &Champion, filter: &AuditFilter) -> Result<usize, Fault> {
    wanted(services, champion.tenant().into(), filter, u64::MAX).try_fold(0, |count, told| told.map(|_| count + 1))
}

/// The people who may be asked for, by name: everybody who is or was let into the organisation.
///
/// # Errors
/// The store failed.
pub fn people(services: &Services, champion: &Champion) -> Result<Vec<(AccountId, String)>, Fault> {
    let organisation = champion.tenant().organisation();
    let mut names = Names::default();
    let mut people = Vec::new();
    for membership in services.store.by_index::<Membership>(Scope::Instance, BY_ORGANISATION, organisation.as_bytes()) {
        let account = membership?.account;
        people.push((account, names.of(services, account)?.to_owned()));
    }
    people.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(people)
}

/// The organisation's audit trail as CSV, the oldest first: handed to `write` in pieces, so that its length does not
/// matter.
///
/// # Errors
/// The store failed, or nobody wants the rest.
pub fn export(
    services: &Services,
    champion: &Champion,
    filter: &AuditFilter,
    mut write: impl FnMut(Vec<u8>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let t = Texts::new(champion.language);
    let header = ["number", "moment", "person", "person-id", "kind", "what", "about", "about-id"];
    let header = header.map(|column| t.of("audit-column", column));
    write(write_table(&header.each_ref().map(String::as_str), []).map_err(Fault::internal)?)?;
    let mut seqs = wanted(services, champion.tenant().into(), filter, u64::MAX)
        .map(|told| told.map(|told| told.seq))
        .collect::<Result<Vec<_>, _>>()?;
    seqs.reverse();
    let mut names = Names::default();
    for seqs in seqs.chunks(READ_AT_ONCE) {
        let mut rows = Vec::with_capacity(seqs.len());
        for entry in services.store.entries(seqs)? {
            rows.push(cells(&t, line(services, &mut names, &entry)?));
        }
        write(write_rows(rows).map_err(Fault::internal)?)?;
    }
    Ok(())
}

fn cells(t: &Texts, line: AuditLine) -> Vec<Cow<'static, str>> {
    let kind = line.event.kind.as_str().to_owned();
    let account = if let Actor::Account(id) = line.actor { id.to_string() } else { String::new() };
    let subject = line.event.subject.map(|id| id.to_string()).unwrap_or_default();
    let what = t.of("event", &kind);
    let cells = [line.seq.to_string(), line.time.to_string(), doer(t, &line), account, kind, what, line.about, subject];
    cells.map(Cow::Owned).to_vec()
}

/// Who did it, in words.
pub fn doer(t: &Texts, line: &AuditLine) -> String {
    named(t, line.actor, &line.person)
}

/// An actor in words; `person` is the name of the person where it is one, empty where that is not known any more.
pub fn named(t: &Texts, actor: Actor, person: &str) -> String {
    match actor {
        Actor::Account(_) if !person.is_empty() => person.to_owned(),
        Actor::Account(_) => t.get("audit-actor-gone"),
        Actor::Operator => t.get("audit-actor-operator"),
        Actor::Visitor => t.get("audit-actor-visitor"),
        Actor::Machine => t.get("audit-actor-machine"),
    }
}

/// What the index holds of the entries that are looked for, the latest first.
fn wanted<'a>(
    services: &Services,
    scope: Scope,
    filter: &'a AuditFilter,
    before: u64,
) -> impl Iterator<Item = Result<Told, Fault>> + 'a {
    let told = services.store.told(scope, before).map(|told| told.map_err(Fault::from));
    // A clock that was set back lets entries stand out of order, by less than a day.
    let until = filter.from.and_then(|from| from.checked_sub(SignedDuration::from_hours(24)).ok());
    let told = told.take_while(move |told| told.as_ref().map_or(true, |told| until.is_none_or(|until| told.time >= until)));
    told.filter(|told| told.as_ref().map_or(true, |told| filter.takes(told.time, told.actor, told.kind.as_str())))
}

/// The numbers of the first entries, rising, and whether there are more.
fn first(mut told: impl Iterator<Item = Result<Told, Fault>>, limit: usize) -> Result<(Vec<u64>, bool), Fault> {
    let mut seqs = told.by_ref().take(limit).map(|told| told.map(|told| told.seq)).collect::<Result<Vec<_>, _>>()?;
    seqs.reverse();
    Ok((seqs, told.next().transpose()?.is_some()))
}

/// Entries of several scopes in one order, the latest first.
struct Merged<I: Iterator>(Vec<Peekable<I>>);

impl<I: Iterator<Item = Result<Told, Fault>>> Iterator for Merged<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        // A fault comes first, so that it is not taken for the end.
        let rank = |next: Option<&I::Item>| next.map(|told| told.as_ref().map_or(u64::MAX, |told| told.seq));
        let ranks = self.0.iter_mut().map(|each| rank(each.peek()));
        let (latest, _) = ranks.enumerate().max_by_key(|(_, rank)| *rank)?;
        self.0.get_mut(latest)?.next()
    }
}

fn line(services: &Services, names: &mut Names, entry: &Entry) -> Result<AuditLine, Fault> {
    let event = entry.event();
    let person = match entry.actor() {
        Actor::Account(id) => names.of(services, id)?.to_owned(),
        Actor::Operator | Actor::Visitor | Actor::Machine => String::new(),
    };
    let mut parts = Vec::with_capacity(event.detail.len());
    for (_, value) in &event.detail {
        // People stand there by their identifiers.
        parts.push(match value.parse() {
            Ok(account) => names.of(services, account)?.to_owned(),
            Err(_) => value.clone(),
        });
    }
    parts.retain(|part| !part.is_empty());
    let mut about = parts.join(", ");
    if about.is_empty()
        && let Some(subject) = event.subject
    {
        // Many events are about a person, and say so by identifier only.
        about = names.of(services, AccountId(subject))?.to_owned();
    }
    Ok(AuditLine {
        seq: entry.seq(),
        time: entry.time(),
        organisation: entry.organisation(),
        actor: entry.actor(),
        person,
        event,
        about,
    })
}

/// Names of accounts, each read once.
#[derive(Default)]
struct Names(HashMap<AccountId, String>);

impl Names {
    /// Empty where there is no such account.
    fn of(&mut self, services: &Services, id: AccountId) -> Result<&str, Fault> {
        Ok(match self.0.entry(id) {
            hash_map::Entry::Occupied(known) => known.into_mut(),
            hash_map::Entry::Vacant(free) => {
                let account = services.store.get::<Account>(Scope::Instance, id.as_bytes())?;
                free.insert(account.map(|account| account.into_inner().name).unwrap_or_default())
            }
        })
    }
}
