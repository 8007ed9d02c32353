//! The list of reports: its order, its search field, what it counts.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::*;

/// Three reports: one without a broken rule, one with, and one without of an office that comes last by name.
fn three(folder: &std::path::Path) -> Window {
    let sound = SAMPLE.replace("\t3\t7\t0\t0\t0\t0\t4", "\t3\t1\t0\t0\t0\t0\t4");
    fs::write(folder.join("1.txt"), sound.replace("青石镇", "丙石镇")).unwrap();
    fs::write(folder.join("2.txt"), SAMPLE.replace("青石镇", "乙石镇")).unwrap();
    fs::write(folder.join("3.txt"), sound.replace("青石镇", "丁石镇")).unwrap();
    let dialogs = PreparedDialogs {
        folder: vec![folder.to_owned()],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    for town in ["丙石镇", "乙石镇", "丁石镇"] {
        wait_for(&mut window, &format!("报告 2023 云岭县{town}人民政府"));
    }
    wait_for(&mut window, "机关：云岭县丙石镇人民政府");
    window.run_steps(4);
    window
}

/// The offices of the list from top to bottom, by the first character of the town.
fn listed(window: &Window) -> String {
    let mut rows: Vec<(f32, char)> = window
        .query_all_by_label_contains("报告 2023 云岭县")
        .map(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            let top = node.rect().top();
            (top, label.chars().nth(11).unwrap_or('?'))
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, town)| town).collect()
}

#[test]
fn reports_are_listed_in_the_order_asked_for_and_gone_through_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = three(folder.path());
    assert_eq!(listed(&window), "丙乙丁");
    check_shown(&window, "3 份，其中 3 份还有问题");
    click(&mut window, "排序：名称");
    // By pinyin.
    assert_eq!(listed(&window), "丙丁乙");
    press(&mut window, Modifiers::ALT, Key::O);
    assert_eq!(listed(&window), "乙丙丁");
    check_shown(&window, "机关：云岭县丙石镇人民政府");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    wait_for(&mut window, "机关：云岭县乙石镇人民政府");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    wait_for(&mut window, "机关：云岭县丁石镇人民政府");
    // A report signed off comes last by state; what is to be done first comes next.
    press(&mut window, Modifiers::ALT, Key::O);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    click(&mut window, "强制审定");
    assert_eq!(listed(&window), "乙丙丁");
    check_shown(&window, "机关：云岭县乙石镇人民政府");
}

#[test]
fn a_report_is_found_by_typing_and_opened_by_the_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = three(folder.path());
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    type_text(&mut window, "石镇 2023");
    assert_eq!(listed(&window), "丙乙丁");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "机关：云岭县乙石镇人民政府");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "3.TXT");
    assert_eq!(listed(&window), "丁");
    check_shown(&window, "列出 1 份，另 2 份不符合搜索或筛选");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "机关：云岭县丁石镇人民政府");
    // The keyboard is back in the tables, and the words stay until they are taken back.
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(listed(&window), "丁");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(listed(&window), "丙乙丁");
}

#[test]
fn twenty_reports_and_more_are_seen_beside_a_table() {
    let folder = tempfile::tempdir().unwrap();
    for (n, town) in (10..).zip("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".chars())
    {
        let text = SAMPLE.replace("青石镇", &format!("{town}石镇"));
        fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
    }
    let dialogs = PreparedDialogs {
        folder: vec![folder.path().to_owned()],
        ..PreparedDialogs::default()
    };
    let mut window = window_of([1366.0, 738.0], settings(), dialogs);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    wait_for(&mut window, "机关：云岭县甲石镇人民政府");
    wait_for_part(&mut window, "22 份");
    window.run_steps(4);
    let rows = window.query_all_by_label_contains("报告 ");
    let rows: Vec<egui::Rect> = rows
        .filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Row)
        .map(|node| node.rect())
        .filter(|rect| rect.bottom() < 706.0)
        .collect();
    assert!(rows.len() >= 20, "{}", rows.len());
    assert!(rows.iter().all(|row| row.height() < 24.0));
}
