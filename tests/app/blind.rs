//! A second review by somebody who does not see the first.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;
use gouji::dataset::load;
use gouji::review::Verdict;

use crate::driver::*;

const CORRECTED: &str = "requests.unavailable.not_held.enterprise";
const NOTICE: &str = "盲审：这份报告已有别人的审定";

fn by(name: &str) -> Settings {
    Settings {
        reviewer: name.to_owned(),
        ..Settings::default()
    }
}

/// The sample, corrected, signed by force and saved by `张三`.
fn first(folder: &Path, value: &str) {
    fs::write(folder.join("年报.txt"), SAMPLE).unwrap();
    let mut window = opening(folder, by("张三"), WRONG);
    sign(&mut window, value);
}

fn opening(folder: &Path, settings: Settings, label: &str) -> Window {
    let mut window = window(settings, PreparedDialogs::default());
    let open = Command::Open(vec![folder.join("年报.txt")]);
    window.state_mut().later(open);
    wait_for(&mut window, label);
    window
}

fn sign(window: &mut Window, value: &str) {
    click(window, WRONG);
    type_text(window, value);
    press(window, Modifiers::NONE, Key::Enter);
    window.state_mut().later(Command::SignOffOpen);
    wait_for_part(window, "审定完成");
    window.run_steps(5);
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().later(Command::Act(action));
    window.run_steps(3);
}

#[test]
fn the_second_reviewer_sees_nothing_of_the_first_until_both_are_signed() {
    let folder = tempfile::tempdir().unwrap();
    first(folder.path(), "1");
    let review = folder.path().join("年报.txt.gouji.ron");
    let before = fs::read(&review).unwrap();
    let own = folder.path().join("年报.txt.盲审-李四.gouji.ron");

    let blind = Settings {
        reviews_blind: true,
        ..by("李四")
    };
    let mut second = opening(folder.path(), blind, WRONG);
    wait_for_part(&mut second, NOTICE);
    check_gone(&second, RIGHT);
    // What the first decided cannot be taken over, nor compared.
    second.state_mut().later(Command::MergeWith(review.clone()));
    wait_for_part(&mut second, "不能并入别人的审定");
    check_shown(&second, WRONG);
    click(&mut second, WRONG);
    type_text(&mut second, "2");
    press(&mut second, Modifiers::NONE, Key::Enter);
    press(&mut second, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut second, "已保存");
    act(&mut second, Action::CompareReviews);
    wait_for_part(&mut second, "还没有审定完成");
    drop(second);

    // Begun is begun, though the switch is off now.
    let mut again = opening(
        folder.path(),
        by("李四"),
        "表三 （四）1.本机关不掌握相关政府信息 商业企业：2",
    );
    wait_for_part(&mut again, NOTICE);
    again.state_mut().later(Command::SignOffOpen);
    wait_for_part(&mut again, "审定完成");
    assert!(load(&own).unwrap().session.sign_off().is_some());
    assert_eq!(fs::read(&review).unwrap(), before);

    act(&mut again, Action::CompareReviews);
    wait_for(&mut again, "生成裁定文件并打开");
    wait_for_part(&mut again, "两人都看过的格里一致的");
    wait_for_part(&mut again, "甲 1（转录错误，张三）；乙 2（转录错误，李四）");
    click(&mut again, "生成裁定文件并打开");
    wait_for_part(&mut again, "裁定文件已写入");
    let third = folder.path().join("年报.txt.裁定.gouji.ron");
    // It stands for the report in the list.
    let open = again.state().settings_now().open;
    let open: Vec<PathBuf> = open.into_iter().map(|(path, _)| path).collect();
    assert_eq!(open, std::slice::from_ref(&third));
    let settled = load(&third).unwrap().session;
    let decision = settled.decision(&CORRECTED.parse().unwrap()).unwrap();
    assert_eq!(decision.verdict, Some(Verdict::Doubtful));
    drop(again);

    // Who opens the report now sees the first again, and is told of the third; the folder is the third.
    let mut third_window = opening(folder.path(), by("李四"), RIGHT);
    wait_for_part(&mut third_window, "这份报告已有裁定文件");
    let listing = gouji::dataset::folder::reports_in(folder.path());
    let found: Vec<_> = listing.found.into_iter().map(Result::unwrap).collect();
    assert_eq!(found, [folder.path().join("年报.txt")]);
    assert_eq!(listing.passed.n(), 0);
    let standing = gouji::dataset::folder::standing(found.into_iter().next().unwrap());
    assert_eq!(standing, third);
}

#[test]
fn own_reviews_and_unreviewed_reports_open_as_ever() {
    let folder = tempfile::tempdir().unwrap();
    first(folder.path(), "1");
    let blind = Settings {
        reviews_blind: true,
        ..by("张三")
    };
    let window = opening(folder.path(), blind.clone(), RIGHT);
    check_gone(&window, NOTICE);
    drop(window);
    fs::remove_file(folder.path().join("年报.txt.gouji.ron")).unwrap();
    let window = opening(folder.path(), blind, WRONG);
    check_gone(&window, NOTICE);
}

/// A sample with the report of [`first`].
fn sample(folder: &Path) -> PathBuf {
    let sample = folder.join("复核.ron");
    let list = "(seed: 7, of: 1, at: 0, drawn: [(review: \"年报.txt.gouji.ron\")])";
    fs::write(&sample, list).unwrap();
    sample
}

#[test]
fn a_sample_opens_for_a_second_reviewer() {
    let folder = tempfile::tempdir().unwrap();
    first(folder.path(), "1");
    let sample = sample(folder.path());
    let mut window = window(by("李四"), PreparedDialogs::default());
    window.state_mut().later(Command::Open(vec![sample]));
    wait_for(&mut window, WRONG);
    wait_for_part(&mut window, NOTICE);
    assert!(window.state().settings_now().reviews_blind);
}

#[test]
fn nothing_of_the_first_is_seen_before_the_second_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    first(folder.path(), "1");
    let sample = sample(folder.path());
    let nameless = |reviews_blind| Settings {
        reviews_blind,
        ..by("")
    };
    for (settings, path) in [
        (nameless(false), sample),
        (nameless(true), folder.path().join("年报.txt")),
    ] {
        let mut window = window(settings, PreparedDialogs::default());
        window.state_mut().later(Command::Open(vec![path]));
        wait_for_part(&mut window, "请填写您的姓名");
        check_gone(&window, RIGHT);
        type_text(&mut window, "李四");
        press(&mut window, Modifiers::NONE, Key::Enter);
        wait_for(&mut window, WRONG);
        wait_for_part(&mut window, NOTICE);
        check_gone(&window, RIGHT);
    }
}

#[test]
fn a_drill_without_proposals_shows_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    wait_for_part(&mut window, "Alt+1");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut window, "已保存");
    drop(window);
    let key =
        "(seed: 7, reports: [(review: \"年报.txt.gouji.ron\", proposals: false, errors: [])])";
    fs::write(folder.path().join("演练.ron"), key).unwrap();
    let mut window = opening(folder.path(), by("李四"), WRONG);
    wait_for_part(&mut window, "演练：这一份不显示方案");
    click(&mut window, WRONG);
    window.run_steps(20);
    assert_eq!(window.query_all_by_label_contains("Alt+1").count(), 0);
    // The key answers at once, and changes nothing.
    press(&mut window, Modifiers::ALT, Key::Num1);
    check_shown(&window, WRONG);
}
