//! Why a saved review cannot be opened or saved. Every message names the file and says what to do.

use std::io;
use std::path::PathBuf;

use crate::said::{Said, Told};
use crate::source::system::{said, told};

/// Most characters of a file that a sentence repeats.
const MOST_REPEATED: usize = 120;

/// What a sentence about a file may repeat of it: not much, on one line, and nothing that a terminal obeys.
pub(crate) fn repeated(said: &str) -> String {
    let shown = |c: char| if c.is_control() { '□' } else { c };
    let mut characters = said.chars();
    let mut repeated: String = characters.by_ref().take(MOST_REPEATED).map(shown).collect();
    if characters.next().is_some() {
        repeated.push('…');
    }
    repeated
}

/// Why a file could not be opened. The file is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The disk says no.
    #[error("无法读取 {path}：{said}。请检查文件是否存在、是否有读取权限。", said = told(.reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        reason: io::Error,
    },
    /// A link, a pipe, a device.
    #[error(
        "{path} 不是普通文件，而是链接、管道或设备，没有打开。请直接打开它指向的文件，或把它移走。"
    )]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// Larger than any review.
    #[error(
        "{path} 有 {size_mb} MB，不像是勾稽保存的审定文件（上限 {limit_mb} MB）。请确认选对了文件。"
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in MiB.
        size_mb: u64,
        /// The limit in MiB.
        limit_mb: u64,
    },
    /// Saved by a newer program.
    #[error(
        "{path} 由更新版本的勾稽保存（格式 {schema}，本程序只能打开格式 1）。请升级勾稽后再打开；文件没有改动。"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        schema: u32,
    },
    /// The text is not RON of the schema.
    #[error(
        "{path} 第 {line} 行第 {column} 列以后读不出来：文件可能被截断或改动过（{reason}）。请从备份恢复，或重新打开原报告；文件没有改动。"
    )]
    Broken {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// RON of the schema, but it contradicts itself.
    #[error(
        "{path} 的内容前后不符：{flaw}。文件可能被改动过，请从备份恢复，或重新打开原报告；文件没有改动。"
    )]
    Contradictory {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        flaw: Said,
    },
}

/// Why a file could not be saved. What was on disk is left as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk says no.
    #[error("无法保存到 {path}：{said}。请检查磁盘空间和写入权限，或另存到别处。", said = told(.reason))]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        reason: io::Error,
    },
    /// The file is marked read-only.
    #[error("{path} 是只读文件，没有保存。请去掉只读属性，或另存到别处。")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else's file stands there.
    #[error("{path} 已经存在，没有覆盖。请打开它继续审定，或另存为别的文件名。")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is not the one that was opened.
    #[error("{path} 在打开之后被别的程序改动过，没有覆盖。请另存为别的文件名，再比较两份文件。")]
    ChangedOutside {
        /// The file.
        path: PathBuf,
    },
    /// Another program saves the same review and does not come to an end.
    #[error("{0} 正由另一个程序保存，没有保存。请稍后再按 Ctrl+S，或另存到别处。")]
    Busy(PathBuf),
    /// The file that is locked for the moment of a save cannot be opened.
    #[error(
        "{0} 没有保存：锁文件 {1} 打不开，可能另一位用户正在保存。确认没有人在用之后删除它，再按 Ctrl+S。"
    )]
    Closed(PathBuf, PathBuf),
    /// The review could not be written as RON.
    #[error("无法把审定写成 {path}：{reason}。请把这句话告诉开发者。")]
    Unprintable {
        /// The file.
        path: PathBuf,
        /// What the printer says.
        reason: String,
    },
}

impl Told for LoadError {
    fn english(&self) -> String {
        match self {
            Self::Unreadable { path, reason } => format!(
                "{}: cannot be read, {}. Check that it is there and may be read.",
                path.display(),
                said(reason).english
            ),
            Self::NotAFile { path } => format!(
                "{}: this is a link, a pipe or a device, not a plain file, and was not opened. Open the file it points to, or move it away.",
                path.display()
            ),
            Self::TooLarge {
                path,
                size_mb,
                limit_mb,
            } => format!(
                "{}: with {size_mb} MB this does not look like a review saved by Gouji (at most {limit_mb} MB). Make sure that you chose the right file.",
                path.display()
            ),
            Self::Newer { path, schema } => format!(
                "{}: saved by a newer version (format {schema}, this program knows format 1). Update Gouji; the file is unchanged.",
                path.display()
            ),
            Self::Broken {
                path,
                line,
                column,
                reason,
            } => format!(
                "{}: cannot be read from line {line}, column {column} on; it may be cut short or changed ({reason}). Restore it from a backup, or open the report itself; the file is unchanged.",
                path.display()
            ),
            Self::Contradictory { path, flaw } => format!(
                "{}: it contradicts itself, {}. It may have been changed: restore it from a backup, or open the report itself; the file is unchanged.",
                path.display(),
                flaw.english
            ),
        }
    }
}

impl Told for SaveError {
    fn english(&self) -> String {
        match self {
            Self::Unwritable { path, reason } => format!(
                "{}: not saved, {}. Check space and permission, or save elsewhere.",
                path.display(),
                said(reason).english
            ),
            Self::ReadOnly { path } => format!(
                "{}: not saved, the file is read-only. Change that, or save elsewhere.",
                path.display()
            ),
            Self::Exists { path } => format!(
                "{}: not saved, because the file already exists. Open that one, or save under another name.",
                path.display()
            ),
            Self::ChangedOutside { path } => format!(
                "{}: not saved, another program changed it since it was opened. Save under another name and compare the two.",
                path.display()
            ),
            Self::Busy(path) => format!(
                "{}: not saved, another program is saving it. Press Ctrl+S again in a while, or save elsewhere.",
                path.display()
            ),
            Self::Closed(path, lock) => format!(
                "{}: not saved, the lock file {} cannot be opened; another user may be saving. If nobody is, remove it and press Ctrl+S again.",
                path.display(),
                lock.display()
            ),
            Self::Unprintable { path, reason } => format!(
                "{}: the review cannot be written, {reason}. Please tell the developers.",
                path.display()
            ),
        }
    }
}
