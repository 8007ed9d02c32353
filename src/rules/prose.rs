//! # prose-requests, prose-outcomes, prose-applicants, prose-disputes, prose-none, prose-documents, prose-sum, prose-share
//!
//! ## What they do
//! Say where a sentence of the report states a figure that no reading of the tables, or of the sentence itself, gives.
//!
//! ## Why
//! Office and reader took the figures from one place. Where sentence and table differ, one of them is wrong, and only
//! the table has rules of its own.
//!
//! ## Source
//! 政府信息公开条例 art. 50 asks for these figures; 国办公开办函〔2021〕30号 asks that text and tables agree.
//!
//! ## Example
//! `正文称“共收到政府信息公开申请6件”，表三 一、本年新收政府信息公开申请数量 总计为 5，差 1。`
//!
//! ## Limitations
//! What a sentence speaks of is read elsewhere and comes in as a [`Contradiction`]; these rules put it into words. A
//! sentence that may speak of something else is never a finding. Where the reader was not sure of a cell, the finding
//! stays undecided: the cell may be misread rather than the sentence wrong.

use crate::amount::Amount;
use crate::form::CellKey;
use crate::rules::outcome::{Finding, Severity, Verified};
use crate::rules::prose_doubt::{self, Doubt};
use crate::rules::quantity;
use crate::rules::rule::{Against, Contradiction, Input, Rule};
use crate::said::{Said, said};

const SOURCE: &str = "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号";

const fn rule(
    id: &'static str,
    title: &'static str,
    why: &'static str,
    severity: Severity,
) -> Rule<'static> {
    Rule {
        id,
        title,
        why,
        source: SOURCE,
        severity,
    }
}

/// The rules in the order in which their findings are listed.
pub const RULES: [Rule<'static>; 8] = [
    rule(
        "prose-requests",
        "正文与表三不符：收到、结转、办结",
        "正文写的申请件数应当与表三一致。",
        Severity::Warning,
    ),
    rule(
        "prose-outcomes",
        "正文与表三不符：办理结果",
        "正文写的办理结果应当与表三一致。",
        Severity::Warning,
    ),
    rule(
        "prose-applicants",
        "正文与表三不符：申请人",
        "正文写的申请人情况应当与表三的各列一致。",
        Severity::Warning,
    ),
    rule(
        "prose-disputes",
        "正文与表四不符",
        "正文写的行政复议、行政诉讼件数应当与表四一致。",
        Severity::Warning,
    ),
    rule(
        "prose-none",
        "正文称没有而表中有数",
        "正文称没有收到申请或没有发生复议、诉讼时，表中相应的数应当是 0。",
        Severity::Warning,
    ),
    rule(
        "prose-documents",
        "正文与表二不符",
        "正文写的规章、规范性文件和处理决定数量应当与表二一致。",
        Severity::Warning,
    ),
    rule(
        "prose-sum",
        "正文前后数字不符",
        "分项之和应当等于总数，同一事项前后应当是同一个数。",
        Severity::Warning,
    ),
    rule(
        "prose-share",
        "正文的占比与件数不符",
        "占比应当由件数算得出来。",
        Severity::Hint,
    ),
];

/// What the reviewer marks: no rule of its own finds it, so it is none of [`RULES`].
pub const MISSED: Rule<'static> = rule(
    "prose-missed",
    "审定人标记的句子",
    "没有规则提到这句话，审定人认为它应当与表格核对。",
    Severity::Warning,
);

/// The findings about the prose.
#[must_use]
pub fn check(input: &Input) -> Vec<Finding> {
    RULES
        .iter()
        .flat_map(|rule| {
            let of_rule = input.given.prose.iter().filter(|said| said.rule == rule.id);
            of_rule.map(|said| finding(input, rule, said))
        })
        .collect()
}

fn finding(input: &Input, rule: &Rule, said: &Contradiction) -> Finding {
    let cells = match &said.against {
        Against::Cells { cells, .. } | Against::Share { cells, .. } => cells.clone(),
        Against::Parts(_) | Against::SameItem { .. } => Vec::new(),
    };
    let subject = match said.occurrence {
        0 | 1 => said.said.clone(),
        n => format!("{}#{n}", said.said),
    };
    let table = cells.first().map(|cell| cell.table);
    let right = match &said.against {
        Against::Cells { sums, .. } => sums.first().copied(),
        Against::Parts(parts) => Some(Amount::sum(parts.iter().copied())),
        Against::SameItem { first, .. } => Some(*first),
        Against::Share { .. } => None,
    };
    let stated = match &said.against {
        Against::Cells { .. } => Some(said.stated),
        _ => None,
    };
    let doubt = prose_doubt::of(input, &cells, stated);
    let mut sentence = sentence(input, said);
    sentence.push(&doubt.map_or_else(Said::default, Doubt::said));
    Finding {
        outcome: if doubt.is_some() {
            Verified::Undecided
        } else {
            Verified::Broken
        },
        left: right.map(|_| said.stated),
        right,
        spans: said.spans.clone(),
        ..rule.finding(&subject, table, cells, sentence)
    }
}

fn sentence(input: &Input, said: &Contradiction) -> Said {
    let mut sentence = Said::new(
        format!("正文称“{}”，", said.said),
        format!("The text says “{}”", said.said),
    );
    let stated = said.stated;
    let more = match &said.against {
        Against::Cells { cells, sums } => against_cells(input, stated, cells, sums),
        Against::Parts(parts) => {
            let terms: Vec<String> = parts.iter().map(ToString::to_string).collect();
            let terms = terms.join(" + ");
            let sum = Amount::sum(parts.iter().copied());
            let gap = Amount::distance(sum, stated);
            said!(
                "各分项之和 {terms} = {sum}，与 {stated} 差 {gap}。",
                "; its parts {terms} = {sum} differ from {stated} by {gap}."
            )
        }
        Against::SameItem { item, first } => {
            let gap = Amount::distance(*first, stated);
            said!(
                "而另一处的分项中{item}为 {first}，差 {gap}。",
                "; elsewhere “{item}” is {first}, the difference is {gap}."
            )
        }
        Against::Share { count, base, .. } => {
            let percent = percent(*count, *base);
            said!(
                "按 {base} 件计算，{count} 件占 {percent}%，按其他合理的总数计算也不是这个占比。",
                "; {count} of {base} are {percent}%, and no other sensible total gives this share either."
            )
        }
    };
    sentence.push(&more);
    sentence
}

fn against_cells(input: &Input, stated: Amount, cells: &[CellKey], sums: &[Amount]) -> Said {
    let Some(sum) = sums.first() else {
        return Said::new("与表中的数不符。", ", which does not agree with the table.");
    };
    let Said { chinese, english } = quantity::sentence(input, cells, *sum);
    let gap = Amount::distance(*sum, stated);
    let mut said = Said::new(
        format!("{chinese}，差 {gap}。"),
        format!("; {english}. The difference is {gap}."),
    );
    let others: Vec<String> = sums
        .iter()
        .skip(1)
        .filter(|other| !other.equals(*sum))
        .map(ToString::to_string)
        .collect();
    let others = match others.as_slice() {
        [] => Said::default(),
        others => Said::new(
            format!("按其他口径计算为 {}，也不相符。", others.join("、")),
            format!(
                " Counted on another basis it is {}, which does not agree either.",
                others.join(", ")
            ),
        ),
    };
    for more in [
        quantity::coincidence(input, cells, stated),
        quantity::blanks(input, cells),
        others,
        mended(input, cells, stated),
    ] {
        said.push(&more);
    }
    said
}

/// How many broken equations would hold if the only cell were the number stated: then the table is the one to doubt.
fn mended(input: &Input, cells: &[CellKey], stated: Amount) -> Said {
    let n_mended = match cells {
        [cell] => prose_doubt::n_mended(input, cell, stated),
        _ => 0,
    };
    match n_mended {
        0 => Said::default(),
        n => said!(
            "若表中为 {stated}，{n} 条不成立的勾稽关系即可成立。",
            " If the table had {stated}, equations now broken that would hold: {n}."
        ),
    }
}

/// The percentage with two decimals, cut off.
fn percent(count: Amount, base: Amount) -> String {
    let (Some(count), Some(base)) = (count.to_i64(), base.to_i64()) else {
        return String::new();
    };
    let Some(hundredths) = count.saturating_mul(10_000).checked_div(base) else {
        return String::new();
    };
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
