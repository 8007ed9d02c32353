//! Which column of the form a head names.

use crate::form::schema::{ColumnSpec, TableSpec};
use crate::read::distance::edit_distance;
use crate::read::fold::fold;

/// The column that the text of the heads ends with the label of, but for a character in four: the longest such label. Tells
/// whether nothing but heads of the form stands before it. 上年 before a label is another year's column.
pub(super) fn best(text: &[char], columns: &[ColumnSpec]) -> Option<(usize, bool)> {
    let text = this_year(text);
    let counted = text.strip_suffix(&['件']).filter(|text| !text.is_empty());
    named(text, columns).or_else(|| named(counted?, columns))
}

fn named(text: &[char], columns: &[ColumnSpec]) -> Option<(usize, bool)> {
    let fit = |column: &ColumnSpec| {
        let labels = std::iter::once(&column.label).chain(&column.aliases);
        let folded = labels.map(|label| fold(label));
        folded
            .filter(|label| ends_with(text, label) || is_clipped(text, label))
            .map(|label| label.len())
            .max()
    };
    let fits = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((fit(column)?, at)));
    let (len, at) = fits.max_by_key(|(len, at)| (*len, std::cmp::Reverse(*at)))?;
    let above = without_heads(
        text.get(..text.len().saturating_sub(len)).unwrap_or(&[]),
        columns,
    );
    let is_of_another_year = PAST.iter().any(|word| above.contains(word));
    (!is_of_another_year && !names_another(&above, columns)).then_some((at, above.is_empty()))
}

/// Words for the year before the report's.
pub const PAST: [&str; 5] = ["上年", "上一年", "去年", "往年", "同期"];

/// Words for the report's year.
pub const PRESENT: [&str; 5] = ["本年度", "本年", "今年", "当年", "本期"];

/// A head without the word for the report's year behind it: 自然人（本年）.
fn this_year(text: &[char]) -> &[char] {
    let ends = |word: &&str| {
        let word: Vec<char> = word.chars().collect();
        text.len() > word.len() && text.ends_with(&word)
    };
    let word = PRESENT.iter().copied().find(ends);
    let n = word.map_or(0, |word| word.chars().count());
    text.get(..text.len() - n).unwrap_or(text)
}

/// Whether a head names a column of the form.
#[must_use]
pub fn names_column(text: &[char], spec: &TableSpec) -> bool {
    let mut blocks = spec.blocks.iter();
    blocks.any(|block| best(text, &block.columns).is_some())
}

/// Whether a head is made of the words of one column of the form, whatever its order: 本年收费金额（万元）.
#[must_use]
pub fn is_like_column(text: &[char], spec: &TableSpec) -> bool {
    let holds_all = |column: &ColumnSpec| {
        let label = fold(&column.label);
        text.len() >= CLIPPED_LEAST && text.iter().all(|c| label.contains(c))
    };
    spec.columns().any(holds_all)
}

/// What stands above a label without the heads that the form prints there.
fn without_heads(above: &[char], columns: &[ColumnSpec]) -> String {
    let mut rest: String = above.iter().collect();
    for head in columns.iter().flat_map(|column| &column.heads) {
        let head: String = fold(head).iter().collect();
        rest = rest.replace(&head, "");
    }
    rest
}

/// Whether the label of a column stands in the text above that of another: the heads of two lines do not share columns.
fn names_another(above: &str, columns: &[ColumnSpec]) -> bool {
    let labels = columns.iter().map(|column| fold(&column.label));
    let mut telling = labels.filter(|label| label.len() >= TELLING_LEAST);
    telling.any(|label| above.contains(&label.iter().collect::<String>()))
}

/// Whether the text is the end of a label: 项目数量 for 上一年项目数量.
fn is_clipped(text: &[char], label: &[char]) -> bool {
    text.len() >= CLIPPED_LEAST && label.ends_with(text)
}

/// Characters of the shortest label that stands in no head by chance: 其他 is part of 其他组织.
const TELLING_LEAST: usize = 3;

/// Characters of the shortest end of a label that is taken for it.
const CLIPPED_LEAST: usize = 4;

fn ends_with(text: &[char], end: &[char]) -> bool {
    let tail = text
        .len()
        .checked_sub(end.len())
        .and_then(|at| text.get(at..));
    tail.is_some_and(|tail| edit_distance(tail, end) * 4 <= end.len())
}
