//! The one place where a Rhai engine is made, with every limit set.
//!
//! Only the packages named here are loaded: no files, no modules, no clock, no bytes. `functions.txt` lists
//! what scripts can call, and a test fails when a new version of Rhai changes that list.

use super::{limits, text_functions};
use rhai::{
    Dynamic, Engine,
    packages::{
        ArithmeticPackage, BasicArrayPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage,
        BasicStringPackage, LanguageCorePackage, LogicPackage, MoreStringPackage, Package,
    },
};

/// Operations between two looks at the clock: one costs a few nanoseconds, a look some thirty.
const LOOK_EVERY: u64 = 16;

/// An engine that any text can be handed to.
pub fn engine() -> Engine {
    let mut engine = Engine::new_raw();
    let packages = [
        LanguageCorePackage::new().as_shared_module(),
        ArithmeticPackage::new().as_shared_module(),
        LogicPackage::new().as_shared_module(),
        BasicMathPackage::new().as_shared_module(),
        BasicStringPackage::new().as_shared_module(),
        MoreStringPackage::new().as_shared_module(),
        BasicArrayPackage::new().as_shared_module(),
        BasicMapPackage::new().as_shared_module(),
        BasicIteratorPackage::new().as_shared_module(),
        BasicFnPackage::new().as_shared_module(),
    ];
    for package in packages {
        engine.register_global_module(package);
    }
    engine
        .set_max_operations(limits::CALLING_OPERATIONS)
        .set_max_call_levels(limits::CALL_DEPTH)
        .set_max_expr_depths(limits::EXPRESSION_DEPTH, limits::EXPRESSION_DEPTH)
        .set_max_string_size(limits::STRING)
        .set_max_array_size(limits::ARRAY)
        .set_max_map_size(limits::MAP)
        .set_max_variables(limits::VARIABLES)
        .set_max_functions(limits::FUNCTIONS)
        .set_max_modules(0)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .disable_symbol("eval")
        .disable_symbol("curry")
        .disable_symbol("import")
        .disable_symbol("export")
        .on_progress(|operations| (operations % LOOK_EVERY == 0 && limits::is_over()).then_some(Dynamic::UNIT));
    text_functions::register(&mut engine);
    engine
}
