//! What the Office reader could not read, said in the reviewer's words.

use office_oxide::options::{Damage, DamageKind};

/// Losses that are named one by one; further ones are counted.
const NAMED: usize = 5;

/// What the library says of a document of which it named a loss already, or of which it can name none.
const UNSPECIFIED: &str = "the text is incomplete";

/// Sentences for what is missing from a document, or may have changed in it.
#[must_use]
pub(super) fn notices(damage: &[Damage]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for sentence in damage.iter().filter_map(sentence) {
        if !named.contains(&sentence) {
            named.push(sentence);
        }
    }
    let is_lost = damage.iter().any(Damage::is_loss);
    if is_lost && named.is_empty() {
        named.push("文件已损坏，有一部分没有读到。请重新下载，或与原件逐格核对。".to_owned());
    }
    let n_more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    if n_more > 0 {
        named.push(format!("还有 {n_more} 处没有读到。"));
    }
    named
}

fn sentence(damage: &Damage) -> Option<String> {
    if damage.kind == DamageKind::Recovered {
        // Each part of the package carries a checksum: the only sign of a digit that became another.
        return damage.detail.contains("CRC").then(|| {
            format!(
                "{}与保存时的校验值不符：内容在传送或保存中变了，读出的文字和数字可能不是原来的。请重新下载，或与原件逐格核对。",
                place(damage)
            )
        });
    }
    (damage.detail != UNSPECIFIED).then(|| {
        format!(
            "{}已损坏，损坏处以后的内容没有读到。请重新下载，或与原件逐格核对。",
            place(damage)
        )
    })
}

/// What the reviewer calls the damaged part. The library names the parts of the package in its own ways.
fn place(damage: &Damage) -> String {
    let told = damage.part.as_deref().unwrap_or(&damage.detail);
    let holds = |name: &str| told.contains(name);
    let sheet = damage.detail.strip_prefix("sheet \"");
    if let Some((name, _)) = sheet.and_then(|rest| rest.split_once('"')) {
        return format!("工作表“{name}”");
    }
    if holds("word/document") {
        return "正文".to_owned();
    }
    if holds("sharedStrings") {
        return "表格里的文字".to_owned();
    }
    if holds("/worksheets/") {
        return "一张工作表".to_owned();
    }
    match &damage.part {
        Some(name) if !name.contains('/') => format!("工作表“{name}”"),
        _ => "文件的一部分".to_owned(),
    }
}
