//! How few actions a report takes that is little damaged: each is one press of a key with its modifiers, from the report
//! opened to the report signed.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::driver::*;

/// Takes the first proposal.
const TAKE: (Modifiers, Key) = (Modifiers::ALT, Key::Num1);

/// Confirms what is selected, after a look at the source.
const CONFIRM: (Modifiers, Key) = (Modifiers::NONE, Key::Space);

/// Signs off.
const SIGN: (Modifiers, Key) = (Modifiers::COMMAND, Key::Enter);

/// Opens the clean report with these damages, does this much, and looks whether it is signed with every cell as printed.
#[track_caller]
fn check_settled(misread: &[(&str, &str)], actions: &[(Modifiers, Key)]) {
    let folder = tempfile::tempdir().unwrap();
    let clean = clean();
    let damaged = misread.iter().fold(clean.clone(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    });
    let mut window = opened_text(folder.path(), &damaged, "年度：2023");
    for action in actions {
        if *action == TAKE {
            wait_for(&mut window, "采纳 Alt+1");
        }
        press(&mut window, action.0, action.1);
    }
    check_shown(&window, "已审定：审定员甲");
    let rows = [
        "（一）予以公开",
        "（四）1.本机关不掌握相关政府信息",
        "（七）总计",
    ];
    for row in rows {
        // The label as it is printed has no number of its group.
        let label = row.trim_start_matches("（四）");
        let mut lines = clean.lines();
        let line = lines.find(|line| line.starts_with(label)).unwrap();
        for (column, figure) in COLUMNS.iter().zip(line.split('\t').skip(1)) {
            let name = format!("表三 {row} {column}：{figure}");
            let n = window.query_all_by_label_contains(&name).count();
            assert!(n > 0, "{name} after {misread:?}");
        }
    }
}

#[test]
fn a_clean_report_takes_one_action() {
    check_settled(&[], &[SIGN]);
}

#[test]
fn one_misread_cell_takes_two_actions_and_the_signature() {
    for damage in [
        ("政府信息\t3\t1\t0", "政府信息\t3\t7\t0"),
        ("公开\t9\t3\t0\t0\t1\t0\t13", "公开\t9\t3\t0\t0\t1\t0\t18"),
        ("总计\t21\t4\t0", "总计\t27\t4\t0"),
    ] {
        check_settled(&[damage], &[TAKE, CONFIRM, SIGN]);
    }
}

#[test]
fn a_shifted_row_takes_two_actions_and_the_signature() {
    for damage in [
        ("公开\t9\t3\t0\t0\t1\t0\t13", "公开\t3\t0\t0\t1\t0\t13\t0"),
        ("公开\t9\t3\t0\t0\t1\t0\t13", "公开\t0\t9\t3\t0\t0\t1\t0"),
        (
            "政府信息\t3\t1\t0\t0\t0\t0\t4",
            "政府信息\t0\t3\t1\t0\t0\t0\t0",
        ),
    ] {
        check_settled(&[damage], &[TAKE, CONFIRM, SIGN]);
    }
}
