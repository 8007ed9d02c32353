//! The mark of a cell's state: each has a shape of its own, so that none is told by colour alone.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, Vec2};

use crate::app::style::{self, Palette};
use crate::review::state::CellState;

/// How a state is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// By nothing: rules check it.
    No,
    /// A ring.
    Ring,
    /// A question mark in the corner.
    Question,
    /// A large question mark on hatching.
    Missing,
    /// Two waves, as for about.
    Waves,
    /// A flag.
    Flag,
    /// Three dots, as for therefore.
    Therefore,
    /// A filled corner.
    Corner,
    /// A tick.
    Tick,
    /// A seal.
    Seal,
    /// A cross on hatching.
    Cross,
}

fn sign(state: CellState) -> Sign {
    match state {
        CellState::Covered | CellState::NotApplicable | CellState::Blank => Sign::No,
        CellState::EyeOnly => Sign::Ring,
        CellState::Uncertain => Sign::Question,
        CellState::Unread => Sign::Missing,
        CellState::Estimated => Sign::Waves,
        CellState::Doubtful => Sign::Flag,
        CellState::Deduced => Sign::Therefore,
        CellState::Corrected => Sign::Corner,
        CellState::Confirmed => Sign::Tick,
        CellState::AsPublished => Sign::Seal,
        CellState::Illegible => Sign::Cross,
    }
}

/// Paints the mark of `state` into the cell `rect`, in its upper right corner where it has one there.
pub(crate) fn paint(painter: &Painter, palette: &Palette, rect: Rect, state: CellState) {
    let corner = rect.right_top();
    let center = corner + Vec2::new(-7.0, 7.0);
    match sign(state) {
        Sign::No => {}
        Sign::Ring => {
            painter.circle_stroke(center, 2.5, Stroke::new(1.0, palette.weak));
        }
        Sign::Question => letter(painter, center, "?", palette.caution),
        Sign::Missing => letter(painter, rect.center(), "?", palette.bad),
        Sign::Waves => waves(painter, center, palette.caution),
        Sign::Flag => flag(painter, center, palette.doubt),
        Sign::Therefore => therefore(painter, center, palette.accent),
        Sign::Corner => filled_corner(painter, corner, palette.accent),
        Sign::Tick => tick(painter, center, palette.good),
        Sign::Seal => seal(painter, palette, center),
        Sign::Cross => cross(painter, rect.center(), palette.weak),
    }
}

/// A folded lower left corner: there is a remark.
pub(crate) fn note(painter: &Painter, palette: &Palette, rect: Rect) {
    let corner = rect.left_bottom();
    let points = vec![
        corner,
        corner + Vec2::new(0.0, -8.0),
        corner + Vec2::new(8.0, 0.0),
    ];
    painter.add(Shape::convex_polygon(points, palette.doubt, Stroke::NONE));
}

fn letter(painter: &Painter, center: Pos2, text: &str, color: Color32) {
    let font = style::small_font();
    painter.text(center, Align2::CENTER_CENTER, text, font, color);
}

/// A broken line through `offsets` from `center`. Marks are painted: the embedded font lacks most of them.
fn strokes(painter: &Painter, center: Pos2, offsets: &[(f32, f32)], color: Color32) {
    let points = offsets.iter().map(|(x, y)| center + Vec2::new(*x, *y));
    painter.add(Shape::line(points.collect(), Stroke::new(1.6, color)));
}

fn tick(painter: &Painter, center: Pos2, color: Color32) {
    strokes(
        painter,
        center,
        &[(-3.5, 0.0), (-1.0, 2.8), (3.8, -3.2)],
        color,
    );
}

fn waves(painter: &Painter, center: Pos2, color: Color32) {
    for y in [-2.0, 2.2] {
        let wave = [
            (-4.0, y + 0.8),
            (-2.0, y - 1.0),
            (0.0, y),
            (2.0, y + 1.0),
            (4.0, y - 0.8),
        ];
        strokes(painter, center, &wave, color);
    }
}

fn flag(painter: &Painter, center: Pos2, color: Color32) {
    strokes(painter, center, &[(-3.0, -4.5), (-3.0, 5.0)], color);
    let cloth = [(-3.0, -4.5), (4.5, -1.8), (-3.0, 1.0)];
    let points = cloth.map(|(x, y)| center + Vec2::new(x, y)).to_vec();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

fn therefore(painter: &Painter, center: Pos2, color: Color32) {
    for (x, y) in [(0.0, -2.6), (-3.2, 2.4), (3.2, 2.4)] {
        painter.circle_filled(center + Vec2::new(x, y), 1.5, color);
    }
}

fn filled_corner(painter: &Painter, corner: Pos2, color: Color32) {
    let points = vec![
        corner,
        corner + Vec2::new(-9.0, 0.0),
        corner + Vec2::new(0.0, 9.0),
    ];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A filled square with a hole: what is printed there stays.
fn seal(painter: &Painter, palette: &Palette, center: Pos2) {
    let square = |side: f32| Rect::from_center_size(center, Vec2::splat(side));
    painter.rect_filled(square(9.0), CornerRadius::same(1), palette.bad);
    painter.rect_filled(square(3.4), CornerRadius::ZERO, palette.paper);
}

fn cross(painter: &Painter, center: Pos2, color: Color32) {
    strokes(painter, center, &[(-4.0, -4.0), (4.0, 4.0)], color);
    strokes(painter, center, &[(-4.0, 4.0), (4.0, -4.0)], color);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What has to be done, or was decided, is told apart by shape; only what rules check has none.
    #[test]
    fn every_state_that_is_counted_or_decided_has_a_sign_of_its_own() {
        let mut seen = Vec::new();
        for state in CellState::ALL {
            let sign = sign(state);
            let is_plain = matches!(
                state,
                CellState::Covered | CellState::Blank | CellState::NotApplicable
            );
            assert_eq!(sign == Sign::No, is_plain, "{state:?}");
            assert!(is_plain || !seen.contains(&sign), "{state:?}");
            seen.push(sign);
        }
    }
}
