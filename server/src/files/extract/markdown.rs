//! Markdown: its headings, lists and tables as such, its other signs left out where they only decorate.

use super::{ExtractError, sink::Sink};
use crate::domain::document::Block;

/// Reads a text line by line.
pub fn read(text: &str, sink: &mut Sink) -> Result<(), ExtractError> {
    let mut paragraph = String::new();
    let mut code: Option<String> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            match code.take() {
                Some(code) => sink.put(Block::Verbatim(code))?,
                None => {
                    flush(&mut paragraph, sink)?;
                    code = Some(String::new());
                }
            }
            continue;
        }
        if let Some(code) = &mut code {
            code.push_str(line);
            code.push('\n');
            continue;
        }
        match block_of(trimmed) {
            Some(block) => {
                flush(&mut paragraph, sink)?;
                sink.put(block)?;
            }
            None => {
                paragraph.push_str(&inline(trimmed));
                paragraph.push('\n');
            }
        }
    }
    flush(&mut paragraph, sink)?;
    sink.put(Block::Verbatim(code.unwrap_or_default()))
}

fn flush(paragraph: &mut String, sink: &mut Sink) -> Result<(), ExtractError> {
    sink.put(Block::Text(std::mem::take(paragraph)))
}

/// What a line is on its own; nothing for a line of a paragraph.
fn block_of(line: &str) -> Option<Block> {
    if line.is_empty() {
        return Some(Block::Text(String::new()));
    }
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) {
        let title = line.get(level..)?;
        return title.starts_with(' ').then(|| Block::Heading(inline(title.trim_end_matches('#').trim())));
    }
    if line.len() > 2 && line.bytes().all(|byte| b"-=*_|: ".contains(&byte)) {
        // A rule, or the line below the head of a table.
        return Some(Block::Text(String::new()));
    }
    if line.starts_with('|') {
        let cells = line.trim_matches('|').split('|');
        return Some(Block::Row(cells.map(|cell| inline(cell.trim())).collect()));
    }
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = line.get(digits..).filter(|_| (1..=9).contains(&digits)).and_then(|rest| rest.strip_prefix(". "));
    item.or(numbered).map(|item| Block::Item(inline(item)))
}

/// A line without the signs that make words bold, slanted or links; of a link, its words and where it leads.
fn inline(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.trim_start_matches("> ");
    while let Some(at) = rest.find(['*', '`', '[', '_']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        if let Some((words, target, after)) = link(from) {
            plain.push_str(words);
            plain.push_str(" (");
            plain.push_str(target);
            plain.push(')');
            rest = after;
            continue;
        }
        let doubled = from.starts_with("**") || from.starts_with("__");
        let inside_word = from.starts_with('_') && !doubled && before.ends_with(char::is_alphanumeric);
        if from.starts_with('[') || inside_word {
            plain.push_str(from.get(..1).unwrap_or_default());
        }
        rest = from.get(if doubled { 2 } else { 1 }..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// `[words](target)` at the beginning of a text, and what follows.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    (!words.contains('[')).then_some((words, target, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_decorate_are_left_out() {
        for (line, expected) in [
            ("**gras** et *penché*", "gras et penché"),
            ("un `code` de nom_de_champ", "un code de nom_de_champ"),
            ("voir [la charte](https://x.example/a)", "voir la charte (https://x.example/a)"),
            ("[x] fait", "[x] fait"),
            ("[[[", "[[["),
            ("> cité", "cité"),
        ] {
            assert_eq!(inline(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_become_blocks() {
        let mut sink = Sink::default();
        read("# Charte\n\nUn mot\nencore\n- un\n2. deux\n| a | b |\n|---|---|\n| c | d |\n```\nx  y\n```\n", &mut sink).unwrap();
        let row = |cells: [&str; 2]| Block::Row(cells.map(str::to_owned).into());
        let expected = vec![
            Block::Heading("Charte".into()),
            Block::Text("Un mot\nencore".into()),
            Block::Item("un".into()),
            Block::Item("deux".into()),
            row(["a", "b"]),
            row(["c", "d"]),
            Block::Verbatim("x  y".into()),
        ];
        assert_eq!(sink.finish().preview.blocks, expected);
    }
}
