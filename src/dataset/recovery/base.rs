//! What a crash journal begins with, and its lines.

use std::io;

use serde::{Deserialize, Serialize};

use crate::dataset::pack;
use crate::dataset::recovery::seal::Chain;
use crate::dataset::render::one_line;
use crate::review::{Record, Session};

/// Ending of a crash journal.
pub(super) const ENDING: &str = ".steps";

/// Largest journal that is read, in bytes: some hundred thousand steps.
pub(super) const LIMIT: u64 = 64 * 1024 * 1024;

/// The first line of a crash journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Base {
    /// Schema of the records, that of the saved file.
    pub(super) schema: u32,
    /// SHA-256 of the report.
    pub(super) report: String,
    /// SHA-256 of the saved file the steps follow; `None` if the review was never saved.
    pub(super) file: Option<String>,
    /// Records the review already had.
    pub(super) records: usize,
}

pub(super) fn bytes(text: &str) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX)
}

/// The records from number `from` on, each on its line, as the next of `chain`.
pub(super) fn lines(session: &Session, from: usize, chain: &mut Chain) -> io::Result<String> {
    let records: &[Record] = session.journal().records().get(from..).unwrap_or_default();
    let mut lines = String::new();
    for record in records {
        let line = one_line(&pack::record(record)).map_err(io::Error::other)?;
        lines.push_str(&chain.seal(&line));
    }
    Ok(lines)
}
