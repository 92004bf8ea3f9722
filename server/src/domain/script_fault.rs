//! What went wrong in a script, with the place where its author finds it.

use super::fault::FieldError;
use std::fmt;

/// A fault of a script. The field of its error is the declaration concerned and the part of it, as the script words them:
/// `question tenants, score`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFault {
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// From 1; 0 where the whole line is meant.
    pub column: usize,
    pub error: FieldError,
}

impl ScriptFault {
    /// A fault of the whole file.
    pub fn whole(file: &str, error: FieldError) -> Self {
        Self { file: file.to_owned(), line: 0, column: 0, error }
    }

    /// `general.rhai:12:5`, as compilers write it.
    pub fn place(&self) -> String {
        match (self.line, self.column) {
            (0, _) => self.file.clone(),
            (line, 0) => format!("{}:{line}", self.file),
            (line, column) => format!("{}:{line}:{column}", self.file),
        }
    }

    /// Puts the declaration in which it was met before what is known already.
    #[must_use]
    pub fn within(mut self, declaration: &str) -> Self {
        let inner = std::mem::take(&mut self.error.field);
        self.error.field = if inner.is_empty() { declaration.to_owned() } else { format!("{declaration}: {inner}") };
        self
    }
}

/// A fault that a message of the locale files tells: `script-fault-` and this word.
pub fn said(word: &str) -> FieldError {
    FieldError::new("", format!("script-fault-{word}"))
}

/// For logs: place, declaration, the key of the message and what fills it.
impl fmt::Display for ScriptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place())?;
        if !self.error.field.is_empty() {
            write!(f, "{}: ", self.error.field)?;
        }
        f.write_str(self.error.message.trim_start_matches("script-fault-"))?;
        self.error.args.iter().try_for_each(|(_, value)| write!(f, " {value:?}"))
    }
}

impl std::error::Error for ScriptFault {}
