//! The small language of the cases.
//!
//! A case is a compact table: one line per row of the form, `row: values`, columns from left to right. `.` is a blank,
//! `/` a dash, `?` unreadable, `!` absent, `w` words. Rows that are not named are zeros; the table is named by
//! `@table edition`; `say …` is a sentence of the report; `before 2022` and `after 2024` begin the
//! report of another year, `version …` another file of the same, `part …` the report of an office that this one adds up,
//! `lacks …` names one that is not known; `office …`,
//! `year …`, `period …` are its heading, `unit cell …` a printed unit, `unsure cell …` a cell whose printed text the reader
//! was not sure of, `left table …` a token no cell claimed, `head n …` a section heading and `text …` a line
//! of its text.

use gouji::amount::Amount;
use gouji::form::{CellKey, EditionId, RowKey, Sheet, TableId, catalogue};
use gouji::read::{Disagreement, Disputed, Doubt, Found, Leftover, Reading, Section, Stated};
use gouji::rules::{NeighbourReport, Neighbours};
use gouji::said::Said;
use gouji::source::Span;
use gouji::value::Value;

/// The sheet of a case, and a reading that says nothing but the year (`year 2022`).
pub(crate) fn parse(text: &str) -> (Sheet, Reading) {
    let (sheet, reading, _) = parse_with_text(text);
    (sheet, reading)
}

/// The same with the text that its section headings point into.
pub(crate) fn parse_with_text(text: &str) -> (Sheet, Reading, String) {
    let (mut sheet, mut reading) = (Sheet::default(), Reading::default());
    let mut text_of_case = String::new();
    let mut table = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(head) = line.strip_prefix('@') {
            let (name, edition) = head.split_once(' ').unwrap();
            table = TableId::from_key(name);
            begin_table(
                &mut sheet,
                table.unwrap(),
                EditionId(edition.parse().unwrap()),
            );
        } else if line.starts_with("say ") {
            // The sentences are gathered by `said`.
        } else if let Some(year) = line.strip_prefix("year ") {
            reading.heading.year = Some(stated(year));
        } else if let Some(office) = line.strip_prefix("office ") {
            reading.heading.office = Some(stated(office));
        } else if let Some(period) = line.strip_prefix("period ") {
            reading.heading.period = Some(stated(period));
        } else if let Some(doubt) = line.strip_prefix("doubt ") {
            let (about, told) = doubt.split_once(' ').unwrap();
            let about = Disputed::ALL.into_iter().find(|it| it.key() == about);
            let said = Said::new(told, "A doubt of a case.");
            let disagreement = Disagreement::new(about.unwrap(), said);
            reading.heading.disagreements.push(disagreement);
        } else if let Some(unit) = line.strip_prefix("unit ") {
            let (cell, unit) = unit.split_once(' ').unwrap();
            reading
                .cells
                .insert(cell.parse().unwrap(), printed_unit(unit));
        } else if let Some(unsure) = line.strip_prefix("unsure ") {
            let (cell, printed) = unsure.split_once(' ').unwrap();
            let cell: CellKey = cell.parse().unwrap();
            let found = Found {
                printed: printed.to_owned(),
                value: sheet.value(&cell),
                doubts: vec![Doubt::Told("位置是推断的".to_owned())],
                ..Found::absent()
            };
            reading.cells.insert(cell, found);
        } else if let Some(left) = line.strip_prefix("left ") {
            let (table, text) = left.split_once(' ').unwrap();
            reading.leftovers.push(Leftover {
                table: TableId::from_key(table).unwrap(),
                text: text.to_owned(),
                span: Span::new(0, 0),
            });
        } else if let Some(section) = line.strip_prefix("head ") {
            let (number, title) = section.split_once(' ').unwrap();
            let start = text_of_case.len();
            text_of_case.push_str(title);
            reading.heading.sections.push(Section {
                number: number.parse().unwrap(),
                span: Span::new(start, text_of_case.len()),
            });
            text_of_case.push('\n');
        } else if let Some(line) = line.strip_prefix("text ") {
            text_of_case.push_str(line);
            text_of_case.push('\n');
        } else {
            let (row, values) = line.split_once(": ").unwrap();
            fill_row(&mut sheet, table.unwrap(), row, values);
        }
    }
    (sheet, reading, text_of_case)
}

/// The report of a case, and those that it is held against: they follow it, each behind a line that says which it is.
pub(crate) fn split_years(text: &str) -> (&str, Neighbours) {
    let begins = |line: &str| {
        let words = ["before ", "after ", "version ", "part ", "lacks "];
        words.iter().any(|word| line.trim().starts_with(word))
    };
    let own_end = text.split_inclusive('\n').take_while(|line| !begins(line));
    let own_end = own_end.map(str::len).sum();
    let mut neighbours = Neighbours::default();
    let mut reports: Vec<(&str, String)> = Vec::new();
    for line in text[own_end..].lines() {
        match reports.last_mut() {
            Some((_, sheet)) if !begins(line) => sheet.extend([line, "\n"]),
            _ => reports.push((line.trim(), String::new())),
        }
    }
    for (head, sheet) in reports {
        let (which, said) = head.split_once(' ').unwrap();
        let (sheet, reading) = parse(&sheet);
        let report = |office: &str, year: &str, name: &str| {
            NeighbourReport::new(office, year.parse().unwrap_or(0), name, &sheet, &reading)
        };
        let in_words: String = said.chars().map(numeral).collect();
        let of_year = report("青石镇人民政府", said, &format!("{in_words}年报告"));
        let parts = &mut neighbours.parts;
        match which {
            "before" => neighbours.before = Some(of_year),
            "after" => neighbours.after = Some(of_year),
            "version" => neighbours.versions.push(report("", "", said)),
            "part" => parts
                .get_or_insert_default()
                .reports
                .push(report(said, "", said)),
            _ => parts.get_or_insert_default().missing.push(said.to_owned()),
        }
    }
    (&text[..own_end], neighbours)
}

/// A digit in characters; any other character stays.
fn numeral(digit: char) -> char {
    let at = digit.to_digit(10).map(|at| at as usize);
    at.map_or(digit, |at| "〇一二三四五六七八九".chars().nth(at).unwrap())
}

/// The sentences of a case.
pub(crate) fn said(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    lines.filter_map(|line| line.strip_prefix("say ")).collect()
}

fn stated(text: &str) -> Stated {
    Stated {
        text: text.to_owned(),
        spans: vec![Span::new(0, 4)],
    }
}

/// A cell that prints nothing but its unit; its value is in the sheet.
fn printed_unit(unit: &str) -> Found {
    Found {
        unit: Some(unit.to_owned()),
        ..Found::absent()
    }
}

fn begin_table(sheet: &mut Sheet, table: TableId, edition: EditionId) {
    let spec = catalogue::table(edition, table).unwrap();
    let rows = spec.official_rows();
    let zeros = spec.cells(table, &rows);
    let zeros = zeros
        .into_iter()
        .map(|cell| (cell, Value::Number(Amount::ZERO)));
    sheet.cells.extend(zeros);
    sheet.editions.insert(table, edition);
    sheet.rows.insert(table, rows);
}

/// Sets a row; a sub-row takes the place of its base row.
fn fill_row(sheet: &mut Sheet, table: TableId, row: &str, values: &str) {
    let key: CellKey = format!("{table}.{row}.x").parse().unwrap();
    let spec = catalogue::table(*sheet.editions.get(&table).unwrap(), table).unwrap();
    let rows = sheet.rows.get_mut(&table).unwrap();
    if !rows.contains(&key.row) {
        rows.retain(|known| known.as_str() != key.row.base());
        rows.push(key.row.clone());
        let base = RowKey::new(key.row.base());
        sheet.cells.retain(|cell, _| cell.row != base);
    }
    let cells = spec.cells(table, std::slice::from_ref(&key.row));
    let values: Vec<Value> = values.split(' ').map(value).collect();
    assert_eq!(cells.len(), values.len(), "{row}");
    sheet.cells.extend(cells.into_iter().zip(values));
}

fn value(token: &str) -> Value {
    match token {
        "." => Value::Blank,
        "/" => Value::Dash,
        "?" => Value::Unreadable,
        "!" => Value::Absent,
        "w" => Value::Words,
        number => Value::Number(Amount::parse(number).unwrap()),
    }
}
