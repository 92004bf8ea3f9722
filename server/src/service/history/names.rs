//! What things are called that a version knows by their identifiers: as today, or as last where they are gone.

use crate::{
    domain::{
        access::{Member, Tenant},
        fault::Fault,
        id::{CategoryId, DepartmentId, PurposeId},
        purpose::Purpose,
        register::{Category, Department, RegisterKind},
    },
    locale::Texts,
    service::{
        Services,
        register::{self, view::RegisterView},
    },
    store::{Stored, Written},
};
use std::sync::Arc;

/// Names of branches and departments, and the words of the reader.
pub struct Names<'a> {
    pub t: Texts,
    services: &'a Services,
    tenant: Tenant,
    view: Arc<RegisterView>,
}

impl<'a> Names<'a> {
    pub fn of(services: &'a Services, member: &Member, kind: RegisterKind) -> Result<Self, Fault> {
        let view = register::view(services, member, kind)?;
        Ok(Self { t: Texts::new(member.language), services, tenant: member.tenant(), view })
    }

    /// Where a purpose stands, with its own name.
    pub fn branch(&self, id: PurposeId) -> Result<String, Fault> {
        if self.view.purpose(id).is_none() {
            return Ok(self.last::<Purpose>(id.as_bytes())?.map(|purpose| purpose.name).unwrap_or_default());
        }
        let (category, subcategory, purpose) = self.view.branch(id);
        Ok(path([category, subcategory, purpose]))
    }

    /// A category with the subcategory below it.
    pub fn place(&self, category: CategoryId, subcategory: Option<CategoryId>) -> Result<String, Fault> {
        let outer = self.category(category)?;
        let inner = subcategory.map(|id| self.category(id)).transpose()?.unwrap_or_default();
        Ok(path([&outer, &inner]))
    }

    pub fn department(&self, id: DepartmentId) -> Result<String, Fault> {
        match self.view.department(id) {
            Some(department) => Ok(department.name.clone()),
            None => Ok(self.last::<Department>(id.as_bytes())?.map(|department| department.name).unwrap_or_default()),
        }
    }

    fn category(&self, id: CategoryId) -> Result<String, Fault> {
        match self.view.category(id) {
            Some(category) => Ok(category.name.clone()),
            None => Ok(self.last::<Category>(id.as_bytes())?.map(|category| category.name).unwrap_or_default()),
        }
    }

    /// What was said last of something that is gone: before the deletion.
    fn last<T: Stored>(&self, key: &[u8]) -> Result<Option<T>, Fault> {
        let versions = self.services.store.versions::<T>(self.tenant, key, u64::MAX, 2)?;
        Ok(versions.into_iter().find_map(|version| match version.written {
            Written::Value(value) => Some(*value),
            Written::Deleted | Written::Erased => None,
        }))
    }
}

fn path<const N: usize>(names: [&str; N]) -> String {
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" \u{203A} ")
}
