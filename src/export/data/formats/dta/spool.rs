//! Rows that wait on the disk, in a temporary file without a name.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use crate::amount::Amount;
use crate::export::data::column::Field;
use crate::value::Value;

/// First written, then read from the beginning.
pub(super) enum Spool {
    Filling(BufWriter<File>),
    Reading(BufReader<File>),
}

impl Spool {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self::Filling(BufWriter::new(tempfile::tempfile()?)))
    }

    pub(super) fn put(&mut self, row: &[Field]) -> io::Result<()> {
        let Self::Filling(file) = self else {
            return Err(io::Error::other("read already"));
        };
        for field in row {
            let (tag, text) = match field {
                Field::Missing => (b'-', String::new()),
                Field::NoNumber(value) => (b'n', value.state().to_owned()),
                Field::Text(text) => (b't', text.clone()),
                Field::Whole(_) => (b'w', field.to_plain()),
                Field::Decimal(_) => (b'd', field.to_plain()),
                Field::YesNo(_) => (b'y', field.to_plain()),
            };
            let length = u32::try_from(text.len()).map_err(io::Error::other)?;
            file.write_all(&[tag])?;
            file.write_all(&length.to_le_bytes())?;
            file.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// Begins to read, or to read anew.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        let file = match self {
            Self::Filling(file) => {
                file.flush()?;
                file.get_ref()
            }
            Self::Reading(file) => file.get_ref(),
        };
        let mut file = file.try_clone()?;
        file.rewind()?;
        *self = Self::Reading(BufReader::new(file));
        Ok(())
    }

    /// The next row, of `n` fields.
    pub(super) fn next(&mut self, n: usize) -> io::Result<Vec<Field>> {
        let Self::Reading(file) = self else {
            return Err(io::Error::other("not read yet"));
        };
        (0..n).map(|_| field(file)).collect()
    }
}

fn field(file: &mut impl Read) -> io::Result<Field> {
    let mut head = [0; 5];
    file.read_exact(&mut head)?;
    let [tag, length @ ..] = head;
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    let broken = || io::Error::other("a field that was not written");
    match tag {
        b'-' => Ok(Field::Missing),
        b't' => Ok(Field::Text(text)),
        b'y' => Ok(Field::YesNo(text == "true")),
        b'w' => text.parse().map(Field::Whole).map_err(|_| broken()),
        b'd' => Amount::parse(&text).map(Field::Decimal).ok_or_else(broken),
        _ => Value::from_state(&text, None)
            .map(Field::NoNumber)
            .ok_or_else(broken),
    }
}
