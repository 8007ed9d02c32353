//! The problem list (问题清单): what the office that wrote a report is to look at, as a pure function of the review.
//!
//! Only what the report itself says is in it. A cell that was misread and corrected has no finding any more, so it is not
//! in the list; findings judged 误报 are left out and counted; what nobody could check is said, not passed over.

use std::collections::BTreeMap;

use crate::export::place::{name, place};
use crate::export::suggestion::{alternative, suggestion};
use crate::form::{CellKey, TableId};
use crate::repair::BlockRepairs;
use crate::review::judged::{
    ABOUT_THE_READING, Judged, is_settled, is_source_error, judged, verdict,
};
use crate::review::state::{self, CellState};
use crate::review::{HeaderField, Session, Verdict, status};
use crate::rules::{Finding, Severity, Verified, registry, summary};

/// What the session does not know about the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who reviewed; used where the report is not signed off.
    pub reviewer: String,
    /// The day of the list, such as 2024年1月9日.
    pub day: String,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemList {
    /// The office; empty if it is not known.
    pub office: String,
    /// The report year; empty if it is not known.
    pub year: String,
    /// Name of the report's file.
    pub report: String,
    /// Who reviewed; empty if nobody said.
    pub reviewer: String,
    /// The day of the list.
    pub day: String,
    /// Whether the report is signed off.
    pub is_signed_off: bool,
    /// The problems: the office's own errors first, then worst first, in the order of the form.
    pub rows: Vec<ListedProblem>,
    /// How many findings are left out because they were judged 误报.
    pub n_false_alarms: usize,
    /// What could not be checked, as sentences.
    pub not_checked: Vec<String>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedProblem {
    /// Its number in the list, from 1.
    pub number: usize,
    /// What the reviewer said about it.
    pub standing: Judged,
    /// How bad it is.
    pub severity: Severity,
    /// 表二, 表三, 表四 or 正文.
    pub table: String,
    /// Row, column or cells, or the line of the text.
    pub place: String,
    /// What is wrong, in a few words.
    pub wrong: String,
    /// The figures that show it, in a sentence.
    pub figures: String,
    /// What would mend it.
    pub suggestion: String,
}

/// How the list names a severity.
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Hint => "提示",
    }
}

/// The list for the office. `repairs` is the answer of the repair search for the session as it stands.
#[must_use]
pub fn problem_list(session: &Session, repairs: &[BlockRepairs], facts: &Facts) -> ProblemList {
    let findings = &session.results().findings;
    let mut rows: Vec<ListedProblem> = Vec::new();
    for finding in findings {
        if let Some(standing) = judged(session, finding) {
            rows.push(row(session, repairs, finding, standing));
        }
    }
    rows.extend(lone_cells(session));
    rows.sort_by_key(|row| (row.standing, std::cmp::Reverse(row.severity)));
    for (number, row) in (1..).zip(&mut rows) {
        row.number = number;
    }
    let is_false_alarm =
        |finding: &&Finding| verdict(session, finding) == Some(Verdict::FalseAlarm);
    let header = |field| session.header(field).unwrap_or_default().to_owned();
    let signed = session.sign_off();
    ProblemList {
        office: header(HeaderField::Office),
        year: header(HeaderField::Year),
        report: session.source().name.clone(),
        reviewer: signed.map_or_else(|| facts.reviewer.clone(), |sign| sign.by.clone()),
        day: facts.day.clone(),
        is_signed_off: signed.is_some(),
        n_false_alarms: findings.iter().filter(is_false_alarm).count(),
        not_checked: not_checked(session),
        rows,
    }
}

impl ProblemList {
    /// The heading: `青岚县白榆镇人民政府 2022 年度报告问题清单`.
    #[must_use]
    pub fn title(&self) -> String {
        let office = if self.office.is_empty() {
            "（机关名称未识读）"
        } else {
            &self.office
        };
        match self.year.as_str() {
            "" => format!("{office} 政府信息公开工作年度报告问题清单"),
            year => format!("{office} {year} 年政府信息公开工作年度报告问题清单"),
        }
    }

    /// Who and when, and how far the review is: label and content, in order.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let known = |text: &str| match text {
            "" => "（未填）".to_owned(),
            text => text.to_owned(),
        };
        let state = if self.is_signed_off {
            "已审定完成"
        } else {
            "尚未审定完成"
        };
        vec![
            ("机关", known(&self.office)),
            ("年度", known(&self.year)),
            ("报告文件", known(&self.report)),
            ("审定人", known(&self.reviewer)),
            ("日期", known(&self.day)),
            ("审定状态", state.to_owned()),
            ("问题数", self.counts_text()),
        ]
    }

    /// How many entries there are of each standing: `6 条：原文如此 2，尚未判定 4`. What there is none of is left out.
    fn counts_text(&self) -> String {
        let standings = [Judged::Published, Judged::Open, Judged::Doubtful];
        let parts: Vec<String> = standings
            .iter()
            .map(|standing| {
                let n = self.rows.iter().filter(|row| row.standing == *standing);
                (standing.name(), n.count())
            })
            .filter(|(_, n)| *n > 0)
            .map(|(name, n)| format!("{name} {n}"))
            .collect();
        let mut text = format!("{} 条", self.rows.len());
        if !parts.is_empty() {
            text = format!("{text}：{}", parts.join("，"));
        }
        if self.n_false_alarms > 0 {
            text = format!("{text}；另有 {} 条判为误报，未列入", self.n_false_alarms);
        }
        text
    }
}

fn row(
    session: &Session,
    repairs: &[BlockRepairs],
    finding: &Finding,
    standing: Judged,
) -> ListedProblem {
    let place = place(session, finding);
    let table = finding.table.map_or("正文", TableId::short_name);
    let head = format!("{table} {place}：");
    let figures = finding.text.strip_prefix(&head).unwrap_or(&finding.text);
    let rule = registry::by_id(&finding.rule);
    ListedProblem {
        number: 0,
        standing,
        severity: finding.severity,
        table: table.to_owned(),
        wrong: rule.map_or_else(String::new, |rule| rule.title.to_owned()),
        figures: figures.to_owned(),
        suggestion: suggestion(session, repairs, finding),
        place,
    }
}

/// Cells judged 原文如此 that no listed finding names: an error only the eye saw.
fn lone_cells(session: &Session) -> Vec<ListedProblem> {
    let findings = &session.results().findings;
    let is_listed = |cell: &CellKey| {
        findings
            .iter()
            .any(|finding| finding.cells.contains(cell) && judged(session, finding).is_some())
    };
    let cells = status::cells_in_order(session);
    cells
        .iter()
        .filter(|cell| is_source_error(session, cell) && !is_listed(cell))
        .map(|cell| {
            let decision = session.decision(cell);
            let note = decision.map_or("", |decision| decision.note.as_str());
            let printed = session.reading().cell(cell);
            let printed = printed.map_or("", |found| found.printed.trim());
            ListedProblem {
                number: 0,
                standing: Judged::Published,
                severity: Severity::Warning,
                table: cell.table.short_name().to_owned(),
                place: name(session, cell),
                wrong: "审定人认定原文有误".to_owned(),
                figures: match printed {
                    "" => "原文此处空白。".to_owned(),
                    printed => format!("原文为“{printed}”。"),
                },
                suggestion: match (alternative(session, cell), note) {
                    (Some(text), _) => format!("{text}。"),
                    (None, "") => "请核对此数。".to_owned(),
                    (None, note) => format!("{note}。请核对此数。"),
                },
            }
        })
        .collect()
}

/// What nobody could check: unread cells, missing tables, undecided and conditional equations, cells without a rule.
fn not_checked(session: &Session) -> Vec<String> {
    let about_reading = session.results().findings.iter().filter(|finding| {
        let judged = verdict(session, finding);
        ABOUT_THE_READING.contains(&finding.rule.as_str())
            && !is_settled(judged)
            && judged != Some(Verdict::FalseAlarm)
    });
    let mut lines: Vec<String> = about_reading.map(|finding| finding.text.clone()).collect();
    for table in summary::per_table(session.results()) {
        lines.extend(table.undecided_line());
        lines.extend(table.conditional_line());
    }
    let unchecked = session.results().findings.iter().filter(|finding| {
        finding.outcome == Verified::Undecided
            && !registry::is_arithmetic(&finding.rule)
            && session.is_open(finding)
    });
    lines.extend(unchecked.map(|finding| finding.text.clone()));
    lines.extend(not_looked_at(session));
    lines
}

/// What is said of cells that nobody has held against the print, by how they stand.
const NOT_LOOKED_AT: [(CellState, &str); 5] = [
    (
        CellState::Uncertain,
        "格待核：识读没有把握，也没有经审定人核对。",
    ),
    (
        CellState::Estimated,
        "格是估计的数：只是满足勾稽关系，没有与原文核对，不一定是报告上的数。",
    ),
    (CellState::Doubtful, "格由审定人存疑，留待查清。"),
    (
        CellState::Deduced,
        "格是由勾稽关系推得的数，没有与原文核对。",
    ),
    (
        CellState::EyeOnly,
        "格不受任何勾稽关系约束，也没有经审定人逐格确认。",
    ),
];

fn not_looked_at(session: &Session) -> Vec<String> {
    let mut counted: BTreeMap<(TableId, CellState), usize> = BTreeMap::new();
    for cell in session.sheet().cells.keys() {
        let state = state::cell_state(session, cell);
        *counted.entry((cell.table, state)).or_insert(0) += 1;
    }
    let said = |table: TableId, (state, text): (CellState, &str)| {
        let n = counted.get(&(table, state))?;
        Some(format!("{}有 {n} {text}", table.short_name()))
    };
    let lines = TableId::ALL
        .into_iter()
        .flat_map(|table| NOT_LOOKED_AT.map(|line| said(table, line)));
    lines.flatten().collect()
}
