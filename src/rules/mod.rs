//! Sheet becomes results: the outcome of every equation, and the findings a person reads.
//!
//! Sums and balances are data in `assets/forms`. What can be said in a line or two is data in `assets/rules`, of one of
//! the kinds in [`kinds`]; every other rule is one file here and one line in [`registry`].

pub mod balance;
pub mod between_years;
pub mod cells_unread;
mod check;
pub mod edition_year;
mod inferred;
pub mod kinds;
pub mod money_unit;
pub mod neighbours;
pub mod office_level;
pub mod outcome;
pub mod period_year;
pub mod prose;
mod prose_doubt;
mod quantity;
pub mod registry;
mod rule;
pub mod section_five_empty;
pub mod section_order;
pub mod sections;
pub mod summary;
pub mod swapped_columns;
pub mod table_missing;
pub mod total_blank;
mod wording;
mod words_in;

pub use neighbours::{NeighbourReport, Neighbours};
pub use outcome::{Checked, Finding, Outcome, Results, Severity, Verified};
pub use rule::{Against, Contradiction, Given, Rule};

pub use check::{check, check_by};
