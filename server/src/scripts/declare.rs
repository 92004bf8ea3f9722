//! The functions with which a script declares a questionnaire: `questionnaire`, `department`, `theme`,
//! `subtheme`, `question`; and those that change what was declared above: `reword`, `hide`, `weigh`, `add_question`. They
//! exist only while the script is read, so that a closure cannot call them.

use super::{
    fault::error,
    fields::{self, Fields, Read},
    limits,
    question::{self, Arities, Rules},
};
use crate::domain::{
    fault::FieldError,
    percent::Percent,
    questionnaire::{ConcernedDepartment, Question, Questionnaire, Subtheme, Theme},
    script_fault::said,
};
use parking_lot::Mutex;
use rhai::{Dynamic, Engine, Map, NativeCallContext, Position};
use std::{collections::HashSet, sync::Arc};

/// What has been declared so far.
#[derive(Default)]
pub struct Declared {
    pub questionnaire: Questionnaire,
    /// One for each question, in order.
    pub rules: Vec<Rules>,
    arities: Arities,
    keys: HashSet<String>,
}

/// Adds the declaring functions to an engine; what they declare is gathered in the value that is given back.
pub fn register(engine: &mut Engine, arities: Arities) -> Arc<Mutex<Declared>> {
    let declared = Arc::new(Mutex::new(Declared { arities, ..Declared::default() }));
    let with = || Arc::clone(&declared);
    let to = with();
    engine.register_fn("questionnaire", move |map: Map| to.lock().questionnaire(map));
    let to = with();
    engine.register_fn("department", move |key: &str, name: Dynamic| to.lock().department(key, name));
    let to = with();
    engine.register_fn("theme", move |key: &str, title: Dynamic| to.lock().theme(key, title, Map::new()));
    let to = with();
    engine.register_fn("theme", move |key: &str, title: Dynamic, more: Map| to.lock().theme(key, title, more));
    let to = with();
    engine.register_fn("subtheme", move |key: &str, title: Dynamic| to.lock().subtheme(key, title));
    let to = with();
    engine.register_fn("question", move |context: NativeCallContext<'_>, key: &str, map: Map| {
        to.lock().question(key, map, context.call_position())
    });
    let to = with();
    engine.register_fn("reword", move |key: &str, map: Map| to.lock().reword(key, map));
    let to = with();
    engine.register_fn("hide", move |key: &str| to.lock().hide(key));
    let to = with();
    engine.register_fn("weigh", move |key: &str, weight: Dynamic| to.lock().weigh(key, &weight));
    let to = with();
    engine.register_fn("add_question", move |context: NativeCallContext<'_>, subtheme: &str, key: &str, map: Map| {
        to.lock().add_question(subtheme, key, map, context.call_position())
    });
    declared
}

impl Declared {
    fn questionnaire(&mut self, map: Map) -> Read<()> {
        if !self.questionnaire.key.is_empty() {
            return Err(error(said("one-questionnaire")));
        }
        let mut fields = Fields::new("questionnaire", map);
        self.questionnaire.key = fields.key("id")?;
        self.questionnaire.version = fields.text("version")?.map(|version| version.to_string()).unwrap_or_default();
        self.questionnaire.title = fields.needed("title")?;
        self.questionnaire.description = fields.localised("description")?.unwrap_or_default();
        fields.finish()
    }

    fn department(&mut self, key: &str, name: Dynamic) -> Read<()> {
        let department = ConcernedDepartment { key: fields::key(key)?, name: fields::localised("department", name)? };
        self.questionnaire.departments.push(department);
        Ok(())
    }

    fn theme(&mut self, key: &str, title: Dynamic, more: Map) -> Read<()> {
        let key = self.fresh("theme", key)?;
        let title = fields::localised(&format!("theme {key}"), title)?;
        let mut more = Fields::new(format!("theme {key}"), more);
        let reachable = more.percent("reachable")?.unwrap_or(Percent::FULL);
        more.finish()?;
        self.questionnaire.themes.push(Theme { key, title, reachable, subthemes: Vec::new() });
        Ok(())
    }

    fn subtheme(&mut self, key: &str, title: Dynamic) -> Read<()> {
        let key = self.fresh("subtheme", key)?;
        let title = fields::localised(&format!("subtheme {key}"), title)?;
        let theme = self.questionnaire.themes.last_mut().ok_or_else(|| error(said("subtheme-place")))?;
        theme.subthemes.push(Subtheme { key, title, questions: Vec::new() });
        Ok(())
    }

    fn question(&mut self, key: &str, map: Map, position: Position) -> Read<()> {
        let (question, rules) = self.read(key, map, position)?;
        let subtheme = self.questionnaire.themes.last_mut().and_then(|theme| theme.subthemes.last_mut());
        subtheme.ok_or_else(|| error(said("question-place")))?.questions.push(question);
        self.rules.push(rules);
        Ok(())
    }

    /// At the end of a subtheme that was declared before.
    fn add_question(&mut self, subtheme: &str, key: &str, map: Map, position: Position) -> Read<()> {
        let (question, rules) = self.read(key, map, position)?;
        let mut before = 0;
        for known in self.questionnaire.themes.iter_mut().flat_map(|theme| &mut theme.subthemes) {
            before += known.questions.len();
            if known.key == subtheme {
                known.questions.push(question);
                self.rules.insert(before, rules);
                return Ok(());
            }
        }
        Err(error(said("no-subtheme").with("key", subtheme)))
    }

    fn read(&mut self, key: &str, map: Map, position: Position) -> Read<(Question, Rules)> {
        if self.rules.len() >= limits::QUESTIONS {
            return Err(error(said("questions-many").with("most", limits::QUESTIONS)));
        }
        let (question, rules) = question::question(key, map, position, &self.arities)?;
        self.fresh("question", key)?;
        let known = |department: &String| self.questionnaire.departments.iter().any(|known| known.key == *department);
        if let Some(unknown) = question.departments.iter().find(|department| !known(department)) {
            let unknown = said("no-department").with("key", unknown);
            return Err(error(FieldError { field: format!("question {key}"), ..unknown }));
        }
        Ok((question, rules))
    }

    fn reword(&mut self, key: &str, map: Map) -> Read<()> {
        let (text, help) = fields::words(key, map)?;
        let question = self.known(key)?;
        question.text = text.unwrap_or_else(|| question.text.clone());
        question.help = help.unwrap_or_else(|| question.help.clone());
        Ok(())
    }

    fn hide(&mut self, key: &str) -> Read<()> {
        let number = self.questionnaire.question(key).map(|placed| placed.index);
        let rules = number.and_then(|number| self.rules.get_mut(number));
        rules.ok_or_else(|| fields::unknown(key))?.hidden = true;
        Ok(())
    }

    fn weigh(&mut self, key: &str, weight: &Dynamic) -> Read<()> {
        self.known(key)?.weight = question::weight(weight)?;
        Ok(())
    }

    /// A question that was declared above.
    fn known(&mut self, key: &str) -> Read<&mut Question> {
        let subthemes = self.questionnaire.themes.iter_mut().flat_map(|theme| &mut theme.subthemes);
        subthemes
            .flat_map(|subtheme| &mut subtheme.questions)
            .find(|question| question.key == key)
            .ok_or_else(|| fields::unknown(key))
    }

    /// A key that no other thing of its kind has.
    fn fresh(&mut self, kind: &str, key: &str) -> Read<String> {
        let key = fields::key(key)?;
        let what = format!("{kind} {key}");
        if self.keys.insert(what.clone()) { Ok(key) } else { Err(error(said("twice").with("what", what))) }
    }
}
