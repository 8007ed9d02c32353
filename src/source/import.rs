//! Turns the bytes of a format that needs a parser into text. Runs in the import worker only: parsers of untrusted
//! files may hang, abort or ask for all memory.

use crate::said::{Both, Said};
use crate::source::encoding::Decoded;
use crate::source::html::Page;
pub use crate::source::imported::{Failure, Imported, Progress, Waiting, Work};
use crate::source::kind::Parsed;
use crate::source::office::Office;
use crate::source::seen::Seen;
use crate::source::writing;
use crate::source::written::Written;
use crate::source::{
    Span, boxes, charset, encoding, html, json, mht, ofd, office, pdf, pictures, scan, unfinished,
    unmark, xml,
};

/// How a format that needs a parser is called, told and read.
#[derive(Clone, Copy, Debug)]
pub struct Importer {
    /// The format.
    pub format: Parsed,
    /// The name used in [`crate::source::Source::format`] and between the processes.
    pub key: &'static str,
    /// What the user calls it, with the space that Latin letters have after Chinese ones.
    pub name: Both,
    /// The endings its files usually have, in small letters.
    pub endings: &'static [&'static str],
    /// Largest file that is parsed, in MiB.
    limit_mb: u64,
    /// Reads its bytes.
    read: fn(Vec<u8>, &mut Work<'_>) -> Result<Imported, Failure>,
}

const fn importer(
    format: Parsed,
    (key, name): (&'static str, Both),
    endings: &'static [&'static str],
    limit_mb: u64,
    read: fn(Vec<u8>, &mut Work<'_>) -> Result<Imported, Failure>,
) -> Importer {
    Importer {
        format,
        key,
        name,
        endings,
        limit_mb,
        read,
    }
}

/// Of web pages, which are also what stands in for a format that no importer knows: a test proves that there is none.
const HTML: Importer = importer(
    Parsed::Html,
    ("html", ["网页", "a web page"]),
    &["html", "htm", "shtml"],
    8,
    |bytes, _| Ok(page(&bytes, None)),
);

/// The one door of formats: one line each.
#[rustfmt::skip]
pub const IMPORTERS: &[Importer] = &[
    HTML,
    importer(Parsed::Mht, ("mht", ["网页存档（MHT）", "a web archive (MHT)"]), &["mht", "mhtml"], 32, |bytes, _| archive(&bytes)),
    importer(Parsed::Pdf, ("pdf", [" PDF 文件", "a PDF"]), &["pdf"], 200, pdf::read),
    importer(Parsed::Docx, ("docx", [" Word 文档", "a Word document"]), &["docx"], 50, |bytes, _| office::read(bytes, Office::Docx)),
    importer(Parsed::Doc, ("doc", [" Word 文档", "a Word document"]), &["doc", "wps"], 50, |bytes, _| office::read(bytes, Office::Doc)),
    importer(Parsed::Xlsx, ("xlsx", [" Excel 表格", "an Excel workbook"]), &["xlsx"], 50, |bytes, _| office::read(bytes, Office::Xlsx)),
    importer(Parsed::Xls, ("xls", [" Excel 表格", "an Excel workbook"]), &["xls", "et"], 50, |bytes, _| office::read(bytes, Office::Xls)),
    importer(Parsed::Json, ("json", [" JSON 文件", "a JSON file"]), &[], 20, |bytes, _| Ok(text_page(&bytes, json::read))),
    importer(Parsed::Picture, ("picture", ["图片", "a picture"]), scan::ENDINGS, 50, pictures::read),
    importer(Parsed::Ofd, ("ofd", ["版式文件（OFD）", "an OFD document"]), &["ofd"], 200, ofd::read),
    importer(Parsed::OpenDocument, ("odf", [" OpenDocument 文件", "an OpenDocument file"]), &["odt", "ods"], 50, |bytes, _| xml::read_package(bytes)),
    importer(Parsed::Xml, ("xml", [" XML 文档", "an XML document"]), &["fodt", "fods"], 20, |bytes, _| Ok(text_page(&bytes, xml::read))),
    importer(Parsed::Boxes, ("boxes", ["文字坐标文件（hOCR 或 XML）", "words with places (hOCR or XML)"]), &["hocr"], 20, |bytes, _| Ok(text_page(&bytes, boxes::read))),
];

impl Parsed {
    /// What is known about the format.
    #[must_use]
    pub fn importer(self) -> &'static Importer {
        let mut importers = IMPORTERS.iter();
        importers
            .find(|importer| importer.format == self)
            .unwrap_or(&HTML)
    }

    /// See [`Importer::key`].
    #[must_use]
    pub fn key(self) -> &'static str {
        self.importer().key
    }

    /// See [`Importer::name`].
    #[must_use]
    pub fn name(self) -> Both {
        self.importer().name
    }

    /// Largest file that is parsed, in bytes.
    #[must_use]
    pub fn limit(self) -> u64 {
        self.importer().limit_mb * 1024 * 1024
    }
}

/// The text of a document with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedText {
    /// Text, grids and pages.
    pub written: Written,
    /// See [`Imported::encoding`].
    pub encoding: String,
    /// See [`crate::source::Source::recognised`].
    pub recognised: Vec<Span>,
    /// See [`crate::source::Source::seen`].
    pub seen: Vec<Seen>,
    /// See [`Imported::notices`].
    pub notices: Vec<Said>,
}

/// Reads `bytes` as `kind`.
///
/// # Errors
/// When the document cannot be read or has no text.
pub fn import(kind: Parsed, bytes: Vec<u8>, work: &mut Work<'_>) -> Result<ImportedText, Failure> {
    let imported = (kind.importer().read)(bytes, work)?;
    let (mut written, more) = writing::write(&imported.blocks);
    let seen = unmark::unmark(&mut written, &imported.sights);
    if written.text.trim().is_empty() {
        return Err(Failure::Empty);
    }
    Ok(ImportedText {
        recognised: recognised(&imported.recognised, &written),
        written,
        encoding: imported.encoding,
        seen,
        notices: imported.notices.into_iter().chain(more).collect(),
    })
}

/// The page of a web archive, and whether it ends too early.
fn archive(bytes: &[u8]) -> Result<Imported, Failure> {
    let archived = mht::page(bytes).ok_or(Failure::Damaged)?;
    let mut page = page(&archived.bytes, archived.charset.as_deref());
    let notice = Said::from(unfinished::NOTICE);
    if archived.is_unfinished && !page.notices.contains(&notice) {
        page.notices.push(notice);
    }
    Ok(page)
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
