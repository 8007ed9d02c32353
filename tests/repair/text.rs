//! Damaged texts, through the reader: what happened to the layout is found in what a report really prints.

use std::path::Path;

use gouji::dataset;
use gouji::form::{CellKey, RowKey, Sheet, TableId};
use gouji::read;
use gouji::repair::BlockRepairs;
use gouji::repair::block::BlockId;
use gouji::review::proposals::{Question, cells_to_compare, proposals};
use gouji::review::second::SecondReading;
use gouji::review::{Basis, Edit, Footing, Origin, Session, Stamp, Verdict};
use gouji::rules::{NeighbourReport, Neighbours};
use gouji::said::Said;
use gouji::source;

use crate::tables::{number, restores};

/// An invented report whose table three is consistent once the wrong figure in it is mended.
fn report() -> String {
    let sample = include_str!("../../assets/samples/示例报告.txt");
    edited(sample, "政府信息\t3\t7\t0", "政府信息\t3\t1\t0")
}

#[track_caller]
fn edited(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

fn session(text: &str) -> Session {
    let source = source::open_bytes(Path::new("年报.txt"), text.as_bytes()).unwrap();
    let reading = read::read(&source);
    Session::new(source, reading)
}

fn requests(text: &str) -> (Sheet, Option<BlockRepairs>) {
    let session = session(text);
    let repairs = proposals(&session, None).into_iter();
    let mut of_requests = repairs.filter(|repairs| repairs.block.to_string() == "requests");
    (session.sheet().clone(), of_requests.next())
}

/// Makes the edit, and expects the first proposal to undo it and to tell what it does as `mending`.
#[track_caller]
fn check_told(from: &str, to: &str, mending: &str) {
    let (truth, none) = requests(&report());
    assert_eq!(none, None);
    let (sheet, repairs) = requests(&edited(&report(), from, to));
    let repairs = repairs.unwrap();
    let told = repairs.proposals.iter();
    let told = told.map(|proposal| proposal.mending.clone().unwrap_or_default().chinese);
    let told: Vec<String> = told.collect();
    let right = repairs.proposals.iter();
    let right = right.map(|proposal| restores(&sheet, &proposal.changes, &truth));
    let right: Vec<bool> = right.collect();
    assert_eq!(
        told.first().map(String::as_str),
        Some(mending),
        "{repairs:?}"
    );
    assert_eq!(right.first(), Some(&true), "{repairs:?}");
}

#[test]
fn a_row_printed_one_cell_to_the_right() {
    check_told(
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t\t21\t5\t0\t0\t2\t0",
        "一、本年新收政府信息公开申请数量：整行左移一格",
    );
}

#[test]
fn a_row_printed_one_cell_to_the_left() {
    check_told(
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t5\t0\t0\t2\t0\t28\t",
        "一、本年新收政府信息公开申请数量：整行右移一格",
    );
}

#[test]
fn a_value_printed_in_the_cell_beside() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t9\t0\t3\t0\t1\t0\t13",
        "（一）予以公开 科研机构：3 移到 商业企业",
    );
}

#[test]
fn two_neighbours_printed_in_the_wrong_order() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t3\t9\t0\t0\t1\t0\t13",
        "（一）予以公开：自然人与商业企业互换",
    );
}

#[test]
fn labels_one_row_off() {
    check_told(
        "（七）总计\t21\t4\t0\t0\t1\t0\t26\n四、结转下年度继续办理\t2\t1\t0\t0\t1\t0\t4",
        "（七）总计\t0\t0\t0\t0\t0\t0\t0\n四、结转下年度继续办理\t21\t4\t0\t0\t1\t0\t26",
        "三（七）、四：上移一行",
    );
}

#[test]
fn a_number_torn_into_two_cells() {
    check_told(
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t2\t1\t5\t0\t0\t2\t0",
        "一、本年新收政府信息公开申请数量 自然人：与右边一格合为 21，其后左移一格",
    );
}

#[test]
fn two_numbers_run_together() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t93\t0\t0\t1\t0\t13\t",
        "（一）予以公开 自然人：拆成 9 和 3，其后右移一格",
    );
}

#[test]
fn a_token_beside_the_row_it_belongs_to() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t9\t\t0\t0\t1\t0\t13\n3",
        "（一）予以公开 商业企业：填入表内未归入单元格的“3”",
    );
}

fn reasons(session: &Session) -> Vec<Said> {
    let repairs = proposals(session, None).into_iter();
    let mut of_requests = repairs.filter(|repairs| repairs.block.to_string() == "requests");
    of_requests.next().unwrap().proposals.remove(0).reasons
}

/// The prose says 新收政府信息公开申请28件, and that is the number the equations want.
#[test]
fn a_sentence_of_the_prose_votes_for_the_number_it_states() {
    let text = edited(
        &report(),
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t21\t5\t0\t0\t2\t0\t23",
    );
    assert_eq!(
        reasons(&session(&text)),
        [
            "一·总计：“3”疑为“8”",
            "正文“全年新收政府信息公开申请28件”也是这个数"
        ]
    );
}

/// The same wrong table, but the prose says what the table says: that speaks for the office.
#[test]
fn a_sentence_that_agrees_with_the_print_speaks_for_a_misprint() {
    let text = edited(
        &report(),
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t21\t5\t0\t0\t2\t0\t23",
    );
    let text = edited(&text, "公开申请28件", "公开申请23件");
    let session = session(&text);
    let against = "但正文“全年新收政府信息公开申请23件”与表中原来的数相符".to_owned();
    assert!(
        reasons(&session)
            .iter()
            .any(|reason| reason.chinese == against),
        "{:?}",
        reasons(&session)
    );
    let repairs = proposals(&session, None);
    let source_error = repairs[0].source_error.clone().unwrap();
    assert!(source_error.is_likeliest);
    assert_eq!(
        source_error.reasons[0],
        "正文“全年新收政府信息公开申请23件”与表中相符"
    );
}

/// Last year's report carried two requests of natural persons over; here 7 is printed.
#[test]
fn last_years_report_votes_for_what_it_carried_over() {
    let text = edited(
        &report(),
        "上年结转政府信息公开申请数量\t2\t",
        "上年结转政府信息公开申请数量\t7\t",
    );
    let mut this_year = session(&text);
    let mut last_year = this_year.sheet().clone();
    let carried_out = |column| CellKey::new(TableId::Requests, RowKey::new("carried_out"), column);
    for column in ["natural_person", "total"] {
        last_year.cells.insert(carried_out(column), number(2));
    }
    for (year, is_heard) in [(2022, true), (2021, false)] {
        let reading = this_year.reading();
        let before = NeighbourReport::new("青石镇", year, "去年.txt", &last_year, reading);
        this_year.set_neighbours(Neighbours {
            before: Some(before),
            ..Neighbours::default()
        });
        let agrees = "2022 年报告“2”也是这个数".to_owned();
        let is_said = |reason: &Said| reason.chinese == agrees;
        assert_eq!(reasons(&this_year).iter().any(is_said), is_heard);
    }
}

/// Accepting what is forced says 版式错位 of the layout, 转录错误 of a digit; nobody stands for an estimate. Rank, lead and
/// footing are kept.
#[track_caller]
fn check_accepted(basis: Basis, footing: Footing, verdict: Option<Verdict>) {
    let mut session = session(&report());
    let cell: CellKey = "requests.granted.enterprise".parse().unwrap();
    let origin = Origin::Proposal {
        rank: 2,
        margin: Some(-1500),
        basis,
        footing,
    };
    let accept = Edit::EnterMany {
        label: "采纳方案 2".to_owned(),
        cells: vec![(cell.clone(), "8".to_owned())],
        origin,
    };
    session.apply(accept, &Stamp::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = dataset::path_beside(&folder.path().join("年报.txt"));
    dataset::save(&path, &session, None).unwrap();
    let loaded = dataset::load(&path).unwrap();
    assert_eq!(loaded.notices, [""; 0]);
    let decision = loaded.session.decision(&cell).unwrap();
    assert_eq!((decision.verdict, decision.origin), (verdict, origin));
    assert_eq!(loaded.session.cell_history(&cell)[0].label, "采纳方案 2");
}

#[test]
fn an_accepted_proposal_keeps_its_verdict_rank_and_lead() {
    use Footing::{Deduced, Estimated};
    check_accepted(Basis::Layout, Deduced, Some(Verdict::Displaced));
    check_accepted(Basis::Cells, Deduced, Some(Verdict::Misread));
    check_accepted(Basis::Layout, Estimated, None);
    check_accepted(Basis::Cells, Estimated, None);
    check_accepted(Basis::Estimate, Estimated, None);
}

#[test]
fn what_rules_cannot_locate_is_listed_for_the_eye() {
    let session = session(&report());
    let block = BlockId {
        table: TableId::Disputes,
        row: Some(RowKey::new("reconsideration")),
    };
    let cells = cells_to_compare(&session, &block);
    let columns: Vec<&str> = cells.iter().map(|(cell, _)| cell.column.as_str()).collect();
    assert_eq!(
        columns,
        ["upheld", "corrected", "other", "pending", "total"]
    );
    for (cell, printed) in &cells {
        assert_eq!(session.reading().cell(cell).unwrap().printed, *printed);
    }
}

/// Which of the cells is wrong the rules cannot tell; the file that shows how the report was printed can, where it was read
/// by somebody else.
#[test]
fn a_second_reading_votes_for_the_number_it_read() {
    let text = edited(
        &report(),
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t21\t5\t0\t0\t2\t0\t23",
    );
    let text = edited(&text, "新收政府信息公开申请28件", "新收政府信息公开申请");
    let session = session(&text);
    let total = CellKey::new(TableId::Requests, RowKey::new("received"), "total");
    let second = |printed: &str| {
        let cells = [(total.clone(), printed.to_owned())];
        SecondReading::of_cells("年报.pdf".to_owned(), cells)
    };
    let said = |printed: &str| {
        let blocks = Question::of(&session, Some(&second(printed))).answer(None);
        let block = blocks.into_iter().next().unwrap();
        let of_source = block.source_error.unwrap();
        let reasons = block.proposals.into_iter().next().unwrap().reasons;
        (reasons, of_source.is_likeliest, of_source.reasons)
    };
    let (reasons, is_printed_so, _) = said("28");
    assert_eq!(
        reasons,
        ["一·总计：“3”疑为“8”", "年报.pdf 再读为“28”也是这个数"]
    );
    assert!(!is_printed_so);
    let (_, is_printed_so, reasons) = said("23");
    assert!(is_printed_so);
    assert_eq!(reasons[0], "年报.pdf 再读为“23”与表中相符");
}
