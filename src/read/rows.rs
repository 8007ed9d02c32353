//! Finds the rows of a table in its pieces: label, tokens, and the sub-rows a report prints instead of a row.

use std::ops::Range;

use crate::form::schema::{Extra, TableSpec};
use crate::form::{RowKey, TableId};
use crate::read::align::{self, RowForm, Segment};
use crate::read::fold::fold;
use crate::read::pieces::{Cut, LineKind, Piece};
use crate::read::place::Row;
use crate::read::region::KNOWN;
use crate::read::vocabulary::{self, Vocabulary};
use crate::source::Span;
use crate::value::Value;

/// A table's stretch of text, with the form it should follow.
#[derive(Clone, Debug)]
pub struct TableText<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The whole text in pieces.
    pub cut: &'a Cut,
    /// The table's pieces.
    pub region: Range<usize>,
    /// Which table it is.
    pub table: TableId,
    /// Its form in the edition it follows.
    pub spec: &'static TableSpec,
    /// Characters of heads and column labels.
    heads: Vocabulary,
}

/// A row of the report before its cells are placed.
#[derive(Clone, Debug)]
pub struct FoundRow {
    /// The row of the form it is or belongs to.
    pub form: RowForm,
    /// Its key; the report's own label is part of it for a sub-row.
    pub key: RowKey,
    /// Its pieces; `None` if it does not stand in the text.
    pub place: Option<Row>,
    /// Distance of its label from the form's, in thousandths per character.
    pub label_distance: u32,
    /// Why its tokens may not be its own.
    pub doubt: Option<String>,
}

/// The reason given for rows that stand elsewhere in the table than the form has them.
const OUT_OF_ORDER: &str = "本行没有印在表式规定的位置，按行标签对应";
/// A row out of order is only taken for one whose label is at most this far from the form's, in thousandths.
const CLEAR_LABEL: u32 = 250;
/// Most characters of something illegible that can stand in a cell or two.
const MOST_GARBLED: usize = 4;
/// The reason given for tokens that follow the labels of several rows at once.
const QUEUED: &str = "几行标签之后才连着印数字，按先后顺序对应";

impl<'a> TableText<'a> {
    /// The stretch `region` of a text, read as `table` in the form `spec`.
    #[must_use]
    pub fn new(
        text: &'a str,
        cut: &'a Cut,
        region: Range<usize>,
        table: TableId,
        spec: &'static TableSpec,
    ) -> Self {
        Self {
            text,
            cut,
            region,
            table,
            spec,
            heads: vocabulary::heads(spec),
        }
    }

    /// The table's pieces.
    #[must_use]
    pub fn pieces(&self) -> &'a [Piece] {
        self.cut.pieces.get(self.region.clone()).unwrap_or(&[])
    }

    /// The rows of the form as the aligner wants them.
    #[must_use]
    pub fn row_forms(&self) -> Vec<RowForm> {
        let form =
            |(block, row): (&crate::form::schema::Block, &crate::form::schema::RowSpec)| RowForm {
                key: RowKey::new(&row.key),
                labels: std::iter::once(&row.label)
                    .chain(&row.aliases)
                    .map(|label| fold(label))
                    .collect(),
                n_slots: block.columns.len(),
                optional: row.extra == Extra::Added,
            };
        self.spec.rows().map(form).collect()
    }

    /// The rows of a table printed row below row, in the order of the form.
    #[must_use]
    pub fn rows(&self) -> Vec<FoundRow> {
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
        let mut rows: Vec<FoundRow> = (0..forms.len())
            .flat_map(|index| self.rows_of(&forms, &segments, index))
            .collect();
        let elsewhere = self.segments_elsewhere(&forms, &segments, &explained, &shown);
        for row in rows.iter_mut().filter(|row| row.place.is_none()) {
            let found = elsewhere.iter().find(|(key, _)| *key == row.key);
            if let Some((_, segment)) = found {
                row.place = Some(self.row(&row.form, segment));
                row.label_distance = segment.label_distance;
                row.doubt = Some(OUT_OF_ORDER.to_owned());
            }
        }
        self.share_queued_tokens(&mut rows);
        rows
    }

    /// Rows that do not stand in the order of the form: those missing, sought among the pieces no row claimed.
    fn segments_elsewhere(
        &self,
        forms: &[RowForm],
        segments: &[Option<Segment>],
        explained: &[bool],
        shown: &[bool],
    ) -> Vec<(RowKey, Segment)> {
        let missing: Vec<RowForm> = forms
            .iter()
            .zip(segments)
            .filter(|(form, segment)| segment.is_none() && !form.optional)
            .map(|(form, _)| form.clone())
            .collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for range in unclaimed(segments, self.pieces().len()) {
            let part = |flags: &[bool]| flags.get(range.clone()).unwrap_or(&[]).to_vec();
            let pieces = self.pieces().get(range.clone()).unwrap_or(&[]);
            let here = align::align(&missing, pieces, &part(explained), &part(shown));
            for (form, segment) in missing.iter().zip(here) {
                let Some(segment) = segment else { continue };
                let has_tokens = pieces
                    .get(segment.pieces.clone())
                    .is_some_and(|pieces| pieces.iter().any(|piece| piece.token().is_some()));
                if segment.label_distance <= CLEAR_LABEL && has_tokens {
                    let pieces =
                        segment.pieces.start + range.start..segment.pieces.end + range.start;
                    found.push((form.key.clone(), Segment { pieces, ..segment }));
                }
            }
        }
        found
    }

    /// Where the fragments of the row's own label stand.
    #[must_use]
    pub fn label_spans(&self, row: &FoundRow) -> Vec<Span> {
        let own = own_vocabulary(&row.form);
        let is_sub_row = row.key.sub_label().is_some();
        let is_own = |piece: &&Piece| {
            piece
                .label()
                .is_some_and(|label| is_sub_row || own.coverage(label) >= KNOWN)
        };
        let pieces = row.place.iter().flat_map(|place| place.pieces.clone());
        pieces
            .filter_map(|at| self.cut.pieces.get(at))
            .filter(is_own)
            .map(|piece| piece.span)
            .collect()
    }

    /// Whether something stands on the lines `first` to `last` (from 0) of the table that is no word of its form.
    #[must_use]
    pub fn has_garble(&self, first: usize, last: usize) -> bool {
        let Some(words) = vocabulary::of_table(self.table) else {
            return false;
        };
        let start = self.pieces().partition_point(|piece| piece.line < first);
        let end = self.pieces().partition_point(|piece| piece.line <= last);
        let pieces = self.pieces().get(start..end).unwrap_or(&[]);
        pieces
            .iter()
            .filter_map(Piece::label)
            .any(|label| !label.is_empty() && words.coverage(label) < KNOWN)
    }

    fn is_explained(&self, piece: &Piece) -> bool {
        piece
            .label()
            .is_some_and(|folded| self.heads.coverage(folded) >= KNOWN)
    }

    fn shows_blanks(&self, piece: &Piece) -> bool {
        let line = self.cut.lines.get(piece.line);
        line.is_some_and(|line| line.kind == LineKind::Grid && line.fields.len() > 2)
    }

    /// The rows a row of the form stands for in this report: itself, or the sub-rows the report prints instead.
    fn rows_of(
        &self,
        forms: &[RowForm],
        segments: &[Option<Segment>],
        index: usize,
    ) -> Vec<FoundRow> {
        let (Some(form), Some(segment)) = (forms.get(index), segments.get(index)) else {
            return Vec::new();
        };
        let row = FoundRow {
            form: form.clone(),
            key: form.key.clone(),
            place: segment.as_ref().map(|segment| self.row(form, segment)),
            label_distance: segment.as_ref().map_or(0, |segment| segment.label_distance),
            doubt: None,
        };
        let Some(segment) = segment else {
            return if form.optional { Vec::new() } else { vec![row] };
        };
        let extra = self
            .spec
            .row(&form.key)
            .map_or(Extra::No, |(_, row)| row.extra);
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
        let sub_rows = self.sub_rows(form, around, segment.pieces.start, extra);
        if sub_rows.is_empty() && extra == Extra::Splits {
            vec![row]
        } else {
            sub_rows
        }
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
        let mut row = Row::new(
            self.cut,
            pieces.clone(),
            label.filter(|_| !is_lost).map(|piece| piece.line),
            form.n_slots,
        );
        self.drop_words_before_label(&mut row);
        row.garbled = self.garbled(form, &row.tokens);
        row
    }

    /// The 无 of a torn head such as 无法提供 stands before the label on its line and is no cell.
    fn drop_words_before_label(&self, row: &mut Row) {
        let piece = |at: usize| self.cut.pieces.get(at);
        let is_words = |at: usize| {
            piece(at)
                .and_then(Piece::token)
                .is_some_and(|token| token.value == Value::Words)
        };
        let goes_before_label = |at: usize| {
            let behind = piece(at + 1);
            behind.is_some_and(|behind| {
                behind.label().is_some() && piece(at).is_some_and(|piece| piece.line == behind.line)
            })
        };
        let first = row.tokens.first().copied();
        if row.tokens.len() > 1 && first.is_some_and(|at| is_words(at) && goes_before_label(at)) {
            row.tokens.remove(0);
        }
    }

    /// Illegible pieces on the line of a row's tokens: all behind the first token, and before it those that touch it
    /// and are too short for a label of the form.
    fn garbled(&self, form: &RowForm, tokens: &[usize]) -> Vec<usize> {
        let piece = |at: usize| self.cut.pieces.get(at);
        let Some((first, line)) = tokens.first().and_then(|at| Some((*at, piece(*at)?.line)))
        else {
            return Vec::new();
        };
        let own = own_vocabulary(form);
        let on_line = |at: &usize| piece(*at).is_some_and(|piece| piece.line == line);
        let is_strange = |at: &usize| {
            piece(*at).is_some_and(|piece| {
                piece.label().is_some_and(|label| {
                    label.len() <= MOST_GARBLED
                        && own.coverage(label) < KNOWN
                        && (label.len() == 1 || !self.is_explained(piece))
                })
            })
        };
        let before = (self.region.start..first)
            .rev()
            .take_while(|at| on_line(at) && is_strange(at));
        before.chain(self.garbled_behind(tokens)).collect()
    }

    /// Pieces behind the first token, on its line, that are no tokens.
    #[must_use]
    pub fn garbled_behind(&self, tokens: &[usize]) -> Vec<usize> {
        let Some(first) = tokens.first().and_then(|at| self.cut.pieces.get(*at)) else {
            return Vec::new();
        };
        let is_label = |at: &usize| {
            self.cut
                .pieces
                .get(*at)
                .is_some_and(|piece| piece.line == first.line && piece.label().is_some())
        };
        let last = self.region.end;
        tokens
            .iter()
            .take(1)
            .flat_map(|first| *first..last)
            .filter(is_label)
            .collect()
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
    ) -> Vec<FoundRow> {
        let own = own_vocabulary(form);
        let mut runs: Vec<Run> = Vec::new();
        for at in around {
            let Some(piece) = self.pieces().get(at) else {
                break;
            };
            match piece.label() {
                Some([_]) if self.follows_token(at) => {}
                Some(folded) if extra == Extra::Splits && own.coverage(folded) >= KNOWN => {}
                Some(_) if self.is_explained(piece) && at < start => runs.clear(),
                Some(_) if self.is_explained(piece) => break,
                Some(_) => match runs.last_mut() {
                    Some(run) if run.tokens.is_empty() => run.labels.push(at),
                    _ => runs.push(Run {
                        labels: vec![at],
                        tokens: Vec::new(),
                    }),
                },
                None => runs
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|run| run.tokens.push(at)),
            }
        }
        let mut keys: Vec<RowKey> = Vec::new();
        runs.iter()
            .filter(|run| self.is_sub_row(run, form))
            .filter_map(|run| self.sub_row(run, form, &mut keys))
            .collect()
    }

    /// Whether the piece stands behind a token on its line: what is left of an illegible cell.
    fn follows_token(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.pieces().get(at));
        let piece = self.pieces().get(at);
        before
            .zip(piece)
            .is_some_and(|(before, piece)| before.token().is_some() && before.line == piece.line)
    }

    fn is_sub_row(&self, run: &Run, form: &RowForm) -> bool {
        let label = |at: &usize| self.pieces().get(*at).and_then(Piece::label);
        let length: usize = run.labels.iter().filter_map(label).map(<[char]>::len).sum();
        (2..=24).contains(&length) && (1..=form.n_slots).contains(&run.tokens.len())
    }

    fn sub_row(&self, run: &Run, form: &RowForm, keys: &mut Vec<RowKey>) -> Option<FoundRow> {
        let piece = |at: &usize| self.pieces().get(*at);
        let printed: String = run
            .labels
            .iter()
            .filter_map(piece)
            .map(|piece| piece.span.of(self.text))
            .collect();
        let key = RowKey::sub_row(form.key.as_str(), &printed, 1);
        let occurrence = 1 + keys.iter().filter(|other| **other == key).count();
        keys.push(key);
        let pieces =
            run.labels.first()? + self.region.start..run.tokens.last()? + 1 + self.region.start;
        let label_line = run.labels.last().and_then(piece).map(|piece| piece.line);
        Some(FoundRow {
            form: form.clone(),
            key: RowKey::sub_row(form.key.as_str(), &printed, occurrence),
            place: Some(Row::new(self.cut, pieces, label_line, form.n_slots)),
            label_distance: 0,
            doubt: None,
        })
    }

    /// Where several labels stand together and the tokens of all their rows behind them, deals the tokens out.
    fn share_queued_tokens(&self, rows: &mut [FoundRow]) {
        for last in 0..rows.len() {
            let n_waiting = rows
                .iter()
                .take(last)
                .rev()
                .take_while(|row| is_waiting(row))
                .count();
            if let Some(queue) = rows
                .get_mut(last - n_waiting..=last)
                .filter(|_| n_waiting > 0)
            {
                let next = self.tokens_behind(queue);
                deal(queue, &next);
            }
        }
    }

    /// The tokens of the last row of the queue and those that follow it before the next label.
    fn tokens_behind(&self, queue: &[FoundRow]) -> Vec<usize> {
        let Some(place) = queue.last().and_then(|row| row.place.as_ref()) else {
            return Vec::new();
        };
        let is_token = |at: &usize| {
            self.cut
                .pieces
                .get(*at)
                .is_some_and(|piece| piece.token().is_some())
        };
        let behind = (place.pieces.end..self.region.end).take_while(is_token);
        place.tokens.iter().copied().chain(behind).collect()
    }
}

/// Label fragments with the tokens behind them, as indices into the table's pieces.
struct Run {
    labels: Vec<usize>,
    tokens: Vec<usize>,
}

/// The stretches of pieces no segment claims.
fn unclaimed(segments: &[Option<Segment>], n_pieces: usize) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::new();
    for segment in segments.iter().flatten() {
        ranges.push(start..segment.pieces.start);
        start = segment.pieces.end;
    }
    ranges.push(start..n_pieces);
    ranges.retain(|range| range.len() > 1);
    ranges
}

fn is_waiting(row: &FoundRow) -> bool {
    row.place
        .as_ref()
        .is_some_and(|place| place.tokens.is_empty() && place.label_line.is_some())
}

/// Gives the rows of the queue their tokens in order, if there are exactly as many as cells.
fn deal(queue: &mut [FoundRow], tokens: &[usize]) {
    let n_slots: usize = queue.iter().map(|row| row.form.n_slots).sum();
    if tokens.len() != n_slots {
        return;
    }
    let mut rest = tokens.iter().copied();
    for row in queue {
        if let Some(place) = &mut row.place {
            place.tokens = rest.by_ref().take(row.form.n_slots).collect();
        }
        row.doubt = Some(QUEUED.to_owned());
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
