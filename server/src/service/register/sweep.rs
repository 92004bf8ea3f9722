//! What filters and orders read of every row, side by side: visiting ten thousand rows where they lie takes ten times as long.
//! Made once for each state of the register, when somebody first asks.

use super::view::{RegisterView, Row};
use memchr::memmem::Finder;
use std::sync::Arc;

/// Texts, words and order of all rows, by the place of each row.
#[derive(Debug, Default)]
pub struct Sweep {
    /// The texts of all rows, one after the other.
    text: String,
    /// Where the text of each row ends.
    ends: Vec<usize>,
    /// The numbers of the words of all rows, one after the other.
    terms: Vec<u32>,
    /// Where the words of each row end.
    term_ends: Vec<usize>,
    /// The place of each row among all names.
    ranks: Vec<usize>,
}

impl RegisterView {
    /// The sweep of this state.
    pub(super) fn sweep(&self) -> &Sweep {
        self.sweep.get_or_init(|| Arc::new(Sweep::of(self.rows())))
    }
}

impl Sweep {
    fn of(rows: &[Arc<Row>]) -> Self {
        let mut sweep = Self::default();
        sweep.text.reserve_exact(rows.iter().map(|row| row.text.len()).sum());
        for row in rows {
            sweep.text.push_str(&row.text);
            sweep.ends.push(sweep.text.len());
            sweep.terms.extend(&row.terms);
            sweep.term_ends.push(sweep.terms.len());
        }
        let mut by_name: Vec<_> = rows.iter().map(|row| row.folded_name()).zip(0..).collect();
        by_name.sort_unstable();
        sweep.ranks = vec![0; rows.len()];
        for (rank, (_, at)) in by_name.into_iter().enumerate() {
            if let Some(place) = sweep.ranks.get_mut(at) {
                *place = rank;
            }
        }
        sweep
    }

    /// Says of each row whether its text has all these words, folded and without spaces.
    pub fn having(&self, words: &[&str]) -> Vec<bool> {
        let mut having = vec![true; self.ends.len()];
        for word in words {
            self.keep(&Finder::new(word), &mut having);
        }
        having
    }

    /// Takes out the rows without a word. No word reaches over the end of a row, where a line ends.
    fn keep(&self, word: &Finder<'_>, having: &mut [bool]) {
        let text = self.text.as_bytes();
        let mut next = word.find(text);
        for (has, end) in having.iter_mut().zip(&self.ends) {
            let here = next.is_some_and(|at| at < *end);
            *has &= here;
            if here {
                next = text.get(*end..).and_then(|rest| word.find(rest)).map(|at| at + *end);
            }
        }
    }

    /// Whether the row at a place has one of these words of reference lists.
    pub fn has_term(&self, row: usize, wanted: &[u32]) -> bool {
        let start = row.checked_sub(1).and_then(|before| self.term_ends.get(before)).copied().unwrap_or(0);
        let terms = self.term_ends.get(row).and_then(|end| self.terms.get(start..*end)).unwrap_or_default();
        wanted.iter().any(|number| terms.contains(number))
    }

    /// The place of a row among all names; rows of one name stay in the order of the register.
    pub fn rank(&self, row: usize) -> usize {
        self.ranks.get(row).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_own_words() {
        let mut sweep = Sweep::default();
        for text in ["bail bail\nloyer\n", "\n", "bail\n", "loyers\nsuivi bail\n"] {
            sweep.text.push_str(text);
            sweep.ends.push(sweep.text.len());
        }
        let table: [(&[&str], [bool; 4]); 6] = [
            (&[], [true; 4]),
            (&["bail"], [true, false, true, true]),
            (&["bail", "loyer"], [true, false, false, true]),
            (&["suivi"], [false, false, false, true]),
            (&["i", "l"], [true, false, true, true]),
            (&["bailloyer"], [false; 4]),
        ];
        for (words, expected) in table {
            assert_eq!(sweep.having(words), expected, "{words:?}");
        }
        assert!(Sweep::default().having(&["bail"]).is_empty());
    }

    #[test]
    fn each_row_has_its_own_terms() {
        let sweep = Sweep { terms: vec![1, 5, 2], term_ends: vec![2, 2, 3], ..Sweep::default() };
        let table = [(0, 1, true), (0, 2, false), (1, 5, false), (2, 2, true), (3, 2, false)];
        for (row, number, expected) in table {
            assert_eq!(sweep.has_term(row, &[number]), expected, "{row} {number}");
        }
    }
}
