//! Tables as services that recognise pages, libraries and programs save them: cells that tell their places, rows of
//! objects, words with boxes, lists in a text, rows that are numbered.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::engines::{check_whole, places, written};
use crate::report::{Part, Printed};

/// A cell and where it stands: row and column from 0, rows and columns covered, text.
type Placed = (usize, usize, usize, usize, String);

fn placed(rows: &[Vec<Printed>], width: usize) -> Vec<Placed> {
    let grid = places(rows, width).into_iter().enumerate();
    grid.flat_map(|(row, cells)| {
        let cells = cells.into_iter().enumerate();
        cells.filter_map(move |(column, cell)| {
            let (text, height, width) = cell?;
            Some((row, column, height, width, text))
        })
    })
    .collect()
}

/// The report with each table as `table` writes it, and each line as `line` does.
fn document(
    line: impl Fn(&str) -> Value,
    table: impl Fn(&[Vec<Printed>], usize) -> Value,
) -> Vec<Value> {
    let parts = written(|part| match part {
        Part::Line(text) => line(text).to_string(),
        Part::Table(_, rows, width) => table(rows, *width).to_string(),
    });
    parts
        .iter()
        .map(|part| serde_json::from_str(part).unwrap())
        .collect()
}

#[test]
fn cells_that_tell_their_places() {
    // Counted from 0 or 1, by their spans, by an end that is covered or the first free place, by all that they cover.
    let names: [fn(&Placed) -> Value; 6] = [
        |(row, column, height, width, text)| json!({"kind": "content", "rowIndex": row, "columnIndex": column, "rowSpan": height, "columnSpan": width, "content": text}),
        |(row, column, height, width, text)| json!({"row_start": row, "row_end": row + height, "col_start": column, "col_end": column + width, "words": text}),
        |(row, column, height, width, text)| json!({"ColTl": column, "RowTl": row, "ColBr": column + width, "RowBr": row + height, "Text": text, "Type": "body"}),
        |(row, column, height, width, text)| json!({"tableCellId": 7, "word": text, "xsc": column, "xec": column + width - 1, "ysc": row, "yec": row + height - 1}),
        |(row, column, height, width, text)| json!({"start_row": row + 1, "end_row": row + height, "start_col": column + 1, "end_col": column + width, "text": text, "position": [1, 2, 3, 4]}),
        |(row, column, height, width, text)| {
            let rows: Vec<usize> = (*row..row + height).collect();
            let columns: Vec<usize> = (*column..column + width).collect();
            json!({"words": text, "rows": rows, "columns": columns, "confidence": 0.99})
        },
    ];
    for name in names {
        let table = |rows: &[Vec<Printed>], width: usize| {
            let cells: Vec<Value> = placed(rows, width).iter().map(name).collect();
            json!({"rowCount": rows.len(), "columnCount": width, "cells": cells})
        };
        let parts = document(|line| json!({"words": line}), table);
        check_whole(
            "a.json",
            &json!({"result": parts, "log_id": 1}).to_string(),
            "json",
        );
    }
}

#[test]
fn a_document_that_points_to_its_parts() {
    let mut texts = Vec::new();
    let mut tables = Vec::new();
    let mut children = Vec::new();
    let parts = document(
        |line| json!({"text": line}),
        |rows, width| {
            let cell = |(row, column, height, width, text): &Placed| {
                json!({"text": text, "start_row_offset_idx": row, "end_row_offset_idx": row + height,
                    "start_col_offset_idx": column, "end_col_offset_idx": column + width})
            };
            let cells: Vec<Value> = placed(rows, width).iter().map(cell).collect();
            // The same once more, with the text of a cell in each place that it covers.
            let mut grid = vec![vec![Value::Null; width]; rows.len()];
            for ((row, column, height, width, _), cell) in placed(rows, width).iter().zip(&cells) {
                for line in grid.iter_mut().skip(*row).take(*height) {
                    line[*column..column + width].fill(cell.clone());
                }
            }
            json!({"label": "table", "data": {"table_cells": cells, "grid": grid}})
        },
    );
    for part in parts {
        let (list, name) = if part["text"].is_string() {
            (&mut texts, "texts")
        } else {
            (&mut tables, "tables")
        };
        children.push(json!({"$ref": format!("#/{name}/{}", list.len())}));
        let mut part = part;
        part["parent"] = json!({"$ref": "#/body"});
        list.push(part);
    }
    let document = json!({"name": "年报", "body": {"self_ref": "#/body", "children": children}, "texts": texts, "tables": tables});
    check_whole("a.json", &document.to_string(), "json");
}

#[test]
fn a_text_and_the_tables_in_it() {
    let mut content = Vec::new();
    let mut tables = Vec::new();
    for part in crate::report::parts() {
        match part {
            Part::Line(line) => content.push(line),
            Part::Table(_, rows, width) => {
                let cells = placed(&rows, width);
                content.extend(cells.iter().map(|cell| cell.4.clone()));
                let cells = cells.iter().map(|(row, column, height, width, text)| {
                    json!({"rowIndex": row, "columnIndex": column, "rowSpan": height, "columnSpan": width, "content": text})
                });
                tables.push(json!({"cells": cells.collect::<Vec<_>>()}));
            }
        }
    }
    let lines: Vec<Value> = content
        .iter()
        .map(|line| json!({"content": line}))
        .collect();
    let document = json!({"analyzeResult": {"content": content.join("\n"), "pages": [{"lines": lines}], "tables": tables}});
    check_whole("a.json", &document.to_string(), "json");
}

#[test]
fn a_page_as_printed_and_the_tables_found_on_it() {
    let mut pages = Vec::new();
    for part in crate::report::parts() {
        match part {
            Part::Line(line) => pages.push(json!({"text": line, "tables": []})),
            Part::Table(_, rows, width) => {
                // The text has the rows in lines, the table has them in no order at all.
                let mut rows = rows_of_texts(&rows, width);
                // In a line, a blank is nothing: this report has dashes.
                let is_of_numbers = |row: &Vec<String>| {
                    row.last().is_some_and(|total| total.parse::<u32>().is_ok())
                };
                for row in rows.iter_mut().filter(|row| is_of_numbers(row)) {
                    let cells = row.iter_mut().skip(3).filter(|text| text.is_empty());
                    cells.for_each(|text| "/".clone_into(text));
                }
                let lines: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
                let mut found: Vec<Vec<Value>> = Vec::new();
                for row in rows.iter().rev() {
                    found.push(row.iter().map(|text| json!(text)).collect());
                }
                pages.push(json!({"page": 1, "text": lines.join("\n"), "tables": [found]}));
            }
        }
    }
    check_whole("a.json", &json!(pages).to_string(), "json");
}

/// All places of the rows, empty where none begins.
fn rows_of_texts(rows: &[Vec<Printed>], width: usize) -> Vec<Vec<String>> {
    let text = |cell: Option<Printed>| cell.map(|(text, ..)| text).unwrap_or_default();
    let rows = places(rows, width).into_iter();
    rows.map(|row| row.into_iter().map(text).collect())
        .collect()
}

#[test]
fn rows_of_objects_and_records() {
    let objects = |rows: &[Vec<Printed>], width: usize| {
        let cell = |text: &String| json!({"top": 1.5, "left": 2.5, "text": text});
        let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>();
        let rows: Vec<Vec<Value>> = rows_of_texts(rows, width).iter().map(row).collect();
        json!({"extraction_method": "lattice", "data": rows})
    };
    let parts = document(|line| json!({"text": line}), objects);
    check_whole("a.json", &json!(parts).to_string(), "json");
    let records = |rows: &[Vec<Printed>], width: usize| {
        let record = |row: &Vec<String>| {
            let cells = row.iter().enumerate();
            let cells = cells.map(|(column, text)| (column.to_string(), json!(text)));
            Value::Object(cells.collect())
        };
        json!(
            rows_of_texts(rows, width)
                .iter()
                .map(record)
                .collect::<Vec<_>>()
        )
    };
    let parts = document(|line| json!(line), records);
    check_whole("a.json", &json!(parts).to_string(), "json");
}

#[test]
fn lists_in_a_text() {
    let quoted = |row: &Vec<String>| {
        let cell = |text: &String| {
            if text.is_empty() {
                "None".to_owned()
            } else {
                format!("'{text}'")
            }
        };
        format!("[{}]", row.iter().map(cell).collect::<Vec<_>>().join(", "))
    };
    for (before, between, behind) in [("[", ", ", "]"), ("", "\n", "")] {
        let lines = written(|part| match part {
            Part::Line(line) => line.clone(),
            Part::Table(_, rows, width) => {
                let rows: Vec<String> = rows_of_texts(rows, *width).iter().map(quoted).collect();
                format!("{before}{}{behind}", rows.join(between))
            }
        });
        check_whole("a.txt", &lines.join("\n"), "html");
    }
}

#[test]
fn rows_that_a_program_numbers() {
    let numbered = |first: usize, name: &str, part: &Part| match part {
        Part::Line(line) => line.clone(),
        Part::Table(_, rows, width) => {
            let mut lines = vec![String::new()];
            for column in first..first + width {
                write!(lines[0], ",{name}{column}").unwrap();
            }
            let rows = rows_of_texts(rows, *width).into_iter().enumerate();
            lines.extend(rows.map(|(at, row)| format!("{},{}", first + at, row.join(","))));
            lines.join("\n")
        }
    };
    for (first, name) in [(0, ""), (1, "V")] {
        let lines = written(|part| numbered(first, name, part));
        check_whole("a.csv", &lines.join("\n"), "text");
    }
}
