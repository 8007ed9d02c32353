//! Sentences over several lines, broken as Chinese is: no line ends in an opening bracket.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Galley, Label, Response, Role, Sense, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText,
};

/// Characters that open something and stand before what they open.
const OPENING: &str = "（〔［｛《〈「『【“‘(";

/// Most lines of a sentence that are put right: more are no sentence.
const MOST: usize = 60;

/// What a sentence is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// To be read.
    Read,
    /// To be read, and copied in parts.
    Copy,
    /// To be clicked.
    Click,
}

/// A label over as many lines as it needs.
pub(crate) fn wrapped(ui: &mut Ui, text: impl Into<WidgetText>, for_what: Use) -> Response {
    let text = text.into();
    let said = text.text().to_owned();
    let width = ui.available_width();
    let galley = text.into_galley(ui, Some(TextWrapMode::Wrap), width, TextStyle::Body);
    let galley = put_right(&galley, |job| ui.painter().layout_job(job));
    let label = Label::new(galley);
    let response = ui.add(match for_what {
        Use::Read => label,
        Use::Copy => label.selectable(true),
        Use::Click => label.sense(Sense::click()),
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    response
}

/// The same text with breaks before opening brackets that ended a line.
pub(crate) fn put_right(
    galley: &Arc<Galley>,
    lay_out: impl Fn(LayoutJob) -> Arc<Galley>,
) -> Arc<Galley> {
    let mut galley = Arc::clone(galley);
    for _ in 0..MOST {
        let Some(at) = dangling(&galley) else { break };
        let mut job = (*galley.job).clone();
        break_before(&mut job, at);
        galley = lay_out(job);
    }
    galley
}

/// The byte of the first opening bracket that ends a line though something follows, and stands not alone in it.
fn dangling(galley: &Galley) -> Option<usize> {
    let mut n_before = 0;
    let n_rows = galley.rows.len();
    for (at, row) in galley.rows.iter().enumerate() {
        let n_own = row.char_count_excluding_newline().0;
        let opens = row
            .glyphs
            .last()
            .is_some_and(|glyph| OPENING.contains(glyph.chr));
        if opens && !row.ends_with_newline && n_own > 1 && at + 1 < n_rows {
            let chars = galley.job.text.char_indices();
            return chars.map(|(byte, _)| byte).nth(n_before + n_own - 1);
        }
        n_before += row.char_count_including_newline().0;
    }
    None
}

fn break_before(job: &mut LayoutJob, at: usize) {
    job.text.insert(at, '\n');
    for section in &mut job.sections {
        for edge in [&mut section.byte_range.start, &mut section.byte_range.end] {
            if edge.0 > at {
                edge.0 += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::style;

    #[test]
    fn no_line_ends_in_an_opening_bracket() {
        let text = "表三有 75 格未识读：（一）予以公开（整行）；（二）部分公开（整行）；（三）1.属于国家秘密（整行）；（三）2.其他（整行）。";
        let mut harness = egui_kittest::Harness::builder()
            .with_context_setup(style::install)
            .build_ui(|ui| {
                let mut n_mended = 0;
                for width in 60_u16..300 {
                    let galley = ui.painter().layout(
                        text.to_owned(),
                        style::table_font(),
                        egui::Color32::BLACK,
                        f32::from(width),
                    );
                    n_mended += u32::from(dangling(&galley).is_some());
                    let right = put_right(&galley, |job| ui.painter().layout_job(job));
                    assert_eq!(dangling(&right), None, "{width}");
                    assert_eq!(right.job.text.replace('\n', ""), text);
                    assert!(right.size().x <= f32::from(width) + 14.0);
                }
                assert!(n_mended > 20);
            });
        harness.run_steps(1);
    }
}
