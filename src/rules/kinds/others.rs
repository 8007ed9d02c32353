//! Rules as data that hold a report against others of the same year: those it adds up, and other files of its own.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::form::catalogue;
use crate::form::naming::{cell_name, english_cell_name};
use crate::form::{CellKey, TableId};
use crate::rules::kinds::DataRule;
use crate::rules::kinds::broken::Broken;
use crate::rules::kinds::line::{self, Line};
use crate::rules::kinds::schema::{Check, Kind, Scope};
use crate::rules::kinds::view::View;
use crate::rules::neighbours::{NeighbourReport, Parts};
use crate::rules::outcome::{Finding, Verified};
use crate::said::{Said, said};
use crate::value::Value;

/// Most cells or offices a sentence names one by one.
const MOST_NAMES: usize = 5;

/// What the kinds `SumOfParts` and `SameInVersions` find; nothing for other kinds.
pub(super) fn findings(rule: &DataRule, check: &Check, view: &View) -> Vec<Finding> {
    let Scope::Tables(kinds) = &check.over else {
        return Vec::new();
    };
    let lines = line::lines(&check.over, view.input.given.sheet).into_iter();
    let tables = lines.filter_map(|line| {
        let (table, spec) = line.place?;
        Some((line, line::form_cells(table, spec, kinds)))
    });
    let tables: Vec<(Line, Vec<CellKey>)> = tables.collect();
    let neighbours = view.input.given.neighbours;
    match (&check.kind, &neighbours.parts) {
        (Kind::SumOfParts(but), Some(parts)) if parts.missing.is_empty() => tables
            .iter()
            .flat_map(|(line, cells)| {
                let cells = cells.iter().filter(|cell| !but.contains(&cell.column));
                let compared = sums(view, parts, cells);
                let n = parts.reports.len();
                told_of_parts(rule, check, view, (line, n), &compared)
            })
            .collect(),
        (Kind::SumOfParts(_), Some(parts)) => vec![missing(rule, view, parts)],
        (Kind::SameInVersions(least), _) => {
            let cells: Vec<&CellKey> = tables.iter().flat_map(|(_, cells)| cells).collect();
            let versions = neighbours.versions.iter().enumerate();
            versions
                .flat_map(|(nth, version)| {
                    let earlier = neighbours.versions.iter().take(nth);
                    let n_namesakes = earlier.filter(|other| other.name == version.name).count();
                    let subject = match n_namesakes {
                        0 => version.name.clone(),
                        n => format!("{}#{}", version.name, n + 1),
                    };
                    told_of_version(rule, check, view, (&subject, version), &cells, *least)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Cells of this report held against what others say of them.
#[derive(Default)]
struct Compared {
    /// Those that differ for certain, with what the others say.
    differing: Vec<(CellKey, Other)>,
    /// Those of which nobody can tell, with whose number is unread or in doubt.
    open: Vec<(CellKey, Option<String>)>,
    /// How many numbers other than 0 are the same in both.
    n_same: usize,
}

/// What others say of a cell.
struct Other {
    amount: Amount,
    /// Whether it is more, because something is unread.
    is_more: bool,
}

/// Every cell against the sum of the parts. Parts that are known exceed a total whatever the others hold.
fn sums<'a>(view: &View, parts: &Parts, cells: impl Iterator<Item = &'a CellKey>) -> Compared {
    let mut compared = Compared::default();
    for cell in cells {
        let amounts = parts.reports.iter().map(|part| part.in_sums(cell));
        let amounts: Vec<Option<Amount>> = amounts.collect();
        let is_sure = |part: &NeighbourReport| !part.doubtful.contains(cell);
        let own = view.input.given.sheet.value(cell).in_sums();
        let own = own.filter(|own| !own.is_negative());
        let is_own_sure = !view.input.is_doubtful(cell);
        let all: Option<Vec<Amount>> = amounts.iter().copied().collect();
        let sum = all.map(Amount::sum);
        if own.zip(sum).is_some_and(|(own, sum)| own.equals(sum)) {
            continue;
        }
        let known = parts.reports.iter().zip(&amounts);
        let known = known.filter_map(|(part, amount)| amount.filter(|_| is_sure(part)));
        let known = Amount::sum(known);
        let is_complete = sum.is_some() && parts.reports.iter().all(is_sure);
        let is_told = |own: Amount| is_complete || known.compare(own).is_gt();
        if is_own_sure && own.is_some_and(is_told) {
            let other = Other {
                amount: known,
                is_more: !is_complete,
            };
            compared.differing.push((cell.clone(), other));
        } else {
            let mut offices = parts.reports.iter().zip(&amounts);
            let open = offices.find(|(part, amount)| amount.is_none() || !is_sure(part));
            let whose = open.filter(|_| own.is_some() && is_own_sure);
            let whose = whose.map(|(part, _)| part.office.clone());
            compared.open.push((cell.clone(), whose));
        }
    }
    compared
}

/// Every cell that is read in both against another file.
fn same<'a>(
    view: &View,
    version: &NeighbourReport,
    cells: impl IntoIterator<Item = &'a CellKey>,
) -> Compared {
    let mut compared = Compared::default();
    for cell in cells {
        let own = view.input.given.sheet.value(cell).in_sums();
        let Some((own, amount)) = own.zip(version.in_sums(cell)) else {
            continue;
        };
        if own.equals(amount) {
            compared.n_same += usize::from(!own.is_zero());
        } else if view.input.is_doubtful(cell) || version.doubtful.contains(cell) {
            compared.open.push((cell.clone(), None));
        } else {
            let other = Other {
                amount,
                is_more: false,
            };
            compared.differing.push((cell.clone(), other));
        }
    }
    compared
}

fn told_of_parts(
    rule: &DataRule,
    check: &Check,
    view: &View,
    (line, n_parts): (&Line, usize),
    compared: &Compared,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let table = line.place.map(|(table, _)| table);
    let differing = list(&compared.differing, |(cell, other)| {
        let Said { chinese, english } = named(view, cell, false);
        let (own, sum) = (own_text(view, cell), other.amount);
        let [more, at_least] = if other.is_more {
            ["至少 ", "at least "]
        } else {
            [""; 2]
        };
        Said::new(
            format!("{chinese}（合计 {more}{sum}，本报告 {}）", own.chinese),
            format!("{english} (sum {at_least}{sum}, here {})", own.english),
        )
    });
    if !compared.differing.is_empty() {
        let names = BTreeMap::from([
            ("n", Said::same(compared.differing.len().to_string())),
            ("parts", Said::same(n_parts.to_string())),
            ("list", differing),
        ]);
        let broken = Broken {
            cells: cells_of(&compared.differing),
            names,
            ..Broken::default()
        };
        findings.extend(rule.finding(check, view, line, broken));
    }
    if let Some(table) = table.filter(|_| !compared.open.is_empty()) {
        let Said { chinese, english } = list(&compared.open, |(cell, whose)| {
            let Said { chinese, english } = named(view, cell, false);
            let own = || Said::new("本报告", "here");
            let whose = whose.as_deref().map_or_else(own, Said::same);
            Said::new(
                format!("{chinese}（{}）", whose.chinese),
                format!("{english} ({})", whose.english),
            )
        });
        let n = compared.open.len();
        let short = table.short_name();
        let said = said!(
            "{short}：{n} 格没有读出或待核，无法与所列 {n_parts} 个单位的合计核对：{chinese}。",
            "Cells that are unread or in doubt and cannot be compared with the sum of the {n_parts} offices: {n} ({english})."
        );
        let subject = format!("{table}/open");
        findings.push(undecided(
            rule,
            &subject,
            Some(table),
            cells_of(&compared.open),
            said,
        ));
    }
    findings
}

/// That not every part is known, so that nothing can be added up.
fn missing(rule: &DataRule, view: &View, parts: &Parts) -> Finding {
    let n_all = parts.reports.len() + parts.missing.len();
    let n = parts.missing.len();
    let Said { chinese, english } = list(&parts.missing, |office| Said::same(office.as_str()));
    let year = view.input.year();
    let year = year.map_or_else(String::new, |year| format!("{year} 年"));
    let said = Said::new(
        format!(
            "层级表所列 {n_all} 个单位中，有 {n} 个没有读到{year}报告：{chinese}。合计无法核对。"
        ),
        format!(
            "Of the {n_all} offices listed in “层级.ron” the reports of {n} were not found: “{english}”. The sums cannot be checked."
        ),
    );
    undecided(rule, "missing", None, Vec::new(), said)
}

fn told_of_version(
    rule: &DataRule,
    check: &Check,
    view: &View,
    (subject, version): (&str, &NeighbourReport),
    cells: &[&CellKey],
    least: usize,
) -> Vec<Finding> {
    let compared = same(view, version, cells.iter().copied());
    let name = &version.name;
    let n_numbers = compared.n_same + compared.differing.len() + compared.open.len();
    let is_of_other = compared.n_same * least < n_numbers;
    if is_of_other && !compared.differing.is_empty() {
        let n = compared.differing.len();
        let said = said!(
            "“{name}”的单位和年度与本报告相同，但有 {n} 格不同，相同的很少，可能是同名的另一个单位，请核对单位名称。",
            "“{name}” has the same office and year, but {n} cells differ and few are the same: it may be another office with the same name. Check the name of the office."
        );
        return vec![undecided(
            rule,
            subject,
            None,
            cells_of(&compared.differing),
            said,
        )];
    }
    let mut findings = Vec::new();
    if !compared.differing.is_empty() {
        let list = list(&compared.differing, |(cell, other)| {
            let Said { chinese, english } = named(view, cell, true);
            let (own, amount) = (own_text(view, cell), other.amount);
            Said::new(
                format!("{chinese}（本文件 {}，该文件 {amount}）", own.chinese),
                format!("{english} (here {}, there {amount})", own.english),
            )
        });
        let names = BTreeMap::from([
            ("n", Said::same(compared.differing.len().to_string())),
            ("other", Said::same(name.as_str())),
            ("list", list),
        ]);
        let broken = Broken {
            subject: subject.to_owned(),
            cells: cells_of(&compared.differing),
            names,
            ..Broken::default()
        };
        let report = Line::report();
        findings.extend(rule.finding(check, view, &report, broken));
    }
    if !compared.open.is_empty() {
        let n = compared.open.len();
        let Said { chinese, english } = list(&compared.open, |(cell, _)| named(view, cell, true));
        let said = said!(
            "与“{name}”有 {n} 格不同，但至少一份的数待核，请先对照原文：{chinese}。",
            "{n} cells differ from “{name}”, but are in doubt in at least one of the two; compare with the sources first: {english}."
        );
        let subject = format!("{subject}/open");
        findings.push(undecided(
            rule,
            &subject,
            None,
            cells_of(&compared.open),
            said,
        ));
    }
    findings
}

fn undecided(
    rule: &DataRule,
    subject: &str,
    table: Option<TableId>,
    cells: Vec<CellKey>,
    said: Said,
) -> Finding {
    Finding {
        outcome: Verified::Undecided,
        ..rule.rule().finding(subject, table, cells, said)
    }
}

fn cells_of<T>(cells: &[(CellKey, T)]) -> Vec<CellKey> {
    cells.iter().map(|(cell, _)| cell.clone()).collect()
}

/// The first items parted by `；`, with their number where there are more.
fn list<T>(items: &[T], say: impl Fn(&T) -> Said) -> Said {
    let named: Vec<Said> = items.iter().take(MOST_NAMES).map(say).collect();
    let mut list = Said::joined(&named, ["；", "; "]);
    if items.len() > MOST_NAMES {
        list.push(&Said::new(format!("等 {} 处", items.len()), " and others"));
    }
    list
}

/// A cell as a sentence names it, with its table if that is not said before.
fn named(view: &View, cell: &CellKey, with_table: bool) -> Said {
    let edition = view.input.given.sheet.editions.get(&cell.table);
    let spec = edition.and_then(|edition| catalogue::table(*edition, cell.table));
    let name = spec.map_or_else(|| cell.to_string(), |spec| cell_name(spec, cell));
    let name = if with_table {
        format!("{} {name}", cell.table.short_name())
    } else {
        name
    };
    Said::new(name, english_cell_name(cell))
}

/// What stands in the cell: a blank is no 0.
fn own_text(view: &View, cell: &CellKey) -> Said {
    match view.input.given.sheet.value(cell) {
        Value::Number(amount) => Said::same(amount.to_string()),
        Value::Blank | Value::Dash => Said::new("空白", "blank"),
        Value::Words | Value::Unreadable | Value::Absent => Said::same("？"),
    }
}
