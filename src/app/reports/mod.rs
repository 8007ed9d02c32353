//! The open reports: what the window keeps of each, how they are listed and ordered, how each stands to its files.
//!
//! May touch one report's session (only to read it), its lock and its crash journal.

pub(crate) mod catalogue;
pub(crate) mod drawn;
pub(crate) mod file_bars;
pub(crate) mod list;
pub(crate) mod meter;
pub(crate) mod open_report;
pub(crate) mod order;
pub(crate) mod scrolling;
pub(crate) mod selection;
pub(crate) mod shown;
pub(crate) mod view;
