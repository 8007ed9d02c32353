//! Rows of separated values inside a text, as programs write that put the tables of a page between its paragraphs:
//! `行政许可,31,,`. A text has commas too; a row is known by the rows around it. Where marks of Chinese sentences part the
//! values, 自然人；12；3, a row is its numbers, and what stands before them its label.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::read::pieces::words;
use crate::read::token;
use crate::source::Span;

/// Most characters of a field.
const FIELD_MOST: usize = 90;
/// Rows with as many fields each that make a table.
const ROWS_LEAST: usize = 2;
/// Most other lines between two rows of a table: a page ends there.
const LINES_BETWEEN: usize = 6;
/// Lines that one record may run over: a label broken within quotes.
const LINES_MOST: usize = 8;

/// A record: the lines it stands on, and its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Lines of the text, from 0.
    pub lines: Range<usize>,
    /// What stands between the commas, without quotes.
    pub fields: Vec<Span>,
}

/// The records among the `lines` of `text`, in text order.
pub(super) fn records(text: &str, lines: &[Span]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let found = record(text, lines, at);
        at = found.as_ref().map_or(at + 1, |record| record.lines.end);
        records.extend(found);
    }
    let mut kept = Vec::new();
    let is_near = |one: &Record, next: &Record| next.lines.start <= one.lines.end + LINES_BETWEEN;
    for run in records.chunk_by(is_near) {
        if is_table(text, run) {
            kept.extend_from_slice(run);
        }
    }
    kept
}

/// Whether the records are those of a table: several have as many fields, and one of them has an empty field, or a number
/// beside something else.
fn is_table(text: &str, run: &[Record]) -> bool {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in run {
        *widths.entry(record.fields.len()).or_default() += 1;
    }
    let is_number = |field: &Span| {
        let content = field.of(text);
        !content.is_empty() && content.bytes().all(|b| b.is_ascii_digit())
    };
    let is_row = |record: &Record| {
        let n_numbers = record
            .fields
            .iter()
            .filter(|field| is_number(field))
            .count();
        let has_empty = record.fields.iter().any(|field| field.is_empty());
        has_empty || (n_numbers > 0 && n_numbers < record.fields.len()) || n_numbers > 4
    };
    widths.values().any(|n| *n >= ROWS_LEAST) && run.iter().any(is_row)
}

/// The record that begins on line `first`, if it is one.
fn record(text: &str, lines: &[Span], first: usize) -> Option<Record> {
    let start = lines.get(first)?;
    if let Some(fields) = MARKS
        .iter()
        .find_map(|mark| fields_behind(text, *start, *mark))
    {
        return Some(Record {
            lines: first..first + 1,
            fields,
        });
    }
    if !start.of(text).contains([',', '"']) {
        return None;
    }
    let n_quotes = |line: &Span| line.of(text).matches('"').count();
    let mut quotes = 0;
    let mut end = first;
    for line in lines.get(first..)?.iter().take(LINES_MOST) {
        quotes += n_quotes(line);
        end += 1;
        if quotes % 2 == 0 {
            break;
        }
    }
    if quotes % 2 == 1 {
        (quotes, end) = (0, first + 1);
    }
    let whole = start.cover(*lines.get(end - 1)?);
    let fields = fields(text, whole, quotes > 0);
    let is_prose = whole.of(text).contains(['。', '；', '|', '\t', '<']);
    let is_field = |field: &Span| field.of(text).chars().count() <= FIELD_MOST;
    let is_row = match fields.as_slice() {
        [] | [_] => false,
        [label, number] => is_number(text, *number) && !is_number(text, *label),
        _ => true,
    };
    let is_record = is_row && !is_prose && fields.iter().all(is_field);
    (is_record && !has_thousands(text, &fields)).then_some(Record {
        lines: first..end,
        fields,
    })
}

/// Marks of sentences, and of spreadsheets, that may part values.
const MARKS: [char; 4] = [';', '；', '，', '、'];

/// Numbers one behind the other that a sentence does not have.
const NUMBERS_LEAST: usize = 3;

/// The label of a row and its values, which `mark` parts; `None` unless several values stand one behind the other at the
/// end of the line.
fn fields_behind(text: &str, line: Span, mark: char) -> Option<Vec<Span>> {
    let content = line.of(text);
    if content.matches(mark).count() < NUMBERS_LEAST || content.contains(['|', '\t', '<', '。']) {
        return None;
    }
    let mut fields: Vec<Span> = Vec::new();
    let mut start = line.start();
    for (at, found) in content.match_indices(mark) {
        let at = line.start() + at;
        fields.push(unquoted(text, Span::new(start, at)));
        start = at + found.len();
    }
    fields.push(unquoted(text, Span::new(start, line.end())));
    let is_value = |field: &&Span| {
        field.is_empty() || matches!(field.of(text), "-" | "/" | "—") || is_number(text, **field)
    };
    let n_values = fields.iter().rev().take_while(is_value).count();
    let n_numbers = fields
        .iter()
        .filter(|field| is_number(text, **field))
        .count();
    let n_words = fields.len() - n_values;
    if n_values < NUMBERS_LEAST || n_numbers == 0 || n_words == 0 {
        return None;
    }
    let values = fields.split_off(n_words);
    let label = fields.first()?.cover(*fields.last()?);
    let is_label = label.of(text).chars().count() <= FIELD_MOST;
    is_label.then(|| [label].into_iter().chain(values).collect())
}

/// Whether the commas are those of thousands: white space parts numbers in a field, or a number from the label before it
/// and three digits follow.
fn has_thousands(text: &str, fields: &[Span]) -> bool {
    let numbers = |field: &Span| {
        let words = words(text, *field);
        // `增 4` is a number with its sign, no label before one.
        let has_sign = words.first().is_some_and(|word| !is_number(text, *word));
        if has_sign && token::classify(field.of(text)).is_some() {
            return (0, false);
        }
        let n_numbers = words.iter().filter(|word| is_number(text, **word)).count();
        let ends_in_number = words.last().is_some_and(|word| is_number(text, *word));
        (n_numbers, ends_in_number && words.len() > 1)
    };
    let is_split = |pair: &[Span]| match pair {
        [one, next] => {
            let digits = next.of(text).bytes().take_while(u8::is_ascii_digit);
            numbers(one).1 && digits.count() == 3
        }
        _ => false,
    };
    fields.iter().any(|field| numbers(field).0 > 1) || fields.windows(2).any(is_split)
}

fn is_number(text: &str, field: Span) -> bool {
    let content = field.of(text);
    !content.is_empty() && content.bytes().all(|b| b.is_ascii_digit())
}

/// What stands between commas. A field in quotes may hold commas, and a quote that is doubled.
fn fields(text: &str, whole: Span, has_quotes: bool) -> Vec<Span> {
    let mut fields = Vec::new();
    let mut start = whole.start();
    let mut is_quoted = false;
    for (at, c) in whole.of(text).char_indices() {
        match c {
            '"' if has_quotes => is_quoted = !is_quoted,
            ',' if !is_quoted => {
                fields.push(unquoted(text, Span::new(start, whole.start() + at)));
                start = whole.start() + at + 1;
            }
            _ => {}
        }
    }
    fields.push(unquoted(text, Span::new(start, whole.end())));
    fields
}

/// A field without the white space and the quotes around it.
fn unquoted(text: &str, field: Span) -> Span {
    let content = field.of(text);
    let inner = content.trim();
    let start = field.start() + (content.len() - content.trim_start().len());
    let is_quoted = inner.len() > 1 && inner.starts_with('"') && inner.ends_with('"');
    if is_quoted {
        Span::new(start + 1, start + inner.len() - 1)
    } else {
        Span::new(start, start + inner.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_records(text: &str, expected: &str) {
        let mut start = 0;
        let line = |line: &str| {
            let span = Span::new(start, start + line.len());
            start = span.end() + 1;
            span
        };
        let lines: Vec<Span> = text.split('\n').map(line).collect();
        let shown = |record: &Record| {
            let fields = record.fields.iter().map(|field| field.of(text));
            fields.collect::<Vec<_>>().join("|")
        };
        let shown: Vec<String> = records(text, &lines).iter().map(shown).collect();
        assert_eq!(shown.join(" / "), expected, "{text}");
    }

    #[test]
    fn rows_of_separated_values_are_told_from_sentences_and_amounts() {
        check_records(
            "二、情况\n信息内容,制发,废止\n规章,0,\n- 3 -\n办法,\"1,234\",2\n",
            "信息内容|制发|废止 / 规章|0| / 办法|1,234|2",
        );
        check_records(
            "规章,\"本年\n制发\",0\n办法,1,2",
            "规章|本年\n制发|0 / 办法|1|2",
        );
        check_records("规章 1,234 2,151 0\n办法 3,010 1,200 9", "");
        check_records("第一,第二,第三\n张三,李四,王五", "");
        check_records("规章,0,1", "");
        check_records(
            "行政许可,52\n行政强制,0,0 ~\n备注,无,,\n行政处罚,3",
            "行政许可|52 / 行政强制|0|0 ~ / 备注|无|| / 行政处罚|3",
        );
        check_records(
            "许可,9,减 9,\n奖励,3,增 4,717\n处罚,1,增 1,",
            "许可|9|减 9| / 奖励|3|增 4|717 / 处罚|1|增 1|",
        );
        check_records(
            "（二）部分公开（区分处理的，只计这一情形），3，0，，2\n1.法律、法规，1，0，-，1",
            "（二）部分公开（区分处理的，只计这一情形）|3|0||2 / 1.法律、法规|1|0|-|1",
        );
        check_records("自然人3件，企业2件，其他1件\n公开3、2、1件", "");
        check_records("规章 1,234\n办法 2,345\n1,234\n2,345", "");
        check_records("一是公开,二是服务,三是监督。\n一是公开,二是服务,3\n", "");
    }
}
