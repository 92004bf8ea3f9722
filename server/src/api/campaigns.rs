//! `/api/v1/campaigns`: running questionnaires.

use super::{
    problem::Answer,
    token::{Bearer, BearerChampion},
};
use crate::{
    domain::{
        answer_value::{AnswerKind, AnswerValue},
        campaign::Campaign,
        evaluation::Progress,
        fault::Fault,
        id::CampaignId,
        percent::Percent,
        questionnaire::Placed,
        text::Language,
    },
    locale::Texts,
    service::{
        campaign::{self, AnswerInput, CampaignSheet},
        programme,
    },
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Campaigns of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignList {
    pub items: Vec<CampaignHead>,
    pub total: usize,
    /// Always null: an organisation has few campaigns.
    pub next_cursor: Option<String>,
}

/// A campaign without its questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignHead {
    #[schema(value_type = Uuid)]
    pub id: CampaignId,
    /// Key of the questionnaire.
    pub questionnaire: String,
    pub version: String,
    pub title: String,
    #[schema(value_type = String)]
    pub opened_at: Timestamp,
    /// When it was frozen; null while it can be answered.
    #[schema(value_type = Option<String>)]
    pub validated_at: Option<Timestamp>,
    pub progress: ProgressBody,
}

/// Answered questions among those visible.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressBody {
    pub answered: usize,
    pub visible: usize,
    pub percent: f64,
}

/// A campaign with its visible questions and their answers; without the questions once it is validated.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignBody {
    #[serde(flatten)]
    pub head: CampaignHead,
    pub themes: Vec<ThemeBody>,
    /// Parts of the script that failed: file, line, message.
    pub faults: Vec<String>,
}

/// A theme: one axis of the radar.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeBody {
    pub id: String,
    pub title: String,
    pub progress: ProgressBody,
    pub subthemes: Vec<SubthemeBody>,
}

/// Questions that are answered in one go.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubthemeBody {
    pub id: String,
    pub title: String,
    pub progress: ProgressBody,
    pub questions: Vec<QuestionBody>,
}

/// A visible question.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionBody {
    pub id: String,
    /// `yes_no`, `yes_no_partly_na`, `single`, `multiple`, `number`, `date`, `text`, `scale` or `table`.
    pub kind: &'static str,
    pub text: String,
    pub help: String,
    pub article: String,
    pub departments: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionBody>,
    /// Text, number, list of texts, or null where it is not answered.
    #[schema(value_type = Object, nullable)]
    pub value: Option<serde_json::Value>,
    pub comment: String,
    /// Sent back with a change, it keeps two people from overwriting each other; 0 where nobody answered.
    pub version: u64,
}

/// An option of a choice.
#[derive(Debug, Serialize, ToSchema)]
pub struct OptionBody {
    pub id: String,
    pub text: String,
}

/// Which questionnaire to open.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewCampaign {
    pub questionnaire: String,
}

/// An answer to one question.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAnswer {
    /// Text, number, true or false, list of texts; null takes the answer back.
    #[schema(value_type = Object, nullable)]
    #[serde(default)]
    pub value: serde_json::Value,
    #[serde(default)]
    pub comment: String,
    /// The version that was seen; a later one is a conflict. Without it the answer is written whatever was there.
    #[serde(default)]
    pub version: Option<u64>,
}

/// What became of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedAnswer {
    #[schema(value_type = String)]
    pub saved_at: Timestamp,
    pub version: u64,
    /// Of the whole campaign.
    pub progress: ProgressBody,
    /// Whether other questions appeared or disappeared.
    pub visibility_changed: bool,
}

/// The two curves of the radar.
#[derive(Debug, Serialize, ToSchema)]
pub struct RadarBody {
    pub themes: Vec<AxisBody>,
}

/// One theme of the radar, in percent; null where it was not answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct AxisBody {
    pub id: String,
    pub title: String,
    pub initial: Option<f64>,
    pub current: Option<f64>,
}

/// Campaigns, newest first
#[utoipa::path(get, path = "/campaigns", tag = "compliance", responses((status = 200, body = CampaignList)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer) -> Answer<Json<CampaignList>> {
    let language = member.language;
    let campaigns = blocking(&app, move |app| campaign::list(app, &member)).await?;
    let items: Vec<_> = campaigns.iter().map(|campaign| head(campaign, language)).collect();
    Ok(Json(CampaignList { total: items.len(), items, next_cursor: None }))
}

/// Opens a campaign
#[utoipa::path(post, path = "/campaigns", tag = "compliance", request_body = NewCampaign, responses((status = 201, body = CampaignBody), (status = 403), (status = 409), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Json(new): Json<NewCampaign>,
) -> Answer<(StatusCode, Json<CampaignBody>)> {
    let language = champion.language;
    let sheet = blocking(&app, move |app| {
        let id = campaign::open(app, &champion, &new.questionnaire)?;
        campaign::sheet(app, &champion, id)
    });
    Ok((StatusCode::CREATED, Json(body(&sheet.await?, language))))
}

/// A campaign with its visible questions and answers
#[utoipa::path(get, path = "/campaigns/{id}", tag = "compliance", params(("id" = Uuid, Path)), responses((status = 200, body = CampaignBody), (status = 404)))]
pub async fn show(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<CampaignBody>> {
    let (id, language) = (read_id(&id)?, member.language);
    let sheet = blocking(&app, move |app| campaign::sheet(app, &member, id)).await?;
    Ok(Json(body(&sheet, language)))
}

/// Answers a question
#[utoipa::path(put, path = "/campaigns/{id}/answers/{question}", tag = "compliance", params(("id" = Uuid, Path), ("question" = String, Path)), request_body = NewAnswer, responses((status = 200, body = SavedAnswer), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn answer(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((id, question)): Path<(String, String)>,
    Json(new): Json<NewAnswer>,
) -> Answer<Json<SavedAnswer>> {
    let id = read_id(&id)?;
    let input = AnswerInput { value: values(new.value)?, comment: new.comment, seq: new.version };
    let saved = blocking(&app, move |app| campaign::answer(app, &champion, id, &question, &input)).await?;
    Ok(Json(SavedAnswer {
        saved_at: saved.at,
        version: saved.seq,
        progress: progress(saved.progress),
        visibility_changed: saved.visibility_changed,
    }))
}

/// Freezes a campaign: it can be neither changed nor reopened
#[utoipa::path(post, path = "/campaigns/{id}/validation", tag = "compliance", params(("id" = Uuid, Path)), responses((status = 200, body = CampaignHead), (status = 403), (status = 404), (status = 409)))]
pub async fn validate(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(id): Path<String>,
) -> Answer<Json<CampaignHead>> {
    let (id, language) = (read_id(&id)?, champion.language);
    let sheet = blocking(&app, move |app| {
        campaign::validate(app, &champion, id)?;
        campaign::sheet(app, &champion, id)
    });
    Ok(Json(head(&sheet.await?.campaign, language)))
}

/// The radar of a campaign
#[utoipa::path(get, path = "/campaigns/{id}/radar", tag = "compliance", params(("id" = Uuid, Path)), responses((status = 200, body = RadarBody), (status = 404)))]
pub async fn radar(State(app): State<App>, Bearer(member): Bearer, Path(id): Path<String>) -> Answer<Json<RadarBody>> {
    let (id, language) = (read_id(&id)?, member.language);
    let programme = blocking(&app, move |app| programme::of(app, &member, id)).await?;
    let themes = programme.radar.axes.iter().map(|axis| AxisBody {
        id: axis.theme.clone(),
        title: axis.title.get(language).to_owned(),
        initial: axis.initial.map(Percent::tenths),
        current: axis.current.map(Percent::tenths),
    });
    Ok(Json(RadarBody { themes: themes.collect() }))
}

/// What is no identifier is not found.
pub(super) fn read_id(id: &str) -> Result<CampaignId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

/// JSON as the texts that questions read.
fn values(value: serde_json::Value) -> Result<Vec<String>, Fault> {
    use serde_json::Value;
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Bool(yes) => Ok(vec![if yes { "yes" } else { "no" }.to_owned()]),
        Value::Number(number) => Ok(vec![number.to_string()]),
        Value::String(text) => Ok(vec![text]),
        Value::Array(items) => {
            // A row of a table is a list of its own: cells are parted by tabs.
            let text = |item| Ok::<_, Fault>(values(item)?.join("\t"));
            items.into_iter().map(text).collect()
        }
        Value::Object(_) => Err(Fault::invalid("value", "answer-not-offered")),
    }
}

fn json(value: &AnswerValue) -> serde_json::Value {
    match value {
        AnswerValue::Choice(text) | AnswerValue::Text(text) => text.as_str().into(),
        AnswerValue::Choices(keys) => keys.clone().into(),
        AnswerValue::Number(number) => (*number).into(),
        AnswerValue::Date(date) => date.to_string().into(),
        AnswerValue::Table(rows) => rows.clone().into(),
    }
}

fn progress(progress: Progress) -> ProgressBody {
    ProgressBody { answered: progress.answered, visible: progress.visible, percent: progress.percent().tenths() }
}

fn head(campaign: &Campaign, language: Language) -> CampaignHead {
    CampaignHead {
        id: campaign.id,
        questionnaire: campaign.questionnaire.key.clone(),
        version: campaign.questionnaire.version.clone(),
        title: campaign.questionnaire.title.get(language).to_owned(),
        opened_at: campaign.opened_at,
        validated_at: campaign.validation.as_ref().map(|validation| validation.at),
        progress: progress(campaign.progress),
    }
}

fn body(sheet: &CampaignSheet, language: Language) -> CampaignBody {
    let questionnaire = &sheet.script.questionnaire;
    let open = sheet.campaign.validation.is_none();
    let themes = questionnaire.themes.iter().zip(&sheet.evaluation.themes).map(|(theme, figures)| ThemeBody {
        id: theme.key.clone(),
        title: theme.title.get(language).to_owned(),
        progress: progress(figures.progress),
        subthemes: theme
            .subthemes
            .iter()
            .zip(&figures.subthemes)
            .map(|(subtheme, figures)| SubthemeBody {
                id: subtheme.key.clone(),
                title: subtheme.title.get(language).to_owned(),
                progress: progress(figures.progress),
                questions: questionnaire
                    .questions()
                    .filter(|placed| open && placed.subtheme.key == subtheme.key && sheet.evaluation.is_visible(placed.index))
                    .map(|placed| question(sheet, &placed, language))
                    .collect(),
            })
            .collect(),
    });
    let mut head = head(&sheet.campaign, language);
    head.progress = progress(sheet.evaluation.progress);
    CampaignBody {
        head,
        themes: themes.collect(),
        faults: sheet.faults.iter().map(|fault| Texts::new(language).located(fault)).collect(),
    }
}

fn question(sheet: &CampaignSheet, placed: &Placed<'_>, language: Language) -> QuestionBody {
    let question = placed.question;
    let answer = sheet.answers.get(&question.key);
    let options = match &question.kind {
        AnswerKind::Single(choices) | AnswerKind::Multiple(choices) | AnswerKind::Table(choices) => choices.as_slice(),
        _ => &[],
    };
    let option = |choice: &crate::domain::answer_value::Choice| OptionBody {
        id: choice.key.clone(),
        text: choice.text.get(language).to_owned(),
    };
    QuestionBody {
        id: question.key.clone(),
        kind: question.kind.as_str(),
        text: question.text.get(language).to_owned(),
        help: question.help.get(language).to_owned(),
        article: question.article.get(language).to_owned(),
        departments: question.departments.clone(),
        options: options.iter().map(option).collect(),
        value: answer.and_then(|answer| answer.value.as_ref()).map(json),
        comment: answer.map(|answer| answer.comment.clone()).unwrap_or_default(),
        version: answer.map_or(0, crate::store::Versioned::seq),
    }
}
