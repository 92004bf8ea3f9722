use super::*;
use crate::domain::{
    account::Account,
    id::{ActionId, ActivityId},
    notification::Matter,
    register::RegisterKind,
    text::{Language, Localised},
};
use jiff::{SignedDuration, Timestamp};

const ADDRESS: &str = "https://probant.example";
const ORGANISATION: &str = "<OPH> & Cie";

fn mail(language: Language, letter: Letter) -> Mail {
    let account = Account::new("anne@oph.example".parse().unwrap(), "Anne".into(), language, Timestamp::UNIX_EPOCH);
    Mail::new(&account, None, letter, Timestamp::UNIX_EPOCH)
}

fn notice(matter: Matter) -> Notice {
    Notice { organisation: ORGANISATION.into(), path: matter.path(), matter, by: "Karim".into() }
}

/// Each letter once, and what it must say in text and HTML, in any language.
fn letters() -> Vec<(Letter, Vec<&'static str>)> {
    let (name, organisation, address) = ("Anne".to_owned(), ORGANISATION.to_owned(), ADDRESS.to_owned());
    let (activity, action) = (ActivityId::new(), ActionId::new());
    let suspended = Matter::ActivitySuspended { register: RegisterKind::Controller, activity, name: "Loyers".into() };
    let assigned = Matter::ActionAssigned { action, title: Localised::same("Chiffrer") };
    let (password, until) = ("abcde-fghij".to_owned(), Timestamp::UNIX_EPOCH);
    let invitation =
        Letter::Invitation { name: name.clone(), organisation: organisation.clone(), address: address.clone(), password, until };
    let welcome = Letter::Welcome { name: name.clone(), organisation: organisation.clone(), address: address.clone() };
    let suspension = Letter::Suspended { name: name.clone(), organisation: organisation.clone() };
    let lifted = Letter::Restored { name: name.clone(), organisation: organisation.clone(), address: address.clone() };
    let promoted = Letter::Promoted { name: name.clone(), organisation, address: address.clone() };
    let reset = Letter::PasswordReset { name: name.clone(), address: address.clone(), key: "KEY".into(), until };
    let (from, to) = (until, until + SignedDuration::from_hours(26));
    let maintenance = Letter::Maintenance { name: name.clone(), from, to, message: "Nouvelle version".into() };
    let cancelled = Letter::MaintenanceCancelled { name: name.clone(), from, to };
    let of = |daily, notices, more| Letter::Notices { name: name.clone(), address: address.clone(), daily, notices, more };
    vec![
        (invitation, vec!["Anne", "https://probant.example/login", "abcde-fghij", "1970"]),
        (welcome, vec!["Anne", "https://probant.example/login"]),
        (suspension, vec!["Anne"]),
        (lifted, vec!["Anne", "https://probant.example/login"]),
        (promoted, vec!["Anne", "https://probant.example/login"]),
        (reset, vec!["Anne", "https://probant.example/password/reset?key=KEY", "1970"]),
        (maintenance, vec!["Anne", "1970", "Nouvelle version"]),
        (cancelled, vec!["Anne", "1970"]),
        (
            of(false, vec![notice(suspended.clone())], 0),
            vec!["Anne", "Karim", "Loyers", "https://probant.example/register/controller/activities/", "probant.example/account"],
        ),
        (
            of(true, vec![notice(suspended), notice(assigned)], 17),
            vec!["Loyers", "Chiffrer", "17", "probant.example/compliance/actions/", "probant.example/notifications"],
        ),
        (Letter::Test { address }, vec!["https://probant.example"]),
        (Letter::Emptied, vec![]),
    ]
}

#[test]
fn every_letter_says_the_same_in_text_and_html_in_three_languages() {
    for ((letter, parts), language) in letters().iter().flat_map(|case| Language::ALL.map(|language| (case, language))) {
        let Rendered { subject, text, html } = render(&mail(language, letter.clone()));
        assert!(!subject.is_empty() && !subject.contains(['\n', '{']) && !subject.starts_with("mail-"), "{subject}");
        for part in parts {
            assert!(text.contains(part) && html.contains(part), "{part} in {}: {text}", language.code());
        }
        assert!(html.contains(&format!("lang=\"{}\"", language.code())), "{html}");
        assert!(!html.contains("<OPH>"), "what people write is no markup: {html}");
        assert!(!text.contains("&amp;") && !text.contains('{'), "{text}");
    }
}

#[test]
fn the_languages_differ() {
    for (letter, _) in letters() {
        let texts = Language::ALL.map(|language| render(&mail(language, letter.clone())).text);
        assert!(texts[0] != texts[1] && texts[1] != texts[2] && texts[0] != texts[2], "{texts:?}");
    }
}

/// A mail is read by programs that fetch nothing and follow no style sheet; telephones and dark rooms included.
#[test]
fn a_letter_is_whole_in_itself_and_fits_telephones_and_dark_mode() {
    for (letter, _) in letters() {
        let html = render(&mail(Language::Fr, letter)).html;
        for needed in ["width=device-width", "prefers-color-scheme: dark", "color-scheme\" content=\"light dark", "max-width"] {
            assert!(html.contains(needed), "{needed}: {html}");
        }
        for foreign in ["<script", "<img", "<link", "src=", "@import", "url("] {
            assert!(!html.contains(foreign), "{foreign}: {html}");
        }
    }
}

#[test]
fn one_line_of_text_is_one_line() {
    for (letter, _) in letters() {
        let text = render(&mail(Language::En, letter)).text;
        assert!(!text.contains("\n\n\n") && text.lines().all(|line| line.len() < 900), "{text}");
        assert!(text.contains("\n-- \n"), "the signature is marked: {text}");
    }
}
