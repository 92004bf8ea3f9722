//! Reads one question and the closures that belong to it.

use super::{
    fault::error,
    fields::{self, Fields, Read},
    limits,
    memo::Memo,
};
use crate::domain::{
    answer_value::{AnswerKind, Choice, YES_NO, YES_NO_PARTLY_NA},
    fault::FieldError,
    questionnaire::{Level, Proposal, Question},
    script_fault::said,
    text::Localised,
};
use rhai::{Array, Dynamic, FnPtr, ImmutableString, Map, Position};
use std::collections::{BTreeMap, HashMap};

/// What a script says about a question beyond its texts.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Where the question is declared.
    pub position: Position,
    /// Never asked, whatever `show_if` says.
    pub hidden: bool,
    pub show_if: Option<Closure<bool>>,
    pub score: Score,
    /// When each written action is raised, in the order of `Question::actions`.
    pub when: Vec<When>,
    /// Gives actions that are not written down beforehand.
    pub actions: Option<Closure<Vec<Proposal>>>,
}

/// How an answer is scored.
#[derive(Clone, Debug)]
pub enum Score {
    /// Not at all.
    None,
    /// By the option chosen; the best one where several are. An option without a share does not count.
    Options(BTreeMap<String, f64>),
    /// Gives nothing where the answer does not count.
    Closure(Closure<Option<f64>>),
}

/// When a written action is raised.
#[derive(Clone, Debug)]
pub enum When {
    /// Where the answer does not conform fully.
    Lacking,
    /// Where the answer is one of these.
    Answered(Vec<String>),
    Closure(Closure<bool>),
}

/// A function of the script, with the number of arguments it asks for: answers, then facts.
#[derive(Clone, Debug)]
pub struct Closure<T> {
    pub function: FnPtr,
    pub arity: usize,
    pub memo: Memo<T>,
}

/// Numbers of parameters of the functions of a script, by name.
pub type Arities = HashMap<String, usize>;

/// Reads a question; the subtheme it belongs to is the caller's business.
pub fn question(key: &str, map: Map, position: Position, arities: &Arities) -> Read<(Question, Rules)> {
    let key = fields::key(key)?;
    let mut fields = Fields::new(format!("question {key}"), map);
    let (kind, shares) = kind(&mut fields)?;
    let text = fields.needed("text")?;
    let help = fields.localised("help")?.unwrap_or_default();
    let article = fields.localised("article")?.unwrap_or_default();
    let departments = words(&mut fields, "departments")?;
    let weight = fields.any("weight").map_or(Ok(1.0), |value| weight(&value))?;
    let show_if = closure(&mut fields, "show_if", arities)?;
    let score = score(&mut fields, &kind, shares, arities)?;
    let mut rules = Rules { position, hidden: false, show_if, score, when: Vec::new(), actions: None };
    let mut actions = Vec::new();
    if let Some(value) = fields.any("actions") {
        if value.is::<FnPtr>() {
            rules.actions = Some(as_closure(&fields, "actions", value, arities)?);
        } else {
            for item in value.try_cast::<Array>().ok_or_else(|| fields.wrong("actions", said("list-or-closure")))? {
                let (action, when) = written_action(&key, item, &article, &kind, arities)?;
                actions.push(action);
                rules.when.push(when);
            }
        }
    }
    fields.finish()?;
    if (0..actions.len()).any(|at| actions.iter().skip(at + 1).any(|other| Some(&other.key) == actions.get(at).map(|a| &a.key))) {
        return Err(error(FieldError { field: format!("question {key}"), ..said("same-actions") }));
    }
    Ok((Question { key, kind, text, help, article, departments, weight, actions }, rules))
}

/// The part of a question in the score of its theme.
pub fn weight(value: &Dynamic) -> Read<f64> {
    let weight = fields::as_number(value).filter(|weight| (0.0..=1000.0).contains(weight));
    weight.ok_or_else(|| error(FieldError { field: "weight".to_owned(), ..said("weight") }))
}

/// Actions given by a closure when it is called.
pub fn given_actions(question: &Question, value: Dynamic) -> Read<Vec<Proposal>> {
    let items = value.try_cast::<Array>().ok_or_else(|| error(said("actions-list")))?;
    items
        .into_iter()
        .map(|item| {
            let mut fields = Fields::read(format!("an action of question {}", question.key), item)?;
            let proposal = proposal(&mut fields, &question.article)?;
            fields.finish()?;
            Ok(proposal)
        })
        .collect()
}

fn written_action(
    question: &str,
    item: Dynamic,
    article: &Localised,
    kind: &AnswerKind,
    arities: &Arities,
) -> Read<(Proposal, When)> {
    let mut fields = Fields::read(format!("an action of question {question}"), item)?;
    let when = match fields.any("when") {
        None => When::Lacking,
        Some(value) if value.is::<FnPtr>() => When::Closure(as_closure(&fields, "when", value, arities)?),
        Some(value) => {
            let answers = as_words(&fields, "when", value)?;
            let offered = offered(kind);
            if let Some(unknown) = answers.iter().find(|answer| !offered.contains(&answer.as_str())) {
                return Err(fields.wrong("when", said("not-answer").with("answer", unknown)));
            }
            When::Answered(answers)
        }
    };
    let proposal = proposal(&mut fields, article)?;
    fields.finish()?;
    Ok((proposal, when))
}

fn proposal(fields: &mut Fields, article: &Localised) -> Read<Proposal> {
    Ok(Proposal {
        key: fields.key("id")?,
        title: fields.needed("title")?,
        why: fields.localised("why")?.unwrap_or_default(),
        article: fields.localised("article")?.unwrap_or_else(|| article.clone()),
        priority: level(fields, "priority")?,
        effort: level(fields, "effort")?,
        gain: fields.percent("gain")?,
    })
}

fn level(fields: &mut Fields, name: &str) -> Read<Level> {
    match fields.text(name)? {
        None => Ok(Level::Medium),
        Some(word) => word.parse().map_err(|()| fields.wrong(name, said("level"))),
    }
}

/// The kind of a question, and the shares written beside its options.
fn kind(fields: &mut Fields) -> Read<(AnswerKind, BTreeMap<String, f64>)> {
    let word = fields.text("kind")?.unwrap_or_else(|| "yes_no".into());
    let mut shares = BTreeMap::new();
    let kind = match word.as_str() {
        "yes_no" => AnswerKind::YesNo,
        "yes_no_partly_na" => AnswerKind::YesNoPartlyNa,
        "single" => AnswerKind::Single(options(fields, "options", &mut shares)?),
        "multiple" => AnswerKind::Multiple(options(fields, "options", &mut shares)?),
        "number" => AnswerKind::Number {
            min: fields.number("min")?.unwrap_or(0.0),
            max: fields.number("max")?.unwrap_or(1e12),
            unit: fields.localised("unit")?.unwrap_or_default(),
        },
        "date" => AnswerKind::Date,
        "text" => AnswerKind::Text,
        "scale" => AnswerKind::Scale {
            min: fields.get("min", said("whole"))?.unwrap_or(0),
            max: fields.get("max", said("whole"))?.unwrap_or(5),
            low: fields.needed("low")?,
            high: fields.needed("high")?,
        },
        "table" => AnswerKind::Table(options(fields, "columns", &mut shares)?),
        _ => return Err(fields.wrong("kind", said("no-kind").with("kind", word))),
    };
    if let AnswerKind::Scale { min, max, .. } = kind
        && !(min < max && max.saturating_sub(min) <= 20)
    {
        return Err(fields.wrong("max", said("scale")));
    }
    Ok((kind, shares))
}

fn options(fields: &mut Fields, name: &str, shares: &mut BTreeMap<String, f64>) -> Read<Vec<Choice>> {
    let items = fields.list(name)?.ok_or_else(|| fields.wrong(name, said("missing")))?;
    let mut choices: Vec<Choice> = Vec::new();
    for item in items {
        let mut option = Fields::read("an option", item)?;
        let choice = Choice { key: option.key("id")?, text: option.needed("text")? };
        if choices.iter().any(|other| other.key == choice.key) {
            return Err(fields.wrong(name, said("twice").with("what", choice.key)));
        }
        if let Some(share) = option.percent("score")? {
            shares.insert(choice.key.clone(), share.value() / 100.0);
        }
        option.finish()?;
        choices.push(choice);
    }
    if choices.len() < 2 && name == "options" {
        return Err(fields.wrong(name, said("options-few")));
    }
    Ok(choices)
}

/// Closed kinds have a usual score; `score` as a map or a closure replaces it.
fn score(fields: &mut Fields, kind: &AnswerKind, shares: BTreeMap<String, f64>, arities: &Arities) -> Read<Score> {
    let Some(value) = fields.any("score") else {
        let usual: &[(&str, f64)] = match kind {
            AnswerKind::YesNo => &[("yes", 1.0), ("no", 0.0)],
            AnswerKind::YesNoPartlyNa => &[("yes", 1.0), ("partly", 0.5), ("no", 0.0)],
            _ if shares.is_empty() => return Ok(Score::None),
            _ => return Ok(Score::Options(shares)),
        };
        return Ok(Score::Options(usual.iter().map(|(key, share)| ((*key).to_owned(), *share)).collect()));
    };
    if value.is::<FnPtr>() {
        return as_closure(fields, "score", value, arities).map(Score::Closure);
    }
    let offered = offered(kind);
    let mut table = BTreeMap::new();
    for (answer, share) in value.try_cast::<Map>().ok_or_else(|| fields.wrong("score", said("map-or-closure")))? {
        if !offered.contains(&answer.as_str()) {
            return Err(fields.wrong("score", said("not-answer").with("answer", answer)));
        }
        let share = fields::as_number(&share).filter(|share| (0.0..=100.0).contains(share));
        let share = share.ok_or_else(|| fields.wrong("score", said("percents")))?;
        table.insert(answer.to_string(), share / 100.0);
    }
    Ok(Score::Options(table))
}

fn offered(kind: &AnswerKind) -> Vec<&str> {
    match kind {
        AnswerKind::YesNo => YES_NO.to_vec(),
        AnswerKind::YesNoPartlyNa => YES_NO_PARTLY_NA.to_vec(),
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) => choices.iter().map(|choice| choice.key.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn words(fields: &mut Fields, name: &str) -> Read<Vec<String>> {
    fields.any(name).map(|value| as_words(fields, name, value)).transpose().map(Option::unwrap_or_default)
}

fn as_words(fields: &Fields, name: &str, value: Dynamic) -> Read<Vec<String>> {
    let items = value.try_cast::<Array>().ok_or_else(|| fields.wrong(name, said("strings")))?;
    if items.len() > limits::QUESTIONS {
        return Err(fields.wrong(name, said("too-large")));
    }
    let word = |item: Dynamic| item.try_cast::<ImmutableString>().map(|word| word.to_string());
    items.into_iter().map(word).collect::<Option<_>>().ok_or_else(|| fields.wrong(name, said("strings")))
}

/// A closure that a field holds, where it holds one.
pub fn closure<T>(fields: &mut Fields, name: &str, arities: &Arities) -> Read<Option<Closure<T>>> {
    fields.any(name).map(|value| as_closure(fields, name, value, arities)).transpose()
}

fn as_closure<T>(fields: &Fields, name: &str, value: Dynamic, arities: &Arities) -> Read<Closure<T>> {
    let mut function = value.try_cast::<FnPtr>().ok_or_else(|| fields.wrong(name, said("closure")))?;
    let captured: Vec<Dynamic> = function.iter_curry().map(|value| value.clone().flatten()).collect();
    if !captured.iter().all(is_plain) {
        return Err(fields.wrong(name, said("captured")));
    }
    let declared = arities.get(function.fn_name()).copied();
    let arity = declared.map(|parameters| parameters.saturating_sub(captured.len()));
    function.set_curry(captured);
    match arity {
        Some(arity @ 0..=2) => Ok(Closure { function, arity, memo: Memo::default() }),
        Some(_) => Err(fields.wrong(name, said("arguments"))),
        None => Err(fields.wrong(name, said("closure"))),
    }
}

/// What closures keep outlives the run, so it must not be deep or shared.
fn is_plain(value: &Dynamic) -> bool {
    value.is_string() || value.is_int() || value.is_float() || value.is_bool() || value.is_char() || value.is_unit()
}
