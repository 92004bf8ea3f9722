//! The end of a campaign: the warning before it is frozen, and what is seen of it afterwards. Its questions are not shown again.

use super::{
    App,
    fields::Fields,
    form::Errors,
    radar::{AxisRow, axes},
    respond::{self, Answer, blocking},
    session::SignedChampion,
    shell::{Module, Shell},
};
use crate::{
    domain::{
        access::{Champion, Member},
        evaluation::Progress,
        fault::{Fault, FieldError},
        id::CampaignId,
    },
    locale::Texts,
    service::{Services, account, campaign, programme, report::questionnaire::version},
};
use askama::Template;
use axum::extract::{Path, State};

#[derive(Template)]
#[template(path = "compliance/validation.html")]
struct ValidationPage {
    shell: Shell,
    t: Texts,
    id: CampaignId,
    title: String,
    progress: Progress,
    /// Key and title of the subthemes that lack answers, and how many.
    lacking: Vec<(String, String, usize)>,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "compliance/frozen.html")]
struct FrozenPage {
    shell: Shell,
    t: Texts,
    id: CampaignId,
    title: String,
    opened: String,
    validated: String,
    /// Who validated it; empty where the person has left.
    by: String,
    version: String,
    axes: Vec<AxisRow>,
}

/// `GET /compliance/campaigns/{id}/validation`
pub async fn warn(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(id): Path<String>,
) -> Answer {
    let id: CampaignId = id.parse().map_err(|_| Fault::NotFound)?;
    respond::page(blocking(&app, move |app| warning(app, &champion, shell, id, Errors::default())).await?)
}

/// `POST /compliance/campaigns/{id}/validation`
pub async fn validate(
    State(app): State<App>,
    SignedChampion(champion): SignedChampion,
    shell: Shell,
    Path(id): Path<String>,
    fields: Fields,
) -> Answer {
    let id: CampaignId = id.parse().map_err(|_| Fault::NotFound)?;
    if fields.one("understood").is_none() {
        let errors = Errors(vec![FieldError::new("understood", "fault-required")]);
        return respond::invalid(blocking(&app, move |app| warning(app, &champion, shell, id, errors)).await?);
    }
    blocking(&app, move |app| campaign::validate(app, &champion, id)).await?;
    respond::see_other_saying(&format!("/compliance/campaigns/{id}"), "said-campaign-validated")
}

fn warning(
    app: &Services,
    champion: &Champion,
    mut shell: Shell,
    id: CampaignId,
    errors: Errors,
) -> Result<ValidationPage, Fault> {
    shell.module = Module::Compliance;
    let t = shell.t;
    let sheet = campaign::sheet(app, champion, id)?;
    sheet.campaign.require_open()?;
    let subthemes = sheet.script.questionnaire.themes.iter().flat_map(|theme| &theme.subthemes);
    let figures = sheet.evaluation.themes.iter().flat_map(|theme| &theme.subthemes);
    let lacking = subthemes.zip(figures).filter(|(_, figures)| !figures.progress.is_complete());
    let lacking = lacking.map(|(subtheme, figures)| {
        let missing = figures.progress.visible.saturating_sub(figures.progress.answered);
        (subtheme.key.clone(), subtheme.title.get(t.language).to_owned(), missing)
    });
    Ok(ValidationPage {
        id,
        title: sheet.campaign.questionnaire.title.get(t.language).to_owned(),
        progress: sheet.evaluation.progress,
        lacking: lacking.collect(),
        errors,
        t,
        shell,
    })
}

/// What is seen of a campaign that is validated.
pub(super) fn frozen(
    app: &Services,
    member: &Member,
    shell: Shell,
    id: CampaignId,
) -> Result<impl Template + Send + use<>, Fault> {
    let t = shell.t;
    let programme = programme::of(app, member, id)?;
    let campaign = &programme.sheet.campaign;
    let validation = campaign.validation.as_ref().ok_or(Fault::NotFound)?;
    Ok(FrozenPage {
        id,
        title: campaign.questionnaire.title.get(t.language).to_owned(),
        opened: t.day(&campaign.opened_at),
        validated: t.day(&validation.at),
        by: account::name(app, member, validation.by)?.unwrap_or_default(),
        version: version(&campaign.questionnaire, t),
        axes: axes(&programme, t),
        t,
        shell,
    })
}
