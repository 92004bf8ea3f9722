//! Files that leave the product. Formats only: what goes into them is decided by `service`.

pub mod pdf;
//! Registers and reports as files. Reads and writes formats; decides nothing about permissions or storage.

pub mod csv;
