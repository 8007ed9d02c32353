//! The text of a report laid out: prose wrapped at the width of the pane, tables in a grid without wrapping.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, Galley, Ui};

use crate::app::source::line::{SourceLine, columns};
use crate::app::source::lines::source_lines;
use crate::app::source::read_as::{ReadAs, format_of, stretches};
use crate::app::style::{self, Palette, fonts};
use crate::review::session::Session;
use crate::source::Span;

/// The layout made last, and what it depends on besides the text.
#[derive(Default)]
pub(crate) struct SourceLayout {
    lines: Option<Arc<Vec<SourceLine>>>,
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

/// What a layout depends on: theme, pixels per point, width as bits, whether tables wrap.
type LayoutKey = (bool, u32, u32, bool);

impl SourceLayout {
    /// The text at `width` points. It is laid out anew only when something changed, for this takes longer than a frame
    /// where the text is long.
    pub(crate) fn galley(
        &mut self,
        ui: &Ui,
        session: &Session,
        width: f32,
        wraps_tables: bool,
    ) -> Arc<Galley> {
        let width = width.round();
        let pixels = ui.pixels_per_point();
        let key = (
            ui.visuals().dark_mode,
            pixels.to_bits(),
            width.to_bits(),
            wraps_tables,
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
        let lines = self.lines(session);
        let galley = Arc::new(lay_out(ui, session, &lines, width, wraps_tables));
        self.made = Some(Made {
            key,
            witness,
            galley: Arc::clone(&galley),
        });
        galley
    }

    /// The lines of the text.
    pub(crate) fn lines(&mut self, session: &Session) -> Arc<Vec<SourceLine>> {
        let lines = self.lines.get_or_insert_with(|| {
            Arc::new(source_lines(&session.source().text, session.reading()))
        });
        Arc::clone(lines)
    }
}

fn lay_out(
    ui: &Ui,
    session: &Session,
    lines: &[SourceLine],
    width: f32,
    wraps_tables: bool,
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
        job.wrap = if line.is_table && !wraps_tables {
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
        let is_other = |(offset, c): &(usize, char)| {
            columns(*c) != width || (*offset > 0 && line.leads.contains_key(&(at + offset)))
        };
        let len = rest.char_indices().find(is_other);
        let len = len.map_or(rest.len(), |(offset, _)| offset);
        let lead = line.leads.get(&at).copied().unwrap_or(0);
        let piece = rest.get(..len).unwrap_or_default();
        job.append(piece, fonts::grid_columns(lead), on_grid(format, width));
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
            let mut at = |width, wraps| layout.galley(ui, &session, width, wraps);
            let first = at(300.0, false);
            assert!(Arc::ptr_eq(&first, &at(300.0, false)));
            assert!(!Arc::ptr_eq(&first, &at(301.0, false)));
            assert!(!Arc::ptr_eq(&at(300.0, false), &at(300.0, true)));
        });
    }

    #[test]
    fn lines_of_tables_keep_one_row_and_those_of_prose_are_wrapped() {
        let session = report::sample().unwrap().session;
        let mut layout = SourceLayout::default();
        in_frame(move |ui| {
            let text = &session.source().text;
            let unwrapped = layout.galley(ui, &session, 90.0, false);
            let lines = layout.lines(&session);
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
            let wrapped = layout.galley(ui, &session, 90.0, true);
            assert!(wrapped.rows.len() > unwrapped.rows.len());
        });
    }

    #[test]
    fn a_chinese_character_is_as_wide_as_two_latin_ones() {
        in_frame(|ui| {
            let width = |text: &str| {
                let line = SourceLine {
                    span: Span::new(0, text.len()),
                    is_table: true,
                    is_folded: false,
                    leads: std::collections::BTreeMap::new(),
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
