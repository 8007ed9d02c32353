//! One figure of the carpet: its picture, or the characters around it, and below what its cell holds now.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use crate::app::carpet::cut::Cut;
use crate::app::carpet::sheets::Snippet;
use crate::app::style::{self, Palette, fonts};
use crate::app::texts;
use crate::review::carpet::Tile;

/// Height of what is printed, in points.
pub(super) const PRINTED: f32 = 34.0;

/// Height of what the cell holds, in points.
pub(super) const HELD: f32 = 22.0;

/// Largest enlargement of a figure.
const LARGEST: f32 = 1.6;

/// Characters of the text shown at each side of a figure.
const BESIDE: usize = 8;

/// Where the two halves of a figure lie in its `rect`.
pub(super) fn halves(rect: Rect) -> (Rect, Rect) {
    rect.split_top_bottom_at_y(rect.top() + PRINTED)
}

/// Paints what is printed, or what stands at the `sides` of it on its line.
pub(super) fn paint_printed(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    (tile, sides): (&Tile, impl FnOnce() -> (String, String)),
    snippet: &Snippet<'_>,
) {
    let inside = painter.with_clip_rect(rect.shrink(1.0).intersect(painter.clip_rect()));
    match snippet {
        Snippet::Picture(texture, size, cut) => {
            inside.rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
            paint_picture(&inside, palette, rect, tile, (*texture, *size, cut));
        }
        Snippet::Coming | Snippet::Nothing(_) => {
            paint_text(&inside, palette, rect, tile, &sides());
        }
    }
}

fn paint_picture(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    tile: &Tile,
    (texture, size, cut): (egui::TextureId, Vec2, &Cut),
) {
    let pixels = cut.window.size();
    let room = rect.shrink(2.0).size() / pixels.max(Vec2::splat(1.0));
    let scale = room.min_elem().min(LARGEST);
    let target = Rect::from_center_size(rect.center(), pixels * scale);
    let share = |at: Pos2| (at.to_vec2() / size).to_pos2();
    let uv = Rect::from_min_max(share(cut.window.min), share(cut.window.max));
    painter.image(texture, target, uv, Color32::WHITE);
    let digits = tile.token.chars().all(|c| c.is_ascii_digit());
    if !digits {
        return;
    }
    // Digits are as wide as each other: the marked ones get a line below.
    let place = |at: Pos2| target.min + (at - cut.window.min) * scale;
    let ink = Rect::from_min_max(place(cut.ink.min), place(cut.ink.max));
    let width = ink.width() / small(tile.token.len());
    for at in &tile.marked {
        let left = ink.left() + width * small(*at);
        let y = (ink.bottom() + 3.0).min(rect.bottom() - 1.5);
        let line = [pos2(left + 1.0, y), pos2(left + width - 1.0, y)];
        painter.line_segment(line, Stroke::new(2.0, palette.accent));
    }
}

/// The figure among the characters of its line; the marked ones have a ground of their own.
fn paint_text(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    tile: &Tile,
    (before, behind): &(String, String),
) {
    let weak = TextFormat::simple(style::small_font(), palette.weak);
    let plain = TextFormat::simple(fonts::source_font(), palette.text);
    let mut marked = plain.clone();
    marked.background = palette.accent_soft;
    marked.color = palette.accent;
    let mut job = LayoutJob::default();
    job.append(before, 0.0, weak.clone());
    for (at, c) in tile.token.chars().enumerate() {
        let format = if tile.marked.contains(&at) {
            &marked
        } else {
            &plain
        };
        job.append(&c.to_string(), 0.0, format.clone());
    }
    job.append(behind, 0.0, weak);
    let galley = painter.layout_job(job);
    // The figure itself stands in the middle; what is around it may be cut off.
    let measure =
        |text: &str| painter.layout_no_wrap(text.to_owned(), style::small_font(), palette.weak);
    let (left, right) = (measure(before).size().x, measure(behind).size().x);
    let shift = (right - left) / 2.0;
    let corner = rect.center() - galley.size() / 2.0 + vec2(shift, 0.0);
    painter.galley(corner, galley, palette.text);
}

/// What stands on the line of the figure before and behind it, as much as has room, white space as one space.
pub(crate) fn around(tile: &Tile, text: &str) -> (String, String) {
    let (Some(first), Some(last)) = (tile.spans.first(), tile.spans.last()) else {
        return (String::new(), String::new());
    };
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = text.get(..first.start()).unwrap_or_default();
    let before = line(before.rsplit('\n').next().unwrap_or_default());
    let skipped = before.chars().count().saturating_sub(BESIDE);
    let before: String = before.chars().skip(skipped).collect();
    let behind = text.get(last.end()..).unwrap_or_default();
    let behind = line(behind.split('\n').next().unwrap_or_default());
    let behind: String = behind.chars().take(BESIDE).collect();
    (format!("{before} "), format!(" {behind}"))
}

/// Paints the frame of a figure.
pub(super) fn paint_frame(painter: &Painter, palette: &Palette, rect: Rect, is_selected: bool) {
    let stroke = if is_selected {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.line)
    };
    painter.rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Inside);
}

/// Why there is no picture, where there should be one.
pub(super) fn trouble_of(snippet: &Snippet<'_>) -> Option<String> {
    match snippet {
        Snippet::Nothing(Some(sentence)) if !sentence.is_empty() => Some((*sentence).to_owned()),
        Snippet::Nothing(Some(_)) => Some(texts::CARPET_NO_PICTURE.show().to_owned()),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a figure has few characters")]
fn small(n: usize) -> f32 {
    n as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_figure_is_shown_with_what_stands_beside_it_on_its_line() {
        let text = "一行\n（一）予以公开\t28\t0\n二行";
        let at = text.find("28").unwrap();
        let tile = Tile {
            cell: "requests.carried_in.total".parse().unwrap(),
            token: "28".to_owned(),
            marked: vec![0],
            spans: vec![Span::new(at, at + 2)],
        };
        assert_eq!(
            around(&tile, text),
            ("（一）予以公开 ".to_owned(), " 0".to_owned())
        );
        let nowhere = Tile {
            spans: Vec::new(),
            ..tile
        };
        assert_eq!(around(&nowhere, text), (String::new(), String::new()));
    }
}
