//! The calls that change the disk.

use std::fs::File;
use std::path::Path;

/// Stands for an open file.
#[cfg(test)]
pub(crate) type Id = u64;

/// Stands for an open file.
#[cfg(not(test))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Id;

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
    /// Each of two files gets the name of the other.
    Exchange { path: &'a Path, target: &'a Path },
    /// A file gets a second name.
    Link { path: &'a Path, aside: &'a Path },
    /// A name is removed.
    Remove { path: &'a Path },
    /// The names in a folder are made durable.
    SyncFolder { path: &'a Path },
}
