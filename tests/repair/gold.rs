//! Seeded damage to the consistent tables of a shared corpus, where that corpus is at hand: what the ranking is for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gouji::amount::Amount;
use gouji::form::{CellKey, EditionId, Sheet, TableId, catalogue};
use gouji::repair::{Budget, propose};
use gouji::value::Value;
use rayon::prelude::*;

use crate::damage::{self, Kind};
use crate::tables::{Numbers, number, problem, restores};

const N_PER_KIND: usize = 240;

/// The folder of the corpus: named by `GOUJI_SHARED`, else beside the project.
fn shared() -> PathBuf {
    std::env::var_os("GOUJI_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
}

/// The tables three of the corpus that satisfy every identity.
fn consistent_tables() -> Vec<Sheet> {
    let Ok(files) = std::fs::read_dir(shared().join("corpus/gold")) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.sort();
    let sheets = paths.iter().filter_map(|path| {
        let text = std::fs::read_to_string(path).ok()?;
        requests_of(&serde_json::from_str(&text).ok()?)
    });
    sheets.filter(is_consistent).collect()
}

fn requests_of(report: &serde_json::Value) -> Option<Sheet> {
    let mut cells: BTreeMap<CellKey, Value> = BTreeMap::new();
    for (key, value) in report.get("cells")?.as_object()? {
        let key: CellKey = key.parse().ok()?;
        if key.table == TableId::Requests {
            let amount = value.as_str().and_then(Amount::parse);
            cells.insert(key, amount.map_or(Value::Blank, Value::Number));
        }
    }
    let has = |row: &str| cells.keys().any(|key| key.row.as_str() == row);
    let edition = match (has("other.other"), has("other")) {
        (true, false) => EditionId(2021),
        (false, true) => EditionId(2019),
        _ => return None,
    };
    let rows = catalogue::table(edition, TableId::Requests)?.official_rows();
    Some(Sheet {
        editions: BTreeMap::from([(TableId::Requests, edition)]),
        rows: BTreeMap::from([(TableId::Requests, rows)]),
        cells,
    })
}

fn is_consistent(sheet: &Sheet) -> bool {
    let table = problem(sheet, TableId::Requests).problem;
    let holds = table
        .equations
        .iter()
        .all(|equation| table.residual(equation) == Some(0));
    let filled = sheet
        .cells
        .values()
        .any(|value| *value != number(0) && *value != Value::Blank);
    holds && filled
}

/// Of damages of one kind: how many, with the truth first, with the truth among the first three.
#[derive(Clone, Copy, Default)]
struct Score {
    n: usize,
    first: usize,
    first_three: usize,
}

fn score(kind: Kind, bases: &[Sheet]) -> Score {
    let ranks = (0..N_PER_KIND).into_par_iter().filter_map(|trial| {
        let seed = u64::try_from(trial * 64).unwrap() + kind.seed();
        let mut numbers = Numbers::seeded(seed);
        let truth = numbers.pick(bases);
        let (damaged, evidence) = damage::inflict(&mut numbers, kind, truth)?;
        let repairs = propose(&damaged, &evidence, &Budget::default());
        let proposals = repairs.first().map(|block| block.proposals.as_slice());
        let mut proposals = proposals.unwrap_or_default().iter();
        Some(proposals.position(|proposal| restores(&damaged, &proposal.changes, truth)))
    });
    let ranks: Vec<Option<usize>> = ranks.collect();
    Score {
        n: ranks.len(),
        first: ranks.iter().filter(|rank| **rank == Some(0)).count(),
        first_three: ranks
            .iter()
            .filter(|rank| rank.is_some_and(|rank| rank < 3))
            .count(),
    }
}

fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

#[test]
fn damage_to_gold_tables_is_undone_by_the_first_proposals() {
    let bases = consistent_tables();
    if bases.is_empty() {
        println!("not run: no shared corpus at {}", shared().display());
        assert_ne!(
            std::env::var("CI").as_deref(),
            Ok("true"),
            "the corpus must be there"
        );
        return;
    }
    let mut total = Score::default();
    for kind in Kind::ALL {
        let score = score(kind, &bases);
        println!(
            "{kind:?}: {} damages, first {} %, first three {} %",
            score.n,
            percent(score.first, score.n),
            percent(score.first_three, score.n)
        );
        total.n += score.n;
        total.first += score.first;
        total.first_three += score.first_three;
    }
    println!(
        "{} consistent tables, {} damages: first {} %, first three {} %",
        bases.len(),
        total.n,
        percent(total.first, total.n),
        percent(total.first_three, total.n)
    );
    assert!(total.n >= 2_000);
    assert!(total.first * 100 >= total.n * 85);
    assert!(total.first_three * 100 >= total.n * 95);
}
