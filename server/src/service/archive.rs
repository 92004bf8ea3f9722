//! Everything of an organisation as one archive of open formats, and back into another instance (reversibility, S 1.3).
//!
//! Registers and audit trail are there as CSV, documents as the files they were, and every value as a line of JSON with
//! its schema: what is imported again are the lines and the documents, so that nothing is lost on the way.

use super::{Services, audit, document, export, extract::Extract, invitation, script, session};
use crate::{
    domain::{
        access::{Champion, Member, Membership, Operator, Tenant},
        account::{Account, Email, EntryMode, NotifyChoice},
        audit::AuditFilter,
        document::{Digest, Document, DocumentVersion, TextState},
        event::{Actor, Event},
        fault::{Fault, FieldError},
        id::{AccountId, OrganisationId},
        mail::Mail,
        organisation::Organisation,
        register::RegisterKind,
        text::Language,
    },
    export::archive::{ArchiveError, ArchiveReader, ArchiveWriter},
    files::Upload,
    store::{Change, Scope, StoreError, Table, Travelling, schema::access::BY_ORGANISATION},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Seek, Write};

/// Version of the format; a later one is refused.
const FORMAT: u32 = 1;
/// Tables of an organisation that do not travel: what is on its way in, and what people were told.
const STAY: [Table; 4] = [Table::Import, Table::ImportCorrection, Table::Notification, Table::ReaderPosition];
/// How often the values are read again because somebody changed some meanwhile.
const LOOKS: usize = 4;

const MANIFEST: &str = "archive.json";
const ORGANISATION: &str = "organisation.json";
const MEMBERS: &str = "members.jsonl";

/// What an archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// The program that wrote it.
    product: String,
    version: String,
    organisation: OrganisationId,
    legal_name: String,
    made_at: Timestamp,
    documents: usize,
    /// Its files, besides the documents, and how many lines each has.
    lines: Vec<(String, usize)>,
}

/// A person of the organisation. Passwords, sessions and tokens stay where they are.
#[derive(Debug, Serialize, Deserialize)]
struct ArchivedMember {
    account: AccountId,
    email: Email,
    name: String,
    language: Language,
    membership: Travelling,
}

/// Writes the archive of the organisation.
///
/// # Errors
/// `Conflict` where it is being changed all the time; internal where a file is missing, or nobody reads on.
pub fn write(services: &Services, champion: &Champion, out: impl Write) -> Result<(), Fault> {
    let tenant = champion.tenant();
    let values = still(services, champion)?;
    let organisation = super::organisation::get(services, champion)?;
    let members = members(services, champion)?;
    let documents = services.store.scan::<Document>(tenant, &[]).collect::<Result<Vec<_>, _>>()?;
    let mut lines: Vec<_> = values.iter().map(|(table, lines)| (path_of(*table), lines.len())).collect();
    lines.push((MEMBERS.to_owned(), members.len()));
    let manifest = Manifest {
        format: FORMAT,
        product: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        organisation: tenant.organisation(),
        legal_name: organisation.sheet.legal_name.clone(),
        made_at: services.clock.now(),
        documents: documents.len(),
        lines,
    };
    let mut archive = ArchiveWriter::new(out);
    archive.file(MANIFEST, json(&manifest).as_slice()).map_err(Fault::internal)?;
    archive.file(ORGANISATION, json(&Travelling::of(&*organisation)?).as_slice()).map_err(Fault::internal)?;
    archive.file(MEMBERS, joined(&members).as_slice()).map_err(Fault::internal)?;
    for (table, lines) in &values {
        archive.file(&path_of(*table), lines.concat().as_slice()).map_err(Fault::internal)?;
    }
    for kind in [RegisterKind::Controller, RegisterKind::Processor] {
        let csv = export::csv(services, champion, &Extract::of(kind), export::CsvLayout::Full)?;
        archive.file(&format!("registers/{}.csv", kind.as_str()), csv.bytes.as_slice()).map_err(Fault::internal)?;
    }
    archive.begin("audit.csv").map_err(Fault::internal)?;
    let filter = AuditFilter::default();
    audit::export(services, champion, &filter, |piece| archive.write(&piece).map_err(Fault::internal))?;
    let versions = document::version::all(services, tenant)?;
    let contents = documents.iter().map(|document| content_of(document)).chain(versions.iter().map(content_of_version));
    for Content { path, sha256, .. } in contents {
        let content = services.files.content(tenant, sha256)?;
        archive.file(&path, content).map_err(Fault::internal)?;
    }
    archive.finish().map_err(Fault::internal)
}

/// Notes in the audit trail that the archive was asked for.
///
/// # Errors
/// The store failed.
pub fn note(services: &Services, champion: &Champion) -> Result<(), Fault> {
    let event = Event::new("organisation-archived").about(champion.tenant().organisation().0);
    services.store.commit(Change::new(services.clock.now(), Actor::Account(champion.account()), champion.tenant(), event))?;
    Ok(())
}

/// Begins to receive an archive. Dropped before it is read, it leaves nothing.
///
/// # Errors
/// Internal, or `Limit` where the disk is full.
pub fn receive(services: &Services, _: &Operator) -> Result<Upload, Fault> {
    Ok(services.files.receive_archive()?)
}

/// Reads an archive that was received whole.
///
/// # Errors
/// As [`read`].
pub fn read_received(services: &Services, operator: &Operator, archive: Upload) -> Result<OrganisationId, Fault> {
    let archive = archive.seal()?;
    read(services, operator, archive.open()?)
}

/// Brings the organisation of an archive into this instance, where it must not be yet. People who have an account here
/// keep it; the others get an invitation. All of it comes in, or nothing.
///
/// # Errors
/// `Invalid` where the file is no archive, is damaged or was written by a later version; `Conflict` where the organisation
/// is here already; `Limit` where a document is larger than documents may be here, or the disk is full.
pub fn read(services: &Services, operator: &Operator, file: impl Read + Seek) -> Result<OrganisationId, Fault> {
    let mut archive = ArchiveReader::open(file).map_err(damaged)?;
    let manifest: Manifest = parse(&archive.short(MANIFEST).map_err(damaged)?)?;
    if manifest.format > FORMAT {
        return Err(Fault::Invalid(vec![FieldError::new("file", "archive-newer").with("version", &manifest.version)]));
    }
    let organisation: Organisation = parse::<Travelling>(&archive.short(ORGANISATION).map_err(damaged)?)?.read()?;
    let id = organisation.id;
    if services.store.get::<Organisation>(Scope::Instance, id.as_bytes())?.is_some() {
        let name = &organisation.sheet.legal_name;
        return Err(Fault::Conflict(vec![FieldError::new("file", "archive-organisation-here").with("name", name)]));
    }
    let now = services.clock.now();
    let event = Event::new("organisation-imported").about(id.0).with("organisation", &organisation.sheet.legal_name);
    let tenant = Tenant::unsafe_without_membership(id);
    let mut change = Change::new(now, operator.actor(), tenant, event);
    change.insert(Scope::Instance, &Organisation { parent: None, ..organisation.clone() });
    let renamed = arrive_members(services, &mut archive, &organisation, &mut change, now)?;
    let mut documents = Vec::new();
    for table in Table::ALL.iter().copied().filter(|table| !STAY.contains(table)) {
        let path = path_of(table);
        if !archive.has(&path) {
            continue;
        }
        archive.lines(&path, |number, line| {
            let line = renamed.iter().fold(line.to_owned(), |line, (old, new)| line.replace(old, new));
            let mut value: Travelling = serde_json::from_str(&line).map_err(|error| damaged_at(&path, number, &error))?;
            if table == Table::Document {
                let document = arriving(&value)?;
                value = Travelling::of(&document)?;
                documents.push(content_of(&document));
            }
            if table == Table::DocumentVersion {
                let version: DocumentVersion = value.read().map_err(|error| damaged_at(&path, number, &error))?;
                documents.push(content_of_version(&version));
            }
            change.arrive(table, tenant, &value).map_err(|error| match error {
                StoreError::Newer { .. } => Fault::invalid("file", "archive-newer-values"),
                error => damaged_at(&path, number, &error),
            })
        })?;
    }
    let mut contents = Vec::with_capacity(documents.len());
    for document in &documents {
        let mut upload = services.files.receive()?;
        let mut file = archive.file(&document.path).map_err(damaged)?;
        let mut part = vec![0; 256 << 10];
        loop {
            match file.read(&mut part) {
                Ok(0) => break,
                Ok(got) => upload.write(part.get(..got).unwrap_or_default())?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(damaged(error.into())),
            }
        }
        let sealed = upload.seal()?;
        if sealed.sha256 != document.sha256 {
            return Err(Fault::Invalid(vec![FieldError::new("file", "archive-document-changed").with("name", &document.name)]));
        }
        services.files.scan(&sealed)?;
        contents.push(sealed);
    }
    let hold = services.files.hold();
    let digests: Vec<_> = contents.iter().map(|content| content.sha256).collect();
    let placed = contents.into_iter().try_for_each(|content| hold.place(tenant, content)).map_err(Fault::from);
    let made = placed.and_then(|()| services.store.commit(change).map_err(Fault::from));
    if let Err(fault) = made {
        for digest in digests {
            hold.remove(tenant, digest)?;
        }
        return Err(fault);
    }
    Ok(id)
}

/// The people of an archive: who has no account here gets one. Answers which identifiers are other ones here.
fn arrive_members<R: Read + Seek>(
    services: &Services,
    archive: &mut ArchiveReader<R>,
    organisation: &Organisation,
    change: &mut Change,
    now: Timestamp,
) -> Result<Vec<(String, String)>, Fault> {
    let mut renamed = Vec::new();
    archive.lines(MEMBERS, |number, line| {
        let read = |line: &str| -> Result<(ArchivedMember, Membership), Box<dyn std::error::Error>> {
            let member: ArchivedMember = serde_json::from_str(line)?;
            let membership = member.membership.read()?;
            Ok((member, membership))
        };
        let (member, membership) = read(line).map_err(|error| damaged_at(MEMBERS, number, &error))?;
        let known = session::by_email(services, &member.email)?;
        let account = match &known {
            Some(known) => known.id,
            None if super::account::get(services, member.account)?.is_none() => member.account,
            None => AccountId::new(),
        };
        if account != member.account {
            renamed.push((member.account.to_string(), account.to_string()));
        }
        let membership = Membership { account, organisation: organisation.id, ..membership };
        if known.is_none() {
            let new = Account {
                id: account,
                email: member.email,
                name: member.name,
                language: member.language,
                created_at: now,
                operator: false,
                notify: NotifyChoice::default(),
                entry: EntryMode::default(),
            };
            if membership.is_open() {
                let (credential, letter) = invitation::temporary(services, &new, organisation, now)?;
                change.insert(Scope::Instance, &credential);
                change.insert(Scope::Instance, &Mail::new(&new, Some(organisation.id), letter, now));
            }
            change.insert(Scope::Instance, &new);
        }
        change.insert(Scope::Instance, &membership);
        Ok::<_, Fault>(())
    })?;
    Ok(renamed)
}

/// The values of the organisation as lines, all of one moment.
fn still(services: &Services, champion: &Champion) -> Result<Vec<(Table, Vec<Vec<u8>>)>, Fault> {
    let tenant = champion.tenant();
    for _ in 0..LOOKS {
        let before = services.store.last_seq_of(tenant);
        let mut values = Vec::new();
        for table in Table::ALL.iter().copied().filter(|table| !STAY.contains(table)) {
            let lines = services.store.leaving(table, tenant).map(|value| Ok(line(&value?)));
            let mut lines = lines.collect::<Result<Vec<_>, StoreError>>()?;
            if table == Table::ScriptPart {
                let shared = script::text::shared(services, champion)?;
                lines.extend(shared.iter().map(|part| Ok(line(&Travelling::of(part)?))).collect::<Result<Vec<_>, StoreError>>()?);
            }
            if !lines.is_empty() {
                values.push((table, lines));
            }
        }
        if services.store.last_seq_of(tenant) == before {
            return Ok(values);
        }
    }
    Err(Fault::conflict("fault-changed-meanwhile"))
}

fn members(services: &Services, member: &Member) -> Result<Vec<ArchivedMember>, Fault> {
    let organisation = member.tenant().organisation();
    let memberships = services.store.by_index::<Membership>(Scope::Instance, BY_ORGANISATION, organisation.as_bytes());
    let mut members = Vec::new();
    for membership in memberships {
        let membership = membership?;
        let Some(account) = super::account::get(services, membership.account)? else { continue };
        let Account { id, email, name, language, .. } = account.into_inner();
        members.push(ArchivedMember { account: id, email, name, language, membership: Travelling::of(&*membership)? });
    }
    Ok(members)
}

/// A document whose text has to be taken out anew.
fn arriving(value: &Travelling) -> Result<Document, Fault> {
    let mut document: Document = value.read().map_err(|error| damaged_at("documents", 0, &error))?;
    if document.text == TextState::Indexed {
        document.text = TextState::Pending;
    }
    Ok(document)
}

/// Where the values of a table stand.
fn path_of(table: Table) -> String {
    let mut path = "values/".to_owned();
    for letter in table.name().chars() {
        if letter.is_uppercase() && !path.ends_with('/') {
            path.push('-');
        }
        path.extend(letter.to_lowercase());
    }
    path + ".jsonl"
}

/// The content of a document, or of what it was before.
struct Content {
    /// Where it stands in the archive.
    path: String,
    name: String,
    sha256: Digest,
}

fn content_of(document: &Document) -> Content {
    let (name, sha256) = (document.name.clone(), document.sha256);
    Content { path: format!("documents/{}/{}", document.id, harmless(&name)), name, sha256 }
}

fn content_of_version(version: &DocumentVersion) -> Content {
    let (name, sha256) = (version.name.clone(), version.sha256);
    Content { path: format!("documents/{}/{}/{}", version.document, version.number, harmless(&name)), name, sha256 }
}

/// A name as far as it does no harm in a path.
fn harmless(name: &str) -> String {
    let harmless = |letter: char| if letter.is_alphanumeric() || " -_.()".contains(letter) { letter } else { '_' };
    name.chars().map(harmless).collect::<String>().trim_start_matches('.').to_owned()
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap_or_default()
}

fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line
}

fn joined(values: &[impl Serialize]) -> Vec<u8> {
    values.iter().flat_map(line).collect()
}

fn parse<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|error| damaged(io::Error::other(error).into()))
}

fn damaged(error: ArchiveError) -> Fault {
    Fault::Invalid(vec![FieldError::new("file", "archive-damaged").with("cause", error)])
}

fn damaged_at(path: &str, line: usize, cause: &impl ToString) -> Fault {
    let error = FieldError::new("file", "archive-line-damaged").with("file", path).with("line", line);
    Fault::Invalid(vec![error.with("cause", cause.to_string())])
}

impl From<ArchiveError> for Fault {
    fn from(error: ArchiveError) -> Self {
        damaged(error)
    }
}

#[cfg(test)]
mod tests;
