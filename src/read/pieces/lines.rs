//! Cuts a line into fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::note::NOTE_TAGS;
use crate::read::pieces::furniture::{
    is_grounding, is_page_number, is_printed_edge, is_rule, is_separator, is_wiki_mark,
};
use crate::read::pieces::{Line, LineKind};
use crate::source::Span;

/// `open` tells how the lines of the text part their fields by bars; see [`Unclosed`].
pub(super) fn cut_line(text: &str, span: Span, open: &Unclosed) -> Line {
    let content = span.of(text);
    let (kind, fields) = if content.trim().is_empty() && !content.contains('\t') {
        (LineKind::Empty, Vec::new())
    } else if is_rule(content)
        || is_page_number(content)
        || is_printed_edge(content)
        || is_wiki_mark(content)
        || is_grounding(content)
    {
        (LineKind::Noise, Vec::new())
    } else if is_markup(content) {
        cut_markup(content)
    } else if content.contains(is_separator) {
        (LineKind::Grid, cut_grid(content, open))
    } else {
        (LineKind::Spaced, cut_spaced(content))
    };
    let fields = fields
        .into_iter()
        .map(|(from, to)| trimmed(text, span.start() + from, span.start() + to))
        .map(|field| undressed(text, field))
        .map(|field| without_filler(text, field, kind))
        .collect();
    Line {
        span,
        kind,
        fields,
        widths: Vec::new(),
        number: 0,
        is_prose: kind == LineKind::Spaced && content.len() <= MOST_PARAGRAPH && is_prose(content),
    }
}

/// How many bars the lines have that end in a field, not in a bar. A line of as many whose last field is blank ends in one
/// as well: its last bar closes nothing.
#[derive(Debug, Default)]
pub(super) struct Unclosed(BTreeSet<usize>);

impl Unclosed {
    /// The lines of `text` that no bar closes; none of as many bars as a border has that one does.
    pub(super) fn of(text: &str) -> Self {
        let is_parted = |line: &&str| line.contains(is_separator) && !line.contains('\t');
        let is_closed = |line: &str| line.trim_end().ends_with(is_separator);
        let n_bars = |line: &str| line.chars().filter(|c| is_separator(*c)).count();
        let lines = || text.lines().filter(is_parted);
        let borders = lines().filter(|line| is_rule(line) && is_closed(line));
        let closed: BTreeSet<usize> = borders.map(n_bars).collect();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for line in lines().filter(|line| !is_closed(line) && !is_markup(line)) {
            *counts.entry(n_bars(line)).or_default() += 1;
        }
        counts.retain(|n, lines| *n >= BARS_LEAST && *lines >= LINES_LEAST && !closed.contains(n));
        Self(counts.into_keys().collect())
    }
}

/// A single such line may be a torn one.
const LINES_LEAST: usize = 2;

/// Fewer bars may be those of a line that is broken in the middle.
const BARS_LEAST: usize = 3;

/// Most bytes of a paragraph, three to a character. A longer line is a report without line feeds, tables and all.
const MOST_PARAGRAPH: usize = 9_000;

/// A row of a table whose fields are known.
pub(super) fn of_fields(text: &str, span: Span, fields: Vec<Span>) -> Line {
    let spans = fields.into_iter();
    Line {
        span,
        kind: LineKind::Grid,
        fields: spans
            .map(|field| without_filler(text, field, LineKind::Grid))
            .collect(),
        widths: Vec::new(),
        number: 0,
        is_prose: false,
    }
}

/// Whether nothing but a page number stands in the fields of a row, torn across them: `| - | 3 - |`. Three fields with a
/// dash, a number and a dash are cells.
pub(super) fn is_page_mark(text: &str, line: &Line) -> bool {
    let contents = || {
        let contents = line.fields.iter().map(|field| field.of(text).trim());
        contents.filter(|content| !content.is_empty())
    };
    if line.kind != LineKind::Grid || contents().map(str::len).sum::<usize>() > MARK_MOST {
        return false;
    }
    let is_torn = contents().any(|content| content.contains(char::is_whitespace));
    let is_lone = contents().count() == 1;
    let joined = contents().collect::<Vec<_>>().join(" ");
    let is_named = joined.contains('页') || joined.to_ascii_lowercase().contains("page");
    (is_torn || is_lone || is_named) && is_page_number(&joined)
}

/// Most bytes of a page number in a row of a table.
const MARK_MOST: usize = 40;

/// Whether tags part the fields of a line: those of cells, or any where no tabs or pipes do. Those around notes and struck
/// out characters part nothing.
fn is_markup(content: &str) -> bool {
    let has_cells = || {
        let content = content.to_ascii_lowercase();
        content.contains("<td") || content.contains("<th")
    };
    let is_note = |tag: &str| NOTE_TAGS.iter().any(|note| tag.starts_with(note));
    let has_tags = content.contains('>') && !content.split('<').skip(1).all(is_note);
    has_tags && (!content.contains(is_separator) || has_cells())
}

/// Whether a line reads as sentences with numbers. A table in the words of a paragraph has many numbers to a mark;
/// without numbers, 。 among the heads of a table is a speck, and between spaces it is a damaged 0. The number of an
/// entry (`1.`) counts nothing.
fn is_prose(content: &str) -> bool {
    let words = without_entry_number(content)
        .split_whitespace()
        .filter(|word| *word != "。");
    let (mut n_marks, mut n_numbers, mut has_stop) = (0, 0, false);
    for word in words {
        let numbers = word.split(|c: char| !c.is_ascii_digit());
        // A stroke by itself is a cell as well.
        let is_stroke = matches!(word, "/" | "／" | "-" | "—" | "——");
        n_numbers += numbers.filter(|digits| !digits.is_empty()).count() + usize::from(is_stroke);
        n_marks += word.matches(['，', '。', '；', '、', '：']).count();
        has_stop |= word.contains('。');
    }
    (has_stop && n_numbers > 0 && n_marks * 2 >= n_numbers) || counts_in_words(content)
}

/// Whether a line without a full stop counts in words: `新收申请 12 件，上年结转 1 件`. Behind each number stands what it
/// counts.
fn counts_in_words(content: &str) -> bool {
    let printed: Vec<char> = content.chars().filter(|c| !c.is_whitespace()).collect();
    let behind = printed.windows(2).filter_map(|pair| match pair {
        [digit, next] if digit.is_ascii_digit() && !next.is_ascii_digit() => Some(*next),
        _ => None,
    });
    let (n_counted, n_numbers) = behind.fold((0, 0), |(n_counted, n_numbers), next| {
        (
            n_counted + usize::from(UNITS.contains(&next)),
            n_numbers + 1,
        )
    });
    let ends_in_number = printed.last().is_some_and(char::is_ascii_digit);
    let first = printed.iter().position(char::is_ascii_digit);
    let from_first = first.and_then(|at| printed.get(at..)).unwrap_or(&[]);
    let goes_on = from_first.iter().any(|c| matches!(c, '，' | '；'));
    goes_on && n_counted == n_numbers && !ends_in_number
}

/// What sentences count.
const UNITS: [char; 12] = [
    '件', '条', '起', '宗', '个', '项', '次', '份', '人', '年', '月', '日',
];

/// The line behind the number of its entry: `1.属于国家秘密`, `12、`.
fn without_entry_number(content: &str) -> &str {
    let content = content.trim_start();
    let rest = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = rest.trim_start().strip_prefix(['.', '．', '、']);
    let is_decimal = behind.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    match behind {
        Some(text) if rest.len() < content.len() && !is_decimal => text,
        _ => content,
    }
}

/// Marks around a number that is set as code or as a formula.
const DRESSES: [&str; 3] = ["`", "$", "=="];

/// What stands in a field whose words are dressed: `[3]{style="color:red"}`, `` `3` ``, `$3$`.
fn undressed(text: &str, field: Span) -> Span {
    let content = field.of(text);
    let inner = DRESSES.iter().find_map(|dress| {
        let inner = content.strip_prefix(dress)?.strip_suffix(dress)?;
        (!inner.is_empty() && !inner.contains(dress)).then_some((dress.len(), inner))
    });
    if let Some((start, inner)) = inner {
        let start = field.start() + start;
        return trimmed(text, start, start + inner.len());
    }
    let inner = content
        .strip_prefix('[')
        .filter(|_| content.ends_with('}'))
        .and_then(|rest| rest.split_once("]{"));
    match inner {
        Some((inner, dress)) if !dress.contains("]{") => {
            trimmed(text, field.start() + 1, field.start() + 1 + inner.len())
        }
        _ => field,
    }
}

/// Whether a word is what programs write for an empty cell.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "NA" | "NaN"
            | "nan"
            | "None"
            | "null"
            | "Null"
            | "NULL"
            | "nil"
            | "<NA>"
            | "空"
            | "空白"
            | "（空）"
            | "（空白）"
            | "(空)"
            | "(空白)"
            | "[空]"
            | "【空】"
    )
}

/// What programs that turn spreadsheets into tables write for an empty cell (`NaN`, `Unnamed: 3`) is no content.
fn without_filler(text: &str, field: Span, kind: LineKind) -> Span {
    let content = field.of(text);
    let is_unnamed = content
        .strip_prefix("Unnamed: ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if kind == LineKind::Grid && (is_unnamed || is_filler(content)) {
        return Span::new(field.start(), field.start());
    }
    field
}

/// Fields of a line of markup: each table cell begins one, other tags only part text.
fn cut_markup(content: &str) -> (LineKind, Vec<(usize, usize)>) {
    let mut fields: Vec<(usize, usize)> = Vec::new();
    let mut is_grid = false;
    let mut rest = 0;
    while let Some(open) = content
        .get(rest..)
        .and_then(|tail| tail.find('<'))
        .map(|at| rest + at)
    {
        push_text(content, (rest, open), is_grid, &mut fields);
        let close = content
            .get(open..)
            .and_then(|tail| tail.find('>'))
            .map_or(content.len(), |at| open + at + 1);
        let tag = content.get(open..close).unwrap_or("").to_ascii_lowercase();
        if tag.starts_with("<td") || tag.starts_with("<th>") || tag.starts_with("<th ") {
            is_grid = true;
            fields.push((close, close));
        }
        rest = close;
    }
    push_text(content, (rest, content.len()), is_grid, &mut fields);
    match (is_grid, fields.is_empty()) {
        (true, _) => (LineKind::Grid, fields),
        (false, false) => (LineKind::Spaced, fields),
        (false, true) => (LineKind::Noise, fields),
    }
}

/// Adds text between tags: to the open cell of a grid line, else as a field of its own.
fn push_text(
    content: &str,
    range: (usize, usize),
    is_grid: bool,
    fields: &mut Vec<(usize, usize)>,
) {
    if content
        .get(range.0..range.1)
        .is_none_or(|text| text.trim().is_empty())
    {
        return;
    }
    match fields.last_mut() {
        Some(last) if is_grid && last.0 == last.1 => *last = range,
        _ => fields.push(range),
    }
}

/// Fields between tabs and pipes; the outer pipes of a row are borders, not empty fields.
fn cut_grid(content: &str, open: &Unclosed) -> Vec<(usize, usize)> {
    let mut fields = Vec::new();
    let mut from = 0;
    let is_escaped = |at: usize| {
        content
            .get(..at)
            .is_some_and(|before| before.ends_with('\\'))
    };
    let separators = || content.char_indices().filter(|(_, c)| is_separator(*c));
    // Where all of them are escaped, that is how the text writes its bars.
    let all_escaped = separators().all(|(at, _)| is_escaped(at));
    for (at, separator) in separators().filter(|(at, _)| all_escaped || !is_escaped(*at)) {
        fields.push((from, if all_escaped { at - 1 } else { at }));
        from = at + separator.len_utf8();
    }
    fields.push((from, content.len()));
    let blank = |range: &(usize, usize)| {
        content
            .get(range.0..range.1)
            .is_none_or(|text| text.trim().is_empty())
    };
    let is_piped = !content.contains('\t');
    let is_closed = !open.0.contains(&(fields.len() - 1));
    if is_piped && is_closed && fields.len() > 1 && fields.last().is_some_and(blank) {
        fields.pop();
    }
    if is_piped
        && content.trim_start().starts_with(is_separator)
        && fields.first().is_some_and(blank)
    {
        fields.remove(0);
    }
    let is_border = |range: &(usize, usize)| content.get(range.0..range.1).is_some_and(is_rule);
    fields.retain(|range| !is_border(range));
    fields
}

/// Fields parted by two or more spaces, or by a wide space.
fn cut_spaced(content: &str) -> Vec<(usize, usize)> {
    let mut fields = Vec::new();
    let mut from = None;
    let mut n_spaces = 0;
    let mut end = 0;
    for (at, c) in content.char_indices() {
        if c.is_whitespace() {
            n_spaces += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        if n_spaces >= 2
            && let Some(start) = from
        {
            fields.push((start, end));
            from = None;
        }
        from = from.or(Some(at));
        n_spaces = 0;
        end = at + c.len_utf8();
    }
    fields.extend(from.map(|start| (start, end)));
    fields
}

fn trimmed(text: &str, from: usize, to: usize) -> Span {
    let raw = text.get(from..to).unwrap_or("");
    let body = raw.trim();
    let start = from
        + if body.is_empty() {
            0
        } else {
            raw.find(body).unwrap_or(0)
        };
    Span::new(start, start + body.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_rows_and_from_tables_in_one_line() {
        assert!(is_prose(
            "制发行政规范性文件 3 件，废止 2 件，现行有效 9 件。"
        ));
        assert!(is_prose("1.公开 3 条，其中 2022 年 2 条。"));
        assert!(!is_prose("行政规范性文件 3 2 9"));
        assert!(is_prose("注：本年新收申请 12 件，上年结转 1 件"));
        assert!(is_prose("2021 年新收 3 件；结转 1 件"));
        assert!(!is_prose(
            "（二）部分公开（区分处理的，只计这一情形） 3 件 0 件 3"
        ));
        assert!(!is_prose("规章 3 件 2 件"));
        assert!(is_prose("12、公开 3 条。"));
        assert!(is_prose("公开目录更新 3 次 。 其中 2 次为补录。"));
        assert!(!is_prose("自然人。 商业企业 。 科研机构"));
        assert!(!is_prose("3.要求提供公开出版物 。 。 。 。 。 。 。"));
        assert!(!is_prose("3.要求提供公开出版物。 。 。 。 。 。 。 。"));
        assert!(!is_prose("规章 。 。 0"));
        assert!(!is_prose(
            "见下表，如下：3 件。规章 / / / 规范性文件 / / / 行政许可 / / /"
        ));
        assert!(!is_prose("见下表。规章 0 0 0 行政规范性文件 3 2 9"));
    }
}
