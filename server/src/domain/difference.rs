//! What changed between two texts, word by word, and between two lists, value by value.

use std::collections::HashMap;

/// Steps that a comparison of words may take; longer texts are told as replaced.
const STEPS: usize = 1_000_000;

/// A piece of a text that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: PieceKind,
    pub text: String,
}

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Same,
    Removed,
    Added,
}

/// What changed between two texts: words that stayed, went and came, in the order in which they are read; what was replaced
/// goes before what came.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (tokens(before), tokens(after));
    let start = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
    let (head, new) = new.split_at_checked(start).unwrap_or_default();
    let old = old.get(start..).unwrap_or_default();
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let old = old.get(..old.len() - end).unwrap_or_default();
    let (new, tail) = new.split_at_checked(new.len() - end).unwrap_or_default();
    let mut pieces = Pieces::default();
    head.iter().for_each(|token| pieces.push(PieceKind::Same, token));
    middle(old, new, &mut pieces);
    tail.iter().for_each(|token| pieces.push(PieceKind::Same, token));
    pieces.0
}

/// The values of a list that went and those that came; what only changed its place did neither.
pub fn values<'a>(before: &'a [String], after: &'a [String]) -> (Vec<&'a str>, Vec<&'a str>) {
    (beyond(before, after), beyond(after, before))
}

/// The values of a list that another one does not have so often.
fn beyond<'a>(of: &'a [String], other: &[String]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in other {
        *counts.entry(value).or_default() += 1;
    }
    let left = |value: &&String| match counts.get_mut(value.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    of.iter().filter(left).map(String::as_str).collect()
}

/// Words, each with the white space after it.
fn tokens(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Whether two tokens are the same word; the white space after it does not count.
fn same(a: &str, b: &str) -> bool {
    a.trim_end() == b.trim_end()
}

/// The longest words in common stay; the rest went or came.
fn middle(old: &[&str], new: &[&str], pieces: &mut Pieces) {
    let width = new.len() + 1;
    let mut common = if old.len().saturating_mul(new.len()) > STEPS { Vec::new() } else { vec![0_u32; (old.len() + 1) * width] };
    let at = |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or_default();
    if !common.is_empty() {
        for (i, a) in old.iter().enumerate().rev() {
            for (j, b) in new.iter().enumerate().rev() {
                let best =
                    if same(a, b) { at(&common, i + 1, j + 1) + 1 } else { at(&common, i + 1, j).max(at(&common, i, j + 1)) };
                if let Some(cell) = common.get_mut(i * width + j) {
                    *cell = best;
                }
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if same(a, b) && !common.is_empty() => {
                pieces.push(PieceKind::Same, b);
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                pieces.push(PieceKind::Removed, a);
                i += 1;
            }
            (_, Some(b)) => {
                pieces.push(PieceKind::Added, b);
                j += 1;
            }
            (_, None) => return,
        }
    }
}

/// Pieces, those of one kind that follow each other joined.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, kind: PieceKind, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => self.0.push(Piece { kind, text: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(before: &str, after: &str) -> String {
        let mark = |piece: Piece| match piece.kind {
            PieceKind::Same => piece.text,
            PieceKind::Removed => format!("[-{}-]", piece.text),
            PieceKind::Added => format!("[+{}+]", piece.text),
        };
        words(before, after).into_iter().map(mark).collect()
    }

    #[test]
    fn words_that_stay_are_told_from_those_that_go_and_come() {
        let table = [
            ("", "", ""),
            ("un bail", "un bail", "un bail"),
            ("", "un bail", "[+un bail+]"),
            ("un bail", "", "[-un bail-]"),
            ("un vieux bail", "un bail", "un [-vieux -]bail"),
            ("un bail", "un vieux bail", "un [+vieux +]bail"),
            ("un bail", "un bail signé", "un bail [+signé+]"),
            ("le loyer du bail", "la charge du bail", "[-le loyer -][+la charge +]du bail"),
            ("a b c d e", "a x c y e", "a [-b -][+x +]c [-d -][+y +]e"),
        ];
        for (before, after, expected) in table {
            assert_eq!(told(before, after), expected, "{before} → {after}");
        }
    }

    #[test]
    fn values_are_told_whatever_their_order() {
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for (before, after, removed, added) in
            [("a b", "b a", "", ""), ("a b", "b c", "a", "c"), ("a a", "a", "a", ""), ("", "a", "", "a")]
        {
            let (before, after) = (list(before), list(after));
            assert_eq!(values(&before, &after), (removed.split_whitespace().collect(), added.split_whitespace().collect()));
        }
    }

    #[test]
    fn very_long_texts_are_told_as_replaced() {
        let (before, after) = ("a ".repeat(2_000), "b ".repeat(2_000));
        let pieces = words(&before, &after);
        assert_eq!(pieces.iter().map(|piece| piece.kind).collect::<Vec<_>>(), [PieceKind::Removed, PieceKind::Added]);
    }

    proptest! {
        #[test]
        fn pieces_make_up_both_texts(before in "[ab ]{0,30}", after in "[ab ]{0,30}") {
            let pieces = words(&before, &after);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let without = |kind| {
                let kept = pieces.iter().filter(|piece| piece.kind != kind);
                kept.flat_map(|piece| words(&piece.text)).collect::<Vec<_>>()
            };
            prop_assert_eq!(without(PieceKind::Added), words(&before));
            prop_assert_eq!(without(PieceKind::Removed), words(&after));
        }
    }
}
