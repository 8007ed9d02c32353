//! The bytes of a file on disk: a regular file of a known length, and no more than that.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::source::error::OpenError;
use crate::source::kind::{self, FileKind, Parsed};
use crate::source::{boxes, encoding, ending, json, scan};

/// Largest file that is read at all, in bytes.
pub(crate) const FILE_LIMIT: u64 = 200 * 1024 * 1024;

/// Reads the file at `path`.
///
/// # Errors
/// When there is none, when it is no regular file (a pipe, a device, a window into the system, which may never end),
/// when it is too large, or when it grows while it is read.
pub fn read(path: &Path) -> Result<Vec<u8>, OpenError> {
    let unreadable = |reason| unreadable(path, reason);
    let file = open(path).map_err(unreadable)?;
    let facts = file.metadata().map_err(unreadable)?;
    if !facts.is_file() {
        return Err(OpenError::NotAFile {
            path: path.to_owned(),
        });
    }
    if facts.len() == 0 {
        // Files of `/proc` say so, too, and some of them are never done.
        return Err(OpenError::Nothing {
            path: path.to_owned(),
        });
    }
    check_size(path, facts.len(), FILE_LIMIT)?;
    let mut bytes = Vec::new();
    file.take(facts.len() + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > facts.len() {
        return Err(OpenError::Growing {
            path: path.to_owned(),
        });
    }
    Ok(bytes)
}

/// Bytes at the start of a file that tell whether it holds a document.
const HEAD_BYTES: u64 = 8_192;

/// Bytes at the start of a file in which the words of a report are looked for.
const WORDS_BYTES: u64 = 1 << 18;

/// Words of the tables of the form, which hardly stand anywhere else.
const WORDS: [&str; 9] = [
    "自然人",
    "商业企业",
    "予以公开",
    "信访举报投诉",
    "结果维持",
    "結果維持",
    "规范性文件",
    "处理决定数量",
    "行政事业性收费",
];

/// How many of [`WORDS`] a report has, be it a page of one.
const LEAST_WORDS: usize = 2;

/// What files of this program hold: names of cells.
const OWN: &str = "requests.received";

/// Whether a file whose name says nothing of a report holds one: JSON or XML as a layout engine or a crawler writes it, or
/// any text with the words of the form. Most data files do not, so a folder is looked through for them by their content.
#[must_use]
pub fn holds_report(path: &Path) -> bool {
    let Ok(head) = head(path, HEAD_BYTES) else {
        return false;
    };
    let text = String::from_utf8_lossy(&head).to_ascii_lowercase();
    if text.contains(OWN) {
        return false;
    }
    let is_data = matches!(ending::of(path).as_str(), "json" | "jsonl" | "xml");
    if is_data && (json::holds_blocks(&text) || boxes::are_boxes(&text)) {
        return true;
    }
    let is_text = matches!(
        kind::of(&head),
        FileKind::Text | FileKind::Parsed(Parsed::Html | Parsed::Json | Parsed::Xml)
    );
    is_text && has_words(path)
}

/// Whether the beginning of a file has words of the form.
fn has_words(path: &Path) -> bool {
    head(path, WORDS_BYTES).is_ok_and(|head| {
        let text = encoding::decode(&head, None).text.to_ascii_lowercase();
        let is_there = |word: &&&str| text.contains(**word) || text.contains(&escaped(word));
        WORDS.iter().filter(is_there).count() >= LEAST_WORDS
    })
}

/// A word in the escapes of JSON, in small letters.
fn escaped(word: &str) -> String {
    let unit = |unit| format!("\\u{unit:04x}");
    word.encode_utf16().map(unit).collect()
}

/// The bytes that a file begins with.
fn head(path: &Path, n_bytes: u64) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    open(path)?.take(n_bytes).read_to_end(&mut head)?;
    Ok(head)
}

/// Whether a file is called a picture.
#[must_use]
pub fn is_picture_name(path: &Path) -> bool {
    scan::ENDINGS.contains(&ending::of(path).as_str())
}

/// Whether a file that is called a picture is none, or one too small for a page with a table: of a web page, or a photograph
/// in passing. A folder is looked through for the others.
#[must_use]
pub fn is_no_page(path: &Path) -> bool {
    head(path, HEAD_BYTES).is_ok_and(|head| {
        let is_picture = kind::of(&head) == FileKind::Parsed(Parsed::Picture);
        !is_picture || open(path).is_ok_and(scan::is_small)
    })
}

/// Opens a file without waiting for whoever is at the other end of a pipe.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(NO_WAIT);
    }
    options.open(path)
}

/// `O_NONBLOCK`.
#[cfg(any(target_os = "linux", target_os = "android"))]
const NO_WAIT: i32 = 0o4000;

/// `O_NONBLOCK`.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
const NO_WAIT: i32 = 4;

fn unreadable(path: &Path, reason: std::io::Error) -> OpenError {
    let path = path.to_owned();
    match reason.kind() {
        ErrorKind::NotFound => OpenError::Missing { path },
        ErrorKind::PermissionDenied => OpenError::Forbidden { path },
        ErrorKind::IsADirectory => OpenError::NotAFile { path },
        _ => OpenError::Unreadable { path, reason },
    }
}

/// # Errors
/// When `size` is above `limit`, both in bytes.
pub fn check_size(path: &Path, size: u64, limit: u64) -> Result<(), OpenError> {
    let mb = |bytes: u64| bytes / (1024 * 1024);
    if size <= limit {
        return Ok(());
    }
    Err(OpenError::TooLarge {
        path: path.to_owned(),
        size_mb: mb(size),
        limit_mb: mb(limit),
    })
}
