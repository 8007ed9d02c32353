//! What witnesses outside the tables say about cells, as the repair search wants it.

use crate::claims::{self, ClaimResult, Judged, Weight};
use crate::form::Sheet;
use crate::repair::Vote;

/// Most characters of a sentence that are quoted.
const MOST_QUOTED: usize = 30;

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
    if claim.approximate {
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
        reason: format!("正文“{}”", quoted(&claim.text)),
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
