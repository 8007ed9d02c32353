//! One picture: bars, or how many reports lie in each tenth. Every part that stands for reports can be clicked and walked.

use egui::{
    Align2, Color32, CornerRadius, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, vec2,
};

use crate::app::commands::Command;
use crate::app::overview::names::name_of;
use crate::app::style::{self, Palette};
use crate::app::texts;
use crate::export::overview::charts::{Bar, LEAST_SCALE, Part, Tone};

/// Height of a bar with the gap behind it, in points.
const ROW: f32 = 22.0;

/// Space between two bars, in points.
const GAP: f32 = 5.0;

/// The part of the width that names stand in.
const NAMES: f32 = 0.26;

/// The part of the width behind the longest bar, for its figure.
const FIGURES: f32 = 0.2;

/// Least width of a part that is not empty, in points: one report of ten thousand is seen, and can be hit.
const LEAST: f32 = 3.0;

/// Size of a histogram, in points.
pub(super) const HISTOGRAM: Vec2 = Vec2::new(270.0, 72.0);

/// The parts drawn so far, and which of them is marked.
pub(super) struct Walked {
    /// How many parts that stand for reports were drawn.
    pub n: usize,
    /// The number of the first part of each bar or picture.
    pub firsts: Vec<usize>,
    /// The part that is marked, from 0.
    pub marked: usize,
    /// Whether the keys walk the parts now.
    pub has_keys: bool,
    /// Whether the marked part has to be brought into sight.
    pub scrolls: bool,
    /// The part that was clicked.
    pub clicked: Option<usize>,
    /// The command that the marked part stands for.
    pub command: Option<Command>,
}

/// Draws bars below each other, all to the scale of the longest.
pub(super) fn bars_ui(ui: &mut Ui, section: &str, bars: &[Bar], walked: &mut Walked) {
    let sum = |bar: &Bar| bar.parts.iter().map(|part| part.n).sum::<usize>();
    let most = bars
        .iter()
        .map(sum)
        .max()
        .unwrap_or_default()
        .max(LEAST_SCALE);
    let width = ui.available_width();
    let (left, room) = (width * NAMES, width * (1.0 - NAMES - FIGURES));
    for bar in bars {
        let (row, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
        walked.firsts.push(walked.n);
        let palette = style::palette(ui);
        let is_seen = ui.is_rect_visible(row);
        let name = name_of(&bar.name);
        if is_seen {
            let names = Rect::from_min_size(row.min, vec2(left - 8.0, ROW));
            text(ui, names, Align2::RIGHT_CENTER, &name, palette.text);
        }
        let mut x = row.left() + left;
        for part in bar.parts.iter().filter(|part| part.n > 0) {
            let length = (room * share(part.n, most)).max(LEAST);
            let corner = Pos2::new(x, row.top() + GAP / 2.0);
            let rect = Rect::from_min_size(corner, vec2(length, ROW - GAP));
            part_ui(ui, (section, &name, part), (rect, rect), walked);
            x += length;
        }
        if is_seen {
            let figures = Rect::from_x_y_ranges(x + 6.0..=row.right(), row.y_range());
            text(ui, figures, Align2::LEFT_CENTER, &bar.figure, palette.weak);
        }
    }
}

/// Draws how many reports lie in each tenth.
pub(super) fn histogram_ui(
    ui: &mut Ui,
    (name, n): (&str, usize),
    tenths: &[Part],
    walked: &mut Walked,
) {
    walked.firsts.push(walked.n);
    ui.vertical(|ui| {
        ui.set_width(HISTOGRAM.x);
        ui.label(texts::REPORTS_OF.with_both(name, n));
        let (rect, _) = ui.allocate_exact_size(HISTOGRAM, Sense::hover());
        let palette = style::palette(ui);
        let most = tenths.iter().map(|part| part.n).max().unwrap_or_default();
        let width = rect.width() / count(tenths.len().max(1));
        let ground = rect.bottom() - 16.0;
        let height = ground - rect.top();
        ui.painter()
            .hline(rect.x_range(), ground, Stroke::new(1.0, palette.line));
        for (at, part) in tenths.iter().enumerate() {
            let left = rect.left() + width * count(at);
            let column = Rect::from_x_y_ranges(left..=left + width - 2.0, rect.top()..=ground);
            if part.n > 0 {
                let top = ground - (height * share(part.n, most)).max(LEAST);
                let filled = Rect::from_x_y_ranges(column.x_range(), top..=ground);
                // The whole column can be hit: a low one is as good as a high one.
                part_ui(ui, (name, "", part), (column, filled), walked);
            }
        }
        for (tenths, label, align) in [
            (0.0, "0", Align2::LEFT_BOTTOM),
            (5.0, "50", Align2::CENTER_BOTTOM),
            (10.0, "100 %", Align2::RIGHT_BOTTOM),
        ] {
            let x = rect.left() + width * tenths;
            let place = Pos2::new(x, rect.bottom());
            let font = style::small_font();
            ui.painter().text(place, align, label, font, palette.weak);
        }
    });
}

/// A part of a picture: `hit` is where it can be clicked, `filled` what is painted.
fn part_ui(
    ui: &Ui,
    (section, bar, part): (&str, &str, &Part),
    (hit, filled): (Rect, Rect),
    walked: &mut Walked,
) {
    let at = walked.n;
    walked.n += 1;
    let is_marked = at == walked.marked;
    if is_marked {
        if walked.clicked.is_none() {
            walked.command = Some(Command::ListWhich(Box::new(part.which.clone())));
        }
        if std::mem::take(&mut walked.scrolls) {
            // Not behind what is told at the foot of the window.
            ui.scroll_to_rect(hit.expand(4.0 * ROW), None);
        }
    }
    if !ui.is_rect_visible(hit) {
        return;
    }
    let response = ui.interact(hit, Id::unique(("overview part", at)), Sense::CLICK);
    let palette = style::palette(ui);
    let color = color(part.tone, palette);
    let color = if response.hovered() {
        color.gamma_multiply(0.8)
    } else {
        color
    };
    ui.painter().rect_filled(filled, CornerRadius::ZERO, color);
    if is_marked && walked.has_keys {
        let frame = Stroke::new(2.0, palette.text);
        ui.painter().rect_stroke(
            filled.expand(1.0),
            CornerRadius::ZERO,
            frame,
            StrokeKind::Outside,
        );
    }
    tell(response, (section, bar, part), at, walked);
}

fn tell(
    response: Response,
    (section, bar, part): (&str, &str, &Part),
    at: usize,
    walked: &mut Walked,
) {
    let own = name_of(&part.name);
    let mut names = vec![section];
    names.extend([bar, &own].into_iter().filter(|name| !name.is_empty()));
    names.dedup();
    let name = texts::PART.with_both(names.join(texts::COMMA.show()), part.n);
    let n_reports = texts::PART_REPORTS.with(part.n_reports);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.clicked() {
        walked.clicked = Some(at);
        walked.command = Some(Command::ListWhich(Box::new(part.which.clone())));
    }
    response.on_hover_text(format!("{name}\n{n_reports}"));
}

/// A square of the tone, for the key of a picture.
pub(super) fn key_ui(ui: &mut Ui, tone: Tone, name: &str) {
    let size = Vec2::splat(style::SMALL_SIZE - 2.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let palette = style::palette(ui);
    let color = color(tone, palette);
    ui.painter().rect_filled(rect, CornerRadius::ZERO, color);
    let name = egui::RichText::new(name).size(style::SMALL_SIZE);
    ui.label(name.color(palette.weak));
}

fn color(tone: Tone, palette: &Palette) -> Color32 {
    match tone {
        Tone::Good => palette.good,
        Tone::Plain => palette.accent,
        Tone::Caution => palette.caution,
        Tone::Doubt => palette.doubt,
        Tone::Bad => palette.bad,
        Tone::Rest => palette.strong_line,
    }
}

/// A line of text that is cut where it has no room.
fn text(ui: &Ui, rect: Rect, align: Align2, text: &str, color: Color32) {
    let mut job =
        egui::text::LayoutJob::simple_singleline(text.to_owned(), style::table_font(), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(1.0));
    let galley = ui.painter().layout_job(job);
    let place = align.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min, galley, color);
}

fn share(n: usize, most: usize) -> f32 {
    count(n) / count(most.max(1))
}

#[expect(clippy::cast_precision_loss, reason = "some thousand points at most")]
fn count(n: usize) -> f32 {
    n as f32
}
