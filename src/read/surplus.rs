//! What a table holds besides the cells of the form: columns under heads that are none of its own (行次, 小计, 上年总计), the
//! numbers of the columns, and the rows of another year. None of it is read, so that it takes no cell's place; what may
//! be a figure is told.

use std::collections::BTreeSet;

use crate::form::catalogue::Edition;
use crate::form::schema::TableSpec;
use crate::form::{TableId, catalogue};
use crate::read::heads::{self, Heads, PAST, PRESENT};
use crate::read::pieces::{Cut, LineKind, Piece};
use crate::said::{Said, said};
use crate::source::Span;

/// Columns that must be numbered, or the line is none of numbers of columns.
const NUMBERED_LEAST: usize = 3;

/// Rows of each year that make a table one of two years.
const ROWS_LEAST: usize = 2;

/// Labels of the line that numbers the columns.
const NUMBERS: [&str; 9] = [
    "栏次", "列次", "栏号", "列号", "行次", "序号", "编号", "甲", "甲乙",
];

/// Takes out of `cut`, the pieces of `text`, what is none of the form's; gives what is said of it.
pub(super) fn drop(text: &str, cut: &mut Cut) -> Vec<Said> {
    let columns = columns_besides(cut);
    let numbers = numbers_of_columns(text, cut);
    let (past, years) = rows_of_years(text, cut);
    let mut notices = Vec::new();
    let is_in = |piece: &Piece, fields: &BTreeSet<(usize, usize)>| {
        fields.contains(&(piece.line, piece.field))
    };
    let figures = cut.pieces.iter().filter(|piece| piece.token().is_some());
    let n_figures = figures.filter(|piece| is_in(piece, &columns)).count();
    if n_figures > 0 {
        notices.push(said!(
            "表中有规定格式以外的栏（如行次、小计、上年数），其中 {n_figures} 个数没有读入。",
            "A table has columns that are none of the form's (numbers of rows, subtotals, the year before); {n_figures} figures in them were not read."
        ));
    }
    if !past.is_empty() {
        let n_rows = past.len();
        notices.push(said!(
            "表中有 {n_rows} 行是往年的数，没有读入。",
            "{n_rows} rows of a table are of another year and were not read."
        ));
    }
    cut.pieces.retain(|piece| {
        let is_out = is_in(piece, &columns) || is_in(piece, &years);
        !is_out && !numbers.contains(&piece.line) && !past.contains(&piece.line)
    });
    notices
}

/// The fields of rows under heads besides those of the form.
fn columns_besides(cut: &Cut) -> BTreeSet<(usize, usize)> {
    let mut fields = BTreeSet::new();
    let of_edition = |edition: &'static Edition| {
        TableId::ALL
            .into_iter()
            .filter_map(|table| edition.table(table))
    };
    let tables: Vec<&TableSpec> = catalogue::editions().iter().flat_map(of_edition).collect();
    let is_known = |head: &[char]| tables.iter().any(|spec| heads::names_column(head, spec));
    for spec in &tables {
        fields.extend(Heads::of(cut, &cut.pieces, spec).besides(spec, &is_known));
    }
    fields
}

/// The lines that number the columns and hold nothing else: 栏次 1 2 3.
fn numbers_of_columns(text: &str, cut: &Cut) -> BTreeSet<usize> {
    let lines = cut.pieces.chunk_by(|a, b| a.line == b.line);
    let numbers = |line: &&[Piece]| {
        let n_words = line
            .iter()
            .take_while(|piece| piece.token().is_none())
            .count();
        let (words, tokens) = line.split_at(n_words);
        let words: String = words.iter().map(|piece| piece.span.of(text)).collect();
        let mut counted = tokens.iter().zip(1_i64..);
        let counts = |(piece, n): (&Piece, i64)| {
            let number = piece.token().and_then(|token| token.value.number());
            number.and_then(crate::amount::Amount::to_i64) == Some(n)
        };
        tokens.len() >= NUMBERED_LEAST && NUMBERS.contains(&words.as_str()) && counted.all(counts)
    };
    lines
        .filter(numbers)
        .filter_map(|line| Some(line.first()?.line))
        .collect()
}

/// Of a table with rows of two years, the lines of the year before, and where the rows name their year.
fn rows_of_years(text: &str, cut: &Cut) -> (BTreeSet<usize>, BTreeSet<(usize, usize)>) {
    let fields = cut.lines.iter().enumerate().flat_map(|(number, line)| {
        let is_grid = line.kind == LineKind::Grid && line.fields.len() > NUMBERED_LEAST;
        let fields = line.fields.iter().take(2).enumerate();
        fields
            .filter(move |_| is_grid)
            .map(move |(field, span)| (number, field, *span))
    });
    let named: Vec<(usize, usize, Year)> = fields
        .filter_map(|(line, field, span)| Some((line, field, Year::of(span, text)?)))
        .collect();
    let last = named.iter().filter_map(|(_, _, year)| match year {
        Year::Number(year) => Some(*year),
        _ => None,
    });
    let last = last.max();
    let is_past = |year: &Year| match year {
        Year::Past => true,
        Year::Present => false,
        Year::Number(year) => Some(*year) != last,
    };
    let (past, present): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|(_, _, year)| is_past(year));
    if past.len() < ROWS_LEAST || present.len() < ROWS_LEAST {
        return Default::default();
    }
    let years = present.into_iter().map(|(line, field, _)| (line, field));
    (
        past.into_iter().map(|(line, ..)| line).collect(),
        years.collect(),
    )
}

/// What a field says that names nothing but a year.
enum Year {
    Present,
    Past,
    Number(u16),
}

impl Year {
    fn of(span: Span, text: &str) -> Option<Self> {
        let word = span.of(text).trim().trim_matches('*');
        let word = word.trim_end_matches('数').trim_end_matches('度');
        if PRESENT.iter().any(|own| own.trim_end_matches('度') == word) {
            return Some(Self::Present);
        }
        if PAST.contains(&word) {
            return Some(Self::Past);
        }
        // Without 年 it may be a figure.
        let number = word.strip_suffix('年')?;
        let is_year = number.len() == 4 && number.starts_with("20");
        is_year.then(|| number.parse().ok().map(Self::Number))?
    }
}
