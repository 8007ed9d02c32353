//! What the list of reports keeps.

use crate::app::commands::ReportId;
use crate::app::reports::order::Order;
use crate::app::reports::sieve::Wanted;

/// What the list keeps while the window is open.
#[derive(Default)]
pub(crate) struct ReportsView {
    /// What it is ordered by.
    pub order: Order,
    /// Whether the other way round.
    pub is_reversed: bool,
    /// What reports have to be.
    pub wanted: Wanted,
    /// Whether the filters are shown where the list is narrow.
    pub shows_filters: bool,
    /// Whether the field for searching has to take the keyboard.
    pub take_focus: bool,
    /// The report that Enter brings to the front, while the field has the keyboard.
    pub(super) marked: Option<ReportId>,
    /// The row shown last and its report, to scroll only when it changes.
    pub(super) scrolled_to: Option<(usize, ReportId)>,
}

impl ReportsView {
    /// Lists all reports again.
    pub(crate) fn stop_search(&mut self) {
        self.wanted = Wanted::default();
    }

    /// Orders by a column; asked again, the other way round; asked a third time, as the reports were opened.
    pub(super) fn order_by(&mut self, order: Order) {
        let is_chosen = self.order == order;
        (self.order, self.is_reversed) = match (is_chosen, self.is_reversed) {
            (false, _) => (order, false),
            (true, false) => (order, true),
            (true, true) => (Order::Opened, false),
        };
    }
}
