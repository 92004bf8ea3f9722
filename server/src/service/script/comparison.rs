//! Any two texts of a script, to be laid beside each other: the original, own versions, the draft.

use super::{original, own};
use crate::{
    domain::{access::SuperUser, fault::Fault, script::Edition},
    service::Services,
};

/// The texts that there are of a script: the original first, own versions in their order, the draft last.
///
/// # Errors
/// `NotFound` where there is no such script.
pub fn editions(services: &Services, super_user: &SuperUser, key: &str) -> Result<Vec<Edition>, Fault> {
    original(services, super_user, key)?;
    let mut versions = own::versions(services, super_user, key)?;
    // A version that went back to the original has no text of its own.
    versions.retain(|version| version.hash.is_some());
    let versions = versions.iter().rev().map(|version| Edition::Version(version.number));
    let draft = own::draft(services, super_user, key)?.map(|_| Edition::Draft);
    Ok([Edition::Original].into_iter().chain(versions).chain(draft).collect())
}

/// One of these texts.
///
/// # Errors
/// `NotFound`.
pub fn text(services: &Services, super_user: &SuperUser, key: &str, edition: Edition) -> Result<String, Fault> {
    let text = match edition {
        Edition::Original => Some(original(services, super_user, key)?.parts.text().to_owned()),
        Edition::Version(number) => own::version(services, super_user, key, number)?.1,
        Edition::Draft => own::draft(services, super_user, key)?.map(|draft| draft.text),
    };
    text.ok_or(Fault::NotFound)
}
