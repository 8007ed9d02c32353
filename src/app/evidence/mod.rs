//! What a cell was read from, below the tables: its row as it was printed where there is a page, the characters of the
//! source under the columns of the table, and the lines they stand in.
//!
//! Reads a session and what is selected; changes nothing of them.

mod asked;
pub(crate) mod panel;
mod printed;
pub(crate) mod view;
