//! Opening: what is opened comes once, behind the hand that works, and says what it left out.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;

use crate::driver::*;

const FIRST: &str = "机关：云岭县甲石镇人民政府";
const SECOND: &str = "机关：云岭县乙石镇人民政府";
const READ_ONLY: &str = "只读：这份报告已在另一个窗口打开";

/// Three reports: of 甲石镇, 乙石镇 and 丙石镇.
fn three(folder: &Path) -> Vec<PathBuf> {
    let towns = [
        ("1.txt", "甲石镇"),
        ("2.txt", "乙石镇"),
        ("3.txt", "丙石镇"),
    ];
    towns
        .into_iter()
        .map(|(name, town)| {
            let path = folder.join(name);
            fs::write(&path, SAMPLE.replace("青石镇", town)).unwrap();
            path
        })
        .collect()
}

fn empty() -> Window {
    window(settings(), PreparedDialogs::default())
}

fn ask(window: &mut Window, paths: &[PathBuf]) {
    window.state_mut().later(Command::Open(paths.to_vec()));
    window.step();
}

fn listed(town: &str) -> String {
    format!("报告 2023 云岭县{town}人民政府")
}

#[test]
fn a_folder_with_reports_already_open_brings_each_once() {
    let folder = tempfile::tempdir().unwrap();
    let paths = three(folder.path());
    let mut window = empty();
    ask(&mut window, &paths[1..2]);
    wait_for(&mut window, SECOND);
    // The same folder, written another way; and one of its reports by the name of its review.
    let inner = folder.path().join("x");
    fs::create_dir(&inner).unwrap();
    let again = inner.join("..");
    ask(&mut window, &[again.clone(), folder.path().to_owned()]);
    wait_for(&mut window, &listed("丙石镇"));
    ask(&mut window, &[again.join("2.txt.gouji.ron"), again]);
    window.run_steps(40);
    for town in ["甲石镇", "乙石镇", "丙石镇"] {
        wait_for(&mut window, &listed(town));
        let rows = window.query_all_by_label_contains(&listed(town)).count();
        assert_eq!(rows, 1, "{town}");
        check_gone(&window, READ_ONLY);
        press(&mut window, Modifiers::COMMAND, Key::Tab);
    }
    wait_for(&mut window, "3 份，其中 3 份还有问题");
}

#[test]
fn a_file_asked_for_twice_at_once_is_opened_once() {
    let folder = tempfile::tempdir().unwrap();
    let paths = three(folder.path());
    let mut window = empty();
    let twice = [paths[0].clone(), paths[1].clone(), paths[0].clone()];
    ask(&mut window, &twice);
    ask(&mut window, &twice);
    wait_for(&mut window, &listed("乙石镇"));
    window.run_steps(20);
    check_shown(&window, "2 份，其中 2 份还有问题");
    check_gone(&window, READ_ONLY);
}

#[test]
fn what_loads_while_a_hand_works_stays_behind_and_takes_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let paths = three(folder.path());
    let mut window = empty();
    ask(&mut window, &paths[0..1]);
    wait_for(&mut window, FIRST);
    click(&mut window, WRONG);
    // Asked for by name; then, before it is there, the hand goes on.
    ask(&mut window, &paths[1..2]);
    window.event(Event::Text("1".to_owned()));
    window.step();
    wait_for(&mut window, &listed("乙石镇"));
    check_shown(&window, FIRST);
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    check_shown(&window, FIRST);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    check_shown(&window, SECOND);
    check_shown(&window, WRONG);
    check_shown(&window, "未改动");
}

#[test]
fn a_report_asked_for_by_name_comes_to_the_front_when_nothing_else_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let paths = three(folder.path());
    let mut window = empty();
    ask(&mut window, &paths[0..1]);
    wait_for(&mut window, FIRST);
    ask(&mut window, &paths[1..2]);
    wait_for(&mut window, SECOND);
}

#[test]
fn the_reports_of_a_folder_stay_behind_the_one_in_front() {
    let folder = tempfile::tempdir().unwrap();
    let paths = three(folder.path());
    let mut window = empty();
    ask(&mut window, &paths[1..2]);
    wait_for(&mut window, SECOND);
    ask(&mut window, &[folder.path().to_owned()]);
    wait_for(&mut window, &listed("甲石镇"));
    wait_for(&mut window, &listed("丙石镇"));
    window.run_steps(10);
    check_shown(&window, SECOND);
}

#[test]
fn a_path_half_typed_goes_on_when_the_first_report_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let paths = three(folder.path());
    let mut window = empty();
    click(&mut window, "按路径打开…");
    type_text(&mut window, "/tmp/半");
    ask(&mut window, &paths[0..1]);
    wait_for(&mut window, FIRST);
    type_text(&mut window, "路");
    assert!(window.query_all_by_value("/tmp/半路").count() > 0);
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_shown(&window, WRONG);
    check_shown(&window, "未改动");
}

/// A window whose last start ended with three reports listed, the second in front.
fn restarted(folder: &Path) -> Window {
    let paths = three(folder);
    let kept = Settings {
        open: paths
            .iter()
            .map(|path| (path.clone(), String::new()))
            .collect(),
        current: 1,
        ..settings()
    };
    let mut window = window(kept, PreparedDialogs::default());
    window.state_mut().resume();
    wait_for(&mut window, SECOND);
    window.run_steps(20);
    window
}

#[test]
fn at_the_next_start_only_the_last_report_is_opened_and_the_others_wait() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = restarted(folder.path());
    check_shown(&window, "报告  1.txt（未打开）");
    check_shown(&window, "报告  3.txt（未打开）");
    wait_for_part(&mut window, "，2 份未打开");
    let kept = window.state().settings_now();
    let names = kept.open.iter().map(|(path, _)| path.file_name().unwrap());
    let names: Vec<&std::ffi::OsStr> = names.collect();
    assert_eq!(names, ["1.txt", "2.txt", "3.txt"]);
    assert_eq!(kept.current, 1);
    // Each is opened when it is wanted, and keeps its place.
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for(&mut window, "机关：云岭县丙石镇人民政府");
    check_shown(&window, "报告  1.txt（未打开）");
    click(&mut window, "报告  1.txt（未打开）");
    wait_for(&mut window, FIRST);
    let kept = window.state().settings_now();
    assert_eq!(kept.open.len(), 3);
    assert_eq!(kept.current, 0);
    // What is known of them is known at the next start, though they are not open.
    let mut third = crate::driver::window(kept, PreparedDialogs::default());
    third.state_mut().resume();
    wait_for(&mut third, FIRST);
    check_shown(&third, &format!("{}（未打开）", listed("丙石镇")));
}

#[test]
fn a_listed_report_that_is_gone_says_so_and_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = restarted(folder.path());
    fs::remove_file(folder.path().join("3.txt")).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for_part(&mut window, "3.txt。请检查路径和文件名");
    check_shown(&window, SECOND);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for(&mut window, FIRST);
    check_shown(&window, "报告  3.txt（打不开）");
}

#[test]
fn signing_off_goes_on_to_a_report_that_is_only_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = restarted(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    click(&mut window, "强制审定");
    wait_for(&mut window, "机关：云岭县丙石镇人民政府");
}

#[test]
fn questions_for_files_begin_in_the_folder_of_the_report_in_front() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let paths = three(folder.path());
    let elsewhere = other.path().join("a.txt");
    fs::write(&elsewhere, SAMPLE).unwrap();
    let dialogs = PreparedDialogs::default();
    let began_in = std::sync::Arc::clone(&dialogs.began_in);
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    ask(&mut window, &[paths[0].clone(), elsewhere]);
    wait_for(&mut window, &listed("青石镇"));
    press(&mut window, Modifiers::COMMAND, Key::O);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    press(&mut window, Modifiers::COMMAND, Key::O);
    let here = Some(folder.path().to_owned());
    let there = Some(other.path().to_owned());
    assert_eq!(*began_in.lock().unwrap(), [None, here.clone(), here, there]);
}

#[test]
fn a_folder_says_what_it_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    three(folder.path());
    for name in ["扫描.png", "数据.json", "数据.xml", ".隐藏"] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::write(folder.path().join("4.rtf"), "{\\rtf1 x}").unwrap();
    let mut window = empty();
    ask(&mut window, &[folder.path().to_owned()]);
    wait_for_part(
        &mut window,
        "图片 1 个（.png 1）、数据文件 2 个（.json 1、.xml 1）、隐藏文件和系统文件 1 个",
    );
    wait_for_part(&mut window, "4.rtf：这是 RTF 文档，目前不能识读");
}

#[test]
fn a_dialog_that_never_answers_is_told_and_blocks_no_other() {
    let unanswered = gouji::app::dialogs::Unanswered::default();
    let dialogs = PreparedDialogs {
        unanswered: Some(unanswered.clone()),
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    let n_asked = || unanswered.lock().unwrap().len();
    press(&mut window, Modifiers::COMMAND, Key::O);
    press(&mut window, Modifiers::COMMAND, Key::O);
    assert_eq!(n_asked(), 1);
    // A quarter of a second from frame to frame.
    window.run_steps(24);
    let late = "还在等系统的文件对话框。如果它没有出现，按 Ctrl+L 直接输入路径，或者再试一次。";
    check_shown(&window, late);
    press(&mut window, Modifiers::COMMAND, Key::O);
    assert_eq!(n_asked(), 2);
    // An answer that comes after all puts the sentence away.
    let second = unanswered.lock().unwrap().pop().unwrap();
    second.send(Vec::new()).unwrap();
    window.run_steps(4);
    check_gone(&window, late);
}
