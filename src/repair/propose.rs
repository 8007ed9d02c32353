//! From a sheet to the repairs of each of its blocks.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::form::{CellKey, Equation, Sheet, TableId, equation};
use crate::repair::block::{Block, TableProblem};
use crate::repair::contradicted;
use crate::repair::estimate::estimates;
use crate::repair::evidence::{Evidence, Vote};
use crate::repair::free::deduce;
use crate::repair::problem::Problem;
use crate::repair::proposal::{BlockRepairs, Change, Proposal, ProposalKind, is_only, rival_story};
use crate::repair::ranking::{Ranked, Ranking};
use crate::repair::rival;
use crate::repair::search::{Budget, Solutions, Status, search};
use crate::repair::structural::{self, Stories, Structural};
use crate::said::{Said, said};

/// Most proposals listed for a block.
pub const MOST_LISTED: usize = 200;

/// Proposals that are not smallest are listed up to this rank.
const LAST_RANK_OF_LARGER: usize = 20;

/// Smallest repairs beyond this number are not searched for common deductions.
const MOST_DEDUCED: usize = 50;

/// The repairs of every block of `sheet` that contradicts itself or that a witness contradicts, and what follows for
/// unread cells. Blocks that hold and leave nothing to deduce or to mend are not listed. Same input, same output.
#[must_use]
pub fn propose(sheet: &Sheet, evidence: &Evidence, budget: &Budget) -> Vec<BlockRepairs> {
    let tables = TableId::ALL.into_iter();
    let tables =
        tables.filter(|table| !is_whole(sheet, *table) || is_contradicted(sheet, *table, evidence));
    let tables = tables.filter_map(|table| TableProblem::of_sheet(sheet, table, evidence));
    tables
        .flat_map(|table| of_table(&table, evidence, budget))
        .collect()
}

/// Whether all equations of the table hold and all their cells are whole numbers: nothing is to be repaired or deduced.
fn is_whole(sheet: &Sheet, table: TableId) -> bool {
    let is_number = |cell: &CellKey| {
        let amount = sheet.value(cell).in_sums();
        amount.is_some_and(|amount| amount.to_i64().is_some())
    };
    let holds = |equation: &Equation| {
        let mut sides = equation.sides(|cell| sheet.value(cell)).into_iter();
        equation.cells().all(is_number) && sides.any(|(left, right)| left.equals(right))
    };
    let edition = sheet.editions.get(&table);
    edition.is_some_and(|edition| equation::of_table(*edition, table).iter().all(holds))
}

/// Whether a witness understood in one way states another number than stands in cells of the table.
fn is_contradicted(sheet: &Sheet, table: TableId, evidence: &Evidence) -> bool {
    let contradicts = |vote: &Vote| {
        let [way] = vote.ways.as_slice() else {
            return false;
        };
        let numbers: Option<Vec<Amount>> = way.iter().map(|c| sheet.value(c).in_sums()).collect();
        let is_here = way.iter().all(|cell| cell.table == table);
        is_here && numbers.is_some_and(|numbers| !Amount::sum(numbers).equals(vote.value))
    };
    evidence.votes.iter().any(contradicts)
}

fn of_table(table: &TableProblem, evidence: &Evidence, budget: &Budget) -> Vec<BlockRepairs> {
    let ranking = Ranking::new(table, evidence);
    let stories = structural::repairs(table, &evidence.leftovers, budget);
    let blocks = table.blocks.iter();
    blocks
        .filter_map(|block| of_block(table, block, &ranking, &stories, budget))
        .collect()
}

fn of_block(
    table: &TableProblem,
    block: &Block,
    ranking: &Ranking,
    stories: &Stories,
    budget: &Budget,
) -> Option<BlockRepairs> {
    let problem = table.problem.restricted_to(&block.equations);
    let mut found = search(&problem, budget);
    let deduced = deductions(&problem, &found);
    let mut ranked = match found.status {
        Status::Holds => contradicted::repairs(table, block, ranking, budget),
        _ => ranked(&problem, ranking, &found, &stories.found),
    };
    if found.status == Status::Holds && deduced.is_empty() && ranked.is_empty() {
        return None;
    }
    if stories.is_cut && found.status != Status::Holds {
        found.status = Status::Stopped;
    }
    if !ranked
        .iter()
        .any(|repair| repair.cost <= ranking.least_of(budget.n_cells + 1))
    {
        ranked.extend(of_many_cells(&problem, ranking, &found, budget));
    }
    ranking.order(&mut ranked);
    let proposals = listed(&ranked, table, block, ranking);
    let margin = match proposals.as_slice() {
        [first, second, ..] => Some(second.cost - first.cost),
        _ => None,
    };
    let change = |(cell, to): (usize, i64)| change(table, cell, to);
    let forced = found.forced().into_iter();
    let forced = forced.map(|(cell, d)| (cell, problem.value(cell).unwrap_or(0).saturating_add(d)));
    let source_error = (found.status != Status::Holds || !ranked.is_empty())
        .then(|| rival::source_error(table, block, ranking, ranked.first()));
    // Nothing is the only repair while another is not excluded, or while a witness speaks for what is printed.
    let is_opposed = ranked.first().is_some_and(|best| ranking.is_opposed(best));
    let may_be_only = is_only(&proposals) && !is_opposed;
    Some(BlockRepairs {
        block: block.id.clone(),
        status: found.status,
        n_smallest: found.n_smallest,
        sentence: if let (Status::Holds, Some(best)) = (found.status, ranked.first()) {
            contradicted::sentence(table, ranking, best)
        } else {
            let by_cells = cells_sentence(&problem, &found, budget, may_be_only);
            sentence(&found, deduced.len(), &proposals, by_cells)
        },
        source_error,
        forced: forced.filter_map(change).collect(),
        deduced: deduced.into_iter().filter_map(change).collect(),
        proposals,
        margin,
    })
}

/// Repairs of single cells, and the structural ones that touch the block.
fn ranked(
    problem: &Problem,
    ranking: &Ranking,
    found: &Solutions,
    stories: &[Structural],
) -> Vec<Ranked> {
    let in_block = |cell: usize| problem.n_equations_of(cell) > 0;
    let solutions = found.solutions.iter().enumerate();
    let cells = solutions.map(|(at, solution)| ranking.of_cells(solution, at < found.n_smallest));
    let touching = stories.iter().filter(|story| {
        let mut cells = story.changes.iter();
        cells.any(|(cell, _)| in_block(*cell))
    });
    cells
        .chain(touching.map(|story| ranking.of_structure(story.clone())))
        .collect()
}

/// Where no few cells mend the block: the likeliest repairs of many.
fn of_many_cells(
    problem: &Problem,
    ranking: &Ranking,
    found: &Solutions,
    budget: &Budget,
) -> Vec<Ranked> {
    let is_open = matches!(found.status, Status::None | Status::Stopped);
    if !is_open || !found.solutions.is_empty() || budget.is_cancelled() {
        return Vec::new();
    }
    let estimates = estimates(problem, ranking, budget).into_iter();
    estimates
        .map(|changes| ranking.of_estimate(changes))
        .collect()
}

fn listed(
    ranked: &[Ranked],
    table: &TableProblem,
    block: &Block,
    ranking: &Ranking,
) -> Vec<Proposal> {
    let ranks = ranked.iter().enumerate();
    let shown = ranks.filter(|(rank, repair)| *rank < LAST_RANK_OF_LARGER || repair.is_smallest);
    shown
        .take(MOST_LISTED)
        .map(|(_, repair)| proposal(repair, table, block, ranking))
        .collect()
}

fn proposal(ranked: &Ranked, table: &TableProblem, block: &Block, ranking: &Ranking) -> Proposal {
    let changes = ranked.changes.iter();
    let changes = changes.filter_map(|(cell, to)| change(table, *cell, *to));
    let following = following(table, block, ranked).into_iter();
    let following = following.filter_map(|(cell, to)| change(table, cell, to));
    Proposal {
        changes: changes.chain(following).collect(),
        mending: ranking.mending(ranked),
        kind: ranked.kind,
        cost: ranked.cost,
        reasons: ranking.reasons(ranked),
        closes: closes(table, block, ranked),
        is_smallest: ranked.is_smallest,
        is_family: ranked.is_family,
    }
}

/// What an estimate leaves to follow for unread cells: it is accepted as a whole.
fn following(table: &TableProblem, block: &Block, ranked: &Ranked) -> BTreeMap<usize, i64> {
    if ranked.kind != ProposalKind::Estimate {
        return BTreeMap::new();
    }
    let changes = ranked.changes.iter();
    let assigned: Vec<_> = changes.map(|(cell, to)| (*cell, Some(*to))).collect();
    deduce(
        &table
            .problem
            .restricted_to(&block.equations)
            .with(&assigned),
    )
}

fn change(table: &TableProblem, cell: usize, to: i64) -> Option<Change> {
    Some(Change {
        cell: table.keys.get(cell)?.clone(),
        from: *table.values.get(cell)?,
        to: Amount::whole_number(to),
    })
}

/// The equations of the block that are broken now and touched by the repair: it closes them all.
fn closes(table: &TableProblem, block: &Block, ranked: &Ranked) -> Vec<String> {
    let is_broken = |index: &&usize| {
        let equation = table.problem.equations.get(**index);
        equation.is_some_and(|e| {
            table
                .problem
                .residual(e)
                .is_some_and(|residual| residual != 0)
        })
    };
    let is_touched = |index: &&usize| {
        let equation = table.problem.equations.get(**index);
        let changes = |cell: &usize| ranked.changes.iter().any(|(changed, _)| changed == cell);
        equation.is_some_and(|e| e.terms.iter().any(|(cell, _)| changes(cell)))
    };
    let closed = block.equations.iter().filter(is_broken).filter(is_touched);
    closed
        .filter_map(|index| table.equation_names.get(*index).cloned())
        .collect()
}

/// What follows for unread cells, whichever smallest repair is taken.
fn deductions(problem: &Problem, found: &Solutions) -> BTreeMap<usize, i64> {
    let has_unread = problem
        .equations
        .iter()
        .any(|e| problem.residual(e).is_none());
    if !has_unread || found.n_smallest > MOST_DEDUCED || found.status == Status::Stopped {
        return BTreeMap::new();
    }
    if found.status == Status::Holds {
        return deduce(problem);
    }
    let repaired = found.smallest().iter().filter(|solution| !solution.family);
    let each = repaired.map(|solution| {
        let cells = solution.cells.iter().zip(&solution.differences);
        let assigned = cells.map(|(cell, d)| {
            let sum = problem.value(*cell).and_then(|value| value.checked_add(*d));
            (*cell, sum)
        });
        deduce(&problem.with(&assigned.collect::<Vec<_>>()))
    });
    let common = each.reduce(|mut common, other| {
        common.retain(|cell, value| other.get(cell) == Some(value));
        common
    });
    let any_family = found.smallest().iter().any(|solution| solution.family);
    common.filter(|_| !any_family).unwrap_or_default()
}

fn sentence(found: &Solutions, n_deduced: usize, proposals: &[Proposal], by_cells: Said) -> Said {
    let best = proposals.first();
    let rival = rival_story(proposals);
    let mut said = match (best.map(|best| best.kind), rival) {
        (Some(ProposalKind::Structural(damage)), _) => {
            let label = damage.label();
            let mut said = Said::new(
                format!("可能是{}", label.chinese),
                format!("It may be {}", label.english),
            );
            if let Some(few) = found.solutions.first().map(|few| few.cells.len()) {
                said.push(&said!(
                    "；若一格一格改，至少要改 {few} 格",
                    "; cell by cell, at least {few} cells change"
                ));
            }
            said
        }
        (Some(ProposalKind::Cells), Some(damage)) if found.status == Status::Unique => {
            let label = damage.label();
            Said::new(
                format!("{by_cells}；但也可能是{}，请对照原文", label.chinese),
                format!(
                    "{}; but it may be {} as well, compare with the source",
                    by_cells.english, label.english
                ),
            )
        }
        (Some(ProposalKind::Estimate), _) => {
            let n_changed = best.map_or(0, |best| best.changes.len());
            Said::new(
                format!("{by_cells}；下面只是估计，共改 {n_changed} 格，请逐格对照原文"),
                format!(
                    "{}; what follows is an estimate that changes {n_changed} cells: compare each with the source",
                    by_cells.english
                ),
            )
        }
        _ => by_cells,
    };
    if n_deduced > 0 {
        said.push(&said!(
            "；可推出 {n_deduced} 个未识读格的数",
            "; the numbers of {n_deduced} unread cells follow"
        ));
    }
    said
}

/// What the repairs cell by cell come to; that there is but one is called so only if nothing else is likely.
fn cells_sentence(
    problem: &Problem,
    found: &Solutions,
    budget: &Budget,
    may_be_only: bool,
) -> Said {
    let n_cells = found
        .solutions
        .first()
        .map_or(0, |solution| solution.cells.len());
    let n_smallest = found.n_smallest;
    match found.status {
        Status::Holds => Said::new(
            "可核对的等式都成立",
            "Every equation that can be checked holds",
        ),
        Status::Unique => {
            let checkable = problem.equations.iter();
            let checkable = checkable.filter(|e| problem.residual(e).is_some());
            let n_checkable = checkable.count();
            let all = n_checkable == problem.equations.len();
            let [of_which, in_english] = match (all, n_checkable) {
                (true, 1) => ["等式就成立".to_owned(), "satisfies the equation".to_owned()],
                (true, n) => [
                    format!("全部 {n} 个等式就都成立"),
                    format!("satisfies all {n} equations"),
                ],
                (false, n) => [
                    format!("可核对的 {n} 个等式就都成立"),
                    format!("satisfies the {n} equations that can be checked"),
                ],
            };
            let what = said!(
                "改 {n_cells} 格，{of_which}",
                "changing {n_cells} of the cells {in_english}"
            );
            if !may_be_only {
                return what;
            }
            Said::new(
                format!("最少的改法是唯一的：{}", what.chinese),
                format!("Only one change is smallest: {}", what.english),
            )
        }
        Status::Several => match found.forced().len() {
            0 => said!(
                "有 {n_smallest} 个方案都只改 {n_cells} 格就使等式成立",
                "{n_smallest} proposals satisfy the equations, each changing {n_cells} cells"
            ),
            n_forced => said!(
                "有 {n_smallest} 个方案改动的格数一样少，其中 {n_forced} 格是各方案都要改的",
                "{n_smallest} proposals change as few cells; cells that all of them change: {n_forced}"
            ),
        },
        Status::NotLocatable => Said::new(
            "勾稽关系看不出是哪一格有误，请对照原文",
            "The rules cannot tell which cell is wrong: look at the source",
        ),
        Status::None => {
            let most = budget.n_cells;
            said!(
                "改 {most} 格以内，没有办法使等式都成立",
                "No change of up to {most} cells satisfies the equations"
            )
        }
        Status::Stopped => Said::new(
            "可能的改法太多，没有全部试完，所列方案可能不全",
            "There are too many possible changes to try them all; the list may not be complete",
        ),
    }
}
