//! What happens to the disk, call by call. The program tells and goes on; a test can listen to the calls in one folder,
//! play a part of them on a disk of its own, and make a call fail.

use std::fs::File;
use std::path::Path;

/// A call that is about to be made.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "only tests listen"))]
pub(crate) enum Call<'a> {
    /// An existing file is opened.
    Open { path: &'a Path },
    /// A new file is made.
    Create { path: &'a Path },
    /// A file is cut to `at` bytes.
    Cut { id: Id, at: u64 },
    /// Bytes are written into `file`, from byte `at` on.
    Write {
        id: Id,
        at: u64,
        bytes: &'a [u8],
        file: &'a File,
    },
    /// The bytes of a file are made durable.
    Sync { id: Id },
    /// A file gets another name; what has it already is replaced, or the call fails.
    Rename {
        path: &'a Path,
        target: &'a Path,
        replaces: bool,
    },
    /// A file gets a second name.
    Link { path: &'a Path, aside: &'a Path },
    /// A name is removed.
    Remove { path: &'a Path },
    /// The names in a folder are made durable.
    SyncFolder { path: &'a Path },
}

#[cfg(test)]
pub(crate) use crate::dataset::side::recorder::{Id, tell};
#[cfg(not(test))]
pub(crate) use silent::{Id, tell};

#[cfg(not(test))]
mod silent {
    use std::io;

    use super::Call;

    /// Stands for an open file.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Id;

    /// Nobody listens.
    #[expect(clippy::unnecessary_wraps, reason = "in tests a call may fail")]
    #[inline]
    pub(crate) fn tell(_call: &Call) -> io::Result<Id> {
        Ok(Id)
    }
}
