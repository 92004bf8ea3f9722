//! Where words begin, and which of them a pattern may be looked for at.

use std::iter;

/// Beginnings are told apart by a number of so many bits.
const BITS: u32 = 11;
/// Words are chained by the upper bits of their beginnings.
const CHAINS: usize = 64;

/// Where the words of a text begin.
pub struct Starts {
    words: Vec<Word>,
    /// For each chain, how many words there were with its last one; 0 where it is empty.
    last: [usize; CHAINS],
    /// The beginnings of all words, a bit each: most patterns are settled by it.
    beginnings: [u64; (1 << BITS) / 64],
}

struct Word {
    start: usize,
    /// What `last` was for its chain before it.
    before: usize,
}

/// What is looked for.
pub struct Pattern<'p> {
    /// Letters, digits and single spaces.
    letters: &'p [u8],
    /// Whether a word must end where the letters end.
    whole: bool,
    /// `None` where words with several beginnings match.
    beginning: Option<usize>,
}

impl<'p> Pattern<'p> {
    /// Reads a pattern, as [`super::Words::mention`] has it.
    pub fn of(pattern: &'p str) -> Self {
        let (letters, whole) = match pattern.as_bytes() {
            [letters @ .., b'*'] => (letters, false),
            letters => (letters, true),
        };
        let beginning = match letters {
            [first, b' ', ..] => Some(beginning(*first, b' ', b' ')),
            [first, second, third, ..] => Some(beginning(*first, *second, *third)),
            [first, second] if whole => Some(beginning(*first, *second, b' ')),
            [first] if whole => Some(beginning(*first, b' ', b' ')),
            _ => None,
        };
        Self { letters, whole, beginning }
    }

    /// Bytes that match it at least.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    fn is_at(&self, text: &[u8], start: usize) -> bool {
        let rest = text.get(start..).and_then(|text| text.strip_prefix(self.letters));
        rest.is_some_and(|rest| !self.letters.is_empty() && (!self.whole || rest.first() == Some(&b' ')))
    }
}

impl Starts {
    /// With room for so many words.
    pub fn new(words: usize) -> Self {
        Self { words: Vec::with_capacity(words), last: [0; CHAINS], beginnings: [0; (1 << BITS) / 64] }
    }

    /// Notes a word of `text`, from `start` to `end`.
    #[inline]
    pub fn add(&mut self, text: &[u8], start: usize, end: usize) {
        let beginning = match text.get(start..end) {
            Some([first, second, third, ..]) => beginning(*first, *second, *third),
            Some([first, second]) => beginning(*first, *second, b' '),
            Some([first]) => beginning(*first, b' ', b' '),
            _ => return,
        };
        if let Some(bits) = self.beginnings.get_mut(beginning / 64) {
            *bits |= 1 << (beginning % 64);
        }
        if let Some(last) = self.last.get_mut(chain(beginning)) {
            self.words.push(Word { start, before: *last });
            *last = self.words.len();
        }
    }

    /// Where in `text` the pattern occurs, the last place first.
    pub fn of(&self, text: &[u8], pattern: &Pattern<'_>) -> impl Iterator<Item = usize> {
        let last = match pattern.beginning {
            Some(beginning) if self.may_begin(beginning) => self.last.get(chain(beginning)).copied().unwrap_or(0),
            Some(_) => 0,
            None => self.words.len(),
        };
        let chained = pattern.beginning.is_some();
        let word = move |last: usize| Some((last, self.words.get(last.checked_sub(1)?)?));
        let words = iter::successors(word(last), move |(at, now)| word(if chained { now.before } else { at - 1 }));
        words.filter_map(move |(_, word)| pattern.is_at(text, word.start).then_some(word.start))
    }

    fn may_begin(&self, beginning: usize) -> bool {
        self.beginnings.get(beginning / 64).is_some_and(|bits| bits & (1 << (beginning % 64)) != 0)
    }
}

/// A number for the first three letters of a word, spaces where it is shorter: five bits tell letters apart, and are mixed.
fn beginning(first: u8, second: u8, third: u8) -> usize {
    let low = |letter: u8| u32::from(letter & 31);
    let mixed = (low(first) << 10 | low(second) << 5 | low(third)).wrapping_mul(0x9e37_79b9);
    (mixed >> (u32::BITS - BITS)) as usize
}

fn chain(beginning: usize) -> usize {
    beginning >> (BITS - CHAINS.ilog2())
}
