//! Figures of a whole dataset by digit: gathered from all reports, corrected in place as steps of their reports.

use std::fs;
use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::dataset;

use crate::carpet::form;
use crate::driver::*;
use crate::pdf;

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
    format!("2023 云岭县{town}人民政府　表三 （四）1.本机关不掌握相关政府信息 商业企业：{held}")
}

/// Shows the figures read as 7, and marks that of the town.
fn mark(window: &mut Window, town: &str) {
    show_sevens(window);
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

#[test]
fn figures_are_seen_as_they_are_printed_wherever_there_are_pages() {
    let folder = tempfile::tempdir().unwrap();
    let printed = pdf::print(&[form()], true);
    let text = "青岚县白杨镇人民政府2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t7\t0\t17\n行政规范性文件\t3\t1\t27\n";
    // A report with pages of its own, a text with its PDF beside it, and a text alone.
    fs::write(folder.path().join("1.pdf"), &printed).unwrap();
    fs::write(folder.path().join("2.txt"), text).unwrap();
    fs::write(folder.path().join("3.txt"), text.replace("白杨", "白桦")).unwrap();
    fs::create_dir(folder.path().join("原件")).unwrap();
    let beside = folder.path().join("原件/2.pdf");
    fs::write(&beside, &printed).unwrap();
    let mut settings = settings();
    let hash = gouji::source::hash::sha256_hex(text.as_bytes());
    settings.pair(&hash, &beside);
    let mut window = window_of([1280.0, 900.0], settings, PreparedDialogs::default());
    let of = |town: &str, end: &str| {
        format!("2022 青岚县{town}镇人民政府　表二 规章 本年制发件数：7{end}")
    };
    let reports = ["1.pdf", "2.txt", "3.txt"].map(|name| folder.path().join(name));
    window.state_mut().later(Command::Open(reports.to_vec()));
    for town in ["白榆", "白杨", "白桦"] {
        wait_for(&mut window, &format!("报告 2022 青岚县{town}镇人民政府"));
    }
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    wait_for_part(&mut window, "已读 3 / 3 份");
    show_sevens(&mut window);
    wait_for(&mut window, &of("白榆", "（图）"));
    wait_for(&mut window, &of("白杨", "（图）"));
    check_shown(&window, &of("白桦", ""));
    // Saved reviews hold no places: the file is read for them.
    for town in ["白榆", "白杨"] {
        click(&mut window, &of(town, "（图）"));
        press(&mut window, Modifiers::NONE, Key::Space);
        wait_for_part(&mut window, "份报告有未保存的改动");
    }
    window
        .state_mut()
        .later(Command::Act(gouji::app::commands::Action::SaveAll));
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    click(&mut window, "重新读");
    wait_for_part(&mut window, "已读 3 / 3 份");
    show_sevens(&mut window);
    wait_for(&mut window, &of("白榆", "（图）"));
    wait_for(&mut window, &of("白杨", "（图）"));
    check_shown(&window, &of("白桦", ""));
}

/// Shows the figures read as 7.
fn show_sevens(window: &mut Window) {
    let seven = {
        let mut buttons = window.query_all_by_label_contains("7 (");
        buttons.find_map(|node| node.accesskit_node().label())
    };
    click(window, &seven.unwrap());
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
