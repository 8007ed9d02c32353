//! `gouji merge`: what two people decided about the same reports becomes one dataset, and nothing they disagree on is
//! settled by the program. The reports are invented.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::{Assert, OutputAssertExt};
use assert_cmd::cargo::CommandCargoExt;
use gouji::amount::Amount;
use gouji::dataset::{load, save};
use gouji::form::CellKey;
use gouji::review::merge::merge;
use gouji::review::problems::{self, ProblemKind};
use gouji::review::{Edit, HeaderField, Session, Stamp, Verdict};
use gouji::value::Value;

use crate::common::{cell, enter, session};

const WRONG: &str = "requests.received.natural_person";
const BLANK: &str = "requests.received.enterprise";
const UNREAD: &str = "requests.granted.enterprise";

fn by(name: &str) -> Stamp {
    Stamp {
        by: name.to_owned(),
        at_secs: 1_700_000_000,
    }
}

/// The session of a report after one reviewer's edits.
fn reviewed(name: &str, edits: impl IntoIterator<Item = Edit>) -> Session {
    let mut session = session("");
    for edit in edits {
        session.apply(edit, &by(name)).unwrap();
    }
    session
}

fn judge(key: &str, verdict: Verdict) -> Edit {
    Edit::Judge {
        cells: vec![cell(key)],
        verdict,
        note: String::new(),
    }
}

fn note(key: &str, note: &str) -> Edit {
    Edit::Note {
        cell: cell(key),
        note: note.to_owned(),
    }
}

fn merged(first: &Session, second: &Session) -> gouji::review::merge::Merged {
    merge(first, second, &by("合并")).unwrap()
}

fn number(n: i64) -> Value {
    Value::Number(Amount::whole_number(n))
}

fn places(merged: &gouji::review::merge::Merged) -> Vec<&str> {
    let conflicts = merged.conflicts.iter();
    conflicts
        .map(|conflict| conflict.place.chinese.as_str())
        .collect()
}

fn verdict(session: &Session, cell: &CellKey) -> Option<Verdict> {
    session.decision(cell).and_then(|decision| decision.verdict)
}

#[test]
fn what_only_one_decided_is_taken_over_with_its_author() {
    let first = reviewed("张三", [enter(WRONG, "2")]);
    let second = reviewed("李四", [enter(UNREAD, "0"), note(BLANK, "见附件")]);
    let merged = merged(&first, &second);
    assert_eq!(places(&merged), Vec::<&str>::new());
    let joined = &merged.session;
    assert_eq!(joined.value(&cell(WRONG)), number(2));
    assert_eq!(joined.value(&cell(UNREAD)), number(0));
    assert_eq!(joined.decision(&cell(BLANK)).unwrap().note, "见附件");
    let author = |key: &str| {
        let history = joined.cell_history(&cell(key));
        history.last().unwrap().stamp.by.clone()
    };
    assert_eq!(author(WRONG), "张三");
    assert_eq!(author(UNREAD), "李四");
    // What one of them alone looked at says nothing about agreement.
    assert_eq!(merged.agreement.all.n, 0);
}

#[test]
fn two_values_for_a_cell_are_in_doubt_until_somebody_settles_them() {
    let first = reviewed("张三", [enter(WRONG, "2"), enter(UNREAD, "1")]);
    let second = reviewed("李四", [enter(WRONG, "5"), enter(UNREAD, "1")]);
    let merged = merged(&first, &second);
    assert_eq!(
        places(&merged),
        ["表三 一、本年新收政府信息公开申请数量 自然人"]
    );
    let joined = &merged.session;
    let decision = joined.decision(&cell(WRONG)).unwrap();
    assert_eq!(decision.verdict, Some(Verdict::Doubtful));
    assert!(
        decision.note.contains("2（转录错误，张三）"),
        "{}",
        decision.note
    );
    assert!(
        decision.note.contains("5（转录错误，李四）"),
        "{}",
        decision.note
    );
    let open = problems::counts(joined).of(ProblemKind::Doubtful);
    assert_eq!(open, 1);
    assert_eq!(verdict(joined, &cell(UNREAD)), Some(Verdict::Misread));
    let agreement = merged.agreement;
    assert_eq!((agreement.all.n, agreement.all.n_same), (2, 1));
    assert_eq!((agreement.non_zero.n, agreement.non_zero.n_same), (2, 1));
    assert_eq!((agreement.changed.n, agreement.changed.n_same), (2, 1));
    // Undoing takes back what the merge said, step by step.
    let mut undone = joined.clone();
    undone.undo(&by("王五")).unwrap();
    assert_eq!(undone.value(&cell(WRONG)), number(2));
}

#[test]
fn one_value_with_two_verdicts_is_in_doubt_and_keeps_its_value() {
    let first = reviewed("张三", [judge(WRONG, Verdict::Confirmed)]);
    let second = reviewed("李四", [judge(WRONG, Verdict::SourceError)]);
    let merged = merged(&first, &second);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.session.value(&cell(WRONG)), number(3));
    assert_eq!(
        verdict(&merged.session, &cell(WRONG)),
        Some(Verdict::Doubtful)
    );
    // Their values agree.
    assert_eq!(merged.agreement.all.n_same, 1);
}

#[test]
fn numbers_of_two_units_and_two_corrections_of_the_office_are_no_agreement() {
    let alternative = |n| Edit::Alternative {
        cell: cell(WRONG),
        amount: Some(Amount::whole_number(n)),
    };
    for (first, second, expected) in [
        (alternative(11), alternative(22), ["应为 11", "应为 22"]),
        (
            alternative(11),
            judge(WRONG, Verdict::Confirmed),
            ["应为 11", "确认无误"],
        ),
        (
            judge(WRONG, Verdict::Confirmed),
            alternative(22),
            ["确认无误", "应为 22"],
        ),
        (
            enter(WRONG, "5 元"),
            enter(WRONG, "5 万元"),
            ["5 元", "5 万元"],
        ),
    ] {
        let merged = merged(&reviewed("张三", [first]), &reviewed("李四", [second]));
        let [conflict] = merged.conflicts.as_slice() else {
            panic!("{:?}", merged.conflicts);
        };
        let told = [&conflict.first.chinese, &conflict.second.chinese];
        let decision = merged.session.decision(&cell(WRONG)).unwrap();
        for (told, expected) in told.into_iter().zip(expected) {
            assert!(told.contains(expected), "{told}");
            assert!(decision.note.contains(told.as_str()), "{}", decision.note);
        }
        assert_eq!(decision.alternative, None);
        let all = merged.agreement.all;
        assert_eq!((all.n, all.n_same), (1, 0));
    }
}

#[test]
fn who_signed_off_stands_for_every_cell() {
    let signed = |name, edits: Vec<Edit>| {
        let mut session = reviewed(name, edits);
        session
            .apply(Edit::SignOff { force: true }, &by(name))
            .unwrap();
        session
    };
    // The first accepted what was read, the second put something else there.
    let first = signed("张三", vec![]);
    let second = reviewed("李四", [enter(WRONG, "2")]);
    let merged_open = merged(&first, &second);
    assert_eq!(merged_open.conflicts.len(), 1);
    assert!(merged_open.session.sign_off().is_none());
    // Both signed the same.
    let first = signed("张三", vec![enter(WRONG, "2")]);
    let second = signed(
        "李四",
        vec![enter(WRONG, "2"), judge(BLANK, Verdict::Confirmed)],
    );
    let merged_signed = merged(&first, &second);
    assert_eq!(places(&merged_signed), Vec::<&str>::new());
    assert_eq!(merged_signed.session.sign_off().unwrap().by, "张三");
    assert_eq!(
        verdict(&merged_signed.session, &cell(BLANK)),
        Some(Verdict::Confirmed)
    );
    let all = merged_signed.agreement.all;
    assert!(all.n > 100 && all.n == all.n_same, "{all:?}");
    // Only one signed, nothing in dispute: nobody has signed the merged one.
    let merged_half = merged(&first, &reviewed("李四", [enter(WRONG, "2")]));
    assert!(merged_half.session.sign_off().is_none());
    assert_eq!(places(&merged_half), Vec::<&str>::new());
}

#[test]
fn headings_that_differ_are_as_read_again() {
    let office = |text: &str| Edit::SetHeader {
        field: HeaderField::Office,
        text: text.to_owned(),
    };
    let first = reviewed("张三", [office("甲县人民政府")]);
    let second = reviewed("李四", [office("乙县人民政府")]);
    let merged = merged(&first, &second);
    assert_eq!(places(&merged), ["机关"]);
    assert_eq!(
        merged.session.header(HeaderField::Office),
        session("").header(HeaderField::Office)
    );
}

fn gouji(folder: &Path, arguments: &[&str]) -> Assert {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .arg("merge")
        .args(arguments)
        .assert()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn two_folders_become_a_third_and_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for dataset in ["甲/区", "乙/区"] {
        fs::create_dir_all(path(dataset)).unwrap();
    }
    let put = |name: &str, session: &Session| save(&path(name), session, None).unwrap();
    put(
        "甲/区/a.txt.gouji.ron",
        &reviewed("张三", [enter(WRONG, "2")]),
    );
    put(
        "乙/区/a.txt.gouji.ron",
        &reviewed("李四", [enter(WRONG, "5")]),
    );
    put("甲/b.txt.gouji.ron", &session("乙"));
    put("乙/b.txt.gouji.ron", &session("丙"));
    for dataset in ["甲", "乙"] {
        put(&format!("{dataset}/c.txt.gouji.ron"), &session("丁"));
    }
    let before = fs::read(path("甲/区/a.txt.gouji.ron")).unwrap();
    let run = gouji(folder.path(), &["甲", "乙", "-o", "合并"]).code(1);
    let out = text(&run.get_output().stdout);
    assert!(out.contains("表三 一、本年新收政府信息公开申请数量 自然人：甲 2（转录错误，张三）；乙 5（转录错误，李四）"), "{out}");
    assert!(
        out.contains(
            "合并了 4 份：两人都审过 1 份，只有甲 1 份，只有乙 1 份，都没有审过 1 份；不一致 1 处，在 1 份报告里"
        ),
        "{out}"
    );
    assert!(out.contains("全部 0/1，0.00 %"), "{out}");
    let joined = load(&path("合并/区/a.txt.gouji.ron")).unwrap();
    assert_eq!(joined.notices, [""; 0]);
    assert_eq!(
        verdict(&joined.session, &cell(WRONG)),
        Some(Verdict::Doubtful)
    );
    assert!(path("合并/b.txt.gouji.ron").exists() && path("合并/b.txt-2.gouji.ron").exists());
    assert_eq!(fs::read(path("甲/区/a.txt.gouji.ron")).unwrap(), before);
    // A dataset within another would be counted twice.
    for inside in ["甲/合并", "乙", "甲/区/../新/合并"] {
        let run = gouji(folder.path(), &["甲", "乙", "-o", inside]).code(2);
        let told = text(&run.get_output().stderr);
        assert!(told.contains("以后会被重复计入"), "{told}");
        assert!(!path("甲/合并").exists());
    }
    // What was merged is not written over, nor is half of it.
    let run = gouji(folder.path(), &["甲", "乙", "-o", "合并"]).code(2);
    assert!(text(&run.get_output().stderr).contains("不是空的文件夹"));
    let run = gouji(folder.path(), &["甲", "空", "-o", "别处"]).code(2);
    assert!(text(&run.get_output().stderr).contains("找不到 空"));
    assert!(!path("别处").exists());
    let run = gouji(folder.path(), &["甲", "乙", "-o", "c.gouji.ron"]).code(2);
    assert!(text(&run.get_output().stderr).contains("请给 -o 一个文件夹"));
    gouji(
        folder.path(),
        &[
            "甲/区/a.txt.gouji.ron",
            "乙/区/a.txt.gouji.ron",
            "-o",
            "c.gouji.ron",
        ],
    )
    .code(1);
    assert!(load(&path("c.gouji.ron")).is_ok());
}
