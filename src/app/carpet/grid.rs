//! Where the figures of a carpet lie: row by row, as many side by side as there is room for.

use std::ops::Range;

use egui::{Pos2, Rect, Ui, Vec2, vec2};

/// Space between figures, in points.
pub(super) const GAP: f32 = 5.0;

/// The figures of a carpet in their places.
pub(super) struct Grid {
    size: Vec2,
    corner: Pos2,
    /// Columns, and rows in sight; one at least.
    pub(super) lies: (usize, usize),
    /// The figures in sight.
    pub(super) drawn: Range<usize>,
}

impl Grid {
    /// Makes room in `ui`, of which `in_sight` is seen, for `n` figures of this size.
    pub(super) fn new(ui: &mut Ui, in_sight: Rect, size: Vec2, n: usize) -> Self {
        let step = size + Vec2::splat(GAP);
        let n_columns = whole(ui.available_width() / step.x).max(1);
        let n_rows = whole(in_sight.height() / step.y).max(1);
        let corner = ui.max_rect().min;
        ui.set_height(length(n.div_ceil(n_columns)) * step.y);
        let first = whole(in_sight.top() / step.y) * n_columns;
        Self {
            size,
            corner,
            lies: (n_columns, n_rows),
            drawn: first..first + (n_rows + 2) * n_columns,
        }
    }

    /// The place of a figure.
    pub(super) fn place(&self, at: usize) -> Rect {
        let step = self.size + Vec2::splat(GAP);
        let (row, column) = (at / self.lies.0, at % self.lies.0);
        let shift = vec2(length(column) * step.x, length(row) * step.y);
        Rect::from_min_size(self.corner + shift, self.size)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a window has few hundred rows and columns of figures"
)]
fn whole(quotient: f32) -> usize {
    quotient.max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "some thousand figures are kept")]
fn length(n: usize) -> f32 {
    n as f32
}
