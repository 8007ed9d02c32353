//! What panels look at while a frame is drawn. Nothing of it can be changed by a panel: what is asked for is a command.

use crate::app::reports::drawn::DrawnReport;
use crate::app::reports::selection::Selection;
use crate::app::source::text_index::page_at;
use crate::app::texts;
use crate::form::CellKey;
use crate::review::Session;
use crate::review::second::SecondReading;
use crate::source::Span;

/// The report in front.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// What is decided and what follows from it.
    pub session: &'a Session,
    /// What the session says, ready to be drawn.
    pub drawn: &'a DrawnReport,
    /// What is selected.
    pub selection: &'a Selection,
    /// What a second reading made of the report, or of some cells.
    pub second: Option<&'a SecondReading>,
}

impl Shown<'_> {
    /// The selected cells in reading order.
    pub(crate) fn cells(&self) -> Vec<CellKey> {
        let block = self.selection.block(&self.drawn.walk);
        block.into_iter().flatten().collect()
    }

    /// Places of the selected cell or header field in the source.
    pub(crate) fn spans(&self) -> Vec<Span> {
        self.selection.spans(self.session)
    }

    /// Where `span` stands, such as `第 3 页第 41 行`; without a page where the format has none.
    pub(crate) fn place_name(&self, span: Span) -> String {
        let line = self.drawn.text.line_at(span.start());
        match page_at(&self.session.source().pages, span.start()) {
            Some(page) => texts::PLACE_PAGE.with_both(page, line),
            None => texts::PLACE_LINE.with(line),
        }
    }
}
