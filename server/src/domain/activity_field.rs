//! What can be entered about an activity: the 89 columns, and what no column holds beside them. Form, questionnaire
//! and API name fields as here; nothing else lists them.

use super::{
    activity::{ActivityRecord, SecurityMeasure},
    answer::Answer,
    column::{COLUMNS, Column, Kind, choices::Choice},
    register::RegisterKind,
};
use std::sync::LazyLock;

/// A field of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in forms, in scripts and in the API; that of its column where it has one.
    pub id: &'static str,
    pub kind: FieldKind,
    /// Without it nothing can be saved.
    pub required: bool,
    /// Number of its column, or of the one after which it stands.
    pub column: u8,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// What a cell of a column holds.
    Cell(Kind),
    /// Several lines of text.
    Area,
    /// A condition of art. 9(2), by its word.
    Condition,
    /// What happens when a period ends, by its word.
    After,
    /// A tool of art. 46 or a derogation: the fixed values of the columns, and words for those they do not name.
    Safeguard,
}

/// Fields that come together, once for each of several parties, people or periods. The first one names the row.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    pub id: &'static str,
    pub fields: &'static [&'static str],
}

/// What a form shows: a field, or the rows of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    One(&'static Field),
    Rows(&'static Group),
}

const fn beyond(column: u8, id: &'static str, kind: FieldKind) -> Field {
    Field { id, kind, required: false, column }
}

const TEXT: FieldKind = FieldKind::Cell(Kind::Text);

/// What no column holds, in the order of the form.
static BEYOND: [Field; 18] = [
    beyond(4, "client_name", TEXT),
    beyond(4, "client_contact_first_name", TEXT),
    beyond(4, "client_contact_last_name", TEXT),
    beyond(4, "client_contact_position", TEXT),
    beyond(4, "client_contact_email", FieldKind::Cell(Kind::Email)),
    beyond(11, "balancing_test", FieldKind::Area),
    beyond(20, "joint_controller_transfer_detail", TEXT),
    beyond(49, "special_category_condition", FieldKind::Condition),
    beyond(49, "criminal_data_authority", TEXT),
    beyond(54, "indirect_source_contact_position", TEXT),
    beyond(71, "recipient_transfer_detail", TEXT),
    beyond(76, "processor_transfer_detail", TEXT),
    beyond(79, "retention_then", FieldKind::After),
    beyond(80, "retained_data", TEXT),
    beyond(80, "retained_duration", FieldKind::Cell(Kind::Number { min: 0, max: u32::MAX })),
    beyond(80, "retained_unit", FieldKind::Cell(Kind::Choice(Choice::RetentionUnit))),
    beyond(80, "retained_start", FieldKind::Cell(Kind::Choice(Choice::RetentionStart))),
    beyond(80, "retained_then", FieldKind::After),
];

/// The groups, in the order of the form.
pub static GROUPS: [Group; 5] = [
    Group {
        id: "joint_controllers",
        fields: &[
            "joint_controller_name",
            "joint_controller_transfer_country",
            "joint_controller_transfer_safeguard",
            "joint_controller_transfer_detail",
        ],
    },
    Group { id: "data_subjects", fields: &["data_subject_categories", "data_subject_volume"] },
    Group {
        id: "recipients",
        fields: &[
            "recipient_name",
            "recipient_internal",
            "recipient_transfer_country",
            "recipient_transfer_safeguard",
            "recipient_transfer_detail",
        ],
    },
    Group {
        id: "processors",
        fields: &[
            "processor_name",
            "processor_contract",
            "processor_data_protection_clause",
            "processor_transfer_country",
            "processor_transfer_safeguard",
            "processor_transfer_detail",
        ],
    },
    Group { id: "retained", fields: &["retained_data", "retained_duration", "retained_unit", "retained_start", "retained_then"] },
];

/// Every field, in the order of the form.
pub static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let columns = COLUMNS.iter().flat_map(|column| {
        let after = BEYOND.iter().filter(|field| field.column == column.number).copied();
        std::iter::once(Field::of(column)).chain(after)
    });
    columns.collect()
});

impl Field {
    /// The field of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.id == id)
    }

    /// Key of its label in the locale files.
    pub fn label_key(&self) -> String {
        match Column::named(self.id) {
            Some(column) => column.label_key(),
            None => format!("field-{}", self.id.replace('_', "-")),
        }
    }

    /// Whether it holds several values, each on a line of its own in a form.
    pub fn is_list(&self) -> bool {
        matches!(self.kind, FieldKind::Cell(Kind::Multi | Kind::Pairs)) && self.group().is_none()
    }

    /// The group it comes in, where it may come several times.
    pub fn group(&self) -> Option<&'static Group> {
        GROUPS.iter().find(|group| group.fields.contains(&self.id))
    }

    fn of(column: &'static Column) -> Self {
        let kind = match column.kind {
            _ if column.id == "description" => FieldKind::Area,
            Kind::Choice(Choice::Safeguard) => FieldKind::Safeguard,
            kind => FieldKind::Cell(kind),
        };
        Self { id: column.id, kind, required: column.required, column: column.number }
    }
}

impl Group {
    /// The group of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        GROUPS.iter().find(|group| group.id == id)
    }
}

/// What the form of a register shows, in its order. Client controllers have their place in the processor register only.
pub fn items(kind: RegisterKind) -> Vec<Item> {
    let shown = |field: &&Field| kind == RegisterKind::Processor || !field.id.starts_with("client_");
    let mut items: Vec<Item> = Vec::new();
    for field in FIELDS.iter().filter(shown) {
        match field.group() {
            None => items.push(Item::One(field)),
            Some(group) if items.contains(&Item::Rows(group)) => {}
            Some(group) => items.push(Item::Rows(group)),
        }
    }
    items
}

/// The field or the group of a name.
pub fn item(id: &str) -> Option<Item> {
    let alone = Field::named(id).filter(|field| field.group().is_none());
    Group::named(id).map(Item::Rows).or_else(|| alone.map(Item::One))
}

impl Item {
    /// The names of its fields, as forms send them.
    pub fn names(self) -> Vec<&'static str> {
        match self {
            Self::One(field) => vec![field.id],
            Self::Rows(group) => group.fields.to_vec(),
        }
    }
}

/// The answer in a yes/no column of the activity itself; those about a party stand with the party.
pub fn answer_of(record: &mut ActivityRecord, column: u8) -> Option<&mut Answer> {
    let information = &mut record.information;
    Some(match column {
        57 => &mut record.minors,
        58 => &mut information.form,
        59 => &mut information.poster,
        60 => &mut information.website,
        61 => &mut information.letter,
        62 => &mut information.oral,
        81..=88 => record.security.get_mut(*SecurityMeasure::ALL.get(usize::from(column - 81))?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_once_and_every_group_has_its_fields() {
        let mut ids: Vec<&str> = FIELDS.iter().map(|field| field.id).collect();
        assert_eq!(ids.len(), COLUMNS.len() + BEYOND.len());
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), FIELDS.len());
        for group in &GROUPS {
            let known = group.fields.iter().filter_map(|id| Field::named(id));
            assert_eq!(known.filter(|field| field.group() == Some(group)).count(), group.fields.len(), "{}", group.id);
            assert!(Field::named(group.id).is_none(), "{} is a group, not a field", group.id);
        }
    }

    #[test]
    fn clients_are_asked_for_in_the_processor_register_only() {
        let names = |kind| items(kind).into_iter().flat_map(Item::names).collect::<Vec<_>>();
        let (controller, processor) = (names(RegisterKind::Controller), names(RegisterKind::Processor));
        assert_eq!(processor.len(), FIELDS.len());
        assert_eq!(controller.len(), FIELDS.len() - 5);
        assert!(processor.contains(&"client_name") && !controller.contains(&"client_name"));
    }

    #[test]
    fn every_answer_of_the_activity_has_its_column() {
        let of_parties = ["recipient_internal", "processor_contract", "processor_data_protection_clause"];
        for column in COLUMNS.iter().filter(|column| column.kind == Kind::YesNo) {
            let found = answer_of(&mut ActivityRecord::default(), column.number).is_some();
            assert_eq!(found, !of_parties.contains(&column.id), "{}", column.id);
        }
    }
}
