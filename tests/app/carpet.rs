//! The digit carpet, on a text and on pages.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::{
    RIGHT, SAMPLE, WRONG, Window, check_gone, check_shown, click, opened, press, settings,
    wait_for_part, window,
};
use crate::pdf::{self, Page};

fn show(window: &mut Window) {
    press(window, Modifiers::COMMAND, Key::T);
    wait_for_part(window, "同字对照");
}

/// The place of the selected figure, from 1.
fn position(window: &Window) -> usize {
    let said = window.query_all_by_label_contains(" / ");
    let said = said.filter_map(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    let mut numbers = said.filter_map(|label| label.split_once(" / ")?.0.parse().ok());
    numbers.next().unwrap()
}

#[test]
fn figures_with_the_same_digit_are_walked_and_corrected_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    show(&mut window);
    // The digit of the selected cell; the tables are gone.
    check_shown(&window, WRONG);
    check_gone(&window, "表三 （四）2.没有现成信息需要另行制作 商业企业：0");
    let own = position(&window);
    assert!(own > 1, "another figure was read as 7");
    // Several keys of one frame: typed, and on to the figure before, which is marked as doubtful.
    for event in [
        egui::Event::Text("1".to_owned()),
        key(Key::ArrowLeft),
        key(Key::Space),
    ] {
        window.event(event);
    }
    window.run_steps(3);
    // The figure stays in the carpet of what it was read as.
    check_shown(&window, RIGHT);
    assert_eq!(position(&window), own - 1);
    assert!(window.query_all_by_label_contains("，存疑").count() > 0);
    // Each was an ordinary step.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.query_all_by_label_contains("，存疑").count(), 0);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
    // Enter goes to the cell.
    press(&mut window, Modifiers::NONE, Key::F2);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "表三 （四）2.没有现成信息需要另行制作 商业企业：0");
    check_gone(&window, "返回表格");
}

#[test]
fn every_digit_has_its_figures_and_keys_go_round() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    show(&mut window);
    let zeros = |window: &Window| {
        let label = "表三 （四）2.没有现成信息需要另行制作 商业企业：0";
        window.query_by_label(label).is_some()
    };
    assert!(!zeros(&window));
    let n = window.query_all_by_label_contains(" (").count();
    assert!(n >= 9, "{n}");
    let mut seen = 0;
    for _ in 0..n {
        press(&mut window, Modifiers::NONE, Key::Tab);
        seen += usize::from(zeros(&window));
    }
    assert_eq!(seen, 1);
    check_shown(&window, WRONG);
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Tab);
    check_shown(&window, WRONG);
    for key in [
        Key::ArrowDown,
        Key::ArrowRight,
        Key::PageDown,
        Key::End,
        Key::ArrowUp,
    ] {
        press(&mut window, Modifiers::NONE, key);
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_gone(&window, "返回表格");
}

#[test]
fn the_next_report_shows_its_own_figures_until_they_are_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut reports = Vec::new();
    for name in ["甲.txt", "乙.txt"] {
        reports.push(folder.path().join(name));
        fs::write(reports.last().unwrap(), SAMPLE).unwrap();
    }
    let dialogs = PreparedDialogs {
        reports,
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for_part(&mut window, "商业企业：7");
    show(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    wait_for_part(&mut window, "返回表格");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    check_gone(&window, "返回表格");
}

#[test]
fn figures_of_a_page_are_shown_as_they_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.pdf");
    fs::write(&report, pdf::print(&[form()], true)).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for_part(&mut window, "表二 规章 本年制发件数：7");
    window
        .get_by_label_contains("表二 规章 本年制发件数：7")
        .click();
    window.run_steps(3);
    show(&mut window);
    wait_for_part(&mut window, "表二 规章 本年制发件数：7（图）");
    // Digits are drawn in the window as they are on the page: it changes what is there.
    press(&mut window, Modifiers::NONE, Key::Space);
    wait_for_part(&mut window, "表二 规章 本年制发件数：7，存疑（图）");
}

/// A page with table two.
pub(crate) fn form() -> Page {
    let mut page = Page::default();
    let title = "青岚县白榆镇人民政府2022年政府信息公开工作年度报告";
    page.text(80.0, 80.0, 14.0, title);
    page.text(80.0, 120.0, 12.0, "二、主动公开政府信息情况");
    let edges = [80.0, 240.0, 330.0, 420.0, 510.0];
    let head = ["第二十条第（一）项"].map(Some);
    let head = [head[0], None, None, None];
    let names = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"].map(Some);
    let first = ["规章", "7", "0", "17"].map(Some);
    let second = ["行政规范性文件", "3", "1", "27"].map(Some);
    page.table(140.0, &edges, &[&head, &names, &first, &second]);
    page
}

fn key(key: Key) -> egui::Event {
    egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}
