//! What has room in the window. Panes are folded by priority where the window is small or the zoom is large, so that the
//! tables always have room for some rows; a pane without room is shown alone when it is asked for.

use egui::Vec2;

use crate::app::evidence;
use crate::app::settings::{Division, Folded};
use crate::app::tables::measures::RowHeight;

/// Height of the bar of menus, in points.
const MENU_BAR: f32 = 32.0;

/// Height of the status bar, in points.
const STATUS_BAR: f32 = 26.0;

/// Below this height of the window, both bars are one.
const TIGHT: f32 = 296.0;

/// Below this height of the window, rows of tables have one line, so that five of them are seen wherever one looks.
const LOW_ROWS: f32 = 660.0;

/// Below this width of the window, all menus are under one button.
const FEW_MENUS: f32 = 430.0;

/// Height of five rows of a table, one or two of them of two lines, below its heads, in points.
pub(crate) const FIVE_ROWS: f32 = 220.0;

/// Height of a line of header fields, in points.
const HEADER_LINE: f32 = 40.0;

/// Height from which on header fields may take several lines, in points.
const HEADER_LINES: f32 = 380.0;

/// Space above and below the tables, in points.
const MARGINS: f32 = 16.0;

/// Least height of findings and cell, in points.
pub(crate) const LEAST_DETAILS: f32 = 150.0;

/// Height above which the legend has room too, with the row as it was printed, in points.
const LEGEND: f32 = 310.0;

/// Width of the tables below which no pane stands beside them, in points.
pub(crate) const LEAST_TABLES: f32 = 500.0;

/// Width of the tables that the list of reports leaves them: all columns are seen, in points.
const WHOLE_TABLES: f32 = 650.0;

/// Least width of the source, in points.
pub(crate) const LEAST_SOURCE: f32 = 240.0;

/// Least width of the list of reports, in points.
pub(crate) const LEAST_REPORTS: f32 = 170.0;

/// Least width of findings and cell beside the tables, in points.
pub(crate) const LEAST_BESIDE: f32 = 300.0;

/// Least width of the source where findings stand beside the tables, in points.
const SOURCE_BESIDE: f32 = 360.0;

/// Height of the line that stands for findings and cell, in points.
pub(crate) const DRAWER: f32 = 30.0;

/// A pane that can stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The list of reports.
    Reports,
    /// The list of reports with all its columns, over the whole window.
    Queue,
    /// The dataset in pictures, over the whole window.
    Overview,
    /// Figures of the whole dataset by digit, over the whole window.
    Wide,
    /// The source.
    Source,
    /// Findings and cell.
    Details,
}

/// How many header fields there is room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Header {
    /// All, in as many lines as they need.
    #[default]
    Whole,
    /// Those that one line has room for.
    OneLine,
    /// Only the one that is selected.
    Selected,
}

/// Height of the whole strip of a verification, in points.
const STRIP: f32 = 150.0;

/// Height of a strip of two lines, in points.
const LOW_STRIP: f32 = 54.0;

/// Height of a strip of one line, in points.
const STRIP_LINE: f32 = 24.0;

/// How much of the strip below the tables there is room for while a report is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strip {
    /// Evidence, reason, proposal and keys.
    Whole,
    /// The cell and its tokens.
    Low,
    /// The cell and how much is left.
    Line,
}

impl Part {
    /// Whether it is about all reports, and needs none in front.
    pub(crate) fn is_of_all(self) -> bool {
        matches!(self, Self::Queue | Self::Overview | Self::Wide)
    }
}

impl Strip {
    /// Its height, in points: it never changes from cell to cell, so that the tables stay where they are.
    pub(crate) fn height(self) -> f32 {
        match self {
            Self::Whole => STRIP,
            Self::Low => LOW_STRIP,
            Self::Line => STRIP_LINE,
        }
    }
}

/// How the window is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each pane is there or not, by itself"
)]
pub(crate) struct Room {
    /// Whether the list of reports stands at the left.
    pub reports: bool,
    /// Whether the source stands beside the tables.
    pub source: bool,
    /// Whether findings and cell are shown.
    pub details: bool,
    /// Whether they stand beside the tables, not below them.
    pub beside: bool,
    /// Whether one line below the tables stands for them.
    pub drawer: bool,
    /// Whether the row of the selected cell stands below the tables as it was printed.
    pub row: bool,
    /// Whether the legend stands below the tables.
    pub legend: bool,
    /// How many header fields stand above the tables.
    pub header: Header,
    /// Whether both bars are one.
    pub is_tight: bool,
    /// Whether all menus are under one button.
    pub has_few_menus: bool,
    /// How high rows of the tables are.
    pub row_height: RowHeight,
    /// The pane that stands in the place of the tables.
    pub alone: Option<Part>,
    /// The strip below the tables while a report is verified.
    pub strip: Option<Strip>,
}

impl Room {
    /// Divides a window of `size` points. `division` is what the reviewer folded away and put where, `has_list` whether
    /// there is a list of reports, `asked` the pane that was asked for though it had no room.
    pub(crate) fn of(size: Vec2, division: Division, has_list: bool, asked: Option<Part>) -> Self {
        let folded = division.folded;
        let is_tight = size.y < TIGHT;
        let bars = if is_tight {
            MENU_BAR
        } else {
            MENU_BAR + STATUS_BAR
        };
        let height = size.y - bars - MARGINS;
        let for_rows = height - FIVE_ROWS;
        let header = if height >= HEADER_LINES {
            Header::Whole
        } else if for_rows >= HEADER_LINE {
            Header::OneLine
        } else {
            Header::Selected
        };
        let has_height = for_rows >= HEADER_LINE + MARGINS + LEAST_DETAILS;
        let source = !folded.source && size.x >= LEAST_TABLES + LEAST_SOURCE;
        let beside = if source { LEAST_SOURCE } else { 0.0 };
        let reports = has_list && size.x >= WHOLE_TABLES + LEAST_REPORTS + beside;
        let taken = if source { SOURCE_BESIDE } else { 0.0 }
            + if reports && !folded.reports {
                LEAST_REPORTS
            } else {
                0.0
            };
        let beside = division.details_beside && size.x >= WHOLE_TABLES + LEAST_BESIDE + taken;
        let room = Self {
            beside,
            drawer: folded.details && !is_tight && for_rows >= HEADER_LINE + DRAWER,
            reports: reports && !folded.reports,
            source,
            details: (has_height || beside) && !folded.details,
            row: !folded.row && for_rows >= HEADER_LINE + LEAST_DETAILS + evidence::panel::HEIGHT,
            legend: !folded.legend && for_rows >= HEADER_LINE + LEAST_DETAILS + LEGEND,
            header,
            is_tight,
            has_few_menus: is_tight || size.x < FEW_MENUS,
            row_height: if size.y < LOW_ROWS {
                RowHeight::OneLine
            } else {
                RowHeight::Form
            },
            alone: None,
            strip: None,
        };
        let has_room = |part| match part {
            Part::Reports => reports || !has_list,
            Part::Queue => !has_list,
            Part::Overview | Part::Wide => false,
            Part::Source => size.x >= LEAST_TABLES + LEAST_SOURCE,
            Part::Details => has_height || beside,
        };
        Self {
            alone: asked.filter(|part| !has_room(*part)),
            ..room
        }
    }

    /// The same window while a report is verified: the strip says what findings and cell say, and has their place.
    pub(crate) fn verifying(self, size: Vec2) -> Self {
        let bars = if self.is_tight {
            MENU_BAR
        } else {
            MENU_BAR + STATUS_BAR
        };
        let for_rows = size.y - bars - MARGINS - FIVE_ROWS;
        let (strip, header) = if for_rows >= HEADER_LINE + STRIP {
            (Strip::Whole, self.header)
        } else if for_rows >= HEADER_LINE + LOW_STRIP {
            (Strip::Low, Header::OneLine)
        } else {
            (Strip::Line, Header::Selected)
        };
        Self {
            // Beside the tables they take nothing of the height.
            details: self.details && self.beside,
            drawer: false,
            row: false,
            legend: false,
            header,
            strip: Some(strip),
            ..self
        }
    }

    /// Whether the pane has room beside or below the tables in a window of `size` points.
    pub(crate) fn fits(size: Vec2, part: Part, division: Division) -> bool {
        let folded = division.folded;
        let folded = match part {
            Part::Queue | Part::Overview | Part::Wide => return false,
            Part::Reports => Folded {
                reports: false,
                ..folded
            },
            Part::Source => Folded {
                source: false,
                ..folded
            },
            Part::Details => Folded {
                details: false,
                ..folded
            },
        };
        let unfolded = Division { folded, ..division };
        Self::of(size, unfolded, true, Some(part)).alone.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(width: f32, height: f32, asked: Option<Part>) -> Room {
        Room::of(Vec2::new(width, height), Division::default(), true, asked)
    }

    #[test]
    fn panes_fold_by_priority() {
        let all = room(1280.0, 800.0, None);
        assert!(all.reports && all.source && all.details && all.legend);
        assert_eq!(all.header, Header::Whole);
        // The list goes first, then the source.
        let narrower = room(1024.0, 800.0, None);
        assert!(!narrower.reports && narrower.source);
        assert!(!room(700.0, 800.0, None).source);
        // The legend goes first, then findings and cell, then header fields, then a bar.
        let lower = room(1280.0, 520.0, None);
        assert!(!lower.legend && lower.details);
        assert!(!room(1280.0, 440.0, None).details);
        assert_eq!(room(1280.0, 400.0, None).header, Header::OneLine);
        assert_eq!(room(1280.0, 275.0, None).header, Header::Selected);
        assert!(room(341.0, 200.0, None).is_tight);
    }

    #[test]
    fn five_rows_have_room_beside_everything_that_is_shown() {
        for height in 200_u16..1000 {
            let height = f32::from(height);
            let room = room(1280.0, height, None);
            let mut taken = MENU_BAR + MARGINS;
            taken += if room.is_tight { 0.0 } else { STATUS_BAR };
            taken += if room.header == Header::Selected {
                0.0
            } else {
                HEADER_LINE
            };
            taken += if room.details { LEAST_DETAILS } else { 0.0 };
            let least = if room.is_tight || room.header == Header::Selected {
                150.0
            } else {
                FIVE_ROWS
            };
            assert!(height - taken >= least, "{height}: {}", height - taken);
        }
    }

    #[test]
    fn findings_stand_beside_the_tables_where_a_whole_table_has_room_there() {
        let of = |width, height, details_beside| {
            let division = Division {
                details_beside,
                ..Division::default()
            };
            Room::of(Vec2::new(width, height), division, true, None)
        };
        let wide = of(1920.0, 1050.0, true);
        assert!(wide.details && wide.beside && wide.source && wide.reports);
        assert!(!of(1920.0, 1050.0, false).beside);
        assert!(!of(1366.0, 740.0, true).beside && of(1366.0, 740.0, true).details);
        // A strip below the tables takes nothing of what stands beside them.
        assert!(wide.verifying(Vec2::new(1920.0, 1050.0)).details);
    }

    #[test]
    fn a_line_stands_for_findings_that_are_folded() {
        let folded = Folded {
            details: true,
            ..Folded::default()
        };
        let division = Division {
            folded,
            ..Division::default()
        };
        let room = Room::of(Vec2::new(1366.0, 740.0), division, true, None);
        assert!(room.drawer && !room.details);
        assert!(!Room::of(Vec2::new(341.0, 200.0), division, true, None).drawer);
    }

    #[test]
    fn a_pane_without_room_stands_alone_when_it_is_asked_for() {
        for part in [Part::Reports, Part::Source, Part::Details] {
            assert_eq!(room(600.0, 350.0, Some(part)).alone, Some(part));
            assert_eq!(room(1600.0, 900.0, Some(part)).alone, None);
            let fits = |x, y| Room::fits(Vec2::new(x, y), part, Division::default());
            assert!(!fits(600.0, 350.0) && fits(1600.0, 900.0));
        }
    }
}
