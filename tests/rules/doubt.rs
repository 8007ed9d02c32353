//! Sentences against tables the reader was not sure of.

use gouji::claims;
use gouji::review::evidence;
use gouji::rules::{Given, Neighbours, Verified};
use gouji::source::Span;

use crate::language::{parse, said};

/// A sentence does not accuse cells that may have been read otherwise.
#[test]
fn a_doubtful_table_is_not_accused() {
    let sentence = "正文称“制发行政规范性文件4件”，表二 行政规范性文件 本年制发件数为 3，差 1。";
    let table = "@proactive 2021
        normative_documents: 3 0 9
        say 制发行政规范性文件4件。
        unsure proactive.normative_documents.made";
    let doubt = format!("{sentence}其中有待核的格，无法核对，请先对照原文。");
    // No other place of the table holds a 4: whatever was meant, it was not what the sentence says.
    check_prose(&format!("{table} 3"), Verified::Broken, sentence);
    // A damaged glyph may be any number.
    check_prose(&format!("{table} B"), Verified::Undecided, &doubt);
    // A token without a cell, or another doubtful cell, may be the number that belongs there.
    check_prose(
        &format!("{table} 3\nleft proactive 4"),
        Verified::Undecided,
        &doubt,
    );
    check_prose(
        &format!("{table} 3\nleft proactive 0"),
        Verified::Broken,
        sentence,
    );
    check_prose(
        &format!("{table} 3\nlicensing: 4\nunsure proactive.licensing.decisions 4"),
        Verified::Undecided,
        &doubt,
    );
    // The number mends what the cell breaks, and the reader left something over.
    let broken = "@requests 2021
        received: 5 0 0 0 0 0 6
        granted: 5 0 0 0 0 0 5
        processed_total: 5 0 0 0 0 0 5
        say 新收政府信息公开申请5件。";
    let sentence = "正文称“新收政府信息公开申请5件”，表三 一、本年新收政府信息公开申请数量 总计为 6，差 1。若表中为 5，2 条不成立的勾稽关系即可成立。";
    check_prose(broken, Verified::Broken, sentence);
    check_prose(
        &format!("{broken}\nleft requests 5"),
        Verified::Undecided,
        &format!("{sentence}这一格可能识读有误，无法核对，请先对照原文。"),
    );
    // A table in disorder accuses nobody.
    check_prose(
        "@requests 2021
        received: 1 2 3 0 0 0 9
        granted: 4 5 6 0 0 0 7
        processed_total: 2 1 1 0 0 0 5
        say 依申请公开中，不予公开1件。
        left requests 3",
        Verified::Undecided,
        "正文称“不予公开1件”，表三 总计列 （三）1 至 （三）8 共 8 项，和为 0，差 1。这张表多处不成立或未识读，可能识读有误，无法核对，请先对照原文。",
    );
    // A single blank is named as one.
    check_prose(
        "@proactive 2021
        penalties: .
        say 作出行政处罚决定2件。",
        Verified::Broken,
        "正文称“作出行政处罚决定2件”，表二 行政处罚 本年处理决定数量空白，计为 0，差 2。",
    );
}

/// The only finding about the prose.
#[track_caller]
fn check_prose(case: &str, outcome: Verified, text: &str) {
    let (sheet, reading) = parse(case);
    let said = said(case);
    let claims = claims::read(
        &said,
        &[Span::new(0, said.len())],
        claims::Report::default(),
    );
    let given = Given {
        sheet: &sheet,
        text: &said,
        reading: &reading,
        prose: &[],
        neighbours: &Neighbours::default(),
        settled: &evidence::NOTHING_SETTLED,
    };
    let results = evidence::check(&claims, &given);
    let about_prose: Vec<(Verified, &str)> = results
        .findings
        .iter()
        .filter(|finding| finding.rule.starts_with("prose"))
        .map(|finding| (finding.outcome, finding.text.as_str()))
        .collect();
    assert_eq!(about_prose, [(outcome, text)]);
}
