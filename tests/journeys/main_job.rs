//! The main job from end to end: an empty folder becomes a register that is measured, proven, exported, and that
//! survives the power cut.

use super::{
    browser::{Browser, journey},
    fixture,
};
use crate::{
    harness::{PASSWORD, PROGRAM},
    http::documents::{pdf, zipped},
    program::Program,
};
use fantoccini::key::Key;
use std::{fs, path::Path, process::Command};

/// The first theme of the questionnaire.
const THEME: &str = "Gouvernance et délégué";
/// Files, and a word that stands in each and nowhere else.
const EVIDENCE: [(&str, &str); 3] =
    [("charte.txt", "ornithorynque"), ("contrat.docx", "xylophone"), ("procedure.pdf", "quincaillerie")];

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_proves_its_compliance_from_the_first_link_to_the_power_cut() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path(), 0);
    let (url, port) = (program.url.clone(), program.port());
    let link = program.says("Set-up: ");
    journey(&url, "fr", async |browser| {
        found(browser, link.strip_prefix(&url).unwrap()).await;
        import(browser).await;
        browse(browser).await;
        answer(browser).await;
        file(browser).await;
        export(browser).await;
        program.kill();
        let program = Program::start(data.path(), port);
        still_there(browser).await;
        program.kill();
    })
    .await;
    let verify = Command::new(&*PROGRAM).arg("verify").arg("--data").arg(data.path()).output().unwrap();
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stderr));
}

async fn found(browser: &Browser, link: &str) {
    browser.open(link).await;
    browser.fill("legal_name", "OPH Val de Loire").await;
    let pack = browser.find("input[name=packs][value=social-housing]").await;
    browser.click(&pack).await;
    browser.fill("name", "Paule Champion").await;
    browser.fill("email", "paule@oph.example").await;
    browser.fill("password", PASSWORD).await;
    let button = browser.named("Créer l’organisme").await;
    browser.follow(&button).await;
    browser.reads("Bienvenue : votre organisme est créé.").await;
}

async fn import(browser: &Browser) {
    go(browser, "Registre").await;
    browser.reads("Ce registre est encore vide").await;
    follow(browser, "Importer").await;
    browser.choose(&[&fixture("register-oph.csv")]).await;
    follow(browser, "Vérifier le fichier").await;
    browser.reads("152 lignes valides sur 152").await;
    browser.reads("Aucune erreur").await;
    follow(browser, "Importer 152 lignes").await;
    browser.reads("Import terminé").await;
    follow(browser, "Voir le registre").await;
    browser.reads("Tous les projets 152").await;
}

/// Down the tree with the arrow keys alone, to a sheet with what the pack found.
async fn browse(browser: &Browser) {
    browser.run("document.querySelector('[role=treeitem][tabindex=\"0\"]').focus()", Vec::new()).await;
    let first = browser.focused().await;
    browser.press(Key::Down).await;
    assert_ne!(browser.focused().await, first, "the arrow moves on");
    browser.press(Key::Up).await;
    assert_eq!(browser.focused().await, first);
    walk_to(browser, "Gestion locative").await;
    unfold(browser).await;
    browser.press(Key::Right).await;
    // Through as many branches as there are, down to an activity.
    while browser.value("'branch' in document.activeElement.dataset").await == true {
        unfold(browser).await;
        browser.press(Key::Right).await;
    }
    let activity = browser.focused().await;
    browser.press(Key::Enter).await;
    let name = activity.lines().next().unwrap();
    browser.until("the panel shows the activity", "document.querySelector('#panel h2')").await;
    browser.reads(name).await;
    follow(browser, "Ouvrir la fiche").await;
    browser.until("it is the heading of its sheet", "document.querySelector('h1')").await;
    go(browser, "Registre").await;
    // The list finds what is looked for, and shows what the pack has to say about it.
    let as_list = browser.find(".filters .end a").await;
    browser.follow(&as_list).await;
    let filter = browser.find(".filters [name=q]").await;
    filter.send_keys("Vente HLM").await.unwrap();
    browser.leads(async || browser.press(Key::Enter).await).await;
    let row = browser.find("table a[data-panel]").await;
    browser.click(&row).await;
    follow(browser, "Ouvrir la fiche").await;
    browser.reads("Remarques des paquets sectoriels").await;
    browser.until("the pack found something", "document.querySelectorAll('aside .notice').length").await;
}

async fn unfold(browser: &Browser) {
    let open = "document.activeElement.getAttribute('aria-expanded') === 'true'";
    if browser.value(open).await != true {
        browser.press(Key::Right).await;
    }
    browser.until("the branch unfolds", open).await;
}

async fn walk_to(browser: &Browser, name: &str) {
    for _ in 0..40 {
        if browser.focused().await.starts_with(name) {
            return;
        }
        browser.press(Key::Down).await;
    }
    panic!("{name} is not in the tree");
}

/// Answers every question of the first theme; each is saved by itself.
async fn answer(browser: &Browser) {
    go(browser, "Conformité").await;
    follow(browser, "Ouvrir le questionnaire").await;
    browser.reads(THEME).await;
    while browser.value("document.querySelector('#campaign-nav [aria-current]').closest('ul').closest('li').querySelector('.name').textContent").await == THEME {
        answer_subtheme(browser).await;
        follow(browser, "Sous-thème suivant").await;
    }
    go(browser, "Conformité").await;
    browser.until("the radar has a curve", "document.querySelector('svg.radar circle.now')").await;
    browser.until("the plan has actions", "document.querySelectorAll('a[data-src^=\"/compliance/actions/\"]').length > 1").await;
    let action = browser.find("a[data-src^=\"/compliance/actions/\"]").await;
    browser.click(&action).await;
    browser.until("the panel shows the action", "document.querySelector('#panel:not([hidden]) h2')").await;
    browser.find("#panel [name=status] option[value=in_progress]").await.click().await.unwrap();
    follow(browser, "Changer le statut").await;
    browser.until("the action is under way", "document.querySelector('#panel .badge')?.textContent === 'En cours'").await;
}

async fn answer_subtheme(browser: &Browser) {
    let open = "[...document.querySelectorAll('form[data-answer]')].find(form => !form.querySelector('.saved').textContent)";
    // Answers bring questions and take them away, so the page is asked anew each time.
    while browser.value(&format!("!!({open})")).await == true {
        let script = format!(
            "const form = {open}; form.id = 'now';
             const field = form.querySelector('[name=value], [name=rows]');
             const choice = form.querySelector('[name=value][value=no], [name=value][value=partly]') ?? field;
             if (choice.matches('[type=radio], [type=checkbox]')) {{ choice.click(); return; }}
             choice.value = choice.type === 'date' ? '2026-01-15' : choice.type === 'number' ? choice.min || '1' : 'Oui';
             choice.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        browser.run(&script, Vec::new()).await;
        browser
            .until("the answer is saved", "document.querySelector('#now .saved')?.textContent.startsWith('Enregistré à')")
            .await;
        browser.run("document.getElementById('now').removeAttribute('id')", Vec::new()).await;
    }
}

/// Drops three kinds of files, finds each by a word inside.
async fn file(browser: &Browser) {
    let folder = tempfile::tempdir().unwrap();
    let paths = EVIDENCE.map(|(name, _)| folder.path().join(name));
    for (path, (_, word)) in paths.iter().zip(EVIDENCE) {
        let sentence = format!("Un {word} veille sur les dossiers");
        let bytes = match path.extension().unwrap().to_str().unwrap() {
            "docx" => zipped("word/document.xml", format!("<w:p><w:t>{sentence}</w:t></w:p>").as_bytes()),
            "pdf" => pdf(&sentence),
            _ => sentence.into_bytes(),
        };
        fs::write(path, bytes).unwrap();
    }
    go(browser, "Documents").await;
    let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    browser.leads(async || browser.choose(&paths).await).await;
    for (name, word) in EVIDENCE {
        browser.reads(name).await;
        find(browser, name, word).await;
        go(browser, "Documents").await;
    }
}

/// Searches from the box on every page until the text of the document was read.
async fn find(browser: &Browser, name: &str, word: &str) {
    for _ in 0..60 {
        browser.run("document.activeElement.blur()", Vec::new()).await;
        browser
            .run(
                "document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))",
                Vec::new(),
            )
            .await;
        assert_eq!(browser.value("document.activeElement.name").await, "q", "the slash goes to the search");
        browser
            .leads(async || {
                browser.fill("q", word).await;
                browser.press(Key::Enter).await;
            })
            .await;
        if browser.value("document.querySelector('article mark')?.textContent").await == *word {
            browser.reads(name).await;
            return;
        }
    }
    panic!("{name} is not found by “{word}”");
}

async fn export(browser: &Browser) {
    go(browser, "Registre").await;
    let opener = browser.named("Exporter").await;
    browser.click(&opener).await;
    let words = "[...document.querySelectorAll('dialog[open] [name=format]')].map(format => format.value)";
    let words = browser.value(words).await;
    let links: Vec<String> = words.as_array().unwrap().iter().filter_map(|word| word.as_str()).map(str::to_owned).collect();
    assert!(links.len() >= 4, "{links:?}");
    let all = links.iter().map(|word| format!("/register/controller/export?format={word}"));
    let links: Vec<String> = all.chain(["/register/controller/export?format=csv&scope=validated".to_owned()]).collect();
    for link in links {
        let (status, kind, bytes) = browser.fetch(&link).await;
        assert_eq!(status, 200, "{link}");
        if link.contains("xlsx") || link.contains("both") {
            assert!(kind.starts_with("application/") && bytes.starts_with(b"PK") && bytes.len() > 10_000, "{link}: {kind}");
        } else if link.contains("losses") {
            assert!(kind.starts_with("text/csv"), "{link}: {kind}");
        } else if link.contains("csv") {
            assert!(kind.starts_with("text/csv"), "{link}: {kind}");
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("CCAPEX") || link.contains("validated"), "{link}");
        } else {
            assert_eq!(kind, "application/pdf");
            assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 50_000, "{link}: {} bytes", bytes.len());
        }
    }
    let cancel = browser.named("Annuler").await;
    browser.click(&cancel).await;
}

/// After the power cut: the session, the register, the answers, the action, the documents and their words.
async fn still_there(browser: &Browser) {
    browser.open("/register/controller").await;
    browser.reads("Tous les projets 152").await;
    go(browser, "Conformité").await;
    browser.until("the radar has its curve", "document.querySelector('svg.radar circle.now')").await;
    browser.reads("En cours").await;
    go(browser, "Documents").await;
    for (name, word) in EVIDENCE {
        browser.reads(name).await;
        find(browser, name, word).await;
        go(browser, "Documents").await;
    }
}

/// To a module, through the navigation.
async fn go(browser: &Browser, module: &str) {
    let path = format!("//nav[contains(@class, 'side')]//a[contains(., \"{module}\")]");
    let entry = browser.at(&path).await;
    browser.follow(&entry).await;
}

async fn follow(browser: &Browser, words: &str) {
    let link = browser.named(words).await;
    browser.follow(&link).await;
}
