//! The Fluent bundles, one for each language, made from every file of `locales/` at first use.

use super::{Language, format};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "locales"]
pub(super) struct Files;

type Bundle = FluentBundle<FluentResource>;

static FR: LazyLock<Bundle> = LazyLock::new(|| load(Language::Fr));
static EN: LazyLock<Bundle> = LazyLock::new(|| load(Language::En));
static ES: LazyLock<Bundle> = LazyLock::new(|| load(Language::Es));

fn bundle(language: Language) -> &'static Bundle {
    match language {
        Language::Fr => &FR,
        Language::En => &EN,
        Language::Es => &ES,
    }
}

/// The files of a language: path and content.
pub(super) fn sources(language: Language) -> impl Iterator<Item = (String, String)> {
    Files::iter()
        .filter(move |path| path.split('/').next() == Some(language.code()))
        .filter_map(|path| Files::get(&path).map(|file| (path.to_string(), String::from_utf8_lossy(&file.data).into_owned())))
}

fn load(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(language.code().parse().into_iter().collect());
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Fr => |value, _| number(Language::Fr, value),
        Language::En => |value, _| number(Language::En, value),
        Language::Es => |value, _| number(Language::Es, value),
    }));
    for (path, source) in sources(language) {
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(path, ?errors, "text file has errors");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(path, ?errors, "text file repeats keys");
        }
    }
    bundle
}

fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(language, number.value)),
        _ => None,
    }
}

/// Every key, in the order of the files.
pub(super) fn keys() -> &'static [String] {
    static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let is_key = |line: &str| line.starts_with(|c: char| c.is_ascii_alphabetic());
        let lines = sources(Language::Fr).flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>());
        lines.filter(|line| is_key(line)).filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
    });
    &KEYS
}

pub(super) fn has(language: Language, key: &str) -> bool {
    bundle(language).has_message(key)
}

/// The text of a key; the key itself where there is none.
pub(super) fn format(language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, language = language.code(), "text is missing");
        return key.to_owned();
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, language = language.code(), ?errors, "text could not be filled");
    }
    text
}
