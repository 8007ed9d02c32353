//! What the prose says about the tables: sentences with figures become claims, and claims are held against the cells.
//!
//! Prose is evidence. It never changes a value, and a sentence that may speak of something else accuses nobody: a claim
//! that is not [`Weight::Firm`] can agree with a cell, but it cannot disagree.
//!
//! [`flat`] takes line breaks and spaces away, [`sentence`] finds sentences, [`figure`] the figures in them, and one file per
//! family of patterns says which cells a figure speaks of. Families are tables of regular expressions over a clause
//! with its number written as `#`, such as `新收政府信息公开申请#`.
//!
//! # Limitations
//! Figures that an earlier sentence introduces by a pronoun, and rounded figures, are read but judged by none.

pub mod applicants;
pub mod compare;
pub mod disputes;
pub mod documents;
pub mod enumeration;
pub mod expression;
pub mod figure;
pub mod flat;
pub mod needs;
pub mod none;
pub mod numerals;
pub mod outcomes;
pub mod partial;
pub mod pattern;
pub mod received;
pub mod remainder;
pub mod respectively;
pub mod scope;
pub mod sentence;
pub mod share;
mod stated;
mod sum;

pub use compare::{ClaimResult, Judged, compare, readings};

use crate::amount::Amount;
use crate::claims::figure::Figure;
use crate::claims::flat::Flat;
use crate::claims::sentence::Context;
use crate::form::TableId;
use crate::source::Span;

/// A sentence, or a part of one, that states a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The family of sentences it belongs to.
    pub family: Family,
    /// Where it stands, from the start of its clause to the end of it.
    pub span: Span,
    /// The characters of the span without white space.
    pub text: String,
    /// The number stated; 0 for a sentence that says that there was none.
    pub amount: Amount,
    /// The unit printed, such as 件; empty where there is none.
    pub unit: String,
    /// Whether the number is rounded: 余, 多, 近, 约.
    pub approximate: bool,
    /// Whether it may accuse.
    pub weight: Weight,
    /// What it can be compared with.
    pub evidence: Evidence,
}

/// The families of sentences, each the subject of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Received, carried over, done.
    Requests,
    /// Results of the handling.
    Outcomes,
    /// Who applied.
    Applicants,
    /// Reconsiderations and suits.
    Disputes,
    /// Sentences that say that there was none.
    None,
    /// Figures of table two.
    Documents,
    /// Parts of a whole, and one item with two numbers.
    Sum,
    /// Percentages.
    Share,
}

/// Whether a claim surely speaks of what it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It does: where it fits no reading, something is wrong.
    Firm,
    /// It may speak of something else, such as one office of an area: where it fits no reading, that says nothing.
    Doubtful,
}

/// What a claim can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Cells of the tables: each reading is a sum of quantities.
    Cells(Vec<Vec<Quantity>>),
    /// The parts that the sentence lists for its whole.
    Parts(Vec<Amount>),
    /// Another number stated for the same item.
    SameItem {
        /// What is counted, such as 政务动态.
        item: String,
        /// The number stated first.
        first: Amount,
        /// Where it is stated.
        place: Span,
    },
    /// The claim's number as a percentage of one of some quantities.
    Share {
        /// The count whose share is stated.
        count: Amount,
        /// The totals the share may refer to, each a sum of quantities.
        bases: Vec<Vec<Quantity>>,
        /// Totals stated in the prose it may refer to as well.
        stated_bases: Vec<Amount>,
    },
}

/// A row, or all rows of a group, in one column: `denied` stands for all rows of （三）.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The table.
    pub table: TableId,
    /// Key of the row, or of the group of rows.
    pub row: &'static str,
    /// Key of the column.
    pub column: &'static str,
}

/// Whose report it is, as far as its heading tells; what it does not tell is guessed from the prose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report<'a> {
    /// The office.
    pub office: Option<&'a str>,
    /// The report year.
    pub year: Option<u16>,
}

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

/// The families that read a single figure, the most particular first.
const FIGURE_FAMILIES: [fn(&sentence::Place) -> Option<pattern::Reading>; 5] = [
    disputes::reading,
    documents::reading,
    outcomes::reading,
    applicants::reading,
    received::reading,
];

/// What a figure says, whatever its scope.
fn figure_reading(place: &sentence::Place) -> Option<pattern::Reading> {
    FIGURE_FAMILIES.iter().find_map(|family| family(place))
}

/// 行政复议7件，诉讼9件，均获维持: each number is also that of the disputes upheld.
fn all_upheld(context: &Context, sentence: &sentence::Sentence, figure: &Figure) -> Option<Claim> {
    let place = sentence::Place {
        context,
        sentence,
        figure,
    };
    let (reading, end) = disputes::all_upheld(&place)?;
    let range = figure.clause.start..end;
    (scope::of(&place) == scope::Scope::Own).then(|| Claim {
        family: reading.family,
        span: context.flat.span(range.clone()),
        text: context.slice(range).to_owned(),
        amount: figure.amount,
        unit: figure.unit.clone(),
        approximate: figure.approximate,
        weight: reading.weight,
        evidence: Evidence::Cells(reading.ways),
    })
}

fn figure_claim(
    context: &Context,
    sentence: &sentence::Sentence,
    figure: &Figure,
) -> Option<Claim> {
    let place = sentence::Place {
        context,
        sentence,
        figure,
    };
    let reading = figure_reading(&place)?;
    let weight = match scope::of(&place) {
        scope::Scope::Other => return None,
        scope::Scope::Unclear => Weight::Doubtful,
        scope::Scope::Own
            if reading.weight == Weight::Firm && remainder::is_part(&place, &reading) =>
        {
            Weight::Doubtful
        }
        scope::Scope::Own => reading.weight,
    };
    Some(Claim {
        family: reading.family,
        span: context.flat.span(figure.clause.clone()),
        text: context.flat.text.get(figure.clause.clone())?.to_owned(),
        amount: figure.amount,
        unit: figure.unit.clone(),
        approximate: figure.approximate,
        weight,
        evidence: Evidence::Cells(reading.ways),
    })
}
