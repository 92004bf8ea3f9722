//! Unfinished entries: what a person typed is kept while it is typed, and is no part of the register until it is saved.

use super::{Services, activity, purpose};
use crate::{
    domain::{
        access::Member,
        draft::{Draft, DraftOf, DraftPlace, MOST_BYTES},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{ActivityId, PurposeId},
    },
    store::{
        Change, CommitError, Versioned,
        schema::draft::{OF_THING, key_of},
    },
};
use uuid::Uuid;

/// What a form sends, and what it takes for granted.
#[derive(Clone, Debug, Default)]
pub struct DraftInput {
    pub fields: Vec<(String, String)>,
    /// Number of the change at which the thing was read that the form changes.
    pub base: Option<u64>,
    /// Number of the change that wrote the entry which the form goes on with, 0 where there was none; `None` where the
    /// form is to win whatever there is.
    pub after: Option<u64>,
}

/// The person's own entry of a place, where there is one.
///
/// # Errors
/// As for [`keep`].
pub fn find(services: &Services, member: &Member, place: &DraftPlace) -> Result<Option<Versioned<Draft>>, Fault> {
    may(services, member, place)?;
    Ok(services.store.get::<Draft>(member.tenant(), &key_of(member.account(), place))?)
}

/// Keeps what a form sends: the number of the change that wrote it. What is kept already is not written again.
///
/// # Errors
/// `NotFound` or `Forbidden` where the person may not change the thing; `Conflict` where another window kept a later
/// entry; `Limit` where it is too large.
pub fn keep(services: &Services, member: &Member, place: DraftPlace, input: DraftInput) -> Result<u64, Fault> {
    may(services, member, &place)?;
    let DraftInput { fields, base, after } = input;
    if !Draft::fits(&fields) {
        return Err(Fault::Limit(FieldError::new("draft", "draft-too-large").with("limit", MOST_BYTES / 1024)));
    }
    let old = services.store.get::<Draft>(member.tenant(), &key_of(member.account(), &place))?;
    if let Some(old) = &old
        && old.fields == fields
        && old.base == base
    {
        return Ok(old.seq());
    }
    if after.is_some_and(|after| after != old.as_ref().map_or(0, Versioned::seq)) {
        return Err(Fault::conflict("draft-elsewhere"));
    }
    let draft = Draft { account: member.account(), place, base, fields, saved_at: services.clock.now() };
    let mut change = change(services, member, "draft-kept", &place);
    match &old {
        Some(old) => change.replace(member.tenant(), old, &draft),
        None => change.insert(member.tenant(), &draft),
    };
    services.store.commit(change).map_err(|error| match error {
        CommitError::Conflict => Fault::conflict("draft-elsewhere"),
        error => error.into(),
    })
}

/// Forgets an entry that its author gives up.
///
/// # Errors
/// As for [`keep`].
pub fn give_up(services: &Services, member: &Member, place: &DraftPlace) -> Result<(), Fault> {
    may(services, member, place)?;
    forget(services, member, place)
}

/// Forgets an entry that was saved, whatever its author may do now.
///
/// # Errors
/// The store failed.
pub fn forget(services: &Services, member: &Member, place: &DraftPlace) -> Result<(), Fault> {
    if let Some(old) = services.store.get::<Draft>(member.tenant(), &key_of(member.account(), place))? {
        let mut change = change(services, member, "draft-forgotten", place);
        change.delete(member.tenant(), &old);
        services.store.commit(change)?;
    }
    Ok(())
}

/// Takes the entries that would change a thing out of the way of its deletion.
pub(super) fn forget_all(services: &Services, member: &Member, of: Uuid, change: &mut Change) -> Result<(), Fault> {
    for draft in services.store.by_index::<Draft>(member.tenant(), OF_THING, of.as_bytes()) {
        change.delete(member.tenant(), &draft?);
    }
    Ok(())
}

/// Whether the person may change what the entry would change.
fn may(services: &Services, member: &Member, place: &DraftPlace) -> Result<(), Fault> {
    match (place.what, place.of) {
        (DraftOf::Activity, None) => Ok(()),
        (DraftOf::Activity, Some(id)) => {
            let activity = activity::find(services, member, place.register, ActivityId(id))?;
            activity::may_edit(member, &activity)
        }
        (DraftOf::Purpose, of) => {
            member.champion().ok_or(Fault::Forbidden)?;
            of.map_or(Ok(()), |id| purpose::find(services, member, place.register, PurposeId(id)).map(drop))
        }
    }
}

fn change(services: &Services, member: &Member, kind: &'static str, place: &DraftPlace) -> Change {
    let event = Event::new(kind);
    let event = match place.of {
        Some(of) => event.about(of),
        None => event,
    };
    Change::new(services.clock.now(), Actor::Account(member.account()), member.tenant(), event)
}
