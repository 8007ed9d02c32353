//! What the Office reader could not read, said in the reviewer's words.

use crate::said::{Said, said};
use office_oxide::options::{Damage, DamageKind};

/// Losses that are named one by one; further ones are counted.
const NAMED: usize = 5;

/// What the library says of a document of which it named a loss already, or of which it can name none.
const UNSPECIFIED: &str = "the text is incomplete";

/// Sentences for what is missing from a document, or may have changed in it.
#[must_use]
pub(super) fn notices(damage: &[Damage]) -> Vec<Said> {
    let mut named: Vec<Said> = Vec::new();
    for sentence in damage.iter().filter_map(sentence) {
        if !named.contains(&sentence) {
            named.push(sentence);
        }
    }
    let is_lost = damage.iter().any(Damage::is_loss);
    if is_lost && named.is_empty() {
        named.push(Said::new(
            "文件已损坏，有一部分没有读到。请重新下载，或与原件逐格核对。",
            "The file is damaged, part of it was not read. Download it again, or compare cell by cell with the original.",
        ));
    }
    let n_more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    if n_more > 0 {
        named.push(said!(
            "还有 {n_more} 处没有读到。",
            "{n_more} more places were not read."
        ));
    }
    named
}

fn sentence(damage: &Damage) -> Option<Said> {
    let Said { chinese, english } = place(damage);
    if damage.kind == DamageKind::Recovered {
        // Each part of the package carries a checksum: the only sign of a digit that became another.
        return damage.detail.contains("CRC").then(|| {
            Said::new(
                format!(
                    "{chinese}与保存时的校验值不符：内容在传送或保存中变了，读出的文字和数字可能不是原来的。请重新下载，或与原件逐格核对。"
                ),
                format!(
                    "The checksum of {english} does not match: the content changed in transfer or storage, and text and figures may not be the original ones. Download the file again, or compare cell by cell with the original."
                ),
            )
        });
    }
    (damage.detail != UNSPECIFIED).then(|| {
        Said::new(
            format!(
                "{chinese}已损坏，损坏处以后的内容没有读到。请重新下载，或与原件逐格核对。"
            ),
            format!(
                "Damaged: {english}. What follows the damage was not read. Download the file again, or compare cell by cell with the original."
            ),
        )
    })
}

/// What the reviewer calls the damaged part. The library names the parts of the package in its own ways.
fn place(damage: &Damage) -> Said {
    let told = damage.part.as_deref().unwrap_or(&damage.detail);
    let holds = |name: &str| told.contains(name);
    let sheet_named = |name: &str| said!("工作表“{name}”", "the sheet “{name}”");
    let sheet = damage.detail.strip_prefix("sheet \"");
    if let Some((name, _)) = sheet.and_then(|rest| rest.split_once('"')) {
        return sheet_named(name);
    }
    if holds("word/document") {
        return Said::new("正文", "the body of the document");
    }
    if holds("sharedStrings") {
        return Said::new("表格里的文字", "the words of the tables");
    }
    if holds("/worksheets/") {
        return Said::new("一张工作表", "a sheet");
    }
    match &damage.part {
        Some(name) if !name.contains('/') => sheet_named(name),
        _ => Said::new("文件的一部分", "a part of the file"),
    }
}
