//! The RON types of `assets/confusions.ron`: what damages numbers, and how readily. All costs are whole thousandths.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Costs of damage, in thousandths; lower is likelier.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// What every changed cell costs.
    pub change: i64,
    /// How a printed token comes from the true digits.
    pub glyphs: GlyphCosts,
    /// A number printed as blank, dash or 0.
    pub emptied: ByLength,
    /// A zero printed as a number.
    pub invented: ByLength,
    /// Characters that stand where a digit should.
    pub look_alikes: Vec<LookAlike>,
    /// Digits taken for each other, either way.
    pub similar: Vec<Similar>,
    /// What a number other than 0 costs, by column key.
    pub priors: BTreeMap<String, i64>,
    /// The same for columns not named.
    pub other_prior: i64,
    /// What is added for rows that are seldom 0, by row key; negative.
    pub row_priors: BTreeMap<String, i64>,
    /// Damage to the layout.
    pub layout: LayoutCosts,
    /// What a change gains when the reader was not sure of the cell.
    pub uncertain: i64,
    /// No token the reader was not sure of is further than this from any number.
    pub uncertain_at_most: i64,
    /// What it costs that the office printed a contradiction.
    pub printed_so: PrintedSo,
    /// What a witness is worth, by the digits of the number stated: a long number does not agree by chance.
    pub witness: ByLength,
    /// No witness is worth more.
    pub witness_at_most: i64,
}

/// What it costs that the office printed a contradiction, between a table without any sign of damage and a damaged one.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedSo {
    /// In a table printed clearly throughout.
    pub clear: i64,
    /// In a damaged table.
    pub damaged: i64,
    /// From this share of cells with signs of damage on, in thousandths, a table counts as damaged.
    pub damaged_from: i64,
    /// What each further cell the office must have printed wrongly adds, in hundredths of the cost of the first.
    pub each_further: i64,
}

/// Costs of single steps from the true digits to the printed token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlyphCosts {
    /// A digit printed as another that it does not resemble.
    pub substituted: i64,
    /// A digit that is missing.
    pub dropped: i64,
    /// A digit that is missing beside an equal one.
    pub dropped_repeat: i64,
    /// A character too many.
    pub added: i64,
    /// A character printed twice.
    pub doubled: i64,
    /// Two digits in the wrong order.
    pub swapped: i64,
    /// A mark that is no digit, such as a comma or a point.
    pub stray: i64,
    /// No token is further than this from its digits.
    pub at_most: i64,
}

/// A cost that grows with the number of digits.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByLength {
    /// In any case.
    pub first: i64,
    /// For each digit.
    pub each: i64,
}

/// Characters printed for a digit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookAlike {
    /// The true digit.
    pub digit: char,
    /// Characters that are printed for it.
    pub printed: String,
    /// What that costs.
    pub cost: i64,
}

/// Two digits that resemble each other.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Similar {
    /// The digits.
    pub pair: (char, char),
    /// What taking one for the other costs.
    pub cost: i64,
}

/// Costs of damage to the layout.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutCosts {
    /// A value that stands in the neighbouring cell.
    pub moved: i64,
    /// For each cell a moved value stands further away than the neighbour.
    pub further: i64,
    /// Two neighbours that changed places.
    pub swapped: i64,
    /// A row shifted by a cell.
    pub row_shifted: i64,
    /// A column shifted by a row.
    pub column_shifted: i64,
    /// Whole rows that stand one row too high or too low.
    pub rows_shifted: i64,
    /// A number that stands in two cells.
    pub split: i64,
    /// Two numbers that stand in one cell.
    pub fused: i64,
    /// A token no cell claimed that is put into a cell.
    pub leftover: i64,
    /// A row that was written again below itself.
    pub row_repeated: i64,
    /// A row whose blanks were dropped.
    pub row_slid: i64,
    /// Two rows that changed places.
    pub rows_exchanged: i64,
    /// A rule of the table read as 1 all along a row or column.
    pub border_read: i64,
    /// Decimal points lost all along a row or column.
    pub point_lost: i64,
    /// A row or column of totals left blank.
    pub totals_blank: i64,
    /// Totals computed anew, beside what the misread cell costs.
    pub totals_computed: i64,
    /// For each number that a shift drops.
    pub lost_number: i64,
    /// For each printed 0 that is given up where a blank would be expected.
    pub lost_zero: i64,
    /// For each number that a shift leaves to the equations.
    pub deduced_number: i64,
    /// The same where a token no cell claimed shows that number.
    pub deduced_leftover: i64,
}
