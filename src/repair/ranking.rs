//! How far-fetched a repair is: cost = Σ over changed cells (change + channel + prior new − prior old) − votes for
//! cells; one cost for the whole story for structural repairs. All costs are whole thousandths.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::repair::block::TableProblem;
use crate::repair::channel::{self, Explanation};
use crate::repair::evidence::{Evidence, LeftoverToken};
use crate::repair::proposal::ProposalKind;
use crate::repair::schema::Costs;
use crate::repair::search::Solution;
use crate::repair::structural::{Candidate, Damage, Structural, mending};
use crate::repair::witnesses::Witnesses;
use crate::said::{Said, said};

/// A repair with its cost, before it is put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) cost: i64,
    pub(super) kind: ProposalKind,
    /// Cells with their new numbers, in cell order.
    pub(super) changes: Vec<(usize, i64)>,
    pub(super) is_smallest: bool,
    pub(super) is_family: bool,
    story: Option<Structural>,
}

/// Costs repairs of one table under the evidence.
pub(super) struct Ranking<'a> {
    table: &'a TableProblem,
    pub(super) evidence: &'a Evidence,
    costs: &'a Costs,
    pub(super) witnesses: Witnesses<'a>,
    /// Costs of single changes already known; many repairs share them.
    known: RefCell<BTreeMap<(usize, i64), i64>>,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(table: &'a TableProblem, evidence: &'a Evidence) -> Self {
        Self {
            table,
            evidence,
            costs: channel::costs(),
            witnesses: Witnesses::new(table, &evidence.votes),
            known: RefCell::default(),
        }
    }

    /// A repair of single cells with its cost.
    pub(super) fn of_cells(&self, solution: &Solution, is_smallest: bool) -> Ranked {
        let cells = solution.cells.iter().zip(&solution.differences);
        let changes: Vec<(usize, i64)> = cells
            .map(|(cell, difference)| (*cell, self.standing(*cell).saturating_add(*difference)))
            .collect();
        Ranked {
            cost: self.of_changes(&changes),
            kind: ProposalKind::Cells,
            changes,
            is_smallest,
            is_family: solution.family,
            story: None,
        }
    }

    /// What changing `n_cells` cells costs at the least, doubts and witnesses aside.
    pub(super) fn least_of(&self, n_cells: usize) -> i64 {
        let n_cells = i64::try_from(n_cells).unwrap_or(i64::MAX);
        self.costs.change.saturating_mul(n_cells)
    }

    /// A repair of many cells that no complete search has found, with its cost.
    pub(super) fn of_estimate(&self, changes: Vec<(usize, i64)>) -> Ranked {
        Ranked {
            cost: self.of_changes(&changes),
            kind: ProposalKind::Estimate,
            changes,
            is_smallest: false,
            is_family: false,
            story: None,
        }
    }

    /// What it costs that each of these cells was misread by itself.
    pub(super) fn of_changes(&self, changes: &[(usize, i64)]) -> i64 {
        let is_unread = |cell: usize| self.table.problem.value(cell).is_none();
        let each = changes.iter().map(|(cell, new)| {
            if is_unread(*cell) {
                self.fill(*cell, *new)
            } else {
                self.change(*cell, *new)
            }
        });
        each.sum::<i64>() - self.gain(changes)
    }

    /// What the witnesses gain by a repair.
    pub(super) fn gain(&self, changes: &[(usize, i64)]) -> i64 {
        self.witnesses.gain(&self.table.problem, changes)
    }

    /// A structural repair with its cost.
    pub(super) fn of_structure(&self, repair: Structural) -> Ranked {
        let changes = &repair.changes;
        let moved: i64 = changes
            .iter()
            .map(|(cell, new)| self.prior_gain(*cell, *new))
            .sum();
        let votes = self.gain(changes);
        let is_doubtful = changes.iter().any(|(cell, _)| self.is_uncertain(*cell));
        let doubt = if is_doubtful { self.costs.uncertain } else { 0 };
        Ranked {
            cost: self.story(&repair) + moved - votes - doubt,
            kind: ProposalKind::Structural(repair.candidate.damage),
            changes: repair.changes.clone(),
            is_smallest: false,
            is_family: false,
            story: Some(repair),
        }
    }

    /// The order in which repairs are shown: cost, number of cells, size of the changes, cell order, kind.
    pub(super) fn order(&self, ranked: &mut Vec<Ranked>) {
        ranked.sort_by_cached_key(|r| {
            (
                r.cost,
                r.changes.len(),
                self.size(r),
                r.changes.clone(),
                r.kind,
            )
        });
        let mut seen = std::collections::BTreeSet::new();
        let smallest: std::collections::BTreeSet<_> = ranked
            .iter()
            .filter(|r| r.is_smallest)
            .map(|r| r.changes.clone())
            .collect();
        ranked.retain(|r| seen.insert(r.changes.clone()));
        for repair in ranked {
            repair.is_smallest = smallest.contains(&repair.changes);
        }
    }

    fn size(&self, ranked: &Ranked) -> u128 {
        let changes = ranked.changes.iter();
        let sizes = changes.map(|(cell, new)| u128::from(self.standing(*cell).abs_diff(*new)));
        sizes.sum()
    }

    fn standing(&self, cell: usize) -> i64 {
        self.table.problem.value(cell).unwrap_or(0)
    }

    /// What changing a single cell costs, whatever witnesses say.
    pub(super) fn change(&self, cell: usize, new: i64) -> i64 {
        if let Some(cost) = self.known.borrow().get(&(cell, new)) {
            return *cost;
        }
        let glyphs = self.explained(cell, new).cost;
        let glyphs = if self.is_uncertain(cell) {
            glyphs.min(self.costs.uncertain_at_most) - self.costs.uncertain
        } else {
            glyphs
        };
        let cost = self.costs.change + glyphs + self.prior_gain(cell, new);
        self.known.borrow_mut().insert((cell, new), cost);
        cost
    }

    /// What it costs that an unread cell holds `new`: something stood there in any case.
    pub(super) fn fill(&self, cell: usize, new: i64) -> i64 {
        let n_digits = i64::try_from(new.to_string().len()).unwrap_or(i64::MAX);
        let digits = self.costs.emptied.each.saturating_mul(n_digits);
        digits.saturating_add(self.prior_gain(cell, new))
    }

    fn explained(&self, cell: usize, new: i64) -> Explanation {
        let printed = self
            .table
            .problem
            .cells
            .get(cell)
            .map_or("", |cell| cell.printed.as_str());
        let general = channel::explain(self.costs, printed, self.standing(cell), new);
        let key = self.table.keys.get(cell);
        match key.and_then(|key| self.evidence.recognised.get(key)) {
            Some(recognised) => channel::explain_recognised(self.costs, recognised, new, general),
            None => general,
        }
    }

    /// Whether the reader was not sure of the cell.
    pub(super) fn is_uncertain(&self, cell: usize) -> bool {
        let key = self.table.keys.get(cell);
        key.is_some_and(|key| self.evidence.uncertain.contains(key))
    }

    /// How much less likely the new number of a cell is than the one that stands there, whatever was printed.
    pub(super) fn prior_gain(&self, cell: usize, new: i64) -> i64 {
        let Some(key) = self.table.keys.get(cell) else {
            return 0;
        };
        let known = self.costs.priors.get(key.column.as_str()).copied();
        let of_row = self.costs.row_priors.get(key.row.as_str()).unwrap_or(&0);
        let prior = known.unwrap_or(self.costs.other_prior) + of_row;
        let cost = |value: i64| if value == 0 { 0 } else { prior };
        cost(new) - cost(self.standing(cell))
    }

    fn story(&self, repair: &Structural) -> i64 {
        let layout = &self.costs.layout;
        let Candidate {
            damage,
            lost,
            n_zeros,
            n_further,
            token,
            misread,
            ..
        } = &repair.candidate;
        let base = match damage {
            Damage::ValueMoved => layout.moved,
            Damage::NumbersExchanged => layout.swapped,
            Damage::RowShifted => layout.row_shifted,
            Damage::ColumnShifted => layout.column_shifted,
            Damage::RowsShifted => layout.rows_shifted,
            Damage::NumberSplit => layout.split,
            Damage::NumbersFused => layout.fused,
            Damage::LeftoverPlaced => layout.leftover,
            Damage::RowRepeated => layout.row_repeated,
            Damage::RowSlid => layout.row_slid,
            Damage::RowsExchanged => layout.rows_exchanged,
            Damage::BorderRead => layout.border_read,
            Damage::PointLost => layout.point_lost,
            Damage::TotalsBlank => layout.totals_blank,
            Damage::TotalsComputed => layout.totals_computed,
        };
        let n_lost = i64::try_from(lost.len()).unwrap_or(i64::MAX);
        let token = token.as_ref().map_or(0, |(text, number)| {
            channel::explain(self.costs, text, *number, *number).cost
        });
        base + n_lost.saturating_mul(layout.lost_number)
            + n_zeros.saturating_mul(layout.lost_zero)
            + n_further.saturating_mul(layout.further)
            + token
            + misread.map_or(0, |cell| self.misread(repair, cell))
            + self.deduced(repair)
    }

    /// What it costs that the one cell of a story was misread, whatever stands in the others.
    fn misread(&self, repair: &Structural, cell: usize) -> i64 {
        let new = repair.changes.iter().find(|(changed, _)| *changed == cell);
        new.map_or(0, |(_, new)| {
            self.change(cell, *new) - self.prior_gain(cell, *new)
        })
    }

    /// What it costs that numbers stand nowhere. A lost row is lost at once, however many numbers are in it.
    fn deduced(&self, repair: &Structural) -> i64 {
        let layout = &self.costs.layout;
        let numbers = repair.deduced.iter().filter(|(_, number)| *number != 0);
        let costs = numbers.map(|(_, number)| match self.leftover_showing(*number) {
            Some(_) => layout.deduced_leftover,
            None => layout.deduced_number,
        });
        if matches!(
            repair.candidate.damage,
            Damage::RowsShifted | Damage::RowRepeated | Damage::TotalsBlank
        ) {
            costs.max().unwrap_or(0)
        } else {
            costs.sum()
        }
    }

    fn leftovers(&self) -> impl Iterator<Item = &'a LeftoverToken> {
        let tokens = self.evidence.leftovers.iter();
        tokens.filter(|token| token.table == self.table.table)
    }

    /// How many tokens of the table no cell claimed.
    pub(super) fn n_leftovers(&self) -> usize {
        self.leftovers().count()
    }

    fn leftover_showing(&self, number: i64) -> Option<&str> {
        self.leftovers()
            .find(|token| channel::number_of(self.costs, &token.text) == Some(number))
            .map(|token| token.text.as_str())
    }

    /// Whether a witness speaks for what is printed, against the repair.
    pub(super) fn is_opposed(&self, ranked: &Ranked) -> bool {
        let changes = &ranked.changes;
        !(self.witnesses)
            .against_repair(&self.table.problem, changes)
            .is_empty()
    }

    /// Why a repair may be right, as short phrases.
    pub(super) fn reasons(&self, ranked: &Ranked) -> Vec<Said> {
        let mut reasons = match &ranked.story {
            Some(story) => self.story_reasons(story),
            None => self.glyph_reasons(ranked),
        };
        let agreeing = (self.witnesses).for_repair(&self.table.problem, &ranked.changes);
        reasons.extend(agreeing.iter().map(|witness| {
            let Said { chinese, english } = witness;
            Said::new(format!("{chinese}也是这个数"), format!("{english} agrees"))
        }));
        let opposed = (self.witnesses).against_repair(&self.table.problem, &ranked.changes);
        reasons.extend(opposed.iter().map(|witness| {
            let Said { chinese, english } = witness;
            Said::new(
                format!("但{chinese}与表中原来的数相符"),
                format!("but {english} agrees with what is printed"),
            )
        }));
        reasons
    }

    fn glyph_reasons(&self, ranked: &Ranked) -> Vec<Said> {
        let mut reasons = Vec::new();
        for (cell, new) in &ranked.changes {
            let Some(reason) = self.explained(*cell, *new).reason.said() else {
                continue;
            };
            let name = self.table.name(*cell);
            let mut said = Said::new(
                format!("{}：{}", name.chinese, reason.chinese),
                format!("{}: {}", name.english, reason.english),
            );
            if self.is_uncertain(*cell) {
                said.push(&Said::new(
                    "（识读时已标待核）",
                    " (the reader was not sure of it)",
                ));
            }
            reasons.push(said);
        }
        reasons
    }

    /// What a repair of the layout does, in words; `None` for a repair of single cells.
    pub(super) fn mending(&self, ranked: &Ranked) -> Option<Said> {
        let story = ranked.story.as_ref()?;
        Some(mending(self.table, story))
    }

    fn story_reasons(&self, repair: &Structural) -> Vec<Said> {
        let mut reasons = vec![repair.candidate.damage.label()];
        if let Some(cell) = repair.candidate.misread {
            let new = repair.changes.iter().find(|(changed, _)| *changed == cell);
            let why = new.and_then(|(_, new)| self.explained(cell, *new).reason.said());
            reasons.extend(why);
        }
        if let Some((text, _)) = &repair.candidate.token {
            reasons.push(said!(
                "表内有未归入单元格的“{text}”",
                "the table has a “{text}” that was assigned to no cell"
            ));
        }
        for (cell, number) in repair.deduced.iter().filter(|(_, number)| *number != 0) {
            let Said { chinese, english } = self.table.name(*cell);
            let mut said = Said::new(
                format!("{chinese} 由勾稽关系推出为 {number}"),
                format!("{english} must be {number}"),
            );
            if let Some(text) = self.leftover_showing(*number) {
                said.push(&said!(
                    "，表内正好有一个未归入单元格的“{text}”",
                    ", and the table has a “{text}” that was assigned to no cell"
                ));
            }
            reasons.push(said);
        }
        for number in &repair.candidate.lost {
            reasons.push(said!(
                "原有的 {number} 不再使用",
                "{number} is not used any more"
            ));
        }
        reasons
    }
}
