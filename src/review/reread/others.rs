//! What is decided about other things than cells, and decisions that have no place any more.

use std::collections::BTreeSet;

use crate::form::{CellKey, TableId};
use crate::review::name;
use crate::review::reread::misfit::Misfit;
use crate::review::reread::step::Step;
use crate::review::session::Session;
use crate::review::slot::{HeaderField, Slot, TableDecision};
use crate::rules::registry;

/// Tables and header fields: a table that was said to be missing and is read now is as nobody had said anything; what the
/// reviewer wrote into a header field stands, and is told where something else is read there now.
pub(super) fn look_at(old: &Session, new: &Session, step: &mut Step) {
    for table in TableId::ALL {
        let [was, is] = [old, new].map(|session| session.reading().editions.get(&table).copied());
        if was == is {
            continue;
        }
        let read = |edition: Option<_>| match edition {
            Some(edition) => format!("{edition} 年版"),
            None => "没有此表".to_owned(),
        };
        let misfit = |text| Misfit {
            slot: Slot::Table(table),
            place: table.short_name().to_owned(),
            text,
        };
        match new.decisions().table(table) {
            Some(TableDecision::Edition(edition)) if is == Some(edition) => {}
            Some(TableDecision::Missing) => {
                step.changes.push((Slot::Table(table), None));
                let text = format!("原认定报告没有此表；现识读为{}，认定已撤回", read(is));
                step.misfits.push(misfit(text));
            }
            Some(TableDecision::Edition(edition)) => {
                let [was, is] = [was, is].map(read);
                let text =
                    format!("原识读为{was}，认定为 {edition} 年版；现识读为{is}，仍用认定的");
                step.misfits.push(misfit(text));
            }
            None => {
                let text = format!("原识读为{}；现识读为{}", read(was), read(is));
                step.otherwise.push(misfit(text));
            }
        }
    }
    for field in HeaderField::ALL {
        let [was, is] =
            [old, new].map(|session| session.stated(field).map(|stated| stated.text.as_str()));
        let decided = new.decisions().header(field);
        if was == is || decided.is_some() && decided == is {
            continue;
        }
        let [was, is] = [was, is].map(|text| text.unwrap_or("没有读到"));
        let misfit = |text| Misfit {
            slot: Slot::Header(field),
            place: field.name().to_owned(),
            text,
        };
        match decided {
            Some(decided) => step.misfits.push(misfit(format!(
                "原识读“{was}”，更正为“{decided}”；现识读“{is}”，仍用更正的"
            ))),
            None => step
                .otherwise
                .push(misfit(format!("原识读“{was}”；现识读“{is}”"))),
        }
    }
}

/// Judgements that no longer speak of a finding. The other years' reports are not of this reading.
pub(super) fn look_at_findings(old: &Session, new: &Session, misfits: &mut Vec<Misfit>) {
    let judged = |slot: &Slot| match slot {
        Slot::Finding(key) if !registry::is_between_reports(key) => Some(key.clone()),
        _ => None,
    };
    for key in old.decisions().slots().filter_map(judged) {
        let Some(judgement) = old.judgement(&key) else {
            continue;
        };
        if new.judgement(&key).is_some() {
            continue;
        }
        let text_of = |session: &Session| {
            let mut findings = session.results().findings.iter();
            let finding = findings.find(|finding| finding.key == key);
            finding.map(|finding| finding.text.clone())
        };
        let fate = match text_of(new) {
            Some(_) => "数字变了，需要重新判定",
            None => "这个问题现在没有了",
        };
        misfits.push(Misfit {
            place: text_of(old).unwrap_or_else(|| key.clone()),
            slot: Slot::Finding(key),
            text: format!("判为{}；{fate}", judgement.verdict.name()),
        });
    }
}

/// Decisions about cells that the tables, as they are read now, do not have any more.
pub(super) fn look_at_stranded(old: &Session, new: &Session, misfits: &mut Vec<Misfit>) {
    let before: BTreeSet<&CellKey> = old.stranded().map(|(cell, _)| cell).collect();
    for (cell, decision) in new.stranded() {
        if before.contains(cell) {
            continue;
        }
        misfits.push(Misfit {
            slot: Slot::Cell(cell.clone()),
            place: name::place(new.sheet(), cell),
            text: format!(
                "定为 {}；现在的表里没有这一格，审定保留在文件里，不计入数据",
                name::value(decision.value)
            ),
        });
    }
}
