//! Mail through a real server: every letter, a server that is down for a while, servers that refuse, and what the
//! operator sees and decides.

use crate::{
    harness::{PROGRAM, Person, Server},
    smtp::{Mood, Protection, Sink, Taken},
};
use jiff::{SignedDuration, Timestamp};
use probant::{
    clock::Clock,
    config::{Smtp, SmtpEncryption},
    domain::{
        access::Profile,
        account::Account,
        event::{Actor, Event},
        id::{ActionId, OrganisationId},
        mail::{Delivery, Letter, Mail, MailFault, Notice},
        notification::Matter,
        text::{Language, Localised},
    },
    jobs::mail::send_due,
    mail::{Postman, try_out},
    service::mail::Shown,
    store::{Change, Scope},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

fn settings(sink: &Sink, encryption: SmtpEncryption) -> Smtp {
    Smtp {
        host: if encryption == SmtpEncryption::None { "127.0.0.1".into() } else { "localhost".into() },
        port: Some(sink.port()),
        encryption,
        user: None,
        password: None,
        from: "Probant <probant@oph.example>".into(),
        ca: (encryption != SmtpEncryption::None).then(Sink::authority),
    }
}

/// A server whose mails go to a sink, with a clock that the test moves, and its operator.
async fn office(sink: &Sink) -> (Server, Clock, Postman, Person) {
    let clock = Clock::standing_at("2026-11-25T09:00:00Z".parse().unwrap());
    let smtp = settings(sink, SmtpEncryption::None);
    let postman = Postman::new(&smtp).unwrap();
    let server = Server::start_at(clock.clone(), |config| config.smtp = Some(smtp)).await;
    let operator = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    server.appoint(&operator).await;
    (server, clock, postman, operator)
}

/// Puts a letter into the queue.
async fn enqueue(server: &Server, language: Language, letter: Letter) {
    let work = move |services: &probant::service::Services| {
        let now = services.clock.now();
        let account = Account::new("anne@oph.example".parse().unwrap(), "Anne".into(), language, now);
        let mail = Mail::new(&account, None, letter, now);
        let mut change = Change::new(now, Actor::Machine, Scope::Instance, Event::new("mail-tested"));
        change.insert(Scope::Instance, &mail);
        services.store.commit(change).unwrap();
    };
    server.work(work).await;
}

/// One letter of each kind that leaves.
fn letters() -> Vec<Letter> {
    let (name, organisation, address) =
        (|| "Anne".to_owned(), || "OPH Été & Cie".to_owned(), || "https://probant.example".to_owned());
    let until: Timestamp = "2026-11-28T09:00:00Z".parse().unwrap();
    let matter = Matter::ActionAssigned { action: ActionId::new(), title: Localised::same("Chiffrer") };
    let notice = || Notice { organisation: organisation(), path: matter.path(), matter: matter.clone(), by: "Karim".into() };
    vec![
        Letter::Invitation {
            name: name(),
            organisation: organisation(),
            address: address(),
            password: "abcde-fghij".into(),
            until,
        },
        Letter::Welcome { name: name(), organisation: organisation(), address: address() },
        Letter::Suspended { name: name(), organisation: organisation() },
        Letter::Restored { name: name(), organisation: organisation(), address: address() },
        Letter::Promoted { name: name(), organisation: organisation(), address: address() },
        Letter::PasswordReset { name: name(), address: address(), key: "KEY".into(), until },
        Letter::Maintenance { name: name(), from: until, to: until, message: "Nouvelle version".into() },
        Letter::MaintenanceCancelled { name: name(), from: until, to: until },
        Letter::Notices { name: name(), address: address(), daily: false, notices: vec![notice()], more: 0 },
        Letter::Notices { name: name(), address: address(), daily: true, notices: vec![notice(), notice()], more: 3 },
        Letter::Test { address: address() },
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_arrives_as_text_and_html_in_three_languages() {
    let sink = Sink::start(Protection::None).await;
    let (server, _, postman, _) = office(&sink).await;
    for language in Language::ALL {
        for letter in letters() {
            enqueue(&server, language, letter).await;
        }
    }
    while send_due(&server.services, &postman).await > 0 {}
    let taken = sink.taken();
    assert_eq!(taken.len(), letters().len() * 3);
    let mut names = std::collections::HashSet::new();
    for mail in &taken {
        let Taken { to, raw, .. } = mail;
        assert_eq!((to.as_str(), mail.header("To").as_str()), ("anne@oph.example", "anne@oph.example"));
        assert_eq!(mail.header("From"), "Probant <probant@oph.example>");
        assert_eq!((mail.header("MIME-Version").as_str(), mail.header("Auto-Submitted").as_str()), ("1.0", "auto-generated"));
        assert!(mail.header("Content-Type").starts_with("multipart/alternative"), "{raw}");
        let name = mail.header("Message-ID");
        assert!(name.ends_with("@oph.example>") && names.insert(name), "{raw}");
        assert!(!mail.header("Date").is_empty() && !mail.header("Subject").is_empty(), "{raw}");
        let (text, html) = (mail.part("text/plain"), mail.part("text/html"));
        assert!(raw.find("text/plain") < raw.find("text/html"), "the best comes last");
        assert!(text.contains("-- \n") && html.starts_with("<!doctype html>"), "{text}");
        assert!(raw.lines().all(|line| line.len() <= 998), "RFC 5322");
    }
    let all: String = taken.iter().map(|mail| mail.part("text/plain")).collect();
    for part in ["abcde-fghij", "key=KEY", "Nouvelle version", "Chiffrer", "Bonjour Anne", "Hello Anne", "Hola"] {
        assert!(all.contains(part), "{part}");
    }
    assert!(taken.iter().any(|mail| mail.header("Subject").contains("OPH Été & Cie")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_down_for_a_while_loses_nothing_and_gets_each_mail_once() {
    let mut sink = Sink::start(Protection::None).await;
    let (server, clock, postman, operator) = office(&sink).await;
    sink.go_down().await;
    for letter in letters().into_iter().take(3) {
        enqueue(&server, Language::Fr, letter).await;
    }
    let queue =
        async || -> Value { operator.api.get(server.at("/api/v1/console/mail")).send().await.unwrap().json().await.unwrap() };
    assert_eq!(send_due(&server.services, &postman).await, 3);
    assert_eq!(send_due(&server.services, &postman).await, 0, "each waits for its time");
    for (attempts, minutes) in [(1, 1), (2, 5), (3, 30)] {
        let list = queue().await;
        let first = &list["items"][0];
        assert_eq!(
            (&first["state"], &first["attempts"], &first["why"]),
            (&json!("waiting"), &json!(attempts), &json!("unreachable"))
        );
        let next: Timestamp = first["next"].as_str().unwrap().parse().unwrap();
        assert_eq!(next, clock.now() + SignedDuration::from_mins(minutes));
        clock.set(next - SignedDuration::from_secs(1));
        assert_eq!(send_due(&server.services, &postman).await, 0);
        clock.set(next);
        if attempts < 3 {
            assert_eq!(send_due(&server.services, &postman).await, 3);
        }
    }
    let page = operator.web.get(server.at("/console/mail?state=waiting")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("injoignable") && page.contains("3 essais ont échoué"), "the operator sees why: {page}");
    sink.come_back().await;
    assert_eq!(send_due(&server.services, &postman).await, 3);
    assert_eq!(send_due(&server.services, &postman).await, 0);
    clock.set(clock.now() + SignedDuration::from_hours(24 * 7));
    assert_eq!(send_due(&server.services, &postman).await, 0);
    assert_eq!(sink.taken().len(), 3);
    let list = queue().await;
    assert!(list["items"].as_array().unwrap().iter().all(|mail| mail["state"] == "sent"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_waits_for_overtakes_what_everybody_is_told() {
    let sink = Sink::start(Protection::None).await;
    let (server, _, postman, _) = office(&sink).await;
    for _ in 0..50 {
        enqueue(&server, Language::Fr, Letter::Test { address: "https://probant.example".into() }).await;
    }
    let email = [("email", "paule@oph.example")];
    server.visitor().post(server.at("/password/forgotten")).form(&email).send().await.unwrap();
    send_due(&server.services, &postman).await;
    assert_eq!(sink.taken()[0].to, "paule@oph.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_no_mail_can_leave_with_are_told_in_the_console() {
    let wrong = |config: &mut probant::config::Config| {
        let ca = Some("/nowhere/ca.pem".into());
        let from = "Probant <probant@oph.example>".into();
        let (user, password, host) = (None, None, "mail.oph.example".into());
        config.smtp = Some(Smtp { host, port: None, encryption: SmtpEncryption::Tls, user, password, from, ca });
    };
    let server = Server::start_with(wrong).await;
    let operator = server.operator().await;
    let page = operator.web.get(server.at("/console/mail")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Aucun courriel ne peut partir.") && page.contains("/nowhere/ca.pem"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_are_told_apart() {
    let sink = Sink::start(Protection::None).await;
    let (server, clock, postman, operator) = office(&sink).await;
    // What the server answers to a recipient, why it did not leave, whether it is tried again.
    let table = [
        ("451 4.7.1 greylisted", MailFault::Busy, true),
        ("421 too many", MailFault::Busy, true),
        ("550 5.1.1 no such user", MailFault::Recipient, false),
        ("554 5.7.1 rejected", MailFault::Other, true),
    ];
    for (answer, why, again) in table {
        sink.be(Mood::AnswersRecipients(answer.into()));
        enqueue(&server, Language::Fr, Letter::Test { address: "https://probant.example".into() }).await;
        assert_eq!(send_due(&server.services, &postman).await, 1, "{answer}");
        let list: Value = operator.api.get(server.at("/api/v1/console/mail")).send().await.unwrap().json().await.unwrap();
        let first = &list["items"][0];
        assert_eq!(
            (&first["why"], &first["state"]),
            (&json!(why.as_str()), &json!(if again { "waiting" } else { "failed" })),
            "{answer}"
        );
        assert!(first["error"].as_str().unwrap().contains(answer.split_once(' ').unwrap().1), "{first}");
        let id = first["id"].as_str().unwrap();
        let drop = operator.api.post(server.at(&format!("/api/v1/console/mail/{id}/withdrawal"))).send().await.unwrap();
        assert_eq!(drop.status(), StatusCode::NO_CONTENT);
    }
    clock.set(clock.now() + SignedDuration::from_hours(24));
    sink.be(Mood::Takes);
    assert_eq!((send_due(&server.services, &postman).await, sink.taken().len()), (0, 0), "dropped mails never leave");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_has_a_mail_sent_again_or_gives_it_up() {
    let sink = Sink::start(Protection::None).await;
    let (server, _, postman, operator) = office(&sink).await;
    let karim = server.invite(&operator, "Karim", "karim@oph.example", Profile::Contributor).await;
    while send_due(&server.services, &postman).await > 0 {}
    sink.be(Mood::AnswersRecipients("550 no such user".into()));
    for _ in 0..2 {
        enqueue(&server, Language::Fr, Letter::Test { address: "https://probant.example".into() }).await;
    }
    send_due(&server.services, &postman).await;
    let list: Value =
        operator.api.get(server.at("/api/v1/console/mail?state=failed")).send().await.unwrap().json().await.unwrap();
    assert_eq!(list["total"], json!(2));
    let (first, second) = (list["items"][0]["id"].as_str().unwrap(), list["items"][1]["id"].as_str().unwrap());
    let visitor = server.visitor();
    for verb in ["attempt", "withdrawal"] {
        let path = format!("/console/mail/{first}/{verb}");
        let others = [(&karim.web, StatusCode::FORBIDDEN), (&visitor, StatusCode::SEE_OTHER)];
        for (client, expected) in others {
            assert_eq!(client.post(server.at(&path)).send().await.unwrap().status(), expected, "{path}");
        }
        let api = [(&karim.api, StatusCode::FORBIDDEN), (&visitor, StatusCode::UNAUTHORIZED)];
        for (client, expected) in api {
            assert_eq!(client.post(server.at(&format!("/api/v1{path}"))).send().await.unwrap().status(), expected, "{path}");
        }
        let nowhere =
            operator.web.post(server.at(&format!("/console/mail/{}/{verb}", OrganisationId::new()))).send().await.unwrap();
        assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    }
    assert_eq!(send_due(&server.services, &postman).await, 0);
    let again = operator.web.post(server.at(&format!("/console/mail/{first}/attempt"))).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    let dropped = operator.web.post(server.at(&format!("/console/mail/{second}/withdrawal"))).send().await.unwrap();
    assert_eq!(dropped.status(), StatusCode::SEE_OTHER);
    let before = sink.taken().len();
    sink.be(Mood::Takes);
    assert_eq!((send_due(&server.services, &postman).await, sink.taken().len()), (1, before + 1));
    for id in [first, second] {
        let late = operator.web.post(server.at(&format!("/console/mail/{id}/attempt"))).send().await.unwrap();
        assert_eq!(late.status(), StatusCode::CONFLICT, "settled");
    }
    let trail: Value =
        operator.api.get(server.at("/api/v1/console/audit?place=instance")).send().await.unwrap().json().await.unwrap();
    let kinds: Vec<_> = trail["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"mail-retried") && kinds.contains(&"mail-dropped"), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_the_operator_reads_the_mails_and_nobody_else_does() {
    let server = Server::start().await;
    let operator = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
    server.appoint(&operator).await;
    let champion = server.found("Mairie de Solterre", "Sonia Tiers", "sonia@solterre.example").await;
    server.invite(&champion, "Karim", "karim@solterre.example", Profile::Contributor).await;
    let page = operator.web.get(server.at("/console/mail")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Mot de passe provisoire") && page.contains("karim@solterre.example"), "{page}");
    for path in ["/console/mail", "/api/v1/console/mail"] {
        let client = if path.starts_with("/api") { &champion.api } else { &champion.web };
        assert_eq!(client.get(server.at(path)).send().await.unwrap().status(), StatusCode::FORBIDDEN, "{path}");
    }
    let gone = champion.web.get(server.at("/settings/outbox")).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NOT_FOUND, "a super user reads nobody's temporary password");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_mail_server_nobody_reads_what_mails_say() {
    let sink = Sink::start(Protection::None).await;
    let (server, _, _, operator) = office(&sink).await;
    server.invite(&operator, "Karim", "karim@oph.example", Profile::Contributor).await;
    let page = operator.web.get(server.at("/console/mail")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("karim@oph.example") && !page.contains("Mot de passe provisoire :"), "{page}");
    let work = |services: &probant::service::Services| {
        let operator = probant::domain::access::Operator::at_the_command_line();
        probant::service::mail::queue(services, &operator, None).unwrap()
    };
    let shown: Vec<Shown> = server.work(work).await;
    assert!(shown.iter().all(|shown| shown.rendered.is_none() && matches!(shown.mail.delivery, Delivery::Waiting { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_are_protected_as_the_settings_say() {
    let to = || "anne@oph.example".parse().unwrap();
    let attempt = async |smtp: Smtp| {
        let sent = try_out(Some(&smtp), to(), Language::Fr, "https://probant.example".into(), Timestamp::now()).await;
        sent.map_err(|failure| failure.why)
    };
    for (protection, encryption) in [(Protection::Tls, SmtpEncryption::Tls), (Protection::Starttls, SmtpEncryption::Starttls)] {
        let sink = Sink::start(protection).await;
        assert_eq!(attempt(settings(&sink, encryption)).await, Ok(()), "{protection:?}");
        assert!(sink.taken()[0].over_tls);
        let stranger = Smtp { ca: None, ..settings(&sink, encryption) };
        assert_eq!(attempt(stranger).await, Err(MailFault::Tls), "a certificate that nobody vouches for");
        assert_eq!(sink.taken().len(), 1);
    }
    let plain = Sink::start(Protection::None).await;
    for encryption in [SmtpEncryption::Tls, SmtpEncryption::Starttls] {
        assert_eq!(attempt(settings(&plain, encryption)).await, Err(MailFault::Tls), "nothing leaves unprotected");
    }
    plain.be(Mood::RefusesSignIn);
    let signing_in =
        Smtp { user: Some("probant".into()), password: Some("wrong".into()), ..settings(&plain, SmtpEncryption::None) };
    assert_eq!(attempt(signing_in).await, Err(MailFault::SignIn));
    assert!(plain.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_test_mail_says_what_went_wrong_on_the_command_line_and_in_the_console() {
    let mut sink = Sink::start(Protection::None).await;
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("probant.toml");
    let port = sink.port();
    let write = |more: &str| {
        let smtp = format!("[smtp]\nhost = \"127.0.0.1\"\nport = {port}\nfrom = \"probant@oph.example\"\n{more}\n");
        std::fs::write(&config, smtp).unwrap();
    };
    let run = async |address: &str| {
        let mut command = tokio::process::Command::new(&*PROGRAM);
        let command = command.args(["mail", "test", address, "--config"]).arg(&config).env("LC_ALL", "fr_FR.UTF-8");
        let output = command.output().await.unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    write("encryption = \"none\"");
    let (code, said) = run("anne@oph.example").await;
    assert!(code == 0 && said.contains("accepté"), "{said}");
    assert_eq!(sink.taken()[0].to, "anne@oph.example");
    write("");
    let (code, said) = run("anne@oph.example").await;
    assert!(code == 1 && said.contains("chiffrée"), "TLS is the default: {said}");
    write("encryption = \"none\"");
    sink.be(Mood::AnswersRecipients("550 5.1.1 no such user".into()));
    let (code, said) = run("anne@oph.example").await;
    assert!(code == 1 && said.contains("refuse l’adresse") && said.contains("no such user"), "{said}");
    sink.be(Mood::RefusesSignIn);
    write("encryption = \"none\"\nuser = \"a\"\npassword = \"b\"");
    let (code, said) = run("anne@oph.example").await;
    assert!(code == 1 && said.contains("identification") && !said.contains("\"b\""), "{said}");
    sink.go_down().await;
    let (code, said) = run("anne@oph.example").await;
    assert!(code == 1 && said.contains("injoignable"), "{said}");
    assert_eq!(run("rubbish").await.0, 2, "wrong usage");
    std::fs::write(&config, "").unwrap();
    let (code, said) = run("anne@oph.example").await;
    assert!(code == 1 && said.contains("Aucun serveur"), "{said}");

    sink.come_back().await;
    sink.be(Mood::Takes);
    let (server, _, _, operator) = office(&sink).await;
    let karim = server.invite(&operator, "Karim", "karim@oph.example", Profile::Contributor).await;
    let post = async |person: &Person, address: &str| {
        let answer = person.web.post(server.at("/console/mail/test")).form(&[("address", address)]).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    };
    let (status, page) = post(&operator, "lea@oph.example").await;
    assert!(status == StatusCode::OK && page.contains("a accepté le message"), "{page}");
    assert_eq!(post(&operator, "rubbish").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post(&karim, "lea@oph.example").await.0, StatusCode::FORBIDDEN);
    sink.be(Mood::AnswersRecipients("550 no".into()));
    let (_, page) = post(&operator, "lea@oph.example").await;
    assert!(page.contains("refuse l’adresse"), "{page}");
    let tried = operator.api.post(server.at("/api/v1/console/mail/test")).json(&json!({ "address": "lea@oph.example" }));
    let tried: Value = tried.send().await.unwrap().json().await.unwrap();
    assert_eq!((&tried["sent"], &tried["why"]), (&json!(false), &json!("recipient")));
    let refused = karim.api.post(server.at("/api/v1/console/mail/test")).json(&json!({ "address": "lea@oph.example" }));
    assert_eq!(refused.send().await.unwrap().status(), StatusCode::FORBIDDEN);
}
