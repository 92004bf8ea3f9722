//! The border with components: types and calls generated from the WIT package `probant:pack@1.0.0`.

wasmtime::component::bindgen!({
    path: "../plugin-api/wit/1.0.0",
    world: "pack",
    additional_derives: [PartialEq, Clone],
});

pub use self::probant::pack::{logging, register, types};
use super::sandbox::Signature;

/// The functions that are called often.
pub struct Review;
pub struct Suggest;
pub struct Grade;

impl Signature for Review {
    type Params<'p> = (&'p types::Activity, &'p types::Purpose, &'p types::Company, types::Date);
    type Answer = Vec<types::Finding>;
}

impl Signature for Suggest {
    type Params<'p> = (&'p types::Activity, &'p types::Purpose, &'p types::Company);
    type Answer = Vec<types::Suggestion>;
}

impl Signature for Grade {
    type Params<'p> = (&'p types::PersonalDataItem,);
    type Answer = Option<types::Sensitivity>;
}
