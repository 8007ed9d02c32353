//! What a proposal changes, in words: by rows that get the same, then by rows, then by cells.

use std::collections::BTreeMap;

use crate::app::texts;
use crate::app::wording::{cell_name, row_and_column};
use crate::form::{CellKey, RowKey, TableId, catalogue, naming};
use crate::repair::Change;
use crate::review::Session;
use crate::said::Said;
use crate::value::Value;

/// What a proposal does: its story where it has one, else as [`changes_text`].
pub(crate) fn proposal_text(
    session: &Session,
    mending: Option<&Said>,
    changes: &[Change],
    first: Option<&CellKey>,
    n_shown: usize,
) -> String {
    match mending {
        Some(mending) => texts::say(mending).to_owned(),
        None => changes_text(session, changes, first, n_shown),
    }
}

/// Up to `n_shown` changes in words, those of one row together, and how many there are in all. The row of `first` comes
/// first, where it is changed: it is the one that is looked at.
pub(crate) fn changes_text(
    session: &Session,
    changes: &[Change],
    first: Option<&CellKey>,
    n_shown: usize,
) -> String {
    let is_of_row = |one: &Change, other: &Change| row_of(&one.cell) == row_of(&other.cell);
    let rows: Vec<&[Change]> = changes.chunk_by(is_of_row).collect();
    let (alike, others) = rows_alike(&rows);
    let is_first = |row: &&[Change]| {
        let own = row.first().map(|change| row_of(&change.cell));
        own.is_some() && own == first.map(row_of)
    };
    let (own, others): (Rows, Rows) = others.into_iter().partition(is_first);
    let told = own.into_iter().map(|row| vec![row]).chain(alike);
    let told = told.chain(others.into_iter().map(|row| vec![row]));
    let mut said = Vec::new();
    let (mut left, mut n_said) = (n_shown, 0);
    for rows in told {
        if left == 0 {
            break;
        }
        let (text, n_parts, n_cells) = match rows.as_slice() {
            [row] => row_text(session, row, left),
            rows => rows_text(session, rows),
        };
        said.push(text);
        left -= n_parts;
        n_said += n_cells;
    }
    let mut text = said.join(texts::THEN.show());
    if changes.len() > n_said {
        text.push_str(&texts::CELLS_IN_ALL.with(changes.len()));
    }
    text
}

/// The row in which a cell stands.
fn row_of(cell: &CellKey) -> (TableId, &RowKey) {
    (cell.table, &cell.row)
}

/// Fewest cells of a row that are told as one, where all of them get the same number.
const FEWEST_ALIKE: usize = 3;

/// Fewest rows that are told as one, where the same columns of all of them get the same number.
const FEWEST_ROWS_ALIKE: usize = 3;

/// Rows in the order in which they are told, each with its changes.
type Rows<'a> = Vec<&'a [Change]>;

/// Rows in which the same columns get the same number, by what they share; and those that share with too few.
fn rows_alike<'a>(rows: &[&'a [Change]]) -> (Vec<Rows<'a>>, Rows<'a>) {
    let shared = |row: &[Change]| {
        let first = row.first()?;
        let is_one = row.iter().all(|change| change.to == first.to);
        let columns = row.iter().map(|change| change.cell.column.clone());
        is_one.then(|| {
            (
                first.cell.table,
                columns.collect::<Vec<_>>(),
                first.to.to_string(),
            )
        })
    };
    let mut alike: BTreeMap<_, Rows<'a>> = BTreeMap::new();
    for &row in rows {
        if let Some(shared) = shared(row) {
            alike.entry(shared).or_default().push(row);
        }
    }
    alike.retain(|_, rows| rows.len() >= FEWEST_ROWS_ALIKE);
    let others = rows.iter().copied();
    let others = others.filter(|row| shared(row).is_none_or(|it| !alike.contains_key(&it)));
    let others = others.collect();
    (alike.into_values().collect(), others)
}

/// Most rows alike that are named one by one.
const MOST_NAMED: usize = 4;

/// Rows alike in words: `表三（三）2、（三）3 等 8 行：整行改为 0`; that is one part, and of how many cells it speaks.
fn rows_text(session: &Session, rows: &[&[Change]]) -> (String, usize, usize) {
    let Some((first, row)) = rows.first().and_then(|row| Some((row.first()?, row))) else {
        return (String::new(), 1, 0);
    };
    let n_cells = rows.iter().map(|row| row.len()).sum::<usize>();
    let named = rows.iter().take(MOST_NAMED).filter_map(|row| row.first());
    let named: Vec<String> = named
        .map(|change| short_row(session, &change.cell))
        .collect();
    let table = first.cell.table;
    let table = texts::pick(&[table.short_name(), table.english_name()]).to_owned();
    let named = texts::TABLE_ROWS.with_both(table, named.join(texts::AND.show()));
    let of_rows = if rows.len() > MOST_NAMED {
        texts::AND_OTHER_ROWS.with_both(named, rows.len())
    } else {
        named
    };
    let said = if rows.iter().all(|row| is_whole(session, row)) {
        texts::ROW_BECOMES.with(first.to)
    } else {
        let columns = row
            .iter()
            .map(|change| row_and_column(session, &change.cell).1);
        let columns = columns.collect::<Vec<_>>().join(texts::AND.show());
        texts::COLUMNS_BECOME.with_both(columns, first.to)
    };
    (texts::FILTER_IS.with_both(of_rows, said), 1, n_cells)
}

/// The row as a list names it: `（三）2`.
fn short_row(session: &Session, cell: &CellKey) -> String {
    if texts::is_english() {
        return naming::english_row(&cell.row);
    }
    let edition = session.sheet().editions.get(&cell.table);
    let spec = edition.and_then(|edition| catalogue::table(*edition, cell.table));
    spec.map_or_else(String::new, |spec| spec.row_short(&cell.row).to_owned())
}

/// Whether the changes of one row leave the same number in every cell of it.
fn is_whole(session: &Session, row: &[Change]) -> bool {
    let Some(first) = row.first() else {
        return false;
    };
    let (table, key) = row_of(&first.cell);
    let cells = session.sheet().cells.iter();
    let mut cells = cells.filter(|(cell, _)| cell.table == table && cell.row == *key);
    cells.all(|(cell, value)| {
        let changed = row.iter().find(|change| change.cell == *cell);
        changed.map(|change| change.to).or(value.number()) == Some(first.to)
    })
}

/// At most `most` changes of one row in words; how many parts that are, and of how many cells it speaks.
fn row_text(session: &Session, row: &[Change], most: usize) -> (String, usize, usize) {
    let name = |change: &Change| row_and_column(session, &change.cell);
    let of_row = row.first().map(name).unwrap_or_default().0;
    if let (Some(first), FEWEST_ALIKE..) = (row.first(), row.len())
        && row.iter().all(|change| change.to == first.to)
    {
        let said = if is_whole(session, row) {
            texts::ROW_BECOMES.with(first.to)
        } else {
            texts::CELLS_BECOME.with_both(row.len(), first.to)
        };
        return (texts::FILTER_IS.with_both(of_row, said), 1, row.len());
    }
    let shown = row.get(..most.min(row.len())).unwrap_or_default();
    let step = |change: &Change| format!("{} → {}", value_text(change.from), change.to);
    if let [change] = shown {
        let name = cell_name(session, &change.cell);
        return (texts::FILTER_IS.with_both(name, step(change)), 1, 1);
    }
    let parts = shown
        .iter()
        .map(|change| format!("{} {}", name(change).1, step(change)));
    let parts = parts.collect::<Vec<_>>().join(texts::AND_THEN.show());
    (
        texts::FILTER_IS.with_both(of_row, parts),
        shown.len(),
        shown.len(),
    )
}

fn value_text(value: Value) -> String {
    match value {
        Value::Number(amount) => amount.to_string(),
        Value::Blank => texts::STATE_BLANK.show().to_owned(),
        Value::Dash | Value::Words => "—".to_owned(),
        Value::Unreadable | Value::Absent => texts::STATE_UNREAD.show().to_owned(),
    }
}
