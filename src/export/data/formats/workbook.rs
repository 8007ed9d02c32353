//! What all workbooks have in common: the date in them, and what their errors say.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::export::data::error::TableError;
use crate::said::Said;
use crate::source::system;

/// A workbook without a sheet. It does not tell when it was made, so that the same data are the same bytes, as the sums beside
/// a table and its citation take for granted.
///
/// # Errors
/// When the library refuses the date.
pub(super) fn new() -> Result<Workbook, TableError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(error)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(workbook)
}

/// What the library says, in words of our own where a user may come to see it.
pub(super) fn error(error: XlsxError) -> TableError {
    match error {
        XlsxError::IoError(error) => TableError::Unwritable(system::said(&error)),
        XlsxError::MaxStringLengthExceeded => TableError::Unwritable(Said::new(
            "有一格文字超过 32,767 个字符，Excel 放不下。请缩短这条备注，或改用 .csv 或 .json",
            "a text has more than 32,767 characters, which Excel does not hold. Shorten it, or use .csv or .json",
        )),
        error => TableError::from_library(error),
    }
}
