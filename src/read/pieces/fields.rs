//! Cuts a field into label fragments and cell tokens.

use unicode_normalization::UnicodeNormalization;

use crate::read::fold::fold;
use crate::read::pieces::{Piece, PieceKind, lines};
use crate::read::{note, token};
use crate::source::Span;

/// Cuts the text of a field at white space and joins what belongs together again.
pub(super) fn cut_field(
    text: &str,
    ruler: &mut Ruler,
    field: Span,
    place: (usize, usize),
    pieces: &mut Vec<Piece>,
) {
    let mut chunks = words(text, field);
    join_notes(text, &mut chunks);
    join_signs(text, &mut chunks);
    chunks.retain(|chunk| !lines::is_filler(chunk.of(text)));
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
                continued: None,
            });
        }
    }
}

/// Counts display columns along a line, each character once.
pub(super) struct Ruler {
    at: usize,
    column: usize,
}

impl Ruler {
    /// Begins at the start of a line, byte `start`.
    pub(super) fn new(start: usize) -> Self {
        Self {
            at: start,
            column: 0,
        }
    }

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

/// What stands between white space, and between tags inside a field, such as `<br>`, without marks of emphasis and without
/// the stroke of `\-19`, which only says that the sign behind it is none of markup.
pub(in crate::read) fn words(text: &str, field: Span) -> Vec<Span> {
    let content = field.of(text);
    let has_marks = content.contains(['<', '&', '*']);
    let mut chunks = Vec::new();
    let mut start = None;
    let mut gap_end = 0;
    for (at, c) in content.char_indices() {
        if has_marks && at >= gap_end {
            gap_end = at + mark_len(content.get(at..).unwrap_or(""));
        }
        let is_escape = || {
            let next = content.get(at + 1..).and_then(|rest| rest.chars().next());
            c == '\\' && start.is_none() && next.is_some_and(|next| next.is_ascii_punctuation())
        };
        let is_gap = at < gap_end || c.is_whitespace() || is_escape();
        let at = field.start() + at;
        match (is_gap, start) {
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

/// How long the tag is that `text` begins with; `None` if it begins with none. A tag is a name, or a mark for one, between
/// angle brackets.
fn tag_len(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    // What stands in these belongs to the number before it.
    if note::NOTE_TAGS.iter().any(|tag| inner.starts_with(tag)) {
        return None;
    }
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '|');
    if !inner.starts_with(is_name) {
        return None;
    }
    let end = inner.find(['>', '<'])?;
    let is_closed = inner.get(end..).is_some_and(|rest| rest.starts_with('>'));
    is_closed.then_some(end + 2)
}

/// Spaces as markup writes them.
const SPACES: [&str; 5] = ["&nbsp;", "&emsp;", "&ensp;", "&#160;", "&#xa0;"];

/// How long the tag, the written space or the mark of emphasis is that `text` begins with; 0 if it begins with none.
fn mark_len(text: &str) -> usize {
    let space = || SPACES.iter().find(|space| text.starts_with(**space));
    if text.starts_with('<') {
        return tag_len(text).unwrap_or(0);
    }
    if text.starts_with('&') {
        return space().map_or(0, |space| space.len());
    }
    if text.starts_with("**") { 2 } else { 0 }
}

/// Joins a number with the bracketed note or the mark behind it, `22（其中修订 16 件）`, `12 ①`, `12 (12.5%)`, and with what was struck out
/// before it.
fn join_notes(text: &str, chunks: &mut Vec<Span>) {
    let mut joined: Vec<Span> = Vec::new();
    let is_open = |span: &Span| {
        let chunk = span.of(text);
        let n = |set: [char; 2]| chunk.chars().filter(|c| set.contains(c)).count();
        chunk.starts_with(|c: char| c.is_ascii_digit()) && n(['(', '（']) > n([')', '）'])
    };
    for chunk in chunks.iter() {
        match joined.last_mut() {
            Some(last) if is_open(last) || goes_on(last.of(text), chunk.of(text)) => {
                *last = last.cover(*chunk);
            }
            _ => joined.push(*chunk),
        }
    }
    *chunks = joined;
}

/// Whether a mark stands behind a number, or a number behind what was struck out, or the latter goes on.
fn goes_on(before: &str, behind: &str) -> bool {
    let is_number = |chunk: &str| chunk.starts_with(|c: char| c.is_ascii_digit());
    let is_struck_out = note::begins_with_note(before);
    (is_number(before) && (note::is_only_marks(behind) || is_share(behind)))
        || (is_struck_out && (!before.contains(']') || is_number(behind)))
}

/// Whether a chunk is a share in brackets: `（12.5%）`.
fn is_share(chunk: &str) -> bool {
    let inner = chunk.strip_prefix(['(', '（']);
    let inner = inner.and_then(|inner| inner.strip_suffix([')', '）']));
    let share = inner.and_then(|inner| inner.strip_suffix(['%', '％']));
    share.is_some_and(|share| share.parse::<f64>().is_ok())
}

/// Joins 增, 减, + and - with the number behind them: `减 2`.
fn join_signs(text: &str, chunks: &mut Vec<Span>) {
    let mut joined: Vec<Span> = Vec::new();
    for chunk in chunks.iter() {
        let is_number = chunk.of(text).starts_with(|c: char| c.is_ascii_digit());
        match joined.last_mut() {
            Some(last)
                if is_number
                    && matches!(
                        last.of(text),
                        "增" | "减" | "減" | "增加" | "减少" | "減少" | "+" | "＋"
                    ) =>
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
    let label = |span: Span, folded: Vec<char>| (span, PieceKind::Label(folded));
    let content = chunk.of(text);
    if let Some(token) = token::classify(content) {
        return vec![if is_index {
            label(chunk, fold(content))
        } else {
            (chunk, PieceKind::Value(token))
        }];
    }
    let head = content.trim_end_matches(|c: char| c.is_ascii_digit());
    let n_tail = content.len() - head.len();
    let tail = content.get(head.len()..).unwrap_or("");
    let is_number = n_tail <= 6 || tail.bytes().all(|b| b == b'0');
    let glued = n_tail > 0
        && is_number
        && head.chars().last().is_some_and(is_label_end)
        && head.chars().filter(|c| !c.is_ascii()).count() >= 2;
    if let Some(token) = token::classify(tail).filter(|_| glued) {
        let middle = chunk.start() + head.len();
        return vec![
            label(Span::new(chunk.start(), middle), fold(head)),
            (Span::new(middle, chunk.end()), PieceKind::Value(token)),
        ];
    }
    let folded = fold(content);
    let is_something = !folded.is_empty();
    is_something
        .then(|| label(chunk, folded))
        .into_iter()
        .collect()
}

/// Whether a label may end in `c` with a number glued behind: not 第, 年, a bracket or a Latin letter.
fn is_label_end(c: char) -> bool {
    if matches!(c, '：' | ':' | '＝' | '=') {
        return true;
    }
    // Text taken from a page may have radicals in place of characters: ⼒ for 力.
    let c = std::iter::once(c).nfkc().next().unwrap_or(c);
    c.is_alphabetic() && !c.is_ascii() && !matches!(c, '第' | '年' | '月' | '约' | '共' | '近')
}

/// Width in display columns: wide characters count two.
pub(in crate::read) fn display_width(text: &str) -> usize {
    text.chars()
        .map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 })
        .sum()
}
