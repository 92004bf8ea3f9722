//! The file as readers see it: bookmarks, links, what it says of itself; the same bytes each time.

use super::super::{
    Block, RegisterReport, Section,
    document::{Line, PAGE},
    render,
};
use super::{dense, pages, report, sheet};
use lopdf::{Dictionary, Document, Object};

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report((0..30).map(|n| sheet("A", "B", &format!("Activité {n}"), vec![])).collect());
    assert_eq!(render(&report).unwrap(), render(&report).unwrap());
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
