//! The session of one report.
pub mod verdict;
