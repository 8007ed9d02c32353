//! Schema 1 as RON text for people: one cell, finding or step a line, and the report's text as it stands.
//!
//! The result is plain RON. The fields are laid out here because the `ron` crate can print all strings escaped or none:
//! the text is to be readable, everything else is to stay on its line.

use std::collections::BTreeMap;

use ron::ser::PrettyConfig;
use serde::Serialize;

use crate::dataset::v1::FileV1;
use crate::source::hash::sha256_hex;

/// The text of `file`.
///
/// # Errors
/// When the `ron` crate cannot print a value, which none of our types gives a reason for.
pub fn render(file: &FileV1) -> ron::Result<String> {
    let mut out = Writer {
        text: "(\n".to_owned(),
        indent: "    ",
    };
    out.field("schema", &file.schema)?;
    out.field("gouji", &file.gouji)?;
    out.field("reader", &file.reader)?;
    out.field("office", &file.office)?;
    out.field("year", &file.year)?;
    out.field("period", &file.period)?;
    out.field("sign_off", &file.sign_off)?;
    out.field("tables", &file.tables)?;
    out.field("editions", &file.editions)?;
    out.map("evidence", &file.evidence)?;
    out.map("rows", &file.rows)?;
    if !file.inferred_rows.is_empty() {
        out.map("inferred_rows", &file.inferred_rows)?;
    }
    if !file.unaligned.is_empty() {
        out.field("unaligned", &file.unaligned)?;
    }
    if !file.assumed_editions.is_empty() {
        out.field("assumed_editions", &file.assumed_editions)?;
    }
    out.map("cells", &file.cells)?;
    out.map("findings", &file.findings)?;
    out.list("journal", &file.journal)?;
    out.field("heading", &file.heading)?;
    out.map("coverage", &file.coverage)?;
    out.list("leftovers", &file.leftovers)?;
    out.list("labels", &file.labels)?;
    out.list("notices", &file.notices)?;
    if !file.english.is_empty() {
        out.map("english", &file.english)?;
    }
    out.text.push_str("    report: (\n");
    out.indent = "        ";
    let report = &file.report;
    out.field("name", &report.name)?;
    out.field("sha256", &report.sha256)?;
    out.field("format", &report.format)?;
    out.field("encoding", &report.encoding)?;
    out.field("notices", &report.notices)?;
    out.field("pages", &report.pages)?;
    if !report.recognised.is_empty() {
        out.field("recognised", &report.recognised)?;
    }
    if !report.seen.is_empty() {
        out.list("seen", &report.seen)?;
    }
    if !report.columns_inferred.is_empty() {
        out.field("columns_inferred", &report.columns_inferred)?;
    }
    out.list("grids", &report.grids)?;
    out.raw("text", &report.text)?;
    out.text.push_str("    ),\n");
    let end = end(&sha256_hex(out.text.as_bytes()));
    out.text.push_str(&end);
    Ok(out.text)
}

/// Whether `bytes` are what was rendered; `checksum` is the one that stands in them.
#[must_use]
pub fn is_as_rendered(bytes: &[u8], checksum: &str) -> bool {
    let body = bytes.strip_suffix(end(checksum).as_bytes());
    body.is_some_and(|body| sha256_hex(body) == checksum)
}

/// The last lines.
fn end(checksum: &str) -> String {
    format!("    checksum: \"{checksum}\",\n)\n")
}

/// One value on one line.
///
/// # Errors
/// As [`render`].
pub fn one_line<T: Serialize>(value: &T) -> ron::Result<String> {
    let config = PrettyConfig::new()
        .new_line("\n")
        .compact_arrays(true)
        .compact_maps(true)
        .compact_structs(true);
    ron::ser::to_string_pretty(value, config)
}

struct Writer {
    text: String,
    indent: &'static str,
}

impl Writer {
    fn line(&mut self, content: &str) {
        self.text.push_str(self.indent);
        self.text.push_str(content);
        self.text.push('\n');
    }

    fn field<T: Serialize>(&mut self, name: &str, value: &T) -> ron::Result<()> {
        self.line(&format!("{name}: {},", one_line(value)?));
        Ok(())
    }

    fn map<T: Serialize>(&mut self, name: &str, map: &BTreeMap<String, T>) -> ron::Result<()> {
        self.line(&format!("{name}: {{"));
        for (key, value) in map {
            self.line(&format!("    {}: {},", one_line(key)?, one_line(value)?));
        }
        self.line("},");
        Ok(())
    }

    fn list<T: Serialize>(&mut self, name: &str, items: &[T]) -> ron::Result<()> {
        self.line(&format!("{name}: ["));
        for item in items {
            self.line(&format!("    {},", one_line(item)?));
        }
        self.line("],");
        Ok(())
    }

    /// A raw string, unless the text has characters that an editor would hide or change on saving.
    fn raw(&mut self, name: &str, text: &str) -> ron::Result<()> {
        let hidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || c == '\u{feff}';
        if text.contains(hidden) {
            return self.field(name, &text);
        }
        let fence = "#".repeat(longest_fence(text) + 1);
        self.line(&format!("{name}: r{fence}\"{text}\"{fence},"));
        Ok(())
    }
}

/// The longest run of `#` that follows a quotation mark.
fn longest_fence(text: &str) -> usize {
    let runs = text.split('"').skip(1);
    runs.map(|rest| rest.len() - rest.trim_start_matches('#').len())
        .max()
        .unwrap_or(0)
}
