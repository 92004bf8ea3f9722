//! A newer original: what its author changed, taken over into the draft piece by piece.

use super::{
    fields::Fields,
    respond::{self, Answer},
    script_desk::ScriptDesk,
    scripts::{HeadView, Hunk, hunk_of},
    shell::Shell,
};
use crate::{domain::fault::Fault, locale::Texts, service::script::renewal};
use askama::Template;

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
pub async fn show(desk: ScriptDesk) -> Answer {
    let page = desk.work(|app, desk| {
        let head = desk.head(app)?;
        let renewal = renewal::find(app, &desk.super_user, &desk.script)?;
        let pieces = renewal.iter().flat_map(|renewal| {
            renewal.pieces.iter().map(move |piece| PieceView {
                hunk: hunk_of(&renewal.old, &piece.edit, piece.edit.at + 1),
                meets: piece.meets,
                had: piece.had,
            })
        });
        let pieces = pieces.collect();
        let seen = renewal.map(|renewal| renewal.hash);
        Ok(RenewalPage { head, tab: "scripts", seen, pieces, t: desk.shell.t, shell: desk.shell })
    });
    respond::page(page.await?)
}

/// `POST /settings/scripts/{script}/renewal`: takes the pieces over whose boxes are ticked.
pub async fn take(desk: ScriptDesk, fields: Fields) -> Answer {
    let numbers = fields.all("piece").map(|number| number.parse().map_err(|_| Fault::NotFound));
    let numbers = numbers.collect::<Result<Vec<usize>, Fault>>()?;
    let seen = fields.one("seen").unwrap_or_default().to_owned();
    let there = desk.address("/draft");
    desk.work(move |app, desk| renewal::take(app, &desk.super_user, &desk.script, &seen, &numbers)).await?;
    respond::see_other_saying(&there, "said-script-renewed")
}
