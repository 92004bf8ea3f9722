//! Makes a component of what a compiler leaves: a core module, with or without a note of the interface it was written for.

use super::file::{COMPONENT, fault};
use crate::domain::fault::FieldError;
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::{Resolve, SourceMap};

/// The interface, as `plugin-api/wit` has it.
const WIT: [(&str, &str); 2] = [
    ("types.wit", include_str!("../../../plugin-api/wit/1.0.0/types.wit")),
    ("world.wit", include_str!("../../../plugin-api/wit/1.0.0/world.wit")),
];
const WORLD: &str = "pack";

/// How a component begins; a core module has another version.
const BEGINNING: [u8; 8] = *b"\0asm\x0d\0\x01\0";
/// Name of the section in which the kit of a language notes the interface.
const NOTE: &[u8] = b"component-type";

/// The component of a module; a component is left as it is. A module without a note is taken to be written for the newest
/// interface.
///
/// # Errors
/// It is no module, or it does not have what the interface asks for.
pub fn of_module(mut bytes: Vec<u8>) -> Result<Vec<u8>, FieldError> {
    if bytes.starts_with(&BEGINNING) {
        return Ok(bytes);
    }
    let noted = bytes.windows(NOTE.len()).any(|window| window == NOTE);
    let made = if noted { Ok(()) } else { note(&mut bytes) }.and_then(|()| encode(&bytes));
    made.map_err(|why| fault("component", COMPONENT).with("why", why))
}

fn encode(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = ComponentEncoder::default();
    let encoded = encoder.validate(true).module(module).and_then(|encoder| encoder.encode());
    encoded.map_err(|error| format!("{error:#}"))
}

fn note(module: &mut Vec<u8>) -> Result<(), String> {
    let mut sources = SourceMap::default();
    for (name, text) in WIT {
        sources.push_str(name, text);
    }
    let group = sources.parse().map_err(|(_, error)| error.to_string())?;
    let mut resolve = Resolve::default();
    let package = resolve.push_group(group).map_err(|error| error.to_string())?;
    let world = resolve.select_world(&[package], Some(WORLD)).map_err(|error| format!("{error:#}"))?;
    embed_component_metadata(module, &resolve, world, StringEncoding::UTF8, false).map_err(|error| format!("{error:#}"))
}
