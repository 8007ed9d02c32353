//! Columns by their heads: in the rows of a grid, a column is what the heads over it name it, through their spans and
//! however they are broken over lines. A column whose head a report leaves out is absent, not the next one; columns in
//! another order than that of the form are those that their heads name; a column besides them is none of the form's.

mod names;
mod over;
mod told;

use std::collections::BTreeMap;
use std::ops::Range;

pub use names::{PAST, PRESENT, is_like_column, names_column};
pub use told::{Named, Told};

use crate::form::schema::{ColumnSpec, Layout, TableSpec};
use crate::read::fold;
use crate::read::heads::names::best;
use crate::read::heads::over::Over;
use crate::read::heads::told::NAMED_LEAST;
use crate::read::per_table::PerTable;
use crate::read::pieces::{Cut, LineKind, Piece};
use crate::read::region::KNOWN;
use crate::read::row_form::{self, RowForm};
use crate::read::vocabulary::Vocabulary;

/// The heads over the rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    blocks: Vec<Over>,
    /// For each row of a grid, by its line, the block it stands in.
    of_line: BTreeMap<usize, usize>,
    /// The same for rows of a few more or fewer fields than there are heads.
    near: BTreeMap<usize, usize>,
}

/// Fields that a row may have more or fewer than its heads.
const NEAR: usize = 2;

impl Heads {
    /// The heads in the lines of `pieces`, for a table of the form `spec`.
    #[must_use]
    pub fn of(cut: &Cut, pieces: &[Piece], spec: &'static TableSpec) -> Self {
        let (words, labels) = (COLUMNS.of(spec), LABELS.of(spec));
        let mut blocks: Vec<(Over, Vec<usize>)> = Vec::new();
        let mut near = BTreeMap::new();
        // Whether rows stand below the heads of the last block.
        let mut is_open = false;
        for of_line in pieces.chunk_by(|a, b| a.line == b.line) {
            let Some((number, line)) = of_line.first().and_then(|piece| {
                let line = cut.lines.get(piece.line)?;
                Some((piece.line, line))
            }) else {
                continue;
            };
            if line.kind != LineKind::Grid || line.fields.len() < 2 {
                continue;
            }
            let is_same = |over: &Over| over.heads.len() == line.fields.len();
            if is_head_line(of_line, &words, spec) {
                if !is_open || !blocks.last().is_some_and(|(over, _)| is_same(over)) {
                    blocks.push((Over::over_columns(line.fields.len()), Vec::new()));
                    is_open = true;
                }
                if let Some((over, _)) = blocks.last_mut() {
                    over.add(line, of_line);
                }
            } else if let Some((over, rows)) = blocks.last_mut().filter(|(over, _)| is_same(over)) {
                over.add_row(of_line, |label| is_row_label(label, &words, &labels));
                rows.push(number);
                is_open = false;
            } else if let Some((over, _)) = blocks.last() {
                if over.heads.len().abs_diff(line.fields.len()) <= NEAR {
                    near.insert(number, blocks.len() - 1);
                }
                is_open = false;
            }
        }
        let mut heads = Self {
            near,
            ..Self::default()
        };
        for (at, (over, rows)) in blocks.into_iter().enumerate() {
            heads.blocks.push(over);
            heads.of_line.extend(rows.into_iter().map(|row| (row, at)));
        }
        heads
    }

    /// The number of the block in which the row on `line` stands.
    #[must_use]
    pub fn block(&self, line: usize) -> Option<usize> {
        self.of_line.get(&line).copied()
    }

    /// What the heads over the rows of `block` say of the `columns` of the form.
    #[must_use]
    pub fn told(&self, block: usize, columns: &[ColumnSpec]) -> Told {
        let over = self.blocks.get(block);
        over.map_or(Told::Nothing, |over| over.told(columns))
    }

    /// Whether heads that are a few more or fewer than the fields of the row on `line` stand in another order than the form's.
    #[must_use]
    pub fn are_unsorted(&self, line: usize, columns: &[ColumnSpec]) -> bool {
        let over = self
            .near
            .get(&line)
            .and_then(|block| self.blocks.get(*block));
        over.is_some_and(|over| over.is_unsorted(columns))
    }

    /// The field of each cell of a flat table, row after row of the form, where each head over `block` names both its row
    /// and its column. `None` where one names another, or none.
    #[must_use]
    pub fn cells(
        &self,
        block: usize,
        spec: &'static TableSpec,
    ) -> Option<Vec<Option<Range<usize>>>> {
        let over = self.blocks.get(block)?;
        let columns = spec.blocks.first()?.columns.as_slice();
        let rows = row_form::of_table(spec);
        let mut cells = vec![None; rows.len() * columns.len()];
        for (field, (text, _)) in over.heads.iter().enumerate() {
            let of_row = |form: &RowForm| form.labels.iter().any(|label| fold::holds(text, label));
            let mut named = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(of_row));
            let (Some(row), None) = (named.next(), named.next()) else {
                continue;
            };
            let Some((column, _)) = best(text, columns) else {
                continue;
            };
            let cell = cells.get_mut(row * columns.len() + column)?;
            if cell.replace(field..field + 1).is_some() {
                return None;
            }
        }
        // The one cell that no head names stands under the one head that names none.
        let is_free = |field: &usize| !cells.contains(&Some(*field..field + 1));
        let mut free = over.used.iter().copied().filter(is_free);
        if let (Some(field), None) = (free.next(), free.next()) {
            let mut missing = cells.iter_mut().filter(|cell| cell.is_none());
            if let (Some(cell), None) = (missing.next(), missing.next()) {
                *cell = Some(field..field + 1);
            }
        }
        cells.iter().all(Option::is_some).then_some(cells)
    }

    /// Each field of a row that stands in a column besides those of `spec`, and under none that `is_known`: its line, and
    /// its place there.
    #[must_use]
    pub fn besides(
        &self,
        spec: &TableSpec,
        is_known: &dyn Fn(&[char]) -> bool,
    ) -> Vec<(usize, usize)> {
        let besides = |over: &Over| {
            let blocks = spec.blocks.iter().map(|block| block.columns.as_slice());
            let named = blocks
                .filter(|columns| columns.len() >= NAMED_LEAST)
                .filter_map(|columns| over.told(columns).named());
            let named = named.max_by_key(|named| named.columns.len());
            let mut fields = named.map_or_else(Vec::new, |named| named.besides);
            fields.retain(|field| {
                over.heads
                    .get(*field)
                    .is_some_and(|(text, _)| !is_known(text))
            });
            fields
        };
        let of_block: Vec<Vec<usize>> = self.blocks.iter().map(besides).collect();
        let lines = self.of_line.iter();
        lines
            .flat_map(|(line, block)| {
                let fields = of_block.get(*block).into_iter().flatten();
                fields.map(|field| (*line, *field))
            })
            .collect()
    }
}

/// Whether a line is one of heads: no number stands in it, and one of its fields is a word of the columns. Where rows stand
/// side by side, a head may name its row as well.
fn is_head_line(pieces: &[Piece], words: &Vocabulary, spec: &TableSpec) -> bool {
    let is_flat = spec.layout == Layout::Flat;
    let is_head = |piece: &Piece| {
        let label = piece.label().unwrap_or(&[]);
        let is_known = words.coverage(label) >= KNOWN || is_flat && names_column(label, spec);
        label.len() > 1 && is_known
    };
    pieces.iter().all(|piece| piece.token().is_none()) && pieces.iter().any(is_head)
}

/// Characters from which on a label can be told from a head.
const LABEL_LEAST: usize = 4;

/// Whether the text is the label of a row, and no head.
fn is_row_label(text: &[char], columns: &Vocabulary, labels: &Vocabulary) -> bool {
    let is_of = |words: &Vocabulary| words.coverage(text) >= KNOWN;
    text.len() >= LABEL_LEAST && is_of(labels) && !is_of(columns)
}

static LABELS: PerTable<Vocabulary> = PerTable::new(row_words);

fn row_words(spec: &TableSpec) -> Vocabulary {
    let rows = spec.rows().map(|(_, row)| row);
    let labels = rows.flat_map(|row| std::iter::once(&row.label).chain(&row.aliases));
    Vocabulary::new(labels.map(String::as_str))
}

static COLUMNS: PerTable<Vocabulary> = PerTable::new(column_words);

fn column_words(spec: &TableSpec) -> Vocabulary {
    let columns = spec.columns();
    Vocabulary::new(columns.flat_map(|column| {
        let labels = std::iter::once(&column.label).chain(&column.aliases);
        labels.chain(&column.heads).map(String::as_str)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{EditionId, TableId, catalogue};
    use crate::read::pieces;

    #[track_caller]
    fn check_columns(text: &str, table: TableId, edition: u16, expected: &str) {
        let spec = catalogue::table(EditionId(edition), table).unwrap();
        let cut = pieces::cut(text);
        let heads = Heads::of(&cut, &cut.pieces, spec);
        let line = cut.pieces.last().unwrap().line;
        let block = heads.block(line);
        let columns = block.and_then(|block| heads.told(block, &spec.blocks[0].columns).named());
        let shown = columns.map_or("nothing".to_owned(), |columns| {
            let range = |range: &Option<Range<usize>>| {
                range.as_ref().map_or("-".to_owned(), |range| {
                    format!("{}..{}", range.start, range.end)
                })
            };
            let mut shown: Vec<String> = columns.columns.iter().map(range).collect();
            shown.extend(columns.besides.iter().map(|field| format!("+{field}")));
            shown.join(" ")
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_column_left_out_is_absent_and_one_added_is_no_other() {
        let check = |text: &str, expected: &str| {
            check_columns(text, TableId::Proactive, 2021, expected);
        };
        check(
            "信息内容|本年制发件数|现行有效件数||\n规章|0|12||",
            "1..2 - 2..4",
        );
        check(
            "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|1|12",
            "1..2 2..3 3..4",
        );
        check(
            "信息内容|现行有效件数|本年制发件数|本年废止件数\n规章|12|0|1",
            "2..3 3..4 1..2",
        );
        check(
            "信息内容|行次|本年制发件数|本年废止件数|现行有效件数|备注|上年现行有效件数\n规章|1|0|1|12||9",
            "2..3 3..4 4..5 +1 +6",
        );
        check(
            "信息内容|本年制发件数|备注|现行有效件数\n规章|0|1|12",
            "nothing",
        );
        check(
            "信息内容|本年制发件数|本年废止件数|现行有效件数|备注\n规章|0|1|12||",
            "1..2 2..3 3..4",
        );
        check("信息内容|本年制发件数|||\n规章|0|12||", "nothing");
        check("其他|本年制发件数\n规章|0", "1..2 - -");
        check("|本年制发件数|\n规章|0|", "nothing");
        check("信息内容|本年制发件数||\n规章|0|12|3|4", "nothing");
    }

    #[test]
    fn heads_broken_over_lines_and_cells_name_their_columns() {
        let check = |text: &str, expected: &str| {
            check_columns(text, TableId::Requests, 2021, expected);
        };
        let rows = "|||自然|法人或|其他组织||||总|\n|||人|商业企<br>业|科研机<br>构|社会公益<br>组织|法律服务<br>机构|其<br>他|计|\n|一、本年新收|申请数量|1|2|0|0|0|0|3|";
        check(rows, "2..3 3..4 4..5 5..6 6..7 7..8 8..9");
        check("|项目|总计|\n|一、本年新收|26|", "- - - - - - 1..2");
        let apart = "|项目|自然人||总计|\n||商业企业|科研机构||\n|本年新收|1|2|3|";
        check(apart, "nothing");
    }
}
