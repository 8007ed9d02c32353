//! The formats, what each is called, how large a file of it may be, and what to do about those that are not accepted.

/// What to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// Words with their boxes: hOCR, or XML of `pdftotext -bbox`.
    Boxes,
}

impl Parsed {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Html,
        Self::Mht,
        Self::Pdf,
        Self::Docx,
        Self::Doc,
        Self::Xlsx,
        Self::Xls,
        Self::Json,
        Self::Boxes,
    ];

    /// The name used in [`crate::source::Source::format`] and between the processes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Json => "json",
            Self::Boxes => "boxes",
        }
    }

    /// What the user calls it, with the space that Latin letters have after Chinese ones.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "网页",
            Self::Mht => "网页存档（MHT）",
            Self::Pdf => " PDF 文件",
            Self::Docx | Self::Doc => " Word 文档",
            Self::Xlsx | Self::Xls => " Excel 表格",
            Self::Json => " JSON 文件",
            Self::Boxes => "文字坐标文件（hOCR 或 XML）",
        }
    }

    /// Largest file that is parsed, in bytes.
    #[must_use]
    pub fn limit(self) -> u64 {
        let mb = match self {
            Self::Html => 8,
            Self::Json | Self::Boxes => 20,
            Self::Mht => 32,
            Self::Pdf => 200,
            Self::Docx | Self::Doc | Self::Xlsx | Self::Xls => 50,
        };
        mb * 1024 * 1024
    }
}

pub(super) const AS_DOCX: &str = "请用 WPS 或 Word 另存为 .docx，再打开。";
pub(super) const AS_XLSX: &str = "请用 WPS 或 Excel 另存为 .xlsx，再打开。";
pub(super) const AS_PDF: &str = "请用阅读软件另存或打印为 PDF（保留文字），再打开。";
pub(super) const UNPACK: &str = "请先解压缩，再打开其中的报告。";

pub(super) fn foreign(name: &'static str, advice: &'static str) -> Kind {
    Kind::Foreign { name, advice }
}

pub(super) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
