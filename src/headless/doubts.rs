//! What the reader was not sure of, in one line per table: a clean list of findings must not hide it.

use std::collections::BTreeMap;

use crate::form::{CellKey, TableId};
use crate::headless::report::Report;
use crate::read::Found;
use crate::review::state::{self, CellState};

/// Most numbers without a cell that a line lists.
const MOST_LEFTOVERS: usize = 8;

/// The lines about a report, in the order of the form.
pub(crate) fn lines(report: &Report) -> Vec<String> {
    let states = states(report);
    TableId::ALL
        .into_iter()
        .flat_map(|table| {
            let lines = [
                uncertain_cells(report, table, &states),
                other_cells(table, &states),
                leftovers(report, table),
            ];
            lines.into_iter().flatten()
        })
        .collect()
}

/// How each cell stands.
fn states(report: &Report) -> BTreeMap<&CellKey, CellState> {
    let mut n_rules: BTreeMap<&CellKey, usize> = BTreeMap::new();
    for checked in &report.session.results().equations {
        for cell in checked.equation.cells() {
            *n_rules.entry(cell).or_insert(0) += 1;
        }
    }
    let cells = report.session.sheet().cells.keys().map(|cell| {
        let n_rules = n_rules.get(cell).copied().unwrap_or(0);
        let decision = report.session.decisions().cell(cell);
        (
            cell,
            state::of(report.session.reading().cell(cell), decision, n_rules),
        )
    });
    cells.collect()
}

/// `表三有 3 格待核，请对照原文：字形受损，推断为 0（2 格）；…`
fn uncertain_cells(
    report: &Report,
    table: TableId,
    states: &BTreeMap<&CellKey, CellState>,
) -> Option<String> {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let uncertain = states
        .iter()
        .filter(|(cell, state)| cell.table == table && **state == CellState::Uncertain);
    for (cell, _) in uncertain {
        let found = report.session.reading().cell(cell);
        if let Some(why) = found.and_then(Found::doubt) {
            *reasons.entry(why).or_insert(0) += 1;
        }
    }
    let total: usize = reasons.values().sum();
    let mut reasons: Vec<(String, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let reasons: Vec<String> = reasons
        .into_iter()
        .map(|(why, n)| format!("{why}（{n} 格）"))
        .collect();
    (total > 0).then(|| {
        format!(
            "{}有 {total} 格待核，请对照原文：{}。",
            table.short_name(),
            reasons.join("；")
        )
    })
}

/// What a review put into cells and nobody has held against the print, or the reviewer postponed: `表三有 2 格估计、1 格存疑，
/// 请对照原文。`
fn other_cells(table: TableId, states: &BTreeMap<&CellKey, CellState>) -> Option<String> {
    let n_of = |asked: CellState| {
        let states = states.iter();
        states
            .filter(|(cell, state)| cell.table == table && **state == asked)
            .count()
    };
    let counted = [
        (CellState::Estimated, "估计"),
        (CellState::Doubtful, "存疑"),
        (CellState::Deduced, "推得"),
    ];
    let parts: Vec<String> = counted
        .into_iter()
        .map(|(state, name)| (n_of(state), name))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} 格{name}"))
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "{}有 {}，请对照原文。",
            table.short_name(),
            parts.join("、")
        )
    })
}

/// `表三里有 2 处数字没有归入单元格：12、0。`
fn leftovers(report: &Report, table: TableId) -> Option<String> {
    let texts: Vec<&str> = report
        .session
        .reading()
        .leftovers
        .iter()
        .filter(|left| left.table == table)
        .map(|left| left.text.as_str())
        .collect();
    let shown: Vec<&str> = texts.iter().copied().take(MOST_LEFTOVERS).collect();
    let more = if texts.len() > MOST_LEFTOVERS {
        "等"
    } else {
        ""
    };
    (!texts.is_empty()).then(|| {
        format!(
            "{}里有 {} 处文字没有归入单元格：{}{more}。",
            table.short_name(),
            texts.len(),
            shown.join("、")
        )
    })
}
