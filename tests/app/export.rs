//! 导出数据集: the saved reviews of the window's reports become a table. The report is the sample.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::{
    SAMPLE, WRONG, Window, check_gone, click, press, settings, type_text, wait_for, wait_for_part,
    window,
};

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A window with one open report, whose questions where to write a table are answered with `table`.
fn opened(folder: &Path, table: PathBuf) -> Window {
    let report = folder.join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        table: vec![table],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, WRONG);
    window
}

fn save(window: &mut Window) {
    press(window, Modifiers::COMMAND, Key::S);
}

#[test]
fn what_was_saved_is_written_in_the_form_that_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("数据");
    let mut window = opened(folder.path(), table.clone());
    save(&mut window);
    // One more step, which the table does not have: it is said.
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, CTRL_SHIFT, Key::X);
    wait_for_part(&mut window, "其中 1 份有未保存的修改");
    wait_for_part(&mut window, "预览（共");
    wait_for(&mut window, "label_en");
    click(&mut window, "一份报告");
    wait_for_part(&mut window, "预览（共");
    click(&mut window, "JSON Lines .json");
    click(&mut window, "选择文件并导出…");
    wait_for_part(&mut window, "1 份报告，1 行");
    let written = fs::read_to_string(table.with_extension("json")).unwrap();
    assert_eq!(written.lines().count(), 1);
    assert!(written.contains("\"year\":2023"), "{written}");
    assert!(table.with_extension("json.codebook.md").exists());
}

#[test]
fn a_report_is_not_written_over_and_nothing_is_exported_before_it_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    let mut window = opened(folder.path(), folder.path().join("年报.txt.gouji.ron"));
    press(&mut window, CTRL_SHIFT, Key::X);
    wait_for_part(&mut window, "没有可导出的内容");
    save(&mut window);
    let review = folder.path().join("年报.txt.gouji.ron");
    let before = fs::read(&review).unwrap();
    press(&mut window, CTRL_SHIFT, Key::X);
    wait_for_part(&mut window, "预览（共");
    click(&mut window, "RON .ron");
    click(&mut window, "选择文件并导出…");
    wait_for_part(&mut window, "没有导出");
    assert_eq!(fs::read(&review).unwrap(), before);
    assert_eq!(fs::read_to_string(&report).unwrap(), SAMPLE);
}

#[test]
fn the_question_is_left_with_escape_and_by_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path(), folder.path().join("数据.csv"));
    save(&mut window);
    press(&mut window, CTRL_SHIFT, Key::X);
    wait_for_part(&mut window, "预览（共");
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_gone(&window, "选择文件并导出…");
    press(&mut window, CTRL_SHIFT, Key::X);
    wait_for_part(&mut window, "预览（共");
    press(&mut window, Modifiers::COMMAND, Key::F);
    check_gone(&window, "选择文件并导出…");
    assert!(!folder.path().join("数据.csv").exists());
}
