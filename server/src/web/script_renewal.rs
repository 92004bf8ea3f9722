//! A newer original: what its author changed, taken over into the draft piece by piece.

use super::{
    App,
    fields::Fields,
    respond::{self, Answer, blocking},
    scripts::{HeadView, Hunk, hunk_of},
    session::SignedSuperUser,
    shell::{Module, Shell},
};
use crate::{
    domain::fault::Fault,
    locale::Texts,
    service::script::{overview, renewal},
};
use askama::Template;
use axum::extract::{Path, State};

#[derive(Template)]
#[template(path = "scripts/renewal.html")]
struct RenewalPage {
    shell: Shell,
    t: Texts,
    tab: &'static str,
    head: HeadView,
    /// Hash of the newer original; nothing where there is none.
    seen: Option<String>,
    pieces: Vec<PieceView>,
}

struct PieceView {
    hunk: Hunk,
    /// The organisation changed this place too.
    meets: bool,
    /// The own text has the same change already.
    had: bool,
}

/// `GET /settings/scripts/{script}/renewal`
pub async fn show(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    mut shell: Shell,
    Path(script): Path<String>,
) -> Answer {
    shell.module = Module::Settings;
    let page = blocking(&app, move |app| {
        let (t, head) = (shell.t, overview::head(app, &super_user, &script)?);
        let renewal = renewal::find(app, &super_user, &script)?;
        let pieces = renewal.iter().flat_map(|renewal| {
            renewal.pieces.iter().map(move |piece| PieceView {
                hunk: hunk_of(&renewal.old, &piece.edit, piece.edit.at + 1),
                meets: piece.meets,
                had: piece.had,
            })
        });
        let pieces = pieces.collect();
        let seen = renewal.map(|renewal| renewal.hash);
        Ok(RenewalPage { head: HeadView::new(t, &head), tab: "scripts", seen, pieces, t, shell })
    });
    respond::page(page.await?)
}

/// `POST /settings/scripts/{script}/renewal`: takes the pieces over whose boxes are ticked.
pub async fn take(
    State(app): State<App>,
    SignedSuperUser(super_user): SignedSuperUser,
    Path(script): Path<String>,
    fields: Fields,
) -> Answer {
    let numbers = fields.all("piece").map(|number| number.parse().map_err(|_| Fault::NotFound));
    let numbers = numbers.collect::<Result<Vec<usize>, Fault>>()?;
    let seen = fields.one("seen").unwrap_or_default().to_owned();
    let there = format!("/settings/scripts/{script}/draft");
    blocking(&app, move |app| renewal::take(app, &super_user, &script, &seen, &numbers)).await?;
    respond::see_other_saying(&there, "said-script-renewed")
}
