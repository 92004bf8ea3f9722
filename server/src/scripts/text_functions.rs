//! Functions of Rhai that its own limits do not hold, replaced by ones that look before they work.

use super::{fault::error, limits};
use crate::domain::script_fault::said;
use rhai::{Engine, EvalAltResult, FLOAT, INT, ImmutableString, Position};

type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// Puts the careful versions in front of the ones of the packages.
pub fn register(engine: &mut Engine) {
    engine
        .register_fn("sleep", |_: INT| no_sleep())
        .register_fn("sleep", |_: FLOAT| no_sleep())
        .register_fn("replace", |text: &mut ImmutableString, find: &str, with: &str| replace(text, find, with))
        .register_fn("replace", |text: &mut ImmutableString, find: &str, with: char| {
            replace(text, find, with.encode_utf8(&mut [0; 4]))
        })
        .register_fn("replace", |text: &mut ImmutableString, find: char, with: &str| {
            replace(text, find.encode_utf8(&mut [0; 4]), with)
        })
        .register_fn("replace", |text: &mut ImmutableString, find: char, with: char| {
            replace(text, find.encode_utf8(&mut [0; 4]), with.encode_utf8(&mut [0; 4]))
        });
}

fn no_sleep() -> Outcome<()> {
    Err(error(said("sleep")))
}

/// Counts the size of the result before making it.
fn replace(text: &mut ImmutableString, find: &str, with: &str) -> Outcome<()> {
    if text.is_empty() {
        return Ok(());
    }
    let found = text.matches(find).count();
    let size = text.len().saturating_sub(found.saturating_mul(find.len())).saturating_add(found.saturating_mul(with.len()));
    if size > limits::STRING {
        return Err(EvalAltResult::ErrorDataTooLarge("Length of string".to_owned(), Position::NONE).into());
    }
    *text = text.replace(find, with).into();
    Ok(())
}
