//! What the sentences of the report say about the tables, in words for the reviewer: pure functions of a session.

use crate::claims::{ClaimResult, Judged};
use crate::form::CellKey;
use crate::review::name;
use crate::review::session::Session;
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
    pub text: String,
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
    let (standing, text) = match judged {
        Judged::Agrees { cells } if cells.is_empty() => {
            (Comparison::Agrees, "与正文的其他数字一致。".to_owned())
        }
        Judged::Agrees { cells } => (
            Comparison::Agrees,
            format!("与表格一致：{}。", figures(session, cells)),
        ),
        Judged::Disagrees { cells, .. } if cells.is_empty() => {
            (Comparison::Disagrees, "与正文的其他数字不一致。".to_owned())
        }
        Judged::Disagrees { cells, .. } => (
            Comparison::Disagrees,
            format!("与表格不一致：{}。", figures(session, cells)),
        ),
        Judged::NoCell { cells } if cells.is_empty() => (
            Comparison::NotComparable,
            "在表格里没有可比的数，没有比较。".to_owned(),
        ),
        Judged::NoCell { cells } => (
            Comparison::NotComparable,
            format!(
                "没有比较，因为表格里的数没有读出：{}。",
                figures(session, cells)
            ),
        ),
        Judged::NotUnderstood { cells } => (
            Comparison::NotComparable,
            format!(
                "口径可能与表格不同，没有比较。最接近的是：{}。",
                figures(session, cells)
            ),
        ),
    };
    let finding = finding_of(session, claim.span).filter(|_| standing == Comparison::Disagrees);
    Statement {
        span: claim.span,
        standing,
        said: claim.text.clone(),
        text: finding.map_or_else(
            || format!("正文“{}”{text}", claim.text),
            |(_, text)| text.to_owned(),
        ),
        cells: judged.cells().to_vec(),
        finding: finding.map(|(key, _)| key.to_owned()),
    }
}

/// Key and text of the finding about the sentence at `span`.
fn finding_of(session: &Session, span: Span) -> Option<(&str, &str)> {
    let mut findings = session.results().findings.iter();
    let found = findings.find(|finding| {
        finding.rule.starts_with("prose-") && finding.spans.first() == Some(&span)
    })?;
    Some((&found.key, &found.text))
}

/// `表三 一、本年新收政府信息公开申请数量 总计 28`; several cells are added up by the reader's eye.
fn figures(session: &Session, cells: &[CellKey]) -> String {
    let named = cells.iter().take(MOST_NAMES).map(|cell| {
        let place = name::place(session.sheet(), cell);
        format!("{place} {}", name::value(session.value(cell)))
    });
    let mut text = named.collect::<Vec<_>>().join("，");
    if cells.len() > MOST_NAMES {
        text.push_str("等 ");
        text.push_str(&cells.len().to_string());
        text.push_str(" 格之和");
    }
    text
}
