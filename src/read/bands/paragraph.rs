//! The numbers of a text in paragraphs, and the columns that the heads right above them name.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::form::schema::ColumnSpec;
use crate::read::fold::fold;
use crate::read::pieces::Piece;

/// Tokens on neighbouring lines with no label between them.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its tokens, as indices into the pieces of the text.
    pub(super) tokens: Vec<usize>,
    /// Tokens on each of its lines; `None` if the lines differ.
    pub(super) per_line: Option<usize>,
    /// Whether a label stands between it and the paragraph before it.
    pub(super) is_behind_label: bool,
    /// The labels on its first line and the lines right above it, as pieces of the text.
    pub(super) labels: Range<usize>,
    /// The columns that the labels on the lines right above it name; empty if they name none.
    pub(super) named: Range<usize>,
    /// Whether a page begins between it and the paragraph before it.
    pub(super) is_on_new_page: bool,
    /// Whether it is one number, that of its page.
    pub(super) is_page_number: bool,
}

impl Paragraph {
    /// Its tokens, as indices into the pieces of the text.
    #[must_use]
    pub fn tokens(&self) -> &[usize] {
        &self.tokens
    }

    /// The labels on its first line and the lines right above it, as pieces of the text.
    #[must_use]
    pub fn labels(&self) -> Range<usize> {
        self.labels.clone()
    }

    /// The columns that these labels name; empty if they name none.
    #[must_use]
    pub fn named(&self) -> Range<usize> {
        self.named.clone()
    }

    /// Whether it is one number, that of its page.
    #[must_use]
    pub fn is_page_number(&self) -> bool {
        self.is_page_number
    }

    /// Whether none of its lines holds more than `n` tokens.
    #[must_use]
    pub fn is_within(&self, n: usize) -> bool {
        self.per_line.is_some_and(|per_line| per_line <= n)
    }
}

/// The paragraphs of `pieces`, the first of which is piece `start` of the text, in a table with such columns.
#[must_use]
pub fn paragraphs(
    text: &str,
    pieces: &[Piece],
    start: usize,
    columns: &[ColumnSpec],
) -> Vec<Paragraph> {
    let heads = Heads::of(columns);
    let mut paragraphs = Vec::new();
    let mut is_behind_label = false;
    let mut end = pieces.first().map_or(0, |piece| piece.span.start());
    let mut page = text.get(..end).map_or(1, |before| 1 + n_breaks(before));
    let runs = pieces.chunk_by(|one, next| {
        let is_near = next.line <= one.line + 1;
        one.token().is_some() && next.token().is_some() && is_near
    });
    let mut first = 0;
    for run in runs {
        let (before, rest) = pieces.split_at(first);
        first += run.len();
        let Some(piece) = run.first() else { continue };
        if piece.token().is_none() {
            is_behind_label = true;
            continue;
        }
        let n_breaks = text.get(end..piece.span.start()).map_or(0, n_breaks);
        page += n_breaks;
        end = run.last().map_or(end, |piece| piece.span.end());
        let at = start + before.len();
        let labels = labels_above(before, rest);
        paragraphs.push(Paragraph {
            tokens: (at..at + run.len()).collect(),
            per_line: per_line(run),
            is_behind_label,
            labels: at - labels.len()..at,
            named: heads.named(labels),
            is_on_new_page: n_breaks > 0,
            is_page_number: piece.span.of(text) == page.to_string() && run.len() == 1,
        });
        is_behind_label = false;
    }
    paragraphs
}

/// The labels at the end of `before` on the lines right above what follows, one line above the other.
fn labels_above<'a>(before: &'a [Piece], rest: &[Piece]) -> &'a [Piece] {
    let mut line = rest.first().map_or(0, |piece| piece.line);
    let is_above = |piece: &&Piece| {
        let is_near = piece.token().is_none() && piece.line + 1 >= line;
        line = piece.line;
        is_near
    };
    let n_above = before.iter().rev().take_while(is_above).count();
    before.get(before.len() - n_above..).unwrap_or(&[])
}

/// The heads of a table, folded.
struct Heads {
    /// The labels of its columns.
    labels: Vec<Vec<char>>,
    /// The heads over several columns.
    over: Vec<Vec<char>>,
}

impl Heads {
    fn of(columns: &[ColumnSpec]) -> Self {
        let over = columns.iter().flat_map(|column| &column.heads);
        Self {
            labels: columns.iter().map(|column| fold(&column.label)).collect(),
            over: over.map(|head| fold(head)).collect(),
        }
    }

    /// The neighbouring columns all of whose characters stand in the labels, in whatever order: heads set one below the
    /// other come character by character, across all columns. The most that are named without a gap, from the last
    /// label upwards.
    fn named(&self, labels: &[Piece]) -> Range<usize> {
        let mut characters = BTreeSet::new();
        let mut named = 0..0;
        for label in labels.iter().rev().filter_map(Piece::label) {
            if !self.over.iter().any(|head| head == label) {
                characters.extend(label.iter().copied());
            }
            let is_named = |label: &Vec<char>| label.iter().all(|c| characters.contains(c));
            let here = without_gap(&self.labels, is_named);
            if here.len() > named.len() {
                named = here;
            }
        }
        named
    }
}

/// Where the items stand that are `wanted`, if they stand side by side.
fn without_gap<T>(items: &[T], wanted: impl Fn(&T) -> bool) -> Range<usize> {
    let first = items.iter().position(&wanted).unwrap_or(items.len());
    let end = items
        .iter()
        .rposition(&wanted)
        .map_or(first, |last| last + 1);
    let is_whole = items.iter().skip(first).take(end - first).all(wanted);
    if is_whole { first..end } else { 0..0 }
}

/// Form feeds: where pages end.
fn n_breaks(text: &str) -> usize {
    text.matches('\u{c}').count()
}

fn per_line(run: &[Piece]) -> Option<usize> {
    let mut widths = run
        .chunk_by(|one, next| one.line == next.line)
        .map(<[_]>::len);
    let first = widths.next()?;
    widths.all(|width| width == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{EditionId, TableId, catalogue};
    use crate::read::pieces::cut;

    #[track_caller]
    fn check_named(heads: &str, expected: Range<usize>) {
        let text = format!("{heads}\n0\n0\n");
        let spec = catalogue::table(EditionId(2021), TableId::Requests).unwrap();
        let cut = cut(&text);
        let found = paragraphs(&text, &cut.pieces, 0, &spec.blocks[0].columns);
        assert_eq!(found.len(), 1, "{heads}");
        assert_eq!(found[0].named, expected, "{heads}");
    }

    #[test]
    fn heads_name_columns_in_whatever_order_their_characters_come() {
        check_named("自然人", 0..1);
        check_named(
            "申请人情况\n法人或其他组织\n科研\n社会\n法律\n机构\n公益\n服务\n组织\n机构",
            2..5,
        );
        check_named(
            "法人或其他组织\n科\n社\n法\n研\n会\n律\n机\n公\n服\n构\n益\n务\n组\n机\n织\n构",
            2..5,
        );
        check_named("其他\n\n总计\n法律服务\n机构", 4..5);
        check_named("其他\n总计", 5..7);
        check_named("申请人情况", 0..0);
        check_named("总计\n", 0..0);
    }
}
