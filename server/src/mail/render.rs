//! From what a mail is about to its words, as text and as HTML, in the language of its reader.

use crate::{
    domain::mail::{Letter, Mail, Notice},
    locale::{Texts, notification::sentence},
};
use askama::Template;

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The parts of a letter, the same for text and HTML.
#[derive(Default)]
struct Parts {
    subject: String,
    paragraphs: Vec<String>,
    /// What to keep or to copy: label and value.
    facts: Vec<(String, String)>,
    /// What is told: sentence, where from, and address.
    items: Vec<Item>,
    /// Where to go: label and address.
    link: Option<(String, String)>,
    /// How to get fewer such mails: words and address.
    aside: Option<(String, String)>,
}

struct Item {
    sentence: String,
    organisation: String,
    address: String,
}

/// Colours and spaces of mails; programs that show mails know no other place for them.
const STYLE: &str = include_str!("../../templates/mail/letter.css");

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlLetter<'a> {
    t: Texts,
    parts: &'a Parts,
    style: &'static str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct TextLetter<'a> {
    t: Texts,
    parts: &'a Parts,
}

/// A mail in words.
pub fn render(mail: &Mail) -> Rendered {
    let t = Texts::new(mail.language);
    let parts = parts(&t, &mail.letter);
    let text = TextLetter { t, parts: &parts }.render();
    let html = HtmlLetter { t, parts: &parts, style: STYLE }.render();
    if let Err(error) = text.as_ref().and(html.as_ref()) {
        tracing::error!(%error, mail = %mail.id, "a mail could not be written out");
    }
    // A name may hold anything; a subject is one line.
    let subject = parts.subject.replace(char::is_control, " ");
    Rendered { subject, text: text.unwrap_or_default(), html: html.unwrap_or_default() }
}

fn parts(t: &Texts, letter: &Letter) -> Parts {
    let sign_in = |address: &str| Some((t.get("mail-sign-in"), format!("{address}/login")));
    match letter {
        Letter::Invitation { name, organisation, address, password, until } => Parts {
            subject: t.one("mail-invitation-subject", "organisation", organisation),
            paragraphs: vec![
                t.one("mail-greeting", "name", name),
                t.one("mail-invitation-body", "organisation", organisation),
                t.one("mail-invitation-password", "until", t.moment(until)),
            ],
            facts: vec![(t.get("mail-temporary-password"), password.clone())],
            link: sign_in(address),
            ..Parts::default()
        },
        Letter::Welcome { name, organisation, address } => told(t, "welcome", name, organisation, sign_in(address)),
        Letter::Suspended { name, organisation } => told(t, "suspended", name, organisation, None),
        Letter::Restored { name, organisation, address } => told(t, "restored", name, organisation, sign_in(address)),
        Letter::Promoted { name, organisation, address } => told(t, "promoted", name, organisation, sign_in(address)),
        Letter::PasswordReset { name, address, key, until } => Parts {
            subject: t.get("mail-reset-subject"),
            paragraphs: vec![
                t.one("mail-greeting", "name", name),
                t.one("mail-reset-body", "until", t.moment(until)),
                t.get("mail-reset-not-you"),
            ],
            link: Some((t.get("mail-reset-link"), format!("{address}/password/reset?key={key}"))),
            ..Parts::default()
        },
        Letter::Notices { name, address, daily, notices, more } => listed(t, name, address, *daily, notices, *more),
        Letter::Test { address } => Parts {
            subject: t.get("mail-test-subject"),
            paragraphs: vec![t.get("mail-test-body")],
            link: Some((t.get("mail-open"), address.clone())),
            ..Parts::default()
        },
        Letter::Maintenance { name, from, to, message } => {
            let times = [("from", t.moment(from)), ("to", t.moment(to))];
            let said = (!message.is_empty()).then(|| message.clone());
            let body = [t.one("mail-greeting", "name", name), t.with("mail-maintenance-body", &times)];
            Parts {
                subject: t.with("mail-maintenance-subject", &times),
                paragraphs: body.into_iter().chain(said).collect(),
                ..Parts::default()
            }
        }
        Letter::MaintenanceCancelled { name, from, to } => {
            let times = [("from", t.moment(from)), ("to", t.moment(to))];
            Parts {
                subject: t.with("mail-maintenance-cancelled-subject", &times),
                paragraphs: vec![t.one("mail-greeting", "name", name), t.with("mail-maintenance-cancelled-body", &times)],
                ..Parts::default()
            }
        }
        Letter::Emptied => Parts { subject: t.get("mail-emptied"), paragraphs: vec![t.get("mail-emptied")], ..Parts::default() },
    }
}

/// A letter that tells of one thing: `mail-<what>-subject` and `mail-<what>-body`, each with the organisation's name.
fn told(t: &Texts, what: &str, name: &str, organisation: &str, link: Option<(String, String)>) -> Parts {
    let of_organisation = |part: &str| t.one(&format!("mail-{what}-{part}"), "organisation", organisation);
    Parts {
        subject: of_organisation("subject"),
        paragraphs: vec![t.one("mail-greeting", "name", name), of_organisation("body")],
        link,
        ..Parts::default()
    }
}

fn listed(t: &Texts, name: &str, address: &str, daily: bool, notices: &[Notice], more: usize) -> Parts {
    let items: Vec<Item> = notices.iter().map(|notice| item(t, notice, address)).collect();
    let subject = match items.as_slice() {
        [only] if !daily => only.sentence.clone(),
        _ => t.one("mail-daily-subject", "count", items.len() + more),
    };
    let intro = t.get(if daily { "mail-daily-body" } else { "mail-notice-body" });
    let mut paragraphs = vec![t.one("mail-greeting", "name", name), intro];
    if more > 0 {
        paragraphs.push(t.one("mail-daily-more", "count", more));
    }
    Parts {
        subject,
        paragraphs,
        items,
        link: Some((t.get("mail-notifications"), format!("{address}/notifications"))),
        aside: Some((t.get("mail-choice"), format!("{address}/account"))),
        ..Parts::default()
    }
}

fn item(t: &Texts, notice: &Notice, address: &str) -> Item {
    Item {
        sentence: sentence(t, &notice.matter, &notice.by),
        organisation: notice.organisation.clone(),
        address: format!("{address}{}", notice.path),
    }
}

#[cfg(test)]
mod tests;
