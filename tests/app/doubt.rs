//! Doubt is seen until it is settled: marks, counts, stops, the list at sign-off, and who decides.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::{Action, Command};
use gouji::review::problems::ProblemKind;

use crate::driver::*;

#[test]
fn the_first_step_asks_who_decides_and_is_then_carried_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    check_shown(&window, "审定人：未填");
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, WRONG);
    type_text(&mut window, "审定员丙");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    check_shown(&window, "审定人：审定员丙");
    assert_eq!(
        window.query_all_by_label_contains("请填写您的姓名").count(),
        0
    );
    window.state_mut().later(Command::Act(Action::Save));
    window.run_steps(4);
    let saved = std::fs::read_to_string(folder.path().join("年报.txt.gouji.ron")).unwrap();
    assert_eq!(saved.matches("by: \"审定员丙\"").count(), 1);
}

/// The desktop sends the digit of Alt+1 as a character as well: it is no part of the name.
#[test]
fn the_character_of_a_command_does_not_get_into_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    let key = |pressed| Event::Key {
        key: Key::Num1,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    let echo = Event::Text("1".to_owned());
    window
        .input_mut()
        .events
        .extend([key(true), echo, key(false)]);
    window.run_steps(4);
    type_text(&mut window, "审定员丙");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "审定人：审定员丙");
    check_shown(&window, &format!("{RIGHT}，估计"));
}

#[test]
fn what_comes_behind_the_first_step_waits_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::NONE, Key::Space);
    // Closing must not overtake the step that waits.
    window.state_mut().later(Command::Act(Action::Close));
    window.run_steps(3);
    check_shown(&window, WRONG);
    type_text(&mut window, "审定员丙");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "保存改动？");
}

#[test]
fn without_a_name_it_is_said_what_was_not_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_shown(&window, WRONG);
    wait_for_part(&mut window, "没有填审定人姓名，这些步骤没有执行：表三");
    wait_for_part(&mut window, "商业企业 → 1");
}

#[test]
fn the_reviewer_is_changed_in_the_status_bar() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, "审定人：审定员甲");
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.event(Event::Text("审定员乙".to_owned()));
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "审定人：审定员乙");
    assert_eq!(window.state().settings_now().reviewer, "审定员乙");
}

#[test]
fn the_list_at_sign_off_leads_to_each_kind() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    for line in ["1　错误 2　须处理", "2　待核 2　须处理"] {
        check_shown(&window, line);
    }
    wait_for_part(&mut window, "3　须目视 ");
    press(&mut window, Modifiers::NONE, Key::Num2);
    check_gone(&window, "审定完成之前");
    check_shown(&window, "待核 1 / 2");
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "待核 2 / 2");
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "待核：已走完一遍。F8 回到全部问题。");
    // Cells that only the eye can check are no stops of F8, but are walked when asked for.
    window
        .state_mut()
        .later(Command::Walk(ProblemKind::EyeOnly));
    window.run_steps(3);
    wait_for_part(&mut window, "须目视 1 / ");
}

#[test]
fn a_report_of_which_nothing_is_open_is_signed_by_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_text(folder.path(), &clean(), RIGHT);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    check_shown(&window, "已审定：审定员甲");
    wait_for_part(&mut window, "未处理：须目视 ");
}

#[test]
fn doubt_and_remarks_are_named_in_the_tables_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, BELOW);
    press(&mut window, Modifiers::COMMAND, Key::I);
    check_shown(&window, &format!("{BELOW}，存疑"));
    check_shown(&window, "存疑 1");
    press(&mut window, Modifiers::COMMAND, Key::M);
    type_text(&mut window, "问机关");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, &format!("{BELOW}，存疑，有备注"));
    check_shown(&window, "备注 1");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, BELOW);
    // Every step was taken back: there is nothing to save.
    check_shown(&window, "未改动");
    click(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, &format!("{WRONG}，原文如此，应为 1"));
}

#[test]
fn f8_goes_on_from_the_cell_that_is_selected_and_leaves_nothing_out() {
    let folder = tempfile::tempdir().unwrap();
    let received = "表三 一、本年新收政府信息公开申请数量";
    let granted = "表三 （一）予以公开";
    let mut window = opened_text(folder.path(), &clean(), RIGHT);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "没有未处理的问题。可按 Ctrl+Enter 审定完成。");
    for cell in [
        format!("{received} 自然人：21"),
        format!("{received} 商业企业：5"),
        format!("{granted} 商业企业：3"),
    ] {
        click(&mut window, &cell);
        press(&mut window, Modifiers::COMMAND, Key::I);
    }
    click(&mut window, "表三 （一）予以公开 总计：13");
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, &format!("{received} 自然人"));
    check_shown(&window, "问题 1 / 3（存疑）");
    // Enter leads to the row below; the stop beside the one just settled is not passed over.
    type_text(&mut window, "21");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, &format!("{received} 商业企业"));
    // Whoever goes elsewhere by hand goes on from there.
    click(&mut window, &format!("{granted} 总计：13"));
    press(&mut window, Modifiers::SHIFT, Key::F8);
    check_shown(&window, &format!("{granted} 商业企业"));
}

#[test]
fn digits_that_go_on_behind_the_first_step_are_no_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_text(&mut window, "25");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for_part(&mut window, "姓名不能只有数字");
    check_shown(&window, WRONG);
    type_text(&mut window, "号审定员");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "审定人：25号审定员");
    check_shown(&window, RIGHT);
}
