//! The record of the work: lines that are only added, and what they come to.

use std::fs;

use gouji::dataset::work_log::{Stretch, append, read};
use gouji::dataset::work_told::sentences;
use gouji::review::acts::Act;
use gouji::review::{Edit, Record, Session, Verdict};

use crate::common::{cell, enter, session, stamp};

fn stretch(at: u64, by: &str, report: &str, seconds: u64) -> Stretch {
    Stretch {
        at,
        by: by.to_owned(),
        report: format!("{report}.txt"),
        sha256: report.to_owned(),
        seconds,
        strokes: 10,
        acts: [("typed".to_owned(), 2), ("signed".to_owned(), 1)].into(),
        as_proposed: 1,
        otherwise: 0,
    }
}

#[test]
fn lines_add_up_by_report_and_by_reviewer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("数据/work.log");
    assert_eq!(read(&path).unwrap().stretches, []);
    for one in [
        stretch(1, "张三", "a", 50),
        stretch(2, "张三", "a", 10),
        stretch(3, "张三", "b", 300),
        stretch(3, "李四", "b", 3_700),
    ] {
        append(&path, &one).unwrap();
    }
    let mut log = read(&path).unwrap();
    let seconds = log.seconds_by_report();
    assert_eq!(seconds.get("a"), Some(&60));
    assert_eq!(seconds.get("b"), Some(&4_000));
    let work = &log.by_reviewer()["张三"];
    assert_eq!((work.all_seconds(), work.median_seconds()), (360, 300));
    assert_eq!((work.strokes, work.as_proposed), (30, 3));
    assert_eq!(work.acts[&Act::Typed], 6);
    // The same record given twice is one.
    log.add(read(&path).unwrap());
    assert_eq!(log.stretches.len(), 4);
    let told = sentences(&log);
    let chinese: Vec<&str> = told.iter().map(|said| said.chinese.as_str()).collect();
    assert_eq!(
        chinese,
        [
            "张三：2 份报告，用时 6 分 0 秒，每份用时的中位数 5 分 0 秒；按键和点击 30 次；步骤：录入 6、审定完成 3；有方案的格，照方案 3 次，不照方案 0 次。",
            "李四：1 份报告，用时 1 小时 1 分，每份用时的中位数 1 小时 1 分；按键和点击 10 次；步骤：录入 2、审定完成 1；有方案的格，照方案 1 次，不照方案 0 次。",
        ]
    );
}

#[test]
fn a_line_cut_off_is_told_and_spoils_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.log");
    append(&path, &stretch(1, "张三", "a", 50)).unwrap();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    append(&path, &stretch(2, "张三", "a", 7)).unwrap();
    let log = read(&path).unwrap();
    assert_eq!((log.stretches.len(), log.n_damaged), (1, 1));
    assert_eq!(log.seconds_by_report()["a"], 7);
    assert!(sentences(&log)[1].chinese.contains("1 行读不出来"));
}

/// What the newest step of the session was.
#[track_caller]
fn check_act(session: &mut Session, edit: Edit, expected: Act) {
    session.apply(edit, &stamp()).unwrap();
    let records = session.journal().records();
    assert_eq!(Act::of(records.last().unwrap()), expected);
}

#[test]
fn every_step_is_of_one_kind() {
    let mut session = session("");
    let key = "requests.received.natural_person";
    let judge = |verdict| Edit::Judge {
        cells: vec![cell(key)],
        verdict,
        note: String::new(),
    };
    check_act(&mut session, enter(key, "2"), Act::Typed);
    check_act(&mut session, judge(Verdict::Doubtful), Act::Doubtful);
    check_act(&mut session, judge(Verdict::SourceError), Act::SourceError);
    let cells = vec![cell(key)];
    check_act(&mut session, Edit::Withdraw { cells }, Act::Withdrawn);
    check_act(&mut session, judge(Verdict::Confirmed), Act::Confirmed);
    let note = Edit::Note {
        cell: cell(key),
        note: "见附件".to_owned(),
    };
    check_act(&mut session, note, Act::Noted);
    check_act(&mut session, Edit::SignOff { force: true }, Act::Signed);
    check_act(&mut session, Edit::Reopen, Act::Reopened);
    session.undo(&stamp()).unwrap();
    let last = session.journal().records().last().unwrap();
    assert!(matches!(last, Record::Undo(_)));
    assert_eq!(Act::of(last), Act::Undone);
    for act in Act::ALL {
        assert_eq!(Act::from_key(act.key()), Some(act));
    }
}
