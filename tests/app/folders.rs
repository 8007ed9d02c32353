//! A folder as a dataset: listed whole, read in the background, remembered in an index; only what is on the desk is open.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::dataset::work_log::{self, Stretch};
use gouji::source::hash::sha256_hex;

use crate::driver::*;

const INDEX: &str = ".gouji.index";

/// Writes a report, as it would stand there since an hour.
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(hour_ago).unwrap();
}

/// Writes reports of these towns and years: `01.txt` of the first, and so on.
fn write_all(folder: &Path, reports: &[(&str, &str)]) {
    for (number, (town, year)) in (1..).zip(reports) {
        let text = SAMPLE.replace("青石镇", town).replace("2023", year);
        write(&folder.join(format!("{number:02}.txt")), &text);
    }
}

fn office(town: &str) -> String {
    format!("机关：云岭县{town}人民政府")
}

fn row(year: &str, town: &str) -> String {
    format!("报告 {year} 云岭县{town}人民政府")
}

/// A window that opened the folder, whose first report is of `town`, and read all its reports.
fn opened_folder(folder: &Path, town: &str) -> Window {
    let mut window = window_of([1280.0, 760.0], settings(), PreparedDialogs::default());
    let open = Command::Open(vec![folder.to_owned()]);
    window.state_mut().later(open);
    wait_for(&mut window, &office(town));
    for _ in 0..3_000 {
        window.run_steps(2);
        let is_reading = window.query_by_label_contains("正在打开").is_some();
        if !is_reading && folder.join(INDEX).exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    window.run_steps(4);
    window
}

/// The towns of the list from top to bottom, by their first character.
fn listed(window: &Window) -> String {
    let mut rows: Vec<(f32, char)> = window
        .query_all_by_label_contains("报告 20")
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            let (_, town) = label.split_once("云岭县")?;
            Some((node.rect().top(), town.chars().next()?))
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, town)| town).collect()
}

#[test]
fn only_the_report_on_the_desk_is_open_and_locked() {
    let folder = tempfile::tempdir().unwrap();
    let towns = [("甲石镇", "2023"), ("乙石镇", "2023"), ("丙石镇", "2023")];
    write_all(folder.path(), &towns);
    let mut first = opened_folder(folder.path(), "甲石镇");
    assert_eq!(listed(&first), "甲乙丙");
    check_shown(&first, "3 份，其中 3 份还有问题");
    check_shown(&first, "进度：审定 0　待审 3");
    // Another window may change what is only listed here, and what it saves is seen when the folder is opened again.
    let mut second = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("02.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, &office("乙石镇"));
    check_gone(&second, "只读：这份报告已在另一个窗口打开");
    click(&mut second, WRONG);
    type_text(&mut second, "1");
    press(&mut second, Modifiers::NONE, Key::Enter);
    press(&mut second, Modifiers::COMMAND, Key::S);
    check_shown(&second, "已保存");
    let open = Command::Open(vec![folder.path().to_owned()]);
    first.state_mut().later(open);
    wait_for(&mut first, "进度：审定 0　在审 1　待审 2");
    drop(second);
    click(&mut first, &row("2023", "乙石镇"));
    wait_for(&mut first, RIGHT);
}

#[test]
fn a_second_start_reads_only_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let towns = [("甲石镇", "2023"), ("乙石镇", "2023"), ("丙石镇", "2023")];
    write_all(folder.path(), &towns);
    drop(opened_folder(folder.path(), "甲石镇"));
    // The second report has another content and looks as it did; the third can be told to have changed.
    let (second, third) = (folder.path().join("02.txt"), folder.path().join("03.txt"));
    let before = fs::metadata(&second).unwrap().modified().unwrap();
    write(&second, &SAMPLE.replace("青石镇", "丁石镇"));
    let file = File::options().write(true).open(&second).unwrap();
    file.set_modified(before).unwrap();
    fs::write(&third, SAMPLE.replace("青石镇", "戊石镇")).unwrap();
    let mut window = opened_folder(folder.path(), "甲石镇");
    wait_for(&mut window, &row("2023", "戊石镇"));
    assert_eq!(listed(&window), "甲乙戊");
    drop(window);
    // An index that is cut, or of nobody knows what, is as good as none.
    let index = fs::read(folder.path().join(INDEX)).unwrap();
    for damaged in [&index[..index.len() / 2], b"\xFF\x00nothing"] {
        fs::write(folder.path().join(INDEX), damaged).unwrap();
        let mut window = opened_folder(folder.path(), "甲石镇");
        wait_for(&mut window, &row("2023", "丁石镇"));
        assert_eq!(listed(&window), "甲丁戊");
    }
}

#[test]
fn many_reports_do_not_stay_open_and_none_with_steps_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let towns: Vec<String> = "甲乙丙丁戊己庚辛壬癸子"
        .chars()
        .map(|town| format!("{town}石镇"))
        .collect();
    let reports: Vec<(&str, &str)> = towns.iter().map(|town| (town.as_str(), "2023")).collect();
    write_all(folder.path(), &reports);
    let mut window = opened_folder(folder.path(), "甲石镇");
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "改动已暂存");
    for town in &towns[1..] {
        press(&mut window, Modifiers::COMMAND, Key::Tab);
        wait_for(&mut window, &office(town));
    }
    let is_locked = |number: usize| {
        let lock = format!(".{number:02}.txt.gouji.ron.lock");
        folder.path().join(lock).exists()
    };
    let locked: Vec<usize> = (1..=towns.len()).filter(|at| is_locked(*at)).collect();
    // The first has steps, so it is kept, and those that were not in front for longest are closed.
    assert_eq!(locked, [1, 5, 6, 7, 8, 9, 10, 11]);
    wait_for(&mut window, "11 份，其中 11 份还有问题");
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for(&mut window, &office("甲石镇"));
    check_shown(&window, RIGHT);
    check_shown(&window, "改动已暂存");
    assert!(folder.path().join("01.txt.gouji.ron.steps").exists());
}

#[test]
fn the_list_tells_how_long_reports_were_worked_on() {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), &[("甲石镇", "2022"), ("乙石镇", "2023")]);
    let text = fs::read(folder.path().join("02.txt")).unwrap();
    let log = folder.path().join("work.log");
    let stretch = Stretch {
        by: "审定员甲".to_owned(),
        sha256: sha256_hex(&text),
        seconds: 61,
        ..Stretch::default()
    };
    work_log::append(&log, &stretch).unwrap();
    let mut window = opened_folder(folder.path(), "甲石镇");
    press(&mut window, Modifiers::SHIFT, Key::F7);
    assert_eq!(listed(&window), "甲乙");
    window.state_mut().keep_work_log(Some(log));
    window.run_steps(3);
    click(&mut window, "分钟");
    assert_eq!(listed(&window), "乙甲");
}

#[test]
fn the_whole_list_is_ordered_by_its_heads_and_filtered() {
    let folder = tempfile::tempdir().unwrap();
    write_all(
        folder.path(),
        &[
            ("甲石镇", "2022"),
            ("乙石镇", "2023"),
            ("丙石镇", "2021"),
            ("乙石镇", "2022"),
        ],
    );
    let mut window = opened_folder(folder.path(), "甲石镇");
    press(&mut window, Modifiers::SHIFT, Key::F7);
    assert_eq!(listed(&window), "甲乙丙乙");
    click(&mut window, "最后改动");
    click(&mut window, "年度");
    assert_eq!(listed(&window), "丙甲乙乙");
    click(&mut window, "年度");
    assert_eq!(listed(&window), "乙甲乙丙");
    // First letters, several filters together, and all again.
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    type_text(&mut window, "ysz");
    assert_eq!(listed(&window), "乙乙");
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "年度：全部");
    click(&mut window, "2022（2）");
    assert_eq!(listed(&window), "甲乙");
    click(&mut window, "状态：全部");
    click(&mut window, "待审（4）");
    assert_eq!(listed(&window), "甲乙");
    click(&mut window, "全部列出");
    assert_eq!(listed(&window).chars().count(), 4);
    // A report that is chosen comes with its tables.
    click(&mut window, &row("2021", "丙石镇"));
    wait_for(&mut window, &office("丙石镇"));
    check_shown(&window, WRONG);
}

#[test]
fn duplicates_and_broken_chains_of_years_are_told_and_the_doubtful_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let sound = SAMPLE.replace("\t3\t7\t0\t0\t0\t0\t4", "\t3\t1\t0\t0\t0\t0\t4");
    write(&folder.path().join("1.txt"), &sound);
    write(&folder.path().join("2.txt"), &sound.replace("2023", "2022"));
    write(&folder.path().join("3.txt"), SAMPLE);
    write(&folder.path().join("4.txt"), SAMPLE);
    let mut window = opened_folder(folder.path(), "青石镇");
    click(&mut window, "筛选…");
    wait_for(&mut window, "只看重复（3）");
    click(&mut window, "只看重复（3）");
    assert_eq!(listed(&window).chars().count(), 3);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    wait_for(&mut window, WRONG);
}

#[test]
fn a_report_that_is_closed_goes_back_to_the_list_and_a_folder_is_closed_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), &[("甲石镇", "2023"), ("乙石镇", "2023")]);
    let mut window = opened_folder(folder.path(), "甲石镇");
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    wait_for_part(&mut window, "没有关闭：“01.txt”还有改动没有保存");
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "不保存");
    wait_for(&mut window, "进度：审定 0　待审 2");
    assert_eq!(listed(&window), "甲乙");
    click(&mut window, &row("2023", "甲石镇"));
    wait_for(&mut window, WRONG);
    let kept = window.state().settings_now();
    assert_eq!(kept.folders, [folder.path().to_owned()]);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    wait_for(&mut window, "试看示例报告");
    assert_eq!(listed(&window), "");
    assert!(window.state().settings_now().folders.is_empty());
    drop(window);
    // What was open at the end is there again, with its folder.
    let mut next = crate::driver::window(kept, PreparedDialogs::default());
    next.state_mut().resume();
    wait_for(&mut next, &office("甲石镇"));
    wait_for(&mut next, &row("2023", "乙石镇"));
    assert_eq!(listed(&next), "甲乙");
}

#[test]
fn steps_that_a_crash_left_behind_are_seen_before_their_report_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), &[("甲石镇", "2023"), ("乙石镇", "2023")]);
    let mut crashed = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("02.txt");
    crashed.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut crashed, WRONG);
    click(&mut crashed, WRONG);
    type_text(&mut crashed, "1");
    press(&mut crashed, Modifiers::NONE, Key::Enter);
    wait_for(&mut crashed, "改动已暂存");
    drop(crashed);
    let mut window = opened_folder(folder.path(), "甲石镇");
    let marked = "报告 * 2023 云岭县乙石镇人民政府";
    wait_for(&mut window, marked);
    check_shown(&window, "1 份有改动没有保存");
    click(&mut window, marked);
    wait_for(&mut window, "上次有改动没有保存");
    click(&mut window, "恢复改动");
    check_shown(&window, RIGHT);
    check_gone(&window, "1 份有改动没有保存");
}

#[test]
fn the_list_follows_what_others_do_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let towns = [("甲石镇", "2023"), ("乙石镇", "2023"), ("丙石镇", "2023")];
    write_all(folder.path(), &towns);
    let mut window = opened_folder(folder.path(), "甲石镇");
    let come_back = |window: &mut Window| {
        window.event(egui::Event::WindowFocused(true));
        window.run_steps(2);
    };
    // A report that comes between others stands between them; one that goes is gone, as if it had never been there.
    write(
        &folder.path().join("01乙.txt"),
        &SAMPLE.replace("青石镇", "丁石镇"),
    );
    fs::remove_file(folder.path().join("02.txt")).unwrap();
    come_back(&mut window);
    // In one sentence, or in two where the folder was looked at in between.
    wait_for_part(&mut window, "新增 1 份");
    wait_for_part(&mut window, "少了 1 份");
    wait_for(&mut window, &row("2023", "丁石镇"));
    assert_eq!(listed(&window), "甲丁丙");
    // One whose text or review changes is read again, without a word.
    let mut other = crate::driver::window(settings(), PreparedDialogs::default());
    let third = folder.path().join("03.txt");
    other.state_mut().later(Command::Open(vec![third]));
    wait_for(&mut other, WRONG);
    click(&mut other, WRONG);
    type_text(&mut other, "1");
    press(&mut other, Modifiers::NONE, Key::Enter);
    press(&mut other, Modifiers::COMMAND, Key::S);
    drop(other);
    come_back(&mut window);
    wait_for(&mut window, "进度：审定 0　在审 1　待审 2");
    // What is open stays open when its file is gone, and steps are saved.
    fs::remove_file(folder.path().join("01.txt")).unwrap();
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::SHIFT, Key::F5);
    wait_for(&mut window, "文件夹里没有变化。");
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(folder.path().join("01.txt.gouji.ron").exists());
}

#[test]
fn a_folder_that_cannot_be_seen_takes_nothing_off_the_list() {
    let outer = tempfile::tempdir().unwrap();
    let (folder, away) = (outer.path().join("报告"), outer.path().join("拔掉"));
    fs::create_dir(&folder).unwrap();
    write_all(&folder, &[("甲石镇", "2023"), ("乙石镇", "2023")]);
    let mut window = opened_folder(&folder, "甲石镇");
    fs::rename(&folder, &away).unwrap();
    press(&mut window, Modifiers::SHIFT, Key::F5);
    wait_for_part(&mut window, "无法打开文件夹");
    assert_eq!(listed(&window), "甲乙");
    fs::rename(&away, &folder).unwrap();
}

#[test]
fn leaving_asks_once_for_all_reports_that_are_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let towns = [("甲石镇", "2023"), ("乙石镇", "2023"), ("丙石镇", "2023")];
    write_all(folder.path(), &towns);
    let mut window = opened_folder(folder.path(), "甲石镇");
    for (town, _) in &towns {
        click(&mut window, &row("2023", town));
        wait_for(&mut window, &office(town));
        click(&mut window, WRONG);
        type_text(&mut window, "1");
        press(&mut window, Modifiers::NONE, Key::Enter);
    }
    let viewport = window.input_mut().viewports.entry(egui::ViewportId::ROOT);
    let events = &mut viewport.or_default().events;
    events.push(egui::ViewportEvent::Close);
    window.run_steps(3);
    check_shown(&window, "另有 2 份报告也有未保存的改动。");
    click(&mut window, "全部保存");
    for number in 1..=towns.len() {
        let review = folder.path().join(format!("{number:02}.txt.gouji.ron"));
        assert!(review.exists(), "{number}");
    }
}
