//! The three tables of an invented report, filled from `samples/report.cells`, as rows of cells with their spans: each
//! format prints them its own way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gouji::form::schema::RowSpec;
use gouji::form::{EditionId, TableId, catalogue};

/// A cell: text, rows covered, columns covered.
pub(crate) type Printed = (String, usize, usize);

/// What stands in a report, in order.
pub(crate) enum Part {
    /// A paragraph or a heading.
    Line(String),
    /// A table: its name, its rows, its width.
    Table(&'static str, Vec<Vec<Printed>>, usize),
}

const EDITION: EditionId = EditionId(2021);

/// A file in `tests/formats/samples`.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/formats/samples")
        .join(name)
}

/// The facts of the sample report: `office`, `year`, and each cell with its number, `-` where nothing is printed.
pub(crate) fn facts() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(sample("report.cells")).unwrap();
    let fact = |line: &str| {
        let (key, value) = line.split_once(' ').unwrap();
        (key.to_owned(), value.to_owned())
    };
    text.lines().map(fact).collect()
}

/// The report.
pub(crate) fn parts() -> Vec<Part> {
    let facts = facts();
    let line = |text: &str| Part::Line(text.to_owned());
    vec![
        Part::Line(format!(
            "{}{}年政府信息公开工作年度报告",
            facts["office"], facts["year"]
        )),
        line("一、总体情况"),
        line("按季度更新公开栏，编印办事指南。"),
        line("二、主动公开政府信息情况"),
        Part::Table("表二", proactive(&facts), 4),
        line("三、收到和处理政府信息公开申请情况"),
        Part::Table("表三", requests(&facts), 10),
        line("四、政府信息公开行政复议、行政诉讼情况"),
        Part::Table("表四", disputes(&facts), 15),
        line("五、存在的主要问题及改进情况"),
        line("解读材料还不够多。"),
        line("六、其他需要报告的事项"),
        line("没有其他需要报告的事项。"),
    ]
}

fn one(text: &str) -> Printed {
    (text.to_owned(), 1, 1)
}

fn value(facts: &BTreeMap<String, String>, key: &str) -> String {
    facts[key].trim_matches('-').to_owned()
}

fn proactive(facts: &BTreeMap<String, String>) -> Vec<Vec<Printed>> {
    let spec = catalogue::table(EDITION, TableId::Proactive).unwrap();
    let mut rows = Vec::new();
    for block in &spec.blocks {
        let width = if block.columns.len() == 1 { 3 } else { 1 };
        rows.push(vec![(block.heading.clone(), 1, 4)]);
        let heads = block.columns.iter().map(|c| (c.label.clone(), 1, width));
        rows.push(std::iter::once(one("信息内容")).chain(heads).collect());
        for row in &block.rows {
            let cell = |column: &str| value(facts, &format!("proactive.{}.{column}", row.key));
            let cells = block.columns.iter().map(|c| (cell(&c.key), 1, width));
            rows.push(std::iter::once(one(&row.label)).chain(cells).collect());
        }
    }
    rows
}

fn requests(facts: &BTreeMap<String, String>) -> Vec<Vec<Printed>> {
    let spec = catalogue::table(EDITION, TableId::Requests).unwrap();
    let block = &spec.blocks[0];
    let label = |at: usize| block.columns[at].label.clone();
    let mut rows = vec![
        vec![
            (spec.notes[0].clone(), 3, 3),
            ("申请人情况".to_owned(), 1, 7),
        ],
        vec![
            (label(0), 2, 1),
            ("法人或其他组织".to_owned(), 1, 5),
            (label(6), 2, 1),
        ],
        (1..6).map(|at| one(&label(at))).collect(),
    ];
    let mut open: Vec<String> = Vec::new();
    for row in &block.rows {
        let mut printed: Vec<Printed> = Vec::new();
        for (depth, head) in row.heads.iter().enumerate() {
            if open.get(depth) != Some(head) {
                let under = |other: &&RowSpec| other.heads.get(depth) == Some(head);
                printed.push((head.clone(), block.rows.iter().filter(under).count(), 1));
            }
        }
        open.clone_from(&row.heads);
        printed.push((row.label.clone(), 1, 3 - row.heads.len()));
        let cell = |column: &str| value(facts, &format!("requests.{}.{column}", row.key));
        printed.extend(block.columns.iter().map(|c| one(&cell(&c.key))));
        rows.push(printed);
    }
    rows
}

fn disputes(facts: &BTreeMap<String, String>) -> Vec<Vec<Printed>> {
    let spec = catalogue::table(EDITION, TableId::Disputes).unwrap();
    let block = &spec.blocks[0];
    let heads = |rows: usize| -> Vec<Printed> {
        let labels = block.columns.iter().map(|c| c.label.clone());
        labels.map(|label| (label, rows, 1)).collect()
    };
    let cell = |row: &str, column: &str| one(&value(facts, &format!("disputes.{row}.{column}")));
    let mut second = heads(2);
    second.extend(block.rows[1..].iter().map(|row| (row.label.clone(), 1, 5)));
    let keys = block.rows.iter().flat_map(|row| {
        let columns = block.columns.iter();
        columns.map(move |column| (row.key.as_str(), column.key.as_str()))
    });
    vec![
        vec![
            ("行政复议".to_owned(), 1, 5),
            ("行政诉讼".to_owned(), 1, 10),
        ],
        second,
        [heads(1), heads(1)].concat(),
        keys.map(|(row, column)| cell(row, column)).collect(),
    ]
}

/// The cells of a table by place: row, column, and the cell.
pub(crate) fn places(rows: &[Vec<Printed>]) -> Vec<(usize, usize, &Printed)> {
    let mut taken = std::collections::BTreeSet::new();
    let mut placed = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            for below in 0..cell.1 {
                taken.extend((0..cell.2).map(|right| (row + below, column + right)));
            }
            placed.push((row, column, cell));
            column += cell.2;
        }
    }
    placed
}
