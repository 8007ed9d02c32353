//! Sub-rows: what a report prints instead of a row of the form, each with a label of its own.

use std::ops::Range;

use crate::form::RowKey;
use crate::form::schema::Extra;
use crate::read::pieces::{Line, LineKind, Piece};
use crate::read::placement::Row;
use crate::read::region::KNOWN;
use crate::read::row_form::RowForm;
use crate::read::rows::{FoundRow, TableText};
use crate::source::Span;

/// A table with the labels of the rows printed in place of one.
pub(crate) struct Parts {
    /// How many these are.
    pub n: usize,
    /// All rows of the table.
    pub rows: Vec<FoundRow>,
}

/// Label fragments with the tokens behind them, as indices into the table's pieces.
struct Run {
    labels: Vec<usize>,
    tokens: Vec<usize>,
}

impl Run {
    fn of(label: usize) -> Self {
        Self {
            labels: vec![label],
            tokens: Vec::new(),
        }
    }
}

/// Most lines of a row between two borders, above and below its numbers.
const MOST_LINES: usize = 12;

impl TableText<'_> {
    /// Rows with labels of their own among the pieces `around` (of the region) the row `form`, whose own segment
    /// begins at `start`: a merged label stands anywhere beside its sub-rows. Heads end the search behind the row and
    /// begin it anew before it.
    pub(super) fn sub_rows(
        &self,
        form: &RowForm,
        around: Range<usize>,
        start: usize,
        extra: Extra,
    ) -> Vec<FoundRow> {
        let own = &form.words;
        let mut runs: Vec<Run> = Vec::new();
        for at in around {
            let Some(piece) = self.pieces().get(at) else {
                break;
            };
            match piece.label() {
                Some([_]) if self.follows_token(at) => {}
                Some([_]) if is_full(&runs, form) && self.precedes_token(at) => {
                    runs.push(Run::of(at));
                }
                Some(folded) if extra == Extra::Splits && own.coverage(folded) >= KNOWN => {}
                Some(_) if self.is_explained(piece) && at < start => runs.clear(),
                Some(_) if self.is_explained(piece) => break,
                Some(_) => match runs.last_mut() {
                    Some(run) if self.is_open(run, form, extra) || self.continues(run, at) => {
                        run.labels.push(at);
                    }
                    _ => runs.push(Run::of(at)),
                },
                None => runs
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|run| run.tokens.push(at)),
            }
        }
        let mut keys: Vec<RowKey> = Vec::new();
        let rows = self.row_forms();
        runs.iter()
            .filter(|run| self.is_sub_row(run, (form, extra), &rows))
            .filter_map(|run| self.sub_row(run, form, &mut keys))
            .collect()
    }

    /// The rows, where the labels of those printed in place of one stand behind its own, apart from their numbers: what
    /// stands up to the label of another row and is no word of the form.
    #[must_use]
    pub(crate) fn parts_apart(&self, rows: &[FoundRow]) -> Parts {
        let forms = self.row_forms();
        let is_label = |form: &RowForm, piece: &Piece| {
            let mut labels = form.labels.iter();
            piece
                .label()
                .is_some_and(|own| labels.any(|label| label == own))
        };
        let whole = forms.iter().find(|form| form.splits);
        let start =
            whole.and_then(|form| self.pieces().iter().position(|piece| is_label(form, piece)));
        let (Some(whole), Some(start)) = (whole, start) else {
            return Parts {
                n: 1,
                rows: rows.to_vec(),
            };
        };
        let behind = self.pieces().iter().enumerate().skip(start + 1);
        let is_part = |(_, piece): &(usize, &Piece)| {
            let is_row = forms.iter().any(|form| is_label(form, piece));
            piece.token().is_none() && !is_row
        };
        // Numbers behind the labels are those beside them.
        let end = start + 1 + behind.clone().take_while(is_part).count();
        if self
            .pieces()
            .get(end)
            .is_none_or(|piece| piece.token().is_some())
        {
            return Parts {
                n: 1,
                rows: rows.to_vec(),
            };
        }
        let parts = behind.take_while(is_part).filter(|(_, piece)| {
            !self.is_explained(piece) && piece.label().is_some_and(|label| label.len() > 1)
        });
        let mut keys = Vec::new();
        let part = |(at, _): (usize, &Piece)| self.sub_row(&Run::of(at), whole, &mut keys);
        let parts: Vec<FoundRow> = parts.filter_map(part).collect();
        let is_whole = |row: &&FoundRow| row.form.key == whole.key;
        let before = rows.iter().take_while(|row| !is_whole(row));
        let behind = rows
            .iter()
            .skip_while(|row| !is_whole(row))
            .filter(|row| !is_whole(row));
        Parts {
            n: parts.len(),
            rows: before.chain(&parts).chain(behind).cloned().collect(),
        }
    }

    /// Whether the numbers of the run are still to come.
    fn is_open(&self, run: &Run, form: &RowForm, extra: Extra) -> bool {
        run.tokens.is_empty() && !self.is_blank(run, form, extra)
    }

    /// Whether the run is a row of a grid with nothing but empty cells: one of those printed in place of another.
    fn is_blank(&self, run: &Run, form: &RowForm, extra: Extra) -> bool {
        let last = run.labels.last().and_then(|at| self.pieces().get(*at));
        let cells = last.and_then(|label| {
            let line = self.cut.lines.get(label.line)?;
            let is_grid = line.kind == LineKind::Grid;
            line.fields.get(label.field + 1..).filter(|_| is_grid)
        });
        let is_row = |cells: &[Span]| {
            cells.len() >= form.n_slots && cells.iter().all(|cell| cell.is_empty())
        };
        extra == Extra::Splits && run.tokens.is_empty() && cells.is_some_and(is_row)
    }

    /// Whether the piece stands behind a token on its line: what is left of an illegible cell.
    fn follows_token(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.pieces().get(at));
        let piece = self.pieces().get(at);
        before
            .zip(piece)
            .is_some_and(|(before, piece)| before.token().is_some() && before.line == piece.line)
    }

    /// Whether the piece stands before a token on its line, or before more of its own cell: the first character of a label,
    /// the rest wrapped below.
    fn precedes_token(&self, at: usize) -> bool {
        let (piece, behind) = (self.pieces().get(at), self.pieces().get(at + 1));
        piece.zip(behind).is_some_and(|(piece, behind)| {
            let goes_on = behind.token().is_some() || behind.field == piece.field;
            goes_on && behind.line == piece.line
        })
    }

    /// Whether the piece stands between the same two borders as the run, whose tokens are the only ones there: the rest of
    /// its label, wrapped below the numbers.
    fn continues(&self, run: &Run, at: usize) -> bool {
        let line_of = |at: usize| self.pieces().get(at).map(|piece| piece.line);
        let (Some(row), Some(here)) = (run.tokens.last().and_then(|at| line_of(*at)), line_of(at))
        else {
            return false;
        };
        let is_border = |line: &&Line| line.kind == LineKind::Noise;
        let lines = |range: Range<usize>| self.cut.lines.get(range).unwrap_or(&[]).iter();
        let below = lines(row..self.cut.lines.len()).take(MOST_LINES);
        let end = row + below.take_while(|line| !is_border(line)).count();
        let above = lines(0..row).rev().take(MOST_LINES);
        let start = row - above.take_while(|line| !is_border(line)).count();
        let from = self.pieces().partition_point(|piece| piece.line < start);
        let to = self.pieces().partition_point(|piece| piece.line < end);
        let between = self.pieces().get(from..to).unwrap_or(&[]);
        let mut tokens = between.iter().filter(|piece| piece.token().is_some());
        (start..end).contains(&here) && tokens.all(|piece| piece.line == row)
    }

    /// Whether the run is a row of its own under the row `form`, and not another of the `rows` of the table.
    fn is_sub_row(&self, run: &Run, (form, extra): (&RowForm, Extra), rows: &[RowForm]) -> bool {
        let label = |at: &usize| self.pieces().get(*at).and_then(Piece::label);
        let fragments = run.labels.iter().filter_map(label);
        let printed: Vec<char> = fragments.flatten().copied().collect();
        let is_other = |row: &RowForm| row.key != form.key && row.labels.contains(&printed);
        (2..=24).contains(&printed.len())
            && ((1..=form.n_slots).contains(&run.tokens.len()) || self.is_blank(run, form, extra))
            && !rows.iter().any(is_other)
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
        let last = run.tokens.last().max(run.labels.last())?;
        let pieces = run.labels.first()? + self.region.start..last + 1 + self.region.start;
        let first_token = run.tokens.first();
        let is_before = |at: &&usize| first_token.is_none_or(|first| *at < first);
        let before = run.labels.iter().rfind(is_before);
        let label_line = before.and_then(piece).map(|piece| piece.line);
        Some(FoundRow {
            form: form.clone(),
            key: RowKey::sub_row(form.key.as_str(), &printed, occurrence),
            place: Some(Row::new(self.cut, pieces, label_line, form.n_slots)),
            label_distance: 0,
            doubt: None,
        })
    }
}

/// Whether the last run has all the numbers of a row.
fn is_full(runs: &[Run], form: &RowForm) -> bool {
    runs.last()
        .is_some_and(|run| run.tokens.len() >= form.n_slots)
}
