//! The pages of the original beside the text. Report and pages are invented.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::{
    RIGHT, SAMPLE, WRONG, Window, check_gone, check_shown, click, press, settings, type_text,
    wait_for, wait_for_part, window,
};
use crate::pdf::{self, Page};

fn print(path: &Path) {
    let mut first = Page::default();
    first.text(100.0, 100.0, 12.0, "第一页");
    fs::write(path, pdf::print(&[first, Page::default()], true)).unwrap();
}

fn opened(folder: &Path, pages: Vec<PathBuf>) -> Window {
    let report = folder.join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        pages,
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, WRONG);
    window
}

#[test]
fn the_pages_beside_a_text_are_shown_and_gone_through() {
    let folder = tempfile::tempdir().unwrap();
    print(&folder.path().join("年报.pdf"));
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for(&mut window, "第 1 / 2 页");
    check_gone(&window, "报告原文");
    for _ in 0..2 {
        press(&mut window, Modifiers::ALT, Key::PageDown);
    }
    wait_for(&mut window, "第 2 / 2 页");
    press(&mut window, Modifiers::ALT, Key::PageUp);
    wait_for(&mut window, "第 1 / 2 页");
    press(&mut window, Modifiers::ALT, Key::T);
    // Typing goes where it always goes.
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::ALT, Key::Y);
    check_shown(&window, "报告原文");
    check_shown(&window, "第 1 / 2 页");
    press(&mut window, Modifiers::ALT, Key::Y);
    check_gone(&window, "第 1 / 2 页");
}

#[test]
fn pages_that_are_elsewhere_are_chosen_and_those_that_cannot_be_drawn_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("别处.pdf");
    print(&elsewhere);
    let mut window = opened(folder.path(), vec![elsewhere.clone()]);
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for_part(&mut window, "没有找到原件");
    click(&mut window, "配对原件…");
    wait_for(&mut window, "第 1 / 2 页");
    fs::write(&elsewhere, "不是 PDF").unwrap();
    press(&mut window, Modifiers::ALT, Key::PageDown);
    wait_for_part(&mut window, "没有可以显示的页面");
}

#[test]
fn a_scan_beside_a_text_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    image::RgbImage::new(200, 300)
        .save(folder.path().join("年报.png"))
        .unwrap();
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for(&mut window, "第 1 / 1 页");
}

#[test]
fn what_a_second_reading_has_otherwise_is_gone_through_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("另一份.txt");
    fs::write(
        &other,
        SAMPLE
            .replace("申请28件", "申请29件")
            .replace("\t7\t", "\t1\t"),
    )
    .unwrap();
    let mut window = opened(folder.path(), vec![other]);
    // Before there is an original, it is told how to get one.
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::P);
    wait_for_part(&mut window, "没有原件可读");
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::Y);
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::P);
    wait_for_part(&mut window, "比较 200 格，1 格不同");
    check_shown(&window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::F8);
    wait_for_part(&mut window, "此处读为“7”，再读为“1”");
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    // Beside the same text the original is found again at the next start.
    let settings = window.state().settings_now();
    assert_eq!(settings.pairs.len(), 1);
}

#[test]
fn a_cell_or_a_row_is_read_again_from_its_place_on_the_page_and_nothing_is_overwritten() {
    if !gouji::source::scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.pdf");
    fs::write(&report, pdf::print(&[crate::carpet::form()], true)).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    let cell = "表二 规章 本年制发件数：7";
    wait_for(&mut window, cell);
    click(&mut window, cell);
    let again = Modifiers::ALT | Modifiers::SHIFT;
    press(&mut window, again, Key::R);
    wait_for_part(
        &mut window,
        "表二 规章 本年制发件数：从图上再读为“7”，与识读相同",
    );
    wait_for_part(&mut window, "从 年报.pdf 再读为“7”");
    // What the reviewer enters is not what is compared.
    type_text(&mut window, "8");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::SHIFT, Key::Space);
    press(&mut window, again, Key::R);
    // The digits of this font stand so wide apart that two of them are no number.
    wait_for_part(
        &mut window,
        "从图上再读 3 格，0 格不同。按 Ctrl+F8 逐一查看，数值没有改动。另有 1 格没有读出数",
    );
    check_shown(&window, "表二 规章 本年制发件数：8");
}

#[test]
fn cells_whose_place_is_not_known_are_not_read_again_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::R);
    wait_for_part(&mut window, "不知道所选的格印在原件的哪里");
}
