//! Reads one table: its rows, its cells, and what was left over.

mod apart;
mod dealt;
mod filled;
mod flat;
mod headed;
mod kinds;
mod proven;
mod read_row;
mod repeated;
mod row;
mod settled;
mod upright;
mod ways;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::form::schema::Layout;
use crate::form::{CellKey, EditionId, Equation, RowKey, TableId, catalogue, equation};
use crate::read::bands::{self, Paragraph};
use crate::read::doubt::Doubt;
use crate::read::fold::fold;
use crate::read::pieces::{Cut, Piece};
use crate::read::placement::{self, Content, Placed};
use crate::read::reading::{Coverage, Found, LabelPlace, Leftover};
use crate::read::rows::{FoundRow, TableText};
use crate::read::{blanks, proof, row_form, token};
use crate::source::Span;
use crate::value::Value;

pub(super) use read_row::ReadRow;
use read_row::Standing;

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
    /// Rows that repeat the numbers of the row before them while sums do not hold.
    pub repeated: Vec<RowKey>,
    /// Whether blanks between its numbers seem to be dropped.
    pub is_collapsed: bool,
    /// Whether several of its rows are missing or illegible, and lack numbers.
    pub is_damaged: bool,
    /// Tokens of the table that stand behind its labels, among other text, as pieces of the text.
    pub borrowed: BTreeSet<usize>,
    /// Signs that glyphs were misread: rows with something that is no word, and cells that are illegible or hold glyphs
    /// taken for others.
    pub n_misread: usize,
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
    /// Whether the format of the file keeps each cell in its place.
    pub keeps_blanks: bool,
    /// What the tables read before suffered.
    pub before: Damage,
    /// Tokens that belong to a table read before, wherever they stand, as pieces of the text.
    pub lent: BTreeSet<usize>,
}

/// What tables suffered on their way to the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Damage {
    /// Whether one lost the blanks between its numbers.
    pub is_collapsed: bool,
    /// Whether one has several damaged rows.
    pub is_damaged: bool,
    /// Whether the numbers of one stand apart from its rows, or are left over in number.
    pub is_scattered: bool,
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

struct Reader<'a> {
    edition: EditionId,
    around: &'a Around,
    table: TableText<'a>,
    /// The equations of the form that the table alone decides.
    equations: &'static [Equation],
}

impl Reader<'_> {
    fn finish(&self, rows: &mut [ReadRow]) -> TableReading {
        let leftovers = self.leftovers(&self.cells(rows));
        let is_collapsed = self.doubt_collapsed(rows);
        self.settle_columns(rows);
        self.doubt_blanks(rows, !leftovers.is_empty());
        let mut cells = self.cells(rows);
        let are_apart = are_apart(rows);
        let is_unaligned = (are_apart || !self.is_row_by_row(rows))
            && proof::doubt_unproven(self.equations, are_apart, &mut cells);
        if !is_unaligned {
            proven::clear(self.equations, &mut cells);
        }
        let repeated = self.doubt_repeated(rows, &mut cells);
        let label = |row: &ReadRow, span: Span| LabelPlace {
            table: self.table.table,
            row: Some(row.key.clone()),
            span,
        };
        TableReading {
            borrowed: self.borrowed(rows),
            is_collapsed,
            repeated,
            n_misread: n_misread(rows, &cells),
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

    /// Doubts the columns of a table that may have lost its blanks. Tells whether it certainly has: the sums of its columns
    /// do not hold as the numbers stand.
    fn doubt_collapsed(&self, rows: &mut [ReadRow]) -> bool {
        if self.around.keeps_blanks {
            return false;
        }
        let may_be = blanks::may_be_collapsed(rows);
        let breaks =
            may_be && (blanks::has_moved_totals(self.table.cut, rows) || self.breaks_columns(rows));
        let around = self.around.before.is_collapsed;
        if may_be || around {
            blanks::doubt_collapsed(self.table.cut, rows, !breaks && !around);
        }
        breaks
    }

    /// Whether the sum of some column does not hold.
    fn breaks_columns(&self, rows: &[ReadRow]) -> bool {
        let columns = self.table.spec.columns();
        let columns: BTreeSet<&str> = columns.map(|column| column.key.as_str()).collect();
        let outcomes = proof::outcomes(self.equations, &self.cells(rows)).into_iter();
        let mut of_columns = outcomes.filter(|(one, _)| columns.contains(one.line.as_str()));
        of_columns.any(|(_, outcome)| outcome == proof::SumCheck::Broken)
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
        if !self.around.keeps_blanks {
            blanks::doubt_beside_zeros(self.table.cut, rows);
        }
        for row in rows {
            blanks::doubt_beside_garble(row);
            if prints_zeros {
                blanks::distrust_gaps(row);
            }
            if self.around.numbers_astray {
                blanks::doubt_gaps(row, &Doubt::NumbersAstray);
            }
            if self.around.before.is_scattered {
                blanks::doubt_gaps(row, &Doubt::NumbersScattered);
            }
            if is_damaged {
                blanks::doubt_short(row);
                blanks::doubt_gaps(row, &Doubt::TableDamaged);
            }
            if numbers_left {
                blanks::doubt_empty(row);
            }
        }
    }

    fn cells(&self, rows: &[ReadRow]) -> Vec<(CellKey, Found)> {
        let cell = |row: &ReadRow, column: &str, placed: &Placed| {
            let key = CellKey::new(self.table.table, row.key.clone(), column);
            let found = self.found(&key, placed, row);
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

    fn found(&self, key: &CellKey, placed: &Placed, row: &ReadRow) -> Found {
        let column_unit = self
            .table
            .spec
            .column(&key.row, &key.column)
            .and_then(|column| column.unit.clone());
        let mut continued = None;
        let (value, span, unit, glyph_doubt) = match placed.content {
            Content::Missing => return Found::absent(),
            Content::Blank(span) | Content::Gap(span) => (Value::Blank, span, None, None),
            Content::Text(span) => (self.said(span), span, None, None),
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
                    token.doubt.as_ref(),
                )
            }
        };
        let doubts = [glyph_doubt, placed.doubt.as_ref(), row.doubt.as_ref()];
        let spans: Vec<Span> = [span].into_iter().chain(continued).collect();
        Found {
            printed: spans.iter().map(|span| span.of(self.table.text)).collect(),
            value,
            unit,
            spans,
            doubts: doubts.into_iter().flatten().cloned().collect(),
            method: row.method,
        }
    }

    /// What text in the place of a number says. Digits that cannot be read, a single glyph that is no word, and a label of
    /// the form that has come to stand there, say nothing about the number.
    fn said(&self, span: Span) -> Value {
        let text = span.of(self.table.text);
        let spec = self.table.spec;
        if token::may_be_words(text) && !row_form::is_label(&fold(text), spec) {
            Value::Words
        } else {
            Value::Unreadable
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
        let line = |piece: Option<&Piece>| {
            let line = piece.and_then(|piece| self.table.cut.lines.get(piece.line));
            line.map_or(0, |line| line.number + 1)
        };
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

fn n_misread(rows: &[ReadRow], cells: &[(CellKey, Found)]) -> usize {
    let is_misread = |found: &Found| {
        let is_illegible = found.value == Value::Unreadable && !found.printed.is_empty();
        is_illegible || matches!(found.glyph_doubt(), Some(Doubt::LookAlike { .. }))
    };
    let n_cells = cells.iter().filter(|(_, found)| is_misread(found)).count();
    n_cells + rows.iter().filter(|row| row.garbled).count()
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
    placed.doubt == Some(Doubt::BySums)
}

fn are_on_one_line(cut: &Cut, tokens: &[usize]) -> bool {
    let mut lines = tokens.iter().map(|at| placement::line_of(cut, *at));
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
