//! What is wrong or cannot be checked, by subject; and in its place how the report was read.
//!
//! Reads a session and what is selected; keeps filter, folding and the selected remark.

pub(crate) mod drawer;
mod filter_bar;
pub(crate) mod panel;
pub(crate) mod remarks;
pub(crate) mod row;
pub(crate) mod view;
