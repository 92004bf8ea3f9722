//! Pure types and rules of the field. No input or output, no clock, no randomness but new identifiers.

pub mod access;
pub mod account;
pub mod activity;
pub mod answer;
pub mod completeness;
pub mod country;
pub mod data_category;
pub mod exceeds;
pub mod fault;
pub mod finding;
pub mod id;
pub mod legal_basis;
pub mod mail;
pub mod organisation;
pub mod party;
pub mod password;
pub mod personal_data;
pub mod purpose;
pub mod register;
pub mod retention;
pub mod secret;
pub mod session;
pub mod text;
pub mod throttle;
pub mod token;
pub mod transfer;
