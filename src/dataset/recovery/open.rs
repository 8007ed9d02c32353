//! A journal that is being written.

use std::io;
use std::path::PathBuf;

use crate::dataset::recovery::bytes;
use crate::dataset::recovery::keeper::Keeper;
use crate::dataset::side::{self, SideFile};

/// A journal that is open and locked.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) file: SideFile,
    pub(super) place: PathBuf,
    /// Bytes of its whole lines; what stands behind is the rest of a write that failed.
    len: u64,
    pub(super) keeper: Keeper,
}

impl Open {
    pub(super) fn new(file: SideFile, place: PathBuf, len: u64) -> io::Result<Self> {
        let keeper = Keeper::start(file.share()?, place.clone());
        Ok(Self {
            file,
            place,
            len,
            keeper,
        })
    }

    pub(super) fn append(&mut self, lines: &str) -> io::Result<()> {
        self.file.put(self.len, lines.as_bytes())?;
        self.len += bytes(lines);
        Ok(())
    }

    /// Removes it, if it still stands where it was made.
    pub(super) fn remove(&self) -> io::Result<()> {
        if self.file.is_at(&self.place) {
            side::remove(&self.place)
        } else {
            Ok(())
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        // The thread may still be busy with the disk.
        self.file.unlock();
    }
}
