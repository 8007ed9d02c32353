//! Why there is no table.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use crate::export::data::tally::Tally;
use crate::said::{Said, Told};
use crate::source::system;

/// Why a table could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The ending names no format.
    #[error("看不出 {path} 是什么格式：文件名请以 {known} 之一结尾。")]
    UnknownEnding {
        /// The file.
        path: PathBuf,
        /// The endings there are.
        known: String,
    },
    /// The format cannot hold so much.
    #[error(
        "{format} 最多容纳 {most} 行，数据集有更多。请改用 .csv 或 .parquet，或用 --shape reports"
    )]
    TooManyRows {
        /// The format.
        format: &'static str,
        /// How many rows it holds.
        most: u64,
    },
    /// A workbook has a sheet for each report, and there are too many.
    #[error("一个工作簿最多放 {most} 份报告，数据集有更多。请分批导出，或改为一格一行")]
    TooManySheets {
        /// How many there may be.
        most: usize,
    },
    /// The form is printed in workbooks only.
    #[error("只有 .xlsx 能照法定表格排列。请换成以 .xlsx 结尾的文件名")]
    OnlyWorkbook,
    /// No report is to stand in the table; what is on the disk is better than a line of names.
    #[error("没有一份报告可以列入表中（{} 份尚未审定，{} 份无法打开）", .0.unsigned, .0.failed.len())]
    Empty(Box<Tally>),
    /// Something of one report.
    #[error("{place}：{error}")]
    In {
        /// The review, and the cell where it is one.
        place: String,
        /// What.
        error: Box<Self>,
    },
    /// Somebody ended the work.
    #[error("导出已取消")]
    Ended,
    /// The disk, or the library that writes the format, says no.
    #[error("{0}")]
    Unwritable(Said),
}

impl Told for TableError {
    fn english(&self) -> String {
        match self {
            Self::UnknownEnding { path, known } => format!(
                "{}: the ending names no format; use one of {known}.",
                path.display()
            ),
            Self::TooManyRows { format, most } => format!(
                "{format} holds {most} rows at most, and the dataset has more. Use .csv or .parquet, or one row a report"
            ),
            Self::TooManySheets { most } => format!(
                "A workbook holds {most} reports at most, and the dataset has more. Export a part, or one row a cell"
            ),
            Self::OnlyWorkbook => "Only .xlsx can hold the form as it is printed".to_owned(),
            Self::Empty(tally) => format!(
                "There is no report for the table ({} not signed off, {} cannot be opened)",
                tally.unsigned,
                tally.failed.len()
            ),
            Self::In { place, error } => format!("{place}: {}", error.english()),
            Self::Ended => "The export was stopped".to_owned(),
            Self::Unwritable(said) => said.english.clone(),
        }
    }
}

impl TableError {
    /// What a library says; what the system said to it in words of our own.
    pub(super) fn from_library(error: impl Error + 'static) -> Self {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(one) = cause {
            if let Some(error) = one.downcast_ref::<io::Error>() {
                return Self::Unwritable(system::said(error));
            }
            cause = one.source();
        }
        Self::Unwritable(Said::same(error.to_string()))
    }
}
