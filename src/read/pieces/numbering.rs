//! Numbers of rows, which a program prints before each: `0,规章,3` behind `,0,1`. They are none of the report's.

use crate::read::pieces::furniture::is_rule;
use crate::source::Span;

/// Rows one behind the other that must count up where no numbers of columns stand above them.
const LEAST_ROWS: usize = 10;

/// Columns that must be numbered above rows that are.
const LEAST_COLUMNS: usize = 3;

/// The lines without the numbers of their rows, and none of a line that numbers the columns; `lines` are those of `text`.
pub(super) fn without(text: &str, lines: Vec<Span>) -> Vec<Span> {
    let mut some = lines.iter().filter_map(|line| number(text, *line));
    if some.nth(1).is_none() {
        return lines;
    }
    let is_printed = |at: &usize| {
        let content = lines.get(*at).map_or("", |line| line.of(text));
        !content.trim().is_empty() && !is_rule(content)
    };
    let printed: Vec<usize> = (0..lines.len()).filter(is_printed).collect();
    let numbered: Vec<Option<(usize, Span)>> = printed
        .iter()
        .map(|at| number(text, *lines.get(*at)?))
        .collect();
    let mut out = lines.clone();
    let mut first = 0;
    while let Some(start) = numbered.get(first) {
        let run = run(&numbered, first);
        let above = first.checked_sub(1).and_then(|above| printed.get(above));
        let above = above.filter(|at| {
            let line = lines.get(**at).map_or("", |line| line.of(text));
            start.is_some_and(|(number, _)| number <= 1) && numbers_columns(line)
        });
        let is_numbering = run >= LEAST_ROWS || (run > 1 && above.is_some());
        if is_numbering {
            for (at, number) in printed.iter().zip(&numbered).skip(first).take(run) {
                if let (Some(line), Some((_, rest))) = (out.get_mut(*at), number) {
                    *line = *rest;
                }
            }
            if let Some(line) = above.and_then(|at| out.get_mut(*at)) {
                *line = Span::new(line.end(), line.end());
            }
        }
        first += if is_numbering { run } else { 1 };
    }
    out
}

/// How many lines from `first` on count up by one.
fn run(numbered: &[Option<(usize, Span)>], first: usize) -> usize {
    let mut next = None;
    let counts = |line: &&Option<(usize, Span)>| {
        let Some((number, _)) = line else {
            return false;
        };
        let is_next = next.is_none_or(|next| next == *number);
        next = Some(number + 1);
        is_next
    };
    numbered.iter().skip(first).take_while(counts).count()
}

/// The number that a line begins with, and what stands behind it, with the border of its column.
fn number(text: &str, line: Span) -> Option<(usize, Span)> {
    let content = line.of(text).trim_start();
    let content = content.trim_start_matches(['|', '"']).trim_start();
    let behind = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = content.get(..content.len() - behind.len())?.parse().ok()?;
    let behind = behind.strip_prefix('"').unwrap_or(behind);
    let is_parted = behind.starts_with([' ', ',', '\t', '|']) && !behind.trim().is_empty();
    is_parted.then(|| (number, Span::new(line.end() - behind.len(), line.end())))
}

/// Whether a line counts columns from 0 or 1 on, behind the same letter or word if any (`V1 V2 V3`), and holds nothing else.
fn numbers_columns(line: &str) -> bool {
    let words = line.split([' ', ',', '\t', '|', '"']).map(str::trim);
    let mut columns = words
        .filter(|word| !word.is_empty())
        .map(|word| word.split_at(word.find(|c: char| c.is_ascii_digit()).unwrap_or(0)));
    let Some((name, first @ ("0" | "1"))) = columns.next() else {
        return false;
    };
    let mut n_columns = 1;
    for (next_name, column) in columns {
        if next_name != name || column.parse() != Ok(n_columns + usize::from(first == "1")) {
            return false;
        }
        n_columns += 1;
    }
    n_columns >= LEAST_COLUMNS && name.is_ascii()
}
