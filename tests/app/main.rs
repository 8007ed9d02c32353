//! The window, driven through accessible names as a reviewer drives it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod carpet;
mod cells;
mod commands;
mod doubt;
mod driver;
mod export;
mod files;
mod frame;
mod hand;
mod list;
mod messages;
mod opening;
mod pages;
mod painter;
#[path = "../formats/pdf.rs"]
#[expect(
    dead_code,
    clippy::indexing_slicing,
    reason = "pages of the other tests have more on them"
)]
mod pdf;
mod problems;
mod queue;
mod reading;
mod repairs;
mod room;
mod verify;
