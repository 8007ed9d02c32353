//! Seeks the ways to deal paragraphs to bands.

use std::ops::Range;

use crate::read::bands::paragraph::Paragraph;
use crate::read::bands::{Part, Way};

/// Blocks of columns after the first.
const MOST_TURNS: usize = 3;
/// Tokens behind labels before the first cell that belong to something else.
const MOST_BEFORE: usize = 10;
/// Tokens behind the last cell, with a label before them.
const MOST_LEFT: usize = 5;
/// Page numbers among the cells.
const MOST_PAGE_NUMBERS: usize = 5;
/// Cells of a table: the search goes as deep as it has paragraphs.
const MOST_CELLS: usize = 500;
/// Steps of the search before it gives up.
const MOST_STEPS: usize = 100_000;
/// Ways looked for: where there are more, the text does not tell which is the right one.
const MOST_WAYS: usize = 100;

/// The ways to fill `n_rows` rows of `n_slots` cells with `own`, but for a few tokens before and behind them, and the
/// first few of `beyond`, in as few blocks of columns as it takes; none if there are too many to tell.
#[must_use]
pub fn ways(own: &[Paragraph], beyond: &[Paragraph], n_rows: usize, n_slots: usize) -> Vec<Way> {
    let n_tokens = |some: &[Paragraph]| some.iter().map(|one| one.tokens.len()).sum::<usize>();
    let n_cells = n_rows * n_slots;
    let most = n_cells + MOST_BEFORE + MOST_LEFT + MOST_PAGE_NUMBERS;
    let are_enough = n_tokens(own) + n_tokens(beyond) >= n_cells;
    if !(1..=MOST_CELLS).contains(&n_cells) || n_tokens(own) > most || !are_enough {
        return Vec::new();
    }
    let paragraphs: Vec<&Paragraph> = own.iter().chain(beyond).take(most).collect();
    let mut search = BandSearch {
        paragraphs,
        n_own: own.len(),
        n_rows,
        n_slots,
        n_steps: 0,
        ways: Vec::new(),
    };
    let n_before = search.n_before();
    let starts = move |n_page_numbers: usize| {
        let starts = (0..=n_before).flat_map(|first| (0..=MOST_TURNS).map(move |n| (first, n)));
        starts.map(move |(paragraph, n_turns)| Progress {
            paragraph,
            band: 0,
            n_turns,
            n_page_numbers,
        })
    };
    for start in [0, MOST_PAGE_NUMBERS].into_iter().flat_map(starts) {
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
    parts: Vec<(usize, Range<usize>)>,
}

impl Band {
    fn n_columns(&self) -> usize {
        self.parts.iter().map(|(_, columns)| columns.len()).sum()
    }

    /// Whether nothing fills the column.
    fn is_free(&self, column: usize) -> bool {
        !self
            .parts
            .iter()
            .any(|(_, columns)| columns.contains(&column))
    }
}

/// How far the search has come.
#[derive(Clone, Copy)]
struct Progress {
    /// The next paragraph.
    paragraph: usize,
    /// The band of the last one.
    band: usize,
    /// Blocks of columns that may still begin.
    n_turns: usize,
    /// Page numbers that may still stand among the cells.
    n_page_numbers: usize,
}

struct BandSearch<'a> {
    paragraphs: Vec<&'a Paragraph>,
    n_own: usize,
    n_rows: usize,
    n_slots: usize,
    n_steps: usize,
    ways: Vec<Way>,
}

impl BandSearch<'_> {
    fn go_on(&mut self, bands: &mut Vec<Band>, place: Progress) {
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
        if place.n_page_numbers > 0 && paragraph.is_page_number {
            let next = Progress {
                paragraph: place.paragraph + 1,
                n_page_numbers: place.n_page_numbers - 1,
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
                    });
                }
                let Some(taken) = bands.get_mut(band) else {
                    continue;
                };
                if taken.height == height
                    && let Some(columns) = self.columns(taken, paragraph, n_columns)
                {
                    taken.parts.push((place.paragraph, columns));
                    let next = Progress {
                        paragraph: place.paragraph + 1,
                        band,
                        n_turns,
                        ..place
                    };
                    self.go_on(bands, next);
                    if let Some(taken) = bands.get_mut(band) {
                        taken.parts.pop();
                    }
                }
                if bands.last().is_some_and(|last| last.parts.is_empty()) {
                    bands.pop();
                }
            }
        }
    }

    /// The columns of the band that the paragraph fills: those its heads name, or the first that are free.
    fn columns(&self, band: &Band, paragraph: &Paragraph, n: usize) -> Option<Range<usize>> {
        let is_free = |columns: &Range<usize>| columns.clone().all(|column| band.is_free(column));
        if paragraph.named.len() == n {
            return Some(paragraph.named.clone()).filter(is_free);
        }
        let starts = 0..(self.n_slots + 1).checked_sub(n)?;
        starts.map(|start| start..start + n).find(is_free)
    }

    /// How many paragraphs in front may be no cells of the table: each behind a label, and few tokens in all.
    fn n_before(&self) -> usize {
        let own = self.paragraphs.get(..self.n_own).unwrap_or(&[]);
        let mut n_tokens = 0;
        let before = own.iter().take_while(|one| {
            n_tokens += one.tokens.len();
            !one.labels.is_empty() && n_tokens <= MOST_BEFORE
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
            Some(1) | None
                if !paragraph.named.is_empty()
                    && n_tokens.is_multiple_of(paragraph.named.len()) =>
            {
                vec![paragraph.named.len()]
            }
            Some(1) | None if !paragraph.labels.is_empty() => {
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
        place: Progress,
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
        let n_columns = |at: usize| bands.get(at).map(Band::n_columns);
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
        let is_open = |band: &Band| band.n_columns() < self.n_slots;
        let behind = bands.get(from..)?.iter().position(is_open)?;
        Some(from + behind)
    }

    fn way(&self, bands: &[Band]) -> Option<Way> {
        let part = |(paragraph, columns): &(usize, Range<usize>)| {
            let tokens = &self.paragraphs.get(*paragraph)?.tokens;
            Some(tokens.chunks(columns.len()).map(<[_]>::to_vec).collect())
        };
        let parts = |band: &Band| {
            let mut parts: Vec<_> = band.parts.iter().collect();
            parts.sort_by_key(|(_, columns)| columns.start);
            parts.into_iter().map(part).collect::<Option<Vec<Part>>>()
        };
        let bands = bands.iter().map(parts).collect::<Option<_>>()?;
        Some(Way { bands })
    }
}
