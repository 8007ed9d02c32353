//! A whole report in every format: opened, read, and every cell held against what was printed.

use std::fmt::Write;

use encoding_rs::{BIG5, GB18030};
use gouji::read::read;
use gouji::source::open_with;
use gouji::value::Value;

use crate::package::{self, cell, docx, paragraph};
use crate::report::{Part, Printed, facts, parts, places, sample};
use crate::web::quoted;
use crate::{check_grids, open, pool};

/// The cells of `source` must be those of the sample report, and none of the numbers doubtful.
#[track_caller]
fn check_source(source: &gouji::source::Source) {
    check_grids(source);
    let reading = read(source);
    let mut wrong = Vec::new();
    for (key, expected) in facts() {
        let found = match key.as_str() {
            "office" => reading.heading.office.as_ref().map(|o| o.text.clone()),
            "year" => reading.heading.year.as_ref().map(|y| y.text.clone()),
            _ => reading.cell(&key.parse().unwrap()).map(|found| {
                let doubt = found.doubt().filter(|_| found.value != Value::Blank);
                match found.value {
                    Value::Number(amount) if doubt.is_none() => amount.to_string(),
                    Value::Blank => "-".to_owned(),
                    _ => format!("{} {doubt:?}", found.value.state()),
                }
            }),
        };
        if found.as_deref() != Some(expected.as_str()) {
            wrong.push(format!("{key}: {found:?}, should be {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), source.text);
}

#[track_caller]
fn check_report(name: &str, bytes: &[u8]) {
    check_source(&open(name, bytes).unwrap_or_else(|error| panic!("{error}")));
}

#[track_caller]
fn check_sample(name: &str, format: &str) {
    let source = open_with(pool(), &sample(name)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(source.format, format);
    check_source(&source);
}

#[test]
fn old_office_files() {
    check_sample("report.doc", "doc");
    check_sample("report.xls", "xls");
}

#[test]
fn encryption_with_an_empty_password_is_undone() {
    for name in ["encrypted-40.pdf", "encrypted-128.pdf", "encrypted-256.pdf"] {
        check_sample(name, "pdf");
    }
    let refused = open_with(pool(), &sample("password.pdf")).unwrap_err();
    let message = refused.to_string();
    assert!(
        message.contains("password.pdf") && message.contains("取消密码"),
        "{message}"
    );
}

/// The report as a web page; `head` stands in its head.
fn web_page(head: &str) -> String {
    let mut page = format!("<html><head>{head}</head><body>");
    for part in parts() {
        match part {
            Part::Line(line) => write!(page, "<p>{line}</p>").unwrap(),
            Part::Table(_, rows, _) => {
                page.push_str("<table border=1>");
                for row in rows {
                    page.push_str("<tr>");
                    for (text, row_span, column_span) in row {
                        let text = if text.is_empty() { "&nbsp;" } else { &text };
                        write!(
                            page,
                            "<td rowspan={row_span} colspan='{column_span}'>{text}</td>"
                        )
                        .unwrap();
                    }
                    page.push_str("</tr>");
                }
                page.push_str("</table>");
            }
        }
    }
    page + "</body></html>"
}

/// The report in XML: a line, a table (its beginning and end), a row, a cell, as this kind of document has them.
fn xml(
    line: impl Fn(&str) -> String,
    [table, end, row, row_end]: [&str; 4],
    cell: impl Fn(&Printed) -> String,
) -> String {
    let mut xml = String::new();
    for part in parts() {
        match part {
            Part::Line(text) => xml.push_str(&line(&text)),
            Part::Table(_, rows, _) => {
                let rows = rows.iter().map(|cells| {
                    let cells: String = cells.iter().map(&cell).collect();
                    format!("{row}{cells}{row_end}")
                });
                let rows: String = rows.collect();
                write!(xml, "{table}{rows}{end}").unwrap();
            }
        }
    }
    xml
}

#[test]
fn documents_in_xml() {
    let open_document = xml(
        |line| format!("<text:p>{line}</text:p>"),
        [
            "<table:table>",
            "</table:table>",
            "<table:table-row>",
            "</table:table-row>",
        ],
        |(text, rows, columns)| {
            let covered = "<table:covered-table-cell/>".repeat(columns - 1);
            format!(
                "<table:table-cell table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\"><text:p>{text}</text:p></table:table-cell>{covered}"
            )
        },
    );
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body>{open_document}</office:body></office:document-content>"
    );
    let mimetype: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    let package = package::zip(&[mimetype, ("content.xml", content.as_bytes())]);
    check_report("a.odt", &package);
    check_report("a.fodt", content.as_bytes());

    // What Excel 2003 writes is often called `.xls`.
    let line = |text: &str| {
        format!("<Table><Row><Cell><Data ss:Type=\"String\">{text}</Data></Cell></Row></Table>")
    };
    let sheet = xml(
        line,
        ["<Table>", "</Table>", "<Row>", "</Row>"],
        |(text, rows, columns)| {
            let merged = format!(
                "ss:MergeAcross=\"{}\" ss:MergeDown=\"{}\"",
                columns - 1,
                rows - 1
            );
            format!("<Cell {merged}><Data ss:Type=\"String\">{text}</Data></Cell>")
        },
    );
    let sheet = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook><Worksheet>{sheet}</Worksheet></Workbook>"
    );
    check_report("a.xls", sheet.as_bytes());

    let columns: Vec<String> = (1..=15)
        .map(|at| format!("<colspec colname=\"c{at}\"/>"))
        .collect();
    let table = format!("<informaltable><tgroup>{}<tbody>", columns.concat());
    let end = "</tbody></tgroup></informaltable>";
    let doc_book = xml(
        |line| format!("<para>{line}</para>"),
        [&table, end, "<row>", "</row>"],
        |(text, rows, columns)| {
            let wide = format!(
                "namest=\"c1\" nameend=\"c{columns}\" morerows=\"{}\"",
                rows - 1
            );
            format!("<entry {wide}>{text}</entry>")
        },
    );
    check_report("a.xml", format!("<article>{doc_book}</article>").as_bytes());
}

#[test]
fn web_pages_in_every_encoding() {
    let meta = "<meta charset=gb2312>";
    let page = web_page(meta);
    check_report("a.html", page.as_bytes());
    check_report("b.html", &GB18030.encode(&page).0);
    check_report("c.html", &GB18030.encode(&web_page("")).0);
    for mark in ["", "\u{feff}"] {
        let marked = format!("{mark}{page}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check_report("d.html", &little);
        check_report("e.html", &big);
    }
    // The table of a page inside the cell of a table that only lays out the page.
    let framed = page.replace("<body>", "<body><table><tr><td>栏目</td><td>");
    let framed = framed.replace("</body>", "</td></tr></table></body>");
    check_report("f.html", framed.as_bytes());
}

#[test]
fn colspan_that_changes_inside_a_table() {
    // Some editors give every row a width of its own: the values of the first rows are two columns wide.
    let page = web_page("").replace(
        "<td rowspan=1 colspan='3'>一、本年新收",
        "<td rowspan=1 colspan='5'>一、本年新收",
    );
    check_report("a.html", page.as_bytes());
}

#[test]
fn archived_pages() {
    let archive = |charset: &str, transfer: &str, body: &str| {
        format!(
            "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"==x\"\r\n\r\n--==x\r\nContent-Type: text/html; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n{body}\r\n--==x--\r\n"
        )
    };
    let page = web_page("");
    let gb = GB18030.encode(&page).0.into_owned();
    check_report(
        "a.mht",
        archive("gb2312", "quoted-printable", &quoted(&gb)).as_bytes(),
    );
    check_report(
        "b.mht",
        archive("utf-8", "base64", &base64(page.as_bytes())).as_bytes(),
    );
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        let group = (0..3).fold(0_u32, |group, at| {
            group << 8 | u32::from(*three.get(at).unwrap_or(&0))
        });
        for digit in 0..4 {
            let value = (group >> (18 - 6 * digit)) & 63;
            encoded.push(if digit <= three.len() {
                char::from(DIGITS[value as usize])
            } else {
                '='
            });
        }
        if at % 19 == 18 {
            encoded.push_str("\r\n");
        }
    }
    encoded
}

/// The cells of one row of a Word table: merged places are printed as Word does.
fn word_row(rows: &[Vec<Printed>], row: usize) -> String {
    let mut cells: Vec<(usize, String)> = Vec::new();
    for (first, column, (text, row_span, column_span)) in places(rows) {
        if !(first..first + row_span).contains(&row) {
            continue;
        }
        let span = format!(r#"<w:gridSpan w:val="{column_span}"/>"#);
        let merge = match (row_span, first == row) {
            (1, _) => "",
            (_, true) => r#"<w:vMerge w:val="restart"/>"#,
            (_, false) => "<w:vMerge/>",
        };
        let text = if first == row { text } else { "" };
        cells.push((column, cell(&format!("{span}{merge}"), &paragraph(text))));
    }
    cells.sort_by_key(|(column, _)| *column);
    cells.into_iter().map(|(_, cell)| cell).collect()
}

fn word_report(print: impl Fn(&[Vec<Printed>], usize) -> String) -> Vec<u8> {
    let body: String = parts()
        .iter()
        .map(|part| match part {
            Part::Line(line) => paragraph(line),
            Part::Table(_, rows, width) => print(rows, *width),
        })
        .collect();
    docx(&body)
}

fn word_rows(rows: &[Vec<Printed>]) -> Vec<String> {
    (0..rows.len()).map(|row| word_row(rows, row)).collect()
}

#[test]
fn word_reports() {
    check_report(
        "a.docx",
        &word_report(|rows, width| package::table(width, &word_rows(rows))),
    );
    // A page break made the author begin a new table, right behind the first.
    let split = |rows: &[Vec<Printed>], width: usize| {
        let rows = word_rows(rows);
        let (first, second) = rows.split_at(rows.len() - 1);
        if width == 10 {
            package::table(width, first) + &paragraph("") + &package::table(width, second)
        } else {
            package::table(width, &rows)
        }
    };
    check_report("b.docx", &word_report(split));
    // The whole table inside the cell of another one.
    let nested = |rows: &[Vec<Printed>], width: usize| {
        let inner = package::table(width, &word_rows(rows)) + &paragraph("");
        package::table(1, &[cell("", &inner)])
    };
    check_report("c.docx", &word_report(nested));
}

/// The report as sheets: the prose on the first, each table on one of its own. `number` prints a number into a cell.
fn excel_report(number: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let text = |place: &str, text: &str| {
        format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let place = |row: usize, column: usize| {
        format!("{}{}", char::from(b"ABCDEFGHIJKLMNOPQ"[column]), row + 1)
    };
    let mut sheets: Vec<(&str, String)> = vec![("正文", String::new())];
    let mut n_lines = 0;
    for part in parts() {
        match part {
            Part::Line(line) => {
                n_lines += 1;
                let cell = text(&format!("A{n_lines}"), &line);
                write!(sheets[0].1, "<row r=\"{n_lines}\">{cell}</row>").unwrap();
            }
            Part::Table(name, rows, _) => {
                let (mut data, mut merged) = (String::new(), String::new());
                let placed = places(&rows);
                for row in 0..rows.len() {
                    write!(data, "<row r=\"{}\">", row + 1).unwrap();
                    for (_, column, (content, row_span, column_span)) in
                        placed.iter().filter(|(at, ..)| *at == row)
                    {
                        let at = place(row, *column);
                        let is_number = content.parse::<f64>().is_ok();
                        data.push_str(&if is_number {
                            number(&at, content)
                        } else {
                            text(&at, content)
                        });
                        if row_span * column_span > 1 {
                            let end = place(row + row_span - 1, column + column_span - 1);
                            write!(merged, "<mergeCell ref=\"{at}:{end}\"/>").unwrap();
                        }
                    }
                    data.push_str("</row>");
                }
                sheets.push((
                    name,
                    format!("{data}</sheetData><mergeCells>{merged}</mergeCells>"),
                ));
            }
        }
    }
    sheets[0].1.push_str("</sheetData>");
    let sheets: Vec<(&str, String)> = sheets
        .into_iter()
        .map(|(name, data)| (name, format!("<sheetData>{data}")))
        .collect();
    package::workbook(&sheets)
}

#[test]
fn excel_reports() {
    check_report(
        "numbers.xlsx",
        &excel_report(|at, number| format!(r#"<c r="{at}"><v>{number}</v></c>"#)),
    );
    check_report(
        "texts.xlsx",
        &excel_report(|at, number| format!(r#"<c r="{at}" t="str"><v>{number}</v></c>"#)),
    );
    check_report(
        "formulas.xlsx",
        &excel_report(|at, number| {
            format!(r#"<c r="{at}"><f>SUM(Z1:Z9)+{number}</f><v>{number}</v></c>"#)
        }),
    );
}

/// The report as separated values, merged cells printed once.
fn separated(by: char, quote: bool) -> String {
    let mut text = String::new();
    for part in parts() {
        match part {
            Part::Line(line) => writeln!(text, "{line}").unwrap(),
            Part::Table(_, rows, width) => {
                for row in 0..rows.len() {
                    let mut fields = vec![String::new(); width];
                    for (_, column, (content, ..)) in
                        places(&rows).iter().filter(|(at, ..)| *at == row)
                    {
                        fields[*column] = if quote {
                            format!("\"{content}\"")
                        } else {
                            content.clone()
                        };
                    }
                    writeln!(text, "{}", fields.join(&by.to_string())).unwrap();
                }
            }
        }
    }
    text
}

#[test]
fn separated_values() {
    check_report("a.csv", separated(',', true).as_bytes());
    let marked = format!("\u{feff}{}", separated(',', false)).replace('\n', "\r\n");
    check_report("b.csv", marked.as_bytes());
    check_report("c.csv", separated(';', false).as_bytes());
    check_report("d.csv", separated('\t', false).as_bytes());
    check_report("e.tsv", separated('\t', true).as_bytes());
    check_report("f.csv", &GB18030.encode(&separated(',', false)).0);
    check_report("g.txt", separated('\t', false).as_bytes());
}

#[test]
fn plain_text_in_every_encoding() {
    let text = separated('\t', false);
    for mark in ["", "\u{feff}"] {
        let marked = format!("{mark}{text}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check_report("a.txt", &little);
        check_report("b.txt", &big);
        check_report("c.txt", marked.as_bytes());
    }
    check_report("d.txt", &GB18030.encode(&text).0);
    let traditional = "青嵐縣水務局2021年政府資訊公開工作年度報告\n一、總體情況\n政府資訊公開工作";
    let source = open("e.txt", &BIG5.encode(traditional).0).unwrap();
    assert_eq!(
        (source.text.as_str(), source.encoding.as_str()),
        (traditional, "Big5")
    );
}
