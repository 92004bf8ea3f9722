//! The border with components: types and calls generated from the WIT package `probant:pack@1.0.0`.

wasmtime::component::bindgen!({
    path: "../plugin-api/wit/1.0.0",
    world: "pack",
    additional_derives: [PartialEq, Clone],
});

pub use self::probant::pack::{logging, register, types};
