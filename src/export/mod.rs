//! What goes out of a review: one file per kind, and one line in [`FORMATS`]. Contents are pure functions of a session; writers turn them into bytes,
//! and [`mod@write`] puts bytes on the disk, all or nothing.

pub mod data;
pub mod day;
mod format;
pub mod formats;
pub mod markdown;
pub mod overview;
mod place;
pub mod problem_list;
pub mod sheet;
mod suggestion;
pub mod write;

pub use crate::review::judged::Judged;
pub use format::ExportFormat;
pub use formats::FORMATS;
pub use problem_list::{Facts, ProblemList, problem_list};
pub use write::{ExportError, write_problem_list};
