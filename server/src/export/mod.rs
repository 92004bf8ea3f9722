//! Registers and reports as files. Reads and writes formats; decides nothing about permissions or storage.

pub mod csv;
pub mod pdf;
