//! Sheet becomes results: the outcome of every equation, and the findings a person reads.
//!
//! Sums and balances are data in `assets/forms`; every other rule is one file here and one line in [`registry`].

pub mod balance;
pub mod between_years;
pub mod carry_over;
pub mod cells_unread;
pub mod change_below_zero;
mod check;
pub mod count_shape;
pub mod decisions_copied;
pub mod disclosed_within_total;
pub mod edition_year;
mod inferred;
pub mod money_unit;
pub mod neighbours;
pub mod office_level;
pub mod outcome;
pub mod period_year;
pub mod prior_items;
pub mod prose;
mod prose_doubt;
mod quantity;
pub mod registry;
pub mod regulations_level;
mod rule;
pub mod section_five_empty;
pub mod section_order;
pub mod sections;
pub mod stock_in_force;
pub mod summary;
pub mod swapped_columns;
pub mod table_missing;
pub mod total_blank;
mod wording;

pub use neighbours::{NeighbourReport, Neighbours};
pub use outcome::{Checked, Finding, Outcome, Results, Severity, Verified};
pub use rule::{Against, Contradiction, Given, Rule};

pub use check::check;
