//! Walking over the cells of all tables with the arrow keys, and blocks of cells.

use crate::form::layout::{Content, FormLayout};
use crate::form::{CellKey, TableId};

/// A width that every number of columns on the form divides.
const SCALE: usize = 420;

/// All cells in reading order, with enough geometry to go up and down between tables of different widths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walk {
    places: Vec<Stop>,
}

#[derive(Clone, Debug)]
struct Stop {
    cell: CellKey,
    /// Row counted over all tables.
    row: usize,
    /// Left and right edge among the value columns, in [`SCALE`].
    edges: (usize, usize),
}

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the row below, behind a run of Tab in the column where it began.
    NextLine,
    /// To the cell at the left, in the same row.
    Left,
    /// To the cell at the right, in the same row.
    Right,
    /// To the next cell, over the end of the row.
    Next,
    /// To the cell before, over the start of the row.
    Previous,
    /// To the first cell of the row.
    RowStart,
    /// To the last cell of the row.
    RowEnd,
    /// To the first cell of all.
    First,
    /// To the last cell of all.
    Last,
    /// Several rows up.
    PageUp,
    /// Several rows down.
    PageDown,
}

/// Rows of a page.
const PAGE: usize = 10;

impl Walk {
    /// The cells of `layouts`, from top to bottom.
    pub(crate) fn new<'a>(layouts: impl Iterator<Item = &'a FormLayout>) -> Self {
        let mut places = Vec::new();
        let mut first_row = 0;
        for layout in layouts {
            let n_values = layout
                .n_columns
                .saturating_sub(layout.n_label_columns)
                .max(1);
            let edge =
                |column: usize| column.saturating_sub(layout.n_label_columns) * SCALE / n_values;
            places.extend(
                layout
                    .boxes
                    .iter()
                    .filter_map(|place| match &place.content {
                        Content::Cell(cell) => Some(Stop {
                            cell: cell.clone(),
                            row: first_row + place.row,
                            edges: (edge(place.column), edge(place.column + place.n_columns)),
                        }),
                        _ => None,
                    }),
            );
            first_row += layout.n_rows;
        }
        places.sort_by_key(|place| (place.row, place.edges.0));
        Self { places }
    }

    /// The first cell.
    pub(crate) fn first(&self) -> Option<&CellKey> {
        self.places.first().map(|place| &place.cell)
    }

    /// Whether the cell stands in one of the tables.
    pub(crate) fn has(&self, cell: &CellKey) -> bool {
        self.index(cell).is_some()
    }

    /// Where `step` leads from `cell`; `None` at the border.
    pub(crate) fn go(&self, cell: &CellKey, step: Step) -> Option<&CellKey> {
        let at = self.index(cell)?;
        let here = self.places.get(at)?;
        let neighbour = |index: Option<usize>| index.and_then(|index| self.places.get(index));
        let same_row = |place: &&Stop| place.row == here.row;
        let place = match step {
            Step::Up => self.in_row(
                self.places
                    .iter()
                    .map(|p| p.row)
                    .filter(|r| *r < here.row)
                    .max(),
                here,
            ),
            Step::Down | Step::NextLine => self.in_row(
                self.places
                    .iter()
                    .map(|p| p.row)
                    .filter(|r| *r > here.row)
                    .min(),
                here,
            ),
            Step::Left => neighbour(at.checked_sub(1)).filter(same_row),
            Step::Right => neighbour(at.checked_add(1)).filter(same_row),
            Step::Previous => neighbour(at.checked_sub(1)),
            Step::Next => neighbour(at.checked_add(1)),
            Step::RowStart => self.places.iter().find(same_row),
            Step::RowEnd => self.places.iter().rfind(same_row),
            Step::First => self.places.first(),
            Step::Last => self.places.last(),
            Step::PageUp => return self.go_often(cell, Step::Up),
            Step::PageDown => return self.go_often(cell, Step::Down),
        };
        place.map(|place| &place.cell)
    }

    /// Where a page of steps leads, or as many as there are.
    fn go_often(&self, cell: &CellKey, step: Step) -> Option<&CellKey> {
        let first = self.go(cell, step)?;
        let steps = 1..PAGE;
        Some(steps.fold(first, |at, _| self.go(at, step).unwrap_or(at)))
    }

    /// The cell of the row of `cell` that stands under or over `start`.
    pub(crate) fn in_line_with(&self, start: &CellKey, cell: &CellKey) -> Option<&CellKey> {
        let place = |cell| self.index(cell).and_then(|at| self.places.get(at));
        let (start, here) = (place(start)?, place(cell)?);
        let own = self.in_row(Some(here.row), start);
        own.map(|place| &place.cell)
    }

    /// The rows of the smallest block that holds both cells; of one table only, that of `anchor`.
    pub(crate) fn block(&self, anchor: &CellKey, head: &CellKey) -> Vec<Vec<&CellKey>> {
        let find = |cell| self.index(cell).and_then(|index| self.places.get(index));
        let (Some(a), Some(b)) = (find(anchor), find(head)) else {
            return Vec::new();
        };
        let (top, bottom) = (a.row.min(b.row), a.row.max(b.row));
        let (left, right) = (a.edges.0.min(b.edges.0), a.edges.1.max(b.edges.1));
        let mut rows: Vec<(usize, Vec<&CellKey>)> = Vec::new();
        for place in &self.places {
            let inside = place.cell.table == anchor.table
                && (top..=bottom).contains(&place.row)
                && place.edges.0 >= left
                && place.edges.1 <= right;
            if !inside {
                continue;
            }
            match rows.last_mut() {
                Some((row, cells)) if *row == place.row => cells.push(&place.cell),
                _ => rows.push((place.row, vec![&place.cell])),
            }
        }
        rows.into_iter().map(|(_, cells)| cells).collect()
    }

    /// The cells of the row in which `cell` stands, from left to right.
    pub(crate) fn row(&self, cell: &CellKey) -> Vec<&CellKey> {
        let here = self.index(cell).and_then(|at| self.places.get(at));
        let places = self.places.iter();
        let of_row = places.filter(|place| here.is_some_and(|here| here.row == place.row));
        of_row.map(|place| &place.cell).collect()
    }

    /// The cells of the column of `cell`, from top to bottom: those of its table that are as wide and stand under each
    /// other.
    pub(crate) fn column(&self, cell: &CellKey) -> Vec<&CellKey> {
        let here = self.index(cell).and_then(|at| self.places.get(at));
        let places = self.places.iter();
        let of_column = places.filter(|place| {
            here.is_some_and(|here| {
                place.cell.table == here.cell.table && place.edges == here.edges
            })
        });
        of_column.map(|place| &place.cell).collect()
    }

    /// The cells of a table in reading order.
    pub(crate) fn table(&self, table: TableId) -> Vec<&CellKey> {
        let places = self.places.iter();
        let of_table = places.filter(|place| place.cell.table == table);
        of_table.map(|place| &place.cell).collect()
    }

    /// Where the lines of a pasted block go: line by line down from `start`, each from `start`'s column to the right.
    /// `None` if the block does not fit into the table.
    pub(crate) fn paste<T: Clone>(
        &self,
        start: &CellKey,
        lines: &[Vec<T>],
    ) -> Option<Vec<(CellKey, T)>> {
        let mut filled = Vec::new();
        let mut row_start = start;
        for (n_line, line) in lines.iter().enumerate() {
            if n_line > 0 {
                row_start = self.go(row_start, Step::Down)?;
            }
            let mut cell = row_start;
            for (n_cell, text) in line.iter().enumerate() {
                if n_cell > 0 {
                    cell = self.go(cell, Step::Right)?;
                }
                if cell.table != start.table {
                    return None;
                }
                filled.push((cell.clone(), text.clone()));
            }
        }
        Some(filled)
    }

    fn index(&self, cell: &CellKey) -> Option<usize> {
        self.places.iter().position(|place| place.cell == *cell)
    }

    /// The cell of `row` that shares most of its width with `here`.
    fn in_row(&self, row: Option<usize>, here: &Stop) -> Option<&Stop> {
        let shared = |place: &Stop| {
            let left = place.edges.0.max(here.edges.0);
            place.edges.1.min(here.edges.1).saturating_sub(left)
        };
        self.places
            .iter()
            .filter(|place| Some(place.row) == row)
            .rev()
            .max_by_key(|place| shared(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::catalogue;
    use crate::form::layout::form_layout;
    use crate::form::{EditionId, TableId};

    fn walk(year: u16) -> Walk {
        let layouts: Vec<FormLayout> = TableId::ALL
            .into_iter()
            .map(|table| {
                let spec = catalogue::table(EditionId(year), table).unwrap();
                form_layout(table, spec, &spec.official_rows(), "")
            })
            .collect();
        Walk::new(layouts.iter())
    }

    #[track_caller]
    fn check_step(from: &str, step: Step, expected: Option<&str>) {
        let walk = walk(2021);
        let to = walk
            .go(&from.parse().unwrap(), step)
            .map(ToString::to_string);
        assert_eq!(to.as_deref(), expected, "{from} {step:?}");
    }

    #[test]
    fn arrows_walk_like_a_spreadsheet() {
        check_step(
            "requests.received.natural_person",
            Step::Right,
            Some("requests.received.enterprise"),
        );
        check_step("requests.received.natural_person", Step::Left, None);
        check_step(
            "requests.received.total",
            Step::Down,
            Some("requests.carried_in.total"),
        );
        check_step("requests.received.total", Step::Right, None);
        check_step(
            "requests.received.total",
            Step::Next,
            Some("requests.carried_in.natural_person"),
        );
        check_step(
            "requests.carried_in.natural_person",
            Step::Previous,
            Some("requests.received.total"),
        );
        check_step(
            "requests.granted.enterprise",
            Step::RowEnd,
            Some("requests.granted.total"),
        );
    }

    #[test]
    fn arrows_cross_from_table_to_table() {
        check_step(
            "proactive.fees.amount",
            Step::Down,
            Some("requests.received.natural_person"),
        );
        check_step(
            "requests.carried_out.natural_person",
            Step::Down,
            Some("disputes.reconsideration.upheld"),
        );
        check_step(
            "requests.carried_out.total",
            Step::Last,
            Some("disputes.suit_after_reconsideration.total"),
        );
        check_step("disputes.reconsideration.upheld", Step::Down, None);
    }

    #[test]
    fn a_block_stays_in_one_table() {
        let walk = walk(2021);
        let block = walk.block(
            &"requests.received.enterprise".parse().unwrap(),
            &"requests.granted.natural_person".parse().unwrap(),
        );
        let shape: Vec<usize> = block.iter().map(Vec::len).collect();
        assert_eq!(shape, [2, 2, 2]);
    }

    #[test]
    fn pasting_fills_right_and_down_or_nothing() {
        let walk = walk(2021);
        let lines = vec![vec!["1".to_owned(), "2".to_owned()], vec!["3".to_owned()]];
        let start = "requests.received.natural_person".parse().unwrap();
        let keys: Vec<String> = walk
            .paste(&start, &lines)
            .unwrap()
            .iter()
            .map(|(cell, text)| format!("{cell}={text}"))
            .collect();
        assert_eq!(
            keys,
            [
                "requests.received.natural_person=1",
                "requests.received.enterprise=2",
                "requests.carried_in.natural_person=3"
            ]
        );
        let edge = "requests.received.total".parse().unwrap();
        assert_eq!(walk.paste(&edge, &lines), None);
    }
}
