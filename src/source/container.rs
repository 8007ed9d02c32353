//! What a container of parts is: a zip package by the names in its directory, an old Office file by its streams.

use crate::said::Both;
use crate::source::format::{AS_OFFICE, AS_PDF, FileKind, Parsed, UNPACK, contains, foreign};

/// Names looked at.
const NAME_LIMIT: usize = 10_000;

/// A zip package. A zip that merely holds an Office file is not one itself.
#[must_use]
pub fn of_zip(bytes: &[u8]) -> FileKind {
    let listed = directory(bytes).map_or(Vec::new(), |directory| {
        names(directory, b"PK\x01\x02", 28, 46)
    });
    // The directory of a package that was cut short is lost; each part still tells its own name.
    let names = if listed.is_empty() {
        names(bytes, b"PK\x03\x04", 26, 30)
    } else {
        listed
    };
    let holds = |start: &str| names.iter().any(|name| name.starts_with(start));
    let is_open = || holds("mimetype") && contains(bytes, b"application/vnd.oasis.opendocument");
    if holds("word/") {
        FileKind::Parsed(Parsed::Docx)
    } else if holds("xl/") {
        FileKind::Parsed(Parsed::Xlsx)
    } else if holds("OFD.xml") {
        FileKind::Parsed(Parsed::Ofd)
    } else if holds("ppt/") || (is_open() && contains(bytes, b"opendocument.presentation")) {
        foreign(["演示文稿", "a presentation"], AS_PDF)
    } else if is_open() {
        FileKind::Parsed(Parsed::OpenDocument)
    } else {
        foreign(["压缩包", "an archive"], UNPACK)
    }
}

/// The list of parts at the end of a zip; lists of zips packed inside stand before it.
fn directory(bytes: &[u8]) -> Option<&[u8]> {
    let mark = b"PK\x05\x06";
    let end = bytes
        .windows(mark.len())
        .rposition(|window| window == mark)?;
    let length = bytes.get(end + 12..end + 16)?;
    let length = u32::from_le_bytes(length.try_into().ok()?);
    let start = end.checked_sub(usize::try_from(length).ok()?)?;
    bytes.get(start..end)
}

/// The names behind each `mark`: their length stands `length_at` bytes behind it, the name itself `name_at` bytes.
fn names(bytes: &[u8], mark: &[u8], length_at: usize, name_at: usize) -> Vec<String> {
    let marks = bytes
        .windows(mark.len())
        .enumerate()
        .filter(|(_, window)| *window == mark);
    let name = |(at, _): (usize, &[u8])| {
        let length = bytes.get(at + length_at..at + length_at + 2)?;
        let length = usize::from(u16::from_le_bytes(length.try_into().ok()?));
        let name = bytes.get(at + name_at..at + name_at + length)?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    marks.filter_map(name).take(NAME_LIMIT).collect()
}

/// What to do about a file whose end is missing.
const AGAIN: Both = [
    "请重新下载，或向来源处另要一份完整的文件，再打开。",
    "Download it again, or ask the source for a complete copy.",
];

/// Whether the list of streams of an old Office container stands behind the end of the bytes.
fn is_cut(bytes: &[u8]) -> bool {
    let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let shift = bytes.get(30).copied().unwrap_or_default();
    let start = number(48).and_then(|sector| {
        let size = 1_u64.checked_shl(u32::from(shift))?;
        (u64::from(sector) + 1).checked_mul(size)
    });
    // Anything smaller than its own header is no sample of a whole file.
    bytes.len() >= 512 && start.is_some_and(|start| start >= bytes.len() as u64)
}

/// An old Office container, told by the names of its streams (UTF-16).
#[must_use]
pub fn of_compound(bytes: &[u8]) -> FileKind {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &name)
    };
    if is_cut(bytes) {
        return foreign(
            [
                "不完整的旧版 Office 或 WPS 文件",
                "an old Office or WPS file that is not whole",
            ],
            AGAIN,
        );
    }
    if holds("EncryptedPackage") {
        FileKind::Locked
    } else if holds("WordDocument") {
        FileKind::Parsed(Parsed::Doc)
    } else if holds("Workbook\0") || holds("Book\0") {
        FileKind::Parsed(Parsed::Xls)
    } else if holds("PowerPoint Document") {
        foreign(["演示文稿", "a presentation"], AS_PDF)
    } else {
        foreign(
            ["旧版 Office 或 WPS 文件", "an old Office or WPS file"],
            AS_OFFICE,
        )
    }
}
