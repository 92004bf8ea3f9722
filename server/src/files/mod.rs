//! Contents of documents, each named by its SHA-256, and what was read of them: in a folder, or in a bucket.
//!
//! A content belongs to one organisation: `<organisation>/<first two digits>/<digest>`, its text beside it with the ending
//! `.txt`, its preview with `.json`. What is being received stands in the folder `incoming` until it is whole and on the disk.
//! Knows no document: who may read what, and what is still needed, is for `service` to say.

mod antivirus;
mod bucket;
mod error;
pub mod extract;
mod extraction;
mod pack;
mod storage;
mod upload;

pub use error::FileError;
pub use extraction::{Extracted, Extractor, Painter, Place};
pub use upload::{Sealed, Upload};

use crate::{
    config::Config,
    domain::{
        access::Tenant,
        document::{Digest, Preview, Reading},
    },
};
use antivirus::{Verdict, scan};
use bucket::Bucket;
use parking_lot::{Mutex, MutexGuard};
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use storage::Storage;
use uuid::Uuid;

/// How a content is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    Sound,
    Missing,
    /// It holds something else than what was filed.
    Changed,
}

/// Bytes of the largest archive: more than disks of today hold.
const LARGEST_ARCHIVE: u64 = 1 << 44;

/// The contents. Cloned freely.
#[derive(Clone, Debug)]
pub struct Files {
    storage: Arc<Storage>,
    /// The folder of what is received.
    incoming: Arc<PathBuf>,
    limit: u64,
    scanner: Option<Arc<str>>,
    /// Held while contents are placed or removed, so that none is removed which a new document needs.
    placing: Arc<Mutex<()>>,
}

impl Files {
    /// Opens the folder, which is made where it is missing, or the bucket of the settings, and removes what broken uploads
    /// left.
    pub fn open(config: &Config) -> Result<Self, FileError> {
        let files = Self::as_it_is(config)?;
        if files.incoming.exists() {
            fs::remove_dir_all(&*files.incoming)?;
        }
        fs::create_dir_all(&*files.incoming)?;
        Ok(files)
    }

    /// The contents as they are, for checks: nothing is made or removed.
    pub fn as_it_is(config: &Config) -> Result<Self, FileError> {
        let root = config.files();
        let incoming = Arc::new(root.join(INCOMING));
        let storage = match &config.storage {
            Some(settings) => Storage::Bucket(Bucket::of(settings)?),
            None => Storage::Folder(root),
        };
        let scanner = config.antivirus.as_ref().map(|scanner| Arc::from(scanner.address.as_str()));
        Ok(Self { storage: Arc::new(storage), incoming, limit: config.limits.document_bytes, scanner, placing: Arc::default() })
    }

    /// Size of the largest file that is accepted, in bytes.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Begins to receive a content. Dropped before it is placed, it leaves nothing.
    pub fn receive(&self) -> Result<Upload, FileError> {
        Upload::begin(self.temporary(), self.limit)
    }

    /// Begins to receive a file that the disk alone limits: the archive of an organisation holds many documents.
    pub fn receive_archive(&self) -> Result<Upload, FileError> {
        Upload::begin(self.temporary(), LARGEST_ARCHIVE)
    }

    /// Has a received content scanned, where a scanner is configured. What cannot be scanned is not let in either.
    pub fn scan(&self, received: &Sealed) -> Result<(), FileError> {
        let Some(address) = &self.scanner else { return Ok(()) };
        match scan(address, File::open(received.path())?).map_err(FileError::NotScanned)? {
            Verdict::Clean => Ok(()),
            Verdict::Infected(name) => Err(FileError::Infected(name)),
        }
    }

    /// Keeps others from placing or removing contents until it is dropped.
    pub fn hold(&self) -> Hold<'_> {
        Hold { files: self, _guard: self.placing.lock() }
    }

    /// Opens a content for reading.
    pub fn content(&self, tenant: Tenant, digest: Digest) -> Result<File, FileError> {
        let missing = || FileError::Io(io::ErrorKind::NotFound.into());
        self.storage.open(&key(tenant, digest, Kind::Content), &self.temporary())?.ok_or_else(missing)
    }

    /// The text taken out of a content, where that was done.
    pub fn text(&self, tenant: Tenant, digest: Digest) -> Result<Option<String>, FileError> {
        let bytes = self.kept(tenant, digest, Kind::Text)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The preview of a content, where one was made.
    pub fn preview(&self, tenant: Tenant, digest: Digest) -> Result<Option<Preview>, FileError> {
        // One of another version of the program is as good as none.
        Ok(self.kept(tenant, digest, Kind::Preview)?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Keeps what was read of a content; it is on the disk when this returns.
    pub fn keep(&self, tenant: Tenant, digest: Digest, reading: &Reading) -> Result<(), FileError> {
        let preview = serde_json::to_vec(&reading.preview).map_err(io::Error::from)?;
        self.keep_at(&key(tenant, digest, Kind::Preview), &preview)?;
        self.keep_at(&key(tenant, digest, Kind::Text), reading.text.as_bytes())
    }

    /// Digests of all contents of an organisation.
    pub fn digests(&self, tenant: Tenant) -> Result<Vec<Digest>, FileError> {
        self.digests_in(&folder(tenant))
    }

    fn digests_in(&self, folder: &str) -> Result<Vec<Digest>, FileError> {
        let keys = self.storage.keys(folder)?;
        Ok(keys.iter().filter_map(|key| Digest::try_from(key.rsplit('/').next()?.to_owned()).ok()).collect())
    }

    /// Whether a content is there and is what its name says. All of it is read.
    pub fn verify(&self, tenant: Tenant, digest: Digest) -> Result<Condition, FileError> {
        self.condition(&key(tenant, digest, Kind::Content), digest)
    }

    fn condition(&self, key: &str, digest: Digest) -> Result<Condition, FileError> {
        match self.storage.open(key, &self.temporary())? {
            Some(file) => Ok(if digest_of(file)? == digest { Condition::Sound } else { Condition::Changed }),
            None => Ok(Condition::Missing),
        }
    }

    fn kept(&self, tenant: Tenant, digest: Digest, kind: Kind) -> Result<Option<Vec<u8>>, FileError> {
        self.kept_at(&key(tenant, digest, kind))
    }

    fn kept_at(&self, key: &str) -> Result<Option<Vec<u8>>, FileError> {
        let Some(mut file) = self.storage.open(key, &self.temporary())? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn keep_at(&self, key: &str, bytes: &[u8]) -> Result<(), FileError> {
        let temporary = self.temporary();
        let mut file = File::create_new(&temporary)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let placed = written.and_then(|()| self.storage.put(key, &temporary, digest_of(bytes)?));
        if placed.is_err() {
            // The first error is the one to report; what is left is removed at the next start.
            drop(fs::remove_file(&temporary));
        }
        Ok(placed?)
    }

    fn temporary(&self) -> PathBuf {
        self.incoming.join(Uuid::now_v7().to_string())
    }
}

/// Where contents stand while they are received.
const INCOMING: &str = "incoming";

/// What is kept under a digest.
#[derive(Clone, Copy)]
enum Kind {
    Content,
    Text,
    Preview,
}

fn folder(tenant: Tenant) -> String {
    format!("{}/", tenant.organisation())
}

fn key(tenant: Tenant, digest: Digest, kind: Kind) -> String {
    let ending = match kind {
        Kind::Content => "",
        Kind::Text => ".txt",
        Kind::Preview => ".json",
    };
    let name = digest.to_string();
    format!("{}{}/{name}{ending}", folder(tenant), name.get(..2).unwrap_or_default())
}

/// The right to place and remove contents, held by one at a time.
pub struct Hold<'a> {
    files: &'a Files,
    _guard: MutexGuard<'a, ()>,
}

impl Hold<'_> {
    /// Gives a received content its place. One that is already there stays, and the new copy goes.
    pub fn place(&self, tenant: Tenant, received: Sealed) -> Result<(), FileError> {
        let (storage, key) = (&self.files.storage, key(tenant, received.sha256, Kind::Content));
        if storage.size(&key)? == Some(received.size) {
            return Ok(());
        }
        Ok(storage.put(&key, received.path(), received.sha256)?)
    }

    /// Removes a content and what was read of it; one that is not there is no fault.
    pub fn remove(&self, tenant: Tenant, digest: Digest) -> Result<(), FileError> {
        for kind in [Kind::Text, Kind::Preview, Kind::Content] {
            self.files.storage.remove(&key(tenant, digest, kind))?;
        }
        Ok(())
    }
}

/// Gives a file that is on the disk its final name, and puts the name on the disk too.
fn rename_durably(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("/"));
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        folder.ancestors().skip(1).take(2).try_for_each(|parent| File::open(parent)?.sync_all())?;
    }
    fs::rename(from, to)?;
    File::open(folder)?.sync_all()
}

fn digest_of(mut file: impl Read) -> io::Result<Digest> {
    use sha2::Digest as _;
    let mut hash = sha2::Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Digest(hash.finalize().into())),
            read => hash.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{document::Block, id::OrganisationId};

    fn open(folder: &Path, limit: u64) -> Files {
        let mut config = Config { data: folder.to_owned(), ..Config::default() };
        config.limits.document_bytes = limit;
        Files::open(&config).unwrap()
    }

    fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn files_under(folder: &Path) -> Vec<PathBuf> {
        let inside = entries(folder).unwrap();
        inside.into_iter().flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
    }

    fn store(files: &Files, tenant: Tenant, content: &[u8]) -> Digest {
        let mut upload = files.receive().unwrap();
        content.chunks(7).for_each(|chunk| upload.write(chunk).unwrap());
        let sealed = upload.seal().unwrap();
        let digest = sealed.sha256;
        assert_eq!(sealed.size, content.len() as u64);
        files.hold().place(tenant, sealed).unwrap();
        digest
    }

    #[test]
    fn a_content_is_stored_once_under_its_digest() {
        let folder = tempfile::tempdir().unwrap();
        let files = open(folder.path(), 1000);
        let tenant = Tenant::unsafe_without_membership(OrganisationId::new());
        let other = Tenant::unsafe_without_membership(OrganisationId::new());
        let digest = store(&files, tenant, b"un bail et son annexe");
        assert_eq!(store(&files, tenant, b"un bail et son annexe"), digest);
        assert_eq!(files_under(folder.path()).len(), 1);
        assert_eq!(files.verify(tenant, digest).unwrap(), Condition::Sound);
        assert_eq!(files.verify(other, digest).unwrap(), Condition::Missing);
        assert!(files.content(other, digest).is_err());
        let preview = Preview { blocks: vec![Block::Text("un bail".into())], cut: true, pages: 3 };
        files.keep(tenant, digest, &Reading { text: "un bail".into(), preview: preview.clone() }).unwrap();
        assert_eq!(files.text(tenant, digest).unwrap().as_deref(), Some("un bail"));
        assert_eq!(files.preview(tenant, digest).unwrap(), Some(preview));
        assert_eq!((files.digests(tenant).unwrap(), files.digests(other).unwrap()), (vec![digest], vec![]));
        files.hold().remove(tenant, digest).unwrap();
        files.hold().remove(tenant, digest).unwrap();
        assert!(files_under(folder.path()).is_empty());
    }

    #[test]
    fn an_upload_over_the_limit_or_cut_short_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let files = open(folder.path(), 10);
        let mut upload = files.receive().unwrap();
        upload.write(b"0123456789").unwrap();
        assert!(matches!(upload.write(b"x"), Err(FileError::TooLarge { limit: 10 })));
        assert!(files_under(folder.path()).is_empty(), "refused at the limit, before the sender ends");
        assert!(upload.seal().is_err());
        let mut upload = files.receive().unwrap();
        upload.write(b"0123").unwrap();
        assert_eq!(files_under(folder.path()).len(), 1);
        drop(upload);
        assert!(files_under(folder.path()).is_empty());
        let mut upload = files.receive().unwrap();
        upload.write(b"0123").unwrap();
        drop(upload.seal().unwrap());
        assert!(files_under(folder.path()).is_empty());
    }

    #[test]
    fn what_a_crash_left_is_removed_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let files = open(folder.path(), 10);
        let mut upload = files.receive().unwrap();
        upload.write(b"0123").unwrap();
        std::mem::forget(upload);
        assert_eq!(files_under(folder.path()).len(), 1);
        open(folder.path(), 10);
        assert!(files_under(folder.path()).is_empty());
    }

    #[test]
    fn a_damaged_content_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let files = open(folder.path(), 1000);
        let tenant = Tenant::unsafe_without_membership(OrganisationId::new());
        let digest = store(&files, tenant, b"un bail");
        let path = folder.path().join("files").join(key(tenant, digest, Kind::Content));
        fs::write(path, b"un bal").unwrap();
        assert_eq!(files.verify(tenant, digest).unwrap(), Condition::Changed);
        store(&files, tenant, b"un bail");
        assert_eq!(files.verify(tenant, digest).unwrap(), Condition::Sound, "the next upload of the same content mends it");
    }
}
