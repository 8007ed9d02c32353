//! The compact form of tables: of each row the beginning of its label, then its values, each in the column it was read in.
//!
//! Nothing of the text is left out: what is not shown takes no room, so that finding, marking and copying go on as before.

use crate::app::source::line::{SourceLine, columns, is_break};
use crate::app::source::row_parts::RowParts;
use crate::source::Span;

/// Columns of the grid that a label is given.
const LABEL: usize = 20;

/// Empty columns between values.
const GAP: usize = 2;

/// A column of values is given at least and at most so many: seven columns behind a label fit beside the tables.
const NARROWEST: usize = 3;
const WIDEST: usize = 6;

/// Of so many values, all but one have room in their columns; a wider one moves those behind it.
const ONE_IN: usize = 20;

/// Columns of the grid that the number of a row takes at most.
const NUMBER: usize = 6;

/// Sets these lines, which are of one table, in the compact form.
pub(super) fn set(text: &str, parts: &RowParts, lines: Vec<&mut SourceLine>) {
    let tokens: Vec<Vec<Token>> = lines.iter().map(|line| tokens(text, parts, line)).collect();
    let mut widths: Vec<usize> = tokens.iter().flatten().map(|token| token.width).collect();
    widths.sort_unstable();
    let most = widths.len() - (widths.len() / ONE_IN).min(widths.len());
    let width = most.checked_sub(1).and_then(|at| widths.get(at).copied());
    let width = width.unwrap_or(0).clamp(NARROWEST, WIDEST) + GAP;
    for (line, tokens) in lines.into_iter().zip(&tokens) {
        if !tokens.is_empty() {
            set_line(text, line, tokens, width);
        }
    }
}

/// Something printed where values stand.
struct Token {
    span: Span,
    /// Columns of the grid it takes.
    width: usize,
    /// The column of the table it stands in, from 0.
    column: usize,
}

/// What stands behind the label of a line; what was read goes where it was read, anything else behind the one before.
fn tokens(text: &str, parts: &RowParts, line: &SourceLine) -> Vec<Token> {
    let Some(figures) = line.figures else {
        return Vec::new();
    };
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = figures;
    for piece in Span::new(figures, line.span.end()).of(text).split(is_break) {
        let span = Span::new(start, start + piece.len());
        start = span.end()
            + text
                .get(span.end()..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        if piece.is_empty() {
            continue;
        }
        let next = tokens.last().map_or(0, |token| token.column + 1);
        tokens.push(Token {
            span,
            width: piece.chars().map(columns).sum(),
            column: parts.place(span).unwrap_or(next),
        });
    }
    tokens
}

fn set_line(text: &str, line: &mut SourceLine, tokens: &[Token], width: usize) {
    line.leads.clear();
    line.hidden.clear();
    let mut at = 0_usize;
    let mut shown_to = line.span.start();
    let mut show = |span: Span, hidden: &mut Vec<Span>| {
        hidden.push(Span::new(shown_to, span.start()));
        shown_to = span.end();
    };
    if let Some(label) = line.label {
        let whole = numbered(text, line.span, label);
        let label = beginning(text, whole);
        line.cut = (label != whole)
            .then(|| last_character(text, label))
            .flatten();
        show(label, &mut line.hidden);
        at = label.of(text).chars().map(columns).sum();
    }
    for token in tokens {
        let end = LABEL + (token.column + 1) * width;
        let lead = end.saturating_sub(at + token.width).max(1);
        line.leads.insert(token.span.start(), lead);
        show(token.span, &mut line.hidden);
        at += lead + token.width;
    }
    line.hidden.push(Span::new(shown_to, line.span.end()));
    line.hidden.retain(|span| !span.is_empty());
}

/// The label with the number that stands before it, apart: `（七）` before `总计`.
fn numbered(text: &str, line: Span, label: Span) -> Span {
    let before = Span::new(line.start(), label.start()).of(text);
    let number = before.trim_end_matches(is_break);
    let start = number.trim_end_matches(|c| !is_break(c)).len();
    let number = number.get(start..).unwrap_or_default();
    if number.is_empty() || number.chars().map(columns).sum::<usize>() > NUMBER {
        return label;
    }
    Span::new(line.start() + start, label.end())
}

/// Where the last character of a label stands.
fn last_character(text: &str, label: Span) -> Option<Span> {
    let last = label.of(text).chars().next_back()?;
    Some(Span::new(label.end() - last.len_utf8(), label.end()))
}

/// As much of a label as has room.
fn beginning(text: &str, label: Span) -> Span {
    let mut width = 0;
    let cut = label.of(text).char_indices().find(|(_, c)| {
        width += columns(*c);
        width > LABEL
    });
    let end = cut.map_or(label.end(), |(at, _)| label.start() + at);
    Span::new(label.start(), end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Reading;

    /// The line as it is shown, each lead as dots, without what takes no room.
    fn shown(text: &str, line: &SourceLine) -> String {
        let chars = line.span.of(text).char_indices();
        let chars = chars.map(|(at, c)| (line.span.start() + at, c));
        let chars = chars.filter(|(at, _)| !line.is_hidden(*at));
        let shown = chars.map(|(at, c)| {
            let lead = line.leads.get(&at).copied().unwrap_or(0);
            format!("{}{c}", ".".repeat(lead))
        });
        shown.collect()
    }

    #[test]
    fn values_stand_behind_the_beginning_of_the_label_whatever_parts_them() {
        let long = "其他".repeat(9);
        let text = format!("| 规章 | 0 | 312 |\n{long}    1\t4\n没有数");
        let parts = RowParts::of(&Reading::default());
        let mut start = 0;
        let mut lines: Vec<SourceLine> = Vec::new();
        for line in text.split('\n') {
            let mut own = SourceLine::new(Span::new(start, start + line.len()));
            parts.find(&text, &mut own);
            start = own.span.end() + 1;
            lines.push(own);
        }
        set(&text, &parts, lines.iter_mut().collect());
        let shown: Vec<String> = lines.iter().map(|line| shown(&text, line)).collect();
        let label = "其他".repeat(5);
        let expected = [
            format!("规章{}0..312", ".".repeat(20)),
            format!("{label}....1....4"),
            "没有数".to_owned(),
        ];
        assert_eq!(shown, expected);
        let cut = lines[1].cut.unwrap();
        assert_eq!(cut.end(), lines[1].span.start() + label.len());
        assert_eq!(lines[0].cut, None);
    }

    #[test]
    fn the_number_of_a_row_stands_before_its_label() {
        let check = |before: &str, expected: &str| {
            let text = format!("{before}总计");
            let label = Span::new(before.len(), text.len());
            let whole = Span::new(0, text.len());
            assert_eq!(numbered(&text, whole, label).of(&text), expected);
        };
        check("", "总计");
        check("（七）", "（七）总计");
        check("结果 | (七) ", "(七) 总计");
        check("三、本年度办理结果 ", "总计");
    }
}
