//! The heads over the rows of one block of a grid, and what they say of its columns.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::schema::ColumnSpec;
use crate::read::heads::names::best;
use crate::read::heads::told::{NAMED_LEAST, Named, Told};
use crate::read::pieces::{Line, Piece};
use crate::read::vocabulary::Vocabulary;

/// Heads that are none of the form's and make a table another one, in number.
const FOREIGN_LEAST: usize = 3;

/// Share of a foreign head's characters that are words of the columns at most, in thousandths.
const FOREIGN_MOST: usize = 250;

/// The column of the totals.
const TOTAL: &str = "total";

/// Rows whose labels stand below the head of a column: then it is not over its own.
const LABELLED_LEAST: usize = 2;

/// What stands over the rows of a block, by the columns of its grid.
#[derive(Clone, Debug, Default)]
pub(super) struct Over {
    /// The text of the heads in each column, from top to bottom, and how many columns the lowest covers.
    pub(super) heads: Vec<(Vec<char>, usize)>,
    /// Columns in which numbers stand below.
    pub(super) used: BTreeSet<usize>,
    /// Columns in which words stand below.
    worded: BTreeSet<usize>,
    /// How many labels of rows stand below each column.
    labelled: BTreeMap<usize, usize>,
    /// The numbers of each row, by their columns.
    rows: Vec<BTreeMap<usize, i64>>,
}

/// Heads and the columns of the form that they name.
struct Assigned {
    /// The field of each column.
    named: Vec<Option<usize>>,
    /// Fields under heads that name none.
    strange: Vec<usize>,
    /// Whether one column is named by several.
    is_doubled: bool,
}

impl Over {
    /// Heads for so many columns, of which nothing is known yet.
    pub(super) fn over_columns(n: usize) -> Self {
        Self {
            heads: vec![(Vec::new(), 0); n],
            ..Self::default()
        }
    }

    /// A line of heads.
    pub(super) fn add(&mut self, line: &Line, pieces: &[Piece]) {
        for piece in pieces {
            let width = line.widths.get(piece.field).copied().unwrap_or(1);
            let Some(head) = self.heads.get_mut(piece.field) else {
                continue;
            };
            head.0.extend(piece.label().unwrap_or(&[]));
            head.1 = width;
        }
    }

    /// A row below the heads.
    pub(super) fn add_row(&mut self, pieces: &[Piece], is_label: impl Fn(&[char]) -> bool) {
        let figure = |piece: &Piece| {
            let number = piece.token()?.value.in_sums()?.to_i64()?;
            Some((piece.field, number))
        };
        self.rows.push(pieces.iter().filter_map(figure).collect());
        for piece in pieces {
            match piece.label() {
                None => self.used.insert(piece.field),
                Some(_) => self.worded.insert(piece.field),
            };
            if piece.label().is_some_and(&is_label) {
                *self.labelled.entry(piece.field).or_default() += 1;
            }
        }
    }

    /// Whether labels of rows stand below heads that name columns of figures: the heads were moved.
    fn are_moved(&self, named: &[Option<usize>]) -> bool {
        let n_labels = |field: &usize| self.labelled.get(field).copied().unwrap_or(0);
        let mut told = named.iter().flatten();
        told.any(|field| n_labels(field) >= LABELLED_LEAST)
    }

    /// Which head names which of the `columns`.
    fn assigned(&self, columns: &[ColumnSpec]) -> Assigned {
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
        Assigned {
            named,
            strange,
            is_doubled,
        }
    }

    /// What the heads say of `columns`.
    pub(super) fn told(&self, columns: &[ColumnSpec]) -> Told {
        let Assigned {
            mut named,
            mut strange,
            is_doubled,
        } = self.assigned(columns);
        let is_sorted = named.iter().flatten().is_sorted() && self.are_in_place(&named);
        if self.are_moved(&named) {
            // All of them together, as they stand in the form: then the rows tell where they belong.
            let is_whole = named.iter().all(Option::is_some);
            return if is_sorted && is_whole {
                Told::Nothing
            } else {
                Told::Others
            };
        }
        if is_sorted {
            if is_doubled {
                return Told::Nothing;
            }
        } else {
            // What is not told of the one column that is left, under a head nobody knows, belongs to the one name that is
            // left.
            let has_head = |field: &usize| !self.text(*field).is_empty();
            let is_free = |field: &usize| !named.contains(&Some(*field)) && has_head(field);
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

    /// The heads of a column.
    fn text(&self, field: usize) -> &[char] {
        self.heads.get(field).map_or(&[], |(text, _)| text)
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
    pub(super) fn is_unsorted(&self, columns: &[ColumnSpec]) -> bool {
        let told = self.heads.iter().filter(|(text, _)| !text.is_empty());
        let told = told.filter_map(|(text, _)| best(text, columns));
        let order: Vec<usize> = told.map(|(column, _)| column).collect();
        order.len() >= NAMED_LEAST && !order.is_sorted()
    }

    /// Heads of other things above figures, and two of the form's at most, are those of another table.
    fn of_strangers(&self, strange: &[usize], columns: &[ColumnSpec]) -> Told {
        let words = Vocabulary::new(columns.iter().map(|column| column.label.as_str()));
        let is_foreign = |field: &&usize| {
            self.used.contains(*field) && words.coverage(self.text(**field)) <= FOREIGN_MOST
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
