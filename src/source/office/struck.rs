//! What a workbook strikes out. The Office reader passes over it: runs within a cell are written as notes before it reads
//! them, and cells struck out as a whole are told.

use std::borrow::Cow;
use std::io::Cursor;

use office_oxide::core::editable::EditablePackage;
use office_oxide::core::opc::{OpcReader, PartName};
use office_oxide::xlsx::{CellValue, XlsxDocument};

use crate::said::Said;
use crate::source::marks::Print;
use crate::source::office::markup::{attribute, name, tags_and_text};

/// Where the texts of a workbook's cells stand in its package.
const TEXTS: &str = "/xl/sharedStrings.xml";

/// Cells that the notice names one by one.
const NAMED: usize = 5;

/// The package with struck out runs written as notes; `None` when it can be read as it is.
pub(super) fn prepared(bytes: &[u8]) -> Option<Vec<u8>> {
    let part = PartName::new(TEXTS).ok()?;
    let texts = OpcReader::new(Cursor::new(bytes))
        .ok()?
        .read_part(&part)
        .ok()?;
    let written = written_out(std::str::from_utf8(&texts).ok()?)?;
    let mut package = EditablePackage::from_reader(Cursor::new(bytes)).ok()?;
    package.set_part(part, written.into_bytes());
    let mut out = Cursor::new(Vec::new());
    package.write_to(&mut out).ok()?;
    Some(out.into_inner())
}

/// The texts with their struck out runs as notes; `None` when there are none.
fn written_out(texts: &str) -> Option<String> {
    let (mut out, mut has_changed) = (String::new(), false);
    let (mut is_struck, mut in_text) = (false, false);
    for (text, tag) in tags_and_text(texts) {
        let written = if is_struck && in_text {
            Cow::Owned(Print::Struck.of(text))
        } else {
            Cow::Borrowed(text)
        };
        has_changed |= written != text;
        out.push_str(&written);
        out.push_str(tag);
        match name(tag) {
            "r" | "/r" => is_struck = false,
            "strike" => is_struck = !matches!(attribute(tag, "val"), Some("0" | "false")),
            "t" if !tag.ends_with("/>") => in_text = true,
            "/t" => in_text = false,
            _ => {}
        }
    }
    has_changed.then_some(out)
}

/// A sentence when cells with something in them are struck out as a whole: they are read like the others.
pub(super) fn notice(workbook: &XlsxDocument) -> Option<Said> {
    let styles = workbook.styles.as_ref()?;
    let cells = workbook.worksheets.iter().flat_map(|sheet| {
        let cells = sheet.rows.iter().flat_map(|row| &row.cells);
        cells.map(move |cell| (sheet.name.as_str(), cell))
    });
    let struck: Vec<String> = cells
        .filter(|(_, cell)| !matches!(cell.value, CellValue::Empty))
        .filter(|(_, cell)| {
            let font = cell.style_index.and_then(|index| styles.font_for(index));
            font.is_some_and(|font| font.strike)
        })
        .map(|(sheet, cell)| format!("“{sheet}”{}", cell.reference))
        .collect();
    let named: Vec<&str> = struck.iter().take(NAMED).map(String::as_str).collect();
    let more = if struck.len() > NAMED { "等" } else { "" };
    (!struck.is_empty()).then(|| {
        let n = struck.len();
        Said::new(
            format!(
                "有 {n} 个单元格整格画了删除线（{}{more}），仍照常读了，请核对这些数字是否作废。",
                named.join("、")
            ),
            format!(
                "{n} cells are struck out as a whole ({}{}) and were read all the same; check whether these figures still count.",
                named.join(", "),
                if more.is_empty() { "" } else { ", …" }
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_written(texts: &str, expected: Option<&str>) {
        assert_eq!(written_out(texts).as_deref(), expected);
    }

    #[test]
    fn only_struck_runs_become_notes() {
        check_written(
            "<si><r><rPr><strike/></rPr><t>12</t></r><r><t>13</t></r></si><si><t>5</t></si>",
            Some(
                "<si><r><rPr><strike/></rPr><t>[删去：12]</t></r><r><t>13</t></r></si><si><t>5</t></si>",
            ),
        );
        check_written(
            "<si><r><rPr><strike val=\"0\"/></rPr><t>1</t></r></si>",
            None,
        );
    }
}
