//! Reports as they come out: every text is there, nothing overflows, the bytes are the same each time.

use super::{
    Badge, Block, RegisterReport, Section, Sheet, Tone, Words,
    document::{Line, PAGE, Page},
    flow::{BOTTOM, LEFT, TOP, WIDTH},
    font::{self, Weight},
    render, sheets, wrap,
};
use lopdf::{Dictionary, Document, Object};
use proptest::prelude::*;

fn sheet(category: &str, purpose: &str, title: &str, sections: Vec<Section>) -> Sheet {
    Sheet {
        path: vec![category.into(), purpose.into()],
        title: title.into(),
        badge: Some(Badge { text: "Validé".into(), tone: Tone::Good }),
        sections,
    }
}

fn report(sheets: Vec<Sheet>) -> RegisterReport {
    RegisterReport {
        language: "fr",
        organisation: "OPH Val de Loire".into(),
        title: "Registre des activités de traitement".into(),
        subtitle: "Registre opérationnel".into(),
        date: "22 novembre 2026".into(),
        created: "2026-11-22T10:00:00Z".parse().unwrap(),
        cover: vec![Section {
            title: "Responsable du traitement".into(),
            blocks: vec![Block::row("Adresse", "12, quai des Marais\n45000 Orléans"), Block::row("Déléguée", "Jeanne Côté")],
        }],
        sheets,
        words: Words { contents: "Sommaire".into(), page: "Page".into(), empty: "Aucun projet.".into() },
    }
}

fn text_of(report: &RegisterReport) -> String {
    pdf_extract::extract_text_from_mem(&render(report).unwrap()).unwrap()
}

/// Without spaces: an extractor guesses them.
fn dense(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn every_text_of_a_report_can_be_read_back() {
    let sections = vec![Section {
        title: "Données".into(),
        blocks: vec![
            Block::row("Base légale", "Exécution d’un contrat (art. 6.1.b)"),
            Block::List { label: "Personnes".into(), items: vec!["Locataires".into(), "Œuvre & garants".into()] },
            Block::Table {
                head: vec!["Catégorie".into(), "Durée".into()],
                weights: vec![1.0],
                rows: vec![vec!["Vie personnelle".into(), "5 ans".into()]],
            },
            Block::Note { text: "Dépasse sa finalité : 10 ans au lieu de 5.".into(), tone: Tone::Attention },
        ],
    }];
    let found = dense(&text_of(&report(vec![sheet("Gestion locative", "Loyers", "Suivi des impayés", sections)])));
    for expected in [
        "OPH Val de Loire",
        "Registre opérationnel",
        "22 novembre 2026",
        "45000 Orléans",
        "Jeanne Côté",
        "Sommaire",
        "Gestion locative",
        "Suivi des impayés",
        "Validé",
        "Exécution d’un contrat (art. 6.1.b)",
        "Œuvre & garants",
        "Vie personnelle",
        "Dépasse sa finalité : 10 ans au lieu de 5.",
        "Page 3 / 3",
    ] {
        assert!(found.contains(&dense(expected)), "{expected} is missing in {found}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report((0..30).map(|n| sheet("A", "B", &format!("Activité {n}"), vec![])).collect());
    assert_eq!(render(&report).unwrap(), render(&report).unwrap());
}

#[test]
fn an_empty_register_says_so() {
    assert!(dense(&text_of(&report(vec![]))).contains(&dense("Aucun projet.")));
}

#[test]
fn a_table_longer_than_a_page_repeats_its_head() {
    let rows = (0..150).map(|n| vec![format!("Ligne {n}"), "x".into()]).collect();
    let table = Block::Table { head: vec!["Intitulé".into(), "Autre".into()], weights: vec![1.0], rows };
    let section = Section { title: "T".into(), blocks: vec![table] };
    let found = text_of(&report(vec![sheet("A", "B", "C", vec![section])]));
    assert!(found.matches("Intitulé").count() >= 3, "{found}");
    assert!((0..150).all(|n| found.contains(&format!("Ligne {n}"))));
}

#[test]
fn a_cell_longer_than_a_page_loses_no_line() {
    let cell: String = (0..3000).map(|n| format!("mot{n} ")).collect();
    let table = Block::Table { head: vec!["H".into()], weights: vec![], rows: vec![vec![cell]] };
    let found = text_of(&report(vec![sheet("A", "B", "C", vec![Section { title: "T".into(), blocks: vec![table] }])]));
    assert!((0..3000).all(|n| found.contains(&format!("mot{n}"))));
}

#[test]
fn the_font_has_the_letters_of_european_languages() {
    let faces = font::faces().unwrap();
    for weight in [Weight::Regular, Weight::Bold] {
        let lacking: String = "éèêëàâäçñõøåßœŒæÆ’“”«»…–—•·€łżőřğıșțΑλϊЖщ№§°²³›/"
            .chars()
            .filter(|letter| !has(faces.get(weight), *letter))
            .collect();
        assert_eq!(lacking, "");
    }
}

fn has(face: &font::Face, letter: char) -> bool {
    face.drawn(letter) == Some(letter)
}

#[test]
fn a_letter_the_font_lacks_and_a_bare_accent_do_no_harm() {
    let found = dense(&text_of(&report(vec![sheet("A", "B", "Cafe\u{301} 漢字 \u{200E}\u{0}fin", vec![])])));
    assert!(found.contains("Café\u{FFFD}\u{FFFD}fin"), "{found}");
}

#[test]
fn letters_of_other_scripts_and_emoji_appear_as_some_glyph() {
    let odd = "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{202E}\u{645}\u{631}\u{62D}\u{628}\u{627} \u{1F468}\u{200D}\u{1F469} \u{1F3F4}\u{E0067}\u{E007F} \u{FB01}n \u{AD}\u{2066}a\u{20D7}\t";
    let sections = vec![Section { title: odd.into(), blocks: vec![Block::row(odd, odd)] }];
    let report = report(vec![sheet(odd, odd, odd, sections)]);
    let pages = pages(&report);
    let drawn: Vec<&Line> = pages.iter().flat_map(|page| &page.lines).filter(|line| line.text.contains('\u{FB01}')).collect();
    assert!(drawn.len() >= 6, "{drawn:?}");
    for line in drawn {
        let texts = line.text.matches('\u{FB01}').count();
        assert_eq!(line.text.matches('\u{FFFD}').count(), texts * (4 + 5 + 2 + 1 + 1), "{line:?}");
        assert!(line.text.contains("\u{FB01}n a"), "{line:?}");
    }
    assert!(text_of(&report).contains('\u{FFFD}'));
}

/// The pages as they are laid out.
fn pages(report: &RegisterReport) -> Vec<Page> {
    sheets::compose(font::faces().unwrap(), report).document.pages
}

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
fn columns_without_a_word_are_left_out_of_a_table() {
    let head = || vec!["Nom".to_owned(), "Pays".to_owned(), "Garantie".to_owned()];
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let told = |rows| Block::table(head(), &[1.0, 2.0], rows);
    assert!(matches!(
        told(vec![row(["A", "", "x"]), row(["B", "", ""])]),
        Some(Block::Table { head, weights, rows })
            if head == ["Nom", "Garantie"] && weights == [2.0] && rows == [["A", "x"], ["B", ""]]
    ));
    assert!(matches!(
        told(vec![row(["A", "", ""]), row(["", "", ""]), row(["B", "", ""])]),
        Some(Block::List { label, items }) if label == "Nom" && items == ["A", "B"]
    ));
    assert!(told(vec![row(["", "", ""])]).is_none() && told(Vec::new()).is_none());
}

/// A register with two branches and a sheet longer than a page.
fn branched() -> RegisterReport {
    let long = Section { title: "T".into(), blocks: (0..90).map(|n| Block::row(format!("L{n}"), "v")).collect() };
    let mut deep = sheet("Gestion locative", "Attribution", "Commission", vec![]);
    deep.path.insert(1, "Demande".into());
    report(vec![
        deep,
        sheet("Gestion locative", "Loyers", "Quittances", vec![long]),
        sheet("Gestion locative", "Loyers", "Relances", vec![]),
        sheet("Ressources humaines", "Paie", "Bulletins", vec![]),
    ])
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// Number of the page, from 1, to which an action leads.
fn target(file: &Document, dictionary: &Dictionary) -> u32 {
    let action = file.get_dict_in_dict(dictionary, b"A").unwrap();
    let page = action.get(b"D").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    file.get_pages().into_iter().find(|(_, id)| *id == page).unwrap().0
}

/// Bookmarks in their order: depth, title, page.
fn bookmarks(file: &Document, parent: &Dictionary, depth: usize, found: &mut Vec<(usize, String, u32)>) {
    let mut next = parent.get(b"First").ok();
    while let Some(id) = next {
        let item = file.get_dictionary(id.as_reference().unwrap()).unwrap();
        found.push((depth, text(item.get(b"Title").unwrap()), target(file, item)));
        bookmarks(file, item, depth + 1, found);
        next = item.get(b"Next").ok();
    }
}

#[test]
fn bookmarks_are_nested_by_branch() {
    let file = Document::load_mem(&render(&branched()).unwrap()).unwrap();
    let outline = file.get_dict_in_dict(file.catalog().unwrap(), b"Outlines").unwrap();
    let mut found = Vec::new();
    bookmarks(&file, outline, 0, &mut found);
    let found: Vec<_> = found.iter().map(|(depth, title, page)| (*depth, title.as_str(), *page)).collect();
    assert_eq!(
        found,
        [
            (0, "Sommaire", 2),
            (0, "Gestion locative", 3),
            (1, "Demande", 3),
            (2, "Attribution", 3),
            (3, "Commission", 3),
            (1, "Loyers", 4),
            (2, "Quittances", 4),
            (2, "Relances", 6),
            (0, "Ressources humaines", 7),
            (1, "Paie", 7),
            (2, "Bulletins", 7),
        ]
    );
}

#[test]
fn each_line_of_the_contents_leads_to_the_page_it_shows() {
    let report = branched();
    let bytes = render(&report).unwrap();
    let file = Document::load_mem(&bytes).unwrap();
    let texts = pdf_extract::extract_text_from_mem_by_pages(&bytes).unwrap();
    let laid_out = pages(&report);
    let contents = &laid_out[1];
    let links = file.get_dictionary(file.get_pages()[&2]).unwrap().get(b"Annots").unwrap().as_array().unwrap();
    let mut seen = 0;
    for link in links.iter().map(|link| link.as_dict().unwrap()) {
        let page = target(&file, link);
        let edges: Vec<f32> =
            link.get(b"Rect").unwrap().as_array().unwrap().iter().map(|edge| edge.as_float().unwrap()).collect();
        let within = |line: &&Line| (edges[1]..edges[3]).contains(&(PAGE[1] - line.y)) && line.x >= edges[0] - 0.1;
        let lines: Vec<&str> = contents.lines.iter().filter(within).map(|line| line.text.as_str()).collect();
        assert!(dense(&texts[page as usize - 1]).contains(&dense(lines[0])), "{lines:?} leads to page {page}");
        if let [_, shown] = lines[..] {
            assert_eq!(shown, page.to_string(), "{lines:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 4, "sheets in the contents");
}

#[test]
fn the_file_says_what_it_is_and_since_when() {
    let bytes = render(&report(vec![sheet("A", "B", "Élus", vec![])])).unwrap();
    let file = Document::load_mem(&bytes).unwrap();
    let catalogue = file.catalog().unwrap();
    assert_eq!(text(catalogue.get(b"Lang").unwrap()), "fr");
    assert!(file.get_dict_in_dict(catalogue, b"ViewerPreferences").unwrap().get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let info = file.get_dict_in_dict(&file.trailer, b"Info").unwrap();
    assert_eq!(text(info.get(b"Title").unwrap()), "Registre des activités de traitement · OPH Val de Loire");
    for date in ["CreationDate", "ModDate"] {
        assert_eq!(text(info.get(date.as_bytes()).unwrap()), "D:20261122100000+00'00'");
    }
    assert!(bytes.len() < 60_000, "{} bytes: the whole font is in the file", bytes.len());
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
