//! A table that is printed twice is read once; the other print is its witness.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::schema::{Layout, TableSpec};
use crate::form::{CellKey, EditionId, TableId, catalogue};
use crate::read::doubt::Doubt;
use crate::read::fold::fold;
use crate::read::pieces::{Cut, Piece};
use crate::read::reading::{Found, Section};
use crate::read::region;
use crate::read::table::TableReading;

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
    let labels = catalogue::table(edition, table).map_or(Vec::new(), labels);
    if let Some(at) = second_start(cut, &region, &labels) {
        return Prints {
            first: region.start..at,
            other: Some(at..region.end),
        };
    }
    let n_labels = shown(cut, region.clone(), &labels).len();
    let is_print = |other: &Range<usize>| {
        let is_free = taken
            .iter()
            .all(|taken| taken.end <= other.start || other.end <= taken.start);
        is_free && shows_enough(cut, other.clone(), &labels, n_labels)
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
pub(super) fn notice(table: TableId, lines: [(usize, usize); 2], n_different: usize) -> String {
    let [(from, to), (other_from, other_to)] = lines;
    let differences = match n_different {
        0 => "两处所印相同".to_owned(),
        n => format!("有 {n} 格两处不同，已标为待核"),
    };
    format!(
        "{}印了两次（第 {from}–{to} 行和第 {other_from}–{other_to} 行），按前者识读；{differences}。",
        table.short_name()
    )
}

/// The labels that tell a print of the table: of its rows, and of its columns where the rows stand side by side.
fn labels(spec: &TableSpec) -> Vec<Vec<char>> {
    let rows = spec.rows().map(|(_, row)| &row.label);
    let columns = spec.columns();
    let columns = columns
        .map(|column| &column.label)
        .filter(|_| spec.layout == Layout::Flat);
    let folded: BTreeSet<Vec<char>> = rows.chain(columns).map(|label| fold(label)).collect();
    folded.into_iter().filter(|label| label.len() > 1).collect()
}

/// Where in `region` a second print begins: behind the cells that follow the last new label, if all begins anew there.
fn second_start(cut: &Cut, region: &Range<usize>, labels: &[Vec<char>]) -> Option<usize> {
    let all = shown(cut, region.clone(), labels);
    let mut pairs = Pairs::default();
    let mut missing = all.clone();
    let mut at = region.start;
    while !missing.is_empty() && at < region.end {
        pairs.add(cut.pieces.get(at)?);
        missing.retain(|label| !labels.get(*label).is_some_and(|label| pairs.show(label)));
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
fn shows_enough(cut: &Cut, range: Range<usize>, labels: &[Vec<char>], n_labels: usize) -> bool {
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
fn shown(cut: &Cut, range: Range<usize>, labels: &[Vec<char>]) -> Vec<usize> {
    let mut pairs = Pairs::default();
    let pieces = cut.pieces.get(range).unwrap_or(&[]);
    for piece in pieces {
        pairs.add(piece);
    }
    let is_shown = |at: &usize| labels.get(*at).is_some_and(|label| pairs.show(label));
    (0..labels.len()).filter(is_shown).collect()
}

/// The character pairs of labels, across the places where they are broken.
#[derive(Default)]
struct Pairs {
    pairs: BTreeSet<(char, char)>,
    last: Option<char>,
}

impl Pairs {
    fn add(&mut self, piece: &Piece) {
        for c in piece.label().unwrap_or(&[]) {
            self.pairs.extend(self.last.map(|last| (last, *c)));
            self.last = Some(*c);
        }
    }

    /// Whether seven of ten pairs of the label were seen.
    fn show(&self, label: &[char]) -> bool {
        let pairs = || label.iter().copied().zip(label.iter().copied().skip(1));
        let n_seen = pairs().filter(|pair| self.pairs.contains(pair)).count();
        n_seen * 10 >= pairs().count() * 7
    }
}
