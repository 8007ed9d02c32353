//! Where claims and rules meet: what the prose says against a sheet, as the rules want it.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::{self, Claim, ClaimResult, Evidence, Family, Judged};
use crate::form::CellKey;
use crate::read::Reading;
use crate::rules::{self, Against, Contradiction, Given, Results};

/// What the prose of a report says.
#[must_use]
pub fn claims(text: &str, reading: &Reading) -> Vec<Claim> {
    let heading = &reading.heading;
    let report = claims::Report {
        office: heading.office.as_ref().map(|office| office.text.as_str()),
        year: heading
            .year
            .as_ref()
            .and_then(|year| year.text.parse().ok()),
    };
    claims::read(text, &reading.prose(text), report)
}

/// For a report nobody has reviewed.
pub static NOTHING_SETTLED: BTreeSet<CellKey> = BTreeSet::new();

/// Checks what is given against every rule, the prose included: what it says are the `claims`.
#[must_use]
pub fn check(claims: &[Claim], given: &Given) -> Results {
    let compared = claims::compare(claims, given.sheet);
    rules::check(&Given {
        prose: &contradictions(&compared),
        ..*given
    })
}

/// The claims that disagree, in their order.
#[must_use]
pub fn contradictions(compared: &[ClaimResult]) -> Vec<Contradiction> {
    let mut seen: BTreeMap<(&'static str, &str), usize> = BTreeMap::new();
    let mut contradictions = Vec::new();
    for ClaimResult { claim, judged } in compared {
        let rule = rule(claim.family);
        let occurrence = seen.entry((rule, claim.text.as_str())).or_insert(0);
        *occurrence += 1;
        let Some(against) = against(claim, judged) else {
            continue;
        };
        let mut spans = vec![claim.span];
        if let Evidence::SameItem { place, .. } = &claim.evidence {
            spans.push(*place);
        }
        contradictions.push(Contradiction {
            rule,
            said: claim.text.clone(),
            spans,
            occurrence: *occurrence,
            stated: claim.amount,
            against,
        });
    }
    contradictions
}

fn against(claim: &Claim, judged: &Judged) -> Option<Against> {
    let Judged::Disagrees { cells, sums } = judged else {
        return None;
    };
    Some(match &claim.evidence {
        Evidence::Cells(_) => Against::Cells {
            cells: cells.clone(),
            sums: sums.clone(),
        },
        Evidence::Parts(parts) => Against::Parts(parts.clone()),
        Evidence::SameItem { item, first, .. } => Against::SameItem {
            item: item.clone(),
            first: *first,
        },
        Evidence::Share { count, .. } => Against::Share {
            count: *count,
            cells: cells.clone(),
            base: sums.first().copied()?,
        },
    })
}

fn rule(family: Family) -> &'static str {
    match family {
        Family::Requests => "prose-requests",
        Family::Outcomes => "prose-outcomes",
        Family::Applicants => "prose-applicants",
        Family::Disputes => "prose-disputes",
        Family::None => "prose-none",
        Family::Documents => "prose-documents",
        Family::Sum => "prose-sum",
        Family::Share => "prose-share",
    }
}
