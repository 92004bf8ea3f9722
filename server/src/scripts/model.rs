//! Scripts that declare models of purposes with `model(#{…})`: read once, under the limits of every script.

use super::{
    engine::engine,
    fault::{self, error},
    fields::{self, Fields, Read},
    limits,
};
use crate::domain::{
    data_category::DataCategory,
    purpose_model::{ModelData, ModelPeriod, PurposeModel, Standard},
    retention::RetentionPeriod,
    script_fault::{ScriptFault, said},
    text::Localised,
    word::meant,
};
use parking_lot::Mutex;
use rhai::{Array, Dynamic, Engine, INT, ImmutableString, Map, Position};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// What stands in the place of a list that nobody knows.
const UNKNOWN: &str = "unknown";

/// Models of one script.
const MODELS: usize = 500;

/// The models that a script declares; `source` stands before their keys: `cnil`, or the name of a pack.
///
/// # Errors
/// What is wrong, with file and place.
pub fn read(source: &str, file: &str, text: &str) -> Result<Vec<PurposeModel>, ScriptFault> {
    let unreadable = || ScriptFault::whole(file, said("unreadable"));
    limits::apart(limits::READING, || declared(source, file, text)).unwrap_or_else(|| Err(unreadable()))
}

fn declared(source: &str, file: &str, text: &str) -> Result<Vec<PurposeModel>, ScriptFault> {
    if text.len() > limits::SOURCE {
        return Err(ScriptFault::whole(file, said("long").with("most", limits::SOURCE / 1024)));
    }
    let mut engine = engine();
    engine.set_max_operations(limits::READING_OPERATIONS);
    let found = register(&mut engine, source);
    let ast = engine.compile(text).map_err(|error| fault::parsing(file, &error))?;
    engine.run_ast(&ast).map_err(|error| fault::running(file, &error, Position::NONE))?;
    let models = std::mem::take(&mut *found.lock());
    Ok(models)
}

/// Adds what declares models to an engine; what is declared is gathered in the value that is given back.
pub fn register(engine: &mut Engine, source: &str) -> Arc<Mutex<Vec<PurposeModel>>> {
    let found = Arc::new(Mutex::new(Vec::<PurposeModel>::new()));
    let (to, source) = (Arc::clone(&found), source.to_owned());
    engine.register_fn("model", move |map: Map| {
        let model = model(&source, map)?;
        let mut found = to.lock();
        if found.iter().any(|other| other.id == model.id) {
            return Err(error(said("twice").with("what", format!("model {}", model.id))));
        }
        if found.len() >= MODELS {
            return Err(error(said("models-many").with("most", MODELS)));
        }
        found.push(model);
        Ok::<_, Box<rhai::EvalAltResult>>(())
    });
    found
}

fn model(source: &str, map: Map) -> Read<PurposeModel> {
    let key = map.get("id").map(ToString::to_string).unwrap_or_default();
    let mut fields = Fields::new(format!("model {key}"), map);
    let key = fields.key("id")?;
    let standard = match fields.any("standard") {
        Some(value) => Some(standard(&key, value)?),
        None => None,
    };
    let model = PurposeModel {
        id: format!("{source}.{key}"),
        name: fields.needed("name")?,
        category: fields.needed("category")?,
        note: fields.localised("note")?.unwrap_or_default(),
        standard,
        confidence: word(&mut fields, "confidence")?,
        dpia: word(&mut fields, "dpia")?,
        legal_bases: words(&mut fields, "legal_bases")?,
        data_subjects: texts(&mut fields, "data_subjects")?,
        personal_data: data(&mut fields)?,
        recipients: texts(&mut fields, "recipients")?,
        retention: periods(&mut fields)?,
        security_measures: words(&mut fields, "measures")?,
    };
    fields.finish()?;
    Ok(model)
}

fn standard(key: &str, value: Dynamic) -> Read<Standard> {
    let mut fields = Fields::read(format!("model {key}, standard"), value)?;
    let year = fields.get::<INT>("year", said("year"))?.and_then(|year| u16::try_from(year).ok());
    let standard = Standard {
        kind: word(&mut fields, "kind")?,
        code: plain(&mut fields, "code")?,
        title: plain(&mut fields, "title")?,
        act: plain(&mut fields, "act")?,
        year: year.ok_or_else(|| fields.wrong("year", said("year")))?,
        status: word(&mut fields, "status")?,
    };
    fields.finish()?;
    Ok(standard)
}

/// Names of types by category, in the order of the categories. A type of the product's own list speaks three languages.
fn data(fields: &mut Fields) -> Read<Vec<ModelData>> {
    let value = fields.any("data");
    if is_unknown(value.as_ref()) {
        return Ok(Vec::new());
    }
    let map = value.and_then(Dynamic::try_cast::<Map>).filter(|map| !map.is_empty());
    let map = map.ok_or_else(|| fields.wrong("data", said("missing-list")))?;
    let mut found = Vec::new();
    for (key, names) in map {
        let category: DataCategory = meant(&key).ok_or_else(|| fields.wrong("data", said("no-category").with("key", &key)))?;
        let names = names.try_cast::<Array>().ok_or_else(|| fields.wrong("data", said("lists")))?;
        for name in names {
            let name = fields::localised("data", name)?;
            let known = category.types().iter().find(|kind| kind.fr == name.fr);
            let name = known.map_or(name, |kind| Localised { fr: kind.fr.into(), en: kind.en.into(), es: kind.es.into() });
            found.push(ModelData { category, name });
        }
    }
    found.sort_by_key(|data| data.category);
    Ok(found)
}

fn periods(fields: &mut Fields) -> Read<Vec<ModelPeriod>> {
    let periods = known(fields, "retention")?.into_iter().map(|value| {
        let mut fields = Fields::read("retention", value)?;
        let length = fields.get::<INT>("length", said("whole"))?.and_then(|length| u32::try_from(length).ok());
        let length = length.ok_or_else(|| fields.wrong("length", said("whole")))?;
        let period = ModelPeriod {
            what: fields.needed("what")?,
            period: RetentionPeriod { length, unit: word(&mut fields, "unit")?, from: None, then: None },
            from: fields.needed("from")?,
            phase: word(&mut fields, "phase")?,
            verified: fields.get("verified", said("true-or-false"))?.unwrap_or(false),
            note: fields.localised("note")?.unwrap_or_default(),
        };
        fields.finish()?;
        Ok(period)
    });
    periods.collect()
}

fn texts(fields: &mut Fields, name: &str) -> Read<Vec<Localised>> {
    known(fields, name)?.into_iter().map(|value| fields::localised(name, value)).collect()
}

/// The items of a list. What is not known is said so, never left out: no gap passes for an answer.
fn known(fields: &mut Fields, name: &str) -> Read<Array> {
    let value = fields.any(name);
    if is_unknown(value.as_ref()) {
        return Ok(Array::new());
    }
    let list = value.and_then(Dynamic::try_cast::<Array>).filter(|list| !list.is_empty());
    list.ok_or_else(|| fields.wrong(name, said("missing-list")))
}

fn is_unknown(value: Option<&Dynamic>) -> bool {
    value.is_some_and(|value| value.read_lock::<ImmutableString>().is_some_and(|word| word.as_str() == UNKNOWN))
}

/// The value of a fixed word that must be there.
fn word<T: DeserializeOwned>(fields: &mut Fields, name: &str) -> Read<T> {
    let found = plain(fields, name)?;
    meant(&found).ok_or_else(|| fields.wrong(name, said("no-value").with("value", &found)))
}

fn words<T: DeserializeOwned>(fields: &mut Fields, name: &str) -> Read<Vec<T>> {
    let list = known(fields, name)?;
    let meant = |value: Dynamic| value.try_cast::<ImmutableString>().and_then(|word| meant(&word));
    list.into_iter().map(|value| meant(value).ok_or_else(|| fields.wrong(name, said("no-values")))).collect()
}

fn plain(fields: &mut Fields, name: &str) -> Read<String> {
    Ok(fields.text(name)?.map(|text| text.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::purpose_model::{CNIL, Confidence, StandardKind, StandardStatus};
    use crate::scripts::CNIL_MODELS;

    #[test]
    fn the_models_of_the_cnil_are_complete_in_three_languages() {
        let models = read(CNIL, "cnil", CNIL_MODELS).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(models.len() >= 37, "{}", models.len());
        for model in &models {
            let id = &model.id;
            let standard = model.standard.as_ref().unwrap_or_else(|| panic!("{id}: of which text?"));
            assert!(!standard.title.is_empty() && (1978..=2100).contains(&standard.year), "{id}");
            let former = matches!(
                standard.kind,
                StandardKind::FormerSimplifiedNorm | StandardKind::FormerSingleAuthorisation | StandardKind::FormerExemption
            );
            assert_eq!(former, standard.status == StandardStatus::Former, "{id}: norms of before 2018 are no longer in force");
            assert!(standard.status == StandardStatus::Draft || !standard.act.is_empty(), "{id}: by which act?");
            assert!(!model.legal_bases.is_empty() && !model.personal_data.is_empty(), "{id}");
            assert!(model.confidence != Confidence::Recalled || model.retention.iter().all(|kept| !kept.verified), "{id}");
            let texts = [&model.name, &model.category].into_iter().chain(&model.data_subjects).chain(&model.recipients);
            let texts = texts.chain(model.retention.iter().flat_map(|kept| [&kept.what, &kept.from]));
            let texts = texts.chain(model.personal_data.iter().map(|data| &data.name));
            for text in texts {
                // A name that is the same everywhere is written once.
                assert!(text.missing().is_empty() || text.missing().len() == 2, "{id}: {text:?}");
            }
            assert!(model.personal_data.iter().all(|data| data.name.missing().is_empty()), "{id}: names of the product's list");
        }
    }

    #[test]
    fn what_is_wrong_with_a_model_is_said_with_its_place() {
        let lists = ["legal_bases", "data_subjects", "data", "recipients", "retention", "measures"];
        let model = |more: &str| {
            let left = lists.iter().filter(|name| !more.contains(&format!("{name}:")));
            let unknown: String = left.map(|name| format!(", {name}: \"unknown\"")).collect();
            let head = "model(#{ id: \"m\", name: \"M\", category: \"C\", confidence: \"read\", dpia: \"assess\"";
            format!("{head}{unknown}{more} }});")
        };
        assert_eq!(read("p", "m.rhai", &model("")).unwrap()[0].id, "p.m");
        let cases = [
            (model(", colour: 1"), "colour"),
            (model(", legal_bases: [\"none\"]"), "legal_bases"),
            (model(", legal_bases: []"), "missing-list"),
            (model(", recipients: \"many\""), "missing-list"),
            (model("").replace(", data: \"unknown\"", ""), "missing-list"),
            (model(", data: #{ animals: [\"Chien\"] }"), "animals"),
            (model(", retention: [#{ what: \"W\", length: -1, unit: \"years\", from: \"F\", phase: \"active\" }]"), "length"),
            ([model(""), model("")].concat(), "twice"),
            ("model(#{});".to_owned(), "id"),
            ("loop {}".to_owned(), "operations"),
        ];
        for (text, expected) in cases {
            let fault = read("p", "m.rhai", &text).unwrap_err();
            assert!(fault.to_string().starts_with("m.rhai:1:") && fault.to_string().contains(expected), "{expected}: {fault}");
        }
    }
}
