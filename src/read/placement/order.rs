//! Fewer tokens than cells and nothing that shows their columns: what their order and the sums of the row tell.

use crate::amount::Amount;
use crate::read::cost;
use crate::read::doubt::Doubt;
use crate::read::pieces::{Cut, Piece};
use crate::read::placement::sums::{LEAST_SUMMED, adds_up, in_sums};
use crate::read::placement::{Placed, Row, fill_blanks, line_of};

/// Most cells of a row with several groups whose tokens may be lost.
const MOST_LOST: usize = 4;
/// Most characters of an illegible piece that stands in a cell of its own.
const ILLEGIBLE: usize = 2;
/// Orders in which the tokens of several lines may follow one another; where there are more, they stay as printed.
const MOST_ORDERS: usize = 100;

/// The piece in each cell; `None` for a cell without one.
type Slots = Vec<Option<usize>>;

/// The cells of a row with too few tokens.
pub(super) fn place(cut: &Cut, row: &Row, tokens: &[usize]) -> Vec<Placed> {
    if row.group < row.n_slots
        && let Some(placed) = in_groups(cut, row, tokens)
    {
        return placed;
    }
    let slots = if row.group == row.n_slots {
        spread(cut, row, &in_likeliest_order(cut, tokens))
    } else {
        spread(cut, row, tokens)
    };
    fill_blanks(cut, row, &slots, Some(&Doubt::ByOrder))
}

/// As many tokens as cells, torn over lines in an order in which the total is none: the likeliest order in which it is.
pub(super) fn of_torn_row(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<Placed>> {
    let is_summed = row.group == row.n_slots && row.n_slots >= LEAST_SUMMED;
    if tokens.len() != row.n_slots || !is_summed || adds_up(cut, tokens) {
        return None;
    }
    let order = in_likeliest_order(cut, tokens);
    let slots: Slots = order.iter().copied().map(Some).collect();
    (order != tokens).then(|| fill_blanks(cut, row, &slots, Some(&Doubt::ByOrder)))
}

/// The tokens in the order of their cells. Those of one line keep theirs, but where the lines of a wrapped label tore a row
/// apart, any line may come first: the total is the sum of the others, and numbers stand left rather than zeros.
fn in_likeliest_order(cut: &Cut, tokens: &[usize]) -> Vec<usize> {
    let lines: Vec<&[usize]> = tokens
        .chunk_by(|a, b| line_of(cut, *a) == line_of(cut, *b))
        .collect();
    let is_zero = |at: &usize| in_sums(cut, *at).is_none_or(Amount::is_zero);
    // Where each cell has a line of its own, the lines are in order.
    let is_torn = lines.iter().any(|line| line.len() > 1);
    let orders = if is_torn {
        interleaved(&lines)
    } else {
        Vec::new()
    };
    let fitting = orders.into_iter().filter(|order| adds_up(cut, order));
    let best = fitting.min_by_key(|order| order.iter().map(is_zero).collect::<Vec<bool>>());
    best.unwrap_or_else(|| tokens.to_vec())
}

/// All orders of some runs in which each keeps its own; none if there are too many.
fn interleaved(runs: &[&[usize]]) -> Vec<Vec<usize>> {
    let mut orders: Vec<(Vec<usize>, Vec<&[usize]>)> = vec![(Vec::new(), runs.to_vec())];
    let n: usize = runs.iter().map(|run| run.len()).sum();
    for _ in 0..n {
        let mut next = Vec::new();
        for (order, rest) in &orders {
            for (at, run) in rest.iter().enumerate() {
                let Some((first, behind)) = run.split_first() else {
                    continue;
                };
                let mut rest = rest.clone();
                if let Some(run) = rest.get_mut(at) {
                    *run = behind;
                }
                next.push(([order.as_slice(), &[*first]].concat(), rest));
            }
        }
        if next.len() > MOST_ORDERS {
            return Vec::new();
        }
        orders = next;
    }
    orders.into_iter().map(|(order, _)| order).collect()
}

/// A row of several groups that lost a few tokens: of all ways to leave cells empty those whose groups can add up, and of
/// these the one that agrees most with the others. Where they disagree, the cell is open.
fn in_groups(cut: &Cut, row: &Row, tokens: &[usize]) -> Option<Vec<Placed>> {
    let is_short = |at: &&usize| {
        let label = cut.pieces.get(**at).and_then(Piece::label);
        label.is_some_and(|label| label.len() <= ILLEGIBLE)
    };
    let mut items: Vec<usize> = tokens.to_vec();
    items.extend(row.garbled.iter().filter(is_short));
    items.sort_unstable();
    let n_lost = row.n_slots.checked_sub(items.len())?;
    if n_lost > MOST_LOST {
        return None;
    }
    let ways = with_gaps(&items, row.n_slots);
    let costs: Vec<u32> = ways.iter().map(|way| cost_of(cut, row, way)).collect();
    let least = *costs.iter().min()?;
    let near = |most: u32| {
        let ways = ways.iter().zip(&costs);
        let near = ways.filter(move |(_, cost)| **cost <= least + most);
        near.map(|(way, _)| way)
    };
    let agreement = |way: &&Slots| -> usize {
        let same = |other: &Slots| other.iter().zip(*way).filter(|(a, b)| a == b).count();
        near(0).map(same).sum()
    };
    let best = near(0).max_by_key(agreement)?;
    let mut placed = fill_blanks(cut, row, best, None);
    for (column, placed) in placed.iter_mut().enumerate() {
        let is_open = near(cost::MARGIN).any(|way| way.get(column) != best.get(column));
        placed.doubt = is_open.then_some(Doubt::ByOrder);
    }
    Some(placed)
}

/// All ways to put the items into `n` cells in their order.
fn with_gaps(items: &[usize], n: usize) -> Vec<Slots> {
    let mut ways: Vec<Slots> = vec![Vec::new()];
    for at in 0..n {
        let mut next = Vec::new();
        for way in ways {
            let n_taken = way.iter().flatten().count();
            let (left, cells) = (items.len() - n_taken, n - at);
            if left < cells {
                next.push([way.as_slice(), &[None]].concat());
            }
            if let Some(item) = items.get(n_taken) {
                next.push([way.as_slice(), &[Some(*item)]].concat());
            }
        }
        ways = next;
    }
    ways
}

/// What speaks against a way: groups that cannot add up, whatever the lost numbers are, and totals that are lost.
fn cost_of(cut: &Cut, row: &Row, way: &Slots) -> u32 {
    let of_group = |group: &[Option<usize>]| {
        let number = |slot: &Option<usize>| slot.and_then(|at| in_sums(cut, at));
        let Some((total, parts)) = group.split_last() else {
            return 0;
        };
        let known = Amount::sum(parts.iter().filter_map(number));
        let is_whole = parts.iter().all(|part| number(part).is_some());
        match number(total) {
            None => cost::TOTAL_LOST,
            Some(total) if known.equals(total) => 0,
            Some(total) if !is_whole && known.compare(total).is_lt() => 0,
            Some(_) => cost::EQUATION_BROKEN,
        }
    };
    way.chunks(row.group).map(of_group).sum()
}

/// Places for too few tokens: the last of a group is its total, the others fill it from the left. Where the row has
/// several groups, a run of tokens whose last is the sum of the others is one.
fn spread(cut: &Cut, row: &Row, tokens: &[usize]) -> Slots {
    let mut slots = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() && slots.len() + row.group <= row.n_slots {
        let length = if row.group == row.n_slots {
            rest.len()
        } else {
            group_length(cut, rest, row.group)
        };
        let (group, others) = rest.split_at(length.min(rest.len()));
        let mut places = vec![None; row.group];
        if let Some((last, first)) = group.split_last() {
            places
                .iter_mut()
                .zip(first)
                .for_each(|(place, token)| *place = Some(*token));
            if let Some(place) = places.last_mut() {
                *place = Some(*last);
            }
        }
        slots.extend(places);
        rest = others;
    }
    slots.resize(row.n_slots, None);
    slots
}

/// How many of the tokens form the first group: the longest run whose last is the sum of the others.
fn group_length(cut: &Cut, tokens: &[usize], most: usize) -> usize {
    let longest = tokens.len().min(most);
    let is_group = |n: &usize| adds_up(cut, tokens.get(..*n).unwrap_or(&[]));
    (2..=longest).rev().find(is_group).unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;
    use crate::read::placement::Content;

    /// The cells of a row of `n` cells in groups of `group`; `_` for an empty one, `?` behind one that is open.
    #[track_caller]
    fn check(text: &str, (n, group): (usize, usize), expected: &str) {
        let cut = pieces::cut(text);
        let mut row = Row::new(&cut, 0..cut.pieces.len(), Some(0), n);
        row.group = group;
        let label = |at: &usize| cut.pieces[*at].label().is_some_and(|own| own.len() <= 2);
        row.garbled = (0..cut.pieces.len()).filter(label).collect();
        let cell = |placed: Placed| {
            let printed = match placed.content {
                Content::Token(at) => cut.pieces[at].span.of(text),
                Content::Garbled(span) => span.of(text),
                _ => "_",
            };
            let open = if placed.doubt.is_some() { "?" } else { "" };
            format!("{printed}{open}")
        };
        let placed = place(&cut, &row, &row.tokens).into_iter().map(cell);
        assert_eq!(placed.collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn a_lost_token_stands_in_the_group_that_lacks_one() {
        // The first group lacks its third or another part; the last adds up whatever the office miscounted.
        let row = "结果维持 2 0 2 5 21 4 10 9 44 0 1 0 2 3";
        check(row, (15, 5), "2? 0? _? 2? 5? 21? 4? 10? 9? 44? 0 1 0 2 3");
    }

    #[test]
    fn the_lines_of_a_wrapped_label_are_put_in_order_by_the_total() {
        check(
            "保护第三方合法权 0 0 12\n益的情形 12",
            (7, 7),
            "12? 0? 0? _? _? _? 12?",
        );
        check(
            "危及安全一稳 2 0 2\n定的情形 0",
            (7, 7),
            "2? 0? 0? _? _? _? 2?",
        );
        // Each cell on a line of its own is where it was printed.
        check("重复申请\n0\n3\n3", (7, 7), "0? 3? _? _? _? _? 3?");
    }
}
