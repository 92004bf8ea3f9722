//! Work that nobody waits for: queues, reminders, indexing. Each job reads what it needs and calls services.

pub mod extraction;
pub mod indexing;
pub mod mail;
pub mod maintenance;
pub mod notification;
pub mod tidying;
