//! Numbers, sizes and dates as each language writes them. Words (months, patterns) come from the text files.

use super::{Language, Texts};
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// A number with at most two decimals, grouped by three digits.
pub(super) fn number(language: Language, value: f64) -> String {
    let (group, point) = match language {
        Language::Fr => ("\u{202f}", ','),
        Language::En => (",", '.'),
        Language::Es => (".", ','),
    };
    let plain = format!("{:.2}", value.abs());
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut text = if value < 0.0 { "\u{2212}".to_owned() } else { String::new() };
    // Spanish and French leave four digits together, years among them; English years go as text.
    let grouped = whole.len() > if language == Language::En { 3 } else { 4 };
    for (index, digit) in whole.chars().enumerate() {
        if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// The key of a size and its value: whole bytes, or kilobytes and more rounded to one decimal.
pub(super) fn size(bytes: u64) -> (&'static str, f64) {
    let value = bytes as f64;
    let (key, value) = match bytes {
        0..1_000 => return ("size-bytes", value),
        1_000..1_000_000 => ("size-kilobytes", value / 1e3),
        1_000_000..1_000_000_000 => ("size-megabytes", value / 1e6),
        _ => ("size-gigabytes", value / 1e9),
    };
    (key, if value < 10.0 { (value * 10.0).round() / 10.0 } else { value.round() })
}

/// A day by the pattern and the months under these keys; months are twelve words separated by spaces.
pub(super) fn date(texts: &Texts, date: &Date, pattern: &str, months: &str) -> String {
    let months = texts.get(months);
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let month = months.split(' ').nth(index).unwrap_or_default();
    let day = if date.day() == 1 { texts.get("date-first") } else { date.day().to_string() };
    texts.with(pattern, &[("day", day.as_str()), ("month", month), ("year", date.year().to_string().as_str())])
}

/// A moment on the clocks of France, as in `clock`.
pub(super) fn zoned(moment: Timestamp) -> Zoned {
    moment.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_rounded() {
        let table = [(0.0, "0"), (999.0, "999"), (1234.0, "1,234"), (1_234_567.0, "1,234,567"), (-5.5, "−5.5"), (2.346, "2.35")];
        for (value, expected) in table {
            assert_eq!(number(Language::En, value), expected);
        }
        assert_eq!(number(Language::Es, 1234.5), "1234,5");
    }

    #[test]
    fn sizes_choose_their_unit() {
        assert_eq!(
            [size(12), size(1_550), size(25_400_000)],
            [("size-bytes", 12.0), ("size-kilobytes", 1.6), ("size-megabytes", 25.0)]
        );
    }
}
