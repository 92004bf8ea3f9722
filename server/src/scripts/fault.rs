//! From the errors of Rhai to faults that people can be told in their language.

use crate::domain::{
    fault::FieldError,
    script_fault::{ScriptFault, said},
};
use rhai::{Dynamic, EvalAltResult, LexError, ParseError, ParseErrorType, Position};

/// An error that a function of ours gives a script. Without a place: Rhai adds the place of the call.
pub fn error(error: FieldError) -> Box<EvalAltResult> {
    EvalAltResult::ErrorRuntime(Dynamic::from(error), Position::NONE).into()
}

/// A fault at a position.
pub fn at(file: &str, position: Position, error: FieldError) -> ScriptFault {
    let (line, column) = (position.line().unwrap_or(0), position.position().unwrap_or(0));
    ScriptFault { file: file.to_owned(), line, column, error }
}

/// A text that does not parse.
pub fn parsing(file: &str, error: &ParseError) -> ScriptFault {
    at(file, error.position(), parse(error.err_type()))
}

/// An error while running; the innermost place counts, else the place of the declaration: Rhai forgets where in a function
/// it was when a limit was reached.
pub fn running(file: &str, error: &EvalAltResult, declared: Position) -> ScriptFault {
    at(file, innermost(error).unwrap_or(declared), run(error.unwrap_inner()))
}

/// The deepest place that is known in a chain of calls.
fn innermost(error: &EvalAltResult) -> Option<Position> {
    let deeper = match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) | EvalAltResult::ErrorInModule(_, inner, _) => innermost(inner),
        _ => None,
    };
    deeper.or_else(|| Some(error.position()).filter(|position| !position.is_none()))
}

fn about(word: &str, text: impl ToString) -> FieldError {
    said(word).with("text", text)
}

fn run(error: &EvalAltResult) -> FieldError {
    use EvalAltResult::*;
    match error {
        ErrorParsing(error, _) => parse(error),
        ErrorVariableExists(name, _) => about("variable-twice", name),
        ErrorForbiddenVariable(name, _) => about("forbidden", name),
        ErrorVariableNotFound(name, _) => about("undefined", name),
        ErrorPropertyNotFound(name, _) => about("property-unknown", name),
        ErrorIndexNotFound(index, _) => about("property-unknown", index),
        ErrorFunctionNotFound(signature, _) => about("function-unknown", signature),
        ErrorModuleNotFound(..) | ErrorTooManyModules(_) => said("module"),
        ErrorUnboundThis(_) => about("undefined", "this"),
        ErrorMismatchDataType(wanted, found, _) | ErrorMismatchOutputType(wanted, found, _) => {
            said("type").with("wanted", wanted).with("found", found)
        }
        ErrorIndexingType(kind, _) => about("indexing", kind),
        ErrorArrayBounds(size, index, _) | ErrorStringBounds(size, index, _) | ErrorBitFieldBounds(size, index, _) => {
            said("bounds").with("size", size).with("index", index)
        }
        ErrorFor(_) => said("for"),
        ErrorNonPureMethodCallOnConstant(name, _) | ErrorAssignmentToConstant(name, _) => about("constant", name),
        ErrorDotExpr(..) => said("dot"),
        ErrorArithmetic(..) => said("arithmetic"),
        ErrorTooManyOperations(_) => said("operations"),
        ErrorTooManyVariables(_) => said("variables-many"),
        ErrorStackOverflow(_) => said("stack"),
        ErrorDataTooLarge(..) => said("too-large"),
        ErrorTerminated(..) => said("time"),
        ErrorRuntime(thrown, _) => match thrown.read_lock::<FieldError>() {
            Some(error) => error.clone(),
            None => about("thrown", thrown),
        },
        other => about("other", other),
    }
}

fn parse(error: &ParseErrorType) -> FieldError {
    use ParseErrorType::*;
    match error {
        UnexpectedEOF => said("end"),
        BadInput(error) => lex(error),
        UnknownOperator(operator) => about("operator", operator),
        MissingToken(token, _) => about("token", token),
        MissingSymbol(_) => said("symbol-missing"),
        MalformedIndexExpr(_) => said("index"),
        MalformedCapture(_) => said("capture"),
        DuplicatedProperty(name) => about("property-twice", name),
        DuplicatedVariable(name) | VariableExists(name) => about("variable-twice", name),
        WrongSwitchIntegerCase | WrongSwitchDefaultCase | WrongSwitchCaseCondition => said("switch"),
        PropertyExpected => said("property"),
        VariableExpected => said("variable"),
        ForbiddenVariable(name) => about("forbidden", name),
        Reserved(word) => about("reserved", word),
        MismatchedType(wanted, found) => said("type").with("wanted", wanted).with("found", found),
        ExprExpected(_) => said("expression"),
        WrongDocComment => said("comment"),
        WrongFnDefinition => said("function-place"),
        FnDuplicatedDefinition(name, _) => about("function-twice", name),
        FnMissingName => said("function-name"),
        FnMissingParams(name) => about("function-parameters", name),
        FnDuplicatedParam(_, parameter) => about("parameter-twice", parameter),
        FnMissingBody(_) => said("function-body"),
        WrongExport | ModuleUndefined(_) => said("module"),
        AssignmentToConstant(name) => about("constant", name),
        AssignmentToInvalidLHS(_) => said("assignment"),
        VariableUndefined(name) => about("undefined", name),
        ExprTooDeep => said("deep"),
        TooManyFunctions => said("functions-many"),
        LiteralTooLarge(..) => said("too-large"),
        LoopBreak => said("break"),
        other => about("other", other),
    }
}

fn lex(error: &LexError) -> FieldError {
    match error {
        LexError::UnexpectedInput(text) | LexError::ImproperSymbol(text, _) => about("unexpected", text),
        LexError::UnterminatedString => said("string-open"),
        LexError::StringTooLong(_) => said("too-large"),
        LexError::MalformedEscapeSequence(text) => about("escape", text),
        LexError::MalformedNumber(text) => about("number", text),
        LexError::MalformedChar(text) => about("character", text),
        LexError::MalformedIdentifier(text) => about("identifier", text),
        other => about("other", other),
    }
}
