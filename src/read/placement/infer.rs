//! Nothing shows the columns: what can be inferred, each with its reason.

use crate::amount::Amount;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::pieces::{Cut, Piece};
use crate::read::placement::{
    Columns, Content, Placed, Row, columns, content, fill_blanks, line_of, order,
};
use crate::source::Span;
use crate::value::Value;

/// Most characters of a garbled number.
const GARBLED: usize = 2;

/// A row short of tokens in which some begin with a 0 and go on: cells stuck together. Every leading 0 is a cell of its
/// own, and what follows the zeros another.
pub(super) fn split_fused(
    text: &str,
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
) -> Option<Vec<Placed>> {
    if tokens.len() >= row.n_slots {
        return None;
    }
    let split = |at: &usize| -> Option<Vec<Placed>> {
        let parts = fused_parts(text, cut.pieces.get(*at)?.span);
        if parts.len() < 2 {
            return Some(vec![Placed::sure(Content::Token(*at))]);
        }
        let part = |span: Span| {
            let content = Content::Part(span, Amount::parse(span.of(text))?);
            Some(Placed::doubtful(content, Doubt::Fused))
        };
        parts.into_iter().map(part).collect()
    };
    let cells: Option<Vec<Vec<Placed>>> = tokens.iter().map(split).collect();
    let cells = cells?.concat();
    (cells.len() == row.n_slots).then_some(cells)
}

/// The cells that a token may be fused from; one for a token that is not.
fn fused_parts(text: &str, span: Span) -> Vec<Span> {
    let printed = span.of(text);
    if !printed.bytes().all(|b| b.is_ascii_digit()) {
        return vec![span];
    }
    let n_zeros = printed.bytes().take_while(|b| *b == b'0').count();
    let zeros = (0..n_zeros).map(|at| Span::new(span.start() + at, span.start() + at + 1));
    let rest = Span::new(span.start() + n_zeros, span.end());
    zeros.chain((!rest.is_empty()).then_some(rest)).collect()
}

pub(super) fn place(
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
    columns: &Columns,
) -> (Method, Vec<Placed>) {
    let n = row.n_slots;
    match tokens.len() {
        0 if row.label_line.is_some() => {
            let blanks = fill_blanks(cut, row, &vec![None; n], None);
            (Method::Beside, blanks)
        }
        0 => (Method::Beside, vec![Placed::sure(Content::Missing); n]),
        few if few < n => columns::place(cut, row, tokens, columns)
            .or_else(|| by_gaps(cut, row, tokens, columns.lines_per_cell))
            .map_or_else(
                || (Method::Order, order::place(cut, row, tokens)),
                |placed| (Method::Ruler, placed),
            ),
        _ => (Method::Order, best_run(cut, row, tokens)),
    }
}

/// A line of as many tokens and illegible pieces as cells: each stands in its cell, the illegible ones unread.
pub(super) fn garbled_line(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<Placed>> {
    let line = line_of(cut, *tokens.first()?);
    let mut items: Vec<usize> = tokens.iter().chain(&row.garbled).copied().collect();
    items.sort_unstable();
    let is_short = |at: &usize| {
        let label = cut.pieces.get(*at).and_then(Piece::label);
        line_of(cut, *at) == line && label.is_none_or(|label| label.len() <= GARBLED)
    };
    let whole = items.len() == row.n_slots && items.iter().all(is_short);
    (whole && tokens.len() * 2 >= row.n_slots).then(|| {
        items
            .into_iter()
            .map(|at| Placed::doubtful(content(cut, at), Doubt::AmongGarbled))
            .collect()
    })
}

/// Whether the last of the tokens is the sum of the others, of which there is one at least.
pub(super) fn adds_up(cut: &Cut, tokens: &[usize]) -> bool {
    let numbers = tokens.iter().map(|at| in_sums(cut, *at));
    numbers
        .collect::<Option<Vec<Amount>>>()
        .is_some_and(|numbers| Amount::end_with_sum(&numbers))
}

/// What the token counts in sums.
pub(super) fn in_sums(cut: &Cut, at: usize) -> Option<Amount> {
    cut.token(at)?.value.in_sums()
}

/// A row of several groups with each cell on a line of its own, whose first cell cannot be found from the label: the
/// lines between the tokens tell how many cells lie between them, and the totals of the groups where the row begins.
fn by_gaps(cut: &Cut, row: &Row, tokens: &[usize], lines_per_cell: usize) -> Option<Vec<Placed>> {
    let first = line_of(cut, *tokens.first()?);
    let gaps = || {
        tokens
            .iter()
            .map(|at| line_of(cut, *at).saturating_sub(first))
    };
    if row.group == row.n_slots
        || lines_per_cell == 0
        || gaps().any(|gap| gap % lines_per_cell != 0)
    {
        return None;
    }
    let cells: Vec<usize> = gaps().map(|gap| gap / lines_per_cell).collect();
    let last_start = row.n_slots.checked_sub(cells.last()? + 1)?;
    let dealt = |start: usize| {
        let mut slots = vec![None; row.n_slots];
        for (cell, token) in cells.iter().zip(tokens) {
            if let Some(slot) = slots.get_mut(start + cell) {
                *slot = Some(*token);
            }
        }
        slots
    };
    let expected = (first.saturating_sub(row.label_line?) / lines_per_cell).saturating_sub(1);
    let fits = |start: &usize| {
        dealt(*start)
            .chunks(row.group)
            .all(|group| group_adds_up(cut, group))
    };
    let start = (0..=last_start)
        .filter(fits)
        .min_by_key(|start| start.abs_diff(expected))?;
    Some(fill_blanks(cut, row, &dealt(start), Some(&Doubt::ByGaps)))
}

/// Whether a group is empty, or its last cell is the sum of the others.
fn group_adds_up(cut: &Cut, group: &[Option<usize>]) -> bool {
    let number = |slot: &Option<usize>| match slot {
        Some(at) => in_sums(cut, *at),
        None => Some(Amount::ZERO),
    };
    let numbers = group.iter().map(number);
    numbers
        .collect::<Option<Vec<Amount>>>()
        .is_some_and(|numbers| Amount::end_with_sum(&numbers))
}

/// More tokens than cells: the run of the right length that keeps to one line, or else the last one.
fn best_run(cut: &Cut, row: &Row, tokens: &[usize]) -> Vec<Placed> {
    let is_doubtful = |at: &usize| {
        cut.token(*at)
            .is_none_or(|token| token.doubt.is_some() || token.value == Value::Words)
    };
    let quality = |run: &[usize]| {
        let one_line =
            run.first().map(|at| line_of(cut, *at)) == run.last().map(|at| line_of(cut, *at));
        (
            one_line,
            run.len() - run.iter().filter(|at| is_doubtful(at)).count(),
        )
    };
    let run = tokens
        .windows(row.n_slots)
        .max_by_key(|run| quality(run))
        .unwrap_or(tokens);
    run.iter()
        .map(|at| Placed::doubtful(Content::Token(*at), Doubt::Surplus))
        .collect()
}
