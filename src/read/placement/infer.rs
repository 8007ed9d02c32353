//! Nothing shows the columns: what can be inferred, each with its reason.

use crate::amount::Amount;
use crate::read::doubt::Doubt;
use crate::read::method::Method;
use crate::read::pieces::{Cut, Piece};
use crate::read::placement::sums::{LEAST_SUMMED, in_sums};
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

/// A row on one line that lacks one token, and whose sums no blank explains: the one number that can be
/// cut in two so that every sum of the row holds. Cells that stand close together are run into one.
fn split_by_sums(text: &str, cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<Placed>> {
    let line = line_of(cut, *tokens.first()?);
    let is_apart = tokens.iter().any(|at| line_of(cut, *at) != line);
    if tokens.len() + 1 != row.n_slots || row.n_slots < LEAST_SUMMED || is_apart {
        return None;
    }
    let adds_up = |numbers: &[Option<Amount>]| {
        let mut groups = numbers.chunks(row.group);
        groups.all(|group| {
            let group: Option<Vec<Amount>> = group.iter().copied().collect();
            group.is_some_and(|group| Amount::end_with_sum(&group))
        })
    };
    let with = |at: usize, there: &[Option<Amount>]| -> Vec<Option<Amount>> {
        let number = |token: &usize| in_sums(cut, *token);
        let before = tokens.iter().take(at).map(number);
        let behind = tokens.iter().skip(at).map(number);
        before.chain(there.iter().copied()).chain(behind).collect()
    };
    let has_blank = (0..=tokens.len()).any(|at| adds_up(&with(at, &[Some(Amount::ZERO)])));
    if has_blank {
        return None;
    }
    let mut ways = tokens.iter().enumerate().flat_map(|(at, token)| {
        let span = cut
            .pieces
            .get(*token)
            .map_or(Span::new(0, 0), |piece| piece.span);
        let halves = (span.start() + 1..span.end()).map(move |middle| {
            [
                Span::new(span.start(), middle),
                Span::new(middle, span.end()),
            ]
        });
        halves.map(move |halves| (at, halves, halves.map(|half| cell_number(text, half))))
    });
    let mut fitting = ways.by_ref().filter_map(|(at, halves, numbers)| {
        let mut all = with(at, &numbers);
        // The token itself stands behind its halves.
        all.remove(at + numbers.len());
        adds_up(&all).then_some((at, halves, numbers))
    });
    let (at, halves, numbers) = fitting.next()?;
    if fitting.any(|(other, ..)| other != at) {
        return None;
    }
    let mut placed: Vec<Placed> = tokens
        .iter()
        .map(|token| Placed::sure(Content::Token(*token)))
        .collect();
    let halves = halves
        .into_iter()
        .zip(numbers)
        .filter_map(|(half, number)| {
            Some(Placed::doubtful(Content::Part(half, number?), Doubt::Fused))
        });
    placed.splice(at..=at, halves);
    Some(placed)
}

/// A whole number as a cell prints it: digits, no 0 before others.
fn cell_number(text: &str, span: Span) -> Option<Amount> {
    let printed = span.of(text);
    let is_whole = printed.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = is_whole && (printed.len() == 1 || !printed.starts_with('0'));
    is_plain.then(|| Amount::parse(printed)).flatten()
}

pub(super) fn place(
    text: &str,
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
                || {
                    let fused = split_by_sums(text, cut, row, tokens);
                    let placed = fused.unwrap_or_else(|| order::place(cut, row, tokens));
                    (Method::Order, placed)
                },
                |placed| (Method::Ruler, placed),
            ),
        _ => (Method::Order, best_run(text, cut, row, tokens, columns)),
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

/// The tokens of a row (how many, and which) that repeat the one before them, if without them they are as many as cells.
pub(super) fn copies(
    text: &str,
    cut: &Cut,
    row: &Row,
    tokens: &[usize],
) -> Option<(usize, Vec<usize>)> {
    let printed = |at: &usize| cut.pieces.get(*at).map(|piece| piece.span.of(text));
    let pairs = tokens.iter().zip(tokens.iter().skip(1)).enumerate();
    let same = pairs.filter(|(_, (one, next))| printed(one) == printed(next));
    let copied: Vec<usize> = same.map(|(at, _)| at + 1).collect();
    let is_whole = !copied.is_empty() && copied.len() + row.n_slots == tokens.len();
    is_whole.then_some((tokens.len(), copied))
}

/// More tokens than cells: those that do not repeat their neighbour, if they are as many as cells (a merged cell whose text
/// stands in every column it covers); else the run of the right length that keeps to one line, or the last one.
fn best_run(text: &str, cut: &Cut, row: &Row, tokens: &[usize], columns: &Columns) -> Vec<Placed> {
    let surplus = |run: &[usize]| -> Vec<Placed> {
        run.iter()
            .map(|at| Placed::doubtful(Content::Token(*at), Doubt::Surplus))
            .collect()
    };
    let copied = copies(text, cut, row, tokens).map(|(_, copied)| copied);
    if let Some(copied) = copied.or_else(|| columns.copied(tokens.len(), row.n_slots)) {
        let is_copy = |at: &usize| copied.contains(at);
        let own = tokens.iter().enumerate().filter(|(at, _)| !is_copy(at));
        return surplus(&own.map(|(_, token)| *token).collect::<Vec<_>>());
    }
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
    surplus(run)
}
