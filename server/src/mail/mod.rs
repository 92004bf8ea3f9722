//! Writes mails out and hands them to a mail server. Keeps no queue and decides nothing about who gets one.

mod render;
mod send;

pub use render::{Rendered, render};
pub use send::{Postman, SendError};
