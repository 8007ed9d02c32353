//! What the pane of the source keeps.

use crate::app::reports::scrolling::Scrolling;
use crate::app::settings::TableLines;
use crate::app::source::find_bar::Find;
use crate::app::source::layout::SourceLayout;
use crate::source::Span;

/// What the pane keeps.
#[derive(Default)]
pub(crate) struct SourceView {
    /// Whether the selected characters must be scrolled into view.
    pub scroll_to_selection: bool,
    /// Where the text is to be scrolled to in the next frame.
    pub scrolling: Scrolling,
    /// A place to be scrolled into view, whether selected or not.
    pub scroll_to: Option<Span>,
    /// The characters selected with pointer or keyboard, without white space around them. They stay, framed, when the
    /// keyboard goes back to the tables.
    pub selection: Option<Span>,
    /// Where the caret stood in the last frame, in characters.
    pub caret: Option<usize>,
    /// Finding.
    pub find: Find,
    /// How lines of tables are set, as the settings have it.
    pub table_lines: TableLines,
    /// The text as it was laid out last.
    pub layout: SourceLayout,
}
