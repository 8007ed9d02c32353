//! `.xlsx`: one sheet with a line of names. Texts are texts: nothing that begins with `=` becomes a formula.

use std::fs::File;

use rust_xlsxwriter::{Color, Format as CellFormat, Workbook, XlsxError};

use crate::export::data::column::Field;
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::options::Options;

pub(super) const FORMAT: Format = Format {
    ending: ".xlsx",
    name: "Excel",
    begin,
};

/// Rows that a sheet holds, the names aside.
const MOST_ROWS: u32 = 1_048_575;

struct Xlsx {
    file: File,
    workbook: Workbook,
    n_rows: u32,
    /// Column of the state in the review, where cells stand in rows: what a reviewer changed is marked.
    standing: Option<usize>,
    changed: CellFormat,
}

fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    let columns = options.shape.columns();
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet_with_constant_memory()
        .map_err(TableError::from_library)?;
    let head = CellFormat::new().set_bold();
    let write = |sheet: &mut rust_xlsxwriter::Worksheet| -> Result<(), XlsxError> {
        sheet.set_name(options.shape.key())?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(&columns) {
            sheet.write_string_with_format(0, at, &column.name, &head)?;
        }
        Ok(())
    };
    write(sheet).map_err(TableError::from_library)?;
    Ok(Box::new(Xlsx {
        file,
        workbook,
        n_rows: 0,
        standing: columns.iter().position(|column| column.name == "standing"),
        changed: CellFormat::new().set_background_color(Color::RGB(0x00FF_F2CC)),
    }))
}

impl Rows for Xlsx {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        if self.n_rows >= MOST_ROWS {
            return Err(TableError::TooManyRows {
                format: FORMAT.name,
                most: MOST_ROWS.into(),
            });
        }
        self.n_rows += 1;
        let standing = self.standing.and_then(|at| row.get(at));
        let is_changed = standing == Some(&Field::Text("corrected".to_owned()));
        self.write(row, is_changed)
            .map_err(TableError::from_library)
    }

    fn finish(self: Box<Self>) -> Result<File, TableError> {
        let Self {
            file, mut workbook, ..
        } = *self;
        workbook
            .save_to_writer(&file)
            .map_err(TableError::from_library)?;
        Ok(file)
    }
}

impl Xlsx {
    fn write(&mut self, row: &[Field], is_changed: bool) -> Result<(), XlsxError> {
        let plain = CellFormat::new();
        let format = if is_changed { &self.changed } else { &plain };
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (at, field) in (0..).zip(row) {
            match field {
                Field::Missing | Field::NoNumber(_) => continue,
                Field::Text(text) => {
                    sheet.write_string_with_format(self.n_rows, at, text, format)?
                }
                Field::YesNo(yes) => {
                    sheet.write_boolean_with_format(self.n_rows, at, *yes, format)?
                }
                Field::Whole(_) | Field::Decimal(_) => {
                    let number = field.to_plain();
                    match number.parse::<f64>() {
                        // Excel reckons with fifteen digits: a longer number stays a text.
                        Ok(value) if digits(&number) <= 15 => {
                            sheet.write_number_with_format(self.n_rows, at, value, format)?
                        }
                        _ => sheet.write_string_with_format(self.n_rows, at, number, format)?,
                    }
                }
            };
        }
        Ok(())
    }
}

fn digits(number: &str) -> usize {
    number.bytes().filter(u8::is_ascii_digit).count()
}
