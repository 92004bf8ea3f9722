//! A bucket of a store that speaks S3: the five requests that documents need, signed (AWS Signature Version 4).
//!
//! Buckets are addressed by path, which every store understands. One connection serves one request.

mod http;
mod sign;

use crate::{config, domain::document::Digest};
use http::{Answer, Endpoint, Request};
use jiff::Timestamp;
use quick_xml::{Reader, events::Event};
use sign::{Key, encoded, hexadecimal, payload_hash};
use std::{
    fs::File,
    io::{self, Read, Seek, Write},
    thread,
    time::Duration,
};

/// How often a request is made, when the store is busy or the connection breaks, and the pause in between.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(300);
/// Most bytes of an answer that is not a content.
const LONGEST_ANSWER: u64 = 8 * 1024 * 1024;

/// A bucket.
#[derive(Debug)]
pub struct Bucket {
    endpoint: Endpoint,
    name: String,
    key: Key,
}

impl Bucket {
    /// The bucket of the settings. Nothing is asked yet.
    ///
    /// # Errors
    /// An address that is none, certificates that cannot be read.
    pub fn of(settings: &config::Bucket) -> io::Result<Self> {
        let endpoint = Endpoint::of(&settings.endpoint, settings.ca.as_deref())?;
        let key =
            Key { access: settings.access_key.clone(), secret: settings.secret_key.clone(), region: settings.region.clone() };
        Ok(Self { endpoint, name: settings.bucket.clone(), key })
    }

    /// How many bytes stand under a key.
    pub fn size(&self, key: &str) -> io::Result<Option<u64>> {
        self.answered(|| {
            let answer = self.send("HEAD", key, "", None)?;
            match answer.status {
                200 => answer.length.map(Some).ok_or_else(|| io::Error::other("the store does not say how long an object is")),
                404 => Ok(None),
                _ => Err(refused(answer)),
            }
        })
    }

    /// Sends a file.
    pub fn put(&self, key: &str, mut file: File, sha256: Digest) -> io::Result<()> {
        let length = file.metadata()?.len();
        self.answered(|| {
            file.rewind()?;
            let answer = self.send("PUT", key, "", Some((&file, length, sha256)))?;
            if answer.status == 200 { Ok(()) } else { Err(refused(answer)) }
        })
    }

    /// Writes what stands under a key to a file, from its beginning; false where there is nothing.
    pub fn get(&self, key: &str, file: &mut File) -> io::Result<bool> {
        self.answered(|| {
            file.rewind()?;
            file.set_len(0)?;
            let mut answer = self.send("GET", key, "", None)?;
            match answer.status {
                200 => {
                    let written = io::copy(&mut answer.body, file)?;
                    if answer.length.is_some_and(|length| length != written) {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    file.flush()?;
                    file.rewind()?;
                    Ok(true)
                }
                404 => Ok(false),
                _ => Err(refused(answer)),
            }
        })
    }

    /// Removes what stands under a key.
    pub fn remove(&self, key: &str) -> io::Result<()> {
        self.answered(|| {
            let answer = self.send("DELETE", key, "", None)?;
            if matches!(answer.status, 200 | 204 | 404) { Ok(()) } else { Err(refused(answer)) }
        })
    }

    /// All keys that begin so.
    pub fn keys(&self, beginning: &str) -> io::Result<Vec<String>> {
        let mut keys = Vec::new();
        let mut next = String::new();
        loop {
            let token = if next.is_empty() { String::new() } else { format!("continuation-token={}&", encoded(&next, true)) };
            // In the order of their names, as they are signed.
            let query = format!("{token}list-type=2&prefix={}", encoded(beginning, true));
            let text = self.answered(|| {
                let answer = self.send("GET", "", &query, None)?;
                if answer.status == 200 { read_short(answer) } else { Err(refused(answer)) }
            })?;
            let (found, more) = listed(&text)?;
            keys.extend(found);
            match more {
                Some(more) => next = more,
                None => return Ok(keys),
            }
        }
    }

    /// Makes a request until the store answers it, a few times.
    fn answered<T>(&self, mut request: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        let mut attempt = 1;
        loop {
            match request() {
                Err(error) if attempt < ATTEMPTS && error.kind() != io::ErrorKind::PermissionDenied => {
                    tracing::warn!(%error, "the store of documents did not answer as it should; asked again");
                    thread::sleep(PAUSE * attempt);
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    fn send(&self, method: &'static str, key: &str, query: &str, body: Option<(&File, u64, Digest)>) -> io::Result<Answer> {
        let path = format!("{}/{}/{}", self.endpoint.path, encoded(&self.name, false), encoded(key, false));
        let path = if key.is_empty() { path.trim_end_matches('/').to_owned() } else { path };
        let payload = body.as_ref().map_or_else(|| payload_hash(b""), |(_, _, sha256)| hexadecimal(&sha256.0));
        let headers = self.key.signed(method, &path, query, &self.endpoint.host(), &payload, Timestamp::now());
        let body = body.map(|(file, length, _)| (file, length));
        self.endpoint.send(&Request { method, path: &path, query, headers: &headers, body })
    }
}

/// What the store said instead, as an error.
fn refused(answer: Answer) -> io::Error {
    let status = answer.status;
    let kind = if matches!(status, 401 | 403) { io::ErrorKind::PermissionDenied } else { io::ErrorKind::Other };
    let said = read_short(answer).unwrap_or_default();
    let code = said.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map_or("", |(code, _)| code);
    io::Error::new(kind, format!("the store of documents answered {status} {code}"))
}

fn read_short(answer: Answer) -> io::Result<String> {
    let mut text = String::new();
    answer.body.take(LONGEST_ANSWER).read_to_string(&mut text)?;
    Ok(text)
}

/// The keys of a list, and what leads to the rest of it.
fn listed(xml: &str) -> io::Result<(Vec<String>, Option<String>)> {
    let (mut keys, mut next, mut inside) = (Vec::new(), None, String::new());
    let mut text = String::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Eof => return Ok((keys, next)),
            Event::Start(element) => {
                inside = element.local_name().as_ref().to_owned();
                text.clear();
            }
            Event::End(_) => {
                match inside.as_str() {
                    "Key" => keys.push(std::mem::take(&mut text)),
                    "NextContinuationToken" => next = Some(std::mem::take(&mut text)),
                    _ => {}
                }
                inside.clear();
            }
            event => text.push_str(&crate::sheets::text_of(&event).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_with_what_follows_it() {
        let xml = "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"x\"><Name>b</Name><Contents><Key>a/b&amp;c</Key><Size>1</Size></Contents>\
            <Contents><Key>a/d</Key></Contents><NextContinuationToken>t==</NextContinuationToken></ListBucketResult>";
        assert_eq!(listed(xml).unwrap(), (vec!["a/b&c".to_owned(), "a/d".to_owned()], Some("t==".to_owned())));
        assert_eq!(listed("<ListBucketResult/>").unwrap(), (Vec::new(), None));
    }
}
