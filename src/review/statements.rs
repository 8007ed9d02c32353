//! What the sentences of the report say about the tables, in words for the reviewer: pure functions of a session.

use crate::claims::{ClaimResult, Judged};
use crate::form::CellKey;
use crate::review::name;
use crate::review::session::Session;
use crate::rules::Finding;
use crate::said::{Said, said};
use crate::source::Span;

/// Most cells a sentence names one by one.
const MOST_NAMES: usize = 3;

/// A sentence that states a figure, and how it compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Where it stands.
    pub span: Span,
    /// How it compares.
    pub standing: Comparison,
    /// The sentence without white space.
    pub said: String,
    /// What was read, what it was compared with and how that came out.
    pub text: Said,
    /// The cells it speaks of.
    pub cells: Vec<CellKey>,
    /// Key of the finding that it contradicts something, if there is one.
    pub finding: Option<String>,
}

/// How a sentence compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// With what it speaks of.
    Agrees,
    /// With nothing it can mean.
    Disagrees,
    /// There is nothing to compare it with, or it may mean something else.
    NotComparable,
}

/// The sentences with figures, in text order.
#[must_use]
pub fn statements(session: &Session) -> Vec<Statement> {
    let claims = session.claims();
    let mut statements: Vec<Statement> = claims
        .iter()
        .map(|result| statement(session, result))
        .collect();
    statements.sort_by_key(|statement| statement.span);
    statements
}

fn statement(session: &Session, result: &ClaimResult) -> Statement {
    let ClaimResult { claim, judged } = result;
    let (standing, chinese, english) = match judged {
        Judged::Agrees { cells } if cells.is_empty() => (
            Comparison::Agrees,
            "与正文的其他数字一致。",
            "agrees with the other figures of the text.",
        ),
        Judged::Agrees { .. } => (
            Comparison::Agrees,
            "与表格一致：{}。",
            "agrees with the tables: {}.",
        ),
        Judged::Disagrees { cells, .. } if cells.is_empty() => (
            Comparison::Disagrees,
            "与正文的其他数字不一致。",
            "contradicts other figures of the text.",
        ),
        Judged::Disagrees { .. } => (
            Comparison::Disagrees,
            "与表格不一致：{}。",
            "contradicts the tables: {}.",
        ),
        Judged::NoCell { cells } if cells.is_empty() => (
            Comparison::NotComparable,
            "在表格里没有可比的数，没有比较。",
            "has nothing to compare with in the tables.",
        ),
        Judged::NoCell { .. } => (
            Comparison::NotComparable,
            "没有比较，因为表格里的数没有读出：{}。",
            "was not compared because the figures in the tables were not read: {}.",
        ),
        Judged::NotUnderstood { .. } => (
            Comparison::NotComparable,
            "口径可能与表格不同，没有比较。最接近的是：{}。",
            "may be counted on another basis than the tables and was not compared. The nearest figure is: {}.",
        ),
    };
    let figures = figures(session, judged.cells());
    let said = &claim.text;
    let text = Said::new(
        format!("正文“{said}”{}", chinese.replace("{}", &figures.chinese)),
        format!("“{said}” {}", english.replace("{}", &figures.english)),
    );
    let finding = finding_of(session, claim.span).filter(|_| standing == Comparison::Disagrees);
    Statement {
        span: claim.span,
        standing,
        said: claim.text.clone(),
        text: finding.map_or(text, |finding| Said::new(&finding.text, &finding.english)),
        cells: judged.cells().to_vec(),
        finding: finding.map(|finding| finding.key.clone()),
    }
}

/// The finding about the sentence at `span`.
fn finding_of(session: &Session, span: Span) -> Option<&Finding> {
    let mut findings = session.results().findings.iter();
    findings
        .find(|finding| finding.rule.starts_with("prose-") && finding.spans.first() == Some(&span))
}

/// `表三 一、本年新收政府信息公开申请数量 总计 28`; several cells are added up by the reader's eye.
fn figures(session: &Session, cells: &[CellKey]) -> Said {
    let named = cells.iter().take(MOST_NAMES).map(|cell| {
        let place = name::place(session.sheet(), cell);
        let value = name::value(session.value(cell));
        Said::new(
            format!("{place} {value}"),
            format!("{} {}", place.english, value.english),
        )
    });
    let mut said = Said::joined(&named.collect::<Vec<_>>(), ["，", "; "]);
    if cells.len() > MOST_NAMES {
        let n = cells.len();
        said.push(&said!("，共 {n} 格相加", ", the sum of {n} cells"));
    }
    said
}
