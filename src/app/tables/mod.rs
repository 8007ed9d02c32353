//! The statutory tables as the official form draws them, what stands above them (header fields, carried-over figures) and
//! below them (the legend).
//!
//! Reads a session and what is selected. Form layout, merged heads, the walk over cells, figures and state marks know
//! nothing of a session.

pub(crate) mod cell_figure;
mod cell_marks;
pub(crate) mod draft;
mod editor;
pub(crate) mod header_line;
pub(crate) mod legend;
pub(crate) mod line_edit;
pub(crate) mod measures;
pub(crate) mod panel;
mod state_marks;
pub(crate) mod view;
pub(crate) mod walk;
pub(crate) mod years_line;
