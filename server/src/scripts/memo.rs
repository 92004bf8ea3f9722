//! What closures gave before, so that an answer costs only those that look at it.
//!
//! A closure knows the answers that it reads and the facts, and nothing else: no clock, no chance. So where these are the
//! same it gives the same again.

use crate::domain::{answer_value::AnswerValue, facts::Facts};
use parking_lot::Mutex;
use std::{collections::VecDeque, sync::Arc};

/// Calls remembered of one closure: organisations with the same questionnaire answer it differently.
const KEPT: usize = 4;

/// The last calls of one closure.
#[derive(Clone, Debug)]
pub struct Memo<T>(Arc<Mutex<VecDeque<Known<T>>>>);

/// The answers shown to closures, by the number of their question.
pub type Shown<'a> = [Option<&'a AnswerValue>];

#[derive(Debug)]
struct Known<T> {
    read: Vec<(usize, Option<AnswerValue>)>,
    /// Where the closure asks for them.
    facts: Option<Facts>,
    gave: T,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone> Memo<T> {
    /// What the closure gave for the same answers and facts.
    pub fn recall(&self, shown: &Shown<'_>, facts: &Facts) -> Option<T> {
        let known = self.0.lock();
        let same = known.iter().find(|known| {
            known.facts.as_ref().is_none_or(|seen| seen == facts)
                && known.read.iter().all(|(number, value)| at(shown, *number) == value.as_ref())
        });
        same.map(|known| known.gave.clone())
    }

    /// Keeps what the closure gave, having read the answers to these questions.
    pub fn keep(&self, read: &[usize], shown: &Shown<'_>, facts: Option<&Facts>, gave: &T) {
        let read = read.iter().map(|number| (*number, at(shown, *number).cloned())).collect();
        let mut known = self.0.lock();
        known.truncate(KEPT - 1);
        known.push_front(Known { read, facts: facts.cloned(), gave: gave.clone() });
    }
}

fn at<'a>(shown: &Shown<'a>, number: usize) -> Option<&'a AnswerValue> {
    shown.get(number).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_answers_and_facts_give_the_same_again() {
        let (yes, no) = (AnswerValue::Choice("yes".into()), AnswerValue::Choice("no".into()));
        let large = Facts { staff: 300, ..Facts::default() };
        let memo = Memo::default();
        memo.keep(&[1], &[None, Some(&yes)], None, &"yes");
        memo.keep(&[1, 0], &[None, Some(&no)], Some(&large), &"no, large");
        let table: [(&Shown<'_>, &Facts, Option<&str>); 6] = [
            (&[None, Some(&yes)], &large, Some("yes")),
            (&[Some(&no), Some(&yes)], &Facts::default(), Some("yes")),
            (&[None, Some(&no)], &large, Some("no, large")),
            (&[None, Some(&no)], &Facts::default(), None),
            (&[Some(&yes), Some(&no)], &large, None),
            (&[None, None], &large, None),
        ];
        for (shown, facts, expected) in table {
            assert_eq!(memo.recall(shown, facts), expected, "{shown:?} {facts:?}");
        }
        for _ in 0..KEPT {
            memo.keep(&[0], &[Some(&no), None], None, &"later");
        }
        assert_eq!(memo.recall(&[None, Some(&yes)], &large), None, "the oldest is forgotten");
    }
}
