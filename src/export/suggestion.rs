//! What would mend a problem.

use crate::export::place::name;
use crate::form::{CellKey, TableId};
use crate::repair::BlockRepairs;
use crate::review::Session;
use crate::rules::{Finding, registry};

/// The alternative the reviewer gave, else the only smallest change that satisfies everything, else what to look at.
pub(crate) fn suggestion(session: &Session, repairs: &[BlockRepairs], finding: &Finding) -> String {
    let alternatives: Vec<String> = finding
        .cells
        .iter()
        .filter_map(|cell| alternative(session, cell))
        .collect();
    if !alternatives.is_empty() {
        return format!("{}。", alternatives.join("；"));
    }
    if let Some(change) = only_change(session, repairs, finding) {
        return change;
    }
    let note = session.judgement(&finding.key).map(|judged| &judged.note);
    let note = note.filter(|note| !note.is_empty());
    let general = if finding.rule.starts_with("prose-") {
        "请核对正文与表格，更正其中有误的一处。"
    } else if registry::is_between_reports(&finding.key) {
        "请核对所对照的各份报告，更正其中有误的一份。"
    } else if finding.table == Some(TableId::Disputes) && finding.left.is_some() {
        "勾稽关系不能指出是哪一格有误，请逐格对照台账。"
    } else if finding.left.is_some() {
        "请核对所列各数，更正后等式两边应相等。"
    } else {
        "请核对所列各数；确系实情的，请说明。"
    };
    match note {
        Some(note) => format!("{note}。{general}"),
        None => general.to_owned(),
    }
}

/// What the reviewer says should stand in a cell judged 原文如此.
pub(crate) fn alternative(session: &Session, cell: &CellKey) -> Option<String> {
    let amount = session.decision(cell)?.alternative?;
    let now = session.value(cell).number();
    let now = now.map_or(String::new(), |now| format!("，现为 {now}"));
    Some(format!("{} 应为 {amount}{now}", name(session, cell)))
}

fn only_change(session: &Session, repairs: &[BlockRepairs], finding: &Finding) -> Option<String> {
    let closes = |repairs: &&BlockRepairs| {
        let proposals = repairs.proposals.iter();
        repairs.n_smallest == 1
            && proposals
                .filter(|proposal| proposal.is_smallest)
                .any(|proposal| proposal.closes.contains(&finding.key))
    };
    let found = repairs.iter().find(closes)?;
    let proposal = found
        .proposals
        .iter()
        .find(|p| p.is_smallest && !p.is_family)?;
    let changes: Vec<String> = proposal
        .changes
        .iter()
        .map(|change| {
            let now = session.value(&change.cell).number();
            let now = now.map_or("空白或未识读".to_owned(), |now| now.to_string());
            format!(
                "{} 由 {now} 改为 {}",
                name(session, &change.cell),
                change.to
            )
        })
        .collect();
    // What may have happened to the layout instead is no misprint of the office.
    let only = match found.rival() {
        Some(damage) => format!("改动最少的办法；也可能是{}，请对照原文", damage.label()),
        None => "改动同样少的办法没有第二种，但不一定就是实情".to_owned(),
    };
    Some(format!(
        "仅供参考，以台账为准：{}，即可满足全部勾稽关系（{only}）。",
        changes.join("；")
    ))
}
