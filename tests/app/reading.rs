//! How a report was read, and findings that are about no cell.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::driver::*;

/// The sample without its wrong figure, and with others.
#[track_caller]
fn sample_with(edits: &[(&str, &str)]) -> String {
    let mended = [("政府信息\t3\t7\t0", "政府信息\t3\t1\t0")];
    let edits = mended.iter().chain(edits);
    edits.fold(SAMPLE.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

#[track_caller]
fn check_part(window: &Window, part: &str) {
    let n_shown = window.query_all_by_label_contains(part).count();
    assert!(n_shown > 0, "nothing shown contains “{part}”");
}

#[test]
fn what_was_read_how_is_listed_and_gone_through_by_the_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[("五、存在的主要问题及改进情况", "五")]);
    let mut window = opened_text(folder.path(), &text, RIGHT);
    press(&mut window, Modifiers::NONE, Key::F5);
    check_part(&window, "Ctrl+F8 下一条");
    check_part(
        &window,
        "表三 收到和处理政府信息公开申请情况：2021 年版，识读",
    );
    check_part(&window, "一、总体情况（第 ");
    check_part(&window, "五、存在的主要问题及改进情况：没有找到标题");
    click(&mut window, RIGHT);
    press(&mut window, Modifiers::COMMAND, Key::F8);
    check_part(&window, "识读情况 1 / ");
    // A remark is about no cell: what is typed goes nowhere.
    type_text(&mut window, "9");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F8);
    check_part(&window, "识读情况 ");
    // F8 goes back to the findings.
    press(&mut window, Modifiers::NONE, Key::F8);
    check_gone(&window, "各表（3）");
    press(&mut window, Modifiers::NONE, Key::F5);
    check_shown(&window, "各表（3）");
}

#[test]
fn a_cell_says_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    let at = SAMPLE.find("政府信息\t3\t7\t0").unwrap();
    let line = SAMPLE[..at].matches('\n').count() + 1;
    check_shown(&window, &format!("第 {line} 行"));
}

#[test]
fn a_finding_without_a_cell_takes_the_place_of_the_cell() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[("五、存在的主要问题及改进情况", "五")]);
    let mut window = opened_text(folder.path(), &text, RIGHT);
    click(&mut window, BELOW);
    for _ in 0..9 {
        press(&mut window, Modifiers::NONE, Key::F8);
        if window
            .query_by_label("这个问题说的不是某一格。按 F4 判定它，按方向键回到表格。")
            .is_some()
        {
            break;
        }
    }
    check_shown(
        &window,
        "这个问题说的不是某一格。按 F4 判定它，按方向键回到表格。",
    );
    // A key that judges cells judges none that is out of sight.
    press(&mut window, Modifiers::NONE, Key::Space);
    check_shown(
        &window,
        "没有选中单元格。按 F4 判定所选问题，按方向键回到表格。",
    );
    check_shown(&window, "未改动");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    check_gone(
        &window,
        "这个问题说的不是某一格。按 F4 判定它，按方向键回到表格。",
    );
    check_part(&window, "位置");
}
