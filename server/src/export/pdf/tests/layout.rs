//! Pages as they are laid out: nothing overflows, overlaps or stands alone.

use super::super::{
    Block, RegisterReport, Section, Tone,
    document::{Line, PAGE, Page},
    flow::{BOTTOM, LEFT, TOP, WIDTH},
    font::{self, Weight},
    wrap,
};
use super::{dense, pages, report, sheet};
use proptest::prelude::*;

fn right(line: &Line) -> f32 {
    line.x + font::faces().unwrap().get(line.style.weight).measure(&line.text, line.style.size)
}

/// Lines lie within the margins and on no other line.
fn assert_tidy(pages: &[Page]) {
    for page in pages {
        for (number, line) in page.lines.iter().enumerate() {
            assert!(line.x >= LEFT - 0.01 && right(line) <= LEFT + WIDTH + 0.01, "over the margin: {line:?}");
            assert!(line.y >= TOP - 24.0 && line.y <= PAGE[1] - 20.0, "over the foot: {line:?}");
            for other in &page.lines[..number] {
                let beside = right(other) <= line.x || right(line) <= other.x;
                let below = (line.y - other.y).abs() >= 0.95 * line.style.size.min(other.style.size);
                assert!(beside || below, "{line:?} lies on {other:?}");
            }
        }
        for (area, _) in &page.grounds {
            assert!(area.x >= 0.0 && area.x + area.width <= PAGE[0] + 0.01 && area.y + area.height <= PAGE[1], "{area:?}");
        }
    }
}

/// A report in which every text is this one.
fn all_of(long: &str) -> RegisterReport {
    let blocks = vec![
        Block::Note { text: long.into(), tone: Tone::Attention },
        Block::row(long, long),
        Block::List { label: long.into(), items: vec![long.into(), long.into()] },
        Block::Table { head: vec![long.into(), long.into()], weights: vec![1.0], rows: vec![vec![long.into(); 2]; 3] },
    ];
    let sections = vec![Section { title: long.into(), blocks }];
    RegisterReport {
        organisation: long.into(),
        title: long.into(),
        subtitle: long.into(),
        cover: sections.clone(),
        ..report(vec![sheet(long, long, long, sections)])
    }
}

#[test]
fn names_of_300_letters_without_a_space_are_neither_clipped_nor_laid_over_others() {
    let long: String = ('a'..='z').cycle().take(300).collect();
    let report = all_of(&long);
    let pages = pages(&report);
    assert_tidy(&pages);
    // Whole everywhere but in the foot and in the line on top of pages that go on, which end with an ellipsis.
    let found: String = pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect();
    let whole = found.matches(&long).count();
    assert!(whole >= 4, "{whole} of the long names are whole in {found}");
    let cut = pages.iter().flat_map(|page| &page.lines).filter(|line| line.text.ends_with('\u{2026}'));
    assert!(cut.into_iter().all(|line| line.y < TOP || line.y > BOTTOM), "a name in the text is cut");
}

#[test]
fn a_title_stands_on_the_page_of_what_follows_it() {
    for filled in 40..70 {
        let mut blocks: Vec<_> = (0..filled).map(|n| Block::row(format!("Champ {n}"), "valeur")).collect();
        let head = vec!["Colonne".into(), "Autre".into()];
        let sections = vec![
            Section { title: "Avant".into(), blocks: std::mem::take(&mut blocks) },
            Section {
                title: "Titre".into(),
                blocks: vec![Block::Table { head, weights: vec![1.0], rows: vec![vec!["Cellule".into(); 2]] }],
            },
        ];
        let pages = pages(&report(vec![sheet("A", "B", "C", sections)]));
        let says = |page: &Page, text: &str| page.lines.iter().any(|line| line.text == text);
        let page = pages.iter().find(|page| says(page, "Titre")).unwrap();
        assert!(says(page, "Colonne") && says(page, "Cellule"), "{filled} rows before");
        assert_tidy(&pages);
    }
}

#[test]
fn no_line_of_a_long_text_stands_alone() {
    for filled in 40..60 {
        let mut blocks: Vec<_> = (0..filled).map(|n| Block::row(format!("Champ {n}"), "valeur")).collect();
        blocks.push(Block::row("Long", ["mot"; 12].join("\n")));
        let pages = pages(&report(vec![sheet("A", "B", "C", vec![Section { title: "T".into(), blocks }])]));
        let counts: Vec<_> = pages.iter().map(|page| page.lines.iter().filter(|line| line.text == "mot").count()).collect();
        assert!(counts.iter().all(|count| *count != 1) && counts.iter().sum::<usize>() == 12, "{counts:?}");
    }
}

#[test]
fn a_few_lines_more_than_a_page_are_set_tighter_and_many_more_are_not() {
    let sheet_pages = |rows| {
        let blocks = (0..rows).map(|n| Block::row(format!("Champ {n}"), "valeur")).collect();
        let mut pages = pages(&report(vec![sheet("A", "B", "C", vec![Section { title: "T".into(), blocks }])]));
        assert_tidy(&pages);
        pages.split_off(2)
    };
    let step = |page: &Page| {
        let at = |text| page.lines.iter().find(|line| line.text == text).unwrap().y;
        at("Champ 1") - at("Champ 0")
    };
    let (short, longer, long) = (sheet_pages(40), sheet_pages(51), sheet_pages(70));
    assert_eq!([short.len(), longer.len(), long.len()], [1, 1, 2]);
    assert!(step(&longer[0]) < step(&short[0]) && step(&long[0]) == step(&short[0]));
}

#[test]
fn items_share_a_line_or_stand_in_two_columns_where_they_are_short() {
    let lines = |items: &[&str]| {
        let list = Block::List { label: "Liste".into(), items: items.iter().map(|item| (*item).to_owned()).collect() };
        let mut pages = pages(&report(vec![sheet("A", "B", "C", vec![Section { title: "T".into(), blocks: vec![list] }])]));
        assert_tidy(&pages);
        let at = pages[2].lines.iter().position(|line| line.text == "Liste").unwrap();
        let foot = pages[2].lines.len() - 2;
        pages[2].lines.drain(at + 1..foot).map(|line| line.text).filter(|text| text != "\u{2022}").collect::<Vec<_>>()
    };
    assert_eq!(lines(&["Noms", "Adresses", "Courriels"]), ["Noms, Adresses, Courriels"]);
    assert_eq!(lines(&["Noms, prénoms", "Adresses"]), ["Noms, prénoms", "Adresses"]);
    let five =
        ["Chiffrement des échanges", "Journal des accès", "Contrôles réguliers", "Locaux protégés", "Sauvegarde quotidienne"];
    assert_eq!(lines(&five), [five[0], five[3], five[1], five[4], five[2]]);
}

proptest! {
    #[test]
    fn lines_fit_and_lose_nothing_but_spaces(text in "[a-zA-Zéœ漢\u{301} /\n-]{0,300}", width in 20.0f32..300.0) {
        let face = font::faces().unwrap().get(Weight::Regular);
        let lines = wrap::lines(face, 9.0, width, &text);
        for line in &lines {
            prop_assert!(face.measure(line, 9.0) <= width || line.chars().count() == 1, "{line:?}");
        }
        prop_assert_eq!(dense(&lines.concat()), dense(&text));
    }
}
