//! From what a mail is about to its words, as text and as HTML, in the language of its reader.

use crate::{
    domain::mail::{Letter, Mail},
    locale::Texts,
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
struct Parts {
    subject: String,
    paragraphs: Vec<String>,
    /// What to keep or to copy: label and value.
    facts: Vec<(String, String)>,
    /// Where to go: label and address.
    link: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlLetter<'a> {
    t: Texts,
    parts: &'a Parts,
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
    let html = HtmlLetter { t, parts: &parts }.render();
    if let Err(error) = text.as_ref().and(html.as_ref()) {
        tracing::error!(%error, mail = %mail.id, "a mail could not be written out");
    }
    Rendered { subject: parts.subject, text: text.unwrap_or_default(), html: html.unwrap_or_default() }
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
            facts: Vec::new(),
            link: Some((t.get("mail-reset-link"), format!("{address}/password/reset?key={key}"))),
        },
        Letter::Maintenance { name, from, to, message } => {
            let times = [("from", t.moment(from)), ("to", t.moment(to))];
            let said = (!message.is_empty()).then(|| message.clone());
            let body = [t.one("mail-greeting", "name", name), t.with("mail-maintenance-body", &times)];
            Parts {
                subject: t.with("mail-maintenance-subject", &times),
                paragraphs: body.into_iter().chain(said).collect(),
                facts: Vec::new(),
                link: None,
            }
        }
        Letter::MaintenanceCancelled { name, from, to } => {
            let times = [("from", t.moment(from)), ("to", t.moment(to))];
            Parts {
                subject: t.with("mail-maintenance-cancelled-subject", &times),
                paragraphs: vec![t.one("mail-greeting", "name", name), t.with("mail-maintenance-cancelled-body", &times)],
                facts: Vec::new(),
                link: None,
            }
        }
        Letter::Emptied => {
            Parts { subject: t.get("mail-emptied"), paragraphs: vec![t.get("mail-emptied")], facts: Vec::new(), link: None }
        }
    }
}

/// A letter that tells of one thing: `mail-<what>-subject` and `mail-<what>-body`, each with the organisation's name.
fn told(t: &Texts, what: &str, name: &str, organisation: &str, link: Option<(String, String)>) -> Parts {
    let of_organisation = |part: &str| t.one(&format!("mail-{what}-{part}"), "organisation", organisation);
    Parts {
        subject: of_organisation("subject"),
        paragraphs: vec![t.one("mail-greeting", "name", name), of_organisation("body")],
        facts: Vec::new(),
        link,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{account::Account, id::OrganisationId, text::Language};
    use jiff::Timestamp;

    /// Each letter, the sign of its secret where it has one, and where it leads.
    fn letters() -> Vec<(Letter, Option<&'static str>, Option<&'static str>)> {
        let (name, organisation) = (|| "Anne".to_owned(), || "<OPH> & Cie".to_owned());
        let (address, until) = (|| "https://probant.example".to_owned(), Timestamp::UNIX_EPOCH);
        let sign_in = Some("https://probant.example/login");
        let password = "abcde-fghij".to_owned();
        vec![
            (
                Letter::Invitation { name: name(), organisation: organisation(), address: address(), password, until },
                Some("abcde-fghij"),
                sign_in,
            ),
            (Letter::Welcome { name: name(), organisation: organisation(), address: address() }, None, sign_in),
            (Letter::Suspended { name: name(), organisation: organisation() }, None, None),
            (Letter::Restored { name: name(), organisation: organisation(), address: address() }, None, sign_in),
            (Letter::Promoted { name: name(), organisation: organisation(), address: address() }, None, sign_in),
            (
                Letter::PasswordReset { name: name(), address: address(), key: "KEY".into(), until },
                Some("key=KEY"),
                Some("https://probant.example/password/reset?key=KEY"),
            ),
        ]
    }

    #[test]
    fn every_letter_says_the_same_in_text_and_html_in_three_languages() {
        for ((letter, secret, link), language) in
            letters().iter().flat_map(|letter| Language::ALL.map(|language| (letter, language)))
        {
            let account = Account::new("anne@oph.example".parse().unwrap(), "Anne".into(), language, Timestamp::UNIX_EPOCH);
            let mail = Mail::new(&account, Some(OrganisationId::new()), letter.clone(), Timestamp::UNIX_EPOCH);
            let rendered = render(&mail);
            let of_organisation = !matches!(letter, Letter::PasswordReset { .. });
            assert_eq!(rendered.subject.contains("<OPH> & Cie"), of_organisation, "{}", rendered.subject);
            assert_eq!(rendered.text.contains("<OPH> & Cie"), of_organisation, "{}", rendered.text);
            assert!(rendered.text.contains("Anne") && !rendered.html.contains("<OPH>"), "{}", rendered.html);
            for part in [*secret, *link].into_iter().flatten() {
                assert!(rendered.text.contains(part) && rendered.html.contains(part), "{part}: {}", rendered.text);
            }
            assert!(!rendered.text.contains("mail-") && !rendered.html.contains("mail-"), "a text is missing");
            assert_eq!(rendered.html.contains("https://"), link.is_some(), "{}", rendered.html);
        }
    }
}
