//! What a reviewer holds a cell to contain.

use crate::amount::Amount;
use crate::form::CellKey;
use crate::review::name;
use crate::review::session::Session;
use crate::said::{Said, said};
use crate::value::Value;

/// What a cell contains for one reviewer. Two who hold different ones do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    value: Value,
    /// The unit of a number.
    unit: Option<String>,
    /// What should stand there instead of what the office printed.
    alternative: Option<Amount>,
}

impl Content {
    pub(super) fn of(session: &Session, cell: &CellKey) -> Self {
        let value = session.value(cell);
        let unit = session.unit(cell).filter(|_| value.number().is_some());
        Self {
            value,
            unit: unit.map(str::to_owned),
            alternative: session
                .decision(cell)
                .and_then(|decision| decision.alternative),
        }
    }

    /// `0`, `5965713 元`.
    pub(super) fn told(&self) -> Said {
        let value = name::value(self.value);
        match &self.unit {
            Some(unit) => said!("{value} {unit}", "{value} {unit}"),
            None => value,
        }
    }

    /// `应为 11`.
    pub(super) fn told_alternative(&self) -> Option<Said> {
        self.alternative
            .map(|amount| said!("应为 {amount}", "should be {amount}"))
    }
}
