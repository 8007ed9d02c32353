//! A journal that is being written.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::dataset::recovery::base::{bytes, lines};
use crate::dataset::recovery::keeper::Keeper;
use crate::dataset::recovery::seal::Chain;
use crate::dataset::side::{self, SideFile};
use crate::review::Session;
use crate::said::{Said, said};

/// A journal to go on in.
pub(super) struct Whole {
    pub(super) file: SideFile,
    pub(super) place: PathBuf,
    /// Bytes of its whole lines.
    pub(super) len: u64,
    /// Bytes of all there was.
    pub(super) end: u64,
    /// The checksum of the last of them.
    pub(super) chain: Chain,
    /// Where all of it is kept, if lines stand behind a damaged one.
    pub(super) aside: Option<PathBuf>,
}

/// A journal that is open and locked.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) file: SideFile,
    pub(super) place: PathBuf,
    /// Bytes of its whole lines; what stands behind is the rest of a write that failed.
    len: u64,
    /// Bytes of the file as we left it.
    end: u64,
    /// The checksum of the last of the whole lines.
    chain: Chain,
    pub(super) keeper: Keeper,
}

impl Open {
    pub(super) fn new(whole: Whole) -> io::Result<Self> {
        let keeper = Keeper::start(whole.file.share()?, whole.place.clone());
        Ok(Self {
            file: whole.file,
            place: whole.place,
            len: whole.len,
            end: whole.end,
            chain: whole.chain,
            keeper,
        })
    }

    /// Writes the records of `session` from number `from` on.
    ///
    /// # Errors
    /// [`ErrorKind::ResourceBusy`] where somebody else has written since, whose lock is not seen here; or what the system
    /// says.
    pub(super) fn append(&mut self, session: &Session, from: usize) -> io::Result<()> {
        let mut chain = self.chain.clone();
        let lines = lines(session, from, &mut chain)?;
        if self.file.metadata()?.len() != self.end {
            return Err(io::Error::from(ErrorKind::ResourceBusy));
        }
        let put = self.file.put(self.len, lines.as_bytes());
        if put.is_ok() {
            self.len += bytes(&lines);
            self.chain = chain;
        }
        self.end = match put {
            Ok(()) => self.len,
            // A part of them may stand there.
            Err(_) => self.file.metadata().map_or(self.end, |it| it.len()),
        };
        put
    }

    /// What is said where somebody else writes into it.
    pub(super) fn shared(&self) -> Said {
        said!(
            "别的程序正在写步骤文件 {}，可能是另一台电脑打开了同一份审定。这里的步骤改记在别处，那边的没有动；保存之前请先与对方商量。",
            "Another program is writing the file of steps {}; another computer may have the same review open. Steps made here are written elsewhere; those there were not touched. Agree with the other reviewer before you save.",
            self.place.display()
        )
    }

    /// Removes it, if it still stands where it was made and nobody else has gone on with it.
    pub(super) fn remove(&self) -> io::Result<()> {
        let is_ours = self.file.metadata()?.len() == self.end;
        if is_ours && self.file.is_at(&self.place) {
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
pub(super) fn kept_damaged(aside: &Path) -> Said {
    said!(
        "步骤文件里有一行已损坏，它和之后的步骤无法恢复；整个文件另外保留为 {}。",
        "A line of the steps is damaged; it and those behind it cannot be recovered. The whole file is kept as {}.",
        aside.display()
    )
}
