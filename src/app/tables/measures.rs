//! Measures of a table drawn as the form, its labels and its lines.

use std::sync::Arc;

use egui::{
    Align, Color32, FontId, Galley, Painter, Pos2, Rect, Role, Stroke, Ui, Vec2, WidgetInfo,
};

use crate::app::style::{self, Palette};
use crate::form::layout::{Content, FormLayout, LayoutBox};

/// Below this width, tables scroll sideways.
pub(crate) const MIN_WIDTH: f32 = 620.0;
/// Above this width, a row is too long to be followed by eye.
pub(crate) const MAX_WIDTH: f32 = 1080.0;
/// Height of a row with one line.
const ROW_HEIGHT: f32 = 25.0;
/// Space around a label.
const PADDING: Vec2 = Vec2::new(6.0, 4.0);
/// Height of a row with one line, and space above and below a label, where a whole table just has room so.
const CLOSE_ROW: (f32, f32) = (22.0, 2.0);
/// Height of a row with one line, and space above and below a label, where there is little room.
const LOW_ROW: (f32, f32) = (20.0, 1.0);
/// Smallest letters of a head.
const SMALLEST_HEAD: f32 = 8.5;
/// Width of the labels that stay in sight at the left edge, in points; less where the tables are narrow.
const STICKY_LABELS: f32 = 140.0;
/// The part of the tables' width they may cover.
const STICKY_SHARE: f32 = 0.4;

/// How high rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowHeight {
    /// As high as their labels, as on the form.
    #[default]
    Form,
    /// As high as their labels, with less space around them.
    Close,
    /// One line: a label too long for it is cut off.
    OneLine,
}

/// Edges of the columns and rows of a table, from its left upper corner, and the labels laid out for them.
pub(crate) struct Grid {
    columns: Vec<f32>,
    rows: Vec<f32>,
}

impl Grid {
    /// The size of the whole table.
    pub(crate) fn size(&self) -> Vec2 {
        let last = |edges: &[f32]| edges.last().copied().unwrap_or(0.0);
        Vec2::new(last(&self.columns), last(&self.rows))
    }

    /// The rectangle of `place` in a table whose left upper corner is `origin`.
    pub(crate) fn rect(&self, place: &LayoutBox, origin: Pos2) -> Rect {
        let edge =
            |edges: &[f32], at: usize| edges.get(at).or(edges.last()).copied().unwrap_or(0.0);
        let min = Vec2::new(
            edge(&self.columns, place.column),
            edge(&self.rows, place.row),
        );
        let max = Vec2::new(
            edge(&self.columns, place.column + place.n_columns),
            edge(&self.rows, place.row + place.n_rows),
        );
        Rect::from_min_max(origin + min, origin + max)
    }
}

/// Measures a table of about `width` points. Its rows stand closer where all of it is seen then in `room` points of
/// height, and would not be otherwise.
pub(crate) fn fitting(
    ui: &Ui,
    layout: &FormLayout,
    (width, room): (f32, f32),
    high: RowHeight,
) -> Grid {
    let grid = measure(ui, layout, width, high);
    if high != RowHeight::Form || grid.size().y <= room {
        return grid;
    }
    let close = measure(ui, layout, width, RowHeight::Close);
    if close.size().y <= room { close } else { grid }
}

/// Measures a table of about `width` points.
fn measure(ui: &Ui, layout: &FormLayout, width: f32, high: RowHeight) -> Grid {
    let columns = edges(&column_widths(layout, width));
    let (row_height, padding) = match high {
        RowHeight::Form => (ROW_HEIGHT, PADDING.y),
        RowHeight::Close => CLOSE_ROW,
        RowHeight::OneLine => LOW_ROW,
    };
    let mut heights = vec![row_height; layout.n_rows];
    let grid = Grid {
        columns,
        rows: Vec::new(),
    };
    // Boxes of one row first, so that merged boxes only add what is still lacking.
    let mut by_height: Vec<&LayoutBox> = layout.boxes.iter().collect();
    by_height.sort_by_key(|place| place.n_rows);
    for place in by_height {
        let Some(text) = label(place) else { continue };
        if high == RowHeight::OneLine && matches!(place.content, Content::Label(_)) {
            continue;
        }
        let inner = grid.rect(place, Pos2::ZERO).width() - 2.0 * PADDING.x;
        let galley = lay_out(ui, place, text, inner);
        let needed = galley.size().y + 2.0 * padding;
        let own = heights.iter_mut().skip(place.row).take(place.n_rows);
        let available: f32 = own.map(|height| *height).sum();
        if needed > available
            && let Some(last) = heights.get_mut(place.row + place.n_rows - 1)
        {
            *last += needed - available;
        }
    }
    Grid {
        rows: edges(&heights),
        ..grid
    }
}

fn column_widths(layout: &FormLayout, width: f32) -> Vec<f32> {
    let labels: Vec<f32> = match layout.n_label_columns {
        0 => Vec::new(),
        1 => vec![(width * 0.30).clamp(170.0, 300.0)],
        n => {
            // Most labels have room in one line.
            let label = (width * 0.37).clamp(282.0, 400.0);
            // 三、本年度办理结果 stands upright in a narrow column, as on the form.
            let mut widths = vec![30.0];
            widths.extend(std::iter::repeat_n(70.0, n - 2));
            let taken: f32 = widths.iter().sum();
            widths.push(label - taken);
            widths
        }
    };
    let n_values = layout.n_columns - layout.n_label_columns;
    let rest = width - labels.iter().sum::<f32>();
    // At most a few dozen columns, so the count is exact.
    let value = rest / f32::from(u16::try_from(n_values.max(1)).unwrap_or(u16::MAX));
    labels
        .into_iter()
        .chain(std::iter::repeat_n(value, n_values))
        .collect()
}

fn edges(sizes: &[f32]) -> Vec<f32> {
    let mut edge = 0.0;
    std::iter::once(0.0)
        .chain(sizes.iter().map(|size| {
            edge += size;
            edge.round()
        }))
        .collect()
}

fn label(place: &LayoutBox) -> Option<&str> {
    match &place.content {
        Content::Heading(text)
        | Content::Head(text)
        | Content::Group(text)
        | Content::Label(text) => Some(text),
        Content::Cell(_) => None,
    }
}

fn lay_out(ui: &Ui, place: &LayoutBox, text: &str, width: f32) -> Arc<Galley> {
    let palette = style::palette(ui);
    let (color, align) = match place.content {
        Content::Label(_) => (palette.text, Align::Min),
        Content::Heading(_) => (palette.weak, Align::Min),
        _ => (palette.text, Align::Center),
    };
    let font = match place.content {
        Content::Head(_) => font_for_words(ui, text, width),
        _ => style::table_font(),
    };
    let galley = |text: &str, width: f32| {
        let mut job =
            egui::text::LayoutJob::simple(text.to_owned(), font.clone(), color, width.max(14.0));
        job.halign = align;
        // The narrow column of upright heads has one character a line, whatever it is.
        job.wrap.break_anywhere = width < 24.0;
        ui.painter().layout_job(job)
    };
    match place.content {
        // （三）不予公开 breaks behind its number, as on the form.
        Content::Group(_) if place.column > 0 => galley(&text.replacen('）', "）\n", 1), width),
        Content::Head(_) => balanced(galley(text, width), |width| galley(text, width)),
        _ => galley(text, width),
    }
}

/// The font of a head: smaller where a word of Latin letters would not fit into one line, and be broken in its middle.
fn font_for_words(ui: &Ui, text: &str, width: f32) -> FontId {
    let font = style::table_font();
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    let width_of = |word: &str| {
        let galley = ui
            .painter()
            .layout_no_wrap(word.to_owned(), font.clone(), Color32::BLACK);
        galley.size().x
    };
    let longest = words.map(width_of).fold(0.0, f32::max);
    // A line a hair too wide would be broken after all.
    let part = (width - 0.5) / longest.max(1.0);
    FontId {
        size: (font.size * part).clamp(SMALLEST_HEAD, font.size),
        ..font
    }
}

/// A head of several lines has lines of about one length: 结果|维持, not 结果维|持.
fn balanced(first: Arc<Galley>, again: impl Fn(f32) -> Arc<Galley>) -> Arc<Galley> {
    let n_lines = first.rows.len();
    let n_chars = first.job.text.chars().count();
    if n_lines < 2 || n_chars > 16 {
        return first;
    }
    let per_line = u16::try_from(n_chars.div_ceil(n_lines)).unwrap_or(u16::MAX);
    let narrower = again(f32::from(per_line) * style::TABLE_SIZE + 1.0);
    if narrower.rows.len() == n_lines {
        narrower
    } else {
        first
    }
}

/// Paints the head or label `place` and tells its text to assistive technology. `marked` is the place of the selected
/// cell: the label of its row is tinted, so that the row is followed by eye. Gives whether it was clicked.
pub(crate) fn label_ui(
    ui: &Ui,
    painter: &Painter,
    place: &LayoutBox,
    rect: Rect,
    marked: Option<&LayoutBox>,
) -> bool {
    let Some(text) = label(place) else {
        return false;
    };
    let palette = style::palette(ui);
    let is_label = matches!(place.content, Content::Label(_));
    let fill = match marked {
        Some(cell) if is_label && cell.row == place.row => palette.accent_soft,
        _ if is_label => palette.paper,
        _ => palette.head,
    };
    paint_label(ui, painter, place, rect, (text, fill));
    let id = ui.scope_id().with((place.row, place.column, text));
    let response = ui.interact(rect, id, egui::Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response.clicked()
}

fn paint_label(
    ui: &Ui,
    painter: &Painter,
    place: &LayoutBox,
    rect: Rect,
    (text, fill): (&str, egui::Color32),
) {
    painter.rect_filled(rect, egui::CornerRadius::ZERO, fill);
    let width = rect.width() - 2.0 * PADDING.x;
    let mut galley = lay_out(ui, place, text, width);
    if matches!(place.content, Content::Label(_)) && galley.size().y > rect.height() + 1.0 {
        galley = one_line(ui, text, width);
    }
    let x = match galley.job.halign {
        Align::Center => rect.center().x,
        _ => rect.left() + PADDING.x,
    };
    let middle = match place.content {
        Content::Group(_) => middle_in_sight(rect, ui.clip_rect(), galley.size().y),
        _ => rect.center().y,
    };
    let y = middle - galley.size().y / 2.0;
    painter.galley(Pos2::new(x, y), galley, style::palette(ui).text);
}

/// The middle of a text of `height` in the part of `rect` that is in sight: the label of a group of rows stays there as
/// long as any of its rows does.
fn middle_in_sight(rect: Rect, clip: Rect, height: f32) -> f32 {
    let half = height / 2.0;
    let (top, bottom) = (rect.top() + half, rect.bottom() - half);
    if top >= bottom {
        return rect.center().y;
    }
    rect.intersect(clip).center().y.clamp(top, bottom)
}

/// Column labels that stay in sight at the upper edge while the table's own heads are scrolled away. `marked` is the
/// place of the selected cell, whose column is tinted. Gives the one that was clicked; the cells beneath get no click.
pub(crate) fn sticky_heads<'a>(
    ui: &Ui,
    grid: &Grid,
    layout: &'a FormLayout,
    rect: Rect,
    marked: Option<&LayoutBox>,
) -> Option<&'a LayoutBox> {
    let first = layout
        .boxes
        .iter()
        .filter(|place| matches!(place.content, Content::Cell(_)));
    let first_row = first.map(|place| place.row).min()?;
    let clip = ui.clip_rect();
    let heads: Vec<&LayoutBox> = layout
        .boxes
        .iter()
        .filter(|place| {
            place.row + place.n_rows == first_row && place.column >= layout.n_label_columns
        })
        .collect();
    let own_bottom = heads
        .first()
        .map_or(rect.top(), |place| grid.rect(place, rect.min).bottom());
    let height = heads
        .iter()
        .filter_map(|place| {
            Some(
                lay_out(
                    ui,
                    place,
                    label(place)?,
                    grid.rect(place, rect.min).width() - 12.0,
                )
                .size()
                .y,
            )
        })
        .fold(0.0, f32::max)
        + 2.0 * PADDING.y;
    // Tables of several blocks have several heads; theirs are never far away.
    if layout
        .boxes
        .iter()
        .any(|place| matches!(place.content, Content::Heading(_)))
        || own_bottom > clip.top() + height
        || rect.bottom() < clip.top() + 2.0 * height
    {
        return None;
    }
    let palette = style::palette(ui);
    let strip = Rect::from_x_y_ranges(rect.x_range(), clip.top()..=clip.top() + height);
    let painter = ui.painter();
    painter.rect_filled(strip, egui::CornerRadius::ZERO, palette.head);
    let mut clicked = None;
    let id = ui.scope_id().with("sticky heads");
    ui.interact(strip, id, egui::Sense::CLICK | egui::Sense::DRAG);
    for place in heads {
        let own = Rect::from_x_y_ranges(grid.rect(place, rect.min).x_range(), strip.y_range());
        let is_marked = marked.is_some_and(|cell| cell.column == place.column);
        let fill = if is_marked {
            palette.accent_soft
        } else {
            palette.head
        };
        if let Some(text) = label(place) {
            paint_label(ui, painter, place, own, (text, fill));
        }
        let sense = egui::Sense::CLICK | egui::Sense::DRAG;
        if ui.interact(own, id.with(place.column), sense).clicked() {
            clicked = Some(place);
        }
        painter.vline(own.left(), own.y_range(), Stroke::new(1.0, palette.line));
    }
    painter.hline(
        strip.x_range(),
        strip.bottom(),
        Stroke::new(1.0, palette.strong_line),
    );
    clicked
}

/// How far the labels that stay in sight reach over the left edge of tables seen through `clip`.
pub(crate) fn sticky_width(clip: Rect) -> f32 {
    STICKY_LABELS.min(clip.width() * STICKY_SHARE)
}

/// Labels of rows that stay in sight at the left edge while the table's own labels are scrolled away. What lies beneath
/// them is not clicked through them. `marked` is the place of the selected cell, whose row is tinted.
pub(crate) fn sticky_labels(
    ui: &Ui,
    grid: &Grid,
    layout: &FormLayout,
    rect: Rect,
    marked: Option<&LayoutBox>,
) {
    let clip = ui.clip_rect();
    let is_label = |place: &&LayoutBox| matches!(place.content, Content::Label(_));
    let labels: Vec<&LayoutBox> = layout.boxes.iter().filter(is_label).collect();
    let width = sticky_width(clip);
    let starts = labels.iter().map(|place| grid.rect(place, rect.min).left());
    // A label that is still half in sight needs no second one.
    if starts.fold(f32::MIN, f32::max) >= clip.left() - 1.0 || labels.is_empty() {
        return;
    }
    let palette = style::palette(ui);
    let painter = ui.painter();
    for place in labels {
        let own = grid.rect(place, rect.min);
        let strip = Rect::from_x_y_ranges(clip.left()..=clip.left() + width, own.y_range());
        if !ui.is_rect_visible(strip) {
            continue;
        }
        let is_marked = marked.is_some_and(|cell| cell.row == place.row);
        let fill = if is_marked {
            palette.accent_soft
        } else {
            palette.paper
        };
        if let Some(text) = label(place) {
            painter.rect_filled(strip, egui::CornerRadius::ZERO, fill);
            let galley = one_line(ui, text, width - 2.0 * PADDING.x);
            let y = strip.center().y - galley.size().y / 2.0;
            let at = Pos2::new(strip.left() + PADDING.x, y);
            painter.galley(at, galley, palette.text);
        }
        let line = Stroke::new(1.0, palette.line);
        painter.hline(strip.x_range(), strip.bottom(), line);
        let edge = Stroke::new(1.0, palette.strong_line);
        painter.vline(strip.right(), strip.y_range(), edge);
        let id = ui.scope_id().with(("sticky label", place.row));
        ui.interact(strip, id, egui::Sense::CLICK | egui::Sense::DRAG);
    }
}

/// A text in one line; what has no room is cut off.
fn one_line(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    let color = style::palette(ui).text;
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), style::table_font(), color, width);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    ui.painter().layout_job(job)
}

/// The hair lines between boxes and the outline of the table.
pub(crate) fn lines(
    painter: &Painter,
    palette: &Palette,
    grid: &Grid,
    boxes: &[LayoutBox],
    rect: Rect,
) {
    let hair = Stroke::new(1.0, palette.line);
    for place in boxes {
        let own = grid.rect(place, rect.min);
        painter.hline(own.x_range(), own.bottom(), hair);
        painter.vline(own.right(), own.y_range(), hair);
    }
    let outline = Stroke::new(1.0, palette.strong_line);
    painter.rect_stroke(
        rect,
        egui::CornerRadius::ZERO,
        outline,
        egui::StrokeKind::Middle,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_middle((top, bottom): (f32, f32), expected: f32) {
        let rect = Rect::from_min_max(Pos2::new(0.0, top), Pos2::new(30.0, bottom));
        let clip = Rect::from_min_max(Pos2::new(0.0, 100.0), Pos2::new(30.0, 300.0));
        let middle = middle_in_sight(rect, clip, 80.0);
        assert!(
            (middle - expected).abs() < 0.1,
            "{middle} instead of {expected}"
        );
    }

    #[test]
    fn a_word_of_a_head_has_room_in_one_line() {
        let full = style::table_font().size;
        let sizes = |text: &str| {
            let mut sizes = [0.0; 3];
            let ctx = egui::Context::default();
            style::install(&ctx);
            // Fonts come with the next frame.
            for _ in 0..2 {
                let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                    sizes = [200.0, 40.0, 10.0].map(|width| font_for_words(ui, text, width).size);
                });
                output.drop_without_applying_deltas();
            }
            sizes
        };
        let [wide, narrow, tiny] = sizes("research institute\n科研机构");
        assert!(wide >= full && narrow < full && tiny <= SMALLEST_HEAD);
        assert!(SMALLEST_HEAD < narrow);
        // Chinese breaks anywhere.
        let chinese = sizes("法律服务机构");
        assert!(chinese.iter().all(|size| *size >= full), "{chinese:?}");
    }

    #[test]
    fn the_label_of_a_group_stays_in_sight() {
        check_middle((120.0, 280.0), 200.0);
        check_middle((0.0, 900.0), 200.0);
        // Part of it is in sight: as much of the label as there is.
        check_middle((-400.0, 150.0), 110.0);
        check_middle((250.0, 900.0), 290.0);
        check_middle((120.0, 180.0), 150.0);
    }
}
