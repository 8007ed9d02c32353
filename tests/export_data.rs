//! `gouji export`: what is told apart in a review is told apart in every format. The reports are invented.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::{Assert, OutputAssertExt};
use assert_cmd::cargo::CommandCargoExt;
use gouji::dataset::folder::reports_in;
use gouji::dataset::{exported, save};
use gouji::export::data::{FORMATS, Job, Options, Shape};
use gouji::form::{EditionId, TableId};
use gouji::review::{Edit, Session};
use serde_json::Value;

use crate::common::{cell, enter, session, stamp};

const WRONG: &str = "requests.received.natural_person";
const BLANK: &str = "requests.received.enterprise";
const UNREAD: &str = "requests.granted.enterprise";

/// A folder with a review that was corrected, one that nobody touched, and a report without a review.
fn dataset() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut corrected = session("");
    apply(&mut corrected, enter(WRONG, "2"));
    apply(
        &mut corrected,
        Edit::Note {
            cell: cell(BLANK),
            note: "=1+1，\"见\n附件\"".to_owned(),
        },
    );
    save(&folder.path().join("a.txt.gouji.ron"), &corrected, None).unwrap();
    save(&folder.path().join("b.txt.gouji.ron"), &session("甲"), None).unwrap();
    fs::write(folder.path().join("c.txt"), "没有审定的报告\n").unwrap();
    folder
}

fn apply(session: &mut Session, edit: Edit) {
    session.apply(edit, &stamp()).unwrap();
}

fn export(folder: &Path, arguments: &[&str]) -> Assert {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .arg("export")
        .args(arguments)
        .assert()
}

fn stderr(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

/// The rows of a `.json` table, by cell or by file.
fn json(path: &Path, key: &str) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(path).unwrap();
    let rows = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| {
        (
            format!(
                "{} {}",
                row["file"].as_str().unwrap(),
                row[key].as_str().unwrap()
            ),
            row,
        )
    })
    .collect()
}

#[test]
fn a_row_a_cell_tells_what_is_printed_what_holds_and_who_decided() {
    let folder = dataset();
    let run = export(folder.path(), &[".", "--to", "out/../t.json"]).code(2);
    assert!(stderr(&run).contains("没有导出"));
    let run = export(folder.path(), &[".", "--to", "t.json"]).code(0);
    assert!(stderr(&run).contains("2 份报告"), "{}", stderr(&run));
    let is_told = stderr(&run).contains("年有 2 份报告，都在表里");
    assert!(is_told, "{}", stderr(&run));
    assert!(stderr(&run).contains("另有 1 份没有审定文件，未列入"));
    let rows = json(&folder.path().join("t.json"), "cell");
    let row = |file: &str, cell: &str| &rows[&format!("{file} {cell}")];
    let wrong = row("a.txt.gouji.ron", WRONG);
    assert_eq!(wrong["printed"], "3");
    assert_eq!(wrong["value"], 2);
    assert_eq!(wrong["state"], "number");
    assert_eq!(wrong["standing"], "corrected");
    assert_eq!(wrong["verdict"], "misread");
    assert_eq!(wrong["reviewer"], stamp().by);
    assert_eq!(wrong["year"], 2022);
    assert_eq!(wrong["row_zh"], "一、本年新收政府信息公开申请数量");
    assert!(
        wrong["rules_hold"]
            .as_str()
            .unwrap()
            .contains("requests-balance")
    );
    let untouched = row("b.txt.gouji.ron", WRONG);
    assert_eq!(untouched["value"], 3);
    assert!(
        untouched["rules_broken"]
            .as_str()
            .unwrap()
            .contains("requests-balance")
    );
    assert_eq!(untouched["verdict"], Value::Null);
    let blank = row("a.txt.gouji.ron", BLANK);
    assert_eq!(
        (&blank["value"], &blank["state"]),
        (&Value::Null, &"blank".into())
    );
    let unread = row("a.txt.gouji.ron", UNREAD);
    assert_eq!(
        (&unread["value"], &unread["state"]),
        (&Value::Null, &"absent".into())
    );
}

#[test]
fn cells_stand_in_the_order_of_the_form() {
    let folder = dataset();
    export(folder.path(), &[".", "--to", "t.csv", "--no-bom"]).code(0);
    let table = fs::read_to_string(folder.path().join("t.csv")).unwrap();
    let of_first = table.lines().filter(|line| line.contains("a.txt"));
    let place = |cell: &str| {
        let mut lines = of_first.clone();
        lines.position(|line| line.contains(&format!(",{cell},")))
    };
    let cells = [
        "requests.received.natural_person",
        "requests.received.enterprise",
        "requests.received.total",
        "requests.carried_in.natural_person",
        "requests.denied.state_secret.natural_person",
        "requests.carried_out.total",
    ];
    let places: Vec<usize> = cells.iter().filter_map(|cell| place(cell)).collect();
    assert_eq!(places.len(), cells.len());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_row_a_report_keeps_what_is_no_number_and_has_no_share_of_blanks() {
    let folder = dataset();
    export(
        folder.path(),
        &["a.txt.gouji.ron", "--to", "t.json", "--shape", "reports"],
    )
    .code(0);
    let rows = json(&folder.path().join("t.json"), "signed");
    let row = &rows["a.txt.gouji.ron open"];
    assert_eq!(row["requests_received_natural_person"], 2);
    assert_eq!(row["requests_received_enterprise"], Value::Null);
    let not_numbers = row["not_numbers"].as_str().unwrap();
    assert!(
        not_numbers.contains("blank: requests_received_enterprise"),
        "{not_numbers}"
    );
    assert!(not_numbers.contains("absent: requests_granted_enterprise"));
    assert_eq!(row["rate_review_lost"], Value::Null);
    assert_eq!(row["edition_requests"], 2021);
    assert_eq!(row["edition_disputes"], Value::Null);
}

#[test]
fn only_what_is_signed_off_is_asked_for() {
    let folder = dataset();
    // A line of names is no table, and none is put in the place of an earlier one.
    let run = export(folder.path(), &[".", "--to", "t.csv", "--state", "signed"]).code(2);
    assert!(
        stderr(&run).contains("没有一份报告可以列入表中（2 份尚未审定，0 份无法打开）"),
        "{}",
        stderr(&run)
    );
    assert!(!folder.path().join("t.csv").exists());
    let mut signed = session("");
    apply(&mut signed, enter(WRONG, "2"));
    apply(&mut signed, Edit::SignOff { force: true });
    save(&folder.path().join("d.txt.gouji.ron"), &signed, None).unwrap();
    export(
        folder.path(),
        &[
            ".", "--to", "t.json", "--shape", "reports", "--state", "signed",
        ],
    )
    .code(0);
    let rows = json(&folder.path().join("t.json"), "signed");
    assert_eq!(rows.len(), 1);
    assert!(rows.contains_key("d.txt.gouji.ron forced"));
}

#[test]
fn reviews_are_found_in_the_folder_that_was_chosen_for_them() {
    let outer = dataset();
    let (reports, reviews) = (outer.path().join("报告"), outer.path().join("审定"));
    fs::create_dir_all(reports.join("2023")).unwrap();
    fs::create_dir_all(reviews.join("2023")).unwrap();
    fs::write(reports.join("2023/a.txt"), "报告\n").unwrap();
    let kept = reviews.join("2023/a.txt.gouji.ron");
    fs::rename(outer.path().join("a.txt.gouji.ron"), kept).unwrap();
    let without = export(outer.path(), &["报告", "--to", "t.csv"]).code(2);
    assert!(stderr(&without).contains("没有找到审定文件"));
    let chosen = ["报告", "--reviews", "审定", "--to", "t.json"];
    export(outer.path(), &chosen).code(0);
    assert!(!json(&outer.path().join("t.json"), "cell").is_empty());
    // Whose reviews they are must be clear.
    for reports in [&["报告", "b.txt.gouji.ron"][..], &["报告/2023/a.txt"]] {
        let arguments = [reports, &["--reviews", "审定", "--to", "u.csv"]].concat();
        let run = export(outer.path(), &arguments).code(2);
        assert!(stderr(&run).contains("只能和一个报告文件夹一起用"));
    }
    let run = export(
        outer.path(),
        &["报告", "--reviews", "没有", "--to", "u.csv"],
    )
    .code(2);
    assert!(stderr(&run).contains("不是文件夹"));
}

/// The same table in every format has the same number of rows, and files beside it that tell of every column.
#[test]
fn every_format_is_written_with_its_companions() {
    for shape in [Shape::Cells, Shape::Reports] {
        for format in FORMATS {
            let folder = dataset();
            let name = format!("表{}", format.ending);
            let arguments = [".", "--to", &name, "--shape", shape.key()];
            export(folder.path(), &arguments).code(0);
            let bytes = fs::read(folder.path().join(&name)).unwrap();
            let begins: &[u8] = match format.ending {
                ".csv" => "\u{feff}file,".as_bytes(),
                ".xlsx" => b"PK",
                ".parquet" => b"PAR1",
                ".dta" => b"<stata_dta><header><release>118</release>",
                ".json" => b"{\"file\":",
                ".ron" => b"#![enable(implicit_some)]\n[\n    (file: ",
                other => panic!("{other} is not looked at"),
            };
            assert!(bytes.starts_with(begins), "{name}");
            let beside = |ending: &str| {
                fs::read_to_string(folder.path().join(format!("{name}{ending}"))).unwrap()
            };
            let book = beside(".codebook.csv");
            for column in shape.columns() {
                let line = format!("\n{},", column.name);
                assert!(book.contains(&line), "{}", column.name);
            }
            assert!(beside(".codebook.md").contains("共 2 份报告"));
            assert!(beside(".CITATION.cff").contains("cff-version"));
            assert_eq!(beside(".SHA256SUMS").lines().count(), 4);
            let hidden = fs::read_dir(folder.path()).unwrap();
            let n_left = hidden.filter(|entry| {
                let name = entry.as_ref().unwrap().file_name();
                name.to_string_lossy().starts_with(".tmp")
            });
            assert_eq!(n_left.count(), 0);
        }
    }
}

#[test]
fn a_csv_can_be_read_again_with_commas_quotes_and_line_ends() {
    let folder = dataset();
    export(
        folder.path(),
        &["a.txt.gouji.ron", "--to", "t.csv", "--no-bom"],
    )
    .code(0);
    let mut reader = csv::Reader::from_path(folder.path().join("t.csv")).unwrap();
    let names = reader.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|own| own == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 175);
    let row = rows.iter().find(|row| &row[at("cell")] == BLANK).unwrap();
    assert_eq!(&row[at("note")], "=1+1，\"见\n附件\"");
    assert_eq!(&row[at("value")], "");
}

#[test]
fn nothing_is_written_over_an_input_a_review_or_an_unknown_format() {
    let folder = dataset();
    let before = fs::read(folder.path().join("a.txt.gouji.ron")).unwrap();
    for to in ["a.txt.gouji.ron", "t.txt", "t"] {
        let run = export(folder.path(), &[".", "--to", to]).code(2);
        assert!(!stderr(&run).is_empty());
    }
    assert_eq!(
        fs::read(folder.path().join("a.txt.gouji.ron")).unwrap(),
        before
    );
    let empty = tempfile::tempdir().unwrap();
    let run = export(empty.path(), &[".", "--to", "t.csv"]).code(2);
    assert!(stderr(&run).contains("没有找到审定文件"));
    assert!(!empty.path().join("t.csv").exists());
}

/// One broken review is told, the others go out, and the exit code says so.
#[test]
fn a_broken_review_does_not_end_the_others() {
    let folder = dataset();
    fs::write(folder.path().join("x.txt.gouji.ron"), "(schema: 1, rep").unwrap();
    let run = export(folder.path(), &[".", "--to", "t.json"]).code(2);
    assert!(stderr(&run).contains("x.txt.gouji.ron"));
    assert!(stderr(&run).contains("另有 1 份审定文件无法打开，未列入"));
    assert_eq!(json(&folder.path().join("t.json"), "cell").len(), 175 * 2);
}

#[test]
fn a_copy_of_a_review_is_told_and_no_report_is_written_over() {
    let folder = dataset();
    let path = |name: &str| folder.path().join(name);
    fs::copy(path("a.txt.gouji.ron"), path("a.txt.gouji (冲突副本).ron")).unwrap();
    fs::write(path("年报.csv"), "一份报告\n").unwrap();
    let run = export(folder.path(), &[".", "--to", "年报.csv"]).code(2);
    assert!(
        stderr(&run).contains("也在要识读的报告里"),
        "{}",
        stderr(&run)
    );
    assert_eq!(fs::read_to_string(path("年报.csv")).unwrap(), "一份报告\n");
    let run = export(folder.path(), &[".", "--to", "表.csv"]).code(0);
    assert!(stderr(&run).contains("冲突副本"), "{}", stderr(&run));
    assert!(
        stderr(&run).contains("2 份报告，350 行；另有 2 份没有审定文件"),
        "{}",
        stderr(&run)
    );
    // The table itself is replaced.
    export(folder.path(), &[".", "--to", "表.csv"]).code(0);
}

#[test]
fn nothing_but_an_earlier_table_is_replaced() {
    let folder = dataset();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.csv"), "一份报告\n").unwrap();
    for arguments in [
        ["a.txt.gouji.ron", "--to", "a.csv"],
        ["a.txt.gouji.ron", "--to", "c.csv"],
    ] {
        fs::write(path("c.csv"), "别的文件\n").unwrap();
        let run = export(folder.path(), &arguments).code(2);
        assert!(stderr(&run).contains("没有写入"), "{}", stderr(&run));
    }
    assert_eq!(fs::read_to_string(path("a.csv")).unwrap(), "一份报告\n");
    assert_eq!(fs::read_to_string(path("c.csv")).unwrap(), "别的文件\n");
}

#[test]
fn a_review_named_twice_is_in_the_table_once() {
    let folder = dataset();
    let again = folder.path().join("a.txt.gouji.ron");
    let again = again.to_str().unwrap();
    let run = export(folder.path(), &[".", again, "./.", "--to", "t.json"]).code(0);
    assert!(stderr(&run).contains("2 份报告"), "{}", stderr(&run));
}

#[test]
fn amounts_of_a_panel_are_in_one_unit_and_fractions_of_counts_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, amount: &str| {
        let mut session = session(name);
        let table = Edit::AddTable {
            table: TableId::Proactive,
            edition: EditionId(2021),
        };
        apply(&mut session, table);
        apply(&mut session, enter("proactive.fees.amount", amount));
        apply(&mut session, enter(WRONG, "1.5"));
        let path = folder.path().join(format!("{name}.txt.gouji.ron"));
        save(&path, &session, None).unwrap();
    };
    of("a", "12537.5 元");
    of("b", "1.25 万元");
    of("c", "12");
    export(
        folder.path(),
        &[".", "--to", "t.json", "--shape", "reports"],
    )
    .code(0);
    let rows = json(&folder.path().join("t.json"), "signed");
    for (name, amount, unit) in [
        ("a", 1.253_75, Value::from("万元")),
        ("b", 1.25, Value::from("万元")),
        ("c", 12.0, Value::Null),
    ] {
        let row = &rows[&format!("{name}.txt.gouji.ron open")];
        assert_eq!(row["proactive_fees_amount"].as_f64(), Some(amount), "{row}");
        assert_eq!(row["proactive_fees_amount_unit"], unit);
        assert_eq!(row["requests_received_natural_person"], Value::Null);
        let told = row["not_numbers"].as_str().unwrap();
        let is_told = told.contains("not_whole: requests_received_natural_person=1.5");
        assert!(is_told, "{told}");
    }
}

#[test]
fn the_same_data_are_the_same_bytes() {
    let folder = dataset();
    for format in FORMATS {
        let (one, other) = (format!("a{}", format.ending), format!("b{}", format.ending));
        for to in [&one, &other] {
            export(folder.path(), &["a.txt.gouji.ron", "--to", to]).code(0);
        }
        let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert!(read(&one) == read(&other), "{}", format.ending);
    }
}

#[test]
fn whoever_asks_for_a_table_no_read_only_file_is_replaced() {
    let folder = dataset();
    let to = folder.path().join("t.csv");
    let job = Job {
        reviews: vec![folder.path().join("a.txt.gouji.ron")],
        to: to.clone(),
        only_signed: false,
        table: Options::default(),
        at_secs: 0,
    };
    let write = || job.write(|| ControlFlow::Continue(()));
    assert_eq!(write().unwrap().reports, 1);
    let mut permissions = fs::metadata(&to).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&to, permissions).unwrap();
    let before = fs::read(&to).unwrap();
    assert!(write().unwrap_err().to_string().contains("是只读文件"));
    assert_eq!(fs::read(&to).unwrap(), before);
}

/// The text of a part of a workbook.
fn part(workbook: &Path, name: &str) -> String {
    let mut workbook = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let mut text = String::new();
    let mut part = workbook.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_notes_what_is_printed_beside_a_number_that_was_changed() {
    let folder = dataset();
    export(folder.path(), &[".", "--to", "t.xlsx"]).code(0);
    let notes = part(&folder.path().join("t.xlsx"), "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 1);
    assert!(notes.contains("原文：3"), "{notes}");
}

/// What was exported into a folder of reports is none of its reports, and is told of.
#[test]
fn exports_are_no_reports_of_their_folder() {
    assert_eq!(FORMATS.map(|format| format.ending), exported::TABLES);
    let folder = dataset();
    for ending in exported::TABLES {
        export(folder.path(), &[".", "--to", &format!("数据{ending}")]).code(0);
    }
    // A report called like one of them.
    fs::write(folder.path().join("数据.txt"), "没有审定的报告\n").unwrap();
    let listing = reports_in(folder.path());
    let found = listing.found.iter().map(|found| found.as_ref().unwrap());
    let names: Vec<_> = found
        .map(|path| path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["a.txt.gouji.ron", "b.txt.gouji.ron", "c.txt", "数据.txt"]
    );
    let told = listing.passed.summary().chinese;
    assert!(told.starts_with("本程序导出的数据 30 个"), "{told}");
}

#[test]
fn a_workbook_has_the_official_form_of_each_report_on_a_sheet_of_its_own() {
    let folder = dataset();
    let forms = |to: &str| export(folder.path(), &[".", "--to", to, "--shape", "forms"]);
    let run = forms("t.csv").code(2);
    assert!(stderr(&run).contains("只有 .xlsx"), "{}", stderr(&run));
    forms("t.xlsx").code(0);
    let path = folder.path().join("t.xlsx");
    let names = part(&path, "xl/workbook.xml");
    assert_eq!(names.matches("<sheet ").count(), 2, "{names}");
    let texts = part(&path, "xl/sharedStrings.xml");
    for text in [
        "三、本年度办理结果",
        "（三）不予公开",
        "法人或其他组织",
        "a.txt.gouji.ron",
    ] {
        assert!(texts.contains(text), "{text}");
    }
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    assert!(sheet.matches("<mergeCell ").count() > 10);
    assert!(part(&path, "xl/comments1.xml").contains("原文：3"));
}
