//! Work that runs beside the window, on threads of its own, with answers over channels: reports being opened, reports of
//! other years, problem lists, the search for repairs.
//!
//! May touch files and threads; never a session that is open, nor the window.

pub(crate) mod export;
pub(crate) mod indexing;
pub(crate) mod links;
pub(crate) mod listing;
pub(crate) mod opening;
pub(crate) mod overview;
pub(crate) mod pages;
pub(crate) mod problem_list;
mod reading;
pub(crate) mod report;
pub(crate) mod reread;
pub(crate) mod search;
pub(crate) mod second;
pub(crate) mod snippets;
mod thread;
pub(crate) mod watching;
pub(crate) mod wide;
mod wishes;
