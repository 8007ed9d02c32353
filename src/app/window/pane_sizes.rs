//! Sizes of panes: what the reviewer set stays in proportion when the window changes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Changes below this are rounding, in points.
const ROUNDING: f32 = 0.5;

/// The panes that share the room with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pane {
    /// The source, without the list of reports beside it.
    Source,
    /// The source beside the list of reports.
    SourceBesideReports,
    /// Findings and cell below the tables.
    Details,
    /// Findings and cell beside the tables.
    Beside,
    /// The cell.
    Cell,
}

/// What each pane had of the room in the last frame: `(room, size)`, in points.
#[derive(Default)]
pub(crate) struct PaneSizes {
    known: BTreeMap<Pane, (f32, f32)>,
}

impl PaneSizes {
    /// The sizes that `pane` may have in a room of this size, of those it may have at all: one, while the room changes,
    /// else any.
    pub(crate) fn range(
        &self,
        pane: Pane,
        room: f32,
        usual: RangeInclusive<f32>,
    ) -> RangeInclusive<f32> {
        match self.known.get(&pane) {
            Some((before, size)) if *before > 0.0 && (before - room).abs() > ROUNDING => {
                let size = (size * room / before).clamp(*usual.start(), *usual.end());
                size..=size
            }
            _ => usual,
        }
    }

    /// Keeps the size that `pane` has now.
    pub(crate) fn keep(&mut self, pane: Pane, room: f32, size: f32) {
        self.known.insert(pane, (room, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_range(room: f32, expected: RangeInclusive<f32>) {
        let mut sizes = PaneSizes::default();
        sizes.keep(Pane::Source, 1000.0, 400.0);
        assert_eq!(sizes.range(Pane::Source, room, 200.0..=900.0), expected);
        assert_eq!(sizes.range(Pane::Cell, room, 1.0..=2.0), 1.0..=2.0);
    }

    #[test]
    fn a_pane_keeps_its_share_of_the_room_within_its_limits() {
        check_range(1000.0, 200.0..=900.0);
        check_range(1500.0, 600.0..=600.0);
        check_range(4000.0, 900.0..=900.0);
        check_range(300.0, 200.0..=200.0);
    }
}
