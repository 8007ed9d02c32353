//! Words of the text where they are printed on a page, marked as they are in the text: labels, figures that no cell has,
//! sentences with figures, what is looked for.

use egui::{CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind};

use crate::app::page::sheet::Sheet;
use crate::app::reports::shown::Shown;
use crate::app::source::outlines::Sentences;
use crate::app::style::Palette;
use crate::review::statements::Statement;
use crate::source::{Place, Span, place};

/// Places found of what is looked for that are marked on a page; more would hide it.
const MOST_MATCHES: usize = 2_000;

/// The words of one page on the screen.
pub(super) struct Words<'a> {
    sentences: Sentences<'a>,
    labels: Vec<Rect>,
    leftovers: Vec<Rect>,
    matches: Vec<(Rect, bool)>,
}

impl<'a> Words<'a> {
    /// Those of `page`, from 0, which lies on the screen as `sheet` does; `printed` is where the characters of the text stand,
    /// `matches` what is looked for there.
    pub(super) fn new(
        shown: &Shown<'a>,
        printed: &[Place],
        (page, sheet): (usize, &Sheet),
        (matches, current): (&[Span], Option<usize>),
    ) -> Self {
        let (session, text) = (shown.session, &shown.session.source().text);
        let rects = |span: Span| {
            let lines = place::lines_of(text, printed, span).into_iter();
            let here = lines.filter(|(on, _)| usize::try_from(*on) == Ok(page));
            here.map(|(_, area)| sheet.part_on_screen(area))
                .collect::<Vec<_>>()
        };
        let labels = session.reading().labels.iter();
        let leftovers = session.reading().leftovers.iter();
        let matches = matches.iter().enumerate().take(MOST_MATCHES);
        let matches = matches.flat_map(|(at, span)| {
            let rects = rects(*span).into_iter();
            rects.map(move |rect| (rect, Some(at) == current))
        });
        Self {
            sentences: Sentences::placed(&shown.drawn.statements, rects),
            labels: labels.flat_map(|label| rects(label.span)).collect(),
            leftovers: leftovers.flat_map(|left| rects(left.span)).collect(),
            matches: matches.collect(),
        }
    }

    /// The sentence at a place of the screen; of several, the shortest.
    pub(super) fn sentence_at(&self, pos: Pos2) -> Option<&'a Statement> {
        self.sentences.at(pos)
    }

    /// Where characters that are marked stand.
    pub(super) fn of_span(&self, span: Span) -> Option<Rect> {
        let found = || self.matches.iter().find(|(_, is_current)| *is_current);
        let sentence = self.sentences.first_line(span);
        sentence.or_else(|| found().map(|(rect, _)| *rect))
    }

    /// Marks them. What is printed stays in sight: nothing is laid over it but lines and what is nearly clear.
    pub(super) fn paint(&self, painter: &Painter, palette: &Palette, selected: Option<Span>) {
        let radius = CornerRadius::same(2);
        for rect in &self.labels {
            painter.rect_filled(*rect, radius, palette.accent.gamma_multiply(0.07));
        }
        for rect in &self.leftovers {
            let stroke = Stroke::new(1.5, palette.bad);
            painter.line_segment([rect.left_bottom(), rect.right_bottom()], stroke);
        }
        // Most sentences agree: on a page of prose, only what does not is to catch the eye.
        for rect in self.sentences.disagreeing() {
            painter.rect_filled(rect, radius, palette.bad.gamma_multiply(0.10));
        }
        self.sentences.underlines(painter, palette, selected);
        for (rect, is_current) in &self.matches {
            let width = if *is_current { 2.0 } else { 1.0 };
            let stroke = Stroke::new(width, palette.caution);
            painter.rect_stroke(*rect, radius, stroke, StrokeKind::Outside);
        }
    }
}
