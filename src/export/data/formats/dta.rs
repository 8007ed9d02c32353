//! `.dta`, release 118 (Stata 14 and later), as `help dta` of Stata describes it: a header, the types and names of the
//! variables, and rows of fixed width. UTF-8, little endian.
//!
//! How wide a text is has to be known before the first row is written, so rows wait in a file of their own. What is no
//! number is one of Stata's extended missing values, which tell why.

mod spool;

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use crate::export::data::column::{Column, ColumnType, Field};
use crate::export::data::error::TableError;
use crate::export::data::formats::dta::spool::Spool;
use crate::export::data::formats::format::{Format, Rows};
use crate::export::data::options::Options;
use crate::said::Said;
use crate::source::hash::sha256_hex;
use crate::source::system;
use crate::value::Value;

pub(super) const FORMAT: Format = Format {
    ending: ".dta",
    name: "Stata",
    begin,
};

/// Longest name of a variable, in bytes.
const LONGEST_NAME: usize = 32;
/// Longest text in a variable of fixed width, in bytes; a variable with a longer one is a `strL`.
const LONGEST_TEXT: usize = 2_045;
/// Longest label, in characters.
const LONGEST_LABEL: usize = 80;

/// A text of any length, which stands behind the rows.
const STR_L: u16 = 32_768;
/// How the texts of a `strL` are marked that are no bytes of another kind.
const PLAIN_TEXT: u8 = 130;
const DOUBLE: u16 = 65_526;
const BYTE: u16 = 65_530;
/// The plain missing value of a byte.
const BYTE_MISSING: u8 = 101;
/// The bits of the plain missing value of a double; `.a` to `.z` are steps above it.
const DOUBLE_MISSING: u64 = 0x7fe0_0000_0000_0000;
const DOUBLE_MISSING_STEP: u64 = 0x0000_0100_0000_0000;

/// Largest whole number that a double holds exactly.
const EXACT: i64 = 1 << 53;

struct Dta {
    file: File,
    columns: Vec<Column>,
    spool: Spool,
    n_rows: u64,
    /// Longest text of each column so far, in bytes.
    widths: Vec<usize>,
    tells_why: bool,
}

fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    let columns = options.shape.columns();
    Ok(Box::new(Dta {
        file,
        spool: Spool::new().map_err(|error| no_spool(&error))?,
        n_rows: 0,
        widths: vec![1; columns.len()],
        columns,
        tells_why: !options.blank_as_missing,
    }))
}

fn no_spool(error: &io::Error) -> TableError {
    let Said { chinese, english } = system::said(error);
    TableError::Unwritable(Said::new(
        format!(
            "系统的临时文件夹里建不了文件：{chinese}。请检查环境变量 TMPDIR（Windows 上是 TEMP）和磁盘空间"
        ),
        format!(
            "no file can be created in the system's temporary folder: {english}; check TMPDIR (TEMP on Windows) and disk space"
        ),
    ))
}

impl Rows for Dta {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        for (width, field) in self.widths.iter_mut().zip(row) {
            if let Field::Text(text) = field {
                *width = text.len().max(*width);
            }
        }
        self.n_rows += 1;
        self.spool.put(row).map_err(TableError::from_library)
    }

    fn finish(mut self: Box<Self>) -> Result<File, TableError> {
        let mut out = BufWriter::new(&self.file);
        write(
            &mut out,
            &self.columns,
            &self.widths,
            self.n_rows,
            &mut self.spool,
            self.tells_why,
        )
        .and_then(|()| out.flush())
        .map_err(TableError::from_library)?;
        drop(out);
        Ok(self.file)
    }
}

/// Parts of the file whose places its map tells, in order.
const N_PLACES: usize = 14;

fn write(
    out: &mut (impl Write + Seek),
    columns: &[Column],
    widths: &[usize],
    n_rows: u64,
    spool: &mut Spool,
    tells_why: bool,
) -> io::Result<()> {
    let mut places = vec![0_u64];
    let n_columns = u16::try_from(columns.len()).map_err(io::Error::other)?;
    out.write_all(b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>")?;
    out.write_all(&n_columns.to_le_bytes())?;
    out.write_all(b"</K><N>")?;
    out.write_all(&n_rows.to_le_bytes())?;
    out.write_all(b"</N><label>\0\0</label><timestamp>\0</timestamp></header>")?;
    places.push(out.stream_position()?);
    out.write_all(b"<map>")?;
    let map = out.stream_position()?;
    out.write_all(&[0; N_PLACES * 8])?;
    out.write_all(b"</map>")?;
    for part in head(columns, widths) {
        places.push(out.stream_position()?);
        out.write_all(&part)?;
    }
    places.push(out.stream_position()?);
    out.write_all(b"<data>")?;
    let table = Table {
        columns,
        widths,
        n_rows,
    };
    table.for_each_field(spool, |column, width, field, place| {
        if is_long(column, width) {
            out.write_all(&pointer(field, place))
        } else {
            out.write_all(&value(column.kind, width, field, tells_why))
        }
    })?;
    out.write_all(b"</data>")?;
    places.push(out.stream_position()?);
    out.write_all(b"<strls>")?;
    let mut variables = columns.iter().zip(widths);
    if variables.any(|(column, width)| is_long(column, *width)) {
        table.for_each_field(spool, |column, width, field, place| match field {
            Field::Text(text) if is_long(column, width) => out.write_all(&long_text(text, place)?),
            _ => Ok(()),
        })?;
    }
    out.write_all(b"</strls>")?;
    places.push(out.stream_position()?);
    out.write_all(b"<value_labels></value_labels>")?;
    places.push(out.stream_position()?);
    out.write_all(b"</stata_dta>")?;
    places.push(out.stream_position()?);
    out.seek(SeekFrom::Start(map))?;
    for place in places {
        out.write_all(&place.to_le_bytes())?;
    }
    Ok(())
}

/// The rows that wait.
struct Table<'a> {
    columns: &'a [Column],
    widths: &'a [usize],
    n_rows: u64,
}

/// Variable and observation, from 1.
type LongTextKey = (u16, u64);

impl Table<'_> {
    /// Hands every field to `take`, row by row, with its column, the width of that, and its place.
    fn for_each_field(
        &self,
        spool: &mut Spool,
        mut take: impl FnMut(&Column, usize, &Field, LongTextKey) -> io::Result<()>,
    ) -> io::Result<()> {
        spool.rewind()?;
        for observation in 1..=self.n_rows {
            let row = spool.next(self.columns.len())?;
            let variables = self.columns.iter().zip(self.widths).zip(&row);
            for (variable, ((column, width), field)) in (1..).zip(variables) {
                take(column, *width, field, (variable, observation))?;
            }
        }
        Ok(())
    }
}

/// The parts between map and data: types, names, order, formats, value labels, labels, characteristics.
fn head(columns: &[Column], widths: &[usize]) -> [Vec<u8>; 7] {
    let types = columns.iter().zip(widths).flat_map(|(column, width)| {
        let code = match column.kind {
            ColumnType::Text if is_long(column, *width) => STR_L,
            ColumnType::Text => u16::try_from(*width).unwrap_or(STR_L),
            ColumnType::Whole | ColumnType::Decimal => DOUBLE,
            ColumnType::YesNo => BYTE,
        };
        code.to_le_bytes()
    });
    let formats = columns.iter().zip(widths).flat_map(|(column, width)| {
        let format = match column.kind {
            ColumnType::Text if is_long(column, *width) => "%9s".to_owned(),
            ColumnType::Text => format!("%-{}s", width.min(&30)),
            ColumnType::Whole => "%12.0g".to_owned(),
            ColumnType::Decimal => "%14.0g".to_owned(),
            ColumnType::YesNo => "%8.0g".to_owned(),
        };
        padded(&format, 57)
    });
    let labels = columns.iter().flat_map(|column| {
        let label: String = column.zh.chars().take(LONGEST_LABEL).collect();
        padded(&label, 321)
    });
    let part = |name: &str, content: Vec<u8>| {
        let mut part = format!("<{name}>").into_bytes();
        part.extend(content);
        part.extend(format!("</{name}>").into_bytes());
        part
    };
    [
        part("variable_types", types.collect()),
        part(
            "varnames",
            columns
                .iter()
                .flat_map(|column| padded(&short(&column.name), 129))
                .collect(),
        ),
        part("sortlist", vec![0; (columns.len() + 1) * 2]),
        part("formats", formats.collect()),
        part("value_label_names", vec![0; columns.len() * 129]),
        part("variable_labels", labels.collect()),
        part("characteristics", Vec::new()),
    ]
}

fn is_long(column: &Column, width: usize) -> bool {
    column.kind == ColumnType::Text && width > LONGEST_TEXT
}

/// Where a long text stands: two bytes of the variable and six of the observation; zeros for an empty one.
fn pointer(field: &Field, (variable, observation): LongTextKey) -> Vec<u8> {
    let Field::Text(_) = field else {
        return vec![0; 8];
    };
    let observation = observation.to_le_bytes();
    let low = observation.iter().take(6).copied();
    variable.to_le_bytes().into_iter().chain(low).collect()
}

/// A long text as it stands behind the rows.
fn long_text(text: &str, (variable, observation): LongTextKey) -> io::Result<Vec<u8>> {
    let length = u32::try_from(text.len() + 1).map_err(io::Error::other)?;
    let mut bytes = b"GSO".to_vec();
    bytes.extend(u32::from(variable).to_le_bytes());
    bytes.extend(observation.to_le_bytes());
    bytes.push(PLAIN_TEXT);
    bytes.extend(length.to_le_bytes());
    bytes.extend(text.as_bytes());
    bytes.push(0);
    Ok(bytes)
}

fn padded(text: &str, width: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(width, 0);
    bytes
}

/// The name, or its beginning with five digits that tell it from others that begin so.
pub(super) fn short(name: &str) -> String {
    const DIGITS: usize = 5;
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let hash = sha256_hex(name.as_bytes());
    let begin = name.get(..LONGEST_NAME - DIGITS - 1).unwrap_or(name);
    format!("{begin}_{}", hash.get(..DIGITS).unwrap_or_default())
}

fn value(kind: ColumnType, width: usize, field: &Field, tells_why: bool) -> Vec<u8> {
    match (kind, field) {
        (ColumnType::Text, Field::Text(text)) => padded(text, width),
        (ColumnType::Text, _) => vec![0; width],
        (ColumnType::YesNo, Field::YesNo(yes)) => vec![u8::from(*yes)],
        (ColumnType::YesNo, _) => vec![BYTE_MISSING],
        (_, Field::Whole(number)) if number.abs() <= EXACT => double(&number.to_string()),
        (_, Field::Decimal(amount)) => double(&amount.to_string()),
        (_, Field::NoNumber(value)) if tells_why => missing(*value).to_le_bytes().to_vec(),
        _ => DOUBLE_MISSING.to_le_bytes().to_vec(),
    }
}

fn double(number: &str) -> Vec<u8> {
    let bits = number.parse::<f64>().map_or(DOUBLE_MISSING, f64::to_bits);
    bits.to_le_bytes().to_vec()
}

/// `.b` blank, `.d` dash, `.w` words, `.u` unreadable, `.x` absent.
fn missing(value: Value) -> u64 {
    let letter = match value {
        Value::Number(_) => return DOUBLE_MISSING,
        Value::Blank => b'b',
        Value::Dash => b'd',
        Value::Words => b'w',
        Value::Unreadable => b'u',
        Value::Absent => b'x',
    };
    DOUBLE_MISSING + u64::from(letter - b'a' + 1) * DOUBLE_MISSING_STEP
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::export::data::options::Shape;

    #[test]
    fn names_fit_and_stay_apart() {
        for shape in [Shape::Cells, Shape::Reports] {
            let columns = shape.columns();
            let names: Vec<String> = columns.iter().map(|column| short(&column.name)).collect();
            let unique: BTreeSet<&String> = names.iter().collect();
            assert_eq!(unique.len(), names.len());
            assert!(names.iter().all(|name| name.len() <= LONGEST_NAME));
        }
    }
}
