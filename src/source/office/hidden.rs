//! What a workbook hides. The print does not show it, so the reviewer must know of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::RangeInclusive;

use office_oxide::core::opc::{OpcReader, PartName};
use office_oxide::ir::Section;
use office_oxide::xlsx::{Cell, CellValue, SheetState, Worksheet, XlsxDocument};

use crate::said::{Said, said};
use crate::source::office::markup::{attribute, name, tags};

/// The sections to be read: hidden sheets are left out, unless all are hidden. With a sentence for the reviewer.
pub(super) fn shown(sections: Vec<Section>) -> (Vec<Section>, Option<Said>) {
    if sections.iter().all(|section| section.hidden) {
        return (sections, None);
    }
    let (hidden, shown): (Vec<_>, Vec<_>) = sections.into_iter().partition(|s| s.hidden);
    let names: Vec<String> = hidden
        .iter()
        .filter(|section| !section.elements.is_empty())
        .map(|section| format!("“{}”", section.title.as_deref().unwrap_or("未命名")))
        .collect();
    let notice = (!names.is_empty()).then(|| {
        Said::new(
            format!(
                "隐藏的工作表{}没有读。其中如有报告的内容，请在 Excel 或 WPS 里取消隐藏后另存，再打开。",
                names.join("、")
            ),
            format!(
                "Hidden sheets were not read: {}. If part of the report is in them, show them in Excel or WPS and save the file.",
                names.join(", ")
            ),
        )
    });
    (shown, notice)
}

/// A sentence when sheets of `workbook` that are read hide rows or columns with something in them: these are read like
/// the others. `bytes` is the package it was read from.
pub(super) fn rows_and_columns(workbook: &XlsxDocument, bytes: &[u8]) -> Option<Said> {
    let mut package = OpcReader::new(Cursor::new(bytes)).ok()?;
    let parts = parts(workbook, &mut package)?;
    let is_shown = |sheet: &&Worksheet| sheet.state == SheetState::Visible;
    let reads_all = !workbook.worksheets.iter().any(|sheet| is_shown(&sheet));
    let n_sheets = workbook
        .worksheets
        .iter()
        .filter(|sheet| reads_all || is_shown(sheet))
        .filter(|sheet| {
            let part = parts.get(&sheet.name);
            let xml = part.and_then(|part| package.read_part(part).ok());
            xml.is_some_and(|xml| Hidden::read(&String::from_utf8_lossy(&xml)).hides(sheet))
        })
        .count();
    (n_sheets > 0).then(|| {
        said!(
            "有 {n_sheets} 张工作表隐藏了行或列，隐藏的内容也读了，打印件上没有。请在 Excel 或 WPS 里取消隐藏核对，或删去后另存，再打开。",
            "Sheets with hidden rows or columns: {n_sheets}. The hidden content was read as well, although it is not on the printed page. Show it in Excel or WPS and compare, or delete it, save the file and open it again."
        )
    })
}

/// The part of the package that each sheet is in, by the name of the sheet.
fn parts(
    workbook: &XlsxDocument,
    package: &mut OpcReader<Cursor<&[u8]>>,
) -> Option<BTreeMap<String, PartName>> {
    let main = PartName::new("/xl/workbook.xml").ok()?;
    let relations = package.read_rels_for(&main).ok();
    let sheets = workbook.workbook.sheets.iter().zip(1..);
    let parts = sheets.filter_map(|(sheet, number)| {
        let told = relations.as_ref();
        let told = told.and_then(|all| all.resolve_target(&sheet.rel_id, &main).ok());
        // A damaged package may not tell: the library then goes by the names programs give.
        let usual = || PartName::new(&format!("/xl/worksheets/sheet{number}.xml")).ok();
        Some((sheet.name.clone(), told.or_else(usual)?))
    });
    Some(parts.collect())
}

/// What the XML of a sheet says is hidden; rows and columns from 1.
#[derive(Debug, Default)]
struct Hidden {
    rows: BTreeSet<u32>,
    columns: Vec<RangeInclusive<u32>>,
}

impl Hidden {
    fn read(sheet: &str) -> Self {
        let mut hidden = Self::default();
        let mut row = 0_u32;
        for tag in tags(sheet) {
            let number = |name: &str| attribute(tag, name).and_then(|value| value.parse().ok());
            let is_hidden = matches!(attribute(tag, "hidden"), Some("1" | "true"));
            match name(tag) {
                "row" => {
                    // A row without a number follows the one before it.
                    row = number("r").unwrap_or_else(|| row.saturating_add(1));
                    if is_hidden {
                        hidden.rows.insert(row);
                    }
                }
                "col" if is_hidden => {
                    let range = number("min").zip(number("max"));
                    hidden.columns.extend(range.map(|(min, max)| min..=max));
                }
                _ => {}
            }
        }
        hidden
    }

    /// Whether a cell of `sheet` with something in it is hidden.
    fn hides(&self, sheet: &Worksheet) -> bool {
        let hides_column = |cell: &Cell| {
            let column = cell.reference.col.saturating_add(1);
            self.columns.iter().any(|range| range.contains(&column))
        };
        sheet.rows.iter().any(|row| {
            let is_hidden = self.rows.contains(&row.index);
            let mut filled = row.cells.iter().filter(|cell| !is_empty(&cell.value));
            filled.any(|cell| is_hidden || hides_column(cell))
        })
    }
}

fn is_empty(value: &CellValue) -> bool {
    match value {
        CellValue::Empty => true,
        CellValue::String(text) => text.trim().is_empty(),
        _ => false,
    }
}
