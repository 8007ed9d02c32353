//! Cuts a text into lines, fields and pieces: labels and cell tokens with their places.

use crate::read::fold::fold;
use crate::read::token::{self, Token};
use crate::source::Span;

/// One line of the text.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line without its line feed.
    pub span: Span,
    /// How its fields are parted.
    pub kind: LineKind,
    /// Its fields from left to right.
    pub fields: Vec<Span>,
}

/// How the fields of a line are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// Tabs, pipes or table-cell tags: empty fields count.
    Grid,
    /// Two or more spaces.
    Spaced,
    /// A border, a rule, a lone markup tag, a page number: stands for nothing.
    Noise,
}

/// A label fragment or a cell token.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Line, from 0.
    pub line: usize,
    /// Field of the line, from 0.
    pub field: usize,
    /// Display columns covered, from 0; a Chinese character covers two.
    pub columns: (usize, usize),
    /// What it is.
    pub kind: PieceKind,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub enum PieceKind {
    /// A fragment of a label or of prose, folded.
    Label(Vec<char>),
    /// Something that can stand in a cell.
    Value(Token),
}

impl Piece {
    /// The folded characters of a label; `None` for a cell token.
    #[must_use]
    pub fn label(&self) -> Option<&[char]> {
        match &self.kind {
            PieceKind::Label(folded) => Some(folded),
            PieceKind::Value(_) => None,
        }
    }

    /// The cell token; `None` for a label.
    #[must_use]
    pub fn token(&self) -> Option<&Token> {
        match &self.kind {
            PieceKind::Value(token) => Some(token),
            PieceKind::Label(_) => None,
        }
    }
}

/// A text cut into lines and pieces, both in text order.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// All lines.
    pub lines: Vec<Line>,
    /// All pieces.
    pub pieces: Vec<Piece>,
}

/// Cuts `text`.
#[must_use]
pub fn cut(text: &str) -> Cut {
    let mut cut = Cut::default();
    let mut start = 0;
    let page_numbers = page_number_lines(text);
    for raw in text.split('\n') {
        let content = raw.trim_matches('\u{c}');
        let at = start + raw.find(content).unwrap_or(0);
        let mut line = cut_line(text, Span::new(at, at + content.len()));
        let number = cut.lines.len();
        if page_numbers.contains(&number) {
            line = Line {
                span: line.span,
                kind: LineKind::Noise,
                fields: Vec::new(),
            };
        }
        let mut ruler = Ruler {
            at: line.span.start(),
            column: 0,
        };
        for (field, span) in line.fields.iter().enumerate() {
            cut_field(text, &mut ruler, *span, (number, field), &mut cut.pieces);
        }
        cut.lines.push(line);
        start += raw.len() + 1;
    }
    cut
}

/// Lines that hold nothing but the number of the page they end: lone whole numbers before the form feeds and the end
/// of the text that count up with the pages, two of them at least.
fn page_number_lines(text: &str) -> Vec<usize> {
    let mut last_number: Option<(usize, i64)> = None;
    let mut ends: Vec<Option<(usize, i64)>> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if line.starts_with('\u{c}') {
            ends.push(last_number.take());
        }
        let content = line.trim();
        if !content.is_empty() {
            let is_short = content.len() <= 3 && content.bytes().all(|b| b.is_ascii_digit());
            last_number = content
                .parse()
                .ok()
                .filter(|_| is_short)
                .map(|number| (index, number));
        }
    }
    ends.push(last_number);
    if ends.len() < 2 {
        return Vec::new();
    }
    let offset = |(page, end): (usize, &Option<(usize, i64)>)| {
        end.and_then(|(line, number)| Some((line, number - i64::try_from(page).ok()?)))
    };
    let counted: Vec<(usize, i64)> = ends.iter().enumerate().filter_map(offset).collect();
    let agrees = |offset: i64| counted.iter().filter(|(_, other)| *other == offset).count();
    let best = counted
        .iter()
        .map(|(_, offset)| *offset)
        .max_by_key(|offset| (agrees(*offset), -offset));
    let Some(best) = best.filter(|offset| agrees(*offset) >= 2) else {
        return Vec::new();
    };
    counted
        .into_iter()
        .filter(|(_, offset)| *offset == best)
        .map(|(line, _)| line)
        .collect()
}

fn cut_line(text: &str, span: Span) -> Line {
    let content = span.of(text);
    let (kind, fields) = if content.trim().is_empty() && !content.contains('\t') {
        (LineKind::Empty, Vec::new())
    } else if is_rule(content) || is_page_number(content) {
        (LineKind::Noise, Vec::new())
    } else if content.contains('<') && content.contains('>') {
        cut_markup(content)
    } else if content.contains(['\t', '|', '｜']) {
        (LineKind::Grid, cut_grid(content))
    } else {
        (LineKind::Spaced, cut_spaced(content))
    };
    let fields = fields
        .into_iter()
        .map(|(from, to)| trimmed(text, span.start() + from, span.start() + to))
        .collect();
    Line { span, kind, fields }
}

/// Borders of text tables: `|---|---|`, `+----+`, `=====`. Single dashes are cells that say "not applicable".
fn is_rule(content: &str) -> bool {
    let is_border =
        |c: char| matches!(c, '-' | '=' | '+' | '|' | ':' | '─' | '┼' | '│') || c.is_whitespace();
    let runs: Vec<&str> = content
        .split(|c| !matches!(c, '-' | '=' | '─'))
        .filter(|run| !run.is_empty())
        .collect();
    !runs.is_empty()
        && content.chars().all(is_border)
        && runs.iter().all(|run| run.chars().count() >= 2)
}

/// `- 3 -`, `— 4 —`, `第 1 页 共 3 页`, `3/5`, `Page 3`: a line of its own that counts pages.
fn is_page_number(content: &str) -> bool {
    let text = crate::read::fold::squeeze(content);
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    if n_digits == 0 || n_digits > 8 {
        return false;
    }
    let digits_gone: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let framed = |frame: char| {
        text.starts_with(frame) && text.ends_with(frame) && text.chars().count() > n_digits + 1
    };
    let of_pages = digits_gone == "/"
        && !text.starts_with('/')
        && !text.ends_with('/')
        && !content.contains(['\t', '|']);
    matches!(
        digits_gone.as_str(),
        "第页"
            | "第页共页"
            | "第页,共页"
            | "第页/共页"
            | "共页第页"
            | "page"
            | "Page"
            | "pageof"
            | "Pageof"
    ) || of_pages
        || (['-', '—', '–', '―', '·', '•', '~'].into_iter().any(framed)
            && digits_gone
                .chars()
                .all(|c| matches!(c, '-' | '—' | '–' | '―' | '·' | '•' | '~')))
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
fn cut_grid(content: &str) -> Vec<(usize, usize)> {
    let mut fields = Vec::new();
    let mut from = 0;
    for (at, separator) in content
        .char_indices()
        .filter(|(_, c)| matches!(c, '\t' | '|' | '｜'))
    {
        fields.push((from, at));
        from = at + separator.len_utf8();
    }
    fields.push((from, content.len()));
    let blank = |range: &(usize, usize)| {
        content
            .get(range.0..range.1)
            .is_none_or(|text| text.trim().is_empty())
    };
    let is_piped = !content.contains('\t');
    if is_piped && fields.len() > 1 && fields.last().is_some_and(blank) {
        fields.pop();
    }
    if is_piped
        && content.trim_start().starts_with(['|', '｜'])
        && fields.first().is_some_and(blank)
    {
        fields.remove(0);
    }
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

/// Cuts the text of a field at white space and joins what belongs together again.
fn cut_field(
    text: &str,
    ruler: &mut Ruler,
    field: Span,
    place: (usize, usize),
    pieces: &mut Vec<Piece>,
) {
    let mut chunks = chunks_of(text, field);
    join_notes(text, &mut chunks);
    join_signs(text, &mut chunks);
    for (index, chunk) in chunks.iter().enumerate() {
        let is_index = is_list_number(text, &chunks, index);
        for (span, kind) in classify_chunk(text, *chunk, is_index) {
            let from = ruler.column(text, span.start());
            let columns = (from, ruler.column(text, span.end()));
            pieces.push(Piece {
                span,
                line: place.0,
                field: place.1,
                columns,
                kind,
            });
        }
    }
}

/// Counts display columns along a line, each character once.
struct Ruler {
    at: usize,
    column: usize,
}

impl Ruler {
    fn column(&mut self, text: &str, offset: usize) -> usize {
        self.column += display_width(text.get(self.at..offset).unwrap_or(""));
        self.at = self.at.max(offset);
        self.column
    }
}

/// Whether the chunk at `index`, which could be a cell, is part of a label: the number before `.属于国家秘密`, a number
/// that opens a field with a label in it, or the stroke of `本年增 / 减`.
fn is_list_number(text: &str, chunks: &[Span], index: usize) -> bool {
    let content = |at: usize| chunks.get(at).map_or("", |chunk| chunk.of(text));
    let is_label = |at: usize| !content(at).is_empty() && token::classify(content(at)).is_none();
    if content(index).chars().count() != 1 || !is_label(index + 1) {
        return false;
    }
    let before_is_label = index.checked_sub(1).is_some_and(is_label);
    let is_stroke = matches!(content(index), "/" | "／");
    content(index + 1).starts_with(['.', '、', '．', ',', '，'])
        || index == 0
        || (is_stroke && before_is_label)
}

fn chunks_of(text: &str, field: Span) -> Vec<Span> {
    let mut chunks = Vec::new();
    let mut start = None;
    for (at, c) in field.of(text).char_indices() {
        let at = field.start() + at;
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                chunks.push(Span::new(from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    chunks.extend(start.map(|from| Span::new(from, field.end())));
    chunks
}

/// Joins a number with the bracketed note behind it: `22（其中修订 16 件）`.
fn join_notes(text: &str, chunks: &mut Vec<Span>) {
    let mut joined: Vec<Span> = Vec::new();
    let is_open = |span: &Span| {
        let chunk = span.of(text);
        let n = |set: [char; 2]| chunk.chars().filter(|c| set.contains(c)).count();
        chunk.starts_with(|c: char| c.is_ascii_digit()) && n(['(', '（']) > n([')', '）'])
    };
    for chunk in chunks.iter() {
        match joined.last_mut() {
            Some(last) if is_open(last) => *last = last.cover(*chunk),
            _ => joined.push(*chunk),
        }
    }
    *chunks = joined;
}

/// Joins 增, 减, + and - with the number behind them: `减 2`.
fn join_signs(text: &str, chunks: &mut Vec<Span>) {
    let mut joined: Vec<Span> = Vec::new();
    for chunk in chunks.iter() {
        let is_number = chunk.of(text).starts_with(|c: char| c.is_ascii_digit());
        match joined.last_mut() {
            Some(last)
                if is_number
                    && matches!(last.of(text), "增" | "减" | "增加" | "减少" | "+" | "＋") =>
            {
                *last = last.cover(*chunk);
            }
            _ => joined.push(*chunk),
        }
    }
    *chunks = joined;
}

/// A chunk is a cell token or a label; a label with a number glued to its end is both.
fn classify_chunk(text: &str, chunk: Span, is_index: bool) -> Vec<(Span, PieceKind)> {
    let label = |span: Span| (span, PieceKind::Label(fold(span.of(text))));
    let content = chunk.of(text);
    if let Some(token) = token::classify(content) {
        return vec![if is_index {
            label(chunk)
        } else {
            (chunk, PieceKind::Value(token))
        }];
    }
    let head = content.trim_end_matches(|c: char| c.is_ascii_digit());
    let n_tail = content.len() - head.len();
    let glued = (1..=6).contains(&n_tail)
        && head.chars().last().is_some_and(is_label_end)
        && head.chars().filter(|c| !c.is_ascii()).count() >= 2;
    match (
        glued,
        token::classify(content.get(head.len()..).unwrap_or("")),
    ) {
        (true, Some(token)) => {
            let middle = chunk.start() + head.len();
            vec![
                label(Span::new(chunk.start(), middle)),
                (Span::new(middle, chunk.end()), PieceKind::Value(token)),
            ]
        }
        _ if fold(content).is_empty() => Vec::new(),
        _ => vec![label(chunk)],
    }
}

/// Whether a label may end in `c` with a number glued behind: not 第, 年, a bracket or a Latin letter.
fn is_label_end(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() && !matches!(c, '第' | '年' | '月' | '约' | '共' | '近')
}

/// Width in display columns: wide characters count two.
#[must_use]
pub fn display_width(text: &str) -> usize {
    text.chars()
        .map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_pieces(text: &str, expected: &str) {
        let shown: Vec<String> = cut(text)
            .pieces
            .iter()
            .map(|piece| {
                format!(
                    "{}{}",
                    if piece.token().is_some() { "=" } else { "" },
                    piece.span.of(text)
                )
            })
            .collect();
        assert_eq!(shown.join(" · "), expected);
    }

    #[test]
    fn lines_are_cut_into_labels_and_tokens() {
        check_pieces("行政处罚 11 减 2 9", "行政处罚 · =11 · =减 2 · =9");
        check_pieces("| 规章 | 0 |  | 3 |", "规章 · =0 · =3");
        check_pieces("1 .属于国家秘密 0", "1 · .属于国家秘密 · =0");
        check_pieces("本年增 / 减", "本年增 · / · 减");
        check_pieces("其他处理0 1", "其他处理 · =0 · =1");
        check_pieces(
            "规章 22（其中修订 16 件） 235",
            "规章 · =22（其中修订 16 件） · =235",
        );
        check_pieces("<td><p>12</p></td>", "=12");
    }

    #[test]
    fn borders_and_page_numbers_are_noise() {
        check_pieces(
            "|---|---|\n+----+\n- 3 -\n— 4 —\n第 1 页 共 3 页\n3/5\n<tr class=\"odd\">",
            "",
        );
        check_pieces("- - -", "=- · =- · =-");
    }
}
