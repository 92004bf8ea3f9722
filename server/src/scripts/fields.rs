//! Reads the map that a declaration is given, field by field; a field that nobody asked for is an error, so
//! that a misspelt name is found at once.

use super::fault::error;
use crate::domain::{
    fault::FieldError,
    percent::Percent,
    questionnaire::{KEY_LENGTH, is_key},
    script_fault::said,
    text::Localised,
};
use rhai::{Array, Dynamic, EvalAltResult, ImmutableString, Map};

/// Result of reading a value of a script.
pub type Read<T> = Result<T, Box<EvalAltResult>>;

/// The fields of one declaration that were not read yet.
pub struct Fields {
    what: String,
    map: Map,
}

impl Fields {
    /// `what` names the declaration in errors.
    pub fn new(what: impl Into<String>, map: Map) -> Self {
        Self { what: what.into(), map }
    }

    /// The same from a value that must be a map.
    pub fn read(what: impl Into<String>, value: Dynamic) -> Read<Self> {
        let what = what.into();
        match value.try_cast::<Map>() {
            Some(map) => Ok(Self { what, map }),
            None => Err(error(FieldError { field: what, ..said("map") })),
        }
    }

    /// A value of any kind; `()` counts as absent.
    pub fn any(&mut self, name: &str) -> Option<Dynamic> {
        self.map.remove(name).filter(|value| !value.is_unit())
    }

    /// A value of a certain kind; `otherwise` is said where it is of another.
    pub fn get<T: Clone + Send + Sync + 'static>(&mut self, name: &str, otherwise: FieldError) -> Read<Option<T>> {
        let Some(value) = self.any(name) else { return Ok(None) };
        value.try_cast::<T>().map(Some).ok_or_else(|| self.wrong(name, otherwise))
    }

    /// A text without languages.
    pub fn text(&mut self, name: &str) -> Read<Option<ImmutableString>> {
        self.get(name, said("string"))
    }

    /// A key that must be there.
    pub fn key(&mut self, name: &str) -> Read<String> {
        let word = self.text(name)?.ok_or_else(|| self.wrong(name, said("missing")))?;
        key(&word)
    }

    /// A list.
    pub fn list(&mut self, name: &str) -> Read<Option<Array>> {
        self.get(name, said("list"))
    }

    /// A number, whole or not.
    pub fn number(&mut self, name: &str) -> Read<Option<f64>> {
        self.any(name).map(|value| as_number(&value).ok_or_else(|| self.wrong(name, said("number-wanted")))).transpose()
    }

    /// A number from 0 to 100.
    pub fn percent(&mut self, name: &str) -> Read<Option<Percent>> {
        match self.number(name)? {
            Some(value) if !(0.0..=100.0).contains(&value) => Err(self.wrong(name, said("percent"))),
            value => Ok(value.map(Percent::new)),
        }
    }

    /// A text in one language or in a map of three.
    pub fn localised(&mut self, name: &str) -> Read<Option<Localised>> {
        self.any(name).map(|value| localised(&format!("{}, {name}", self.what), value)).transpose()
    }

    /// The same where it must be there.
    pub fn needed(&mut self, name: &str) -> Read<Localised> {
        self.localised(name)?.ok_or_else(|| self.wrong(name, said("missing")))
    }

    /// Reports what nobody asked for.
    pub fn finish(self) -> Read<()> {
        match self.map.keys().next() {
            Some(unknown) => {
                let unknown = said("unknown-field").with("name", unknown);
                Err(error(FieldError { field: self.what, ..unknown }))
            }
            None => Ok(()),
        }
    }

    /// An error about one field.
    pub fn wrong(&self, name: &str, why: FieldError) -> Box<EvalAltResult> {
        error(FieldError { field: format!("{}, {name}", self.what), ..why })
    }
}

/// The words that `reword` gives a question: its text and its help, where they are given.
pub fn words(key: &str, map: Map) -> Read<(Option<Localised>, Option<Localised>)> {
    let mut fields = Fields::new(format!("reword {key}"), map);
    let words = (fields.localised("text")?, fields.localised("help")?);
    fields.finish()?;
    Ok(words)
}

/// The error where a change is about a question that was not declared.
pub fn unknown(key: &str) -> Box<EvalAltResult> {
    error(said("no-question-above").with("key", key))
}

/// A text in one language (then French) or in a map of up to three.
pub fn localised(what: &str, value: Dynamic) -> Read<Localised> {
    if let Some(text) = value.read_lock::<ImmutableString>() {
        return Ok(Localised::same(text.as_str()));
    }
    let mut fields = Fields::read(what, value)?;
    let mut language = |code| Ok::<_, Box<EvalAltResult>>(fields.text(code)?.map(|text| text.to_string()).unwrap_or_default());
    let text = Localised { fr: language("fr")?, en: language("en")?, es: language("es")? };
    if text.fr.is_empty() {
        return Err(fields.wrong("fr", said("french")));
    }
    fields.finish()?;
    Ok(text)
}

/// A word that can be a key.
pub fn key(word: &str) -> Read<String> {
    if is_key(word) { Ok(word.to_owned()) } else { Err(error(said("key").with("key", word).with("most", KEY_LENGTH))) }
}

/// A number, whole or not.
#[expect(clippy::cast_precision_loss, reason = "scores and limits are small numbers")]
pub fn as_number(value: &Dynamic) -> Option<f64> {
    value.as_float().or_else(|_| value.as_int().map(|whole| whole as f64)).ok()
}
