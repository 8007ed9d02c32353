//! The competing explanation 原文如此: nothing was misread, the office printed figures that contradict each other.
//!
//! What speaks for it is clear print: in a table in which every token is clear, a wrong figure was most likely printed
//! wrong; in a damaged table, or where no digits stand, it was most likely damaged. A repair falls into parts that
//! share no equation, and each part is judged by itself: one may be a misreading and the next a misprint.

use crate::repair::block::{Block, TableProblem};
use crate::repair::channel::costs;
use crate::repair::proposal::{ProposalKind, SourceError};
use crate::repair::ranking::{Ranked, Ranking};
use crate::said::{Said, said};

/// 原文如此 against the likeliest repair.
pub(super) fn source_error(
    table: &TableProblem,
    block: &Block,
    ranking: &Ranking,
    best: Option<&Ranked>,
) -> SourceError {
    let print = Print::of(table, block, ranking);
    let parts = best.map_or_else(Vec::new, |best| parts(table, best));
    let judged = parts.iter().map(|part| {
        let is_story = best.is_some_and(|best| matches!(best.kind, ProposalKind::Structural(_)));
        let repair = match best {
            Some(best) if parts.len() == 1 => best.cost,
            _ => ranking.of_changes(part),
        };
        (part, print.printed_so(part, is_story), repair)
    });
    let judged: Vec<_> = judged.collect();
    let likelier = judged
        .iter()
        .filter(|(_, printed_so, repair)| printed_so < repair);
    let cells: Vec<usize> = likelier
        .flat_map(|(part, _, _)| part.iter().map(|(cell, _)| *cell))
        .collect();
    let all_cells = best.map_or(0, |best| best.changes.len());
    SourceError {
        cost: match judged.as_slice() {
            [] => print.at_level(),
            judged => judged.iter().map(|(_, printed_so, _)| printed_so).sum(),
        },
        is_likeliest: cells.len() == all_cells && (best.is_some() || !print.is_damaged()),
        cells: cells
            .iter()
            .filter_map(|cell| table.keys.get(*cell).cloned())
            .collect(),
        reasons: reasons(table, ranking, &print, best),
    }
}

fn reasons(
    table: &TableProblem,
    ranking: &Ranking,
    print: &Print,
    best: Option<&Ranked>,
) -> Vec<Said> {
    let changes = best.map_or(&[][..], |best| best.changes.as_slice());
    let against_it = ranking.witnesses.against_repair(&table.problem, changes);
    let witnesses = against_it.iter();
    let agrees = |Said { chinese, english }: &Said| {
        Said::new(
            format!("{chinese}与表中相符"),
            format!("{english} agrees with the table"),
        )
    };
    let mut reasons: Vec<Said> = witnesses.map(|witness| agrees(witness)).collect();
    reasons.push(match print.n_damaged {
        0 => Said::new(
            "本表各格印刷清楚，没有损坏迹象",
            "the table is clearly printed and shows no damage",
        ),
        n_damaged => said!(
            "但本表另有 {n_damaged} 处待核、未识读或未归入单元格，也可能是识读有误",
            "but elsewhere in the table {n_damaged} figures are in doubt, unread or assigned to no cell, so this one may be misread too"
        ),
    });
    reasons
}

/// The changes of a repair in groups that share no equation. What happened to the layout is one event.
fn parts(table: &TableProblem, repair: &Ranked) -> Vec<Vec<(usize, i64)>> {
    if matches!(repair.kind, ProposalKind::Structural(_)) {
        return vec![repair.changes.clone()];
    }
    let mut parts: Vec<Vec<(usize, i64)>> = repair.changes.iter().map(|c| vec![*c]).collect();
    for equation in &table.problem.equations {
        let is_in =
            |(cell, _): &(usize, i64)| equation.terms.iter().any(|(other, _)| other == cell);
        let touched = |part: &Vec<(usize, i64)>| part.iter().any(is_in);
        let (joined, apart): (Vec<_>, Vec<_>) = parts.into_iter().partition(touched);
        parts = apart;
        if !joined.is_empty() {
            parts.push(joined.concat());
        }
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    parts.sort_unstable();
    parts
}

/// How clearly a block is printed.
struct Print<'a> {
    table: &'a TableProblem,
    ranking: &'a Ranking<'a>,
    /// Places that show damage: cells in doubt or unread, and tokens of the table that no cell claimed.
    n_damaged: i64,
    /// Their share, in thousandths of the block's cells.
    share: i64,
}

impl<'a> Print<'a> {
    fn of(table: &'a TableProblem, block: &Block, ranking: &'a Ranking<'a>) -> Self {
        let equations = block.equations.iter();
        let equations = equations.filter_map(|index| table.problem.equations.get(*index));
        let cells = equations.flat_map(|equation| equation.terms.iter().map(|(cell, _)| *cell));
        let mut cells: Vec<usize> = cells.collect();
        cells.sort_unstable();
        cells.dedup();
        let unread = |cell: usize| table.problem.value(cell).is_none();
        let damaged = cells
            .iter()
            .filter(|c| unread(**c) || ranking.is_uncertain(**c));
        let n_damaged = count(damaged.count() + ranking.n_leftovers());
        Self {
            table,
            ranking,
            n_damaged,
            share: (n_damaged * 1000)
                .checked_div(count(cells.len()))
                .unwrap_or(0),
        }
    }

    fn is_damaged(&self) -> bool {
        self.share >= costs().printed_so.damaged_from
    }

    /// What one misprint costs where the print is as clear as it is in this block.
    fn at_level(&self) -> i64 {
        let costs = &costs().printed_so;
        let full = costs.damaged_from.max(1);
        costs.clear + (costs.damaged - costs.clear) * self.share.min(full) / full
    }

    /// What it costs that the office printed all these cells wrongly. A shift of the layout is one mistake. The true
    /// numbers are those of the repair, so they are as likely or unlikely here as there.
    fn printed_so(&self, part: &[(usize, i64)], is_story: bool) -> i64 {
        let costs = &costs().printed_so;
        let each = part.iter().map(|(cell, _)| {
            if self.is_clear(*cell) {
                self.at_level()
            } else {
                costs.damaged
            }
        });
        let dearest = each.clone().max().unwrap_or(0);
        let further = each.sum::<i64>() - dearest;
        let prior = part
            .iter()
            .map(|(cell, new)| self.ranking.prior_gain(*cell, *new));
        let misprints = if is_story {
            self.at_level()
        } else {
            dearest + further * costs.each_further / 100
        };
        misprints + prior.sum::<i64>()
    }

    /// Whether digits stand in the cell, and nobody doubted them.
    fn is_clear(&self, cell: usize) -> bool {
        let printed = self
            .table
            .problem
            .cells
            .get(cell)
            .map_or("", |c| &c.printed);
        let mut characters = printed.chars().filter(|c| !c.is_whitespace() && *c != ',');
        let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let starts = characters.next().is_some_and(is_digit);
        starts && characters.all(is_digit) && !self.ranking.is_uncertain(cell)
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
