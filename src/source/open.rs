//! Opening a file of any accepted format.

use std::path::Path;
use std::sync::Arc;

use crate::source::again::{self, Figure};
use crate::source::blocks::Block;
use crate::source::disk::{self, check_size};
use crate::source::ending;
use crate::source::error::OpenError;
use crate::source::hash::sha256_hex;
use crate::source::import::{Failure, IMPORTERS, ImportedText, Waiting};
use crate::source::kind::{self, FileKind, Parsed};
use crate::source::picture::{self, Picture, Wanted};
use crate::source::place::Area;
use crate::source::pool::{NoAnswer, Pool};
use crate::source::writing;
use crate::source::written::Written;
use crate::source::{Source, delimited, encoding, limits, scan};

/// Largest text file that is opened, in bytes: many times the longest report, and no more than the reader can take
/// apart in seconds within a gigabyte.
pub const TEXT_LIMIT: u64 = 20 * 1024 * 1024;

/// Reads the file at `path`.
///
/// # Errors
/// When the file cannot be read, is too large, has no text, or is of a format that is not accepted.
pub fn open(path: &Path) -> Result<Source, OpenError> {
    open_with(Pool::shared(), path)
}

/// As [`open`], as long as somebody is `waiting`.
///
/// # Errors
/// As [`open`], and when nobody waits any more.
pub fn open_waiting(path: &Path, waiting: Waiting<'_>) -> Result<Source, OpenError> {
    read_bytes(Pool::shared(), path, disk::read(path)?, waiting)
}

/// As [`open`], with the workers of `pool`.
///
/// # Errors
/// As [`open`].
pub fn open_with(pool: &Pool, path: &Path) -> Result<Source, OpenError> {
    read_bytes(pool, path, disk::read(path)?, Waiting::PATIENT)
}

/// Makes a source of `bytes`, the content of the file at `path` (named in messages, not opened).
///
/// # Errors
/// When the content has no text or is of a format that is not accepted.
pub fn open_bytes(path: &Path, bytes: &[u8]) -> Result<Source, OpenError> {
    read_bytes(Pool::shared(), path, bytes.to_vec(), Waiting::PATIENT)
}

/// Endings of files that need no parser, in small letters.
const TEXT_ENDINGS: [&str; 6] = ["txt", "text", "md", "markdown", "csv", "tsv"];

/// Endings of files that may be a report, in lower case and without the dot.
pub fn supported_endings() -> impl Iterator<Item = &'static str> {
    let parsed = IMPORTERS.iter().flat_map(|importer| importer.endings);
    TEXT_ENDINGS.into_iter().chain(parsed.copied())
}

/// Whether a file of this name may be a report, for looking through folders. What it really is, its content tells.
#[must_use]
pub fn is_supported_name(path: &Path) -> bool {
    let own = ending::of(path);
    supported_endings().any(|ending| ending == own)
}

fn read_bytes(
    pool: &Pool,
    path: &Path,
    bytes: Vec<u8>,
    waiting: Waiting<'_>,
) -> Result<Source, OpenError> {
    if bytes.is_empty() {
        return Err(OpenError::Nothing {
            path: path.to_owned(),
        });
    }
    match kind::of(&bytes) {
        FileKind::Text => plain(path, &bytes),
        FileKind::Parsed(kind) => parsed(pool, path, (bytes, kind), waiting),
        FileKind::Locked => Err(OpenError::Locked {
            path: path.to_owned(),
            kind: [" Office 文件", "an Office document"],
        }),
        FileKind::Foreign { name, advice } => Err(OpenError::Unsupported {
            path: path.to_owned(),
            kind: name,
            advice,
        }),
    }
}

fn plain(path: &Path, bytes: &[u8]) -> Result<Source, OpenError> {
    check_size(path, bytes.len() as u64, TEXT_LIMIT)?;
    let mut decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(OpenError::Empty {
            path: path.to_owned(),
        });
    }
    let mut notices = decoded.notices();
    if let Some(end) = limits::end(&decoded.text) {
        decoded.text.truncate(end);
        notices.push(limits::notice(&decoded.text));
    }
    let table = delimited::read(&decoded.text, delimited::separators(path));
    let written = match table {
        Some(separated) => {
            notices.extend(separated.notice());
            let (written, more) = writing::write(&[Block::Table(separated.table)]);
            notices.extend(more);
            written
        }
        None => Written {
            text: decoded.text,
            ..Written::default()
        },
    };
    let outcome = ImportedText {
        written,
        encoding: decoded.encoding,
        recognised: Vec::new(),
        seen: Vec::new(),
        notices,
    };
    Ok(source(path, bytes, "text", outcome))
}

fn parsed(
    pool: &Pool,
    path: &Path,
    (bytes, kind): (Vec<u8>, Parsed),
    waiting: Waiting<'_>,
) -> Result<Source, OpenError> {
    check_size(path, bytes.len() as u64, kind.limit())?;
    let bytes = Arc::new(bytes);
    let answer = pool.import(kind, &bytes, waiting);
    let answer = answer.map_err(|error| unanswered(path, kind, error))?;
    let outcome = answer.map_err(|failure| refused(path, kind, failure))?;
    Ok(source(path, &bytes, kind.key(), outcome))
}

/// The picture of a page of the file at `path`.
///
/// # Errors
/// When the file cannot be read, is too large, or has no such page.
pub fn picture_of(path: &Path, wanted: Wanted) -> Result<Picture, OpenError> {
    let (kind, bytes) = with_pages(path)?;
    let answer = Pool::shared().draw(kind, &Arc::new(bytes), wanted);
    let answer = answer.map_err(|error| unanswered(path, kind, error))?;
    answer.map_err(|failure| refused(path, kind, failure))
}

/// What is recognised in these areas of a page (from 0) of the file at `path`, of each by itself; at most [`again::MOST`] of
/// them.
///
/// # Errors
/// As [`picture_of`], when the models are missing, and when nobody is `waiting` any more.
pub fn figures_of(
    path: &Path,
    page: usize,
    areas: &[Area],
    waiting: Waiting<'_>,
) -> Result<Vec<Figure>, OpenError> {
    let (kind, bytes) = with_pages(path)?;
    let areas = areas.get(..again::MOST).unwrap_or(areas);
    let width = again::WIDTH;
    let asked = (Wanted { page, width }, areas);
    let answer = Pool::shared().figures(kind, &Arc::new(bytes), asked, waiting);
    let answer = answer.map_err(|error| unanswered(path, kind, error))?;
    answer.map_err(|failure| refused(path, kind, failure))
}

/// The file at `path`, if it has pages that can be drawn.
fn with_pages(path: &Path) -> Result<(Parsed, Vec<u8>), OpenError> {
    let bytes = disk::read(path)?;
    match kind::of(&bytes) {
        FileKind::Parsed(kind) if picture::has_pages(kind) => {
            check_size(path, bytes.len() as u64, kind.limit())?;
            Ok((kind, bytes))
        }
        _ => Err(OpenError::NoPages {
            path: path.to_owned(),
        }),
    }
}

fn unanswered(path: &Path, kind: Parsed, error: NoAnswer) -> OpenError {
    let advice = if picture::has_pages(kind) {
        [
            "页面图片太大的，请按每英寸 300 点（300 DPI）以内重新扫描，或分成几个文件，再打开。",
            "If the pages are large pictures, scan them again at no more than 300 dots per inch, or split the file, and open it again.",
        ]
    } else {
        [
            "请只保留报告正文，或用原来的软件打开后另存，再打开。",
            "Keep only the report itself, or save it anew in the program it is from.",
        ]
    };
    let (path, kind) = (path.to_owned(), kind.name());
    match error {
        NoAnswer::TooSlow(seconds) => OpenError::TooSlow {
            path,
            kind,
            seconds,
        },
        NoAnswer::TooHungry(limit) => OpenError::TooHungry {
            path,
            kind,
            limit_mb: limit / (1024 * 1024),
            advice,
        },
        NoAnswer::GivenUp => OpenError::GivenUp { path },
        NoAnswer::Died => OpenError::Broken { path, kind },
        NoAnswer::NotStarted(reason) => OpenError::NoWorker { path, kind, reason },
    }
}

fn refused(path: &Path, kind: Parsed, failure: Failure) -> OpenError {
    let (path, kind) = (path.to_owned(), kind.name());
    match failure {
        Failure::Locked => OpenError::Locked { path, kind },
        Failure::Damaged => OpenError::Damaged { path, kind },
        Failure::Scan => OpenError::Scan { path },
        Failure::Oversized => OpenError::Oversized { path },
        Failure::NoModel => OpenError::NoModel {
            path,
            files: scan::MODELS.join("、"),
            folders: scan::model_folders(),
        },
        Failure::Unmapped => OpenError::Unmapped { path },
        Failure::Empty => OpenError::Empty { path },
    }
}

fn source(path: &Path, bytes: &[u8], format: &str, outcome: ImportedText) -> Source {
    let name = path.file_name().map(|name| name.to_string_lossy());
    Source {
        name: name.unwrap_or_default().into_owned(),
        sha256: sha256_hex(bytes),
        format: format.to_owned(),
        encoding: outcome.encoding,
        text: outcome.written.text,
        grids: outcome.written.grids,
        pages: outcome.written.pages,
        recognised: outcome.recognised,
        seen: outcome.seen,
        places: outcome.written.places,
        notices: outcome.notices,
    }
}
