//! The functions with which a script declares a questionnaire: `questionnaire`, `department`, `theme`,
//! `subtheme`, `question`. They exist only while the script is read, so that a closure cannot call them.

use super::{
    answers::error,
    fields::{self, Fields, Read},
    limits,
    question::{self, Arities, Rules},
};
use crate::domain::{
    percent::Percent,
    questionnaire::{ConcernedDepartment, Questionnaire, Subtheme, Theme},
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
    declared
}

impl Declared {
    fn questionnaire(&mut self, map: Map) -> Read<()> {
        if !self.questionnaire.key.is_empty() {
            return Err(error("a script declares one questionnaire"));
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
        let theme = self.questionnaire.themes.last_mut().ok_or_else(|| error("a subtheme stands in a theme"))?;
        theme.subthemes.push(Subtheme { key, title, questions: Vec::new() });
        Ok(())
    }

    fn question(&mut self, key: &str, map: Map, position: Position) -> Read<()> {
        if self.rules.len() >= limits::QUESTIONS {
            return Err(error(format!("a questionnaire has at most {} questions", limits::QUESTIONS)));
        }
        let (question, rules) = question::question(key, map, position, &self.arities)?;
        self.fresh("question", key)?;
        let known = |department: &String| self.questionnaire.departments.iter().any(|known| known.key == *department);
        if let Some(unknown) = question.departments.iter().find(|department| !known(department)) {
            return Err(error(format!("question {key}: there is no department {unknown:?}")));
        }
        let subtheme = self.questionnaire.themes.last_mut().and_then(|theme| theme.subthemes.last_mut());
        subtheme.ok_or_else(|| error("a question stands in a subtheme"))?.questions.push(question);
        self.rules.push(rules);
        Ok(())
    }

    /// A key that no other thing of its kind has.
    fn fresh(&mut self, kind: &str, key: &str) -> Read<String> {
        let key = fields::key(key)?;
        if self.keys.insert(format!("{kind} {key}")) { Ok(key) } else { Err(error(format!("{kind} {key} is declared twice"))) }
    }
}
