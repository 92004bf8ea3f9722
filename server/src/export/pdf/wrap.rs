//! Breaks a text into lines of a given width: at spaces, after hyphens and slashes, and within words that alone are too long.

use super::font::Face;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Where a line may end: before `end`; the next begins at `next`, with `used` of the width gone.
struct Chance {
    end: usize,
    next: usize,
    used: u32,
}

/// The lines of a text, without the spaces at their ends. At least one, which may be empty.
pub fn lines<'t>(face: &Face, size: f32, width: f32, text: &'t str) -> Vec<&'t str> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is some ten thousand units wide")]
    let limit = (width * 1000.0 / size).max(0.0) as u32;
    let mut lines = Vec::new();
    for paragraph in text.split(['\n', '\u{2028}', '\u{2029}']) {
        wrap(face, limit, paragraph.trim_end(), &mut lines);
    }
    lines
}

fn wrap<'t>(face: &Face, limit: u32, paragraph: &'t str, lines: &mut Vec<&'t str>) {
    let mut start = 0;
    let mut used = 0;
    let mut chance: Option<Chance> = None;
    for (at, letter) in paragraph.char_indices() {
        let width = face.width(letter);
        // Spaces may hang over the edge: they are cut off where a line ends.
        while used + width > limit && at > start && letter != ' ' {
            let Chance { end, next, used: gone } = chance.take().unwrap_or(Chance { end: at, next: at, used });
            lines.push(paragraph.get(start..end).unwrap_or_default().trim_end());
            start = next;
            used -= gone;
        }
        used += width;
        let next = at + letter.len_utf8();
        match letter {
            ' ' => chance = Some(Chance { end: at, next, used }),
            '-' | '/' | '\u{2013}' | '\u{2014}' => chance = Some(Chance { end: next, next, used }),
            _ => {}
        }
    }
    lines.push(paragraph.get(start..).unwrap_or_default());
}

/// The text on one line, with an ellipsis where it had to be cut.
pub fn one_line<'t>(face: &Face, size: f32, width: f32, text: &'t str) -> Cow<'t, str> {
    if face.measure(text, size) <= width {
        return Cow::Borrowed(text);
    }
    let room = width - face.measure("\u{2026}", size);
    let first = lines(face, size, room, text).first().copied().unwrap_or_default();
    Cow::Owned(format!("{first}\u{2026}"))
}

/// Letters and their accents joined, as the font has them.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
