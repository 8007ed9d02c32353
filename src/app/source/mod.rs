//! The text of the report as the reviewer sees it: laid out, tinted by what was read from it, searched, selected in.
//!
//! Reads a session and what is selected; keeps only what it alone needs, such as scrolling and search.

mod columns;
mod find_bar;
mod layout;
mod lines;
mod outlines;
pub(crate) mod panel;
mod places;
mod read_as;
mod scroll;
