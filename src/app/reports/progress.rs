//! A picture of how far a dataset is: one bar, and what its parts stand for.

use egui::{Color32, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::app::reports::queue::Progress;
use crate::app::{style, texts};
use crate::dataset::queue::Standing;

/// Height of the bar, in points.
const HEIGHT: f32 = 6.0;

/// Least width of a part that is not empty, in points: one report of ten thousand is seen.
const LEAST: f32 = 2.0;

/// Draws the picture.
pub(super) fn ui(ui: &mut Ui, progress: &Progress) {
    let said = said(progress);
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), HEIGHT), Sense::hover());
    let name = texts::PROGRESS.with(&said);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
    let palette = style::palette(ui);
    ui.painter().rect_filled(rect, 2, palette.line);
    let parts: Vec<(usize, Color32)> = done_first()
        .map(|standing| (progress.n(standing), color(standing, palette)))
        .filter(|(n, _)| *n > 0)
        .collect();
    let all: usize = progress.by_standing.iter().sum::<usize>() + progress.n_unknown;
    let mut left = rect.left();
    for (n, color) in parts {
        let width = (rect.width() * share(n, all)).max(LEAST);
        let right = (left + width).min(rect.right());
        let part = Rect::from_x_y_ranges(left..=right, rect.y_range());
        ui.painter().rect_filled(part, 0, color);
        left = right;
    }
    response.on_hover_text(&said);
}

/// From what is done to what is not.
fn done_first() -> impl Iterator<Item = Standing> {
    let all = [
        Standing::Signed,
        Standing::Forced,
        Standing::Doubtful,
        Standing::Begun,
    ];
    all.into_iter()
}

fn color(standing: Standing, palette: &style::Palette) -> Color32 {
    match standing {
        Standing::Signed => palette.good,
        Standing::Forced => palette.caution,
        Standing::Doubtful => palette.doubt,
        Standing::Begun => palette.accent,
        Standing::Fresh => palette.line,
    }
}

fn share(n: usize, all: usize) -> f32 {
    let of = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    // A share of a bar of a few hundred points needs no more.
    let parts = u64::from(of(n)) * 10_000 / u64::from(of(all).max(1));
    f32::from(u16::try_from(parts.min(10_000)).unwrap_or(10_000)) / 10_000.0
}

/// `审定 12　在审 3　待审 85`: what there is none of is not said, but for what is done and what is to do.
pub(super) fn said(progress: &Progress) -> String {
    let order = done_first().chain([Standing::Fresh]);
    let is_said = |standing: &Standing| {
        let always = matches!(standing, Standing::Signed | Standing::Fresh);
        always || progress.n(*standing) > 0
    };
    let parts = order.filter(is_said).map(|standing| {
        let n = progress.n(standing);
        texts::STANDING_COUNT.with_both(texts::standing(standing), n)
    });
    parts.collect::<Vec<_>>().join("　")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_and_to_do_is_always_said() {
        let mut progress = Progress::default();
        assert_eq!(said(&progress), "审定 0　待审 0");
        progress.by_standing = [1, 2, 3, 4, 5];
        assert_eq!(
            said(&progress),
            "审定 5　强制审定 4　存疑 1　在审 2　待审 3"
        );
    }
}
