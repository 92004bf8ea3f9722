//! Mails: who wrote to whom about what, the words of the body, the names of what is attached.

use super::{
    ExtractError, html,
    mime::{content_of, text_of, words_of},
    plain,
    sink::Sink,
};
use crate::domain::document::{Block, FIELDS};

/// Deepest nesting of parts, and most of them.
const DEEPEST: usize = 10;
const MOST_PARTS: usize = 500;
/// Longest head of a part, in bytes.
const LONGEST_HEAD: usize = 256 * 1024;

/// Reads a mail.
pub fn read(bytes: &[u8], sink: &mut Sink) -> Result<(), ExtractError> {
    let part = Part::of(bytes);
    let heads = FIELDS.iter().filter_map(|name| Some((*name, part.head(name)?)));
    let heads: Vec<_> = heads.collect();
    if !heads.iter().any(|(name, _)| matches!(*name, "from" | "subject")) {
        return Err(ExtractError::Mistaken);
    }
    for (name, value) in heads {
        sink.put(Block::Field(name.to_owned(), words_of(value)))?;
    }
    let mut attachments = Vec::new();
    body(&part, 0, &mut 0, &mut attachments, sink)?;
    for name in attachments {
        sink.put(Block::Field("attachment".to_owned(), name))?;
    }
    Ok(())
}

fn body(
    part: &Part<'_>,
    depth: usize,
    count: &mut usize,
    attachments: &mut Vec<String>,
    sink: &mut Sink,
) -> Result<(), ExtractError> {
    *count += 1;
    if depth > DEEPEST || *count > MOST_PARTS {
        return Err(ExtractError::Limit("parts"));
    }
    let kind = part.head("content-type").unwrap_or("text/plain");
    let (media, _) = kind.split_once(';').unwrap_or((kind, ""));
    let media = media.trim().to_ascii_lowercase();
    if let Some(name) = part.file_name() {
        attachments.push(name);
        return Ok(());
    }
    if let Some(boundary) = parameter(kind, "boundary").filter(|_| media.starts_with("multipart/")) {
        let parts = parts_of(part.body, &boundary);
        let parts: Vec<Part<'_>> = parts.into_iter().map(Part::of).collect();
        if media == "multipart/alternative" {
            // All say the same: the plainest is read.
            let of = |wanted: &str| {
                parts
                    .iter()
                    .find(|part| part.head("content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with(wanted)))
            };
            let plainest = of("text/plain").or_else(|| of("text/")).or(parts.first());
            return plainest.map_or(Ok(()), |part| body(part, depth + 1, count, attachments, sink));
        }
        return parts.iter().try_for_each(|part| body(part, depth + 1, count, attachments, sink));
    }
    let charset = parameter(kind, "charset").unwrap_or_default();
    let text = || text_of(&content_of(part.body, part.head("content-transfer-encoding").unwrap_or_default()), &charset);
    match media.as_str() {
        "text/html" => html::read(&text(), sink),
        media if media.starts_with("text/") => plain::read(&text(), sink),
        _ => Ok(()),
    }
}

/// A part: its heads, unfolded, and its body.
struct Part<'m> {
    heads: Vec<(String, String)>,
    body: &'m [u8],
}

impl<'m> Part<'m> {
    fn of(bytes: &'m [u8]) -> Self {
        let limit = bytes.get(..LONGEST_HEAD.min(bytes.len())).unwrap_or_default();
        let mut heads: Vec<(String, String)> = Vec::new();
        let mut at = 0;
        for line in limit.split_inclusive(|byte| *byte == b'\n') {
            at += line.len();
            let line = text_of(line, "");
            let line = line.trim_end_matches(['\r', '\n']);
            if line.is_empty() {
                break;
            }
            match (line.starts_with([' ', '\t']), heads.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (false, _, Some((name, value))) => heads.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                _ => {}
            }
        }
        Self { heads, body: bytes.get(at..).unwrap_or_default() }
    }

    fn head(&self, name: &str) -> Option<&str> {
        self.heads.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The name under which the part is to be saved, where it is no part of the letter itself.
    fn file_name(&self) -> Option<String> {
        let disposition = self.head("content-disposition").unwrap_or_default();
        let name = parameter(disposition, "filename").or_else(|| parameter(self.head("content-type")?, "name"));
        let attached = disposition.trim_start().to_ascii_lowercase().starts_with("attachment");
        name.map(|name| words_of(&name)).or_else(|| attached.then(String::new))
    }
}

/// A parameter of a head, such as `boundary="x"`.
fn parameter(head: &str, name: &str) -> Option<String> {
    head.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What stands between the lines that a boundary makes.
fn parts_of<'m>(body: &'m [u8], boundary: &str) -> Vec<&'m [u8]> {
    let mark = format!("--{boundary}");
    let (mut parts, mut begun, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if !boundary.is_empty() && line.starts_with(mark.as_bytes()) {
            if let Some(start) = begun {
                parts.extend(body.get(start..at));
            }
            let last = line.get(mark.len()..).is_some_and(|rest| rest.starts_with(b"--"));
            begun = (!last).then_some(at + line.len());
            if last || parts.len() > MOST_PARTS {
                return parts;
            }
        }
        at += line.len();
    }
    if let Some(start) = begun {
        parts.extend(body.get(start..));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(mail: &str) -> Result<crate::domain::document::Reading, ExtractError> {
        let mut sink = Sink::default();
        read(mail.as_bytes(), &mut sink).map(|()| sink.finish())
    }

    #[test]
    fn a_mail_says_who_what_and_with_what() {
        let mail = "From: =?utf-8?Q?Zo=C3=A9?= <zoe@oph.example>\r\nSubject: Demande\r\n d'acces\r\nContent-Type: multipart/mixed; boundary=\"xx\"\r\n\r\npréambule\r\n--xx\r\nContent-Type: multipart/alternative; boundary=yy\r\n\r\n--yy\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBonjour, la dur=E9e\r\n--yy\r\nContent-Type: text/html\r\n\r\n<p>autre</p>\r\n--yy--\r\n--xx\r\nContent-Type: application/pdf; name=bail.pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n--xx--\r\n";
        let read = reading(mail).unwrap();
        assert_eq!(read.text, "Zoé <zoe@oph.example>\nDemande d'acces\nBonjour, la durée\nbail.pdf\n");
        assert_eq!(read.preview.blocks[0], Block::Field("from".into(), "Zoé <zoe@oph.example>".into()));
    }

    #[test]
    fn hostile_mails_end() {
        assert!(reading("no mail at all").is_err());
        let nested: String = (0..50).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
        assert!(matches!(reading(&format!("From: x\n{nested}")), Err(ExtractError::Limit("parts"))));
        let many = format!("From: x\nContent-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(100_000));
        assert!(matches!(reading(&many), Err(ExtractError::Limit("parts"))));
        assert_eq!(reading("From: x\nContent-Type: multipart/mixed; boundary=\"\"\n\n--\n").unwrap().text, "x\n");
    }
}
