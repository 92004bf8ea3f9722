//! The packs installed on the instance: what each is, what an update would change, whose packs are trusted.

use super::{Tabs, tab};
use crate::{
    domain::{
        access::Operator,
        document::Digest,
        fault::Fault,
        publisher::{Publisher, Succession},
    },
    service::pack::{
        self, InstalledPack,
        installation::{self, Offer},
        publisher, removal,
    },
    web::{
        App,
        form::Errors,
        respond::{self, Answer, blocking},
        session::SignedOperator,
        shell::Shell,
        transfer,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, State},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "console/packs.html")]
struct PacksPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    packs: Vec<InstalledPack>,
    publishers: Vec<Publisher>,
    form: PublisherForm,
}

#[derive(Template)]
#[template(path = "console/offer.html")]
struct OfferPage {
    tabs: Tabs,
    shell: Shell,
    errors: Errors,
    offer: Offer,
}

/// Whether the operator says that a pack may change hands.
#[derive(Deserialize)]
pub struct InstallationForm {
    change_publisher: Option<String>,
}

/// A publisher to trust.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PublisherForm {
    name: String,
    key: String,
}

impl PacksPage {
    async fn read(app: &App, operator: Operator, mut shell: Shell) -> Result<Self, Fault> {
        let read = move |app: &App| Ok((pack::installed(app, &operator)?, publisher::list(app, &operator)?));
        let (packs, publishers) = blocking(app, read).await?;
        let tabs = tab(&mut shell, "packs");
        Ok(Self { tabs, shell, errors: Errors::default(), packs, publishers, form: PublisherForm::default() })
    }
}

/// `GET /console/packs`
pub async fn list(State(app): State<App>, SignedOperator(operator): SignedOperator, shell: Shell) -> Answer {
    respond::page(PacksPage::read(&app, operator, shell).await?)
}

/// `POST /console/packs`: the file of a pack, to be looked at.
pub async fn receive(State(app): State<App>, SignedOperator(operator): SignedOperator, shell: Shell, form: Multipart) -> Answer {
    match transfer::receive_pack(&app, operator, form).await {
        Ok(digest) => respond::see_other(&format!("/console/offers/{digest}")),
        Err(Fault::Invalid(errors)) => {
            let page = PacksPage::read(&app, operator, shell).await?;
            respond::invalid(PacksPage { errors: Errors(errors), ..page })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /console/offers/{digest}`: what a received pack would change.
pub async fn offer(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    mut shell: Shell,
    Path(digest): Path<String>,
) -> Answer {
    let digest = read_digest(digest)?;
    let offer = blocking(&app, move |app| installation::offer(app, &operator, digest)).await?;
    respond::page(OfferPage { tabs: tab(&mut shell, "packs"), shell, errors: Errors::default(), offer })
}

/// `POST /console/offers/{digest}/installation`
pub async fn install(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    mut shell: Shell,
    Path(digest): Path<String>,
    Form(form): Form<InstallationForm>,
) -> Answer {
    let digest = read_digest(digest)?;
    let succession = form.change_publisher.map_or(Succession::SamePublisher, |_| Succession::AnyTrusted);
    match blocking(&app, move |app| installation::install(app, &operator, digest, succession)).await {
        Ok(_) => respond::see_other_saying("/console/packs", "said-pack-installed"),
        Err(Fault::Invalid(errors)) => {
            let offer = blocking(&app, move |app| installation::offer(app, &operator, digest)).await?;
            respond::invalid(OfferPage { tabs: tab(&mut shell, "packs"), shell, errors: Errors(errors), offer })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /console/packs/{id}/activation`
pub async fn switch_on(State(app): State<App>, SignedOperator(operator): SignedOperator, Path(id): Path<String>) -> Answer {
    blocking(&app, move |app| pack::switch_on(app, &operator, &id)).await?;
    respond::see_other_saying("/console/packs", "said-pack-switched-on")
}

/// `POST /console/packs/{id}/removal`
pub async fn remove(State(app): State<App>, SignedOperator(operator): SignedOperator, Path(id): Path<String>) -> Answer {
    blocking(&app, move |app| removal::remove(app, &operator, &id)).await?;
    respond::see_other_saying("/console/packs", "said-pack-removed")
}

/// `POST /console/publishers`
pub async fn trust(
    State(app): State<App>,
    SignedOperator(operator): SignedOperator,
    shell: Shell,
    Form(form): Form<PublisherForm>,
) -> Answer {
    let sent = form.clone();
    match blocking(&app, move |app| publisher::trust(app, &operator, &sent.name, &sent.key)).await {
        Ok(_) => respond::see_other_saying("/console/packs", "said-saved"),
        Err(Fault::Invalid(errors)) => {
            let page = PacksPage::read(&app, operator, shell).await?;
            respond::invalid(PacksPage { errors: Errors(errors), form, ..page })
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /console/publishers/{key}/removal`
pub async fn distrust(State(app): State<App>, SignedOperator(operator): SignedOperator, Path(key): Path<String>) -> Answer {
    let key = key.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| publisher::distrust(app, &operator, key)).await?;
    respond::see_other_saying("/console/packs", "said-publisher-distrusted")
}

fn read_digest(text: String) -> Result<Digest, Fault> {
    Digest::try_from(text).map_err(|_| Fault::NotFound)
}
