//! Which packs are installed on the instance: received, looked at, installed in the place of what was there, taken away.
//! A pack is installed once the journal says so; its file stands under its digest beside the documents.

use super::contents::{self, Contents, Things};
use crate::{
    domain::{
        access::{Operator, Tenant},
        document::Digest,
        event::Event,
        fault::{Fault, FieldError},
        organisation::Organisation,
        pack::{Installation, Pack, Permission},
        publisher::Publisher,
        text::Localised,
    },
    packs::{self, Installed, PackFile},
    service::Services,
    store::{Change, Scope, Versioned, table::key_text},
};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// A pack that could be installed, beside what is installed now.
pub struct Offer {
    pub sha256: Digest,
    pub pack: Arc<Pack>,
    pub publisher: Publisher,
    /// The version in whose place it would come.
    pub replaces: Option<String>,
    /// Asked for by this version and not by the one before.
    pub new_permissions: Vec<Permission>,
    pub differences: Vec<Difference>,
}

/// What an update changes among things of one kind: what people call them.
pub struct Difference {
    /// `rules`, `questions` or `models`.
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
    services.files.keep_pack(digest, bytes)?;
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
    Ok(Offer { sha256: digest, publisher, replaces, new_permissions, differences: differences(&before, &new), pack })
}

/// Installs a received pack: the server uses it from this moment on.
///
/// # Errors
/// As [`offer`]; a conflict where somebody installed another version meanwhile.
pub fn install(services: &Services, operator: &Operator, digest: Digest) -> Result<Installation, Fault> {
    let _one_at_a_time = services.packs.hold();
    let (installed, publisher, _) = examine(services, operator, &received(services, digest)?)?;
    let now = services.clock.now();
    let installation = Installation {
        id: installed.manifest.id.clone(),
        version: installed.manifest.version.clone(),
        sha256: digest,
        key: publisher.key,
        installed_at: now,
    };
    let old = stored(services, &installation.id)?;
    let kind = if old.is_some() { "pack-updated" } else { "pack-installed" };
    let event = Event::new(kind).with("pack", &installation.id).with("version", &installation.version);
    let mut change = Change::new(now, operator.actor(), Scope::Instance, event);
    match &old {
        Some(old) => change.replace(Scope::Instance, old, &installation),
        None => change.insert(Scope::Instance, &installation),
    };
    services.store.commit(change)?;
    services.packs.put(installed);
    if let Some(old) = old.filter(|old| old.sha256 != digest) {
        services.files.remove_pack(old.sha256)?;
    }
    Ok(installation)
}

/// Takes a pack away, and with it the choice of the organisations that use it; their super users are told. What they made
/// with it stays: purposes, campaigns and answers hold what they need themselves. One that travels in the program comes back
/// in the version of the program, and stays chosen.
///
/// # Errors
/// [`Fault::NotFound`]; a conflict for a pack that was never installed but travels in the program.
pub fn remove(services: &Services, operator: &Operator, id: &str) -> Result<(), Fault> {
    let _one_at_a_time = services.packs.hold();
    let built_in = packs::built_in(id);
    let Some(old) = stored(services, id)? else {
        return Err(if built_in.is_some() { Fault::conflict("pack-built-in") } else { Fault::NotFound });
    };
    if built_in.is_none() {
        withdraw(services, operator, id)?;
    }
    let event = Event::new("pack-removed").with("pack", id).with("version", &old.version);
    let mut change = Change::new(services.clock.now(), operator.actor(), Scope::Instance, event);
    change.delete(Scope::Instance, &old);
    services.store.commit(change)?;
    services.packs.take(id);
    services.files.remove_pack(old.sha256)?;
    Ok(())
}

/// Takes a pack out of the choice of every organisation; each finds it in its own audit trail.
fn withdraw(services: &Services, operator: &Operator, id: &str) -> Result<(), Fault> {
    let name = services.packs.manifest(id).map(|manifest| manifest.name.clone()).unwrap_or_default();
    let organisations = services.store.scan::<Organisation>(Scope::Instance, &[]).collect::<Result<Vec<_>, _>>()?;
    for organisation in organisations.iter().filter(|organisation| organisation.packs.iter().any(|pack| pack == id)) {
        let event = Event::new("pack-withdrawn").about(organisation.id.0);
        let event = event.with("pack", &name.fr).with("pack_en", &name.en).with("pack_es", &name.es);
        let tenant = Tenant::unsafe_without_membership(organisation.id);
        let mut change = Change::new(services.clock.now(), operator.actor(), tenant, event);
        let mut without = (**organisation).clone();
        without.packs.retain(|pack| pack != id);
        without.grants.remove(id);
        change.replace(Scope::Instance, organisation, &without);
        services.store.commit(change)?;
    }
    Ok(())
}

/// Puts the installed packs beside those that travel in the program, when the server starts. One whose file is missing or
/// damaged is left out and logged: `probant verify` says so too.
///
/// # Errors
/// The store failed.
pub fn load(services: &Services) -> Result<(), Fault> {
    for installation in services.store.scan::<Installation>(Scope::Instance, &[]) {
        let installation = installation?;
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

fn stored(services: &Services, id: &str) -> Result<Option<Versioned<Installation>>, Fault> {
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
