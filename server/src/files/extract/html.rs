//! HTML as words: markup, scripts and styles are left out, whatever they try.

use super::{ExtractError, sink::Sink};
use crate::domain::document::Block;

/// Elements that begin a block of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "br",
    "li",
    "tr",
    "table",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "pre",
    "title",
    "body",
    "dt",
    "dd",
];
/// Elements whose content nobody reads.
const UNREAD: [&str; 6] = ["script", "style", "noscript", "template", "svg", "iframe"];
/// References that have names.
const NAMED: [(&str, char); 32] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("eacute", '\u{e9}'),
    ("egrave", '\u{e8}'),
    ("ecirc", '\u{ea}'),
    ("euml", '\u{eb}'),
    ("agrave", '\u{e0}'),
    ("acirc", '\u{e2}'),
    ("ccedil", '\u{e7}'),
    ("ocirc", '\u{f4}'),
    ("ouml", '\u{f6}'),
    ("ucirc", '\u{fb}'),
    ("ugrave", '\u{f9}'),
    ("uuml", '\u{fc}'),
    ("icirc", '\u{ee}'),
    ("iuml", '\u{ef}'),
    ("Eacute", '\u{c9}'),
    ("Agrave", '\u{c0}'),
    ("aacute", '\u{e1}'),
    ("iacute", '\u{ed}'),
    ("oacute", '\u{f3}'),
    ("uacute", '\u{fa}'),
    ("ntilde", '\u{f1}'),
    ("rsquo", '\u{2019}'),
    ("laquo", '\u{ab}'),
    ("raquo", '\u{bb}'),
    ("euro", '\u{20ac}'),
    ("oelig", '\u{153}'),
];
/// Longest reference, in bytes.
const LONGEST_REFERENCE: usize = 12;

/// Reads a page.
pub fn read(html: &str, sink: &mut Sink) -> Result<(), ExtractError> {
    let mut text = String::new();
    let mut heading = false;
    let mut item = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, markup) = rest.split_at(at);
        say(words, &mut text);
        let (tag, after) = tag_of(markup);
        rest = after;
        let name = name_of(tag);
        if UNREAD.contains(&name.as_str()) && !tag.ends_with('/') {
            rest = after_end(rest, &name);
            continue;
        }
        let (closing, name) = match name.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, name.as_str()),
        };
        if matches!(name, "td" | "th") && !closing && !text.is_empty() {
            text.push('\t');
        }
        if BLOCKS.contains(&name) {
            put(&mut text, heading, item, sink)?;
            let title = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title");
            heading = title && !closing;
            item = name == "li" && !closing;
        }
    }
    say(rest, &mut text);
    put(&mut text, heading, item, sink)
}

fn put(text: &mut String, heading: bool, item: bool, sink: &mut Sink) -> Result<(), ExtractError> {
    let text = std::mem::take(text);
    sink.put(match (heading, item) {
        (true, _) => Block::Heading(text),
        (_, true) => Block::Item(text),
        _ => Block::Text(text),
    })
}

/// The tag at the beginning of a text, without its angles, and what follows. A sign that begins no tag is left out.
fn tag_of(markup: &str) -> (&str, &str) {
    let inside = markup.strip_prefix('<').unwrap_or(markup);
    if let Some(comment) = inside.strip_prefix("!--") {
        return ("", comment.split_once("-->").map_or("", |(_, after)| after));
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
        return ("", inside);
    }
    inside.split_once('>').unwrap_or((inside, ""))
}

fn name_of(tag: &str) -> String {
    tag.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase()
}

/// What follows the end of an element whose content nobody reads.
fn after_end<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        let from = rest.get(at + 2..).unwrap_or_default();
        if from.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return from.split_once('>').map_or("", |(_, after)| after);
        }
        rest = from;
    }
    ""
}

/// Adds words: white space becomes single spaces, references become what they stand for.
fn say(words: &str, text: &mut String) {
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        let letter = match first {
            '&' => match reference(rest) {
                Some((letter, read)) => {
                    length = read;
                    letter
                }
                None => '&',
            },
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if letter != ' ' || !text.ends_with([' ', '\t']) {
            text.push(letter);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// The letter that a reference at the beginning of a text stands for, and how long it is.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let letter = match name.strip_prefix('#') {
        Some(digits) => {
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let mut sink = Sink::default();
        read(html, &mut sink).unwrap();
        sink.finish().text
    }

    #[test]
    fn words_come_out_and_nothing_else() {
        for (html, expected) in [
            ("<h1>Charte</h1><p>dur&eacute;e &#233; &#xe9; &amp;lt; <b>gras</b></p>", "Charte\ndurée é é &lt; gras\n"),
            ("a<script>alert('x')</script>b<SCRIPT src=x>y</sCript >c", "abc\n"),
            ("<style>p{}</style><svg onload=alert(1)><text>x</text></svg>fin", "fin\n"),
            ("1 < 2 &amp 3 &nope; <!-- caché --> vu", "1 2 &amp 3 &nope; vu\n"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a\tb\n"),
            ("<script>sans fin", ""),
            ("<p", ""),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }
}
