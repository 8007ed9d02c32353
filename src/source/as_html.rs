//! Cells of other notations, written as those of an HTML table.

use std::fmt::Write;

/// Adds a cell of an HTML table.
pub(super) fn push_cell(html: &mut String, text: &str, width: usize, height: usize) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    // Writing to a string cannot fail.
    let _ = write!(html, "<td colspan={width} rowspan={height}>{text}</td>");
}
