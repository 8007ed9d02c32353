//! What a check goes through, line by line, and which cells a name stands for in each.

use crate::form::naming::{said_cell, said_column, said_row};
use crate::form::schema::{ColumnKind, ColumnSpec, TableSpec};
use crate::form::{CellKey, LineKey, RowKey, Sheet, TableId, catalogue, equation};
use crate::rules::kinds::schema::{CellKind, Scope, Table};
use crate::said::Said;

/// A row, a column, a cell, or the report as a whole.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The table with its form; `None` for the report as a whole.
    pub place: Option<(TableId, &'static TableSpec)>,
    /// The row, where it is one or a cell.
    pub row: Option<RowKey>,
    /// The column, where it is one or a cell.
    pub column: Option<LineKey>,
}

/// The table a key of the data stands for.
pub(super) fn table_of(table: Table) -> TableId {
    match table {
        Table::Proactive => TableId::Proactive,
        Table::Requests => TableId::Requests,
        Table::Disputes => TableId::Disputes,
    }
}

/// The only table a scope looks at.
pub(super) fn table_of_scope(scope: &Scope) -> Option<TableId> {
    match scope {
        Scope::Rows(table) | Scope::FormRows(table) | Scope::Columns(table, _) => {
            Some(table_of(*table))
        }
        Scope::Cells(_) | Scope::Tables(_) | Scope::Report => None,
    }
}

/// The lines of a scope in `sheet`, in the order of the form; none of tables that are not there.
pub(super) fn lines(scope: &Scope, sheet: &Sheet) -> Vec<Line> {
    match scope {
        Scope::Rows(table) => rows_of(*table, sheet, |id, _| {
            sheet.rows.get(&id).cloned().unwrap_or_default()
        }),
        Scope::FormRows(table) => rows_of(*table, sheet, |_, spec| spec.official_rows()),
        Scope::Columns(table, but) => columns_of(*table, sheet, but),
        Scope::Cells(kinds) => TableId::ALL
            .into_iter()
            .filter_map(|id| Some((id, spec_of(id, sheet)?)))
            .flat_map(|(id, spec)| cells_of(id, spec, sheet, kinds))
            .collect(),
        Scope::Tables(_) => TableId::ALL
            .into_iter()
            .filter_map(|id| Some((id, spec_of(id, sheet)?)))
            .map(|place| Line {
                place: Some(place),
                row: None,
                column: None,
            })
            .collect(),
        Scope::Report => vec![Line::report()],
    }
}

fn spec_of(table: TableId, sheet: &Sheet) -> Option<&'static TableSpec> {
    catalogue::table(*sheet.editions.get(&table)?, table)
}

fn rows_of(
    table: Table,
    sheet: &Sheet,
    rows: impl Fn(TableId, &TableSpec) -> Vec<RowKey>,
) -> Vec<Line> {
    let id = table_of(table);
    let Some(spec) = spec_of(id, sheet) else {
        return Vec::new();
    };
    let line = |row| Line {
        place: Some((id, spec)),
        row: Some(row),
        column: None,
    };
    rows(id, spec).into_iter().map(line).collect()
}

fn columns_of(table: Table, sheet: &Sheet, but: &[LineKey]) -> Vec<Line> {
    let id = table_of(table);
    let Some(spec) = spec_of(id, sheet) else {
        return Vec::new();
    };
    let columns = spec.columns().filter(|column| !but.contains(&column.key));
    let line = |column: &ColumnSpec| Line {
        place: Some((id, spec)),
        row: None,
        column: Some(column.key.clone()),
    };
    columns.map(line).collect()
}

fn cells_of(id: TableId, spec: &'static TableSpec, sheet: &Sheet, kinds: &[CellKind]) -> Vec<Line> {
    let rows = sheet.rows.get(&id).map_or(&[][..], Vec::as_slice);
    let in_row = |row: &RowKey| -> Vec<Line> {
        let columns = spec.row(row).map_or(&[][..], |(block, _)| &block.columns);
        let is_wanted = |column: &&ColumnSpec| kinds.iter().any(|kind| is_of(column.kind, *kind));
        let columns = columns.iter().filter(is_wanted);
        columns
            .map(|column| Line {
                place: Some((id, spec)),
                row: Some(row.clone()),
                column: Some(column.key.clone()),
            })
            .collect()
    };
    rows.iter().flat_map(in_row).collect()
}

/// The cells of the form that a table has in columns of these kinds.
pub(super) fn form_cells(id: TableId, spec: &TableSpec, kinds: &[CellKind]) -> Vec<CellKey> {
    let cells = spec.cells(id, &spec.official_rows()).into_iter();
    let is_wanted = |cell: &CellKey| {
        let column = spec.column(&cell.row, &cell.column);
        column.is_some_and(|column| kinds.iter().any(|kind| is_of(column.kind, *kind)))
    };
    cells.filter(is_wanted).collect()
}

/// Whether the cell counts something: then it is never less than 0.
pub(super) fn is_count(cell: &CellKey, sheet: &Sheet) -> bool {
    let spec = spec_of(cell.table, sheet);
    let column = spec.and_then(|spec| spec.column(&cell.row, &cell.column));
    column.is_some_and(|column| column.kind == ColumnKind::Count)
}

fn is_of(kind: ColumnKind, wanted: CellKind) -> bool {
    matches!(
        (kind, wanted),
        (ColumnKind::Count, CellKind::Count)
            | (ColumnKind::Change, CellKind::Change)
            | (ColumnKind::Money, CellKind::Money)
    )
}

impl Line {
    /// The report as a whole.
    pub(super) fn report() -> Self {
        Self {
            place: None,
            row: None,
            column: None,
        }
    }

    /// The cells that `name` stands for on this line; none where the form of `sheet` has none.
    pub(super) fn cells(&self, name: &str, sheet: &Sheet) -> Vec<CellKey> {
        match (self.place, &self.row, &self.column) {
            (Some((table, spec)), Some(row), None) => {
                let column = spec.column(row, name);
                let cell = column.map(|column| CellKey::new(table, row.clone(), &column.key));
                cell.into_iter().collect()
            }
            (Some((table, spec)), None, Some(column)) => rows_named(spec, name)
                .into_iter()
                .map(|row| CellKey::new(table, row, column))
                .collect(),
            (Some((table, _)), Some(row), Some(column)) => {
                vec![CellKey::new(table, row.clone(), column)]
            }
            (Some(_), None, None) => Vec::new(),
            (None, ..) => cells_of_key(name, sheet),
        }
    }

    /// How the finding about this line is told from others of its rule.
    pub(super) fn subject(&self) -> String {
        match (self.place, &self.row, &self.column) {
            (Some((table, _)), Some(row), None) => format!("{table}.{row}"),
            (Some((table, _)), Some(row), Some(column)) => format!("{table}.{row}.{column}"),
            (Some((table, _)), None, None) => table.to_string(),
            _ => self.column.as_deref().unwrap_or_default().to_owned(),
        }
    }

    /// `表三 自然人列`, `表二 行政许可`.
    pub(super) fn place_name(&self) -> Said {
        let Some((table, spec)) = self.place else {
            return Said::default();
        };
        let (name, in_english) = (table.short_name(), table.english_name());
        let own = match (&self.row, &self.column) {
            (Some(row), None) => said_row(spec, row),
            (Some(row), Some(column)) => said_cell(spec, &CellKey::new(table, row.clone(), column)),
            (None, Some(column)) => name_of_column(spec, column),
            (None, None) => return Said::from([name, in_english]),
        };
        Said::new(
            format!("{name} {}", own.chinese),
            format!("{in_english}, {}", own.english),
        )
    }

    /// What a sentence calls the cells a name stands for: their column on a row, their row on a column.
    pub(super) fn name_of(&self, name: &str) -> Said {
        match (self.place, &self.row) {
            (Some((_, spec)), Some(row)) => said_column(spec, row, name),
            (Some((_, spec)), None) => said_row(spec, &RowKey::new(name)),
            (None, _) => Said::same(name),
        }
    }
}

/// What a sentence calls a column that all rows of the table have.
fn name_of_column(spec: &TableSpec, column: &str) -> Said {
    let row = spec.official_rows().into_iter().next();
    let name = row.map_or_else(|| Said::same(column), |row| said_column(spec, &row, column));
    Said::new(
        format!("{}列", name.chinese),
        format!("column {}", name.english),
    )
}

fn rows_named(spec: &TableSpec, name: &str) -> Vec<RowKey> {
    equation::matching_rows(spec, std::slice::from_ref(&name.to_owned()))
}

/// The cells of a whole key, whose row may be a group.
fn cells_of_key(name: &str, sheet: &Sheet) -> Vec<CellKey> {
    let cells = || {
        let (table, rest) = name.split_once('.')?;
        let (rows, column) = rest.rsplit_once('.')?;
        let table = TableId::from_key(table)?;
        let spec = spec_of(table, sheet)?;
        let rows = rows_named(spec, rows);
        let known = rows
            .into_iter()
            .filter(|row| spec.column(row, column).is_some());
        Some(known.map(|row| CellKey::new(table, row, column)).collect())
    };
    cells().unwrap_or_default()
}
