//! Which characters of the source were read as what.

use std::collections::BTreeMap;

use egui::text::TextFormat;
use egui::{Color32, FontId, Stroke};

use crate::app::style::{self, Palette};
use crate::read::Reading;
use crate::source::Span;

/// What a stretch of the source was read as, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReadAs {
    /// A label of the form.
    Label,
    /// The value of a cell.
    Value,
    /// The value of a cell, in doubt.
    Uncertain,
    /// A token in a table that no cell claimed.
    Leftover,
}

/// Cuts a text of `len` bytes into stretches, each read as one thing, without gaps, from start to end.
pub(crate) fn stretches(reading: &Reading, len: usize) -> Vec<(Span, Option<ReadAs>)> {
    // At each byte where something begins or ends: how many stretches of each kind are open from there on.
    let mut changes: BTreeMap<usize, [i32; 4]> = BTreeMap::new();
    for (span, read_as) in spans_read(reading) {
        let slot = read_as as usize;
        for (at, change) in [(span.start(), 1), (span.end(), -1)] {
            let counts = changes.entry(at.min(len)).or_default();
            counts
                .get_mut(slot)
                .into_iter()
                .for_each(|count| *count += change);
        }
    }
    let mut stretches: Vec<(Span, Option<ReadAs>)> = Vec::new();
    let mut open = [0_i32; 4];
    let mut from = 0;
    let ends = changes.into_iter().chain(std::iter::once((len, [0; 4])));
    for (at, change) in ends {
        if at > from {
            stretches.push((Span::new(from, at), strongest(open)));
            from = at;
        }
        open.iter_mut()
            .zip(change)
            .for_each(|(count, change)| *count += change);
    }
    stretches
}

fn strongest(open: [i32; 4]) -> Option<ReadAs> {
    [
        ReadAs::Leftover,
        ReadAs::Uncertain,
        ReadAs::Value,
        ReadAs::Label,
    ]
    .into_iter()
    .find(|read_as| open.get(*read_as as usize).is_some_and(|count| *count > 0))
}

fn spans_read(reading: &Reading) -> impl Iterator<Item = (Span, ReadAs)> {
    let labels = reading
        .labels
        .iter()
        .map(|label| (label.span, ReadAs::Label));
    let values = reading.cells.values().flat_map(|found| {
        let read_as = if found.is_doubtful() {
            ReadAs::Uncertain
        } else {
            ReadAs::Value
        };
        found.spans.iter().map(move |span| (*span, read_as))
    });
    let leftovers = reading
        .leftovers
        .iter()
        .map(|left| (left.span, ReadAs::Leftover));
    let heading = [
        &reading.heading.office,
        &reading.heading.year,
        &reading.heading.period,
    ];
    let heading = heading
        .into_iter()
        .flatten()
        .flat_map(|stated| stated.spans.iter().map(|span| (*span, ReadAs::Value)));
    labels
        .chain(values)
        .chain(leftovers)
        .chain(heading)
        .filter(|(span, _)| !span.is_empty())
}

/// How characters read so are drawn, in `font`.
pub(crate) fn format_of(read_as: Option<ReadAs>, palette: &Palette, font: FontId) -> TextFormat {
    // Underlines say the same as the tints: a selection paints over backgrounds.
    let (background, underline) = match read_as {
        None => (Color32::TRANSPARENT, Stroke::NONE),
        Some(ReadAs::Label) => (palette.label_tint, Stroke::NONE),
        Some(ReadAs::Value) => (palette.value_tint, Stroke::new(1.0, palette.accent)),
        Some(ReadAs::Uncertain) => (palette.caution_soft, Stroke::new(1.5, palette.caution)),
        Some(ReadAs::Leftover) => (palette.leftover_tint, Stroke::new(1.5, palette.bad)),
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
    fn stretches_have_no_gaps_and_the_strongest_wins() {
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
            (2, 4, Some(ReadAs::Label)),
            (4, 6, Some(ReadAs::Leftover)),
            (6, 8, Some(ReadAs::Label)),
            (8, 12, None),
            (12, 14, Some(ReadAs::Label)),
            (14, 20, None),
        ];
        let expected = expected.map(|(from, to, read_as)| (Span::new(from, to), read_as));
        assert_eq!(stretches(&reading, 20), expected);
        assert_eq!(stretches(&Reading::default(), 3), [(Span::new(0, 3), None)]);
        assert_eq!(stretches(&Reading::default(), 0), []);
    }
}
