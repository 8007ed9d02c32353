//! Which characters of the source were read as what.

use std::collections::BTreeMap;

use egui::text::TextFormat;
use egui::{Color32, FontId, Stroke};

use crate::app::style::{self, Palette};
use crate::read::Reading;
use crate::source::Span;

/// What a stretch of the source was read as, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tint {
    /// A label of the form.
    Label,
    /// The value of a cell.
    Value,
    /// The value of a cell, in doubt.
    Uncertain,
    /// A token in a table that no cell claimed.
    Leftover,
}

/// Cuts a text of `len` bytes into stretches of one tint each, without gaps, from start to end.
pub(crate) fn sections(reading: &Reading, len: usize) -> Vec<(Span, Option<Tint>)> {
    // At each byte where something begins or ends: how many stretches of each tint are open from there on.
    let mut changes: BTreeMap<usize, [i32; 4]> = BTreeMap::new();
    for (span, tint) in tinted(reading) {
        let slot = tint as usize;
        for (at, change) in [(span.start(), 1), (span.end(), -1)] {
            let counts = changes.entry(at.min(len)).or_default();
            counts
                .get_mut(slot)
                .into_iter()
                .for_each(|count| *count += change);
        }
    }
    let mut sections: Vec<(Span, Option<Tint>)> = Vec::new();
    let mut open = [0_i32; 4];
    let mut from = 0;
    let ends = changes.into_iter().chain(std::iter::once((len, [0; 4])));
    for (at, change) in ends {
        if at > from {
            sections.push((Span::new(from, at), strongest(open)));
            from = at;
        }
        open.iter_mut()
            .zip(change)
            .for_each(|(count, change)| *count += change);
    }
    sections
}

fn strongest(open: [i32; 4]) -> Option<Tint> {
    [Tint::Leftover, Tint::Uncertain, Tint::Value, Tint::Label]
        .into_iter()
        .find(|tint| open.get(*tint as usize).is_some_and(|count| *count > 0))
}

fn tinted(reading: &Reading) -> impl Iterator<Item = (Span, Tint)> {
    let labels = reading.labels.iter().map(|label| (label.span, Tint::Label));
    let values = reading.cells.values().flat_map(|found| {
        let tint = if found.is_doubtful() {
            Tint::Uncertain
        } else {
            Tint::Value
        };
        found.spans.iter().map(move |span| (*span, tint))
    });
    let leftovers = reading
        .leftovers
        .iter()
        .map(|left| (left.span, Tint::Leftover));
    let heading = [
        &reading.heading.office,
        &reading.heading.year,
        &reading.heading.period,
    ];
    let heading = heading
        .into_iter()
        .flatten()
        .flat_map(|stated| stated.spans.iter().map(|span| (*span, Tint::Value)));
    labels
        .chain(values)
        .chain(leftovers)
        .chain(heading)
        .filter(|(span, _)| !span.is_empty())
}

/// How characters of this tint are drawn, in `font`.
pub(crate) fn format_of(tint: Option<Tint>, palette: &Palette, font: FontId) -> TextFormat {
    // Underlines say the same as the tints: a selection paints over backgrounds.
    let (background, underline) = match tint {
        None => (Color32::TRANSPARENT, Stroke::NONE),
        Some(Tint::Label) => (palette.label_tint, Stroke::NONE),
        Some(Tint::Value) => (palette.value_tint, Stroke::new(1.0, palette.accent)),
        Some(Tint::Uncertain) => (palette.caution_soft, Stroke::new(1.5, palette.caution)),
        Some(Tint::Leftover) => (palette.leftover_tint, Stroke::new(1.5, palette.bad)),
    };
    TextFormat {
        font_id: font,
        line_height: Some(style::SOURCE_LINE),
        color: palette.text,
        background,
        underline,
        expand_bg: 0.0,
        ..TextFormat::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::TableId;
    use crate::read::{LabelPlace, Leftover};

    #[test]
    fn sections_have_no_gaps_and_the_strongest_tint_wins() {
        let label = |from, to| LabelPlace {
            table: TableId::Requests,
            row: None,
            span: Span::new(from, to),
        };
        let reading = Reading {
            labels: vec![label(2, 8), label(12, 14)],
            leftovers: vec![Leftover {
                table: TableId::Requests,
                text: String::new(),
                span: Span::new(4, 6),
            }],
            ..Reading::default()
        };
        let expected = [
            (0, 2, None),
            (2, 4, Some(Tint::Label)),
            (4, 6, Some(Tint::Leftover)),
            (6, 8, Some(Tint::Label)),
            (8, 12, None),
            (12, 14, Some(Tint::Label)),
            (14, 20, None),
        ];
        let expected = expected.map(|(from, to, tint)| (Span::new(from, to), tint));
        assert_eq!(sections(&reading, 20), expected);
        assert_eq!(sections(&Reading::default(), 3), [(Span::new(0, 3), None)]);
        assert_eq!(sections(&Reading::default(), 0), []);
    }
}
