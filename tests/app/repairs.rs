//! Repair proposals: what they share, what the eye has to compare, what the history tells.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::driver::*;

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
    wait_for(&mut window, "只采纳必改的格 Alt+0");
    check_contained(&window, "其中 1 格是各方案都要改的");
    window.get_by_label("只采纳必改的格 Alt+0").hover();
    window.run_steps(3);
    check_shown(&window, &format!("{received}27，预览改为 21"));
    press(&mut window, Modifiers::ALT, Key::Num0);
    check_shown(&window, &format!("{received}21，估计"));
    wait_for(&mut window, "采纳 Alt+1");
    check_gone(&window, "只采纳必改的格 Alt+0");
    press(&mut window, Modifiers::ALT, Key::Num0);
    check_shown(&window, "没有哪一格是各方案都要改的。");
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
    wait_for(&mut window, "勾稽关系看不出是哪一格有误，请对照原文");
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
    check_contained(&window, "即原文如此（F4 判定）");
}

#[test]
fn an_accepted_proposal_is_told_in_the_history_with_its_lead() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[("\t9\t3\t0\t0\t1\t0\t13", "\t9\t0\t3\t0\t1\t0\t13")]);
    let moved = "表三 （一）予以公开 商业企业：";
    let mut window = opened_text(folder.path(), &text, &format!("{moved}0"));
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    check_contained(&window, "明显优于次选");
    press(&mut window, Modifiers::ALT, Key::Num1);
    check_shown(&window, &format!("{moved}3，估计"));
    check_contained(&window, "采纳方案 1（明显优于次选），估计");
    // Both cells of the row are selected: one look, one key.
    press(&mut window, Modifiers::NONE, Key::Space);
    click(&mut window, &format!("{moved}3"));
    check_shown(&window, "版式错位");
}

#[test]
fn what_a_consistent_value_explains_is_not_searched_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    press(&mut window, Modifiers::NONE, Key::F8);
    wait_for(&mut window, "采纳 Alt+1");
    press(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_contained(&window, "原文如此（按所填的应为数值计算，等式成立）");
    for _ in 0..40 {
        window.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    check_gone(&window, "采纳 Alt+1");
    check_gone(&window, "正在推算更正方案…");
}

/// What nothing on the screen told is shown in the tables first, however fast the key is pressed.
#[test]
fn a_proposal_that_was_not_seen_is_shown_before_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample_with(&[("\t9\t3\t0\t0\t1\t0\t13", "\t9\t0\t3\t0\t1\t0\t13")]);
    let moved = "表三 （一）予以公开 商业企业：";
    let mut window = opened_text(folder.path(), &text, &format!("{moved}0"));
    press(&mut window, Modifiers::NONE, Key::F10);
    let ahead = [
        key(Key::F8, Modifiers::NONE),
        key(Key::Num1, Modifiers::ALT),
        key(Key::Num1, Modifiers::ALT),
    ];
    window
        .input_mut()
        .events
        .extend(ahead.into_iter().flatten());
    wait_for(&mut window, &format!("{moved}0，预览改为 3"));
    check_contained(&window, "再按一次同一键采纳");
    press(&mut window, Modifiers::ALT, Key::Num1);
    check_shown(&window, &format!("{moved}3，估计"));
}
