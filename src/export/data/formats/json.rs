//! `.json`: a line of JSON a row. Decimal numbers keep the digits that were printed.

use std::fs::File;
use std::io::{BufWriter, Write};

use crate::export::data::column::{Column, Field};
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::options::Options;

pub(super) const FORMAT: Format = Format {
    ending: ".json",
    name: "JSON Lines",
    begin,
};

struct Json {
    file: BufWriter<File>,
    columns: Vec<Column>,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "as every format, of which others can fail"
)]
fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    Ok(Box::new(Json {
        file: BufWriter::new(file),
        columns: options.shape.columns(),
    }))
}

impl Rows for Json {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        let fields = self.columns.iter().zip(row);
        let fields: Vec<String> = fields
            .map(|(column, field)| format!("\"{}\":{}", column.name, literal(field)))
            .collect();
        writeln!(self.file, "{{{}}}", fields.join(",")).map_err(TableError::from_library)
    }

    fn finish(self: Box<Self>) -> Result<File, TableError> {
        self.file.into_inner().map_err(TableError::from_library)
    }
}

fn literal(field: &Field) -> String {
    match field {
        Field::Missing | Field::NoNumber(_) => "null".to_owned(),
        Field::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        Field::Whole(_) | Field::Decimal(_) | Field::YesNo(_) => field.to_plain(),
    }
}
