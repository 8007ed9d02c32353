//! What Excel files hold beside cells.

use crate::{open, package};

#[test]
fn what_a_workbook_hides_is_told() {
    let data = |columns: &str, row: &str| {
        format!(
            r#"{columns}<sheetData><row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>6</v></c></row>{row}</sheetData>"#
        )
    };
    let check = |columns: &str, row: &str, expected: usize| {
        let source = open("a.xlsx", &package::xlsx("表", &data(columns, row))).unwrap();
        assert_eq!(source.notices.len(), expected, "{:?}", source.notices);
        assert!(
            source
                .notices
                .iter()
                .all(|notice| notice.chinese.contains("隐藏了行或列"))
        );
    };
    check("", "", 0);
    check(r#"<cols><col min="2" max="2" width="9"/></cols>"#, "", 0);
    check(r#"<cols><col min="2" max="2" hidden="1"/></cols>"#, "", 1);
    check(
        "",
        r#"<row r="2" hidden="1"><c r="A2"><v>7</v></c></row>"#,
        1,
    );
    check(
        "",
        r#"<row r="2"><c r="A2"/></row><row hidden="true"><c><v>7</v></c></row>"#,
        1,
    );
    // Where nothing stands nothing is hidden: Excel marks so all that lies outside the table.
    check(
        r#"<cols><col min="3" max="16384" hidden="1"/></cols>"#,
        r#"<row r="2" hidden="1"/><row r="3" hidden="1"><c r="A3" s="1"/></row>"#,
        0,
    );
    check(
        r#"<cols><col min="3" max="16384" hidden="1"/></cols>"#,
        r#"<row r="2"><c r="D2" s="1"/><c r="E2" t="inlineStr"><is><t>注</t></is></c></row>"#,
        1,
    );
}

#[test]
fn what_a_hidden_sheet_hides_is_not_told() {
    let sheet = |row: &str| {
        format!(r#"<sheetData><row r="1"{row}><c r="A1"><v>5</v></c></row></sheetData>"#)
    };
    let notices = |first: &str, second: &str| {
        let hidden = sheet(r#" hidden="1""#);
        let book = package::workbook(&[(first, sheet("")), (second, hidden)]);
        open("a.xlsx", &book).unwrap().notices
    };
    let told = notices("表二", "底稿\" state=\"hidden");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].chinese.contains("“底稿”没有读"), "{told:?}");
    let told = notices("表二", "底稿");
    assert!(
        told[0].chinese.contains("有 1 张工作表隐藏了行或列"),
        "{told:?}"
    );
    // When all are hidden all are read.
    let told = notices("表二\" state=\"hidden", "底稿\" state=\"veryHidden");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].chinese.contains("有 1 张工作表隐藏了行或列"),
        "{told:?}"
    );
}

#[test]
fn hidden_sheets_are_told_and_not_read() {
    let data = |number: u32| {
        format!(r#"<sheetData><row r="1"><c r="A1"><v>{number}</v></c></row></sheetData>"#)
    };
    let sheets = |state: &'static str| package::workbook(&[("表二", data(5)), (state, data(99))]);
    let source = open("a.xlsx", &sheets("底稿")).unwrap();
    assert_eq!(
        (source.text.contains("99"), source.notices.len()),
        (true, 0)
    );
    let source = open("a.xlsx", &sheets("底稿\" state=\"hidden")).unwrap();
    assert!(!source.text.contains("99"), "{}", source.text);
    assert!(
        source.notices[0]
            .chinese
            .contains("隐藏的工作表“底稿”没有读"),
        "{:?}",
        source.notices
    );
}
