//! The text of the report as the reviewer sees it: laid out, tinted by what was read from it, searched, selected in.
//!
//! Reads a session and what is selected; keeps only what it alone needs, such as scrolling and search.

mod columns;
mod compact;
pub(crate) mod find_bar;
mod labels;
mod laid_out;
mod layout;
mod line;
mod lines;
pub(crate) mod outlines;
pub(crate) mod panel;
mod read_as;
mod row_parts;
mod scroll;
pub(crate) mod text_index;
pub(crate) mod view;
