//! What a kind of file is that the problem list can be written as.

use crate::export::problem_list::ProblemList;
use crate::said::Both;

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct ExportFormat {
    /// What the dialog calls it.
    pub name: Both,
    /// The ending of its files, in small letters, without the full stop.
    pub ending: &'static str,
    /// The list as the bytes of such a file, or what the writer says it cannot hold.
    pub render: fn(&ProblemList) -> Result<Vec<u8>, String>,
}
