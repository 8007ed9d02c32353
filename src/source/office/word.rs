//! What a Word package holds that the Office reader passes over: rows that begin some columns in, rows deleted in a
//! tracked change, fields that print a page number. They are written out in the way it understands, before it reads them.

use std::io::Cursor;

use office_oxide::core::editable::EditablePackage;
use office_oxide::core::opc::{OpcReader, PartName};

use crate::said::Said;
use crate::source::office::{fields, rows};

/// Where the body of a document stands in its package.
const BODY: &str = "/word/document.xml";

/// What to tell of changes that nobody accepted or rejected yet.
const TRACKED: [&str; 2] = [
    "文档里有尚未接受的修订：删去的文字没有读，插入的文字当作正文读了。请在 Word 或 WPS 里确认修订后的数字。",
    "The document has tracked changes that are not accepted yet: deleted text was not read, inserted text was read as text. Check in Word or WPS which figures are final.",
];

/// What to tell when the body could not be written out.
const AS_IT_IS: [&str; 2] = [
    "有的表格行不从第一列开始，或数字旁有页码，这些数字可能读到了左边的列里，或与页码连在一起，请与原件逐格核对。",
    "Some rows do not begin at the first column, or page numbers stand beside figures: figures may have moved left or run together with page numbers. Compare cell by cell with the original.",
];

/// What follows from a look at the body.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The package with its rows written out; `None` when it can be read as it is.
    pub(super) package: Option<Vec<u8>>,
    /// Sentences for the reviewer.
    pub(super) notices: Vec<Said>,
}

/// Looks at the body of the package `bytes`. One that cannot be opened is left to the reader, which tells why.
pub(super) fn prepared(bytes: &[u8]) -> Prepared {
    look(bytes).unwrap_or_default()
}

fn look(bytes: &[u8]) -> Option<Prepared> {
    let name = PartName::new(BODY).ok()?;
    let body = OpcReader::new(Cursor::new(bytes))
        .ok()?
        .read_part(&name)
        .ok()?;
    let body = std::str::from_utf8(&body).ok()?;
    let mut prepared = Prepared::default();
    if rows::has_tracked_changes(body) {
        prepared.notices.push(TRACKED.into());
    }
    let with_notes = fields::written_out(body);
    let body = with_notes.as_deref().unwrap_or(body);
    if let Some(written) = rows::written_out(body).or_else(|| with_notes.clone()) {
        prepared.package = replaced(bytes, name, written.into_bytes());
        if prepared.package.is_none() {
            prepared.notices.push(AS_IT_IS.into());
        }
    }
    Some(prepared)
}

/// The package with one part replaced.
fn replaced(bytes: &[u8], name: PartName, part: Vec<u8>) -> Option<Vec<u8>> {
    let mut package = EditablePackage::from_reader(Cursor::new(bytes)).ok()?;
    package.set_part(name, part);
    let mut written = Cursor::new(Vec::new());
    package.write_to(&mut written).ok()?;
    Some(written.into_inner())
}
