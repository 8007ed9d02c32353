//! Figures of a whole dataset by digit: gathered from all reports, corrected in place as steps of their reports.

use std::fs;
use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::dataset;

use crate::driver::*;

fn opened_folder(folder: &Path, towns: &[&str]) -> Window {
    for (number, town) in (1..).zip(towns) {
        let text = SAMPLE.replace("青石镇", town);
        fs::write(folder.join(format!("{number:02}.txt")), text).unwrap();
    }
    let mut window = window_of([1280.0, 900.0], settings(), PreparedDialogs::default());
    window
        .state_mut()
        .later(Command::Open(vec![folder.to_owned()]));
    for town in towns {
        wait_for(&mut window, &format!("报告 2023 云岭县{town}人民政府"));
    }
    wait_for(
        &mut window,
        &format!("机关：云岭县{}人民政府", towns.first().unwrap()),
    );
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    wait_for_part(&mut window, &format!("已读 {n} / {n} 份", n = towns.len()));
    window
}

/// The wrong figure of a town, with what its cell holds.
fn figure(town: &str, held: &str) -> String {
    format!("2023 云岭县{town}人民政府　表三 1.本机关不掌握相关政府信息 商业企业：{held}")
}

/// Shows the figures read as 7, and marks that of the town.
fn mark(window: &mut Window, town: &str) {
    let seven = {
        let mut buttons = window.query_all_by_label_contains("7 (");
        buttons.find_map(|node| node.accesskit_node().label())
    };
    click(window, &seven.unwrap());
    click(window, &figure(town, "7"));
}

#[test]
fn figures_of_reports_that_are_not_open_are_corrected_in_place_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_folder(folder.path(), &["甲石镇", "乙石镇", "丙石镇"]);
    mark(&mut window, "乙石镇");
    // Several keys of one frame.
    for event in [Event::Text("1".to_owned()), key(Key::Enter)] {
        window.event(event);
    }
    wait_for(&mut window, &figure("乙石镇", "1"));
    check_shown(&window, &figure("丙石镇", "7"));
    // Postponed, in a third report.
    click(&mut window, &figure("丙石镇", "7"));
    press(&mut window, Modifiers::NONE, Key::Space);
    wait_for_part(&mut window, "2 份报告有未保存的改动");
    // The last step is taken back first.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for_part(&mut window, "1 份报告有未保存的改动");
    window
        .state_mut()
        .later(Command::Act(gouji::app::commands::Action::SaveAll));
    window.run_steps(4);
    let saved = folder.path().join("02.txt.gouji.ron");
    let loaded = dataset::load(&saved).unwrap();
    let cell = "requests.unavailable.not_held.enterprise".parse();
    let value = loaded.session.value(&cell.unwrap());
    assert_eq!(
        value.number().map(|number| number.to_string()).as_deref(),
        Some("1")
    );
    assert_eq!(loaded.session.journal().records().len(), 1);
    assert!(!folder.path().join("03.txt.gouji.ron").exists());
}

#[test]
fn a_figure_leads_to_its_cell_and_back_to_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_folder(folder.path(), &["甲石镇", "乙石镇"]);
    mark(&mut window, "乙石镇");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "机关：云岭县乙石镇人民政府");
    check_shown(&window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    wait_for(&mut window, &figure("乙石镇", "1"));
    let marked = window.query_all_by_label_contains(" / ");
    let told = marked.filter_map(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    assert!(told.into_iter().any(|text| text.contains("乙石镇")));
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(4);
    check_shown(&window, RIGHT);
}

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}
