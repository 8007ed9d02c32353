//! The frame: reopening, finding, every action.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::*;

#[test]
fn the_last_report_and_cell_are_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = opened(folder.path());
    click(&mut first, BELOW);
    let kept = first.state().settings_now();
    assert_eq!(kept.recent, [folder.path().join("年报.txt")]);

    let mut second = window(kept, PreparedDialogs::default());
    second.state_mut().resume();
    wait_for(
        &mut second,
        "表三 （四）2.没有现成信息需要另行制作 商业企业",
    );
}

#[test]
fn files_dropped_on_the_window_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    std::fs::write(&report, SAMPLE).unwrap();
    let mut window = window(settings(), PreparedDialogs::default());
    drop_file(&mut window, &report);
    wait_for(&mut window, WRONG);
}

#[test]
fn files_that_were_copied_are_opened_when_they_are_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("甲.txt"), folder.path().join("乙.txt"));
    std::fs::write(&first, SAMPLE).unwrap();
    std::fs::write(&second, SAMPLE.replace("青石镇", "白榆镇")).unwrap();
    let mut window = window(settings(), PreparedDialogs::default());
    window.run_steps(4);
    let pasted = format!("file://{}\n", first.display());
    window.event(egui::Event::Paste(pasted));
    wait_for(&mut window, "机关：云岭县青石镇人民政府");
    // Over the tables as well, where anything else is pasted into cells.
    let pasted = second.display().to_string();
    window.event(egui::Event::Paste(pasted));
    wait_for(&mut window, "机关：云岭县白榆镇人民政府");
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

/// Every character written in the code of the window, comments aside.
fn characters(folder: &std::path::Path, found: &mut std::collections::BTreeSet<char>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            characters(&path, found);
            continue;
        }
        let code = std::fs::read_to_string(path).unwrap();
        let lines = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        found.extend(lines.flat_map(str::chars).filter(|c| !c.is_control()));
    }
}

#[test]
fn the_fonts_have_every_character_the_window_writes() {
    let mut found = std::collections::BTreeSet::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in [
        "app", "rules", "review", "repair", "read", "dataset", "export",
    ] {
        characters(&root.join(room), &mut found);
    }
    assert!(found.len() > 500, "the source was not found");
    let mut window = window(settings(), PreparedDialogs::default());
    window.run_steps(2);
    let font = egui::FontId::proportional(14.0);
    let missing: String = window.ctx.fonts_mut(|fonts| {
        found
            .into_iter()
            .filter(|c| !fonts.has_glyph(&font, *c))
            .collect()
    });
    assert_eq!(missing, "");
}

#[test]
fn panes_follow_when_the_window_is_enlarged() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let head = "机关：云岭县青石镇人民政府";
    let source_width = |window: &Window| window.get_by_label(head).rect().left();
    let before = source_width(&window);
    window.set_size(egui::Vec2::new(1920.0, 2200.0));
    window.run_steps(4);
    let share = source_width(&window) / before;
    assert!((1.4..1.6).contains(&share), "{share}");
    window.set_size(egui::Vec2::new(1280.0, 2200.0));
    window.run_steps(4);
    assert!((source_width(&window) - before).abs() < 4.0);
}
