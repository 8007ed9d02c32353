//! What pictures of a dataset are made of, whoever draws them.

use crate::dataset::queue::{Mark, Standing};
use crate::review::judged::Judged;
use crate::review::problems::ProblemKind;
use crate::rules::office_level::Level;

/// A sentence in Chinese and in English.
pub type Both = [String; 2];

/// Pictures about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What they are about.
    pub title: [&'static str; 2],
    /// What is said before them.
    pub said: Vec<Both>,
    /// What the tones of their parts mean.
    pub key: Vec<(Tone, Name)>,
    /// The pictures.
    pub pictures: Vec<Picture>,
}

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Bars below each other, all to the scale of the longest.
    Bars(Vec<Bar>),
    /// How many reports lie in each tenth of the range of a share.
    Histogram {
        /// The share.
        name: Both,
        /// How many reports have it.
        n: usize,
        /// The tenths, and behind them what is beyond the whole, if there is any.
        tenths: Vec<Part>,
    },
}

/// Least length that is the whole width of a picture of bars: one of one does not look like much.
pub const LEAST_SCALE: usize = 5;

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub name: Name,
    /// Its parts, from left to right.
    pub parts: Vec<Part>,
    /// What stands behind it.
    pub figure: String,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How long it is.
    pub n: usize,
    /// Its tone.
    pub tone: Tone,
    /// What it tells apart from the other parts.
    pub name: Name,
    /// How many reports it stands for.
    pub n_reports: usize,
    /// Which.
    pub which: Which,
}

/// What a part is painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done, in order.
    Good,
    /// Plain.
    Plain,
    /// Something is open.
    Caution,
    /// Postponed.
    Doubt,
    /// Contradiction.
    Bad,
    /// What is left.
    Rest,
}

/// What a thing is called; whoever draws it has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// In these words.
    Said(Both),
    /// As it stands there.
    Printed(String),
    /// A year; empty where nobody knows it.
    Year(String),
    /// How far reviews are.
    Standing(Standing),
    /// The level of an office.
    Level(Option<Level>),
    /// A kind of open thing.
    Kind(ProblemKind),
    /// A rule by its id.
    Rule(String),
    /// What somebody said about a problem.
    Judged(Judged),
}

/// Which reports a part stands for: those that are all this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Of this year; empty for those whose year nobody knows.
    pub year: Option<String>,
    /// The review stands so.
    pub standing: Option<Standing>,
    /// Of offices of this level; `Some(None)` for those whose name does not tell.
    pub level: Option<Option<Level>>,
    /// Of this office, as [`crate::dataset::offices::Aliases::key`] tells offices apart.
    pub office: Option<String>,
    /// They have this in common.
    pub mark: Option<Mark>,
}

impl Which {
    /// Those that have `mark`.
    #[must_use]
    pub fn marked(mark: Mark) -> Self {
        Self {
            mark: Some(mark),
            ..Self::default()
        }
    }
}

/// The tone of reviews that stand so.
#[must_use]
pub fn tone_of(standing: Standing) -> Tone {
    match standing {
        Standing::Signed => Tone::Good,
        Standing::Forced => Tone::Caution,
        Standing::Doubtful => Tone::Doubt,
        Standing::Begun => Tone::Plain,
        Standing::Fresh => Tone::Rest,
    }
}
