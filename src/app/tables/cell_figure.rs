//! One cell of a table: its figure, its state by shape and colour, its frame.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use crate::app::style::{self, Palette};
use crate::app::tables::state_marks;
use crate::review::state::CellState;
use crate::review::years::{Compared, LastYear};
use crate::rules::Severity;

/// How a broken rule or a claim touches a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Not at all.
    #[default]
    No,
    /// An open broken rule of error level names it, or it is a zero of the selected finding: a light dashed frame.
    Involved,
    /// Open warnings or hints alone name it: a triangle in its upper left corner, as before them in the list.
    Warned,
    /// The likeliest proposal changes it: solid frame.
    Suspect,
    /// The selected finding names it at this place, from 1: dashed frame with its number.
    Term(usize),
    /// A selected warning or hint names it at this place: dashed frame and number in the colour of warnings.
    WarnedTerm(usize),
    /// A selected finding names it, and the likeliest proposal changes it: solid frame with its number.
    SuspectTerm(usize),
    /// The selected sentence of the prose speaks of it: frame in the colour of links.
    Claimed,
}

impl Mark {
    /// The mark of a cell that open broken rules name, the worst of which is so bad.
    pub(crate) fn of_accused(accused: Option<Severity>) -> Self {
        match accused {
            Some(Severity::Error) => Self::Involved,
            Some(Severity::Warning | Severity::Hint) => Self::Warned,
            None => Self::No,
        }
    }
}

/// How a cell is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Selected {
    /// Not at all.
    #[default]
    No,
    /// Part of the selected block.
    InBlock,
    /// The cell the keyboard acts on.
    Head,
}

/// What a cell shows, apart from frame and selection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure<'a> {
    /// What is written in it.
    pub text: &'a str,
    /// What should stand there, beside 原文如此.
    pub aside: Option<&'a str>,
    /// What last year's report has in its place.
    pub last_year: Option<LastYear>,
    /// Its state.
    pub state: CellState,
    /// Whether there is a remark about it.
    pub is_noted: bool,
}

impl<'a> Figure<'a> {
    /// A figure with nothing beside it.
    pub(crate) fn plain(text: &'a str, state: CellState) -> Self {
        Self {
            text,
            aside: None,
            last_year: None,
            state,
            is_noted: false,
        }
    }
}

/// Paints a cell into `rect`.
pub(crate) fn paint_cell(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    figure: &Figure,
    (mark, selected): (Mark, Selected),
) {
    let Figure { text, state, .. } = *figure;
    paint_background(painter, palette, rect, state, selected);
    // Frames and the triangle of a warning stand at the left.
    let at_left = if mark == Mark::Warned { 13.0 } else { 6.0 };
    paint_text(painter, palette, rect, figure, at_left);
    state_marks::paint(painter, palette, rect, state);
    if text.is_empty() && !matches!(state, CellState::Unread | CellState::Illegible) {
        blank_mark(painter, palette, rect);
    }
    if figure.is_noted {
        state_marks::note(painter, palette, rect);
    }
    paint_frame(painter, palette, rect, mark);
    if selected == Selected::Head {
        let ring = Stroke::new(2.0, palette.accent);
        painter.rect_stroke(rect, CornerRadius::same(1), ring, StrokeKind::Inside);
    }
}

/// Paints over a cell what a proposal would make of it: the old figure, an arrow, the new one.
pub(crate) fn paint_preview(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    (now, then): (&str, &str),
) {
    painter.rect_filled(rect, CornerRadius::ZERO, palette.caution_soft);
    let ring = Stroke::new(2.0, palette.accent);
    painter.rect_stroke(rect, CornerRadius::same(1), ring, StrokeKind::Inside);
    let inside = painter.with_clip_rect(painter.clip_rect().intersect(rect.shrink(1.0)));
    let (now, then) = [now, then]
        .map(|text| if text.is_empty() { "□" } else { text })
        .into();
    let old = inside.layout_no_wrap(now.to_owned(), style::small_font(), palette.weak);
    let arrow = inside.layout_no_wrap("→".to_owned(), style::small_font(), palette.weak);
    let new = inside.layout_no_wrap(then.to_owned(), style::table_font(), palette.accent);
    let width = old.size().x + arrow.size().x + new.size().x;
    // Where all three have no room, the new figure is kept in sight.
    let mut x = rect.center().x - width / 2.0;
    if width > rect.width() - 4.0 {
        x = rect.right() - 2.0 - width;
    }
    for galley in [old, arrow, new] {
        let place = Pos2::new(x, rect.center().y - galley.size().y / 2.0);
        x += galley.size().x;
        inside.galley(place, galley, palette.text);
    }
}

fn paint_background(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    state: CellState,
    selected: Selected,
) {
    let fill = match state {
        CellState::Unread => palette.bad_soft,
        CellState::Uncertain | CellState::Estimated => palette.caution_soft,
        CellState::Doubtful => palette.doubt_soft,
        _ => palette.paper,
    };
    painter.rect_filled(rect, CornerRadius::ZERO, fill);
    match state {
        CellState::Unread => hatch(painter, rect, palette.bad.gamma_multiply(0.35)),
        CellState::Illegible => hatch(painter, rect, palette.weak.gamma_multiply(0.25)),
        _ => {}
    }
    if selected != Selected::No {
        let tint = palette
            .accent_soft
            .gamma_multiply(if selected == Selected::Head { 0.5 } else { 0.8 });
        painter.rect_filled(rect, CornerRadius::ZERO, tint);
    }
}

/// Diagonal lines, so that a cell without a content is seen without colour.
fn hatch(painter: &Painter, rect: Rect, color: Color32) {
    const DISTANCE: f32 = 7.0;
    let inside = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    let height = rect.height();
    let mut x = rect.left() - height;
    while x < rect.right() {
        let from = Pos2::new(x, rect.bottom());
        let to = Pos2::new(x + height, rect.top());
        inside.line_segment([from, to], Stroke::new(1.0, color));
        x += DISTANCE;
    }
}

/// Space between a figure and what stands beside it, in points.
const ASIDE_GAP: f32 = 4.0;

fn paint_text(painter: &Painter, palette: &Palette, rect: Rect, figure: &Figure, at_left: f32) {
    let color = match figure.state {
        CellState::Uncertain | CellState::Estimated => palette.caution,
        CellState::Doubtful => palette.doubt,
        CellState::NotApplicable => palette.weak,
        CellState::Corrected | CellState::Deduced => palette.accent,
        _ => palette.text,
    };
    let inside = painter.with_clip_rect(painter.clip_rect().intersect(rect.shrink(2.0)));
    let galley = inside.layout_no_wrap(figure.text.to_owned(), style::table_font(), color);
    let aside = figure
        .aside
        .map(|aside| inside.layout_no_wrap(aside.to_owned(), style::small_font(), palette.bad));
    let beside = aside
        .as_ref()
        .map_or(0.0, |aside| aside.size().x + ASIDE_GAP);
    // A text too long for its cell keeps its beginning in sight.
    let mut left =
        (rect.center().x - f32::midpoint(galley.size().x, beside)).max(rect.left() + 4.0);
    if let Some(last_year) = figure.last_year {
        let start = rect.left_center() + Vec2::new(at_left, 0.0);
        let end = paint_last_year(&inside, palette, start, last_year);
        let most = rect.right() - 3.0 - galley.size().x - beside;
        left = left.max((end + ASIDE_GAP).min(most));
    }
    let top = rect.center().y - galley.size().y / 2.0;
    let baseline = rect.center().y + galley.size().y / 2.0 - 1.0;
    let right = left + galley.size().x;
    inside.galley(Pos2::new(left, top), galley, color);
    if let Some(aside) = aside {
        let top = rect.center().y - aside.size().y / 2.0;
        inside.galley(Pos2::new(right + ASIDE_GAP, top), aside, palette.bad);
    }
    if figure.text.is_empty() {
        return;
    }
    let line = [Pos2::new(left, baseline), Pos2::new(right, baseline)];
    match figure.state {
        CellState::Uncertain => {
            inside.extend(Shape::dotted_line(&line, color, 3.0, 0.9));
        }
        CellState::Estimated => {
            inside.line_segment(line, Stroke::new(1.2, color));
        }
        _ => {}
    }
}

/// Last year's number from `start` on, by sign and colour as it compares. Gives where it ends.
fn paint_last_year(painter: &Painter, palette: &Palette, start: Pos2, last_year: LastYear) -> f32 {
    let number = last_year_text(last_year);
    let color = match last_year.compared {
        Compared::Plain => palette.weak,
        Compared::CarriedOver => palette.good,
        Compared::Far => palette.caution,
        Compared::Contradicts => palette.bad,
    };
    let galley = painter.layout_no_wrap(number, style::small_font(), color);
    let place = start - Vec2::new(0.0, galley.size().y / 2.0);
    let end = place.x + galley.size().x;
    if last_year.compared == Compared::Far {
        let behind = Rect::from_min_size(place, galley.size()).expand2(Vec2::new(1.5, 0.0));
        painter.rect_filled(behind, CornerRadius::same(2), palette.caution_soft);
    }
    painter.galley(place, galley, color);
    end
}

/// Last year's number as it is written in a cell.
pub(crate) fn last_year_text(last_year: LastYear) -> String {
    let sign = match last_year.compared {
        Compared::Plain | Compared::Far => "",
        Compared::CarriedOver => "＝",
        Compared::Contradicts => "≠",
    };
    let number = last_year.number.map(|number| number.to_string());
    format!("{sign}{}", number.as_deref().unwrap_or("？"))
}

/// A low bracket: the cell is printed and empty, whatever else is known about it.
fn blank_mark(painter: &Painter, palette: &Palette, rect: Rect) {
    let low = rect.center() + Vec2::new(0.0, 4.0);
    let (half, up) = (Vec2::new(5.0, 0.0), Vec2::new(0.0, 3.0));
    let points = vec![low - half - up, low - half, low + half, low + half - up];
    painter.add(Shape::line(points, Stroke::new(1.0, palette.weak)));
}

fn paint_frame(painter: &Painter, palette: &Palette, rect: Rect, mark: Mark) {
    let inner = rect.shrink(2.5);
    let solid = |color, width| {
        let stroke = Stroke::new(width, color);
        painter.rect_stroke(inner, CornerRadius::same(2), stroke, StrokeKind::Inside);
    };
    let center = inner.left_top() + Vec2::new(6.5, 6.5);
    match mark {
        Mark::No => {}
        Mark::Involved => dashed(painter, inner, style::stepped_back(palette.bad)),
        Mark::Suspect => solid(palette.bad, 1.6),
        Mark::Warned => triangle(
            painter,
            rect.left_top() + Vec2::new(6.5, 7.0),
            palette.caution,
        ),
        Mark::Term(number) => {
            dashed(painter, inner, palette.bad);
            ring_badge(painter, palette, (center, number), palette.bad);
        }
        Mark::WarnedTerm(number) => {
            dashed(painter, inner, palette.caution);
            ring_badge(painter, palette, (center, number), palette.caution);
        }
        Mark::SuspectTerm(number) => {
            solid(palette.bad, 1.6);
            badge(painter, palette, center, number);
        }
        Mark::Claimed => solid(palette.accent, 1.6),
    }
}

fn dashed(painter: &Painter, rect: Rect, color: Color32) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(
        &corners,
        Stroke::new(1.0, color),
        4.0,
        3.0,
    ));
}

/// Dots in the lower right corner: one for each rule that covers the cell.
pub(crate) fn paint_coverage(painter: &Painter, palette: &Palette, rect: Rect, n_rules: usize) {
    const MOST: usize = 3;
    let mut center = rect.right_bottom() + Vec2::new(-4.5, -4.5);
    for _ in 0..n_rules.min(MOST) {
        painter.circle_filled(center, 1.1, style::stepped_back(palette.weak));
        center.x -= 4.0;
    }
}

/// A number in a ring.
fn ring_badge(
    painter: &Painter,
    palette: &Palette,
    (center, number): (Pos2, usize),
    color: Color32,
) {
    painter.circle(center, 6.5, palette.paper, Stroke::new(1.0, color));
    badge_text(painter, center, number, color);
}

/// A filled triangle, the sign of warnings.
fn triangle(painter: &Painter, center: Pos2, color: Color32) {
    let corners = [(0.0, -4.0), (4.4, 3.6), (-4.4, 3.6)];
    let points = corners.map(|(x, y)| center + Vec2::new(x, y)).to_vec();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A number in a filled circle.
pub(crate) fn badge(painter: &Painter, palette: &Palette, center: Pos2, number: usize) {
    painter.circle_filled(center, 6.5, palette.bad);
    badge_text(painter, center, number, palette.on_accent);
}

fn badge_text(painter: &Painter, center: Pos2, number: usize, color: Color32) {
    painter.text(
        center,
        Align2::CENTER_CENTER,
        number,
        egui::FontId::proportional(9.5),
        color,
    );
}
