//! Quotes the passage of a text that answers a query best, with the words looked for marked.

use super::{query::Marker, words::words};
use crate::domain::search::{Excerpt, Run};
use std::ops::Range;

/// Length of a snippet, in bytes.
const LENGTH: usize = 240;
/// Most marked words that are weighed before a passage is chosen.
const MOST_MARKS: usize = 200;

/// A word looked for: where it stands, and the clause it answers.
struct Mark {
    place: Range<usize>,
    clause: usize,
}

/// The whole of a short text, for example a title.
pub fn whole(text: &str, marker: &mut Marker<'_>) -> Excerpt {
    cut(text, 0..text.len(), &marks(text, marker))
}

/// The passage that holds most of the words looked for; the beginning where it holds none.
pub fn passage(text: &str, marker: &mut Marker<'_>) -> Excerpt {
    let marks = marks(text, marker);
    let mut best = (0, 0, 0);
    for (at, first) in marks.iter().enumerate() {
        let near = marks.iter().skip(at).take_while(|mark| mark.place.end <= first.place.start + LENGTH);
        let (mut seen, mut count) = (0_u32, 0);
        for mark in near {
            seen |= 1_u32.checked_shl(mark.clause as u32).unwrap_or(0);
            count += 1;
        }
        if (seen.count_ones(), count) > (best.0, best.1) {
            best = (seen.count_ones(), count, first.place.start);
        }
    }
    let from = if best.1 == 0 { 0 } else { start_of_passage(text, best.2) };
    let to = end_of_passage(text, from);
    let mut excerpt = cut(text, from..to, &marks);
    let dots = || Run { text: "… ".into(), marked: false };
    if from > 0 {
        excerpt.0.insert(0, dots());
    }
    if to < text.len() {
        excerpt.0.push(Run { text: " …".into(), ..dots() });
    }
    excerpt
}

fn marks(text: &str, marker: &mut Marker<'_>) -> Vec<Mark> {
    words(text)
        .filter_map(|word| marker.clause_of(word.text).map(|clause| Mark { place: word.start..word.end(), clause }))
        .take(MOST_MARKS)
        .collect()
}

/// A little before the first mark, at the beginning of a word.
fn start_of_passage(text: &str, mark: usize) -> usize {
    let from = text.floor_char_boundary(mark.saturating_sub(LENGTH / 5));
    let before = text.get(from..mark).unwrap_or_default();
    match before.find(char::is_whitespace) {
        Some(gap) if from > 0 => mark - before.get(gap..).unwrap_or_default().trim_start().len(),
        None if from > 0 => mark,
        _ => from,
    }
}

fn end_of_passage(text: &str, from: usize) -> usize {
    let to = text.floor_char_boundary(from.saturating_add(LENGTH).min(text.len()));
    if to == text.len() {
        return to;
    }
    text.get(from..to).and_then(|passage| passage.rfind(char::is_whitespace)).map_or(to, |gap| from + gap)
}

/// A part of a text as runs; white space of any kind becomes single spaces.
fn cut(text: &str, part: Range<usize>, marks: &[Mark]) -> Excerpt {
    let mut runs = Vec::new();
    let mut add = |range: Range<usize>, marked| {
        let raw = text.get(range).unwrap_or_default();
        let mut clean = String::with_capacity(raw.len());
        for c in raw.chars() {
            let c = if c.is_whitespace() || c.is_control() { ' ' } else { c };
            if c != ' ' || !clean.ends_with(' ') {
                clean.push(c);
            }
        }
        if !clean.is_empty() {
            runs.push(Run { text: clean, marked });
        }
    };
    let mut at = part.start;
    for mark in marks.iter().filter(|mark| mark.place.start >= part.start && mark.place.end <= part.end) {
        add(at..mark.place.start, false);
        add(mark.place.clone(), true);
        at = mark.place.end;
    }
    add(at..part.end, false);
    Excerpt(runs)
}

#[cfg(test)]
mod tests {
    use super::{super::query::Wanted, *};
    use proptest::prelude::*;

    #[test]
    fn the_words_looked_for_are_marked_in_all_their_forms() {
        let filler = "Le service consigne chaque demande reçue. ".repeat(20);
        let text = format!("{filler}Les données\ncollectées  sont <b>effacées</b> à la fin du bail. {filler}");
        let html = passage(&text, &mut Wanted::read("donnee effacer").marker()).html();
        assert!(html.starts_with("… ") && html.ends_with(" …"), "{html}");
        assert!(html.contains("<mark>données</mark> collectées sont &lt;b&gt;<mark>effacées</mark>&lt;/b&gt;"), "{html}");
        assert_eq!(whole("Bail type", &mut Wanted::read("bai").marker()).html(), "<mark>Bail</mark> type");
        assert_eq!(passage("Rien de tel.", &mut Wanted::read("bail").marker()).html(), "Rien de tel.");
    }

    proptest! {
        #[test]
        fn any_text_can_be_quoted(text in "[ a-zé’<&\u{301}\n]{0,900}", typed in "[a-zé ’\"]{0,12}") {
            let excerpt = passage(&text, &mut Wanted::read(&typed).marker());
            prop_assert!(excerpt.plain().len() <= LENGTH + 16);
        }
    }
}
