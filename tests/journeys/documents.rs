//! The drop zone: each file with its progress, and why one was refused.

use super::browser::journey;
use crate::{
    harness::{PROGRAM, Server, World},
    http::documents::{begin_jobs, pdf, upload, zipped},
};
use std::fs;

/// Gives the drop zone a file as if it had been dropped there.
const DROP: &str = "const files = new DataTransfer();
    files.items.add(new File(['Le registre des visites'], 'visites.txt'));
    document.querySelector('drop-zone').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_drops_a_file_gives_it_a_category_and_deletes_it() {
    let world = World::start().await;
    begin_jobs(&world.server);
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.contributor.email).await;
        browser.open("/documents").await;
        browser.leads(async || drop(browser.run(DROP, Vec::new()).await)).await;
        let document = browser.named("visites.txt").await;
        browser.follow(&document).await;
        browser.fill("category", "Procédures").await;
        let save = browser.find("main form .primary").await;
        browser.follow(&save).await;
        browser.open("/documents").await;
        browser.reads("Procédures").await;
        let document = browser.named("visites.txt").await;
        browser.follow(&document).await;
        let delete = browser.named("Supprimer").await;
        browser.click(&delete).await;
        browser.reads("Supprimer « visites.txt » ?").await;
        let sure = browser.find("dialog[open] .danger").await;
        browser.follow(&sure).await;
        browser.reads("Aucun document pour l’instant").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_too_large_is_refused_with_the_reason_and_the_others_are_kept() {
    let server = Server::start_with(|config| config.limits.document_bytes = 1 << 20).await;
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    let folder = tempfile::tempdir().unwrap();
    let (small, large) = (folder.path().join("petit.txt"), folder.path().join("grand.txt"));
    fs::write(&small, "petit").unwrap();
    fs::write(&large, vec![b'x'; (1 << 20) + 1]).unwrap();
    journey(&server.url, "fr", async |browser| {
        browser.tolerate("status of 413");
        browser.sign_in(&person.email).await;
        browser.open("/documents").await;
        browser.choose(&[&large, &small]).await;
        browser.reads("grand.txt – Ce fichier dépasse la limite de 1 Mo.").await;
        browser
            .until("the other one went through", "document.querySelector('.uploads li:last-child')?.innerText.includes('✓')")
            .await;
        browser.open("/documents").await;
        browser.find("td a[href^='/documents/']").await;
        assert_eq!(browser.value("document.querySelectorAll('tbody tr').length").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sends_several_files_sees_one_finds_a_word_inside_and_shares_it() {
    let world = World::start().await;
    begin_jobs(&world.server);
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let letter = file("bail.docx", &zipped("word/document.xml", "<w:p><w:t>Le locataire verse un loyer</w:t></w:p>".as_bytes()));
    let table = file("charges.csv", "poste;montant\nascenseur;120\n".as_bytes());
    let page = file("notice.html", b"<script>document.title='piege'</script><p>Vos droits</p>");
    journey(&world.server.url, "fr", async |browser| {
        browser.sign_in(&world.contributor.email).await;
        browser.open("/documents").await;
        browser.leads(async || browser.choose(&[&letter, &table, &page]).await).await;
        assert_eq!(browser.value("document.querySelectorAll('tbody tr').length").await, 3);
        // A word inside, found from any page; it may take a moment until it was read.
        for _ in 0..200 {
            browser.open("/search?q=ascenseurs").await;
            if browser.value("document.querySelectorAll('mark').length").await != 0 {
                break;
            }
        }
        let found = browser.find("article h2 a").await;
        browser.follow(&found).await;
        browser.reads("charges.csv").await;
        browser.find("iframe.preview[sandbox]").await;
        for (name, words) in
            [("charges.csv", "ascenseur"), ("bail.docx", "Le locataire verse un loyer"), ("notice.html", "Vos droits")]
        {
            browser.open("/documents").await;
            let document = browser.named(name).await;
            browser.follow(&document).await;
            let alone = browser.value("document.querySelector('iframe.preview').src").await;
            browser.open(alone.as_str().unwrap().trim_start_matches(&world.server.url)).await;
            browser.reads(words).await;
            assert_eq!(browser.value("document.title.includes('piege')").await, false);
        }
        browser.open("/documents?q=bail").await;
        let document = browser.named("bail.docx").await;
        browser.follow(&document).await;
        let share = browser.named("Créer un lien").await;
        browser.follow(&share).await;
        browser.reads("Voici le lien").await;
        let address = browser.value("document.querySelector('#shares input[data-select]').value").await;
        browser.open(address.as_str().unwrap().trim_start_matches(&world.server.url)).await;
        browser.reads("Quelqu’un a partagé ce document avec vous").await;
        browser.open("/documents?q=bail").await;
        let document = browser.named("bail.docx").await;
        browser.follow(&document).await;
        let end = browser.named("Arrêter ce lien").await;
        browser.follow(&end).await;
        browser.tolerate("status of 404");
        browser.open(address.as_str().unwrap().trim_start_matches(&world.server.url)).await;
        browser.reads("Ce lien ne fonctionne pas, ou plus").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_looks_at_the_pages_of_a_pdf_without_opening_it() {
    let server = Server::start_with(|config| config.program = PROGRAM.clone()).await;
    begin_jobs(&server);
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    upload(&server, &person, "bail.pdf", pdf("Le locataire verse un loyer")).await.error_for_status().unwrap();
    journey(&server.url, "fr", async |browser| {
        browser.sign_in(&person.email).await;
        for _ in 0..200 {
            browser.open("/search?q=loyer").await;
            if browser.value("document.querySelectorAll('mark').length").await != 0 {
                break;
            }
        }
        let found = browser.find("article h2 a").await;
        browser.follow(&found).await;
        browser.until("its page is drawn", "document.querySelector('img[alt=\"Page 1\"]')?.naturalWidth === 1000").await;
        let words = browser.named("Lire le texte seul").await;
        let alone = words.attr("href").await.unwrap().unwrap();
        browser.open(&alone).await;
        browser.reads("Le locataire verse un loyer").await;
    })
    .await;
}
