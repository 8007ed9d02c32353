//! Rows of Word tables, in the XML of the body.
//!
//! A row may leave out columns at its beginning (`w:gridBefore`), as Word writes when a cell was deleted or the edge of
//! a row was drawn in: an empty cell takes their place here. A row deleted in a tracked change (`w:del` among its
//! properties) is taken out, as everything else deleted is.

use crate::source::office::markup::{attribute, markup_end, name, tags};

/// Columns a row may leave out; Word has no more.
const COLUMNS: u32 = 63;

/// Whether text was inserted, deleted or moved in changes that are still tracked.
#[must_use]
pub(super) fn has_tracked_changes(body: &str) -> bool {
    const MARKS: [&str; 4] = ["w:ins", "w:del", "w:moveFrom", "w:moveTo"];
    tags(body).any(|tag| MARKS.contains(&name(tag)))
}

/// The body with its rows written out; `None` when that changes nothing.
#[must_use]
pub(super) fn written_out(body: &str) -> Option<String> {
    let mut rows = Rows::default();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        let (before, markup) = rest.split_at(at);
        let (tag, after) = markup.split_at(markup_end(markup)?);
        rows.out.push_str(before);
        rows.tag(tag);
        rest = after;
    }
    rows.out.push_str(rest);
    rows.has_changed.then_some(rows.out)
}

/// A row whose end was not reached yet.
#[derive(Debug)]
struct OpenRow {
    /// Where it begins in the output.
    start: usize,
    /// Columns left out that no cell stands for yet.
    left_out: u32,
    is_deleted: bool,
}

/// The body being written out.
#[derive(Debug, Default)]
struct Rows {
    out: String,
    open: Vec<OpenRow>,
    /// Whether the tags are properties of the last open row.
    in_properties: bool,
    /// Whether they are properties it had before a tracked change.
    in_old_properties: bool,
    has_changed: bool,
}

impl Rows {
    fn tag(&mut self, tag: &str) {
        let is_whole = tag.ends_with("/>");
        match name(tag) {
            "w:tr" if !is_whole => self.open.push(OpenRow {
                start: self.out.len(),
                left_out: 0,
                is_deleted: false,
            }),
            "w:trPrChange" if !is_whole => self.in_old_properties = true,
            "/w:trPrChange" => self.in_old_properties = false,
            _ if self.in_old_properties => {}
            "w:trPr" if !is_whole => self.in_properties = true,
            "/w:trPr" => self.in_properties = false,
            "w:gridBefore" if self.in_properties => self.leave_out(tag),
            "w:del" if self.in_properties => {
                if let Some(row) = self.open.last_mut() {
                    row.is_deleted = true;
                }
            }
            "w:tc" => self.fill_left_out(),
            "/w:tr" => {
                if let Some(row) = self.open.pop().filter(|row| row.is_deleted) {
                    self.out.truncate(row.start);
                    self.has_changed = true;
                    return;
                }
            }
            _ => {}
        }
        self.out.push_str(tag);
    }

    fn leave_out(&mut self, tag: &str) {
        let value = attribute(tag, "w:val").and_then(|value| value.trim().parse().ok());
        if let (Some(row), Some(n_columns)) = (self.open.last_mut(), value) {
            row.left_out = COLUMNS.min(n_columns);
        }
    }

    /// Puts an empty cell where the columns left out are, before the first cell of the row.
    fn fill_left_out(&mut self) {
        let Some(row) = self.open.last_mut() else {
            return;
        };
        let n_columns = std::mem::take(&mut row.left_out);
        if n_columns > 0 {
            let cell =
                format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="{n_columns}"/></w:tcPr><w:p/></w:tc>"#);
            self.out.push_str(&cell);
            self.has_changed = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>"#;

    #[track_caller]
    fn check_written(body: &str, expected: Option<&str>) {
        assert_eq!(written_out(body).as_deref(), expected);
    }

    #[test]
    fn columns_left_out_become_an_empty_cell() {
        let before = r#"<w:tr a='>'><w:trPr><w:gridBefore w:val="2"/></w:trPr>"#;
        let cells =
            "<w:tc>甲</w:tc><w:tc><w:tbl><w:tr><w:tc>乙</w:tc></w:tr></w:tbl></w:tc></w:tr>";
        check_written(
            &format!("<w:tbl>{before}{cells}</w:tbl>"),
            Some(&format!("<w:tbl>{before}{EMPTY}{cells}</w:tbl>")),
        );
    }

    #[test]
    fn deleted_rows_go() {
        check_written(
            "<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc/></w:tr><w:tr><w:tc><w:del/></w:tc></w:tr>",
            Some("<w:tr><w:tc><w:del/></w:tc></w:tr>"),
        );
    }

    #[test]
    fn other_rows_stay() {
        check_written("<w:tr><w:tc>甲</w:tc></w:tr>", None);
        check_written(
            "<!-- <w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc/> --><w:tr><w:tc/></w:tr>",
            None,
        );
        check_written(
            "<w:tr><w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val='1'/></w:trPr></w:trPrChange></w:trPr><w:tc/></w:tr>",
            None,
        );
        check_written(
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc",
            None,
        );
    }
}
