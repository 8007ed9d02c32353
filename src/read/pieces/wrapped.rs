//! Numbers that did not fit into their cells: their last digits stand on the line below, as in `24 13 37` above
//! `4 4 8` for 244, 134 and 378. Without the digits below the row does not add up, and with them it does.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::read::pieces::{Cut, LineKind, Piece, PieceKind};
use crate::read::token::Token;
use crate::value::Value;

/// The reason given for such a number.
pub const WRAPPED: &str = "数字折成两行印，按本行合计接上";
/// Least numbers of a row: two and their total.
const NUMBERS_LEAST: usize = 3;
/// Most characters of a label beside the digits: one of a head that runs down the margin.
const LABEL_MOST: usize = 2;
/// Twice the columns that the digits may stand beside the middle of the number above.
const ASIDE_MOST: usize = 3;

/// Joins the digits below to the numbers above, wherever that makes a row add up.
pub(super) fn join(text: &str, cut: &mut Cut) {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for (at, piece) in cut.pieces.iter().enumerate() {
        let last = lines.last_mut().filter(|line| {
            let first = line.first().and_then(|first| cut.pieces.get(*first));
            first.is_some_and(|first| first.line == piece.line)
        });
        match last {
            Some(line) => line.push(at),
            None => lines.push(vec![at]),
        }
    }
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (above, below) in lines.iter().zip(lines.iter().skip(1)) {
        let is_taken = above.iter().any(|at| taken.contains(at));
        let joined = joined(text, cut, above, below).filter(|_| !is_taken);
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
    above: &[usize],
    below: &[usize],
) -> Option<Vec<(usize, usize, Amount)>> {
    let piece = |at: &usize| cut.pieces.get(*at);
    let (first, next) = (piece(above.first()?)?, piece(below.first()?)?);
    let is_spaced = |piece: &Piece| {
        let line = cut.lines.get(piece.line);
        line.is_some_and(|line| line.kind == LineKind::Spaced)
    };
    if next.line != first.line + 1 || !is_spaced(first) || !is_spaced(next) {
        return None;
    }
    let is_label = |at: &&usize| piece(at).is_some_and(|piece| piece.token().is_none());
    let n_labels = below.iter().take_while(is_label).count();
    let (labels, digits) = below.split_at(n_labels);
    let is_short = |at: &usize| {
        let label = piece(at).and_then(Piece::label);
        label.is_some_and(|label| label.len() <= LABEL_MOST)
    };
    let numbers: Vec<usize> = above.iter().filter(|at| !is_label(at)).copied().collect();
    let printed = |at: &usize| {
        let printed = piece(at)?.span.of(text);
        printed
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(printed)
    };
    let are_digits = numbers.iter().chain(digits).all(|at| printed(at).is_some());
    if !labels.iter().all(is_short) || !are_digits || numbers.len() < NUMBERS_LEAST {
        return None;
    }
    let amounts = |below: &[Option<usize>]| -> Option<Vec<Amount>> {
        let whole = |(above, below): (&usize, &Option<usize>)| {
            let rest = below.as_ref().map_or(Some(""), printed)?;
            Amount::parse(&format!("{}{rest}", printed(above)?))
        };
        numbers.iter().zip(below).map(whole).collect()
    };
    if digits.is_empty() || adds_up(&amounts(&vec![None; numbers.len()])?) {
        return None;
    }
    let measures: [&dyn Fn(&Piece) -> usize; 2] =
        [&|piece| piece.columns.0 + piece.columns.1, &|piece| {
            middle_in_characters(text, cut, piece)
        }];
    measures.iter().find_map(|measure| {
        let middle = |at: &usize| piece(at).map(measure);
        let numbers_at: Vec<usize> = numbers.iter().filter_map(middle).collect();
        let mut goes_on = vec![None; numbers.len()];
        for digit in digits {
            let at = middle(digit)?;
            let nearest = (0..numbers.len()).min_by_key(|index| {
                numbers_at
                    .get(*index)
                    .map_or(usize::MAX, |other| other.abs_diff(at))
            })?;
            let slot = goes_on.get_mut(nearest)?;
            if numbers_at.get(nearest)?.abs_diff(at) > ASIDE_MOST || slot.is_some() {
                return None;
            }
            *slot = Some(*digit);
        }
        let amounts = amounts(&goes_on).filter(|amounts| adds_up(amounts))?;
        let whole = numbers.iter().zip(goes_on).zip(amounts);
        let whole = whole.filter_map(|((above, below), amount)| Some((*above, below?, amount)));
        Some(whole.collect())
    })
}

/// Twice the middle of the piece, counted in characters from the start of its line.
fn middle_in_characters(text: &str, cut: &Cut, piece: &Piece) -> usize {
    let start = cut
        .lines
        .get(piece.line)
        .map_or(0, |line| line.span.start());
    let before = text.get(start..piece.span.start()).unwrap_or("");
    2 * before.chars().count() + piece.span.of(text).chars().count()
}

/// Whether the last of the amounts is the sum of the others.
fn adds_up(amounts: &[Amount]) -> bool {
    let split = amounts.split_last();
    split.is_some_and(|(total, parts)| Amount::sum(parts.iter().copied()).equals(*total))
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
