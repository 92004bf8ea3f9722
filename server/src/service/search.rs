//! Searching, and saying what of each thing can be found.
//!
//! The index follows the journal: a change tells which things to look at again, the state tells what they now say.

use super::{Services, document::tenants};
use crate::{
    domain::{
        access::{Member, Tenant},
        activity::Activity,
        document::{Document, TextState},
        fault::Fault,
        id::{CategoryId, PurposeId},
        purpose::Purpose,
        register::{Category, RegisterKind},
        search::{Findings, Found, FoundKind, Search, Searchable},
    },
    search::Indexer,
    store::{Entry, Scope, StoreError, Stored, Versioned, schema::activity::IN_PURPOSE},
};
use std::collections::HashSet;
use uuid::Uuid;

/// Most entries of the journal that one commit of the index takes in.
const BATCH: usize = 2_000;

/// Finds things of the member's organisation, in the modules that its plan has.
///
/// # Errors
/// Internal only.
pub fn search(services: &Services, member: &Member, search: &Search) -> Result<Findings, Fault> {
    let plan = &super::organisation::get(services, member)?.plan;
    let hidden = FoundKind::ALL.into_iter().filter(|kind| !plan.has(kind.module())).collect();
    Ok(services.search.search(member.tenant(), &Search { hidden, ..search.clone() })?)
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
        things.index(services, indexer)?;
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
        for (tenant, kind, id) in self.0 {
            match read(services, tenant, kind, id)? {
                Some(thing) => indexer.put(tenant, &thing)?,
                None => indexer.delete(tenant, kind, id),
            }
        }
        Ok(())
    }
}

/// What of a thing can be found now; `None` where it is gone.
fn read(services: &Services, tenant: Tenant, kind: FoundKind, id: Uuid) -> Result<Option<Searchable>, Fault> {
    let found = match kind {
        FoundKind::Document => match value::<Document>(services, tenant, id)? {
            Some(document) => Some(of_document(services, tenant, &document)?),
            None => None,
        },
        FoundKind::Activity => match value::<Activity>(services, tenant, id)? {
            Some(activity) => Some(of_activity(services, tenant, &activity)?),
            None => None,
        },
        FoundKind::Purpose => match value::<Purpose>(services, tenant, id)? {
            Some(purpose) => {
                Some((purpose.name.clone(), lines([purpose.description.as_str(), &branch(services, tenant, &purpose)?])))
            }
            None => None,
        },
        FoundKind::Action => None,
    };
    Ok(found.map(|(title, text)| Searchable { kind, id, title, text }))
}

fn of_document(services: &Services, tenant: Tenant, document: &Document) -> Result<(String, String), Fault> {
    let text = if document.text == TextState::Indexed { services.files.text(tenant, document.sha256)? } else { None };
    Ok((document.name.clone(), lines([document.category.as_str(), &text.unwrap_or_default()])))
}

fn of_activity(services: &Services, tenant: Tenant, activity: &Activity) -> Result<(String, String), Fault> {
    let record = &activity.record;
    let (mut purpose_name, mut branch_names) = (String::new(), String::new());
    if let Some(purpose) = purpose(services, tenant, activity.purpose)? {
        branch_names = branch(services, tenant, &purpose)?;
        purpose_name = purpose.into_inner().name;
    }
    let listed = |names: Vec<&str>| names.join(", ");
    let text = lines([
        record.description.as_str(),
        &purpose_name,
        &branch_names,
        &record.applications.join(", "),
        &listed(record.data_subjects.iter().map(|category| category.name.as_str()).collect()),
        &listed(record.personal_data.iter().map(|item| item.name.as_str()).collect()),
        &listed(record.recipients.iter().map(|recipient| recipient.name.as_str()).collect()),
        &listed(record.processors.iter().map(|processor| processor.name.as_str()).collect()),
        &listed(record.joint_controllers.iter().map(|controller| controller.name.as_str()).collect()),
    ]);
    Ok((record.name.clone(), text))
}

/// The names of category and subcategory of a purpose.
fn branch(services: &Services, tenant: Tenant, purpose: &Purpose) -> Result<String, StoreError> {
    let name =
        |id: CategoryId| Ok::<_, StoreError>(value::<Category>(services, tenant, id.0)?.map(|category| category.name.clone()));
    let category = name(purpose.category)?.unwrap_or_default();
    Ok(match purpose.subcategory.map(name).transpose()?.flatten() {
        Some(subcategory) => format!("{category} › {subcategory}"),
        None => category,
    })
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
