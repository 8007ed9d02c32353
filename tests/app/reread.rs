//! 重新识读: decisions are put onto the report as it is read now.

use std::fs;

use egui::{Key, Modifiers};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::dataset::load;
use gouji::review::Verdict;

use crate::driver::*;

const CORRECTED: &str = "requests.unavailable.not_held.enterprise";

/// A corrected and saved review; the window is closed again.
fn reviewed(folder: &std::path::Path) {
    let mut window = opened(folder);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut window, "已保存");
}

fn reopened(folder: &std::path::Path) -> Window {
    let mut window = window(settings(), PreparedDialogs::default());
    let open = Command::Open(vec![folder.join("年报.txt")]);
    window.state_mut().later(open);
    wait_for(&mut window, RIGHT);
    window
}

#[test]
fn a_report_read_as_before_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    reviewed(folder.path());
    let review = folder.path().join("年报.txt.gouji.ron");
    let saved = fs::read(&review).unwrap();
    let mut window = reopened(folder.path());
    press(&mut window, Modifiers::COMMAND, Key::F5);
    wait_for_part(&mut window, "与原来一样");
    assert_eq!(fs::read(&review).unwrap(), saved);
}

#[test]
fn a_review_of_an_older_reader_is_read_anew_in_its_place_and_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    reviewed(folder.path());
    let review = folder.path().join("年报.txt.gouji.ron");
    // As if an older reader had taken the figure for another, and had not found its neighbour.
    let text = fs::read_to_string(&review).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let (head, _) = text.rsplit_once("    checksum:").unwrap();
    let older = head
        .replace(&format!("reader: \"{version}\""), "reader: \"0.0.1\"")
        .replace(
            &format!("\"{CORRECTED}\": (printed: \"7\", value: Some(\"7\")"),
            &format!("\"{CORRECTED}\": (printed: \"9\", value: Some(\"9\")"),
        );
    assert_ne!(older, head);
    fs::write(&review, format!("{older})\n")).unwrap();
    let before = fs::read(&review).unwrap();

    let mut window = reopened(folder.path());
    wait_for_part(&mut window, "0.0.1 版识读的");
    press(&mut window, Modifiers::COMMAND, Key::F5);
    wait_for(&mut window, "换成新的识读");
    check_shown(
        &window,
        "与现在的识读对不上（1 处）。审定的值不变，改为存疑，备注里写明两次识读，按 F8 逐个处理；报告若已审定完成，需要重新审定。",
    );
    // Nothing has changed before the answer; Enter goes back.
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_gone(&window, "换成新的识读");
    assert_eq!(fs::read(&review).unwrap(), before);

    press(&mut window, Modifiers::COMMAND, Key::F5);
    wait_for(&mut window, "换成新的识读");
    click(&mut window, "换成新的识读");
    wait_for_part(&mut window, "改名保留为");
    assert_eq!(
        fs::read(folder.path().join("年报.txt.gouji.ron.1")).unwrap(),
        before
    );
    let session = load(&review).unwrap().session;
    assert_eq!(session.reader(), version);
    let decision = session.decision(&CORRECTED.parse().unwrap()).unwrap();
    assert_eq!(decision.verdict, Some(Verdict::Doubtful));
    assert!(decision.note.contains("现识读“7”"), "{}", decision.note);
    // The window goes on with it: the step is undone.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for_part(&mut window, "已撤销：重新识读");
    check_shown(&window, RIGHT);
}

#[test]
fn decisions_go_with_a_report_whose_content_changed_and_survive_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    reviewed(folder.path());
    let review = folder.path().join("年报.txt.gouji.ron");
    let saved = fs::read(&review).unwrap();
    let report = folder.path().join("年报.txt");
    fs::write(&report, format!("补充说明一行\n{SAMPLE}")).unwrap();

    let mut window = reopened(folder.path());
    press(&mut window, Modifiers::COMMAND, Key::F5);
    wait_for(&mut window, "带着审定另开一份");
    click(&mut window, "带着审定另开一份");
    wait_for_part(&mut window, "这是报告现在的内容");
    check_shown(&window, RIGHT);
    assert_eq!(fs::read(&review).unwrap(), saved);
    // A crash: nothing was saved, and all steps are there.
    let steps = |name: &str| name.ends_with(".gouji.ron.steps");
    let names = || {
        let entries = fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap())
    };
    let journal = names().find(|name| steps(name)).unwrap();
    let copy = fs::read(folder.path().join(&journal)).unwrap();
    drop(window);
    fs::write(folder.path().join(&journal), copy).unwrap();
    let beside = folder.path().join(journal.strip_suffix(".steps").unwrap());
    let mut second = window_after(beside.clone());
    wait_for(&mut second, "恢复改动");
    click(&mut second, "恢复改动");
    wait_for(&mut second, RIGHT);
    press(&mut second, Modifiers::COMMAND, Key::S);
    wait_for_part(&mut second, "已保存");
    let session = load(&beside).unwrap().session;
    assert!(session.source().text.starts_with("补充说明一行"));
    assert!(session.decision(&CORRECTED.parse().unwrap()).is_some());
}

fn window_after(beside: std::path::PathBuf) -> Window {
    let mut window = window(settings(), PreparedDialogs::default());
    window.state_mut().later(Command::Open(vec![beside]));
    window
}
