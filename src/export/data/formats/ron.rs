//! `.ron`: one list with a structure a row. Decimal numbers are texts, which keeps the digits that were printed.

use std::fs::File;
use std::io::{BufWriter, Write};

use crate::export::data::column::{Column, Field};
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::options::Options;

pub(super) const FORMAT: Format = Format {
    ending: ".ron",
    name: "RON",
    begin,
};

struct Ron {
    file: BufWriter<File>,
    columns: Vec<Column>,
}

fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    let mut file = BufWriter::new(file);
    writeln!(file, "#![enable(implicit_some)]\n[").map_err(TableError::from_library)?;
    Ok(Box::new(Ron {
        file,
        columns: options.shape.columns(),
    }))
}

impl Rows for Ron {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        let mut fields = Vec::new();
        for (column, field) in self.columns.iter().zip(row) {
            fields.push(format!("{}: {}", column.name, literal(field)?));
        }
        writeln!(self.file, "    ({}),", fields.join(", ")).map_err(TableError::from_library)
    }

    fn finish(self: Box<Self>) -> Result<File, TableError> {
        let mut file = self.file;
        writeln!(file, "]").map_err(TableError::from_library)?;
        file.into_inner().map_err(TableError::from_library)
    }
}

fn literal(field: &Field) -> Result<String, TableError> {
    match field {
        Field::Missing | Field::NoNumber(_) => Ok("None".to_owned()),
        Field::Text(_) | Field::Decimal(_) => {
            ::ron::to_string(&field.to_plain()).map_err(TableError::from_library)
        }
        Field::Whole(_) | Field::YesNo(_) => Ok(field.to_plain()),
    }
}
