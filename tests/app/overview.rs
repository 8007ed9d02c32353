//! The dataset in pictures: what is counted, and the way from a part of a picture to the reports it stands for.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;

use crate::driver::*;

/// A window that opened a folder of reports of these towns and years.
fn opened_folder(folder: &Path, reports: &[(&str, &str)]) -> Window {
    opened_folder_in(folder, reports, settings(), "报告")
}

/// The same with these settings, in which a report is called so.
fn opened_folder_in(
    folder: &Path,
    reports: &[(&str, &str)],
    settings: Settings,
    report: &str,
) -> Window {
    let mut window = begun(folder, reports, settings);
    for (town, year) in reports {
        wait_for(
            &mut window,
            &format!("{report} {year} 云岭县{town}人民政府"),
        );
    }
    window
}

/// A window that begins to open a folder of reports of these towns and years.
fn begun(folder: &Path, reports: &[(&str, &str)], settings: Settings) -> Window {
    for (number, (town, year)) in (1..).zip(reports) {
        let text = SAMPLE.replace("青石镇", town).replace("2023", year);
        fs::write(folder.join(format!("{number:02}.txt")), text).unwrap();
    }
    let mut window = window_of([1280.0, 1400.0], settings, PreparedDialogs::default());
    let open = Command::Open(vec![folder.to_owned()]);
    window.state_mut().later(open);
    window
}

fn n_rows(window: &Window) -> usize {
    window.query_all_by_label_contains("报告 20").count()
}

const REPORTS: [(&str, &str); 4] = [
    ("甲石镇", "2021"),
    ("乙石镇", "2022"),
    ("丙石镇", "2022"),
    ("丁石镇", "2023"),
];

#[test]
fn a_part_of_a_picture_leads_to_its_reports() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_folder(folder.path(), &REPORTS);
    press(&mut window, Modifiers::COMMAND, Key::F7);
    wait_for(&mut window, "审定进度，2022，待审：2");
    check_shown(&window, "审定进度，2021，待审：1");
    assert!(
        window
            .query_all_by_label_contains("报告存在的问题，")
            .count()
            > 0
    );
    click(&mut window, "审定进度，2022，待审：2");
    window.run_steps(4);
    assert_eq!(n_rows(&window), 2);
    // What the list is filtered by is told, and taken back by a click.
    press(&mut window, Modifiers::COMMAND, Key::F7);
    let open = "待处理的事项，错误：4";
    wait_for(&mut window, open);
    click(&mut window, open);
    window.run_steps(4);
    assert_eq!(n_rows(&window), 4);
    click(&mut window, "只列：有待处理：错误　×");
    check_gone(&window, "只列：有待处理：错误　×");
    assert_eq!(n_rows(&window), 4);
}

#[test]
fn pictures_asked_for_before_the_first_report_is_there_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = begun(folder.path(), &REPORTS, settings());
    press(&mut window, Modifiers::COMMAND, Key::F7);
    let counted = "审定进度，2022，待审：2";
    wait_for(&mut window, counted);
    for _ in 0..100 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    check_shown(&window, counted);
    press(&mut window, Modifiers::COMMAND, Key::F7);
    wait_for(&mut window, WRONG);
}

#[test]
fn keys_walk_the_parts_and_lead_to_their_reports() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_folder(folder.path(), &REPORTS);
    press(&mut window, Modifiers::COMMAND, Key::F7);
    wait_for(&mut window, "审定进度，2022，待审：2");
    // Several keys of one frame.
    for key in [Key::End, Key::Home, Key::ArrowDown, Key::Enter] {
        window.key_press(key);
    }
    window.run_steps(10);
    assert_eq!(n_rows(&window), 2);
    press(&mut window, Modifiers::COMMAND, Key::F7);
    wait_for(&mut window, "审定进度，2022，待审：2");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(4);
    check_gone(&window, "审定进度，2022，待审：2");
    check_shown(&window, WRONG);
    // The tables have the keyboard again.
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
}

#[test]
fn what_is_decided_is_counted_at_once_and_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_folder(folder.path(), &REPORTS);
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::F7);
    wait_for(&mut window, "审定进度，2021，在审：1");
    check_shown(&window, "误读的字，1 误作 7：1");
    // Reports of its own: those of the first window have steps that are asked about.
    let other = tempfile::tempdir().unwrap();
    let mut english = settings();
    english.language = gouji::app::settings::Language::English;
    let mut window = opened_folder_in(other.path(), &REPORTS, english, "Report");
    press(&mut window, Modifiers::COMMAND, Key::F7);
    wait_for(&mut window, "Progress, 2022, to do: 2");
    let chinese = window.query_all_by_label_contains("审定进度");
    assert_eq!(
        chinese
            .filter(|node| node.accesskit_node().label().is_some())
            .count(),
        0
    );
}
