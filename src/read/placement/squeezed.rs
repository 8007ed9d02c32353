//! Rows whose numbers stuck to the lines of a drawn table: recognition took the lines for strokes, letters or a 1, as in
//! `3|0|101|1o1o1o13` for seven cells. How many cells the row has, and that the last of a group is the sum of the others,
//! tells the lines from the numbers; where both leave more than one way, the row stays as it is.

use std::ops::Range;

use crate::amount::Amount;
use crate::read::doubt::Doubt;
use crate::read::pieces::Cut;
use crate::read::placement::fields::have_own_fields;
use crate::read::placement::{Columns, Content, Placed, Row, line_of};
use crate::source::Span;

/// Cells of the shortest group that has a total.
const LEAST_GROUP: usize = 5;
/// Glyphs of the longest strip looked at.
const MOST_GLYPHS: usize = 80;
/// Digits of a number in such a row.
const MOST_DIGITS: usize = 5;
/// Glyphs one line of the table is taken for, white space aside.
const MOST_BORDER: usize = 2;
/// Steps of the search before it gives up.
const MOST_STEPS: usize = 100_000;
/// So many rows with strokes among their numbers show that the lines of the table were recognised as glyphs.
const STROKED_ROWS: usize = 3;
/// What it costs to take a 1 for a line.
const ONE_AS_LINE: u32 = 2;
/// What it costs to take a stroke for a 1.
const LINE_AS_ONE: u32 = 3;
/// What it costs to take any other glyph for a line.
const OTHER_AS_LINE: u32 = 1;
/// What it costs that no line stands between two cells.
const NO_LINE: u32 = 4;
/// A way that costs more is no better than none.
const MOST_COST: u32 = 10;

/// The cells of a row whose numbers and lines stuck together; `None` if nothing stuck, or if the row can be taken apart
/// in several ways.
pub(super) fn place(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> Option<Vec<Placed>> {
    if row.group < LEAST_GROUP || row.shares_line || !is_suspect(text, cut, row, columns) {
        return None;
    }
    let glyphs = glyphs(text, strip(text, cut, row)?);
    if glyphs.len() > MOST_GLYPHS {
        return None;
    }
    let cells =
        take_apart(&glyphs, row.n_slots, row.group).or_else(|| only_zeros(&glyphs, row.n_slots))?;
    let part = |(span, value): (Span, u64)| {
        let amount = Amount::whole_number(i64::try_from(value).ok()?);
        Some(Placed::doubtful(
            Content::Part(span, amount),
            Doubt::Squeezed,
        ))
    };
    cells.into_iter().map(part).collect()
}

/// Whether strokes stand among the numbers of the row.
pub(super) fn is_stroked(text: &str, cut: &Cut, row: &Row) -> bool {
    let strip = strip(text, cut, row);
    strip.is_some_and(|strip| strip.of(text).contains(is_stroke))
}

/// Whether the row cannot be what its tokens say: it has not as many as cells, or they do not add up while lines of the
/// table stand among the numbers, and not a cell for each between two of them: then the row is what the office printed.
fn is_suspect(text: &str, cut: &Cut, row: &Row, columns: &Columns) -> bool {
    if row.tokens.len() != row.n_slots {
        return true;
    }
    let has_strokes = columns.stroked_rows >= STROKED_ROWS || is_stroked(text, cut, row);
    let number = |at: &usize| {
        let token = cut.token(*at)?;
        u64::try_from(token.value.number().and_then(Amount::to_i64)?).ok()
    };
    let numbers: Option<Vec<u64>> = row.tokens.iter().map(number).collect();
    has_strokes
        && !have_own_fields(cut, &row.tokens)
        && numbers.is_some_and(|numbers| !add_up(&numbers, row.group))
}

/// The part of the row's line that holds its numbers, from the first to the end of the line.
fn strip(text: &str, cut: &Cut, row: &Row) -> Option<Span> {
    let is_number = |at: &usize| {
        row.tokens.contains(at)
            || row.garbled.contains(at)
            || cut
                .pieces
                .get(*at)
                .is_some_and(|piece| is_mostly_digits(piece.span.of(text)))
    };
    let line = match row.tokens.first() {
        Some(first) => line_of(cut, *first),
        None => line_of(cut, row.pieces.clone().find(is_number)?),
    };
    if row.tokens.iter().any(|at| line_of(cut, *at) != line) {
        return None;
    }
    let own = row.garbled.iter().copied().chain(row.pieces.clone());
    let first = own
        .filter(|at| line_of(cut, *at) == line && is_number(at))
        .min()?;
    let start = cut.pieces.get(first)?.span.start();
    let end = cut.lines.get(line)?.span.end();
    (start < end).then(|| Span::new(start, end))
}

/// Whether a piece that is no token holds several digits and little else.
pub(in crate::read) fn is_mostly_digits(printed: &str) -> bool {
    let n_digits = printed.chars().filter(|c| digit(*c).is_some()).count();
    n_digits >= 3 && n_digits * 2 >= printed.chars().count() && printed.contains('0')
}

/// A character of the strip.
struct Glyph {
    span: Span,
    /// The digit it may be, with what that costs.
    digit: Option<(u64, u32)>,
    /// What it costs to take it for a line of the table, or for nothing; `None` for what must be a digit.
    line: Option<u32>,
    is_space: bool,
}

fn glyphs(text: &str, strip: Span) -> Vec<Glyph> {
    let glyph = |(at, c): (usize, char)| {
        let start = strip.start() + at;
        Glyph {
            span: Span::new(start, start + c.len_utf8()),
            digit: digit(c),
            line: line_cost(c),
            is_space: c.is_whitespace(),
        }
    };
    strip.of(text).char_indices().map(glyph).collect()
}

fn is_stroke(c: char) -> bool {
    matches!(c, '|' | '｜' | '丨' | '!' | '[' | ']' | 'l' | 'I')
}

fn digit(c: char) -> Option<(u64, u32)> {
    match c {
        'o' | 'O' | '〇' | '。' | 'Q' | 'D' => Some((0, 0)),
        'l' | 'I' | '丨' => Some((1, LINE_AS_ONE)),
        _ => c.to_digit(10).map(|digit| (u64::from(digit), 0)),
    }
}

fn line_cost(c: char) -> Option<u32> {
    match c {
        '1' => Some(ONE_AS_LINE),
        _ if c.is_whitespace() || is_stroke(c) => Some(0),
        _ if digit(c).is_some() => None,
        _ => Some(OTHER_AS_LINE),
    }
}

/// Whether the last number of each group is the sum of the others.
fn add_up(numbers: &[u64], group: usize) -> bool {
    numbers.chunks(group).all(|group| {
        group
            .split_last()
            .is_some_and(|(total, parts)| parts.iter().sum::<u64>() == *total)
    })
}

/// The cheapest way to take the strip apart into cells that add up; `None` if there is none, or no single one.
fn take_apart(glyphs: &[Glyph], n_cells: usize, group: usize) -> Option<Vec<(Span, u64)>> {
    let mut search = GlyphSearch {
        glyphs,
        n_cells,
        group,
        cells: Vec::new(),
        n_steps: 0,
        best: None,
    };
    search.between(0, 0);
    let best = search.best.filter(|_| search.n_steps < MOST_STEPS)?;
    best.is_only.then_some(best.cells)
}

/// The best way found so far.
struct Best {
    cost: u32,
    cells: Vec<(Span, u64)>,
    /// Whether every other way with other numbers costs more.
    is_only: bool,
}

struct GlyphSearch<'a> {
    glyphs: &'a [Glyph],
    n_cells: usize,
    group: usize,
    cells: Vec<(Span, u64)>,
    n_steps: usize,
    best: Option<Best>,
}

impl GlyphSearch<'_> {
    /// Between two cells, or at an end: glyph `at` is the first behind the last cell.
    fn between(&mut self, at: usize, cost: u32) {
        self.n_steps += 1;
        let most = self.best.as_ref().map_or(MOST_COST, |best| best.cost);
        let is_dear = cost > most;
        if self.n_steps >= MOST_STEPS || is_dear {
            return;
        }
        let follows_zero = self.cells.last().is_some_and(|(_, value)| *value == 0);
        if self.cells.is_empty() {
            self.cell(at, cost);
        } else if follows_zero && self.cells.len() < self.n_cells {
            self.cell(at, cost + NO_LINE);
        }
        let (mut cost, mut n_border, mut next) = (cost, 0, at);
        while let Some(glyph) = self.glyphs.get(next) {
            let Some(line) = glyph.line else {
                return;
            };
            n_border += usize::from(!glyph.is_space);
            // A 1 at an end of the strip has no cell beyond it.
            let is_digit = glyph.digit.is_some_and(|(_, price)| price == 0);
            let is_at_end = self.cells.is_empty() || self.cells.len() == self.n_cells;
            if n_border > MOST_BORDER || (is_digit && is_at_end) {
                return;
            }
            cost += line;
            next += 1;
            if self.cells.len() < self.n_cells {
                self.cell(next, cost);
            }
        }
        if self.cells.len() == self.n_cells {
            self.finish(cost);
        }
    }

    /// Tries every number that begins at glyph `at`.
    fn cell(&mut self, at: usize, cost: u32) {
        let (mut cost, mut value) = (cost, 0);
        for end in at..(at + MOST_DIGITS).min(self.glyphs.len()) {
            let Some((digit, price)) = self.glyphs.get(end).and_then(|glyph| glyph.digit) else {
                return;
            };
            if end > at && value == 0 {
                return;
            }
            (cost, value) = (cost + price, value * 10 + digit);
            if let Some(span) = self.span(at..end + 1) {
                self.cells.push((span, value));
                self.between(end + 1, cost);
                self.cells.pop();
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Option<Span> {
        let glyphs = self.glyphs.get(range)?;
        let (first, last) = (glyphs.first()?, glyphs.last()?);
        Some(first.span.cover(last.span))
    }

    /// All cells are there and the strip is used up.
    fn finish(&mut self, cost: u32) {
        let values =
            |cells: &[(Span, u64)]| -> Vec<u64> { cells.iter().map(|(_, value)| *value).collect() };
        let found = values(&self.cells);
        if cost > MOST_COST || !add_up(&found, self.group) {
            return;
        }
        match &mut self.best {
            Some(best) if best.cost < cost => {}
            Some(best) if best.cost == cost => best.is_only &= values(&best.cells) == found,
            best => {
                *best = Some(Best {
                    cost,
                    cells: self.cells.clone(),
                    is_only: true,
                });
            }
        }
    }
}

/// A strip of exactly as many zeros as cells, in which cells and lines clearly stuck together: what else stands there is
/// lines. A number that begins with another digit and is short enough for a cell, such as 10 or 20, is no line: then
/// the strip stays illegible, for nothing tells its total.
fn only_zeros(glyphs: &[Glyph], n_cells: usize) -> Option<Vec<(Span, u64)>> {
    let value = |glyph: &Glyph| glyph.digit.map(|(digit, _)| digit);
    let is_zero = |glyph: &Glyph| value(glyph) == Some(0);
    let mut numbers = glyphs
        .split(|glyph| glyph.digit.is_none())
        .filter(|number| !number.is_empty());
    let is_stuck = |number: &[Glyph]| number.len() > 1 && number.first().is_some_and(is_zero);
    let any_stuck = numbers.clone().any(is_stuck)
        || glyphs.iter().any(|glyph| glyph.line == Some(OTHER_AS_LINE));
    let is_number = |number: &[Glyph]| {
        let begins_with_zero = number.first().is_some_and(is_zero);
        !begins_with_zero && number.len() <= MOST_DIGITS
    };
    let any_number = numbers.any(is_number);
    let zeros: Vec<(Span, u64)> = glyphs
        .iter()
        .filter(|glyph| is_zero(glyph))
        .map(|glyph| (glyph.span, 0))
        .collect();
    let n_printed = glyphs.iter().filter(|glyph| !glyph.is_space).count();
    let is_row = zeros.len() == n_cells && zeros.len() * 2 > n_printed;
    (is_row && any_stuck && !any_number).then_some(zeros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_taken_apart(strip: &str, n_cells: usize, expected: Option<&[u64]>) {
        let glyphs = glyphs(strip, Span::new(0, strip.len()));
        let cells = take_apart(&glyphs, n_cells, n_cells);
        let numbers: Option<Vec<u64>> =
            cells.map(|cells| cells.into_iter().map(|(_, number)| number).collect());
        assert_eq!(numbers.as_deref(), expected, "{strip}");
    }

    #[test]
    fn lines_are_told_from_numbers_by_count_and_total() {
        check_taken_apart("9|0|lolololol9", 7, Some(&[9, 0, 0, 0, 0, 0, 9]));
        check_taken_apart("0|0|0|101o|o|o", 7, Some(&[0; 7]));
        check_taken_apart("0|0|1010101010", 7, None);
        check_taken_apart("23|1|4101o1o128", 7, Some(&[23, 1, 4, 0, 0, 0, 28]));
        check_taken_apart("40 6 .0 0 2 1 49", 7, Some(&[40, 6, 0, 0, 2, 1, 49]));
        check_taken_apart("0 0 0 0 0 0", 7, None);
        check_taken_apart("9|0|0|0|0|0|8", 7, None);
        // Two ways are as good as each other.
        check_taken_apart("1 1 11 1 13", 5, None);
    }

    #[test]
    fn as_many_zeros_as_cells_are_a_row_of_zeros() {
        let check = |strip: &str, expected: bool| {
            let glyphs = glyphs(strip, Span::new(0, strip.len()));
            assert_eq!(only_zeros(&glyphs, 7).is_some(), expected, "{strip}");
        };
        check("0 20250200 00", true);
        check("0人0人0人0人00", false);
        check("0 0人0 0 0 0光避0", true);
        check("0 2 3 0 4 0 5 0 6 00 7 0", false);
        check("100 200 100 0", false);
        check("10 0 0避 0 0 0 20", false);
    }
}
