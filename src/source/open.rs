//! Opening a file of any accepted format.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::source::blocks::Block;
use crate::source::disk::{self, check_size};
use crate::source::import::{Failure, Outcome};
use crate::source::kind::{self, Kind, Parsed};
use crate::source::pool::{NoAnswer, Pool};
use crate::source::writing::{self, Written};
use crate::source::{Source, delimited, encoding, limits};

/// Largest text file that is opened, in bytes: many times the longest report, and no more than the reader can take
/// apart in seconds within a gigabyte.
pub const TEXT_LIMIT: u64 = 20 * 1024 * 1024;

/// Why a file could not be opened. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file could not be read from disk.
    #[error("无法读取文件 {path}：{reason}。请检查磁盘或网络位置，或复制到本机再打开。")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        reason: std::io::Error,
    },
    /// There is no such file.
    #[error("找不到文件 {path}。请检查路径和文件名，或在文件夹里重新选择。")]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// The system does not let us read the file.
    #[error("没有权限读取文件 {path}。请在文件属性里允许读取，或把它复制到自己的文件夹里再打开。")]
    Forbidden {
        /// The file.
        path: PathBuf,
    },
    /// The path names a folder, or a device.
    #[error("{path} 不是文件。请打开其中的报告文件，或用“打开文件夹”载入整个文件夹。")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file became longer while it was read.
    #[error("{path}：文件正在被别的程序写入，还没有写完。请等它写完再打开。")]
    Growing {
        /// The file.
        path: PathBuf,
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
        /// What the content looks like, such as RTF 文档.
        kind: &'static str,
        /// What the user can do.
        advice: &'static str,
    },
    /// The file has no bytes.
    #[error("{path}：这是空文件（0 字节）。请重新下载或重新导出，再打开。")]
    Nothing {
        /// The file.
        path: PathBuf,
    },
    /// The file has no characters.
    #[error("{path}：文件里没有文字。请确认导出的文本不是空的。")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file needs a password.
    #[error("{path}：这份{kind}加了密码。请用原来的软件打开，取消密码后另存，再打开。")]
    Locked {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// The file is not well formed.
    #[error(
        "{path}：这份{kind}已损坏，无法读出文字。请重新下载，或用原来的软件打开后另存，再打开。"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// The pages are pictures.
    #[error(
        "{path}：这是扫描件（各页都是图片，没有文字），目前不能识读。请向发布单位要 Word 或网页原件，或先用文字识别软件转成带文字的 PDF 或文本，再打开。"
    )]
    Scan {
        /// The file.
        path: PathBuf,
    },
    /// The glyphs do not tell their characters.
    #[error(
        "{path}：这份 PDF 的字体没有给出文字编码，读出来会是乱码。请向发布单位要 Word 或网页原件，或用文字识别软件转换后再打开。"
    )]
    Unmapped {
        /// The file.
        path: PathBuf,
    },
    /// Reading took too long and was stopped.
    #[error(
        "{path}：读这份{kind}超过 {seconds} 秒，已停止。文件太长就请只保留报告正文，否则可能已损坏，请用原来的软件打开后另存，再打开。"
    )]
    TooSlow {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
        /// The deadline.
        seconds: u64,
    },
    /// Reading took too much memory and was stopped.
    #[error(
        "{path}：读这份{kind}时内存不足（超过 {limit_mb} MB），已停止；其他报告不受影响。请只保留报告正文，或用原来的软件打开后另存，再打开。"
    )]
    TooHungry {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
        /// The limit in MiB.
        limit_mb: usize,
    },
    /// The worker ended without an answer.
    #[error(
        "{path}：读这份{kind}时内存不足或出错，已停止；其他报告不受影响。文件可能已损坏，请用原来的软件打开后另存，再打开。"
    )]
    Broken {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// No worker could be started.
    #[error("{path}：无法启动读取{kind}的进程：{reason}。请关闭一些程序后再试。")]
    NoWorker {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
        /// The system's own words.
        reason: std::io::Error,
    },
}

/// Reads the file at `path`.
///
/// # Errors
/// When the file cannot be read, is too large, has no text, or is of a format that is not accepted.
pub fn open(path: &Path) -> Result<Source, OpenError> {
    open_with(Pool::shared(), path)
}

/// As [`open`], with the workers of `pool`.
///
/// # Errors
/// As [`open`].
pub fn open_with(pool: &Pool, path: &Path) -> Result<Source, OpenError> {
    read_bytes(pool, path, disk::read(path)?)
}

/// Makes a source of `bytes`, the content of the file at `path` (named in messages, not opened).
///
/// # Errors
/// When the content has no text or is of a format that is not accepted.
pub fn open_bytes(path: &Path, bytes: &[u8]) -> Result<Source, OpenError> {
    read_bytes(Pool::shared(), path, bytes.to_vec())
}

/// Endings of files that may be a report, in lower case and without the dot.
pub const SUPPORTED_ENDINGS: [&str; 17] = [
    "txt", "text", "md", "markdown", "csv", "tsv", "html", "htm", "shtml", "mht", "mhtml", "pdf",
    "docx", "doc", "xlsx", "xls", "hocr",
];

/// Whether a file of this name may be a report, for looking through folders. What it really is, its content tells.
#[must_use]
pub fn is_supported_name(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| SUPPORTED_ENDINGS.contains(&extension.as_str()))
}

fn read_bytes(pool: &Pool, path: &Path, bytes: Vec<u8>) -> Result<Source, OpenError> {
    if bytes.is_empty() {
        return Err(OpenError::Nothing {
            path: path.to_owned(),
        });
    }
    match kind::of(&bytes) {
        Kind::Text => plain(path, &bytes),
        Kind::Parsed(kind) => parsed(pool, path, bytes, kind),
        Kind::Locked => Err(OpenError::Locked {
            path: path.to_owned(),
            kind: " Office 文件",
        }),
        Kind::Foreign { name, advice } => Err(OpenError::Unsupported {
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
    let outcome = Outcome {
        written,
        encoding: decoded.encoding,
        recognised: Vec::new(),
        notices,
    };
    Ok(source(path, bytes, "text", outcome))
}

fn parsed(pool: &Pool, path: &Path, bytes: Vec<u8>, kind: Parsed) -> Result<Source, OpenError> {
    check_size(path, bytes.len() as u64, kind.limit())?;
    let bytes = Arc::new(bytes);
    let answer = pool.import(kind, &bytes);
    let answer = answer.map_err(|error| unanswered(path, kind, error))?;
    let outcome = answer.map_err(|failure| refused(path, kind, failure))?;
    Ok(source(path, &bytes, kind.key(), outcome))
}

fn unanswered(path: &Path, kind: Parsed, error: NoAnswer) -> OpenError {
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
        },
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
        Failure::Unmapped => OpenError::Unmapped { path },
        Failure::Empty => OpenError::Empty { path },
    }
}

fn source(path: &Path, bytes: &[u8], format: &str, outcome: Outcome) -> Source {
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
        notices: outcome.notices,
    }
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
