//! Scripts that lead through a form with `entry(#{…})`, or through an interview with `guide(#{…})`, and then with `theme(…)` and
//! `ask(…)`: read once, under the limits of every script. They name the fields of the form and say when to ask for them; what a
//! field is they do not say.

use super::{
    answers,
    engine::engine,
    fault::{self, error},
    fields::{self, Fields, Read},
    limits,
    question::{Arities, Closure, closure},
    questionnaire::CALLING,
};
use crate::domain::{
    entry::{Entry, EntryQuestion, EntryTheme, EntryValue, EntryValues, MOST_QUESTIONS},
    script_fault::{ScriptFault, said},
    text::Localised,
};
use parking_lot::Mutex;
use rhai::{AST, Array, Dynamic, Engine, ImmutableString, Map, NativeCallContext, Position};
use std::sync::Arc;

/// A way through a form or an interview, compiled.
pub struct EntryScript {
    pub entry: Entry,
    file: String,
    pub text: String,
    ast: AST,
    /// When to ask each question, in order.
    when: Vec<When>,
}

/// When to ask a question; without a condition always.
struct When {
    show_if: Option<Closure<bool>>,
    position: Position,
    hidden: bool,
}

/// Which questions to ask, in order, and what went wrong in conditions: such a question is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub visible: Vec<bool>,
    pub faults: Vec<ScriptFault>,
}

/// What has been declared so far.
#[derive(Default)]
pub(super) struct Declared {
    entry: Entry,
    when: Vec<When>,
    arities: Arities,
}

impl EntryScript {
    /// Reads a script.
    ///
    /// # Errors
    /// What is wrong, with file and place.
    pub fn compile(file: &str, text: &str) -> Result<Self, ScriptFault> {
        let unreadable = || ScriptFault::whole(file, said("unreadable"));
        limits::apart(limits::READING, || Self::read(file, text)).unwrap_or_else(|| Err(unreadable()))
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
        let declared = register(&mut engine, arities);
        engine.run_ast(&ast).map_err(|error| fault::running(file, &error, Position::NONE))?;
        let Declared { entry, when, .. } = std::mem::take(&mut *declared.lock());
        if entry.key.is_empty() || when.is_empty() {
            return Err(ScriptFault::whole(file, said("no-entry")));
        }
        Ok(Self { entry, file: file.to_owned(), text: text.to_owned(), ast: ast.clone_functions_only(), when })
    }

    /// Which questions are to be asked for what is filled in. Never fails.
    pub fn asked(&self, values: &EntryValues) -> Asked {
        let all = || Asked { visible: vec![true; self.when.len()], ..Asked::default() };
        limits::apart(limits::EVALUATING, || self.ask(values)).unwrap_or_else(all)
    }

    /// The themes with their questions that are not hidden; those with none are left out.
    pub fn themes(&self) -> impl Iterator<Item = (&EntryTheme, Vec<&EntryQuestion>)> {
        let mut hidden = self.when.iter().map(|when| when.hidden);
        let themes = self.entry.themes.iter().map(move |theme| {
            let asked = theme.questions.iter().filter(|_| !hidden.next().unwrap_or_default());
            (theme, asked.collect::<Vec<_>>())
        });
        themes.filter(|(_, questions)| !questions.is_empty())
    }

    fn ask(&self, values: &EntryValues) -> Asked {
        let values = dynamic(values);
        let mut asked = Asked::default();
        for (When { show_if, position, hidden }, (_, question)) in self.when.iter().zip(self.entry.questions()) {
            let answer = match show_if {
                _ if *hidden => Ok(false),
                Some(closure) => self.holds(closure, &values),
                None => Ok(true),
            };
            asked.visible.push(answer.unwrap_or_else(|error| {
                let fault = fault::running(&self.file, &error, *position);
                asked.faults.push(fault.within(&format!("question {}, show_if", question.key)));
                true
            }));
        }
        asked
    }

    fn holds(&self, closure: &Closure<bool>, values: &Dynamic) -> Read<bool> {
        let answer = match closure.arity {
            _ if limits::is_over() => return Err(error(said("time"))),
            0 => closure.function.call::<Dynamic>(&CALLING, &self.ast, ())?,
            _ => closure.function.call::<Dynamic>(&CALLING, &self.ast, (values.clone(),))?,
        };
        answer.as_bool().map_err(|found| error(said("truth").with("found", found)))
    }
}

/// Adds what declares a way to an engine; what is declared is gathered in the value that is given back.
pub(super) fn register(engine: &mut Engine, arities: Arities) -> Arc<Mutex<Declared>> {
    let declared = Arc::new(Mutex::new(Declared { arities, ..Declared::default() }));
    let to = Arc::clone(&declared);
    engine.register_fn("entry", move |map: Map| to.lock().begin("entry", map));
    let to = Arc::clone(&declared);
    engine.register_fn("guide", move |map: Map| to.lock().begin("guide", map));
    let to = Arc::clone(&declared);
    engine.register_fn("theme", move |key: &str, title: Dynamic| to.lock().theme(key, title));
    let to = Arc::clone(&declared);
    engine.register_fn("ask", move |context: NativeCallContext<'_>, key: &str, map: Map| {
        to.lock().ask(key, map, context.call_position())
    });
    let to = Arc::clone(&declared);
    engine.register_fn("reword", move |key: &str, map: Map| to.lock().reword(key, map));
    let to = Arc::clone(&declared);
    engine.register_fn("hide", move |key: &str| to.lock().hide(key));
    declared
}

impl Declared {
    fn begin(&mut self, what: &str, map: Map) -> Read<()> {
        if !self.entry.key.is_empty() {
            return Err(error(said("one-entry")));
        }
        let mut fields = Fields::new(what, map);
        self.entry.guide = what == "guide";
        self.entry.key = fields.key("id")?;
        self.entry.title = fields.needed("title")?;
        fields.finish()
    }

    fn theme(&mut self, key: &str, title: Dynamic) -> Read<()> {
        let key = fields::key(key)?;
        if self.entry.themes.iter().any(|theme| theme.key == key) {
            return Err(error(said("twice").with("what", format!("theme {key}"))));
        }
        let title = fields::localised(&format!("theme {key}"), title)?;
        self.entry.themes.push(EntryTheme { key, title, questions: Vec::new() });
        Ok(())
    }

    fn ask(&mut self, key: &str, map: Map, position: Position) -> Read<()> {
        let key = fields::key(key)?;
        if self.when.len() >= MOST_QUESTIONS {
            return Err(error(said("questions-many").with("most", MOST_QUESTIONS)));
        }
        if self.entry.questions().any(|(_, question)| question.key == key) {
            return Err(error(said("twice").with("what", format!("question {key}"))));
        }
        let mut fields = Fields::new(format!("question {key}"), map);
        // Nobody types into a guide: it asks for no field and knows no values to depend on.
        let (names, show_if) = match self.entry.guide {
            true => (Vec::new(), None),
            false => (names(&mut fields)?, closure(&mut fields, "show_if", &self.arities)?),
        };
        let text = fields.needed("text")?;
        let mut other = |name| Ok::<Localised, Box<rhai::EvalAltResult>>(fields.localised(name)?.unwrap_or_default());
        let (help, example, why, article) = (other("help")?, other("example")?, other("why")?, other("article")?);
        fields.finish()?;
        let theme = self.entry.themes.last_mut().ok_or_else(|| error(said("question-theme")))?;
        theme.questions.push(EntryQuestion { key, fields: names, text, help, example, why, article });
        self.when.push(When { show_if, position, hidden: false });
        Ok(())
    }

    fn reword(&mut self, key: &str, map: Map) -> Read<()> {
        let (text, help) = fields::words(key, map)?;
        let mut questions = self.entry.themes.iter_mut().flat_map(|theme| &mut theme.questions);
        let question = questions.find(|question| question.key == key).ok_or_else(|| fields::unknown(key))?;
        question.text = text.unwrap_or_else(|| question.text.clone());
        question.help = help.unwrap_or_else(|| question.help.clone());
        Ok(())
    }

    fn hide(&mut self, key: &str) -> Read<()> {
        let number = self.entry.questions().position(|(_, question)| question.key == key);
        let when = number.and_then(|number| self.when.get_mut(number));
        when.ok_or_else(|| fields::unknown(key))?.hidden = true;
        Ok(())
    }
}

/// The fields that a question asks for.
fn names(fields: &mut Fields) -> Read<Vec<String>> {
    let names = fields.list("fields")?.ok_or_else(|| fields.wrong("fields", said("missing")))?;
    let names: Option<Vec<String>> = names.into_iter().map(|name| name.into_string().ok()).collect();
    names.filter(|names| !names.is_empty()).ok_or_else(|| fields.wrong("fields", said("names")))
}

/// What is filled in as a map that conditions share.
fn dynamic(values: &EntryValues) -> Dynamic {
    let text = |text: &String| Dynamic::from(ImmutableString::from(text.as_str()));
    let value = |value: &EntryValue| match value {
        EntryValue::Text(value) => text(value),
        EntryValue::List(values) => Dynamic::from(values.iter().map(text).collect::<Array>()),
    };
    let map: Map = values.iter().map(|(name, of)| (name.as_str().into(), value(of))).collect();
    map.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"
        entry(#{ id: "test", title: "Essai" });
        theme("one", "Un");
        ask("name", #{ fields: ["name"], text: "Quel nom ?" });
        ask("why", #{ fields: ["basis", "reason"], text: "Pourquoi ?", show_if: |v| v.name != "" && has(v.tags, "x") });
    "#;

    fn values(name: &str, tags: &[&str]) -> EntryValues {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        [("name".to_owned(), EntryValue::Text(name.to_owned())), ("tags".to_owned(), EntryValue::List(tags))].into()
    }

    #[test]
    fn questions_are_asked_when_their_condition_holds() {
        let script = EntryScript::compile("test.rhai", SCRIPT).unwrap();
        for (name, tags, asked) in [("", &["x"][..], false), ("a", &["y"], false), ("a", &["y", "x"], true)] {
            let found = script.asked(&values(name, tags));
            assert_eq!((found.visible, found.faults), (vec![true, asked], Vec::new()), "{name} {tags:?}");
        }
        assert_eq!(script.entry.asking("reason").unwrap().key, "why");
    }

    #[test]
    fn changes_without_code_reword_and_hide() {
        let changed = |lines: &str| EntryScript::compile("test.rhai", &format!("{SCRIPT}{lines}"));
        let script = changed("reword(\"name\", #{ text: \"Nom ?\" }); hide(\"why\");").unwrap();
        assert_eq!(script.entry.question("name").unwrap().text.fr, "Nom ?");
        assert_eq!(script.asked(&values("a", &["x"])).visible, [true, false]);
        for wrong in ["hide(\"gone\");", "reword(\"gone\", #{ text: \"?\" });", "reword(\"name\", #{ txt: \"?\" });"] {
            assert!(changed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_guide_has_questions_without_fields_and_without_conditions() {
        const GUIDE: &str =
            "guide(#{ id: \"g\", title: \"G\" }); theme(\"t\", \"T\"); ask(\"a\", #{ text: \"Quoi ?\", help: \"Tout\" });";
        let script = EntryScript::compile("test.rhai", GUIDE).unwrap();
        assert!(script.entry.guide && script.entry.question("a").unwrap().fields.is_empty());
        assert!(!EntryScript::compile("test.rhai", SCRIPT).unwrap().entry.guide);
        let hidden = EntryScript::compile("test.rhai", &format!("{GUIDE} ask(\"b\", #{{ text: \"?\" }}); hide(\"a\");")).unwrap();
        let shown: Vec<&str> = hidden.themes().flat_map(|(_, asked)| asked).map(|asked| asked.key.as_str()).collect();
        assert_eq!((shown, hidden.entry.questions().count()), (vec!["b"], 2));
        for wrong in [
            "ask(\"b\", #{ text: \"?\", fields: [\"name\"] });",
            "ask(\"b\", #{ text: \"?\", show_if: |v| true });",
            "entry(#{ id: \"e\", title: \"E\" });",
        ] {
            assert!(EntryScript::compile("test.rhai", &format!("{GUIDE}{wrong}")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_condition_that_fails_asks_its_question_and_says_so() {
        let script = EntryScript::compile("test.rhai", &SCRIPT.replace("v.name", "v.nmae")).unwrap();
        let asked = script.asked(&values("a", &[]));
        assert_eq!(asked.visible, [true, true]);
        assert!(asked.faults[0].error.field == "question why, show_if" && asked.faults[0].line == 5, "{:?}", asked.faults);
        let text = SCRIPT.replace("v.name != \"\"", "endless()") + "fn endless() { while true {} true }";
        let endless = EntryScript::compile("test.rhai", &text).unwrap();
        assert_eq!(endless.asked(&values("a", &[])).faults.len(), 1);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (wrong, right, message) in [
            ("fields: [\"name\"]", "fields: []", "names"),
            ("ask(\"why\"", "ask(\"name\"", "twice"),
            ("text: \"Quel nom ?\"", "txt: \"Quel nom ?\"", "text: missing"),
            ("theme(\"one\", \"Un\");", "", "question-theme"),
        ] {
            let fault = EntryScript::compile("test.rhai", &SCRIPT.replace(wrong, right)).err().unwrap();
            assert!(fault.to_string().contains(message) && fault.line > 0, "{fault:?}");
        }
    }
}
