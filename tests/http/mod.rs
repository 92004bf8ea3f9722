//! Through the router: pages and API as each kind of person meets them.

mod accounts;
mod documents;
mod purposes;
mod reports;
mod roles;
mod things;
