//! Several reports: a folder opened, one signed off after the other, another year searched for anew.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::*;

/// A window that opened `folder` through its dialog and shows `label`.
fn opened_folder(folder: &Path, label: &str) -> Window {
    let dialogs = PreparedDialogs {
        folder: vec![folder.to_owned()],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    wait_for_part(&mut window, label);
    window
}

/// The sample without its broken rule, of an office whose name begins with `town`.
fn sound(town: &str) -> String {
    SAMPLE
        .replace("青石镇", town)
        .replace("3 7 0 0 0 0 4", "3 1 0 0 0 0 4")
        .replace("\t3\t7\t0\t0\t0\t0\t4", "\t3\t1\t0\t0\t0\t0\t4")
}

#[test]
fn a_folder_is_opened_with_every_format_and_its_first_report_in_front() {
    let folder = tempfile::tempdir().unwrap();
    let page = format!("<html><body><pre>{}</pre></body></html>", sound("乙石镇"));
    fs::write(folder.path().join("1.txt"), sound("甲石镇")).unwrap();
    fs::write(folder.path().join("2.html"), page).unwrap();
    fs::write(folder.path().join("3.png"), "no report").unwrap();
    let mut window = opened_folder(folder.path(), "报告 2023 云岭县乙石镇人民政府");
    wait_for(&mut window, "报告 2023 云岭县甲石镇人民政府");
    wait_for(&mut window, "机关：云岭县甲石镇人民政府");
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for(&mut window, "机关：云岭县乙石镇人民政府");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    check_shown(&window, "机关：云岭县甲石镇人民政府");
}

#[test]
fn a_folder_without_reports_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("3.png"), "no report").unwrap();
    opened_folder(folder.path(), "里没有可以打开的报告");
}

#[test]
fn a_review_whose_report_is_gone_is_found_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    press(&mut first, Modifiers::COMMAND, Key::S);
    drop(first);
    fs::remove_file(folder.path().join("年报.txt")).unwrap();
    opened_folder(folder.path(), WRONG);
}

#[test]
fn signing_off_saves_says_what_nobody_looked_at_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for (name, town) in [("1.txt", "甲石镇"), ("2.txt", "乙石镇")] {
        fs::write(folder.path().join(name), sound(town)).unwrap();
    }
    let mut window = opened_folder(folder.path(), "报告 2023 云岭县乙石镇人民政府");
    wait_for(&mut window, "机关：云岭县甲石镇人民政府");
    // The rules are content; two cells were read with doubt all the same.
    wait_for_part(&mut window, "规则没有发现问题。还要看（F8）：待核 2。");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    check_shown(&window, "1　待核 2　须处理");
    click(&mut window, "强制审定");
    wait_for(&mut window, "机关：云岭县乙石镇人民政府");
    wait_for_part(
        &mut window,
        "“1.txt”已审定完成并保存。未处理：待核 2、须目视",
    );
    let saved = folder.path().join("1.txt.gouji.ron");
    assert!(fs::read_to_string(&saved).unwrap().contains("完成审定"));
    // What was done last is taken back where it was done, not in the report that came to the front.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for(&mut window, "机关：云岭县甲石镇人民政府");
    wait_for_part(&mut window, "强制审定：审定员甲");
    wait_for_part(&mut window, "再按一次 Ctrl+Z 撤销审定");
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for(&mut window, "机关：云岭县乙石镇人民政府");
    // The last one has no next: it stays.
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    click(&mut window, "强制审定");
    check_shown(&window, "机关：云岭县乙石镇人民政府");
    check_shown(&window, "强制审定：审定员甲");
    assert!(folder.path().join("2.txt.gouji.ron").exists());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_gone(&window, "强制审定：审定员甲");
}

#[test]
fn a_corrected_year_is_searched_for_anew() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("旧.txt"), SAMPLE.replace("2023", "2021")).unwrap();
    let mut window = opened(folder.path());
    wait_for(&mut window, "上年报告：未找到");
    click(&mut window, "年度：2023");
    click(&mut window, "年度：2023");
    let field = "编辑 年度";
    wait_for(&mut window, field);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "2022");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "≠ 上年结转 2，2021 年报告结转下年度 4");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for(&mut window, "上年报告：未找到");
    let lines = window.query_all_by_label_contains("2021 年报告");
    assert_eq!(lines.count(), 0);
}
