//! Opening a file of any accepted format.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::source::{Source, encoding};

/// Largest text file that is opened, in bytes.
pub const TEXT_LIMIT: u64 = 100 * 1024 * 1024;

/// Why a file could not be opened. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file could not be read from disk.
    #[error("无法读取文件 {path}：{reason}。请检查文件是否存在、是否有读取权限。")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        reason: std::io::Error,
    },
    /// The file is larger than its format's limit.
    #[error("文件 {path} 有 {size_mb} MB，超过 {limit_mb} MB 的上限。请只保留报告正文后再打开。")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in MiB, rounded down.
        size_mb: u64,
        /// The limit in MiB.
        limit_mb: u64,
    },
    /// The content is of a format that is not accepted.
    #[error("{path}：这是{kind}，目前不能识读。{advice}")]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What the content looks like, such as PDF 文件.
        kind: &'static str,
        /// What the user can do.
        advice: &'static str,
    },
    /// The file has no characters.
    #[error("{path}：文件里没有文字。请确认导出的文本不是空的。")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// Endings, in lower case, of the files that a search through a folder takes for reports.
const REPORT_ENDINGS: [&str; 5] = ["txt", "text", "md", "csv", "tsv"];

/// Whether a search through a folder takes the file for a report, by the ending of its name.
#[must_use]
pub fn is_report(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        let ending = ending.to_string_lossy().to_lowercase();
        REPORT_ENDINGS.contains(&ending.as_str())
    })
}

/// Reads the file at `path`.
///
/// # Errors
/// When the file cannot be read, is too large, has no text, or is of a format that is not accepted.
pub fn open(path: &Path) -> Result<Source, OpenError> {
    let unreadable = |reason| OpenError::Unreadable {
        path: path.to_owned(),
        reason,
    };
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > TEXT_LIMIT {
        let mb = |bytes: u64| bytes / (1024 * 1024);
        return Err(OpenError::TooLarge {
            path: path.to_owned(),
            size_mb: mb(size),
            limit_mb: mb(TEXT_LIMIT),
        });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    open_bytes(path, &bytes)
}

/// Makes a source of `bytes`, the content of the file at `path` (named in messages, not opened).
///
/// # Errors
/// When the content has no text or is of a format that is not accepted.
pub fn open_bytes(path: &Path, bytes: &[u8]) -> Result<Source, OpenError> {
    if let Some((kind, advice)) = foreign_format(bytes) {
        return Err(OpenError::Unsupported {
            path: path.to_owned(),
            kind,
            advice,
        });
    }
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(OpenError::Empty {
            path: path.to_owned(),
        });
    }
    let mut notices = Vec::new();
    if decoded.damaged {
        notices.push(format!(
            "有字节不是有效的 {} 文字，已显示为“\u{fffd}”。",
            decoded.encoding
        ));
    }
    Ok(Source {
        name: path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        sha256: sha256_hex(bytes),
        format: "text".to_owned(),
        encoding: decoded.encoding,
        text: decoded.text,
        grids: Vec::new(),
        pages: Vec::new(),
        notices,
    })
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// What binary content is, by its first bytes, and what the user can do about it. `None` for text.
fn foreign_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const TO_TEXT: &str = "请先另存为纯文本（.txt）再打开。";
    const SIGNATURES: [(&[u8], &str, &str); 6] = [
        (b"%PDF", "PDF 文件", TO_TEXT),
        (b"PK\x03\x04", "压缩包或 Office 文件", TO_TEXT),
        (b"\xd0\xcf\x11\xe0", "旧版 Office 文件", TO_TEXT),
        (b"{\\rtf", "RTF 文件", TO_TEXT),
        (b"\x89PNG", "图片", "请先用文字识别软件转成文本再打开。"),
        (
            b"\xff\xd8\xff",
            "图片",
            "请先用文字识别软件转成文本再打开。",
        ),
    ];
    SIGNATURES
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .map(|(_, kind, advice)| (*kind, *advice))
}
