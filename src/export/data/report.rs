//! The columns that every table begins with: which report a row is of.

use crate::export::data::column::{ColumnType, Field, Told};
use crate::export::data::review::Review;
use crate::review::HeaderField;

/// The columns.
pub(super) const COLUMNS: [Told; 4] = [
    ("file", ColumnType::Text, "审定文件", "saved review"),
    (
        "report_sha256",
        ColumnType::Text,
        "报告文件的 SHA-256",
        "SHA-256 of the report file",
    ),
    ("office", ColumnType::Text, "机关", "office"),
    ("year", ColumnType::Whole, "年度", "report year"),
];

/// The fields of [`COLUMNS`].
pub(super) fn fields(review: &Review) -> Vec<Field> {
    let session = review.session;
    let header = |field| session.header(field).unwrap_or_default();
    let year = header(HeaderField::Year).parse();
    vec![
        Field::text(review.file),
        Field::text(session.source().sha256.clone()),
        Field::text(header(HeaderField::Office)),
        year.map_or(Field::Missing, Field::Whole),
    ]
}
