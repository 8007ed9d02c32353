//! Files that were cut short or damaged and can still be opened: a notice says what is missing and what to do. Whole
//! files raise none.

use encoding_rs::GB18030;

use crate::package::{self, cell, docx, paragraph, table};
use crate::report::sample;
use crate::{check_refused, open};

/// Opening the file must raise one notice for each of these words, and no other.
#[track_caller]
fn check_notices(name: &str, bytes: &[u8], expected: &[&str]) {
    let source = open(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    let notices = &source.notices;
    assert_eq!(notices.len(), expected.len(), "{notices:?}");
    for (notice, words) in notices.iter().zip(expected) {
        assert!(
            notice.chinese.contains(words) && notice.chinese.ends_with('。'),
            "{notice}"
        );
    }
}

const PAGE: &str = "<html><head><meta charset=utf-8></head><body><p>一、总体情况<div><table><tr><td>规章<td>12<tr><td>其他<td>0</table></div><p>全年";

#[test]
fn web_pages() {
    check_notices("a.html", format!("{PAGE}</body>").as_bytes(), &[]);
    check_notices("a.html", PAGE.as_bytes(), &[]);
    let cut_at = |words: &str| &PAGE.as_bytes()[..PAGE.find(words).unwrap()];
    check_notices("a.html", cut_at("2<tr>"), &["不完整"]);
    check_notices("a.html", cut_at("r><td>其他"), &["不完整"]);
    check_notices("a.html", cut_at("</div>"), &["不完整"]);
    let bytes = PAGE.as_bytes();
    check_notices("a.html", &bytes[..bytes.len() - 1], &["字的中间断开"]);
    // Text with a table in it, as converters to Markdown write it.
    let text = "# 标题\n\n<table><tr><td>规章</td><td>5</td></tr>";
    check_notices("a.md", text.as_bytes(), &["不完整"]);
    check_notices("a.md", format!("{text}</table>\n").as_bytes(), &[]);
}

#[test]
fn web_archives() {
    let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let archive = |end: &str| format!("{head}<html><body><p>规章</body></html>\r\n{end}");
    check_notices("a.mht", archive("--x--").as_bytes(), &[]);
    // The page is whole; only its pictures are missing.
    let picture = "--x\r\nContent-Type: image/png\r\n\r\nxx";
    check_notices("a.mht", archive(picture).as_bytes(), &[]);
    check_notices("a.mht", archive("").as_bytes(), &["不完整"]);
}

#[test]
fn texts() {
    let text = "一、总体情况\n全年主动公开政府信息十二条，收到申请三件。";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gb = GB18030.encode(text).0;
    for whole in [text.as_bytes(), &utf16, &gb] {
        check_notices("a.txt", whole, &[]);
        check_notices("a.txt", &whole[..whole.len() - 1], &["字的中间断开"]);
    }
    let cut = open("a.txt", &text.as_bytes()[..text.len() - 1]).unwrap();
    assert!(
        cut.text.starts_with(&text[..text.len() - 3]),
        "{}",
        cut.text
    );
}

#[test]
fn separated_values() {
    let whole = "信息内容,数量\n规章,\"1,2\"\n其他,0\n";
    check_notices("a.csv", whole.as_bytes(), &[]);
    let within = whole.replace("规章", "\"甲\"类");
    check_notices("a.csv", within.as_bytes(), &[]);
    let open_quote = whole.replace("2\"", "2");
    check_notices("a.csv", open_quote.as_bytes(), &["第 2 行有一个引号"]);
    let source = open("a.csv", open_quote.as_bytes()).unwrap();
    assert_eq!(source.text, "信息内容\t数量\t\n规章\t\"1\t2\n其他\t0\t\n");
}

/// The body of a small Word file.
fn body() -> String {
    let row =
        |label: &str, figure: &str| cell("", &paragraph(label)) + &cell("", &paragraph(figure));
    paragraph("一、总体情况") + &table(2, &[row("规章", "58"), row("其他", "0")]) + &paragraph("末")
}

/// `bytes` with the only occurrence of `from` replaced by `to`, of equal length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from);
    let mut bytes = bytes.to_vec();
    bytes[at.unwrap()..][..to.len()].copy_from_slice(to);
    bytes
}

#[test]
fn office_packages() {
    let whole = docx(&body());
    check_notices("a.docx", &whole, &[]);
    // Still well formed, but a digit is another: only the checksum tells.
    check_notices(
        "a.docx",
        &replaced(&whole, b">58<", b">78<"),
        &["正文与保存时的校验值不符"],
    );
    check_notices("a.docx", &docx(&(body() + "<w:p w:x=\"")), &["正文已损坏"]);
    let sheet = |data: &str| package::xlsx("表二", data);
    let data = "<sheetData><row r=\"1\"><c r=\"A1\"><v>12</v></c></row></sheetData>";
    check_notices("a.xlsx", &sheet(data), &[]);
    check_notices(
        "a.xlsx",
        &replaced(&sheet(data), b">12<", b">72<"),
        &["工作表与保存时的校验值不符"],
    );
    let cut = "<sheetData><row r=\"1\"><c r=\"A1\"><v>12</v></c></row><row r=\"2\"><c";
    check_notices("a.xlsx", &sheet(cut), &["工作表“表二”已损坏"]);
}

#[test]
fn old_office_files() {
    for name in ["report.doc", "report.xls"] {
        let whole = std::fs::read(sample(name)).unwrap();
        check_notices(name, &whole, &[]);
        check_refused(name, &whole[..whole.len() / 2], "不完整");
    }
}
