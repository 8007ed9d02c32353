//! The work of reviewers on reviews: put onto another reading, measured, held against each other.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod archive;
#[path = "../common/mod.rs"]
mod common;
mod drill;
mod log;
mod reread;
