//! The keyboard: who has it, and in which order its events are obeyed.
//!
//! A hand is faster than frames: several keys arrive in one frame, and a key may decide who the next one is for. So
//! [`queue`] takes every event of the keyboard before egui sees it, in order, and hands it on only when all before it
//! were obeyed:
//! - to [`mod@obey`], which carries it out at once on tables and header fields, or as a command of the command table;
//! - to a widget of egui (a search field, a question, an open menu), one key a frame, since only after it has been drawn
//!   can it be known who the next key is for.
//!
//! [`owner`] says who has the keyboard; panes take it through [`focus`]. While the tables have it, egui sees no key at all and can move no focus.

mod editing;
pub(crate) mod focus;
mod obey;
mod owner;
mod queue;
mod shortcuts;
mod walking;

pub(crate) use editing::begin_editing;
pub(crate) use obey::obey;
pub(crate) use owner::settle_owner;
pub(crate) use queue::{KeyQueue, hand};
pub(crate) use walking::{Around, block_text, paste, select_around};
