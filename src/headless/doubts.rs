//! What the reader was not sure of, in one line per table: a clean list of findings must not hide it.

use std::collections::BTreeMap;

use crate::form::TableId;
use crate::headless::report::Report;

/// Most numbers without a cell that a line lists.
const MOST_LEFTOVERS: usize = 8;

/// The lines about a report, in the order of the form.
pub fn lines(report: &Report) -> Vec<String> {
    TableId::ALL
        .into_iter()
        .flat_map(|table| {
            let doubtful = doubtful_cells(report, table);
            doubtful.into_iter().chain(leftovers(report, table))
        })
        .collect()
}

/// `表三有 3 格识读存疑，请对照原文：字形受损，推断为 0（2 格）；…`
fn doubtful_cells(report: &Report, table: TableId) -> Option<String> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let cells = report.sheet.cells.iter();
    for (cell, value) in cells.filter(|(cell, _)| cell.table == table) {
        let is_settled = report.settled.contains(cell);
        if is_settled || !report.reading.is_doubtful(cell, *value) {
            continue;
        }
        let found = report.reading.cell(cell);
        if let Some(why) = found.and_then(|found| found.doubt()) {
            *reasons.entry(why).or_insert(0) += 1;
        }
    }
    let total: usize = reasons.values().sum();
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let reasons: Vec<String> = reasons
        .into_iter()
        .map(|(why, n)| format!("{why}（{n} 格）"))
        .collect();
    (total > 0).then(|| {
        format!(
            "{}有 {total} 格识读存疑，请对照原文：{}。",
            table.short_name(),
            reasons.join("；")
        )
    })
}

/// `表三里有 2 处数字没有归入单元格：12、0。`
fn leftovers(report: &Report, table: TableId) -> Option<String> {
    let texts: Vec<&str> = report
        .reading
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
