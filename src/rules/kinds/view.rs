//! What a check sees of a report: its own numbers and last year's, as far as they can be reckoned with.

use crate::amount::Amount;
use crate::form::CellKey;
use crate::rules::kinds::expression::{Condition, Expression, Least, Operand, Term};
use crate::rules::kinds::line::{self, Line};
use crate::rules::neighbours::NeighbourReport;
use crate::rules::rule::Input;
use crate::rules::sections;
use crate::value::Value;

/// A report as one check sees it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The report.
    pub input: &'a Input<'a>,
    /// Last year's, if it is known.
    pub last_year: Option<&'a NeighbourReport>,
    /// Whether blanks and dashes count as 0.
    pub blank_is_zero: bool,
}

impl View<'_> {
    /// What the sum comes to; `None` if one of its cells is not on the form, holds no number, or stands in a report of
    /// last year that is not known or was not read surely.
    pub(super) fn amount(&self, line: &Line, sum: &Expression) -> Option<Amount> {
        let terms = sum.terms.iter().map(|term| self.term(line, term));
        terms.collect::<Option<Vec<_>>>().map(Amount::sum)
    }

    /// The least that the sum can come to: an unread count is 0 or more. `None` if it has no least, because something else
    /// is unread or an unread cell is subtracted, or one of its cells is not on the form.
    pub(super) fn least(&self, line: &Line, sum: &Expression) -> Option<Least> {
        if let Some(amount) = self.amount(line, sum) {
            return Some(Least {
                amount,
                is_all: true,
            });
        }
        let terms = sum.terms.iter().map(|term| self.least_term(line, term));
        Some(Least {
            amount: Amount::sum(terms.collect::<Option<Vec<_>>>()?),
            is_all: false,
        })
    }

    /// Whether the condition holds; `None` if that cannot be told.
    pub(super) fn holds(&self, line: &Line, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::Compare(left, relation, right) => {
                relation.holds_between(self.least(line, left)?, self.least(line, right)?)
            }
            Condition::Says(section, words) => self.says(*section, words),
        }
    }

    /// Whether one of the words stands in the section; `None` if the section was not found or may be cut off.
    fn says(&self, section: u8, words: &[String]) -> Option<bool> {
        let content = sections::content(self.input, section.into())?;
        if content.may_be_cut() {
            return None;
        }
        Some(content.says(words))
    }

    /// The cells of this report that the sums look at, each once, in their order.
    pub(super) fn cells<'e>(
        &self,
        line: &Line,
        sums: impl IntoIterator<Item = &'e Expression>,
    ) -> Vec<CellKey> {
        let mut cells = Vec::new();
        for operand in sums.into_iter().flat_map(Expression::operands) {
            let Operand::Cells {
                last_year: false,
                name,
            } = operand
            else {
                continue;
            };
            for cell in line.cells(name, self.input.given.sheet) {
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
        }
        cells
    }

    fn least_term(&self, line: &Line, term: &Term) -> Option<Amount> {
        let Operand::Cells { last_year, name } = &term.operand else {
            return self.term(line, term);
        };
        if term.is_subtracted {
            return self.term(line, term);
        }
        let cells = line.cells(name, self.input.given.sheet);
        let least = cells.iter().map(|cell| {
            let is_count = || line::is_count(cell, self.input.given.sheet);
            let known = self.cell(cell, *last_year);
            known.or_else(|| is_count().then_some(Amount::ZERO))
        });
        let least = least.collect::<Option<Vec<_>>>()?;
        (!least.is_empty()).then(|| Amount::sum(least).times(term.factor))
    }

    fn term(&self, line: &Line, term: &Term) -> Option<Amount> {
        let amount = match &term.operand {
            Operand::Number(number) => *number,
            Operand::Cells { last_year, name } => self.named(line, name, *last_year)?,
        };
        let amount = amount.times(term.factor);
        Some(if term.is_subtracted {
            amount.negated()
        } else {
            amount
        })
    }

    /// What the cells of a name come to.
    pub(super) fn named(&self, line: &Line, name: &str, last_year: bool) -> Option<Amount> {
        let cells = line.cells(name, self.input.given.sheet);
        if cells.is_empty() {
            return None;
        }
        let amounts = cells.iter().map(|cell| self.cell(cell, last_year));
        amounts.collect::<Option<Vec<_>>>().map(Amount::sum)
    }

    fn cell(&self, cell: &CellKey, last_year: bool) -> Option<Amount> {
        let value: Value = if last_year {
            let report = self.last_year?;
            if report.doubtful.contains(cell) {
                return None;
            }
            report.sheet.value(cell)
        } else {
            self.input.given.sheet.value(cell)
        };
        if self.blank_is_zero {
            value.in_sums()
        } else {
            value.number()
        }
    }
}
