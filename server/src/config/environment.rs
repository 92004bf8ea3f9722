//! Settings from the environment: `PROBANT_SMTP__HOST` is `host` of `[smtp]` in the file.
//!
//! A value that reads as a number, `true`, `false`, a list or a text in quotes is taken as TOML would take it; anything
//! else is a text. So a password made of digits alone is written with quotes.

use std::ffi::OsString;
use toml::{Table, Value};

const PREFIX: &str = "PROBANT_";
/// Between the name of a section and the name in it.
const BETWEEN: &str = "__";
/// Names the file itself: a flag of the command line, not a setting in it.
const FILE: &str = "config";

/// Puts the settings among the variables over those of a file.
///
/// # Errors
/// A sentence that names the variable: not text, or in the place of a section.
pub fn put_over(config: &mut Table, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<(), String> {
    for (name, value) in variables {
        let Some(path) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).map(str::to_lowercase) else { continue };
        if path == FILE {
            continue;
        }
        let refused = |why: &str| format!("{}: {why}", name.display());
        let value = value.to_str().ok_or_else(|| refused("not text"))?;
        let mut table = &mut *config;
        let mut parts = path.split(BETWEEN).peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                table.insert(part.to_owned(), literal(value));
                break;
            }
            let section = table.entry(part).or_insert_with(|| Value::Table(Table::new()));
            table = section.as_table_mut().ok_or_else(|| refused("there is no such section"))?;
        }
    }
    Ok(())
}

fn literal(text: &str) -> Value {
    let read = toml::from_str::<Table>(&format!("value = {text}")).ok();
    let value = read.filter(|table| table.len() == 1).and_then(|mut table| table.remove("value"));
    match value {
        Some(value @ (Value::String(_) | Value::Integer(_) | Value::Boolean(_) | Value::Array(_))) => value,
        _ => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_in_the_file_and_anything_else_is_text() {
        let table: [(&str, Value); 8] = [
            ("8080", Value::Integer(8080)),
            ("true", Value::Boolean(true)),
            ("[\"10.0.0.1\"]", Value::Array(vec!["10.0.0.1".into()])),
            ("\"1234\"", "1234".into()),
            ("127.0.0.1:80", "127.0.0.1:80".into()),
            ("/srv/probant", "/srv/probant".into()),
            ("1\nx = 2", "1\nx = 2".into()),
            ("", "".into()),
        ];
        for (text, expected) in table {
            assert_eq!(literal(text), expected, "{text}");
        }
    }

    #[test]
    fn other_variables_are_left_alone_and_sections_are_found() {
        let mut config = Table::new();
        let variables = [("PATH", "/bin"), ("PROBANT_CONFIG", "x"), ("PROBANT_DEV", "true"), ("PROBANT_LOG__JSON", "true")];
        put_over(&mut config, variables.map(|(name, value)| (name.into(), value.into()))).unwrap();
        assert_eq!(config, toml::from_str("dev = true\n[log]\njson = true\n").unwrap());
        let error = put_over(&mut config, [("PROBANT_DEV__X".into(), "1".into())]).unwrap_err();
        assert!(error.starts_with("PROBANT_DEV__X"), "{error}");
    }
}
