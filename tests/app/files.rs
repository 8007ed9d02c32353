//! Files: saving, crashes, closing, what cannot be opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::*;

#[test]
fn saved_work_is_there_when_the_report_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    press(&mut first, Modifiers::COMMAND, Key::S);
    check_shown(&first, "已保存");
    assert!(folder.path().join("年报.txt.gouji.ron").exists());
    drop(first);

    let mut second = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("年报.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, RIGHT);
    check_shown(&second, "已打开同目录下的审定文件 年报.txt.gouji.ron。");
    press(&mut second, Modifiers::COMMAND, Key::Z);
    check_shown(&second, WRONG);
}

#[test]
fn steps_not_saved_survive_a_crash_and_are_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    let report = folder.path().join("年报.txt");
    let mut first = opened(folder.path());
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    wait_for(&mut first, "改动已暂存");
    drop(first);
    assert!(steps.exists());

    let mut second = window(settings(), PreparedDialogs::default());
    let open = Command::Open(vec![report.clone()]);
    second.state_mut().later(open.clone());
    wait_for(&mut second, "上次有改动没有保存");
    check_shown(&second, WRONG);
    // Escape decides nothing: the question stays, and so do the steps.
    press(&mut second, Modifiers::NONE, Key::Escape);
    check_shown(&second, "上次有改动没有保存");
    assert!(steps.exists());
    press(&mut second, Modifiers::NONE, Key::Enter);
    check_shown(&second, RIGHT);
    check_shown(&second, "未保存");
    check_gone(&second, "上次有改动没有保存");
    wait_for(&mut second, "改动已暂存");
    drop(second);

    // Recovered steps are written down again, and a save makes them needless.
    let mut third = window(settings(), PreparedDialogs::default());
    third.state_mut().later(open.clone());
    wait_for(&mut third, "上次有改动没有保存");
    click(&mut third, "恢复改动");
    press(&mut third, Modifiers::COMMAND, Key::S);
    check_shown(&third, "已保存");
    assert!(!steps.exists());
    press(&mut third, Modifiers::COMMAND, Key::Z);
    check_shown(&third, WRONG);
    drop(third);

    // Dropped steps are not offered again.
    let mut fourth = window(settings(), PreparedDialogs::default());
    fourth.state_mut().later(open);
    wait_for(&mut fourth, "上次有改动没有保存");
    click(&mut fourth, "不要这些改动");
    check_shown(&fourth, RIGHT);
    assert!(!steps.exists());
}

#[test]
fn steps_of_another_state_of_the_file_are_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    drop(first);
    let report = folder.path().join("年报.txt");
    fs::write(&report, SAMPLE.replace("青石镇", "白石镇")).unwrap();
    let mut second = window(settings(), PreparedDialogs::default());
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, "恢复改动");
    click(&mut second, "恢复改动");
    check_shown(&second, WRONG);
    let aside = folder.path().join("年报.txt.gouji.ron.steps.1");
    assert!(aside.exists());
    click(&mut second, WRONG);
    type_text(&mut second, "1");
    press(&mut second, Modifiers::NONE, Key::Enter);
    check_shown(&second, RIGHT);
    assert!(aside.exists());
}

#[test]
fn closing_with_unsaved_steps_asks() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::W);
    check_shown(&window, "保存改动？");
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_gone(&window, "保存改动？");
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "不保存");
    check_gone(&window, RIGHT);
    check_shown(&window, "试看示例报告");
    assert!(!folder.path().join("年报.txt.gouji.ron").exists());
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    assert!(!steps.exists(), "dropped steps would be offered again");
}

#[test]
fn a_file_changed_outside_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let saved = folder.path().join("年报.txt.gouji.ron");
    fs::write(&saved, "别人写的").unwrap();
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    check_shown(&window, "没有保存");
    assert_eq!(fs::read_to_string(saved).unwrap(), "别人写的");
    // Loading what lies there fails, and the work is still here.
    click(&mut window, "载入磁盘上的文件（放弃本窗口的改动）");
    check_shown(&window, RIGHT);
    check_shown(&window, "未保存");
}

#[test]
fn a_sample_without_a_place_is_saved_where_the_dialog_says() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("示例");
    let dialogs = PreparedDialogs {
        reports: Vec::new(),
        target: vec![target],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    click(&mut window, "试看示例报告");
    wait_for(&mut window, WRONG);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.run_steps(3);
    check_shown(&window, "已保存");
    assert!(folder.path().join("示例.gouji.ron").exists());
}

#[test]
fn what_cannot_be_opened_is_said_in_a_sentence_that_stays() {
    let mut window = window(settings(), PreparedDialogs::default());
    let missing = PathBuf::from("没有这个文件.txt");
    window.state_mut().later(Command::Open(vec![missing]));
    for _ in 0..100 {
        window.run_steps(2);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        window
            .query_all_by_label_contains("没有这个文件.txt")
            .count()
            > 0
    );
}

#[test]
fn the_problem_list_is_written_where_the_dialog_says() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    let list = folder.path().join("清单");
    let dialogs = PreparedDialogs {
        reports: vec![report],
        list: vec![list],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    let written = folder.path().join("清单.xlsx");
    let said = format!("问题清单（2 条）已写入 {}。", written.display());
    wait_for(&mut window, &said);
    assert!(written.exists());
}

#[test]
fn a_list_that_cannot_be_written_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        list: vec![folder.path().join("没有这个文件夹/清单.md")],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    wait_for_part(&mut window, "没有这个文件夹/清单.md");
}

/// The sample as if it were of the year before: it carries 4 over.
fn last_year() -> String {
    SAMPLE.replace("2023", "2022")
}

#[test]
fn last_years_report_beside_this_one_is_held_against_it_and_opened_at_a_click() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("上年.txt"), last_year()).unwrap();
    let mut window = opened(folder.path());
    let line = "≠ 上年结转 2，2022 年报告结转下年度 4";
    wait_for(&mut window, line);
    // Evidence from outside is no step: nothing is to be saved.
    check_shown(&window, "未改动");
    assert!(
        window
            .query_all_by_label_contains("2022 年报告四、结转")
            .count()
            > 0
    );
    click(&mut window, line);
    wait_for(&mut window, "年度：2022");
    wait_for(&mut window, "≠ 结转下年度 4，2023 年报告上年结转 2");
    // What is corrected there holds here at once, saved or not.
    click(&mut window, "表三 四、结转下年度继续办理 总计：4");
    type_text(&mut window, "2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for(&mut window, "＝ 上年结转 2，2022 年报告结转下年度 2");
}

#[test]
fn last_years_report_can_be_chosen_and_another_year_is_refused() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut window = opened(folder.path());
    wait_for(&mut window, "上年报告：未找到");
    let path = other.path().join("旧.txt");
    fs::write(&path, SAMPLE.replace("2023", "2020")).unwrap();
    window.state_mut().later(Command::Link(path.clone()));
    wait_for_part(&mut window, "不是相邻的两年");
    fs::write(&path, last_year()).unwrap();
    window.state_mut().later(Command::Link(path));
    wait_for(&mut window, "≠ 上年结转 2，2022 年报告结转下年度 4");
}

#[test]
fn a_second_window_on_the_same_report_can_only_look() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    let mut second = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("年报.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, "只读：这份报告已在另一个窗口打开");
    click(&mut second, WRONG);
    type_text(&mut second, "1");
    press(&mut second, Modifiers::NONE, Key::Enter);
    check_shown(&second, WRONG);
    assert!(second.query_all_by_label_contains("没有改动：").count() > 0);
    // The first goes on, and its steps are not touched by the second.
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    wait_for(&mut first, "改动已暂存");
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    assert!(steps.exists());
    press(&mut second, Modifiers::COMMAND, Key::W);
    assert!(steps.exists());
    // What was said about the report goes with it.
    assert_eq!(second.query_all_by_label_contains("没有改动：").count(), 0);
    press(&mut first, Modifiers::COMMAND, Key::S);
    drop(first);
    let report = folder.path().join("年报.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, RIGHT);
    check_gone(&second, "只读：这份报告已在另一个窗口打开");
}

#[test]
fn a_report_that_could_only_be_looked_at_is_loaded_again_when_the_other_window_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path());
    let mut second = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("年报.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, "只读：这份报告已在另一个窗口打开");
    click(&mut second, "重新载入");
    check_shown(&second, "只读：这份报告已在另一个窗口打开");
    drop(first);
    click(&mut second, "重新载入");
    check_gone(&second, "只读：这份报告已在另一个窗口打开");
    click(&mut second, WRONG);
    type_text(&mut second, "1");
    press(&mut second, Modifiers::NONE, Key::Enter);
    check_shown(&second, RIGHT);
}

/// Leaves a step in the journal as a crash of another program would: its window is gone, nobody decided.
fn crash_with_a_step(folder: &std::path::Path) {
    let mut window = opened(folder);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "改动已暂存");
}

#[test]
fn loading_again_after_the_other_window_crashed_offers_its_steps() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    let mut second = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("年报.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, "只读：这份报告已在另一个窗口打开");
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    wait_for(&mut first, "改动已暂存");
    drop(first);
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    let before = fs::read(&steps).unwrap();
    click(&mut second, "重新载入");
    wait_for(&mut second, "上次有改动没有保存");
    assert_eq!(fs::read(&steps).unwrap(), before);
    click(&mut second, "恢复改动");
    check_shown(&second, RIGHT);
    // The first step of this window is written behind those of the other.
    click(&mut second, BELOW);
    type_text(&mut second, "3");
    press(&mut second, Modifiers::NONE, Key::Enter);
    assert!(fs::read(&steps).unwrap().starts_with(&before));
}

#[test]
fn steps_given_up_by_loading_again_are_gone_and_those_of_an_earlier_crash_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::COMMAND, Key::S);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(steps.exists());
    window.state_mut().later(Command::Reload);
    window.run_steps(4);
    check_shown(&window, WRONG);
    check_gone(&window, "上次有改动没有保存");
    assert!(!steps.exists());
    drop(window);
    crash_with_a_step(folder.path());
    let mut window = crate::driver::window(settings(), PreparedDialogs::default());
    let report = folder.path().join("年报.txt");
    window.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut window, "上次有改动没有保存");
    window.state_mut().later(Command::Reload);
    window.run_steps(4);
    check_shown(&window, "上次有改动没有保存");
    assert!(steps.exists());
}

#[test]
fn a_folder_deleted_while_a_report_is_open_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("年报");
    fs::create_dir(&inner).unwrap();
    let mut window = opened(&inner);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "改动已暂存");
    fs::remove_dir_all(&inner).unwrap();
    wait_for_part(&mut window, "年报.txt.gouji.ron.steps 不见了");
    // The work is not lost: it is saved elsewhere.
    let target = folder.path().join("另存.gouji.ron");
    window.state_mut().later(Command::SaveTo(target.clone()));
    window.run_steps(4);
    check_shown(&window, "已保存");
    assert!(target.exists());
}

#[cfg(unix)]
#[test]
fn a_journal_that_is_a_link_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let precious = folder.path().join("bashrc");
    fs::write(&precious, "alias ll='ls -l'").unwrap();
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    std::os::unix::fs::symlink(&precious, &steps).unwrap();
    let mut window = opened(folder.path());
    wait_for_part(&mut window, "不是普通文件");
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    // The steps are written in the user's data folder.
    wait_for(&mut window, "改动已暂存");
    press(&mut window, Modifiers::COMMAND, Key::S);
    check_shown(&window, "已保存");
    assert_eq!(fs::read_to_string(&precious).unwrap(), "alias ll='ls -l'");
}

/// Opens the report in `folder` beside a review that cannot be read.
fn opened_beside(folder: &std::path::Path, put_review: impl Fn(&std::path::Path)) -> Window {
    let report = folder.join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    put_review(&folder.join("年报.txt.gouji.ron"));
    let mut window = window(settings(), PreparedDialogs::default());
    window.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut window, "改名保留它，重新审定");
    window
}

#[track_caller]
fn check_report_beside_broken(put_review: impl Fn(&std::path::Path)) {
    let folder = tempfile::tempdir().unwrap();
    let review = folder.path().join("年报.txt.gouji.ron");
    let mut window = opened_beside(folder.path(), put_review);
    let before = fs::symlink_metadata(&review).unwrap().file_type();
    // The report can be looked at, and nothing can be lost.
    check_shown(&window, WRONG);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_shown(&window, WRONG);
    click(&mut window, "改名保留它，重新审定");
    check_gone(&window, "改名保留它，重新审定");
    let aside = folder.path().join("年报.txt.gouji.ron.1");
    assert_eq!(fs::symlink_metadata(aside).unwrap().file_type(), before);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    check_shown(&window, "已保存");
    assert!(review.is_file());
}

#[test]
fn a_review_that_cannot_be_read_leaves_a_way_to_open_the_report() {
    check_report_beside_broken(|review| fs::write(review, "(schema: 1, gouji: ").unwrap());
    #[cfg(unix)]
    check_report_beside_broken(|review| {
        std::os::unix::fs::symlink("/etc/hostname", review).unwrap();
    });
    #[cfg(unix)]
    check_report_beside_broken(|review| {
        let made = std::process::Command::new("mkfifo").arg(review).status();
        assert!(made.unwrap().success());
    });
}

/// A review of the report in the folder in which one cell was corrected.
#[track_caller]
fn saved_with_a_correction(folder: &Path) {
    let mut window = opened(folder);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut window, "已保存");
}

#[test]
fn a_report_changed_since_its_review_is_told_and_read_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    let review = folder.path().join("年报.txt.gouji.ron");
    saved_with_a_correction(folder.path());
    let saved = fs::read(&review).unwrap();
    fs::write(&report, SAMPLE.replace("青石镇", "白石镇")).unwrap();

    let mut second = window(settings(), PreparedDialogs::default());
    let open = Command::Open(vec![report.clone()]);
    second.state_mut().later(open.clone());
    wait_for(&mut second, "另开一份：识读现在的内容");
    check_shown(&second, RIGHT);
    click(&mut second, "另开一份：识读现在的内容");
    wait_for_part(&mut second, "这是报告现在的内容");
    press(&mut second, Modifiers::COMMAND, Key::Tab);
    press(&mut second, Modifiers::COMMAND, Key::Tab);
    check_shown(&second, WRONG);
    click(&mut second, WRONG);
    type_text(&mut second, "2");
    press(&mut second, Modifiers::NONE, Key::Enter);
    press(&mut second, Modifiers::COMMAND, Key::S);
    check_shown(&second, "已保存");
    assert_eq!(fs::read(&review).unwrap(), saved);
    drop(second);

    // The button leads to the review of the new content from now on.
    let mut third = window(settings(), PreparedDialogs::default());
    third.state_mut().later(open);
    wait_for(&mut third, "另开一份：识读现在的内容");
    click(&mut third, "另开一份：识读现在的内容");
    wait_for(
        &mut third,
        "表三 （四）1.本机关不掌握相关政府信息 商业企业：2",
    );
    check_gone(&third, "另开一份：识读现在的内容");
}

#[test]
fn another_review_is_taken_over_in_the_window_and_that_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    let review = folder.path().join("年报.txt.gouji.ron");
    // One corrects a cell and saves; that becomes the copy of a sync folder, beside a review with another step.
    saved_with_a_correction(folder.path());
    let copy = folder.path().join("年报.txt.gouji (冲突副本).ron");
    fs::rename(&review, &copy).unwrap();
    let before = fs::read(&copy).unwrap();
    let mut second = window(settings(), PreparedDialogs::default());
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, WRONG);
    second.state_mut().later(Command::MergeWith(copy.clone()));
    wait_for(&mut second, RIGHT);
    wait_for_part(&mut second, "已并入");
    assert_eq!(fs::read(&copy).unwrap(), before);
    // The same again adds nothing.
    second.state_mut().later(Command::MergeWith(copy.clone()));
    wait_for_part(&mut second, "这里都已经有了");
    press(&mut second, Modifiers::COMMAND, Key::Z);
    wait_for(&mut second, WRONG);
    // A review of another report is refused.
    let text = fs::read_to_string(&copy).unwrap();
    let other = folder.path().join("别的.gouji.ron");
    fs::write(&other, &text[..text.len() / 2]).unwrap();
    second.state_mut().later(Command::MergeWith(other));
    wait_for_part(&mut second, "别的.gouji.ron");
    check_shown(&second, WRONG);
}
