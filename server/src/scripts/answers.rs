//! What closures of a script are handed: the answers so far and the facts, both for reading only.

use super::fault::error;
use crate::domain::{answer_value::AnswerValue, facts::Facts, script_fault::said};
use parking_lot::{Mutex, RwLock};
use rhai::{Dynamic, Engine, EvalAltResult, FLOAT, INT, ImmutableString, Map};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The answers of a campaign by the key of their question.
pub type AnswerSet = BTreeMap<String, AnswerValue>;

/// Numbers of questions by key: fixed when the script is compiled.
pub type Numbers = Arc<HashMap<ImmutableString, usize>>;

/// Answers as a script sees them: `a.dpo` is the answer, or `()` where there is none. Cheap to clone.
#[derive(Clone)]
pub struct Answers {
    numbers: Numbers,
    values: Arc<RwLock<Vec<Dynamic>>>,
    /// Numbers of the questions whose answers were read, as often as they were.
    read: Arc<Mutex<Vec<usize>>>,
}

impl Answers {
    /// None yet.
    pub fn none(numbers: &Numbers) -> Self {
        let values = Arc::new(RwLock::new(vec![Dynamic::UNIT; numbers.len()]));
        Self { numbers: Arc::clone(numbers), values, read: Arc::default() }
    }

    /// Shows the answer to a question from now on.
    pub fn show(&self, number: usize, value: &AnswerValue) {
        if let Some(place) = self.values.write().get_mut(number) {
            *place = dynamic(value);
        }
    }

    /// Which answers were read since this was asked last.
    pub fn take_read(&self) -> Vec<usize> {
        let mut read = std::mem::take(&mut *self.read.lock());
        read.sort_unstable();
        read.dedup();
        read
    }

    fn get(&self, key: &ImmutableString) -> Result<Dynamic, Box<EvalAltResult>> {
        let number = self.numbers.get(key).copied();
        self.read.lock().extend(number);
        let value = number.and_then(|number| self.values.read().get(number).cloned());
        value.ok_or_else(|| error(said("unknown-question").with("key", key)))
    }
}

/// Teaches an engine how to read answers, and `has` to ask for one of several options.
pub fn register(engine: &mut Engine) {
    engine
        .register_type_with_name::<Answers>("Answers")
        .register_indexer_get(|answers: &mut Answers, key: ImmutableString| answers.get(&key))
        .register_fn("has", |value: Dynamic, key: &str| has(&value, key));
}

/// Whether an answer is this option or holds it; no answer holds nothing.
fn has(value: &Dynamic, key: &str) -> bool {
    let is_key = |value: &Dynamic| value.read_lock::<ImmutableString>().is_some_and(|text| text.as_str() == key);
    is_key(value) || value.read_lock::<rhai::Array>().is_some_and(|items| items.iter().any(is_key))
}

/// An answer as a value of Rhai.
pub fn dynamic(value: &AnswerValue) -> Dynamic {
    match value {
        AnswerValue::Choice(text) | AnswerValue::Text(text) => Dynamic::from(ImmutableString::from(text.as_str())),
        AnswerValue::Choices(keys) => {
            keys.iter().map(|key| Dynamic::from(ImmutableString::from(key.as_str()))).collect::<rhai::Array>().into()
        }
        AnswerValue::Number(number) => self::number(*number),
        AnswerValue::Date(date) => Dynamic::from(ImmutableString::from(date.to_string())),
        AnswerValue::Table(rows) => rows
            .iter()
            .map(|row| row.iter().map(|cell| Dynamic::from(ImmutableString::from(cell.as_str()))).collect::<rhai::Array>().into())
            .collect::<rhai::Array>()
            .into(),
    }
}

/// Whole numbers as integers, so that `== 3` holds.
#[expect(clippy::cast_possible_truncation, reason = "only whole numbers below 2^53 are converted")]
fn number(number: FLOAT) -> Dynamic {
    let whole = number.fract() == 0.0 && number.abs() < 9e15;
    if whole { Dynamic::from(number as INT) } else { Dynamic::from(number) }
}

/// The facts as a map that closures share and cannot change.
pub fn facts(facts: &Facts) -> Dynamic {
    let count = |count: u64| Dynamic::from(INT::try_from(count).unwrap_or(INT::MAX));
    let register: Map = [
        ("controller", facts.register.controller),
        ("processor", facts.register.processor),
        ("validated", facts.register.validated),
        ("incomplete", facts.register.incomplete),
        ("suspended", facts.register.suspended),
    ]
    .into_iter()
    .map(|(name, number)| (name.into(), count(number)))
    .collect();
    let map: Map = [
        ("sector", Dynamic::from(ImmutableString::from(facts.sector.as_str()))),
        ("staff", count(u64::from(facts.staff))),
        ("dpo_named", Dynamic::from(facts.dpo_named)),
        ("dpo_external", Dynamic::from(facts.dpo_external)),
        ("register", register.into()),
    ]
    .into_iter()
    .map(|(name, value)| (name.into(), value))
    .collect();
    map.into()
}
