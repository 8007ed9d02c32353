//! What rows are made of.

use crate::review::Session;

/// A review with what the table says of its file.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// The saved review, as the table names it.
    pub file: &'a str,
    /// The review.
    pub session: &'a Session,
}
