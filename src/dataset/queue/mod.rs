//! What the list of a dataset shows of each report, without the report being open: a few hundred bytes, read from the
//! files in the background and kept in an index beside them.
//!
//! The index is only a memory of what was read: it is believed for a file whose size and time of change are those it was
//! read with, by the same version of this program; anything else is read again. It may be deleted at any time.

pub mod chains;
mod counted;
pub mod entry;
pub mod index;
pub mod look;
pub mod mark;
pub mod stamp;

pub use entry::{Entry, Standing};
pub use look::{look, session_of};
pub use mark::Mark;
pub use stamp::Stamp;
