//! Puts an export on the disk: through a temporary file in the same folder and a rename, so that nobody ever sees half
//! a file.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::side;
use crate::export::formats;
use crate::export::problem_list::ProblemList;
use crate::said::Told;
use crate::source::system;

/// Why an export could not be written. What was on disk is left as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The ending names no format.
    #[error("看不出 {0} 是什么格式：问题清单的文件名请以 {endings} 结尾。", endings = formats::endings())]
    UnknownEnding(PathBuf),
    /// The disk says no.
    #[error(
        "无法写入 {path}：{reason}。请检查文件是否正被别的程序打开、文件夹是否可写，或换一个位置。"
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        reason: io::Error,
    },
    /// The file is marked read-only.
    #[error("{0} 是只读文件，没有覆盖。请去掉只读属性，或换一个文件名。")]
    ReadOnly(PathBuf),
    /// The format cannot hold the content.
    #[error("无法生成 {path}：{reason}。可以改存为 .md。")]
    Unprintable {
        /// The file.
        path: PathBuf,
        /// What the writer says.
        reason: String,
    },
}

impl Told for ExportError {
    fn english(&self) -> String {
        match self {
            Self::UnknownEnding(path) => format!(
                "{}: the ending names no format; a problem list ends in {}.",
                path.display(),
                formats::endings()
            ),
            Self::Unwritable { path, reason } => format!(
                "{}: not written, {}. Check whether another program has it open and the folder may be written, or choose another place.",
                path.display(),
                system::said(reason).english
            ),
            Self::ReadOnly(path) => format!(
                "{}: not written, the file is read-only. Change that, or choose another name.",
                path.display()
            ),
            Self::Unprintable { path, reason } => {
                format!("{}: not written, {reason}. Save it as .md.", path.display())
            }
        }
    }
}

/// Writes the list to `path`, in the format of its ending. A file that stands there is replaced.
///
/// # Errors
/// When the ending names no format, or the disk says no. Nothing has changed then.
pub fn write_problem_list(path: &Path, list: &ProblemList) -> Result<(), ExportError> {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let Some(format) = formats::of_ending(ending) else {
        return Err(ExportError::UnknownEnding(path.to_owned()));
    };
    let bytes = (format.render)(list).map_err(|reason| ExportError::Unprintable {
        path: path.to_owned(),
        reason,
    })?;
    put(path, &bytes)
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let unwritable = |reason| ExportError::Unwritable {
        path: path.to_owned(),
        reason,
    };
    // A link is followed: its target is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.is_some_and(|metadata| metadata.permissions().readonly()) {
        return Err(ExportError::ReadOnly(path.to_owned()));
    }
    side::put_in_place(bytes, &target).map_err(unwritable)
}
