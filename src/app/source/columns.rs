//! Where the columns of tables stand whose cells are parted by tabs or bars.

use std::collections::BTreeMap;

use crate::app::source::line::{Separator, SourceLine, columns};
use crate::source::Span;

/// Empty columns between two cells that were parted by a tab.
const GAP: usize = 2;

/// Labels that end behind this column push the figures of their own row aside: for their sake, all figures would stand
/// out of sight.
const LONG_LABEL: usize = 44;

/// A head of figures is given no more room than this. Longer ones push each other aside: seven columns as wide as their
/// heads would not fit into the pane, and it is the figures that are compared.
const HEAD_WIDTH: usize = 4;

/// Of the labels of a column, those in hundredths whose text fits; the others push what follows them aside.
const FITTING: usize = 75;

/// A cell of a line: where it begins, and its width in columns. A tab belongs to the cell it ends, a bar to the one it
/// begins.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    width: usize,
    is_figure: bool,
}

/// Sets the space before the cells of lines that are parted alike.
pub(crate) fn align(text: &str, block: Vec<&mut SourceLine>) {
    let separator = block
        .first()
        .map_or(Separator::Spaces, |line| Separator::of(line.span.of(text)));
    if separator == Separator::Spaces {
        return;
    }
    let rows: Vec<Vec<Piece>> = block
        .iter()
        .map(|line| pieces(text, line.span, separator))
        .collect();
    // A bar parts cells by itself; a tab takes one column, and one more parts the cells clearly.
    let (gap, tab) = if separator == Separator::Tabs {
        (GAP, 1)
    } else {
        (0, 0)
    };
    let stops = stops(&rows, gap);
    for (line, row) in block.into_iter().zip(&rows) {
        line.leads = leads(row, &stops, tab);
    }
}

fn pieces(text: &str, span: Span, separator: Separator) -> Vec<Piece> {
    let line = span.of(text);
    let mut starts: Vec<usize> = match separator {
        Separator::Tabs => line.match_indices('\t').map(|(at, _)| at + 1).collect(),
        _ => line.match_indices('|').map(|(at, _)| at).collect(),
    };
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let cells = starts.iter().zip(ends).map(|(start, end)| {
        let cell = line
            .get(*start..end)
            .unwrap_or_default()
            .trim_end_matches('\t');
        Piece {
            start: span.start() + start,
            width: cell.chars().map(columns).sum(),
            is_figure: is_figure(cell.trim_matches(['|', ' '])),
        }
    });
    cells.collect()
}

fn is_figure(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
}

/// Where columns begin and how wide they are: `(begin, width)` for each.
///
/// Figures must stand under their heads in every row, so the first column of figures begins behind the longest row of
/// labels, overlong ones aside. Labels only indent.
fn stops(rows: &[Vec<Piece>], gap: usize) -> Vec<(usize, usize)> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let first_figures = (1..n_columns).find(|column| has_figures(rows, *column));
    let mut stops: Vec<(usize, usize)> = Vec::with_capacity(n_columns);
    for column in 0..n_columns {
        let behind = stops.last().map_or(0, |(begin, width)| begin + width + gap);
        let is_label = first_figures.is_none_or(|first| column < first);
        let begin = if first_figures == Some(column) {
            rows.iter()
                .filter(|row| row.iter().any(|piece| piece.is_figure))
                .map(|row| end_of(row, &stops, gap))
                .filter(|end| *end <= LONG_LABEL)
                .fold(behind, usize::max)
        } else {
            behind
        };
        let widths = widths(rows, column);
        let width = if is_label {
            most(&widths)
        } else {
            figures_width(rows, column, &widths)
        };
        stops.push((begin, width));
    }
    stops
}

/// Whether most cells of the column are figures.
fn has_figures(rows: &[Vec<Piece>], column: usize) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(column));
    let (mut figures, mut others) = (0, 0);
    for piece in cells.filter(|piece| piece.width > 0) {
        figures += usize::from(piece.is_figure);
        others += usize::from(!piece.is_figure);
    }
    figures > 0 && figures >= others
}

/// The widths of the cells of a column, ascending. A cell before an empty one reaches over it and counts nothing.
fn widths(rows: &[Vec<Piece>], column: usize) -> Vec<usize> {
    let own = rows.iter().filter_map(|row| {
        let piece = row.get(column)?;
        let reaches_over = row.get(column + 1).is_some_and(|next| next.width == 0);
        Some(if reaches_over && !piece.is_figure {
            0
        } else {
            piece.width
        })
    });
    let mut own: Vec<usize> = own.collect();
    own.sort_unstable();
    own
}

/// The width of a column of figures: of its widest figure, and of its head unless that is overlong.
fn figures_width(rows: &[Vec<Piece>], column: usize, widths: &[usize]) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    let figures = cells.filter(|piece| piece.is_figure);
    let widest = figures.map(|piece| piece.width).max().unwrap_or(0);
    let head = widths.last().copied().unwrap_or(0);
    widest.max(head.min(HEAD_WIDTH))
}

/// A width that most of these fit into.
fn most(widths: &[usize]) -> usize {
    let last = widths.len().saturating_sub(1);
    widths.get(last * FITTING / 100).copied().unwrap_or(0)
}

/// Where the next cell may begin after the cells for which stops are known.
fn end_of(row: &[Piece], stops: &[(usize, usize)], gap: usize) -> usize {
    row.iter().zip(stops).fold(0, |at, (piece, (begin, _))| {
        if piece.width == 0 {
            at
        } else {
            at.max(*begin) + piece.width + gap
        }
    })
}

/// The space before each cell of a row. Figures end where their column ends, unless a bar stands before them.
fn leads(row: &[Piece], stops: &[(usize, usize)], tab: usize) -> BTreeMap<usize, usize> {
    let mut at = 0_usize;
    let mut leads = BTreeMap::new();
    for (column, (piece, (begin, width))) in row.iter().zip(stops).enumerate() {
        let inset = if column > 0 && piece.is_figure && tab > 0 {
            width.saturating_sub(piece.width)
        } else {
            0
        };
        let lead = (begin + inset).saturating_sub(at);
        // Before an empty cell as well: that nothing is printed is shown in its column.
        if lead > 0 {
            leads.insert(piece.start, lead);
            at += lead;
        }
        at += piece.width + tab;
    }
    leads
}

#[cfg(test)]
mod tests {
    use crate::app::source::lines::source_lines;
    use crate::read::Reading;

    /// The lines as they are shown, each lead as dots; tabs as `>`.
    #[track_caller]
    fn check_shown(text: &str, expected: &[&str]) {
        let lines = source_lines(text, &Reading::default(), false);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| {
                let chars = line.span.of(text).char_indices();
                let shown = chars.map(|(at, c)| {
                    let lead = line.leads.get(&(line.span.start() + at));
                    let lead = ".".repeat(lead.copied().unwrap_or(0));
                    let c = if c == '\t' { '>' } else { c };
                    format!("{lead}{c}")
                });
                shown.collect()
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn figures_stand_under_their_heads_and_end_together() {
        check_shown(
            "\t\t自然人\t总计\n办理结果\t予以公开\t9\t12\n\t不予公开\t110\t0\n终\n",
            &[
                ">.>.................自然人>总计",
                "办理结果>予以公开>.....9>...12",
                ">.不予公开>..........110>....0",
                "终",
                "",
            ],
        );
    }

    #[test]
    fn a_label_that_reaches_over_empty_cells_makes_no_column_wide_yet_moves_the_figures() {
        check_shown(
            "一、本年新收申请数量\t\t1\n甲\t予以\t2\n乙\t部分\t3\n丙\t部分\t4",
            &[
                "一、本年新收申请数量>>1",
                "甲>.予以>.............2",
                "乙>.部分>.............3",
                "丙>.部分>.............4",
            ],
        );
    }

    #[test]
    fn an_overlong_label_pushes_only_its_own_figures_aside() {
        let long = "其".repeat(30);
        check_shown(
            &format!("甲\t1\t2\n{long}\t3\t4"),
            &["甲>.1>.2", &format!("{long}>3>4")],
        );
    }

    #[test]
    fn bars_stand_under_each_other() {
        check_shown(
            "| 规章 | 0 |\n|---|---|\n| 规范性文件 | 12 |",
            &[
                "| 规章 ......| 0 .|",
                "|---.........|---.|",
                "| 规范性文件 | 12 |",
            ],
        );
    }
}
