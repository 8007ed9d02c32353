//! What of a line of a table names its row, and where its values begin: as it was read, else by the look of its tokens.

use std::collections::BTreeMap;

use crate::app::source::line::{SourceLine, is_break};
use crate::form::catalogue;
use crate::read::Reading;
use crate::source::Span;

/// Where the reader found the labels of rows and the values.
pub(super) struct RowParts {
    /// Where a label of a row begins, and the label; ascending.
    labels: BTreeMap<usize, Span>,
    /// Where a value begins, and the place of its cell in its row, from 0; `None` for a token that no cell claimed.
    values: BTreeMap<usize, Option<usize>>,
}

impl RowParts {
    /// What was read.
    pub(super) fn of(reading: &Reading) -> Self {
        let labels = reading.labels.iter().filter(|label| label.row.is_some());
        let labels = labels.map(|label| (label.span.start(), label.span));
        let left = reading
            .leftovers
            .iter()
            .map(|left| (left.span.start(), None));
        let mut values: BTreeMap<usize, Option<usize>> = left.collect();
        for (table, rows) in &reading.rows {
            let edition = reading.editions.get(table);
            let spec = edition.and_then(|edition| catalogue::table(*edition, *table));
            let cells = spec.map(|spec| spec.cells(*table, rows));
            let cells = cells.unwrap_or_default();
            for row in cells.chunk_by(|one, other| one.row == other.row) {
                for (place, cell) in row.iter().enumerate() {
                    let spans = reading.cell(cell).map(|found| found.spans.as_slice());
                    let spans = spans.unwrap_or_default().iter();
                    values.extend(spans.map(|span| (span.start(), Some(place))));
                }
            }
        }
        Self {
            labels: labels.collect(),
            values,
        }
    }

    /// The place in its row of the cell whose value begins within `token`; `None` where nothing was read there.
    pub(super) fn place(&self, token: Span) -> Option<usize> {
        let within = self.values.range(token.start()..token.end());
        within.into_iter().find_map(|(_, place)| *place)
    }

    /// Finds label and values of a line of a table.
    pub(super) fn find(&self, text: &str, line: &mut SourceLine) {
        let span = line.span;
        let first = self.values.range(span.start()..span.end()).next();
        let figures = first.map(|(start, _)| *start);
        let figures = figures.or_else(|| look_of_figures(text, span));
        line.figures = figures;
        let end = figures.unwrap_or(span.end());
        let named = self.labels.range(..end).next_back();
        let named = named
            .map(|(_, label)| Span::new(label.start().max(span.start()), label.end().min(end)));
        let named = named.filter(|label| !label.is_empty() && label.end() > span.start());
        line.label = named
            .or_else(|| Some(Span::new(span.start(), figures?)))
            .and_then(|label| trimmed(text, label));
    }
}

/// `span` without the white space and bars around what stands in it; `None` if nothing does.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let whole = span.of(text);
    let inner = whole.trim_start_matches(is_break);
    let start = span.start() + (whole.len() - inner.len());
    let len = inner.trim_end_matches(is_break).len();
    (len > 0).then(|| Span::new(start, start + len))
}

/// Where the figures at the end of a line begin, by their look; `None` where it does not end in any.
fn look_of_figures(text: &str, span: Span) -> Option<usize> {
    let whole = span.of(text);
    let mut end = whole.len();
    let mut figures = None;
    while end > 0 {
        let trimmed = whole.get(..end)?.trim_end_matches(is_break);
        let before = trimmed.trim_end_matches(|c| !is_break(c));
        let token = trimmed.get(before.len()..)?;
        if token.is_empty() || !token.chars().all(is_figure) {
            break;
        }
        figures = Some(span.start() + before.len());
        end = before.len();
    }
    figures
}

/// Characters of figures, of what is misread for them, and of dashes: none of a label.
fn is_figure(c: char) -> bool {
    c.is_ascii_alphanumeric() || "０１２３４５６７８９〇,.，．/／-—－―–_?？*".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::TableId;
    use crate::read::{LabelPlace, Leftover};

    #[track_caller]
    fn check_label(reading: &Reading, text: &str, expected: Option<&str>) {
        let mut line = SourceLine::new(Span::new(0, text.len()));
        RowParts::of(reading).find(text, &mut line);
        assert_eq!(line.label.map(|span| span.of(text)), expected, "{text}");
    }

    #[test]
    fn a_label_is_what_stands_before_the_figures() {
        let check = |text, expected| check_label(&Reading::default(), text, expected);
        check("规章\t0\t3\t0", Some("规章"));
        check("1. 属于国家秘密  0  0  l  4l7", Some("1. 属于国家秘密"));
        check("| （一）予以公开 | 9 | — |", Some("（一）予以公开"));
        check("一、本年新收 —— 1", Some("一、本年新收"));
        check("自然人 商业企业 总计", None);
        check("1 0 0 3", None);
        check("", None);
    }

    /// As it was read, a label ends where the first value begins, be that damaged, and the row's own one is named.
    #[test]
    fn what_was_read_names_the_row() {
        let text = "三、结果 规亭 口 0 己";
        let at = |part: &str| text.find(part).unwrap_or_default();
        let left = |part: &str| Leftover {
            table: TableId::Requests,
            text: part.to_owned(),
            span: Span::new(at(part), at(part) + part.len()),
        };
        let leftovers = vec![left("口"), left("己")];
        let reading = Reading {
            leftovers,
            ..Reading::default()
        };
        check_label(&reading, text, Some("三、结果 规亭"));
        let own = LabelPlace {
            table: TableId::Requests,
            row: Some(crate::form::RowKey::new("granted")),
            span: Span::new(at("规亭"), at("规亭") + "规亭".len()),
        };
        let reading = Reading {
            labels: vec![own],
            ..reading
        };
        check_label(&reading, text, Some("规亭"));
    }
}
