//! JSON of layout engines and of crawlers becomes blocks: a list of blocks with `type`, `text`, `table_body` (HTML) and
//! `page_idx`, pages with `markdown`, a page's text or HTML in one field; tables as rows, as records, or as cells that tell
//! where they stand ([`tables`]); words with boxes ([`boxed`]); documents that point to their parts ([`refs`]). Fields are
//! read in the order of the file; a file that breaks off is read as far as it goes.
//!
//! The same names mean the same everywhere: a field that once holds a text in Chinese holds one elsewhere as well. What two
//! fields of an object say in two forms is read once.
//!
//! # Limitations
//! Boxes of blocks (`bbox`) are not kept. Of an object with a list of words and a list of their boxes nothing else is read.

mod boxed;
pub mod lists;
mod refs;
mod tables;
mod texts;
mod value;
mod woven;

use crate::said::Said;
use crate::source::blocks::Block;
use crate::source::html::{self, Page};
use crate::source::json::texts::{BODIES, SILENT, Texts, is_chinese};
use crate::source::json::value::{Parser, QUOTES, Value};

/// What to tell of a file that breaks off.
const NOTICE: [&str; 2] = [
    "文件不完整：JSON 在中途断开，后面的内容没有读到。请重新导出或下载，再打开。",
    "The file is incomplete: its JSON breaks off, and the rest was not read. Export or download it again, then open it.",
];

/// What to tell of values too deep in others.
const TOO_DEEP: [&str; 2] = [
    "JSON 的嵌套过深，从那里起的内容没有读到，请核对。",
    "The JSON is nested too deeply; from there on nothing was read.",
];

/// The field that lists the characters of a line.
const CHARACTERS: &str = "chars";

/// Fields that number the page.
const PAGES: [&str; 5] = ["page_idx", "page_index", "page_no", "page_number", "page"];

/// Whether a text begins like JSON with texts in it.
#[must_use]
pub fn is_json(head: &str) -> bool {
    let is_between = |c: char| c.is_whitespace() || c == '\u{feff}';
    let head = head.trim_start_matches(is_between);
    let first = head.trim_start_matches(|c: char| is_between(c) || c == '[');
    match (first.strip_prefix('{'), head.strip_prefix('[')) {
        (Some(fields), _) => fields.trim_start().starts_with(QUOTES) && fields.contains(':'),
        // A list that begins with words or numbers; `[[/][首页]]` and `[1]` are links and notes.
        (None, Some(_)) => {
            let number = first.trim_start_matches(|c: char| c.is_ascii_digit() || "-.".contains(c));
            let is_number = number.len() < first.len() && number.trim_start().starts_with(',');
            is_number && number.contains(QUOTES) || first.starts_with(QUOTES)
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
    let mut parser = Parser::new(text);
    // One value, or one a line.
    let mut values: Vec<Value> = std::iter::from_fn(|| parser.next_value()).collect();
    let document = match values.pop() {
        Some(only) if values.is_empty() => refs::in_order(only),
        last => Value::List(values.into_iter().chain(last).collect()),
    };
    let mut writer = Writer::default();
    writer.texts.learn("", &document);
    let mut blocks = writer.value("", &document);
    // What stands behind the last value is text.
    blocks.extend(html::read(parser.rest).blocks);
    let mut notices = writer.notices;
    if parser.is_cut {
        notices.push(NOTICE.into());
    }
    if parser.is_too_deep {
        notices.push(TOO_DEEP.into());
    }
    Page { blocks, notices }
}

#[derive(Default)]
struct Writer {
    texts: Texts,
    notices: Vec<Said>,
    /// The number of the page at hand.
    number: Option<String>,
}

impl Writer {
    fn value(&mut self, name: &str, value: &Value) -> Vec<Block> {
        match value {
            Value::Text(text) => self.text(name, text),
            Value::List(values) => self.list(name, values),
            Value::Fields(fields) => match tables::table_of_rows(fields) {
                Some(table) => titled(name, table),
                None => self.fields(fields),
            },
            Value::Number(_) | Value::Nothing => Vec::new(),
        }
    }

    fn fields(&mut self, fields: &[(String, Value)]) -> Vec<Block> {
        let field = |name: &str| value::field(fields, name);
        let mut blocks = Vec::new();
        if let Some(Value::Number(number)) = PAGES.iter().find_map(|name| field(name)) {
            blocks.extend(self.turn_to(number));
        }
        let body = BODIES
            .iter()
            .find(|name| field(name).is_some_and(|value| !value.is_empty()));
        let whole = tables::table_of_columns(fields);
        let whole = whole.or_else(|| tables::table_below_heads(fields));
        if let Some(whole) = whole.or_else(|| boxed::parallel_lines(fields, &self.texts)) {
            blocks.extend(whole);
            return blocks;
        }
        let mut forms = Vec::new();
        for (name, value) in fields {
            let name = name.as_str();
            let is_body = BODIES.contains(&name);
            if !SILENT.contains(&name) && (!is_body || body == Some(&name)) {
                forms.push(self.value(name, value));
            }
        }
        blocks.extend(woven::woven(forms));
        blocks
    }

    fn turn_to(&mut self, number: &str) -> Option<Block> {
        let is_new = self.number.as_deref() != Some(number);
        is_new.then(|| {
            self.number = Some(number.to_owned());
            Block::NewPage
        })
    }

    /// A list that is a table or a page of words; any other is read one by one.
    fn list(&mut self, name: &str, values: &[Value]) -> Vec<Block> {
        if name == CHARACTERS {
            let characters = values
                .iter()
                .filter_map(|value| self.texts.of_character(value));
            return vec![Block::Line(characters.collect())];
        }
        let whole = boxed::lines(values, &self.texts);
        let table = || Some(titled(name, tables::table(values, &self.texts)?));
        let whole = whole.or_else(table);
        whole.unwrap_or_else(|| {
            let values = values.iter().map(|value| self.value(name, value));
            values.flatten().collect()
        })
    }

    /// A text field; one that never is in Chinese, and no body, says nothing.
    fn text(&mut self, name: &str, text: &str) -> Vec<Block> {
        if !self.texts.is_printed(name) || text.trim().is_empty() {
            return Vec::new();
        }
        let inner = html::read(text);
        self.notices.extend(inner.notices);
        let mut blocks = vec![Block::Gap];
        blocks.extend(inner.blocks);
        blocks
    }
}

/// A table behind the name of its field, where that is in Chinese: it is the heading of what stands in it.
fn titled(name: &str, table: Vec<Block>) -> Vec<Block> {
    let title = name
        .contains(is_chinese)
        .then(|| Block::Line(name.to_owned()));
    title.into_iter().chain(table).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::writing;

    #[test]
    fn objects_by_the_names_of_rows_and_records_in_parts_are_tables() {
        check_written(
            r#"{"四、行政复议":{"行政复议":{"结果维持":"3","总计":5},"复议后起诉":{"结果维持":"1","总计":1}}}"#,
            "四、行政复议\n\n\t结果维持\t总计\n行政复议\t3\t5\n复议后起诉\t1\t1\n",
            0,
        );
        check_written(
            r#"{"申请":{"（一）予以公开":{"自然人":"8","总计":"8"},"（三）不予公开":{"1.属于国家秘密":{"自然人":"","总计":"0"}}}}"#,
            "申请\n\n\t\t自然人\t总计\n\t（一）予以公开\t8\t8\n（三）不予公开\t1.属于国家秘密\t\t0\n",
            0,
        );
        check_written(
            r#"{"columns":["项目","总计","自然人"],"index":[0,1],"data":[["予以公开",9,"8"],["总计",9,null]]}"#,
            "项目\t总计\t自然人\n予以公开\t9\t8\n总计\t9\t\n",
            0,
        );
        check_written(
            r#"{"主动公开":[{"信息内容":"规章","制发":"0","废止":"1"},{"信息内容":"行政许可","决定":"7"}]}"#,
            "主动公开\n\n信息内容\t制发\t废止\n规章\t0\t1\n信息内容\t决定\t\n行政许可\t7\t\n",
            0,
        );
    }

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
    fn places_beyond_all_numbers_break_nothing() {
        let cell = format!(
            r#"{{"text":"规章","rows":[{},{}],"columns":[0]}}"#,
            i64::MIN,
            i64::MAX
        );
        check_written(&format!("[{cell},{cell}]"), "规章\n\n规章\n", 0);
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
