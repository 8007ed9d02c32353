//! Tables as lists of values: rows of cells, records with the same names, cells that tell their row and column.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::blocks::{Block, CELL_LIMIT, RawCell, RawTable};
use crate::source::json::texts::{Texts, is_chinese};
use crate::source::json::value::Value;

/// The blocks of the table that a list is; `None` where it is none.
pub(super) fn table(values: &[Value], texts: &Texts) -> Option<Vec<Block>> {
    let rows = rows(values, texts).or_else(|| records(values));
    if let Some(table) = rows {
        return Some(table.into_blocks());
    }
    records_in_parts(values).or_else(|| placed(values, texts))
}

/// Names of the fields in which heads stand apart from their rows, and of those in which the rows stand.
const HEADS: [&str; 5] = ["columns", "header", "headers", "heads", "head"];
const DATA: [&str; 4] = ["data", "rows", "values", "body"];

/// The blocks of the table whose heads stand in one field and whose rows in another; `None` where an object has no such.
pub(super) fn table_below_heads(fields: &[(String, Value)]) -> Option<Vec<Block>> {
    let member = |names: &[&str]| {
        let mut fields = fields.iter();
        let (_, value) = fields.find(|(name, _)| names.contains(&name.as_str()))?;
        Some(value.members())
    };
    let (heads, data) = (member(&HEADS)?, member(&DATA)?);
    let row = |values: &[Value]| values.iter().map(single).collect::<Option<Vec<RawCell>>>();
    let rows = data.iter().map(|values| row(values.members()));
    let rows = [row(heads)]
        .into_iter()
        .chain(rows)
        .collect::<Option<Vec<_>>>()?;
    let is_even = rows.iter().all(|row| row.len() == heads.len());
    let table = RawTable { rows };
    (heads.len() > 1 && is_even && has_words(&table)).then(|| table.into_blocks())
}

/// The blocks of the table that an object of objects is, whose names are the labels of the rows, and in each of these the
/// heads of the columns; rows may stand in groups, whose names stand before theirs. `None` where it is none.
pub(super) fn table_of_rows(fields: &[(String, Value)]) -> Option<Vec<Block>> {
    let mut rows = Vec::new();
    let mut heads = Vec::new();
    let has_groups = collect_rows(fields, "", &mut rows, &mut heads)?;
    // A single object of rows is the table itself, one level down.
    if rows.len() < 2 || heads.len() < 2 || (has_groups && fields.len() == 1) {
        return None;
    }
    let mut table = vec![("", "", heads.clone())];
    table.extend(rows);
    let row = |(group, label, cells): (&str, &str, Vec<&str>)| {
        let labels = [group, label].into_iter().skip(usize::from(!has_groups));
        labels.chain(cells).map(|text| raw(text, (1, 1))).collect()
    };
    let rows = table.into_iter().map(row).collect();
    Some(RawTable { rows }.into_blocks())
}

/// A row: the name of its group, its own, and its cells.
type NamedRow<'a> = (&'a str, &'a str, Vec<&'a str>);

/// Adds the rows that `fields` are; tells whether they stand in groups. `None` where a field is no row.
fn collect_rows<'a>(
    fields: &'a [(String, Value)],
    group: &'a str,
    rows: &mut Vec<NamedRow<'a>>,
    heads: &mut Vec<&'a str>,
) -> Option<bool> {
    let mut has_groups = false;
    for (name, value) in fields {
        let inner = value.fields();
        if inner.is_empty() || !name.contains(is_chinese) {
            return None;
        }
        if let Some(cells) = cells_by_name(inner) {
            let names: Vec<&str> = names(value);
            if heads.is_empty() {
                heads.clone_from(&names);
            }
            if *heads != names {
                return None;
            }
            rows.push((group, name, cells));
        } else if group.is_empty() {
            has_groups = true;
            collect_rows(inner, name, rows, heads)?;
        } else {
            return None;
        }
    }
    Some(has_groups)
}

/// The single values of fields in Chinese names; `None` where one is another.
fn cells_by_name<'a>(fields: &'a [(String, Value)]) -> Option<Vec<&'a str>> {
    let cell =
        |(name, value): &'a (String, Value)| value.single().filter(|_| name.contains(is_chinese));
    fields.iter().map(cell).collect()
}

/// The tables that records of different names are, those of the same one behind the other: the parts of a form.
fn records_in_parts(values: &[Value]) -> Option<Vec<Block>> {
    let parts = values.chunk_by(|one, next| names(one) == names(next));
    let first = names(values.first()?).first().copied()?;
    let is_alike = |value: &Value| {
        let names = names(value);
        names.first() == Some(&first) && cells_by_name(value.fields()).is_some()
    };
    if values.len() < 2 || !values.iter().all(is_alike) {
        return None;
    }
    let mut rows = Vec::new();
    for part in parts {
        rows.extend(records(part)?.rows);
    }
    Some(RawTable { rows }.into_blocks())
}

/// The blocks of the table that an object of objects is, whose names number the columns and, in each of these, the rows;
/// `None` where it is none.
pub(super) fn table_of_columns(fields: &[(String, Value)]) -> Option<Vec<Block>> {
    let columns = by_number(fields)?.into_iter();
    let columns = columns.map(|column| by_number(column.fields()));
    let columns = columns.collect::<Option<Vec<_>>>()?;
    let n_rows = columns.first()?.len();
    if columns.len() < 2 || n_rows < 2 || columns.iter().any(|column| column.len() != n_rows) {
        return None;
    }
    let row = |at: usize| {
        columns
            .iter()
            .map(|column| single(column.get(at)?))
            .collect()
    };
    let table = RawTable {
        rows: (0..n_rows).map(row).collect::<Option<Vec<_>>>()?,
    };
    has_words(&table).then(|| table.into_blocks())
}

/// The values of fields that are called by numbers, in their order; `None` where one is not.
fn by_number(fields: &[(String, Value)]) -> Option<Vec<&Value>> {
    let numbered = fields
        .iter()
        .map(|(name, value)| Some((name.parse::<usize>().ok()?, value)));
    let mut numbered = numbered.collect::<Option<Vec<_>>>()?;
    numbered.sort_by_key(|(number, _)| *number);
    Some(numbered.into_iter().map(|(_, value)| value).collect())
}

/// The cell that a single value is.
fn single(value: &Value) -> Option<RawCell> {
    Some(raw(value.single()?, (1, 1)))
}

/// A list of lists, or of objects that hold one list, of cells.
fn rows(values: &[Value], texts: &Texts) -> Option<RawTable> {
    let rows = values.iter().map(cells_of).collect::<Option<Vec<_>>>()?;
    let has_objects = rows
        .iter()
        .any(|row| row.iter().any(|cell| !cell.fields().is_empty()));
    let read = |row: &&[Value]| row.iter().map(|value| cell(value, texts)).collect();
    let table = RawTable {
        rows: rows.iter().map(read).collect::<Option<Vec<_>>>()?,
    };
    // A box is a list of corners, without a word; pages are lists of blocks, each of some type and not alike in number.
    let is_table = table.rows.len() > 1
        && has_words(&table)
        && (!has_objects || (table.rows.len() > 2 && !have_types(&rows) && is_even(&table)));
    is_table.then_some(table)
}

/// Whether any of the cells tells its type as blocks do, and not all the same.
fn have_types(rows: &[&[Value]]) -> bool {
    let fields = rows
        .iter()
        .flat_map(|row| row.iter())
        .flat_map(Value::fields);
    let types: BTreeSet<&str> = fields
        .filter(|(name, _)| TYPES.contains(&name.as_str()))
        .filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    types.len() > 1
}

/// Fields that tell what a block is.
const TYPES: [&str; 5] = ["type", "category", "label", "block_type", "block_label"];

/// Whether all rows have as many columns, or some cells cover several.
fn is_even(table: &RawTable) -> bool {
    let width = |row: &Vec<RawCell>| row.iter().map(|cell| cell.column_span).sum::<u32>();
    let widths: BTreeSet<u32> = table.rows.iter().map(width).collect();
    let mut cells = table.rows.iter().flatten();
    widths.len() == 1 || cells.any(|cell| cell.column_span > 1 || cell.row_span > 1)
}

/// The cells of a row: a list, or the only list of an object.
fn cells_of(row: &Value) -> Option<&[Value]> {
    // The cells of a whole table tell where they stand.
    let tells_place = |cell: &Value| Place::of(cell.fields()).row.start.is_some();
    match row {
        Value::List(cells) => Some(cells),
        Value::Fields(fields) => only_list(fields).filter(|cells| !cells.iter().any(tells_place)),
        _ => None,
    }
}

/// The list that alone of several fields is one.
fn only_list(fields: &[(String, Value)]) -> Option<&[Value]> {
    let mut lists = fields.iter().filter_map(|(_, value)| match value {
        Value::List(members) => Some(members.as_slice()),
        _ => None,
    });
    let list = lists.next()?;
    (lists.next().is_none() && list.len() > 1).then_some(list)
}

/// A cell: a single value, or an object with a text of its own and no other list of objects.
fn cell(value: &Value, texts: &Texts) -> Option<RawCell> {
    let Value::Fields(fields) = value else {
        return single(value);
    };
    let text = texts.of_cell(fields)?;
    let place = Place::of(fields);
    Some(raw(&text, (place.row.span(), place.column.span())))
}

fn raw(text: &str, (row_span, column_span): (u32, u32)) -> RawCell {
    RawCell {
        content: vec![Block::Line(text.to_owned())],
        row_span,
        column_span,
    }
}

fn has_words(table: &RawTable) -> bool {
    let cells = table.rows.iter().flatten();
    let mut contents = cells.flat_map(|cell| &cell.content);
    contents.any(|block| matches!(block, Block::Line(line) if line.contains(is_chinese)))
}

/// Most bytes of a cell of a record, three to a character.
const MOST_OF_CELL: usize = 400;

/// A list of objects with the same names, which are numbers or in Chinese, and single values: in the latter case the names
/// are the heads of the columns.
fn records(values: &[Value]) -> Option<RawTable> {
    let names: Vec<&str> = names(values.first()?);
    let are_heads = names.iter().any(|name| name.contains(is_chinese));
    let is_alike = |value: &Value| self::names(value) == names;
    // Documents one behind the other hold more than a cell does.
    let is_long = |(_, value): &(String, Value)| matches!(value, Value::Text(text) if text.len() > MOST_OF_CELL);
    let has_long = |value: &Value| value.fields().iter().any(is_long);
    if names.len() < 2 || !values.iter().all(is_alike) || values.iter().any(has_long) {
        return None;
    }
    let row = |value: &Value| {
        let fields = value.fields();
        let values = if are_heads {
            fields.iter().map(|(_, value)| value).collect()
        } else {
            by_number(fields)?
        };
        values.into_iter().map(single).collect()
    };
    let mut rows = values.iter().map(row).collect::<Option<Vec<_>>>()?;
    if are_heads {
        rows.insert(0, names.iter().map(|name| raw(name, (1, 1))).collect());
    }
    let table = RawTable { rows };
    (table.rows.len() > 1 && has_words(&table)).then_some(table)
}

fn names(value: &Value) -> Vec<&str> {
    let fields = value.fields().iter();
    fields.map(|(name, _)| name.as_str()).collect()
}

/// A list of cells that tell where they stand. Those that stand nowhere are lines before the table.
fn placed(values: &[Value], texts: &Texts) -> Option<Vec<Block>> {
    let mut cells = Vec::new();
    let mut lines = Vec::new();
    for value in values {
        let Value::Fields(fields) = value else {
            return None;
        };
        let place = Place::of(fields);
        let (row, column) = (place.row.start?, place.column.start?);
        let text = texts.of_cell(fields).unwrap_or_default();
        if row < 0 || column < 0 {
            lines.push(Block::Line(text));
        } else {
            cells.push((place, text));
        }
    }
    let table = grid(cells)?;
    lines.extend(table.into_blocks());
    Some(lines)
}

/// The cells row by row, with an empty one wherever none stands.
fn grid(mut cells: Vec<(Place, String)>) -> Option<RawTable> {
    // Where each end lies behind its start it is the first place that is free again, else the last that is covered.
    let is_behind = |axis: &Axis| axis.last.is_none_or(|last| Some(last) > axis.start);
    let excludes = [
        cells.iter().all(|(place, _)| is_behind(&place.row)),
        cells.iter().all(|(place, _)| is_behind(&place.column)),
    ];
    let least = |start: fn(&Place) -> Option<i64>| cells.iter().filter_map(|(p, _)| start(p)).min();
    let (top, left) = (least(|p| p.row.start)?, least(|p| p.column.start)?);
    for (place, _) in &mut cells {
        place.row.settle(top, excludes[0]);
        place.column.settle(left, excludes[1]);
    }
    let end = |axis: &Axis| {
        usize::try_from(axis.start.unwrap_or(0))
            .ok()?
            .checked_add(axis.span() as usize)
    };
    let rows = cells.iter().map(|(place, _)| end(&place.row));
    let n_rows = rows.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let columns = cells.iter().map(|(place, _)| end(&place.column));
    let n_columns = columns.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    if n_rows < 2 || n_columns < 2 || n_rows.checked_mul(n_columns)? > CELL_LIMIT {
        return None;
    }
    let mut at: BTreeMap<(usize, usize), RawCell> = BTreeMap::new();
    let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (place, text) in cells {
        let [row, column] = [place.row.start, place.column.start].map(|start| start.unwrap_or(0));
        let first = (usize::try_from(row).ok()?, usize::try_from(column).ok()?);
        let spans = (place.row.span(), place.column.span());
        for row in 0..spans.0 as usize {
            covered.extend((0..spans.1 as usize).map(|column| (first.0 + row, first.1 + column)));
        }
        // Two texts of one place are read one after the other.
        let cell = at.entry(first).or_insert_with(|| RawCell {
            content: Vec::new(),
            row_span: spans.0,
            column_span: spans.1,
        });
        cell.content.push(Block::Line(text));
    }
    let rows = (0..n_rows).map(|row| {
        let cell = |column| {
            let cell = at.remove(&(row, column));
            cell.or_else(|| (!covered.contains(&(row, column))).then(|| raw("", (1, 1))))
        };
        (0..n_columns).filter_map(cell).collect()
    });
    let table = RawTable {
        rows: rows.collect(),
    };
    has_words(&table).then_some(table)
}

/// Parts of the names of fields that tell the rows of a cell, in small letters: `start_row`, `RowTl`, `ysc`.
const ROWS: [&str; 3] = ["row", "ysc", "yec"];

/// Those that tell its columns.
const COLUMNS: [&str; 4] = ["col", "gridspan", "xsc", "xec"];

/// What they tell is no place.
const NO_AXIS: [&str; 5] = ["arrow", "brow", "color", "colour", "count"];

/// How names end that tell how many there are, where they hold one number.
const NUMBERS_OF: [&str; 3] = ["rows", "columns", "cols"];

/// How names of the end of a cell end, besides those that hold `end`.
const ENDS: [&str; 2] = ["br", "ec"];

/// Most rows or columns that a cell covers.
const MOST_SPANNED: i64 = 1_000;

/// Where a cell says that it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    row: Axis,
    column: Axis,
}

/// Its place along one side of the table.
#[derive(Clone, Copy, Debug, Default)]
struct Axis {
    start: Option<i64>,
    /// Its end, as it is told.
    last: Option<i64>,
    span: Option<i64>,
}

impl Axis {
    /// How many rows or columns it covers, at least 1.
    fn span(&self) -> u32 {
        u32::try_from(self.span.unwrap_or(1).clamp(1, MOST_SPANNED)).unwrap_or(1)
    }

    /// Counts from `first`, and tells the span by the end; `excludes` tells whether the end is no part of it.
    fn settle(&mut self, first: i64, excludes: bool) {
        if let (Some(start), Some(last)) = (self.start, self.last) {
            let n = last
                .saturating_sub(start)
                .saturating_add(i64::from(!excludes));
            self.span = self.span.or(Some(n));
        }
        self.start = self.start.map(|start| start.saturating_sub(first));
    }
}

impl Place {
    fn of(fields: &[(String, Value)]) -> Self {
        let mut place = Self::default();
        // Some put their place in a field of its own.
        let inner = fields.iter().flat_map(|(_, value)| value.fields());
        for (name, value) in fields.iter().chain(inner) {
            let name = name.to_ascii_lowercase();
            let names = |words: &[&str]| words.iter().any(|word| name.contains(word));
            let is_number_of =
                value.members().is_empty() && NUMBERS_OF.iter().any(|end| name.ends_with(end));
            let axis = if is_number_of || NO_AXIS.iter().any(|word| name.contains(word)) {
                continue;
            } else if names(&ROWS) {
                &mut place.row
            } else if names(&COLUMNS) {
                &mut place.column
            } else {
                continue;
            };
            let Some((first, last)) = numbers(value) else {
                continue;
            };
            let is_end = ENDS.iter().any(|end| name.ends_with(end)) || name.contains("end");
            if name.contains("span") {
                axis.span = axis.span.or(Some(first));
            } else if is_end {
                axis.last = axis.last.or(Some(first));
            } else if axis.start.is_none() {
                axis.start = Some(first);
                // A list of all that are covered.
                let n = last.map(|last| last.saturating_sub(first).saturating_add(1));
                axis.span = axis.span.or(n);
            }
        }
        place
    }
}

/// The whole number that a value is; of a list of them the least and the greatest.
fn numbers(value: &Value) -> Option<(i64, Option<i64>)> {
    let number = |value: &Value| value.printed()?.trim().parse::<i64>().ok();
    match value {
        Value::List(members) => {
            let numbers = members.iter().map(number).collect::<Option<Vec<_>>>()?;
            Some((*numbers.iter().min()?, numbers.iter().max().copied()))
        }
        single => Some((number(single)?, None)),
    }
}
