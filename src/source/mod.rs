//! Bytes of any accepted format become a [`Source`]: a text with byte offsets, and the grids the format knows of.

pub mod again;
mod as_html;
mod bend;
pub mod blocks;
pub mod boxes;
pub mod charset;
pub mod container;
pub mod delimited;
pub mod disk;
pub mod encoding;
pub mod ending;
mod error;
mod format;
pub mod furniture;
pub mod hash;
pub mod html;
pub mod import;
mod imported;
pub mod inked;
pub mod json;
pub mod kept;
pub mod kind;
pub mod latex;
pub mod limits;

pub mod line_index;
pub mod marks;
pub mod mht;
#[cfg(feature = "ocr")]
mod ocr;
#[cfg(not(feature = "ocr"))]
#[path = "unbuilt.rs"]
mod ocr;
mod ofd;
pub mod office;
pub mod open;
mod package;
mod part;
pub mod pdf;
pub mod picture;
mod pictures;
pub mod place;
pub mod pool;
pub mod scan;
pub mod scan_pages;
pub mod seen;
pub mod span;
pub mod system;
pub mod tagged;
pub mod typography;
pub mod unfinished;
mod unmark;
pub mod watch;
pub mod wikitext;
pub mod wire;
pub mod worker;
pub mod writing;
pub mod written;
pub mod xml;

pub use error::OpenError;
pub use line_index::LineIndex;
pub use open::{
    figures_of, is_supported_name, open, open_bytes, open_waiting, open_with, picture_of,
    supported_endings,
};
pub use place::Place;
pub use span::Span;

/// A report as opened. It never changes; everything read from it points back into [`Source::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name without folders, such as `a.txt`.
    pub name: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal; it identifies the report.
    pub sha256: String,
    /// What kind of file it was, such as `text`, `html`, `docx`, `pdf`.
    pub format: String,
    /// The character encoding the text was decoded from, such as `UTF-8` or `GB18030`; empty where the format has none.
    pub encoding: String,
    /// UTF-8 text, byte order mark removed, CRLF and CR as LF, otherwise unchanged.
    pub text: String,
    /// Tables whose cells the format itself marks (HTML, DOCX, spreadsheets, PDF rulings), in text order.
    pub grids: Vec<Grid>,
    /// Where each page begins in the text, for formats with pages; empty otherwise.
    pub pages: Vec<Span>,
    /// Parts of the text that were recognised from the picture of a scan, as pages; empty where the file itself gives
    /// its characters.
    pub recognised: Vec<Span>,
    /// Figures that Gouji itself recognised in pictures, in text order: where they are, and how sure it is.
    pub seen: Vec<seen::Seen>,
    /// Where its characters are printed, in text order, for formats that tell; empty otherwise, and for a report that was
    /// loaded from a saved file.
    pub places: Vec<Place>,
    /// What was lost or doubtful while opening, as sentences for the reviewer.
    pub notices: Vec<crate::said::Said>,
}

/// A table whose cells are known from the file format, not from the text alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Cells in reading order.
    pub cells: Vec<GridCell>,
}

/// One cell of a [`Grid`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0, after spans of other cells are taken into account.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Where the cell's characters stand in [`Source::text`]; empty, at its place, for an empty cell.
    pub span: Span,
}
