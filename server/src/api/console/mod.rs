//! The console over the API, for tokens of operators: `/api/v1/console/…`.

pub mod audit;
pub mod contact;
pub mod mail;
pub mod maintenance;
pub mod offers;
pub mod organisations;
pub mod packs;
pub mod people;
pub mod publishers;

use crate::domain::text::Localised;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in three languages; French stands in for those that are empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct LocalisedBody {
    pub fr: String,
    pub en: String,
    pub es: String,
}

impl From<Localised> for LocalisedBody {
    fn from(Localised { fr, en, es }: Localised) -> Self {
        Self { fr, en, es }
    }
}

impl From<LocalisedBody> for Localised {
    fn from(LocalisedBody { fr, en, es }: LocalisedBody) -> Self {
        Self { fr, en, es }
    }
}
