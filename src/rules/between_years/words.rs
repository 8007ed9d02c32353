//! What two years say about each other, in words.

use crate::amount::Amount;
use crate::form::TableId;
use crate::rules::between_years::{Line, Pair, Term};
use crate::rules::outcome::{Finding, Verified};
use crate::rules::rule::Rule;
use crate::said::Said;

/// Most cells a sentence names one by one.
const MOST_NAMES: usize = 7;

/// A line whose sides differ, in words.
#[derive(Clone, Debug)]
pub struct Parts {
    names: [(&'static str, Said); 5],
}

impl Parts {
    /// The sentences with `{place}`, `{left}`, `{right}`, `{gap}` and `{other}` filled in.
    #[must_use]
    pub fn fill(&self, chinese: &str, english: &str) -> Said {
        let mut said = Said::new(chinese, english);
        for (name, value) in &self.names {
            let name = format!("{{{name}}}");
            said.chinese = said.chinese.replace(&name, &value.chinese);
            said.english = said.english.replace(&name, &value.english);
        }
        said
    }
}

impl Pair<'_> {
    /// What a sentence may say of a line whose sides differ.
    pub(super) fn parts(&self, line: &Line, left: Amount, right: Amount) -> Parts {
        let gap = Amount::distance(left, right).to_string();
        let left = Said::new(
            self.left_side(&line.terms, left, "为", |said| &said.chinese),
            self.left_side(&line.terms, left, " is", |said| &said.english),
        );
        let (report, name) = (self.report(line.result.year), &line.result.name);
        let right = Said::new(
            format!("{}{}为 {right}", report.chinese, name.chinese),
            format!("{} has {} {right}", report.english, name.english),
        );
        Parts {
            names: [
                ("place", line.place.clone()),
                ("left", left),
                ("right", right),
                ("gap", Said::same(gap)),
                ("other", Said::same(&self.neighbour.name)),
            ],
        }
    }

    /// The finding about a line whose sides differ; undecided where the reader was not sure of one of its cells.
    pub(super) fn broken(
        &self,
        rule: &Rule,
        table: TableId,
        line: &Line,
        mut sentence: Said,
    ) -> Finding {
        let mut terms = line.terms.iter().chain([&line.result]);
        let is_doubtful = terms.any(|term| self.is_doubtful(term));
        let outcome = if is_doubtful {
            sentence.push(&Said::new(
                "其中有待核的格，请先对照两份报告的原文。",
                " Some of these cells are still to be checked; compare with the sources of both reports first.",
            ));
            Verified::Undecided
        } else {
            Verified::Broken
        };
        let subject = format!("{}/{}", self.direction(), line.subject);
        Finding {
            outcome,
            ..rule.finding(&subject, Some(table), self.own_cells(line), sentence)
        }
    }

    /// `2022 年报告现行有效件数 10 + 2023 年报告本年制发件数 2 - 本年废止件数 1 = 11`; of a single term no sum. `form` is the
    /// language.
    fn left_side(
        &self,
        terms: &[Term],
        sum: Amount,
        is: &str,
        form: impl Fn(&Said) -> &str,
    ) -> String {
        // English words are parted, Chinese ones are not.
        let gap = if is.starts_with(' ') { " " } else { "" };
        let report = |year| format!("{}{gap}", form(&self.report(year)));
        if let [only] = terms {
            return format!("{}{}{is} {sum}", report(only.year), form(&only.name));
        }
        let mut text = String::new();
        let mut named = None;
        let mut is_open = false;
        for term in terms {
            if !text.is_empty() {
                text.push_str(if term.is_subtracted { " - " } else { " + " });
            }
            if named != Some(term.year) {
                text.push_str(&report(term.year));
                named = Some(term.year);
            }
            let number = self.value(term).number();
            is_open |= number.is_none();
            let is_blank = self.value(term).counts_as_zero();
            let nothing = if is_blank { "空白" } else { "？" };
            let number = number.map_or_else(|| nothing.to_owned(), |number| number.to_string());
            text.extend([form(&term.name), " ", &number]);
        }
        let sign = if is_open { "≥" } else { "=" };
        format!("{text} {sign} {sum}")
    }

    /// The lines that cannot be checked, each with the reasons.
    pub(super) fn undecided(
        &self,
        rule: &Rule,
        table: TableId,
        missing: &[(&Line, Vec<Said>)],
    ) -> Finding {
        let name = |(line, reasons): &(&Line, Vec<Said>)| {
            let reasons = Said::joined(reasons, ["、", ", "]);
            Said::new(
                format!("{}（{}）", line.place.chinese, reasons.chinese),
                format!("{} ({})", line.place.english, reasons.english),
            )
        };
        let names: Vec<Said> = missing.iter().take(MOST_NAMES).map(name).collect();
        let names = Said::joined(&names, ["；", "; "]);
        let more = match missing.len().saturating_sub(MOST_NAMES) {
            0 => Said::default(),
            n => Said::new(format!("等 {} 处", missing.len()), format!(" and {n} more")),
        };
        let other = &self.neighbour.name;
        let said = Said::new(
            format!("与“{other}”无法核对：{}{}。", names.chinese, more.chinese),
            format!(
                "Cannot be compared with “{other}”: {}{}.",
                names.english, more.english
            ),
        );
        let cells = missing.iter().flat_map(|(line, _)| self.own_cells(line));
        Finding {
            outcome: Verified::Undecided,
            ..rule.finding(self.direction(), Some(table), cells.collect(), said)
        }
    }
}
