//! Reads one table: its edition, its rows, its cells.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::amount::Amount;
use crate::form::schema::{Extra, Layout, TableSpec};
use crate::form::{CellKey, EditionId, Equation, RowKey, TableId, catalogue, equation};
use crate::read::align::{self, RowForm, Segment};
use crate::read::blocks;
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

/// The reason given for cells that stand apart from their labels and do not add up.
const APART: &str = "数字与行标签分开印，按先后顺序对应";
/// The reason given for a blank among printed zeros.
const LONE_BLANK: &str = "同表其他单元格都印有数字，只有这里什么也没有";

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
        plain.map(|id| {
            (
                id,
                format!("{}没有新版才有的标签，按 {id} 年版式。", table.short_name()),
            )
        })
    })
}

/// Reads `table` in the pieces of `region`.
#[must_use]
pub fn read(
    text: &str,
    cut: &Cut,
    region: Range<usize>,
    table: TableId,
    edition: (EditionId, String),
) -> Option<TableReading> {
    let spec = catalogue::table(edition.0, table)?;
    let mut reader = Reader {
        text,
        cut,
        region,
        table,
        edition: edition.0,
        spec,
        heads: vocabulary::heads(spec),
    };
    let rows = if spec.layout == Layout::Flat {
        reader.flat_rows()
    } else {
        reader.aligned_rows()
    };
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

/// A row of the report before its cells are placed.
struct PlainRow {
    form: RowForm,
    key: RowKey,
    place: Option<Row>,
    label_distance: u32,
}

struct Reader<'a> {
    text: &'a str,
    cut: &'a Cut,
    region: Range<usize>,
    table: TableId,
    edition: EditionId,
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
                labels: std::iter::once(&row.label)
                    .chain(&row.aliases)
                    .map(|label| fold(label))
                    .collect(),
                n_slots: block.columns.len(),
                optional: row.extra == Extra::Added,
            })
            .collect()
    }

    /// Rows below each other.
    fn aligned_rows(&mut self) -> Vec<ReadRow> {
        let forms = self.row_forms();
        let explained: Vec<bool> = self
            .pieces()
            .iter()
            .map(|piece| self.is_explained(piece))
            .collect();
        let shown: Vec<bool> = self
            .pieces()
            .iter()
            .map(|piece| self.shows_blanks(piece))
            .collect();
        let segments = align::align(&forms, self.pieces(), &explained, &shown);
        let rows: Vec<PlainRow> = (0..forms.len())
            .flat_map(|index| self.rows_of(&forms, &segments, index))
            .collect();
        let apart = self.rows_from_blocks(&rows);
        let present: Vec<Row> = rows.iter().filter_map(|row| row.place.clone()).collect();
        let columns = place::learn(self.text, self.cut, &present);
        let n_whole = rows.iter().filter(|row| self.is_whole(row)).count();
        let is_mostly_whole = n_whole * 5 >= rows.len() * 4;
        let beside: Vec<ReadRow> = rows
            .into_iter()
            .map(|row| self.read_row(row, &columns))
            .collect();
        match apart {
            Some(mut apart)
                if !is_mostly_whole || (!self.adds_up(&beside) && self.adds_up(&apart)) =>
            {
                if !self.adds_up(&apart) {
                    apart
                        .iter_mut()
                        .for_each(|row| row.doubt = Some(APART.to_owned()));
                }
                apart
            }
            _ => beside,
        }
    }

    /// Whether the row has its label and as many tokens as cells.
    fn is_whole(&self, row: &PlainRow) -> bool {
        let n_tokens = row
            .place
            .as_ref()
            .map_or(0, |place| place::tokens_of(self.cut, place).len());
        n_tokens == row.form.n_slots && row.label_distance <= DOUBTFUL_LABEL
    }

    /// The rows of a table whose cells stand apart from its labels, if they can be told.
    fn rows_from_blocks(&self, rows: &[PlainRow]) -> Option<Vec<ReadRow>> {
        let slots: Vec<usize> = rows.iter().map(|row| row.form.n_slots).collect();
        let blocks = blocks::rows(self.pieces(), &slots)?;
        let token = |at: usize| Placed {
            content: Content::Token(at + self.region.start),
            doubt: None,
        };
        let read = rows.iter().zip(blocks).map(|(row, tokens)| ReadRow {
            key: row.key.clone(),
            columns: self.column_keys(&row.key),
            placed: tokens.into_iter().map(token).collect(),
            doubt: None,
            labels: row
                .place
                .iter()
                .flat_map(|place| self.label_spans(row, place.pieces.clone()))
                .collect(),
            found: true,
        });
        Some(read.collect())
    }

    /// Whether the numbers of the rows satisfy every equation of the form: the proof that they stand in their places.
    fn adds_up(&self, rows: &[ReadRow]) -> bool {
        let cells: BTreeMap<CellKey, Value> = rows
            .iter()
            .flat_map(|row| {
                row.columns
                    .iter()
                    .zip(&row.placed)
                    .map(move |(column, placed)| (row, column, placed))
            })
            .map(|(row, column, placed)| {
                let key = CellKey::new(self.table, row.key.clone(), column);
                let value = self.found(&key, placed, None).value;
                (key, value)
            })
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
        equation::of_table(self.edition, self.table)
            .iter()
            .all(holds)
    }

    /// The rows a row of the form stands for in this report: itself, or the sub-rows the report prints instead.
    fn rows_of(
        &self,
        forms: &[RowForm],
        segments: &[Option<Segment>],
        index: usize,
    ) -> Vec<PlainRow> {
        let (Some(form), Some(segment)) = (forms.get(index), segments.get(index)) else {
            return Vec::new();
        };
        let extra = self
            .spec
            .row(&form.key)
            .map_or(Extra::No, |(_, row)| row.extra);
        let Some(segment) = segment else {
            let missing = PlainRow {
                form: form.clone(),
                key: form.key.clone(),
                place: None,
                label_distance: 0,
            };
            return if form.optional {
                Vec::new()
            } else {
                vec![missing]
            };
        };
        let place = self.row(form, segment);
        let row = PlainRow {
            form: form.clone(),
            key: form.key.clone(),
            place: Some(place),
            label_distance: segment.label_distance,
        };
        if extra == Extra::No {
            return vec![row];
        }
        let start = segments
            .iter()
            .take(index)
            .flatten()
            .map(|segment| segment.pieces.end)
            .next_back();
        let end = segments
            .iter()
            .skip(index + 1)
            .flatten()
            .map(|segment| segment.pieces.start)
            .next();
        let around = start.unwrap_or(0)..end.unwrap_or(self.pieces().len());
        let mut rows = self.sub_rows(form, around, segment.pieces.start, extra);
        if rows.is_empty() && extra == Extra::Splits {
            rows.push(row);
        }
        rows
    }

    /// Rows with labels of their own among the pieces `around` (of the region) the row `form`, whose own segment
    /// begins at `start`: a merged label stands anywhere beside its sub-rows. Heads end the search behind the row and
    /// begin it anew before it.
    fn sub_rows(
        &self,
        form: &RowForm,
        around: Range<usize>,
        start: usize,
        extra: Extra,
    ) -> Vec<PlainRow> {
        let own = own_vocabulary(form);
        let mut runs: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for at in around {
            let Some(piece) = self.pieces().get(at) else {
                break;
            };
            match piece.label() {
                Some(folded) if extra == Extra::Splits && own.coverage(folded) >= KNOWN => {}
                Some(_) if self.is_explained(piece) && at < start => runs.clear(),
                Some(_) if self.is_explained(piece) => break,
                Some(_) => match runs.last_mut() {
                    Some((labels, tokens)) if tokens.is_empty() => labels.push(at),
                    _ => runs.push((vec![at], Vec::new())),
                },
                None => {
                    if let Some((_, tokens)) = runs.last_mut() {
                        tokens.push(at);
                    }
                }
            }
        }
        let mut keys: Vec<RowKey> = Vec::new();
        let is_row = |(labels, tokens): &(Vec<usize>, Vec<usize>)| {
            let length: usize = labels
                .iter()
                .filter_map(|at| self.pieces().get(*at)?.label())
                .map(<[char]>::len)
                .sum();
            (2..=24).contains(&length) && !tokens.is_empty() && tokens.len() <= form.n_slots
        };
        runs.into_iter()
            .filter(is_row)
            .filter_map(|(labels, tokens)| {
                let start = *labels.first()?;
                let pieces = start + self.region.start..tokens.last()? + 1 + self.region.start;
                let printed: String = labels
                    .iter()
                    .filter_map(|at| self.pieces().get(*at))
                    .map(|piece| piece.span.of(self.text))
                    .collect();
                let occurrence = 1 + keys
                    .iter()
                    .filter(|key| **key == RowKey::sub_row(form.key.as_str(), &printed, 1))
                    .count();
                keys.push(RowKey::sub_row(form.key.as_str(), &printed, 1));
                let label_line = labels
                    .last()
                    .and_then(|at| self.pieces().get(*at))
                    .map(|piece| piece.line);
                Some(PlainRow {
                    form: form.clone(),
                    key: RowKey::sub_row(form.key.as_str(), &printed, occurrence),
                    place: Some(Row {
                        pieces,
                        label_line,
                        n_slots: form.n_slots,
                        group: form.n_slots,
                    }),
                    label_distance: 0,
                })
            })
            .collect()
    }

    fn is_explained(&self, piece: &Piece) -> bool {
        piece
            .label()
            .is_some_and(|folded| self.heads.coverage(folded) >= KNOWN)
    }

    fn shows_blanks(&self, piece: &Piece) -> bool {
        self.cut
            .lines
            .get(piece.line)
            .is_some_and(|line| line.kind == LineKind::Grid && line.fields.len() > 2)
    }

    fn row(&self, form: &RowForm, segment: &Segment) -> Row {
        let pieces =
            segment.pieces.start + self.region.start..segment.pieces.end + self.region.start;
        let in_segment = || pieces.clone().filter_map(|at| self.cut.pieces.get(at));
        let labels_before = in_segment().take_while(|piece| piece.token().is_none());
        let label = labels_before
            .last()
            .or_else(|| in_segment().find(|piece| piece.token().is_none()));
        let is_lost = segment.label_distance >= 1_000;
        Row {
            label_line: label.filter(|_| !is_lost).map(|piece| piece.line),
            n_slots: form.n_slots,
            group: form.n_slots,
            pieces,
        }
    }

    fn read_row(&self, row: PlainRow, columns: &place::Columns) -> ReadRow {
        let placed = match &row.place {
            Some(place) => place::place(self.text, self.cut, place, columns),
            None => vec![
                Placed {
                    content: Content::Missing,
                    doubt: None
                };
                row.form.n_slots
            ],
        };
        let doubt = match row.label_distance {
            1_000.. => Some("本行标签缺失，按行序推断".to_owned()),
            distance if distance > DOUBTFUL_LABEL => Some("本行标签损坏严重".to_owned()),
            _ => None,
        };
        let labels = row
            .place
            .iter()
            .flat_map(|place| self.label_spans(&row, place.pieces.clone()))
            .collect();
        ReadRow {
            columns: self.column_keys(&row.key),
            key: row.key,
            placed,
            doubt,
            labels,
            found: row.place.is_some(),
        }
    }

    fn column_keys(&self, row: &RowKey) -> Vec<String> {
        let block = self.spec.row(row).map(|(block, _)| block);
        block
            .map(|block| {
                block
                    .columns
                    .iter()
                    .map(|column| column.key.clone())
                    .collect()
            })
            .unwrap_or_default()
    }

    fn label_spans(&self, row: &PlainRow, pieces: Range<usize>) -> Vec<Span> {
        let own = own_vocabulary(&row.form);
        let is_sub_row = row.key.sub_label().is_some();
        let is_own = |piece: &&Piece| {
            piece
                .label()
                .is_some_and(|folded| is_sub_row || own.coverage(folded) >= KNOWN)
        };
        pieces
            .filter_map(|at| self.cut.pieces.get(at))
            .filter(is_own)
            .map(|piece| piece.span)
            .collect()
    }

    /// All rows side by side: the tokens behind the heads fill the cells in order.
    fn flat_rows(&mut self) -> Vec<ReadRow> {
        let forms = self.row_forms();
        let n_slots = forms.iter().map(|form| form.n_slots).sum();
        let first_token = self
            .pieces()
            .iter()
            .position(|piece| piece.token().is_some());
        let start = self.region.start;
        let pieces = start..self.region.end;
        let label_line = self
            .pieces()
            .get(..first_token.unwrap_or(self.pieces().len()))
            .and_then(<[Piece]>::last)
            .map(|piece| piece.line);
        let group = forms.first().map_or(n_slots, |form| form.n_slots);
        let row = Row {
            pieces,
            label_line,
            n_slots,
            group,
        };
        let columns = place::learn(self.text, self.cut, std::slice::from_ref(&row));
        let placed = place::place(self.text, self.cut, &row, &columns);
        let mut cells = placed.into_iter();
        forms
            .into_iter()
            .map(|form| ReadRow {
                columns: self.column_keys(&form.key),
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
            labels.extend(row.labels.iter().map(|span| LabelPlace {
                table: self.table,
                row: Some(row.key.clone()),
                span: *span,
            }));
            for (column, placed) in row.columns.iter().zip(&row.placed) {
                claimed.extend(match placed.content {
                    Content::Token(at) => Some(at),
                    Content::Part(span, _) => self.region.clone().find(|at| self.covers(*at, span)),
                    _ => None,
                });
                let key = CellKey::new(self.table, row.key.clone(), column);
                let found = self.found(&key, placed, row.doubt.as_deref());
                cells.push((key, found));
            }
        }
        doubt_lone_blanks(&mut cells);
        let leftovers = self.leftovers(&claimed);
        let coverage = self.coverage(&rows, &cells);
        TableReading {
            edition,
            evidence,
            rows: rows.into_iter().map(|row| row.key).collect(),
            cells,
            labels,
            leftovers,
            coverage,
        }
    }

    fn found(&self, key: &CellKey, placed: &Placed, row_doubt: Option<&str>) -> Found {
        let column_unit = self
            .spec
            .column(&key.row, &key.column)
            .and_then(|column| column.unit.clone());
        let (value, spans, unit, glyph_doubt) = match placed.content {
            Content::Missing => return Found::absent(),
            Content::Blank(span) => (Value::Blank, vec![span], None, None),
            Content::Text(span) => (Value::Words, vec![span], None, None),
            Content::Part(span, amount) => (Value::Number(amount), vec![span], column_unit, None),
            Content::Token(at) => match self
                .cut
                .pieces
                .get(at)
                .and_then(|piece| piece.token().map(|token| (piece.span, token)))
            {
                Some((span, token)) => (
                    token.value,
                    vec![span],
                    token.unit.clone().or(column_unit),
                    token.doubt.clone(),
                ),
                None => return Found::absent(),
            },
        };
        let doubts: Vec<&str> = [glyph_doubt.as_deref(), placed.doubt.as_deref(), row_doubt]
            .into_iter()
            .flatten()
            .collect();
        let certainty = if doubts.is_empty() {
            Certainty::Certain
        } else {
            Certainty::Uncertain(doubts.join("；"))
        };
        let printed = spans.iter().map(|span| span.of(self.text)).collect();
        Found {
            printed,
            value,
            unit,
            spans,
            certainty,
        }
    }

    fn covers(&self, piece: usize, span: Span) -> bool {
        self.cut
            .pieces
            .get(piece)
            .is_some_and(|piece| piece.span.overlaps(span))
    }

    fn leftovers(&self, claimed: &[usize]) -> Vec<Leftover> {
        self.region
            .clone()
            .filter(|at| !claimed.contains(at))
            .filter_map(|at| self.cut.pieces.get(at))
            .filter(|piece| piece.token().is_some())
            .map(|piece| Leftover {
                table: self.table,
                text: piece.span.of(self.text).to_owned(),
                span: piece.span,
            })
            .collect()
    }

    fn coverage(&self, rows: &[ReadRow], cells: &[(CellKey, Found)]) -> Coverage {
        let n_read = cells
            .iter()
            .filter(|(_, found)| !found.value.is_unread())
            .count();
        let line = |piece: Option<&Piece>| piece.map_or(0, |piece| piece.line + 1);
        Coverage {
            rows: (rows.iter().filter(|row| row.found).count(), rows.len()),
            cells: (n_read, cells.len()),
            lines: (line(self.pieces().first()), line(self.pieces().last())),
        }
    }
}

/// In a table that prints something in nearly every cell, the few blanks may be numbers that got lost.
fn doubt_lone_blanks(cells: &mut [(CellKey, Found)]) {
    let is_blank = |found: &Found| found.value == Value::Blank;
    let n_blank = cells.iter().filter(|(_, found)| is_blank(found)).count();
    let is_filler =
        |value: Value| value == Value::Dash || value.number().is_some_and(Amount::is_zero);
    let n_filler = cells
        .iter()
        .filter(|(_, found)| is_filler(found.value))
        .count();
    if n_blank * 5 > n_filler {
        return;
    }
    for (_, found) in cells
        .iter_mut()
        .filter(|(_, found)| is_blank(found) && found.doubt().is_none())
    {
        found.certainty = Certainty::Uncertain(LONE_BLANK.to_owned());
    }
}

/// The characters of the row's own labels.
fn own_vocabulary(form: &RowForm) -> Vocabulary {
    let labels: Vec<String> = form
        .labels
        .iter()
        .map(|label| label.iter().collect())
        .collect();
    Vocabulary::new(labels.iter().map(String::as_str))
}
