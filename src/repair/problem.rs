//! The repair problem: cells with what stands in them, and the equations that must hold between them.
//!
//! Exact integers throughout. A problem is plain data: it can be built from a sheet ([`crate::repair::block`]) or by
//! hand, as the tests do for the published cases.

/// Cells and equations; the index of a cell in `cells` is its name in `equations`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The cells, in the order of the form.
    pub cells: Vec<ProblemCell>,
    /// What must hold.
    pub equations: Vec<LinearEquation>,
}

/// One cell of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemCell {
    /// The characters printed in the cell; empty for a blank or missing one.
    pub printed: String,
    /// The number that counts in sums; `None` when the cell is unread and therefore free.
    pub value: Option<i64>,
    /// The numbers the cell may hold.
    pub range: Range,
    /// Whether a repair must leave the cell as it is, because the reviewer has decided it.
    pub fixed: bool,
}

impl ProblemCell {
    /// A cell that counts something: its number is zero or more.
    #[must_use]
    pub fn count(value: i64) -> Self {
        Self {
            printed: value.to_string(),
            value: Some(value),
            range: Range::COUNT,
            fixed: false,
        }
    }

    /// An unread cell that counts something.
    #[must_use]
    pub fn unread() -> Self {
        Self {
            printed: String::new(),
            value: None,
            range: Range::COUNT,
            fixed: false,
        }
    }

    /// The same cell with another range.
    #[must_use]
    pub fn within(self, range: Range) -> Self {
        Self { range, ..self }
    }

    /// The same cell, not to be changed.
    #[must_use]
    pub fn kept(self) -> Self {
        Self {
            fixed: true,
            ..self
        }
    }
}

/// The numbers a cell may hold; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The smallest number allowed.
    pub least: Option<i64>,
    /// The largest number allowed.
    pub most: Option<i64>,
}

impl Range {
    /// Zero or more, as every count of the form.
    pub const COUNT: Self = Self {
        least: Some(0),
        most: None,
    };

    /// Any whole number.
    pub const SIGNED: Self = Self {
        least: None,
        most: None,
    };

    /// Whether the cell may hold `value`.
    #[must_use]
    pub fn holds(self, value: i128) -> bool {
        self.least.is_none_or(|least| value >= i128::from(least))
            && self.most.is_none_or(|most| value <= i128::from(most))
    }
}

/// Sum of coefficient × cell = constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinearEquation {
    /// Cell index and coefficient; each cell at most once.
    pub terms: Vec<(usize, i64)>,
    /// The constant on the right side.
    pub constant: i64,
}

impl LinearEquation {
    /// Sum of the `left` cells = sum of the `right` cells.
    #[must_use]
    pub fn sum(left: &[usize], right: &[usize]) -> Self {
        let left = left.iter().map(|cell| (*cell, 1));
        let right = right.iter().map(|cell| (*cell, -1));
        Self {
            terms: left.chain(right).collect(),
            constant: 0,
        }
    }
}

impl Problem {
    /// The number of a cell; `None` when it is unread or does not exist.
    #[must_use]
    pub fn value(&self, cell: usize) -> Option<i64> {
        self.cells.get(cell)?.value
    }

    /// Left side minus right side of an equation; `None` when one of its cells is unread.
    #[must_use]
    pub fn residual(&self, equation: &LinearEquation) -> Option<i128> {
        equation
            .terms
            .iter()
            .try_fold(-i128::from(equation.constant), |sum, (cell, factor)| {
                let product = i128::from(self.value(*cell)?).checked_mul(i128::from(*factor))?;
                sum.checked_add(product)
            })
    }

    /// The same problem with other numbers in some cells; `None` makes a cell unread.
    #[must_use]
    pub fn with(&self, assigned: &[(usize, Option<i64>)]) -> Self {
        let mut changed = self.clone();
        for (cell, value) in assigned {
            if let Some(cell) = changed.cells.get_mut(*cell) {
                cell.value = *value;
            }
        }
        changed
    }

    /// The same cells with some of the equations.
    #[must_use]
    pub fn restricted_to(&self, equations: &[usize]) -> Self {
        Self {
            cells: self.cells.clone(),
            equations: equations
                .iter()
                .filter_map(|index| self.equations.get(*index).cloned())
                .collect(),
        }
    }

    /// How many equations each cell stands in.
    #[must_use]
    pub fn n_equations_of(&self, cell: usize) -> usize {
        self.equations
            .iter()
            .filter(|equation| equation.terms.iter().any(|(other, _)| *other == cell))
            .count()
    }
}
