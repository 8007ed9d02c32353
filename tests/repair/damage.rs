//! Damage as OCR and copying do it to a table three.

use gouji::form::{CellKey, RowKey, Sheet, TableId, catalogue};
use gouji::repair::channel::costs;
use gouji::repair::free::is_consistent;
use gouji::repair::{Budget, Evidence, LeftoverToken, propose};
use gouji::value::Value;
use rayon::prelude::*;

use crate::tables::{Numbers, any_requests, count, number, problem, restores};

/// What happens to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Confused,
    Dropped,
    Doubled,
    Emptied,
    Invented,
    Split,
    Fused,
    Moved,
    RowShifted,
    RowsShifted,
    RowRepeated,
    RowSlid,
    RowsExchanged,
    BorderRead,
    PointsLost,
    TotalsComputed,
}

impl Kind {
    pub(crate) const ALL: [Self; 16] = [
        Self::Confused,
        Self::Dropped,
        Self::Doubled,
        Self::Emptied,
        Self::Invented,
        Self::Split,
        Self::Fused,
        Self::Moved,
        Self::RowShifted,
        Self::RowsShifted,
        Self::RowRepeated,
        Self::RowSlid,
        Self::RowsExchanged,
        Self::BorderRead,
        Self::PointsLost,
        Self::TotalsComputed,
    ];

    pub(crate) fn seed(self) -> u64 {
        u64::try_from(Self::ALL.iter().position(|kind| *kind == self).unwrap()).unwrap()
    }
}

/// A damaged copy with the evidence a reader would hand over; `None` when the table cannot be damaged so.
pub(crate) fn inflict(
    numbers: &mut Numbers,
    kind: Kind,
    truth: &Sheet,
) -> Option<(Sheet, Evidence)> {
    for _ in 0..50 {
        let mut damage = Damage {
            sheet: truth.clone(),
            evidence: Evidence::default(),
            numbers,
        };
        let done = match kind {
            Kind::Confused => damage.one_number(1, confused),
            Kind::Dropped => damage.one_number(2, dropped),
            Kind::Doubled => damage.one_number(1, doubled),
            Kind::Emptied => damage.emptied(),
            Kind::Invented => {
                damage.invented();
                Some(())
            }
            Kind::Split => damage.split(),
            Kind::Fused => damage.fused(),
            Kind::Moved => damage.moved(),
            Kind::RowShifted => damage.row_shifted(),
            Kind::RowsShifted => {
                damage.rows_shifted();
                Some(())
            }
            Kind::RowRepeated => damage.row_repeated(),
            Kind::RowSlid => damage.row_slid(),
            Kind::RowsExchanged => {
                damage.rows_exchanged();
                Some(())
            }
            Kind::BorderRead => damage.border_read(),
            Kind::PointsLost => damage.points_lost(),
            Kind::TotalsComputed => damage.totals_computed(),
        };
        let (sheet, evidence) = (damage.sheet, damage.evidence);
        let differs =
            |key: &CellKey| count(&sheet, key).is_some_and(|now| Some(now) != count(truth, key));
        if done.is_some() && truth.cells.keys().any(differs) && is_visible(&sheet) {
            return Some((sheet, evidence));
        }
    }
    None
}

/// Whether a rule can see the damage: rows of results that change places among themselves keep every sum.
fn is_visible(sheet: &Sheet) -> bool {
    !is_consistent(&problem(sheet, TableId::Requests).problem)
}

/// A table that is being damaged.
pub(crate) struct Damage<'a> {
    pub(crate) sheet: Sheet,
    evidence: Evidence,
    pub(crate) numbers: &'a mut Numbers,
}

impl Damage<'_> {
    fn rows(&self) -> Vec<RowKey> {
        self.sheet.rows[&TableId::Requests].clone()
    }

    pub(crate) fn row(&self, row: &RowKey) -> Vec<CellKey> {
        let edition = self.sheet.editions[&TableId::Requests];
        let spec = catalogue::table(edition, TableId::Requests).unwrap();
        spec.cells(TableId::Requests, std::slice::from_ref(row))
    }

    pub(crate) fn grid(&self) -> Vec<Vec<CellKey>> {
        self.rows().iter().map(|row| self.row(row)).collect()
    }

    pub(crate) fn count(&self, key: &CellKey) -> i64 {
        count(&self.sheet, key).unwrap_or(0)
    }

    /// A cell with a number of at least `n_digits` digits, zero excluded.
    pub(crate) fn number_cell(&mut self, n_digits: usize) -> Option<CellKey> {
        let cells: Vec<CellKey> = self.grid().concat();
        let long =
            |key: &CellKey| self.count(key) != 0 && self.count(key).to_string().len() >= n_digits;
        let cells: Vec<CellKey> = cells.into_iter().filter(long).collect();
        (!cells.is_empty()).then(|| self.numbers.pick(&cells).clone())
    }

    fn set(&mut self, key: &CellKey, value: Value, printed: &str) {
        self.sheet.cells.insert(key.clone(), value);
        self.evidence
            .printed
            .insert(key.clone(), printed.to_owned());
    }

    pub(crate) fn print(&mut self, key: &CellKey, token: &str) {
        self.set(key, number(token.parse().unwrap()), token);
    }

    /// Nothing printed: a reader says blank, or does not find the cell at all.
    fn clear(&mut self, key: &CellKey) {
        let value = *self.numbers.pick(&[Value::Blank, Value::Absent]);
        self.set(key, value, "");
    }

    pub(crate) fn copy(&mut self, from: Value, to: &CellKey) {
        let printed = from
            .number()
            .map_or(String::new(), |amount| amount.to_string());
        self.set(to, from, &printed);
    }

    fn leave_over(&mut self, value: Value) {
        if let Some(amount) = value.number()
            && self.numbers.chance(50)
        {
            self.evidence.leftovers.push(LeftoverToken {
                table: TableId::Requests,
                text: amount.to_string(),
            });
        }
    }

    fn one_number(
        &mut self,
        n_digits: usize,
        hurt: fn(&mut Numbers, &str) -> String,
    ) -> Option<()> {
        let key = self.number_cell(n_digits)?;
        let token = hurt(self.numbers, &self.count(&key).to_string());
        self.print(&key, &token);
        Some(())
    }

    fn emptied(&mut self) -> Option<()> {
        let key = self.number_cell(1)?;
        self.set(&key, Value::Blank, "");
        Some(())
    }

    fn invented(&mut self) {
        let cells: Vec<CellKey> = self.grid().concat();
        let zeros: Vec<CellKey> = cells
            .into_iter()
            .filter(|key| self.count(key) == 0)
            .collect();
        let key = self.numbers.pick(&zeros).clone();
        let token = *self
            .numbers
            .pick(&["1", "2", "4", "6", "7", "8", "9", "11"]);
        self.print(&key, token);
    }

    fn split(&mut self) -> Option<()> {
        let key = self.number_cell(2)?;
        let row = self.row(&key.row);
        let at = row.iter().position(|cell| *cell == key)?;
        let token = self.count(&key).to_string();
        let cut = 1 + self.numbers.below(token.len() - 1);
        if at + 1 == row.len() {
            return None;
        }
        self.shift_right(&row[at + 1..]);
        self.print(&key, &token[..cut]);
        self.print(&row[at + 1], &token[cut..]);
        Some(())
    }

    fn fused(&mut self) -> Option<()> {
        let key = self.number_cell(1)?;
        let row = self.row(&key.row);
        let at = row.iter().position(|cell| *cell == key)?;
        if at + 1 == row.len() {
            return None;
        }
        let token = format!("{}{}", self.count(&key), self.count(&row[at + 1]));
        self.shift_left(&row[at + 1..]);
        self.print(&key, &token);
        Some(())
    }

    fn moved(&mut self) -> Option<()> {
        let key = self.number_cell(1)?;
        let grid = self.grid();
        let at = grid.iter().position(|row| row.contains(&key))?;
        let column = grid[at].iter().position(|cell| *cell == key)?;
        let mut neighbours: Vec<&CellKey> = Vec::new();
        neighbours.extend(grid[at].get(column + 1));
        neighbours.extend(column.checked_sub(1).map(|left| &grid[at][left]));
        neighbours.extend(grid.get(at + 1).map(|row| &row[column]));
        neighbours.extend(at.checked_sub(1).map(|above| &grid[above][column]));
        let to = (*self.numbers.pick(&neighbours)).clone();
        if self.count(&to) != 0 {
            return None;
        }
        let value = self.sheet.value(&key);
        self.copy(value, &to);
        let left_behind = *self.numbers.pick(&[Value::Blank, number(0)]);
        self.copy(left_behind, &key);
        Some(())
    }

    fn row_shifted(&mut self) -> Option<()> {
        let key = self.number_cell(1)?;
        let row = self.row(&key.row);
        let start = if self.numbers.chance(60) {
            0
        } else {
            self.numbers.below(row.len() - 1)
        };
        if self.numbers.chance(50) {
            self.shift_right(&row[start..]);
        } else {
            self.shift_left(&row[start..]);
        }
        Some(())
    }

    fn rows_shifted(&mut self) {
        let grid = self.grid();
        let start = self.numbers.below(grid.len() - 2);
        // The shift ends at the first row that has room for it, or with the table.
        let has_room = |row: &Vec<CellKey>| row.iter().all(|key| self.count(key) == 0);
        let room = (start + 1..grid.len()).find(|at| has_room(&grid[*at]));
        let end = room.map_or(grid.len(), |at| at + 1);
        for column in 0..grid[0].len() {
            let run: Vec<CellKey> = grid[start..end]
                .iter()
                .map(|row| row[column].clone())
                .collect();
            for pair in run.windows(2).rev() {
                let value = self.sheet.value(&pair[0]);
                self.copy(value, &pair[1]);
            }
            self.set(&run[0], Value::Blank, "");
        }
    }

    /// Every cell takes the value of the one before it; the value of the last one may be left over.
    fn shift_right(&mut self, cells: &[CellKey]) {
        let values: Vec<Value> = cells.iter().map(|key| self.sheet.value(key)).collect();
        for (key, value) in cells.iter().skip(1).zip(&values) {
            self.copy(*value, key);
        }
        self.clear(&cells[0]);
        self.leave_over(values[values.len() - 1]);
    }

    /// Every cell takes the value of the one behind it; the value of the first one may be left over.
    fn shift_left(&mut self, cells: &[CellKey]) {
        let values: Vec<Value> = cells.iter().map(|key| self.sheet.value(key)).collect();
        for (key, value) in cells.iter().zip(values.iter().skip(1)) {
            self.copy(*value, key);
        }
        self.clear(&cells[cells.len() - 1]);
        self.leave_over(values[0]);
    }
}

/// Mostly a digit taken for a similar one, sometimes for any other.
pub(crate) fn confused(numbers: &mut Numbers, token: &str) -> String {
    let mut digits: Vec<char> = token.chars().collect();
    let at = numbers.below(digits.len());
    let pairs = costs().similar.iter().map(|similar| similar.pair);
    let others = pairs.filter_map(|(a, b)| match digits[at] {
        digit if digit == a => Some(b),
        digit if digit == b => Some(a),
        _ => None,
    });
    let mut others: Vec<char> = others.collect();
    if numbers.chance(15) {
        others = ('0'..='9').filter(|other| *other != digits[at]).collect();
    }
    digits[at] = *numbers.pick(&others);
    digits.into_iter().collect()
}

fn dropped(numbers: &mut Numbers, token: &str) -> String {
    let mut digits = token.to_owned();
    digits.remove(numbers.below(token.len()));
    digits
}

fn doubled(numbers: &mut Numbers, token: &str) -> String {
    let at = numbers.below(token.len());
    let mut digits = token.to_owned();
    digits.insert(at, digits.chars().nth(at).unwrap());
    digits
}

/// The rank of the truth, from 0, among the proposals for each of several damaged tables.
pub(crate) struct Ranks(Vec<Option<usize>>);

impl Ranks {
    /// How many tables were damaged.
    pub(crate) fn n(&self) -> usize {
        self.0.len()
    }

    /// For how many of them the truth is among the first `most` proposals.
    pub(crate) fn within(&self, most: usize) -> usize {
        let found = self.0.iter().flatten();
        found.filter(|rank| **rank < most).count()
    }
}

/// Damages `n_trials` tables in one way, each seeded by its number.
pub(crate) fn ranks(
    kind: Kind,
    n_trials: u64,
    table: impl Fn(&mut Numbers) -> Sheet + Sync,
) -> Ranks {
    let trial = |trial: u64| {
        let mut numbers = Numbers::seeded(64 * trial + kind.seed());
        let truth = table(&mut numbers);
        let (damaged, evidence) = inflict(&mut numbers, kind, &truth)?;
        let repairs = propose(&damaged, &evidence, &Budget::default());
        let mut proposals = repairs.iter().flat_map(|block| &block.proposals);
        Some(proposals.position(|proposal| restores(&damaged, &proposal.changes, &truth)))
    };
    Ranks((0..n_trials).into_par_iter().filter_map(trial).collect())
}

/// Holds the repairs of so many damaged tables to a share, per mille, with the truth first, and among the first three.
#[track_caller]
pub(crate) fn check_ranks(
    kind: Kind,
    (n_trials, least): (u64, usize),
    (first, first_three): (usize, usize),
) {
    let ranks = ranks(kind, n_trials, any_requests);
    let per_mille = |n: usize| ranks.within(n) * 1000 / ranks.n();
    println!(
        "{kind:?}: {} tables, first {} ‰, first three {} ‰",
        ranks.n(),
        per_mille(1),
        per_mille(3)
    );
    assert!(ranks.n() >= least);
    assert!(per_mille(1) >= first, "{kind:?}");
    assert!(per_mille(3) >= first_three, "{kind:?}");
}
