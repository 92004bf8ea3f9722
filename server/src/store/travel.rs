//! Values of any table as JSON with the schema they were written in: how an organisation leaves a store and comes into
//! another one.

use super::{
    change::Change,
    error::StoreError,
    schema::Table,
    scope::Scope,
    table::{Stored, unreadable},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A value on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Travelling {
    pub schema: u16,
    pub value: Value,
}

/// Values that leave, read one at a time.
pub type Leaves = Box<dyn Iterator<Item = Result<Travelling, StoreError>>>;

impl Travelling {
    /// A value as it is stored today.
    pub fn of<T: Stored>(value: &T) -> Result<Self, StoreError> {
        let value = serde_json::to_value(value).map_err(unreadable::<T>)?;
        Ok(Self { schema: T::SCHEMA, value })
    }

    /// The value, migrated where it is older than this version of the product.
    ///
    /// # Errors
    /// It does not read, or is of a later version.
    pub fn read<T: Stored>(&self) -> Result<T, StoreError> {
        super::table::decode(&self.encoded())
    }

    /// As the store keeps it.
    pub(super) fn encoded(&self) -> Vec<u8> {
        let mut bytes = self.schema.to_le_bytes().to_vec();
        bytes.extend_from_slice(self.value.to_string().as_bytes());
        bytes
    }
}

impl super::Store {
    /// All values of a table in a scope.
    pub fn leaving(&self, table: Table, scope: impl Into<Scope>) -> Leaves {
        table.leaving(self, scope.into())
    }
}

impl Change {
    /// Writes a value that came from elsewhere and must not exist here.
    ///
    /// # Errors
    /// It does not read, or is of a later version.
    pub fn arrive(&mut self, table: Table, scope: impl Into<Scope>, value: &Travelling) -> Result<(), StoreError> {
        table.arrive(self, scope.into(), value)
    }
}
