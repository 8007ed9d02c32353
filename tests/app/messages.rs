//! Messages: they move nothing, what has no place is counted, and all are kept.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::*;

/// What the status bar says of a question that has to be answered first.
const ANSWER_FIRST: &str = "请先回答窗口中的问题";

/// Asks for files that do not exist, and waits for the last refusal.
fn ask_in_vain(window: &mut Window, n: usize) {
    let paths = (1..=n).map(|n| PathBuf::from(format!("没有{n}.txt")));
    window.state_mut().later(Command::Open(paths.collect()));
    wait_for_part(window, &format!("没有{n}.txt。"));
    window.run_steps(10);
}

fn n_shown(window: &Window) -> usize {
    let close = window.query_all_by_label_contains("关闭此消息：找不到文件");
    close.count()
}

#[test]
fn a_message_never_moves_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let place = |window: &Window| window.get_by_label(WRONG).rect();
    let before = place(&window);
    ask_in_vain(&mut window, 3);
    assert_eq!(n_shown(&window), 3);
    assert_eq!(place(&window), before);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(n_shown(&window), 0);
    assert_eq!(place(&window), before);
}

#[test]
fn messages_beyond_four_are_counted_and_kept_in_a_drawer() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    ask_in_vain(&mut window, 7);
    assert_eq!(n_shown(&window), 4);
    check_shown(&window, "另有 3 条消息，按 F12 全部查看");
    let all = |window: &Window| {
        (1..=7)
            .filter(|n| {
                let name = format!("没有{n}.txt");
                window.query_all_by_label_contains(&name).count() > 0
            })
            .count()
    };
    assert_eq!(all(&window), 4);
    press(&mut window, Modifiers::NONE, Key::F12);
    assert_eq!(all(&window), 7);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(all(&window), 4);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(all(&window), 0);
    // What was put away is still in the drawer.
    press(&mut window, Modifiers::NONE, Key::F12);
    assert_eq!(all(&window), 7);
}

#[test]
fn what_was_said_about_a_report_is_kept_when_it_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "一二x3");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.query_all_by_label_contains("一二x3").count() > 0);
    // What was refused stays open until it is given up.
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert_eq!(window.query_all_by_label_contains("一二x3").count(), 0);
    press(&mut window, Modifiers::NONE, Key::F12);
    assert!(window.query_all_by_label_contains("一二x3").count() > 0);
}

#[test]
fn what_is_said_of_a_question_or_a_report_ends_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let reports = two_years(folder.path());
    let mut window = window(settings(), PreparedDialogs::default());
    window.state_mut().later(Command::Open(reports.into()));
    wait_for(&mut window, WRONG);
    // A question that has to be answered first says so until it is answered.
    press(&mut window, Modifiers::COMMAND, Key::L);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut window, ANSWER_FIRST);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(2);
    assert_eq!(window.query_all_by_label_contains(ANSWER_FIRST).count(), 0);
    // What was said of one report is not said of the next.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for_part(&mut window, "没有可撤销");
    window.state_mut().later(Command::Act(Action::NextByDoubt));
    wait_for_part(&mut window, "2022");
    assert_eq!(window.query_all_by_label_contains("没有可撤销").count(), 0);
}

#[test]
fn a_path_is_remembered_wherever_the_program_runs() {
    let mut window = window(settings(), PreparedDialogs::default());
    let path = PathBuf::from("assets/samples/示例报告.txt");
    window.state_mut().later(Command::Open(vec![path]));
    wait_for(&mut window, WRONG);
    let open = window.state().settings_now().open;
    assert!(open.iter().all(|(path, _)| path.is_absolute()), "{open:?}");
}
