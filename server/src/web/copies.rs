//! Commands on the sheet of an activity that make another one of it.

use super::{
    App,
    activities::place,
    purposes::base,
    respond::{self, Answer, blocking},
    session::Signed,
};
use crate::service::copy::{self, Mirror};
use axum::extract::{Path, State};

/// `POST /register/{kind}/activities/{id}/copy`: leads to the copy, to be changed.
pub async fn copy(State(app): State<App>, Signed(member): Signed, Path((kind, id)): Path<(String, String)>) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let copy = blocking(&app, move |app| copy::copy(app, &member, kind, id)).await?;
    respond::see_other_saying(&format!("{}/activities/{copy}/edit", base(kind)), "said-copied")
}

/// `POST /register/{kind}/activities/{id}/mirror`: leads to the entry in the other register.
pub async fn mirror(State(app): State<App>, Signed(member): Signed, Path((kind, id)): Path<(String, String)>) -> Answer {
    let (kind, id) = place(&kind, &id)?;
    let mirror = blocking(&app, move |app| copy::mirror(app, &member, kind, id)).await?;
    let (id, said) = match mirror {
        Mirror::Made(id) => (id, "said-mirrored"),
        Mirror::There(id) => (id, "said-mirror-there"),
    };
    respond::see_other_saying(&format!("{}/activities/{id}", base(kind.other())), said)
}
