//! The registers of an organisation, for packs that its super users let read them.

use crate::{
    domain::{
        access::{Member, Tenant},
        activity::Activity,
        id::{CategoryId, DepartmentId, PurposeId},
        organisation::Organisation,
        pack::Permission,
        purpose::Purpose,
        register::{Category, Department},
    },
    packs::{Placed, Reach},
    service::Services,
    store::{Store, Stored},
};
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// What the packs of an organisation may read. Nothing is read before a pack asks.
pub fn of(services: &Services, member: &Member, organisation: &Organisation) -> Reach {
    let may = |(_, granted): &(&String, &Vec<Permission>)| granted.contains(&Permission::ReadRegister);
    let granted: Vec<String> = organisation.grants.iter().filter(may).map(|(id, _)| id.clone()).collect();
    if granted.is_empty() {
        return Reach::default();
    }
    let (store, tenant) = (services.store.clone(), member.tenant());
    Reach::new(granted, Arc::new(move || Box::new(walk(&store, tenant))))
}

fn walk(store: &Store, tenant: Tenant) -> impl Iterator<Item = Placed> + use<> {
    let categories: HashMap<CategoryId, Category> = by_id(store, tenant, |category: &Category| category.id);
    let purposes: HashMap<PurposeId, Purpose> = by_id(store, tenant, |purpose: &Purpose| purpose.id);
    let departments: HashMap<DepartmentId, Department> = by_id(store, tenant, |department: &Department| department.id);
    let name = move |id: Option<CategoryId>| {
        id.and_then(|id| categories.get(&id)).map(|category| category.name.clone()).unwrap_or_default()
    };
    // A value that does not read is the business of `verify`.
    let activities = store.scan::<Activity>(tenant, &[]).filter_map(|activity| Some(activity.ok()?.into_inner()));
    activities.map(move |activity| {
        let purpose = purposes.get(&activity.purpose);
        let department = activity.record.department.and_then(|id| departments.get(&id));
        Placed {
            register: activity.register,
            category: name(purpose.map(|purpose| purpose.category)),
            subcategory: name(purpose.and_then(|purpose| purpose.subcategory)),
            purpose: purpose.map(|purpose| purpose.name.clone()).unwrap_or_default(),
            department: department.map(|department| department.name.clone()).unwrap_or_default(),
            record: activity.record,
        }
    })
}

fn by_id<K: Eq + Hash, T: Stored>(store: &Store, tenant: Tenant, id: impl Fn(&T) -> K) -> HashMap<K, T> {
    let values = store.scan::<T>(tenant, &[]).filter_map(|value| Some(value.ok()?.into_inner()));
    values.map(|value| (id(&value), value)).collect()
}
