//! What witnesses outside the tables say about cells, as the repair search wants it.

use crate::amount::Amount;
use crate::claims::{self, ClaimResult, Judged, Weight};
use crate::form::{CellKey, RowKey, Sheet, TableId};
use crate::repair::Vote;
use crate::review::second::SecondReading;
use crate::review::session::Session;
use crate::rules::{NeighbourReport, Neighbours};
use crate::said::said;

/// Most characters of a sentence that are quoted.
const MOST_QUOTED: usize = 30;

/// All witnesses: the prose, and the reports of the years before and after `year`.
#[must_use]
pub fn all(
    claims: &[ClaimResult],
    sheet: &Sheet,
    year: Option<u16>,
    neighbours: &Neighbours,
) -> Vec<Vote> {
    let mut votes = of_prose(claims, sheet);
    votes.extend(of_neighbours(year, neighbours));
    votes
}

/// What the reports of the years before and after `year` say about 二、上年结转 and 四、结转下年度.
#[must_use]
pub fn of_neighbours(year: Option<u16>, neighbours: &Neighbours) -> Vec<Vote> {
    let beside = neighbours.of_year(year);
    let from_before = beside
        .before
        .map(|report| carried(report, "carried_out", "carried_in"));
    let from_after = beside
        .after
        .map(|report| carried(report, "carried_in", "carried_out"));
    let both = from_before.into_iter().chain(from_after);
    both.flatten().collect()
}

/// The numbers in row `theirs` of another year's report, for row `own` of this one. A number the reader was not sure
/// of says less.
fn carried(report: &NeighbourReport, theirs: &str, own: &str) -> Vec<Vote> {
    let own = RowKey::new(own);
    let cells = report.sheet.cells.iter();
    let numbers = cells.filter_map(|(cell, value)| {
        let is_theirs = cell.table == TableId::Requests && cell.row.as_str() == theirs;
        let amount = value.number().filter(|_| is_theirs)?;
        Some(Vote::on(
            CellKey::new(cell.table, own.clone(), &cell.column),
            amount,
            weight(amount, report.doubtful.contains(cell)),
            said!(
                "{} 年报告“{amount}”",
                "the report of {} (“{amount}”)",
                report.year
            ),
        ))
    });
    numbers.collect()
}

/// What a number is worth that was read elsewhere; less where that reader was not sure of it.
fn weight(amount: Amount, is_doubtful: bool) -> i64 {
    Vote::weight_of(amount) / if is_doubtful { 4 } else { 1 }
}

/// What a second reading of the report, from the file that shows how it was printed, says about cells. One that was not
/// sure of a number says less; one by the recognition that read the report itself is no other witness, and says nothing.
#[must_use]
pub fn of_second(second: &SecondReading, session: &Session) -> Vec<Vote> {
    if !session.source().seen.is_empty() {
        return Vec::new();
    }
    let numbers = second.cells.iter().filter_map(|(cell, found)| {
        let amount = found.value.number()?;
        Some(Vote::on(
            cell.clone(),
            amount,
            weight(amount, found.is_doubtful()),
            said!(
                "{} 再读为“{amount}”",
                "{}, read again (“{amount}”)",
                second.file
            ),
        ))
    });
    numbers.collect()
}

/// The sentences of the prose that state figures of the tables. Rounded figures say nothing about a single number.
#[must_use]
pub fn of_prose(claims: &[ClaimResult], sheet: &Sheet) -> Vec<Vote> {
    claims
        .iter()
        .filter_map(|result| of_claim(result, sheet))
        .collect()
}

fn of_claim(result: &ClaimResult, sheet: &Sheet) -> Option<Vote> {
    let claim = &result.claim;
    if claim.rounding != crate::claims::Rounding::Exact {
        return None;
    }
    let ways = claims::readings(claim, sheet);
    let weight = Vote::weight_of(claim.amount);
    let agrees = matches!(result.judged, Judged::Agrees { .. });
    // A sentence that may speak of something else says little, unless it has been seen to agree.
    let weight = match claim.weight {
        Weight::Firm => weight,
        Weight::Doubtful if agrees => weight / 2,
        Weight::Doubtful => weight / 4,
    };
    (!ways.is_empty()).then(|| Vote {
        ways,
        value: claim.amount,
        weight,
        reason: said!("正文“{}”", "the text (“{}”)", quoted(&claim.text)),
    })
}

/// The end of a long clause: that is where its figure stands.
fn quoted(text: &str) -> String {
    let n_characters = text.chars().count();
    let Some(n_cut) = n_characters.checked_sub(MOST_QUOTED).filter(|n| *n > 0) else {
        return text.to_owned();
    };
    let end: String = text.chars().skip(n_cut).collect();
    format!("…{end}")
}
