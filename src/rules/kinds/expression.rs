//! What rules as data compare: sums of cells and numbers, and conditions on them, each written as one line of text.
//!
//! `prior_year + change`, `3×disputes.reconsideration.total`, `last/in_force + made - repealed` are expressions;
//! `made >= 5` and `section/6 says 未收取|没有收取` are conditions. Parts stand apart by white space.

use std::cmp::Ordering;

use serde::Deserialize;

use crate::amount::Amount;

/// A sum of cells and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Expression {
    /// What is added up.
    pub terms: Vec<Term>,
}

/// One part of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it is subtracted.
    pub is_subtracted: bool,
    /// How many times it counts.
    pub factor: u32,
    /// What it is.
    pub operand: Operand,
}

/// What a part of a sum is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A number that stands in the rule.
    Number(Amount),
    /// Cells, by their name in the scope of the rule.
    Cells {
        /// Whether they stand in last year's report.
        last_year: bool,
        /// Their name there: a column, a row or group of rows, or a whole key.
        name: String,
    },
}

/// Something that is so or not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Condition {
    /// Two sums stand in a relation.
    Compare(Expression, Relation, Expression),
    /// A section of the report holds one of these words, one with `^` before it at its start.
    Says(u8, Vec<String>),
}

/// How two sums stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Equal.
    Equal,
    /// Not equal.
    NotEqual,
    /// The left is at most the right.
    AtMost,
    /// The left is at least the right.
    AtLeast,
    /// The left is larger.
    More,
    /// The left is smaller.
    Less,
}

/// What a sum comes to at the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Least {
    /// The amount.
    pub amount: Amount,
    /// Whether that is all: nothing of the sum is unread.
    pub is_all: bool,
}

impl Relation {
    /// Whether two amounts stand so.
    #[must_use]
    pub fn holds(self, left: Amount, right: Amount) -> bool {
        self.is_met_by(left.compare(right))
    }

    /// Whether two sums stand so, as far as what is known of them tells: what is known of one exceeds all of the other,
    /// whatever is unread.
    #[must_use]
    pub fn holds_between(self, left: Least, right: Least) -> Option<bool> {
        let order = left.amount.compare(right.amount);
        let is_told = match (left.is_all, right.is_all) {
            (true, true) => true,
            (false, true) => order.is_gt(),
            (true, false) => order.is_lt(),
            (false, false) => false,
        };
        is_told.then(|| self.is_met_by(order))
    }

    fn is_met_by(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::AtMost => order.is_le(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
            Self::Less => order.is_lt(),
        }
    }

    fn from_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "!=" => Self::NotEqual,
            "<=" => Self::AtMost,
            ">=" => Self::AtLeast,
            ">" => Self::More,
            "<" => Self::Less,
            _ => return None,
        })
    }
}

impl Expression {
    /// The names of cells in it, in their order.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.terms.iter().map(|term| &term.operand)
    }
}

impl TryFrom<String> for Expression {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut terms = Vec::new();
        let mut is_subtracted = false;
        let mut is_open = true;
        for part in text.split_whitespace() {
            match part {
                "+" | "-" if !is_open => (is_subtracted, is_open) = (part == "-", true),
                _ if is_open => {
                    terms.push(term(part, is_subtracted)?);
                    is_open = false;
                }
                _ => return Err(format!("no + or - before {part} in: {text}")),
            }
        }
        if is_open {
            return Err(format!("nothing to add up in: {text}"));
        }
        Ok(Self { terms })
    }
}

fn term(part: &str, is_subtracted: bool) -> Result<Term, String> {
    let (factor, name) = match part.split_once('×') {
        Some((factor, name)) => {
            let factor = factor
                .parse()
                .map_err(|_| format!("{factor} is no factor"))?;
            (factor, name)
        }
        None => (1, part),
    };
    let operand = match Amount::parse(name) {
        Some(number) => Operand::Number(number),
        None => Operand::Cells {
            last_year: name.starts_with(LAST_YEAR),
            name: name.strip_prefix(LAST_YEAR).unwrap_or(name).to_owned(),
        },
    };
    Ok(Term {
        is_subtracted,
        factor,
        operand,
    })
}

/// How the names of cells of last year's report begin.
const LAST_YEAR: &str = "last/";

impl TryFrom<String> for Condition {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        if let [section, "says", words] = parts.as_slice() {
            let number = section
                .strip_prefix("section/")
                .and_then(|n| n.parse().ok());
            let number = number.ok_or_else(|| format!("{section} is no section"))?;
            let words = words.split('|').map(str::to_owned).collect();
            return Ok(Self::Says(number, words));
        }
        let relation = parts.iter().enumerate().find_map(|(at, part)| {
            let relation = Relation::from_sign(part)?;
            Some((at, relation))
        });
        let (at, relation) = relation.ok_or_else(|| format!("no relation in: {text}"))?;
        let (left, right) = parts.split_at(at);
        let right = right.get(1..).unwrap_or_default();
        Ok(Self::Compare(
            left.join(" ").try_into()?,
            relation,
            right.join(" ").try_into()?,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_condition(text: &str, n_terms: Option<(usize, usize)>) {
        let found = match Condition::try_from(text.to_owned()) {
            Ok(Condition::Compare(left, _, right)) => Some((left.terms.len(), right.terms.len())),
            Ok(Condition::Says(..)) => Some((0, 0)),
            Err(_) => None,
        };
        assert_eq!(found, n_terms, "{text}");
    }

    #[test]
    fn conditions_are_sums_on_both_sides_of_a_relation() {
        check_condition("made >= 5", Some((1, 1)));
        check_condition("last/in_force + made - repealed = 3×in_force", Some((3, 1)));
        check_condition("section/6 says 未收取|没有收取", Some((0, 0)));
        check_condition("made", None);
        check_condition("made 5 > 3", None);
        check_condition("made + > 3", None);
        check_condition("> 3", None);
        check_condition("section/x says 未收取", None);
        check_condition("x×made > 3", None);
    }
}
