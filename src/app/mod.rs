//! The window, in rooms by what a reviewer sees and does.
//!
//! - [`source`], `page`, [`tables`], [`findings`], [`cell`]: the panes. They read a session and push [`commands::Command`]s
//! - `evidence`: what the selected cell was read from, below the tables
//! - [`verification`]: the loop look, take or type, next, with the evidence in its strip
//! - `carpet`: all figures with the same digit side by side, in the place of the tables
//! - `overview`: the dataset in pictures
//! - [`reports`]: the open reports, their list, what the window keeps of each
//! - [`prompts`], `notices`: questions over the window, and sentences that stay until they are put away
//! - [`commands`]: one table of commands feeds menus, keys, palette and help
//! - [`keyboard`]: obeys keys in order, before the frame is drawn, however many it has
//! - [`mod@run`]: carries commands out after the frame; the only room that changes a session
//! - [`background`]: work on threads; `dialogs` is the only file that names the dialog library
//! - [`window`]: puts a frame together
//!
//! All sentences stand in `texts` and `wording`, all colours in `style`.

mod background;
mod carpet;
mod cell;
pub mod commands;
pub mod dialogs;
mod evidence;
mod findings;
mod keyboard;
mod notices;
mod overview;
mod page;
mod prompts;
mod reports;
mod run;
pub mod settings;
mod source;
pub mod style;
mod tables;
pub mod texts;
mod verification;
mod window;
mod wording;

pub use window::app::App;
pub use window::start::run;
