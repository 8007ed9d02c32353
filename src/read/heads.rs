//! Columns by their heads: in the rows of a grid, a column is what the heads over it name it, through their spans and
//! however they are broken over lines. A column whose head a report leaves out is absent, not the next one; columns in
//! another order than that of the form are those that their heads name; a column besides them is none of the form's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::schema::{ColumnSpec, Layout, TableSpec};
use crate::read::distance::edit_distance;
use crate::read::fold::{self, fold};
use crate::read::per_table::PerTable;
use crate::read::pieces::{Cut, Line, LineKind, Piece};
use crate::read::region::KNOWN;
use crate::read::row_form::{self, RowForm};
use crate::read::vocabulary::Vocabulary;

/// Heads that name columns where the report left out others.
const NAMED_LEAST: usize = 2;

/// The heads over the rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    blocks: Vec<Over>,
    /// For each row of a grid, by its line, the block it stands in.
    of_line: BTreeMap<usize, usize>,
    /// The same for rows of a few more or fewer fields than there are heads.
    near: BTreeMap<usize, usize>,
}

/// What the heads over a block name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The fields of each column of the form; `None` for one that the report left out.
    pub columns: Vec<Option<Range<usize>>>,
    /// Fields under heads that are none of the form's, where all of the form's are there.
    pub besides: Vec<usize>,
}

/// What heads say of the columns of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing, or that they stand as in the form.
    Nothing,
    /// Which is which.
    Named(Named),
    /// That they are others, or not all known in another order: figures put there in the form's order may be those of
    /// others.
    Others,
}

impl Told {
    /// Which is which, where the heads tell.
    #[must_use]
    pub fn named(self) -> Option<Named> {
        match self {
            Self::Named(named) => Some(named),
            Self::Nothing | Self::Others => None,
        }
    }
}

/// Fields that a row may have more or fewer than its heads.
const NEAR: usize = 2;

/// Heads that are none of the form's and make a table another one, in number.
const FOREIGN_LEAST: usize = 3;

/// Share of a foreign head's characters that are words of the columns at most, in thousandths.
const FOREIGN_MOST: usize = 250;

/// The column of the totals.
const TOTAL: &str = "total";

/// What stands over the rows of a block, by the columns of its grid.
#[derive(Clone, Debug, Default)]
struct Over {
    /// The text of the heads in each column, from top to bottom, and how many columns the lowest covers.
    heads: Vec<(Vec<char>, usize)>,
    /// Columns in which numbers stand below.
    used: BTreeSet<usize>,
    /// Columns in which words stand below.
    worded: BTreeSet<usize>,
    /// The numbers of each row, by their columns.
    rows: Vec<BTreeMap<usize, i64>>,
}

impl Heads {
    /// The heads in the lines of `pieces`, for a table of the form `spec`.
    #[must_use]
    pub fn of(cut: &Cut, pieces: &[Piece], spec: &'static TableSpec) -> Self {
        let words = COLUMNS.of(spec);
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
                    let heads = vec![(Vec::new(), 0); line.fields.len()];
                    blocks.push((
                        Over {
                            heads,
                            ..Over::default()
                        },
                        Vec::new(),
                    ));
                    is_open = true;
                }
                if let Some((over, _)) = blocks.last_mut() {
                    over.add(line, of_line);
                }
            } else if let Some((over, rows)) = blocks.last_mut().filter(|(over, _)| is_same(over)) {
                let figure = |piece: &Piece| {
                    let number = piece.token()?.value.in_sums()?.to_i64()?;
                    Some((piece.field, number))
                };
                over.rows.push(of_line.iter().filter_map(figure).collect());
                for piece in of_line {
                    let fields = match piece.token() {
                        Some(_) => &mut over.used,
                        None => &mut over.worded,
                    };
                    fields.insert(piece.field);
                }
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

impl Over {
    fn add(&mut self, line: &Line, pieces: &[Piece]) {
        for piece in pieces {
            let width = line.widths.get(piece.field).copied().unwrap_or(1);
            let Some(head) = self.heads.get_mut(piece.field) else {
                continue;
            };
            head.0.extend(piece.label().unwrap_or(&[]));
            head.1 = width;
        }
    }

    /// What the heads say of `columns`.
    fn told(&self, columns: &[ColumnSpec]) -> Told {
        let mut heads: Vec<Vec<(usize, bool)>> = vec![Vec::new(); columns.len()];
        let mut strange = Vec::new();
        for (field, (text, _)) in self.heads.iter().enumerate() {
            match best(text, columns) {
                _ if text.is_empty() => {}
                Some((column, is_plain)) => {
                    let own = heads.get_mut(column).into_iter();
                    own.for_each(|own| own.push((field, is_plain)));
                }
                None => strange.push(field),
            }
        }
        let mut is_doubled = false;
        let mut named: Vec<Option<usize>> = vec![None; columns.len()];
        for (place, heads) in named.iter_mut().zip(heads) {
            // 上年总计 ends like 总计, and is another column beside it.
            let is_own = |(_, is_plain): &(usize, bool)| *is_plain || heads.len() == 1;
            let (own, others): (Vec<_>, Vec<_>) = heads.iter().copied().partition(is_own);
            strange.extend(others.iter().map(|(field, _)| *field));
            match own.as_slice() {
                [(field, _)] => *place = Some(*field),
                _ => is_doubled |= heads.len() > 1,
            }
        }
        let is_sorted = named.iter().flatten().is_sorted() && self.are_in_place(&named);
        if is_sorted {
            if is_doubled {
                return Told::Nothing;
            }
        } else {
            // What is not told of the one column that is left belongs to the one name that is left.
            let is_free = |field: &usize| !named.contains(&Some(*field));
            let rest: Vec<usize> = self.figures().filter(is_free).collect();
            let mut missing = named.iter_mut().filter(|place| place.is_none());
            match (missing.next(), missing.next(), rest.as_slice()) {
                (None, ..) => {}
                (Some(place), None, [field]) => {
                    *place = Some(*field);
                    strange.retain(|other| other != field);
                }
                _ => return Told::Others,
            }
        }
        let fields: Vec<usize> = named.iter().flatten().copied().collect();
        let Some(first) = fields.iter().min().copied() else {
            return self.of_strangers(&strange, columns);
        };
        let is_whole = fields.len() == columns.len();
        // One head of several tells nothing unless that of the labels stands before it: it may be a line of its own.
        let has_label_head = strange.iter().any(|field| *field < first);
        if !is_whole && fields.len() < NAMED_LEAST && !has_label_head {
            return self.of_strangers(&strange, columns);
        }
        if !is_whole && strange.iter().any(|field| *field > first) {
            return self.of_strangers(&strange, columns);
        }
        let ranges: Vec<Option<Range<usize>>> = named
            .into_iter()
            .map(|field| {
                let field = field?;
                let next = fields.iter().copied().filter(|other| *other > field).min();
                Some(field..self.end_of(field).min(next.unwrap_or(usize::MAX)))
            })
            .collect();
        let is_named = |field: &usize| ranges.iter().flatten().any(|range| range.contains(field));
        let is_single = |range: &Range<usize>| self.used.range(range.clone()).count() < 2;
        let is_told = self.used.iter().all(is_named) && ranges.iter().flatten().all(is_single);
        if !is_whole && !is_told {
            return self.of_strangers(&strange, columns);
        }
        strange.retain(|field| is_whole && self.figures().any(|other| other == *field));
        strange.sort_unstable();
        let as_the_form = is_sorted && strange.is_empty();
        if !as_the_form && !self.adds_up(columns, &ranges) {
            return Told::Others;
        }
        Told::Named(Named {
            columns: ranges,
            besides: strange,
        })
    }

    /// Columns in which numbers stand below, and no words.
    fn figures(&self) -> impl Iterator<Item = usize> {
        self.used.difference(&self.worded).copied()
    }

    /// Whether the columns told stand where the form has them, if there are as many columns of figures as the form has.
    fn are_in_place(&self, named: &[Option<usize>]) -> bool {
        let told = || named.iter().flatten().copied();
        let Some(first) = told().chain(self.figures()).min() else {
            return true;
        };
        let last = told().chain(self.figures()).max().unwrap_or(first);
        let in_place =
            |(at, field): (usize, &Option<usize>)| field.is_none_or(|field| field == first + at);
        last - first + 1 != named.len() || named.iter().enumerate().all(in_place)
    }

    /// Whether the columns told are not in the order of the form.
    fn is_unsorted(&self, columns: &[ColumnSpec]) -> bool {
        let told = self.heads.iter().filter(|(text, _)| !text.is_empty());
        let told = told.filter_map(|(text, _)| best(text, columns));
        let order: Vec<usize> = told.map(|(column, _)| column).collect();
        order.len() >= NAMED_LEAST && !order.is_sorted()
    }

    /// Heads of other things above figures, and two of the form's at most, are those of another table.
    fn of_strangers(&self, strange: &[usize], columns: &[ColumnSpec]) -> Told {
        let words = Vocabulary::new(columns.iter().map(|column| column.label.as_str()));
        let is_foreign = |field: &&usize| {
            let text = self.heads.get(**field).map_or(&[][..], |(text, _)| text);
            self.used.contains(*field) && words.coverage(text) <= FOREIGN_MOST
        };
        let n_foreign = strange.iter().filter(is_foreign).count();
        if n_foreign >= FOREIGN_LEAST && n_foreign * 2 > columns.len() {
            Told::Others
        } else {
            Told::Nothing
        }
    }

    /// Whether most rows add up to their last column, where that is a total.
    fn adds_up(&self, columns: &[ColumnSpec], ranges: &[Option<Range<usize>>]) -> bool {
        let has_total = columns.last().is_some_and(|column| column.key == TOTAL);
        let value = |row: &BTreeMap<usize, i64>, range: &Option<Range<usize>>| {
            let range = range.clone().unwrap_or_default();
            row.range(range).map(|(_, value)| *value).sum::<i64>()
        };
        let rows = self
            .rows
            .iter()
            .filter(|row| row.values().any(|value| *value != 0));
        let (mut n_rows, mut n_failing) = (0, 0);
        for row in rows {
            let values: Vec<i64> = ranges.iter().map(|range| value(row, range)).collect();
            let sums = values
                .split_last()
                .is_some_and(|(total, parts)| parts.iter().sum::<i64>() == *total);
            n_rows += 1;
            n_failing += usize::from(!sums);
        }
        !has_total || n_failing * 2 <= n_rows
    }

    /// Where the columns below a head end: at the next head, or where its own cell ends.
    fn end_of(&self, field: usize) -> usize {
        let width = self.heads.get(field).map_or(1, |head| head.1);
        let behind = self.heads.iter().enumerate().skip(field + 1);
        let mut others = behind.filter(|(_, (text, _))| !text.is_empty());
        let next = others.next().map_or(self.heads.len(), |(at, _)| at);
        next.max(field + 1)
            .min(if width > 1 { field + width } else { next })
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

static COLUMNS: PerTable<Vocabulary> = PerTable::new(column_words);

fn column_words(spec: &TableSpec) -> Vocabulary {
    let columns = spec.columns();
    Vocabulary::new(columns.flat_map(|column| {
        let labels = std::iter::once(&column.label).chain(&column.aliases);
        labels.chain(&column.heads).map(String::as_str)
    }))
}

/// The column that the text of the heads ends with the label of, but for a character in four: the longest such label. Tells
/// whether nothing but heads of the form stands before it. 上年 before a label is another year's column.
fn best(text: &[char], columns: &[ColumnSpec]) -> Option<(usize, bool)> {
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
pub(super) const PAST: [&str; 5] = ["上年", "上一年", "去年", "往年", "同期"];

/// Words for the report's year.
pub(super) const PRESENT: [&str; 5] = ["本年度", "本年", "今年", "当年", "本期"];

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
