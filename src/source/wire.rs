//! What Gouji and its import worker say to each other: frames of a length (four bytes, little endian) and that many
//! bytes. A request is a JSON header frame and a frame with the file; the reply is one JSON frame.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::source::import::{Failure, IMPORTERS, ImportedText};
use crate::source::kind::Parsed;
use crate::source::written::Written;
use crate::source::{Grid, GridCell, Span};

/// Longest frame that is accepted, in bytes.
const FRAME_LIMIT: u32 = 256 << 20;

/// What the worker is asked to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// [`Parsed::key`] of the format.
    pub format: String,
    /// Milliseconds after which the worker ends itself, so that none outlives a Gouji that was killed.
    pub deadline_ms: u64,
    /// Milliseconds of processor time after which it does so.
    pub processor_ms: u64,
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The document was read.
    Read(Document),
    /// It needs a password.
    Locked,
    /// It cannot be parsed.
    Damaged,
    /// Its pages are pictures.
    Scan,
    /// Its characters are unknown.
    Unmapped,
    /// It has no text.
    Empty,
}

/// A document that was read.
#[derive(Debug, Serialize, Deserialize)]
pub struct Document {
    text: String,
    encoding: String,
    /// For each grid its cells: row, column, row span, column span, start, end.
    grids: Vec<Vec<[u32; 6]>>,
    pages: Vec<(usize, usize)>,
    recognised: Vec<(usize, usize)>,
    notices: Vec<String>,
}

/// The format a key names.
#[must_use]
pub fn format_of(key: &str) -> Option<Parsed> {
    let mut importers = IMPORTERS.iter();
    let importer = importers.find(|importer| importer.key == key)?;
    Some(importer.format)
}

impl From<Result<ImportedText, Failure>> for Reply {
    fn from(result: Result<ImportedText, Failure>) -> Self {
        match result {
            Ok(outcome) => Self::Read(outcome.into()),
            Err(Failure::Locked) => Self::Locked,
            Err(Failure::Damaged) => Self::Damaged,
            Err(Failure::Scan) => Self::Scan,
            Err(Failure::Unmapped) => Self::Unmapped,
            Err(Failure::Empty) => Self::Empty,
        }
    }
}

impl From<Reply> for Result<ImportedText, Failure> {
    fn from(reply: Reply) -> Self {
        match reply {
            Reply::Read(document) => Ok(document.into()),
            Reply::Locked => Err(Failure::Locked),
            Reply::Damaged => Err(Failure::Damaged),
            Reply::Scan => Err(Failure::Scan),
            Reply::Unmapped => Err(Failure::Unmapped),
            Reply::Empty => Err(Failure::Empty),
        }
    }
}

impl From<ImportedText> for Document {
    fn from(outcome: ImportedText) -> Self {
        let number = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let cell = |cell: &GridCell| {
            let (start, end) = (number(cell.span.start()), number(cell.span.end()));
            [
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                start,
                end,
            ]
        };
        let Written { text, grids, pages } = outcome.written;
        Self {
            text,
            encoding: outcome.encoding,
            grids: grids
                .iter()
                .map(|grid| grid.cells.iter().map(cell).collect())
                .collect(),
            pages: pages
                .iter()
                .map(|page| (page.start(), page.end()))
                .collect(),
            recognised: outcome
                .recognised
                .iter()
                .map(|part| (part.start(), part.end()))
                .collect(),
            notices: outcome.notices,
        }
    }
}

impl From<Document> for ImportedText {
    fn from(document: Document) -> Self {
        let cell = |[row, column, row_span, column_span, start, end]: [u32; 6]| GridCell {
            row,
            column,
            row_span,
            column_span,
            span: Span::new(start as usize, end as usize),
        };
        let grids = document.grids.into_iter().map(|cells| Grid {
            cells: cells.into_iter().map(cell).collect(),
        });
        let pages = document.pages.into_iter();
        Self {
            written: Written {
                text: document.text,
                grids: grids.collect(),
                pages: pages.map(|(start, end)| Span::new(start, end)).collect(),
            },
            encoding: document.encoding,
            recognised: document
                .recognised
                .into_iter()
                .map(|(start, end)| Span::new(start, end))
                .collect(),
            notices: document.notices,
        }
    }
}

/// Sends one frame.
///
/// # Errors
/// When the other side is gone or the frame is too long.
pub fn send(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// Receives one frame.
///
/// # Errors
/// When the other side is gone or claims an absurd length.
pub fn receive(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > FRAME_LIMIT {
        return Err(io::Error::other("frame too long"));
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == u64::from(length) {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// Sends a value as JSON.
///
/// # Errors
/// As [`send`].
pub fn send_json(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    send(to, &serde_json::to_vec(value)?)
}

/// Receives a value as JSON.
///
/// # Errors
/// As [`receive`], or when the frame holds something else.
pub fn receive_json<T: for<'de> Deserialize<'de>>(from: &mut impl Read) -> io::Result<T> {
    Ok(serde_json::from_slice(&receive(from)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_arrives_as_it_was_sent() {
        let outcome = ImportedText {
            written: Written {
                text: "表\t1\n".to_owned(),
                grids: vec![Grid {
                    cells: vec![GridCell {
                        row: 0,
                        column: 1,
                        row_span: 1,
                        column_span: 2,
                        span: Span::new(4, 5),
                    }],
                }],
                pages: vec![Span::new(0, 6)],
            },
            encoding: "gb18030".to_owned(),
            recognised: vec![Span::new(0, 6)],
            notices: vec!["注意".to_owned()],
        };
        let mut wire = Vec::new();
        send_json(&mut wire, &Reply::from(Ok(outcome.clone()))).unwrap();
        let reply: Reply = receive_json(&mut wire.as_slice()).unwrap();
        assert_eq!(Result::from(reply), Ok(outcome));
    }

    #[test]
    fn a_cut_frame_is_an_error() {
        let mut wire = Vec::new();
        send(&mut wire, b"abcdef").unwrap();
        wire.pop();
        assert!(receive(&mut wire.as_slice()).is_err());
    }
}
