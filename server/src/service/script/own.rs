//! An organisation's own version of a script: copied into a draft, kept while it is typed, published with a number,
//! published again from the history, withdrawn. For super users: a script decides what the others are asked.

use super::{Original, check, original, text};
use crate::{
    domain::{
        access::{Member, SuperUser},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        lines,
        script::{COMMENT_LENGTH, MOST_BYTES, ScriptDraft, ScriptVersion},
    },
    scripts::hash,
    service::Services,
    store::{Change, CommitError, Versioned, schema::script::version_key, table::key_text},
};

/// A draft with its text.
pub struct Draft {
    pub draft: Versioned<ScriptDraft>,
    pub text: String,
    /// Text of the original that it changes.
    pub origin: String,
}

/// The versions of a script, the latest first.
///
/// # Errors
/// The store failed.
pub fn versions(services: &Services, member: &Member, key: &str) -> Result<Vec<Versioned<ScriptVersion>>, Fault> {
    let mut versions = services.store.scan::<ScriptVersion>(member.tenant(), &key_text(key)).collect::<Result<Vec<_>, _>>()?;
    versions.reverse();
    Ok(versions)
}

/// The version in use, or the one with which the organisation went back to the original.
pub(super) fn latest(services: &Services, member: &Member, key: &str) -> Result<Option<Versioned<ScriptVersion>>, Fault> {
    Ok(services.store.scan::<ScriptVersion>(member.tenant(), &key_text(key)).last().transpose()?)
}

/// A version and its text; none where it went back to the original.
///
/// # Errors
/// `NotFound`.
pub fn version(
    services: &Services,
    member: &Member,
    key: &str,
    number: u32,
) -> Result<(Versioned<ScriptVersion>, Option<String>), Fault> {
    let found = services.store.get::<ScriptVersion>(member.tenant(), &version_key(key, number))?.ok_or(Fault::NotFound)?;
    let text = found.hash.as_ref().map(|hash| text::read(services, member.tenant(), hash)).transpose()?;
    Ok((found, text))
}

/// The text in use, without what is changed without code, and the hash of the original from which it grew.
///
/// # Errors
/// The store failed.
pub fn in_use(services: &Services, member: &Member, original: &Original) -> Result<(String, String), Fault> {
    match latest(services, member, &original.key)?.map(Versioned::into_inner) {
        Some(ScriptVersion { hash: Some(hash), origin, .. }) => Ok((text::read(services, member.tenant(), &hash)?, origin)),
        _ => Ok((original.parts.text().to_owned(), hash(original.parts.text()))),
    }
}

/// The draft of a script, where there is one.
///
/// # Errors
/// The store failed.
pub fn draft(services: &Services, super_user: &SuperUser, key: &str) -> Result<Option<Draft>, Fault> {
    let Some(draft) = services.store.get::<ScriptDraft>(super_user.tenant(), &key_text(key))? else { return Ok(None) };
    let origin = text::read(services, super_user.tenant(), &draft.origin)?;
    Ok(Some(Draft { text: draft.text(&origin), draft, origin }))
}

/// Begins a draft with the text in use, where there is none yet.
///
/// # Errors
/// `NotFound` where there is no such script.
pub fn copy(services: &Services, super_user: &SuperUser, key: &str) -> Result<(), Fault> {
    let original = original(services, super_user, key)?;
    if draft(services, super_user, key)?.is_some() {
        return Ok(());
    }
    let tenant = super_user.tenant();
    let (text, origin) = in_use(services, super_user, &original)?;
    let mut change = change(services, super_user, "script-copied", key);
    let ours = original.parts.text();
    let from = if hash(ours) == origin {
        text::keep(services, tenant, &original.file(), ours, &mut change)?;
        ours.to_owned()
    } else {
        text::read(services, tenant, &origin)?
    };
    change.insert(tenant, &new_draft(services, super_user, key, origin, &from, &text));
    match services.store.commit(change) {
        // Somebody else began it at the same moment.
        Ok(_) | Err(CommitError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Keeps what is typed: the number of the change that wrote it. `after` is that of the draft it goes on with; `None` wins
/// whatever there is.
///
/// # Errors
/// `NotFound` where there is no draft; `Conflict` where another window kept a later one; `Limit` where it is too long.
pub fn keep(services: &Services, super_user: &SuperUser, key: &str, text: &str, after: Option<u64>) -> Result<u64, Fault> {
    original(services, super_user, key)?;
    let old = draft(services, super_user, key)?.ok_or(Fault::NotFound)?;
    let text = plain(text)?;
    if old.text == text {
        return Ok(old.draft.seq());
    }
    if after.is_some_and(|after| after != old.draft.seq()) {
        return Err(Fault::conflict("draft-elsewhere"));
    }
    let new = new_draft(services, super_user, key, old.draft.origin.clone(), &old.origin, &text);
    let mut change = change(services, super_user, "script-draft-kept", key);
    change.replace(super_user.tenant(), &old.draft, &new);
    services.store.commit(change).map_err(elsewhere)
}

/// Gives a draft up.
///
/// # Errors
/// The store failed.
pub fn give_up(services: &Services, super_user: &SuperUser, key: &str) -> Result<(), Fault> {
    if let Some(old) = draft(services, super_user, key)? {
        let mut change = change(services, super_user, "script-draft-forgotten", key);
        change.delete(super_user.tenant(), &old.draft);
        services.store.commit(change)?;
    }
    Ok(())
}

/// Publishes the draft as the next version: its number.
///
/// # Errors
/// `NotFound` where there is no draft; `Invalid` where it does not read; `Conflict` where it says what is in use already,
/// or somebody else publishes.
pub fn publish(services: &Services, super_user: &SuperUser, key: &str, comment: &str) -> Result<u32, Fault> {
    let original = original(services, super_user, key)?;
    let draft = draft(services, super_user, key)?.ok_or(Fault::NotFound)?;
    let comment = checked_comment(comment)?;
    check::require(services, super_user, &original, &draft.text)?;
    if in_use(services, super_user, &original)?.0 == draft.text {
        return Err(Fault::conflict("script-same"));
    }
    let mut change = change(services, super_user, "script-published", key);
    change.delete(super_user.tenant(), &draft.draft);
    let hash = text::keep(services, super_user.tenant(), &original.file(), &draft.text, &mut change)?;
    next(services, super_user, key, change, |version| ScriptVersion {
        hash: Some(hash),
        origin: draft.draft.origin.clone(),
        comment,
        ..version
    })
}

/// Publishes the text of an earlier version anew: the number of the new one.
///
/// # Errors
/// `NotFound`; `Invalid` where it does not read any more; `Conflict` where it is in use already.
pub fn restore(services: &Services, super_user: &SuperUser, key: &str, number: u32) -> Result<u32, Fault> {
    let original = original(services, super_user, key)?;
    let (old, text) = version(services, super_user, key, number)?;
    let text = text.ok_or(Fault::NotFound)?;
    check::require(services, super_user, &original, &text)?;
    if in_use(services, super_user, &original)?.0 == text {
        return Err(Fault::conflict("script-same"));
    }
    let change = change(services, super_user, "script-restored", key);
    next(services, super_user, key, change, |version| ScriptVersion {
        hash: old.hash.clone(),
        origin: old.origin.clone(),
        restores: Some(number),
        ..version
    })
}

/// Goes back to the original: campaigns from now on begin with it.
///
/// # Errors
/// `NotFound`; `Conflict` where the original is in use.
pub fn withdraw(services: &Services, super_user: &SuperUser, key: &str) -> Result<(), Fault> {
    let original = original(services, super_user, key)?;
    if latest(services, super_user, key)?.is_none_or(|version| version.hash.is_none()) {
        return Err(Fault::conflict("script-same"));
    }
    let change = change(services, super_user, "script-withdrawn", key);
    let origin = hash(original.parts.text());
    next(services, super_user, key, change, |version| ScriptVersion { origin, ..version }).map(drop)
}

/// Adds the next version to a change and commits it.
fn next(
    services: &Services,
    super_user: &SuperUser,
    key: &str,
    mut change: Change,
    fill: impl FnOnce(ScriptVersion) -> ScriptVersion,
) -> Result<u32, Fault> {
    let number = latest(services, super_user, key)?.map_or(1, |version| version.number.saturating_add(1));
    let version = ScriptVersion {
        script: key.to_owned(),
        number,
        hash: None,
        origin: String::new(),
        at: services.clock.now(),
        by: super_user.account(),
        comment: String::new(),
        restores: None,
    };
    change.insert(super_user.tenant(), &fill(version));
    services.store.commit(change).map_err(elsewhere)?;
    Ok(number)
}

/// A draft that makes `text` of the original.
pub(super) fn new_draft(
    services: &Services,
    super_user: &SuperUser,
    key: &str,
    origin: String,
    from: &str,
    text: &str,
) -> ScriptDraft {
    let edits = lines::edits(from, text);
    ScriptDraft { script: key.to_owned(), origin, edits, by: super_user.account(), saved_at: services.clock.now() }
}

/// A text with the line ends of scripts, not too long.
///
/// # Errors
/// `Limit`.
pub fn plain(text: &str) -> Result<String, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::Limit(FieldError::new("text", "script-too-long").with("limit", MOST_BYTES / 1024)));
    }
    Ok(text.replace("\r\n", "\n"))
}

fn checked_comment(comment: &str) -> Result<String, Fault> {
    let comment = comment.trim();
    if comment.chars().count() > COMMENT_LENGTH {
        return Err(Fault::Invalid(vec![FieldError::new("comment", "answer-text-long").with("max", COMMENT_LENGTH)]));
    }
    Ok(comment.to_owned())
}

pub(super) fn change(services: &Services, super_user: &SuperUser, kind: &'static str, key: &str) -> Change {
    let actor = Actor::Account(super_user.account());
    Change::new(services.clock.now(), actor, super_user.tenant(), Event::new(kind).with("script", key))
}

pub(super) fn elsewhere(error: CommitError) -> Fault {
    match error {
        CommitError::Conflict => Fault::conflict("draft-elsewhere"),
        error => error.into(),
    }
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
