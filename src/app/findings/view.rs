//! What the pane of the findings keeps.

use std::collections::BTreeMap;

use crate::form::TableId;

/// What stands in the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Listed {
    /// The findings of the rules.
    #[default]
    Findings,
    /// How the report was read.
    Reading,
}

/// What the pane keeps.
#[derive(Default)]
pub(crate) struct FindingsView {
    /// What it shows.
    pub listed: Listed,
    /// Whether the selected finding must be scrolled into view.
    pub scroll_to_finding: bool,
    /// The selected remark on the reading, from 0.
    pub remark: Option<usize>,
    /// Whether it must be scrolled into view.
    pub scroll_to_remark: bool,
    /// Tables whose minor lines are unfolded; of them, those that hold only if blanks count as 0.
    pub unfolded: BTreeMap<(Option<TableId>, bool), bool>,
}
