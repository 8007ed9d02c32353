//! Turns the bytes of a format that needs a parser into text. Runs in the import worker only: parsers of untrusted
//! files may hang, abort or ask for all memory.

use crate::source::blocks::Block;
use crate::source::encoding::Decoded;
use crate::source::html::Page;
pub use crate::source::imported::{Failure, Imported};
use crate::source::kind::Parsed;
use crate::source::office::Office;
use crate::source::writing;
use crate::source::written::Written;
use crate::source::{Span, boxes, charset, encoding, html, json, mht, office, pdf, unfinished};

/// The text of a document with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Text, grids and pages.
    pub written: Written,
    /// See [`Imported::encoding`].
    pub encoding: String,
    /// See [`crate::source::Source::recognised`].
    pub recognised: Vec<Span>,
    /// See [`Imported::notices`].
    pub notices: Vec<String>,
}

/// Reads `bytes` as `kind`.
///
/// # Errors
/// When the document cannot be read or has no text.
pub fn import(kind: Parsed, bytes: Vec<u8>) -> Result<Outcome, Failure> {
    let imported = match kind {
        Parsed::Html => page(&bytes, None),
        Parsed::Mht => {
            let archived = mht::page(&bytes).ok_or(Failure::Damaged)?;
            let mut page = page(&archived.bytes, archived.charset.as_deref());
            let notice = unfinished::NOTICE.to_owned();
            if archived.is_unfinished && !page.notices.contains(&notice) {
                page.notices.push(notice);
            }
            page
        }
        Parsed::Pdf => pdf::read(bytes)?,
        Parsed::Docx => office::read(bytes, Office::Docx)?,
        Parsed::Doc => office::read(bytes, Office::Doc)?,
        Parsed::Xlsx => office::read(bytes, Office::Xlsx)?,
        Parsed::Xls => office::read(bytes, Office::Xls)?,
        Parsed::Json => text_page(&bytes, json::read),
        Parsed::Boxes => text_page(&bytes, boxes::read),
    };
    let (written, more) = writing::write(&imported.blocks);
    if written.text.trim().is_empty() {
        return Err(Failure::Empty);
    }
    Ok(Outcome {
        recognised: recognised(&imported.recognised, &written),
        written,
        encoding: imported.encoding,
        notices: imported.notices.into_iter().chain(more).collect(),
    })
}

/// The recognised pages in the text; all of it when a page cannot be told from its neighbours.
fn recognised(pages: &[bool], written: &Written) -> Vec<Span> {
    if !pages.contains(&true) {
        return Vec::new();
    }
    if pages.len() != written.pages.len() {
        return vec![Span::new(0, written.text.len())];
    }
    let pages = pages.iter().zip(&written.pages);
    pages
        .filter(|(is, _)| **is)
        .map(|(_, page)| *page)
        .collect()
}

/// A page in a text that tells no encoding of its own.
fn text_page(bytes: &[u8], read: fn(&str) -> Page) -> Imported {
    imported(encoding::decode(bytes, None), read)
}

fn page(bytes: &[u8], declared: Option<&str>) -> Imported {
    imported(charset::decode(bytes, declared), html::read)
}

fn imported(decoded: Decoded, read: fn(&str) -> Page) -> Imported {
    let page = read(&decoded.text);
    let mut notices = page.notices;
    notices.extend(decoded.notices());
    Imported {
        blocks: page.blocks,
        encoding: decoded.encoding,
        notices,
        ..Imported::default()
    }
}
