//! What one edit costs: the step is journalled and everything rechecked, and all repairs are searched and ranked.
//! Goal: at most 1 ms in the median for one wrong cell, 10 ms for two.
//!
//! Run with `cargo bench`. Median and 99th percentile of whole edits are printed first; divan shows the search alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use gouji::amount::Amount;
use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::read;
use gouji::repair::{Budget, Evidence, propose};
use gouji::review::proposals::proposals;
use gouji::review::{Edit, Origin, Session, Stamp};
use gouji::source;
use gouji::value::Value;

fn main() {
    for n in 1..=3 {
        whole_edits(n);
    }
    divan::main();
}

/// Edits timed for each number of wrong cells.
const N_EDITS: usize = 400;

/// Prints what an edit costs after which `n` cells of a report as it is opened are wrong: recheck, then search.
fn whole_edits(n: usize) {
    let mut times: Vec<(Duration, Duration)> = (0..N_EDITS).filter_map(|t| edit(n, t)).collect();
    let mut print = |name: &str, part: fn(&(Duration, Duration)) -> Duration| {
        times.sort_by_key(part);
        let at = |percent: usize| times.get(times.len() * percent / 100).map(part);
        println!(
            "{n} wrong cells, {name}: median {:?}, 99th percentile {:?}",
            at(50).unwrap_or_default(),
            at(99).unwrap_or_default()
        );
    };
    print("recheck", |(recheck, _)| *recheck);
    print("search", |(_, search)| *search);
    print("whole edit", |(recheck, search)| *recheck + *search);
}

/// Wrong figures for the sample: the line as it is and as it is then, cell and true number.
const WRONG: [(&str, &str, &str, &str); 8] = [
    (
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t27\t5\t0\t0\t2\t0\t28",
        "received.natural_person",
        "21",
    ),
    (
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t9\t8\t0\t0\t1\t0\t13",
        "granted.enterprise",
        "3",
    ),
    (
        "\t21\t4\t0\t0\t1\t0\t26",
        "\t21\t4\t0\t0\t1\t0\t20",
        "processed_total.total",
        "26",
    ),
    (
        "继续办理\t2\t1\t0",
        "继续办理\t2\t7\t0",
        "carried_out.enterprise",
        "1",
    ),
    (
        "政府信息\t3\t1\t0\t0\t0\t0\t4",
        "政府信息\t3\t1\t0\t0\t0\t0\t9",
        "unavailable.not_held.total",
        "4",
    ),
    (
        "类申请\t2\t0\t0\t0\t0\t0\t2",
        "类申请\t\t0\t0\t0\t0\t0\t2",
        "rejected.petition.natural_person",
        "2",
    ),
    (
        "国家秘密\t0\t0\t0",
        "国家秘密\t0\t0\t6",
        "denied.state_secret.research_institute",
        "0",
    ),
    (
        "申请数量\t2\t0\t0\t0\t0\t0\t2",
        "申请数量\t2\t0\t0\t0\t0\t0\t21",
        "carried_in.total",
        "2",
    ),
];

/// The edit that mends the first of `n` + 1 wrong figures: time of the recheck, and of the search for the others.
fn edit(n: usize, trial: usize) -> Option<(Duration, Duration)> {
    let sample = include_str!("../../assets/samples/示例报告.txt");
    let mut text = sample.replace("政府信息\t3\t7\t0", "政府信息\t3\t1\t0");
    let wrong = WRONG.iter().cycle().skip(trial % WRONG.len()).take(n + 1);
    for (from, to, _, _) in wrong.clone() {
        text = text.replace(from, to);
    }
    let source = source::open_bytes(Path::new("年报.txt"), text.as_bytes()).ok()?;
    let reading = read::read(&source);
    let mut session = Session::new(source, reading);
    let (_, _, cell, truth) = wrong.clone().next()?;
    let mend = Edit::Enter {
        cell: format!("requests.{cell}").parse().ok()?,
        text: (*truth).to_owned(),
        origin: Origin::Typed,
        spans: Vec::new(),
    };
    let start = Instant::now();
    session.apply(mend, &Stamp::default()).ok()?;
    let recheck = start.elapsed();
    let start = Instant::now();
    divan::black_box(proposals(&session, None));
    Some((recheck, start.elapsed()))
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
