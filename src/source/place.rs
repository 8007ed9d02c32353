//! Where characters of the text are printed on their pages.

use std::collections::BTreeMap;

use crate::source::Span;

/// The whole width or height of a page, in the unit of [`Area`].
pub const WHOLE: u16 = u16::MAX;

/// A part of a page, its sides in 65,535ths of the width and height of the page, from its top left corner. So it holds
/// for the page drawn at any size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// From the left edge.
    pub left: u16,
    /// From the top edge.
    pub top: u16,
    /// Not before `left`.
    pub right: u16,
    /// Not before `top`.
    pub bottom: u16,
}

/// By how many quarters of a circle, clockwise, a page is turned: 0 to 3.
pub type Turn = u8;

impl Area {
    /// Where the area lies on its page once that is turned.
    #[must_use]
    pub fn turned(self, turn: Turn) -> Self {
        let Self {
            left,
            top,
            right,
            bottom,
        } = self;
        let far = |side: u16| WHOLE - side;
        let [left, top, right, bottom] = match turn % 4 {
            0 => [left, top, right, bottom],
            1 => [far(bottom), left, far(top), right],
            2 => [far(right), far(bottom), far(left), far(top)],
            _ => [top, far(right), bottom, far(left)],
        };
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The area with these sides, each as a part of the page from 0 to 1.
    #[must_use]
    pub fn new([left, top, right, bottom]: [f64; 4]) -> Self {
        let (left, right) = (part(left.min(right)), part(left.max(right)));
        let (top, bottom) = (part(top.min(bottom)), part(top.max(bottom)));
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The smallest area that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether the other one stands in the same line: the middle of one is within the height of the other.
    fn is_beside(self, other: Self) -> bool {
        let middle = |it: Self| it.top.midpoint(it.bottom);
        (self.top..=self.bottom).contains(&middle(other))
            || (other.top..=other.bottom).contains(&middle(self))
    }
}

fn part(of_page: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is within the bounds of the type, and no number counts as the edge"
    )]
    let part = (of_page.clamp(0.0, 1.0) * f64::from(WHOLE)).round() as u16;
    part
}

/// Fewest steps from cell to cell that tell how the text of a page runs.
const FEWEST_STEPS: usize = 4;

/// By how much each page is to be turned so that its rows run from left to right: told by cells that follow each other in a
/// row of the text, each with where it begins there, its page, its row and its area. Pages of which too little is known are
/// left out.
pub fn turns<R: PartialEq>(
    cells: impl IntoIterator<Item = (usize, usize, R, Area)>,
) -> BTreeMap<usize, Turn> {
    let mut cells: Vec<_> = cells.into_iter().collect();
    cells.sort_by_key(|(start, ..)| *start);
    let mut steps: BTreeMap<usize, (usize, i64, i64)> = BTreeMap::new();
    let mut last: Option<(usize, R, Area)> = None;
    for (_, page, row, area) in cells {
        if let Some((of_page, of_row, before)) = &last
            && (*of_page, of_row) == (page, &row)
        {
            let middle = |area: &Area| {
                let sum = |from: u16, to: u16| i64::from(from) + i64::from(to);
                (sum(area.left, area.right), sum(area.top, area.bottom))
            };
            let (from, to) = (middle(before), middle(&area));
            let steps = steps.entry(page).or_default();
            steps.0 += 1;
            steps.1 += to.0 - from.0;
            steps.2 += to.1 - from.1;
        }
        last = Some((page, row, area));
    }
    let known = steps.into_iter().filter(|(_, (n, ..))| *n >= FEWEST_STEPS);
    known
        .map(|(page, (_, right, down))| {
            let turn = match (right.abs() >= down.abs(), right < 0, down < 0) {
                (true, false, _) => 0,
                (true, true, _) => 2,
                (false, _, true) => 1,
                (false, _, false) => 3,
            };
            (page, turn)
        })
        .collect()
}

/// Characters of the text and where they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The characters; empty where a cell of a table holds none.
    pub span: Span,
    /// The page, from 0, as the file counts them.
    pub page: u32,
    /// Where on the page: around the characters, or the whole cell between its rulings.
    pub area: Area,
}

/// Characters that a parser found printed together, before they have their place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// How many characters, white space aside; they follow those printed before them.
    pub n_characters: usize,
    /// The page, from 0.
    pub page: u32,
    /// Where on the page.
    pub area: Area,
}

/// The places of what is `printed`, one behind the other, in `written`, which begins at byte `start` of the text. White
/// space may stand anywhere between.
#[must_use]
pub fn places(written: &str, start: usize, printed: &[Printed]) -> Vec<Place> {
    let mut characters = written
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, c)| (start + at, start + at + c.len_utf8()));
    let mut last = start;
    let place = |printed: &Printed| {
        let mut span: Option<(usize, usize)> = None;
        for (begin, end) in characters.by_ref().take(printed.n_characters) {
            span = Some((span.map_or(begin, |(first, _)| first), end));
        }
        let (begin, end) = span.unwrap_or((last, last));
        last = end;
        Place {
            span: Span::new(begin, end),
            page: printed.page,
            area: printed.area,
        }
    };
    printed.iter().map(place).collect()
}

/// What is printed of `span`: of each page the area around all of its places there, in the order of the pages.
/// `places` are in text order, as [`crate::source::Source::places`] has them.
#[must_use]
pub fn areas_of(places: &[Place], span: Span) -> Vec<(u32, Area)> {
    let mut areas: Vec<(u32, Area)> = Vec::new();
    let first = places.partition_point(|place| place.span.end() < span.start());
    let near = places.iter().skip(first);
    for place in near.take_while(|place| place.span.start() <= span.end()) {
        let (from, to) = (place.span.start(), place.span.end());
        // Neighbours that only touch it are not meant, but an empty cell touches itself.
        let overlaps = from < span.end() && span.start() < to;
        if !overlaps && place.span != span {
            continue;
        }
        match areas.last_mut() {
            Some((page, area)) if *page == place.page => *area = area.union(place.area),
            _ => areas.push((place.page, place.area)),
        }
    }
    areas
}

/// What is printed of `span` in `text`, line by line, on pages that lie upright. Of a run of characters that has one place,
/// only its share is taken, reckoned by the widths of characters in print.
#[must_use]
pub fn lines_of(text: &str, places: &[Place], span: Span) -> Vec<(u32, Area)> {
    let mut lines: Vec<(u32, Area)> = Vec::new();
    let first = places.partition_point(|place| place.span.end() <= span.start());
    let near = places.iter().skip(first);
    for place in near.take_while(|place| place.span.start() < span.end()) {
        let area = share(text, place, span);
        match lines.last_mut() {
            Some((page, line)) if *page == place.page && line.is_beside(area) => {
                *line = line.union(area);
            }
            _ => lines.push((place.page, area)),
        }
    }
    lines
}

/// The part of a place that `span` has.
fn share(text: &str, place: &Place, span: Span) -> Area {
    let width = |from: usize, to: usize| -> u32 {
        let part = text.get(from..to.max(from)).unwrap_or_default();
        part.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    };
    let (from, to) = (place.span.start(), place.span.end());
    let whole = u64::from(width(from, to).max(1));
    let at = |byte: usize| {
        let part = u64::from(width(from, byte.clamp(from, to)));
        let length = u64::from(place.area.right.saturating_sub(place.area.left));
        let along = u16::try_from(length * part / whole).unwrap_or(u16::MAX);
        place.area.left.saturating_add(along)
    };
    Area {
        left: at(span.start()),
        right: at(span.end()),
        ..place.area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_on_its_lines_and_has_its_share_of_the_first_one() {
        let text = "收到12件，办结\n3件。";
        let place = |span, left, top| Place {
            span,
            page: 0,
            area: Area {
                left,
                top,
                right: left + 140,
                bottom: top + 10,
            },
        };
        let places = [
            place(Span::new(0, 20), 100, 50),
            place(Span::new(21, 28), 100, 80),
        ];
        let areas = |from, to| -> Vec<[u16; 4]> {
            let lines = lines_of(text, &places, Span::new(from, to)).into_iter();
            lines
                .map(|(_, area)| [area.left, area.top, area.right, area.bottom])
                .collect()
        };
        assert_eq!(areas(14, 25), [[200, 50, 240, 60], [100, 80, 184, 90]]);
        assert_eq!(areas(20, 21), [[0; 4]; 0]);
    }

    fn printed(n_characters: usize, page: u32, left: u16) -> Printed {
        let area = Area {
            left,
            top: 1,
            right: left + 10,
            bottom: 2,
        };
        Printed {
            n_characters,
            page,
            area,
        }
    }

    /// The cells of a row as they lie on a page, by the way from one to the next.
    #[track_caller]
    fn check_turn((right, down): (f64, f64), expected: Option<Turn>) {
        let cells = (0..6_u8).map(|n| {
            let at = |way: f64| 0.5 + way * (f64::from(n) - 3.0);
            let area = Area::new([at(right), at(down), at(right), at(down)]);
            (usize::from(n), 7, "row", area)
        });
        assert_eq!(turns(cells).get(&7).copied(), expected);
    }

    #[test]
    fn a_page_is_turned_as_its_rows_run() {
        check_turn((0.1, 0.01), Some(0));
        check_turn((0.01, -0.1), Some(1));
        check_turn((-0.1, 0.01), Some(2));
        check_turn((-0.01, 0.1), Some(3));
        // Turned so, they run to the right.
        let area = Area::new([0.1, 0.8, 0.2, 0.9]);
        let next = Area::new([0.1, 0.6, 0.2, 0.7]);
        assert!(area.turned(1).left < next.turned(1).left);
        let short = (0..3).map(|n| (n, 0, "row", area));
        assert!(turns(short).is_empty());
    }

    #[test]
    fn characters_find_what_was_printed_of_them_whatever_space_stands_between() {
        let text = "规章 12  3";
        let found = places(
            text,
            5,
            &[printed(2, 0, 0), printed(2, 0, 50), printed(1, 1, 90)],
        );
        let spans: Vec<&str> = found
            .iter()
            .map(|place| Span::new(place.span.start() - 5, place.span.end() - 5).of(text))
            .collect();
        assert_eq!(spans, ["规章", "12", "3"]);
        let areas = areas_of(&found, Span::new(5, 5 + text.len()));
        let sides: Vec<_> = areas
            .iter()
            .map(|(page, area)| (*page, area.left, area.right))
            .collect();
        assert_eq!(sides, [(0, 0, 60), (1, 90, 100)]);
        // What only touches is another cell.
        assert_eq!(areas_of(&found, found[1].span), [(0, found[1].area)]);
    }

    #[test]
    fn an_empty_cell_has_its_place() {
        let found = places("", 7, &[printed(0, 3, 20)]);
        assert_eq!(found[0].span, Span::new(7, 7));
        assert_eq!(areas_of(&found, Span::new(7, 7)), [(3, found[0].area)]);
        assert!(areas_of(&found, Span::new(8, 9)).is_empty());
    }

    #[test]
    fn sides_stay_on_the_page() {
        let area = Area::new([0.5, -3.0, f64::NAN, 9.0]);
        assert_eq!((area.top, area.bottom), (0, WHOLE));
        assert!(area.left <= area.right);
    }
}
