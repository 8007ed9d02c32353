//! Pieces of the window that know nothing of a session.

pub(crate) mod cell;
pub(crate) mod form_layout;
mod merged_heads;
mod state_marks;
pub(crate) mod walk;
