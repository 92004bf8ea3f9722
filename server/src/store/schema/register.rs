//! Departments and categories of registers, in the scope of their organisation.

use crate::domain::register::{Category, Department};
use crate::store::table::{Stored, Table};

impl Stored for Department {
    const TABLE: Table = Table::Department;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}

impl Stored for Category {
    const TABLE: Table = Table::Category;
    const SCHEMA: u16 = 1;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}
