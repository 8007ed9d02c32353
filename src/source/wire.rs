//! What Gouji and its import worker say to each other: frames of a length (four bytes, little endian) and that many
//! bytes. A request is a JSON header frame and a frame with the file; the reply is one JSON frame.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::said::Said;
use crate::source::again::Figure;
use crate::source::import::{Failure, IMPORTERS, ImportedText};
use crate::source::kind::Parsed;
use crate::source::picture::Picture;
use crate::source::place::{Area, Place, WHOLE};
use crate::source::seen::Seen;
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
    /// The page that is to be drawn, and its width; without it the text is read. See [`crate::source::picture::Wanted`].
    pub picture: Option<(usize, u32)>,
    /// Parts of that page that are to be read instead, each as left, top, right and bottom of an [`Area`].
    #[serde(default)]
    pub areas: Option<Vec<[u16; 4]>>,
    /// Pages that are recognised where they are pictures.
    pub most_pages: usize,
    /// These pages instead, from 1: the first and the last of each run.
    #[serde(default)]
    pub chosen: Option<Vec<(usize, usize)>>,
    /// See [`crate::source::import::Work::from_pictures`].
    pub from_pictures: bool,
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The document was read.
    Read(Document),
    /// The page was drawn. Its pixels follow in a frame of their own.
    Drawn(Drawn),
    /// Parts of a page were read: the characters of each, and how sure they are.
    Figures(Vec<(String, u16)>),
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
    /// It is a picture with too many pixels.
    Oversized,
    /// The models are missing that it takes to recognise it.
    NoModel,
    /// A page is about to be recognised: its number, and how many there are. The answer follows.
    Recognising(usize, Option<usize>),
}

/// A page that was drawn.
#[derive(Debug, Serialize, Deserialize)]
pub struct Drawn {
    n_pages: usize,
    size: (u32, u32),
    points: (f32, f32),
    /// Red, green and blue of each pixel; sent by itself.
    #[serde(skip)]
    rgb: Vec<u8>,
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
    seen: Vec<SeenEntry>,
    /// Of each place: start, end, page, left, top, right, bottom.
    #[serde(default)]
    places: Vec<[u32; 7]>,
    /// Of each sentence the Chinese and the English.
    notices: Vec<(String, String)>,
}

/// Start, end, page, area, sureness, others, whether the column was inferred.
type SeenEntry = (usize, usize, usize, [u32; 4], u16, Vec<(String, u16)>, bool);

/// The format a key names.
#[must_use]
pub fn format_of(key: &str) -> Option<Parsed> {
    let mut importers = IMPORTERS.iter();
    let importer = importers.find(|importer| importer.key == key)?;
    Some(importer.format)
}

/// What a worker gives.
#[derive(Debug)]
pub enum Answer {
    /// The text of a document.
    Text(ImportedText),
    /// The picture of a page.
    Picture(Picture),
    /// What stands in parts of a page.
    Figures(Vec<Figure>),
}

impl From<Result<Answer, Failure>> for Reply {
    fn from(result: Result<Answer, Failure>) -> Self {
        match result {
            Ok(Answer::Text(text)) => Self::Read(text.into()),
            Ok(Answer::Picture(picture)) => Self::Drawn(picture.into()),
            Ok(Answer::Figures(figures)) => {
                let figures = figures.into_iter();
                Self::Figures(figures.map(|found| (found.text, found.sureness)).collect())
            }
            Err(Failure::Locked) => Self::Locked,
            Err(Failure::Damaged) => Self::Damaged,
            Err(Failure::Scan) => Self::Scan,
            Err(Failure::Unmapped) => Self::Unmapped,
            Err(Failure::Empty) => Self::Empty,
            Err(Failure::Oversized) => Self::Oversized,
            Err(Failure::NoModel) => Self::NoModel,
        }
    }
}

impl From<Reply> for Result<Answer, Failure> {
    fn from(reply: Reply) -> Self {
        match reply {
            Reply::Read(document) => Ok(Answer::Text(document.into())),
            Reply::Drawn(drawn) => Ok(Answer::Picture(drawn.into())),
            Reply::Figures(figures) => {
                let figures = figures.into_iter();
                let figures = figures.map(|(text, sureness)| Figure { text, sureness });
                Ok(Answer::Figures(figures.collect()))
            }
            Reply::Locked => Err(Failure::Locked),
            // The second is no answer: whoever waits for one goes on waiting.
            Reply::Damaged | Reply::Recognising(..) => Err(Failure::Damaged),
            Reply::Scan => Err(Failure::Scan),
            Reply::Unmapped => Err(Failure::Unmapped),
            Reply::Empty => Err(Failure::Empty),
            Reply::Oversized => Err(Failure::Oversized),
            Reply::NoModel => Err(Failure::NoModel),
        }
    }
}

impl From<Picture> for Drawn {
    fn from(picture: Picture) -> Self {
        Self {
            n_pages: picture.n_pages,
            size: (picture.width, picture.height),
            points: picture.points,
            rgb: picture.rgb,
        }
    }
}

impl From<Drawn> for Picture {
    fn from(drawn: Drawn) -> Self {
        Self {
            n_pages: drawn.n_pages,
            width: drawn.size.0,
            height: drawn.size.1,
            points: drawn.points,
            rgb: drawn.rgb,
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
        let Written {
            text,
            grids,
            pages,
            places,
        } = outcome.written;
        let place = |place: &Place| {
            let Area {
                left,
                top,
                right,
                bottom,
            } = place.area;
            let [left, top, right, bottom] = [left, top, right, bottom].map(u32::from);
            let (start, end) = (number(place.span.start()), number(place.span.end()));
            [start, end, place.page, left, top, right, bottom]
        };
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
            places: places.iter().map(place).collect(),
            recognised: outcome
                .recognised
                .iter()
                .map(|part| (part.start(), part.end()))
                .collect(),
            seen: outcome.seen.into_iter().map(entry).collect(),
            notices: outcome
                .notices
                .into_iter()
                .map(|said| (said.chinese, said.english))
                .collect(),
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
        let side = |side: u32| u16::try_from(side).unwrap_or(WHOLE);
        let place = |[start, end, page, left, top, right, bottom]: [u32; 7]| Place {
            span: Span::new(start as usize, end as usize),
            page,
            area: Area {
                left: side(left),
                top: side(top),
                right: side(right),
                bottom: side(bottom),
            },
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
                places: document.places.into_iter().map(place).collect(),
            },
            encoding: document.encoding,
            recognised: document
                .recognised
                .into_iter()
                .map(|(start, end)| Span::new(start, end))
                .collect(),
            seen: document.seen.into_iter().map(seen).collect(),
            notices: document
                .notices
                .into_iter()
                .map(|(chinese, english)| Said { chinese, english })
                .collect(),
        }
    }
}

fn entry(seen: Seen) -> SeenEntry {
    let (start, end) = (seen.span.start(), seen.span.end());
    (
        start,
        end,
        seen.page,
        seen.area,
        seen.sureness,
        seen.others,
        seen.is_column_inferred,
    )
}

fn seen((start, end, page, area, sureness, others, is_column_inferred): SeenEntry) -> Seen {
    Seen {
        span: Span::new(start, end),
        page,
        area,
        sureness,
        others,
        is_column_inferred,
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

/// Sends a reply, with its pixels if it has some.
///
/// # Errors
/// As [`send`].
pub fn send_reply(to: &mut impl Write, reply: &Reply) -> io::Result<()> {
    send_json(to, reply)?;
    match reply {
        Reply::Drawn(drawn) => send(to, &drawn.rgb),
        _ => Ok(()),
    }
}

/// Receives a reply, with its pixels if it has some.
///
/// # Errors
/// As [`receive_json`].
pub fn receive_reply(from: &mut impl Read) -> io::Result<Reply> {
    let mut reply = receive_json(from)?;
    if let Reply::Drawn(drawn) = &mut reply {
        drawn.rgb = receive(from)?;
    }
    Ok(reply)
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
                places: vec![Place {
                    span: Span::new(4, 5),
                    page: 0,
                    area: Area::new([0.1, 0.2, 0.3, 0.4]),
                }],
            },
            encoding: "gb18030".to_owned(),
            recognised: vec![Span::new(0, 6)],
            seen: vec![Seen {
                span: Span::new(4, 5),
                page: 0,
                area: [1, 2, 3, 4],
                sureness: 900,
                others: vec![("7".to_owned(), 90)],
                is_column_inferred: true,
            }],
            notices: vec![Said::new("注意", "mind")],
        };
        let mut wire = Vec::new();
        send_reply(&mut wire, &Reply::from(Ok(Answer::Text(outcome.clone())))).unwrap();
        let picture = Picture {
            n_pages: 3,
            width: 2,
            height: 1,
            points: (595.0, 842.0),
            rgb: vec![1, 2, 3, 4, 5, 6],
        };
        send_reply(
            &mut wire,
            &Reply::from(Ok(Answer::Picture(picture.clone()))),
        )
        .unwrap();
        let mut wire = wire.as_slice();
        let text = Result::from(receive_reply(&mut wire).unwrap());
        assert!(matches!(text, Ok(Answer::Text(text)) if text == outcome));
        let drawn = Result::from(receive_reply(&mut wire).unwrap());
        assert!(matches!(drawn, Ok(Answer::Picture(drawn)) if drawn == picture));
    }

    #[test]
    fn a_cut_frame_is_an_error() {
        let mut wire = Vec::new();
        send(&mut wire, b"abcdef").unwrap();
        wire.pop();
        assert!(receive(&mut wire.as_slice()).is_err());
    }
}
