//! Reads one table: its rows, its cells, and what was left over.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::amount::Amount;
use crate::form::schema::Layout;
use crate::form::{CellKey, EditionId, Equation, RowKey, TableId, catalogue, equation};
use crate::read::pieces::{Cut, Piece};
use crate::read::place::{self, Columns, Content, Placed, Row};
use crate::read::reading::{Certainty, Coverage, Found, LabelPlace, Leftover};
use crate::read::rows::{FoundRow, TableText};
use crate::read::{align, blocks, proof};
use crate::source::Span;
use crate::value::Value;

/// A label farther from the form's than this (thousandths) makes its row doubtful.
const DOUBTFUL_LABEL: u32 = 450;
const LABEL_DAMAGED: &str = "本行标签损坏严重";
const LABEL_LOST: &str = "本行标签缺失，按行序推断";
/// The reason given for a row whose numbers stand on both sides of its label.
const LABEL_BETWEEN: &str = "数字印在本行标签的前后两处，可能混有邻行的数字";
/// The reason given for cells that stand apart from their labels and do not add up.
const APART: &str = "数字与行标签分开印，按先后顺序对应";
/// The reason given for blanks beside something that cannot be read.
const GARBLED: &str = "本行有无法辨认的字，空白处可能印有数字";
/// The reason given for a blank among printed zeros.
const LONE_BLANK: &str = "同表多数单元格都印有数字，这里什么也没有";
/// The reason given for a row without numbers in a table with numbers nobody claimed.
const NUMBERS_LEFT: &str = "本行没有数字，而表内另有未归属的数字";

/// Everything read of one table.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// Its rows in printed order.
    pub rows: Vec<RowKey>,
    /// Its cells.
    pub cells: Vec<(CellKey, Found)>,
    /// Where its labels stand.
    pub labels: Vec<LabelPlace>,
    /// Tokens nobody claimed.
    pub leftovers: Vec<Leftover>,
    /// How much was read.
    pub coverage: Coverage,
}

/// Reads `table` of `edition` in the pieces of `region`; `None` for an edition that has no such table.
#[must_use]
pub fn read(
    text: &str,
    cut: &Cut,
    region: Range<usize>,
    table: TableId,
    edition: EditionId,
) -> Option<TableReading> {
    let spec = catalogue::table(edition, table)?;
    let reader = Reader {
        edition,
        table: TableText::new(text, cut, region, table, spec),
    };
    let rows = if spec.layout == Layout::Flat {
        reader.flat_rows()
    } else {
        reader.rows_below_each_other()
    };
    Some(reader.finish(&rows))
}

/// A row with its cells.
struct ReadRow {
    key: RowKey,
    columns: Vec<String>,
    placed: Vec<Placed>,
    /// Why the whole row is doubtful.
    doubt: Option<String>,
    /// Label fragments of the row.
    labels: Vec<Span>,
    /// Whether the row stands in the text.
    found: bool,
}

struct Reader<'a> {
    edition: EditionId,
    table: TableText<'a>,
}

impl Reader<'_> {
    fn rows_below_each_other(&self) -> Vec<ReadRow> {
        let found = self.table.rows();
        let present: Vec<Row> = found.iter().filter_map(|row| row.place.clone()).collect();
        let columns = place::learn(self.table.text, self.table.cut, &present);
        let beside: Vec<ReadRow> = found
            .iter()
            .map(|row| self.read_row(row, &columns))
            .collect();
        let Some(mut apart) = self.rows_apart(&found) else {
            return beside;
        };
        let is_proven = self.adds_up(&apart);
        let n_whole = found.iter().filter(|row| is_whole(row)).count();
        let is_mostly_whole = n_whole * 5 >= found.len() * 4;
        if is_mostly_whole && (!is_proven || self.adds_up(&beside)) {
            return beside;
        }
        if !is_proven {
            for row in &mut apart {
                row.doubt = Some(APART.to_owned());
            }
        }
        apart
    }

    fn read_row(&self, row: &FoundRow, columns: &Columns) -> ReadRow {
        let placed = match &row.place {
            Some(place) => place::place(self.table.text, self.table.cut, place, columns),
            None => vec![
                Placed {
                    content: Content::Missing,
                    doubt: None
                };
                row.form.n_slots
            ],
        };
        let label_doubt = match row.label_distance {
            1_000.. => Some(LABEL_LOST.to_owned()),
            distance if distance > DOUBTFUL_LABEL => Some(LABEL_DAMAGED.to_owned()),
            _ => None,
        };
        let label_line = row.place.as_ref().and_then(|place| place.label_line);
        let is_garbled = label_line.is_some_and(|line| self.table.has_garble(line, line));
        let garble_doubt = (is_garbled && has_blank(&placed)).then(|| GARBLED.to_owned());
        ReadRow {
            placed,
            doubt: label_doubt
                .or(row.doubt.clone())
                .or(garble_doubt)
                .or_else(|| self.between_doubt(row)),
            ..self.bare_row(row)
        }
    }

    /// Tokens on lines before the label and on lines behind it may be those of two rows.
    fn between_doubt(&self, row: &FoundRow) -> Option<String> {
        let pieces = row.place.as_ref()?.pieces.clone();
        let pieces = self.table.cut.pieces.get(pieces)?;
        let label = pieces.iter().position(|piece| piece.token().is_none())?;
        let (before, behind) = pieces.split_at(label);
        let last = before.last()?;
        behind
            .iter()
            .any(|piece| piece.token().is_some() && piece.line > last.line)
            .then(|| LABEL_BETWEEN.to_owned())
    }

    /// The row without its cells.
    fn bare_row(&self, row: &FoundRow) -> ReadRow {
        ReadRow {
            key: row.key.clone(),
            columns: self.column_keys(&row.key),
            placed: Vec::new(),
            doubt: None,
            labels: self.table.label_spans(row),
            found: row.place.is_some(),
        }
    }

    fn column_keys(&self, row: &RowKey) -> Vec<String> {
        let columns = self.table.spec.row(row).map(|(block, _)| &block.columns);
        columns
            .into_iter()
            .flatten()
            .map(|column| column.key.clone())
            .collect()
    }

    /// The rows of a table whose cells stand apart from its labels, if they can be told.
    fn rows_apart(&self, found: &[FoundRow]) -> Option<Vec<ReadRow>> {
        let slots: Vec<usize> = found.iter().map(|row| row.form.n_slots).collect();
        let blocks = blocks::rows(self.table.pieces(), &slots)?;
        let token = |at: usize| Placed {
            content: Content::Token(at + self.table.region.start),
            doubt: None,
        };
        let row = |(row, tokens): (&FoundRow, Vec<usize>)| ReadRow {
            placed: tokens.into_iter().map(token).collect(),
            found: true,
            ..self.bare_row(row)
        };
        Some(found.iter().zip(blocks).map(row).collect())
    }

    /// Whether the numbers of the rows satisfy every equation of the form: the proof that they stand in their places.
    fn adds_up(&self, rows: &[ReadRow]) -> bool {
        let cells: BTreeMap<CellKey, Value> = self
            .cells(rows)
            .into_iter()
            .map(|(key, found)| (key, found.value))
            .collect();
        let side = |keys: &[CellKey]| {
            keys.iter().try_fold(Amount::ZERO, |sum, key| {
                Some(sum.plus(cells.get(key)?.in_sums()?))
            })
        };
        let holds = |equation: &Equation| {
            side(&equation.left)
                .zip(side(&equation.right))
                .is_some_and(|(left, right)| left.equals(right))
        };
        equation::of_table(self.edition, self.table.table)
            .iter()
            .all(holds)
    }

    /// All rows side by side: the tokens behind the heads fill the cells in order.
    fn flat_rows(&self) -> Vec<ReadRow> {
        let forms = self.table.row_forms();
        let n_slots = forms.iter().map(|form| form.n_slots).sum();
        let heads = self
            .table
            .pieces()
            .iter()
            .take_while(|piece| piece.token().is_none());
        let label_line = heads.last().map(|piece| piece.line);
        let mut row = Row::new(
            self.table.cut,
            self.table.region.clone(),
            label_line,
            n_slots,
        );
        row.group = forms.first().map_or(n_slots, |form| form.n_slots);
        let columns = place::learn(self.table.text, self.table.cut, std::slice::from_ref(&row));
        let placed = place::place(self.table.text, self.table.cut, &row, &columns);
        let is_garbled = has_blank(&placed) && self.table.has_garble(0, usize::MAX);
        let mut cells = placed.into_iter();
        let row = |form: align::RowForm| ReadRow {
            columns: self.column_keys(&form.key),
            placed: cells.by_ref().take(form.n_slots).collect(),
            key: form.key,
            doubt: is_garbled.then(|| GARBLED.to_owned()),
            labels: Vec::new(),
            found: true,
        };
        forms.into_iter().map(row).collect()
    }

    fn finish(&self, rows: &[ReadRow]) -> TableReading {
        let mut cells = self.cells(rows);
        let leftovers = self.leftovers(&cells);
        doubt_lone_blanks(rows, &mut cells);
        if !leftovers.is_empty() {
            doubt_empty_rows(rows, &mut cells);
        }
        if !self.is_row_by_row(rows) {
            proof::doubt_unproven(self.edition, self.table.table, &mut cells);
        }
        let label = |row: &ReadRow, span: Span| LabelPlace {
            table: self.table.table,
            row: Some(row.key.clone()),
            span,
        };
        TableReading {
            labels: rows
                .iter()
                .flat_map(|row| row.labels.iter().map(|span| label(row, *span)))
                .collect(),
            coverage: self.coverage(rows, &cells),
            rows: rows.iter().map(|row| row.key.clone()).collect(),
            cells,
            leftovers,
        }
    }

    /// Whether the text itself shows the rows: nearly all have their numbers on one line of their own.
    fn is_row_by_row(&self, rows: &[ReadRow]) -> bool {
        let line = |placed: &Placed| match placed.content {
            Content::Token(at) => self.table.cut.pieces.get(at).map(|piece| piece.line),
            _ => None,
        };
        let lines = |row: &ReadRow| row.placed.iter().filter_map(line).collect::<BTreeSet<_>>();
        let n_lines: Vec<usize> = rows.iter().map(|row| lines(row).len()).collect();
        let n_printed = n_lines.iter().filter(|n| **n > 0).count();
        let n_alone = n_lines.iter().filter(|n| **n == 1).count();
        n_alone * 5 >= n_printed * 4
    }

    fn cells(&self, rows: &[ReadRow]) -> Vec<(CellKey, Found)> {
        let cell = |row: &ReadRow, column: &str, placed: &Placed| {
            let key = CellKey::new(self.table.table, row.key.clone(), column);
            let found = self.found(&key, placed, row.doubt.as_deref());
            (key, found)
        };
        rows.iter()
            .flat_map(|row| {
                row.columns
                    .iter()
                    .zip(&row.placed)
                    .map(move |(column, placed)| cell(row, column, placed))
            })
            .collect()
    }

    fn found(&self, key: &CellKey, placed: &Placed, row_doubt: Option<&str>) -> Found {
        let column_unit = self
            .table
            .spec
            .column(&key.row, &key.column)
            .and_then(|column| column.unit.clone());
        let (value, span, unit, glyph_doubt) = match placed.content {
            Content::Missing => return Found::absent(),
            Content::Blank(span) => (Value::Blank, span, None, None),
            Content::Text(span) => (Value::Words, span, None, None),
            Content::Garbled(span) => (Value::Unreadable, span, None, None),
            Content::Part(span, amount) => (Value::Number(amount), span, column_unit, None),
            Content::Token(at) => {
                let Some(piece) = self.table.cut.pieces.get(at) else {
                    return Found::absent();
                };
                let Some(token) = piece.token() else {
                    return Found::absent();
                };
                (
                    token.value,
                    piece.span,
                    token.unit.clone().or(column_unit),
                    token.doubt.as_deref(),
                )
            }
        };
        let doubts: Vec<&str> = [glyph_doubt, placed.doubt.as_deref(), row_doubt]
            .into_iter()
            .flatten()
            .collect();
        let certainty = if doubts.is_empty() {
            Certainty::Certain
        } else {
            Certainty::Uncertain(doubts.join("；"))
        };
        Found {
            printed: span.of(self.table.text).to_owned(),
            value,
            unit,
            spans: vec![span],
            certainty,
        }
    }

    /// Tokens of the region that no cell holds a part of.
    fn leftovers(&self, cells: &[(CellKey, Found)]) -> Vec<Leftover> {
        let starts: BTreeSet<usize> = cells
            .iter()
            .flat_map(|(_, found)| &found.spans)
            .map(|span| span.start())
            .collect();
        let is_left = |piece: &&Piece| {
            piece.token().is_some() && starts.range(piece.span.range()).next().is_none()
        };
        let leftover = |piece: &Piece| Leftover {
            table: self.table.table,
            text: piece.span.of(self.table.text).to_owned(),
            span: piece.span,
        };
        self.table
            .pieces()
            .iter()
            .filter(is_left)
            .map(leftover)
            .collect()
    }

    fn coverage(&self, rows: &[ReadRow], cells: &[(CellKey, Found)]) -> Coverage {
        let line = |piece: Option<&Piece>| piece.map_or(0, |piece| piece.line + 1);
        Coverage {
            rows: (rows.iter().filter(|row| row.found).count(), rows.len()),
            cells: (
                cells
                    .iter()
                    .filter(|(_, found)| !found.value.is_unread())
                    .count(),
                cells.len(),
            ),
            lines: (
                line(self.table.pieces().first()),
                line(self.table.pieces().last()),
            ),
        }
    }
}

fn has_blank(placed: &[Placed]) -> bool {
    placed
        .iter()
        .any(|placed| matches!(placed.content, Content::Blank(_)))
}

/// Whether the row has its label and as many tokens as cells.
fn is_whole(row: &FoundRow) -> bool {
    let n_tokens = row.place.as_ref().map_or(0, |place| place.tokens.len());
    n_tokens == row.form.n_slots && row.label_distance <= DOUBTFUL_LABEL
}

/// In a table that prints something in nearly every cell, or in every cell of most rows, the blanks may be numbers that
/// got lost.
fn doubt_lone_blanks(rows: &[ReadRow], cells: &mut [(CellKey, Found)]) {
    let n_blank = cells
        .iter()
        .filter(|(_, found)| found.value == Value::Blank)
        .count();
    let is_filler =
        |value: Value| value == Value::Dash || value.number().is_some_and(Amount::is_zero);
    let n_filler = cells
        .iter()
        .filter(|(_, found)| is_filler(found.value))
        .count();
    let is_full = |row: &&ReadRow| {
        row.placed
            .iter()
            .all(|placed| matches!(placed.content, Content::Token(_)))
    };
    let n_full = rows.iter().filter(is_full).count();
    if n_blank * 5 <= n_filler || n_full * 2 >= rows.len() {
        doubt_blanks(cells, LONE_BLANK, |_| true);
    }
}

/// A row without a single number is not known to be blank while the table has numbers nobody claimed.
fn doubt_empty_rows(rows: &[ReadRow], cells: &mut [(CellKey, Found)]) {
    let is_empty = |row: &&ReadRow| {
        row.placed
            .iter()
            .all(|placed| matches!(placed.content, Content::Blank(_)))
    };
    let empty: BTreeSet<&RowKey> = rows.iter().filter(is_empty).map(|row| &row.key).collect();
    doubt_blanks(cells, NUMBERS_LEFT, |key| empty.contains(&key.row));
}

fn doubt_blanks(cells: &mut [(CellKey, Found)], why: &str, concerns: impl Fn(&CellKey) -> bool) {
    for (key, found) in cells {
        if found.value == Value::Blank && found.doubt().is_none() && concerns(key) {
            found.certainty = Certainty::Uncertain(why.to_owned());
        }
    }
}
