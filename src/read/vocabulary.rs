//! Which characters stand in the labels of a table, so that a fragment can be told from prose.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use crate::form::schema::{Block, TableSpec};
use crate::form::{EditionId, TableId, catalogue};
use crate::read::fold::fold;
use crate::read::per_table::PerTable;

/// The character pairs and characters of a set of labels, each in order: they are looked up far more often than made.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pairs: Vec<Pair>,
    may_have: Marks,
    singles: Vec<char>,
}

impl Vocabulary {
    /// The vocabulary of `texts`.
    #[must_use]
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for text in texts {
            let folded = fold(text);
            vocabulary.singles.extend(&folded);
            vocabulary.pairs.extend(pairs_of(&folded));
        }
        vocabulary.singles.sort_unstable();
        vocabulary.singles.dedup();
        vocabulary.pairs.sort_unstable();
        vocabulary.pairs.dedup();
        vocabulary.may_have = Marks::new(&vocabulary.pairs);
        vocabulary
    }

    /// The share of `folded` that stands in the vocabulary, in thousandths: characters that are part of a known pair,
    /// or a lone known character.
    #[must_use]
    pub fn coverage(&self, folded: &[char]) -> usize {
        match folded {
            [] => 0,
            [single] => 1_000 * usize::from(self.singles.binary_search(single).is_ok()),
            _ => {
                let (mut n_known, mut was_known) = (0, false);
                for pair in pairs_of(folded) {
                    let is_known = self.has(pair);
                    n_known += usize::from(is_known || was_known);
                    was_known = is_known;
                }
                1_000 * (n_known + usize::from(was_known)) / folded.len()
            }
        }
    }

    /// How many different pairs of this vocabulary stand in `folded`.
    #[must_use]
    pub fn hits<'a>(&self, texts: impl IntoIterator<Item = &'a [char]>) -> usize {
        let pairs = texts.into_iter().flat_map(pairs_of);
        let known: BTreeSet<Pair> = pairs.filter(|pair| self.has(*pair)).collect();
        known.len()
    }

    /// The pairs of this vocabulary that `other` lacks.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        rest.pairs.retain(|pair| !other.has(*pair));
        rest.may_have = Marks::new(&rest.pairs);
        rest.singles
            .retain(|c| other.singles.binary_search(c).is_err());
        rest
    }

    /// Whether it has no pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    fn has(&self, pair: Pair) -> bool {
        self.may_have.has(pair) && self.pairs.binary_search(&pair).is_ok()
    }
}

/// A bit for each of some pairs, which others may share (Bloom 1970, "Space/time trade-offs in hash coding with allowable
/// errors", with one hash): most pairs of a text stand in no label, and are told so at once.
#[derive(Clone, Debug)]
struct Marks(Box<[u64; MARKS]>);

/// Words of bits: sixteen times as many bits as the pairs of a table.
const MARKS: usize = 256;

impl Default for Marks {
    fn default() -> Self {
        Self(Box::new([0; MARKS]))
    }
}

impl Marks {
    fn new(pairs: &[Pair]) -> Self {
        let mut marks = Self::default();
        for (word, bit) in pairs.iter().map(|pair| Self::place(*pair)) {
            if let Some(word) = marks.0.get_mut(word) {
                *word |= bit;
            }
        }
        marks
    }

    fn has(&self, pair: Pair) -> bool {
        let (word, bit) = Self::place(pair);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The word of a pair and its bit there, by the highest bits of a product (Knuth, TAOCP 6.4, multiplicative hashing).
    fn place(pair: Pair) -> (usize, u64) {
        let hash = pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50;
        (usize::try_from(hash / 64).unwrap_or(0), 1 << (hash % 64))
    }
}

/// Two characters that follow each other, in one number: it is compared at once.
type Pair = u64;

fn pairs_of(folded: &[char]) -> impl Iterator<Item = Pair> {
    let next = folded.iter().skip(1);
    let together = |(one, next): (&char, &char)| u64::from(*one) << 32 | u64::from(*next);
    folded.iter().zip(next).map(together)
}

static TABLES: LazyLock<Vec<(TableId, Vocabulary)>> = LazyLock::new(|| {
    let words = |id| {
        catalogue::editions()
            .iter()
            .filter_map(move |edition| edition.table(id))
            .flat_map(texts_of)
    };
    TableId::ALL
        .into_iter()
        .map(|id| (id, Vocabulary::new(words(id))))
        .collect()
});

/// The vocabulary of a table in all editions, titles and notes included.
#[must_use]
pub fn of_table(id: TableId) -> Option<&'static Vocabulary> {
    TABLES
        .iter()
        .find(|(table, _)| *table == id)
        .map(|(_, vocabulary)| vocabulary)
}

static LAST_ROWS: LazyLock<Vec<(TableId, Vocabulary)>> = LazyLock::new(|| {
    let of_last = |id: TableId| {
        let tables = catalogue::editions().iter();
        let blocks = tables.filter_map(move |edition| edition.table(id)?.blocks.last());
        let rows = blocks.filter_map(|block| block.rows.last());
        rows.map(move |row| (id, Vocabulary::new([row.label.as_str()])))
    };
    TableId::ALL.into_iter().flat_map(of_last).collect()
});

/// The words of the last row of a table, by edition.
#[must_use]
pub fn last_rows(id: TableId) -> Vec<&'static Vocabulary> {
    let rows = LAST_ROWS.iter().filter(|(table, _)| *table == id);
    rows.map(|(_, words)| words).collect()
}

static DISTINCTIVE: LazyLock<Vec<(EditionId, TableId, Vocabulary)>> = LazyLock::new(|| {
    let of_table = |edition: &catalogue::Edition| {
        let edition = edition.id;
        TableId::ALL.map(|id| (edition, id, own_words(edition, id)))
    };
    catalogue::editions().iter().flat_map(of_table).collect()
});

/// What only this edition of the table prints in its labels; `None` for an unknown edition.
#[must_use]
pub fn distinctive(edition: EditionId, id: TableId) -> Option<&'static Vocabulary> {
    DISTINCTIVE
        .iter()
        .find(|(of, table, _)| *of == edition && *table == id)
        .map(|(.., vocabulary)| vocabulary)
}

fn own_words(edition: EditionId, id: TableId) -> Vocabulary {
    let labels =
        |edition: &'static catalogue::Edition| edition.table(id).into_iter().flat_map(labels_of);
    let (own, others): (Vec<_>, Vec<_>) = catalogue::editions()
        .iter()
        .partition(|other| other.id == edition);
    let own = Vocabulary::new(own.into_iter().flat_map(labels));
    own.without(&Vocabulary::new(others.into_iter().flat_map(labels)))
}

static HEADS: PerTable<Vocabulary> = PerTable::new(heads_of);

/// Heads and column labels: what may stand between the pieces of a row's label.
#[must_use]
pub fn heads(spec: &'static TableSpec) -> Arc<Vocabulary> {
    HEADS.of(spec)
}

fn heads_of(spec: &TableSpec) -> Vocabulary {
    let of_block = |block: &Block| {
        let columns = block.columns.iter().flat_map(|column| {
            column
                .heads
                .iter()
                .chain(&column.aliases)
                .chain([&column.label])
        });
        let rows = block.rows.iter().flat_map(|row| &row.heads);
        columns
            .chain(rows)
            .chain([&block.heading])
            .cloned()
            .collect::<Vec<String>>()
    };
    let mut texts: Vec<String> = spec.blocks.iter().flat_map(of_block).collect();
    texts.push("信息内容".to_owned());
    texts.extend(spec.notes.iter().cloned());
    texts.extend(std::iter::once(spec.title.clone()).chain(spec.title_aliases.iter().cloned()));
    Vocabulary::new(texts.iter().map(String::as_str))
}

fn labels_of(spec: &TableSpec) -> Vec<&str> {
    spec.blocks
        .iter()
        .flat_map(|block| {
            let rows = block
                .rows
                .iter()
                .flat_map(|row| row.heads.iter().chain([&row.label]));
            let columns = block
                .columns
                .iter()
                .flat_map(|column| column.heads.iter().chain([&column.label]));
            rows.chain(columns).chain([&block.heading])
        })
        .map(String::as_str)
        .collect()
}

fn texts_of(spec: &'static TableSpec) -> Vec<&'static str> {
    let aliases = spec.blocks.iter().flat_map(|block| {
        let rows = block
            .rows
            .iter()
            .flat_map(|row| row.aliases.iter().chain(&row.parts));
        rows.chain(block.columns.iter().flat_map(|column| &column.aliases))
    });
    let titles = spec
        .title_aliases
        .iter()
        .chain([&spec.title])
        .chain(&spec.notes);
    labels_of(spec)
        .into_iter()
        .chain(aliases.chain(titles).map(String::as_str))
        .chain(["信息内容"])
        .collect()
}
