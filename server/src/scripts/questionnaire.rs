//! A script, compiled once: the questionnaire it declares and the closures that depend on answers.

use super::{
    answers::{self, Numbers},
    declare,
    engine::engine,
    fault, hash, limits,
    question::Rules,
};
use crate::domain::{
    evaluation::Evaluation,
    questionnaire::Questionnaire,
    script_fault::{ScriptFault, said},
};
use rhai::{AST, Engine, Position};
use std::sync::{Arc, LazyLock};

/// The engine on which closures are called: it knows answers and declares nothing.
pub(super) static CALLING: LazyLock<Engine> = LazyLock::new(|| {
    let mut engine = engine();
    answers::register(&mut engine);
    engine
});

/// A questionnaire that can be evaluated.
pub struct QuestionnaireScript {
    pub questionnaire: Questionnaire,
    /// File named in faults.
    pub file: String,
    /// SHA-256 of the text: a campaign keeps the one it began with.
    pub hash: String,
    /// The text itself, to be kept with campaigns.
    pub text: String,
    pub(super) ast: AST,
    pub(super) rules: Vec<Rules>,
    pub(super) numbers: Numbers,
}

/// An evaluation, with the faults of closures that failed on the way: what they would have said is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluated {
    pub evaluation: Evaluation,
    pub faults: Vec<ScriptFault>,
}

impl QuestionnaireScript {
    /// Reads a script: parses it, runs its declarations under limits, and checks that they make sense.
    pub fn compile(file: &str, text: &str) -> Result<Self, ScriptFault> {
        limits::apart(limits::READING, || Self::read(file, text))
            .unwrap_or_else(|| Err(ScriptFault::whole(file, said("unreadable"))))
    }

    fn read(file: &str, text: &str) -> Result<Self, ScriptFault> {
        if text.len() > limits::SOURCE {
            return Err(ScriptFault::whole(file, said("long").with("most", limits::SOURCE / 1024)));
        }
        let mut engine = engine();
        answers::register(&mut engine);
        engine.set_max_operations(limits::READING_OPERATIONS);
        let ast = engine.compile(text).map_err(|error| fault::parsing(file, &error))?;
        let arities = ast.iter_functions().map(|function| (function.name.to_owned(), function.params.len())).collect();
        let declared = declare::register(&mut engine, arities);
        engine.run_ast(&ast).map_err(|error| fault::running(file, &error, Position::NONE))?;

        let declared = std::mem::take(&mut *declared.lock());
        let questionnaire = declared.questionnaire;
        if questionnaire.key.is_empty() {
            return Err(ScriptFault::whole(file, said("no-questionnaire")));
        }
        let numbers = questionnaire.questions().map(|placed| (placed.question.key.as_str().into(), placed.index)).collect();
        Ok(Self {
            questionnaire,
            file: file.to_owned(),
            hash: hash(text),
            text: text.to_owned(),
            ast: ast.clone_functions_only(),
            rules: declared.rules,
            numbers: Arc::new(numbers),
        })
    }

    /// Line on which a question is declared, from 1; 0 where it is not known.
    pub fn line(&self, index: usize) -> usize {
        self.rules.get(index).and_then(|rules| rules.position.line()).unwrap_or(0)
    }

    /// Whether a question is asked only where other answers call for it.
    pub fn is_conditional(&self, index: usize) -> bool {
        self.rules.get(index).is_some_and(|rules| rules.show_if.is_some() || rules.hidden)
    }
}
