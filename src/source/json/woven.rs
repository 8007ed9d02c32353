//! Fields of one object that hold the same content in several forms: a text and the tables in it, a table by its cells and
//! by its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::source::blocks::{Block, Table};
use crate::source::json::texts::is_chinese;

/// Characters of a text from which on it is another form of a longer one when all its lines stand there; a shorter one is a
/// title that the text repeats.
const LEAST_OF_TEXT: usize = 200;

/// The fields one after the other, what they say twice once: tables take the place of their cells in the longest text, and
/// what stands there as well is left out.
pub(super) fn woven(mut fields: Vec<Vec<Block>>) -> Vec<Block> {
    fields.retain(|blocks| !blocks.is_empty());
    if fields.len() < 2 {
        return fields.into_iter().flatten().collect();
    }
    let mut fields = without_same_tables(fields);
    let inks: Vec<Ink> = fields.iter().map(|blocks| Ink::of(blocks)).collect();
    let n_characters = |at: &usize| inks.get(*at).map_or(0, |ink| ink.text.len());
    // The last of equals wins: of a text and a table of it, either way, the table is kept.
    let Some(longest) = (0..fields.len()).max_by_key(n_characters) else {
        return Vec::new();
    };
    let mut tables = Vec::new();
    if let Some(whole) = inks.get(longest) {
        for (at, (blocks, ink)) in fields.iter_mut().zip(&inks).enumerate() {
            if at != longest
                && let Some(found) = ink.within(whole)
            {
                let stretches = ink.chunks.iter().zip(found);
                tables.extend(stretches.filter_map(
                    |((block, _), stretch)| match blocks.get(*block) {
                        Some(table @ Block::Table(_)) => Some((stretch, table.clone())),
                        _ => None,
                    },
                ));
                blocks.clear();
            }
        }
    }
    if let Some(text) = fields.get_mut(longest) {
        tables.sort_by_key(|(stretch, _)| stretch.start);
        *text = with_tables(std::mem::take(text), tables);
    }
    without_tables_of_text(fields)
        .into_iter()
        .flatten()
        .collect()
}

/// Percent of the words of a table that must stand in a text for the table to be a form of it.
const COVERED: usize = 95;

/// The fields; where one is a text, as printed, and others are the tables of its page, only the text: what a program takes
/// for tables on a page of lines is less than what stands there.
fn without_tables_of_text(mut fields: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
    let is_text =
        |blocks: &&Vec<Block>| !blocks.iter().any(|block| matches!(block, Block::Table(_)));
    let texts = fields.iter().filter(is_text);
    let Some(text) = texts.max_by_key(|blocks| Ink::of(blocks).text.len()) else {
        return fields;
    };
    let mut words = Words::default();
    for block in text {
        if let Block::Line(line) | Block::Verbatim(line) = block {
            words.add(line);
        }
    }
    for blocks in &mut fields {
        blocks.retain(|block| match block {
            Block::Table(table) => !words.cover(table),
            _ => true,
        });
    }
    fields
}

/// The words of a text: how often each number stands there, and all others.
#[derive(Default)]
struct Words {
    numbers: BTreeMap<String, usize>,
    others: String,
}

impl Words {
    fn add(&mut self, line: &str) {
        for word in line.split_whitespace().map(ink_of) {
            if word.contains(is_chinese) {
                self.others.push_str(&word);
            } else {
                *self.numbers.entry(word).or_default() += 1;
            }
        }
    }

    /// Whether nearly all words of the table are among them.
    fn cover(&self, table: &Table) -> bool {
        let mut own = Self::default();
        let (mut n, mut n_covered) = (0, 0);
        for cell in &table.cells {
            own.add(&cell.text);
            let words = cell.text.split_whitespace().map(ink_of);
            for word in words.filter(|word| word.contains(is_chinese)) {
                n += 1;
                n_covered += usize::from(self.others.contains(&word));
            }
        }
        for (number, times) in own.numbers {
            n += times;
            n_covered += times.min(self.numbers.get(&number).copied().unwrap_or(0));
        }
        n > 0 && n_covered * 100 >= n * COVERED
    }
}

/// The fields; of those that are one table with the same texts only the first, or the first whose cells cover several.
fn without_same_tables(mut fields: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
    let mut kept: Vec<(usize, BTreeSet<String>)> = Vec::new();
    for at in 0..fields.len() {
        let Some(table) = fields.get(at).and_then(|blocks| only_table(blocks)) else {
            continue;
        };
        let texts: BTreeSet<String> = table.cells.iter().map(|cell| ink_of(&cell.text)).collect();
        let Some((other, _)) = kept.iter_mut().find(|(_, others)| *others == texts) else {
            kept.push((at, texts));
            continue;
        };
        let has_spans = |at: usize| {
            let table = fields.get(at).and_then(|blocks| only_table(blocks));
            table.is_some_and(|table| {
                let mut cells = table.cells.iter();
                cells.any(|cell| cell.row_span > 1 || cell.column_span > 1)
            })
        };
        let dropped = if has_spans(at) && !has_spans(*other) {
            std::mem::replace(other, at)
        } else {
            at
        };
        if let Some(blocks) = fields.get_mut(dropped) {
            blocks.clear();
        }
    }
    fields
}

/// The table that alone stands in `blocks`.
fn only_table(blocks: &[Block]) -> Option<&Table> {
    let mut tables = blocks.iter().filter(|block| !matches!(block, Block::Gap));
    match (tables.next(), tables.next()) {
        (Some(Block::Table(table)), None) => Some(table),
        _ => None,
    }
}

/// The letters, ideographs and digits of blocks, without what forms differ in.
struct Ink {
    text: String,
    /// For each block with ink its number and its stretch of the text, in bytes.
    chunks: Vec<(usize, Range<usize>)>,
    has_table: bool,
}

impl Ink {
    fn of(blocks: &[Block]) -> Self {
        let mut ink = Self {
            text: String::new(),
            chunks: Vec::new(),
            has_table: false,
        };
        for (at, block) in blocks.iter().enumerate() {
            let start = ink.text.len();
            match block {
                Block::Line(line) | Block::Verbatim(line) => ink.text.push_str(&ink_of(line)),
                Block::Table(table) => {
                    ink.has_table = true;
                    let texts = table.cells.iter().map(|cell| ink_of(&cell.text));
                    ink.text.extend(texts);
                }
                Block::Gap | Block::NewPage | Block::Printed(_) => {}
            }
            if ink.text.len() > start {
                ink.chunks.push((at, start..ink.text.len()));
            }
        }
        ink
    }

    /// Where the blocks stand in `whole`, one behind the other; `None` where one of them does not, or where they are a
    /// short text.
    fn within(&self, whole: &Self) -> Option<Vec<Range<usize>>> {
        let is_title = self.text.chars().count() < LEAST_OF_TEXT && self.text != whole.text;
        if self.chunks.is_empty() || (!self.has_table && is_title) {
            return None;
        }
        let mut from = 0;
        let find = |(_, chunk): &(usize, Range<usize>)| {
            let ink = self.text.get(chunk.clone())?;
            let start = from + whole.text.get(from..)?.find(ink)?;
            from = start + ink.len();
            Some(start..from)
        };
        self.chunks.iter().map(find).collect()
    }
}

fn is_ink(c: char) -> bool {
    c.is_alphanumeric()
}

fn ink_of(text: &str) -> String {
    text.chars().filter(|c| is_ink(*c)).collect()
}

/// `blocks` with tables in the places of their stretches, which are in the order of the text; where another table stands
/// there it is kept.
fn with_tables(blocks: Vec<Block>, tables: Vec<(Range<usize>, Block)>) -> Vec<Block> {
    let mut tables = tables.into_iter().peekable();
    let mut out = Vec::new();
    let mut at = 0;
    // Where the stretch ends that a table has taken.
    let mut taken: Option<usize> = None;
    for block in blocks {
        let line = match &block {
            Block::Line(line) | Block::Verbatim(line) => line,
            Block::Table(_) => {
                at += Ink::of(std::slice::from_ref(&block)).text.len();
                while tables.next_if(|(stretch, _)| stretch.start < at).is_some() {}
                out.push(block);
                continue;
            }
            _ => {
                out.push(block);
                continue;
            }
        };
        let mut kept = String::new();
        for c in line.chars() {
            if is_ink(c) {
                if let Some((stretch, table)) = tables.next_if(|(stretch, _)| stretch.start <= at) {
                    push_line(&mut out, &block, &mut kept);
                    out.extend([Block::Gap, table, Block::Gap]);
                    taken = Some(stretch.end);
                }
                taken.take_if(|end| *end <= at);
                at += c.len_utf8();
            }
            if taken.is_none() {
                kept.push(c);
            }
        }
        taken.take_if(|end| *end <= at);
        push_line(&mut out, &block, &mut kept);
    }
    out
}

/// Adds what is kept of a line, as the line it was; a line without ink only where it is whole.
fn push_line(out: &mut Vec<Block>, block: &Block, kept: &mut String) {
    let line = std::mem::take(kept);
    match block {
        Block::Verbatim(whole) if line.contains(is_ink) || line == *whole => {
            out.push(Block::Verbatim(line));
        }
        Block::Line(whole) if line.contains(is_ink) || line == *whole => {
            out.push(Block::Line(line));
        }
        _ => {}
    }
}
