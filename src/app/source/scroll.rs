//! Bringing a place of the source into sight.

use egui::{Align, Align2, FontId, Pos2, Rect, Ui, Vec2};

use crate::app::source::labels;
use crate::app::source::laid_out::{LaidOut, UNSCROLLED, is_scrolled_away};
use crate::app::source::view::SourceView;
use crate::app::style::Palette;

/// Space kept free beside what is brought into sight, in points.
const MARGIN: f32 = 24.0;

/// Width of the mark at the left edge, in points.
const EDGE_WIDTH: f32 = 10.0;

/// Space kept free above and below what need not be scrolled, in points.
const EDGE: f32 = 40.0;

/// Shows that the beginning of the lines is scrolled away: a line along the edge, with an arrow.
pub(crate) fn edge(ui: &Ui, text: &LaidOut, palette: &Palette) {
    let visible = ui.clip_rect();
    if !is_scrolled_away(text.origin.x, visible) {
        return;
    }
    let edge = visible.with_max_x(visible.left() + EDGE_WIDTH);
    ui.painter().rect_filled(edge, 0, palette.accent_soft);
    for step in 0..3_u8 {
        let y = visible.top() + visible.height() * (f32::from(step) + 0.5) / 3.0;
        ui.painter().text(
            Pos2::new(edge.center().x, y),
            Align2::CENTER_CENTER,
            "‹",
            FontId::proportional(15.0),
            palette.accent,
        );
    }
}

/// Scrolls to the place asked for, or to the `selected` characters where that was asked for. `pane` is the visible part of
/// the pane, line numbers included; the clip rectangle of `ui` leaves them out.
pub(crate) fn scroll(
    ui: &Ui,
    pane: Rect,
    view: &mut SourceView,
    text: &LaidOut,
    selected: Option<Rect>,
) {
    let asked = view.find.take_scroll();
    let asked = asked.or(view.scroll_to.take());
    let wants_selection = std::mem::take(&mut view.scroll_to_selection);
    let target = match asked {
        Some(span) => text.rects(span).into_iter().next(),
        None if wants_selection => selected,
        None => None,
    };
    let Some(target) = target else { return };
    let visible = ui.clip_rect();
    let aside = aside(target, visible, text.origin.x, labels::width(visible));
    let is_in_sight = visible
        .shrink2(Vec2::new(0.0, EDGE))
        .y_range()
        .contains(target.top())
        && visible
            .shrink2(Vec2::new(0.0, EDGE))
            .y_range()
            .contains(target.bottom());
    if aside == 0.0 && is_in_sight && asked.is_none() {
        return;
    }
    let y_range = if is_in_sight && asked.is_none() {
        pane.y_range()
    } else {
        target.y_range()
    };
    // As wide as the pane: centred, it moves sideways by no more than is needed.
    let aim = Rect::from_x_y_ranges(pane.translate(Vec2::new(aside, 0.0)).x_range(), y_range);
    ui.scroll_to_rect(aim, Some(Align::Center));
}

/// How far the text is to move to the left, in points, so that `target` is in sight. `start` is where lines begin. The
/// beginning of a row names it: it comes back wherever it can; where it cannot, labels as wide as `labels` lie over the
/// left edge.
fn aside(target: Rect, visible: Rect, start: f32, labels: f32) -> f32 {
    let to_start = start - visible.left();
    let fits_at_start = target.right() - to_start <= visible.right();
    if fits_at_start {
        return if to_start.abs() < UNSCROLLED {
            0.0
        } else {
            to_start
        };
    }
    let free = egui::Rangef::new(visible.left() + labels, visible.right());
    if start < visible.left() && free.contains(target.left()) && free.contains(target.right()) {
        return 0.0;
    }
    let needed = target.right() + MARGIN - visible.right();
    needed.min(target.left() - free.min)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pane shows 400 points of lines whose beginning is scrolled `scrolled` points away.
    #[track_caller]
    fn check_aside(scrolled: f32, (left, right): (f32, f32), expected: f32) {
        let visible = Rect::from_min_max(Pos2::new(50.0, 0.0), Pos2::new(450.0, 100.0));
        let start = visible.left() - scrolled;
        let target = Rect::from_min_max(
            Pos2::new(start + left, 10.0),
            Pos2::new(start + right, 30.0),
        );
        let moved = aside(target, visible, start, 60.0);
        assert!(
            (moved - expected).abs() < 0.01,
            "{moved} instead of {expected}"
        );
    }

    #[test]
    fn a_fraction_of_a_pixel_covers_no_character() {
        let visible = Rect::from_min_max(Pos2::new(317.4, 0.0), Pos2::new(600.0, 100.0));
        assert!(!is_scrolled_away(317.0, visible));
        assert!(is_scrolled_away(310.0, visible));
    }

    #[test]
    fn rows_move_aside_no_more_than_needed_and_come_back_to_their_beginning() {
        check_aside(0.0, (10.0, 40.0), 0.0);
        // A fraction of a pixel is no way.
        check_aside(0.4, (10.0, 40.0), 0.0);
        check_aside(0.0, (500.0, 530.0), 154.0);
        check_aside(154.0, (450.0, 480.0), 0.0);
        check_aside(154.0, (300.0, 330.0), -154.0);
        check_aside(0.0, (390.0, 1200.0), 330.0);
        // Labels lie over the left edge: what is under them is not in sight.
        check_aside(400.0, (420.0, 430.0), -346.0);
        // Prose is wrapped at the edge of the pane.
        check_aside(200.0, (300.0, 400.0), -200.0);
    }
}
