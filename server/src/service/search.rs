//! Searching, and saying what of each thing can be found.
//!
//! The index follows the journal: a change tells which things to look at again, the state tells what they now say.

use super::{Services, account, document::tenants, membership, shelf};
use crate::{
    domain::{
        access::{Member, Tenant},
        action::Action,
        activity::Activity,
        document::{Document, TextState},
        fault::Fault,
        fold::fold,
        id::{AccountId, CategoryId, PurposeId},
        purpose::Purpose,
        register::{Category, RegisterKind},
        search::{Findings, Found, FoundKind, Search, Searchable},
        text::{Language, Localised},
    },
    search::Indexer,
    store::{Entry, Scope, StoreError, Stored, Versioned, schema::activity::IN_PURPOSE},
};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// Most entries of the journal that one commit of the index takes in.
const BATCH: usize = 2_000;
/// An index that is further behind than so many entries misses something, however old they are.
const MANY: u64 = 200;
/// How old what the index does not have yet may be before people are told so.
const A_MOMENT: SignedDuration = SignedDuration::from_secs(1);

/// Finds things of the member's organisation, in the modules that its plan has.
///
/// # Errors
/// Internal only.
pub fn search(services: &Services, member: &Member, search: &Search) -> Result<Findings, Fault> {
    let plan = &super::organisation::get(services, member)?.plan;
    let hidden = FoundKind::ALL.into_iter().filter(|kind| !plan.has(kind.module())).collect();
    // Asked before: what is complete by then is complete in what is found.
    let incomplete = is_behind(services)?;
    let found = services.search.search(member.tenant(), &Search { hidden, ..search.clone() })?;
    Ok(Findings { incomplete, ..found })
}

/// Whether the index lacks something that is more than a moment old. A single entry can be an import of ten thousand rows, so
/// that their number alone says little.
fn is_behind(services: &Services) -> Result<bool, Fault> {
    let last = services.store.last_seq();
    let Some(position) = services.search.position() else { return Ok(true) };
    if position + MANY < last {
        return Ok(true);
    }
    let waiting = (position < last).then(|| services.store.tail(position + 1).next()).flatten().transpose()?;
    Ok(waiting.is_some_and(|entry| entry.time() < services.clock.now() - A_MOMENT))
}

/// What the filters of a search offer.
#[derive(Debug, Default)]
pub struct Choices {
    /// Categories and subcategories of documents and registers.
    pub categories: BTreeSet<String>,
    /// The people of the organisation, by name.
    pub authors: Vec<(AccountId, String)>,
}

/// What the filters of a search offer.
///
/// # Errors
/// Internal only.
pub fn choices(services: &Services, member: &Member) -> Result<Choices, Fault> {
    let mut choices = Choices::default();
    for category in services.store.scan::<Category>(member.tenant(), &[]) {
        choices.categories.insert(category?.into_inner().name);
    }
    let shelf = shelf::of::<Document>(services, member)?;
    let names = shelf.values().flat_map(|document| [&document.category, &document.subcategory]);
    choices.categories.extend(names.filter(|name| !name.is_empty()).cloned());
    for membership in membership::of_organisation(services, member.tenant().organisation())? {
        let name = account::name(services, member, membership.account)?.unwrap_or_default();
        choices.authors.push((membership.account, name));
    }
    choices.authors.sort_by_cached_key(|(_, name)| fold(name));
    Ok(choices)
}

/// The register that an activity or a purpose found stands in.
///
/// # Errors
/// Internal only.
pub fn register_of(services: &Services, member: &Member, found: &Found) -> Result<Option<RegisterKind>, Fault> {
    let tenant = member.tenant();
    Ok(match found.kind {
        FoundKind::Activity => value::<Activity>(services, tenant, found.id)?.map(|activity| activity.register),
        FoundKind::Purpose => value::<Purpose>(services, tenant, found.id)?.map(|purpose| purpose.register),
        FoundKind::Document | FoundKind::Action => None,
    })
}

/// Brings the index one batch closer to the journal; `false` where it was there already. For the job that indexes.
///
/// # Errors
/// Internal only.
pub fn follow(services: &Services, indexer: &mut Indexer) -> Result<bool, Fault> {
    let last = services.store.last_seq();
    match services.search.position() {
        // An index ahead of the journal belongs to another one, for example after a backup was restored.
        Some(position) if position <= last => follow_from(services, indexer, position),
        _ => rebuild(services, indexer).map(|()| true),
    }
}

/// Fills the index from the state, whatever was in it.
///
/// # Errors
/// Internal only.
pub fn rebuild(services: &Services, indexer: &mut Indexer) -> Result<(), Fault> {
    // Read first: what changes while the state is walked is looked at again.
    let position = services.store.last_seq();
    indexer.clear()?;
    for tenant in tenants(services)? {
        let mut things = Things::default();
        things.all::<Document>(services, tenant, FoundKind::Document, |document| document.id.0)?;
        things.all::<Activity>(services, tenant, FoundKind::Activity, |activity| activity.id.0)?;
        things.all::<Purpose>(services, tenant, FoundKind::Purpose, |purpose| purpose.id.0)?;
        things.all::<Action>(services, tenant, FoundKind::Action, |action| action.id.0)?;
        for (number, (tenant, kind, id)) in (1..).zip(things.0) {
            index(services, indexer, tenant, kind, id)?;
            // So that searches find something meanwhile.
            if number % BATCH == 0 {
                indexer.commit_unfinished()?;
            }
        }
    }
    Ok(indexer.commit(position)?)
}

fn follow_from(services: &Services, indexer: &mut Indexer, position: u64) -> Result<bool, Fault> {
    let mut things = Things::default();
    let mut reached = position;
    for entry in services.store.tail(position + 1).take(BATCH) {
        let entry = entry?;
        things.changed_by(services, &entry)?;
        reached = entry.seq();
    }
    if reached == position {
        return Ok(false);
    }
    things.index(services, indexer)?;
    indexer.commit(reached)?;
    Ok(true)
}

/// Things to look at again.
#[derive(Default)]
struct Things(HashSet<(Tenant, FoundKind, Uuid)>);

impl Things {
    fn changed_by(&mut self, services: &Services, entry: &Entry) -> Result<(), StoreError> {
        self.touched::<Document>(entry, FoundKind::Document, |document| document.id.0)?;
        self.touched::<Activity>(entry, FoundKind::Activity, |activity| activity.id.0)?;
        self.touched::<Purpose>(entry, FoundKind::Purpose, |purpose| purpose.id.0)?;
        self.touched::<Action>(entry, FoundKind::Action, |action| action.id.0)?;
        // Activities are found by the name of their purpose.
        for purpose in entry.puts::<Purpose>() {
            let (scope, purpose) = purpose?;
            for activity in services.store.by_index::<Activity>(scope, IN_PURPOSE, purpose.id.as_bytes()) {
                self.add(scope, FoundKind::Activity, activity?.id.0);
            }
        }
        Ok(())
    }

    fn touched<T: Stored>(&mut self, entry: &Entry, kind: FoundKind, id: fn(&T) -> Uuid) -> Result<(), StoreError> {
        for put in entry.puts::<T>() {
            let (scope, value) = put?;
            self.add(scope, kind, id(&value));
        }
        for (scope, key) in entry.deletes::<T>() {
            if let Ok(id) = Uuid::from_slice(key) {
                self.add(scope, kind, id);
            }
        }
        Ok(())
    }

    fn all<T: Stored>(
        &mut self,
        services: &Services,
        tenant: Tenant,
        kind: FoundKind,
        id: fn(&T) -> Uuid,
    ) -> Result<(), StoreError> {
        for value in services.store.scan::<T>(tenant, &[]) {
            let value = value?;
            self.add(tenant.into(), kind, id(&value));
        }
        Ok(())
    }

    fn add(&mut self, scope: Scope, kind: FoundKind, id: Uuid) {
        if let Scope::Organisation(tenant) = scope {
            self.0.insert((tenant, kind, id));
        }
    }

    fn index(self, services: &Services, indexer: &mut Indexer) -> Result<(), Fault> {
        self.0.into_iter().try_for_each(|(tenant, kind, id)| index(services, indexer, tenant, kind, id))
    }
}

fn index(services: &Services, indexer: &mut Indexer, tenant: Tenant, kind: FoundKind, id: Uuid) -> Result<(), Fault> {
    match read(services, tenant, kind, id)? {
        Some(thing) => indexer.put(tenant, &thing)?,
        None => indexer.delete(tenant, kind, id),
    }
    Ok(())
}

/// What of a thing can be found now; `None` where it is gone.
fn read(services: &Services, tenant: Tenant, kind: FoundKind, id: Uuid) -> Result<Option<Searchable>, Fault> {
    Ok(match kind {
        FoundKind::Document => match value::<Document>(services, tenant, id)? {
            Some(document) => Some(of_document(services, tenant, &document)?),
            None => None,
        },
        FoundKind::Activity => match value::<Activity>(services, tenant, id)? {
            Some(activity) => Some(of_activity(services, tenant, &activity)?),
            None => None,
        },
        FoundKind::Purpose => match value::<Purpose>(services, tenant, id)? {
            Some(purpose) => Some(of_purpose(services, tenant, &purpose)?),
            None => None,
        },
        FoundKind::Action => {
            value::<Action>(services, tenant, id)?.filter(|action| !action.is_withdrawn()).map(|action| of_action(&action))
        }
    })
}

fn of_document(services: &Services, tenant: Tenant, document: &Document) -> Result<Searchable, Fault> {
    let text = if document.text == TextState::Indexed { services.files.text(tenant, document.sha256)? } else { None };
    let Document { id, name, category, subcategory, created_by, created_at, .. } = document;
    Ok(Searchable {
        kind: FoundKind::Document,
        id: id.0,
        title: name.clone(),
        text: lines([category.as_str(), subcategory, &text.unwrap_or_default()]),
        categories: [category, subcategory].into_iter().filter(|name| !name.is_empty()).cloned().collect(),
        author: Some(*created_by),
        at: *created_at,
    })
}

fn of_activity(services: &Services, tenant: Tenant, activity: &Activity) -> Result<Searchable, Fault> {
    let record = &activity.record;
    let (mut purpose_name, mut categories) = (String::new(), Vec::new());
    if let Some(purpose) = purpose(services, tenant, activity.purpose)? {
        categories = branch(services, tenant, &purpose)?;
        purpose_name = purpose.into_inner().name;
    }
    let listed = |names: Vec<&str>| names.join(", ");
    let text = lines([
        record.description.as_str(),
        &purpose_name,
        &categories.join(" › "),
        &record.applications.join(", "),
        &listed(record.data_subjects.iter().map(|category| category.name.as_str()).collect()),
        &listed(record.personal_data.iter().map(|item| item.name.as_str()).collect()),
        &listed(record.recipients.iter().map(|recipient| recipient.name.as_str()).collect()),
        &listed(record.processors.iter().map(|processor| processor.name.as_str()).collect()),
        &listed(record.joint_controllers.iter().map(|controller| controller.name.as_str()).collect()),
    ]);
    let (kind, title, author) = (FoundKind::Activity, record.name.clone(), Some(activity.created_by));
    Ok(Searchable { kind, id: activity.id.0, title, text, categories, author, at: activity.created_at })
}

fn of_purpose(services: &Services, tenant: Tenant, purpose: &Purpose) -> Result<Searchable, Fault> {
    let categories = branch(services, tenant, purpose)?;
    Ok(Searchable {
        kind: FoundKind::Purpose,
        id: purpose.id.0,
        title: purpose.name.clone(),
        text: lines([purpose.description.as_str(), &categories.join(" › ")]),
        categories,
        author: None,
        at: made_at(purpose.id.0),
    })
}

/// An action is found by its words in every language: a questionnaire has them in all.
fn of_action(action: &Action) -> Searchable {
    let words = |text: &Localised| {
        let mut words: Vec<&str> = Language::ALL.iter().map(|language| text.get(*language)).collect();
        words.dedup();
        words.join("\n")
    };
    Searchable {
        kind: FoundKind::Action,
        id: action.id.0,
        title: action.title.get(Language::Fr).to_owned(),
        text: lines([words(&action.why).as_str(), &words(&action.title)]),
        categories: Vec::new(),
        author: Some(action.created_by),
        at: action.created_at,
    }
}

/// When an identifier was made, as it says itself.
fn made_at(id: Uuid) -> Timestamp {
    let (seconds, nanoseconds) = id.get_timestamp().map(|timestamp| timestamp.to_unix()).unwrap_or_default();
    let seconds = i64::try_from(seconds).unwrap_or_default();
    Timestamp::new(seconds, i32::try_from(nanoseconds).unwrap_or_default()).unwrap_or_default()
}

/// The names of category and subcategory of a purpose.
fn branch(services: &Services, tenant: Tenant, purpose: &Purpose) -> Result<Vec<String>, StoreError> {
    let name =
        |id: CategoryId| Ok::<_, StoreError>(value::<Category>(services, tenant, id.0)?.map(|category| category.name.clone()));
    let names = [Some(purpose.category), purpose.subcategory].into_iter().flatten().map(name);
    Ok(names.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn purpose(services: &Services, tenant: Tenant, id: PurposeId) -> Result<Option<Versioned<Purpose>>, StoreError> {
    value(services, tenant, id.0)
}

fn value<T: Stored>(services: &Services, tenant: Tenant, id: Uuid) -> Result<Option<Versioned<T>>, StoreError> {
    services.store.get(tenant, id.as_bytes())
}

fn lines<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app,
        clock::Clock,
        config::Config,
        domain::event::{Actor, Event},
        store::Change,
    };

    #[test]
    fn an_index_without_the_last_change_is_complete_for_a_moment() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::standing_at("2026-11-22T13:02:00Z".parse().unwrap());
        let services = app::open_at(Config { data: folder.path().to_owned(), ..Config::default() }, clock.clone()).unwrap();
        let mut indexer = services.search.indexer().unwrap();
        let commit = || {
            let change = Change::new(services.clock.now(), Actor::Machine, Scope::Instance, Event::new("organisation-created"));
            services.store.commit(change).unwrap();
        };
        commit();
        assert!(is_behind(&services).unwrap(), "it has nothing yet");
        while follow(&services, &mut indexer).unwrap() {}
        assert!(!is_behind(&services).unwrap());
        commit();
        for (passed, behind) in [(0, false), (900, false), (1_100, true)] {
            clock.set("2026-11-22T13:02:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_millis(passed));
            assert_eq!(is_behind(&services).unwrap(), behind, "{passed} ms");
        }
        while follow(&services, &mut indexer).unwrap() {}
        assert!(!is_behind(&services).unwrap());
    }
}
