//! How much of an archive is unpacked at most.

use crate::source::disk::FILE_LIMIT;

/// Most entries that are looked at.
pub(super) const MOST_ENTRIES: usize = 20_000;

/// Most bytes that are unpacked of all entries together.
pub(super) const WHOLE_LIMIT: u64 = 4 << 30;

/// The same, and the limit of one file, as sentences tell them.
pub(super) const WHOLE_LIMIT_GB: u64 = WHOLE_LIMIT >> 30;
pub(super) const FILE_LIMIT_MB: u64 = FILE_LIMIT >> 20;

/// Above so many bytes an entry may be no more than [`MOST_SWOLLEN`] times as large as it is packed.
pub(super) const SMALL: u64 = 16 << 20;

/// See [`SMALL`]: a page without anything on it swells by a few hundred.
pub(super) const MOST_SWOLLEN: u64 = 400;
