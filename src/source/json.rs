//! JSON of layout engines and of crawlers becomes blocks: a list of blocks with `type`, `text`, `table_body` (HTML) and
//! `page_idx`, pages with `markdown`, a page's text or HTML in one field, tables as lists of rows. Fields are read in the
//! order of the file; a file that breaks off is read as far as it goes.
//!
//! # Limitations
//! Boxes of blocks (`bbox`) are not kept.

use crate::source::blocks::{Block, RawCell, RawTable};
use crate::source::html::{self, Page};

/// Values inside values that are followed.
const DEPTH_LIMIT: usize = 128;

/// What to tell of a file that breaks off.
const NOTICE: [&str; 2] = [
    "文件没有完：JSON 在中途断开，后面的内容没有读到。请重新导出或下载，再打开。",
    "The file is not whole: its JSON breaks off, and what follows was not read. Export or download it again.",
];

/// What to tell of values deeper than [`DEPTH_LIMIT`].
const TOO_DEEP: [&str; 2] = [
    "JSON 的嵌套过深，从那里起的内容没有读到，请核对。",
    "The JSON is nested too deeply; from there on nothing was read.",
];

/// Fields that hold the same content in several forms: the first of them that holds something is read.
const BODIES: [&str; 10] = [
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

/// Fields that number the page.
const PAGES: [&str; 5] = ["page_idx", "page_index", "page_no", "page_number", "page"];

/// Fields that say nothing a report prints.
const SILENT: [&str; 22] = [
    "type",
    "sub_type",
    "category",
    "category_type",
    "label",
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
];

/// A value.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    /// A number, as printed.
    Number(String),
    List(Vec<Value>),
    Fields(Vec<(String, Value)>),
    /// `true`, `false`, `null`, and what is none of JSON.
    Nothing,
}

/// Whether a text begins like JSON with texts in it.
#[must_use]
pub fn is_json(head: &str) -> bool {
    let is_between = |c: char| c.is_whitespace() || c == '\u{feff}';
    let head = head.trim_start_matches(is_between);
    let first = head.trim_start_matches(|c: char| is_between(c) || c == '[');
    match (first.strip_prefix('{'), head.strip_prefix('[')) {
        (Some(fields), _) => fields.trim_start().starts_with('"') && fields.contains(':'),
        // A list that begins with words or numbers; `[[/][首页]]` and `[1]` are links and notes.
        (None, Some(_)) => {
            let number = first.trim_start_matches(|c: char| c.is_ascii_digit() || "-.".contains(c));
            let is_number = number.len() < first.len() && number.trim_start().starts_with(',');
            is_number && number.contains('"') || first.starts_with('"')
        }
        (None, None) => false,
    }
}

/// Whether JSON that begins with `head` has fields in which a document stands.
#[must_use]
pub fn holds_blocks(head: &str) -> bool {
    let has_field = |name: &&str| head.contains(&format!("\"{name}\""));
    is_json(head) && BODIES.iter().any(has_field)
}

/// Reads `text`.
#[must_use]
pub fn read(text: &str) -> Page {
    let mut parser = Parser {
        rest: text.trim_start_matches('\u{feff}'),
        is_cut: false,
        is_too_deep: false,
    };
    let mut writer = Writer::default();
    // One value, or one a line.
    while let Some(value) = parser.next_value() {
        writer.value("", &value);
    }
    let mut page = writer.page;
    if parser.is_cut {
        page.notices.push(NOTICE.into());
    }
    if parser.is_too_deep {
        page.notices.push(TOO_DEEP.into());
    }
    page
}

#[derive(Default)]
struct Writer {
    page: Page,
    /// The number of the page at hand.
    number: Option<String>,
}

impl Writer {
    fn value(&mut self, name: &str, value: &Value) {
        match value {
            Value::Text(text) => self.text(name, text),
            Value::List(values) => self.list(name, values),
            Value::Fields(fields) => self.fields(fields),
            Value::Number(_) | Value::Nothing => {}
        }
    }

    fn fields(&mut self, fields: &[(String, Value)]) {
        let field = |name: &str| fields.iter().find(|(other, _)| other == name);
        if let Some((_, Value::Number(number))) = PAGES.iter().find_map(|name| field(name)) {
            self.turn_to(number);
        }
        let body = BODIES
            .iter()
            .find(|name| field(name).is_some_and(|(_, value)| !is_empty(value)));
        for (name, value) in fields {
            let name = name.as_str();
            let is_body = BODIES.contains(&name);
            if !SILENT.contains(&name) && (!is_body || body == Some(&name)) {
                self.value(name, value);
            }
        }
    }

    fn turn_to(&mut self, number: &str) {
        if self.number.as_deref() != Some(number) {
            self.number = Some(number.to_owned());
            self.page.blocks.push(Block::NewPage);
        }
    }

    /// A list of rows is a table; any other list is read one by one.
    fn list(&mut self, name: &str, values: &[Value]) {
        match table(values) {
            Some(table) => self.page.blocks.extend(table.into_blocks()),
            None => values.iter().for_each(|value| self.value(name, value)),
        }
    }

    /// A text field; one that is no body counts only where it is in Chinese.
    fn text(&mut self, name: &str, text: &str) {
        let is_known = name.is_empty() || BODIES.contains(&name);
        if !is_known && !text.contains(is_chinese) {
            return;
        }
        let inner = html::read(text);
        self.page.blocks.push(Block::Gap);
        self.page.blocks.extend(inner.blocks);
        self.page.notices.extend(inner.notices);
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::List(values) => values.is_empty(),
        Value::Fields(fields) => fields.is_empty(),
        Value::Number(_) => false,
        Value::Nothing => true,
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// The table that a list of lists of single values is.
fn table(rows: &[Value]) -> Option<RawTable> {
    let row = |row: &Value| match row {
        Value::List(cells) => cells.iter().map(cell).collect::<Option<Vec<RawCell>>>(),
        _ => None,
    };
    let rows = rows.iter().map(row).collect::<Option<Vec<_>>>()?;
    // A box is a list of corners, without a word.
    let mut contents = rows.iter().flatten().flat_map(|cell| &cell.content);
    let has_words =
        contents.any(|block| matches!(block, Block::Line(line) if line.contains(is_chinese)));
    (rows.len() > 1 && has_words).then_some(RawTable { rows })
}

fn cell(value: &Value) -> Option<RawCell> {
    let text = match value {
        Value::Text(text) | Value::Number(text) => text.as_str(),
        Value::Nothing => "",
        Value::List(_) | Value::Fields(_) => return None,
    };
    Some(RawCell {
        content: vec![Block::Line(text.to_owned())],
        row_span: 1,
        column_span: 1,
    })
}

/// Takes values off the front of a text.
struct Parser<'a> {
    rest: &'a str,
    is_cut: bool,
    is_too_deep: bool,
}

impl Parser<'_> {
    /// The next value of the file; `None` at its end, and where something else stands.
    fn next_value(&mut self) -> Option<Value> {
        self.skip_space();
        let begins = self.rest.starts_with(['{', '[', '"']);
        begins.then(|| self.value(0))
    }

    fn value(&mut self, depth: usize) -> Value {
        if depth > DEPTH_LIMIT {
            self.is_too_deep = true;
            self.rest = "";
            return Value::Nothing;
        }
        self.skip_space();
        match self.rest.chars().next() {
            Some('"') => Value::Text(self.string()),
            Some('{') => self.fields(depth),
            Some('[') => self.list(depth),
            Some(_) => self.word(),
            None => {
                self.is_cut = true;
                Value::Nothing
            }
        }
    }

    fn list(&mut self, depth: usize) -> Value {
        let mut values = Vec::new();
        self.skip(1);
        while self.goes_on(']') {
            values.push(self.value(depth + 1));
        }
        Value::List(values)
    }

    fn fields(&mut self, depth: usize) -> Value {
        let mut fields = Vec::new();
        self.skip(1);
        while self.goes_on('}') {
            if !self.rest.starts_with('"') {
                // Nothing that JSON knows: the rest is not read.
                self.is_cut = true;
                self.rest = "";
                break;
            }
            let name = self.string();
            self.skip_space();
            self.rest = self.rest.strip_prefix(':').unwrap_or(self.rest);
            fields.push((name, self.value(depth + 1)));
        }
        Value::Fields(fields)
    }

    /// Whether another member stands before the end of a list or an object; its end is taken.
    fn goes_on(&mut self, end: char) -> bool {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some(behind) = self.rest.strip_prefix(end) {
            self.rest = behind;
            return false;
        }
        self.is_cut |= self.rest.is_empty();
        !self.rest.is_empty()
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn skip(&mut self, n_bytes: usize) {
        self.rest = self.rest.get(n_bytes..).unwrap_or("");
    }

    /// A number, or `true`, `false`, `null`; at least one character is taken.
    fn word(&mut self) -> Value {
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ':' | '"');
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let end = self.rest.get(first..).and_then(|rest| rest.find(is_end));
        let end = end.map_or(self.rest.len(), |end| end + first);
        let word = self.rest.get(..end).unwrap_or("");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let value = if is_number {
            Value::Number(word.to_owned())
        } else {
            Value::Nothing
        };
        self.skip(end);
        value
    }

    fn string(&mut self) -> String {
        let mut text = String::new();
        let mut wide: Vec<u16> = Vec::new();
        self.skip(1);
        loop {
            let Some(c) = self.rest.chars().next() else {
                self.is_cut = true;
                break;
            };
            self.skip(c.len_utf8());
            if c == '\\' {
                match self.escape() {
                    Escape::Unit(unit) => wide.push(unit),
                    Escape::Character(c) => {
                        flush(&mut wide, &mut text);
                        text.push(c);
                    }
                }
            } else {
                flush(&mut wide, &mut text);
                if c == '"' {
                    break;
                }
                text.push(c);
            }
        }
        flush(&mut wide, &mut text);
        text
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Escape {
        let Some(c) = self.rest.chars().next() else {
            self.is_cut = true;
            return Escape::Character(' ');
        };
        self.skip(c.len_utf8());
        if c == 'u' {
            let digits = self.rest.get(..4).unwrap_or("");
            if let Ok(unit) = u16::from_str_radix(digits, 16) {
                self.skip(4);
                return Escape::Unit(unit);
            }
        }
        Escape::Character(match c {
            'n' => '\n',
            't' => '\t',
            'r' | 'b' | 'f' => ' ',
            other => other,
        })
    }
}

/// What an escape stands for.
enum Escape {
    Character(char),
    /// Half or whole of a character, in UTF-16.
    Unit(u16),
}

fn flush(wide: &mut Vec<u16>, text: &mut String) {
    text.push_str(&String::from_utf16_lossy(wide));
    wide.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::writing;

    #[track_caller]
    fn check_written(json: &str, expected: &str, n_notices: usize) {
        let page = read(json);
        let (written, _) = writing::write(&page.blocks);
        assert_eq!(written.text, expected, "{json}");
        assert_eq!(page.notices.len(), n_notices, "{:?}", page.notices);
    }

    #[test]
    fn blocks_pages_fields_and_rows_become_text() {
        check_written(
            r#"[{"type":"text","text":"一、总体情况","text_level":1,"bbox":[1,2,3,4],"page_idx":0},
               {"type":"table","table_caption":["表二"],"table_body":"<table><tr><td>规章</td><td>3</td></tr><tr><td>其他</td><td></td></tr></table>","page_idx":1}]"#,
            "一、总体情况\n\n表二\n\n规章\t3\n其他\t\n",
            0,
        );
        check_written(
            r#"{"pages":[{"index":0,"markdown":"\u4e00、总体\n| 规章 | 3 |"}]}"#,
            "一、总体\n| 规章 | 3 |\n",
            0,
        );
        check_written(
            r#"{"title":"年报","url":"http://x/政","content":"<p>正文</p>","text":"正文","tables":[[["规章",3],["其他",null]]]}"#,
            "年报\n\n正文\n\n规章\t3\n其他\t\n",
            0,
        );
    }

    #[test]
    fn what_breaks_off_is_read_as_far_as_it_goes() {
        for json in [
            r#"[{"type":"text","text":"一、总体情况"},{"type":"text","text":"全年"#,
            r#"[{"type":"text","text":"一、总体情况"},{"type":"text","text":"全年"},"#,
            r#"[{"type":"text","text":"一、总体情况\n全年","page_idx":"#,
        ] {
            let page = read(json);
            let (written, _) = writing::write(&page.blocks);
            let lines: Vec<&str> = written
                .text
                .lines()
                .filter(|line| !line.is_empty())
                .collect();
            assert_eq!(lines, ["一、总体情况", "全年"], "{json}");
            assert_eq!(page.notices, [crate::said::Said::from(NOTICE)]);
        }
        let deep = "[".repeat(100_000);
        assert!(!read(&deep).notices.is_empty());
    }

    #[test]
    fn json_is_told_from_text() {
        assert!(is_json(" [\n{\"type\": \"text\"}"));
        assert!(is_json("{\"a\":1}"));
        assert!(!is_json("[附件1]"));
        assert!(!is_json("{一} 总体情况"));
    }
}
