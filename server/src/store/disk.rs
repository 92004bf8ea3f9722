//! Every step that changes files of the journal goes through here, so that tests can let any one of them fail.

use std::{fs::File, io, os::unix::fs::FileExt, path::Path};

#[cfg(test)]
pub mod faults;

/// The file system. In tests it carries a plan of the step that fails.
#[derive(Clone, Debug)]
pub struct Disk {
    /// A segment of the journal that has grown to this size is followed by another one.
    pub segment_size: u64,
    #[cfg(test)]
    pub(super) plan: Option<std::sync::Arc<faults::Plan>>,
}

impl Default for Disk {
    fn default() -> Self {
        Self {
            segment_size: 64 << 20,
            #[cfg(test)]
            plan: None,
        }
    }
}

impl Disk {
    /// Makes a file that must not exist yet.
    pub fn create(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        File::options().read(true).write(true).create_new(true).open(path)
    }

    /// Writes all bytes at a place.
    pub fn write(&self, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
        #[cfg(test)]
        if let Some(plan) = &self.plan
            && let Some(kept) = plan.tear(bytes.len())
        {
            file.write_all_at(bytes.get(..kept).unwrap_or(bytes), offset)?;
            return Err(io::Error::other("planned fault"));
        }
        file.write_all_at(bytes, offset)
    }

    /// Waits until the bytes are on the disk.
    pub fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?;
        file.sync_data()
    }

    /// Waits until the names in a folder are on the disk.
    pub fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        File::open(path)?.sync_all()
    }

    /// Gives a file its name.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        std::fs::rename(from, to)
    }

    /// Cuts a file.
    pub fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.step()?;
        file.set_len(length)?;
        file.sync_all()
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "the plan of faults exists in tests only")]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        match &self.plan {
            Some(plan) if plan.tear(0).is_some() => Err(io::Error::other("planned fault")),
            _ => Ok(()),
        }
    }
}
