//! An [`Edit`] becomes a step: the slots it changes and what they hold afterwards. Nothing is changed here.

mod cells;
mod step;

use crate::form::{EditionId, TableId, catalogue};
use crate::review::apply::step::Step;
use crate::review::edit::{Edit, Refusal, Stamp};
use crate::review::fingerprint::Fingerprint;
use crate::review::journal::{Entry, Record};
use crate::review::missed;
use crate::review::problems::{self, ProblemKind};
use crate::review::session::Session;
use crate::review::slot::{HeaderField, Held, Judgement, SignOff, Slot, TableDecision};
use crate::review::verdict::Verdict;
use crate::source::Span;

impl Session {
    /// Makes a step and checks everything anew. A step that would change nothing leaves no trace.
    ///
    /// # Errors
    /// A sentence for the reviewer; nothing has changed then.
    pub fn apply(&mut self, edit: Edit, stamp: &Stamp) -> Result<(), Refusal> {
        let step = plan(self, edit, stamp)?;
        let changes = step.changes_against(self.decisions());
        if !changes.is_empty() {
            self.add(Record::Do(Entry {
                label: step.label,
                changes,
                stamp: stamp.clone(),
            }));
        }
        Ok(())
    }
}

/// The step that `edit` asks for.
fn plan(session: &Session, edit: Edit, stamp: &Stamp) -> Result<Step, Refusal> {
    if session.sign_off().is_some() && !matches!(edit, Edit::Reopen) {
        return Err(Refusal::SignedOff);
    }
    match edit {
        Edit::Enter {
            cell,
            text,
            origin,
            spans,
        } => cells::enter(session, &cell, &text, origin, spans),
        Edit::EnterMany {
            label,
            cells,
            origin,
        } => cells::enter_many(session, label, &cells, origin),
        Edit::Place {
            label,
            cells,
            verdict,
        } => cells::place(session, label, cells, verdict),
        Edit::Judge {
            cells,
            verdict,
            note,
        } => cells::judge(session, &cells, verdict, &note),
        Edit::Alternative { cell, amount } => cells::alternative(session, &cell, amount),
        Edit::Note { cell, note } => cells::remark(session, &cell, note),
        Edit::Remarks { label, notes } => cells::remarks(session, label, notes),
        Edit::Withdraw { cells } => Ok(cells::withdraw(session, &cells)),
        Edit::JudgeFinding { key, verdict, note } => judge_finding(session, key, verdict, note),
        Edit::MarkSentence { span } => mark_sentence(session, span),
        Edit::WithdrawFinding { key } => Ok(Step::one(
            "撤回问题判定".to_owned(),
            Slot::Finding(key),
            None,
        )),
        Edit::SetHeader { field, text } => set_header(field, &text),
        Edit::AddTable { table, edition } => add_table(table, edition),
        Edit::MissingTable { table } => Ok(missing_table(session, table)),
        Edit::WithdrawTable { table } => Ok(Step::one(
            format!("撤回对{}的认定", table.short_name()),
            Slot::Table(table),
            None,
        )),
        Edit::SignOff { force } => sign_off(session, force, stamp),
        Edit::Reopen if session.sign_off().is_none() => Err(Refusal::NotSignedOff),
        Edit::Reopen => Ok(Step::one("重新打开审定".to_owned(), Slot::Report, None)),
    }
}

fn judge_finding(
    session: &Session,
    key: String,
    verdict: Verdict,
    note: String,
) -> Result<Step, Refusal> {
    let fingerprint = session.fingerprint(&key).ok_or(Refusal::NoSuchFinding)?;
    let judgement = Judgement {
        verdict,
        note,
        fingerprint: fingerprint.to_owned(),
    };
    Ok(Step::one(
        format!("问题判为“{}”", verdict.name()),
        Slot::Finding(key),
        Some(Held::Judgement(judgement)),
    ))
}

fn mark_sentence(session: &Session, span: Span) -> Result<Step, Refusal> {
    let text = &session.source().text;
    let key = missed::key(text, span).ok_or(Refusal::NoSentence)?;
    let slot = Slot::Finding(key.clone());
    if session.decisions().held(&slot).is_some() {
        return Ok(Step::one("取消标记应核对".to_owned(), slot, None));
    }
    let finding = missed::finding(text, &key).ok_or(Refusal::NoSentence)?;
    let judgement = Judgement {
        verdict: Verdict::Doubtful,
        note: String::new(),
        fingerprint: Fingerprint::of(&finding, session.sheet()).kept().to_owned(),
    };
    let held = Held::Judgement(judgement);
    Ok(Step::one("标记句子应核对".to_owned(), slot, Some(held)))
}

fn set_header(field: HeaderField, text: &str) -> Result<Step, Refusal> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if field == HeaderField::Year && !text.is_empty() && !is_year {
        return Err(Refusal::NotAYear(text));
    }
    let label = if text.is_empty() {
        format!("{}：恢复识读结果", field.name())
    } else {
        format!("{}：改为“{text}”", field.name())
    };
    let after = (!text.is_empty()).then_some(Held::Text(text));
    Ok(Step::one(label, Slot::Header(field), after))
}

fn add_table(table: TableId, edition: EditionId) -> Result<Step, Refusal> {
    if catalogue::table(edition, table).is_none() {
        return Err(Refusal::UnknownEdition(edition, table));
    }
    Ok(Step::one(
        format!("{}：按 {edition} 年版录入", table.short_name()),
        Slot::Table(table),
        Some(Held::Table(TableDecision::Edition(edition))),
    ))
}

fn missing_table(session: &Session, table: TableId) -> Step {
    let label = format!("{}：确认报告没有此表", table.short_name());
    let mut step = Step::one(
        label,
        Slot::Table(table),
        Some(Held::Table(TableDecision::Missing)),
    );
    let about_it = session
        .results()
        .findings
        .iter()
        .filter(|finding| finding.rule == "table-missing" && finding.table == Some(table));
    for finding in about_it {
        if let Some(fingerprint) = session.fingerprint(&finding.key) {
            let judgement = Judgement {
                verdict: Verdict::Confirmed,
                note: String::new(),
                fingerprint: fingerprint.to_owned(),
            };
            step.after.insert(
                Slot::Finding(finding.key.clone()),
                Some(Held::Judgement(judgement)),
            );
        }
    }
    step
}

fn sign_off(session: &Session, force: bool, stamp: &Stamp) -> Result<Step, Refusal> {
    let open = problems::counts(session);
    let is_forced = open.need_force();
    if is_forced && !force {
        return Err(Refusal::StillOpen(open));
    }
    let sign_off = SignOff {
        by: stamp.by.clone(),
        at_secs: stamp.at_secs,
        forced: is_forced,
        left_open: open.sum(ProblemKind::needs_force),
        never_looked_at: open.of(ProblemKind::EyeOnly),
        open,
    };
    let label = if is_forced {
        "强制完成审定"
    } else {
        "完成审定"
    };
    Ok(Step::one(
        label.to_owned(),
        Slot::Report,
        Some(Held::SignOff(sign_off)),
    ))
}
