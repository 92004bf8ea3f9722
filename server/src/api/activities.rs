//! Activities over the API: fields named as the columns, lists as arrays, dates and retention structured.

use super::{
    activity_fields::{fields_of, written},
    problem::Answer,
    token::Bearer,
};
use crate::{
    domain::{
        activity::ActivityStatus,
        fault::Fault,
        id::{ActivityId, CategoryId, PurposeId},
        register::RegisterKind,
        review::ReviewState,
    },
    service::{
        Services,
        activity::{self, ActivitySheet},
        pack,
        register::{self, list},
    },
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What a list of activities may be narrowed by.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ActivityQuery {
    /// `validated`, `incomplete` or `suspended`.
    status: Option<String>,
    /// Words that must all be found.
    q: String,
    /// Identifier of a category or subcategory.
    category: Option<String>,
    /// Identifier of a purpose.
    purpose: Option<String>,
    /// Identifier of the department in charge.
    department: Option<String>,
    /// A basis of article 6(1), for example `legal_obligation`.
    legal_basis: Option<String>,
    /// Name of a category of data subjects.
    data_subject: String,
    /// A category of data, for example `health_data`.
    data_category: Option<String>,
    /// Only those that process special categories of data.
    special: bool,
    /// Only those that send data outside the European Economic Area.
    outside_eea: bool,
    /// Only those for which an impact assessment is advised at first look.
    dpia: bool,
    /// Only those that are to be looked at again by this day.
    #[param(value_type = Option<String>, format = Date)]
    review_until: Option<jiff::civil::Date>,
    /// `branch` (default), `name`, `status` or `updated`; `-branch`, `-name` and `-updated` run the other way.
    sort: String,
    /// At most 500.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of activities.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ActivityPage {
    items: Vec<ActivityItem>,
    total: usize,
    next_cursor: Option<String>,
}

/// An activity in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ActivityItem {
    #[schema(value_type = String)]
    id: ActivityId,
    name: String,
    #[schema(value_type = String)]
    status: ActivityStatus,
    category: String,
    subcategory: String,
    purpose: String,
    #[schema(value_type = String)]
    updated_at: jiff::Timestamp,
    /// When it is to be looked at again.
    #[schema(value_type = Option<String>, format = Date)]
    review_on: Option<jiff::civil::Date>,
}

impl ActivityQuery {
    /// The filter that it asks for.
    pub(super) fn filter(&self) -> Result<list::ActivityFilter, Fault> {
        Ok(list::ActivityFilter {
            status: self.status.as_deref().filter(|word| !word.is_empty()).map(|word| parsed("status", word)).transpose()?,
            q: self.q.chars().take(200).collect(),
            category: self.category.as_deref().map(|id| id.parse::<CategoryId>().map_err(|_| unknown("category"))).transpose()?,
            purpose: self.purpose.as_deref().map(|id| id.parse::<PurposeId>().map_err(|_| unknown("purpose"))).transpose()?,
            department: self.department.as_deref().map(|id| id.parse().map_err(|_| unknown("department"))).transpose()?,
            legal_basis: self.legal_basis.as_deref().map(|word| parsed("legal_basis", word)).transpose()?,
            data_subject: self.data_subject.chars().take(200).collect(),
            data_category: self.data_category.as_deref().map(|word| parsed("data_category", word)).transpose()?,
            special: self.special,
            outside_eea: self.outside_eea,
            dpia: self.dpia,
            review_until: self.review_until,
        })
    }
}

/// Lists the activities of a register
#[utoipa::path(get, path = "/registers/{kind}/activities", params(("kind" = String, Path), ActivityQuery), responses((status = 200, body = ActivityPage)), tag = "registers")]
pub async fn list(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(query): Query<ActivityQuery>,
) -> Answer<Json<ActivityPage>> {
    let kind = kind_of(&kind)?;
    let filter = query.filter()?;
    let order = match query.sort.as_str() {
        "" => list::ActivityOrder::default(),
        word => list::ActivityOrder::named(word).ok_or_else(|| unknown("sort"))?,
    };
    let offset = query.cursor.as_deref().map(|cursor| cursor.parse().map_err(|_| unknown("cursor"))).transpose()?;
    let page = list::Page { offset: offset.unwrap_or(0), limit: query.limit.unwrap_or(100).clamp(1, 500) };
    let page = blocking(&app, move |app| {
        let view = register::view(app, &member, kind)?;
        let found = view.list(&filter, order, page);
        let items = found.items.iter().map(|row| {
            let (category, subcategory, purpose) = view.branch(row.purpose);
            ActivityItem {
                id: row.id,
                name: row.name.clone(),
                status: row.status,
                category: category.to_owned(),
                subcategory: subcategory.to_owned(),
                purpose: purpose.to_owned(),
                updated_at: row.updated_at,
                review_on: row.review_on,
            }
        });
        Ok(ActivityPage { items: items.collect(), total: found.total, next_cursor: found.next.map(|next| next.to_string()) })
    })
    .await?;
    Ok(Json(page))
}

/// Reads an activity with what exceeds its purpose and what packs remark
#[utoipa::path(get, path = "/registers/{kind}/activities/{id}", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 200, body = Object), (status = 404)), tag = "registers")]
pub async fn show(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<Value>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let body = blocking(&app, move |app| described(app, &member, kind, id)).await?;
    Ok(Json(body))
}

/// Adds an activity
#[utoipa::path(post, path = "/registers/{kind}/activities", params(("kind" = String, Path)), request_body = Object, responses((status = 201, body = Object), (status = 422)), tag = "registers")]
pub async fn create(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Json(body): Json<Map<String, Value>>,
) -> Answer<(StatusCode, Json<Value>)> {
    let kind = kind_of(&kind)?;
    let fields = fields_of(&body)?;
    let body = blocking(&app, move |app| {
        let id = activity::create(app, &member, kind, &fields.read(None)?)?;
        described(app, &member, kind, id)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(body)))
}

/// Replaces what an activity says. `version`, where it is sent, must be the one that was read
#[utoipa::path(put, path = "/registers/{kind}/activities/{id}", params(("kind" = String, Path), ("id" = String, Path)), request_body = Object, responses((status = 200, body = Object), (status = 409), (status = 422)), tag = "registers")]
pub async fn update(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
    Json(body): Json<Map<String, Value>>,
) -> Answer<Json<Value>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let fields = fields_of(&body)?;
    let version = body.get("version").and_then(Value::as_u64);
    let body = blocking(&app, move |app| {
        let old = activity::sheet(app, &member, kind, id)?;
        let input = fields.read(Some(&old.activity.record))?;
        activity::update(app, &member, kind, id, version, &input)?;
        described(app, &member, kind, id)
    })
    .await?;
    Ok(Json(body))
}

/// Deletes an activity
#[utoipa::path(delete, path = "/registers/{kind}/activities/{id}", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 204), (status = 404)), tag = "registers")]
pub async fn delete(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    blocking(&app, move |app| activity::delete(app, &member, kind, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The register a word in the address stands for.
pub fn kind_of(word: &str) -> Result<RegisterKind, Fault> {
    word.parse().map_err(|()| Fault::NotFound)
}

/// The activity a word in the address stands for.
pub fn id_of(word: &str) -> Result<ActivityId, Fault> {
    word.parse().map_err(|_| Fault::NotFound)
}

fn unknown(field: &str) -> Fault {
    Fault::invalid(field, "fault-unknown-value")
}

/// A word of a fixed list.
pub fn parsed<T: serde::de::DeserializeOwned>(field: &str, word: &str) -> Result<T, Fault> {
    serde_json::from_value(Value::String(word.to_owned())).map_err(|_| unknown(field))
}

/// An activity as answers tell it.
pub fn described(
    app: &Services,
    member: &crate::domain::access::Member,
    kind: RegisterKind,
    id: ActivityId,
) -> Result<Value, Fault> {
    let sheet = activity::sheet(app, member, kind, id)?;
    let department = sheet.department.as_ref().map_or("", |department| department.name.as_str());
    let place = pack::Place { category: &sheet.category, subcategory: &sheet.subcategory, department };
    let findings = pack::findings(app, member, &sheet.activity, &sheet.purpose, place)?;
    let mut body = Map::new();
    body.insert("id".into(), json!(id));
    body.insert("version".into(), json!(sheet.activity.seq()));
    body.insert("status".into(), json!(sheet.activity.status));
    body.insert("updated_at".into(), json!(sheet.activity.updated_at));
    let review = sheet.activity.review_on;
    let state = review.map(|on| ReviewState::of(on, app.clock.today()).as_str());
    body.insert("review".into(), json!(review.map(|on| json!({ "on": on, "state": state }))));
    body.insert("purpose_id".into(), json!(sheet.purpose.id));
    body.insert("missing".into(), json!(sheet.missing));
    let lacks = sheet.lacks.iter();
    let lacks = lacks.map(|lack| json!({ "field": lack.field, "article": lack.article, "blocking": lack.blocking }));
    body.insert("lacks".into(), lacks.collect());
    body.insert("exceeds".into(), exceeds(&sheet));
    body.insert("refusal".into(), json!(sheet.activity.refusal.as_ref().map(|refusal| &refusal.reason)));
    body.insert("findings".into(), Value::Array(findings.iter().map(|finding| finding_of(finding, member)).collect()));
    body.extend(written(&sheet));
    Ok(Value::Object(body))
}

/// Every point that a privacy champion has to decide on.
fn exceeds(sheet: &ActivitySheet) -> Value {
    let proposed = sheet.purpose.proposed.then(|| json!({ "what": "purpose", "allowed": null, "found": sheet.purpose.name }));
    proposed.into_iter().chain(sheet.exceeds.iter().map(exceeding)).collect()
}

/// `{what, allowed, found}`, whatever the kind of excess.
fn exceeding(point: &crate::domain::exceeds::Exceeding) -> Value {
    let mut value = json!(point);
    if let Some(object) = value.as_object_mut() {
        for name in ["allowed", "found"] {
            object.entry(name).or_insert(Value::Null);
        }
    }
    value
}

fn finding_of(finding: &crate::domain::finding::Finding, member: &crate::domain::access::Member) -> Value {
    json!({
        "pack": finding.pack,
        "severity": finding.severity,
        "field": finding.field,
        "message": finding.message.get(member.language),
        "article": finding.article,
        "fix": finding.fix.get(member.language),
    })
}
