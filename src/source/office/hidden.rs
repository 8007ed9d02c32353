//! What a workbook hides. The print does not show it, so the reviewer must know of it.

use std::io::Cursor;

use office_oxide::core::opc::OpcReader;
use office_oxide::ir::Section;

use crate::source::office::markup::{attribute, name, tags};

/// The sections to be read: hidden sheets are left out, unless all are hidden. With a sentence for the reviewer.
pub(super) fn shown(sections: Vec<Section>) -> (Vec<Section>, Option<String>) {
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
        format!(
            "隐藏的工作表{}没有读。其中如有报告的内容，请在 Excel 或 WPS 里取消隐藏后另存，再打开。",
            names.join("、")
        )
    });
    (shown, notice)
}

/// A sentence when sheets of the package `bytes` hide rows or columns: these are read like the others.
pub(super) fn rows_and_columns(bytes: &[u8]) -> Option<String> {
    let mut package = OpcReader::new(Cursor::new(bytes)).ok()?;
    let sheets = package.part_names().into_iter();
    let n_sheets = sheets
        .filter(|part| part.as_str().starts_with("/xl/worksheets/"))
        .filter_map(|part| package.read_part(&part).ok())
        .filter(|sheet| hides(&String::from_utf8_lossy(sheet)))
        .count();
    (n_sheets > 0).then(|| {
        format!(
            "有 {n_sheets} 张工作表隐藏了行或列，隐藏的内容也读了，打印件上没有。请在 Excel 或 WPS 里取消隐藏核对，或删去后另存，再打开。"
        )
    })
}

fn hides(sheet: &str) -> bool {
    tags(sheet)
        .filter(|tag| ["row", "col"].contains(&name(tag)))
        .any(|tag| matches!(attribute(tag, "hidden"), Some("1" | "true")))
}
