//! Which packs are installed on the instance: received, looked at, installed in the place of what was there. A pack is
//! installed once the journal says so; its file stands under its digest beside the documents. [`super::removal`] takes it away.

use super::{
    contents::{self, Contents, Things},
    removal,
};
use crate::{
    domain::{
        access::Operator,
        document::Digest,
        event::{Actor, Event},
        fault::{Fault, FieldError},
        pack::{Installation, Pack, Permission},
        publisher::{Publisher, PublisherKey, Succession, Voucher},
        text::Localised,
    },
    packs::{self, Installed, PackFile},
    service::Services,
    store::{Change, Scope, Versioned, table::key_text},
};
use jiff::SignedDuration;
use semver::Version;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// How long a received file waits to be installed, at most: a server that starts knows none that waits.
const WAITS: SignedDuration = SignedDuration::from_hours(24);

/// A pack that could be installed, beside what is installed now.
pub struct Offer {
    pub sha256: Digest,
    pub pack: Arc<Pack>,
    pub publisher: Publisher,
    /// The version in whose place it would come.
    pub replaces: Option<String>,
    /// That one is newer.
    pub older: bool,
    /// Who vouches for that one, where it is somebody else.
    pub other_publisher: Option<String>,
    /// Asked for by this version and not by the one before.
    pub new_permissions: Vec<Permission>,
    pub differences: Vec<Difference>,
}

/// What an update changes among things of one kind: what people call them.
pub struct Difference {
    /// `rules`, `questions`, `models`, `guide` (questions of the guide for interviews) or `categories` (of documents).
    pub kind: &'static str,
    pub added: Vec<Localised>,
    pub removed: Vec<Localised>,
    pub changed: Vec<Localised>,
}

impl Difference {
    /// What came, changed and went: the key that says which, the kind of its badge, and the names.
    pub fn parts(&self) -> [(&'static str, &'static str, &[Localised]); 3] {
        [
            ("pack-added", "good", &self.added),
            ("pack-changed", "attention", &self.changed),
            ("pack-taken-away", "bad", &self.removed),
        ]
    }
}

/// Receives the file of a pack: checks it and keeps it under its digest. Nothing is installed yet.
///
/// # Errors
/// What is wrong with it, and in which of its files.
pub fn receive(services: &Services, operator: &Operator, bytes: &[u8]) -> Result<Digest, Fault> {
    let digest = Digest(Sha256::digest(bytes).into());
    examine(services, operator, bytes)?;
    let mut received = services.packs.hold();
    services.files.keep_pack(digest, bytes)?;
    received.insert(digest, services.clock.now());
    Ok(digest)
}

/// What a received pack is, and what it would change.
///
/// # Errors
/// [`Fault::NotFound`] where no such file was received; as [`receive`].
pub fn offer(services: &Services, operator: &Operator, digest: Digest) -> Result<Offer, Fault> {
    let (installed, publisher, new) = examine(services, operator, &received(services, digest)?)?;
    let pack = services.packs.describe(&installed).ok_or(Fault::NotFound)?;
    let old = services.packs.described(&pack.manifest.id);
    let before = match &old {
        Some((pack, file)) => contents::of(&services.scripts, pack, file).unwrap_or_default(),
        None => Contents::default(),
    };
    let asked = old.as_ref().map(|(pack, _)| pack.manifest.permissions.clone()).unwrap_or_default();
    let new_permissions = pack.manifest.permissions.iter().copied().filter(|permission| !asked.contains(permission)).collect();
    let replaces = old.map(|(pack, _)| pack.manifest.version.clone());
    let version = |text: &str| Version::parse(text).ok();
    let older = replaces.as_deref().and_then(version) > version(&pack.manifest.version);
    let (before, after) = (differences(&before, &new), publisher.key);
    let other_publisher = other_publisher(services, stored(services, &pack.manifest.id)?.as_deref(), &pack.manifest.id, after)?;
    Ok(Offer { sha256: digest, publisher, replaces, older, other_publisher, new_permissions, differences: before, pack })
}

/// Installs a received pack: the server uses it from this moment on.
///
/// # Errors
/// As [`offer`]; `Invalid` where another publisher signed it and the operator did not say expressly that this is meant; a
/// conflict where somebody installed another version meanwhile.
pub fn install(services: &Services, operator: &Operator, digest: Digest, succession: Succession) -> Result<Installation, Fault> {
    let mut waiting = services.packs.hold();
    let (installed, publisher, _) = examine(services, operator, &received(services, digest)?)?;
    let id = &installed.manifest.id;
    let mut old = stored(services, id)?;
    if let Some(leaving) = old.take_if(|old| old.leaving.is_some()) {
        removal::finish(services, operator.actor(), &leaving)?;
    }
    if let Some(other) =
        other_publisher(services, old.as_deref(), id, publisher.key)?.filter(|_| succession == Succession::SamePublisher)
    {
        let refused = FieldError::new("change_publisher", "pack-other-publisher").with("old", other).with("new", publisher.name);
        return Err(wrong(refused));
    }
    let now = services.clock.now();
    let installation = Installation {
        id: id.clone(),
        version: installed.manifest.version.clone(),
        sha256: digest,
        key: publisher.key,
        installed_at: now,
        leaving: None,
    };
    let kind = if old.is_some() { "pack-updated" } else { "pack-installed" };
    let event = Event::new(kind).with("pack", id).with("version", &installation.version);
    let mut change = Change::new(now, operator.actor(), Scope::Instance, event);
    match &old {
        Some(old) => change.replace(Scope::Instance, old, &installation),
        None => change.insert(Scope::Instance, &installation),
    };
    services.store.commit(change)?;
    services.packs.put(installed);
    waiting.remove(&digest);
    if let Some(old) = old.filter(|old| old.sha256 != digest) {
        services.files.remove_pack(old.sha256)?;
    }
    Ok(installation)
}

/// Who vouches for what has an identifier now, where it is somebody else than the holder of this key.
fn other_publisher(
    services: &Services,
    old: Option<&Installation>,
    id: &str,
    key: PublisherKey,
) -> Result<Option<String>, Fault> {
    let built_in = packs::built_in(id);
    let voucher = match (old, &built_in) {
        (Some(old), _) => Voucher::Key(old.key),
        (None, Some(_)) => Voucher::Program,
        (None, None) => Voucher::Nobody,
    };
    if voucher.yields_to(key, Succession::SamePublisher) {
        return Ok(None);
    }
    Ok(Some(match voucher {
        // One that is trusted no longer has no name here.
        Voucher::Key(before) => super::publisher::named(services, before)?.unwrap_or_else(|| before.to_string()),
        Voucher::Program | Voucher::Nobody => built_in.map(|pack| pack.manifest.publisher.clone()).unwrap_or_default(),
    }))
}

/// Removes the files of packs that nobody installs: what was received more than a day ago or before the server started, and
/// what a stop between two steps of an installation left. The number of files that are gone.
///
/// # Errors
/// The store or the files failed.
pub fn sweep(services: &Services) -> Result<usize, Fault> {
    let mut received = services.packs.hold();
    let now = services.clock.now();
    received.retain(|_, at| now.duration_since(*at) < WAITS);
    let mut gone = 0;
    let installed = all(services)?;
    for digest in services.files.packs()? {
        if !received.contains_key(&digest) && installed.iter().all(|installation| installation.sha256 != digest) {
            services.files.remove_pack(digest)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Puts the installed packs beside those that travel in the program, when the server starts. One whose file is missing or
/// damaged is left out and logged: `probant verify` says so too. A removal that a stop interrupted is finished.
///
/// # Errors
/// The store failed.
pub fn load(services: &Services) -> Result<(), Fault> {
    for installation in services.store.scan::<Installation>(Scope::Instance, &[]) {
        let installation = installation?;
        if installation.leaving.is_some() {
            removal::finish(services, Actor::Machine, &installation)?;
            continue;
        }
        let read = services.files.pack(installation.sha256).map_err(Fault::from);
        let read = read.and_then(|bytes| PackFile::read(&bytes.unwrap_or_default()).map_err(wrong));
        match read.and_then(|file| Installed::new(file).map_err(wrong)) {
            Ok(installed) => services.packs.put(installed),
            Err(reason) => tracing::error!(pack = %installation.id, %reason, "an installed pack is left out"),
        }
    }
    Ok(())
}

/// The packs that were installed on this instance, by identifier.
///
/// # Errors
/// The store failed.
pub fn list(services: &Services, _: &Operator) -> Result<Vec<Installation>, Fault> {
    all(services)
}

fn all(services: &Services) -> Result<Vec<Installation>, Fault> {
    let all = services.store.scan::<Installation>(Scope::Instance, &[]);
    Ok(all.map(|found| found.map(Versioned::into_inner)).collect::<Result<_, _>>()?)
}

/// Everything that is looked at before a pack may be installed.
fn examine(services: &Services, operator: &Operator, bytes: &[u8]) -> Result<(Installed, Publisher, Contents), Fault> {
    let file = PackFile::read(bytes).map_err(wrong)?;
    let publisher = super::publisher::trusted(services, operator, file.signer().map_err(wrong)?)?;
    let installed = services.packs.prepare(file).map_err(wrong)?;
    let pack = services.packs.describe(&installed).ok_or(Fault::NotFound)?;
    let contents = contents::of(&services.scripts, &pack, &installed.file).map_err(Fault::Invalid)?;
    Ok((installed, publisher, contents))
}

fn received(services: &Services, digest: Digest) -> Result<Vec<u8>, Fault> {
    services.files.pack(digest)?.ok_or(Fault::NotFound)
}

pub(super) fn stored(services: &Services, id: &str) -> Result<Option<Versioned<Installation>>, Fault> {
    Ok(services.store.get(Scope::Instance, &key_text(id))?)
}

fn wrong(fault: FieldError) -> Fault {
    Fault::Invalid(vec![fault])
}

fn differences(before: &Contents, after: &Contents) -> Vec<Difference> {
    let kinds = [
        ("rules", &before.rules, &after.rules),
        ("questions", &before.questions, &after.questions),
        ("models", &before.models, &after.models),
        ("guide", &before.guide, &after.guide),
        ("categories", &before.categories, &after.categories),
    ];
    let missing = |from: &Things, other: &Things| -> Vec<Localised> {
        from.iter().filter(|(key, _)| !other.contains_key(*key)).map(|(_, (name, _))| name.clone()).collect()
    };
    let difference = |(kind, old, new): (&'static str, &Things, &Things)| {
        let is_changed =
            |(key, (_, whole)): &(&String, &(Localised, String))| old.get(*key).is_some_and(|(_, before)| before != whole);
        let changed = new.iter().filter(is_changed).map(|(_, (name, _))| name.clone()).collect();
        Difference { kind, added: missing(new, old), removed: missing(old, new), changed }
    };
    let all = kinds.map(difference).into_iter();
    all.filter(|found| !(found.added.is_empty() && found.removed.is_empty() && found.changed.is_empty())).collect()
}
