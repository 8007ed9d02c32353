//! Finding the reports that one is held against: last year's and next year's of its office, other files of its own, and
//! those of the offices that it adds up.
//!
//! The window asks [`known`] where a list of reports knows them, else [`beside`] when a report is opened, or [`open`] for a
//! report the reviewer chose by hand, and gives the result to [`crate::review::Session::set_neighbours`]; a report open in another tab
//! becomes a neighbour through [`of_session`]. Commands without a window ask [`of_candidates`] about their inputs. What
//! several files of one office and year come to is decided there alone. All but that touches files and may start a
//! worker: call it off the drawing thread.

mod candidate;
mod search;

use std::path::PathBuf;

use crate::dataset::by_office::Related;
use crate::dataset::folder::review_of;
use crate::dataset::neighbours::candidate::{candidate, ended};
use crate::dataset::side::is_there;

pub use candidate::{Beside, Candidate, of_candidates, of_reading, of_session, open};
pub use search::{MOST_OPENED, Wanting, beside};

/// As [`beside`], where it is known already which reports of which year these are; the one that wants them is of `year`.
/// Of each the review is taken, where there is one.
#[must_use]
pub fn known(year: u16, related: Related<PathBuf>) -> Beside {
    let mut notices = Vec::new();
    let candidates = related.map(|path| {
        let review = review_of(&path);
        let path = if is_there(&review) { review } else { path };
        match candidate(&path, None) {
            // A file may have changed since it was known.
            Ok(candidate) => Some(candidate).filter(|it| it.report.year.abs_diff(year) <= 1),
            Err(unusable) => {
                notices.push(unusable.said);
                None
            }
        }
    });
    let found = ended(candidates);
    notices.extend(found.notices);
    Beside { notices, ..found }
}
