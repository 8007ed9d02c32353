//! A whole that stands behind its parts, without words of its own: 自然人20件、法人8件，共28件.

use std::sync::LazyLock;

use crate::claims::expression::Expression;
use crate::claims::families::figure_reading;
use crate::claims::pattern::Reading;
use crate::claims::sentence::Mention;
use crate::claims::{Quantity, Weight};

/// Most parts of a whole. It keeps the work linear in sentences of any length.
const MOST_PARTS: usize = 12;

/// Nothing but a word for the whole and the number.
static WHOLE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^(?:以上|上述)?(?:共计?|合计|总计|总共|一共)(?:为|是|有|：)*[0-9一二两三四五六七八九十百千]",
    )
});

/// What the figure says: the sum of all that the figures before it in its sentence say one by one. `None` where one of
/// them is not understood, and where there are fewer than two.
pub(super) fn reading(place: &Mention) -> Option<Reading> {
    let clause = place.context.slice(place.figure.clause.clone());
    let figures = &place.sentence.figures;
    let n_before = figures.partition_point(|other| other.range.start < place.figure.range.start);
    let parts = figures.get(..n_before)?;
    if !(2..=MOST_PARTS).contains(&parts.len()) || !WHOLE.is_match(clause) {
        return None;
    }
    let read = parts
        .iter()
        .map(|figure| figure_reading(&Mention { figure, ..*place }));
    let read: Vec<Reading> = read.collect::<Option<_>>()?;
    let family = read.first()?.family;
    let way: Vec<Quantity> = read
        .iter()
        .filter_map(|part| part.ways.first())
        .flatten()
        .copied()
        .collect();
    let is_firm = read
        .iter()
        .all(|part| part.weight == Weight::Firm && part.family == family);
    Some(Reading {
        family,
        weight: if is_firm {
            Weight::Firm
        } else {
            Weight::Doubtful
        },
        ways: vec![way],
    })
}
