//! What damage begins with: the fixtures of the tests, and the sample report as each format writes it.

use std::fs;
use std::path::{Path, PathBuf};

use gouji::dataset::{pack, recovery, render, save};
use gouji::read::read;
use gouji::review::{Edit, Origin, Session, Stamp};
use gouji::source::open_bytes;

use crate::package::{self, cell, docx, paragraph, table};
use crate::pdf::{self, Page};
use crate::report::{Part, Printed, parts, places, sample};
use crate::targets::Target;

/// A file before it is damaged.
#[derive(Clone, Debug)]
pub(crate) enum Seed {
    /// A text in any encoding.
    Text(String),
    /// A file that is not text.
    Bytes(Vec<u8>),
    /// The parts of a zip, with their names.
    Package(Vec<(String, Vec<u8>)>),
}

impl Seed {
    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Bytes(bytes) => bytes.clone(),
            Self::Package(parts) => {
                let files: Vec<(&str, &[u8])> = parts
                    .iter()
                    .map(|(name, content)| (name.as_str(), content.as_slice()))
                    .collect();
                package::zip(&files)
            }
        }
    }
}

/// The seeds of a target, always in the same order.
pub(crate) fn of(target: Target) -> Vec<Seed> {
    match target {
        Target::Text => texts(),
        Target::Html => vec![
            Seed::Text(page()),
            Seed::Text(file("tests/read/cases/pre-without-blank-lines.html")),
        ],
        Target::Mht => vec![Seed::Text(format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n--b--\r\n",
            page()
        ))],
        Target::Json => jsons(),
        Target::Boxes => vec![Seed::Text(boxes())],
        Target::Xml => vec![Seed::Text(sheet())],
        Target::Ofd => vec![ofd()],
        Target::Docx => vec![word()],
        Target::Xlsx => vec![workbook()],
        Target::Pdf => vec![
            Seed::Bytes(printed()),
            bytes("encrypted-40.pdf"),
            bytes("password.pdf"),
        ],
        Target::Doc => vec![bytes("report.doc")],
        Target::Xls => vec![bytes("report.xls")],
        Target::Review => vec![
            Seed::Text(file("tests/files/schema-1.gouji.ron")),
            Seed::Text(reviewed()),
        ],
        Target::Journal => vec![Seed::Text(journal())],
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn bytes(name: &str) -> Seed {
    Seed::Bytes(fs::read(sample(name)).unwrap())
}

fn texts() -> Vec<Seed> {
    let mut folders: Vec<PathBuf> = ["tests/read", "assets/samples"]
        .map(|name| root().join(name))
        .into();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending == "txt" || ending == "md")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .iter()
        .map(|path| Seed::Text(fs::read_to_string(path).unwrap()))
        .collect()
}

/// The sample report, each part as `write` writes it.
fn written(write: impl Fn(&Part) -> String) -> Vec<String> {
    parts().iter().map(write).collect()
}

fn html_table(rows: &[Vec<Printed>]) -> String {
    let cell = |(text, tall, wide): &Printed| {
        format!("<td rowspan=\"{tall}\" colspan=\"{wide}\">{text}</td>")
    };
    let row =
        |row: &Vec<Printed>| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>());
    format!(
        "<table>\n{}</table>",
        rows.iter().map(row).collect::<String>()
    )
}

fn page() -> String {
    let body = written(|part| match part {
        Part::Line(line) => format!("<p>{line}</p>"),
        Part::Table(_, rows, _) => html_table(rows),
    });
    format!(
        "<html><head><meta charset=\"utf-8\"></head><body>\n{}\n</body></html>",
        body.join("\n")
    )
}

/// What Excel 2003 writes in XML.
fn sheet() -> String {
    let cell = |(text, tall, wide): &Printed| {
        format!(
            "<Cell ss:MergeAcross=\"{}\" ss:MergeDown=\"{}\"><Data>{text}</Data></Cell>",
            wide - 1,
            tall - 1
        )
    };
    let row =
        |row: &Vec<Printed>| format!("<Row>{}</Row>\n", row.iter().map(cell).collect::<String>());
    let tables = written(|part| match part {
        Part::Line(line) => format!("<Table><Row><Cell>{line}</Cell></Row></Table>"),
        Part::Table(_, rows, _) => {
            format!(
                "<Table>{}</Table>",
                rows.iter().map(row).collect::<String>()
            )
        }
    });
    format!(
        "<?mso-application progid=\"Excel.Sheet\"?><Workbook>{}</Workbook>",
        tables.concat()
    )
}

fn jsons() -> Vec<Seed> {
    let blocks = written(|part| match part {
        Part::Line(line) => {
            format!(r#"{{"type":"text","text":"{line}","bbox":[1,2,3,4],"page_idx":0}}"#)
        }
        Part::Table(name, rows, _) => format!(
            r#"{{"type":"table","table_caption":["{name}"],"table_body":"{}","page_idx":1}}"#,
            html_table(rows).replace('"', "\\\"").replace('\n', "")
        ),
    });
    vec![Seed::Text(format!("[{}]", blocks.join(",\n")))]
}

/// The words of the sample report, each a text of a page.
fn ofd() -> Seed {
    let words = boxes();
    let mut page = String::new();
    for word in words.lines().filter(|line| line.starts_with("<word")) {
        let number = |name: &str| -> f64 {
            let value = word
                .split(name)
                .nth(1)
                .and_then(|rest| rest.split('"').nth(1));
            value.and_then(|value| value.parse().ok()).unwrap_or(0.0) * 25.4 / 72.0
        };
        let text = word.split(['<', '>']).nth(2).unwrap_or_default();
        page += &format!(
            "<ofd:TextObject Boundary=\"{} {} 60 5\" Size=\"3.2\"><ofd:TextCode X=\"0\" Y=\"2.8\" DeltaX=\"g 9 3.2\">{text}</ofd:TextCode></ofd:TextObject>\n",
            number("xMin="),
            number("yMin=")
        );
    }
    let line = "<ofd:PathObject Boundary=\"10 60 150 1\"><ofd:AbbreviatedData>M 0 0 L 150 0 L 150 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>";
    Seed::Package(package::ofd_parts(&[page], line, b""))
}

fn boxes() -> String {
    let mut words = String::new();
    let mut y = 60;
    for part in parts() {
        let lines: Vec<Vec<String>> = match part {
            Part::Line(line) => vec![vec![line]],
            Part::Table(_, rows, _) => rows
                .into_iter()
                .map(|row| row.into_iter().map(|(text, ..)| text).collect())
                .collect(),
        };
        for line in lines {
            y += 20;
            for (at, text) in line.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let x = 60 + at * 70;
                words += &format!(
                    "<word xMin=\"{x}\" yMin=\"{y}\" xMax=\"{}\" yMax=\"{}\">{text}</word>\n",
                    x + text.chars().count() * 9,
                    y + 9
                );
            }
        }
    }
    format!(
        "<!DOCTYPE html><html><body><doc><page width=\"595\" height=\"842\">\n{words}</page></doc></body></html>"
    )
}

fn word() -> Seed {
    let body = written(|part| match part {
        Part::Line(line) => paragraph(line),
        Part::Table(_, rows, width) => {
            let row = |row: &Vec<Printed>| {
                let cell = |(text, tall, wide): &Printed| {
                    let merge = if *tall > 1 {
                        r#"<w:vMerge w:val="restart"/>"#
                    } else {
                        ""
                    };
                    cell(
                        &format!(r#"<w:gridSpan w:val="{wide}"/>{merge}"#),
                        &paragraph(text),
                    )
                };
                row.iter().map(cell).collect::<String>()
            };
            table(*width, &rows.iter().map(row).collect::<Vec<_>>())
        }
    });
    package_of(&docx(&body.join("\n")))
}

fn workbook() -> Seed {
    let mut sheets = Vec::new();
    for part in parts() {
        let Part::Table(name, rows, _) = part else {
            continue;
        };
        let mut data = String::from("<sheetData>\n");
        let mut current = usize::MAX;
        for (row, column, (text, ..)) in places(&rows) {
            if row != current {
                data += if current == usize::MAX {
                    ""
                } else {
                    "</row>\n"
                };
                data += &format!("<row r=\"{}\">", row + 1);
                current = row;
            }
            let letter = char::from(b'A' + u8::try_from(column % 26).unwrap());
            data += &format!(
                "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
                row + 1
            );
        }
        sheets.push((name, data + "</row></sheetData>"));
    }
    package_of(&package::workbook(&sheets))
}

/// The parts of a zip whose files are stored as they are.
fn package_of(zip: &[u8]) -> Seed {
    let number = |at: usize, width: usize| {
        let bytes = zip.get(at..at + width).unwrap();
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let mut parts = Vec::new();
    let mut at = 0;
    while zip.get(at..at + 4) == Some(b"PK\x03\x04") {
        let (size, name) = (number(at + 18, 4), number(at + 26, 2));
        let start = at + 30 + name;
        let name = String::from_utf8_lossy(&zip[at + 30..start]).into_owned();
        parts.push((name, zip[start..start + size].to_vec()));
        at = start + size;
    }
    Seed::Package(parts)
}

fn printed() -> Vec<u8> {
    let mut pages = vec![Page::default()];
    let mut y = 60.0;
    for part in parts() {
        let page = pages.last_mut().unwrap();
        match part {
            Part::Line(line) => page.text(60.0, y, 12.0, &line),
            Part::Table(_, rows, width) => {
                let edges: Vec<f64> = (0..=width)
                    .map(|at| {
                        40.0 + 520.0 * f64::from(u32::try_from(at).unwrap())
                            / f64::from(u32::try_from(width).unwrap())
                    })
                    .collect();
                let mut grid = vec![vec![Some(""); width]; rows.len()];
                for (row, column, (text, ..)) in places(&rows) {
                    grid[row][column] = Some(text.as_str());
                }
                let lines: Vec<&[Option<&str>]> = grid.iter().map(Vec::as_slice).collect();
                page.table(60.0, &edges, &lines);
                pages.push(Page::default());
                y = 40.0;
            }
        }
        y += 20.0;
    }
    pdf::print(&pages, true)
}

/// The review of the sample report with some decisions.
fn review() -> Session {
    let text = file("assets/samples/示例报告.txt");
    let source = open_bytes(Path::new("示例报告.txt"), text.as_bytes()).unwrap();
    let reading = read(&source);
    let mut session = Session::new(source, reading);
    for (number, key) in [
        "requests.received.natural_person",
        "requests.granted.enterprise",
    ]
    .iter()
    .enumerate()
    {
        session
            .apply(enter(key, &(number + 3).to_string()), &stamp())
            .unwrap();
    }
    session
}

/// An entry of a reviewer.
pub(crate) fn enter(cell: &str, text: &str) -> Edit {
    Edit::Enter {
        cell: cell.parse().unwrap(),
        text: text.to_owned(),
        origin: Origin::Typed,
        spans: Vec::new(),
    }
}

/// Who enters it, and when.
pub(crate) fn stamp() -> Stamp {
    Stamp {
        by: "审定员".to_owned(),
        at_secs: 1_700_000_000,
    }
}

fn reviewed() -> String {
    render::render(&pack::file(&review())).unwrap()
}

/// The crash journal of some steps behind the saved review.
fn journal() -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gouji.ron");
    let mut session = review();
    let hash = save(&path, &session, None).unwrap();
    let n_saved = session.journal().records().len();
    let mut journal = recovery::Recovery::start(&path, Some(&hash), n_saved, &session);
    for number in 0..4 {
        session
            .apply(
                enter("requests.received.total", &number.to_string()),
                &stamp(),
            )
            .unwrap();
    }
    session.undo(&stamp());
    session.undo(&stamp());
    session.redo(&stamp());
    journal.record(&session).unwrap();
    fs::read_to_string(folder.path().join("a.gouji.ron.steps")).unwrap()
}

/// The saved review that the journal follows.
pub(crate) fn base() -> (Session, String) {
    let session = review();
    let hash = gouji::source::hash::sha256_hex(reviewed().as_bytes());
    (session, hash)
}
