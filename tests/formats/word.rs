//! What Word files hold beside plain paragraphs and rows.

use crate::package::{cell, docx, paragraph, table};
use crate::{check_grids, check_text};

/// A cell with one paragraph of this text.
fn plain(text: &str) -> String {
    cell("", &paragraph(text))
}

fn row(properties: &str, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| plain(text)).collect();
    format!("<w:trPr>{properties}</w:trPr>{cells}")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// The text the body must give, and the words of its only notice, if any.
#[track_caller]
fn check_body(body: &str, expected: &str, notice: Option<&str>) {
    let source = check_text("a.docx", &docx(body), expected);
    assert_eq!(
        source.notices.len(),
        usize::from(notice.is_some()),
        "{:?}",
        source.notices
    );
    assert!(
        source
            .notices
            .iter()
            .all(|n| n.chinese.contains(notice.unwrap_or_default()))
    );
    check_grids(&source);
}

#[test]
fn rows_that_leave_out_columns() {
    let rows = [
        row("", &["甲", "乙", "丙", "丁"]),
        row(r#"<w:gridBefore w:val="1"/>"#, &["2", "3", "4"]),
        row(
            r#"<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>"#,
            &["5", "6"],
        ),
        row(r#"<w:gridAfter w:val="2"/>"#, &["7", "8"]),
    ];
    let text = "甲\t乙\t丙\t丁\n\t2\t3\t4\n\t5\t6\t\n7\t8\t\t\n";
    check_body(&table(4, &rows), text, None);
    // In a table inside a cell, too.
    let inner = table(4, &rows) + &paragraph("");
    let outer = table(2, &[plain("栏目") + &cell("", &inner)]);
    check_body(&outer, &format!("栏目\n\n{text}"), None);
}

#[test]
fn cells_merged_in_the_old_way() {
    let merged = cell(r#"<w:hMerge w:val="restart"/>"#, &paragraph("总计"))
        + &cell("<w:hMerge/>", &paragraph(""))
        + &plain("9");
    let rows = [merged, row("", &["规章", "其他", "3"])];
    check_body(&table(3, &rows), "总计\t\t9\n规章\t其他\t3\n", None);
}

#[test]
fn tracked_changes_are_read_as_accepted_and_told() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>12</w:delText></w:r></w:del>";
    let changed = format!(
        "<w:p>{deleted}<w:ins w:id=\"2\">{}</w:ins></w:p>",
        run("13")
    );
    let rows = [
        plain("规章") + &cell("", &changed),
        row("<w:del w:id=\"3\"/>", &["删去", "4"]),
        row("<w:ins w:id=\"4\"/>", &["添加", "6"]),
    ];
    check_body(
        &table(2, &rows),
        "规章\t13\n添加\t6\n",
        Some("尚未接受的修订"),
    );
    let moved = format!(
        "<w:p><w:moveFrom w:id=\"1\">{}</w:moveFrom></w:p><w:p><w:moveTo w:id=\"2\">{}</w:moveTo></w:p>",
        run("三件"),
        run("三件")
    );
    check_body(&moved, "三件\n", Some("尚未接受的修订"));
}

#[test]
fn what_is_not_printed_is_not_read() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>";
    let figure = format!("<w:p>{}{hidden}</w:p>", run("1"));
    let rows = [plain("规章") + &cell("", &figure), row("", &["其他", "0"])];
    check_body(&table(2, &rows), "规章\t1\n其他\t0\n", None);
}

#[test]
fn what_stands_in_controls_and_fields_is_read() {
    let control = |content: &str| format!("<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>");
    let field = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        run("33")
    );
    let rows = [
        plain("规章") + &cell("", &control(&paragraph("5"))),
        plain("其他") + &control(&plain("7")),
        plain("总计") + &cell("", &field),
    ];
    check_body(&table(2, &rows), "规章\t5\n其他\t7\n总计\t33\n", None);
}

#[test]
fn text_boxes_are_read_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("框中文字"));
    let drawn = format!(
        "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v=\"urn:schemas-microsoft-com:vml\">{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let body = paragraph("前") + &format!("<w:p><w:r>{drawn}</w:r></w:p>") + &paragraph("后");
    check_body(&body, "前\n框中文字\n后\n", None);
}
