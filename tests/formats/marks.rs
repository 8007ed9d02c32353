//! Marks beside numbers, struck out characters, numbers that are damaged: none of them makes another number.

use std::path::Path;

use gouji::read::read;
use gouji::source::Source;

use crate::package::{cell, docx, paragraph, table, workbook};
use crate::pdf::{self, Page};
use crate::{check_text, open};

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

#[test]
fn a_page_keeps_what_is_raised_or_struck_out_apart() {
    for (cell, expected) in [
        ("12<sup>1</sup>", "12¹"),
        ("12<sup>[1]</sup>", "12[1]"),
        ("12<sup>注1</sup>", "12[注1]"),
        ("12<sub>2</sub>", "12₂"),
        ("12<span style='vertical-align: super'>1</span>", "12¹"),
        ("<del>11</del>12", "[删去：11]12"),
        ("<s>11</s>12", "[删去：11]12"),
        ("<strike>11</strike>12", "[删去：11]12"),
        (
            "<span style='text-decoration: line-through'>11</span>12",
            "[删去：11]12",
        ),
        ("<del>1<b>1</b></del>12", "[删去：1][删去：1]12"),
        ("<del>11<sup>1</sup></del>12", "[删去：11][删去：1]12"),
        ("<ins>12</ins>", "12"),
    ] {
        check_text(
            "a.html",
            format!("<table><tr><td>规章</td><td>{cell}</td></tr><tr><td>其他</td><td>0</td></tr></table>")
                .as_bytes(),
            &format!("规章\t{expected}\n其他\t0\n"),
        );
    }
    // A row struck out as a whole.
    check_text(
        "a.html",
        "<table><tr style='text-decoration:line-through'><td>规章</td><td>3</td></tr><tr><td>其他</td><td>0</td></tr></table>"
            .as_bytes(),
        "[删去：规章]\t[删去：3]\n其他\t0\n",
    );
}

#[test]
fn a_word_file_keeps_them_apart() {
    let figure = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    let simple = r#"<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>"#;
    let raised = r#"<w:vertAlign w:val="superscript"/>"#;
    let figures = [
        (vec![run("", "12"), run(raised, "1")], "12¹"),
        (
            vec![
                run("<w:strike/>", "1"),
                run("<w:strike/>", "1"),
                run("", "12"),
            ],
            "[删去：11]12",
        ),
        (
            vec![run("<w:dstrike/>", "11"), run("", "12")],
            "[删去：11]12",
        ),
        (vec![run("<w:strike w:val=\"0\"/>", "12")], "12"),
        (vec![run("", "12"), simple.to_owned()], "12[页码：3]"),
        (
            vec![run("", "12"), field(" PAGE \\* Arabic", "3")],
            "12[页码：3]",
        ),
        (vec![run("", "1"), field("=SUM(ABOVE)", "2")], "12"),
    ];
    for (runs, expected) in figures {
        let rows = [
            cell("", &paragraph("规章")) + &cell("", &figure(&runs)),
            cell("", &paragraph("其他")) + &cell("", &paragraph("0")),
        ];
        check_text(
            "a.docx",
            &docx(&table(2, &rows)),
            &format!("规章\t{expected}\n其他\t0\n"),
        );
    }
}

/// A field of several runs.
fn field(instruction: &str, result: &str) -> String {
    let part = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    format!(
        "{}<w:r><w:instrText>{instruction}</w:instrText></w:r>{}{}{}",
        part("begin"),
        part("separate"),
        run("", result),
        part("end")
    )
}

#[test]
fn a_workbook_keeps_them_apart() {
    let rich = |runs: &str| {
        format!(
            r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>规章</t></is></c><c r="B1" t="inlineStr"><is>{runs}</is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>其他</t></is></c><c r="B2"><v>0</v></c></row></sheetData>"#
        )
    };
    let raised = r#"<r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>"#;
    check_text(
        "a.xlsx",
        &workbook(&[("表", rich(raised))]),
        "表\n\n规章\t12¹\n其他\t0\n",
    );
}

#[test]
fn a_printed_page_keeps_raised_numbers_apart() {
    let mut page = Page::default();
    let rows: [&[Option<&str>]; 2] = [
        &[Some("规章"), Some("12"), Some("3")],
        &[Some("其他"), Some("0"), Some("0")],
    ];
    page.table(100.0, &[60.0, 160.0, 260.0, 360.0], &rows);
    // The digits of the fonts of these tests are as wide as high.
    page.text(183.0, 110.5, 6.0, "1");
    check_text(
        "a.pdf",
        &pdf::print(&[page], true),
        "规章\t12¹\t3\n其他\t0\t0\n",
    );
}

/// Table two of 2021 with `printed` for the regulations made this year.
fn report(printed: &str) -> Source {
    let text = format!(
        "青岚县水务局2022年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n\
         第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t{printed}\t1\t5\n\
         行政规范性文件\t2\t0\t7\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t30\n\
         第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t4\n行政强制\t0\n\
         第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n三、收到和处理政府信息公开申请情况\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, text).unwrap();
    gouji::source::open(&path).unwrap()
}

/// What is read where `printed` stands: the number, with `?` behind it where it is doubtful, or the state of the cell.
#[track_caller]
fn check_read(printed: &str, expected: &str) {
    let reading = read(&report(printed));
    let found = reading
        .cell(&"proactive.regulations.made".parse().unwrap())
        .unwrap();
    let doubt = if found.is_doubtful() { "?" } else { "" };
    let shown = match found.value.number() {
        Some(amount) => format!("{amount}{doubt}"),
        None => found.value.state().to_owned(),
    };
    assert_eq!(shown, expected, "{printed}");
    let others: Vec<String> = [
        "proactive.regulations.repealed",
        "proactive.regulations.in_force",
    ]
    .iter()
    .filter_map(|key| reading.cell(&key.parse().unwrap())?.value.number())
    .map(|amount| amount.to_string())
    .collect();
    assert_eq!(others, ["1", "5"], "{printed}");
}

#[test]
fn marks_beside_a_number_are_no_digits_of_it() {
    for printed in [
        "12①",
        "12¹",
        "12 ①",
        "12⑫",
        "12※",
        "[删去：11]12",
        "12[页码：3]",
        "12<sup>1</sup>",
        "**12**",
    ] {
        check_read(printed, "12");
    }
    // Brackets may be the lines of a table, read as characters.
    check_read("12[1]", "12?");
}

#[test]
fn what_cannot_be_one_number_is_unreadable() {
    for printed in [
        "12?",
        "1？2",
        "1,2",
        "1\u{fffd}",
        "⑫",
        "①",
        "①0",
        "1①0",
        "[删去：12]",
        "1\u{1}2",
    ] {
        check_read(printed, "unreadable");
    }
    let reading = read(&report("约12"));
    let found = reading
        .cell(&"proactive.regulations.made".parse().unwrap())
        .unwrap();
    // The row may lose its cells over it, which is unread as well; it is neither a number nor words.
    assert!(found.value.is_unread(), "{}", found.value.state());
    check_read("无①", "words");
    check_read("1O", "10?");
}

#[test]
fn the_text_of_a_file_is_left_as_it_is() {
    let source = open("a.txt", "规章 12① <sup>1</sup>\n".as_bytes()).unwrap();
    assert_eq!(source.text, "规章 12① <sup>1</sup>\n");
    assert_eq!(Path::new(&source.name), Path::new("a.txt"));
}
