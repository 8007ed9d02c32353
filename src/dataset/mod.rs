//! One review, one RON file beside the report: it holds source, reading, decisions and journal, and stands alone.
//!
//! Loading never reads the report again. Decisions follow from replaying the journal, findings from checking anew; where
//! the file says otherwise, that is a notice, not a silent change.

pub mod archive;
pub mod blind;
pub mod by_office;
pub mod changed;
pub mod copies;
mod disagreements;
pub mod drill;
mod ending;
pub mod error;
pub mod exported;
pub mod folder;
pub mod hierarchy;
pub mod home;
mod list;
pub mod load;
pub mod lock;
pub mod named_files;
pub mod neighbours;
pub mod offices;
pub mod original;
pub mod pack;
pub mod parted;
pub mod passed;
pub mod pasted;
pub mod queue;
pub mod recheck;
pub mod recovery;
pub mod render;
pub mod save;
pub mod side;
mod unique;
pub mod unpack;
pub mod v1;
pub mod work_log;
pub mod work_told;

pub(crate) use side::is_there;

pub use error::{LoadError, SaveError};
pub use load::{Loaded, load, load_bytes};
pub use save::{keep_review, path_beside, save, set_review_aside};

#[cfg(test)]
mod durability;
