//! What is decided about other things than cells, and decisions that have no place any more.

use std::collections::BTreeSet;

use crate::form::{CellKey, TableId};
use crate::review::name;
use crate::review::reread::misfit::Misfit;
use crate::review::reread::step::Step;
use crate::review::session::Session;
use crate::review::slot::{HeaderField, Slot, TableDecision};
use crate::rules::registry;
use crate::said::{Said, said};

/// Tables and header fields: a table that was said to be missing and is read now is as nobody had said anything; what the
/// reviewer wrote into a header field stands, and is told where something else is read there now.
pub(super) fn look_at(old: &Session, new: &Session, step: &mut Step) {
    for table in TableId::ALL {
        let [was, is] = [old, new].map(|session| session.reading().editions.get(&table).copied());
        if was == is {
            continue;
        }
        let read = |(edition, n_read): (Option<_>, usize)| match edition {
            Some(edition) => said!(
                " {edition} 年版，读出 {n_read} 格",
                "the edition of {edition}, {n_read} cells read"
            ),
            None => Said::new("没有此表", "missing"),
        };
        let n_read = [old, new].map(|session| n_read(session, table));
        let [was, is] =
            [(was, n_read[0]), (is, n_read[1])].map(|read_as| (read_as.0, read(read_as)));
        let misfit = |text| Misfit {
            slot: Slot::Table(table),
            place: Said::from([table.short_name(), table.english_name()]),
            text,
        };
        match new.decisions().table(table) {
            Some(TableDecision::Edition(edition)) if is.0 == Some(edition) => {}
            Some(TableDecision::Missing) => {
                step.changes.push((Slot::Table(table), None));
                step.misfits.push(misfit(Said::new(
                    format!("原认定报告没有此表；现识读为{}，认定已撤回", is.1),
                    format!(
                        "was declared missing by the reviewer; it is now read as {}, and the declaration is withdrawn",
                        is.1.english
                    ),
                )));
            }
            Some(TableDecision::Edition(edition)) => {
                step.misfits.push(misfit(Said::new(
                    format!(
                        "原识读为{}，认定为 {edition} 年版；现识读为{}，仍用认定的",
                        was.1, is.1
                    ),
                    format!(
                        "was read as {}, decided to be of {edition}; it is read as {} now, the decision stands",
                        was.1.english, is.1.english
                    ),
                )));
            }
            None => {
                step.otherwise.push(misfit(Said::new(
                    format!("原识读为{}；现识读为{}", was.1, is.1),
                    format!("was {}; it is {} now", was.1.english, is.1.english),
                )));
            }
        }
    }
    look_at_header(old, new, step);
}

/// Header fields: what the reviewer wrote into one stands, and is told where something else is read there now.
fn look_at_header(old: &Session, new: &Session, step: &mut Step) {
    for field in HeaderField::ALL {
        let [was, is] =
            [old, new].map(|session| session.stated(field).map(|stated| stated.text.as_str()));
        let decided = new.decisions().header(field);
        if was == is || decided.is_some() && decided == is {
            continue;
        }
        let read = |text: Option<&str>| match text {
            Some(text) => Said::same(format!("“{text}”")),
            None => Said::new("没有读到", "not read"),
        };
        let [was, is] = [was, is].map(read);
        let misfit = |text| Misfit {
            slot: Slot::Header(field),
            place: Said::from([field.name(), field.english()]),
            text,
        };
        match decided {
            Some(decided) => step.misfits.push(misfit(Said::new(
                format!("原识读：{was}，更正为“{decided}”；现识读：{is}，仍用更正的"),
                format!(
                    "was read as {}, corrected to “{decided}”; now: {}, the correction stands",
                    was.english, is.english
                ),
            ))),
            None => step.otherwise.push(misfit(Said::new(
                format!("原识读：{was}；现识读：{is}"),
                format!("was read as {}; now: {}", was.english, is.english),
            ))),
        }
    }
}

/// How many cells of a table are read.
fn n_read(session: &Session, table: TableId) -> usize {
    let cells = session.reading().cells.iter();
    let read = cells.filter(|(cell, found)| cell.table == table && !found.value.is_unread());
    read.count()
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
            finding.map(|finding| Said::new(&finding.text, &finding.english))
        };
        let [fate, in_english] = match text_of(new) {
            Some(_) => [
                "数字变了，需要重新判定",
                "its figures changed: judge it again",
            ],
            None => ["这个问题现在没有了", "this problem is gone"],
        };
        let verdict = judgement.verdict;
        misfits.push(Misfit {
            place: text_of(old).unwrap_or_else(|| Said::same(&key)),
            slot: Slot::Finding(key),
            text: Said::new(
                format!("判为{}；{fate}", verdict.name()),
                format!("judged “{}”; {in_english}", verdict.english()),
            ),
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
            text: {
                let value = name::value(decision.value);
                Said::new(
                    format!("定为 {value}；现在的表里没有这一格，审定保留在文件里，不计入数据"),
                    format!(
                        "decided to be {}; the tables do not have this cell now, the decision stays in the file but is not part of the data",
                        value.english
                    ),
                )
            },
        });
    }
}
