//! The drop zone: each file with its progress, and why one was refused.

use super::browser::journey;
use crate::{
    harness::{Server, World},
    http::documents::begin_jobs,
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
