//! Damaged texts, through the reader: what happened to the layout is found in what a report really prints.

use std::path::Path;

use gouji::form::Sheet;
use gouji::read;
use gouji::repair::{BlockRepairs, Kind};
use gouji::review::Session;
use gouji::review::proposals::proposals;
use gouji::source;

use crate::tables::restores;

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

/// Makes the edit, and expects the first proposal to tell what happened and to undo it.
#[track_caller]
fn check_told(from: &str, to: &str, label: &str) {
    let (truth, none) = requests(&report());
    assert_eq!(none, None);
    let (sheet, repairs) = requests(&edited(&report(), from, to));
    let repairs = repairs.unwrap();
    let told = repairs
        .proposals
        .iter()
        .map(|proposal| match proposal.kind {
            Kind::Structural(damage) => damage.label(),
            Kind::Cells => "单格",
            Kind::Estimate => "估计",
        });
    let told: Vec<&str> = told.collect();
    let right = repairs.proposals.iter();
    let right = right.map(|proposal| restores(&sheet, &proposal.changes, &truth));
    let right: Vec<bool> = right.collect();
    assert_eq!(told.first(), Some(&label), "{repairs:?}");
    assert_eq!(right.first(), Some(&true), "{repairs:?}");
}

#[test]
fn a_row_printed_one_cell_to_the_right() {
    check_told(
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t\t21\t5\t0\t0\t2\t0",
        "整行错位一格",
    );
}

#[test]
fn a_row_printed_one_cell_to_the_left() {
    check_told(
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t5\t0\t0\t2\t0\t28\t",
        "整行错位一格",
    );
}

#[test]
fn a_value_printed_in_the_cell_beside() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t9\t0\t3\t0\t1\t0\t13",
        "数字错到邻格",
    );
}

#[test]
fn two_neighbours_printed_in_the_wrong_order() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t3\t9\t0\t0\t1\t0\t13",
        "相邻两格互换",
    );
}

#[test]
fn labels_one_row_off() {
    check_told(
        "（七）总计\t21\t4\t0\t0\t1\t0\t26\n四、结转下年度继续办理\t2\t1\t0\t0\t1\t0\t4",
        "（七）总计\t0\t0\t0\t0\t0\t0\t0\n四、结转下年度继续办理\t21\t4\t0\t0\t1\t0\t26",
        "行标签错开一行",
    );
}

#[test]
fn a_number_torn_into_two_cells() {
    check_told(
        "\t21\t5\t0\t0\t2\t0\t28",
        "\t2\t1\t5\t0\t0\t2\t0",
        "一个数被拆成两格",
    );
}

#[test]
fn two_numbers_run_together() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t93\t0\t0\t1\t0\t13\t",
        "两个数并成一格",
    );
}

#[test]
fn a_token_beside_the_row_it_belongs_to() {
    check_told(
        "\t9\t3\t0\t0\t1\t0\t13",
        "\t9\t\t0\t0\t1\t0\t13\n3",
        "表内遗漏的数字归位",
    );
}
