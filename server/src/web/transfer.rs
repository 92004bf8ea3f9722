//! Files on their way in and out of requests: streamed, counted, never held whole in memory. For pages and API alike.

use super::{App, blocking};
use crate::{
    domain::{
        access::{Member, Operator},
        document::{Digest, Document, Link},
        fault::{Fault, FieldError},
        id::DocumentId,
    },
    files::Upload,
    packs::file::SIZE,
    service::{
        archive,
        document::{self, Details, Filing},
        pack::installation,
    },
};
use axum::{
    body::{Body, Bytes},
    extract::{
        Multipart,
        multipart::{Field, MultipartError},
    },
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use std::{fs::File, io, time::Duration};
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

/// Parts of a file that wait for the disk.
const WAITING: usize = 16;
/// Longest text of a field beside the file, in bytes.
const LONGEST_FIELD: usize = 16 * 1024;
/// Most fields of a form.
const MOST_FIELDS: usize = 200;
/// What is still read of a file that is too large, so that its sender gets to read the answer.
const DRAINED: usize = 64 * 1024 * 1024;
const DRAINED_FOR: Duration = Duration::from_secs(10);

/// What a form with files brings.
#[derive(Default)]
struct Received {
    filing: Filing,
    /// Names and contents.
    files: Vec<(String, Upload)>,
}

/// Receives the files of a form (`file`, with what is said of all of them) and files each; `links` are those that the address
/// says.
///
/// # Errors
/// As [`document::file`]; `Invalid` where there is no file or the form is broken off: then nothing is left of it.
pub async fn receive_documents(app: &App, member: &Member, form: Multipart, links: Vec<Link>) -> Result<Vec<Document>, Fault> {
    let Received { mut filing, files } = receive_form(app, member, form).await?;
    filing.links.extend(links);
    let member = member.clone();
    let file_all = move |services: &App| {
        let file = |(name, upload)| document::file(services, &member, upload, &Filing { name, ..filing.clone() });
        files.into_iter().map(file).collect()
    };
    blocking(app, file_all).await
}

/// Receives the file of a form as the next version of a document.
///
/// # Errors
/// As [`document::version::add`] and [`receive_documents`].
pub async fn receive_version(app: &App, member: &Member, form: Multipart, id: DocumentId) -> Result<Document, Fault> {
    // Before anything is received: whether this person may.
    let asked = member.clone();
    blocking(app, move |services| document::get_own(services, &asked, id)).await?;
    let Received { files, .. } = receive_form(app, member, form).await?;
    let (name, upload) = files.into_iter().next().ok_or_else(|| Fault::invalid("file", "fault-required"))?;
    let member = member.clone();
    blocking(app, move |services| document::version::add(services, &member, id, upload, &name)).await
}

async fn receive_form(app: &App, member: &Member, mut form: Multipart) -> Result<Received, Fault> {
    let mut received = Received::default();
    let mut fields = 0;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        fields += 1;
        if fields > MOST_FIELDS {
            return Err(Fault::invalid("file", "document-form-broken"));
        }
        let details = &mut received.filing.details;
        match field.name().unwrap_or_default() {
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let member = member.clone();
                let upload = receive(app, field, move |services| document::receive(services, &member)).await?;
                // A form without JavaScript sends an empty file where none was chosen.
                if !(name.is_empty() && upload.is_empty()) {
                    received.files.push((name, upload));
                }
            }
            "category" => details.category = text(field).await?,
            "subcategory" => details.subcategory = text(field).await?,
            "expires_on" => details.expires_on = day_of("expires_on", &text(field).await?)?,
            "review_on" => details.review_on = day_of("review_on", &text(field).await?)?,
            "links" => received.filing.links.extend(links_of(&text(field).await?)?),
            _ => {}
        }
    }
    if received.files.is_empty() { Err(Fault::invalid("file", "fault-required")) } else { Ok(received) }
}

/// What the fields of a form say of a document.
///
/// # Errors
/// `Invalid` where a day is none.
pub fn details_of(category: &str, subcategory: &str, expires_on: &str, review_on: &str) -> Result<Details, Fault> {
    Ok(Details {
        category: category.to_owned(),
        subcategory: subcategory.to_owned(),
        expires_on: day_of("expires_on", expires_on)?,
        review_on: day_of("review_on", review_on)?,
    })
}

/// The day that a field holds; none where it is empty.
fn day_of(field: &str, text: &str) -> Result<Option<Date>, Fault> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Fault::invalid(field, "answer-date")) }
}

/// A file of a form that is small enough to be kept in memory.
pub struct FormFile {
    /// As the browser names it: for people, never for paths.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The field `file` of a form, in memory; `None` where it is missing. `require` says how many bytes there may be.
///
/// # Errors
/// That of `require`; `Invalid` where the form is broken off.
pub async fn receive_file(mut form: Multipart, require: impl Fn(u64) -> Result<(), Fault>) -> Result<Option<FormFile>, Fault> {
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(part) = field.chunk().await.map_err(broken)? {
            if let Err(too_large) = require((bytes.len() + part.len()) as u64) {
                drain(field).await;
                return Err(too_large);
            }
            bytes.extend_from_slice(&part);
        }
        return Ok(Some(FormFile { name, bytes }));
    }
    Ok(None)
}

/// Receives the file of a pack (`file`), to be looked at: its digest.
///
/// # Errors
/// `Invalid` where it is missing or too large; as [`installation::receive`].
pub async fn receive_pack(app: &App, operator: Operator, form: Multipart) -> Result<Digest, Fault> {
    let require = |bytes: u64| {
        let too_large = || Fault::Invalid(vec![FieldError::new("file", "pack-file-too-large").with("most", SIZE >> 20)]);
        if bytes > SIZE as u64 { Err(too_large()) } else { Ok(()) }
    };
    let file = receive_file(form, require).await?.filter(|file| !file.bytes.is_empty());
    let file = file.ok_or_else(|| Fault::invalid("file", "fault-required"))?;
    blocking(app, move |services| installation::receive(services, &operator, &file.bytes)).await
}

/// Receives the archive of an organisation (`file`) as a file on the disk.
///
/// # Errors
/// `Invalid` where there is no file or the form is broken off: then nothing is left of it; `Limit` where the disk is full.
pub async fn receive_archive(app: &App, operator: &Operator, mut form: Multipart) -> Result<Upload, Fault> {
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            let operator = *operator;
            let upload = receive(app, field, move |services| archive::receive(services, &operator)).await?;
            return if upload.is_empty() { Err(Fault::invalid("file", "fault-required")) } else { Ok(upload) };
        }
    }
    Err(Fault::invalid("file", "fault-required"))
}

/// Writes one file to the disk as it comes.
async fn receive(
    app: &App,
    mut field: Field<'_>,
    begin: impl FnOnce(&App) -> Result<Upload, Fault> + Send + 'static,
) -> Result<Upload, Fault> {
    let (sender, mut receiver) = mpsc::channel::<Bytes>(WAITING);
    let app = app.clone();
    let writing = tokio::spawn(async move {
        let write = move |services: &App| {
            let mut upload = begin(services)?;
            while let Some(part) = receiver.blocking_recv() {
                upload.write(&part)?;
            }
            Ok(upload)
        };
        blocking(&app, write).await
    });
    let mut cut = None;
    let mut refused = false;
    loop {
        match field.chunk().await {
            Ok(Some(part)) => {
                refused = sender.send(part).await.is_err();
                if refused {
                    break;
                }
            }
            Ok(None) => break,
            Err(error) => {
                cut = Some(broken(error));
                break;
            }
        }
    }
    drop(sender);
    // An upload that was cut is dropped here, and its file with it.
    let written = writing.await.map_err(Fault::internal)?;
    if refused {
        drain(field).await;
    }
    cut.map_or(written, Err)
}

/// Reads on for a while without keeping anything.
async fn drain(mut field: Field<'_>) {
    let reading = async {
        let mut read = 0;
        while let Ok(Some(part)) = field.chunk().await {
            read += part.len();
            if read > DRAINED {
                break;
            }
        }
    };
    // Whether all was read or time was up makes no difference to the answer.
    let _ = tokio::time::timeout(DRAINED_FOR, reading).await;
}

async fn text(mut field: Field<'_>) -> Result<String, Fault> {
    let name = field.name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(part) = field.chunk().await.map_err(broken)? {
        bytes.extend_from_slice(&part);
        if bytes.len() > LONGEST_FIELD {
            return Err(Fault::Invalid(vec![FieldError::new(name, "document-form-broken")]));
        }
    }
    String::from_utf8(bytes).map_err(|_| Fault::Invalid(vec![FieldError::new(name, "document-form-broken")]))
}

/// Links, separated by commas or white space.
fn links_of(text: &str) -> Result<Vec<Link>, Fault> {
    let words = text.split([',', ' ', '\n', '\r']).filter(|word| !word.is_empty());
    words.map(|word| word.parse().map_err(|_| Fault::invalid("links", "fault-unknown-value"))).collect()
}

fn broken(error: MultipartError) -> Fault {
    tracing::info!(%error, "a form was broken off");
    Fault::invalid("file", "document-form-broken")
}

/// What a file that people uploaded may do in a browser: nothing.
pub const SEALED: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// A stored file as a download. It is never shown inside a page: what people uploaded may hold anything.
pub fn attachment(name: &str, media_type: &str, size: u64, file: File) -> Response {
    let disposition = disposition(name).unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_DISPOSITION, disposition)], stored(media_type, size, file)).into_response()
}

/// A stored file whose media type says that a browser shows it without running anything.
pub fn stored(media_type: &str, size: u64, file: File) -> Response {
    let body = Body::from_stream(ReaderStream::with_capacity(tokio::fs::File::from_std(file), 64 * 1024));
    let media_type = HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
        (header::CONTENT_SECURITY_POLICY, SEALED),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        // Compressing a stored file gains little and would hide its length from the progress of the download.
        (header::CONTENT_ENCODING, HeaderValue::from_static("identity")),
    ];
    (headers, body).into_response()
}

/// A picture that was drawn here.
pub fn drawn(png: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("image/png")), (header::CONTENT_SECURITY_POLICY, SEALED)];
    (headers, png).into_response()
}

/// RFC 6266: the name in ASCII for old programs, then as it is.
fn disposition(name: &str) -> Result<HeaderValue, io::Error> {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ' { c } else { '_' }).collect();
    let full: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ActivityId, PurposeId};

    #[test]
    fn a_name_cannot_leave_its_header() {
        for (name, expected) in [
            ("bail.pdf", "attachment; filename=\"bail.pdf\"; filename*=UTF-8''bail.pdf"),
            (
                "été \"x\";\r\n.txt",
                "attachment; filename=\"_t_ _x____.txt\"; filename*=UTF-8''%C3%A9t%C3%A9%20%22x%22%3B%0D%0A.txt",
            ),
        ] {
            assert_eq!(disposition(name).unwrap(), expected, "{name}");
        }
    }

    #[test]
    fn links_are_separated_by_anything() {
        let [a, b] = [Link::Activity(ActivityId::new()), Link::Purpose(PurposeId::new())];
        assert_eq!(links_of(&format!("{a}, {b}\n")).unwrap(), [a, b]);
        assert!(links_of("").unwrap().is_empty());
        assert!(links_of("x").is_err());
    }
}
