//! `gouji report`: a dataset in pictures. The reports are invented.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::{Assert, OutputAssertExt};
use assert_cmd::cargo::CommandCargoExt;
use gouji::dataset::save;
use gouji::review::{Edit, HeaderField, Session};
use scraper::{Html, Selector};

use crate::common::{enter, session, stamp};

const WRONG: &str = "requests.received.natural_person";

fn reviewed(extra: &str, edits: impl IntoIterator<Item = Edit>) -> Session {
    let mut session = session(extra);
    for edit in edits {
        session.apply(edit, &stamp()).unwrap();
    }
    session
}

fn header(field: HeaderField, text: &str) -> Edit {
    Edit::SetHeader {
        field,
        text: text.to_owned(),
    }
}

fn report(folder: &Path, arguments: &[&str]) -> Assert {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .arg("report")
        .args(arguments)
        .assert()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|element| element.text().collect())
        .collect()
}

#[test]
fn the_page_tells_what_is_done_what_is_open_and_what_does_not_carry_over() {
    let folder = tempfile::tempdir().unwrap();
    let put =
        |name: &str, session: &Session| save(&folder.path().join(name), session, None).unwrap();
    let carried = |row: &str, n: &str| enter(&format!("requests.{row}.total"), n);
    put(
        "a.txt.gouji.ron",
        &reviewed(
            "",
            [
                enter(WRONG, "2"),
                carried("carried_out", "4"),
                Edit::SignOff { force: true },
            ],
        ),
    );
    put(
        "b.txt.gouji.ron",
        &reviewed(
            "乙",
            [
                header(HeaderField::Year, "2023"),
                carried("carried_in", "3"),
            ],
        ),
    );
    put(
        "c.txt.gouji.ron",
        &reviewed("丙", [header(HeaderField::Office, "<b>县&\"局\"")]),
    );
    fs::write(folder.path().join("d.txt"), "没有审定的报告\n").unwrap();
    fs::write(folder.path().join("e.gouji.ron"), "不是审定文件").unwrap();
    let run = report(folder.path(), &[".", "-o", "概览.html"]).code(2);
    let stderr = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(stderr.contains("已写入 概览.html：3 份报告。"), "{stderr}");
    let text = fs::read_to_string(folder.path().join("概览.html")).unwrap();
    assert!(!text.contains("<script") && !text.contains("http://") && !text.contains("https://"));
    let page = Html::parse_document(&text);
    assert_eq!(page.errors, Vec::<String>::new());
    let said = texts(&page, "body").concat();
    assert!(said.contains("3 份报告"), "{said}");
    assert!(said.contains("另有 1 份报告没有审定文件"), "{said}");
    assert!(said.contains("另有 1 份文件无法打开"), "{said}");
    assert!(said.contains("2 误作 3"), "{said}");
    assert!(
        said.contains("结转数对得上的 0 对，对不上的 1 对"),
        "{said}"
    );
    let offices = texts(&page, "table:last-of-type td:nth-child(2)");
    assert!(offices.contains(&"<b>县&\"局\"".to_owned()), "{offices:?}");
    let states = texts(&page, "table:last-of-type td:nth-child(4)");
    assert!(states.contains(&"强制审定".to_owned()), "{states:?}");
}

#[test]
fn reports_without_a_review_are_counted_where_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let sample = include_str!("../assets/samples/示例报告.txt");
    fs::write(folder.path().join("a.txt"), sample).unwrap();
    report(folder.path(), &[".", "-o", "概览.html"]).code(2);
    report(folder.path(), &[".", "-o", "概览.html", "--all"]).code(0);
    let text = fs::read_to_string(folder.path().join("概览.html")).unwrap();
    let page = Html::parse_document(&text);
    let said = texts(&page, "body").concat();
    assert!(said.contains("1 份报告"), "{said}");
    assert!(!said.contains("没有审定文件"), "{said}");
    let states = texts(&page, "table:last-of-type td:nth-child(4)");
    assert_eq!(states, ["待审"]);
}

#[test]
fn no_page_is_written_over_a_report_or_without_reviews() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), "没有审定的报告\n").unwrap();
    report(folder.path(), &[".", "-o", "b.html"]).code(2);
    assert!(!folder.path().join("b.html").exists());
    save(&folder.path().join("a.html.gouji.ron"), &session(""), None).unwrap();
    report(folder.path(), &["a.html", "-o", "a.html"]).code(2);
    report(folder.path(), &["a.html", "-o", "a.txt"]).code(2);
    let kept = fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert_eq!(kept, "没有审定的报告\n");
}
