//! Percentages that stand behind a count of results: 258件，占33.9%.

use std::sync::LazyLock;

use crate::amount::Amount;
use crate::claims::expression::Expression;
use crate::claims::figure::Figure;
use crate::claims::sentence::{Context, Mention, Sentence};
use crate::claims::{Claim, Evidence, Family, Quantity, Rounding, Weight, outcomes};
use crate::form::TableId;

const fn total(row: &'static str) -> Quantity {
    Quantity {
        table: TableId::Requests,
        row,
        column: "total",
    }
}

/// Stands between a count and its percentage.
static BETWEEN: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("^[，（]?(?:占|占比|占总数的?|占比为|占全部申请的?|占申请总数的?)?$")
});

/// How many figures before a percentage it may refer to.
const MOST_STATED: usize = 20;

/// The percentages of all counts of results.
#[must_use]
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut stated = Vec::new();
    for sentence in &context.sentences {
        if sentence.about_requests {
            stated.extend(
                sentence
                    .figures
                    .iter()
                    .filter(|f| f.unit == "件")
                    .map(|f| f.amount),
            );
        }
        for pair in sentence.figures.windows(2) {
            if let [count, percent] = pair {
                claims.extend(claim(context, sentence, count, percent, &stated));
            }
        }
    }
    claims
}

fn claim(
    context: &Context,
    sentence: &Sentence,
    count: &Figure,
    percent: &Figure,
    stated: &[Amount],
) -> Option<Claim> {
    let between = context.slice(count.range.end..percent.range.start);
    let is_share = percent.unit == "%" && count.unit == "件" && BETWEEN.is_match(between);
    let place = Mention {
        context,
        sentence,
        figure: count,
    };
    let of_results = is_share.then(|| outcomes::reading(&place)).flatten()?;
    let range = count.clause.start..percent.range.end;
    Some(Claim {
        family: Family::Share,
        span: context.flat.span(range.clone()),
        text: context.slice(range).to_owned(),
        amount: percent.amount,
        unit: "%".to_owned(),
        rounding: if count.rounding == Rounding::Exact {
            percent.rounding
        } else {
            Rounding::About
        },
        weight: if of_results.weight == Weight::Firm {
            Weight::Firm
        } else {
            Weight::Doubtful
        },
        evidence: Evidence::Share {
            count: count.amount,
            bases: vec![
                vec![total("processed_total")],
                vec![total("received")],
                vec![total("received"), total("carried_in")],
            ],
            stated_bases: stated.iter().rev().take(MOST_STATED).copied().collect(),
        },
    })
}
