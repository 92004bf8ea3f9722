//! Files that leave the product. Formats only: what goes into them is decided by `service`.

pub mod pdf;
//! What leaves the product: files and charts. Formats data that services hand over; reads no store.

pub mod chart;
//! Registers and reports as files. Reads and writes formats; decides nothing about permissions or storage.

pub mod csv;
