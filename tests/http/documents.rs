//! Evidence: uploads that succeed, that are too large, that are cut; hostile files; what search finds and for whom.

use crate::harness::{PROGRAM, Person, Server, World};
use probant::{
    domain::document::TextFormat,
    files::{Extracted, Extractor},
    jobs,
};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::Value;
use std::{
    fs::{self, File},
    io::{Read, Seek, Write},
    path::Path,
    time::{Duration, Instant},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Extraction runs in a process of its own: the program itself.
pub fn begin_jobs(server: &Server) {
    jobs::indexing::start(&server.services).unwrap();
    jobs::extraction::start(&server.services, Extractor::new(&*PROGRAM)).unwrap();
}

async fn upload(server: &Server, person: &Person, name: &str, content: Vec<u8>) -> reqwest::Response {
    let form = Form::new().text("category", "Contrats").part("file", Part::bytes(content).file_name(name.to_owned()));
    person.api.post(server.at("/api/v1/documents")).multipart(form).send().await.unwrap()
}

async fn json(person: &Person, address: String) -> Value {
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

async fn wait_until(mut condition: impl FnMut() -> bool, what: &str) {
    for _ in 0..200 {
        if condition() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("waited in vain: {what}");
}

#[test]
fn a_hostile_file_is_only_unreadable() {
    let loops = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2/Prev 62>>\nstartxref\n62\n%%EOF";
    let bomb = zipped("word/document.xml", &vec![b' '; 300 << 20]);
    let deflated = deflated(&vec![b' '; 200 << 20]);
    let table: Vec<(&str, TextFormat, Vec<u8>)> = vec![
        ("a loop of cross-references", TextFormat::Pdf, loops.to_vec()),
        ("nothing", TextFormat::Pdf, Vec::new()),
        ("noise", TextFormat::Pdf, (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("deep arrays", TextFormat::Pdf, nested_pdf("[", 500_000)),
        ("deep dictionaries", TextFormat::Pdf, nested_pdf("<</A", 500_000)),
        ("a stream that grows", TextFormat::Pdf, pdf_of(&[("<</Length LENGTH/Filter/FlateDecode>>", deflated)])),
        ("a package that grows", TextFormat::Docx, bomb),
        ("nested elements", TextFormat::Docx, zipped("word/document.xml", "<a>".repeat(100_000).as_bytes())),
        ("a cut package", TextFormat::Docx, zipped("word/document.xml", b"<w:t>x</w:t>")[..40].to_vec()),
    ];
    let extractor = Extractor::new(&*PROGRAM).within(Duration::from_secs(40));
    for (name, format, bytes) in table {
        let began = Instant::now();
        let found = extractor.extract(file(&bytes), format).unwrap();
        let blank = matches!(&found, Extracted::Text(text) if text.trim().is_empty());
        assert!(found == Extracted::Unreadable || blank, "{name}");
        assert!(began.elapsed() < Duration::from_secs(41), "{name}: {:?}", began.elapsed());
    }
}

#[test]
fn the_text_of_each_format_comes_out() {
    let extractor = Extractor::new(&*PROGRAM);
    for (format, bytes, expected) in [
        (TextFormat::Pdf, pdf("Registre des traitements"), "Registre des traitements"),
        (TextFormat::Docx, zipped("word/document.xml", "<w:p><w:t>Durée</w:t></w:p>".as_bytes()), "Durée"),
        (TextFormat::Plain, b"dur\xe9e".to_vec(), "durée"),
    ] {
        let Extracted::Text(text) = extractor.extract(file(&bytes), format).unwrap() else { panic!("{format:?}") };
        assert_eq!(text.trim(), expected);
    }
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

pub fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Content as a zlib stream.
fn deflated(content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(std::io::Cursor::new(zipped("x", content))).unwrap();
    let mut bytes = vec![0x78, 0x9c];
    archive.by_index_raw(0).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn nested_pdf(opening: &str, times: usize) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", opening.repeat(times)).into_bytes()
}

/// A page with a line of text.
pub fn pdf(text: &str) -> Vec<u8> {
    pdf_of(&[("<</Length LENGTH>>", format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET").into_bytes())])
}

/// A PDF of one page whose contents are these streams: dictionary, bytes.
fn pdf_of(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (dictionary, bytes) in streams {
        let mut object = dictionary.replace("LENGTH", &bytes.len().to_string()).into_bytes();
        object.extend_from_slice(b"\nstream\n");
        object.extend_from_slice(bytes);
        object.extend_from_slice(b"\nendstream");
        objects.push(object);
    }
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
