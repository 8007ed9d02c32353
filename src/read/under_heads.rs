//! Tables whose text runs down the columns: each column's label, then its cells from top to bottom.

use crate::form::schema::{Block, ColumnSpec, Extra, TableSpec};
use crate::read::distance::edit_distance;
use crate::read::fold::fold;
use crate::read::pieces::Piece;

/// Cells that stand under the labels of their columns.
pub struct UnderHeads {
    /// The tokens of each row of the form, as indices into the pieces; `None` for a cell whose column was not found.
    pub rows: Vec<Vec<Option<usize>>>,
    /// How many columns were found.
    pub n_found: usize,
    /// Whether every column was found.
    pub is_complete: bool,
}

/// The rows of `spec` in `pieces`; `None` unless most columns stand in the text with exactly as many tokens behind their
/// label as they have cells. Neighbouring columns may share the tokens behind their labels: these run row by row. A row
/// that reports split stands for `n_parts` rows.
#[must_use]
pub fn rows(pieces: &[Piece], spec: &TableSpec, n_parts: usize) -> Option<UnderHeads> {
    let mut runs = runs(pieces);
    let mut rows = Vec::new();
    let (mut n_found, mut n_columns) = (0, 0);
    for block in &spec.blocks {
        let n_rows = own_rows(block, n_parts);
        let mut of_block = vec![Vec::new(); n_rows];
        let mut columns = block.columns.as_slice();
        while !columns.is_empty() {
            let here = runs.iter().enumerate().find_map(|(at, run)| {
                let n_joint = (1..=columns.len()).find(|n| {
                    let joint = columns.get(..*n).unwrap_or(&[]);
                    run.tokens.len() == n * n_rows && names(&run.label, joint)
                });
                Some((at, n_joint?))
            });
            let (tokens, n_joint) = match here {
                Some((at, n_joint)) => (runs.remove(at).tokens, n_joint),
                None => (Vec::new(), 1),
            };
            n_found += if tokens.is_empty() { 0 } else { n_joint };
            n_columns += n_joint;
            columns = columns.get(n_joint..).unwrap_or(&[]);
            for (index, row) in of_block.iter_mut().enumerate() {
                let cell = |column: usize| tokens.get(index * n_joint + column).copied();
                row.extend((0..n_joint).map(cell));
            }
        }
        rows.extend(of_block);
    }
    (n_columns > 1 && n_found * 4 >= n_columns * 3).then_some(UnderHeads {
        rows,
        n_found,
        is_complete: n_found == n_columns,
    })
}

/// The rows a report always prints, `n_parts` in place of one that it may split.
fn own_rows(block: &Block, n_parts: usize) -> usize {
    let n_rows = |extra: Extra| match extra {
        Extra::Added => 0,
        Extra::Splits => n_parts,
        Extra::No => 1,
    };
    block.rows.iter().map(|row| n_rows(row.extra)).sum()
}

/// Label fragments and the tokens behind them.
struct Run {
    label: Vec<char>,
    tokens: Vec<usize>,
}

fn runs(pieces: &[Piece]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match (piece.label(), runs.last_mut()) {
            (Some(folded), Some(run)) if run.tokens.is_empty() => run.label.extend(folded),
            (Some(folded), _) => runs.push(Run {
                label: folded.to_vec(),
                tokens: Vec::new(),
            }),
            (None, Some(run)) => run.tokens.push(at),
            (None, None) => {}
        }
    }
    runs
}

/// Whether the label fragment is the head of a column of another block than `own`.
#[must_use]
pub fn is_foreign_head(fragment: &[char], own: &Block, spec: &TableSpec) -> bool {
    !is_head_of(fragment, own) && is_head(fragment, spec)
}

/// Whether the label fragment is the head of a column.
#[must_use]
pub fn is_head(fragment: &[char], spec: &TableSpec) -> bool {
    spec.blocks.iter().any(|block| is_head_of(fragment, block))
}

fn is_head_of(fragment: &[char], block: &Block) -> bool {
    let names_one = |column: &ColumnSpec| names(fragment, std::slice::from_ref(column));
    fragment.len() > 1 && block.columns.iter().any(names_one)
}

/// Whether the text before the tokens ends with the columns' labels, but for a character in four.
fn names(label: &[char], columns: &[ColumnSpec]) -> bool {
    let mut rest = label;
    columns.iter().rev().all(|column| {
        let mut labels = std::iter::once(&column.label).chain(&column.aliases);
        let before = labels.find_map(|own| without_end(rest, &fold(own)));
        rest = before.unwrap_or(&[]);
        before.is_some()
    })
}

/// The text before `end`, if it ends with it, but for a character in four.
fn without_end<'a>(text: &'a [char], end: &[char]) -> Option<&'a [char]> {
    let (before, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    (edit_distance(tail, end) * 4 <= end.len()).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{EditionId, RowKey, TableId, catalogue};
    use crate::read::pieces::cut;

    #[track_caller]
    fn check_rows(text: &str, expected: Option<&str>) {
        let cut = cut(text);
        let edition = EditionId(2021);
        let spec = catalogue::table(edition, TableId::Proactive).unwrap();
        let token = |at: &Option<usize>| at.map_or("?", |at| cut.pieces[at].span.of(text));
        let shown = rows(&cut.pieces, spec, 1).map(|found| {
            let row =
                |row: &Vec<Option<usize>>| row.iter().map(token).collect::<Vec<_>>().join(" ");
            found.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
        });
        assert_eq!(shown.as_deref(), expected, "{text}");
    }

    #[test]
    fn heads_of_other_blocks_are_foreign() {
        let spec = catalogue::table(EditionId(2021), TableId::Proactive).unwrap();
        let check = |row: &str, head: &str, expected: bool| {
            let (own, _) = spec.row(&RowKey::new(row)).unwrap();
            assert_eq!(
                is_foreign_head(&fold(head), own, spec),
                expected,
                "{row} {head}"
            );
        };
        check("penalties", "现行有效件数", true);
        check("penalties", "本年处理决定数量", false);
        check("regulations", "现行有效件数", false);
        check("regulations", "本年处理决定数量", true);
        check("fees", "行政强制", false);
    }

    #[test]
    fn cells_follow_the_labels_of_their_columns() {
        let block =
            "规章\n行政规范性文件\n本年制发 件数\n1\n2\n本年废止件数\n3\n4\n现行有效件数\n5\n6\n";
        let rest = "行政许可\n本年处理决定数量\n7\n行政处罚\n行政强制\n本年处理决定数量\n8\n9\n本年收费金额（单位：万元）\n10";
        check_rows(
            &format!("{block}{rest}"),
            Some("1 3 5 / 2 4 6 / 7 / 8 / 9 / 10"),
        );
        check_rows(
            &format!("{}{rest}", block.replace("现行有效件数\n5\n6\n", "")),
            Some("1 3 ? / 2 4 ? / 7 / 8 / 9 / 10"),
        );
        check_rows(block, None);
        let joint = "规章\n行政规范性文件\n本年制发件数\n本年废止件数\n1\n3\n2\n4\n";
        check_rows(
            &format!("{joint}{rest}\n现行有效件数\n5\n6\n"),
            Some("1 3 5 / 2 4 6 / 7 / 8 / 9 / 10"),
        );
    }
}
