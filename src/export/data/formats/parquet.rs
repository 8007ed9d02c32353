//! `.parquet`: every column nullable with a type that the table fixes, never one inferred from what it holds; zstd.

use std::fs::File;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};

use crate::amount::Amount;
use crate::export::data::column::{Column, ColumnType, DECIMALS, Field};
use crate::export::data::error::TableError;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::options::Options;
use crate::said::said;

pub(super) const FORMAT: Format = Format {
    ending: ".parquet",
    name: "Parquet",
    begin,
};

/// Rows that are in memory at a time.
const ROWS_A_GROUP: usize = 20_000;

/// Digits of a decimal number, those behind the point included.
const PRECISION: i32 = 18;

struct Table {
    writer: SerializedFileWriter<File>,
    columns: Vec<Column>,
    waiting: Vec<Vec<Field>>,
}

fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    let columns = options.shape.columns();
    let schema = schema(&columns).map_err(TableError::from_library)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(format!("gouji {}", env!("CARGO_PKG_VERSION")))
        .build();
    let writer = SerializedFileWriter::new(file, schema, Arc::new(properties));
    Ok(Box::new(Table {
        writer: writer.map_err(TableError::from_library)?,
        columns,
        waiting: Vec::new(),
    }))
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(|column| {
        let of = |physical| {
            Type::primitive_type_builder(&column.name, physical)
                .with_repetition(Repetition::OPTIONAL)
        };
        let built = match column.kind {
            ColumnType::Text => {
                of(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
            }
            ColumnType::Whole => of(Physical::INT64),
            ColumnType::YesNo => of(Physical::BOOLEAN),
            ColumnType::Decimal => of(Physical::INT64)
                .with_logical_type(Some(LogicalType::decimal(DECIMALS.into(), PRECISION)))
                .with_precision(PRECISION)
                .with_scale(DECIMALS.into()),
        };
        built.build().map(Arc::new)
    });
    let fields: Result<Vec<TypePtr>, ParquetError> = fields.collect();
    let schema = Type::group_type_builder("gouji").with_fields(fields?);
    schema.build().map(Arc::new)
}

impl Rows for Table {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        row.iter().try_for_each(look_at)?;
        self.waiting.push(row.to_vec());
        if self.waiting.len() >= ROWS_A_GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<File, TableError> {
        self.write_group()?;
        self.writer.into_inner().map_err(TableError::from_library)
    }
}

impl Table {
    fn write_group(&mut self) -> Result<(), TableError> {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self
            .writer
            .next_row_group()
            .map_err(TableError::from_library)?;
        for (at, column) in self.columns.iter().enumerate() {
            let fields = || rows.iter().filter_map(|row| row.get(at));
            match column.kind {
                ColumnType::Text => put::<ByteArrayType>(&mut group, fields(), text)?,
                ColumnType::Whole => put::<Int64Type>(&mut group, fields(), whole)?,
                ColumnType::Decimal => put::<Int64Type>(&mut group, fields(), decimal)?,
                ColumnType::YesNo => put::<BoolType>(&mut group, fields(), yes_no)?,
            }
        }
        group.close().map_err(TableError::from_library)?;
        Ok(())
    }
}

/// Writes a column of a group; `of` gives the value of a field, or nothing.
fn put<'a, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    fields: impl Iterator<Item = &'a Field>,
    of: impl Fn(&Field) -> Option<T::T>,
) -> Result<(), TableError> {
    let mut values = Vec::new();
    let mut levels = Vec::new();
    for field in fields {
        let value = of(field);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    let column = group.next_column().map_err(TableError::from_library)?;
    let Some(mut column) = column else {
        return Ok(());
    };
    let typed = column.typed::<T>();
    typed
        .write_batch(&values, Some(&levels), None)
        .map_err(TableError::from_library)?;
    column.close().map_err(TableError::from_library)
}

fn text(field: &Field) -> Option<ByteArray> {
    match field {
        Field::Text(text) => Some(ByteArray::from(text.as_str())),
        _ => None,
    }
}

fn whole(field: &Field) -> Option<i64> {
    match field {
        Field::Whole(number) => Some(*number),
        _ => None,
    }
}

fn yes_no(field: &Field) -> Option<bool> {
    match field {
        Field::YesNo(yes) => Some(*yes),
        _ => None,
    }
}

fn decimal(field: &Field) -> Option<i64> {
    match field {
        Field::Decimal(amount) => amount.scaled(DECIMALS),
        _ => None,
    }
}

/// Complains about a number for which the column has no room.
fn look_at(field: &Field) -> Result<(), TableError> {
    match field {
        Field::Decimal(amount) if !fits(*amount) => Err(TableError::Unwritable(said!(
            "{amount} 超出 Parquet 列的范围（小数最多 {DECIMALS} 位）。请改用 .csv 或 .json",
            "{amount} is beyond what a column of Parquet holds (at most {DECIMALS} decimals). Use .csv or .json"
        ))),
        _ => Ok(()),
    }
}

/// Whether the number has no more than [`PRECISION`] digits with [`DECIMALS`] of them behind the point.
fn fits(amount: Amount) -> bool {
    let limit = 10_i64.pow(PRECISION.unsigned_abs());
    amount
        .scaled(DECIMALS)
        .is_some_and(|scaled| -limit < scaled && scaled < limit)
}
