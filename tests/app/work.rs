//! The record of the work, as the window keeps it.

use egui::{Key, Modifiers};
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::WorkLogging;
use gouji::dataset::work_log::read;

use crate::driver::*;

fn act(window: &mut Window, action: Action) {
    window.state_mut().later(Command::Act(action));
    window.run_steps(3);
}

#[test]
fn steps_and_strokes_are_recorded_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("data/work.log");
    let mut window = opened(folder.path());
    window.state_mut().keep_work_log(Some(log.clone()));
    window.run_steps(2);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    act(&mut window, Action::WorkLog);
    check_shown(&window, "工作用时");
    let recorded = read(&log).unwrap();
    let [stretch] = &recorded.stretches[..] else {
        panic!("{recorded:?}")
    };
    assert_eq!((&*stretch.by, &*stretch.report), ("审定员甲", "年报.txt"));
    assert!(stretch.strokes >= 3, "{stretch:?}");
    assert_eq!(stretch.acts.get("typed"), Some(&1));
    assert_eq!(stretch.acts.get("undone"), Some(&1));
    wait_for_part(&mut window, "审定员甲：1 份报告");
    press(&mut window, Modifiers::NONE, Key::Escape);
    // Nothing is written twice, and nothing while it is off.
    act(&mut window, Action::KeepWorkLog);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    act(&mut window, Action::WorkLog);
    wait_for_part(&mut window, "现在没有在记录");
    assert_eq!(read(&log).unwrap(), recorded);
    assert_eq!(window.state().settings_now().work_log, WorkLogging::Off);
}

#[test]
fn a_sign_off_is_recorded_though_it_puts_the_next_report_in_front() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("work.log");
    let reports = two_years(folder.path());
    let mut window = window(settings(), PreparedDialogs::default());
    window.state_mut().keep_work_log(Some(log.clone()));
    window.state_mut().later(Command::Open(reports.into()));
    wait_for(&mut window, WRONG);
    while window.state().settings_now().titles.len() < 2 {
        window.run_steps(1);
    }
    window.state_mut().later(Command::SignOffOpen);
    wait_for_part(&mut window, "审定完成");
    window.run_steps(3);
    act(&mut window, Action::WorkLog);
    let recorded = read(&log).unwrap();
    let acts = recorded.stretches.iter();
    let signed: u64 = acts.filter_map(|stretch| stretch.acts.get("signed")).sum();
    assert_eq!(signed, 1, "{recorded:?}");
}

#[test]
fn what_follows_a_proposal_is_told_from_what_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("work.log");
    let mut window = opened(folder.path());
    window.state_mut().keep_work_log(Some(log.clone()));
    click(&mut window, WRONG);
    wait_for_part(&mut window, "Alt+1");
    press(&mut window, Modifiers::ALT, Key::Num1);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for(&mut window, WRONG);
    wait_for_part(&mut window, "Alt+1");
    click(&mut window, WRONG);
    press(&mut window, Modifiers::NONE, Key::Space);
    act(&mut window, Action::WorkLog);
    let recorded = read(&log).unwrap();
    let sum = |of: fn(&gouji::dataset::work_log::Stretch) -> u64| -> u64 {
        recorded.stretches.iter().map(of).sum()
    };
    assert_eq!(sum(|it| it.as_proposed), 1, "{recorded:?}");
    assert_eq!(sum(|it| it.otherwise), 1, "{recorded:?}");
}
