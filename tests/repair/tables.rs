//! A small seeded generator of numbers, and consistent tables of our own making.

use std::collections::BTreeMap;

use gouji::amount::Amount;
use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::repair::block::TableProblem;
use gouji::repair::{Change, Evidence};
use gouji::value::Value;

/// xorshift64*: the same numbers on every machine.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// A number from 0 up to, not including, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// True in `percent` of a hundred draws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// An index, drawn with these weights.
    fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (at, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return at;
            }
            rest -= weight;
        }
        0
    }
}

/// Weights of the result rows, in the order of the form; rows beyond the list weigh 1.
const RESULT_WEIGHTS: [usize; 18] = [
    150, 60, 5, 10, 2, 15, 15, 10, 5, 8, 110, 25, 10, 15, 5, 2, 1, 1,
];
/// Weights of the applicant columns: natural persons and enterprises file nearly all applications.
const APPLICANT_WEIGHTS: [usize; 6] = [860, 100, 5, 10, 5, 20];

/// A consistent table three: `n` applications, each with an applicant and a result.
pub(crate) fn requests(numbers: &mut Numbers, edition: u16, n: usize) -> Sheet {
    let spec = catalogue::table(EditionId(edition), TableId::Requests).unwrap();
    let rows = spec.official_rows();
    let columns = &spec.blocks[0].columns;
    let last_result = rows.len() - 3;
    let result_weights: Vec<usize> = (2..=last_result)
        .map(|row| RESULT_WEIGHTS.get(row - 2).copied().unwrap_or(4))
        .collect();
    let mut counts = vec![[0_i64; 7]; rows.len()];
    let mut add = |row: usize, column: usize| {
        counts[row][column] += 1;
        counts[row][6] += 1;
    };
    for _ in 0..n {
        let column = numbers.weighted(&APPLICANT_WEIGHTS);
        add(usize::from(numbers.chance(6)), column);
        if numbers.chance(7) {
            add(rows.len() - 1, column);
        } else {
            add(2 + numbers.weighted(&result_weights), column);
            add(rows.len() - 2, column);
        }
    }
    let cells = rows.iter().zip(&counts).flat_map(|(row, counts)| {
        columns.iter().zip(counts).map(|(column, count)| {
            let key = CellKey::new(TableId::Requests, row.clone(), &column.key);
            (key, number(*count))
        })
    });
    Sheet {
        editions: BTreeMap::from([(TableId::Requests, EditionId(edition))]),
        cells: cells.collect(),
        rows: BTreeMap::from([(TableId::Requests, rows)]),
    }
}

/// Between 1 and some hundreds of applications, mostly few.
pub(crate) fn any_requests(numbers: &mut Numbers) -> Sheet {
    let edition = *numbers.pick(&[2019, 2021]);
    let most = *numbers.pick(&[8, 30, 100, 400]);
    let n = 2 + numbers.below(most);
    requests(numbers, edition, n)
}

pub(crate) fn number(value: i64) -> Value {
    Value::Number(Amount::whole_number(value))
}

/// The number that counts in sums.
pub(crate) fn count(sheet: &Sheet, key: &CellKey) -> Option<i64> {
    sheet.value(key).in_sums().and_then(Amount::to_i64)
}

/// The problem of a table of the sheet.
pub(crate) fn problem(sheet: &Sheet, table: TableId) -> TableProblem {
    TableProblem::of_sheet(sheet, table, &Evidence::default()).unwrap()
}

/// Whether applying `changes` to `damaged` gives `truth` in every cell that then has a number.
pub(crate) fn restores(damaged: &Sheet, changes: &[Change], truth: &Sheet) -> bool {
    truth.cells.keys().all(|key| {
        let change = changes.iter().find(|change| change.cell == *key);
        let now = change.map_or(count(damaged, key), |change| change.to.to_i64());
        now.is_none() || now == count(truth, key)
    })
}
