//! The one door of exports: dialog, writer and tests take their list from here.

use crate::export::format::ExportFormat;
use crate::export::{markdown, sheet};

/// All of them; a name without an ending gets that of the first.
pub const FORMATS: &[ExportFormat] = &[sheet::FORMAT, markdown::FORMAT];

/// The format whose ending is `ending`, in whatever letters.
#[must_use]
pub fn of_ending(ending: &str) -> Option<&'static ExportFormat> {
    let mut formats = FORMATS.iter();
    formats.find(|format| format.ending.eq_ignore_ascii_case(ending))
}

/// `.xlsx 或 .md`: the endings as a sentence lists them.
pub(super) fn endings() -> String {
    let endings = FORMATS.iter().map(|format| format!(".{}", format.ending));
    endings.collect::<Vec<_>>().join(" 或 ")
}
