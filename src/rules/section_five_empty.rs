//! # section-five-empty
//!
//! ## What it does
//! Points at a section five, 存在的主要问题及改进情况, that says 无 or next to nothing.
//!
//! ## Why
//! 政府信息公开条例 asks every office to name its problems and how it mends them; supervising offices send such reports
//! back.
//!
//! ## Source
//! 《政府信息公开条例》 art. 50 no. 5; 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号: section five.
//!
//! ## Example
//! `“五、存在的主要问题及改进情况”的内容只有“无。”，应当写明问题和改进情况。`
//!
//! ## Limitations
//! Only length is judged, not what is said. A text that ends with the heading may have been cut short: no finding.

use crate::rules::outcome::{Finding, Severity};
use crate::rules::rule::{CodedRule, Input, Rule};
use crate::rules::sections;
use crate::said::{Said, said};

/// The rule.
pub const RULE: CodedRule = CodedRule {
    rule: Rule {
        id: "section-five-empty",
        title: "第五部分没有内容",
        why: "年度报告应当写明存在的主要问题和改进情况，写“无”或几个字等于没有写。",
        source: "《政府信息公开条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号：第五部分",
        severity: Severity::Hint,
    },
    check,
};

/// The section.
const NUMBER: usize = 5;

/// Fewest characters that can name a problem.
const FEWEST: usize = 10;

/// Most characters that are quoted; a longer text of so few letters is a line drawn of dashes or dots.
const MOST_QUOTED: usize = 40;

fn check(input: &Input) -> Vec<Finding> {
    finding(input).into_iter().collect()
}

fn finding(input: &Input) -> Option<Finding> {
    let content = sections::content(input, NUMBER)?;
    if content.n_letters() >= FEWEST || content.may_be_cut() {
        return None;
    }
    let said = if content.n_letters() == 0 || content.words.chars().count() > MOST_QUOTED {
        Said::new("没有内容", "is empty")
    } else {
        let words = &content.words;
        said!("的内容只有“{words}”", "says only “{words}”")
    };
    let sentence = Said::new(
        format!(
            "“{}”{}，应当写明存在的问题和改进情况。",
            sections::title(NUMBER),
            said.chinese
        ),
        format!(
            "{} {}; it should state the problems and what is done about them.",
            sections::english(NUMBER),
            said.english
        ),
    );
    let mut finding = RULE.rule.finding("five", None, Vec::new(), sentence);
    finding.spans = vec![content.heading.span];
    Some(finding)
}
