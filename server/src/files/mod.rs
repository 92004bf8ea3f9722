//! Contents of documents on disk, each named by its SHA-256, and the text taken out of them.
//!
//! A content belongs to one organisation: `<root>/<organisation>/<first two digits>/<digest>`, its text beside it
//! with the ending `.txt`, its preview with `.json`. What is being received stands in `<root>/incoming` until it is whole and on the disk.
//! Knows no document: who may read what, and what is still needed, is for `service` to say.

pub mod extract;
mod extraction;
mod upload;

pub use extraction::{Extracted, Extractor};
pub use upload::{Sealed, Upload};

use crate::domain::{
    access::Tenant,
    document::{Digest, Preview, Reading},
    fault::{Fault, FieldError},
};
use parking_lot::{Mutex, MutexGuard};
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use uuid::Uuid;

/// What can go wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("no space left on the disk")]
    DiskFull,
    #[error("file: {0}")]
    Io(io::Error),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooLarge { limit } => {
                Self::Limit(FieldError::new("file", "document-too-large").with("limit", limit / (1024 * 1024)))
            }
            FileError::DiskFull => Self::Limit(FieldError::new("file", "document-disk-full")),
            FileError::Io(error) => Self::internal(error),
        }
    }
}

/// How a content is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    Sound,
    Missing,
    /// It holds something else than what was filed.
    Changed,
}

/// The folder of contents. Cloned freely.
#[derive(Clone, Debug)]
pub struct Files {
    root: Arc<PathBuf>,
    limit: u64,
    /// Held while contents are placed or removed, so that none is removed which a new document needs.
    placing: Arc<Mutex<()>>,
}

impl Files {
    /// Opens the folder, which is made where it is missing, and removes what broken uploads left. `limit` is the
    /// size of the largest file, in bytes.
    pub fn open(root: impl Into<PathBuf>, limit: u64) -> Result<Self, FileError> {
        let root = root.into();
        let incoming = root.join(INCOMING);
        if incoming.exists() {
            fs::remove_dir_all(&incoming)?;
        }
        fs::create_dir_all(&incoming)?;
        Ok(Self { root: Arc::new(root), limit, placing: Arc::default() })
    }

    /// The folder as it is, for checks: nothing is made or removed.
    pub fn as_it_is(root: impl Into<PathBuf>) -> Self {
        Self { root: Arc::new(root.into()), limit: 0, placing: Arc::default() }
    }

    /// Size of the largest file that is accepted, in bytes.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Begins to receive a content. Dropped before it is placed, it leaves nothing.
    pub fn receive(&self) -> Result<Upload, FileError> {
        Upload::begin(self.incoming(), self.limit)
    }

    /// Keeps others from placing or removing contents until it is dropped.
    pub fn hold(&self) -> Hold<'_> {
        Hold { files: self, _guard: self.placing.lock() }
    }

    /// Opens a content for reading.
    pub fn content(&self, tenant: Tenant, digest: Digest) -> Result<File, FileError> {
        Ok(File::open(self.path(tenant, digest))?)
    }

    /// The text taken out of a content, where that was done.
    pub fn text(&self, tenant: Tenant, digest: Digest) -> Result<Option<String>, FileError> {
        match fs::read(self.text_path(tenant, digest)) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The preview of a content, where one was made.
    pub fn preview(&self, tenant: Tenant, digest: Digest) -> Result<Option<Preview>, FileError> {
        match fs::read(self.preview_path(tenant, digest)) {
            // One of another version of the program is as good as none.
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps what was read of a content; it is on the disk when this returns.
    pub fn keep(&self, tenant: Tenant, digest: Digest, reading: &Reading) -> Result<(), FileError> {
        let preview = serde_json::to_vec(&reading.preview).map_err(io::Error::from)?;
        self.keep_at(&self.preview_path(tenant, digest), &preview)?;
        self.keep_at(&self.text_path(tenant, digest), reading.text.as_bytes())
    }

    fn keep_at(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let temporary = self.incoming();
        let mut file = File::create_new(&temporary)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let placed = written.and_then(|()| rename_durably(&temporary, path));
        if placed.is_err() {
            // The first error is the one to report; what is left is removed at the next start.
            drop(fs::remove_file(&temporary));
        }
        Ok(placed?)
    }

    /// Digests of all contents of an organisation.
    pub fn digests(&self, tenant: Tenant) -> Result<Vec<Digest>, FileError> {
        let mut digests = Vec::new();
        for folder in entries(&self.folder(tenant))? {
            for file in entries(&folder)? {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                digests.extend(Digest::try_from(name));
            }
        }
        Ok(digests)
    }

    /// Whether a content is there and is what its name says. All of it is read.
    pub fn verify(&self, tenant: Tenant, digest: Digest) -> Result<Condition, FileError> {
        match File::open(self.path(tenant, digest)) {
            Ok(file) => Ok(if digest_of(file)? == digest { Condition::Sound } else { Condition::Changed }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Condition::Missing),
            Err(error) => Err(error.into()),
        }
    }

    fn folder(&self, tenant: Tenant) -> PathBuf {
        self.root.join(tenant.organisation().to_string())
    }

    fn path(&self, tenant: Tenant, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        self.folder(tenant).join(name.get(..2).unwrap_or_default()).join(name)
    }

    fn text_path(&self, tenant: Tenant, digest: Digest) -> PathBuf {
        self.path(tenant, digest).with_extension("txt")
    }

    fn preview_path(&self, tenant: Tenant, digest: Digest) -> PathBuf {
        self.path(tenant, digest).with_extension("json")
    }

    fn incoming(&self) -> PathBuf {
        self.root.join(INCOMING).join(Uuid::now_v7().to_string())
    }
}

/// Where contents stand while they are received.
const INCOMING: &str = "incoming";

/// The right to place and remove contents, held by one at a time.
pub struct Hold<'a> {
    files: &'a Files,
    _guard: MutexGuard<'a, ()>,
}

impl Hold<'_> {
    /// Gives a received content its place. One that is already there stays, and the new copy goes.
    pub fn place(&self, tenant: Tenant, received: Sealed) -> Result<(), FileError> {
        let path = self.files.path(tenant, received.sha256);
        if fs::metadata(&path).is_ok_and(|there| there.len() == received.size) {
            return Ok(());
        }
        Ok(received.move_to(&path)?)
    }

    /// Removes a content and what was read of it; one that is not there is no fault.
    pub fn remove(&self, tenant: Tenant, digest: Digest) -> Result<(), FileError> {
        let paths = [Files::text_path, Files::preview_path, Files::path].map(|path| path(self.files, tenant, digest));
        for path in paths {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
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

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
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
        let files = Files::open(folder.path(), 1000).unwrap();
        let tenant = Tenant::unsafe_without_membership(OrganisationId::new());
        let other = Tenant::unsafe_without_membership(OrganisationId::new());
        let digest = store(&files, tenant, b"un bail et son annexe");
        assert_eq!(store(&files, tenant, b"un bail et son annexe"), digest);
        assert_eq!(files_under(folder.path()).len(), 1);
        assert_eq!(files.verify(tenant, digest).unwrap(), Condition::Sound);
        assert_eq!(files.verify(other, digest).unwrap(), Condition::Missing);
        assert!(files.content(other, digest).is_err());
        let preview = Preview { blocks: vec![Block::Text("un bail".into())], cut: true };
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
        let files = Files::open(folder.path(), 10).unwrap();
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
        let files = Files::open(folder.path(), 10).unwrap();
        let mut upload = files.receive().unwrap();
        upload.write(b"0123").unwrap();
        std::mem::forget(upload);
        assert_eq!(files_under(folder.path()).len(), 1);
        Files::open(folder.path(), 10).unwrap();
        assert!(files_under(folder.path()).is_empty());
    }

    #[test]
    fn a_damaged_content_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path(), 1000).unwrap();
        let tenant = Tenant::unsafe_without_membership(OrganisationId::new());
        let digest = store(&files, tenant, b"un bail");
        fs::write(files.path(tenant, digest), b"un bal").unwrap();
        assert_eq!(files.verify(tenant, digest).unwrap(), Condition::Changed);
        store(&files, tenant, b"un bail");
        assert_eq!(files.verify(tenant, digest).unwrap(), Condition::Sound, "the next upload of the same content mends it");
    }
}
