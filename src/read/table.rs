//! Reads one table: its edition, its rows, its cells.

use std::ops::Range;

use crate::form::schema::{Extra, Layout, TableSpec};
use crate::form::{CellKey, EditionId, RowKey, TableId, catalogue};
use crate::read::align::{self, RowForm, Segment};
use crate::read::fold::fold;
use crate::read::pieces::{Cut, LineKind, Piece};
use crate::read::place::{self, Content, Placed, Row};
use crate::read::reading::{Certainty, Coverage, Found, LabelPlace, Leftover};
use crate::read::region::KNOWN;
use crate::read::vocabulary::{self, Vocabulary};
use crate::source::Span;
use crate::value::Value;

/// A label farther from the form's than this (thousandths) makes its row doubtful.
const DOUBTFUL_LABEL: u32 = 450;

/// Everything read of one table.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// The edition it follows.
    pub edition: EditionId,
    /// Why, as a sentence.
    pub evidence: String,
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

/// The edition whose labels stand in the region, with the evidence; `None` when nothing tells.
#[must_use]
pub fn edition_of(cut: &Cut, region: Range<usize>, table: TableId) -> Option<(EditionId, String)> {
    let pieces = cut.pieces.get(region).unwrap_or(&[]);
    let mut best: Option<(usize, EditionId)> = None;
    let mut plain = None;
    for edition in catalogue::editions() {
        let own = vocabulary::distinctive(edition.id, table);
        if own.is_empty() {
            plain = plain.or(Some(edition.id));
        }
        let hits = own.hits(pieces.iter().filter_map(Piece::label));
        if hits >= 3 && best.is_none_or(|(most, _)| hits > most) {
            best = Some((hits, edition.id));
        }
    }
    let printed = |id: EditionId| format!("{}的标签是 {id} 年版式的。", table.short_name());
    best.map(|(_, id)| (id, printed(id))).or_else(|| {
        plain.map(|id| (id, format!("{}没有新版才有的标签，按 {id} 年版式。", table.short_name())))
    })
}

/// Reads `table` in the pieces of `region`.
#[must_use]
pub fn read(
    text: &str, cut: &Cut, region: Range<usize>, table: TableId, edition: (EditionId, String),
) -> Option<TableReading> {
    let spec = catalogue::table(edition.0, table)?;
    let mut reader = Reader { text, cut, region, table, spec, heads: vocabulary::heads(spec) };
    let rows = if spec.layout == Layout::Flat { reader.flat_rows() } else { reader.aligned_rows() };
    Some(reader.finish(edition, rows))
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
    found: bool,
}

struct Reader<'a> {
    text: &'a str,
    cut: &'a Cut,
    region: Range<usize>,
    table: TableId,
    spec: &'static TableSpec,
    heads: Vocabulary,
}

impl Reader<'_> {
    fn pieces(&self) -> &[Piece] {
        self.cut.pieces.get(self.region.clone()).unwrap_or(&[])
    }

    fn row_forms(&self) -> Vec<RowForm> {
        self.spec
            .rows()
            .map(|(block, row)| RowForm {
                key: RowKey::new(&row.key),
                labels: std::iter::once(&row.label).chain(&row.aliases).map(|label| fold(label)).collect(),
                n_slots: block.columns.len(),
                optional: row.extra == Extra::Added,
            })
            .collect()
    }

    /// Rows below each other.
    fn aligned_rows(&mut self) -> Vec<ReadRow> {
        let forms = self.row_forms();
        let explained: Vec<bool> = self.pieces().iter().map(|piece| self.is_explained(piece)).collect();
        let shown: Vec<bool> = self.pieces().iter().map(|piece| self.shows_blanks(piece)).collect();
        let segments = align::align(&forms, self.pieces(), &explained, &shown);
        let rows: Vec<Option<Row>> = forms.iter().zip(&segments).map(|(form, segment)| self.row(form, segment.as_ref())).collect();
        let present: Vec<Row> = rows.iter().flatten().cloned().collect();
        let columns = place::learn(self.cut, &present);
        forms
            .iter()
            .zip(&segments)
            .zip(rows)
            .filter(|((form, _), row)| row.is_some() || !form.optional)
            .map(|((form, segment), row)| self.read_row(form, segment.as_ref(), row, &columns))
            .collect()
    }

    fn is_explained(&self, piece: &Piece) -> bool {
        piece.label().is_some_and(|folded| self.heads.coverage(folded) >= KNOWN)
    }

    fn shows_blanks(&self, piece: &Piece) -> bool {
        self.cut.lines.get(piece.line).is_some_and(|line| line.kind == LineKind::Grid && line.fields.len() > 2)
    }

    fn row(&self, form: &RowForm, segment: Option<&Segment>) -> Option<Row> {
        let segment = segment?;
        let pieces = segment.pieces.start + self.region.start..segment.pieces.end + self.region.start;
        let in_segment = || pieces.clone().filter_map(|at| self.cut.pieces.get(at));
        let labels_before = in_segment().take_while(|piece| piece.token().is_none());
        let label_line = labels_before.last().or_else(|| in_segment().find(|piece| piece.token().is_none()));
        let lost = segment.label_distance >= 1_000;
        Some(Row {
            label_line: label_line.filter(|_| !lost).map(|piece| piece.line),
            n_slots: form.n_slots,
            pieces,
        })
    }

    fn read_row(&self, form: &RowForm, segment: Option<&Segment>, row: Option<Row>, columns: &place::Columns) -> ReadRow {
        let names = self.spec.row(&form.key).map(|(block, _)| block.columns.iter().map(|column| column.key.clone()).collect());
        let placed = match &row {
            Some(row) => place::place(self.cut, row, columns),
            None => vec![Placed { content: Content::Missing, doubt: None }; form.n_slots],
        };
        let distance = segment.map_or(0, |segment| segment.label_distance);
        let doubt = if distance >= 1_000 {
            Some("本行标签缺失，按行序推断".to_owned())
        } else {
            (distance > DOUBTFUL_LABEL).then(|| "本行标签损坏严重".to_owned())
        };
        let labels = row.iter().flat_map(|row| self.label_spans(form, row.pieces.clone())).collect();
        ReadRow { key: form.key.clone(), columns: names.unwrap_or_default(), placed, doubt, labels, found: row.is_some() }
    }

    fn label_spans(&self, form: &RowForm, pieces: Range<usize>) -> Vec<Span> {
        let vocabulary = Vocabulary::new(form.labels.iter().map(|label| label.iter().collect::<String>()).collect::<Vec<_>>().iter().map(String::as_str));
        let is_own = |piece: &&Piece| piece.label().is_some_and(|folded| vocabulary.coverage(folded) >= KNOWN);
        pieces.filter_map(|at| self.cut.pieces.get(at)).filter(is_own).map(|piece| piece.span).collect()
    }

    /// All rows side by side: the tokens behind the heads fill the cells in order.
    fn flat_rows(&mut self) -> Vec<ReadRow> {
        let forms = self.row_forms();
        let n_slots = forms.iter().map(|form| form.n_slots).sum();
        let first_token = self.pieces().iter().position(|piece| piece.token().is_some());
        let start = self.region.start;
        let pieces = start..self.region.end;
        let label_line = self.pieces().get(..first_token.unwrap_or(self.pieces().len())).and_then(<[Piece]>::last).map(|piece| piece.line);
        let row = Row { pieces, label_line, n_slots };
        let columns = place::learn(self.cut, std::slice::from_ref(&row));
        let placed = place::place(self.cut, &row, &columns);
        let mut cells = placed.into_iter();
        forms
            .into_iter()
            .map(|form| ReadRow {
                columns: self.spec.row(&form.key).map(|(block, _)| block.columns.iter().map(|column| column.key.clone()).collect()).unwrap_or_default(),
                placed: cells.by_ref().take(form.n_slots).collect(),
                key: form.key,
                doubt: None,
                labels: Vec::new(),
                found: true,
            })
            .collect()
    }

    fn finish(&self, (edition, evidence): (EditionId, String), rows: Vec<ReadRow>) -> TableReading {
        let mut cells = Vec::new();
        let mut labels = Vec::new();
        let mut claimed = Vec::new();
        for row in &rows {
            labels.extend(row.labels.iter().map(|span| LabelPlace { table: self.table, row: Some(row.key.clone()), span: *span }));
            for (column, placed) in row.columns.iter().zip(&row.placed) {
                claimed.extend(match placed.content {
                    Content::Token(at) => Some(at),
                    _ => None,
                });
                let key = CellKey::new(self.table, row.key.clone(), column);
                let found = self.found(&key, placed, row.doubt.as_deref());
                cells.push((key, found));
            }
        }
        let leftovers = self.leftovers(&claimed);
        let coverage = self.coverage(&rows, &cells);
        TableReading { edition, evidence, rows: rows.into_iter().map(|row| row.key).collect(), cells, labels, leftovers, coverage }
    }

    fn found(&self, key: &CellKey, placed: &Placed, row_doubt: Option<&str>) -> Found {
        let column_unit = self.spec.column(&key.row, &key.column).and_then(|column| column.unit.clone());
        let (value, spans, unit, glyph_doubt) = match placed.content {
            Content::Missing => return Found::absent(),
            Content::Blank(span) => (Value::Blank, vec![span], None, None),
            Content::Text(span) => (Value::Words, vec![span], None, None),
            Content::Token(at) => match self.cut.pieces.get(at).and_then(|piece| piece.token().map(|token| (piece.span, token))) {
                Some((span, token)) => (token.value, vec![span], token.unit.clone().or(column_unit), token.doubt.clone()),
                None => return Found::absent(),
            },
        };
        let doubts: Vec<&str> = [glyph_doubt.as_deref(), placed.doubt.as_deref(), row_doubt].into_iter().flatten().collect();
        let certainty = if doubts.is_empty() { Certainty::Certain } else { Certainty::Uncertain(doubts.join("；")) };
        let printed = spans.iter().map(|span| span.of(self.text)).collect();
        Found { printed, value, unit, spans, certainty }
    }

    fn leftovers(&self, claimed: &[usize]) -> Vec<Leftover> {
        self.region
            .clone()
            .filter(|at| !claimed.contains(at))
            .filter_map(|at| self.cut.pieces.get(at))
            .filter(|piece| piece.token().is_some())
            .map(|piece| Leftover { table: self.table, text: piece.span.of(self.text).to_owned(), span: piece.span })
            .collect()
    }

    fn coverage(&self, rows: &[ReadRow], cells: &[(CellKey, Found)]) -> Coverage {
        let n_read = cells.iter().filter(|(_, found)| !found.value.is_unread()).count();
        let line = |piece: Option<&Piece>| piece.map_or(0, |piece| piece.line + 1);
        Coverage {
            rows: (rows.iter().filter(|row| row.found).count(), rows.len()),
            cells: (n_read, cells.len()),
            lines: (line(self.pieces().first()), line(self.pieces().last())),
        }
    }
}
