//! What two years say about each other, in words.

use crate::amount::Amount;
use crate::form::TableId;
use crate::rules::between_years::{Line, Pair, Term};
use crate::rules::outcome::{Finding, Verified};
use crate::rules::rule::Rule;

/// Most cells a sentence names one by one.
const MOST_NAMES: usize = 7;

impl Pair<'_> {
    /// A line whose sides differ; undecided where the reader was not sure of one of its cells.
    pub(super) fn broken(
        &self,
        rule: &Rule,
        table: TableId,
        line: &Line,
        left: Amount,
        right: Amount,
    ) -> Finding {
        let is_doubtful = line
            .terms
            .iter()
            .chain([&line.result])
            .any(|term| self.is_doubtful(term));
        let advice = if is_doubtful {
            "其中有待核的格，请先对照两份报告的原文。"
        } else {
            ""
        };
        let text = format!(
            "{}：{}，{}{}为 {right}，差 {}。对照的是“{}”。{advice}",
            line.place,
            self.left_side(&line.terms, left),
            self.report(line.result.year),
            line.result.name,
            Amount::distance(left, right),
            self.neighbour.name
        );
        let subject = format!("{}/{}", self.direction(), line.subject);
        let outcome = if is_doubtful {
            Verified::Undecided
        } else {
            Verified::Broken
        };
        Finding {
            outcome,
            left: Some(left),
            right: Some(right),
            ..rule.finding(&subject, Some(table), self.own_cells(line), text)
        }
    }

    /// `2022 年报告现行有效件数 10 + 2023 年报告本年制发件数 2 - 本年废止件数 1 = 11`; of a single term no sum.
    fn left_side(&self, terms: &[Term], sum: Amount) -> String {
        if let [only] = terms {
            return format!("{}{}为 {sum}", self.report(only.year), only.name);
        }
        let mut text = String::new();
        let mut named = None;
        for term in terms {
            if !text.is_empty() {
                text.push_str(if term.is_subtracted { " - " } else { " + " });
            }
            if named != Some(term.year) {
                text.push_str(&self.report(term.year));
                named = Some(term.year);
            }
            let amount = Amount::sum(self.value(term).in_sums());
            text.push_str(&term.name);
            text.push(' ');
            text.push_str(&amount.to_string());
        }
        format!("{text} = {sum}")
    }

    /// The lines that cannot be checked, each with the reasons.
    pub(super) fn undecided(
        &self,
        rule: &Rule,
        table: TableId,
        missing: &[(&Line, Vec<String>)],
    ) -> Finding {
        let names: Vec<String> = missing
            .iter()
            .take(MOST_NAMES)
            .map(|(line, reasons)| format!("{}（{}）", line.place, reasons.join("、")))
            .collect();
        let more = match missing.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            _ => format!("等 {} 处", missing.len()),
        };
        let text = format!(
            "与“{}”无法核对：{}{more}。",
            self.neighbour.name,
            names.join("；")
        );
        let cells = missing.iter().flat_map(|(line, _)| self.own_cells(line));
        Finding {
            outcome: Verified::Undecided,
            ..rule.finding(self.direction(), Some(table), cells.collect(), text)
        }
    }
}
