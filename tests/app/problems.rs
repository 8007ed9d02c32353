//! Problems: F8, findings, proposals, signing off.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;

use crate::driver::*;

#[test]
fn f8_stops_at_broken_rules_first_and_space_confirms() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "表三 （四）1.本机关不掌握相关政府信息 商业企业");
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "表二 行政许可 本年处理决定数量");
    check_shown(&window, "未判定");
    press(&mut window, Modifiers::NONE, Key::Space);
    check_gone(&window, "未判定");
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "表四 行政诉讼·复议后起诉 结果维持");
    press(&mut window, Modifiers::NONE, Key::Space);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "没有未处理的问题。可按 Ctrl+Enter 审定完成。");
}

#[test]
fn a_misread_cell_is_mended_with_two_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    assert!(
        window
            .query_all_by_label_contains("最少的改法是唯一的：改 1 格")
            .count()
            > 0
    );
    // Nothing is applied by itself.
    check_shown(&window, WRONG);
    // As desktops send it: the key, and the character it would type.
    window.input_mut().events.extend([
        Event::Key {
            key: Key::Num1,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::ALT,
        },
        Event::Text("1".to_owned()),
    ]);
    window.run_steps(3);
    // Rules cannot tell whether 7 was misread or misprinted: it is an estimate until somebody has looked.
    check_shown(&window, &format!("{RIGHT}，估计"));
    check_shown(&window, "不成立 0");
    check_shown(&window, "估计 1");
    check_gone(&window, "编辑单元格");
    press(&mut window, Modifiers::NONE, Key::Space);
    check_shown(&window, RIGHT);
    check_gone(&window, "估计 1");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
    check_shown(&window, "不成立 2");
}

#[test]
fn a_proposal_is_previewed_in_the_table_before_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    window.get_by_label("采纳 Alt+1").hover();
    window.run_steps(3);
    check_shown(&window, &format!("{WRONG}，预览改为 1"));
    check_shown(&window, "不成立 2");
}

#[test]
fn a_finding_is_judged_by_number_and_the_judgement_withdrawn() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    press(&mut window, Modifiers::NONE, Key::F4);
    press(&mut window, Modifiers::NONE, Key::Num2);
    press(&mut window, Modifiers::NONE, Key::Num1);
    check_shown(&window, "误报：规则不适用");
    press(&mut window, Modifiers::COMMAND, Key::Delete);
    check_gone(&window, "误报：规则不适用");
}

#[test]
fn signing_off_asks_for_a_name_once_and_tells_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    window
        .state_mut()
        .later(Command::Name("审定员乙".to_owned()));
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    check_shown(&window, "审定完成之前");
    click(&mut window, "强制审定");
    check_shown(&window, "强制审定：审定员乙");
    assert_eq!(window.state().settings_now().reviewer, "审定员乙");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_gone(&window, "强制审定：审定员乙");
}

#[test]
fn a_cell_lists_the_sentences_that_speak_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let received = "表三 一、本年新收政府信息公开申请数量 总计：28";
    click(&mut window, received);
    check_shown(&window, "正文提到此格");
    check_shown(&window, "一致");
    type_text(&mut window, "29");
    press(&mut window, Modifiers::NONE, Key::Enter);
    click(
        &mut window,
        "表三 一、本年新收政府信息公开申请数量 总计：29",
    );
    check_gone(&window, "一致");
    check_shown(&window, "不一致");
}

#[test]
fn only_rows_with_problems_are_drawn_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let plain = "表三 （五）2.重复申请 自然人：0";
    check_shown(&window, plain);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    check_gone(&window, plain);
    check_shown(&window, WRONG);
    assert!(window.state().settings_now().filter.only_problem_rows);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    check_shown(&window, plain);
}

#[test]
fn findings_of_a_kind_are_left_out_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let finding = "商业企业列";
    assert!(window.query_all_by_label_contains(finding).count() > 0);
    click(&mut window, "错误 2");
    assert_eq!(window.query_all_by_label_contains(finding).count(), 0);
    check_shown(&window, "另有 2 条按上方筛选未列出。");
    click(&mut window, "错误 2");
    assert!(window.query_all_by_label_contains(finding).count() > 0);
}

#[test]
fn open_reports_are_listed_and_those_without_problems_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let clean = folder.path().join("清样.txt");
    let text = SAMPLE
        .replace("\t3\t7\t0", "\t3\t1\t0")
        .replace("4l7", "417")
        .replace("0\t0\t0\t\t0\t0\t0\t0", "0\t0\t0\t0\t0\t0\t0\t0")
        .replace("青石镇", "白石镇");
    std::fs::write(&clean, text).unwrap();
    window.state_mut().later(Command::Open(vec![clean]));
    wait_for(&mut window, "报告 2023 云岭县白石镇人民政府");
    click(&mut window, "报告 2023 云岭县青石镇人民政府");
    check_shown(&window, WRONG);
    click(&mut window, "只看问题");
    check_gone(&window, "报告 2023 云岭县白石镇人民政府");
    check_shown(&window, "2 份，其中 1 份还有问题");
    check_shown(&window, "列出 1 份，另 1 份不符合搜索或筛选");
}

#[test]
fn findings_of_equations_are_told_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    std::fs::write(&report, SAMPLE).unwrap();
    let settings = gouji::app::settings::Settings {
        language: gouji::app::settings::Language::English,
        ..settings()
    };
    let dialogs = gouji::app::dialogs::PreparedDialogs::default();
    let mut window = window(settings, dialogs);
    window
        .state_mut()
        .later(gouji::app::commands::Command::Open(vec![report]));
    wait_for_part(&mut window, "the difference is");
    let named = window.query_all_by_label_contains("the difference is");
    let said: Vec<String> = named
        .filter_map(|node| node.accesskit_node().value())
        .collect();
    let is_chinese = |c: char| ('一'..='龥').contains(&c);
    assert!(!said.is_empty());
    assert!(
        said.iter().all(|text| !text.contains(is_chinese)),
        "{said:?}"
    );
}
