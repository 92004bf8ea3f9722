//! Texts for people, in the three languages, from the Fluent files in `locales/`. Decides nothing else.
//!
//! Every file is read once at start. A key that is missing is logged and shown as it is, so that a page never
//! fails for a text; the tests of `locale::complete` refuse such a key long before.

mod bundles;
pub mod choices;
#[cfg(test)]
mod complete;
mod format;
pub mod notification;

pub use crate::domain::text::Language;
use crate::domain::text::Localised;
use crate::domain::{fault::FieldError, script_fault::ScriptFault};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::{Timestamp, civil::Date};

/// The members of a family of keys: `family("event")` yields `activity-created` for `event-activity-created`.
pub fn family(name: &str) -> impl Iterator<Item = &'static str> {
    bundles::keys().iter().filter_map(move |key| key.strip_prefix(name)?.strip_prefix('-'))
}

/// A value that fills a place of a text: words or a number.
pub trait Place {
    /// The value as Fluent takes it.
    fn place(&self) -> FluentValue<'_>;
}

impl Place for str {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Place for String {
    fn place(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

macro_rules! places {
    ($($number:ty),+) => {$(
        impl Place for $number {
            fn place(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )+};
}

places!(u8, u16, u32, u64, usize, i32, i64, f32, f64);

impl<T: Place + ?Sized> Place for &T {
    fn place(&self) -> FluentValue<'_> {
        (**self).place()
    }
}

/// The texts of one language. Small and copied freely: pages hold one as `t`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The language of these texts.
    pub language: Language,
}

impl Texts {
    /// The texts of a language.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The ISO code, for the `lang` attribute.
    pub fn code(&self) -> &'static str {
        self.language.code()
    }

    /// A text without places.
    pub fn get(&self, key: &str) -> String {
        bundles::format(self.language, key, None)
    }

    /// A text with its places filled: `t.with("greeting", &[("name", name)])`. Values of several types go as
    /// `&dyn Place`.
    pub fn with<V: Place>(&self, key: &str, places: &[(&str, V)]) -> String {
        let args: FluentArgs<'_> = places.iter().map(|(name, value)| (*name, value.place())).collect();
        bundles::format(self.language, key, Some(&args))
    }

    /// A text with a single place.
    pub fn one<V: Place>(&self, key: &str, name: &str, value: V) -> String {
        self.with(key, &[(name, value)])
    }

    /// The text of a choice: `t.of("register-kind", "controller")` is the key `register-kind-controller`.
    pub fn of(&self, family: &str, choice: &str) -> String {
        self.get(&format!("{family}-{}", choice.replace('_', "-")))
    }

    /// A text that people wrote in several languages: this one, or French where it is missing.
    pub fn written<'a>(&self, text: &'a Localised) -> &'a str {
        text.get(self.language)
    }

    /// Whether a key exists: for families where some members have a text of their own.
    pub fn has(&self, key: &str) -> bool {
        bundles::has(self.language, key)
    }

    /// The message of a wrong field, or of any fault that carries one. What it says of `columns` names them by their labels.
    pub fn error(&self, error: &FieldError) -> String {
        let labels = |ids: &str| ids.split(' ').map(|id| self.get(&format!("column-{id}"))).collect::<Vec<_>>().join(" · ");
        let arg = |(name, value): &'_ (String, String)| match name.as_str() {
            "columns" => (name.clone(), FluentValue::from(labels(value))),
            _ => (name.clone(), FluentValue::try_number(value).into_owned()),
        };
        let mut args: FluentArgs<'_> = error.args.iter().map(arg).collect();
        if let Some(cause) = &error.cause {
            args.set("cause", self.within(cause));
        }
        bundles::format(self.language, &error.message, Some(&args))
    }

    /// The message of a fault after the part of a text in which it stands, if that is known.
    fn within(&self, error: &FieldError) -> String {
        let told = self.error(error);
        if error.field.is_empty() { told } else { self.with("fault-within", &[("where", error.field.as_str()), ("told", &told)]) }
    }

    /// What is wrong in a script, without its place.
    pub fn script_fault(&self, fault: &ScriptFault) -> String {
        self.within(&fault.error)
    }

    /// The same after its place, as compilers write it.
    pub fn located(&self, fault: &ScriptFault) -> String {
        format!("{}: {}", fault.place(), self.within(&fault.error))
    }

    /// What a wrong field is called, where it holds a column of the register; `name-1` is its second row.
    pub fn field(&self, name: &str) -> Option<String> {
        let key = format!("column-{}", name.split_once('-').map_or(name, |(name, _)| name));
        self.has(&key).then(|| self.get(&key))
    }

    /// A whole number with the separators of the language.
    pub fn number<N: TryInto<i64> + Copy>(&self, number: &N) -> String {
        (*number).try_into().map_or_else(|_| String::new(), |number: i64| format::number(self.language, number as f64))
    }

    /// A share as `62 %`, with the spacing of the language.
    pub fn percent(&self, share: &u8) -> String {
        self.one("percent", "share", u32::from(*share))
    }

    /// A size in bytes, in words a person reads.
    pub fn size(&self, bytes: &u64) -> String {
        let (key, value) = format::size(*bytes);
        self.one(key, "value", value)
    }

    /// A day: `15 déc. 2026`.
    pub fn date(&self, date: &Date) -> String {
        format::date(self, date, "date-day", "date-months-short")
    }

    /// A day in full: `15 décembre 2026`.
    pub fn long_date(&self, date: &Date) -> String {
        format::date(self, date, "date-long", "date-months")
    }

    /// The day of a moment, on the clocks of France.
    pub fn day(&self, moment: &Timestamp) -> String {
        self.date(&format::zoned(*moment).date())
    }

    /// A moment with its hour and minute, on the clocks of France.
    pub fn moment(&self, moment: &Timestamp) -> String {
        let zoned = format::zoned(*moment);
        self.with(
            "date-moment",
            &[("date", self.date(&zoned.date())), ("time", format!("{:02}:{:02}", zoned.hour(), zoned.minute()))],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::script_fault::said;
    use jiff::civil::date;

    #[test]
    fn a_fault_of_a_script_is_told_with_its_place_and_the_part_it_stands_in() {
        let error = FieldError { field: "question q, kind".into(), ..said("no-kind").with("kind", "maybe") };
        let fault = ScriptFault { file: "q.rhai".into(), line: 3, column: 1, error };
        let told = Texts::new(Language::En).located(&fault);
        assert_eq!(told, "q.rhai:3:1: question q, kind: There is no kind of question “maybe”.");
        let refused = FieldError::new("text", "script-faulty").with("line", fault.line).because(fault.error);
        assert!(
            Texts::new(Language::Fr).error(&refused).ends_with("question q, kind : Il n’y a pas de question du genre « maybe ».")
        );
    }

    #[test]
    fn numbers_and_dates_follow_the_language() {
        let day = date(2026, 12, 5);
        let table = [
            (Language::Fr, "12\u{202f}345", "5 déc. 2026", "5 décembre 2026", "62\u{a0}%"),
            (Language::En, "12,345", "5 Dec 2026", "5 December 2026", "62%"),
            (Language::Es, "12.345", "5 dic 2026", "5 de diciembre de 2026", "62\u{a0}%"),
        ];
        for (language, number, short, long, percent) in table {
            let t = Texts::new(language);
            assert_eq!(t.number(&12_345_u32), number);
            assert_eq!(t.date(&day), short);
            assert_eq!(t.percent(&62), percent);
            assert_eq!(t.long_date(&day), long);
        }
    }

    #[test]
    fn a_missing_key_is_shown() {
        assert_eq!(Texts::default().get("no-such-key"), "no-such-key");
    }
}
