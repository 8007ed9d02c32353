//! Verification: the loop look, take or type, next. A strip below the tables shows what the selected cell was read from.
//!
//! Reads a session and what is selected. The keys are obeyed in [`crate::app::keyboard`], the steps made in
//! [`mod@crate::app::run`].

pub(crate) mod strip;
pub(crate) mod view;
