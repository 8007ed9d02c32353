//! What fields of a Word document print, in the XML of its body: page numbers and numbers of notes may stand right beside
//! a figure, and are none of it.

use std::borrow::Cow;

use crate::source::marks::Print;
use crate::source::office::markup::{attribute, name, tags_and_text};

/// Fields whose result is no part of what is reported, and how it is written.
const FIELDS: [(&str, Print); 5] = [
    ("PAGE", Print::Page),
    ("NUMPAGES", Print::Page),
    ("SECTIONPAGES", Print::Page),
    ("NOTEREF", Print::Raised),
    ("FTNREF", Print::Raised),
];

/// A field that was begun.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether what follows is what it prints.
    has_result: bool,
    /// Whether one tag opened it, so that one tag ends it.
    is_simple: bool,
}

impl Field {
    fn print(&self) -> Option<Print> {
        let word = self.instruction.split_whitespace().next()?;
        let known = FIELDS
            .iter()
            .find(|(name, _)| word.eq_ignore_ascii_case(name));
        known.map(|(_, print)| *print).filter(|_| self.has_result)
    }
}

/// The body with the results of such fields written as notes; `None` when it has none.
#[must_use]
pub(super) fn written_out(body: &str) -> Option<String> {
    let (mut out, mut open) = (String::new(), Vec::<Field>::new());
    let (mut in_text, mut in_instruction, mut has_changed) = (false, false, false);
    for (text, tag) in tags_and_text(body) {
        if in_instruction && let Some(field) = open.last_mut() {
            field.instruction.push_str(text);
        }
        let print = open.iter().find_map(Field::print).filter(|_| in_text);
        let written = match print {
            Some(print) => Cow::Owned(print.of(text)),
            None => Cow::Borrowed(text),
        };
        has_changed |= written != text;
        out.push_str(&written);
        out.push_str(tag);
        let is_whole = tag.ends_with("/>");
        match name(tag) {
            "w:t" if !is_whole => in_text = true,
            "/w:t" => in_text = false,
            "w:instrText" if !is_whole => in_instruction = true,
            "/w:instrText" => in_instruction = false,
            "w:fldSimple" if !is_whole => open.push(Field {
                instruction: attribute(tag, "w:instr").unwrap_or_default().to_owned(),
                has_result: true,
                is_simple: true,
            }),
            "/w:fldSimple" if open.last().is_some_and(|field| field.is_simple) => {
                open.pop();
            }
            "w:fldChar" => turn(&mut open, tag),
            _ => {}
        }
    }
    has_changed.then_some(out)
}

/// A complex field begins, comes to its result, or ends.
fn turn(open: &mut Vec<Field>, tag: &str) {
    match attribute(tag, "w:fldCharType") {
        Some("begin") => open.push(Field::default()),
        Some("separate") => {
            if let Some(field) = open.last_mut() {
                field.has_result = true;
            }
        }
        Some("end") => {
            open.pop();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_written(body: &str, expected: Option<&str>) {
        assert_eq!(written_out(body).as_deref(), expected);
    }

    #[test]
    fn page_numbers_are_notes_and_other_results_are_not() {
        check_written(
            r#"<w:t>12</w:t><w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple><w:t>4</w:t>"#,
            Some(
                r#"<w:t>12</w:t><w:fldSimple w:instr=" PAGE "><w:r><w:t>[页码：3]</w:t></w:r></w:fldSimple><w:t>4</w:t>"#,
            ),
        );
        let field = |instruction: &str, result: &str| {
            format!(
                r#"<w:fldChar w:fldCharType="begin"/><w:instrText>{instruction}</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>{result}</w:t><w:fldChar w:fldCharType="end"/><w:t>4</w:t>"#
            )
        };
        check_written(
            &field(" NUMPAGES \\* MERGEFORMAT", "3"),
            Some(&field(" NUMPAGES \\* MERGEFORMAT", "[页码：3]")),
        );
        check_written(&field("=SUM(ABOVE)", "33"), None);
        check_written("<w:t>1</w:t><w:fldChar", None);
    }
}
