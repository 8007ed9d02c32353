//! The formats, what each is called, how large a file of it may be, and what to do about those that are not accepted.

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
        name: &'static str,
        /// What the user can do.
        advice: &'static str,
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

pub(super) const AS_DOCX: &str = "请用 WPS 或 Word 另存为 .docx，再打开。";
pub(super) const AS_OFFICE: &str =
    "请用 WPS 另存为 .docx（文字）或 .xlsx（表格），再打开；打不开就打印为 PDF（保留文字）。";
pub(super) const AS_PDF: &str = "请用阅读软件另存或打印为 PDF（保留文字），再打开。";
pub(super) const UNPACK: &str = "请先解压缩，再打开其中的报告。";

pub(super) fn foreign(name: &'static str, advice: &'static str) -> FileKind {
    FileKind::Foreign { name, advice }
}

pub(super) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}
