//! Sums and balances: what holds, holds conditionally, is broken or undecided.

use std::collections::BTreeMap;

use gouji::amount::Amount;
use gouji::form::Sheet;
use gouji::read::Reading;
use gouji::review::evidence;
use gouji::rules::{self, Finding, Given, Neighbours, Results, Verified, registry, summary};

use crate::language::parse;

/// The results of a sheet without prose and without neighbours.
fn check_given(sheet: &Sheet, reading: &Reading) -> Results {
    rules::check(&Given {
        sheet,
        reading,
        text: "",
        prose: &[],
        neighbours: &Neighbours::default(),
        settled: &evidence::NOTHING_SETTLED,
    })
}

/// How many equations of the only table hold, hold conditionally, are broken, are undecided.
#[track_caller]
fn check_outcomes(sheet: &str, expected: (usize, usize, usize, usize)) -> Results {
    let (sheet, reading) = parse(sheet);
    let results = check_given(&sheet, &reading);
    let tables = summary::per_table(&results);
    let [table] = tables.as_slice() else {
        panic!("{} tables", tables.len());
    };
    assert_eq!(
        (
            table.holds,
            table.conditional,
            table.broken,
            table.undecided
        ),
        expected
    );
    results
}

#[test]
fn blanks_matter_only_where_a_number_stands() {
    check_outcomes("@disputes 2021", (3, 0, 0, 0));
    check_outcomes(
        "@disputes 2021
        reconsideration: . . . . .
        direct_suit: . 0 / 0 0
        suit_after_reconsideration: 1 . . / 1",
        (2, 1, 0, 0),
    );
}

#[test]
fn what_is_unread_or_in_words_is_undecided_and_names_its_cells() {
    let results = check_outcomes(
        "@disputes 2021
        reconsideration: 0 0 ? 0 0
        direct_suit: 0 w 0 ! 0",
        (1, 0, 0, 2),
    );
    let undecided: BTreeMap<&str, Vec<String>> = results
        .findings
        .iter()
        .filter(|finding| finding.outcome == Verified::Undecided)
        .map(|finding| {
            (
                finding.text.as_str(),
                finding.cells.iter().map(ToString::to_string).collect(),
            )
        })
        .collect();
    assert_eq!(
        undecided,
        BTreeMap::from([
            (
                "表四 行政复议：无法核对，因为其他结果（无法辨认）没有可用的数。",
                vec!["disputes.reconsideration.other".to_owned()],
            ),
            (
                "表四 行政诉讼·未经复议直接起诉：无法核对，因为结果纠正（印的是文字）、尚未审结（未识读）没有可用的数。",
                vec![
                    "disputes.direct_suit.corrected".to_owned(),
                    "disputes.direct_suit.pending".to_owned(),
                ],
            ),
        ])
    );
}

/// What is known of a side exceeds the other already; where it does not, or both sides are open, nobody can tell.
#[test]
fn known_parts_that_exceed_a_total_break_it_in_spite_of_unread_cells() {
    #[track_caller]
    fn check_broken(sheet: &str, n_undecided: usize, expected: &[&str]) {
        let (sheet, reading) = parse(sheet);
        let results = check_given(&sheet, &reading);
        let of = |outcome: Verified| -> Vec<&str> {
            let findings = results.findings.iter();
            findings
                .filter(|finding| {
                    finding.outcome == outcome && registry::is_arithmetic(&finding.rule)
                })
                .map(|finding| finding.text.as_str())
                .collect()
        };
        assert_eq!(of(Verified::Broken), expected);
        assert_eq!(of(Verified::Undecided).len(), n_undecided);
    }
    check_broken(
        "@disputes 2021
        reconsideration: 3 ? 0 0 2
        direct_suit: 2 ? 0 0 2
        suit_after_reconsideration: 0 0 0 0 ?",
        2,
        &[
            "表四 行政复议：结果维持(3) + 结果纠正(？) + 其他结果(0) + 尚未审结(0) ≥ 3，总计为 2，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
        ],
    );
    // Down a column, and on the right of a balance.
    check_broken(
        "@requests 2021
        received: 3 0 0 0 0 0 3
        granted: 4 0 0 0 0 0 4
        denied.state_secret: ? 0 0 0 0 0 ?
        processed_total: 3 0 0 0 0 0 3",
        1,
        &[
            "表三 自然人列：（一）(4) ≥ 4（其余各项为 0 或未识读），三（七）为 3，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
            "表三 总计列：（一）(4) ≥ 4（其余各项为 0 或未识读），三（七）为 3，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
        ],
    );
    check_broken(
        "@requests 2021
        received: 3 0 0 0 0 0 3
        granted: 4 0 0 0 0 0 4
        processed_total: 4 0 0 0 0 0 4
        carried_out: ? 0 0 0 0 0 ?",
        1,
        &[
            "表三 自然人列：一(3) + 二(0) = 3，三（七）(4) + 四(？) ≥ 4，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
            "表三 总计列：一(3) + 二(0) = 3，三（七）(4) + 四(？) ≥ 4，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
        ],
    );
    check_broken(
        "@requests 2021
        carried_in: 3 ? 0 0 0 0 2
        carried_out: 3 ? 0 0 0 0 2",
        1,
        &[
            "表三 二、上年结转政府信息公开申请数量：自然人(3) ≥ 3（其余各项为 0 或未识读），总计为 2，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
            "表三 四、结转下年度继续办理：自然人(3) ≥ 3（其余各项为 0 或未识读），总计为 2，至少差 1。其中 1 格没有可用的数，无论是多少都不成立。",
        ],
    );
    // A number in doubt may be less.
    check_broken(
        "@disputes 2021
        reconsideration: 3 ? 0 0 2
        unsure disputes.reconsideration.upheld 3",
        1,
        &[],
    );
}

#[test]
fn a_blank_total_leaves_every_line_it_stands_in_undecided() {
    // The total of received is blank: its row and the balance of the total column cannot be checked.
    check_outcomes(
        "@requests 2019
        received: 3 2 0 0 0 0 .
        granted: 3 2 0 0 0 0 5
        processed_total: 3 2 0 0 0 0 5",
        (35, 0, 0, 2),
    );
}

#[test]
fn a_broken_equation_lists_all_its_cells_left_then_right() {
    let (sheet, reading) = parse("@disputes 2019\nreconsideration: 1 0 0 0 2");
    let results = check_given(&sheet, &reading);
    let finding = results
        .findings
        .iter()
        .find(|finding| finding.rule == "disputes-total")
        .unwrap();
    let columns: Vec<&str> = finding
        .cells
        .iter()
        .map(|cell| cell.column.as_str())
        .collect();
    assert_eq!(
        columns,
        ["upheld", "corrected", "other", "pending", "total"]
    );
    assert_eq!(finding.left, Amount::parse("1"));
    assert_eq!(finding.right, Amount::parse("2"));
}

/// Published balances 一 + 二 = （七） + 四 of the total column.
#[test]
fn published_balances_hold() {
    let published = [
        ["3511", "96", "3486", "121"],
        ["3525", "121", "3521", "125"],
        ["1295", "189", "1191", "293"],
        ["34", "2", "35", "1"],
        ["95", "0", "95", "0"],
    ];
    for [received, carried_in, processed, carried_out] in published {
        let table = |received: &str| {
            format!(
                "@requests 2021
                received: 0 0 0 0 0 {received} {received}
                carried_in: 0 0 0 0 0 {carried_in} {carried_in}
                granted: 0 0 0 0 0 {processed} {processed}
                processed_total: 0 0 0 0 0 {processed} {processed}
                carried_out: 0 0 0 0 0 {carried_out} {carried_out}"
            )
        };
        check_outcomes(&table(received), (39, 0, 0, 0));
        check_outcomes(&table("9999"), (37, 0, 2, 0));
    }
}

/// A published balance that holds only if blank counts as 0: 859 + 18 = 805 + 72.
#[test]
fn a_balance_over_a_blank_is_conditional() {
    let results = check_outcomes(
        "@requests 2019
        received: 0 0 0 0 0 859 859
        carried_in: 0 0 0 0 . 18 18
        granted: 0 0 0 0 0 805 805
        processed_total: 0 0 0 0 0 805 805
        carried_out: 0 0 0 0 0 72 72",
        (36, 1, 0, 0),
    );
    let conditional: Vec<&Finding> = results
        .findings
        .iter()
        .filter(|finding| finding.outcome == Verified::Conditional)
        .collect();
    let [finding] = conditional.as_slice() else {
        panic!("{} conditional findings", conditional.len());
    };
    assert_eq!(
        finding.text,
        "表三 二、上年结转政府信息公开申请数量：仅当空白计为 0 时成立。各项合计 18（只有其他不为 0），总计为 18。其中 1 格为空白或横线，计为 0。"
    );
}

/// An equation that another number in a doubtful cell would satisfy accuses nobody; one that no number above 0 there can
/// satisfy does.
#[test]
fn doubtful_numbers_leave_an_equation_undecided() {
    let results = check_outcomes(
        "@disputes 2021
        reconsideration: 1 0 0 0 2
        unsure disputes.reconsideration.corrected 0",
        (2, 0, 0, 1),
    );
    let finding = results
        .findings
        .iter()
        .find(|finding| finding.rule == "disputes-total");
    let text = finding
        .map(|finding| finding.text.as_str())
        .unwrap_or_default();
    assert!(text.contains("待核，照现在的数等式不成立"), "{text}");
    check_outcomes(
        "@disputes 2021
        reconsideration: 3 0 0 0 2
        unsure disputes.reconsideration.corrected 0",
        (2, 0, 1, 0),
    );
}
