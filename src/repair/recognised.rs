//! What the recognition of a picture thought of a figure.

/// What the recognition of a picture made of the figure in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// Probability of what was read, in thousandths.
    pub sureness: u16,
    /// What else it may be, with the probability, in thousandths.
    pub others: Vec<(String, u16)>,
}
