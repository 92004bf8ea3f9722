//! Texts of one export, each looked up once: a register of ten thousand sheets says "Legal basis" ten thousand times.

use crate::{
    domain::{country::Country, text::Language},
    locale::{Texts, choices::Named},
};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Texts of a language, kept by key.
pub struct Words {
    pub texts: Texts,
    known: RefCell<FxHashMap<&'static str, String>>,
}

impl Words {
    pub fn new(language: Language) -> Self {
        Self { texts: Texts::new(language), known: RefCell::default() }
    }

    pub fn get(&self, key: &'static str) -> String {
        self.known.borrow_mut().entry(key).or_insert_with(|| self.texts.get(key)).clone()
    }

    pub fn choice(&self, choice: &impl Named) -> String {
        self.get(choice.key())
    }

    pub fn country(&self, country: Country) -> String {
        country.name(self.texts.language).to_owned()
    }
}
