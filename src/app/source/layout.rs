//! The text of a report laid out: prose wrapped at the width of the pane, tables in a grid without wrapping.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, Galley, Stroke, Ui};

use crate::app::settings::TableLines;
use crate::app::source::line::{SourceLine, columns};
use crate::app::source::lines::source_lines;
use crate::app::source::read_as::{ReadAs, format_of, stretches};
use crate::app::style::{self, Palette, fonts};
use crate::review::session::Session;
use crate::source::Span;

/// The layout made last, and what it depends on besides the text.
#[derive(Default)]
pub(crate) struct SourceLayout {
    /// The lines, and whether they are in the compact form.
    lines: Option<(bool, Arc<Vec<SourceLine>>)>,
    made: Option<Made>,
}

/// A layout, and what it is good for.
struct Made {
    key: LayoutKey,
    /// Laid out in every frame, by egui, which forgets it together with the glyphs that layouts point to: they are drawn
    /// anew, elsewhere, when there is no room left for more.
    witness: Arc<Galley>,
    galley: Arc<Galley>,
}

/// What a layout depends on: theme, pixels per point, width as bits, how lines of tables are set.
type LayoutKey = (bool, u32, u32, TableLines);

impl SourceLayout {
    /// The text at `width` points. It is laid out anew only when something changed, for this takes longer than a frame
    /// where the text is long.
    pub(crate) fn galley(
        &mut self,
        ui: &Ui,
        session: &Session,
        width: f32,
        set: TableLines,
    ) -> Arc<Galley> {
        let width = width.round();
        let pixels = ui.pixels_per_point();
        let key = (
            ui.visuals().dark_mode,
            pixels.to_bits(),
            width.to_bits(),
            set,
        );
        let witness =
            ui.painter()
                .layout_no_wrap("0".to_owned(), fonts::grid_font(1), Color32::BLACK);
        if let Some(made) = &self.made
            && made.key == key
            && Arc::ptr_eq(&made.witness, &witness)
        {
            return Arc::clone(&made.galley);
        }
        let lines = self.lines(session, set);
        let galley = Arc::new(lay_out(ui, session, &lines, width, set));
        self.made = Some(Made {
            key,
            witness,
            galley: Arc::clone(&galley),
        });
        galley
    }

    /// The lines of the text.
    pub(crate) fn lines(&mut self, session: &Session, set: TableLines) -> Arc<Vec<SourceLine>> {
        let is_compact = set == TableLines::Compact;
        if let Some((_, lines)) = self.lines.as_ref().filter(|(of, _)| *of == is_compact) {
            return Arc::clone(lines);
        }
        let lines = source_lines(&session.source().text, session.reading(), is_compact);
        let lines = Arc::new(lines);
        self.lines = Some((is_compact, Arc::clone(&lines)));
        lines
    }
}

fn lay_out(
    ui: &Ui,
    session: &Session,
    lines: &[SourceLine],
    width: f32,
    set: TableLines,
) -> Galley {
    let text = &session.source().text;
    let palette = style::palette(ui);
    let stretches = stretches(session.reading(), text.len());
    let mut rest = stretches.as_slice();
    let mut galleys = Vec::with_capacity(lines.len());
    for line in lines {
        // Stretches that end before the line are done with.
        let behind = rest.partition_point(|(span, _)| span.end() <= line.span.start());
        rest = rest.get(behind..).unwrap_or_default();
        let mut job = line_job(text, line, rest, palette);
        job.wrap = if line.is_table && set != TableLines::Wrapped {
            TextWrapping::no_max_width()
        } else {
            TextWrapping::wrap_at_width(width)
        };
        galleys.push(ui.fonts_mut(|fonts| fonts.layout_job(job)));
    }
    // A layout without sections counts as empty, and would not be painted.
    let mut whole = LayoutJob::default();
    whole.append(text, 0.0, format_of(None, palette, fonts::source_font()));
    Galley::concat(Arc::new(whole), &galleys, ui.pixels_per_point())
}

/// Height of an empty line that is folded, in points.
const FOLDED: f32 = 2.0;

/// One line with what its stretches were read as and the space before its cells.
fn line_job(
    text: &str,
    line: &SourceLine,
    stretches: &[(Span, Option<ReadAs>)],
    palette: &Palette,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let own = stretches
        .iter()
        .take_while(|(span, _)| span.start() < line.span.end());
    for (span, read_as) in own {
        let format = format_of(*read_as, palette, fonts::source_font());
        let from = span.start().max(line.span.start());
        let to = span.end().min(line.span.end());
        if line.is_table {
            append_to_grid(&mut job, text, (from, to), line, &format);
        } else {
            job.append(text.get(from..to).unwrap_or_default(), 0.0, format);
        }
    }
    if line.is_folded {
        for section in &mut job.sections {
            section.format.line_height = Some(FOLDED);
        }
    }
    if job.text.is_empty() {
        // An empty line has the height of a line all the same.
        let mut format = format_of(None, palette, fonts::source_font());
        if line.is_folded {
            format.line_height = Some(FOLDED);
        }
        job.append("", 0.0, format);
    }
    job
}

/// Appends bytes of a table's line, characters of one width at a time, with the space before the cells among them.
fn append_to_grid(
    job: &mut LayoutJob,
    text: &str,
    (from, to): (usize, usize),
    line: &SourceLine,
    format: &TextFormat,
) {
    let part = text.get(from..to).unwrap_or_default();
    let mut start = 0;
    while let Some(rest) = part.get(start..).filter(|rest| !rest.is_empty()) {
        let at = from + start;
        let width = rest.chars().next().map_or(1, columns);
        let is_hidden = line.is_hidden(at);
        let is_other = |(offset, c): &(usize, char)| {
            line.is_hidden(at + offset) != is_hidden
                || columns(*c) != width
                || (*offset > 0 && line.leads.contains_key(&(at + offset)))
        };
        let len = rest.char_indices().find(is_other);
        let len = len.map_or(rest.len(), |(offset, _)| offset);
        let lead = line.leads.get(&at).copied().unwrap_or(0);
        let piece = rest.get(..len).unwrap_or_default();
        let mut format = on_grid(format, width);
        if is_hidden {
            take_no_room(&mut format, width);
        }
        job.append(piece, fonts::grid_columns(lead), format);
        start += len;
    }
}

/// The format for characters that take so many columns of the grid.
fn on_grid(format: &TextFormat, columns: usize) -> TextFormat {
    let mut format = TextFormat {
        font_id: fonts::grid_font(columns),
        ..format.clone()
    };
    if columns == 1 {
        format.line_height = Some(fonts::GRID_LINE);
        format.valign = Align::Center;
    }
    format
}

/// Characters of so many columns are not seen: each goes back by what it takes, and the caret alone knows of them.
fn take_no_room(format: &mut TextFormat, columns: usize) {
    format.extra_letter_spacing = -fonts::grid_columns(columns);
    format.color = Color32::TRANSPARENT;
    format.background = Color32::TRANSPARENT;
    format.underline = Stroke::NONE;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::background::report;

    /// Runs `look` in a frame of a window with the fonts installed.
    fn in_frame(look: impl FnMut(&mut Ui)) {
        let mut harness = egui_kittest::Harness::builder()
            .with_context_setup(style::install)
            .build_ui(look);
        harness.run_steps(1);
    }

    #[test]
    fn a_text_is_laid_out_anew_only_when_something_changed() {
        let session = report::sample().unwrap().session;
        let mut layout = SourceLayout::default();
        in_frame(move |ui| {
            let mut at = |width, set| layout.galley(ui, &session, width, set);
            let first = at(300.0, TableLines::InColumns);
            assert!(Arc::ptr_eq(&first, &at(300.0, TableLines::InColumns)));
            assert!(!Arc::ptr_eq(&first, &at(301.0, TableLines::InColumns)));
            assert!(!Arc::ptr_eq(
                &at(300.0, TableLines::InColumns),
                &at(300.0, TableLines::Wrapped)
            ));
        });
    }

    #[test]
    fn lines_of_tables_keep_one_row_and_those_of_prose_are_wrapped() {
        let session = report::sample().unwrap().session;
        let mut layout = SourceLayout::default();
        in_frame(move |ui| {
            let text = &session.source().text;
            let unwrapped = layout.galley(ui, &session, 90.0, TableLines::InColumns);
            let lines = layout.lines(&session, TableLines::InColumns);
            let mut rows = unwrapped.rows.iter();
            for line in lines.iter() {
                let n_rows = 1 + rows
                    .by_ref()
                    .take_while(|row| !row.ends_with_newline)
                    .count();
                let is_long = line.span.of(text).chars().count() > 40;
                assert!(!line.is_table || n_rows == 1, "{}", line.span.of(text));
                assert!(
                    line.is_table || !is_long || n_rows > 1,
                    "{}",
                    line.span.of(text)
                );
            }
            assert!(unwrapped.size().x > 200.0);
            let wrapped = layout.galley(ui, &session, 90.0, TableLines::Wrapped);
            assert!(wrapped.rows.len() > unwrapped.rows.len());
        });
    }

    #[test]
    fn what_takes_no_room_is_as_wide_as_nothing() {
        in_frame(|ui| {
            let text = "规章\t三、本年度 |1 0   \t 9";
            let from = "规章".len();
            let to = text.len() - "9".len();
            let line = SourceLine {
                is_table: true,
                hidden: vec![Span::new(from, to)],
                ..SourceLine::new(Span::new(0, text.len()))
            };
            let stretches = [(line.span, None)];
            let job = line_job(text, &line, &stretches, style::palette(ui));
            let width = ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x;
            let expected = fonts::grid_columns(5);
            assert!((width - expected).abs() < 1.0, "{width} {expected}");
        });
    }

    #[test]
    fn a_chinese_character_is_as_wide_as_two_latin_ones() {
        in_frame(|ui| {
            let width = |text: &str| {
                let line = SourceLine {
                    is_table: true,
                    ..SourceLine::new(Span::new(0, text.len()))
                };
                let stretches = [(line.span, None)];
                let job = line_job(text, &line, &stretches, style::palette(ui));
                ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
            };
            for (text, n) in [
                ("数量（件）“三”", 16),
                ("0000 , |/-.", 11),
                ("1.属于\t国家Ri", 13),
            ] {
                let expected = fonts::grid_columns(n);
                assert!(
                    (width(text) - expected).abs() < 1.0,
                    "{text}: {} {expected}",
                    width(text)
                );
            }
        });
    }
}
