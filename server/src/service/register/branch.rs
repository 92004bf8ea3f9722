//! Finds the branch that names describe, and makes what is missing of it: for the form, the API and imports.
//!
//! Names count as written, spaces around them apart: the same spelling is the same branch.

use super::view::RegisterView;
use crate::{
    domain::{
        access::Tenant,
        id::{CategoryId, DepartmentId, PurposeId},
        party::Contact,
        purpose::{Purpose, PurposeFrame, PurposeOrigin},
        register::{Category, Department, RegisterKind},
        sensitivity::Sensitivity,
    },
    store::{
        Change,
        schema::register::{IN_PARENT, category_key},
    },
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The branches of a register by name, with those to be made.
pub struct Branches {
    kind: RegisterKind,
    /// What is made is only proposed.
    pub propose: bool,
    categories: FxHashMap<(Option<CategoryId>, String), CategoryId>,
    purposes: FxHashMap<(CategoryId, Option<CategoryId>, String), PurposeId>,
    departments: FxHashMap<String, DepartmentId>,
    pub new_categories: Vec<Category>,
    pub new_purposes: FxHashMap<PurposeId, Purpose>,
    pub new_departments: Vec<Department>,
    /// Categories that exist and that something new stands under: they must be there still when it is made.
    relied_on: FxHashSet<CategoryId>,
}

impl Branches {
    /// The branches there are.
    pub fn of(view: &RegisterView, kind: RegisterKind) -> Self {
        let categories = view.categories().map(|category| ((category.parent, category.name.clone()), category.id));
        let purposes = view.purposes().map(|head| ((head.category, head.subcategory, head.name.clone()), head.id));
        Self {
            kind,
            propose: false,
            categories: categories.collect(),
            purposes: purposes.collect(),
            departments: view.departments().map(|department| (department.name.clone(), department.id)).collect(),
            new_categories: Vec::new(),
            new_purposes: FxHashMap::default(),
            new_departments: Vec::new(),
            relied_on: FxHashSet::default(),
        }
    }

    /// The category, or with a parent the subcategory, of a name; made where it is missing.
    pub fn category(&mut self, name: &str, parent: Option<CategoryId>) -> CategoryId {
        let name = name.trim();
        if let Some(id) = self.categories.get(&(parent, name.to_owned())) {
            return *id;
        }
        let (id, register, proposed) = (CategoryId::new(), self.kind, self.propose);
        let category = Category { id, register, name: name.to_owned(), parent, pack: None, proposed };
        self.categories.insert((parent, name.to_owned()), id);
        self.new_categories.push(category);
        self.rely_on(parent);
        id
    }

    /// The category or, with a second name, the subcategory of these names, where it exists already.
    pub fn category_named(&self, category: &str, subcategory: &str) -> Option<CategoryId> {
        let category = *self.categories.get(&(None, category.trim().to_owned()))?;
        match subcategory.trim() {
            "" => Some(category),
            name => self.categories.get(&(Some(category), name.to_owned())).copied(),
        }
    }

    /// Whether there is a department of this name.
    pub fn has_department(&self, name: &str) -> bool {
        self.departments.contains_key(name.trim())
    }

    /// The purpose at a path of names, where all of it exists already.
    pub fn find(&self, category: &str, subcategory: &str, purpose: &str) -> Option<PurposeId> {
        let category = *self.categories.get(&(None, category.trim().to_owned()))?;
        let subcategory = match subcategory.trim() {
            "" => None,
            name => Some(*self.categories.get(&(Some(category), name.to_owned()))?),
        };
        self.purposes.get(&(category, subcategory, purpose.trim().to_owned())).copied()
    }

    /// The category and the subcategory of these names, made where they are missing; no subcategory for an empty name.
    pub fn place(&mut self, category: &str, subcategory: &str) -> (CategoryId, Option<CategoryId>) {
        let category = self.category(category, None);
        let subcategory = match subcategory.trim() {
            "" => None,
            name => Some(self.category(name, Some(category))),
        };
        (category, subcategory)
    }

    /// The purpose at a path of names; made with an empty frame where it is missing. `new_purposes` tells
    /// which were, so that the caller can frame them.
    pub fn purpose(&mut self, category: &str, subcategory: &str, purpose: &str, origin: &PurposeOrigin) -> PurposeId {
        let (category, subcategory) = self.place(category, subcategory);
        let name = purpose.trim();
        if let Some(id) = self.purposes.get(&(category, subcategory, name.to_owned())) {
            return *id;
        }
        let purpose = Purpose {
            id: PurposeId::new(),
            register: self.kind,
            category,
            subcategory,
            name: name.to_owned(),
            description: String::new(),
            legal_basis: None,
            frame: PurposeFrame::default(),
            sensitivity: Sensitivity::default(),
            origin: origin.clone(),
            proposed: self.propose,
        };
        let id = purpose.id;
        self.purposes.insert((category, subcategory, name.to_owned()), id);
        self.new_purposes.insert(id, purpose);
        self.rely_on(Some(category));
        self.rely_on(subcategory);
        id
    }

    fn rely_on(&mut self, category: Option<CategoryId>) {
        self.relied_on.extend(category.filter(|id| self.new_categories.iter().all(|new| new.id != *id)));
    }

    /// The department of a name; made with its head where it is missing. `None` for an empty name.
    pub fn department(&mut self, name: &str, head: &Contact) -> Option<DepartmentId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(id) = self.departments.get(name) {
            return Some(*id);
        }
        let department = Department { id: DepartmentId::new(), name: name.to_owned(), head: head.clone() };
        let id = department.id;
        self.departments.insert(name.to_owned(), id);
        self.new_departments.push(department);
        Some(id)
    }

    /// Adds what is to be made to a change.
    pub fn write(&self, change: &mut Change, tenant: Tenant) {
        for ((parent, name), id) in self.categories.iter().filter(|(_, id)| self.relied_on.contains(id)) {
            // Still in its place: nobody moved it with what stood below, whatever bears its name there now.
            change.require_holder::<Category>(tenant, id.as_bytes(), IN_PARENT, &category_key(self.kind, *parent, name));
        }
        for category in &self.new_categories {
            change.insert(tenant, category);
        }
        for purpose in self.new_purposes.values() {
            change.insert(tenant, purpose);
        }
        for department in &self.new_departments {
            change.insert(tenant, department);
        }
    }
}
