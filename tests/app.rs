//! The window, driven through accessible names as a reviewer drives it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gouji::app::App;
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;

const SAMPLE: &str = include_str!("../assets/samples/示例报告.txt");
const WRONG: &str = "表三 1.本机关不掌握相关政府信息 商业企业：7";
const RIGHT: &str = "表三 1.本机关不掌握相关政府信息 商业企业：1";
const BELOW: &str = "表三 2.没有现成信息需要另行制作 商业企业：0";

type Window = Harness<'static, App>;

fn window(settings: Settings, dialogs: PreparedDialogs) -> Window {
    Harness::builder()
        .with_size([1280.0, 2200.0])
        .with_theme(egui::Theme::Light)
        .with_context_setup(gouji::app::style::install)
        .build_ui_state(
            |ui, app: &mut App| app.ui(ui),
            App::new(settings, Box::new(dialogs)),
        )
}

fn settings() -> Settings {
    Settings {
        reviewer: "审定员甲".to_owned(),
        ..Settings::default()
    }
}

/// A window that opened a copy of the sample in `folder` through its dialog.
fn opened(folder: &Path) -> Window {
    opened_text(folder, SAMPLE, WRONG)
}

/// A window that opened a report with this text; it shows `label` then.
fn opened_text(folder: &Path, text: &str, label: &str) -> Window {
    let report = folder.join("年报.txt");
    fs::write(&report, text).unwrap();
    let mut window = window(
        settings(),
        PreparedDialogs {
            reports: vec![report],
            target: Vec::new(),
        },
    );
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, label);
    window
}

/// Steps until something with this name is there; files are opened in the background.
#[track_caller]
fn wait_for(window: &mut Window, label: &str) {
    for _ in 0..400 {
        window.run_steps(2);
        if window.query_by_label(label).is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("“{label}” did not appear");
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_steps(3);
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run_steps(3);
}

#[track_caller]
fn check_shown(window: &Window, label: &str) {
    assert!(
        window.query_by_label(label).is_some(),
        "“{label}” is not shown"
    );
}

#[track_caller]
fn check_gone(window: &Window, label: &str) {
    assert!(
        window.query_by_label(label).is_none(),
        "“{label}” is still shown"
    );
}

#[test]
fn a_cell_is_corrected_undone_and_redone_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    check_shown(&window, "不成立 2");
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    check_shown(&window, "编辑单元格");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    check_shown(&window, "不成立 0");
    check_shown(&window, "未保存");
    // Enter moved down: the next digits go into the cell below.
    type_text(&mut window, "5");
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_shown(&window, BELOW);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    check_shown(&window, RIGHT);
}

#[test]
fn f8_stops_at_broken_rules_first_and_space_confirms() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "表三 1.本机关不掌握相关政府信息 商业企业");
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "表二 行政许可 本年处理决定数量");
    check_shown(&window, "未判定");
    press(&mut window, Modifiers::NONE, Key::Space);
    check_gone(&window, "未判定");
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "表四 复议后起诉 结果维持");
    press(&mut window, Modifiers::NONE, Key::Space);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "没有未处理的问题。");
}

#[test]
fn a_misread_cell_is_mended_with_two_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    assert!(
        window
            .query_all_by_label_contains("唯一：只改 1 格")
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
    check_shown(&window, RIGHT);
    check_shown(&window, "不成立 0");
    check_gone(&window, "编辑单元格");
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

/// The sample without its wrong figure, and with others.
#[track_caller]
fn sample_with(edits: &[(&str, &str)]) -> String {
    let mended = [("政府信息\t3\t7\t0", "政府信息\t3\t1\t0")];
    let edits = mended.iter().chain(edits);
    edits.fold(SAMPLE.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

#[track_caller]
fn check_contained(window: &Window, part: &str) {
    let n_shown = window.query_all_by_label_contains(part).count();
    assert!(n_shown > 0, "nothing shown contains “{part}”");
}

/// A wrong figure that is certain, and a sum moved from one row to another, which two proposals undo.
#[test]
fn what_all_proposals_share_is_accepted_by_itself_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[
        ("\t21\t5\t0\t0\t2\t0\t28", "\t27\t5\t0\t0\t2\t0\t28"),
        ("\t9\t3\t0\t0\t1\t0\t13", "\t9\t3\t0\t0\t1\t0\t15"),
        (
            "政府信息\t3\t1\t0\t0\t0\t0\t4",
            "政府信息\t3\t1\t0\t0\t0\t0\t2",
        ),
    ]);
    let received = "表三 一、本年新收政府信息公开申请数量 自然人：";
    let mut window = opened_text(folder.path(), &text, &format!("{received}27"));
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "接受必改部分 Alt+0");
    check_contained(&window, "其中这 1 格必改");
    window.get_by_label("接受必改部分 Alt+0").hover();
    window.run_steps(3);
    check_shown(&window, &format!("{received}27，预览改为 21"));
    press(&mut window, Modifiers::ALT, Key::Num0);
    check_shown(&window, &format!("{received}21"));
    wait_for(&mut window, "采纳 Alt+1");
    check_gone(&window, "接受必改部分 Alt+0");
    press(&mut window, Modifiers::ALT, Key::Num0);
    check_shown(&window, "各方案没有共同必改的格。");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    // The pointer still rests where the button was: the preview may be back already.
    check_contained(&window, &format!("{received}27"));
}

#[test]
fn table_four_says_what_to_compare_by_eye() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[("1\t0\t0\t0\t1\t0", "1\t0\t0\t0\t3\t0")]);
    let mut window = opened_text(folder.path(), &text, "表四 行政复议 总计：3");
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "规则无法定位，请看原文");
    check_shown(&window, "请逐格对照原文：");
    for (column, printed) in [
        ("结果维持", "1"),
        ("结果纠正", "0"),
        ("其他结果", "0"),
        ("尚未审结", "0"),
        ("总计", "3"),
    ] {
        check_shown(&window, &format!("表四 行政复议 {column}：原文“{printed}”"));
    }
    check_contained(&window, "原文如此（F4 判定）");
}

#[test]
fn an_accepted_proposal_is_told_in_the_history_with_its_lead() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[("\t9\t3\t0\t0\t1\t0\t13", "\t9\t0\t3\t0\t1\t0\t13")]);
    let moved = "表三 （一）予以公开 商业企业：";
    let mut window = opened_text(folder.path(), &text, &format!("{moved}0"));
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    check_contained(&window, "比次选领先");
    check_contained(&window, "代价");
    press(&mut window, Modifiers::ALT, Key::Num1);
    check_shown(&window, &format!("{moved}3"));
    click(&mut window, &format!("{moved}3"));
    check_contained(&window, "采纳方案 1（比次选领先");
    check_shown(&window, "版式错位");
}

#[test]
fn selected_characters_of_the_source_become_the_value_of_a_cell() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::E);
    check_shown(&window, "请先在原文中选择要取的文字。");
    press(&mut window, Modifiers::NONE, Key::F6);
    let at = SAMPLE.find("2023").unwrap();
    let start = SAMPLE[..at].chars().count();
    let id = egui::Id::unique("gouji source text");
    let mut state = egui::TextEdit::load_state(&window.ctx, id).unwrap_or_default();
    let cursor = |at| egui::text::CCursor::new(egui::text::CharIndex(at));
    let range = egui::text::CCursorRange::two(cursor(start), cursor(start + 4));
    state.cursor.set_char_range(Some(range));
    state.store(&window.ctx, id);
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::E);
    check_shown(&window, "表三 1.本机关不掌握相关政府信息 商业企业：2023");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
}

#[test]
fn typing_a_word_is_refused_with_a_sentence_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1件2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, WRONG);
    assert!(window.query_all_by_label_contains("请只录入一个数").count() > 0);
}

#[test]
fn a_verdict_and_its_reason_are_given_by_number() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::NONE, Key::F4);
    press(&mut window, Modifiers::NONE, Key::Num2);
    press(&mut window, Modifiers::NONE, Key::Num1);
    check_shown(&window, "原文如此");
    check_shown(&window, "合计有误");
}

#[test]
fn a_block_is_copied_and_pasted_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(
        &mut window,
        "表三 一、本年新收政府信息公开申请数量 自然人：21",
    );
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    window.event(Event::Copy);
    window.step();
    let copied = window.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "21\t5\n2\t0"),
    );
    assert!(copied, "the block is not on the clipboard");
    window.event(Event::Paste("22\t6\n3\t1".to_owned()));
    window.run_steps(3);
    check_shown(&window, "表三 二、上年结转政府信息公开申请数量 商业企业：1");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, "表三 一、本年新收政府信息公开申请数量 自然人：21");
    check_shown(&window, "表三 二、上年结转政府信息公开申请数量 商业企业：0");
}

#[test]
fn saved_work_is_there_when_the_report_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    press(&mut first, Modifiers::COMMAND, Key::S);
    check_shown(&first, "已保存");
    assert!(folder.path().join("年报.txt.gouji.ron").exists());

    let mut second = window(settings(), PreparedDialogs::default());
    let report = folder.path().join("年报.txt");
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, RIGHT);
    check_shown(&second, "已打开同目录下的审定文件 年报.txt.gouji.ron。");
    press(&mut second, Modifiers::COMMAND, Key::Z);
    check_shown(&second, WRONG);
}

#[test]
fn steps_not_saved_survive_a_crash_and_are_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    let report = folder.path().join("年报.txt");
    let mut first = opened(folder.path());
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    wait_for(&mut first, "步骤已落盘");
    drop(first);
    assert!(steps.exists());

    let mut second = window(settings(), PreparedDialogs::default());
    let open = Command::Open(vec![report.clone()]);
    second.state_mut().later(open.clone());
    wait_for(&mut second, "有未保存的步骤");
    check_shown(&second, WRONG);
    // Escape decides nothing: the question stays, and so do the steps.
    press(&mut second, Modifiers::NONE, Key::Escape);
    check_shown(&second, "有未保存的步骤");
    assert!(steps.exists());
    press(&mut second, Modifiers::NONE, Key::Enter);
    check_shown(&second, RIGHT);
    check_shown(&second, "未保存");
    check_gone(&second, "有未保存的步骤");
    wait_for(&mut second, "步骤已落盘");
    drop(second);

    // Recovered steps are written down again, and a save makes them needless.
    let mut third = window(settings(), PreparedDialogs::default());
    third.state_mut().later(open.clone());
    wait_for(&mut third, "有未保存的步骤");
    click(&mut third, "恢复未保存的步骤");
    press(&mut third, Modifiers::COMMAND, Key::S);
    check_shown(&third, "已保存");
    assert!(!steps.exists());
    press(&mut third, Modifiers::COMMAND, Key::Z);
    check_shown(&third, WRONG);
    drop(third);

    // Dropped steps are not offered again.
    let mut fourth = window(settings(), PreparedDialogs::default());
    fourth.state_mut().later(open);
    wait_for(&mut fourth, "有未保存的步骤");
    click(&mut fourth, "丢弃");
    check_shown(&fourth, RIGHT);
    assert!(!steps.exists());
}

#[test]
fn steps_of_another_state_of_the_file_are_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    click(&mut first, WRONG);
    type_text(&mut first, "1");
    press(&mut first, Modifiers::NONE, Key::Enter);
    drop(first);
    let report = folder.path().join("年报.txt");
    fs::write(&report, SAMPLE.replace("青石镇", "白石镇")).unwrap();
    let mut second = window(settings(), PreparedDialogs::default());
    second.state_mut().later(Command::Open(vec![report]));
    wait_for(&mut second, "恢复未保存的步骤");
    click(&mut second, "恢复未保存的步骤");
    check_shown(&second, WRONG);
    let aside = folder.path().join("年报.txt.gouji.ron.steps.1");
    assert!(aside.exists());
    click(&mut second, WRONG);
    type_text(&mut second, "1");
    press(&mut second, Modifiers::NONE, Key::Enter);
    check_shown(&second, RIGHT);
    assert!(aside.exists());
}

#[test]
fn closing_with_unsaved_steps_asks() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::W);
    check_shown(&window, "保存改动？");
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_gone(&window, "保存改动？");
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "不保存");
    check_gone(&window, RIGHT);
    check_shown(&window, "试看示例报告");
    assert!(!folder.path().join("年报.txt.gouji.ron").exists());
    let steps = folder.path().join("年报.txt.gouji.ron.steps");
    assert!(!steps.exists(), "dropped steps would be offered again");
}

#[test]
fn a_file_changed_outside_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let saved = folder.path().join("年报.txt.gouji.ron");
    fs::write(&saved, "别人写的").unwrap();
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    check_shown(&window, "没有保存");
    assert_eq!(fs::read_to_string(saved).unwrap(), "别人写的");
    // Loading what lies there fails, and the work is still here.
    click(&mut window, "载入磁盘上的文件（放弃本窗口的改动）");
    check_shown(&window, RIGHT);
    check_shown(&window, "未保存");
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
fn the_last_report_and_cell_are_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    click(&mut first, BELOW);
    let kept = first.state().settings_now();
    assert_eq!(kept.recent, [folder.path().join("年报.txt")]);

    let mut second = window(kept, PreparedDialogs::default());
    second.state_mut().resume();
    wait_for(&mut second, "表三 2.没有现成信息需要另行制作 商业企业");
}

#[test]
fn office_and_year_are_corrected_like_cells() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, "年份：2023");
    click(&mut window, "年份：2023");
    check_shown(&window, "编辑 年份");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "2022");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "年份：2022");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, "年份：2023");
}

#[test]
fn finding_counts_matches_and_goes_around() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::COMMAND, Key::F);
    type_text(&mut window, "青石镇");
    let n = SAMPLE.matches("青石镇").count();
    check_shown(&window, &format!("1 / {n}"));
    press(&mut window, Modifiers::NONE, Key::F3);
    check_shown(&window, &format!("2 / {n}"));
    press(&mut window, Modifiers::SHIFT, Key::F3);
    press(&mut window, Modifiers::SHIFT, Key::F3);
    check_shown(&window, &format!("{n} / {n}"));
}

#[test]
fn signing_off_asks_for_a_name_once_and_tells_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    window
        .state_mut()
        .later(Command::NameAndSignOff("审定员乙".to_owned()));
    window.run_steps(4);
    check_shown(&window, "还有未处理的问题");
    click(&mut window, "仍然审定完成");
    check_shown(&window, "已审定：审定员乙");
    assert_eq!(window.state().settings_now().reviewer, "审定员乙");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_gone(&window, "已审定：审定员乙");
}

#[test]
fn a_sample_without_a_place_is_saved_where_the_dialog_says() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("示例");
    let dialogs = PreparedDialogs {
        reports: Vec::new(),
        target: vec![target],
    };
    let mut window = window(settings(), dialogs);
    click(&mut window, "试看示例报告");
    wait_for(&mut window, WRONG);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.run_steps(3);
    check_shown(&window, "已保存");
    assert!(folder.path().join("示例.gouji.ron").exists());
}

#[test]
fn what_cannot_be_opened_is_said_in_a_sentence_that_stays() {
    let mut window = window(settings(), PreparedDialogs::default());
    let missing = PathBuf::from("没有这个文件.txt");
    window.state_mut().later(Command::Open(vec![missing]));
    for _ in 0..100 {
        window.run_steps(2);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        window
            .query_all_by_label_contains("没有这个文件.txt")
            .count()
            > 0
    );
}

#[test]
fn every_action_runs_with_and_without_a_report() {
    let folder = tempfile::tempdir().unwrap();
    for spec in gouji::app::commands::ACTIONS {
        let mut empty = window(settings(), PreparedDialogs::default());
        empty.state_mut().later(Command::Act(spec.action));
        empty.run_steps(4);
    }
    let mut window = opened(folder.path());
    for spec in gouji::app::commands::ACTIONS {
        if !matches!(spec.action, Action::Close | Action::Quit) {
            window.state_mut().later(Command::Act(spec.action));
            window.run_steps(4);
            press(&mut window, Modifiers::NONE, Key::Escape);
        }
    }
}
