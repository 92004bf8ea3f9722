//! Files that leave the product: registers, reports, charts. Formats only: what goes into them is decided by `service`.

pub mod archive;
pub mod chart;
pub mod csv;
pub mod pdf;
