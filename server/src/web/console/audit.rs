//! What happened in the whole instance, for operators. What organisations work on is not told here.

use super::{Tabs, tab};
use crate::{
    domain::{access::Operator, fault::Fault, organisation::Organisation},
    locale::Texts,
    service::{
        Services,
        audit::{self, AuditLine, AuditPage, Place},
    },
    web::{
        App,
        audit::{ON_A_PAGE, Wanted, kinds},
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
    },
};
use askama::Template;
use axum::extract::{Query, State};

#[derive(Template)]
#[template(path = "console/audit.html")]
struct InstanceTrailPage {
    tabs: Tabs,
    shell: Shell,
    t: Texts,
    wanted: Wanted,
    /// Word of the address and name.
    places: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    page: AuditPage,
}

impl InstanceTrailPage {
    fn doer(&self, line: &AuditLine) -> String {
        audit::doer(&self.t, line)
    }

    /// Where it happened.
    fn place(&self, line: &AuditLine) -> String {
        let word = line.organisation.map_or_else(|| INSTANCE.to_owned(), |id| id.to_string());
        self.places.iter().find(|(known, _)| *known == word).map(|(_, name)| name.clone()).unwrap_or_default()
    }
}

const INSTANCE: &str = "instance";

/// `GET /console/audit`
pub async fn index(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    mut shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let tabs = tab(&mut shell, "audit");
    let t = shell.t;
    let asked = wanted.clone();
    let (organisations, page) = blocking(&app, move |app| find(app, &operator, &asked)).await?;
    let names = organisations.into_iter().map(|organisation| (organisation.id.to_string(), organisation.sheet.legal_name));
    let places = std::iter::once((INSTANCE.to_owned(), t.get("audit-instance"))).chain(names).collect();
    respond::page(InstanceTrailPage { tabs, kinds: kinds(&t), t, shell, wanted, places, page })
}

fn find(services: &Services, operator: &Operator, wanted: &Wanted) -> Result<(Vec<Organisation>, AuditPage), Fault> {
    let place = match wanted.place.as_str() {
        INSTANCE => Place::Instance,
        id => id.parse().map_or(Place::Everywhere, Place::Organisation),
    };
    let page = audit::instance_page(services, operator, place, &wanted.filter(), wanted.before, ON_A_PAGE)?;
    Ok((audit::organisations(services, operator)?, page))
}
