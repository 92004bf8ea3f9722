//! Reports as they come out: every text is there, and what the font lacks does no harm.

mod file;
mod layout;

use super::{
    Badge, Block, RegisterReport, Section, Sheet, Tone, Words,
    document::{Line, Page},
    font::{self, Weight},
    render, sheets,
};

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
