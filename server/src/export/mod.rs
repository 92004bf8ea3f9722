//! Files that leave the product. Formats only: what goes into them is decided by `service`.

pub mod pdf;
