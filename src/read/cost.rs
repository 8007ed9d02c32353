//! What speaks against an arrangement of a table, in thousandths of −ln of its probability: 700 is one in two, 2,300 one
//! in ten, 6,900 one in a thousand. Costs of independent facts add up, so that arrangements of any kind can be compared.
//!
//! Where a number was counted, the constant says on what. The others are ranks that the counted ones leave room for.

/// An equation of the form does not hold: an office breaks a given one in about 1 report of 200 (the made reports keep to
/// that share, the five real ones break 1 of 190).
pub(super) const EQUATION_BROKEN: u32 = 5_300;
/// A number that no cell holds. Of the tables read with a grid of their own, 1 in 15 has one, a page number as a rule.
pub(super) const TOKEN_LEFT: u32 = 2_700;
/// The number of a page among the cells of a text without page marks.
pub(super) const PAGE_NUMBER: u32 = 300;
/// A cell for which no number is left.
pub(super) const CELL_LEFT: u32 = 2_300;
/// The total of a group is lost, where one of its parts may be as well.
pub(super) const TOTAL_LOST: u32 = 700;
/// Another column goes on where one is not at its end, and another paragraph begins.
pub(super) const COLUMN_LEFT: u32 = 2_300;
/// The same within a paragraph.
pub(super) const COLUMN_LEFT_WITHIN: u32 = 4_600;
/// The same, but the next column begins at the row where the one left began: cells come block by block.
pub(super) const BLOCK: u32 = 700;
/// A column is filled before the one to its left: 1 in 10.
pub(super) const COLUMN_EARLY: u32 = 2_300;
/// Cells stand below the head of another column.
pub(super) const HEAD_OF_ANOTHER: u32 = 1_500;

/// Arrangements this much dearer than the cheapest are as good as excluded: one in a thousand.
pub(super) const MARGIN: u32 = 6_900;

/// A number other than 0 in a column of table three, and a 0, by column: counted on the 800 made reports of the first
/// corpus, tables of nothing but zeros left out. The rarest and the commonest are far apart, so a number that looks like one of a
/// person alone or of a total seldom stands among the organisations.
pub(super) const NONZERO: [(&str, u32, u32); 7] = [
    ("natural_person", 950, 490),
    ("enterprise", 1_880, 170),
    ("research_institute", 3_150, 40),
    ("social_organization", 3_110, 50),
    ("legal_service", 2_780, 60),
    ("other_organization", 2_840, 60),
    ("total", 890, 530),
];
