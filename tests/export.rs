//! The problem list for the office: what is in it, in which order, and that both files can be read again.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::Path;

use gouji::amount::Amount;
use gouji::dataset;
use gouji::export::{ExportError, Facts, Judged, ProblemList, problem_list, write_problem_list};
use gouji::review::problems::{self, ProblemKind};
use gouji::review::proposals::proposals;
use gouji::review::{Edit, Session, Verdict};
use gouji::rules::Neighbours;
use gouji::source::{self, Span};
use gouji::value::Value;

use crate::common::{cell, enter, neighbour, session, stamp};

const BALANCE: &str = "requests-balance/natural_person";
const ROW: &str = "requests-row-total/received";
const READ: &str = "requests.received.natural_person";

fn after(edits: Vec<Edit>) -> Session {
    let mut session = session("");
    for edit in edits {
        session.apply(edit, &stamp()).unwrap();
    }
    session
}

fn list_of(session: &Session) -> ProblemList {
    let facts = Facts {
        reviewer: "审定员乙".to_owned(),
        day: "2024年1月9日".to_owned(),
    };
    problem_list(session, &proposals(session, None), &facts)
}

fn judge(key: &str, verdict: Verdict) -> Edit {
    Edit::JudgeFinding {
        key: key.to_owned(),
        verdict,
        note: String::new(),
    }
}

/// Judged and title of each row that speaks of a sum, in order.
#[track_caller]
fn check_rows(edits: Vec<Edit>, expected: &[(Judged, &str)], n_false_alarms: usize) {
    let list = list_of(&after(edits));
    let rows: Vec<(Judged, &str)> = list
        .rows
        .iter()
        .map(|row| (row.standing, row.wrong.as_str()))
        .collect();
    assert_eq!(rows, expected);
    assert_eq!(list.n_false_alarms, n_false_alarms);
    let numbers: Vec<usize> = list.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=expected.len()).collect::<Vec<_>>());
}

/// A sentence that no rule spoke of, marked: it is open, in the journal, in the file and in the list for the office.
#[test]
fn a_sentence_marked_is_a_problem_that_is_saved_listed_and_undone() {
    const SAID: &str = "全年收到\n申请7件";
    let mut review = session("说明：全年收到\n申请7件。\n");
    let at = review.source().text.find(SAID).unwrap();
    let mark = Edit::MarkSentence {
        span: Span::new(at, at + SAID.len()),
    };
    let n_open = problems::problems(&review).len();
    let n_findings = review.results().findings.len();
    review.apply(mark.clone(), &stamp()).unwrap();
    let finding = review.results().findings.last().unwrap();
    assert_eq!(finding.key, "prose-missed/全年收到申请7件");
    assert_eq!(finding.spans[0].of(&review.source().text), SAID);
    let open = problems::problems(&review);
    assert_eq!(open.len(), n_open + 1);
    let marked = open
        .iter()
        .find(|open| open.finding.as_deref() == Some(&finding.key));
    assert_eq!(marked.unwrap().kind, ProblemKind::Doubtful);

    let folder = tempfile::tempdir().unwrap();
    let path = dataset::path_beside(&folder.path().join("a.txt"));
    dataset::save(&path, &review, None).unwrap();
    let loaded = dataset::load(&path).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    let mut review = loaded.session;
    let list = list_of(&review);
    let rows: Vec<&str> = list.rows.iter().map(|row| row.figures.as_str()).collect();
    assert!(
        rows.contains(&"审定人标记应核对：“全年收到申请7件”。"),
        "{rows:?}"
    );

    assert_eq!(review.undo(&stamp()).unwrap(), "标记句子应核对");
    assert_eq!(review.results().findings.len(), n_findings);
    review.redo(&stamp()).unwrap();
    review.apply(mark, &stamp()).unwrap();
    assert_eq!(review.results().findings.len(), n_findings);
    let nothing = Edit::MarkSentence {
        span: Span::new(1 << 20, 1 << 20),
    };
    assert!(review.apply(nothing, &stamp()).is_err());
}

#[test]
fn the_offices_own_errors_come_first_and_false_alarms_are_counted() {
    let (balance, row) = ("收支平衡", "申请人合计");
    check_rows(vec![], &[(Judged::Open, balance), (Judged::Open, row)], 0);
    check_rows(
        vec![judge(ROW, Verdict::SourceError)],
        &[(Judged::Published, row), (Judged::Open, balance)],
        0,
    );
    check_rows(
        vec![
            judge(ROW, Verdict::FalseAlarm),
            judge(BALANCE, Verdict::Doubtful),
        ],
        &[(Judged::Doubtful, balance)],
        1,
    );
}

#[test]
fn a_cell_misread_and_corrected_is_no_problem_of_the_office() {
    check_rows(vec![enter(READ, "2")], &[], 0);
}

#[test]
fn what_the_eye_alone_saw_is_listed_with_its_alternative() {
    let alternative = Edit::Alternative {
        cell: cell("requests.denied.state_secret.other_organization"),
        amount: gouji::amount::Amount::parse("1"),
    };
    let list = list_of(&after(vec![enter(READ, "2"), alternative]));
    let texts: Vec<(&str, &str, &str)> = list
        .rows
        .iter()
        .map(|row| {
            (
                row.place.as_str(),
                row.figures.as_str(),
                row.suggestion.as_str(),
            )
        })
        .collect();
    let place = "（三）1.属于国家秘密 法人或其他组织·其他";
    let suggestion = format!("{place} 应为 1，现为 0。");
    assert_eq!(texts, [(place, "原文为“0”。", suggestion.as_str())]);
}

#[test]
fn rows_name_place_figures_and_the_only_smallest_change() {
    let list = list_of(&after(vec![]));
    let first = list.rows.first().unwrap();
    assert_eq!(
        (first.table.as_str(), first.place.as_str()),
        ("表三", "自然人列")
    );
    assert_eq!(
        first.figures,
        "一(3) + 二(0) = 3，三（七）(2) + 四(0) = 2，差 1。"
    );
    assert_eq!(
        first.suggestion,
        "仅供参考，以台账为准：一、本年新收政府信息公开申请数量 自然人 由 3 改为 2，即可满足全部勾稽关系（改动同样少的办法没有第二种，但不一定就是实情）。"
    );
}

#[test]
fn what_was_not_checkable_is_said() {
    let list = list_of(&after(vec![enter(READ, "2")]));
    let text = list.not_checked.join("\n");
    for part in ["表三有 1 格未识读", "无法核对", "仅当空白计为 0 时成立"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(list.office, "青岚县白榆镇人民政府");
    assert_eq!(
        (list.year.as_str(), list.reviewer.as_str()),
        ("2022", "审定员乙")
    );
}

/// Last year's report contradicts one figure, and another nobody can read.
#[test]
fn what_two_years_say_is_in_the_list_and_what_they_leave_open_is_said() {
    let mut session = session("");
    let last_year = [
        (
            "requests.carried_out.natural_person",
            Value::Number(Amount::whole_number(4)),
        ),
        ("requests.carried_out.enterprise", Value::Unreadable),
    ];
    session.set_neighbours(Neighbours {
        before: Some(neighbour(&session, 2021, &last_year)),
        ..Neighbours::default()
    });
    let list = list_of(&session);
    let rows = list.rows.iter();
    let carried: Vec<&str> = rows
        .filter(|row| row.wrong == "上年结转与上年报告不符")
        .map(|row| row.suggestion.as_str())
        .collect();
    assert_eq!(carried, ["请核对所对照的各份报告，更正其中有误的一份。"]);
    let open = "与“baiyu-2021.txt”无法核对：表三 商业企业列（2021 年报告无法辨认）。";
    assert!(
        list.not_checked.iter().any(|line| line == open),
        "{:?}",
        list.not_checked
    );
}

#[test]
fn both_files_hold_every_row_and_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let list = list_of(&after(vec![judge(ROW, Verdict::SourceError)]));
    for name in ["清单.md", "清单.xlsx"] {
        let path = folder.path().join(name);
        write_problem_list(&path, &list).unwrap();
        let text = match name {
            "清单.md" => fs::read_to_string(&path).unwrap().replace('\\', ""),
            _ => source::office::read(fs::read(&path).unwrap(), source::office::Office::Xlsx)
                .map(|imported| format!("{:?}", imported.blocks))
                .ok()
                .unwrap(),
        };
        for row in &list.rows {
            for part in [&row.place, &row.wrong, &row.figures, &row.suggestion] {
                assert!(text.contains(part.as_str()), "{name} lacks {part}\n{text}");
            }
        }
        for part in ["审定员乙", "2024年1月9日", "问题清单", "未能核对"] {
            assert!(text.contains(part), "{name} lacks {part}");
        }
        for line in &list.not_checked {
            assert!(text.contains(line.as_str()), "{name} lacks {line}");
        }
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "a temporary file was left behind");
}

#[track_caller]
fn check_refused(path: &Path, part: &str) {
    let error: ExportError = write_problem_list(path, &ProblemList::default()).unwrap_err();
    let sentence = error.to_string();
    assert!(sentence.contains(part), "{sentence}");
}

#[test]
fn what_cannot_be_written_is_said_with_its_path() {
    let folder = tempfile::tempdir().unwrap();
    check_refused(&folder.path().join("清单.pdf"), "清单.pdf");
    check_refused(&folder.path().join("没有/清单.md"), "没有/清单.md");
    let locked = folder.path().join("锁.md");
    fs::write(&locked, "旧").unwrap();
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    check_refused(&locked, "只读");
    assert_eq!(fs::read_to_string(&locked).unwrap(), "旧");
}
