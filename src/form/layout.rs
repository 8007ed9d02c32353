//! Where everything of a table stands when it is drawn as the official form is: a grid of merged boxes.

use crate::form::merged_heads::{levels, merged_heads, merged_heads_above};
use crate::form::naming::english_label;
use crate::form::schema::{Block, ColumnSpec, Layout, TableSpec};
use crate::form::{CellKey, RowKey, TableId};

/// A table as a grid; its boxes cover every place of the grid exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormLayout {
    /// Columns at the left that hold labels.
    pub n_label_columns: usize,
    /// All columns.
    pub n_columns: usize,
    /// All rows, heads included.
    pub n_rows: usize,
    /// The boxes, from top to bottom and left to right.
    pub boxes: Vec<LayoutBox>,
}

/// One merged box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LayoutBox {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows covered.
    pub n_rows: usize,
    /// Columns covered.
    pub n_columns: usize,
    /// What stands in it.
    pub content: Content,
}

impl LayoutBox {
    /// The cell that it is, if it is one.
    fn cell(&self) -> Option<&CellKey> {
        match &self.content {
            Content::Cell(cell) => Some(cell),
            _ => None,
        }
    }
}

/// What stands in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Heading of a block.
    Heading(String),
    /// Head of columns.
    Head(String),
    /// Head of a group of rows.
    Group(String),
    /// Label of a row.
    Label(String),
    /// A cell.
    Cell(CellKey),
}

impl FormLayout {
    /// The cells that a head, group or label is about, in reading order; those under a head end where other heads stand
    /// under it.
    pub(crate) fn cells_of(&self, label: &LayoutBox) -> Vec<&CellKey> {
        let in_rows = |place: &&LayoutBox| {
            let rows = label.row..label.row + label.n_rows;
            rows.contains(&place.row)
        };
        let under = |place: &&LayoutBox| {
            place.row >= label.row + label.n_rows
                && place.column >= label.column
                && place.column + place.n_columns <= label.column + label.n_columns
        };
        match &label.content {
            Content::Label(_) | Content::Group(_) => {
                let beside = self.boxes.iter().filter(in_rows);
                beside.filter_map(LayoutBox::cell).collect()
            }
            Content::Head(_) if label.column >= self.n_label_columns => {
                let column = self.boxes.iter().filter(under);
                let below = column.skip_while(|place| place.cell().is_none());
                below.map_while(LayoutBox::cell).collect()
            }
            Content::Head(_) | Content::Heading(_) | Content::Cell(_) => Vec::new(),
        }
    }

    /// Its heads and labels in English, each with the official one beside it.
    pub(crate) fn in_english(mut self, spec: &TableSpec) -> Self {
        for place in &mut self.boxes {
            let is_upright = self.n_label_columns > 1 && place.column == 0;
            match &mut place.content {
                Content::Group(text) if !is_upright => beside(text, spec, "\n"),
                Content::Head(text) => beside(text, spec, "\n"),
                Content::Label(text) => beside(text, spec, "　"),
                Content::Heading(_) | Content::Group(_) | Content::Cell(_) => {}
            }
        }
        self
    }

    /// A table of which nothing is drawn.
    pub(crate) fn empty() -> Self {
        Self {
            n_label_columns: 0,
            n_columns: 0,
            n_rows: 0,
            boxes: Vec::new(),
        }
    }
}

/// The English of an official label before it.
fn beside(label: &mut String, spec: &TableSpec, gap: &str) {
    if let Some(english) = english_label(spec, label) {
        *label = format!("{english}{gap}{label}");
    }
}

/// The layout of `table` with the `rows` a report has, sub-rows included. `item_head` stands over labels where the form
/// prints no note.
pub(crate) fn form_layout(
    table: TableId,
    spec: &TableSpec,
    rows: &[RowKey],
    item_head: &str,
) -> FormLayout {
    match spec.layout {
        Layout::Rows => rows_layout(table, spec, rows, item_head),
        Layout::Flat => flat_layout(table, spec),
    }
}

fn rows_layout(table: TableId, spec: &TableSpec, rows: &[RowKey], item_head: &str) -> FormLayout {
    let depth = spec
        .rows()
        .map(|(_, row)| row.heads.len())
        .max()
        .unwrap_or(0);
    let n_label_columns = depth + 1;
    let n_value_columns = spec
        .blocks
        .iter()
        .map(|block| block.columns.len().max(1))
        .fold(1, least_common_multiple);
    let mut builder = Builder {
        table,
        n_label_columns,
        n_value_columns,
        next_row: 0,
        boxes: Vec::new(),
    };
    let corner = if spec.notes.is_empty() {
        item_head.to_owned()
    } else {
        spec.notes.concat()
    };
    for block in &spec.blocks {
        let own: Vec<&RowKey> = rows
            .iter()
            .filter(|row| block.rows.iter().any(|known| known.key == row.base()))
            .collect();
        if !own.is_empty() {
            builder.heading(block);
            builder.column_heads(block, &corner);
            builder.rows(spec, block, &own);
        }
    }
    FormLayout {
        n_label_columns,
        n_columns: n_label_columns + n_value_columns,
        n_rows: builder.next_row,
        boxes: builder.boxes,
    }
}

fn least_common_multiple(a: usize, b: usize) -> usize {
    let gcd = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    a / gcd(a, b).max(1) * b
}

struct Builder {
    table: TableId,
    n_label_columns: usize,
    n_value_columns: usize,
    next_row: usize,
    boxes: Vec<LayoutBox>,
}

impl Builder {
    fn add(&mut self, at: (usize, usize), size: (usize, usize), content: Content) {
        self.boxes.push(LayoutBox {
            row: at.0,
            column: at.1,
            n_rows: size.0,
            n_columns: size.1,
            content,
        });
    }

    fn heading(&mut self, block: &Block) {
        if !block.heading.is_empty() {
            let width = self.n_label_columns + self.n_value_columns;
            self.add(
                (self.next_row, 0),
                (1, width),
                Content::Heading(block.heading.clone()),
            );
            self.next_row += 1;
        }
    }

    fn column_heads(&mut self, block: &Block, corner: &str) {
        let height = levels(block.columns.iter().map(|column| &column.heads));
        let top = self.next_row;
        self.add(
            (top, 0),
            (height, self.n_label_columns),
            Content::Head(corner.to_owned()),
        );
        let width = self.n_value_columns / block.columns.len().max(1);
        let heads: Vec<Vec<String>> = block
            .columns
            .iter()
            .map(|column| [column.heads.as_slice(), std::slice::from_ref(&column.label)].concat())
            .collect();
        for run in merged_heads(&heads, height) {
            self.add(
                (top + run.level, self.n_label_columns + run.from * width),
                (run.n_levels, run.n * width),
                Content::Head(run.text),
            );
        }
        self.next_row += height;
    }

    fn rows(&mut self, spec: &TableSpec, block: &Block, rows: &[&RowKey]) {
        let top = self.next_row;
        let heads: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let groups = spec.row(row).map(|(_, row)| row.heads.clone());
                let mut heads = groups.unwrap_or_default();
                // A sub-row never merges with its neighbour, even under equal labels.
                heads.push(format!("{row}\n{}", spec.row_label(row)));
                heads
            })
            .collect();
        for run in merged_heads(&heads, self.n_label_columns) {
            let content = match run.text.split_once('\n') {
                Some((_, label)) => Content::Label(label.to_owned()),
                None => Content::Group(run.text.clone()),
            };
            self.add((top + run.from, run.level), (run.n, run.n_levels), content);
        }
        for (offset, row) in rows.iter().enumerate() {
            self.cells(top + offset, row, &block.columns);
        }
        self.next_row += rows.len();
    }

    fn cells(&mut self, at: usize, row: &RowKey, columns: &[ColumnSpec]) {
        let width = self.n_value_columns / columns.len().max(1);
        for (offset, column) in columns.iter().enumerate() {
            let cell = CellKey::new(self.table, row.clone(), &column.key);
            self.add(
                (at, self.n_label_columns + offset * width),
                (1, width),
                Content::Cell(cell),
            );
        }
    }
}

fn flat_layout(table: TableId, spec: &TableSpec) -> FormLayout {
    let mut heads: Vec<Vec<String>> = Vec::new();
    let mut cells = Vec::new();
    for (block, row) in spec.rows() {
        for column in &block.columns {
            let mut path = row.heads.clone();
            path.push(row.label.clone());
            path.push(format!("{}\n{}", row.key, column.label));
            heads.push(path);
            cells.push(CellKey::new(table, RowKey::new(&row.key), &column.key));
        }
    }
    let height = heads.iter().map(Vec::len).max().unwrap_or(1);
    // Column labels stand on one line at the bottom; the group above them takes what is left.
    let mut boxes: Vec<LayoutBox> = merged_heads_above(&heads, height)
        .into_iter()
        .map(|run| LayoutBox {
            row: run.level,
            column: run.from,
            n_rows: run.n_levels,
            n_columns: run.n,
            content: Content::Head(
                run.text
                    .split_once('\n')
                    .map_or(run.text.clone(), |(_, label)| label.to_owned()),
            ),
        })
        .collect();
    let n_columns = cells.len();
    boxes.extend(
        cells
            .into_iter()
            .enumerate()
            .map(|(column, cell)| LayoutBox {
                row: height,
                column,
                n_rows: 1,
                n_columns: 1,
                content: Content::Cell(cell),
            }),
    );
    FormLayout {
        n_label_columns: 0,
        n_columns,
        n_rows: height + 1,
        boxes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::EditionId;
    use crate::form::catalogue;

    #[track_caller]
    fn check_covers(year: u16, table: TableId, rows: &[RowKey], expected: (usize, usize)) {
        let spec = catalogue::table(EditionId(year), table).unwrap();
        let layout = form_layout(table, spec, rows, "信息内容");
        assert_eq!(
            (layout.n_rows, layout.n_columns),
            expected,
            "{year} {table}"
        );
        let mut covered = vec![vec![0; layout.n_columns]; layout.n_rows];
        for place in &layout.boxes {
            for row in covered.iter_mut().skip(place.row).take(place.n_rows) {
                for n in row.iter_mut().skip(place.column).take(place.n_columns) {
                    *n += 1;
                }
            }
        }
        for (row, line) in covered.iter().enumerate() {
            assert!(
                line.iter().all(|n| *n == 1),
                "{year} {table} row {row}: {line:?}"
            );
        }
    }

    fn official(year: u16, table: TableId) -> Vec<RowKey> {
        catalogue::table(EditionId(year), table)
            .unwrap()
            .official_rows()
    }

    #[test]
    fn boxes_cover_every_place_of_the_form_once() {
        for (year, table, size) in [
            (2019, TableId::Proactive, (18, 7)),
            (2021, TableId::Proactive, (14, 4)),
            (2019, TableId::Requests, (26, 10)),
            (2021, TableId::Requests, (28, 10)),
            (2019, TableId::Disputes, (4, 15)),
            (2021, TableId::Disputes, (4, 15)),
        ] {
            check_covers(year, table, &official(year, table), size);
        }
    }

    #[test]
    fn sub_rows_take_a_row_each() {
        let mut rows = official(2019, TableId::Proactive);
        let at = rows
            .iter()
            .position(|row| row.as_str() == "other_services")
            .unwrap();
        rows[at] = RowKey::sub_row("other_services", "行政检查", 1);
        rows.insert(at + 1, RowKey::sub_row("other_services", "行政确认", 1));
        check_covers(2019, TableId::Proactive, &rows, (19, 7));
    }

    #[test]
    fn groups_of_rows_are_merged() {
        let spec = catalogue::table(EditionId(2021), TableId::Requests).unwrap();
        let layout = form_layout(TableId::Requests, spec, &spec.official_rows(), "");
        let tall = |text: &str| {
            layout
                .boxes
                .iter()
                .find(|place| place.content == Content::Group(text.to_owned()))
                .map(|place| (place.column, place.n_rows))
        };
        assert_eq!(tall("三、本年度办理结果"), Some((0, 22)));
        assert_eq!(tall("（三）不予公开"), Some((1, 8)));
        assert_eq!(tall("（六）其他处理"), Some((1, 3)));
    }
}
