//! Every accepted format is opened through the real worker process; refusals are sentences.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod hostile;
mod package;
mod pdf;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use encoding_rs::{BIG5, GB18030};
use gouji::source::pool::Pool;
use gouji::source::{OpenError, Source, is_supported_name, open_with};

use crate::package::{cell, docx, paragraph, table, xlsx};
use crate::pdf::Page;

/// Workers with a short deadline, shared by all tests.
pub fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| {
        Pool::new(
            PathBuf::from(env!("CARGO_BIN_EXE_gouji")),
            Duration::from_secs(5),
        )
    })
}

pub fn open(name: &str, bytes: &[u8]) -> Result<Source, OpenError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    open_with(pool(), &path)
}

/// What holds for every source: spans lie in the text, on one line, in order, and the cells of a grid do not overlap.
#[track_caller]
pub fn check_grids(source: &Source) {
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
pub fn check_refused(name: &str, bytes: &[u8], words: &str) {
    let message = match open(name, bytes) {
        Ok(source) => panic!("opened: {:.200}", source.text),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(name), "{message}");
    assert!(message.contains(words), "{message}");
    assert!(message.ends_with('。'), "{message}");
}

const PAGE: &str = "<html><head><meta charset=CHARSET><title>题目</title><style>p{}</style></head><body>
<div class='nav'><a>首页</a> | <a>公开</a></div><div id=crumbs>当前位置：首页 &gt; 年报</div>
<h1>青岚县水务局2021年政府信息公开工作年度报告</h1><p>一、总体
情况</p><p style='display: none'>隐藏</p><script>var a = '1';</script>
<table><tr><td rowspan=2>项目</td><th colspan='2'>数量</th></tr><tr><td>甲<br>类</td><td>&nbsp;</td></tr>
<tr style='display:none'><td>1</td></tr><tr><td>规章<td>12<td> 0 </table><p>二、其他</p></body></html>";

const PAGE_TEXT: &str = "青岚县水务局2021年政府信息公开工作年度报告\n\n一、总体 情况\n\n项目\t数量\t\n\t甲 类\t\n规章\t12\t0\n\n二、其他\n";

#[test]
fn pages_in_every_encoding() {
    let utf8 = PAGE.replace("CHARSET", "utf-8");
    let source = check_text("a.html", utf8.as_bytes(), PAGE_TEXT);
    assert_eq!(
        (source.format.as_str(), source.encoding.as_str()),
        ("html", "UTF-8")
    );
    check_cells(
        &source,
        &[
            "项目@0,0+2x1",
            "数量@0,1+1x2",
            "甲 类@1,1+1x1",
            "@1,2+1x1",
            "规章@2,0+1x1",
            "12@2,1+1x1",
            "0@2,2+1x1",
        ],
    );
    // Saved as UTF-8 by a browser that left the declaration alone.
    check_text(
        "a.htm",
        PAGE.replace("CHARSET", "gb2312").as_bytes(),
        PAGE_TEXT,
    );
    let gb = GB18030
        .encode(&PAGE.replace("CHARSET", "gb2312"))
        .0
        .into_owned();
    assert_eq!(check_text("a.html", &gb, PAGE_TEXT).encoding, "gb18030");
    let bare = GB18030
        .encode(&PAGE.replace("<meta charset=CHARSET>", ""))
        .0
        .into_owned();
    check_text("a.html", &bare, PAGE_TEXT);
    let utf16: Vec<u8> = format!("\u{feff}{PAGE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(check_text("a", &utf16, PAGE_TEXT).encoding, "UTF-16LE");
    let traditional = "<html><meta charset='big5'><p>政府資訊公開工作年度報告</p>";
    check_text(
        "a.html",
        &BIG5.encode(traditional).0,
        "政府資訊公開工作年度報告\n",
    );
}

#[test]
fn layout_tables_are_flattened_and_lists_keep_their_numbers() {
    check_text(
        "a.html",
        "<body><table><tr><td>导语</td><td><table><tr><td>规章</td><td>3</td></tr><tr><td>其他</td><td></td></tr></table></td></tr></table>
<ol start=2><li>第一</li><li>第二</li></ol><table><tr><td>框内正文</td></tr></table>"
            .as_bytes(),
        "导语\n\n规章\t3\n其他\t\n\n2. 第一\n3. 第二\n框内正文\n",
    );
}

#[test]
fn html_tables_inside_plain_text_become_grids() {
    let source = check_text(
        "a.md",
        "# 标题\n\n规章   0   0\n<TABLE><tr><TD>行政许可</TD><td>5</td></tr><tr><td>处罚</td><td>0</td></tr></TABLE>\n结尾".as_bytes(),
        "# 标题\n\n规章   0   0\n\n行政许可\t5\n处罚\t0\n\n\n结尾\n",
    );
    check_cells(
        &source,
        &["行政许可@0,0+1x1", "5@0,1+1x1", "处罚@1,0+1x1", "0@1,1+1x1"],
    );
}

#[test]
fn an_archived_page_is_opened() {
    let archive = format!(
        "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n----b--\r\n",
        quoted(&GB18030.encode(&PAGE.replace("CHARSET", "gb2312")).0)
    );
    assert_eq!(
        check_text("a.mht", archive.as_bytes(), PAGE_TEXT).format,
        "mht"
    );
}

fn quoted(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'=' | 0x80.. => format!("={byte:02X}"),
            _ => char::from(*byte).to_string(),
        })
        .collect()
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

/// A table cut by a page break: its header is repeated, one label is cut in two.
fn two_pages() -> Vec<Page> {
    let edges = [60.0, 120.0, 300.0, 360.0, 420.0];
    let mut first = Page::default();
    first.text(60.0, 60.0, 9.0, "青岚县水务局文件");
    first.text(60.0, 120.0, 14.0, "一、总体情况");
    first.table(
        700.0,
        &edges,
        &[
            &[Some("办理结果"), Some("情形"), Some("自然人"), Some("企业")],
            &[Some("不予公开"), Some("危及安全一稳"), Some("1"), Some("0")],
        ],
    );
    first.text(290.0, 815.0, 9.0, "- 1 -");
    let mut second = Page::default();
    second.text(60.0, 60.0, 9.0, "青岚县水务局文件");
    second.table(
        100.0,
        &edges,
        &[
            &[Some("办理结果"), Some("情形"), Some("自然人"), Some("企业")],
            &[Some(""), Some("定"), Some(""), Some("")],
            &[Some("总计"), None, Some("21"), Some("3")],
        ],
    );
    second.text(60.0, 220.0, 14.0, "二、其他");
    second.text(290.0, 815.0, 9.0, "- 2 -");
    vec![first, second]
}

#[test]
fn pdf_tables_are_joined_over_pages() {
    let source = check_text(
        "a.pdf",
        &pdf::print(&two_pages(), true),
        "青岚县水务局文件\n一、总体情况\n\n办理结果\t情形\t自然人\t企业\n不予公开\t危及安全一稳 定\t1\t0\n总计\t\t21\t3\n\n二、其他\n",
    );
    assert_eq!(source.grids.len(), 1);
    let total = source.grids[0]
        .cells
        .iter()
        .find(|cell| cell.span.of(&source.text) == "总计");
    assert_eq!(total.unwrap().column_span, 2);
    let second: &str = source.pages[1].of(&source.text);
    assert_eq!((source.pages.len(), second.starts_with("总计")), (2, true));
}

/// A table as in the form: a head of three rows, a label over many rows, labels over two columns, blanks.
fn form_table() -> Vec<pdf::Printed> {
    let mut cells: Vec<pdf::Printed> = Vec::new();
    let mut add = |row, column, row_span, column_span, text: &str| {
        cells.push((row, column, row_span, column_span, text.to_owned()));
    };
    add(0, 0, 3, 3, "勾稽关系");
    add(0, 3, 1, 3, "申请人情况");
    add(1, 3, 2, 1, "自然人");
    add(1, 4, 1, 2, "法人");
    add(2, 4, 1, 1, "企业");
    add(2, 5, 1, 1, "其他");
    add(3, 0, 1, 3, "一、本年新收");
    add(4, 0, 6, 1, "三、办理");
    add(4, 1, 1, 2, "（一）予以公开");
    add(5, 1, 4, 1, "（三）不予");
    for (row, label) in (5..9).zip(["1.国家秘密", "2.法规禁止", "3.危及安全", "4.第三方"])
    {
        add(row, 2, 1, 1, label);
    }
    add(9, 1, 1, 2, "（七）总计");
    add(10, 0, 1, 3, "四、结转");
    for row in 3..11 {
        for column in 3..6 {
            // Row 6 is blank, as offices leave it.
            let value = if row == 6 {
                String::new()
            } else {
                format!("{}", row * column)
            };
            add(row, column, 1, 1, &value);
        }
    }
    cells
}

/// Prints the table with a page break before row `cut` (from 0) and compares with the table on one page.
#[track_caller]
fn check_cut(cut: usize, whole: &Source) {
    let edges = [60.0, 110.0, 190.0, 300.0, 360.0, 420.0, 480.0];
    let cells = form_table();
    let (mut first, mut second) = (Page::default(), Page::default());
    first.part(300.0, &edges, &cells, 0..cut);
    first.text(290.0, 815.0, 9.0, "1");
    second.part(90.0, &edges, &cells, cut..11);
    second.text(60.0, 500.0, 14.0, "四、结尾");
    second.text(290.0, 815.0, 9.0, "2");
    let source = open("a.pdf", &pdf::print(&[first, second], true)).unwrap();
    check_grids(&source);
    assert_eq!(source.text, whole.text, "cut before row {cut}");
    assert_eq!(source.grids, whole.grids, "cut before row {cut}");
}

#[test]
fn a_page_break_before_any_row_changes_nothing() {
    let edges = [60.0, 110.0, 190.0, 300.0, 360.0, 420.0, 480.0];
    let mut page = Page::default();
    page.part(100.0, &edges, &form_table(), 0..11);
    page.text(60.0, 500.0, 14.0, "四、结尾");
    let whole = open("a.pdf", &pdf::print(&[page], true)).unwrap();
    assert_eq!(whole.grids[0].cells.len(), form_table().len());
    assert!(
        whole
            .text
            .contains("\n\t（三）不予\t1.国家秘密\t15\t20\t25\n\t\t2.法规禁止\t\t\t\n"),
        "{}",
        whole.text
    );
    for cut in 2..11 {
        check_cut(cut, &whole);
    }
}

#[test]
fn pdf_tables_may_be_open_at_their_sides() {
    let mut page = Page::default();
    for (row, (label, figure)) in [("信息内容", "件数"), ("规章", "3"), ("其他", "0")]
        .into_iter()
        .enumerate()
    {
        let y = 100.0 + 20.0 * f64::from(u8::try_from(row).unwrap());
        page.line((60.0, y), (300.0, y));
        page.line((60.0, y + 20.0), (300.0, y + 20.0));
        page.line((200.0, y), (200.0, y + 20.0));
        page.text(65.0, y + 14.0, 10.0, label);
        page.text(205.0, y + 14.0, 10.0, figure);
    }
    check_text(
        "a.pdf",
        &pdf::print(&[page], true),
        "信息内容\t件数\n规章\t3\n其他\t0\n",
    );
}

#[test]
fn pdf_rows_without_rulings_are_lines() {
    let mut page = Page::default();
    page.text(60.0, 100.0, 12.0, "二、主动公开政府信息情况");
    page.text(60.0, 130.0, 12.0, "规章");
    page.text(200.0, 130.0, 12.0, "0");
    page.text(300.0, 130.0, 12.0, "15");
    page.text(60.0, 150.0, 12.0, "规范性文件");
    page.text(200.0, 150.0, 12.0, "2");
    check_text(
        "a.pdf",
        &pdf::print(&[page], true),
        "二、主动公开政府信息情况\n规章 0 15\n规范性文件 2\n",
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let rtf = b"{\\rtf1 x}".as_slice();
    check_refused("a.txt", rtf, "RTF");
    check_refused("b.pdf", &package::zip(&[("OFD.xml", b"<x/>")]), "OFD");
    check_refused("c.zip", &package::zip(&[("report.txt", b"x")]), "压缩包");
    check_refused("d.jpg", b"\xff\xd8\xff\xe0 picture", "图片");
    check_refused(
        "e.wps",
        &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat(),
        "WPS",
    );
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check_refused(
        "f.docx",
        &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &locked].concat(),
        "密码",
    );
    check_refused("g.dat", &[7; 400], "二进制");
    check_refused("h.html", b"<html><body><p> </p></body></html>", "没有文字");
    check_refused("i.pdf", &pdf::print(&two_pages(), false), "文字编码");
    check_refused("j.pdf", &scan(), "扫描件");
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
fn names_of_possible_reports() {
    for (name, expected) in [
        ("a.txt", true),
        ("b.PDF", true),
        ("c.docx", true),
        ("d.mht", true),
        ("e.gouji.ron", false),
        ("f.png", false),
        ("txt", false),
    ] {
        assert_eq!(is_supported_name(Path::new(name)), expected, "{name}");
    }
}
