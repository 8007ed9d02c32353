//! A regular file that is open.

use std::fs::{File, Metadata, Permissions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::dataset::side::Refused;
use crate::dataset::side::tape::{self, Call};

/// A regular file that is open.
#[derive(Debug)]
pub(crate) struct SideFile {
    pub(super) file: File,
    pub(super) id: tape::Id,
}

impl SideFile {
    /// All its bytes.
    ///
    /// # Errors
    /// [`Refused::TooLarge`] above `limit` bytes; or what the system says.
    pub(crate) fn read(&self, limit: u64) -> io::Result<Vec<u8>> {
        let too_large = |size: u64| {
            let mb = |bytes: u64| bytes / (1024 * 1024);
            let (size_mb, limit_mb) = (mb(size), mb(limit));
            Err(Refused::TooLarge { size_mb, limit_mb }.error())
        };
        let size = self.file.metadata()?.len();
        if size > limit {
            return too_large(size);
        }
        let mut file = &self.file;
        file.rewind()?;
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes)?;
        // It may have grown since.
        match u64::try_from(read) {
            Ok(read) if read <= limit => Ok(bytes),
            _ => too_large(limit + 1),
        }
    }

    /// Cuts off what stands at `at` and behind, and writes `bytes` there.
    ///
    /// # Errors
    /// What the system says; a part of the bytes may stand there then.
    pub(crate) fn put(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = &self.file;
        let id = self.id;
        if file.metadata()?.len() > at {
            tape::tell(&Call::Cut { id, at })?;
            file.set_len(at)?;
        }
        tape::tell(&Call::Write {
            id,
            at,
            bytes,
            file,
        })?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    /// Makes its bytes durable.
    ///
    /// # Errors
    /// What the system says. Bytes written before may be lost then, and a later call need not say so again.
    pub(crate) fn sync(&self) -> io::Result<()> {
        tape::tell(&Call::Sync { id: self.id })?;
        self.file.sync_all()
    }

    /// Tries to lock it; `false` if somebody else holds the lock. It is released with the last clone.
    ///
    /// # Errors
    /// When the file system has no locks.
    pub(crate) fn try_lock(&self) -> io::Result<bool> {
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Releases the lock at once, also for clones.
    pub(crate) fn unlock(&self) {
        // What cannot be unlocked is unlocked with the last clone.
        let _ = self.file.unlock();
    }

    /// What the system knows about it.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn metadata(&self) -> io::Result<Metadata> {
        self.file.metadata()
    }

    /// Sets who may use it.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn set_permissions(&self, permissions: Permissions) -> io::Result<()> {
        self.file.set_permissions(permissions)
    }

    /// The same file once more; both share a lock.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn share(&self) -> io::Result<Self> {
        let file = self.file.try_clone()?;
        Ok(Self { file, id: self.id })
    }

    /// Whether it is still the file that stands at `path`.
    #[cfg(unix)]
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        let identity = |metadata: Metadata| (metadata.dev(), metadata.ino());
        let own = self.file.metadata().map(identity).ok();
        own.is_some() && own == std::fs::symlink_metadata(path).map(identity).ok()
    }

    /// Whether a file stands at `path`; this system does not tell in a safe way whether it is this one.
    #[cfg(not(unix))]
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        crate::dataset::side::is_there(path)
    }
}
