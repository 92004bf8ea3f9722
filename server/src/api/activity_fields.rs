//! The fields of an activity between JSON and the cells that forms and files share.

use super::{activities::parsed, words::RetentionBody};
use crate::{
    domain::{
        column::{COLUMNS, Kind, YES, values},
        fault::{Fault, FieldError},
    },
    service::{
        activity::ActivitySheet,
        activity_form::{Fields, beyond},
    },
};
use serde_json::{Map, Value, json};

/// The fields of an activity as JSON.
pub fn written(sheet: &ActivitySheet) -> Map<String, Value> {
    let fields = Fields::of(sheet);
    let record = &sheet.activity.record;
    let text = |name: &str| Some(fields.get(name)).filter(|value| !value.is_empty()).map_or(Value::Null, |value| json!(value));
    let mut body = Map::new();
    for column in &COLUMNS {
        let value = match column.kind {
            _ if STRUCTURED.contains(&column.id) => continue,
            Kind::Multi => json!(values(fields.get(column.id)).collect::<Vec<_>>()),
            Kind::Pairs => {
                let items: Vec<_> = values(fields.get(column.id)).collect();
                items
                    .chunks_exact(2)
                    .filter_map(|pair| pair.first().zip(pair.get(1)))
                    .map(|(category, kind)| json!({ "category": category, "type": kind }))
                    .collect()
            }
            Kind::YesNo => match fields.get(column.id) {
                "" => Value::Null,
                word => json!(word == YES),
            },
            _ => text(column.id),
        };
        body.insert(column.id.into(), value);
    }
    body.insert("start_date".into(), json!(record.start_date));
    body.insert("retention".into(), json!(record.retention.map(RetentionBody::from)));
    for name in beyond() {
        body.insert(name.into(), text(name));
    }
    body.insert("joint_controllers".into(), json!(record.joint_controllers));
    body.insert("recipients".into(), json!(record.recipients));
    body.insert("processors".into(), json!(record.processors));
    body
}

/// Columns that make up a structured field together.
const STRUCTURED: [&str; 6] =
    ["start_day", "start_month", "start_year", "retention_duration", "retention_unit", "retention_start"];

/// Fields that answers carry and that requests may send back without effect.
const READ_ONLY: [&str; 14] = [
    "id",
    "version",
    "status",
    "updated_at",
    "review",
    "purpose_id",
    "missing",
    "lacks",
    "exceeds",
    "refusal",
    "findings",
    "joint_controllers",
    "recipients",
    "processors",
];

/// The fields that a request sends. Columns may be sent flat as well; a name that is not known is an error.
pub fn fields_of(body: &Map<String, Value>) -> Result<Fields, Fault> {
    let mut fields = Fields::default();
    let mut errors = Vec::new();
    for (name, value) in body {
        let known = match name.as_str() {
            "start_date" => start_date(&mut fields, value),
            "retention" => retention(&mut fields, value),
            "name" => fields.set("processing_name", plain(value).unwrap_or_default()),
            name if READ_ONLY.contains(&name) => true,
            name => match plain(value) {
                Some(text) => fields.set(name, text),
                None => false,
            },
        };
        if !known {
            errors.push(FieldError::new(name, "fault-unknown-value"));
        }
    }
    if errors.is_empty() { Ok(fields) } else { Err(Fault::Invalid(errors)) }
}

/// A value as the text of a cell; `None` where no cell could hold it.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(yes) => Some(if *yes { YES } else { crate::domain::column::NO }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(item).collect();
            items.map(|items| items.join(" ; "))
        }
        Value::Object(_) => None,
    }
}

/// One of several values: a text without a semicolon, or a pair of category and type.
fn item(value: &Value) -> Option<String> {
    let single = |value: &Value| value.as_str().filter(|text| !text.contains(';')).map(str::to_owned);
    match value {
        Value::Object(pair) => Some(format!("{} ; {}", single(pair.get("category")?)?, single(pair.get("type")?)?)),
        value => single(value),
    }
}

fn start_date(fields: &mut Fields, value: &Value) -> bool {
    let parts: [Option<String>; 3] = match value {
        Value::Null => Default::default(),
        Value::String(date) => {
            let mut parts = date.splitn(3, '-').map(|part| Some(part.trim_start_matches('0').to_owned()));
            let (year, month, day) = (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
            [day, month, year]
        }
        Value::Object(parts) => ["day", "month", "year"].map(|name| parts.get(name).and_then(plain)),
        _ => return false,
    };
    let names = ["start_day", "start_month", "start_year"];
    names.into_iter().zip(parts).all(|(name, part)| fields.set(name, part.unwrap_or_default()))
}

fn retention(fields: &mut Fields, value: &Value) -> bool {
    use crate::domain::column::choices::{RETENTION_STARTS, RETENTION_UNITS, write};
    let Value::Object(parts) = value else { return value.is_null() };
    let spelled = |name: &str| parts.get(name).and_then(plain).unwrap_or_default();
    let unit =
        parsed("retention", &spelled("unit")).map_or_else(|_| spelled("unit"), |unit| write(&RETENTION_UNITS, &unit).to_owned());
    let start = parsed("retention", &spelled("start"))
        .map_or_else(|_| spelled("start"), |start| write(&RETENTION_STARTS, &start).to_owned());
    fields.set("retention_duration", spelled("duration"))
        && fields.set("retention_unit", unit)
        && fields.set("retention_start", start)
}
