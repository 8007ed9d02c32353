//! Reports that come from the clipboard, and from an archive.

use std::fs;
use std::io::{Cursor, Write};

use egui::{Event, Key, Modifiers};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::dataset::load;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::driver::*;

fn paste(window: &mut Window, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    window.run_steps(3);
}

#[test]
fn text_of_the_clipboard_becomes_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let dialogs = PreparedDialogs {
        // Without an ending, as a hand types it.
        text: vec![folder.path().join("新报告")],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::N);
    wait_for_part(&mut window, "剪贴板里没有文字");
    // There is nothing to save yet.
    click(&mut window, "保存并打开…");
    paste(&mut window, "别的");
    check_gone(
        &window,
        "剪贴板里没有文字。复制报告的文字，再在这里按 Ctrl+V。",
    );
    paste(&mut window, SAMPLE);
    click(&mut window, "保存并打开…");
    wait_for(&mut window, WRONG);
    let report = folder.path().join("新报告.txt");
    assert_eq!(fs::read_to_string(&report).unwrap(), SAMPLE);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut window, "已保存");
    let review = load(&folder.path().join("新报告.txt.gouji.ron")).unwrap();
    assert_eq!(review.session.source().text, SAMPLE);
}

#[test]
fn a_text_that_was_not_saved_is_not_lost_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    fs::write(&report, "原有的").unwrap();
    let dialogs = PreparedDialogs {
        text: vec![report.clone()],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::N);
    paste(&mut window, SAMPLE);
    click(&mut window, "保存并打开…");
    wait_for_part(&mut window, "同名文件已经存在");
    assert_eq!(fs::read_to_string(&report).unwrap(), "原有的");
    // The question is there again, with the text.
    let n_lines = SAMPLE.lines().count();
    wait_for_part(&mut window, &format!("共 {n_lines} 行"));
}

#[test]
fn an_archive_is_opened_like_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in [("街道/年报.txt", SAMPLE), ("再包.zip", "PK")] {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
    }
    let archive = folder.path().join("全区.zip");
    fs::write(&archive, writer.finish().unwrap().into_inner()).unwrap();
    let mut window = window(settings(), PreparedDialogs::default());
    window.state_mut().later(Command::Open(vec![archive]));
    wait_for(&mut window, WRONG);
    wait_for_part(&mut window, "压缩包里的压缩包");
    let beside = folder.path().join("全区.zip 的内容");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut window, "已保存");
    assert!(beside.join("街道/年报.txt.gouji.ron").exists());
}

#[test]
fn two_reports_in_one_file_are_parted() {
    let folder = tempfile::tempdir().unwrap();
    let other = SAMPLE.replace("青石镇", "白石镇");
    let both = format!("{SAMPLE}\n{other}");
    let mut window = opened_text(folder.path(), &both, WRONG);
    let act = |window: &mut Window| {
        let split = Command::Act(gouji::app::commands::Action::SplitReport);
        window.state_mut().later(split);
        window.run_steps(3);
    };
    act(&mut window);
    wait_for_part(&mut window, "请先在原文里选中");
    press(&mut window, Modifiers::NONE, Key::F6);
    // The first line is no place to part at: nothing stands before it.
    select_in_source(&mut window, SAMPLE.lines().next().unwrap());
    act(&mut window);
    wait_for_part(&mut window, "没有找到任何法定表格");
    // Somewhere in the first line of the second report.
    let start = SAMPLE.chars().count() + 1;
    select_characters(&mut window, start + 2..start + 4);
    act(&mut window);
    wait_for_part(&mut window, "已分成两份");
    // The parts stand for the file, in the list and when its folder is read.
    let open = window.state().settings_now().open;
    assert!(
        !open.iter().any(|(path, _)| path.ends_with("年报.txt")),
        "{open:?}"
    );
    let listing = gouji::dataset::folder::reports_in(folder.path());
    assert_eq!(listing.found.len(), 2);
    let told = listing.passed.summary().chinese;
    assert!(told.contains("已分成两份的文件 1 个"), "{told}");
    let part = |number: &str| {
        let file = folder
            .path()
            .join(format!("年报.txt（{number}）.gouji.ron"));
        load(&file).unwrap().session
    };
    assert_eq!(part("一").source().text, format!("{SAMPLE}\n"));
    assert_eq!(part("二").source().text, other);
    assert_ne!(part("一").source().sha256, part("二").source().sha256);
    assert_eq!(
        part("一").value(&CORRECTED.parse().unwrap()),
        part("二").value(&CORRECTED.parse().unwrap())
    );
}

const CORRECTED: &str = "requests.unavailable.not_held.enterprise";

#[test]
fn enter_saves_what_was_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let dialogs = PreparedDialogs {
        text: vec![folder.path().join("新报告.txt")],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::N);
    wait_for_part(&mut window, "剪贴板里没有文字");
    paste(&mut window, SAMPLE);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, WRONG);
}
