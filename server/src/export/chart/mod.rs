//! Charts, drawn by the server: the geometry serves SVG and PDF alike, colours belong to whoever draws.

pub mod months;
pub mod radar;
