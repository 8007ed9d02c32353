//! How the report was read, line by line for the reviewer: what could not be read, what each table was taken for, what
//! stands in a table and belongs to no cell, which sections there are, and which witnesses disagree.

use crate::form::{CellKey, TableId, catalogue};
use crate::review::name;
use crate::review::second::SecondReading;
use crate::review::session::Session;
use crate::review::statements::{Comparison, statements};
use crate::review::verdict::Decision;
use crate::rules::sections;
use crate::said::{Said, said};
use crate::source::Span;
use crate::value::Value;

/// What a remark is about, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What was lost or doubtful while opening and reading.
    Notice,
    /// Cells that a second reading has otherwise.
    SecondReading,
    /// Places of the report that contradict each other.
    Disagreement,
    /// A table: edition, place, how much of it was read.
    Table,
    /// Characters inside a table that belong to no cell.
    Leftover,
    /// A section of the report.
    Section,
}

impl Topic {
    /// All topics in their order.
    pub const ALL: [Self; 6] = [
        Self::Notice,
        Self::SecondReading,
        Self::Disagreement,
        Self::Table,
        Self::Leftover,
        Self::Section,
    ];
}

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub topic: Topic,
    /// The sentence.
    pub text: Said,
    /// The cell it is about, if it is about one.
    pub cell: Option<CellKey>,
    /// The place it speaks of, if it has one.
    pub span: Option<Span>,
    /// Whether the reviewer has to look at it; the others only say how things are.
    pub is_open: bool,
}

/// All remarks by topic, in text order; those on a `second` reading in the order of the form.
#[must_use]
pub fn remarks(session: &Session, second: Option<&SecondReading>) -> Vec<Remark> {
    let mut remarks = notices(session);
    remarks.extend(stranded(session));
    remarks.extend(
        second
            .into_iter()
            .flat_map(|second| differences(session, second)),
    );
    remarks.extend(disagreements(session));
    remarks.extend(TableId::ALL.map(|table| table_remark(session, table)));
    remarks.extend(leftovers(session));
    remarks.extend(section_remarks(session));
    remarks
}

fn notices(session: &Session) -> Vec<Remark> {
    let opening = session.source().notices.iter();
    let all = opening.chain(&session.reading().notices);
    all.map(|text| Remark {
        topic: Topic::Notice,
        text: text.clone(),
        cell: None,
        span: None,
        is_open: true,
    })
    .collect()
}

/// Decisions about cells that the tables do not have as they stand now.
fn stranded(session: &Session) -> Vec<Remark> {
    let remark = |(cell, decision): (&CellKey, &Decision)| Remark {
        topic: Topic::Notice,
        text: {
            let place = name::place(session.sheet(), cell);
            let value = name::value(decision.value);
            Said::new(
                format!(
                    "{place}：审定为 {value}，但现在的表里没有这一格。审定保留在文件里，不计入数据；如果表的版式认错了，请改正版式。"
                ),
                format!(
                    "{}: decided to be {}, but the tables do not have this cell now. The decision stays in the file but is not part of the data; if the edition of the table is wrong, correct it.",
                    place.english, value.english
                ),
            )
        },
        cell: None,
        span: None,
        is_open: true,
    };
    session.stranded().map(remark).collect()
}

/// What a second reading has otherwise, and how much of it is the same.
fn differences(session: &Session, second: &SecondReading) -> Vec<Remark> {
    let compared = second.compare(session);
    let n_differences = compared.differences.len();
    let mut text = said!(
        "用 {} 再读：比较 {} 格，{n_differences} 格不同。",
        "Read again from {}: {} cells compared, {n_differences} differ.",
        second.file,
        compared.n_compared
    );
    if compared.n_missing > 0 {
        text.push(&said!(
            "另有 {} 格再读时没有读到，没有比较。",
            " {} more gave no content in the second reading and were not compared.",
            compared.n_missing
        ));
    }
    let summary = Remark {
        topic: Topic::SecondReading,
        text,
        cell: None,
        span: None,
        is_open: false,
    };
    let differences = compared.differences.into_iter().map(|difference| {
        let quoted = |printed: &str| match printed.trim() {
            "" => Said::new("空白", "blank"),
            printed => Said::same(format!("“{printed}”")),
        };
        let place = name::place(session.sheet(), &difference.cell);
        let (first, other) = (quoted(&difference.first), quoted(&difference.second));
        let found = session.reading().cell(&difference.cell);
        Remark {
            topic: Topic::SecondReading,
            text: Said::new(
                format!("{place}：此处读为{first}，再读为{other}。"),
                format!(
                    "{}: read as {}, read again as {}.",
                    place.english, first.english, other.english
                ),
            ),
            span: found.and_then(|found| found.spans.first().copied()),
            is_open: difference.is_open,
            cell: Some(difference.cell),
        }
    });
    differences.chain([summary]).collect()
}

fn disagreements(session: &Session) -> Vec<Remark> {
    let heading = session.reading().heading.disagreements.iter();
    let of_heading = heading.map(|it| (it.said.clone(), None, true));
    let statements = statements(session).into_iter();
    let of_prose = statements
        .filter(|statement| statement.standing == Comparison::Disagrees)
        .map(|statement| {
            let judged = statement.finding.and_then(|key| session.judgement(&key));
            (statement.text, Some(statement.span), judged.is_none())
        });
    of_heading
        .chain(of_prose)
        .map(|(text, span, is_open)| Remark {
            topic: Topic::Disagreement,
            text,
            cell: None,
            span,
            is_open,
        })
        .collect()
}

fn table_remark(session: &Session, table: TableId) -> Remark {
    let reading = session.reading();
    let (name, in_english) = (table.short_name(), table.english_name());
    let edition = session.sheet().editions.get(&table);
    let Some(edition) = edition else {
        return Remark {
            topic: Topic::Table,
            text: Said::new(
                format!("{name}：没有找到，它的单元格没有数值，不计为 0。"),
                format!(
                    "{in_english}: not found; its cells have no values and are not counted as 0."
                ),
            ),
            cell: None,
            span: None,
            is_open: true,
        };
    };
    let title = catalogue::table(*edition, table).map_or("", |spec| &spec.title);
    let cells = session.sheet().cells.iter();
    let values: Vec<Value> = cells
        .filter(|(cell, _)| cell.table == table)
        .map(|(_, value)| *value)
        .collect();
    let n_read = values.iter().filter(|value| !value.is_unread()).count();
    let n_cells = values.len();
    let evidence = reading.edition_evidence.get(&table);
    let evidence = evidence.cloned().unwrap_or_default();
    Remark {
        topic: Topic::Table,
        text: Said::new(
            format!("{name} {title}：{edition} 年版，识读 {n_read} / {n_cells} 格。{evidence}"),
            format!(
                "{in_english}: edition of {edition}, {n_read} of {n_cells} cells read. {}",
                evidence.english
            ),
        ),
        cell: None,
        span: reading.extent(table),
        is_open: n_read < n_cells,
    }
}

fn leftovers(session: &Session) -> Vec<Remark> {
    let mut leftovers: Vec<Remark> = session
        .reading()
        .leftovers
        .iter()
        .map(|left| Remark {
            topic: Topic::Leftover,
            text: Said::new(
                format!("{}：“{}”不属于任何一格", left.table.short_name(), left.text),
                format!(
                    "{}: “{}” belongs to no cell",
                    left.table.english_name(),
                    left.text
                ),
            ),
            cell: None,
            span: Some(left.span),
            is_open: true,
        })
        .collect();
    leftovers.sort_by_key(|remark| remark.span);
    leftovers
}

/// The sections in the official order, each where its heading stands first.
fn section_remarks(session: &Session) -> Vec<Remark> {
    let found = &session.reading().heading.sections;
    let remark = |number: usize| {
        let own = found
            .iter()
            .find(|section| usize::from(section.number) == number);
        let title = sections::title(number);
        let in_english = sections::english(number);
        let text = match own {
            Some(_) => Said::new(title, in_english),
            None => Said::new(
                format!("{title}：没有找到标题，可能缺少这一部分，或者标题受损。"),
                format!("{in_english}: no heading was found; it may be missing or damaged."),
            ),
        };
        Remark {
            topic: Topic::Section,
            text,
            cell: None,
            span: own.map(|section| section.span),
            is_open: own.is_none(),
        }
    };
    (1..=sections::TITLES.len()).map(remark).collect()
}
