//! The marks of sights are taken out of a text once it is written.

use hayro_interpret::kurbo::Rect;

use crate::source::Span;
use crate::source::seen::{Seen, Sight, number};
use crate::source::written::Written;

/// Takes the marks out of a text. `sights` are those of its pages, by page.
pub(crate) fn unmark(written: &mut Written, sights: &[Vec<Sight>]) -> Vec<Seen> {
    let by_number: Vec<(usize, &Sight)> = sights
        .iter()
        .enumerate()
        .flat_map(|(page, sights)| sights.iter().map(move |sight| (page, sight)))
        .collect();
    if by_number.is_empty() {
        return Vec::new();
    }
    let mut text = String::with_capacity(written.text.len());
    let mut seen = Vec::new();
    // Where a mark stood, in the text before, and how many bytes were taken out up to there.
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (at, c) in written.text.char_indices() {
        let Some(number) = number(c) else {
            text.push(c);
            continue;
        };
        let n_taken = taken.last().map_or(0, |(_, n_taken)| *n_taken);
        taken.push((at, n_taken + c.len_utf8()));
        if let Some((page, sight)) = by_number.get(number) {
            let start = start_of(&text, sight.n_characters);
            seen.push(Seen {
                span: Span::new(start, text.len()),
                page: *page,
                area: hundredths(sight.area),
                sureness: sight.sureness,
                others: sight.others.clone(),
                is_column_inferred: sight.is_column_inferred,
            });
        }
    }
    let moved = |offset: usize| {
        let before = taken.partition_point(|(at, _)| *at < offset);
        let n_taken = before.checked_sub(1).and_then(|last| taken.get(last));
        offset - n_taken.map_or(0, |(_, n_taken)| *n_taken)
    };
    let moved_span = |span: Span| Span::new(moved(span.start()), moved(span.end()));
    for cell in written.grids.iter_mut().flat_map(|grid| &mut grid.cells) {
        cell.span = moved_span(cell.span);
    }
    for page in &mut written.pages {
        *page = moved_span(*page);
    }
    for place in &mut written.places {
        place.span = moved_span(place.span);
    }
    written.text = text;
    seen
}

/// Where the last `n_characters` of a text begin, white space not counted.
fn start_of(text: &str, n_characters: usize) -> usize {
    let printed = text
        .char_indices()
        .rev()
        .filter(|(_, c)| !c.is_whitespace());
    let starts = printed.take(n_characters).map(|(at, _)| at);
    starts.last().unwrap_or(text.len())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut to the nearest number of its kind that there is"
)]
fn hundredths(area: Rect) -> [u32; 4] {
    [area.x0, area.y0, area.x1, area.y1].map(|value| (value * 100.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::seen::mark;
    use crate::source::{Grid, GridCell};

    #[test]
    fn marks_are_taken_out_and_spans_follow() {
        let sight = |n_characters, sureness| Sight {
            n_characters,
            sureness,
            ..Sight::default()
        };
        let marked = |number| mark(number).unwrap();
        let mut written = Written {
            text: format!("甲\t12{}\t3{}\n", marked(0), marked(1)),
            ..Written::default()
        };
        let end = written.text.len();
        let span = |start, end| GridCell {
            row: 0,
            column: 0,
            row_span: 1,
            column_span: 1,
            span: Span::new(start, end),
        };
        written.grids.push(Grid {
            cells: vec![span(4, 10), span(11, 16)],
        });
        written.pages.push(Span::new(0, end));
        let seen = unmark(&mut written, &[vec![sight(2, 900)], vec![sight(1, 400)]]);
        assert_eq!(written.text, "甲\t12\t3\n");
        let of = |span: Span| span.of(&written.text);
        let found: Vec<_> = seen
            .iter()
            .map(|seen| (of(seen.span), seen.page, seen.sureness))
            .collect();
        assert_eq!(found, [("12", 0, 900), ("3", 1, 400)]);
        let cells: Vec<_> = written.grids[0]
            .cells
            .iter()
            .map(|cell| of(cell.span))
            .collect();
        assert_eq!(cells, ["12", "3"]);
        assert_eq!(of(written.pages[0]), written.text);
    }
}
