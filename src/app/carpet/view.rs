//! What the carpet keeps: which figures it shows, and how they lie.

use crate::app::carpet::snippets::Snippets;
use crate::app::tables::walk::Step;
use crate::form::CellKey;
use crate::review::Session;
use crate::review::carpet::{Glyph, Tile, glyph_of, glyphs, tiles};

/// What the carpet keeps.
pub(crate) struct CarpetView {
    /// What all figures have in common.
    pub(super) glyph: Glyph,
    /// What can be shown instead, each with the number of its figures.
    pub(super) glyphs: Vec<(Glyph, usize)>,
    /// The figures, in the order they had when they were brought up: a figure that is corrected stays where it is.
    pub(super) tiles: Vec<Tile>,
    /// How many figures stand in a row, and how many rows are in sight, as they were drawn last.
    pub(super) n_columns: usize,
    pub(super) n_rows: usize,
    pub(super) snippets: Snippets,
}

impl CarpetView {
    /// The carpet of a report, for the digit of `cell` if it has one; `None` where there is no figure at all.
    pub(crate) fn of(session: &Session, cell: Option<&CellKey>) -> Option<Self> {
        let glyphs: Vec<(Glyph, usize)> = glyphs(session).into_iter().collect();
        let (first, _) = *glyphs.first()?;
        let own = cell.and_then(|cell| glyph_of(session, cell));
        let glyph = own.unwrap_or(first);
        Some(Self {
            glyph,
            tiles: tiles(session, glyph),
            glyphs,
            n_columns: 1,
            n_rows: 1,
            snippets: Snippets::default(),
        })
    }

    /// Shows the figures of another glyph.
    pub(crate) fn show(&mut self, session: &Session, glyph: Glyph) {
        if self.glyphs.iter().any(|(known, _)| *known == glyph) {
            self.glyph = glyph;
            self.tiles = tiles(session, glyph);
        }
    }

    /// The glyph after the one shown, or before it, around the end.
    pub(crate) fn beside(&self, forward: bool) -> Glyph {
        let n = self.glyphs.len().max(1);
        let own = self
            .glyphs
            .iter()
            .position(|(known, _)| *known == self.glyph);
        let by = if forward { 1 } else { n - 1 };
        let next = (own.unwrap_or(0) + by) % n;
        self.glyphs
            .get(next)
            .map_or(self.glyph, |(glyph, _)| *glyph)
    }

    /// The cell of the first figure.
    pub(crate) fn first(&self) -> Option<&CellKey> {
        self.tiles.first().map(|tile| &tile.cell)
    }

    /// Where the figure of `cell` lies.
    pub(crate) fn position(&self, cell: &CellKey) -> Option<usize> {
        self.tiles.iter().position(|tile| tile.cell == *cell)
    }

    /// Where a step leads from the figure of `cell`; to the first figure from a cell that has none here.
    pub(crate) fn go(&self, cell: Option<&CellKey>, step: Step) -> Option<&CellKey> {
        let Some(at) = cell.and_then(|cell| self.position(cell)) else {
            return self.first();
        };
        let last = self.tiles.len().saturating_sub(1);
        let (row, page) = (self.n_columns, self.n_columns * self.n_rows.max(1));
        let row_start = at - at % row.max(1);
        let to = match step {
            Step::Left | Step::Previous => at.saturating_sub(1),
            Step::Right | Step::Next | Step::NextLine => at + 1,
            Step::Up => at.checked_sub(row).unwrap_or(at),
            Step::Down if at + row > last && row_start + row > last => at,
            Step::Down => at + row,
            Step::RowStart => row_start,
            Step::RowEnd => row_start + row.saturating_sub(1),
            Step::First => 0,
            Step::Last => last,
            Step::PageUp => at.saturating_sub(page),
            Step::PageDown => at + page,
        };
        self.tiles.get(to.min(last)).map(|tile| &tile.cell)
    }
}
