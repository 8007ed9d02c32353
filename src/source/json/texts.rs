//! Which fields hold what is printed.

use std::collections::BTreeSet;

use crate::source::json::value::Value;

/// Fields that hold the same content in several forms: the first of them that holds something is read.
pub(super) const BODIES: [&str; 10] = [
    "table_body",
    "table_html",
    "html",
    "markdown",
    "md_content",
    "md",
    "content",
    "body",
    "article",
    "text",
];

/// Fields that hold a text and nothing else, besides those that hold one in Chinese anywhere in the file.
const TEXTS: [&str; 8] = [
    "words",
    "word",
    "value",
    "cell_text",
    "str",
    "transcription",
    "rec_text",
    "detectedtext",
];

/// Fields that say nothing a report prints.
pub(super) const SILENT: [&str; 26] = [
    "type",
    "sub_type",
    "category",
    "category_type",
    "block_label",
    "block_type",
    "label",
    "kind",
    "class",
    "bbox",
    "poly",
    "box",
    "img_path",
    "image",
    "image_path",
    "img",
    "base64",
    "url",
    "href",
    "link",
    "source_url",
    "id",
    "format",
    "text_format",
    "model",
    "parent",
];

/// What is known of the fields of a file.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Names of fields that hold a text in Chinese somewhere.
    in_chinese: BTreeSet<String>,
}

impl Texts {
    /// Learns from `value` which of its fields hold what is printed: a field that is in Chinese once holds numbers of the
    /// report elsewhere.
    pub(super) fn learn(&mut self, name: &str, value: &Value) {
        match value {
            Value::Text(text) => {
                if text.contains(is_chinese) && !self.in_chinese.contains(name) {
                    self.in_chinese.insert(name.to_owned());
                }
            }
            Value::List(members) => members.iter().for_each(|member| self.learn(name, member)),
            Value::Fields(fields) => {
                for (name, value) in fields {
                    self.learn(name, value);
                }
            }
            Value::Number(_) | Value::Nothing => {}
        }
    }

    /// Whether what such a field holds is printed.
    pub(super) fn is_printed(&self, name: &str) -> bool {
        name.is_empty() || is_body(name) || is_text(name) || self.in_chinese.contains(name)
    }

    /// The text of a cell: that of its body, or of all fields that are printed. `None` where it has no such field, or
    /// where lists of more stand in it.
    pub(super) fn of_cell(&self, fields: &[(String, Value)]) -> Option<String> {
        self.of_fields(fields.iter())
    }

    /// As [`Self::of_cell`], of some of its fields.
    pub(super) fn of_fields<'a>(
        &self,
        fields: impl Iterator<Item = &'a (String, Value)> + Clone,
    ) -> Option<String> {
        let field = |is: fn(&str) -> bool| {
            let mut fields = fields.clone().filter(|(name, _)| is(name));
            fields.find(|(_, value)| !value.is_empty())
        };
        let found = field(is_body).or_else(|| field(is_text));
        if let Some((_, value)) = found {
            return self.printed(value);
        }
        let mut parts = Vec::new();
        let mut has_field = false;
        for (name, value) in fields {
            let is_known = is_body(name) || is_text(name);
            let is_own = self.in_chinese.contains(name) && !SILENT.contains(&name.as_str());
            if is_known || is_own {
                has_field = true;
                parts.push(self.printed(value)?);
            } else if let Value::Fields(inner) = value {
                parts.extend(self.of_cell(inner));
            } else if value
                .members()
                .iter()
                .any(|member| !member.fields().is_empty())
            {
                parts.extend(self.printed(value));
            }
        }
        parts.retain(|part| !part.is_empty());
        (has_field || !parts.is_empty()).then(|| parts.join(" "))
    }

    /// The character of an object that stands for one.
    pub(super) fn of_character<'a>(&self, value: &'a Value) -> Option<&'a str> {
        let mut texts = value
            .fields()
            .iter()
            .filter_map(|(name, value)| match value {
                Value::Text(text) if self.is_printed(name) => Some(text.as_str()),
                _ => None,
            });
        texts.next()
    }

    /// All that is printed in a value, in one line.
    fn printed(&self, value: &Value) -> Option<String> {
        match value {
            Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
            Value::Nothing => Some(String::new()),
            Value::Fields(fields) => self.of_cell(fields),
            Value::List(members) => {
                let members = members.iter().map(|member| self.printed(member));
                Some(members.collect::<Option<Vec<_>>>()?.join(" "))
            }
        }
    }
}

fn is_body(name: &str) -> bool {
    BODIES.iter().any(|body| name.eq_ignore_ascii_case(body))
}

fn is_text(name: &str) -> bool {
    TEXTS.iter().any(|text| name.eq_ignore_ascii_case(text))
}

pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}
