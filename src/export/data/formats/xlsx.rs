//! `.xlsx`: one sheet with a line of names, or as the form is printed ([`forms`]). Texts are texts: nothing that begins with `=` becomes a formula.

use std::fs::File;

use rust_xlsxwriter::{Color, Format as CellFormat, Workbook, XlsxError};

use crate::export::data::column::{Column, Field};
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::formats::{forms, workbook};
use crate::export::data::options::{Options, Shape, WORKBOOK};

pub(super) const FORMAT: Format = Format {
    ending: WORKBOOK,
    name: "Excel",
    begin,
};

/// Rows that a sheet holds, the names aside.
const MOST_ROWS: u32 = 1_048_575;

struct Xlsx {
    file: File,
    workbook: Workbook,
    n_rows: u32,
    /// Where cells stand in rows: what a reviewer changed is marked, with what is printed as a note.
    changes: Option<Changes>,
    changed: CellFormat,
}

/// Columns that tell of a change.
#[derive(Clone, Copy)]
struct Changes {
    standing: usize,
    printed: usize,
    value: usize,
}

fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    if options.shape == Shape::Forms {
        return forms::begin(file, options);
    }
    let columns = options.shape.columns();
    let mut workbook = workbook::new()?;
    let sheet = workbook
        .add_worksheet_with_constant_memory()
        .map_err(workbook::error)?;
    let head = CellFormat::new().set_bold();
    let write = |sheet: &mut rust_xlsxwriter::Worksheet| -> Result<(), XlsxError> {
        sheet.set_name(options.shape.key())?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(&columns) {
            sheet.write_string_with_format(0, at, &column.name, &head)?;
        }
        Ok(())
    };
    write(sheet).map_err(workbook::error)?;
    Ok(Box::new(Xlsx {
        file,
        workbook,
        n_rows: 0,
        changes: changes(&columns),
        changed: CellFormat::new().set_background_color(Color::RGB(0x00FF_F2CC)),
    }))
}

fn changes(columns: &[Column]) -> Option<Changes> {
    let place = |name: &str| columns.iter().position(|column| column.name == name);
    Some(Changes {
        standing: place("standing")?,
        printed: place("printed")?,
        value: place("value")?,
    })
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
        let standing = |changes: &Changes| match row.get(changes.standing) {
            Some(Field::Text(standing)) => forms::CHANGED.contains(&standing.as_str()),
            _ => false,
        };
        let changes = self.changes.filter(standing);
        self.write(row, changes).map_err(workbook::error)
    }

    fn finish(self: Box<Self>) -> Result<File, TableError> {
        let Self {
            file, mut workbook, ..
        } = *self;
        workbook.save_to_writer(&file).map_err(workbook::error)?;
        Ok(file)
    }
}

impl Xlsx {
    fn write(&mut self, row: &[Field], changes: Option<Changes>) -> Result<(), XlsxError> {
        let plain = CellFormat::new();
        let format = if changes.is_some() {
            &self.changed
        } else {
            &plain
        };
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
        if let Some(changes) = changes {
            let printed = row.get(changes.printed).map(Field::to_plain);
            let column = u16::try_from(changes.value).unwrap_or(u16::MAX);
            let note = forms::note(&printed.unwrap_or_default());
            sheet.insert_note(self.n_rows, column, &note)?;
        }
        Ok(())
    }
}

fn digits(number: &str) -> usize {
    number.bytes().filter(u8::is_ascii_digit).count()
}
