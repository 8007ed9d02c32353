//! What a table holds besides the cells of the form: columns under heads that are none of its own (行次, 小计, 上年总计), the
//! numbers of the columns, and the rows of another year. None of it is read, so that it takes no cell's place; what may
//! be a figure is told.

use std::collections::BTreeSet;

use crate::form::catalogue::Edition;
use crate::form::schema::{Layout, TableSpec};
use crate::form::{TableId, catalogue};
use crate::read::heads::{self, Heads, PAST, PRESENT};
use crate::read::pieces::{Cut, Line, LineKind, Piece};
use crate::said::{Said, said};
use crate::source::Span;

/// Columns that must be numbered, or the line is none of numbers of columns.
const NUMBERED_LEAST: usize = 3;

/// The same where no label says so.
const UNLABELLED_LEAST: usize = 6;

/// Rows of each year that make a table one of two years.
const ROWS_LEAST: usize = 2;

/// Labels of the line that numbers the columns.
const NUMBERS: [&str; 9] = [
    "栏次", "列次", "栏号", "列号", "行次", "序号", "编号", "甲", "甲乙",
];

/// Labels of rows that hold this year against another.
const COMPARED: [&str; 8] = [
    "上年同期",
    "增减",
    "同比",
    "同比增减",
    "比上年增减",
    "较上年增减",
    "增减率",
    "增减量",
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
            "Rows of a table that hold figures of earlier years and were not read: {n_rows}."
        ));
    }
    let lone = labels_of_next(cut, &past, &years);
    cut.pieces.retain(|piece| {
        let is_out = is_in(piece, &columns) || is_in(piece, &years);
        let is_kept = lone.contains(&piece.line) && piece.token().is_none();
        !is_out && !numbers.contains(&piece.line) && (is_kept || !past.contains(&piece.line))
    });
    for piece in cut
        .pieces
        .iter_mut()
        .filter(|piece| lone.contains(&piece.line))
    {
        piece.line += 1;
    }
    notices
}

/// The lines of another year whose label is that of the line behind as well, which has none: one cell over both.
fn labels_of_next(
    cut: &Cut,
    past: &BTreeSet<usize>,
    years: &BTreeSet<(usize, usize)>,
) -> BTreeSet<usize> {
    let mut labelled = BTreeSet::new();
    for piece in &cut.pieces {
        if piece.token().is_none() && !years.contains(&(piece.line, piece.field)) {
            labelled.insert(piece.line);
        }
    }
    let is_lone = |line: &&usize| {
        labelled.contains(*line)
            && !past.contains(&(**line + 1))
            && !labelled.contains(&(**line + 1))
    };
    past.iter().filter(is_lone).copied().collect()
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
    let is_known = |head: &[char]| {
        let mut tables = tables.iter();
        tables.any(|spec| heads::names_column(head, spec) || heads::is_like_column(head, spec))
    };
    // Where rows stand side by side, the heads of one are foreign to the next.
    let below_each_other = tables.iter().filter(|spec| spec.layout != Layout::Flat);
    for spec in below_each_other {
        fields.extend(Heads::of(cut, &cut.pieces, spec).besides(spec, &is_known));
    }
    fields
}

/// The lines of a grid that number the columns and hold nothing else: 栏次 1 2 3, ① ② ③, 7=1+2.
fn numbers_of_columns(text: &str, cut: &Cut) -> BTreeSet<usize> {
    let numbers = |line: &Line| {
        let cells = line.fields.iter().map(|field| field.of(text).trim());
        let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
        let has_label = cells.next_if(|cell| NUMBERS.contains(cell)).is_some();
        let numbers: Option<Vec<u32>> = cells.map(column_number).collect();
        let least = if has_label {
            NUMBERED_LEAST
        } else {
            UNLABELLED_LEAST
        };
        line.kind == LineKind::Grid
            && numbers.is_some_and(|numbers| {
                let first = numbers.first().copied().unwrap_or(2);
                let counts = numbers.iter().zip(first..).all(|(number, n)| *number == n);
                numbers.len() >= least && first < 2 && counts
            })
    };
    let lines = cut.lines.iter().enumerate();
    lines
        .filter(|(_, line)| numbers(line))
        .map(|(at, _)| at)
        .collect()
}

/// The number of a column: `3`, `③`, or `7=1+2`.
fn column_number(cell: &str) -> Option<u32> {
    let mut characters = cell.chars();
    if let (Some(c @ '①'..='⑳'), None) = (characters.next(), characters.next()) {
        return Some(u32::from(c) - u32::from('①') + 1);
    }
    let digits = cell.split(['=', '＝']).next()?;
    let is_formula = |c: char| c.is_ascii_digit() || "+-=＋－＝… ".contains(c);
    digits.parse().ok().filter(|_| cell.chars().all(is_formula))
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
    let bare = columns_of_years(text, cut);
    let named: Vec<(usize, usize, Year)> = fields
        .filter_map(|(line, field, span)| {
            let is_bare = bare.contains(&field);
            Some((line, field, Year::of(span, text, is_bare)?))
        })
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

/// Of the first two columns of the grids, those in which nothing but years stand beside numbers, of two years at least.
fn columns_of_years(text: &str, cut: &Cut) -> BTreeSet<usize> {
    let is_year = |word: &str| {
        let word = word.trim_end_matches('年');
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
    };
    let has_number = |line: &Line, field: usize| {
        let behind = line.fields.get(field + 1..).unwrap_or(&[]).iter();
        behind
            .clone()
            .any(|span| span.of(text).contains(|c: char| c.is_ascii_digit()))
    };
    let is_of_years = |field: &usize| {
        let lines = cut.lines.iter().filter(|line| line.kind == LineKind::Grid);
        let lines =
            lines.filter(|line| line.fields.len() > NUMBERED_LEAST && has_number(line, *field));
        let words = lines.filter_map(|line| line.fields.get(*field));
        let words: Vec<&str> = words.map(|span| span.of(text).trim()).collect();
        let years: BTreeSet<&&str> = words.iter().filter(|word| is_year(word)).collect();
        let n_years = words.iter().filter(|word| is_year(word)).count();
        n_years >= 2 * ROWS_LEAST && n_years == words.len() && years.len() > 1
    };
    (0..2).filter(is_of_years).collect()
}

/// What a field says that names nothing but a year.
enum Year {
    Present,
    Past,
    Number(u16),
}

impl Year {
    /// A number without 年 may be a figure, but in a column of nothing else (`is_bare`).
    fn of(span: Span, text: &str, is_bare: bool) -> Option<Self> {
        let word = span.of(text).trim().trim_matches('*');
        let word = word.trim_end_matches('数').trim_end_matches('度');
        if PRESENT.iter().any(|own| own.trim_end_matches('度') == word) {
            return Some(Self::Present);
        }
        if PAST.contains(&word) || COMPARED.contains(&word) {
            return Some(Self::Past);
        }
        let number = match word.strip_suffix('年') {
            None if is_bare => word,
            number => number?,
        };
        let is_year = number.len() == 4 && number.starts_with("20");
        is_year.then(|| number.parse().ok().map(Self::Number))?
    }
}
