//! Every accepted format is opened through the real worker process; refusals are sentences.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod caps;
mod cells;
mod engines;
mod hostile;
mod marks;
mod memory;
mod ofd;
mod package;
mod packed;
mod pages;
mod pdf;
mod places;
mod printed;
mod refusals;
mod report;
mod scan;
mod standing;
mod tables;
mod unfinished;
mod web;
mod word;
mod workbook;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use gouji::source::pool::Pool;
use gouji::source::{OpenError, Source, is_supported_name, open_with};

use crate::package::{cell, docx, paragraph, table, xlsx};

/// Workers with a short deadline, shared by all tests.
fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| {
        Pool::new(
            PathBuf::from(env!("CARGO_BIN_EXE_gouji")),
            Duration::from_secs(5),
        )
    })
}

fn open(name: &str, bytes: &[u8]) -> Result<Source, OpenError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    open_with(pool(), &path)
}

/// What holds for every source: spans lie in the text, on one line, in order, and the cells of a grid do not overlap.
#[track_caller]
fn check_grids(source: &Source) {
    for grid in &source.grids {
        let mut covered = std::collections::BTreeSet::new();
        let mut end = 0;
        for cell in &grid.cells {
            let text = &source.text[cell.span.range()];
            assert!(!text.contains(['\t', '\n']), "{cell:?} {text}");
            assert!(cell.span.start() >= end, "{cell:?}");
            end = cell.span.end();
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    assert!(covered.insert((row, column)), "{cell:?}");
                }
            }
        }
    }
}

#[track_caller]
fn check_text(name: &str, bytes: &[u8], expected: &str) -> Source {
    let source = open(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(source.text, expected);
    check_grids(&source);
    source
}

/// Cells of the first grid as `text@row,column+row_span×column_span`.
#[track_caller]
fn check_cells(source: &Source, expected: &[&str]) {
    let cells: Vec<String> = source.grids[0]
        .cells
        .iter()
        .map(|cell| {
            format!(
                "{}@{},{}+{}x{}",
                cell.span.of(&source.text),
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span
            )
        })
        .collect();
    assert_eq!(cells, expected);
}

/// The message must name the file and hold these words.
#[track_caller]
fn check_refused(name: &str, bytes: &[u8], words: &str) {
    let message = match open(name, bytes) {
        Ok(source) => panic!("opened: {:.200}", source.text),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(name), "{message}");
    assert!(message.contains(words), "{message}");
    assert!(message.ends_with('。'), "{message}");
}

#[test]
fn word_tables_keep_their_spans() {
    let p = paragraph;
    let rows = [
        [
            cell(r#"<w:vMerge w:val="restart"/>"#, &p("项目")),
            cell(r#"<w:gridSpan w:val="2"/>"#, &p("数量")),
        ]
        .concat(),
        [
            cell("<w:vMerge/>", &p("")),
            cell("", &(p("甲") + &p("类"))),
            cell("", &p("")),
        ]
        .concat(),
        [cell("", &p("规章")), cell("", &p("12")), cell("", &p("0"))].concat(),
    ];
    let body = p("一、总体情况") + &table(3, &rows) + &p("二、其他");
    let source = check_text(
        "a.docx",
        &docx(&body),
        "一、总体情况\n\n项目\t数量\t\n\t甲 类\t\n规章\t12\t0\n\n二、其他\n",
    );
    assert_eq!(source.format, "docx");
    assert_eq!(source.grids[0].cells[0].row_span, 2);
}

#[test]
fn excel_sheets_are_tables() {
    let text = |place: &str, text: &str| {
        format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let data = format!(
        r#"<sheetData><row r="1">{}</row><row r="2">{}<c r="B2"><v>12</v></c><c r="C2"><v>0</v></c></row><row r="3">{}<c r="C3"><v>5</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>"#,
        text("A1", "第二十条第（一）项"),
        text("A2", "规章"),
        text("A3", "其他")
    );
    let source = check_text(
        "a.xlsx",
        &xlsx("表二", &data),
        "表二\n\n第二十条第（一）项\t\t\n规章\t12\t0\n其他\t\t5\n",
    );
    assert_eq!(source.grids[0].cells[0].column_span, 3);
}

#[test]
fn separated_values_are_tables() {
    let source = check_text(
        "a.CSV",
        "\u{feff}信息内容,\"数量，\n件\"\r\n规章,\"1,234\"\r\n".as_bytes(),
        "信息内容\t数量， 件\n规章\t1,234\n",
    );
    check_cells(
        &source,
        &[
            "信息内容@0,0+1x1",
            "数量， 件@0,1+1x1",
            "规章@1,0+1x1",
            "1,234@1,1+1x1",
        ],
    );
    check_text("a.txt", "规章, 0, 0\n".as_bytes(), "规章, 0, 0\n");
}

fn scan() -> Vec<u8> {
    let picture = pdf::stream_object(
        "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        "x",
    );
    pdf::raw(
        "q 595 0 0 842 0 0 cm /P Do Q",
        "/XObject<</P 1 0 R>>",
        "0 0 595 842",
        &[picture],
    )
}

#[test]
fn the_shared_workers_are_found_from_a_test_program() {
    let source = gouji::source::open_bytes(Path::new("a.html"), b"<html><p>x</p>").unwrap();
    assert_eq!(
        (source.name.as_str(), source.text.as_str()),
        ("a.html", "x\n")
    );
}

#[test]
fn a_missing_program_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    std::fs::write(&path, "<html><p>x").unwrap();
    let pool = Pool::new(folder.path().join("absent"), Duration::from_secs(1));
    let message = open_with(&pool, &path).unwrap_err().to_string();
    assert!(message.contains("无法启动"), "{message}");
}

#[test]
fn names_of_possible_reports() {
    for (name, expected) in [
        ("a.txt", true),
        ("b.PDF", true),
        ("c.docx", true),
        ("d.mht", true),
        ("d.wps", true),
        ("d.ET", true),
        ("e.gouji.ron", false),
        ("f.png", gouji::source::scan::IS_BUILT),
        ("g.gif", false),
        ("txt", false),
    ] {
        assert_eq!(is_supported_name(Path::new(name)), expected, "{name}");
    }
}
