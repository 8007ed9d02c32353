//! Word and Excel files, new and old, become blocks.
//!
//! # Limitations
//! Headers, footers and comments are left out. A number that Word makes itself for a heading is lost.
//! Hidden rows and columns are read, and told in a new Excel file only.

mod fields;
mod hidden;
mod losses;
pub(super) mod markup;
mod rows;
mod struck;
mod word;

use std::io::Cursor;
use std::sync::Arc;

use office_oxide::ir::{Element, InlineContent, List, ListItem, Table, TextSpan, VerticalAlign};
use office_oxide::limits::Limits;
use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat, OfficeError};

use crate::said::said;
use crate::source::blocks::{Block, RawCell, RawTable};
use crate::source::imported::{Failure, Imported};
use crate::source::marks::Print;

/// Elements inside elements that are followed.
const DEPTH_LIMIT: usize = 64;

/// Which of the four kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Word since 2007.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// Excel since 2007.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
}

impl Office {
    fn format(self) -> DocumentFormat {
        match self {
            Self::Docx => DocumentFormat::Docx,
            Self::Doc => DocumentFormat::Doc,
            Self::Xlsx => DocumentFormat::Xlsx,
            Self::Xls => DocumentFormat::Xls,
        }
    }
}

/// Reads a Word or Excel file.
///
/// # Errors
/// When it needs a password or is too damaged to be opened.
pub fn read(bytes: Vec<u8>, office: Office) -> Result<Imported, Failure> {
    let bytes: Arc<[u8]> = bytes.into();
    // First, because the caps hold here: what follows looks only at packages that keep to them.
    let as_it_is = parse(Arc::clone(&bytes), office)?;
    let mut notices = losses::notices(&as_it_is.damage());
    let prepared = match office {
        Office::Docx => {
            let word = word::prepared(&bytes);
            notices.extend(word.notices);
            word.package
        }
        Office::Xlsx => {
            let workbook = as_it_is.as_xlsx();
            notices.extend(workbook.and_then(|book| hidden::rows_and_columns(book, &bytes)));
            notices.extend(workbook.and_then(struck::notice));
            struck::prepared(&bytes)
        }
        Office::Doc | Office::Xls => None,
    };
    let document = match prepared {
        Some(package) => parse(package.into(), office)?,
        None => as_it_is,
    };
    let mut blocks = Vec::new();
    let (sections, hidden) = hidden::shown(document.to_ir().sections);
    notices.extend(hidden);
    for section in sections {
        if let Some(title) = &section.title {
            blocks.extend([Block::Gap, Block::Line(title.clone()), Block::Gap]);
        }
        push_elements(&section.elements, 0, &mut blocks);
        if is_too_deep(&section.elements, 0) {
            notices.push(said!(
                "表格层层嵌套超过 {DEPTH_LIMIT} 层，更深处的内容没有读到，请与原件核对。",
                "Tables are nested deeper than {DEPTH_LIMIT} levels; what lies deeper was not read. Compare with the original."
            ));
        }
    }
    Ok(Imported {
        blocks,
        notices,
        ..Imported::default()
    })
}

fn parse(bytes: Arc<[u8]>, office: Office) -> Result<Document, Failure> {
    Document::from_reader_with(Cursor::new(bytes), office.format(), &options())
        .map_err(|error| failure(&error))
}

/// Whether something stands deeper than [`push_elements`] goes. The library cuts too, but deeper still.
fn is_too_deep(elements: &[Element], depth: usize) -> bool {
    depth > DEPTH_LIMIT
        || elements.iter().any(|element| match element {
            Element::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .any(|cell| is_too_deep(&cell.content, depth + 1)),
            Element::TextBox(text_box) => is_too_deep(&text_box.content, depth + 1),
            Element::List(list) => is_list_too_deep(list, depth),
            _ => false,
        })
}

fn is_list_too_deep(list: &List, depth: usize) -> bool {
    depth > DEPTH_LIMIT
        || list.items.iter().any(|item| {
            let nested = item.nested.as_ref();
            is_too_deep(&item.content, depth + 1)
                || nested.is_some_and(|nested| is_list_too_deep(nested, depth + 1))
        })
}

/// Caps a small file cannot get around by compression.
fn options() -> ParseOptions {
    let mut options = ParseOptions::default();
    let mut limits = Limits::strict();
    limits.part_bytes = 64 << 20;
    limits.package_bytes = 256 << 20;
    options.limits = limits;
    options
}

fn failure(error: &OfficeError) -> Failure {
    // The library tells encryption apart by its message only, for some of the formats.
    let message = error.to_string().to_lowercase();
    if message.contains("password") || message.contains("encrypt") {
        Failure::Locked
    } else {
        Failure::Damaged
    }
}

fn push_elements(elements: &[Element], depth: usize, blocks: &mut Vec<Block>) {
    if depth > DEPTH_LIMIT {
        return;
    }
    for element in elements {
        match element {
            Element::Paragraph(paragraph) => {
                push_lines("", &inline_text(&paragraph.content), blocks);
            }
            Element::Heading(heading) => {
                blocks.push(Block::Gap);
                push_lines("", &inline_text(&heading.content), blocks);
                blocks.push(Block::Gap);
            }
            Element::Table(table) => blocks.extend(raw_table(table, depth).into_blocks()),
            Element::List(list) => push_list(list, depth, blocks),
            Element::TextBox(text_box) => push_elements(&text_box.content, depth + 1, blocks),
            Element::Footnote(note) | Element::Endnote(note) => {
                push_elements(&note.content, depth + 1, blocks);
            }
            Element::CodeBlock(code) => push_lines("", &code.content, blocks),
            Element::ThematicBreak | Element::PageBreak | Element::ColumnBreak => {
                blocks.push(Block::Gap);
            }
            _ => {}
        }
    }
}

/// The characters of a paragraph. Neighbouring runs that are printed alike are one.
fn inline_text(content: &[InlineContent]) -> String {
    let mut out = String::new();
    let mut open: Option<(Print, String)> = None;
    for item in content {
        let (print, text) = match item {
            InlineContent::Text(span) => (print_of(span), span.text.as_str()),
            InlineContent::LineBreak => (None, "\n"),
            // What a note or a comment says stands behind the text.
            _ => continue,
        };
        match (&mut open, print) {
            (Some((last, run)), Some(print)) if *last == print => run.push_str(text),
            _ => {
                out.extend(open.take().map(|(print, run)| print.of(&run)));
                match print {
                    Some(print) => open = Some((print, text.to_owned())),
                    None => out.push_str(text),
                }
            }
        }
    }
    out.extend(open.map(|(print, run)| print.of(&run)));
    out
}

fn print_of(span: &TextSpan) -> Option<Print> {
    if span.strikethrough {
        return Some(Print::Struck);
    }
    match span.vertical_align {
        Some(VerticalAlign::Superscript) => Some(Print::Raised),
        Some(VerticalAlign::Subscript) => Some(Print::Lowered),
        _ => None,
    }
}

fn push_lines(marker: &str, text: &str, blocks: &mut Vec<Block>) {
    let mut marker = marker;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        blocks.push(Block::Line(format!("{marker}{line}")));
        marker = "";
    }
}

fn push_list(list: &List, depth: usize, blocks: &mut Vec<Block>) {
    if depth > DEPTH_LIMIT {
        return;
    }
    for (at, item) in list.items.iter().enumerate() {
        let ListItem { content, nested } = item;
        let marker = marker(list, at);
        let mut inner = Vec::new();
        push_elements(content, depth + 1, &mut inner);
        if let Some(Block::Line(first)) = inner
            .iter_mut()
            .find(|block| matches!(block, Block::Line(_)))
        {
            first.insert_str(0, &marker);
        }
        blocks.append(&mut inner);
        if let Some(nested) = nested {
            push_list(nested, depth + 1, blocks);
        }
    }
}

/// The number or dot Word prints before item `at` (from 0).
fn marker(list: &List, at: usize) -> String {
    if !list.ordered {
        return "· ".to_owned();
    }
    let first = list.start_number.unwrap_or(1) as usize;
    let number = first.saturating_add(at);
    // The pattern reads like `%1、` or `（%1）`; one that refers to other levels cannot be filled here.
    match list.marker_pattern.as_deref() {
        Some(pattern) if pattern.matches('%').count() == 1 && pattern.len() <= 32 => {
            let level = usize::from(list.level) + 1;
            pattern.replace(&format!("%{level}"), &number.to_string())
        }
        _ => format!("{number}. "),
    }
}

fn raw_table(table: &Table, depth: usize) -> RawTable {
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let mut content = Vec::new();
            push_elements(&cell.content, depth + 1, &mut content);
            RawCell {
                content,
                row_span: cell.row_span,
                column_span: cell.col_span,
            }
        });
        cells.collect()
    });
    RawTable {
        rows: rows.collect(),
    }
}
