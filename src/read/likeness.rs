//! How near runs of fragments are to the labels of a table's rows: what the aligner asks of every segment, reckoned once.

use std::collections::BTreeMap;

use crate::read::distance::{self, Fragment, Joined};
use crate::read::row_form::{MOST_FRAGMENTS, RowForm};

/// Distance of what is nothing like a label, in thousandths per character.
const NOTHING_LIKE: u32 = 1_000;
/// At least so many of five characters of a label stand in what may be it.
const STANDING_LEAST: usize = 2;

/// Distances of the rows' labels from runs of fragments.
#[derive(Clone, Debug)]
pub(super) struct Likeness {
    /// Of each run, by its first fragment and the number of fragments, the distance of every row.
    of_runs: Vec<Box<[u32]>>,
}

impl Likeness {
    /// Of the labels of `rows` from the runs of `fragments` that begin with each and have up to as many as it `reaches`.
    #[must_use]
    pub(super) fn new(rows: &[RowForm], fragments: &[Fragment], reaches: &[usize]) -> Self {
        let mut alphabet = Alphabet::default();
        let labels: Vec<Label> = labels_of(rows, &mut alphabet);
        let sets: Vec<CharSet> = fragments
            .iter()
            .map(|fragment| alphabet.set_of(fragment.folded))
            .collect();
        let mut of_runs = vec![Box::default(); fragments.len() * (MOST_FRAGMENTS + 1)];
        for (from, reach) in reaches.iter().enumerate() {
            let run = fragments.get(from..).unwrap_or(&[]);
            let sets = sets.get(from..).unwrap_or(&[]);
            let mut started: Vec<Option<(usize, Joined)>> = vec![None; labels.len()];
            let mut standing = CharSet::default();
            let mut n_own = 0;
            for n in 1..=(*reach).min(MOST_FRAGMENTS).min(run.len()) {
                standing.join(sets.get(n - 1).copied().unwrap_or_default());
                let added = run.get(n - 1).filter(|fragment| !fragment.explained);
                n_own += added.map_or(0, |fragment| fragment.folded.len());
                let of_labels = labels.iter().zip(&mut started).map(|(label, started)| {
                    if label.is_alike(&standing, n_own) {
                        label.distance(run.get(..n).unwrap_or(&[]), started)
                    } else {
                        NOTHING_LIKE
                    }
                });
                let of_labels: Vec<u32> = of_labels.collect();
                if let Some(place) = of_runs.get_mut(from * (MOST_FRAGMENTS + 1) + n) {
                    *place = of_rows(rows.len(), &labels, &of_labels);
                }
            }
        }
        Self { of_runs }
    }

    /// The distance of the row's label from the `n` fragments that begin with `from`. What is nearer to the label of
    /// another row is the farther from this one.
    #[must_use]
    pub(super) fn distance(&self, row: usize, from: usize, n: usize) -> u32 {
        let of_run = self.of_runs.get(from * (MOST_FRAGMENTS + 1) + n);
        let distance = of_run
            .filter(|_| n > 0)
            .and_then(|of_rows| of_rows.get(row));
        distance.copied().unwrap_or(NOTHING_LIKE)
    }
}

/// A label of a row, or of one of those printed in its place.
struct Label {
    /// The row; `None` for one printed in place of a row.
    row: Option<usize>,
    folded: Vec<char>,
    /// Its characters, then those that stand in it twice at least, and so on.
    levels: Vec<CharSet>,
}

impl Label {
    fn new(row: Option<usize>, folded: &[char], alphabet: &mut Alphabet) -> Self {
        let mut levels: Vec<CharSet> = Vec::new();
        for c in folded {
            let set = alphabet.learn(*c);
            match levels.iter_mut().find(|level| level.shared(&set) == 0) {
                Some(level) => level.join(set),
                None => levels.push(set),
            }
        }
        Self {
            row,
            folded: folded.to_vec(),
            levels,
        }
    }

    /// Whether enough of its characters stand in a text at all, and the text, of which nothing explains `n_own` characters,
    /// is not so long that it must be nothing like it.
    fn is_alike(&self, standing: &CharSet, n_own: usize) -> bool {
        let shared = self.levels.iter().map(|level| level.shared(standing));
        let n_standing = shared.sum::<u32>() as usize;
        let length = self.folded.len();
        n_standing * 5 >= length * STANDING_LEAST
            && distance::least(length, n_standing, n_own) < NOTHING_LIKE as usize * length
    }

    /// Its distance from the run, of which so many fragments were joined before.
    fn distance(&self, run: &[Fragment], started: &mut Option<(usize, Joined)>) -> u32 {
        let (n_joined, joined) = started.get_or_insert_with(|| (0, Joined::new(&self.folded)));
        for fragment in run.get(*n_joined..).unwrap_or(&[]) {
            joined.add(&self.folded, fragment);
        }
        *n_joined = run.len();
        joined.distance(&self.folded).min(NOTHING_LIKE)
    }
}

fn labels_of(rows: &[RowForm], alphabet: &mut Alphabet) -> Vec<Label> {
    let mut labels = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for label in &row.labels {
            labels.push(Label::new(Some(at), label, alphabet));
        }
        for part in &row.parts {
            labels.push(Label::new(None, part, alphabet));
        }
    }
    labels
}

/// The distance of each row by those of its labels, and the farther the nearer another is.
fn of_rows(n_rows: usize, labels: &[Label], of_labels: &[u32]) -> Box<[u32]> {
    let nearest = of_labels.iter().copied().min().unwrap_or(NOTHING_LIKE);
    let mut rows = vec![NOTHING_LIKE; n_rows];
    for (label, distance) in labels.iter().zip(of_labels) {
        if let Some(own) = label.row.and_then(|row| rows.get_mut(row)) {
            *own = (*own).min(*distance);
        }
    }
    let farther = |own: u32| (own + (own - nearest)).min(NOTHING_LIKE);
    rows.into_iter().map(farther).collect()
}

/// Words of a set of characters; the labels of a table have fewer characters than bits.
const WORDS: usize = 6;

/// Some characters of the labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CharSet([u64; WORDS]);

impl CharSet {
    fn join(&mut self, other: Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own |= other;
        }
    }

    /// How many characters stand in both.
    fn shared(&self, other: &Self) -> u32 {
        let words = self.0.iter().zip(other.0);
        words.map(|(own, other)| (own & other).count_ones()).sum()
    }
}

/// The characters of all labels, numbered. Those beyond the last number share it: more may then seem to stand in a text
/// than do.
#[derive(Default)]
struct Alphabet {
    numbers: BTreeMap<char, usize>,
}

impl Alphabet {
    fn learn(&mut self, c: char) -> CharSet {
        let next = self.numbers.len().min(WORDS * 64 - 1);
        single(*self.numbers.entry(c).or_insert(next))
    }

    fn set_of(&self, folded: &[char]) -> CharSet {
        let mut set = CharSet::default();
        let known = folded.iter().filter_map(|c| self.numbers.get(c));
        known.for_each(|number| set.join(single(*number)));
        set
    }
}

fn single(number: usize) -> CharSet {
    let mut set = CharSet::default();
    if let Some(word) = set.0.get_mut(number / 64) {
        *word = 1 << (number % 64);
    }
    set
}
