//! What can be answered to a question, and the check of what a person sent.

use super::{fault::FieldError, text::Localised};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest text answer, in characters.
pub const TEXT_LENGTH: usize = 2_000;

/// How a question is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerKind {
    YesNo,
    YesNoPartlyNa,
    /// One of the options.
    Single(Vec<Choice>),
    /// Any of the options.
    Multiple(Vec<Choice>),
    Number {
        min: f64,
        max: f64,
        unit: Localised,
    },
    Date,
    Text,
    /// A whole number between two ends, each with its meaning.
    Scale {
        min: i64,
        max: i64,
        low: Localised,
        high: Localised,
    },
    /// Rows with one text for each column.
    Table(Vec<Choice>),
}

/// An option of a choice, or a column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    pub text: Localised,
}

/// An answer that was checked against its question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerValue {
    /// `yes`, `no`, `partly`, `na` or the key of an option.
    Choice(String),
    Choices(Vec<String>),
    Number(f64),
    Date(Date),
    Text(String),
    Table(Vec<Vec<String>>),
}

/// Answers to the two closed kinds, in the order in which they are offered.
pub const YES_NO: [&str; 2] = ["yes", "no"];
/// Answers to the closed kind with shades.
pub const YES_NO_PARTLY_NA: [&str; 4] = ["yes", "partly", "no", "na"];

impl AnswerKind {
    /// The word in scripts, in the API and in keys of the locale files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::YesNoPartlyNa => "yes_no_partly_na",
            Self::Single(_) => "single",
            Self::Multiple(_) => "multiple",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::Text => "text",
            Self::Scale { .. } => "scale",
            Self::Table(_) => "table",
        }
    }

    /// Reads what a form or the API sent; nothing sent means that the answer is taken back.
    pub fn read(&self, sent: &[String]) -> Result<Option<AnswerValue>, FieldError> {
        let sent: Vec<&str> = sent.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let Some(first) = sent.first().copied() else { return Ok(None) };
        match self {
            Self::Multiple(choices) => several(&sent, choices),
            Self::Table(columns) => rows(&sent, columns.len()),
            _ if sent.len() > 1 => Err(wrong("answer-one-only")),
            _ => self.read_one(first),
        }
        .map(Some)
    }

    fn read_one(&self, sent: &str) -> Result<AnswerValue, FieldError> {
        match self {
            Self::YesNo => among(sent, YES_NO),
            Self::YesNoPartlyNa => among(sent, YES_NO_PARTLY_NA),
            Self::Single(choices) => among(sent, choices.iter().map(|choice| choice.key.as_str())),
            Self::Number { min, max, .. } => number(sent, *min, *max),
            Self::Scale { min, max, .. } => scale(sent, *min, *max),
            Self::Date => sent.parse().map(AnswerValue::Date).map_err(|_| wrong("answer-date")),
            _ if sent.chars().count() > TEXT_LENGTH => Err(wrong("answer-text-long").with("max", TEXT_LENGTH)),
            _ => Ok(AnswerValue::Text(sent.to_owned())),
        }
    }
}

impl AnswerValue {
    /// Whether a choice or one of several is this one.
    pub fn is(&self, key: &str) -> bool {
        match self {
            Self::Choice(choice) => choice == key,
            Self::Choices(choices) => choices.iter().any(|choice| choice == key),
            _ => false,
        }
    }

    /// As a field of a form shows it; empty for choices and tables.
    pub fn as_field(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Text(text) => text.clone(),
            Self::Choice(_) | Self::Choices(_) | Self::Table(_) => String::new(),
        }
    }
}

fn wrong(message: &str) -> FieldError {
    FieldError::new("value", message)
}

fn among<'a>(sent: &str, offered: impl IntoIterator<Item = &'a str>) -> Result<AnswerValue, FieldError> {
    let known = offered.into_iter().any(|offered| offered == sent);
    if known { Ok(AnswerValue::Choice(sent.to_owned())) } else { Err(wrong("answer-not-offered")) }
}

/// Kept in the order of the options, each once.
fn several(sent: &[&str], choices: &[Choice]) -> Result<AnswerValue, FieldError> {
    if sent.iter().any(|sent| choices.iter().all(|choice| choice.key != *sent)) {
        return Err(wrong("answer-not-offered"));
    }
    let chosen = choices.iter().filter(|choice| sent.contains(&choice.key.as_str()));
    Ok(AnswerValue::Choices(chosen.map(|choice| choice.key.clone()).collect()))
}

/// A decimal comma is read as a point; spaces between groups of digits are left out.
fn number(sent: &str, min: f64, max: f64) -> Result<AnswerValue, FieldError> {
    let plain: String = sent.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() && (min..=max).contains(&number) => Ok(AnswerValue::Number(number)),
        Ok(_) => Err(wrong("answer-number-range").with("min", min).with("max", max)),
        Err(_) => Err(wrong("answer-number")),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the ends of a scale are small numbers")]
fn scale(sent: &str, min: i64, max: i64) -> Result<AnswerValue, FieldError> {
    match sent.parse::<i64>() {
        Ok(step) if (min..=max).contains(&step) => Ok(AnswerValue::Number(step as f64)),
        _ => Err(wrong("answer-number-range").with("min", min).with("max", max)),
    }
}

/// One row for each text sent, its cells parted by tabs.
fn rows(sent: &[&str], columns: usize) -> Result<AnswerValue, FieldError> {
    let rows: Vec<Vec<String>> = sent.iter().map(|row| row.split('\t').map(str::to_owned).collect()).collect();
    let fits =
        rows.iter().all(|row| row.len() == columns) && rows.iter().flatten().map(String::len).sum::<usize>() <= TEXT_LENGTH;
    if fits { Ok(AnswerValue::Table(rows)) } else { Err(wrong("answer-table")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(keys: &[&str]) -> Vec<Choice> {
        keys.iter().map(|key| Choice { key: (*key).to_owned(), text: Localised::same(*key) }).collect()
    }

    #[test]
    fn an_answer_is_checked_against_its_question() {
        let range = || AnswerKind::Number { min: 0.0, max: 10.0, unit: Localised::default() };
        let scale = || AnswerKind::Scale { min: 1, max: 5, low: Localised::default(), high: Localised::default() };
        let choice = |key: &str| Ok(Some(AnswerValue::Choice(key.to_owned())));
        type Row<'a> = (AnswerKind, &'a [&'a str], Result<Option<AnswerValue>, &'a str>);
        let table: Vec<Row<'_>> = vec![
            (AnswerKind::YesNo, &["yes"], choice("yes")),
            (AnswerKind::YesNo, &[" no "], choice("no")),
            (AnswerKind::YesNo, &[""], Ok(None)),
            (AnswerKind::YesNo, &[], Ok(None)),
            (AnswerKind::YesNo, &["partly"], Err("answer-not-offered")),
            (AnswerKind::YesNo, &["yes", "no"], Err("answer-one-only")),
            (AnswerKind::YesNoPartlyNa, &["na"], choice("na")),
            (AnswerKind::Single(choices(&["a", "b"])), &["b"], choice("b")),
            (AnswerKind::Single(choices(&["a", "b"])), &["c"], Err("answer-not-offered")),
            (
                AnswerKind::Multiple(choices(&["a", "b", "c"])),
                &["c", "a", "c"],
                Ok(Some(AnswerValue::Choices(vec!["a".into(), "c".into()]))),
            ),
            (AnswerKind::Multiple(choices(&["a"])), &["a", "z"], Err("answer-not-offered")),
            (range(), &["3,5"], Ok(Some(AnswerValue::Number(3.5)))),
            (range(), &["11"], Err("answer-number-range")),
            (range(), &["NaN"], Err("answer-number-range")),
            (range(), &["three"], Err("answer-number")),
            (AnswerKind::Date, &["2026-02-30"], Err("answer-date")),
            (AnswerKind::Date, &["2026-02-28"], Ok(Some(AnswerValue::Date(jiff::civil::date(2026, 2, 28))))),
            (scale(), &["5"], Ok(Some(AnswerValue::Number(5.0)))),
            (scale(), &["6"], Err("answer-number-range")),
            (scale(), &["2.5"], Err("answer-number-range")),
            (AnswerKind::Text, &["du texte"], Ok(Some(AnswerValue::Text("du texte".into())))),
            (
                AnswerKind::Table(choices(&["a", "b"])),
                &["1\t2"],
                Ok(Some(AnswerValue::Table(vec![vec!["1".into(), "2".into()]]))),
            ),
            (AnswerKind::Table(choices(&["a", "b"])), &["1"], Err("answer-table")),
        ];
        for (kind, sent, expected) in table {
            let sent: Vec<String> = sent.iter().map(|text| (*text).to_owned()).collect();
            let read = kind.read(&sent).map_err(|error| error.message);
            assert_eq!(read, expected.map_err(str::to_owned), "{kind:?} {sent:?}");
        }
        assert!(AnswerKind::Text.read(&["x".repeat(TEXT_LENGTH + 1)]).is_err());
    }
}
