//! The words of reference lists in a register, each once, and how often they are used.

use super::view::RegisterView;
use crate::domain::{fold::fold, term::TermList};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Every word that was ever seen in a register since it was scanned, with a number.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    words: Vec<Word>,
    numbers: FxHashMap<(TermList, String), u32>,
}

/// A word of a list.
#[derive(Clone, Debug)]
pub struct Word {
    pub list: TermList,
    /// As it is written.
    pub name: String,
    /// As it is compared.
    pub key: String,
}

/// How often a word stands in a register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    pub activities: usize,
    pub purposes: usize,
}

impl Uses {
    /// Changes the uses of words, by their numbers.
    pub fn change(all: &mut Vec<Self>, words: &[u32], change: impl Fn(&mut Self)) {
        for number in words {
            let at = *number as usize;
            if all.len() <= at {
                all.resize(at + 1, Self::default());
            }
            if let Some(uses) = all.get_mut(at) {
                change(uses);
            }
        }
    }
}

impl Terms {
    /// The numbers of words, each once, rising. New words are taken in.
    pub fn numbers<'a>(terms: &mut Arc<Self>, words: impl Iterator<Item = (TermList, &'a str)>) -> Box<[u32]> {
        let mut numbers: Vec<u32> = words
            .map(|(list, name)| {
                let word = (list, name.trim().to_owned());
                match terms.numbers.get(&word) {
                    Some(number) => *number,
                    None => Arc::make_mut(terms).take_in(word),
                }
            })
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into()
    }

    fn take_in(&mut self, word: (TermList, String)) -> u32 {
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let (list, name) = word.clone();
        self.words.push(Word { list, key: fold(&name), name });
        self.numbers.insert(word, number);
        number
    }

    /// A word by its number.
    pub fn word(&self, number: u32) -> Option<&Word> {
        self.words.get(number as usize)
    }

    /// The numbers of the words of a list that are compared as the same.
    pub fn alike(&self, list: &TermList, key: &str) -> Vec<u32> {
        let found = (0..).zip(&self.words).filter(|(_, word)| word.key == key && word.list == *list);
        found.map(|(number, _)| number).collect()
    }
}

impl RegisterView {
    /// Every word with its uses; those that are no longer used have none.
    pub fn words(&self) -> impl Iterator<Item = (&Word, Uses)> {
        self.terms().words.iter().zip(self.uses().iter().copied())
    }
}
