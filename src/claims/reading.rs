//! Every sentence of the prose, read by every family.

use crate::claims::families::figure_reading;
use crate::claims::figure::Figure;
use crate::claims::flat::Flat;
use crate::claims::scope::{self, Scope};
use crate::claims::sentence::{Context, Mention, Sentence};
use crate::claims::{Claim, Evidence, Report, Weight};
use crate::claims::{disputes, enumeration, none, remainder, share, whole};
use crate::source::Span;

/// Reads the claims in the `prose` of `text`, in text order within each family.
#[must_use]
pub fn read(text: &str, prose: &[Span], report: Report) -> Vec<Claim> {
    let flat = Flat::new(text, prose);
    let context = Context::new(&flat, report);
    let mut claims = Vec::new();
    for sentence in &context.sentences {
        for figure in &sentence.figures {
            claims.extend(figure_claim(&context, sentence, figure));
            claims.extend(all_upheld(&context, sentence, figure));
        }
        claims.extend(none::claims(&context, sentence));
        claims.extend(enumeration::whole_and_parts(&context, sentence));
    }
    claims.extend(enumeration::same_items(&context));
    claims.extend(share::claims(&context));
    claims.sort_by_key(|claim| (claim.span.start(), claim.family));
    claims
}

/// 行政复议7件，诉讼9件，均获维持: each number is also that of the disputes upheld.
fn all_upheld(context: &Context, sentence: &Sentence, figure: &Figure) -> Option<Claim> {
    let place = Mention {
        context,
        sentence,
        figure,
    };
    let (reading, end) = disputes::all_upheld(&place)?;
    let range = figure.clause.start..end;
    (scope::of(&place) == Scope::Own).then(|| Claim {
        family: reading.family,
        span: context.flat.span(range.clone()),
        text: context.slice(range).to_owned(),
        amount: figure.amount,
        unit: figure.unit.clone(),
        rounding: figure.rounding,
        weight: reading.weight,
        evidence: Evidence::Cells(reading.ways),
    })
}

fn figure_claim(context: &Context, sentence: &Sentence, figure: &Figure) -> Option<Claim> {
    let place = Mention {
        context,
        sentence,
        figure,
    };
    let reading = figure_reading(&place).or_else(|| whole::reading(&place))?;
    let weight = match scope::of(&place) {
        Scope::Other => return None,
        Scope::Unclear => Weight::Doubtful,
        Scope::Own if reading.weight == Weight::Firm && remainder::is_part(&place, &reading) => {
            Weight::Doubtful
        }
        Scope::Own => reading.weight,
    };
    Some(Claim {
        family: reading.family,
        span: context.flat.span(figure.clause.clone()),
        text: context.flat.text.get(figure.clause.clone())?.to_owned(),
        amount: figure.amount,
        unit: figure.unit.clone(),
        rounding: figure.rounding,
        weight,
        evidence: Evidence::Cells(reading.ways),
    })
}
