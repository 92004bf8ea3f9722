//! What operators do from the console: organisations and people across the whole instance. Everything asks for an
//! `Operator`; nothing here reads what an organisation holds.

pub mod organisation;
pub mod person;
