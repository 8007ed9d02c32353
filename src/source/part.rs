//! A part of a source that is a report of its own: two reports stand in one file.

use std::ops::Range;

use crate::source::hash::sha256_hex;
use crate::source::place::Place;
use crate::source::seen::Seen;
use crate::source::{Grid, GridCell, Source, Span};

impl Source {
    /// What stands in `range` (bytes, on character boundaries) as a source of its own called `name`; it is identified by its
    /// text. Grids that lie in it go with it, and what is printed on its pages keeps their numbers. `None` where the range
    /// is not of the text.
    #[must_use]
    pub fn part(&self, range: Range<usize>, name: String) -> Option<Self> {
        let text = self.text.get(range.clone())?.to_owned();
        let within = |span: Span| {
            let is_in = span.start() >= range.start && span.end() <= range.end;
            is_in.then(|| Span::new(span.start() - range.start, span.end() - range.start))
        };
        // Pages stay as many as there are, so that their numbers stay; those outside hold nothing.
        let clipped = |span: &Span| {
            let start = span.start().clamp(range.start, range.end);
            let end = span.end().clamp(range.start, range.end);
            Span::new(start - range.start, end - range.start)
        };
        let grid = |grid: &Grid| {
            let cells = grid.cells.iter().map(|cell| {
                let span = within(cell.span)?;
                Some(GridCell { span, ..*cell })
            });
            cells
                .collect::<Option<Vec<_>>>()
                .map(|cells| Grid { cells })
        };
        let recognised = self.recognised.iter().map(clipped);
        Some(Self {
            name,
            sha256: sha256_hex(text.as_bytes()),
            format: self.format.clone(),
            encoding: self.encoding.clone(),
            grids: self.grids.iter().filter_map(grid).collect(),
            pages: self.pages.iter().map(clipped).collect(),
            recognised: recognised.filter(|span| !span.is_empty()).collect(),
            seen: self
                .seen
                .iter()
                .filter_map(|seen| {
                    let span = within(seen.span)?;
                    Some(Seen {
                        span,
                        ..seen.clone()
                    })
                })
                .collect(),
            places: self
                .places
                .iter()
                .filter_map(|place| {
                    let span = within(place.span)?;
                    Some(Place { span, ..*place })
                })
                .collect(),
            notices: self.notices.clone(),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_and_pages_go_with_their_text() {
        let text = "甲\t1\n乙\t2\n";
        let cell = |start: usize, len: usize| GridCell {
            row: 0,
            column: 0,
            row_span: 1,
            column_span: 1,
            span: Span::new(start, start + len),
        };
        let at = "甲\t1\n".len();
        let source = Source {
            name: "a.pdf".to_owned(),
            sha256: String::new(),
            format: "pdf".to_owned(),
            encoding: String::new(),
            text: text.to_owned(),
            grids: [0, at]
                .map(|start| Grid {
                    cells: vec![cell(start, 3), cell(start + 4, 1)],
                })
                .into(),
            pages: vec![Span::new(0, at), Span::new(at, text.len())],
            recognised: vec![Span::new(0, at)],
            seen: Vec::new(),
            places: Vec::new(),
            notices: Vec::new(),
        };
        let second = source.part(at..text.len(), "a.pdf（二）".to_owned());
        let second = second.unwrap();
        assert_eq!(second.text, "乙\t2\n");
        let [grid] = &second.grids[..] else {
            panic!("{:?}", second.grids)
        };
        let printed: Vec<&str> = grid
            .cells
            .iter()
            .map(|cell| cell.span.of(&second.text))
            .collect();
        assert_eq!(printed, ["乙", "2"]);
        // The second page stays the second.
        assert_eq!(second.pages, [Span::new(0, 0), Span::new(0, at)]);
        assert_eq!(second.recognised, []);
        assert_ne!(second.sha256, source.sha256);
        assert_eq!(source.part(1..2, String::new()), None);
    }
}
