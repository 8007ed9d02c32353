//! What was read from a source: the result of [`crate::read::read`], which never changes afterwards.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellKey, EditionId, RowKey, Sheet, TableId};
use crate::read::doubt::{self, Doubt, Open};
use crate::read::fold::fold;
use crate::read::method::Method;
use crate::read::token::classify;
use crate::read::vocabulary;
use crate::said::Said;
use crate::source::Span;
use crate::value::Value;

/// Everything read from one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The tables found, each with its edition. A table that is missing has no entry.
    pub editions: BTreeMap<TableId, EditionId>,
    /// Why each table was taken for that edition, as a sentence for the reviewer.
    pub edition_evidence: BTreeMap<TableId, Said>,
    /// The rows of each found table in printed order: the official rows, and sub-rows the report added.
    pub rows: BTreeMap<TableId, Vec<RowKey>>,
    /// The rows of each table whose numbers were put into columns by inference: they may be those of other cells of
    /// the same row.
    pub inferred_rows: BTreeMap<TableId, Vec<RowKey>>,
    /// The tables whose numbers stand apart from their labels, and either break many of the form's equations where they
    /// were put, or were dealt to the rows by these equations: their rows and columns are guesses.
    pub unaligned: BTreeSet<TableId>,
    /// The tables whose edition nothing in the text shows: that of another table, or the older one, was taken.
    pub assumed: BTreeSet<TableId>,
    /// Every cell of every found table, cells that could not be found included (as [`Value::Absent`]).
    pub cells: BTreeMap<CellKey, Found>,
    /// Where the labels of rows, columns and tables stand.
    pub labels: Vec<LabelPlace>,
    /// How much of each found table was read.
    pub coverage: BTreeMap<TableId, Coverage>,
    /// Tokens that stand inside a table and that no cell claimed.
    pub leftovers: Vec<Leftover>,
    /// Office, year and statistics period.
    pub heading: Heading,
    /// What the reviewer should know about the reading, as sentences.
    pub notices: Vec<Said>,
}

impl Reading {
    /// The cell as found; `None` when its table was not found or has no such cell.
    #[must_use]
    pub fn cell(&self, key: &CellKey) -> Option<&Found> {
        self.cells.get(key)
    }

    /// Whether the reader was not sure of the cell, or of all its table, and it still holds what was read.
    #[must_use]
    pub fn is_doubtful(&self, key: &CellKey, value: Value) -> bool {
        let found = self.cell(key);
        let is_in_doubt =
            |found: &Found| found.is_doubtful() || self.unaligned.contains(&key.table);
        found.is_some_and(|found| is_in_doubt(found) && found.value == value)
    }

    /// Whether the cell holds something else than was read.
    #[must_use]
    pub fn is_replaced(&self, key: &CellKey, value: Value) -> bool {
        let read = self.cell(key).map_or(Value::Absent, |found| found.value);
        read != value
    }

    /// The values as read, before any decision of a reviewer.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let values = self.cells.iter();
        Sheet {
            editions: self.editions.clone(),
            rows: self.rows.clone(),
            cells: values
                .map(|(key, found)| (key.clone(), found.value))
                .collect(),
        }
    }

    /// What stands outside the tables, in text order: the lines between them, less what labels and cells stand in.
    #[must_use]
    pub fn prose(&self, text: &str) -> Vec<Span> {
        let mut tables: Vec<Span> = self
            .coverage
            .keys()
            .filter_map(|table| Some((*table, self.extent(*table)?)))
            .map(|(table, extent)| with_labels_behind(text, extent, table))
            .collect();
        tables.sort_unstable();
        let mut prose = Vec::new();
        let mut start = 0;
        for table in tables {
            if start < table.start() {
                prose.push(Span::new(start, table.start()));
            }
            start = start.max(table.end());
        }
        if start < text.len() {
            prose.push(Span::new(start, text.len()));
        }
        let without_rows = |span: Span| without_rows(text, span);
        prose.into_iter().flat_map(without_rows).collect()
    }

    /// From the first label or cell of a table to the last.
    #[must_use]
    pub fn extent(&self, table: TableId) -> Option<Span> {
        let labels = self.labels.iter().filter(|label| label.table == table);
        let cells = self.cells.iter().filter(|(key, _)| key.table == table);
        let leftovers = self.leftovers.iter().filter(|left| left.table == table);
        labels
            .map(|label| label.span)
            .chain(cells.flat_map(|(_, found)| found.spans.iter().copied()))
            .chain(leftovers.map(|left| left.span))
            .reduce(Span::cover)
    }
}

/// Fewest cells with nothing but a number in them that make a line a row of a table.
const CELLS_OF_ROW: usize = 4;

/// `span` without the lines that are rows of a table, such as those of a second print: their labels are no prose.
fn without_rows(text: &str, span: Span) -> Vec<Span> {
    let mut kept: Vec<Span> = Vec::new();
    let mut start = span.start();
    for line in span.of(text).split_inclusive('\n') {
        let own = Span::new(start, start + line.len());
        start = own.end();
        let cells = line.split(['\t', '|']).map(str::trim);
        if cells.filter(|cell| is_number(cell)).count() >= CELLS_OF_ROW || is_line_of_heads(line) {
            continue;
        }
        match kept.last_mut() {
            Some(last) if last.end() == own.start() => *last = last.cover(own),
            _ => kept.push(own),
        }
    }
    kept
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the cells of a line are labels of the form, but for the numbers that a program gave rows and columns.
fn is_line_of_heads(line: &str) -> bool {
    let is_head = |cell: &str| {
        let folded = fold(cell);
        let has_digits = cell.contains(|c: char| c.is_ascii_digit());
        let tables = TableId::ALL.into_iter().filter_map(vocabulary::of_table);
        let mut covered = tables.map(|words| words.coverage(&folded));
        !has_digits && folded.len() > 1 && covered.any(|share| share >= LABEL_LINE)
    };
    let cells = line
        .split(['\t', '|', ','])
        .map(|cell| cell.trim().trim_matches('"'));
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    let n_heads = cells.iter().filter(|cell| is_head(cell)).count();
    let n_numbers = cells.iter().filter(|cell| is_number(cell)).count();
    n_heads >= CELLS_OF_ROW && n_heads + n_numbers == cells.len()
}

/// The extent of a table with the lines behind it that hold nothing but labels of its form: text taken from a page may
/// print labels behind the numbers of their rows.
fn with_labels_behind(text: &str, extent: Span, table: TableId) -> Span {
    let Some(words) = vocabulary::of_table(table) else {
        return extent;
    };
    let rest = text.get(extent.end()..).unwrap_or("");
    let mut end = extent.end();
    let mut at = end;
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let folded = fold(line);
        // What stands behind the last cell on its own line belongs to that line.
        let is_label = number > 0 && folded.len() > 1 && words.coverage(&folded) >= LABEL_LINE;
        let is_nothing = number == 0 || folded.iter().all(char::is_ascii_digit);
        let is_mark = is_nothing && line.chars().count() < MARK_MOST;
        if !is_label && !is_mark {
            break;
        }
        at += line.len();
        if is_label {
            end = at;
        }
    }
    Span::new(extent.start(), end)
}

/// Share of a line's characters that are the form's, in thousandths, from which on it is a label.
const LABEL_LINE: usize = 900;
/// Characters of the longest line that may be a page number between labels.
const MARK_MOST: usize = 20;

/// One cell as found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The characters of the spans as they stand, notes and units included; empty for blank and absent cells.
    pub printed: String,
    /// What they mean.
    pub value: Value,
    /// The unit printed in the cell or in the column's label, such as 万元; `None` if none is printed.
    pub unit: Option<String>,
    /// Where the characters stand; one, possibly empty, for a blank cell; none for an absent one.
    pub spans: Vec<Span>,
    /// What makes glyphs or place uncertain; empty where the reader is sure.
    pub doubts: Vec<Doubt>,
    /// How it came to its cell.
    pub method: Method,
}

impl Found {
    /// A cell that does not stand in the text.
    #[must_use]
    pub fn absent() -> Self {
        Self {
            printed: String::new(),
            value: Value::Absent,
            unit: None,
            spans: Vec::new(),
            doubts: Vec::new(),
            method: Method::default(),
        }
    }

    /// Whether the number, where the reader is sure of it, is the one that the characters say.
    #[must_use]
    pub fn follows_from_printed(&self) -> bool {
        let Some(number) = self.value.number() else {
            return true;
        };
        let said = || classify(&self.printed).and_then(|token| token.value.number());
        self.doubt().is_some() || said() == Some(number)
    }

    /// Whether something about it is uncertain.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        !self.doubts.is_empty()
    }

    /// The reasons for doubt as a sentence, if there are any.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        doubt::sentence(&self.doubts)
    }

    /// The first doubt about which digits are printed.
    #[must_use]
    pub fn glyph_doubt(&self) -> Option<&Doubt> {
        self.doubts.iter().find(|doubt| doubt.open() == Open::Glyph)
    }

    /// The first doubt about the cell they belong to.
    #[must_use]
    pub fn place_doubt(&self) -> Option<&Doubt> {
        self.doubts.iter().find(|doubt| doubt.open() != Open::Glyph)
    }
}

/// A label of the form found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelPlace {
    /// The table it belongs to.
    pub table: TableId,
    /// The row it names; `None` for headings and column labels.
    pub row: Option<RowKey>,
    /// Where it stands; a label broken over lines has one place per piece.
    pub span: Span,
}

/// How much of a table was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Rows found, and rows the table should have.
    pub rows: (usize, usize),
    /// Cells read (not unreadable, not absent), and cells the table should have.
    pub cells: (usize, usize),
    /// First and last line of the table in the text, from 1.
    pub lines: (usize, usize),
}

/// A token inside a table that no cell claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The table it stands in.
    pub table: TableId,
    /// The token.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What the report says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The office that published the report.
    pub office: Option<Stated>,
    /// The report year, such as `2019`.
    pub year: Option<Stated>,
    /// The statistics period as printed, such as 2019年1月1日至12月31日.
    pub period: Option<Stated>,
    /// Headings of the six sections, in text order.
    pub sections: Vec<Section>,
    /// Witnesses that disagree, such as a title of 2019 and a period of 2020.
    pub disagreements: Vec<Disagreement>,
}

/// A witness of office, year or period that does not bear out what was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// What it is about.
    pub about: Disputed,
    /// What the reviewer is told.
    pub said: Said,
}

impl Disagreement {
    /// A witness that speaks of `about`.
    #[must_use]
    pub fn new(about: Disputed, said: Said) -> Self {
        Self { about, said }
    }
}

/// What witnesses disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// The office.
    Office,
    /// The office, which only the address for questions tells.
    OfficeUntold,
    /// The year, which title, text or signature tell otherwise.
    Year,
    /// The year, which the statistics period tells otherwise.
    YearOfPeriod,
    /// The year, which neither title nor text tell.
    YearUntold,
    /// The statistics period, which covers two years.
    PeriodOfTwoYears,
}

impl Disputed {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Office,
        Self::OfficeUntold,
        Self::Year,
        Self::YearOfPeriod,
        Self::YearUntold,
        Self::PeriodOfTwoYears,
    ];

    /// What it is called in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::OfficeUntold => "office-untold",
            Self::Year => "year",
            Self::YearOfPeriod => "year-of-period",
            Self::YearUntold => "year-untold",
            Self::PeriodOfTwoYears => "period-of-two-years",
        }
    }
}

/// Something the report states, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The text, with white space removed and a broken line joined.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
}

/// The heading of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Number in the official order, 1 to 6.
    pub number: u8,
    /// Where the heading stands.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_numbers_are_no_prose_wherever_they_stand() {
        let text = "收到3件。\n不予公开\t1、国家秘密\t0\t0\t12\t0\n| 规章 | 1 | 2 | 3 | 4 |\n甲\t1\t2\n终。";
        let prose = Reading::default().prose(text);
        let prose: Vec<&str> = prose.iter().map(|span| span.of(text)).collect();
        assert_eq!(prose, ["收到3件。\n", "甲\t1\t2\n终。"]);
    }
}
