//! Blocks whose equations all hold, while a witness outside the tables contradicts them.
//!
//! Rows that changed places, a column that stands one further, a number in the next result: what keeps every sum breaks
//! no equation, and only the prose or another year's report tells it. What the witness states is laid beside the
//! equations as one more of them; the stories of the layout, and changes of very few cells, are then tried as ever.
//! That the witness is wrong and the table right stays the rival: nothing found here is the only explanation.

use crate::repair::block::{Block, TableProblem};
use crate::repair::problem::LinearEquation;
use crate::repair::proposal::ProposalKind;
use crate::repair::ranking::{Ranked, Ranking};
use crate::repair::search::{Budget, Status, search};
use crate::repair::structural;
use crate::said::{Said, said};

/// So many witnesses are tried, the weightiest first: each takes a search of its own.
const MOST_WITNESSES: usize = 4;

/// More cells than this are not changed on the word of a witness alone, unless one thing explains them all.
const MOST_CELLS: usize = 2;

/// What would make a witness agree who contradicts a block that holds, and lose none who agrees.
pub(super) fn repairs(
    table: &TableProblem,
    block: &Block,
    ranking: &Ranking,
    budget: &Budget,
) -> Vec<Ranked> {
    let in_block = |equation: &LinearEquation| {
        let mut cells = equation.terms.iter().map(|(cell, _)| *cell);
        cells.all(|cell| is_in(table, block, cell))
    };
    let stated = ranking.witnesses.contradicting(&table.problem).into_iter();
    let stated = stated.filter(in_block).take(MOST_WITNESSES);
    let mut found: Vec<Ranked> = stated
        .flat_map(|stated| of_witness(table, block, ranking, budget, stated))
        .collect();
    found.retain(|repair| {
        let stays_inside = |(cell, _): &(usize, i64)| is_in(table, block, *cell);
        let lost = (ranking.witnesses).against_repair(&table.problem, &repair.changes);
        lost.is_empty() && repair.changes.iter().all(stays_inside)
    });
    found
}

fn is_in(table: &TableProblem, block: &Block, cell: usize) -> bool {
    let equations = block.equations.iter();
    let mut equations = equations.filter_map(|index| table.problem.equations.get(*index));
    equations.any(|equation| equation.terms.iter().any(|(other, _)| *other == cell))
}

fn of_witness(
    table: &TableProblem,
    block: &Block,
    ranking: &Ranking,
    budget: &Budget,
    stated: LinearEquation,
) -> Vec<Ranked> {
    let mut told = table.clone();
    let equations = block.equations.iter().copied();
    let equations: Vec<usize> = equations.chain([told.problem.equations.len()]).collect();
    told.problem.equations.push(stated);
    told.problem = told.problem.restricted_to(&equations);
    told.blocks = vec![Block {
        id: block.id.clone(),
        equations: (0..equations.len()).collect(),
    }];
    let few = Budget {
        n_cells: MOST_CELLS,
        ..*budget
    };
    let by_cells = search(&told.problem, &few);
    let mut repairs: Vec<Ranked> = match by_cells.status {
        Status::Unique | Status::Several => by_cells
            .smallest()
            .iter()
            .map(|solution| ranking.of_cells(solution, true))
            .collect(),
        _ => Vec::new(),
    };
    let stories = structural::repairs(&told, &ranking.evidence.leftovers, budget).found;
    repairs.extend(stories.into_iter().map(|story| ranking.of_structure(story)));
    repairs
}

/// Who contradicts the block, and what would explain it.
pub(super) fn sentence(table: &TableProblem, ranking: &Ranking, best: &Ranked) -> Said {
    let agreeing = (ranking.witnesses).for_repair(&table.problem, &best.changes);
    let witness = agreeing.first().copied().cloned().unwrap_or_default();
    let story = match best.kind {
        ProposalKind::Structural(damage) => damage.label(),
        ProposalKind::Cells | ProposalKind::Estimate => {
            let n_cells = best.changes.len();
            said!("{n_cells} 格误读", "a misreading (cells: {n_cells})")
        }
    };
    Said::new(
        format!(
            "等式都成立，但{}与表不符：可能是{}，也可能表本无误，请对照原文",
            witness.chinese, story.chinese
        ),
        format!(
            "Every equation holds, but {} disagrees: it may be {}, or the table is right; compare with the source",
            witness.english, story.english
        ),
    )
}
