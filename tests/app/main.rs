//! The window, driven through accessible names as a reviewer drives it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod bars;
mod blind;
mod carpet;
mod cells;
mod choose_pages;
mod commands;
mod doubt;
mod driver;
mod english;
mod export;
mod fax;
mod files;
mod folders;
mod frame;
mod hand;
mod home;
mod list;
mod messages;
mod opening;
mod overview;
mod pages;
mod painter;
mod pasted;
#[path = "../formats/pdf.rs"]
#[expect(
    dead_code,
    clippy::indexing_slicing,
    reason = "pages of the other tests have more on them"
)]
mod pdf;
mod problems;
mod prose;
mod queue;
mod reading;
mod repairs;
mod reread;
mod room;
mod verify;
mod wide;
mod work;
mod years;
