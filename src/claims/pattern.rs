//! Patterns as data: a regular expression over a clause, and the quantities its number may stand for.

use crate::claims::expression::Expression;
use crate::claims::{Family, Quantity, Weight};

/// One pattern of a family.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// What the clause must hold; its number is written `#`.
    pub clause: &'static str,
    /// The readings to try: each is a list of quantities to add.
    pub ways: &'static [&'static [Quantity]],
    /// Whether the pattern may accuse.
    pub weight: Weight,
}

/// What a family makes of a figure.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The family.
    pub family: Family,
    /// Whether it may accuse.
    pub weight: Weight,
    /// The readings to try.
    pub ways: Vec<Vec<Quantity>>,
}

/// A family's patterns with their expressions. The first that fits wins.
#[derive(Debug)]
pub struct Patterns(Vec<(Expression, &'static Pattern)>);

impl Patterns {
    /// Takes a table of patterns.
    #[must_use]
    pub fn new(patterns: &'static [Pattern]) -> Self {
        let compiled = patterns.iter();
        Self(
            compiled
                .map(|pattern| (Expression::new(pattern.clause), pattern))
                .collect(),
        )
    }

    /// The first pattern that fits the clause.
    #[must_use]
    pub fn first(&self, clause: &str) -> Option<&'static Pattern> {
        let mut fitting = self.0.iter().filter(|(regex, _)| regex.is_match(clause));
        fitting.next().map(|(_, pattern)| *pattern)
    }
}

impl Pattern {
    /// The reading of a figure that fits the pattern.
    #[must_use]
    pub fn reading(&self, family: Family) -> Reading {
        Reading {
            family,
            weight: self.weight,
            ways: self.ways.iter().map(|way| way.to_vec()).collect(),
        }
    }
}
