//! `/api/v1/terms`: the words of the reference lists, read and added to by everybody, merged by privacy champions.

use super::{
    problem::Answer,
    token::{Bearer, BearerChampion},
};
use crate::{
    domain::{
        fault::Fault,
        id::TermId,
        personal_data::PersonalDataCategory,
        term::{Merge, TermList},
        word::meant,
    },
    service::term::{self, TermUse},
    web::{App, blocking},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// One of the lists.
#[derive(Debug, Default, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct ListBody {
    /// `operations`, `applications`, `data_subjects`, `data_types`, `security_measures` or `parties`.
    pub list: String,
    /// For data types: one of the 28 categories, or the name of another one.
    pub category: String,
}

impl ListBody {
    fn read(&self) -> Result<TermList, Fault> {
        let category = self.category.trim();
        match self.list.as_str() {
            "data_types" if category.is_empty() => Err(Fault::invalid("category", "fault-unknown-value")),
            "data_types" => {
                let known = meant(category).map(PersonalDataCategory::Known);
                Ok(TermList::DataTypes(known.unwrap_or_else(|| PersonalDataCategory::Other(category.to_owned()))))
            }
            list => list.parse().map_err(|()| Fault::invalid("list", "fault-unknown-value")),
        }
    }
}

/// The words of a list, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermItems {
    items: Vec<TermBody>,
    total: usize,
    next_cursor: Option<String>,
}

/// A word of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermBody {
    name: String,
    /// Activities of both registers that use it.
    activities: usize,
    /// Purposes of both registers that name it.
    purposes: usize,
    /// Where somebody added it to the list.
    #[schema(value_type = Option<Uuid>)]
    id: Option<TermId>,
    /// Another word of the list differs by case, accents, spaces or a plural only.
    alike: bool,
}

impl From<TermUse> for TermBody {
    fn from(term: TermUse) -> Self {
        let TermUse { name, uses, added, alike } = term;
        Self { name, activities: uses.activities, purposes: uses.purposes, id: added, alike }
    }
}

/// A word to add.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TermInput {
    #[serde(flatten)]
    of: ListBody,
    name: String,
}

/// Words that become one.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MergeInput {
    #[serde(flatten)]
    of: ListBody,
    /// Words that go.
    from: Vec<String>,
    /// The word that stays.
    into: String,
}

/// What a merge changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedBody {
    activities: usize,
    purposes: usize,
}

/// A word that was added
#[derive(Debug, Serialize, ToSchema)]
pub struct AddedBody {
    #[schema(value_type = Uuid)]
    id: TermId,
}

/// The words of a reference list
#[utoipa::path(get, path = "/terms", tag = "registers", params(ListBody), responses((status = 200, body = TermItems), (status = 422)))]
pub async fn list(State(app): State<App>, Bearer(member): Bearer, Query(of): Query<ListBody>) -> Answer<Json<TermItems>> {
    let of = of.read()?;
    let found = blocking(&app, move |app| term::list(app, &member, &of)).await?;
    let items: Vec<_> = found.into_iter().map(TermBody::from).collect();
    Ok(Json(TermItems { total: items.len(), items, next_cursor: None }))
}

/// Adds a word to a reference list
#[utoipa::path(post, path = "/terms", tag = "registers", request_body = TermInput, responses((status = 201, body = AddedBody), (status = 422)))]
pub async fn create(
    State(app): State<App>,
    Bearer(member): Bearer,
    Json(input): Json<TermInput>,
) -> Answer<(StatusCode, Json<AddedBody>)> {
    let list = input.of.read()?;
    let id = blocking(&app, move |app| term::add(app, &member, list, &input.name)).await?;
    Ok((StatusCode::CREATED, Json(AddedBody { id })))
}

/// Takes a word off its reference list
#[utoipa::path(delete, path = "/terms/{id}", tag = "registers", params(("id" = Uuid, Path)), responses((status = 204), (status = 403), (status = 404)))]
pub async fn delete(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    blocking(&app, move |app| term::remove(app, &champion, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes several words one, everywhere
#[utoipa::path(post, path = "/terms/merge", tag = "registers", request_body = MergeInput, responses((status = 200, body = MergedBody), (status = 403), (status = 422)))]
pub async fn merge(
    State(app): State<App>,
    BearerChampion(champion): BearerChampion,
    Json(MergeInput { of, from, into }): Json<MergeInput>,
) -> Answer<Json<MergedBody>> {
    let merge = Merge { list: of.read()?, from, into };
    let merged = blocking(&app, move |app| term::merge(app, &champion, &merge)).await?;
    Ok(Json(MergedBody { activities: merged.activities, purposes: merged.purposes }))
}
