//! The digit carpet: all figures with the same digit side by side, in the place of the tables. Pictures of the page where
//! there are pages, the characters around them where there are none.
//!
//! Reads a session and what is selected. The keys are obeyed in [`crate::app::keyboard`], the steps made in
//! [`mod@crate::app::run`]; pictures are cut in the background.

pub(crate) mod cut;
pub(crate) mod figure;
mod glyph_bar;
mod grid;
pub(crate) mod panel;
mod sheets;
mod snippets;
pub(crate) mod spots;
pub(crate) mod tile;
pub(crate) mod view;
pub(crate) mod wide;
pub(crate) mod wide_panel;
mod wide_snippets;
