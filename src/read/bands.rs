//! Tables whose numbers stand apart from their labels: the text holds labels first and cells afterwards, in paragraphs.
//!
//! Text taken from a page column by column comes in bands: so many rows, and their cells one column after another, a
//! paragraph each. Where the page falls into blocks, the columns of one block come for all its bands before those of the
//! next, which begins with its heads: `1 4, 2 5` and below it `7, 8`, then a head, then `3 6` and `9`, for the three
//! columns of three rows. Below a head the cells of several columns may share a paragraph, row by row.

use crate::read::pieces::Piece;

/// Blocks of columns after the first.
const MOST_TURNS: usize = 3;
/// Tokens behind labels before the first cell that belong to something else.
const MOST_BEFORE: usize = 10;
/// Tokens behind the last cell, with a label before them.
const MOST_LEFT: usize = 5;
/// Steps of the search before it gives up.
const MOST_STEPS: usize = 100_000;
/// Ways looked for: where there are more, the text does not tell which is the right one.
const MOST_WAYS: usize = 100;

/// Tokens on neighbouring lines with no label between them.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its tokens, as indices into the pieces of the text.
    tokens: Vec<usize>,
    /// Tokens on each of its lines; `None` if the lines differ.
    per_line: Option<usize>,
    /// Whether a label stands between it and the paragraph before it.
    is_behind_label: bool,
    /// That label, as a piece of the text, if it stands on the paragraph's first line or the one above.
    label: Option<usize>,
    /// Whether a page begins between it and the paragraph before it.
    is_on_new_page: bool,
    /// Whether it is one number, that of its page.
    is_page_number: bool,
}

impl Paragraph {
    /// The label on its first line or the one above, as a piece of the text.
    #[must_use]
    pub fn label(&self) -> Option<usize> {
        self.label
    }

    /// Whether none of its lines holds more than `n` tokens.
    #[must_use]
    pub fn is_within(&self, n: usize) -> bool {
        self.per_line.is_some_and(|per_line| per_line <= n)
    }
}

/// The paragraphs of `pieces`, the first of which is piece `start` of the text.
#[must_use]
pub fn paragraphs(text: &str, pieces: &[Piece], start: usize) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut label = None;
    let mut end = start_of(pieces);
    let mut page = text.get(..end).map_or(1, |before| 1 + n_breaks(before));
    let runs = pieces.chunk_by(|one, next| {
        let is_near = next.line <= one.line + 1;
        one.token().is_some() && next.token().is_some() && is_near
    });
    let mut at = start;
    for run in runs {
        let first = at;
        at += run.len();
        let Some(piece) = run.first() else { continue };
        if piece.token().is_none() {
            label = Some((first, piece.line));
            continue;
        }
        let n_breaks = text.get(end..piece.span.start()).map_or(0, n_breaks);
        page += n_breaks;
        end = run.last().map_or(end, |piece| piece.span.end());
        paragraphs.push(Paragraph {
            tokens: (first..at).collect(),
            per_line: per_line(run),
            is_behind_label: label.is_some(),
            label: label
                .filter(|(_, line)| piece.line <= line + 1)
                .map(|(label, _)| label),
            is_on_new_page: n_breaks > 0,
            is_page_number: piece.span.of(text) == page.to_string() && run.len() == 1,
        });
        label = None;
    }
    paragraphs
}

fn start_of(pieces: &[Piece]) -> usize {
    pieces.first().map_or(0, |piece| piece.span.start())
}

/// Form feeds: where pages end.
fn n_breaks(text: &str) -> usize {
    text.matches('\u{c}').count()
}

fn per_line(run: &[Piece]) -> Option<usize> {
    let mut widths = run
        .chunk_by(|one, next| one.line == next.line)
        .map(<[_]>::len);
    let first = widths.next()?;
    widths.all(|width| width == first).then_some(first)
}

/// A way to deal the paragraphs to cells.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// The parts of each band, from left to right.
    bands: Vec<Vec<Part>>,
}

/// The cells of one column or some neighbouring ones, row by row.
type Part = Vec<Vec<usize>>;

impl Way {
    /// The tokens of each row.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<usize>> {
        let of_band = |band: &Vec<Part>| {
            let height = band.first().map_or(0, Vec::len);
            let row = |row: usize| band.iter().filter_map(move |part| part.get(row)).flatten();
            let rows = (0..height).map(|at| row(at).copied().collect());
            rows.collect::<Vec<Vec<usize>>>()
        };
        self.bands.iter().flat_map(of_band).collect()
    }

    /// The ways with one part moved among the others of its band: a page may give its columns in another order, but not
    /// the cells of a single row.
    #[must_use]
    pub fn moved(&self) -> Vec<Self> {
        let mut moved = Vec::new();
        let is_block = |part: &Part| part.iter().map(Vec::len).sum::<usize>() > 1;
        for (at, band) in self.bands.iter().enumerate() {
            if !band.iter().any(is_block) {
                continue;
            }
            for from in 0..band.len() {
                for to in (0..band.len()).filter(|to| *to != from && to + 1 != from) {
                    let mut way = self.clone();
                    if let Some(band) = way.bands.get_mut(at) {
                        let part = band.remove(from);
                        band.insert(to, part);
                    }
                    moved.push(way);
                }
            }
        }
        moved
    }
}

/// The ways to fill `n_rows` rows of `n_slots` cells with `own`, but for a few tokens before and behind them, and the
/// first few of `beyond`, in as few blocks of columns as it takes; none if there are too many to tell.
#[must_use]
pub fn ways(own: &[Paragraph], beyond: &[Paragraph], n_rows: usize, n_slots: usize) -> Vec<Way> {
    let paragraphs: Vec<&Paragraph> = own.iter().chain(beyond).collect();
    let n_tokens: usize = paragraphs.iter().map(|one| one.tokens.len()).sum();
    if n_slots == 0 || n_tokens < n_rows * n_slots {
        return Vec::new();
    }
    let mut search = Search {
        paragraphs,
        n_own: own.len(),
        n_rows,
        n_slots,
        n_steps: 0,
        ways: Vec::new(),
    };
    let n_before = search.n_before();
    let starts = move |has_page_numbers: bool| {
        let starts = (0..=n_before).flat_map(|first| (0..=MOST_TURNS).map(move |n| (first, n)));
        starts.map(move |(paragraph, n_turns)| Place {
            paragraph,
            band: 0,
            n_turns,
            has_page_numbers,
        })
    };
    for start in [false, true].into_iter().flat_map(starts) {
        search.go_on(&mut Vec::new(), start);
        if search.n_steps > MOST_STEPS || search.ways.len() > MOST_WAYS {
            return Vec::new();
        }
        if !search.ways.is_empty() {
            break;
        }
    }
    search.ways
}

/// Rows whose cells come one column after another.
struct Band {
    height: usize,
    /// Its paragraphs, each with the columns it holds.
    parts: Vec<(usize, usize)>,
    n_columns: usize,
}

/// How far the search has come.
#[derive(Clone, Copy)]
struct Place {
    /// The next paragraph.
    paragraph: usize,
    /// The band of the last one.
    band: usize,
    /// Blocks of columns that may still begin.
    n_turns: usize,
    /// Whether the numbers of the pages may stand among the cells.
    has_page_numbers: bool,
}

struct Search<'a> {
    paragraphs: Vec<&'a Paragraph>,
    n_own: usize,
    n_rows: usize,
    n_slots: usize,
    n_steps: usize,
    ways: Vec<Way>,
}

impl Search<'_> {
    fn go_on(&mut self, bands: &mut Vec<Band>, place: Place) {
        self.n_steps += 1;
        if self.n_steps > MOST_STEPS || self.ways.len() > MOST_WAYS {
            return;
        }
        let n_rows: usize = bands.iter().map(|band| band.height).sum();
        let first_open = self.open_from(bands, 0);
        if n_rows == self.n_rows && first_open.is_none() && self.is_end(place.paragraph) {
            self.ways.extend(self.way(bands));
            return;
        }
        let Some(paragraph) = self.paragraphs.get(place.paragraph).copied() else {
            return;
        };
        let leaves_open = first_open.is_some_and(|open| open < place.band);
        if (paragraph.is_on_new_page && first_open.is_some())
            || (leaves_open && place.n_turns > 0 && !self.is_turn_ahead(place.paragraph))
        {
            return;
        }
        if place.has_page_numbers && paragraph.is_page_number {
            let next = Place {
                paragraph: place.paragraph + 1,
                ..place
            };
            self.go_on(bands, next);
        }
        let n_tokens = paragraph.tokens.len();
        for n_columns in self.column_counts(paragraph) {
            let height = n_tokens / n_columns;
            for (band, n_turns) in self.next_bands(bands, place, first_open, paragraph) {
                if band == bands.len() {
                    if n_rows + height > self.n_rows {
                        continue;
                    }
                    bands.push(Band {
                        height,
                        parts: Vec::new(),
                        n_columns: 0,
                    });
                }
                let Some(taken) = bands.get_mut(band) else {
                    continue;
                };
                if taken.height == height && taken.n_columns + n_columns <= self.n_slots {
                    taken.parts.push((place.paragraph, n_columns));
                    taken.n_columns += n_columns;
                    let next = Place {
                        paragraph: place.paragraph + 1,
                        band,
                        n_turns,
                        ..place
                    };
                    self.go_on(bands, next);
                    if let Some(taken) = bands.get_mut(band) {
                        taken.parts.pop();
                        taken.n_columns -= n_columns;
                    }
                }
                if bands.last().is_some_and(|last| last.n_columns == 0) {
                    bands.pop();
                }
            }
        }
    }

    /// How many paragraphs in front may be no cells of the table: each behind a label, and few tokens in all.
    fn n_before(&self) -> usize {
        let own = self.paragraphs.get(..self.n_own).unwrap_or(&[]);
        let mut n_tokens = 0;
        let before = own.iter().take_while(|one| {
            n_tokens += one.tokens.len();
            one.label.is_some() && n_tokens <= MOST_BEFORE
        });
        before.count()
    }

    /// Whether what follows need not be cells of the table: all of its own are taken, or but a few behind a label.
    fn is_end(&self, paragraph: usize) -> bool {
        let rest = self.paragraphs.get(paragraph..self.n_own).unwrap_or(&[]);
        let n_left: usize = rest.iter().map(|one| one.tokens.len()).sum();
        n_left <= MOST_LEFT && rest.first().is_none_or(|one| one.is_behind_label)
    }

    /// Whether another block of columns may begin on the page from the paragraph on.
    fn is_turn_ahead(&self, paragraph: usize) -> bool {
        let rest = self.paragraphs.get(paragraph..).unwrap_or(&[]);
        let is_here = |(at, one): &(usize, &&Paragraph)| *at == 0 || !one.is_on_new_page;
        let mut on_page = rest.iter().enumerate().take_while(is_here);
        on_page.any(|(_, one)| one.is_behind_label)
    }

    /// How many columns the paragraph may hold: those of its lines; below a head any number of them, row by row.
    fn column_counts(&self, paragraph: &Paragraph) -> Vec<usize> {
        let n_tokens = paragraph.tokens.len();
        match paragraph.per_line {
            Some(1) | None if paragraph.label.is_some() => {
                let divides = |n: &usize| n_tokens.is_multiple_of(*n);
                (1..=self.n_slots.min(n_tokens)).filter(divides).collect()
            }
            Some(n) if n <= self.n_slots => vec![n],
            _ => Vec::new(),
        }
    }

    /// The bands whose next columns the paragraph may be, each with the turns left then: that of the paragraph before,
    /// the one below it, or the first that lacks columns, where a block of columns begins with its heads.
    fn next_bands(
        &self,
        bands: &[Band],
        place: Place,
        first_open: Option<usize>,
        paragraph: &Paragraph,
    ) -> Vec<(usize, usize)> {
        let is_open_here = self.open_from(bands, place.band) == Some(place.band);
        let mut next = Vec::new();
        if is_open_here {
            next.push((place.band, place.n_turns));
        }
        let below = if bands.is_empty() {
            0
        } else {
            self.open_from(bands, place.band + 1).unwrap_or(bands.len())
        };
        let leaves_none = first_open.is_none_or(|open| open >= below);
        if leaves_none || (place.n_turns > 0 && self.is_step(bands, place.band)) {
            next.push((below, place.n_turns));
        }
        if let Some(open) = first_open.filter(|open| *open < place.band)
            && place.n_turns > 0
            && paragraph.is_behind_label
            && (!is_open_here || self.is_step(bands, place.band))
        {
            next.push((open, place.n_turns - 1));
        }
        next
    }

    /// Whether the band, left as it is, ends where the block of columns may end: with the column of the band above or
    /// the one before it, as the edge of a block that is cut out of a page runs.
    fn is_step(&self, bands: &[Band], at: usize) -> bool {
        let n_columns = |at: usize| bands.get(at).map(|band| band.n_columns);
        let above = at.checked_sub(1).and_then(n_columns);
        match (above, n_columns(at)) {
            (Some(above), Some(here)) if above < self.n_slots && here < self.n_slots => {
                here == above || here + 1 == above
            }
            _ => true,
        }
    }

    /// The first band from `from` on that lacks columns.
    fn open_from(&self, bands: &[Band], from: usize) -> Option<usize> {
        let is_open = |band: &Band| band.n_columns < self.n_slots;
        let behind = bands.get(from..)?.iter().position(is_open)?;
        Some(from + behind)
    }

    fn way(&self, bands: &[Band]) -> Option<Way> {
        let part = |(paragraph, n_columns): &(usize, usize)| {
            let tokens = &self.paragraphs.get(*paragraph)?.tokens;
            Some(tokens.chunks(*n_columns).map(<[_]>::to_vec).collect())
        };
        let parts = |band: &Band| band.parts.iter().map(part).collect::<Option<Vec<Part>>>();
        let bands = bands.iter().map(parts).collect::<Option<_>>()?;
        Some(Way { bands })
    }
}

/// Where all tokens are the same, and enough of them, their order does not matter.
#[must_use]
pub fn uniform(pieces: &[Piece], start: usize, slots: &[usize]) -> Option<Way> {
    let tokens = pieces.iter().enumerate();
    let tokens: Vec<(usize, &Piece)> = tokens
        .filter(|(_, piece)| piece.token().is_some())
        .collect();
    let mut values = tokens.iter().filter_map(|(_, piece)| piece.token());
    let first = values.next()?;
    if !values.all(|token| token == first) || tokens.len() < slots.iter().sum() {
        return None;
    }
    let mut rest = tokens.into_iter().map(|(at, _)| at + start);
    let row = |n: &usize| vec![vec![rest.by_ref().take(*n).collect()]];
    let bands = slots.iter().map(row).collect();
    Some(Way { bands })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces::{Cut, cut};

    fn shown(text: &str, cut: &Cut, way: &Way) -> String {
        let row = |row: &Vec<usize>| {
            let cells = row.iter().map(|at| cut.pieces[*at].span.of(text));
            cells.collect::<Vec<_>>().join(" ")
        };
        way.rows().iter().map(row).collect::<Vec<_>>().join(" / ")
    }

    #[track_caller]
    fn check_ways(text: &str, (n_rows, n_slots): (usize, usize), expected: &[&str]) {
        let cut = cut(text);
        let ways = ways(&paragraphs(text, &cut.pieces, 0), &[], n_rows, n_slots);
        let ways: Vec<String> = ways.iter().map(|way| shown(text, &cut, way)).collect();
        assert_eq!(ways, expected, "{text}");
    }

    #[test]
    fn paragraphs_are_cells_or_columns() {
        check_ways("5\n\n6\n\n11", (1, 3), &["5 6 11"]);
        check_ways(
            "1\n4\n\n2\n5\n\n3\n9\n\n7\n\n8\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways(
            "1 2 3\n4 5 9\n\n7 8 15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways("1\n4\n\n2\n\n3\n9", (2, 3), &[]);
        check_ways("1\n4\n\n2\n5", (2, 3), &[]);
    }

    #[test]
    fn columns_share_a_paragraph_below_a_head() {
        check_ways("1\n4\n\n商业\n企业\n2\n3\n5\n9", (2, 3), &["1 2 3 / 4 5 9"]);
        check_ways("1\n4\n\n2\n3\n5\n9", (2, 3), &[]);
    }

    #[test]
    fn blocks_of_columns_begin_with_their_heads() {
        check_ways(
            "1\n4\n\n2\n5\n\n7\n\n8\n\n总计\n\n3\n9\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways(
            "1\n4\n\n2\n5\n\n7\n\n总计\n\n3\n9\n\n8\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
        check_ways("1\n4\n\n2\n5\n\n7\n\n8\n\n3\n9\n\n15", (3, 3), &[]);
    }

    #[test]
    fn the_number_of_a_page_is_no_cell() {
        check_ways(
            "1\n4\n\n1\n\n2\n5\n\n3\n9\n\n\u{c}7\n\n8\n\n2\n\n15",
            (3, 3),
            &["1 2 3 / 4 5 9 / 7 8 15"],
        );
    }

    #[test]
    fn cells_behind_the_table_are_taken_where_they_are_needed() {
        let text = "1\n4\n\n2\n5\n\n3\n9\n\n7\n\n8\n\n15";
        let cut = cut(text);
        let all = paragraphs(text, &cut.pieces, 0);
        let first = |n_rows: usize| {
            let ways = ways(&all[..3], &all[3..], n_rows, 3);
            ways.iter()
                .map(|way| shown(text, &cut, way))
                .collect::<Vec<_>>()
        };
        assert_eq!(first(2), ["1 2 3 / 4 5 9"]);
        assert_eq!(first(3), ["1 2 3 / 4 5 9 / 7 8 15"]);
        assert_eq!(first(4), [""; 0]);
    }

    #[test]
    fn a_part_may_be_moved_within_its_band() {
        let text = "1\n4\n\n2\n5\n\n7\n\n8";
        let cut = cut(text);
        let ways = ways(&paragraphs(text, &cut.pieces, 0), &[], 3, 2);
        let moved: Vec<String> = ways[0]
            .moved()
            .iter()
            .map(|way| shown(text, &cut, way))
            .collect();
        assert_eq!(moved, ["2 1 / 5 4 / 7 8"]);
    }

    #[test]
    fn equal_tokens_need_no_order() {
        let text = "0\n0\n0\n\n0\n合计\n0 0";
        let cut = cut(text);
        let way = uniform(&cut.pieces, 0, &[3, 3]).unwrap();
        assert_eq!(shown(text, &cut, &way), "0 0 0 / 0 0 0");
    }
}
