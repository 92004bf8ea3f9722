//! Evidence: uploads that succeed, that are too large, that are cut; hostile files; what search finds and for whom.

use crate::harness::{PROGRAM, Person, Server, World};
use probant::{files::Extractor, jobs};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::Value;
use std::{fs, io::Write, path::Path, time::Duration};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Extraction runs in a process of its own: the program itself.
pub fn begin_jobs(server: &Server) {
    jobs::indexing::start(&server.services).unwrap();
    jobs::extraction::start(&server.services, Extractor::new(&*PROGRAM)).unwrap();
}

pub async fn upload(server: &Server, person: &Person, name: &str, content: Vec<u8>) -> reqwest::Response {
    let form = Form::new().text("category", "Contrats").part("file", Part::bytes(content).file_name(name.to_owned()));
    person.api.post(server.at("/api/v1/documents")).multipart(form).send().await.unwrap()
}

pub async fn json(person: &Person, address: String) -> Value {
    person.api.get(address).send().await.unwrap().json().await.unwrap()
}

/// Waits until the text of a document was read, and answers what came of it.
async fn settled(server: &Server, person: &Person, id: &str) -> String {
    for _ in 0..200 {
        let text = json(person, server.at(&format!("/api/v1/documents/{id}"))).await["text"].as_str().unwrap().to_owned();
        if text != "pending" {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    "pending".into()
}

/// Waits until a search finds this many things.
async fn found(server: &Server, person: &Person, words: &str, expected: u64) -> Value {
    let mut found = Value::Null;
    for _ in 0..100 {
        found = json(person, server.at(&format!("/api/v1/search?q={words}"))).await;
        if found["total"] == expected {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    found
}

fn contents(server: &Server) -> usize {
    fn count(folder: &Path) -> usize {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(&server.services.config.data.join("files"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_filed_read_found_downloaded_and_deleted() {
    let world = World::start().await;
    begin_jobs(&world.server);
    let (server, author) = (&world.server, &world.contributor);
    let answer = upload(server, author, "Bail été.pdf", pdf("Le locataire verse un loyer mensuel")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let filed: Value = answer.json().await.unwrap();
    assert_eq!(
        (&filed["name"], &filed["media_type"], &filed["category"]),
        (&"Bail été.pdf".into(), &"application/pdf".into(), &"Contrats".into())
    );
    let id = filed["id"].as_str().unwrap();
    assert_eq!(settled(server, author, id).await, "indexed");
    let hits = found(server, &world.champion, "locataires+loyer", 1).await;
    assert_eq!((&hits["items"][0]["id"], &hits["items"][0]["kind"]), (&id.into(), &"document".into()));
    let snippet = hits["items"][0]["snippet"].as_str().unwrap();
    assert!(snippet.contains("<mark>locataire</mark>") && snippet.contains("<mark>loyer</mark>"), "{snippet}");
    let address = world.at(&format!("/api/v1/documents/{id}"));
    for address in [address.clone(), format!("{address}/content")] {
        assert_eq!(world.stranger.api.get(address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    }
    assert_eq!(json(&world.stranger, world.at("/api/v1/search?q=loyer")).await["total"], 0);
    assert_eq!(world.stranger.api.delete(&address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let content = author.api.get(format!("{address}/content")).send().await.unwrap();
    assert_eq!(content.headers()["content-security-policy"], "sandbox; default-src 'none'");
    assert_eq!(content.headers()["x-content-type-options"], "nosniff");
    let disposition = content.headers()["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment;") && disposition.ends_with("UTF-8''Bail%20%C3%A9t%C3%A9.pdf"), "{disposition}");
    assert_eq!(content.bytes().await.unwrap(), pdf("Le locataire verse un loyer mensuel"));
    assert_eq!(author.api.delete(&address).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(found(server, author, "loyer", 0).await["total"], 0);
    assert_eq!(contents(server), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_deletes_only_what_is_their_own() {
    let world = World::start().await;
    let filed: Value = upload(&world.server, &world.champion, "charte.bin", vec![1]).await.json().await.unwrap();
    assert_eq!(filed["text"], "none");
    let address = world.at(&format!("/api/v1/documents/{}", filed["id"].as_str().unwrap()));
    assert_eq!(world.contributor.api.delete(&address).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(world.champion.api.delete(&address).send().await.unwrap().status(), StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_over_the_limit_is_refused_and_leaves_nothing() {
    let server = Server::start_with(|config| config.limits.document_bytes = 1 << 20).await;
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    let answer = upload(&server, &person, "juste.bin", vec![7; 1 << 20]).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let answer = upload(&server, &person, "grand.bin", vec![7; (1 << 20) + 1]).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["detail"].as_str().unwrap().contains("1"), "{problem}");
    // Sent in chunks without a length: the limit is met on the way.
    let endless = futures::stream::iter((0..64).map(|_| Ok::<_, std::io::Error>(vec![7_u8; 64 << 10])));
    let part = Part::stream(reqwest::Body::wrap_stream(endless)).file_name("flux.bin");
    let answer = person.api.post(server.at("/api/v1/documents")).multipart(Form::new().part("file", part)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!((contents(&server), json(&person, server.at("/api/v1/documents")).await["total"].as_u64()), (1, Some(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_cut_in_the_middle_leaves_nothing() {
    let server = Server::start().await;
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    let half = vec![b'x'; 400_000];
    let head = format!(
        "POST /api/v1/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: multipart/form-data; boundary=b\r\n\
         Content-Length: 800000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n",
        person.token
    );
    let mut connection = std::net::TcpStream::connect(server.url.trim_start_matches("http://")).unwrap();
    connection.write_all(head.as_bytes()).unwrap();
    connection.write_all(&half).unwrap();
    wait_until(|| contents(&server) == 1, "the upload begins").await;
    drop(connection);
    wait_until(|| contents(&server) == 0, "nothing is left").await;
    assert_eq!(json(&person, server.at("/api/v1/documents")).await["total"], 0);
}

/// Files a content, waits until it was read, and answers its identifier and its preview.
async fn previewed(world: &World, name: &str, content: Vec<u8>) -> (String, reqwest::Response) {
    let (server, person) = (&world.server, &world.contributor);
    let filed: Value = upload(server, person, name, content).await.json().await.unwrap();
    let id = filed["id"].as_str().unwrap().to_owned();
    settled(server, person, &id).await;
    let preview = person.web.get(server.at(&format!("/documents/{id}/preview"))).send().await.unwrap();
    (id, preview)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_words_and_runs_nothing() {
    let world = World::start().await;
    begin_jobs(&world.server);
    let html = "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)><p>Durée &lt;script&gt;alert(3)&lt;/script&gt;</p>";
    let table = [
        ("bail.docx", zipped("word/document.xml", "<w:p><w:t>Durée &lt;script&gt;alert(0)</w:t></w:p>".as_bytes())),
        ("bail.odt", zipped("content.xml", "<t><text:p>Durée</text:p></t>".as_bytes())),
        ("bail.pdf", pdf("Duree")),
        ("bail.txt", "Durée <script>alert(0)</script>".into()),
        ("bail.md", "# Durée\n\n[x](javascript:alert(0))".into()),
        ("bail.csv", "Durée;<svg onload=alert(0)>".into()),
        ("bail.eml", "From: <a@b.example>\nSubject: Durée\n\nBonjour".into()),
        ("bail.html", html.into()),
    ];
    for (name, content) in table {
        let (id, preview) = previewed(&world, name, content).await;
        assert_eq!(preview.status(), StatusCode::OK, "{name}");
        let policy = preview.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("sandbox; default-src 'none'; style-src 'self';"), "{name}: {policy}");
        let page = preview.text().await.unwrap();
        assert!(page.contains("Dur"), "{name}: {page}");
        for alive in ["<script", "<svg", "<img", "javascript:alert(0)\"", "onerror=alert(2)>", "evil.example"] {
            assert!(!page.contains(alive), "{name}: {page}");
        }
        let address = world.at(&format!("/documents/{id}/preview"));
        assert_eq!(world.stranger.web.get(address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    }
    // Only raster images are shown as such, and nothing that was uploaded is ever a page.
    for (name, picture) in
        [("photo.png", StatusCode::OK), ("logo.svg", StatusCode::NOT_FOUND), ("page.html", StatusCode::NOT_FOUND)]
    {
        let filed: Value =
            upload(&world.server, &world.champion, name, b"<svg onload=alert(1)>".to_vec()).await.json().await.unwrap();
        let id = filed["id"].as_str().unwrap();
        let shown = world.champion.web.get(world.at(&format!("/documents/{id}/picture"))).send().await.unwrap();
        assert_eq!(shown.status(), picture, "{name}");
        let content = world.champion.web.get(world.at(&format!("/documents/{id}/content"))).send().await.unwrap();
        for answer in [shown, content].into_iter().filter(|answer| answer.status().is_success()) {
            assert_eq!(answer.headers()["content-security-policy"], "sandbox; default-src 'none'");
            assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_pdf_are_drawn_for_those_who_may_see_it() {
    let server = Server::start_with(|config| config.program = PROGRAM.clone()).await;
    begin_jobs(&server);
    let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    let stranger = server.found("OPH Ailleurs", "Aline Ailleurs", "aline@ailleurs.example").await;
    let mut pictures = Vec::new();
    // The second has no words, as a scan has none.
    for (text, state) in [("Bail", "indexed"), ("", "none")] {
        let filed: Value = upload(&server, &person, "bail.pdf", pdf(text)).await.json().await.unwrap();
        let id = filed["id"].as_str().unwrap();
        assert_eq!(settled(&server, &person, id).await, state);
        let sheet = person.web.get(server.at(&format!("/documents/{id}"))).send().await.unwrap().text().await.unwrap();
        assert!(sheet.contains(&format!("src=\"/documents/{id}/pages/1\"")) && !sheet.contains("/pages/2"), "{sheet}");
        assert_eq!(sheet.contains(&format!("/documents/{id}/preview")), state == "indexed");
        let address = server.at(&format!("/documents/{id}/pages/1"));
        assert_eq!(stranger.web.get(&address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
        let answer = person.web.get(&address).send().await.unwrap();
        assert_eq!((answer.status(), &answer.headers()["content-type"]), (StatusCode::OK, &"image/png".parse().unwrap()));
        assert_eq!(answer.headers()["content-security-policy"], "sandbox; default-src 'none'");
        pictures.push(answer.bytes().await.unwrap());
        for number in ["0", "2", "51", "x", "4294967297"] {
            let address = server.at(&format!("/documents/{id}/pages/{number}"));
            assert_eq!(person.web.get(address).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{number}");
        }
    }
    // Letter paper, a thousand pixels wide; a word leaves more to write than none.
    let width = |picture: &[u8]| u32::from_be_bytes(picture[16..20].try_into().unwrap());
    assert_eq!((width(&pictures[0]), width(&pictures[1])), (1000, 1000));
    assert!(pictures[0].len() > pictures[1].len());
    // Fifty are drawn; only where there are more the sheet says that it stops there.
    for (pages, more) in [(50, false), (51, true)] {
        let long = pages_of(pages, &[("<</Length LENGTH>>", Vec::new())]);
        let filed: Value = upload(&server, &person, "long.pdf", long).await.json().await.unwrap();
        let id = filed["id"].as_str().unwrap();
        settled(&server, &person, id).await;
        let sheet = person.web.get(server.at(&format!("/documents/{id}"))).send().await.unwrap().text().await.unwrap();
        assert!(sheet.contains("/pages/50\"") && !sheet.contains("/pages/51\""), "{pages}");
        assert_eq!(sheet.contains("L’aperçu s’arrête ici"), more, "{pages}");
    }
    let letter = zipped("word/document.xml", "<w:p><w:t>Durée</w:t></w:p>".as_bytes());
    let filed: Value = upload(&server, &person, "bail.docx", letter).await.json().await.unwrap();
    let address = server.at(&format!("/documents/{}/pages/1", filed["id"].as_str().unwrap()));
    assert_eq!(person.web.get(address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_links_and_days_travel_through_the_api() {
    let world = World::start().await;
    let (server, person) = (&world.server, &world.champion);
    let filed: Value = upload(server, person, "bail.bin", vec![1]).await.json().await.unwrap();
    let address = server.at(&format!("/api/v1/documents/{}", filed["id"].as_str().unwrap()));
    assert_eq!((&filed["version"], &filed["expires_on"]), (&1.into(), &Value::Null));
    let today = server.services.clock.today().to_string();
    let details = serde_json::json!({ "category": "Contrats", "subcategory": "Baux", "expires_on": today });
    let changed: Value = person.api.put(&address).json(&details).send().await.unwrap().json().await.unwrap();
    assert_eq!((&changed["subcategory"], &changed["expires_on"]), (&"Baux".into(), &today.as_str().into()));
    let form = Form::new().part("file", Part::bytes(vec![2, 3]).file_name("bail.bin"));
    let sent = person.api.post(format!("{address}/versions")).multipart(form).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::CREATED);
    let now: Value = sent.json().await.unwrap();
    assert_eq!((&now["version"], &now["size"], &now["category"]), (&2.into(), &2.into(), &"Contrats".into()));
    let before = json(person, format!("{address}/versions")).await;
    assert_eq!((&before[0]["number"], &before[0]["sha256"]), (&1.into(), &filed["sha256"]));
    let first = person.api.get(format!("{address}/versions/1/content")).send().await.unwrap();
    assert_eq!(first.bytes().await.unwrap(), vec![1]);
    let due = json(person, server.at("/api/v1/documents?due=true&category=Contrats")).await;
    assert_eq!(due["total"], 1);
    assert_eq!(json(person, server.at("/api/v1/documents?q=charte")).await["total"], 0);
}

async fn wait_until(mut condition: impl FnMut() -> bool, what: &str) {
    for _ in 0..200 {
        if condition() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("waited in vain: {what}");
}

/// A page with a line of text.
pub fn pdf(text: &str) -> Vec<u8> {
    pdf_of(&[("<</Length LENGTH>>", format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET").into_bytes())])
}

/// A PDF of one page whose contents are these streams: dictionary, bytes.
pub fn pdf_of(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    pages_of(1, streams)
}

/// So many pages with the same contents.
fn pages_of(pages: usize, streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>";
    let others = (5 + streams.len()..).take(pages - 1);
    let kids: String = std::iter::once(3).chain(others.clone()).map(|number| format!("{number} 0 R ")).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>").into_bytes(),
        page.to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (dictionary, bytes) in streams {
        let mut object = dictionary.replace("LENGTH", &bytes.len().to_string()).into_bytes();
        object.extend_from_slice(b"\nstream\n");
        object.extend_from_slice(bytes);
        object.extend_from_slice(b"\nendstream");
        objects.push(object);
    }
    objects.extend(others.map(|_| page.to_vec()));
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        writeln!(pdf, "{number} 0 obj").unwrap();
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let start = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    places.iter().for_each(|place| writeln!(pdf, "{place:010} 00000 n ").unwrap());
    write!(pdf, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    pdf
}

pub fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}
