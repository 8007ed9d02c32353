//! The signature of a report.

use std::ops::Range;

use crate::read::heading::date::date_at;
use crate::read::heading::ink::Ink;
use crate::read::heading::name::{Fitness, fitness};

/// The signature of a report: the office and the date on lines of their own.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The glyphs of the office.
    pub office: Range<usize>,
    /// Where the date begins.
    pub date: usize,
}

/// The last signature in the text.
#[must_use]
pub fn signature(ink: &Ink) -> Option<Signature> {
    let lines: Vec<&Range<usize>> = ink.lines().iter().filter(|line| !line.is_empty()).collect();
    lines.iter().enumerate().rev().find_map(|(at, line)| {
        let start = (line.start..line.end)
            .find(|index| date_at(ink, *index).is_some_and(|date| date.range.end == line.end))?;
        let office = if start > line.start {
            line.start..start
        } else {
            (*lines.get(at.checked_sub(1)?)?).clone()
        };
        let is_name =
            fitness(ink.folded(office.clone())) == Fitness::Complete && office.len() <= 30;
        is_name.then_some(Signature {
            office,
            date: start,
        })
    })
}
