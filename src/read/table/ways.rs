//! Which ways to put the numbers of some rows into columns satisfy the sums of the columns.

use std::collections::{BTreeMap, BTreeSet};

/// The rows of a sum with their signs; it is 0 in every column.
pub(super) type Shape = Vec<(i64, usize)>;

/// Columns of the widest table, its totals aside.
const MOST_COLUMNS: usize = 8;
/// Rests of sums followed from one row to the next; where there are more, too many ways are left to tell.
const MOST_RESTS: usize = 5_000;
/// Ways to fill the rows of the shorter sum.
const MOST_HEADS: usize = 50_000;

/// What a row holds in its columns, its total aside; `None` for a blank.
pub(super) type Way = Vec<Option<i64>>;

/// What is left of the sums of the columns.
type Rest = [i64; MOST_COLUMNS];

/// Of each row, the candidate taken, and all that some way to satisfy the sums takes.
pub(super) type Found = Vec<(usize, BTreeSet<usize>)>;

/// All ways to put `parts` into `n` columns in their order, the leftmost first.
pub(super) fn in_order(parts: &[i64], n: usize) -> Vec<Way> {
    let Some((first, rest)) = parts.split_first() else {
        return vec![vec![None; n]];
    };
    let mut ways = Vec::new();
    for at in 0..n.saturating_sub(rest.len()) {
        for behind in in_order(rest, n - at - 1) {
            let mut way = vec![None; at];
            way.push(Some(*first));
            way.extend(behind);
            ways.push(way);
        }
    }
    ways
}

/// The ways to choose a candidate for each row so that both sums are 0 in every column; `None` if there are none, or too
/// many. The rows of the shorter sum are tried first, the others must then add up.
pub(super) fn search(candidates: &[Vec<Way>], shapes: &[Shape]) -> Option<Found> {
    let [one, other] = shapes else {
        return None;
    };
    let (heads, all) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let is_head = |row: &usize| heads.iter().any(|(_, head)| head == row);
    let rows: Vec<usize> = all
        .iter()
        .map(|(_, row)| *row)
        .filter(|row| !is_head(row))
        .collect();
    if all.iter().any(|(sign, row)| !is_head(row) && *sign != 1) {
        return None;
    }
    let mut found: Option<Found> = None;
    let mut known: BTreeMap<Rest, Option<Found>> = BTreeMap::new();
    for head in head_ways(candidates, heads)? {
        let rest = rest(candidates, all, &head)?;
        let of_rest = known
            .entry(rest)
            .or_insert_with(|| fill(candidates, &rows, rest));
        let Some(of_rest) = of_rest else {
            continue;
        };
        let mut way: Found = of_rest.clone();
        for (row, at) in &head {
            if let Some(place) = way.get_mut(*row) {
                *place = (*at, BTreeSet::from([*at]));
            }
        }
        found = Some(match found {
            None => way,
            Some(found) => joined(found, way),
        });
    }
    found
}

/// The first way, with what fits in both.
fn joined(first: Found, other: Found) -> Found {
    let pairs = first.into_iter().zip(other);
    let join =
        |((at, mut fitting), (_, more)): ((usize, BTreeSet<usize>), (usize, BTreeSet<usize>))| {
            fitting.extend(more);
            (at, fitting)
        };
    pairs.map(join).collect()
}

/// A candidate for each row of the shorter sum.
type Head = Vec<(usize, usize)>;

/// The ways to choose candidates for the rows of a sum; `None` if there are too many.
fn head_ways(candidates: &[Vec<Way>], shape: &Shape) -> Option<Vec<Head>> {
    let n = |(_, row): &(i64, usize)| candidates.get(*row).map_or(0, Vec::len);
    let n_ways = shape.iter().map(n).try_fold(1_usize, usize::checked_mul)?;
    if n_ways > MOST_HEADS {
        return None;
    }
    let mut ways: Vec<(Rest, Head)> = vec![([0; MOST_COLUMNS], Vec::new())];
    for (sign, row) in shape {
        let mut next = Vec::new();
        for (rest, head) in &ways {
            for (at, candidate) in candidates.get(*row)?.iter().enumerate() {
                let mut head = head.clone();
                head.push((*row, at));
                next.push((added(*rest, candidate, *sign)?, head));
            }
        }
        ways = next;
    }
    ways.retain(|(rest, _)| rest.iter().all(|sum| *sum == 0));
    Some(ways.into_iter().map(|(_, head)| head).collect())
}

/// What the other rows of the longer sum must add up to.
fn rest(candidates: &[Vec<Way>], shape: &Shape, head: &Head) -> Option<Rest> {
    let mut rest = [0; MOST_COLUMNS];
    for (row, at) in head {
        let sign = shape.iter().find(|(_, other)| other == row);
        if let Some((sign, _)) = sign {
            rest = added(rest, candidates.get(*row)?.get(*at)?, -sign)?;
        }
    }
    Some(rest)
}

fn added(mut rest: Rest, candidate: &Way, sign: i64) -> Option<Rest> {
    for (column, value) in candidate.iter().enumerate() {
        let sum = rest.get_mut(column)?;
        *sum = sum.checked_add(sign.checked_mul(value.unwrap_or(0))?)?;
    }
    Some(rest)
}

/// The ways to choose candidates for `rows` that add up to `rest`; `None` if there are none, or too many.
fn fill(candidates: &[Vec<Way>], rows: &[usize], rest: Rest) -> Option<Found> {
    // The rests that rows so far can leave, and of these the ones that the rows behind can use up.
    let mut layers: Vec<BTreeSet<Rest>> = vec![BTreeSet::from([rest])];
    for row in rows {
        let mut next = BTreeSet::new();
        for rest in layers.last()? {
            let ways = candidates.get(*row)?.iter();
            let lefts = ways.filter_map(|candidate| added(*rest, candidate, -1));
            next.extend(lefts.filter(|left| left.iter().all(|sum| *sum >= 0)));
            if next.len() > MOST_RESTS {
                return None;
            }
        }
        layers.push(next);
    }
    let done = [0; MOST_COLUMNS];
    let mut alive = BTreeSet::from([done]);
    if !layers.last()?.contains(&done) {
        return None;
    }
    let mut found: Found = vec![(0, BTreeSet::new()); candidates.len()];
    let mut uses: Vec<BTreeMap<Rest, Vec<(usize, Rest)>>> = Vec::new();
    for (row, layer) in rows.iter().zip(&layers).rev() {
        let mut before = BTreeMap::new();
        for rest in layer {
            let ways = candidates.get(*row)?.iter().enumerate();
            let fitting: Vec<(usize, Rest)> = ways
                .filter_map(|(at, candidate)| Some((at, added(*rest, candidate, -1)?)))
                .filter(|(_, left)| alive.contains(left))
                .collect();
            if !fitting.is_empty() {
                let place = found.get_mut(*row)?;
                place.1.extend(fitting.iter().map(|(at, _)| *at));
                before.insert(*rest, fitting);
            }
        }
        alive = before.keys().copied().collect();
        uses.push(before);
    }
    // One way: the leftmost candidates that lead on.
    let mut at_rest = rest;
    for (row, uses) in rows.iter().zip(uses.iter().rev()) {
        let (at, left) = *uses.get(&at_rest)?.first()?;
        found.get_mut(*row)?.0 = at;
        at_rest = left;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns as digits, `_` for a blank.
    fn shown(way: &Way) -> String {
        let column = |part: &Option<i64>| part.map_or("_".to_owned(), |part| part.to_string());
        way.iter().map(column).collect()
    }

    #[test]
    fn numbers_keep_their_order() {
        let all = |parts: &[i64], n: usize| -> Vec<String> {
            in_order(parts, n).iter().map(shown).collect()
        };
        assert_eq!(all(&[7], 3), ["7__", "_7_", "__7"]);
        assert_eq!(all(&[1, 0], 3), ["10_", "1_0", "_10"]);
        assert_eq!(all(&[], 2), ["__"]);
    }

    #[test]
    fn sums_tell_the_columns() {
        // Rows 0 + 1 = 2 + 3, and rows 4 + 5 = 2.
        let shapes = [
            vec![(1, 0), (1, 1), (-1, 2), (-1, 3)],
            vec![(1, 4), (1, 5), (1, 6), (1, 7), (-1, 2)],
        ];
        let known = |way: [i64; 3]| vec![way.iter().copied().map(Some).collect::<Way>()];
        let candidates = [
            known([5, 2, 1]),
            in_order(&[1], 3),
            known([5, 2, 2]),
            known([0, 0, 0]),
            known([5, 0, 1]),
            in_order(&[2, 1], 3),
            known([0, 0, 0]),
            known([0, 0, 0]),
        ];
        let found = search(&candidates, &shapes).unwrap();
        assert_eq!(shown(&candidates[1][found[1].0]), "__1");
        assert_eq!(shown(&candidates[5][found[5].0]), "_21");
        assert_eq!(found[5].1.len(), 1);
        let mut several = candidates.clone();
        several[2] = known([6, 2, 1]);
        assert!(search(&several, &shapes).is_none());
    }
}
