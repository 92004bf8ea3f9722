//! Sector packs from the folder of their author to the pages of an organisation, through the program.

mod authors;
mod operators;
mod removal;
mod tutorial;
pub mod words;
