//! What one edit costs: the problem is built again from the sheet, and all repairs are searched and ranked.
//! Goal: at most 1 ms in the median for one wrong cell, 10 ms for two.

use std::collections::BTreeMap;

use gouji::amount::Amount;
use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::repair::{Budget, Evidence, propose};
use gouji::value::Value;

fn main() {
    divan::main();
}

/// A consistent table three of the 2021 edition, and the cells that can be damaged in it.
fn consistent() -> Sheet {
    let Some(spec) = catalogue::table(EditionId(2021), TableId::Requests) else {
        return Sheet::default();
    };
    let rows = spec.official_rows();
    let mut sheet = Sheet {
        editions: BTreeMap::from([(TableId::Requests, EditionId(2021))]),
        cells: spec
            .cells(TableId::Requests, &rows)
            .into_iter()
            .map(|key| (key, Value::Number(Amount::ZERO)))
            .collect(),
        rows: BTreeMap::from([(TableId::Requests, rows)]),
    };
    // Row, natural persons, enterprises, other organisations.
    let filled = [
        ("received", [118, 14, 3]),
        ("carried_in", [7, 0, 0]),
        ("granted", [41, 6, 1]),
        ("partly_granted", [12, 1, 0]),
        ("denied.third_party_rights", [3, 0, 0]),
        ("denied.internal_affairs", [2, 0, 0]),
        ("denied.administrative_inquiry", [5, 1, 0]),
        ("unavailable.not_held", [38, 4, 2]),
        ("unavailable.needs_creation", [6, 0, 0]),
        ("rejected.petition", [4, 0, 0]),
        ("rejected.duplicate", [3, 0, 0]),
        ("other.not_corrected", [2, 1, 0]),
        ("processed_total", [116, 13, 3]),
        ("carried_out", [9, 1, 0]),
    ];
    for (row, counts) in filled {
        let columns = ["natural_person", "enterprise", "other_organization"];
        for (column, count) in columns.iter().zip(counts) {
            set(&mut sheet, row, column, count);
        }
        set(&mut sheet, row, "total", counts.iter().sum());
    }
    sheet
}

fn set(sheet: &mut Sheet, row: &str, column: &str, count: i64) {
    let key = format!("requests.{row}.{column}").parse::<CellKey>();
    if let Ok(key) = key {
        sheet
            .cells
            .insert(key, Value::Number(Amount::whole_number(count)));
    }
}

/// Wrong numbers in the first `n` of some rows and columns; which ones depends on `trial`.
fn damaged(n: usize, trial: usize) -> Sheet {
    let wrong = [
        [
            ("granted", "natural_person", 47),
            ("received", "total", 185),
            ("carried_out", "enterprise", 7),
        ],
        [
            ("processed_total", "total", 732),
            ("unavailable.not_held", "enterprise", 9),
            ("received", "natural_person", 11),
        ],
        [
            ("rejected.petition", "total", 44),
            ("granted", "enterprise", 0),
            ("carried_in", "natural_person", 1),
        ],
        [
            ("denied.state_secret", "legal_service", 1),
            ("partly_granted", "total", 18),
            ("other.not_corrected", "natural_person", 7),
        ],
        [
            ("carried_in", "total", 17),
            ("processed_total", "natural_person", 176),
            ("denied.process_information", "total", 8),
        ],
    ];
    let mut sheet = consistent();
    let row = wrong.get(trial % wrong.len()).into_iter().flatten();
    for (row, column, count) in row.take(n) {
        set(&mut sheet, row, column, *count);
    }
    sheet
}

#[divan::bench(args = [0, 1, 2, 3], sample_count = 200)]
fn wrong_cells(bencher: divan::Bencher, n: usize) {
    let evidence = Evidence::default();
    let budget = Budget::default();
    let trial = std::sync::atomic::AtomicUsize::new(0);
    bencher
        .with_inputs(|| damaged(n, trial.fetch_add(1, std::sync::atomic::Ordering::Relaxed)))
        .bench_refs(|sheet| propose(sheet, &evidence, &budget));
}
