//! What changed between two texts, line by line, as edits that can be made again: on the first text they give the second,
//! and those of two authors go together on one text where they do not meet.

use serde::{Deserialize, Serialize};

/// How often a comparison may be divided; deeper, lines are told as replaced.
const DEPTH: usize = 64;

/// Lines that go, and lines that come in their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// First line that goes, from 0; the one before which lines come where none goes.
    pub at: usize,
    /// How many lines go.
    pub removed: usize,
    pub added: Vec<String>,
}

impl Edit {
    fn end(&self) -> usize {
        self.at.saturating_add(self.removed)
    }

    /// Whether both change the same place in different ways.
    pub fn meets(&self, other: &Self) -> bool {
        self != other && (self.at == other.at || self.at < other.end() && other.at < self.end())
    }
}

/// The edits that make the second text of the first, in order. A line that stands once in both holds them together.
pub fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let mut same = Vec::new();
    compare(&old, &new, (0, 0), DEPTH, &mut same);
    let mut edits = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in same.into_iter().chain([(old.len(), new.len())]) {
        if next_i > i || next_j > j {
            let added = new.get(j..next_j).unwrap_or_default().iter().map(|line| (*line).to_owned()).collect();
            edits.push(Edit { at: i, removed: next_i - i, added });
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    edits
}

/// The text that edits in the order of their places make of another.
pub fn apply<'a>(old: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut lines = old.split('\n').enumerate().peekable();
    let mut made: Vec<&str> = Vec::new();
    for edit in edits {
        while let Some((_, line)) = lines.next_if(|(number, _)| *number < edit.at) {
            made.push(line);
        }
        while lines.next_if(|(number, _)| *number < edit.end()).is_some() {}
        made.extend(edit.added.iter().map(String::as_str));
    }
    made.extend(lines.map(|(_, line)| line));
    made.join("\n")
}

/// The first text with one's own edits and those taken over from another; where two meet, what is taken over counts.
pub fn merge(old: &str, own: &[Edit], taken: &[Edit]) -> String {
    let stays = |edit: &&Edit| !taken.iter().any(|taken| taken == *edit || taken.meets(edit));
    let mut all: Vec<&Edit> = own.iter().filter(stays).chain(taken).collect();
    all.sort_by_key(|edit| (edit.at, edit.removed));
    apply(old, all)
}

/// Places of lines that stay, in both texts, in order.
fn compare(old: &[&str], new: &[&str], from: (usize, usize), depth: usize, same: &mut Vec<(usize, usize)>) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = end.min(old.len().min(new.len()) - start);
    same.extend((0..start).map(|n| (from.0 + n, from.1 + n)));
    let (last_old, last_new) = (old.len() - end, new.len() - end);
    let between = (old.get(start..last_old).unwrap_or_default(), new.get(start..last_new).unwrap_or_default());
    divide(between, (from.0 + start, from.1 + start), depth, same);
    same.extend((0..end).map(|n| (from.0 + last_old + n, from.1 + last_new + n)));
}

fn divide((old, new): (&[&str], &[&str]), from: (usize, usize), depth: usize, same: &mut Vec<(usize, usize)>) {
    let anchors = if depth == 0 { Vec::new() } else { rising(&once_in_both(old, new)) };
    if anchors.is_empty() {
        return;
    }
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in anchors.into_iter().chain([(old.len(), new.len())]) {
        let (a, b) = (old.get(i..next_i).unwrap_or_default(), new.get(j..next_j).unwrap_or_default());
        compare(a, b, (from.0 + i, from.1 + j), depth - 1, same);
        if next_i < old.len() {
            same.push((from.0 + next_i, from.1 + next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
}

/// Places of lines that each text has once, in the order of the first.
fn once_in_both(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let once = |lines: &[&str]| {
        let mut places = std::collections::HashMap::new();
        for (number, line) in lines.iter().enumerate() {
            places.entry((*line).to_owned()).and_modify(|place| *place = None).or_insert(Some(number));
        }
        places
    };
    let (in_old, in_new) = (once(old), once(new));
    let place = |places: &std::collections::HashMap<String, Option<usize>>, line: &str| places.get(line).copied().flatten();
    let both = old.iter().filter_map(|line| place(&in_old, line).zip(place(&in_new, line)));
    both.collect()
}

/// As many of the pairs as possible whose second places rise like their first.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let second = |number: &usize| pairs.get(*number).map(|pair| pair.1);
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| second(end) < Some(pair.1));
        before.push(place.checked_sub(1).and_then(|place| ends.get(place).copied()));
        match ends.get_mut(place) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    let back = std::iter::successors(ends.last().copied(), |number| before.get(*number).copied().flatten());
    let mut found: Vec<_> = back.filter_map(|number| pairs.get(number).copied()).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edit(at: usize, removed: usize, added: &[&str]) -> Edit {
        Edit { at, removed, added: added.iter().map(|line| (*line).to_owned()).collect() }
    }

    #[test]
    fn only_the_lines_that_changed_are_told() {
        let table: [(&str, &str, Vec<Edit>); 5] = [
            ("a\nb\nc", "a\nb\nc", vec![]),
            ("a\nb\nc", "a\nx\nc", vec![edit(1, 1, &["x"])]),
            ("a\nb\nc", "a\nc", vec![edit(1, 1, &[])]),
            ("a\nc", "a\nb\nc", vec![edit(1, 0, &["b"])]),
            ("", "a\n", vec![edit(0, 0, &["a"])]),
        ];
        for (old, new, expected) in table {
            assert_eq!(edits(old, new), expected, "{old:?} → {new:?}");
        }
    }

    #[test]
    fn edits_of_two_authors_go_together_where_they_do_not_meet() {
        let old = "a\nb\nc\nd";
        let own = edits(old, "A\nb\nc\nd\ne");
        let new = edits(old, "X\nb\nC\nd");
        assert_eq!(new.iter().map(|theirs| own.iter().any(|own| own.meets(theirs))).collect::<Vec<_>>(), [true, false]);
        assert_eq!(merge(old, &own, &new[1..]), "A\nb\nC\nd\ne");
        assert_eq!(merge(old, &own, &new), "X\nb\nC\nd\ne", "what is taken over counts");
        assert_eq!(merge(old, &own, &own), "A\nb\nc\nd\ne", "the same edit is made once");
    }

    proptest! {
        #[test]
        fn edits_give_the_second_text(old in "[ab{}\n]{0,60}", new in "[ab{}\n]{0,60}") {
            prop_assert_eq!(apply(&old, &edits(&old, &new)), new);
        }
    }
}
