//! The audit trail of the organisation, for privacy champions: who did what when, and as a file.

use super::{
    App,
    error::Refusal,
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
};
use crate::{
    clock::Clock,
    domain::{access::Champion, audit::AuditFilter, fault::Fault},
    locale::{self, Texts},
    service::audit::{self, AuditLine, AuditPage},
};
use askama::Template;
use axum::{
    body::Body,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use std::io;

/// Lines of a page.
pub const ON_A_PAGE: usize = 50;
/// Pieces of a file that wait for a slow reader.
const PIECES: usize = 4;

/// What the form asks for; as texts, since an empty field asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub person: String,
    pub kind: String,
    pub from: String,
    pub until: String,
    /// Sent only where it is ticked.
    pub housekeeping: Option<String>,
    pub before: Option<u64>,
    /// In the console: an organisation's identifier, or `instance`.
    pub place: String,
}

impl Wanted {
    /// What is asked for; a day that is none, or a person that is nobody, asks for nothing.
    pub fn filter(&self) -> AuditFilter {
        let day = |text: &str| text.parse::<Date>().ok();
        AuditFilter {
            actor: self.person.parse().ok(),
            kind: Some(self.kind.clone()).filter(|kind| !kind.is_empty()),
            from: day(&self.from).map(Clock::start_of),
            until: day(&self.until).and_then(|last| last.tomorrow().ok()).map(Clock::start_of),
            housekeeping: self.housekeeping.is_some(),
        }
    }

    /// The same question as the query of an address, from another place on.
    pub fn query(&self, before: &Option<u64>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let fields = [
            ("person", &self.person),
            ("kind", &self.kind),
            ("from", &self.from),
            ("until", &self.until),
            ("place", &self.place),
        ];
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.extend_pairs(self.housekeeping.iter().map(|on| ("housekeeping", on)));
        query.extend_pairs(before.iter().map(|before| ("before", before.to_string())));
        query.finish()
    }
}

#[derive(Template)]
#[template(path = "audit/index.html")]
struct AuditTrailPage {
    shell: Shell,
    t: Texts,
    wanted: Wanted,
    /// Word of the address and name.
    people: Vec<(String, String)>,
    /// Word of the address and sentence.
    kinds: Vec<(String, String)>,
    page: AuditPage,
}

impl AuditTrailPage {
    fn doer(&self, line: &AuditLine) -> String {
        audit::doer(&self.t, line)
    }

    /// Every line of this page happened in the organisation.
    fn place(&self, _: &AuditLine) -> String {
        String::new()
    }
}

/// `GET /audit`
pub async fn index(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    mut shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Answer {
    shell.module = Module::Audit;
    let t = shell.t;
    let (filter, before) = (wanted.filter(), wanted.before);
    let (people, page) =
        blocking(&app, move |app| Ok((audit::people(app, &champion)?, audit::page(app, &champion, &filter, before, ON_A_PAGE)?)))
            .await?;
    let others = ["visitor", "operator", "machine"].map(|word| (word.to_owned(), t.of("audit-actor", word)));
    let people = people.into_iter().map(|(id, name)| (id.to_string(), name)).chain(others).collect();
    respond::page(AuditTrailPage { kinds: kinds(&t), t, shell, wanted, people, page })
}

/// What a line is about, with moments as people read them.
pub fn about(t: &Texts, line: &AuditLine) -> String {
    let day = |part: &str| part.parse().map_or_else(|_| part.to_owned(), |day: Date| t.date(&day));
    let shown = |part: &str| part.parse().map_or_else(|_| day(part), |moment: Timestamp| t.moment(&moment));
    line.about.split(", ").map(shown).collect::<Vec<_>>().join(", ")
}

/// Every kind of event with its sentence, in the order of the sentences.
pub fn kinds(t: &Texts) -> Vec<(String, String)> {
    let mut kinds: Vec<_> = locale::family("event").map(|kind| (kind.to_owned(), t.of("event", kind))).collect();
    kinds.sort_by_key(|(_, sentence)| sentence.to_lowercase());
    kinds
}

/// `GET /audit.csv`
pub async fn csv(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    Ok(file(&app, champion, wanted.filter()))
}

/// The audit trail as a file, written while it is read: for pages and API alike.
pub fn file(app: &App, champion: Champion, filter: AuditFilter) -> Response {
    let (sender, receiver) = tokio::sync::mpsc::channel::<io::Result<Vec<u8>>>(PIECES);
    let services = app.clone();
    tokio::task::spawn_blocking(move || {
        let written = audit::export(&services, &champion, &filter, |piece| {
            sender.blocking_send(Ok(piece)).map_err(|_| Fault::internal("nobody reads on"))
        });
        if let Err(fault) = written
            && !sender.is_closed()
        {
            tracing::error!(%fault, "an export of the audit trail broke off");
            // Breaks the connection, so that a part is not taken for the whole.
            let _ = sender.blocking_send(Err(io::Error::other("broken off")));
        }
    });
    let pieces = futures::stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let saved = (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    ([kind, saved], Body::from_stream(pieces)).into_response()
}
