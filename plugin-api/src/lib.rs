//! Guest kit for sector packs: implement [`Pack`], call [`export_pack!`], and the component is complete.
//!
//! A pack computes; it keeps nothing and reaches nothing. It has no files, no network, no environment and no
//! clock but the date it is handed. Each call meets a fresh instance.
//!
//! ```
//! use probant_plugin_api::*;
//!
//! pub struct Named;
//!
//! impl Pack for Named {
//!     fn review(subject: &Subject, _today: Date) -> Vec<Finding> {
//!         let nameless = subject.activity.description.is_empty();
//!         nameless.then(|| Finding::new("described", Severity::Advice, "description", texts("À décrire.", "Describe it.", "Descríbalo."))).into_iter().collect()
//!     }
//! }
//!
//! export_pack!(Named);
//! ```

extern crate self as probant_plugin_api;

#[cfg(any(target_family = "wasm", test))]
mod arena;
mod build;
pub mod case;
pub mod locale;
pub mod rules;
pub mod suggest;
pub mod table;
pub mod words;

/// Code generated from the WIT package; packs use the names re-exported at the root.
#[expect(clippy::too_many_arguments, reason = "generated: flattened records")]
#[doc(hidden)]
pub mod bindings {
    wit_bindgen::generate!({
        path: "wit/1.0.0",
        world: "pack",
        pub_export_macro: true,
        default_bindings_module: "::probant_plugin_api::bindings",
        additional_derives: [PartialEq, Clone],
        generate_unused_types: true,
        runtime_path: "::probant_plugin_api::runtime",
    });
}

#[cfg(target_family = "wasm")]
#[global_allocator]
static ARENA: arena::Arena = arena::Arena::new();

#[doc(hidden)]
pub use wit_bindgen::rt as runtime;

pub use bindings::probant::pack::{register::Refusal, types::*};
pub use build::{country, same, sensitivity, texts};

/// All that a review looks at.
pub struct Subject {
    pub activity: Activity,
    pub purpose: Purpose,
    pub company: Company,
}

/// A sector pack. Every method has a default, so that a pack writes only what it is about.
pub trait Pack {
    /// What the pack checks, for people who choose packs.
    fn rules() -> Vec<Rule> {
        Vec::new()
    }

    /// Remarks about one activity.
    fn review(subject: &Subject, today: Date) -> Vec<Finding> {
        let _ = (subject, today);
        Vec::new()
    }

    /// Proposals for an activity that is being written.
    fn suggest(draft: &Subject) -> Vec<Suggestion> {
        let _ = draft;
        Vec::new()
    }

    /// Default sensitivity of a data item; `None` where the pack has no opinion.
    fn grade(item: &PersonalDataItem) -> Option<Sensitivity> {
        let _ = item;
        None
    }

    /// What a register file of the sector's own holds; called where `pack.toml` has a section `[import]`.
    fn read_file(name: &str, content: &[u8]) -> FileContent {
        let _ = (name, content);
        FileContent::default()
    }

    /// The reports that the pack can write.
    fn reports() -> Vec<Report> {
        Vec::new()
    }

    /// A report about the organisation; [`register`] says what it processes.
    fn write_report(name: &str, company: &Company, today: Date) -> Vec<ReportSection> {
        let _ = (name, company, today);
        Vec::new()
    }
}

/// The activities of the organisation, both registers, one after the other: for packs that ask for `read-register`. Ends with
/// the reason where it is not granted or where one call may read no more.
pub fn register() -> impl Iterator<Item = Result<PlacedActivity, Refusal>> {
    let mut waiting = Vec::new().into_iter();
    let mut ended = false;
    core::iter::from_fn(move || {
        if waiting.len() == 0 && !ended {
            match next_of_register() {
                Ok(page) => {
                    ended = page.is_empty();
                    waiting = page.into_iter();
                }
                Err(refusal) => {
                    ended = true;
                    return Some(Err(refusal));
                }
            }
        }
        waiting.next().map(Ok)
    })
}

#[cfg(target_arch = "wasm32")]
use bindings::probant::pack::register::next as next_of_register;

/// Tests run without a server: there is no register.
#[cfg(not(target_arch = "wasm32"))]
fn next_of_register() -> Result<Vec<PlacedActivity>, Refusal> {
    Err(Refusal::NotGranted)
}

/// Writes a line for the author of the pack; `probant pack check` shows it, the server keeps none.
pub fn log(line: &str) {
    if cfg!(target_arch = "wasm32") {
        bindings::probant::pack::logging::log(line);
    }
}

/// Exports a type that implements [`Pack`] as the component of this crate.
///
/// Identifier and version come from the crate's `Cargo.toml` and must agree with `pack.toml`.
#[macro_export]
macro_rules! export_pack {
    ($pack:ty) => {
        const _: () = {
            struct Component;

            impl $crate::bindings::Guest for Component {
                fn describe() -> $crate::Description {
                    $crate::Description {
                        id: ::core::env!("CARGO_PKG_NAME").into(),
                        version: ::core::env!("CARGO_PKG_VERSION").into(),
                        rules: <$pack as $crate::Pack>::rules(),
                    }
                }

                fn review(
                    activity: $crate::Activity,
                    purpose: $crate::Purpose,
                    company: $crate::Company,
                    today: $crate::Date,
                ) -> ::std::vec::Vec<$crate::Finding> {
                    // The instance goes after the call, and with it what it was handed: nothing is given back piece by piece.
                    let subject = ::core::mem::ManuallyDrop::new($crate::Subject { activity, purpose, company });
                    <$pack as $crate::Pack>::review(&subject, today)
                }

                fn suggest(
                    activity: $crate::Activity,
                    purpose: $crate::Purpose,
                    company: $crate::Company,
                ) -> ::std::vec::Vec<$crate::Suggestion> {
                    <$pack as $crate::Pack>::suggest(&$crate::Subject { activity, purpose, company })
                }

                fn grade(item: $crate::PersonalDataItem) -> ::core::option::Option<$crate::Sensitivity> {
                    <$pack as $crate::Pack>::grade(&item)
                }

                fn read_file(name: ::std::string::String, content: ::std::vec::Vec<u8>) -> $crate::FileContent {
                    <$pack as $crate::Pack>::read_file(&name, &content)
                }

                fn reports() -> ::std::vec::Vec<$crate::Report> {
                    <$pack as $crate::Pack>::reports()
                }

                fn write_report(
                    name: ::std::string::String,
                    company: $crate::Company,
                    today: $crate::Date,
                ) -> ::std::vec::Vec<$crate::ReportSection> {
                    <$pack as $crate::Pack>::write_report(&name, &company, today)
                }
            }

            #[cfg(target_arch = "wasm32")]
            $crate::bindings::export!(Component);
        };
    };
}
