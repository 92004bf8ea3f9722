//! Ways through forms: which question is asked for what is filled in, and how far one is. Reads scripts, stores nothing.

use super::{Services, activity_form::Fields, script};
use crate::{
    domain::{
        access::Member,
        activity_field::{FIELDS, Field, FieldKind, GROUPS},
        column::{Kind, yes_no},
        entry::{Entry, EntryQuestion, EntryValue, EntryValues},
        fault::Fault,
        register::RegisterKind,
    },
    scripts::EntryScript,
};
use std::sync::Arc;

/// A way through a form as it is filled in.
pub struct Way {
    script: Arc<EntryScript>,
    steps: Vec<Step>,
}

/// A question that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Number of its theme.
    pub theme: usize,
    /// Number among all questions of the script.
    question: usize,
    /// Whether anything is filled in.
    pub answered: bool,
}

/// The way through the form of an activity.
///
/// # Errors
/// The store failed, or our own script does not read.
pub fn activity(services: &Services, member: &Member, kind: RegisterKind, fields: &Fields) -> Result<Way, Fault> {
    Ok(Way::new(script::entry(services, member, "activity")?, &values(kind, fields)))
}

/// The way through the form of a purpose; `values` by the name of the part.
///
/// # Errors
/// The store failed, or our own script does not read.
pub fn purpose(services: &Services, member: &Member, values: &EntryValues) -> Result<Way, Fault> {
    Ok(Way::new(script::entry(services, member, "purpose")?, values))
}

impl Way {
    fn new(script: Arc<EntryScript>, values: &EntryValues) -> Self {
        let asked = script.asked(values);
        for fault in &asked.faults {
            tracing::error!(%fault, "a condition failed: its question is asked");
        }
        let filled = |name: &String| {
            values.get(name).is_some_and(|value| match value {
                EntryValue::Text(text) => !text.is_empty(),
                EntryValue::List(values) => !values.is_empty(),
            })
        };
        let steps = script.entry.questions().enumerate().zip(asked.visible).filter(|(_, visible)| *visible);
        let step = |((question, (theme, of)), _): ((usize, (usize, &EntryQuestion)), bool)| Step {
            theme,
            question,
            answered: of.fields.iter().any(filled),
        };
        let steps = steps.map(step).collect();
        Self { script, steps }
    }

    /// The script's themes and questions.
    pub fn entry(&self) -> &Entry {
        &self.script.entry
    }

    /// The questions that are asked, in order.
    pub fn steps(&self) -> impl Iterator<Item = (&Step, &EntryQuestion)> {
        let questions = &self.script.entry;
        self.steps.iter().filter_map(|step| Some((step, questions.questions().nth(step.question)?.1)))
    }

    /// The place of a question among those that are asked.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.steps().position(|(_, question)| question.key == key)
    }

    /// The question before or after a place, by its key.
    pub fn key_at(&self, place: usize) -> Option<&str> {
        self.steps().nth(place).map(|(_, question)| question.key.as_str())
    }

    /// The question to go on with after one that may no longer be asked.
    pub fn after(&self, key: &str) -> Option<&str> {
        let number = self.script.entry.questions().position(|(_, question)| question.key == key)?;
        let next = self.steps.iter().position(|step| step.question > number)?;
        self.key_at(next)
    }

    /// The question before one.
    pub fn before(&self, key: &str) -> Option<&str> {
        let number = self.script.entry.questions().position(|(_, question)| question.key == key)?;
        let last = self.steps.iter().rposition(|step| step.question < number)?;
        self.key_at(last)
    }
}

/// What is filled in, as conditions see it: every field and every group.
fn values(kind: RegisterKind, fields: &Fields) -> EntryValues {
    let mut values: EntryValues = FIELDS.iter().map(|field| (field.id.to_owned(), value(field, fields.get(field.id)))).collect();
    for group in &GROUPS {
        let lines = group.fields.first().map(|name| fields.get(name)).unwrap_or_default();
        values.insert(group.id.to_owned(), list(lines.split('\n')));
    }
    values.insert("register".to_owned(), EntryValue::Text(kind.as_str().to_owned()));
    values
}

fn value(field: &Field, text: &str) -> EntryValue {
    if field.is_list() {
        return list(text.split(';'));
    }
    if field.group().is_some() {
        return list(text.split('\n'));
    }
    EntryValue::Text(match field.kind {
        FieldKind::Cell(Kind::Choice(choice)) => choice.word(text).unwrap_or_default(),
        FieldKind::Cell(Kind::YesNo) if !text.is_empty() => {
            yes_no(text).map_or("", |yes| if yes { "yes" } else { "no" }).to_owned()
        }
        _ => text.trim().to_owned(),
    })
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> EntryValue {
    EntryValue::List(values.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            activity_field::{Item, item, items},
            data_category::DataCategory,
            purpose_field::PARTS,
        },
        scripts::{ACTIVITY, PURPOSE},
    };

    fn script(file: &str, text: &str) -> EntryScript {
        EntryScript::compile(file, text).unwrap_or_else(|fault| panic!("{fault}"))
    }

    #[test]
    fn every_field_of_an_activity_is_asked_for_once() {
        let script = script("activity.rhai", ACTIVITY);
        let asked: Vec<&String> = script.entry.questions().flat_map(|(_, question)| &question.fields).collect();
        assert!(asked.iter().all(|name| item(name).is_some()), "{asked:?}");
        for item in items(RegisterKind::Processor) {
            let name = match item {
                Item::One(field) => field.id,
                Item::Rows(group) => group.id,
            };
            assert_eq!(asked.iter().filter(|asked| **asked == name).count(), 1, "{name}");
        }
    }

    #[test]
    fn every_part_of_a_purpose_is_asked_for_once() {
        let script = script("purpose.rhai", PURPOSE);
        for part in &PARTS {
            let asked = script.entry.questions().flat_map(|(_, question)| &question.fields).filter(|name| *name == part.id);
            assert_eq!(asked.count(), 1, "{}", part.id);
        }
        assert_eq!(script.entry.questions().map(|(_, question)| question.fields.len()).sum::<usize>(), PARTS.len());
    }

    #[test]
    fn every_question_has_its_words_in_three_languages() {
        for (file, text) in [("activity.rhai", ACTIVITY), ("purpose.rhai", PURPOSE)] {
            let script = script(file, text);
            let titles = script.entry.themes.iter().map(|theme| &theme.title).chain([&script.entry.title]);
            assert!(titles.clone().all(|title| title.missing().is_empty()), "{file}");
            for (_, question) in script.entry.questions() {
                for words in [&question.text, &question.why] {
                    assert!(words.missing().is_empty() && !words.fr.is_empty(), "{file}: {}", question.key);
                }
                for words in [&question.help, &question.example, &question.article] {
                    assert!(words.fr.is_empty() || words.missing().is_empty(), "{file}: {}", question.key);
                }
            }
        }
    }

    #[test]
    fn questions_come_with_what_calls_for_them() {
        let script = script("activity.rhai", ACTIVITY);
        let asked = |kind, filled: &[(&str, &str)]| {
            let mut fields = Fields::default();
            for (name, value) in filled {
                assert!(fields.set(name, (*value).to_owned()), "{name}");
            }
            let asked = script.asked(&values(kind, &fields));
            assert_eq!(asked.faults, []);
            let visible = script.entry.questions().zip(asked.visible).filter(|(_, visible)| *visible);
            visible.map(|((_, question), _)| question.key.clone()).collect::<Vec<_>>()
        };
        type Row<'a> = (&'a str, RegisterKind, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)]);
        let controller = RegisterKind::Controller;
        let table: [Row<'_>; 6] = [
            (
                "balancing_test",
                controller,
                &[("legal_basis", "Consentement")],
                &[("legal_basis", "Intérêts légitimes de l’entreprise")],
            ),
            ("condition", controller, &[("identification_data", "Nom")], &[("health_data", "Handicap")]),
            ("authority", controller, &[("health_data", "Handicap")], &[("judicial_data", "Jugement")]),
            (
                "indirect_source",
                controller,
                &[("collection_source", "Directe")],
                &[("collection_source", "Indirecte : Partenaire / Prestataire")],
            ),
            ("client", RegisterKind::Processor, &[], &[]),
            ("joint_controllers", controller, &[], &[]),
        ];
        for (key, kind, without, with) in table {
            assert!(asked(kind, with).iter().any(|asked| asked == key), "{key} is asked for {with:?}");
            let other = if kind == controller && without == with { RegisterKind::Processor } else { controller };
            assert!(!asked(other, without).iter().any(|asked| asked == key), "{key} is not asked for {without:?}");
        }
    }

    #[test]
    fn the_script_knows_every_special_category_and_every_one_on_offences() {
        let script = script("activity.rhai", ACTIVITY);
        for category in DataCategory::ALL {
            let mut fields = Fields::default();
            let field = FIELDS.iter().find(|field| usize::from(field.column) == category.column()).unwrap();
            fields.set(field.id, "Donnée".to_owned());
            let asked = script.asked(&values(RegisterKind::Controller, &fields));
            let shown = |key: &str| {
                let place = script.entry.questions().position(|(_, question)| question.key == key).unwrap();
                asked.visible[place]
            };
            assert_eq!((shown("condition"), shown("authority")), (category.is_special(), category.is_criminal()), "{category:?}");
        }
    }
}
