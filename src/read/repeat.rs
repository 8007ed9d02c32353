//! A table that is printed twice is read once; the other print is its witness.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::schema::{Layout, TableSpec};
use crate::form::{CellKey, EditionId, TableId, catalogue};
use crate::read::doubt::Doubt;
use crate::read::fold::fold;
use crate::read::per_table::PerTable;
use crate::read::pieces::{Cut, Piece};
use crate::read::reading::{Found, Section};
use crate::read::region;
use crate::read::table::TableReading;
use crate::said::{Said, said};

/// Labels a print must show to be known again.
const LABELS_LEAST: usize = 3;
/// Cell tokens a print must hold: without any it is a list of labels.
const TOKENS_LEAST: usize = 3;

/// The prints of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prints {
    /// The one that is read.
    pub first: Range<usize>,
    /// The other one.
    pub other: Option<Range<usize>>,
}

/// The prints of `table` (in `edition`) that the pieces of `region` and those around it hold. `taken` are the regions
/// of the other tables.
pub(super) fn prints(
    cut: &Cut,
    sections: &[(usize, Section)],
    (table, edition): (TableId, EditionId),
    region: Range<usize>,
    taken: &[Range<usize>],
) -> Prints {
    let labels = catalogue::table(edition, table).map(|spec| LABELS.of(spec));
    let labels = &*labels.unwrap_or_default();
    if let Some(at) = second_start(cut, &region, labels) {
        return Prints {
            first: region.start..at,
            other: Some(at..region.end),
        };
    }
    let n_labels = shown(cut, region.clone(), labels).len();
    let is_print = |other: &Range<usize>| {
        let is_free = taken
            .iter()
            .all(|taken| taken.end <= other.start || other.end <= taken.start);
        is_free && shows_enough(cut, other.clone(), labels, n_labels)
    };
    let around = [region.end..cut.pieces.len(), 0..region.start];
    let other = around
        .into_iter()
        .filter_map(|domain| region::find(cut, sections, table, domain))
        .find(is_print);
    Prints {
        first: region,
        other,
    }
}

/// Cells whose two prints disagree become uncertain, and the reason names both. Returns how many there are.
pub(super) fn compare(first: &mut TableReading, other: &TableReading) -> usize {
    let others: BTreeMap<&CellKey, &Found> = other
        .cells
        .iter()
        .map(|(key, found)| (key, found))
        .collect();
    let mut n_different = 0;
    for (key, found) in &mut first.cells {
        let Some(other) = others.get(key) else {
            continue;
        };
        let is_read = !found.value.is_unread() && !other.value.is_unread();
        if is_read && found.value != other.value {
            n_different += 1;
            found.doubts.push(Doubt::SecondPrint {
                here: found.printed.clone(),
                other: other.printed.clone(),
            });
        }
    }
    n_different
}

/// What the reviewer should know of a table printed twice.
pub(super) fn notice(table: TableId, lines: [(usize, usize); 2], n_different: usize) -> Said {
    let [(from, to), (other_from, other_to)] = lines;
    let differences = match n_different {
        0 => Said::new("两处所印相同", "both are the same"),
        n => said!(
            "有 {n} 格两处不同，已标为待核",
            "{n} cells differ and are to be checked"
        ),
    };
    Said::new(
        format!(
            "{}印了两次（第 {from}–{to} 行和第 {other_from}–{other_to} 行），按前者识读；{}。",
            table.short_name(),
            differences.chinese
        ),
        format!(
            "{} is printed twice (lines {from}–{to} and {other_from}–{other_to}); the first one was used; {}.",
            table.english_name(),
            differences.english
        ),
    )
}

/// Where in `region` a second print begins: behind the cells that follow the last new label, if all begins anew there.
fn second_start(cut: &Cut, region: &Range<usize>, labels: &Labels) -> Option<usize> {
    let all = shown(cut, region.clone(), labels);
    let mut seen = Seen::new(labels);
    let mut missing = all.clone();
    let mut at = region.start;
    while !missing.is_empty() && at < region.end {
        seen.add(cut.pieces.get(at)?);
        missing.retain(|label| !seen.shows(*label));
        at += 1;
    }
    // Where the heads come first, the cells of this print are still to follow.
    if n_tokens(cut, region.start..at) < TOKENS_LEAST {
        at += (at..region.end)
            .take_while(|at| !is_token(cut, *at))
            .count();
    }
    let start = at + (at..region.end).take_while(|at| is_token(cut, *at)).count();
    shows_enough(cut, start..region.end, labels, all.len()).then_some(start)
}

/// Whether `range` shows most of the `n_labels` labels of the other print, and cells.
fn shows_enough(cut: &Cut, range: Range<usize>, labels: &Labels, n_labels: usize) -> bool {
    n_labels >= LABELS_LEAST
        && n_tokens(cut, range.clone()) >= TOKENS_LEAST
        && shown(cut, range, labels).len() * 10 >= n_labels * 7
}

fn is_token(cut: &Cut, at: usize) -> bool {
    cut.token(at).is_some()
}

fn n_tokens(cut: &Cut, range: Range<usize>) -> usize {
    range.filter(|at| is_token(cut, *at)).count()
}

/// Which of `labels` (by index) stand in `range`, whole or nearly so.
fn shown(cut: &Cut, range: Range<usize>, labels: &Labels) -> Vec<usize> {
    let mut seen = Seen::new(labels);
    let pieces = cut.pieces.get(range).unwrap_or(&[]);
    for piece in pieces {
        seen.add(piece);
    }
    let all = 0..labels.n_pairs.len();
    all.filter(|at| seen.shows(*at)).collect()
}

static LABELS: PerTable<Labels> = PerTable::new(Labels::new);

/// The labels that tell a print of the table, of its rows, and of its columns where the rows stand side by side, as the
/// pairs of characters that follow each other in them.
#[derive(Default)]
struct Labels {
    /// The labels (by index) in which a pair stands, each as often as it does.
    of_pair: BTreeMap<(char, char), Vec<usize>>,
    n_pairs: Vec<usize>,
}

impl Labels {
    fn new(spec: &TableSpec) -> Self {
        let rows = spec.rows().map(|(_, row)| &row.label);
        let columns = spec.columns();
        let columns = columns
            .map(|column| &column.label)
            .filter(|_| spec.layout == Layout::Flat);
        let folded: BTreeSet<Vec<char>> = rows.chain(columns).map(|label| fold(label)).collect();
        let mut labels = Self::default();
        for label in folded.iter().filter(|label| label.len() > 1) {
            for pair in label.iter().copied().zip(label.iter().copied().skip(1)) {
                let of_pair = labels.of_pair.entry(pair).or_default();
                of_pair.push(labels.n_pairs.len());
            }
            labels.n_pairs.push(label.len() - 1);
        }
        labels
    }
}

/// The pairs of labels that were seen, across the places where these are broken.
struct Seen<'a> {
    labels: &'a Labels,
    pairs: BTreeSet<(char, char)>,
    counts: Vec<usize>,
    last: Option<char>,
}

impl<'a> Seen<'a> {
    fn new(labels: &'a Labels) -> Self {
        Self {
            labels,
            pairs: BTreeSet::new(),
            counts: vec![0; labels.n_pairs.len()],
            last: None,
        }
    }

    fn add(&mut self, piece: &Piece) {
        for c in piece.label().unwrap_or(&[]) {
            let Some(last) = self.last.replace(*c) else {
                continue;
            };
            let Some(of_pair) = self.labels.of_pair.get(&(last, *c)) else {
                continue;
            };
            if self.pairs.insert((last, *c)) {
                for label in of_pair {
                    self.counts
                        .get_mut(*label)
                        .into_iter()
                        .for_each(|n| *n += 1);
                }
            }
        }
    }

    /// Whether seven of ten pairs of the label were seen.
    fn shows(&self, label: usize) -> bool {
        let n_seen = self.counts.get(label).copied().unwrap_or(0);
        let n_pairs = self.labels.n_pairs.get(label).copied().unwrap_or(0);
        n_seen * 10 >= n_pairs * 7
    }
}
