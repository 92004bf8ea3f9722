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
    match letter {
        Letter::Invitation { name, organisation, address, password, until } => Parts {
            subject: t.one("mail-invitation-subject", "organisation", organisation),
            paragraphs: vec![
                t.one("mail-greeting", "name", name),
                t.one("mail-invitation-body", "organisation", organisation),
                t.one("mail-invitation-password", "until", t.moment(until)),
            ],
            facts: vec![(t.get("mail-temporary-password"), password.clone())],
            link: Some((t.get("mail-sign-in"), format!("{address}/login"))),
        },
        Letter::Welcome { name, organisation, address } => Parts {
            subject: t.one("mail-welcome-subject", "organisation", organisation),
            paragraphs: vec![t.one("mail-greeting", "name", name), t.one("mail-welcome-body", "organisation", organisation)],
            facts: Vec::new(),
            link: Some((t.get("mail-sign-in"), format!("{address}/login"))),
        },
        Letter::Emptied => {
            Parts { subject: t.get("mail-emptied"), paragraphs: vec![t.get("mail-emptied")], facts: Vec::new(), link: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        id::{MailId, OrganisationId},
        mail::Delivery,
        text::Language,
    };
    use jiff::Timestamp;

    #[test]
    fn every_letter_says_the_same_in_text_and_html_in_three_languages() {
        let (name, organisation) = ("Anne".to_owned(), "<OPH> & Cie".to_owned());
        let letters = [
            Letter::Invitation {
                name: name.clone(),
                organisation: organisation.clone(),
                address: "https://probant.example".into(),
                password: "abcde-fghij".into(),
                until: Timestamp::UNIX_EPOCH,
            },
            Letter::Welcome { name, organisation, address: "https://probant.example".into() },
        ];
        for (letter, language) in letters.iter().flat_map(|letter| Language::ALL.map(|language| (letter, language))) {
            let mail = Mail {
                id: MailId::new(),
                organisation: OrganisationId::new(),
                to: "anne@oph.example".parse().unwrap(),
                language,
                letter: letter.clone(),
                created_at: Timestamp::UNIX_EPOCH,
                delivery: Delivery::Sent { at: Timestamp::UNIX_EPOCH },
            };
            let rendered = render(&mail);
            assert!(rendered.subject.contains("<OPH> & Cie"), "{}", rendered.subject);
            for part in ["Anne", "<OPH> & Cie", "https://probant.example/login"] {
                assert!(rendered.text.contains(part), "{part}: {}", rendered.text);
            }
            assert!(
                !rendered.html.contains("<OPH>") && rendered.html.contains("https://probant.example/login"),
                "{}",
                rendered.html
            );
            let secret = matches!(letter, Letter::Invitation { .. });
            assert_eq!([rendered.text.contains("abcde-fghij"), rendered.html.contains("abcde-fghij")], [secret, secret]);
        }
    }
}
