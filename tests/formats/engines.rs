//! What layout engines, crawlers and text recognition write: JSON, tags, LaTeX, words with boxes.

use std::fmt::Write;

use gouji::read::read;

use crate::report::{Part, Printed, facts, parts};
use crate::{check_grids, open};

/// The sample report, each part as `write` writes it.
pub(crate) fn written(write: impl Fn(&Part) -> String) -> Vec<String> {
    parts().iter().map(write).collect()
}

fn html(rows: &[Vec<Printed>]) -> String {
    let cell = |(text, row_span, column_span): &Printed| {
        format!("<td rowspan=\\\"{row_span}\\\" colspan=\\\"{column_span}\\\">{text}</td>")
    };
    let row = |row: &Vec<Printed>| {
        let cells: String = row.iter().map(cell).collect();
        format!("<tr>{cells}</tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<table>{rows}</table>")
}

/// Every cell must be that of the sample report, and no number doubtful.
#[track_caller]
pub(crate) fn check_whole(name: &str, text: &str, format: &str) {
    let source = open(name, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(source.format, format);
    check_grids(&source);
    let reading = read(&source);
    let mut wrong = Vec::new();
    for (key, expected) in facts() {
        let found = match key.as_str() {
            "office" => reading.heading.office.as_ref().map(|o| o.text.clone()),
            "year" => reading.heading.year.as_ref().map(|y| y.text.clone()),
            _ => reading
                .cell(&key.parse().unwrap())
                .map(|found| match found.value.number() {
                    Some(amount) if !found.is_doubtful() => amount.to_string(),
                    None if found.value.counts_as_zero() => "-".to_owned(),
                    _ => format!("{found:?}"),
                }),
        };
        if found.as_deref() != Some(expected.as_str()) {
            wrong.push(format!("{key}: {found:?}, should be {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), source.text);
}

#[test]
fn a_list_of_blocks() {
    let blocks = written(|part| match part {
        Part::Line(line) => {
            format!(r#"{{"type":"text","text":"{line}","bbox":[1,2,3,4],"page_idx":0}}"#)
        }
        Part::Table(name, rows, _) => format!(
            r#"{{"type":"table","table_caption":["{name}"],"table_body":"{}","page_idx":1}}"#,
            html(rows)
        ),
    });
    check_whole("a.json", &format!("[{}]", blocks.join(",\n")), "json");
    // Broken off behind table three: what stands before is read, and the file says so.
    let cut = format!("[{}", blocks[..8].join(","));
    let source = open("a.json", cut.as_bytes()).unwrap();
    assert!(
        source.notices[0].chinese.contains("中途断开"),
        "{:?}",
        source.notices
    );
    assert_eq!(read(&source).editions.len(), 2);
    assert!(source.pages.len() > 1);
}

#[test]
fn a_page_in_one_field() {
    let page: String = written(|part| match part {
        Part::Line(line) => format!("<p>{line}</p>"),
        Part::Table(_, rows, _) => html(rows),
    })
    .concat();
    check_whole(
        "a.json",
        &format!(
            r#"{{"url":"http://www.example.cn","html":"<html><body>{page}</body></html>","text":"…"}}"#
        ),
        "json",
    );
}

#[test]
fn grounding_tags_are_no_text() {
    let lines = written(|part| match part {
        Part::Line(line) => {
            format!("<|ref|>text<|/ref|><|det|>[[109, 72, 845, 1015]]<|/det|>\n{line}\n")
        }
        Part::Table(_, rows, _) => format!(
            "<|ref|>table<|/ref|><|det|>[[52, 3, 900, 99]]<|/det|>\n{}\n",
            html(rows).replace("\\\"", "\"")
        ),
    });
    check_whole("a.md", &lines.join("\n"), "html");
}

/// The rows of a table with each place of the grid: the cell that begins there, or why none does.
pub(crate) fn places(rows: &[Vec<Printed>], width: usize) -> Vec<Vec<Option<Printed>>> {
    let mut grid: Vec<Vec<Option<Option<Printed>>>> = vec![vec![None; width]; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in row {
            while grid[at].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            for below in grid.iter_mut().skip(at).take(cell.1) {
                for place in below.iter_mut().skip(column).take(cell.2) {
                    *place = Some(None);
                }
            }
            grid[at][column] = Some(Some(cell.clone()));
        }
    }
    let row = |row: Vec<Option<Option<Printed>>>| row.into_iter().map(Option::flatten).collect();
    grid.into_iter().map(row).collect()
}

#[test]
fn tables_of_tags() {
    let lines = written(|part| match part {
        Part::Line(line) => format!("<text><loc_1><loc_2>{line}</text>\n"),
        Part::Table(_, rows, width) => {
            let grid = places(rows, *width);
            let mut table = String::from("<otsl><loc_3>");
            for (at, row) in grid.iter().enumerate() {
                for (column, cell) in row.iter().enumerate() {
                    let is_right = row[..column]
                        .iter()
                        .rev()
                        .find_map(Option::as_ref)
                        .is_some_and(|(_, _, span)| {
                            let start = row[..column].iter().rposition(Option::is_some).unwrap();
                            start + span > column
                        });
                    let tag = match cell {
                        Some((text, ..)) if text.is_empty() => "<ecel>".to_owned(),
                        Some((text, ..)) => format!("<fcel>{text}"),
                        None if is_right => "<lcel>".to_owned(),
                        None => {
                            let above = grid[..at].iter().rposition(|row| row[column].is_some());
                            if above.is_some() { "<ucel>" } else { "<xcel>" }.to_owned()
                        }
                    };
                    table.push_str(&tag);
                }
                table += "<nl>";
            }
            table + "</otsl>\n"
        }
    });
    check_whole(
        "a.dt",
        &format!("<doctag>{}</doctag>", lines.concat()),
        "html",
    );
}

#[test]
fn tables_of_latex() {
    let lines = written(|part| match part {
        Part::Line(line) => format!("{line}\n\n"),
        Part::Table(_, rows, width) => {
            let grid = places(rows, *width);
            let mut table = format!("\\begin{{tabular}}{{|*{{{width}}}{{c|}}}}\n\\hline\n");
            for row in &grid {
                let mut cells = Vec::new();
                let mut column = 0;
                while column < row.len() {
                    let (text, tall, wide) = row[column].clone().unwrap_or_default();
                    let text = if tall > 1 {
                        format!("\\multirow{{{tall}}}{{*}}{{{text}}}")
                    } else {
                        text
                    };
                    cells.push(if wide > 1 {
                        format!("\\multicolumn{{{wide}}}{{c|}}{{{text}}}")
                    } else {
                        text
                    });
                    column += wide.max(1);
                }
                writeln!(table, "{} \\\\ \\hline", cells.join(" & ")).unwrap();
            }
            table + "\\end{tabular}\n"
        }
    });
    check_whole("a.tex", &lines.concat(), "html");
}

#[test]
fn words_with_boxes() {
    let mut words = String::new();
    let mut y = 60;
    let mut put = |x: usize, y: usize, text: &str| {
        let right = x + text.chars().count() * 9;
        write!(
            words,
            r#"<word xMin="{x}" yMin="{y}" xMax="{right}" yMax="{}">{text}</word>"#,
            y + 9
        )
        .unwrap();
    };
    put(200, y, "青岚县水务局2021年政府信息公开工作年度报告");
    for line in ["二、主动公开政府信息情况", "第二十条第（一）项"] {
        y += 20;
        put(60, y, line);
    }
    let rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "1", "2"],
        ["行政规范性文件", "3", "4", "25"],
    ];
    for row in rows {
        y += 20;
        for (text, x) in row.iter().zip([60, 220, 340, 460]) {
            put(x, y, text);
        }
    }
    for (head, label, figure) in [("（五）", "行政许可", "45"), ("（六）", "行政处罚", "6")]
    {
        for (left, right) in [
            (&*format!("第二十条第{head}项"), ""),
            ("信息内容", "本年处理决定数量"),
            (label, figure),
        ] {
            y += 20;
            put(60, y, left);
            if !right.is_empty() {
                put(300, y, right);
            }
        }
    }
    let text = format!(
        "<!DOCTYPE html><html><body><doc><page width=\"595\" height=\"842\">{words}</page></doc></body></html>"
    );
    let source = open("a.xml", text.as_bytes()).unwrap();
    assert_eq!(source.format, "boxes");
    let reading = read(&source);
    for (key, expected) in [
        ("regulations.repealed", "1"),
        ("normative_documents.in_force", "25"),
        ("licensing.decisions", "45"),
    ] {
        let found = reading
            .cell(&format!("proactive.{key}").parse().unwrap())
            .unwrap();
        assert_eq!(
            found.value.number().unwrap().to_string(),
            expected,
            "{}",
            source.text
        );
    }
}
