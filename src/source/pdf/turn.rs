//! Pages drawn sideways: a table too wide for the paper is often printed turned by a quarter, and the page does not say so.

use hayro_interpret::kurbo::{Affine, Rect};

/// Fewest characters of a page by which it is turned.
const FEWEST: usize = 20;

/// Which way the text of a page runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    /// From left to right.
    #[default]
    Upright,
    /// From top to bottom.
    Down,
    /// From bottom to top.
    Up,
    /// From right to left, upside down.
    Over,
}

impl Turn {
    /// Turns a page with this area, in points from its top left corner, so that its text runs from left to right.
    pub(super) fn upright(self, page: Rect) -> Affine {
        let (width, height) = (page.width(), page.height());
        match self {
            Self::Upright => Affine::IDENTITY,
            Self::Down => Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            Self::Up => Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            Self::Over => Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]),
        }
    }

    /// Which way a character drawn with `transform` runs.
    fn of(transform: Affine) -> Self {
        let [across, down, ..] = transform.as_coeffs();
        match (across.abs() >= down.abs(), across < 0.0, down < 0.0) {
            (true, false, _) => Self::Upright,
            (true, true, _) => Self::Over,
            (false, _, false) => Self::Down,
            (false, _, true) => Self::Up,
        }
    }
}

/// How many characters of a page run which way.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    upright: usize,
    down: usize,
    up: usize,
    over: usize,
}

impl Tally {
    /// Counts a character drawn with `transform`.
    pub(super) fn count(&mut self, transform: Affine) {
        *self.counter(Turn::of(transform)) += 1;
    }

    fn counter(&mut self, turn: Turn) -> &mut usize {
        match turn {
            Turn::Upright => &mut self.upright,
            Turn::Down => &mut self.down,
            Turn::Up => &mut self.up,
            Turn::Over => &mut self.over,
        }
    }

    /// Which way most of them run.
    pub(super) fn turn(&self) -> Turn {
        let n_all = self.upright + self.down + self.up + self.over;
        let turns = [
            (self.down, Turn::Down),
            (self.up, Turn::Up),
            (self.over, Turn::Over),
        ];
        let most = turns
            .into_iter()
            .find(|(n_turned, _)| n_all >= FEWEST && n_turned * 2 > n_all);
        most.map_or(Turn::Upright, |(_, turn)| turn)
    }
}
