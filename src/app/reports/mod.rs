//! The open reports: what the window keeps of each, how they are listed and ordered, how each stands to its files.
//!
//! May touch one report's session (only to read it), its lock and its crash journal.

pub(crate) mod catalogue;
mod columns;
pub(crate) mod drawn;
pub(crate) mod facts;
pub(crate) mod file_bars;
mod filters;
pub(crate) mod folders;
pub(crate) mod line;
pub(crate) mod list;
pub(crate) mod list_view;
pub(crate) mod listed;
pub(crate) mod meter;
pub(crate) mod open_report;
pub(crate) mod order;
mod progress;
pub(crate) mod queue;
mod rows;
pub(crate) mod scrolling;
pub(crate) mod selection;
mod short_name;
pub(crate) mod shown;
pub(crate) mod sieve;
pub(crate) mod ties;
pub(crate) mod view;
