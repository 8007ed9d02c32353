//! What two years say about each other, in words.

use crate::amount::Amount;
use crate::form::TableId;
use crate::rules::between_years::{Line, Pair, Term};
use crate::rules::outcome::{Finding, Verified};
use crate::rules::rule::Rule;

/// Most cells a sentence names one by one.
const MOST_NAMES: usize = 7;

/// A line whose sides differ, in words; of each both the Chinese and the English form.
#[derive(Clone, Debug)]
pub struct Said {
    names: [(&'static str, [String; 2]); 5],
}

impl Said {
    /// The sentence with `{place}`, `{left}`, `{right}`, `{gap}` and `{other}` filled in, from the Chinese forms (0) or
    /// the English ones (1).
    #[must_use]
    pub fn fill(&self, sentence: &str, form: usize) -> String {
        let mut text = sentence.to_owned();
        for (name, forms) in &self.names {
            let value = forms.get(form).map_or("", String::as_str);
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

impl Pair<'_> {
    /// What a sentence may say of a line whose sides differ.
    pub(super) fn said(&self, line: &Line, left: Amount, right: Amount) -> Said {
        let both = |text: &str| [text.to_owned(), text.to_owned()];
        let gap = Amount::distance(left, right).to_string();
        let result = (self.report(line.result.year), &line.result.name);
        Said {
            names: [
                ("place", both(&line.place)),
                (
                    "left",
                    [
                        self.left_side(&line.terms, left, "为"),
                        self.left_side(&line.terms, left, " is"),
                    ],
                ),
                (
                    "right",
                    [
                        format!("{}{}为 {right}", result.0, result.1),
                        format!("{}{} is {right}", result.0, result.1),
                    ],
                ),
                ("gap", both(&gap)),
                ("other", both(&self.neighbour.name)),
            ],
        }
    }

    /// The finding about a line whose sides differ; undecided where the reader was not sure of one of its cells.
    pub(super) fn broken(
        &self,
        rule: &Rule,
        table: TableId,
        line: &Line,
        [text, english]: [String; 2],
    ) -> Finding {
        let mut terms = line.terms.iter().chain([&line.result]);
        let is_doubtful = terms.any(|term| self.is_doubtful(term));
        let (outcome, [advice, advised]) = if is_doubtful {
            (
                Verified::Undecided,
                [
                    "其中有待核的格，请先对照两份报告的原文。",
                    " Some cells are to be checked first, in both reports.",
                ],
            )
        } else {
            (Verified::Broken, ["", ""])
        };
        let subject = format!("{}/{}", self.direction(), line.subject);
        Finding {
            outcome,
            english: Some(english + advised),
            ..rule.finding(&subject, Some(table), self.own_cells(line), text + advice)
        }
    }

    /// `2022 年报告现行有效件数 10 + 2023 年报告本年制发件数 2 - 本年废止件数 1 = 11`; of a single term no sum.
    fn left_side(&self, terms: &[Term], sum: Amount, is: &str) -> String {
        if let [only] = terms {
            return format!("{}{}{is} {sum}", self.report(only.year), only.name);
        }
        let mut text = String::new();
        let mut named = None;
        let mut is_open = false;
        for term in terms {
            if !text.is_empty() {
                text.push_str(if term.is_subtracted { " - " } else { " + " });
            }
            if named != Some(term.year) {
                text.push_str(&self.report(term.year));
                named = Some(term.year);
            }
            let number = self.value(term).number();
            is_open |= number.is_none();
            let is_blank = self.value(term).counts_as_zero();
            let nothing = if is_blank { "空白" } else { "？" };
            let number = number.map_or_else(|| nothing.to_owned(), |number| number.to_string());
            text.extend([&term.name, " ", &number]);
        }
        let sign = if is_open { "≥" } else { "=" };
        format!("{text} {sign} {sum}")
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
