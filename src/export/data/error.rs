//! Why there is no table.

use std::path::PathBuf;

use crate::said::{Said, Told};

/// Why a table could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The ending names no format.
    #[error("不知道怎样写 {path}：请用下列结尾之一：{known}。")]
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
    #[error("只有 .xlsx 能照法定表格排列")]
    OnlyWorkbook,
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
            Self::Ended => "The export was stopped".to_owned(),
            Self::Unwritable(said) => said.english.clone(),
        }
    }
}

impl TableError {
    pub(super) fn from_library(error: impl std::fmt::Display) -> Self {
        Self::Unwritable(Said::same(error.to_string()))
    }
}
