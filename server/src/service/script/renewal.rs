//! A newer original: what its author changed since the one from which the own version grew, taken over into the draft
//! piece by piece.

use super::{original, own, text};
use crate::{
    domain::{
        access::SuperUser,
        fault::Fault,
        lines::{self, Edit},
    },
    scripts::hash,
    service::Services,
};

/// What a newer original brings.
pub struct Renewal {
    /// The original from which the own version grew.
    pub old: String,
    /// What its author changed, in order.
    pub pieces: Vec<Piece>,
    /// Hash of the newer original, so that nobody takes over what they did not see.
    pub hash: String,
}

/// One place that the author changed.
pub struct Piece {
    pub edit: Edit,
    /// The organisation changed this place too, in another way: taking the piece over loses that.
    pub meets: bool,
    /// The own version has the same change already.
    pub had: bool,
}

/// What a newer original brings to the draft, or to the version in use where there is none; `None` where there is no own
/// text, or it grew from the original as it is.
///
/// # Errors
/// `NotFound` where there is no such script.
pub fn find(services: &Services, super_user: &SuperUser, key: &str) -> Result<Option<Renewal>, Fault> {
    let original = original(services, super_user, key)?;
    let new = original.parts.text();
    let new_hash = hash(new);
    let (mine, origin) = match own::draft(services, super_user, key)? {
        Some(draft) => (draft.text, draft.draft.origin.clone()),
        None => own::in_use(services, super_user, &original)?,
    };
    if origin == new_hash {
        return Ok(None);
    }
    let old = text::read(services, super_user.tenant(), &origin)?;
    let own = lines::edits(&old, &mine);
    let piece = |edit: Edit| Piece { meets: own.iter().any(|own| own.meets(&edit)), had: own.contains(&edit), edit };
    let pieces = lines::edits(&old, new).into_iter().map(piece).collect();
    Ok(Some(Renewal { old, pieces, hash: new_hash }))
}

/// Takes pieces over into the draft, by their number from 0; those left out count as declined, and the draft grows from
/// the newer original from now on.
///
/// # Errors
/// `NotFound`; `Conflict` where the original was renewed once more, or the draft changed meanwhile.
pub fn take(services: &Services, super_user: &SuperUser, key: &str, seen: &str, numbers: &[usize]) -> Result<(), Fault> {
    own::copy(services, super_user, key)?;
    let renewal = find(services, super_user, key)?.ok_or(Fault::NotFound)?;
    if renewal.hash != seen {
        return Err(Fault::conflict("fault-changed-meanwhile"));
    }
    let original = original(services, super_user, key)?;
    let draft = own::draft(services, super_user, key)?.ok_or(Fault::NotFound)?;
    let pieces = renewal.pieces.into_iter().enumerate().filter(|(number, _)| numbers.contains(number));
    let taken: Vec<Edit> = pieces.map(|(_, piece)| piece.edit).collect();
    let text = lines::merge(&draft.origin, &draft.draft.edits, &taken);
    let mut change = own::change(services, super_user, "script-renewed", key);
    let new = original.parts.text();
    let origin = text::keep(services, super_user.tenant(), &original.file(), new, &mut change)?;
    change.replace(super_user.tenant(), &draft.draft, &own::new_draft(services, super_user, key, origin, new, &text));
    services.store.commit(change).map_err(own::elsewhere)?;
    Ok(())
}
