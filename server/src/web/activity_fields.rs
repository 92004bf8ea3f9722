//! The fields of an activity as a page shows and sends them: one implementation for the form and for the questionnaire,
//! made from the table of fields.

use super::{fields::Fields as Sent, words::unit_words};
use crate::{
    domain::{
        activity_field::{FIELDS, Field, FieldKind, Group, Item},
        column::{
            Kind, NO, YES,
            choices::{Choice, LEGAL_BASES, ORIGINS, Origin, RETENTION_STARTS, RETENTION_UNITS, SAFEGUARDS, VOLUMES, read},
        },
        legal_basis::SpecialCategoryCondition,
        retention::AfterRetention,
        word::word,
    },
    locale::Texts,
    service::activity_form::{FURTHER_SAFEGUARDS, Fields},
};

/// A field, or a group of them that comes several times.
pub enum Shown {
    One(Control),
    Rows(Rows),
}

/// The rows of a group, an empty one at the end.
pub struct Rows {
    pub id: &'static str,
    pub legend: String,
    pub help: String,
    pub add: String,
    pub rows: Vec<Vec<Control>>,
}

/// One control.
pub struct Control {
    /// Differs from the name from the second row on.
    pub id: String,
    pub name: &'static str,
    pub label: String,
    pub value: String,
    pub required: bool,
    pub kind: ControlKind,
    /// Value, words, and whether it is the one chosen.
    pub options: Vec<(String, String, bool)>,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlKind {
    Text,
    Area,
    /// One value a line.
    Values,
    Choice,
}

/// An item of the form with what is filled in.
pub fn shown(t: Texts, item: Item, fields: &Fields) -> Shown {
    match item {
        Item::One(field) => Shown::One(control(t, field, field.id.to_owned(), fields.get(field.id))),
        Item::Rows(group) => Shown::Rows(rows(t, group, fields)),
    }
}

fn rows(t: Texts, group: &'static Group, fields: &Fields) -> Rows {
    let known: Vec<&'static Field> = group.fields.iter().filter_map(|id| Field::named(id)).collect();
    let filled = known.iter().filter(|field| !fields.get(field.id).is_empty());
    let count = filled.map(|field| fields.get(field.id).split('\n').count()).max().unwrap_or(0);
    let row = |row: usize| {
        let id = |field: &Field| if row == 0 { field.id.to_owned() } else { format!("{}-{row}", field.id) };
        known.iter().map(|field| control(t, field, id(field), fields.line(field.id, row))).collect()
    };
    let word = group.id.replace('_', "-");
    Rows {
        id: group.id,
        legend: t.get(&format!("group-{word}")),
        help: t.get(&format!("group-{word}-help")),
        add: t.get(&format!("group-{word}-add")),
        rows: (0..=count).map(row).collect(),
    }
}

fn control(t: Texts, field: &'static Field, id: String, value: &str) -> Control {
    let options = options(t, field, value);
    let kind = match field.kind {
        _ if !options.is_empty() => ControlKind::Choice,
        FieldKind::Cell(Kind::Multi) if field.is_list() => ControlKind::Values,
        FieldKind::Cell(Kind::Pairs) | FieldKind::Area => ControlKind::Area,
        _ => ControlKind::Text,
    };
    let value = if field.is_list() {
        value.split(';').map(str::trim).filter(|value| !value.is_empty()).collect::<Vec<_>>().join("\n")
    } else {
        value.to_owned()
    };
    Control { id, name: field.id, label: t.get(&field.label_key()), value, required: field.required, kind, options }
}

fn options(t: Texts, field: &Field, value: &str) -> Vec<(String, String, bool)> {
    let words = |choices: Vec<(String, String)>| {
        choices.into_iter().map(|(word, words)| (value == word, word, words)).map(|(chosen, word, words)| (word, words, chosen))
    };
    let choices: Vec<(String, String)> = match field.kind {
        FieldKind::Cell(Kind::YesNo) => {
            [(YES, "choice-answer-yes"), (NO, "choice-answer-no")].map(|(word, key)| (word.to_owned(), t.get(key))).into()
        }
        FieldKind::Cell(Kind::Choice(choice)) => {
            choice.allowed().map(|word| (word.to_owned(), choice_words(t, choice, word))).collect()
        }
        FieldKind::Condition => {
            SpecialCategoryCondition::ALL.iter().map(|condition| (word(condition), t.choice(condition))).collect()
        }
        FieldKind::After => AfterRetention::ALL.iter().map(|after| (word(after), t.choice(after))).collect(),
        FieldKind::Safeguard => {
            let fixed = SAFEGUARDS.iter().map(|(spelling, safeguard)| ((*spelling).to_owned(), t.choice(safeguard)));
            let further = FURTHER_SAFEGUARDS.iter().map(|(word, safeguard)| ((*word).to_owned(), t.choice(safeguard)));
            fixed.chain(further).collect()
        }
        _ => Vec::new(),
    };
    words(choices).collect()
}

/// A fixed value in the words of the person.
fn choice_words(t: Texts, choice: Choice, word: &str) -> String {
    let words = match choice {
        Choice::LegalBasis => read(&LEGAL_BASES, word).map(|basis| t.choice(&basis)),
        Choice::Volume => read(&VOLUMES, word).map(|band| t.choice(&band)),
        Choice::RetentionStart => read(&RETENTION_STARTS, word).map(|start| t.choice(&start)),
        Choice::RetentionUnit => read(&RETENTION_UNITS, word).map(|unit| unit_words(t, unit)),
        Choice::Source => read(&ORIGINS, word).map(|origin| {
            t.get(match origin {
                Origin::Direct => "choice-source-direct",
                Origin::OtherDepartment => "choice-source-other-department",
                Origin::Partner => "choice-source-partner",
            })
        }),
        Choice::Safeguard => None,
    };
    words.unwrap_or_else(|| word.to_owned())
}

/// The fields that a form sends, over those there are: a form sends all of them, a question only its own.
pub fn over(mut fields: Fields, sent: &Sent, asked: Option<&[Item]>) -> Fields {
    let names: Vec<&'static str> = match asked {
        Some(items) => items.iter().flat_map(|item| item.names()).collect(),
        None => FIELDS.iter().map(|field| field.id).collect(),
    };
    for field in names.iter().filter_map(|name| Field::named(name)) {
        fields.0.remove(field.id);
        if field.group().is_none() {
            let value = sent.one(field.id).unwrap_or_default().replace("\r\n", "\n");
            let value = if field.is_list() { value.trim().replace('\n', " ; ") } else { value };
            if !value.is_empty() {
                fields.0.insert(field.id, value);
            }
        }
    }
    let groups =
        crate::domain::activity_field::GROUPS.iter().filter(|group| group.fields.iter().any(|name| names.contains(name)));
    for group in groups {
        let columns: Vec<Vec<&str>> = group.fields.iter().map(|name| sent.all(name).collect()).collect();
        let count = columns.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |column: &Vec<&str>, row: usize| column.get(row).map_or("", |cell| cell.trim()).replace(['\r', '\n'], " ");
        let rows = (0..count).map(|row| columns.iter().map(|column| cell(column, row)).collect::<Vec<_>>());
        // A row without anything is none.
        let rows: Vec<Vec<String>> = rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        for (place, name) in group.fields.iter().enumerate() {
            let lines: Vec<&str> = rows.iter().filter_map(|row| row.get(place).map(String::as_str)).collect();
            if lines.iter().any(|line| !line.is_empty()) {
                fields.0.insert(name, lines.join("\n"));
            }
        }
    }
    fields
}

/// What is kept of an entry that is not finished, and back.
pub fn pairs(fields: &Fields) -> Vec<(String, String)> {
    let filled = FIELDS.iter().map(|field| (field.id.to_owned(), fields.get(field.id).to_owned()));
    filled.filter(|(_, value)| !value.is_empty()).collect()
}

/// The fields of an entry that was kept; names that are fields no more are left out.
pub fn of_pairs(pairs: &[(String, String)]) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in pairs {
        fields.set(name, value.clone());
    }
    fields
}

/// The item that a field belongs to, as errors name it: from the second row on with its number.
pub fn is_of(item: Item, error: &str) -> bool {
    let name = error.rsplit_once('-').map_or(error, |(name, _)| name);
    item.names().contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity_field::item;

    const BODY: &[u8] = b"category=Loyers&purpose=Encaisser&processing_name=Quittances&description=Deux%0D%0Alignes&it_tools=GED%0D%0APapier\
        &recipient_name=CAF&recipient_internal=Non&recipient_transfer_country=&recipient_transfer_safeguard=&recipient_transfer_detail=\
        &recipient_name=&recipient_internal=&recipient_transfer_country=&recipient_transfer_safeguard=&recipient_transfer_detail=\
        &recipient_name=H%C3%B4te&recipient_internal=&recipient_transfer_country=%C3%89tats-Unis&recipient_transfer_safeguard=code_of_conduct&recipient_transfer_detail=";

    #[test]
    fn what_a_form_sends_is_kept_and_shown_again() {
        let fields = over(Fields::default(), &Sent::read(BODY), None);
        assert_eq!((fields.get("it_tools"), fields.get("description")), ("GED ; Papier", "Deux\nlignes"));
        assert_eq!(fields.get("recipient_name"), "CAF\nHôte", "a row without anything is none");
        assert_eq!(fields.get("recipient_internal"), "Non\n");
        assert_eq!(of_pairs(&pairs(&fields)), fields);
        let Shown::Rows(rows) = shown(Texts::default(), item("recipients").unwrap(), &fields) else { panic!("a group") };
        let values = |row: usize| rows.rows[row].iter().map(|control| control.value.as_str()).collect::<Vec<_>>();
        assert_eq!(rows.rows.len(), 3);
        assert_eq!(values(1), ["Hôte", "", "États-Unis", "code_of_conduct", ""]);
        assert!(values(2).concat().is_empty());
        let Shown::One(tools) = shown(Texts::default(), item("it_tools").unwrap(), &fields) else { panic!("a field") };
        assert_eq!((tools.value.as_str(), tools.kind), ("GED\nPapier", ControlKind::Values));
    }

    #[test]
    fn a_question_changes_its_own_fields_only() {
        let before = over(Fields::default(), &Sent::read(BODY), None);
        let asked = [item("recipients").unwrap(), item("description").unwrap()];
        let after = over(before.clone(), &Sent::read(b"recipient_name=Mairie&it_tools=Autre"), Some(&asked));
        assert_eq!((after.get("recipient_name"), after.get("recipient_internal")), ("Mairie", ""));
        assert_eq!((after.get("description"), after.get("it_tools")), ("", "GED ; Papier"));
    }

    #[test]
    fn errors_are_of_the_item_they_name() {
        let recipients = item("recipients").unwrap();
        assert!(is_of(recipients, "recipient_name") && is_of(recipients, "recipient_name-2"));
        assert!(!is_of(recipients, "processor_name-2"));
    }
}
