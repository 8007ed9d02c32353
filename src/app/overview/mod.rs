//! The dataset in pictures, over the whole window: what [`crate::export::overview`] counts, drawn with parts that lead to
//! the reports they stand for.
//!
//! Looks at what was counted in the background; only [`mod@crate::app::run`] begins that.

mod bars;
mod names;
pub(crate) mod panel;
pub(crate) mod view;

pub(crate) use names::said_of;
