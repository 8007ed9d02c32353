//! The formats, what each is called, how large a file of it may be, and what to do about those that are not accepted.

use crate::said::Both;

/// What to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Plain text: it needs no parser.
    Text,
    /// A format that needs a parser.
    Parsed(Parsed),
    /// An Office file that is encrypted.
    Locked,
    /// A format that is not accepted.
    Foreign {
        /// What it is.
        name: Both,
        /// What the user can do.
        advice: Both,
    },
}

/// Formats that need a parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Web page, or text with HTML tables in it.
    Html,
    /// Web archive.
    Mht,
    /// PDF.
    Pdf,
    /// Word since 2007.
    Docx,
    /// Word 97 to 2003, and WPS Writer.
    Doc,
    /// Excel since 2007.
    Xlsx,
    /// Excel 97 to 2003, and WPS Spreadsheets.
    Xls,
    /// JSON of a layout engine or a crawler.
    Json,
    /// A picture: PNG, JPEG, BMP, or TIFF with one or several pages.
    Picture,
    /// OFD, GB/T 33190.
    Ofd,
    /// `OpenDocument` text or sheet, in a package.
    OpenDocument,
    /// A document in XML: `OpenDocument` in one file, Office 2003 XML, `DocBook`, TEI.
    Xml,
    /// Words with their boxes: hOCR, or XML of `pdftotext -bbox`.
    Boxes,
}

pub(super) const AS_DOCX: Both = [
    "请用 WPS 或 Word 另存为 .docx，再打开。",
    "Save it as .docx in WPS or Word.",
];
pub(super) const AS_OFFICE: Both = [
    "请用 WPS 另存为 .docx（文字）或 .xlsx（表格），再打开；打不开就打印为 PDF（保留文字）。",
    "Save it as .docx or .xlsx in WPS; if that does not open it, print it to a PDF with text.",
];
pub(super) const AS_PDF: Both = [
    "请用阅读软件另存或打印为 PDF（保留文字），再打开。",
    "Save or print it as a PDF with text.",
];
pub(super) const UNPACK: Both = [
    "请先解压缩，再打开其中的报告。",
    "Unpack it and open the report in it.",
];

pub(super) fn foreign(name: Both, advice: Both) -> FileKind {
    FileKind::Foreign { name, advice }
}

pub(super) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}
