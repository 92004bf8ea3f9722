//! `/api/v1/registers/{kind}/purposes`: what frames the activities of a register.

use super::{
    activities::kind_of,
    grades::{ItemGradesBody, PurposeGradesBody},
    problem::Answer,
    token::{Bearer, BearerChampion},
    words::{RetentionBody, chosen},
};
use crate::{
    domain::{
        activity::SecurityMeasure,
        column::choices::{LEGAL_BASES, VOLUMES, write},
        fault::{Fault, FieldError},
        id::PurposeId,
        personal_data::{DataSubjectCategory, PersonalDataCategory, PersonalDataItem},
        purpose::{PurposeFrame, PurposeOrigin},
        sensitivity::{RegradedItem, Sensitivity},
        word::word,
    },
    service::{
        purpose::{self, PurposeInput, PurposeSheet},
        register::tree::Counts,
    },
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What a purpose says. Read and sent back whole.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PurposeBody {
    pub name: String,
    pub category: String,
    /// Empty where it hangs on the category itself.
    pub subcategory: String,
    pub description: String,
    /// A basis of article 6(1), as the register file spells it, or for example `legal_obligation`.
    pub legal_basis: Option<String>,
    /// Names of joint controllers that activities may have.
    pub joint_controllers: Vec<String>,
    pub data_subjects: Vec<SubjectBody>,
    pub personal_data: Vec<DataBody>,
    /// Longest period for data that have none of their own; null sets no limit.
    pub retention: Option<RetentionBody>,
    /// What every activity must do: `transit_encryption`, `offline_network`, `authentication`, `logging`,
    /// `confidentiality_undertaking`, `isolated_media`, `regular_controls`, `physical_access`.
    pub security_measures: Vec<String>,
    pub applications: Vec<String>,
    /// Whether data may go to recipients, processors, joint controllers or other countries.
    pub transmission: bool,
    /// Where it is left out, the grades are those that follow from the data.
    pub sensitivity: Option<PurposeGradesBody>,
    /// Sent back with a change, it keeps two people from overwriting each other.
    pub version: Option<u64>,
    /// Names that are none of these.
    #[serde(flatten)]
    #[schema(ignore)]
    others: BTreeMap<String, serde_json::Value>,
}

/// Fields that answers carry and that requests may send back without effect.
const READ_ONLY: [&str; 5] = ["id", "origin", "model", "proposed", "activities"];

/// People whose data may be processed.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectBody {
    pub name: String,
    /// How many at the most, as the register file spells it; null sets no limit.
    #[serde(default)]
    pub volume: Option<String>,
}

/// Data that may be processed.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataBody {
    /// One of the categories of columns 21 to 48 by its identifier, for example `identification_data`, or one's own.
    pub category: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it differs from the purpose's own period; null where it does not.
    #[serde(default)]
    pub retention: Option<RetentionBody>,
    /// Where it is left out, the grades are those of the data category.
    #[serde(default)]
    pub sensitivity: Option<ItemGradesBody>,
}

/// A purpose as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoredPurpose {
    #[schema(value_type = Uuid)]
    id: PurposeId,
    /// `own`, `import` or `model`.
    origin: &'static str,
    /// The model it was made from.
    model: Option<String>,
    /// Named by a contributor's activity only: a privacy champion has to validate it with one of its activities.
    proposed: bool,
    #[serde(flatten)]
    said: PurposeBody,
    /// How many activities stand under it.
    activities: ActivityCounts,
}

/// Activities by status.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityCounts {
    total: usize,
    validated: usize,
    incomplete: usize,
    suspended: usize,
}

/// A page of purposes, in the order of the tree.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurposeList {
    items: Vec<StoredPurpose>,
    total: usize,
    next_cursor: Option<String>,
}

/// Which part of a list is wanted.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Part {
    /// At most 500; 100 where it is left out.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Purposes of a register
#[utoipa::path(get, path = "/registers/{kind}/purposes", tag = "registers", params(("kind" = String, Path), Part), responses((status = 200, body = PurposeList)))]
pub async fn list(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path(kind): Path<String>,
    Query(part): Query<Part>,
) -> Answer<Json<PurposeList>> {
    let kind = kind_of(&kind)?;
    let offset = part.cursor.map(|cursor| cursor.parse::<usize>()).transpose();
    let offset = offset.map_err(|_| Fault::invalid("cursor", "fault-unknown-value"))?.unwrap_or(0);
    let limit = part.limit.unwrap_or(100).clamp(1, 500);
    let (sheets, total) = blocking(&app, move |app| purpose::list(app, &member, kind, offset, limit)).await?;
    let next = offset.saturating_add(limit);
    let next_cursor = (next < total).then(|| next.to_string());
    Ok(Json(PurposeList { items: sheets.into_iter().map(StoredPurpose::from).collect(), total, next_cursor }))
}

/// Adds a purpose, made from a `model` where one is named; only privacy champions may
#[utoipa::path(post, path = "/registers/{kind}/purposes", tag = "registers", params(("kind" = String, Path)), request_body = PurposeBody, responses((status = 201, body = StoredPurpose), (status = 403), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(kind): Path<String>,
    Json(body): Json<PurposeBody>,
) -> Answer<(StatusCode, Json<StoredPurpose>)> {
    let kind = kind_of(&kind)?;
    let model = body.others.get("model").and_then(|model| model.as_str()).map(str::to_owned);
    let input = PurposeInput { model, ..body.read()? };
    let made = blocking(&app, move |app| {
        let id = purpose::create(app, &champion, kind, &input)?;
        purpose::sheet(app, &champion, kind, id)
    });
    Ok((StatusCode::CREATED, Json(made.await?.into())))
}

/// One purpose
#[utoipa::path(get, path = "/registers/{kind}/purposes/{id}", tag = "registers", params(("kind" = String, Path), ("id" = Uuid, Path)), responses((status = 200, body = StoredPurpose), (status = 404)))]
pub async fn show(
    State(app): State<App>,
    Bearer(member): Bearer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<Json<StoredPurpose>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let sheet = blocking(&app, move |app| purpose::sheet(app, &member, kind, id)).await?;
    Ok(Json(sheet.into()))
}

/// Replaces what a purpose says; what would make one of its activities exceed it is refused
#[utoipa::path(put, path = "/registers/{kind}/purposes/{id}", tag = "registers", params(("kind" = String, Path), ("id" = Uuid, Path)), request_body = PurposeBody, responses((status = 200, body = StoredPurpose), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn update(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
    Json(body): Json<PurposeBody>,
) -> Answer<Json<StoredPurpose>> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    let (input, version) = (body.read()?, body.version);
    let changed = blocking(&app, move |app| {
        purpose::update(app, &champion, kind, id, version, &input)?;
        purpose::sheet(app, &champion, kind, id)
    });
    Ok(Json(changed.await?.into()))
}

/// Deletes a purpose that has no activities
#[utoipa::path(delete, path = "/registers/{kind}/purposes/{id}", tag = "registers", params(("kind" = String, Path), ("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub async fn delete(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path((kind, id)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (kind, id) = (kind_of(&kind)?, id_of(&id)?);
    blocking(&app, move |app| purpose::delete(app, &champion, kind, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The purpose a word in the address stands for.
pub fn id_of(word: &str) -> Result<PurposeId, Fault> {
    word.parse().map_err(|_| Fault::NotFound)
}

impl PurposeBody {
    /// What the body says, its words understood.
    fn read(&self) -> Result<PurposeInput, Fault> {
        let unknown = self.others.keys().filter(|name| !READ_ONLY.contains(&name.as_str()));
        let unknown: Vec<_> = unknown.map(|name| FieldError::new(name, "fault-unknown-value")).collect();
        if !unknown.is_empty() {
            return Err(Fault::Invalid(unknown));
        }
        let given = |word: &Option<String>| word.clone().filter(|word| !word.is_empty());
        let basis = |word: String| chosen("legal_basis", &LEGAL_BASES, &word);
        let measure = |word: &String| word.parse().map_err(|()| Fault::invalid("security_measures", "fault-unknown-value"));
        let subject = |subject: &SubjectBody| {
            let volume = given(&subject.volume).map(|word| chosen("data_subjects", &VOLUMES, &word)).transpose()?;
            Ok::<_, Fault>(DataSubjectCategory { name: subject.name.trim().to_owned(), volume })
        };
        let retention = |field: &str, body: &Option<RetentionBody>| body.as_ref().map(|body| body.read(field)).transpose();
        let item = |item: &DataBody| {
            // A word that is none of the known categories is a category of the organisation's own.
            let category = serde_json::from_value(serde_json::json!(item.category.trim())).map_err(Fault::internal)?;
            let name = item.kind.trim().to_owned();
            Ok::<_, Fault>(PersonalDataItem { category, name, retention: retention("personal_data", &item.retention)? })
        };
        let names = |names: &[String]| names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let security_measures = self.security_measures.iter().map(measure).collect::<Result<Vec<SecurityMeasure>, _>>()?;
        let mut data_subjects = self.data_subjects.iter().map(subject).collect::<Result<Vec<_>, _>>()?;
        data_subjects.retain(|subject| !subject.name.is_empty());
        let personal_data = self.personal_data.iter().map(item).collect::<Result<Vec<_>, _>>()?;
        let frame = PurposeFrame {
            joint_controllers: names(&self.joint_controllers),
            data_subjects,
            personal_data: personal_data.iter().filter(|item| !item.name.is_empty()).cloned().collect(),
            retention: retention("retention", &self.retention)?,
            security_measures,
            applications: names(&self.applications),
            transmission: self.transmission,
        };
        let mut sensitivity = Sensitivity {
            purpose: self.sensitivity.as_ref().map(PurposeGradesBody::read).transpose()?,
            ..Sensitivity::default()
        };
        for (body, item) in self.personal_data.iter().zip(&personal_data) {
            if let Some(grades) = &body.sensitivity {
                let (category, name) = (item.category.clone(), item.name.clone());
                sensitivity.items.push(RegradedItem { category, name, set: grades.read()? });
            }
        }
        Ok(PurposeInput {
            name: self.name.clone(),
            category: self.category.clone(),
            subcategory: self.subcategory.clone(),
            description: self.description.clone(),
            legal_basis: given(&self.legal_basis).map(basis).transpose()?,
            frame,
            sensitivity,
            model: None,
        })
    }
}

impl From<PurposeSheet> for StoredPurpose {
    fn from(sheet: PurposeSheet) -> Self {
        let PurposeSheet { purpose, category, subcategory, counts } = sheet;
        let version = Some(purpose.seq());
        let purpose = purpose.into_inner();
        let (origin, model) = match purpose.origin {
            PurposeOrigin::Own => ("own", None),
            PurposeOrigin::Import => ("import", None),
            PurposeOrigin::Model { model } => ("model", Some(model)),
        };
        let frame = purpose.frame;
        let subject = |subject: DataSubjectCategory| SubjectBody {
            name: subject.name,
            volume: subject.volume.map(|volume| write(&VOLUMES, &volume).to_owned()),
        };
        let (grades, reason) = purpose.sensitivity.of_purpose(&frame);
        let sensitivity = Some(PurposeGradesBody::of(grades, reason));
        let item = |item: PersonalDataItem| DataBody::of(item, &purpose.sensitivity);
        let personal_data = frame.personal_data.into_iter().map(item).collect();
        let said = PurposeBody {
            name: purpose.name,
            category,
            subcategory,
            description: purpose.description,
            legal_basis: purpose.legal_basis.map(|basis| write(&LEGAL_BASES, &basis).to_owned()),
            joint_controllers: frame.joint_controllers,
            data_subjects: frame.data_subjects.into_iter().map(subject).collect(),
            personal_data,
            retention: frame.retention.map(RetentionBody::from),
            security_measures: frame.security_measures.into_iter().map(|measure| measure.as_str().to_owned()).collect(),
            applications: frame.applications,
            transmission: frame.transmission,
            sensitivity,
            version,
            others: BTreeMap::new(),
        };
        Self { id: purpose.id, origin, model, proposed: purpose.proposed, said, activities: counts.into() }
    }
}

impl From<Counts> for ActivityCounts {
    fn from(counts: Counts) -> Self {
        let Counts { total, validated, incomplete, suspended } = counts;
        Self { total, validated, incomplete, suspended }
    }
}

impl DataBody {
    fn of(item: PersonalDataItem, sensitivity: &Sensitivity) -> Self {
        let (grades, reason) = sensitivity.of_item(&item);
        let sensitivity = Some(ItemGradesBody::of(grades, reason));
        let category = match item.category {
            PersonalDataCategory::Known(category) => word(&category),
            PersonalDataCategory::Other(name) => name,
        };
        Self { category, kind: item.name, retention: item.retention.map(RetentionBody::from), sensitivity }
    }
}
