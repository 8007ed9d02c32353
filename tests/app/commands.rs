//! Every command is reachable by name and by menu, with the keyboard alone.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::{Language, Settings};

use crate::driver::{
    SAMPLE, WRONG, Window, asked_for, check_gone, check_shown, opened, press, settings, type_text,
    wait_for, wait_for_part, window, window_of,
};

#[test]
fn the_palette_takes_initials_and_english_in_either_language() {
    for (language, query) in [
        (Language::Chinese, "sdr"),
        (Language::Chinese, "reviewer"),
        (Language::English, "sdr"),
        (Language::English, "revie"),
    ] {
        let settings = Settings {
            language,
            ..settings()
        };
        let mut window = window(settings, gouji::app::dialogs::PreparedDialogs::default());
        window.run_steps(2);
        press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        type_text(&mut window, query);
        press(&mut window, Modifiers::NONE, Key::Enter);
        let title = match language {
            Language::Chinese => "请填写您的姓名",
            Language::English => "Your name goes",
        };
        wait_for_part(&mut window, title);
    }
}

#[test]
fn a_menu_is_opened_by_its_letter_and_walked_by_the_arrows() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::ALT, Key::E);
    window.run_steps(2);
    let focused = |window: &Window| {
        let mut nodes = window.query_all_by(|node| node.is_focused() && node.label().is_some());
        nodes.find_map(|node| node.accesskit_node().label())
    };
    assert_eq!(focused(&window).as_deref(), Some("撤销 Ctrl+Z"));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(focused(&window).as_deref(), Some("重做 Ctrl+Y"));
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(focused(&window).as_deref(), Some("上一处匹配 Shift+F3"));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    window.run_steps(2);
    assert_eq!(focused(&window).as_deref(), Some("下一个问题 F8"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(2);
    check_gone(&window, "上一个问题 Shift+F8");
    // What is typed goes to the selected cell again.
    type_text(&mut window, "1");
    check_shown(&window, "编辑单元格");
}

#[test]
fn a_menu_chooses_by_enter() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::ALT, Key::H);
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "在表中");
}

#[test]
fn header_fields_are_edited_from_the_palette() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_text(&mut window, "gznd");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    check_shown(&window, "编辑 年度");
}

#[test]
fn a_report_opens_at_its_first_problem() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    window.run_steps(3);
    // The cell that the proposal changes can be mended at once.
    wait_for(&mut window, "采纳 Alt+1");
    press(&mut window, Modifiers::ALT, Key::Num1);
    window.run_steps(3);
    check_gone(&window, WRONG);
}

#[test]
fn what_was_out_of_sight_is_brought_into_the_middle() {
    let folder = tempfile::tempdir().unwrap();
    let dialogs = asked_for(folder.path(), SAMPLE);
    let mut window = window_of([1366.0, 742.0], settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, WRONG);
    window.run_steps(12);
    let at = window.get_by_label(WRONG).rect().center().y;
    assert!((200.0..550.0).contains(&at), "{at}");
}

#[test]
fn a_long_line_of_the_list_of_keys_lies_over_no_other() {
    for (width, language, line) in [
        (
            1366.0,
            Language::Chinese,
            "用空格或逗号隔开，从此格起录入一行（_ 为空白）",
        ),
        (
            1366.0,
            Language::English,
            "Separated by spaces or commas: fills the row from this cell (_ is a blank)",
        ),
        (
            800.0,
            Language::English,
            "Separated by spaces or commas: fills the row from this cell (_ is a blank)",
        ),
    ] {
        let settings = Settings {
            language,
            ..settings()
        };
        let mut window = window_of([width, 740.0], settings, PreparedDialogs::default());
        press(&mut window, Modifiers::NONE, Key::F1);
        let line = window.get_by_label(line).rect();
        let beside = window.get_by_label("Ctrl+Shift+U").rect();
        assert!(line.right() < beside.left(), "{line:?} and {beside:?}");
    }
}
