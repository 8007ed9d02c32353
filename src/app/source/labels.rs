//! The labels of rows, kept in sight at the left edge while their figures are scrolled sideways; prose, which is wrapped
//! and fits, stays where it is.

use egui::text::LayoutJob;
use egui::{CornerRadius, Pos2, Rangef, Rect, Stroke, Ui, Vec2};

use crate::app::source::laid_out::{LaidOut, is_scrolled_away};
use crate::app::source::line::SourceLine;
use crate::app::source::read_as::format_of;
use crate::app::style::{Palette, fonts};

/// Width that labels may take at most, in points.
const MOST: f32 = 190.0;

/// The part of the pane that they may take.
const SHARE: f32 = 0.4;

/// Space around a label, in points.
const PADDING: f32 = 6.0;

/// How far labels that stay in sight reach into a pane that shows `visible`.
pub(super) fn width(visible: Rect) -> f32 {
    MOST.min(visible.width() * SHARE)
}

/// Draws the labels of the rows in sight, if the beginning of the lines is scrolled away and there are any, and the prose
/// as if nothing were scrolled; gives where they lie over the text.
pub(super) fn ui(
    ui: &Ui,
    text: &LaidOut,
    source: &str,
    lines: &[SourceLine],
    palette: &Palette,
) -> Vec<Rect> {
    let visible = ui.clip_rect();
    if !is_scrolled_away(text.origin.x, visible) {
        return Vec::new();
    }
    let shown = in_sight(text, lines, visible);
    let strip = visible.with_max_x(visible.left() + width(visible));
    let has_label = |shown: &InSight| shown.kept(source, strip) == Kept::Label;
    if !shown.iter().any(has_label) {
        return Vec::new();
    }
    let covered = shown
        .iter()
        .filter_map(|shown| match shown.kept(source, strip) {
            Kept::Label | Kept::Nothing => Some(label_ui(ui, shown, strip, source, palette)),
            Kept::Whole => Some(prose_ui(ui, shown, source, palette)),
            Kept::Scrolled => None,
        });
    covered.collect()
}

/// Draws the label of a line at the left edge, or none on an empty line; gives where.
fn label_ui(ui: &Ui, shown: &InSight, strip: Rect, source: &str, palette: &Palette) -> Rect {
    let own = Rect::from_x_y_ranges(strip.x_range(), shown.rows);
    // Underlines of what is scrolled reach out of their row.
    let ground = own.expand2(Vec2::new(0.0, 1.0)).intersect(strip);
    let painter = ui.painter().with_clip_rect(ground);
    painter.rect_filled(ground, CornerRadius::ZERO, palette.paper);
    let width = strip.width() - 2.0 * PADDING;
    let label = shown.line.label.filter(|_| shown.line.is_table);
    let label = label.map_or("", |label| label.of(source));
    let mut job = LayoutJob::simple(label.to_owned(), fonts::source_font(), palette.text, width);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = painter.layout_job(job);
    let at = Pos2::new(strip.left() + PADDING, shown.middle - galley.size().y / 2.0);
    painter.galley(at, galley, palette.text);
    let edge = Stroke::new(1.5, palette.accent);
    painter.vline(strip.right() - 1.0, own.y_range(), edge);
    own
}

/// Draws a line of prose where it would stand were nothing scrolled sideways; gives where.
fn prose_ui(ui: &Ui, shown: &InSight, source: &str, palette: &Palette) -> Rect {
    let visible = ui.clip_rect();
    let own = Rect::from_x_y_ranges(visible.x_range(), shown.rows);
    let format = format_of(None, palette, fonts::source_font());
    let mut job = LayoutJob::default();
    job.append(
        shown.line.span.of(source).trim_end_matches('\n'),
        0.0,
        format,
    );
    job.wrap.max_width = shown.width;
    if shown.line.is_table {
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
    }
    let painter = ui.painter();
    painter.rect_filled(own, CornerRadius::ZERO, palette.paper);
    let galley = painter.layout_job(job);
    painter.galley(own.left_top(), galley, palette.text);
    own
}

/// A line of which something is in sight.
struct InSight<'a> {
    line: &'a SourceLine,
    /// The middle of its first row on the screen.
    middle: f32,
    /// From its first row to its last one, on the screen.
    rows: Rangef,
    /// The width it is wrapped at where it is prose.
    width: f32,
    /// Where its first row ends at the right, on the screen.
    end: f32,
}

/// What of a line stays in sight while the text is scrolled sideways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// Its label: the figures behind it are scrolled.
    Label,
    /// All of it, from its beginning: prose, and what of a table would be out of sight.
    Whole,
    /// What is scrolled to: heads, and figures without a label, of which none may be covered.
    Scrolled,
    /// There is nothing on it.
    Nothing,
}

impl InSight<'_> {
    /// `strip` is where labels stand.
    fn kept(&self, source: &str, strip: Rect) -> Kept {
        if self.line.span.of(source).trim().is_empty() {
            return Kept::Nothing;
        }
        let is_in_sight = self.end > strip.right();
        match (self.line.is_table, self.line.label) {
            (true, Some(_)) => Kept::Label,
            (true, None) if is_in_sight => Kept::Scrolled,
            _ => Kept::Whole,
        }
    }
}

/// The lines of which something is in sight; of those of tables, the first row.
fn in_sight<'a>(text: &LaidOut, lines: &'a [SourceLine], visible: Rect) -> Vec<InSight<'a>> {
    let mut shown: Vec<InSight<'a>> = Vec::new();
    let mut lines = lines.iter();
    let mut begins_line = true;
    for row in &text.galley.rows {
        let begun = if begins_line { lines.next() } else { None };
        begins_line = row.ends_with_newline;
        let top = text.origin.y + row.pos.y;
        let rows = Rangef::new(top, top + row.size.y);
        match (begun, shown.last_mut()) {
            (Some(line), _) => shown.push(InSight {
                line,
                middle: rows.center(),
                rows,
                width: text.width,
                end: text.origin.x + row.pos.x + row.size.x,
            }),
            (None, Some(last)) => last.rows.max = rows.max,
            (None, None) => {}
        }
        if top > visible.bottom() {
            break;
        }
    }
    shown.retain(|shown| {
        let first = if shown.line.is_table {
            shown.middle
        } else {
            shown.rows.max
        };
        first >= visible.top() && shown.rows.min <= visible.bottom()
    });
    shown
}
