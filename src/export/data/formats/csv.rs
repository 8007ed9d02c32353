//! `.csv`: UTF-8, commas, a line of names. Nothing, and what is no number, is an empty field.

use std::fs::File;
use std::io::{BufWriter, Write};

use crate::export::data::column::Field;
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::options::Options;

pub(super) const FORMAT: Format = Format {
    ending: ".csv",
    name: "CSV",
    begin,
};

/// By this Excel and WPS know that the file is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

struct Csv(csv::Writer<BufWriter<File>>);

fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    let mut file = BufWriter::new(file);
    if options.bom {
        file.write_all(BOM).map_err(TableError::from_library)?;
    }
    let mut writer = csv::Writer::from_writer(file);
    let columns = options.shape.columns();
    let names = columns.iter().map(|column| &column.name);
    writer
        .write_record(names)
        .map_err(TableError::from_library)?;
    Ok(Box::new(Csv(writer)))
}

impl Rows for Csv {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        let fields = row.iter().map(Field::to_plain);
        self.0
            .write_record(fields)
            .map_err(TableError::from_library)
    }

    fn finish(self: Box<Self>) -> Result<File, TableError> {
        let file = self.0.into_inner().map_err(TableError::from_library)?;
        file.into_inner().map_err(TableError::from_library)
    }
}
