//! The pages of the report as they were printed, beside or in the place of its text.
//!
//! Looks at what is selected; keeps pictures, and where in them it looks. Pages are drawn by the import worker, in the
//! background, only those in sight.

pub(crate) mod buttons;
pub(crate) mod frames;
pub(crate) mod panel;
mod pictures;
mod sheet;
pub(crate) mod snippet;
pub(crate) mod strip;
pub(crate) mod view;
mod words;
