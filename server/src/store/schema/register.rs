//! Departments and categories of registers, in the scope of their organisation.

use crate::domain::{
    id::CategoryId,
    register::{Category, Department, RegisterKind},
};
use crate::store::table::{IndexId, Stored, Table, key_name};
use uuid::Uuid;

/// Departments by name: no two have the same.
pub const DEPARTMENT_NAME: IndexId = IndexId::unique(1);

/// Categories by register, then by parent (nil for those that have none), then by name: no two have the same.
pub const IN_PARENT: IndexId = IndexId::unique(1);

/// What the index keys of the categories below a parent begin with.
pub fn parent_key(register: RegisterKind, parent: Option<CategoryId>) -> Vec<u8> {
    let parent = parent.map_or(Uuid::nil(), |id| id.0);
    [&[register as u8][..], parent.as_bytes()].concat()
}

/// The index key of the category of a name.
pub fn category_key(register: RegisterKind, parent: Option<CategoryId>, name: &str) -> Vec<u8> {
    [parent_key(register, parent), key_name(name).to_vec()].concat()
}

impl Stored for Department {
    const TABLE: Table = Table::Department;
    const SCHEMA: u16 = 1;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(DEPARTMENT_NAME, key_name(&self.name).to_vec())]
    }
}

impl Stored for Category {
    const TABLE: Table = Table::Category;
    const SCHEMA: u16 = 1;
    const VERSIONS: bool = true;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    fn indexes(&self) -> Vec<(IndexId, Vec<u8>)> {
        vec![(IN_PARENT, category_key(self.register, self.parent, &self.name))]
    }
}
