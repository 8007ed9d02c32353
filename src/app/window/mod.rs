//! The window itself: [`app::App`], what it keeps, one frame of it, how it is divided, its bars and its first page.
//!
//! May touch every room beside it: this is where a frame is put together. It changes no session; what panels and bars ask
//! for is carried out by `run`.

pub(crate) mod app;
pub(crate) mod desktop;
pub(crate) mod division;
mod frame;
mod icon;
pub(crate) mod menu_bar;
pub(crate) mod pane_sizes;
mod side_panes;
pub(crate) mod start;
mod status_bar;
pub(crate) mod welcome;
