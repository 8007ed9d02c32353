//! Numbers that did not fit into their cells: their last digits stand on the line below, as in `24 13 37` above
//! `4 4 8` for 244, 134 and 378. Without the digits below the row does not add up, and with them it does.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::amount::Amount;
use crate::read::pieces::{Cut, LineKind, Piece, PieceKind, characters, middle};
use crate::read::token::Token;
use crate::value::Value;

/// Least numbers of a row: two and their total.
const NUMBERS_LEAST: usize = 3;
/// Most characters of a label beside the digits: one of a head that runs down the margin.
const LABEL_MOST: usize = 2;
/// Twice the columns that the digits may stand beside the middle of the number above.
const ASIDE_MOST: usize = 3;

/// Joins the digits below to the numbers above, wherever that makes a row add up.
pub(super) fn join(text: &str, cut: &mut Cut) {
    let mut end = 0;
    let lines = cut.pieces.chunk_by(|a, b| a.line == b.line);
    let lines: Vec<Range<usize>> = lines
        .map(|line| {
            let start = end;
            end += line.len();
            start..end
        })
        .collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (above, below) in lines.iter().zip(lines.iter().skip(1)) {
        if taken.range(above.clone()).next().is_some() {
            continue;
        }
        let joined = joined(text, cut, above.clone(), below.clone());
        for (above, below, amount) in joined.into_iter().flatten() {
            let span = cut.pieces.get(below).map(|piece| piece.span);
            if let Some(piece) = cut.pieces.get_mut(above) {
                piece.continued = span;
                piece.kind = PieceKind::Value(Token::wrapped(Value::Number(amount)));
            }
            taken.insert(below);
        }
    }
    let mut at = 0;
    cut.pieces.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
}

/// The numbers of the line `above` that go on in the line `below`, with where they do and their amount.
fn joined(
    text: &str,
    cut: &Cut,
    above: Range<usize>,
    below: Range<usize>,
) -> Option<Vec<(usize, usize, Amount)>> {
    let line_of = |range: &Range<usize>| Some(cut.pieces.get(range.start)?.line);
    let is_spaced = |line: usize| {
        let line = cut.lines.get(line);
        line.is_some_and(|line| line.kind == LineKind::Spaced)
    };
    let (line, next) = (line_of(&above)?, line_of(&below)?);
    let numbers: Vec<usize> = above.filter(|at| cut.token(*at).is_some()).collect();
    let digits = behind_label(cut, below)?;
    let are_fit = numbers.len() >= NUMBERS_LEAST && !digits.is_empty();
    if next != line + 1 || !is_spaced(line) || !is_spaced(next) || !are_fit {
        return None;
    }
    let printed = |at: &usize| {
        let printed = cut.pieces.get(*at)?.span.of(text);
        let is_whole = printed.bytes().all(|byte| byte.is_ascii_digit());
        is_whole.then_some(printed)
    };
    let amounts = |below: &[Option<usize>]| -> Option<Vec<Amount>> {
        let whole = |(above, below): (&usize, &Option<usize>)| {
            let rest = below.as_ref().map_or(Some(""), printed)?;
            Amount::parse(&format!("{}{rest}", printed(above)?))
        };
        numbers.iter().zip(below).map(whole).collect()
    };
    if Amount::end_with_sum(&amounts(&vec![None; numbers.len()])?) {
        return None;
    }
    let measures: [&dyn Fn(&Piece) -> usize; 2] = [&Piece::middle, &|piece| {
        middle_in_characters(text, cut, piece)
    }];
    measures.iter().find_map(|measure| {
        let middles = |pieces: &[usize]| -> Vec<usize> {
            let pieces = pieces.iter().filter_map(|at| cut.pieces.get(*at));
            pieces.map(measure).collect()
        };
        let goes_on = below_each(&middles(&numbers), &middles(digits.as_slice()), &digits)?;
        let amounts = amounts(&goes_on).filter(|amounts| Amount::end_with_sum(amounts))?;
        let whole = numbers.iter().zip(goes_on).zip(amounts);
        let whole = whole.filter_map(|((above, below), amount)| Some((*above, below?, amount)));
        Some(whole.collect())
    })
}

/// The pieces of a line behind what may stand in its margin; `None` if a longer label does.
fn behind_label(cut: &Cut, line: Range<usize>) -> Option<Vec<usize>> {
    let label = |at: &usize| cut.pieces.get(*at)?.label();
    let (labels, digits): (Vec<usize>, Vec<usize>) = line.partition(|at| label(at).is_some());
    let is_first = labels.last() < digits.first();
    let is_short = |at: &usize| label(at).is_some_and(|label| label.len() <= LABEL_MOST);
    (is_first && labels.iter().all(is_short)).then_some(digits)
}

/// Which of the `digits` stands below each number, where all do; both with their middles.
fn below_each(
    numbers_at: &[usize],
    digits_at: &[usize],
    digits: &[usize],
) -> Option<Vec<Option<usize>>> {
    let mut below = vec![None; numbers_at.len()];
    for (digit, at) in digits.iter().zip(digits_at) {
        let distances = numbers_at.iter().map(|other| other.abs_diff(*at));
        let (nearest, distance) = distances
            .enumerate()
            .min_by_key(|(_, distance)| *distance)?;
        let slot = below.get_mut(nearest).filter(|slot| slot.is_none())?;
        if distance > ASIDE_MOST {
            return None;
        }
        *slot = Some(*digit);
    }
    Some(below)
}

/// Twice the middle of the piece, counted in characters from the start of its line.
fn middle_in_characters(text: &str, cut: &Cut, piece: &Piece) -> usize {
    let Some(line) = cut.lines.get(piece.line).map(|line| line.span) else {
        return 0;
    };
    let (start, end) = (
        piece.span.start() - line.start(),
        piece.span.end() - line.start(),
    );
    middle(line.of(text), (start, end), characters)
}

#[cfg(test)]
mod tests {
    use crate::read::pieces::cut;

    #[track_caller]
    fn check_numbers(text: &str, expected: &str) {
        let cut = cut(text);
        let numbers = cut
            .pieces
            .iter()
            .filter_map(|piece| piece.token()?.value.number());
        let shown: Vec<String> = numbers.map(|amount| amount.to_string()).collect();
        assert_eq!(shown.join(" "), expected, "{text}");
    }

    #[test]
    fn digits_below_belong_to_the_numbers_above_if_the_row_adds_up_then() {
        check_numbers(
            "本年新收   24  13  1  37\n         4   4     9\n上年结转",
            "244 134 1 379",
        );
        check_numbers(
            "本年新收   24  13  1  38\n         4   4     9",
            "24 13 1 38 4 4 9",
        );
        check_numbers(
            "本年新收   24  13  1  37\n上年结转   4   4     9",
            "24 13 1 37 4 4 9",
        );
        check_numbers(
            "本年新收   24  13  1  37\n   4   4     9",
            "24 13 1 37 4 4 9",
        );
    }
}
