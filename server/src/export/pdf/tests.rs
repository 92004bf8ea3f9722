//! Reports as they come out: every text is there, nothing overflows, the bytes are the same each time.

use super::{
    Badge, Block, RegisterReport, Section, Sheet, Tone, Words,
    flow::{BOTTOM, Flow, WIDTH},
    font::{self, Weight},
    render, wrap,
};
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
                weights: vec![3.0, 1.0],
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
    let table = Block::Table { head: vec!["Intitulé".into(), "Autre".into()], weights: vec![1.0, 1.0], rows };
    let section = Section { title: "T".into(), blocks: vec![table] };
    let found = text_of(&report(vec![sheet("A", "B", "C", vec![section])]));
    assert!(found.matches("Intitulé").count() >= 3, "{found}");
    assert!((0..150).all(|n| found.contains(&format!("Ligne {n}"))));
}

#[test]
fn a_cell_longer_than_a_page_loses_no_line() {
    let cell: String = (0..3000).map(|n| format!("mot{n} ")).collect();
    let table = Block::Table { head: vec!["H".into()], weights: vec![1.0], rows: vec![vec![cell]] };
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
    face.glyph(letter).is_some_and(|glyph| face.read_as(glyph, letter) == letter)
}

#[test]
fn a_letter_the_font_lacks_and_a_bare_accent_do_no_harm() {
    let found = dense(&text_of(&report(vec![sheet("A", "B", "Cafe\u{301} 漢字 \u{200E}\u{0}fin", vec![])])));
    assert!(found.contains("Café\u{FFFD}\u{FFFD}fin"), "{found}");
}

/// Everything drawn lies on its page: told by the layout itself.
#[test]
fn long_names_stay_on_the_page() {
    let long = "Anticonstitutionnellement".repeat(40);
    let mut flow = Flow::new(font::faces().unwrap());
    flow.begin(&long);
    flow.row(&long, &long);
    flow.list(&long, &[long.clone(), long.clone()]);
    flow.badge(&long, Tone::Neutral);
    assert!(flow.y <= BOTTOM + 20.0);
    let face = font::faces().unwrap().get(Weight::Regular);
    for line in wrap::lines(face, 9.0, WIDTH, &long) {
        assert!(face.measure(line, 9.0) <= WIDTH);
    }
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
