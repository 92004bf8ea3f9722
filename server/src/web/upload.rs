//! Files that come with a form: counted while they arrive, refused before they fill the memory.

use crate::domain::fault::{Fault, FieldError};
use axum::extract::{Multipart, multipart::MultipartError};
use axum::http::StatusCode;

/// A file of a form.
pub struct UploadedFile {
    /// As the browser names it: for people, never for paths.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The field `file` of a form; `None` where it is missing.
///
/// # Errors
/// `Limit` beyond `most` bytes, `Invalid` where the form is broken.
pub async fn file(mut form: Multipart, most: u64) -> Result<Option<UploadedFile>, Fault> {
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if (bytes.len() + chunk.len()) as u64 > most {
                return Err(too_large(most));
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok(Some(UploadedFile { name, bytes }));
    }
    Ok(None)
}

fn broken(error: MultipartError) -> Fault {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::Limit(FieldError::new("file", "upload-too-large")),
        _ => Fault::invalid("file", "upload-broken"),
    }
}

fn too_large(most: u64) -> Fault {
    Fault::Limit(FieldError::new("file", "import-too-large").with("most", most >> 20))
}
