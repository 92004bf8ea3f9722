//! Through the router: pages and API as each kind of person meets them.

mod accounts;
pub mod documents;
mod purposes;
mod reports;
mod roles;
mod things;
