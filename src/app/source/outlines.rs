//! What is painted around and under the characters of the report: matches, sentences with figures, regions.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};

use crate::app::source::laid_out::LaidOut;
use crate::app::style::Palette;
use crate::review::statements::{Comparison, Statement};
use crate::source::Span;

/// Frames around the matches, filled behind the text: tints of values would hide the fill alone.
pub(crate) fn match_shapes(
    text: &LaidOut,
    (matches, current): (&[Span], Option<usize>),
    palette: &Palette,
) -> (Vec<egui::Shape>, Vec<egui::Shape>) {
    let (mut fills, mut frames) = (Vec::new(), Vec::new());
    for (at, span) in matches.iter().enumerate() {
        let is_current = Some(at) == current;
        let fill = palette
            .caution
            .gamma_multiply(if is_current { 0.5 } else { 0.2 });
        let stroke = Stroke::new(if is_current { 2.0 } else { 1.0 }, palette.caution);
        for rect in text.rects(*span) {
            let radius = CornerRadius::same(2);
            fills.push(egui::Shape::rect_filled(rect, radius, fill));
            frames.push(egui::Shape::rect_stroke(
                rect,
                radius,
                stroke,
                StrokeKind::Outside,
            ));
        }
    }
    (fills, frames)
}

/// The sentences in sight, each with its rectangles.
pub(crate) struct Sentences<'a> {
    shown: Vec<(&'a Statement, Vec<Rect>)>,
}

impl<'a> Sentences<'a> {
    /// Those of `statements` that `clip` leaves in sight.
    pub(crate) fn new(statements: &'a [Statement], text: &LaidOut, clip: Rect) -> Self {
        Self::placed(statements, |span| {
            let mut rects = text.rects(span);
            rects.retain(|rect| clip.intersects(*rect));
            rects
        })
    }

    /// Those of `statements` for whose characters `rects` gives a place in sight.
    pub(crate) fn placed(statements: &'a [Statement], rects: impl Fn(Span) -> Vec<Rect>) -> Self {
        let shown = statements.iter().filter_map(|statement| {
            let rects = rects(statement.span);
            (!rects.is_empty()).then_some((statement, rects))
        });
        Self {
            shown: shown.collect(),
        }
    }

    /// The sentence under the pointer; of several, the shortest.
    pub(crate) fn at(&self, pos: Pos2) -> Option<&'a Statement> {
        let under = self
            .shown
            .iter()
            .filter(|(_, rects)| rects.iter().any(|rect| rect.contains(pos)));
        under
            .map(|(statement, _)| *statement)
            .min_by_key(|statement| statement.span.len())
    }

    /// Where the first line of the sentence with these characters is.
    pub(crate) fn first_line(&self, span: Span) -> Option<Rect> {
        let mut shown = self.shown.iter();
        let own = shown.find(|(statement, _)| statement.span == span);
        own.and_then(|(_, rects)| rects.first().copied())
    }

    /// The lines of the sentences that contradict something.
    pub(crate) fn disagreeing(&self) -> impl Iterator<Item = Rect> {
        let shown = self.shown.iter();
        let such = shown.filter(|(statement, _)| statement.standing == Comparison::Disagrees);
        such.flat_map(|(_, rects)| rects.iter().copied())
    }

    /// What lies behind the characters.
    pub(crate) fn fills(&self, palette: &Palette) -> Vec<Shape> {
        let fill = |statement: &Statement| match statement.standing {
            Comparison::Agrees => palette.good.gamma_multiply(0.10),
            Comparison::Disagrees => palette.bad_soft,
            Comparison::NotComparable => Color32::TRANSPARENT,
        };
        let rects = self.shown.iter().flat_map(|(statement, rects)| {
            let fill = fill(statement);
            rects
                .iter()
                .map(move |rect| Shape::rect_filled(*rect, CornerRadius::same(2), fill))
        });
        rects.collect()
    }

    /// Lines under the characters: straight for agreement, a wave for contradiction, dots for neither. The shape says
    /// it without the colour.
    pub(crate) fn underlines(&self, painter: &Painter, palette: &Palette, selected: Option<Span>) {
        for (statement, rects) in &self.shown {
            let is_selected = selected == Some(statement.span);
            for rect in rects {
                underline(painter, palette, statement.standing, *rect);
                if is_selected {
                    let stroke = Stroke::new(1.5, palette.accent);
                    let rect = rect.expand2(Vec2::new(1.0, 0.0));
                    painter.rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Outside);
                }
            }
        }
    }
}

fn underline(painter: &Painter, palette: &Palette, standing: Comparison, rect: Rect) {
    let y = rect.bottom() - 1.5;
    let (left, right) = (Pos2::new(rect.left(), y), Pos2::new(rect.right(), y));
    match standing {
        Comparison::Agrees => {
            painter.line_segment([left, right], Stroke::new(1.2, palette.good));
        }
        Comparison::Disagrees => {
            painter.add(Shape::line(
                wave(left, right),
                Stroke::new(1.4, palette.bad),
            ));
        }
        Comparison::NotComparable => {
            painter.extend(Shape::dotted_line(&[left, right], palette.weak, 4.0, 0.9));
        }
    }
}

/// A zigzag from `left` to `right`.
fn wave(left: Pos2, right: Pos2) -> Vec<Pos2> {
    const STEP: f32 = 3.0;
    const HEIGHT: f32 = 1.6;
    let mut points = Vec::new();
    let (mut x, mut is_up) = (left.x, false);
    while x < right.x {
        let y = if is_up {
            left.y - HEIGHT
        } else {
            left.y + HEIGHT
        };
        points.push(Pos2::new(x, y));
        x += STEP;
        is_up = !is_up;
    }
    points.push(right);
    points
}

/// A dashed frame around all rows of a region, as wide as the pane.
pub(crate) fn region(ui: &Ui, text: &LaidOut, span: Span, palette: &Palette) {
    let rects = text.rects(span);
    let Some(whole) = rects.into_iter().reduce(Rect::union) else {
        return;
    };
    let pane = ui.max_rect();
    let x = pane.left() + 2.0..=pane.right() - 10.0;
    let frame = Rect::from_x_y_ranges(x, whole.y_range().expand(3.0));
    let corners = [
        frame.left_top(),
        frame.right_top(),
        frame.right_bottom(),
        frame.left_bottom(),
        frame.left_top(),
    ];
    let stroke = Stroke::new(1.5, palette.caution);
    ui.painter()
        .extend(Shape::dashed_line(&corners, stroke, 6.0, 4.0));
}
