//! The families of sentences that read a single figure.

use crate::claims::pattern::Reading;
use crate::claims::sentence::Mention;
use crate::claims::{applicants, disputes, documents, outcomes, received};

/// The families that read a single figure, the most particular first.
const FIGURE_FAMILIES: [fn(&Mention) -> Option<Reading>; 5] = [
    disputes::reading,
    documents::reading,
    outcomes::reading,
    applicants::reading,
    received::reading,
];

/// What a figure says, whatever its scope.
pub(crate) fn figure_reading(place: &Mention) -> Option<Reading> {
    FIGURE_FAMILIES.iter().find_map(|family| family(place))
}
