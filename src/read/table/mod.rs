//! Reads one table: its rows, its cells, and what was left over.

mod apart;
mod dealt;
mod flat;
mod headed;
mod kinds;
mod proven;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::form::schema::Layout;
use crate::form::{CellKey, EditionId, Equation, RowKey, TableId, catalogue, equation};
use crate::read::bands::{self, Paragraph};
use crate::read::pieces::{Cut, Piece};
use crate::read::place::{self, Columns, Content, Placed};
use crate::read::reading::{Certainty, Coverage, Found, LabelPlace, Leftover};
use crate::read::rows::{FoundRow, TableText, groups};
use crate::read::{blanks, doubt, proof, under_heads};
use crate::source::Span;
use crate::value::Value;

/// A label farther from the form's than this (thousandths) makes its row doubtful.
const DOUBTFUL_LABEL: u32 = 450;
const LABEL_DAMAGED: &str = "本行标签损坏严重";
const LABEL_LOST: &str = "本行标签缺失，按行序推断";
/// The reason given for a row between whose label and numbers the head of another column stands.
const HEAD_BETWEEN: &str = "本行标签与数字之间印有别的栏目名，可能是那一栏的数字";
/// The reason given for a row whose numbers stand on both sides of its label.
const LABEL_BETWEEN: &str = "数字印在本行标签的前后两处，可能混有邻行的数字";

/// So many damaged rows make a table a damaged one.
const ROWS_DAMAGED: usize = 2;

/// Everything read of one table.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// Its rows in printed order.
    pub rows: Vec<RowKey>,
    /// Its cells.
    pub cells: Vec<(CellKey, Found)>,
    /// Rows whose numbers may stand in other columns than those they were put in.
    pub inferred: Vec<RowKey>,
    /// How its numbers came to their rows.
    pub lining: Lining,
    /// Whether several of its rows are missing or illegible, and lack numbers.
    pub is_damaged: bool,
    /// Tokens of the table that stand behind its labels, among other text, as pieces of the text.
    pub borrowed: BTreeSet<usize>,
    /// Where its labels stand.
    pub labels: Vec<LabelPlace>,
    /// Tokens nobody claimed.
    pub leftovers: Vec<Leftover>,
    /// How much was read.
    pub coverage: Coverage,
}

/// How the numbers of a table came to its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lining {
    /// They stand by the labels of their rows.
    Printed,
    /// They stand apart from the labels, and were dealt to the rows.
    Dealt,
    /// They stand apart, and only sums tell which row they belong to.
    BySums,
    /// They break so many equations that they seem to stand under other labels than their own.
    Astray,
}

/// What is known of the rest of the report when a table is read.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Whether lines of numbers stand outside all tables.
    pub numbers_astray: bool,
    /// Whether a table read before is damaged.
    pub is_damaged: bool,
    /// Whether the numbers of a table read before stand apart from its rows, or are left over in number.
    pub is_scattered: bool,
    /// Tokens that belong to a table read before, wherever they stand, as pieces of the text.
    pub lent: BTreeSet<usize>,
}

/// Reads `table` of `edition` in the pieces of `region`; `None` for an edition that has no such table.
#[must_use]
pub fn read(
    text: &str,
    cut: &Cut,
    region: Range<usize>,
    table: TableId,
    edition: EditionId,
    around: &Around,
) -> Option<TableReading> {
    let spec = catalogue::table(edition, table)?;
    let reader = Reader {
        edition,
        around,
        table: TableText::new(text, cut, region, table, spec),
        equations: equation::of_table(edition, table),
    };
    let mut rows = if spec.layout == Layout::Flat {
        reader.flat_rows()
    } else {
        reader.rows_below_each_other()
    };
    Some(reader.finish(&mut rows))
}

/// A row with its cells.
#[derive(Clone)]
pub(super) struct ReadRow {
    key: RowKey,
    columns: Vec<String>,
    pub(super) placed: Vec<Placed>,
    /// Why the whole row is doubtful.
    pub(super) doubt: Option<String>,
    /// Whether something illegible stands on its line.
    pub(super) garbled: bool,
    /// Where its numbers stand.
    standing: Standing,
    /// Label fragments of the row.
    labels: Vec<Span>,
    /// Whether the row stands in the text.
    found: bool,
}

/// Where the numbers of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// On one line, or in full behind their label.
    Together,
    /// On several lines, or in part.
    Scattered,
    /// Apart from the label; they were dealt to the row.
    Dealt,
}

impl Standing {
    fn of(is_together: bool) -> Self {
        if is_together {
            Self::Together
        } else {
            Self::Scattered
        }
    }
}

impl ReadRow {
    /// Whether the row is missing, or its label, its place or something on its line is in doubt.
    fn is_damaged(&self) -> bool {
        !self.found || self.garbled || self.doubt.is_some()
    }

    /// Whether it is damaged and lacks a number. A cell that the source shows to be empty, or with words in it, lacks none.
    fn lost_numbers(&self) -> bool {
        let lacks_number = |placed: &Placed| {
            matches!(
                placed.content,
                Content::Gap(_) | Content::Garbled(_) | Content::Missing
            )
        };
        self.is_damaged() && self.placed.iter().any(lacks_number)
    }
}

struct Reader<'a> {
    edition: EditionId,
    around: &'a Around,
    table: TableText<'a>,
    /// The equations of the form that the table alone decides.
    equations: Vec<Equation>,
}

impl Reader<'_> {
    fn read_row(&self, row: &FoundRow, columns: &Columns) -> ReadRow {
        let mut placed = match &row.place {
            Some(place) => place::place(self.table.text, self.table.cut, place, columns),
            None => vec![
                Placed {
                    content: Content::Missing,
                    doubt: None
                };
                row.form.n_slots
            ],
        };
        self.mind_kinds(&row.key, &mut placed);
        let label_doubt = match row.label_distance {
            1_000.. => Some(LABEL_LOST.to_owned()),
            distance if distance > DOUBTFUL_LABEL => Some(LABEL_DAMAGED.to_owned()),
            _ => None,
        };
        let label_line = row.place.as_ref().and_then(|place| place.label_line);
        ReadRow {
            placed,
            doubt: label_doubt
                .or(row.doubt.clone())
                .or_else(|| self.between_doubt(row))
                .or_else(|| self.heads_doubt(row)),
            garbled: label_line.is_some_and(|line| self.table.has_garble(line, line)),
            standing: Standing::of(self.is_whole(row) || self.is_on_one_line(row)),
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

    /// Behind the head of a column of another block stand the numbers of that block, and no head stands between
    /// numbers and the label they come before.
    fn heads_doubt(&self, row: &FoundRow) -> Option<String> {
        let place = row.place.as_ref()?;
        let (first, last) = (*place.tokens.first()?, *place.tokens.last()?);
        let (own, _) = self.table.spec.row(&row.form.key)?;
        let labels = |range: Range<usize>| {
            let pieces = self.table.cut.pieces.get(range);
            pieces.into_iter().flatten().filter_map(Piece::label)
        };
        let spec = self.table.spec;
        let is_foreign = |label: &[char]| under_heads::is_foreign_head(label, own, spec);
        let is_head = |label: &[char]| under_heads::is_head(label, spec);
        let is_wrong = labels(place.pieces.start..first).any(is_foreign)
            || (self.table.is_reversed(row) && labels(last..place.pieces.end).any(is_head));
        is_wrong.then(|| HEAD_BETWEEN.to_owned())
    }

    /// The row without its cells.
    fn bare_row(&self, row: &FoundRow) -> ReadRow {
        ReadRow {
            key: row.key.clone(),
            columns: self.column_keys(&row.key),
            placed: Vec::new(),
            doubt: None,
            garbled: false,
            standing: Standing::Together,
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

    fn finish(&self, rows: &mut [ReadRow]) -> TableReading {
        let leftovers = self.leftovers(&self.cells(rows));
        self.doubt_blanks(rows, !leftovers.is_empty());
        let mut cells = self.cells(rows);
        let are_apart = are_apart(rows);
        let is_unaligned = (are_apart || !self.is_row_by_row(rows))
            && proof::doubt_unproven(&self.equations, are_apart, &mut cells);
        if !is_unaligned {
            proven::clear(&self.equations, &mut cells);
        }
        let label = |row: &ReadRow, span: Span| LabelPlace {
            table: self.table.table,
            row: Some(row.key.clone()),
            span,
        };
        TableReading {
            borrowed: self.borrowed(rows),
            labels: rows
                .iter()
                .flat_map(|row| row.labels.iter().map(|span| label(row, *span)))
                .collect(),
            coverage: self.coverage(rows, &cells),
            inferred: rows
                .iter()
                .filter(|row| row.placed.iter().any(Placed::is_inferred))
                .map(|row| row.key.clone())
                .collect(),
            lining: lining(rows, is_unaligned),
            is_damaged: rows.iter().filter(|row| row.lost_numbers()).count() >= ROWS_DAMAGED,
            rows: rows.iter().map(|row| row.key.clone()).collect(),
            cells,
            leftovers,
        }
    }

    /// The paragraphs of numbers among the pieces of the range, with the heads of the table's first block above them.
    fn paragraphs(&self, range: Range<usize>) -> Vec<Paragraph> {
        let pieces = self.table.cut.pieces.get(range.clone()).unwrap_or(&[]);
        let block = self.table.spec.blocks.first();
        let columns = block.map_or(&[][..], |block| &block.columns);
        bands::paragraphs(self.table.text, pieces, range.start, columns)
    }

    /// The tokens in the cells that stand outside the table's own text.
    fn borrowed(&self, rows: &[ReadRow]) -> BTreeSet<usize> {
        let token = |placed: &Placed| match placed.content {
            Content::Token(at) => Some(at),
            _ => None,
        };
        let tokens = rows
            .iter()
            .flat_map(|row| row.placed.iter().filter_map(token));
        tokens
            .filter(|at| !self.table.region.contains(at))
            .collect()
    }

    /// Whether all tokens of the row stand on one line.
    fn is_on_one_line(&self, row: &FoundRow) -> bool {
        let tokens = row.place.as_ref().map(|place| place.tokens.as_slice());
        tokens.is_some_and(|tokens| are_on_one_line(self.table.cut, tokens))
    }

    /// Whether no words of the form stand between the tokens.
    fn have_no_heads_between(&self, tokens: &[usize]) -> bool {
        let ends = tokens.first().zip(tokens.last());
        let between = ends.and_then(|(first, last)| self.table.cut.pieces.get(*first..*last));
        let mut pieces = between.into_iter().flatten();
        !pieces.any(|piece| self.table.is_explained(piece))
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

    /// Marks the blanks that may be numbers nobody recognised.
    fn doubt_blanks(&self, rows: &mut [ReadRow], numbers_left: bool) {
        let prints_zeros = blanks::prints_zeros(self.table.cut, rows);
        let is_damaged = rows.iter().filter(|row| row.is_damaged()).count() >= ROWS_DAMAGED;
        blanks::doubt_lone(self.table.cut, rows);
        for row in rows {
            blanks::doubt_beside_garble(row);
            if prints_zeros {
                blanks::distrust_gaps(row);
            }
            if self.around.numbers_astray {
                blanks::doubt_gaps(row, blanks::NUMBERS_ASTRAY);
            }
            if self.around.is_scattered {
                blanks::doubt_gaps(row, blanks::NUMBERS_SCATTERED);
            }
            if is_damaged {
                blanks::doubt_short(row);
                blanks::doubt_gaps(row, blanks::TABLE_DAMAGED);
            }
            if numbers_left {
                blanks::doubt_empty(row);
            }
        }
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
        let mut continued = None;
        let (value, span, unit, glyph_doubt) = match placed.content {
            Content::Missing => return Found::absent(),
            Content::Blank(span) | Content::Gap(span) => (Value::Blank, span, None, None),
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
                continued = piece.continued;
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
            Certainty::Uncertain(doubts.join(doubt::BETWEEN))
        };
        let spans: Vec<Span> = [span].into_iter().chain(continued).collect();
        Found {
            printed: spans.iter().map(|span| span.of(self.table.text)).collect(),
            value,
            unit,
            spans,
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
        let is_left = |(at, piece): &(usize, &Piece)| {
            piece.token().is_some()
                && starts.range(piece.span.range()).next().is_none()
                && !self.table.is_torn_word(at + self.table.region.start)
                && !self.around.lent.contains(&(at + self.table.region.start))
        };
        let leftover = |(_, piece): (usize, &Piece)| Leftover {
            table: self.table.table,
            text: piece.span.of(self.table.text).to_owned(),
            span: piece.span,
        };
        let pieces = self.table.pieces().iter().enumerate();
        pieces.filter(is_left).map(leftover).collect()
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

fn lining(rows: &[ReadRow], is_astray: bool) -> Lining {
    if rows.iter().any(|row| row.placed.iter().any(is_by_sums)) {
        Lining::BySums
    } else if is_astray {
        Lining::Astray
    } else if rows.iter().any(|row| row.standing == Standing::Dealt) {
        Lining::Dealt
    } else {
        Lining::Printed
    }
}

fn is_by_sums(placed: &Placed) -> bool {
    placed.doubt.as_deref() == Some(groups::BY_SUMS)
}

fn are_on_one_line(cut: &Cut, tokens: &[usize]) -> bool {
    let mut lines = tokens.iter().map(|at| place::line_of(cut, *at));
    let first = lines.next();
    lines.all(|line| Some(line) == first)
}

/// Whether more than a fifth of the rows with numbers have them neither on one line nor in full behind their label.
fn are_apart(rows: &[ReadRow]) -> bool {
    let has_numbers = |row: &&ReadRow| {
        let is_token = |placed: &Placed| matches!(placed.content, Content::Token(_));
        row.placed.iter().any(is_token)
    };
    let n_printed = rows.iter().filter(has_numbers).count();
    let printed = rows.iter().filter(has_numbers);
    let n_together = printed
        .filter(|row| row.standing != Standing::Scattered)
        .count();
    n_together * 5 < n_printed * 4
}
