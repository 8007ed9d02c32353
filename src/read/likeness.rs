//! How near runs of fragments are to the labels of a table's rows: what the aligner asks of every segment, reckoned once.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

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
    of_runs: Vec<OfRows>,
}

/// The distance of every row from one run, which is reckoned once however often the run is met.
type OfRows = Rc<[u32]>;

impl Likeness {
    /// Of the labels of `rows` from the runs of `fragments` that begin with each and have up to as many as it `reaches`.
    #[must_use]
    pub(super) fn new(rows: &[RowForm], fragments: &[Fragment], reaches: &[usize]) -> Self {
        let ask = |table: &mut Table| table.of_runs(fragments, reaches);
        let of_runs = KNOWN.with_borrow_mut(|known| known.of_table(rows, ask));
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

thread_local! {
    /// What was reckoned for the reports before: most print their labels in the same words.
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Most tables whose labels are kept.
const MOST_TABLES: usize = 24;

/// Most runs that are kept of a table: a few megabytes in all.
const MOST_RUNS: usize = 8_000;

/// The labels of the tables that were met.
#[derive(Default)]
struct Known {
    tables: Vec<Table>,
}

impl Known {
    /// What `ask` says of the table with the labels of these rows.
    fn of_table<T>(&mut self, rows: &[RowForm], ask: impl FnOnce(&mut Table) -> T) -> T {
        let known = self.tables.iter().position(|table| table.is_of(rows));
        let mut table = known.map_or_else(|| Table::new(rows), |at| self.tables.swap_remove(at));
        let answer = ask(&mut table);
        if self.tables.len() >= MOST_TABLES {
            self.tables.clear();
        }
        self.tables.push(table);
        answer
    }
}

/// Folded labels of one row.
type Words = Arc<[Vec<char>]>;

/// The labels of a table and their distances from runs.
struct Table {
    /// The labels of each row, and of those printed in its place.
    words: Vec<[Words; 2]>,
    labels: Vec<Label>,
    alphabet: Alphabet,
    /// By the characters of a run's fragments, each closed by whether it is explained.
    runs: HashMap<String, OfRows>,
}

impl Table {
    fn new(rows: &[RowForm]) -> Self {
        let mut alphabet = Alphabet::default();
        let words = rows
            .iter()
            .map(|row| [Arc::clone(&row.labels), Arc::clone(&row.parts)]);
        Self {
            words: words.collect(),
            labels: labels_of(rows, &mut alphabet),
            alphabet,
            runs: HashMap::new(),
        }
    }

    fn is_of(&self, rows: &[RowForm]) -> bool {
        let rows = rows.iter().map(|row| [&row.labels, &row.parts]);
        rows.eq(self.words.iter().map(|[labels, parts]| [labels, parts]))
    }

    fn of_runs(&mut self, fragments: &[Fragment], reaches: &[usize]) -> Vec<OfRows> {
        if self.runs.len() >= MOST_RUNS {
            self.runs.clear();
        }
        let none: OfRows = Rc::default();
        let mut of_runs = vec![none; fragments.len() * (MOST_FRAGMENTS + 1)];
        let mut key = String::new();
        for (from, reach) in reaches.iter().enumerate() {
            let run = fragments.get(from..).unwrap_or(&[]);
            key.clear();
            let mut started = None;
            for n in 1..=(*reach).min(MOST_FRAGMENTS).min(run.len()) {
                let run = run.get(..n).unwrap_or(&[]);
                if let Some(last) = run.last() {
                    key.extend(last.folded);
                    key.push(if last.explained { EXPLAINED } else { OWN });
                }
                let of_rows = self.runs.get(&key).cloned().unwrap_or_else(|| {
                    let started = started.get_or_insert_with(|| self.begun());
                    let of_rows = self.reckon(run, started);
                    self.runs.insert(key.clone(), Rc::clone(&of_rows));
                    of_rows
                });
                if let Some(place) = of_runs.get_mut(from * (MOST_FRAGMENTS + 1) + n) {
                    *place = of_rows;
                }
            }
        }
        of_runs
    }

    /// No label held against anything.
    fn begun(&self) -> Vec<Started> {
        vec![None; self.labels.len()]
    }

    /// The distance of every row from the run, of which `started` may have joined the beginning.
    fn reckon(&self, run: &[Fragment], started: &mut [Started]) -> OfRows {
        let mut standing = CharSet::default();
        let mut n_own = 0;
        for fragment in run {
            standing.join(self.alphabet.set_of(fragment.folded));
            n_own += if fragment.explained {
                0
            } else {
                fragment.folded.len()
            };
        }
        let of_labels = self.labels.iter().zip(started).map(|(label, started)| {
            if label.is_alike(&standing, n_own) {
                label.distance(run, started)
            } else {
                NOTHING_LIKE
            }
        });
        let of_labels: Vec<u32> = of_labels.collect();
        of_rows(self.words.len(), &self.labels, &of_labels)
    }
}

/// How a fragment of a run is closed that may be a head or a column label, and any other; neither stands in folded text.
const EXPLAINED: char = '\u{1}';
const OWN: char = '\u{2}';

/// A label held against the beginning of a run, with how many fragments that has.
type Started = Option<(usize, Joined)>;

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
    fn distance(&self, run: &[Fragment], started: &mut Started) -> u32 {
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
        for label in row.labels.iter() {
            labels.push(Label::new(Some(at), label, alphabet));
        }
        for part in row.parts.iter() {
            labels.push(Label::new(None, part, alphabet));
        }
    }
    labels
}

/// The distance of each row by those of its labels, and the farther the nearer another is.
fn of_rows(n_rows: usize, labels: &[Label], of_labels: &[u32]) -> OfRows {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fold::fold;

    fn rows() -> Vec<RowForm> {
        let labels = [
            "本机关不掌握相关政府信息",
            "没有现成信息需要另行制作",
            "总计",
        ];
        labels.map(|label| RowForm::labelled(label, 7)).into()
    }

    /// Distances of all rows from all runs of these texts; those that begin with `*` are explained.
    fn reckoned(table: &mut Table, texts: &[&str]) -> Vec<OfRows> {
        let folded: Vec<Vec<char>> = texts.iter().map(|text| fold(text)).collect();
        let explained = texts.iter().map(|text| text.starts_with('*'));
        let fragments = folded.iter().zip(explained);
        let fragments: Vec<Fragment> = fragments
            .map(|(folded, explained)| Fragment { folded, explained })
            .collect();
        table.of_runs(&fragments, &vec![MOST_FRAGMENTS; fragments.len()])
    }

    #[test]
    fn what_was_met_before_is_as_near_as_if_it_were_met_first() {
        let rows = rows();
        let mut known = Table::new(&rows);
        let texts = [
            &["本机关不掌握", "相关政府信息", "总计"][..],
            &["本机关不掌握", "相关信息", "*总计"],
            &["没有现成", "信息需要", "另行制作"],
            &["本机关不掌握", "*相关政府信息", "总计"],
        ];
        for texts in texts.iter().chain(&texts) {
            let first = reckoned(&mut Table::new(&rows), texts);
            assert_eq!(reckoned(&mut known, texts), first);
        }
    }
}
