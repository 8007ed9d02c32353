//! What is told beside a report of those of the years next to it, in both languages. The reports are of an invented office.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::{Language, Settings};

use crate::driver::*;

/// The sample as if it were of another year; it carries 2 in and 4 out.
fn of_year(year: &str) -> String {
    SAMPLE.replace("2023", year)
}

/// The report with another number in every cell of its last row that is not 0.
fn carries_out_otherwise(report: &str) -> String {
    let otherwise = |line: &str| match line.strip_prefix("四、结转") {
        Some(_) => line.replace("\t4", "\t5"),
        None => line.to_owned(),
    };
    let lines: Vec<String> = report.lines().map(otherwise).collect();
    lines.join("\n")
}

/// A window in this language with the sample open, and these files beside it.
fn opened_beside(folder: &Path, language: Language, others: &[(&str, String)]) -> Window {
    for (name, text) in others {
        fs::write(folder.join(name), text).unwrap();
    }
    let report = folder.join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    let settings = Settings {
        language,
        ..settings()
    };
    let mut window = window(settings, PreparedDialogs::default());
    window.state_mut().later(Command::Open(vec![report]));
    window
}

/// Whether something whose name has all these parts is shown.
fn is_told(window: &Window, parts: &[&str]) -> bool {
    let [first, ..] = parts else { return true };
    let found = window.query_all_by_label_contains(first);
    found.into_iter().any(|node| {
        let said = node
            .accesskit_node()
            .label()
            .or_else(|| node.accesskit_node().value());
        said.is_some_and(|said| parts.iter().all(|part| said.contains(part)))
    })
}

#[track_caller]
fn check_told(language: Language, others: &[(&str, String)], line: &str, finding: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_beside(folder.path(), language, others);
    wait_for(&mut window, line);
    assert!(is_told(&window, finding), "{finding:?}");
}

#[test]
fn that_last_years_report_carries_out_another_number_is_told_above_the_tables_and_among_the_findings()
 {
    let others = [("上年.txt", of_year("2022"))];
    check_told(
        Language::Chinese,
        &others,
        "≠ 上年结转 2，2022 年报告结转下年度 4",
        &["2022 年报告四、结转", "差 2", "对照的是“"],
    );
    check_told(
        Language::English,
        &others,
        "≠ carried in 2, carried out in 2022 4",
        &["a difference of 2", "Compared with “"],
    );
}

#[test]
fn that_next_years_report_carries_in_another_number_is_told_above_the_tables() {
    let others = [("下年.txt", of_year("2024"))];
    for (language, line) in [
        (Language::Chinese, "≠ 结转下年度 4，2024 年报告上年结转 2"),
        (Language::English, "≠ carried out 4, carried in in 2024 2"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = opened_beside(folder.path(), language, &others);
        wait_for(&mut window, line);
    }
}

/// Two reports of last year that differ prove nothing: neither is used, and why not is told where one is missed.
#[test]
fn that_two_reports_of_last_year_differ_is_told_where_one_is_looked_for() {
    let others = [
        ("上年.txt", of_year("2022")),
        ("上年更正.txt", carries_out_otherwise(&of_year("2022"))),
    ];
    for (language, missing, told) in [
        (
            Language::Chinese,
            "上年报告：未找到",
            ["不止一份，且数字不同", "上年.txt、上年更正.txt"],
        ),
        (
            Language::English,
            "Last year's report: not found",
            ["several reports of the year before", "none was used"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = opened_beside(folder.path(), language, &others);
        wait_for(&mut window, missing);
        window.get_by_label(missing).hover();
        window.run_steps(8);
        assert!(is_told(&window, &told), "{told:?}");
    }
}

/// 2022 received 210 of natural persons: ten times as many.
#[test]
fn last_years_numbers_stand_in_the_cells_where_they_are_asked_for() {
    let before = of_year("2022").replace(
        "申请数量\t21\t5\t0\t0\t2\t0\t28",
        "申请数量\t210\t5\t0\t0\t2\t0\t217",
    );
    let folder = tempfile::tempdir().unwrap();
    let others = [("上年.txt", before)];
    let mut window = opened_beside(folder.path(), Language::Chinese, &others);
    wait_for(&mut window, "≠ 上年结转 2，2022 年报告结转下年度 4");
    let own = "表三 一、本年新收政府信息公开申请数量 自然人";
    check_shown(&window, &format!("{own}：21"));
    press(&mut window, Modifiers::ALT, Key::U);
    for (cell, last_year) in [
        ("表三 一、本年新收政府信息公开申请数量 自然人：21", "210"),
        ("表三 （一）予以公开 自然人：9", "9"),
        ("表三 二、上年结转政府信息公开申请数量 总计：2", "≠4"),
    ] {
        check_shown(&window, &format!("{cell}，上年 {last_year}"));
    }
    // Nothing is said where both have nothing.
    assert!(
        window
            .query_by_label_contains("科研机构：0，上年")
            .is_none()
    );
    let notes = window.query_all_by_label("格内左边的小字：2022 年报告");
    assert_eq!(notes.count(), 3);
    press(&mut window, Modifiers::ALT, Key::U);
    check_shown(&window, &format!("{own}：21"));
}

#[test]
fn that_there_is_no_report_of_last_year_is_told_where_its_numbers_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened_beside(folder.path(), Language::Chinese, &[]);
    wait_for(&mut window, "上年报告：未找到");
    press(&mut window, Modifiers::ALT, Key::U);
    check_shown(&window, "没有找到上年的报告，格内没有上年的数");
}
