//! A reviewed dataset as one table for other programs: a row a cell ([`cells`]) or a row a report ([`panel`]), with what
//! the columns mean beside it, in any of the [`formats`].
//!
//! What a cell holds besides a number (blank, dash, words, unread, absent) is told apart in every format: by the column
//! `state` of the cells, and by the column `not_numbers` of the reports. Nothing but a number that stands there, or that a
//! reviewer put there, is a number; a blank is never 0.

mod beside;
mod cells;
mod column;
mod companions;
mod error;
mod formats;
mod options;
mod panel;
mod report;
mod review;
mod table;
mod tally;

pub use beside::files_of;
pub use column::{Column, ColumnType, Field};
pub use error::TableError;
pub use formats::{FORMATS, Format, Rows, of_ending};
pub use options::{Options, Shape, WORKBOOK};
pub use review::Review;
pub use table::Job;
pub use tally::Tally;
