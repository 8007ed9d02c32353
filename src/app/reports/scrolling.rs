//! Where a pane is to be scrolled to.

/// Where a pane is to be scrolled to, whatever an earlier start left it at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scrolling {
    /// Where it is.
    #[default]
    Stay,
    /// To its beginning.
    ToStart,
}
