//! A journal that is being written.

use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::recovery::base::{bytes, lines};
use crate::dataset::recovery::keeper::Keeper;
use crate::dataset::recovery::seal::Chain;
use crate::dataset::side::{self, SideFile};
use crate::review::Session;

/// A journal that is open and locked.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) file: SideFile,
    pub(super) place: PathBuf,
    /// Bytes of its whole lines; what stands behind is the rest of a write that failed.
    len: u64,
    /// The checksum of the last of them.
    chain: Chain,
    pub(super) keeper: Keeper,
}

impl Open {
    pub(super) fn new(file: SideFile, place: PathBuf, len: u64, chain: Chain) -> io::Result<Self> {
        let keeper = Keeper::start(file.share()?, place.clone());
        Ok(Self {
            file,
            place,
            len,
            chain,
            keeper,
        })
    }

    /// Writes the records of `session` from number `from` on.
    pub(super) fn append(&mut self, session: &Session, from: usize) -> io::Result<()> {
        let mut chain = self.chain.clone();
        let lines = lines(session, from, &mut chain)?;
        self.file.put(self.len, lines.as_bytes())?;
        self.len += bytes(&lines);
        self.chain = chain;
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

/// What is said of a journal whose damaged lines are kept at `aside`.
pub(super) fn kept_damaged(aside: &Path) -> String {
    format!(
        "步骤文件里有一行已损坏，它和之后的步骤无法恢复；整个文件另外保留为 {}。",
        aside.display()
    )
}
