//! What the rules between years leave open.

use gouji::review::evidence;
use gouji::rules::{self, Given, Verified};

use crate::language::{parse, split_years};

/// What the rules between years cannot check, and why.
#[test]
fn what_two_years_cannot_tell_is_said() {
    check_undecided(
        "year 2022
        @requests 2021
        carried_in: . w ? ! 0 0 7
        before 2021
        @requests 2021
        carried_out: 7 1 1 1 / 0 .
        after 2024
        @requests 2021",
        &[
            "与“二〇二一年报告”无法核对：表三 自然人列（2022 年报告空白）；表三 商业企业列（2022 年报告是文字）；表三 科研机构列（2022 年报告无法辨认）；表三 社会公益组织列（2022 年报告未识读）；表三 总计列（2021 年报告空白）。",
            "“二〇二四年报告”是 2024 年报告，本报告是 2022 年报告，不是相邻的两年，无法核对。",
        ],
    );
    check_undecided(
        "year 2021
        @proactive 2021
        before 2020
        @proactive 2019",
        &[
            "表二：2020 年报告用的是另一版表格，没有现行有效件数，无法与“二〇二〇年报告”核对。",
            "表三：2020 年报告没有找到表三，无法与“二〇二〇年报告”核对。",
        ],
    );
    check_undecided(
        "@requests 2021
        before 2020
        @requests 2021",
        &["“二〇二〇年报告”是 2020 年报告，本报告的年度未知，不是相邻的两年，无法核对。"],
    );
    check_undecided(
        "year 2020
        @proactive 2019
        other_services[行政检查]: 3 0 0
        before 2019
        @proactive 2019
        @requests 2019",
        &[
            "与“二〇一九年报告”无法核对：表二 行政检查（2019 年报告未识读）。",
            "表三：2020 年报告没有找到表三，无法与“二〇一九年报告”核对。",
        ],
    );
}

#[track_caller]
fn check_undecided(case: &str, expected: &[&str]) {
    let (own, neighbours) = split_years(case);
    let (sheet, reading) = parse(own);
    let given = Given {
        sheet: &sheet,
        reading: &reading,
        text: "",
        prose: &[],
        neighbours: &neighbours,
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = rules::check(&given);
    let undecided: Vec<&str> = results
        .findings
        .iter()
        .filter(|finding| rules::registry::is_between_reports(&finding.key))
        .inspect(|finding| assert_eq!(finding.outcome, Verified::Undecided))
        .map(|finding| finding.text.as_str())
        .collect();
    assert_eq!(undecided, expected);
}
