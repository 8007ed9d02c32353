//! # total-blank
//!
//! ## What it does
//! Says once per table that totals were left blank although their parts hold numbers.
//!
//! ## Why
//! Such a blank is no zero. Counting it as one would raise an error in every line it stands in; the truth is that nobody
//! can check those lines.
//!
//! ## Source
//! The form asks for 总计 in tables three and four: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
//!
//! ## Example
//! `表三有 2 格总计空白，而它们的各项有数：…`

use crate::form::naming::said_cell;
use crate::form::schema::TableSpec;
use crate::form::{CellKey, TableId};
use crate::rules::outcome::{Checked, Finding, Outcome, Severity};
use crate::rules::rule::{CodedRule, Input, Rule, first_names};
use crate::said::Said;

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "total-blank",
        title: "总计空白",
        why: "各项有数而总计空白时，空白不是 0，相关的勾稽关系无法核对。",
        source: "国办公开办函〔2019〕60号、〔2021〕30号：表三、表四设有总计",
        severity: Severity::Warning,
    },
    check,
};

/// Most totals the sentence names one by one.
const MOST_NAMES: usize = 6;

fn check(input: &Input) -> Vec<Finding> {
    input.per_table(|table, spec| table_finding(input, table, spec))
}

fn table_finding(input: &Input, table: TableId, spec: &TableSpec) -> Option<Finding> {
    let totals = blank_totals(input, table);
    if totals.is_empty() {
        return None;
    }
    let names = totals.iter().map(|cell| said_cell(spec, cell)).collect();
    let (n, names) = (totals.len(), first_names(names, MOST_NAMES));
    let said = Said::new(
        format!(
            "{}有 {n} 格总计空白，而它们的各项有数：{}。这些空白不计为 0，相关的勾稽关系无法核对。",
            table.short_name(),
            names.chinese
        ),
        format!(
            "{}: totals that are blank although their parts have numbers: {n} ({}). These blanks are not counted as 0, and the equations they stand in cannot be checked.",
            table.english_name(),
            names.english
        ),
    );
    Some(RULE.rule.finding(table.key(), Some(table), totals, said))
}

/// The blank cells that keep an equation undecided: only blank totals do.
fn blank_totals(input: &Input, table: TableId) -> Vec<CellKey> {
    let mut totals: Vec<CellKey> = Vec::new();
    for Checked { equation, outcome } in input.equations {
        let Outcome::Undecided { missing, .. } = outcome else {
            continue;
        };
        for cell in missing {
            let is_blank = input.given.sheet.value(cell).counts_as_zero();
            if equation.table == table && is_blank && !totals.contains(cell) {
                totals.push(cell.clone());
            }
        }
    }
    totals
}
