//! A small invented report and its reading, made by hand.
#![allow(
    clippy::allow_attributes,
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part; tests may fail loudly"
)]

use gouji::form::{CellKey, EditionId, TableId, catalogue};
use gouji::read::{Doubt, Found, Method, Reading, Stated};
use gouji::review::{Edit, Origin, Session, Stamp};
use gouji::rules::NeighbourReport;
use gouji::source::hash::sha256_hex;
use gouji::source::{Source, Span};
use gouji::value::Value;

/// The session of an invented report: table three of 2021, consistent, but with 一、 自然人 misread as 3 for 2 (which
/// breaks two equations), 一、 商业企业 blank and （一） 商业企业 not found.
pub(crate) fn session(extra_text: &str) -> Session {
    let mut text = "青岚县白榆镇人民政府\n2022年政府信息公开工作年度报告\n".to_owned();
    let office = Span::new(0, "青岚县白榆镇人民政府".len());
    let year = Span::new(office.end() + 1, office.end() + 5);
    let (table, edition) = (TableId::Requests, EditionId(2021));
    let spec = catalogue::table(edition, table).unwrap();
    let mut reading = Reading::default();
    reading.editions.insert(table, edition);
    reading
        .edition_evidence
        .insert(table, gouji::said::Said::same("（六）有三行"));
    reading.rows.insert(table, spec.official_rows());
    for cell in spec.cells(table, &spec.official_rows()) {
        let printed = printed(&cell);
        let start = text.len();
        text.push_str(printed.unwrap_or(""));
        let span = Span::new(start, text.len());
        text.push('\t');
        let found = match printed {
            None => Found::absent(),
            Some(printed) => Found {
                printed: printed.to_owned(),
                value: gouji::entry::parse(printed).unwrap().value,
                unit: None,
                spans: vec![span],
                doubts: if cell.row.as_str() == "carried_in" && cell.column == "total" {
                    vec![Doubt::Told("字形受损，推断为 0".to_owned())]
                } else {
                    Vec::new()
                },
                method: Method::default(),
            },
        };
        reading.cells.insert(cell, found);
    }
    text.push_str(extra_text);
    reading.heading.office = Some(Stated {
        text: "青岚县白榆镇人民政府".to_owned(),
        spans: vec![office],
    });
    reading.heading.year = Some(Stated {
        text: "2022".to_owned(),
        spans: vec![year],
    });
    let source = Source {
        name: "baiyu-2022.txt".to_owned(),
        sha256: sha256_hex(text.as_bytes()),
        format: "text".to_owned(),
        encoding: "UTF-8".to_owned(),
        text,
        grids: Vec::new(),
        pages: Vec::new(),
        recognised: Vec::new(),
        seen: Vec::new(),
        places: Vec::new(),
        notices: Vec::new(),
    };
    Session::new(source, reading)
}

/// Another year's report of the same office: the figures of `session`, with some cells changed.
pub(crate) fn neighbour(
    session: &Session,
    year: u16,
    changes: &[(&str, Value)],
) -> NeighbourReport {
    let mut sheet = session.sheet().clone();
    for (key, value) in changes {
        assert!(sheet.cells.insert(cell(key), *value).is_some(), "{key}");
    }
    let name = format!("baiyu-{year}.txt");
    NeighbourReport::new(
        "青岚县白榆镇人民政府",
        year,
        &name,
        &sheet,
        session.reading(),
    )
}

fn printed(cell: &CellKey) -> Option<&'static str> {
    match (cell.row.as_str(), cell.column.as_str()) {
        ("received", "natural_person") => Some("3"),
        ("received" | "granted" | "processed_total", "natural_person" | "total") => Some("2"),
        ("received", "enterprise") => Some(""),
        ("granted", "enterprise") => None,
        _ => Some("0"),
    }
}

pub(crate) fn cell(key: &str) -> CellKey {
    key.parse().unwrap()
}

pub(crate) fn stamp() -> Stamp {
    Stamp {
        by: "审定员".to_owned(),
        at_secs: 1_700_000_000,
    }
}

pub(crate) fn enter(key: &str, text: &str) -> Edit {
    Edit::Enter {
        cell: cell(key),
        text: text.to_owned(),
        origin: Origin::Typed,
        spans: Vec::new(),
    }
}

/// What a value is, in one word: its number, or its state.
pub(crate) fn word(value: Value) -> String {
    value
        .number()
        .map_or(value.state().to_owned(), |amount| amount.to_string())
}
