//! What went wrong in a script, with the place where its author finds it.

use rhai::{EvalAltResult, ParseError, Position};
use std::fmt;

/// A fault of a script. The message is for its author and in English, like the language it is written in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScriptFault {
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// From 1; 0 where the whole line is meant.
    pub column: usize,
    pub message: String,
}

impl ScriptFault {
    /// A fault at a position.
    pub fn at(file: &str, position: Position, message: impl Into<String>) -> Self {
        let (line, column) = (position.line().unwrap_or(0), position.position().unwrap_or(0));
        Self { file: file.to_owned(), line, column, message: message.into() }
    }

    pub(super) fn parsing(file: &str, error: &ParseError) -> Self {
        Self::at(file, error.position(), error.err_type().to_string())
    }

    /// An error while running; the innermost place counts, else the place of the declaration: Rhai forgets
    /// where in a function it was when a limit was reached.
    pub(super) fn running(file: &str, error: &EvalAltResult, declared: Position) -> Self {
        let inner = error.unwrap_inner();
        let position = innermost(error).unwrap_or(declared);
        let message = match inner {
            EvalAltResult::ErrorRuntime(value, _) | EvalAltResult::ErrorTerminated(value, _) => value.to_string(),
            EvalAltResult::ErrorTooManyOperations(_) => "too many operations: an endless loop?".to_owned(),
            other => {
                let mut plain = other.to_string();
                if let Some(cut) = plain.find(" (line ") {
                    plain.truncate(cut);
                }
                plain
            }
        };
        Self::at(file, position, message)
    }
}

/// The deepest place that is known in a chain of calls.
fn innermost(error: &EvalAltResult) -> Option<Position> {
    let deeper = match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) | EvalAltResult::ErrorInModule(_, inner, _) => innermost(inner),
        _ => None,
    };
    deeper.or_else(|| Some(error.position()).filter(|position| !position.is_none()))
}

/// `general.rhai:12:5: message`, as compilers write it.
impl fmt::Display for ScriptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for ScriptFault {}
