//! Numbers printed apart from all labels, row after row, with nothing where cells are empty: sums tell which numbers
//! form a row, and which rows are those that came in, were done, and were left.
//!
//! Text taken from a page block by block keeps the order of the rows, but not which label stood beside which number. A
//! row ends with its total; the totals of the results add up to that of all results, and what came in with what was
//! carried in is what was done with what was carried on. One slip of the office is allowed.

use std::ops::Range;

use crate::amount::Amount;
use crate::read::placement::Row;
use crate::read::rows::{FoundRow, TableText};

/// Numbers of the longest sequence taken apart.
const MOST_NUMBERS: usize = 60;
/// Numbers of the shortest.
const LEAST_NUMBERS: usize = 4;
/// The largest count believed.
const MOST: u64 = 1_000_000_000;
/// Steps of the search before it gives up.
const MOST_STEPS: usize = 200_000;
/// What a row costs whose last number is not the sum of the others.
const NO_SUM: u32 = 3;
/// What a single number costs that stands for a row.
const LONE: u32 = 3;
/// What a single 0 costs: the total of an empty row, most likely of the one for what was carried in.
const LONE_ZERO: u32 = 1;
const LONE_ZERO_ELSEWHERE: u32 = 2;
/// What a row costs that has a 0 before its total: where cells are empty, zeros are not printed.
const ZERO_AMONG: u32 = 2;
/// What it costs that the results do not add up, or that the rows do not balance.
const NO_BALANCE: u32 = 3;
/// A way that costs more is no better than none.
const MOST_COST: u32 = 4;

/// Rows of the form: those that came in, the results, and those that follow them.
const N_BEFORE: usize = 2;
const N_BEHIND: usize = 2;

impl TableText<'_> {
    /// The rows with the table's numbers dealt to them by sums; `None` if they do not add up in any way, or in several.
    #[must_use]
    pub(crate) fn dealt_by_sums(&self, rows: &[FoundRow]) -> Option<Vec<FoundRow>> {
        let tokens: Vec<usize> = self
            .region
            .clone()
            .filter(|at| self.is_token(*at))
            .collect();
        let is_fit = (LEAST_NUMBERS..=MOST_NUMBERS).contains(&tokens.len());
        let n_slots = rows.first()?.form.n_slots;
        if !is_fit || rows.iter().any(|row| row.form.n_slots != n_slots) {
            return None;
        }
        let numbers = tokens.iter().map(|at| self.count(*at));
        let numbers = numbers.collect::<Option<Vec<u64>>>()?;
        let way = GroupSearch::new(&numbers, n_slots).best()?;
        let of_groups = rows_of_groups(rows, &tokens, &way)?;
        let mut dealt = rows.to_vec();
        for row in &mut dealt {
            if let Some(place) = &mut row.place {
                place.tokens.clear();
            }
        }
        for (group, row) in way.groups.iter().zip(of_groups) {
            let row = dealt.get_mut(row)?;
            let own = tokens.get(group.start..group.end)?;
            let (first, last) = (*own.first()?, *own.last()?);
            let place = row
                .place
                .get_or_insert_with(|| Row::new(self.cut, first..last + 1, None, n_slots));
            place.tokens = own.to_vec();
        }
        Some(dealt)
    }

    fn count(&self, at: usize) -> Option<u64> {
        let token = self.cut.token(at)?;
        let number = token.value.number().and_then(Amount::to_i64)?;
        u64::try_from(number).ok().filter(|count| *count <= MOST)
    }
}

/// The row of each group. The results keep their order, and stay as near as they can to the labels printed before them.
fn rows_of_groups(rows: &[FoundRow], tokens: &[usize], way: &Way) -> Option<Vec<usize>> {
    let results = N_BEFORE..rows.len().checked_sub(N_BEHIND)?;
    let start = |row: &usize| Some(rows.get(*row)?.place.as_ref()?.pieces.start);
    let label_before = |group: &Group| {
        let first = *tokens.get(group.start)?;
        let is_before = |row: &usize| start(row).is_some_and(|at| at < first);
        (0..rows.len()).filter(is_before).max_by_key(start)
    };
    let of_results = way.groups.iter().filter(|group| group.role == Role::Result);
    let near: Vec<usize> = of_results
        .map(|group| label_before(group).unwrap_or(0))
        .collect();
    let mut places = nearest(&near, results.clone())?.into_iter();
    let row = |group: &Group| match group.role {
        Role::Received => Some(0),
        Role::CarriedIn => Some(1),
        Role::Result => places.next(),
        Role::Processed => Some(results.end),
        Role::CarriedOut => Some(results.end + 1),
    };
    way.groups.iter().map(row).collect()
}

/// Strictly rising numbers of `range`, as near as can be to `wanted`; `None` if there are too many.
fn nearest(wanted: &[usize], range: Range<usize>) -> Option<Vec<usize>> {
    // best[r] is the least distance with all so far placed below r, and the places.
    let mut best: Vec<Option<(usize, Vec<usize>)>> = vec![Some((0, Vec::new())); range.len() + 1];
    for want in wanted {
        let mut next: Vec<Option<(usize, Vec<usize>)>> = vec![None];
        for (row, before) in range.clone().zip(&best) {
            let here = before.as_ref().map(|(cost, places)| {
                let mut places = places.clone();
                places.push(row);
                (cost + row.abs_diff(*want), places)
            });
            let last = next.last().cloned().flatten();
            let cost = |way: &Option<(usize, Vec<usize>)>| {
                way.as_ref().map_or(usize::MAX, |(cost, _)| *cost)
            };
            next.push(if cost(&here) < cost(&last) {
                here
            } else {
                last
            });
        }
        best = next;
    }
    best.pop().flatten().map(|(_, places)| places)
}

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Received,
    CarriedIn,
    Result,
    Processed,
    CarriedOut,
}

/// Numbers that form a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Group {
    start: usize,
    end: usize,
    role: Role,
}

/// A way to take the numbers apart.
#[derive(Clone, Debug)]
struct Way {
    cost: u32,
    groups: Vec<Group>,
}

/// Totals of the groups so far.
#[derive(Clone, Copy, Default)]
struct Sums {
    came_in: u64,
    results: u64,
    processed: u64,
}

struct GroupSearch<'a> {
    numbers: &'a [u64],
    n_slots: usize,
    groups: Vec<Group>,
    n_steps: usize,
    best: Option<Way>,
    /// Whether every other way costs more.
    is_only: bool,
}

impl<'a> GroupSearch<'a> {
    fn new(numbers: &'a [u64], n_slots: usize) -> Self {
        Self {
            numbers,
            n_slots,
            groups: Vec::new(),
            n_steps: 0,
            best: None,
            is_only: true,
        }
    }

    fn best(mut self) -> Option<Way> {
        self.go_on(0, 0, Sums::default());
        self.best
            .filter(|_| self.is_only && self.n_steps < MOST_STEPS)
    }

    /// Tries every group that may begin at `start`.
    fn go_on(&mut self, start: usize, cost: u32, sums: Sums) {
        self.n_steps += 1;
        let most = self.best.as_ref().map_or(MOST_COST, |best| best.cost);
        if cost > most || self.n_steps >= MOST_STEPS {
            return;
        }
        for end in start + 1..=(start + self.n_slots).min(self.numbers.len()) {
            let group = self.numbers.get(start..end).unwrap_or(&[]);
            let Some((total, parts)) = group.split_last() else {
                return;
            };
            for &role in self.roles() {
                self.groups.push(Group { start, end, role });
                self.take(role, *total, end, cost + price(parts, *total, role), sums);
                self.groups.pop();
            }
        }
    }

    /// What the next group may be.
    fn roles(&self) -> &'static [Role] {
        match self.groups.last().map(|group| group.role) {
            None => &[Role::Received],
            Some(Role::Received) => &[Role::CarriedIn, Role::Result],
            Some(Role::CarriedIn) => &[Role::Result],
            Some(Role::Result) => &[Role::Result, Role::Processed],
            Some(Role::Processed) => &[Role::CarriedOut],
            Some(Role::CarriedOut) => &[],
        }
    }

    fn take(&mut self, role: Role, total: u64, end: usize, cost: u32, sums: Sums) {
        let mut sums = sums;
        let mut cost = cost;
        let mut left = 0;
        match role {
            Role::Received | Role::CarriedIn => sums.came_in += total,
            Role::Result => sums.results += total,
            Role::Processed => {
                sums.processed = total;
                cost += if sums.results == total { 0 } else { NO_BALANCE };
            }
            Role::CarriedOut => left = total,
        }
        let is_end = end == self.numbers.len();
        if is_end && matches!(role, Role::Processed | Role::CarriedOut) {
            let is_balanced = sums.came_in == sums.processed + left;
            self.finish(cost + if is_balanced { 0 } else { NO_BALANCE });
        } else if !is_end {
            self.go_on(end, cost, sums);
        }
    }

    fn finish(&mut self, cost: u32) {
        let most = self.best.as_ref().map_or(MOST_COST + 1, |best| best.cost);
        if cost < most {
            self.best = Some(Way {
                cost,
                groups: self.groups.clone(),
            });
            self.is_only = true;
        } else if cost == most {
            self.is_only = false;
        }
    }
}

fn price(parts: &[u64], total: u64, role: Role) -> u32 {
    let of_zeros = if parts.contains(&0) { ZERO_AMONG } else { 0 };
    match parts {
        [] if total > 0 => LONE,
        [] if role == Role::CarriedIn => LONE_ZERO,
        [] => LONE_ZERO_ELSEWHERE,
        _ if parts.iter().sum::<u64>() == total => of_zeros,
        _ => NO_SUM + of_zeros,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_taken_apart(numbers: &[u64], expected: Option<&str>) {
        let way = GroupSearch::new(numbers, 7).best();
        let group = |group: &Group| {
            let sign = match group.role {
                Role::Received => "+",
                Role::CarriedIn => "&",
                Role::Result => "",
                Role::Processed => "=",
                Role::CarriedOut => ">",
            };
            let numbers = &numbers[group.start..group.end];
            let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
            format!("{sign}{}", numbers.join(" "))
        };
        let shown = way.map(|way| way.groups.iter().map(group).collect::<Vec<_>>().join(", "));
        assert_eq!(shown.as_deref(), expected, "{numbers:?}");
    }

    #[test]
    fn sums_tell_rows_apart() {
        check_taken_apart(
            &[6, 6, 2, 2, 3, 3, 5, 5, 1, 1],
            Some("+6 6, 2 2, 3 3, =5 5, >1 1"),
        );
        check_taken_apart(
            &[6, 2, 8, 1, 1, 4, 2, 6, 3, 3, 7, 2, 9],
            Some("+6 2 8, &1 1, 4 2 6, 3 3, =7 2 9"),
        );
        check_taken_apart(
            &[4, 4, 0, 4, 3, 1, 1, 4, 4],
            Some("+4 4, &0, 4 3, 1 1, =4 4"),
        );
        // A slip of the office: the second row should end with 4.
        check_taken_apart(&[5, 5, 4, 3, 2, 2, 5, 5], Some("+5 5, 4 3, 2 2, =5 5"));
        check_taken_apart(&[5, 1, 4, 3, 2, 2, 9, 5], None);
        check_taken_apart(&[1, 1, 1, 1], None);
    }

    #[test]
    fn places_stay_near_and_in_order() {
        assert_eq!(nearest(&[3, 3, 3], 2..8), Some(vec![2, 3, 4]));
        assert_eq!(nearest(&[2, 6], 2..8), Some(vec![2, 6]));
        assert_eq!(nearest(&[7, 7], 2..8), Some(vec![6, 7]));
        assert_eq!(nearest(&[2, 2, 2], 2..4), None);
    }
}
