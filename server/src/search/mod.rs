//! Full-text search over the things of an organisation. The only folder that knows tantivy.
//!
//! The index is derived: it can be deleted and is made anew from the state. Nobody searches without a
//! [`Tenant`](crate::domain::access::Tenant): the term of the organisation is added to every query outside of
//! what a person types. Reads no store and no file but its own.

mod analysis;
mod excerpt;
mod index;
mod query;
mod schema;
mod words;

pub use index::{Indexer, Inspected, SearchError, SearchIndex};
