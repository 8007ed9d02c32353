//! Documents in XML become web pages: `OpenDocument`, Office 2003 XML, `DocBook` (whose tables are those of CALS), TEI. What
//! they call their elements differs, what these mean does not: a table has rows, a row has cells.
//!
//! # Limitations
//! Where Word 2003 lets a cell go on below, the cell below is empty.

use std::fmt::Write;

use crate::source::format::contains;
use crate::source::html::{self, Page};
use crate::source::imported::{Failure, Imported};
use crate::source::office::markup::{attribute, is_end, local_name, tags_and_text};
use crate::source::package::Package;

/// What tells such a document at its beginning, in small letters.
const MARKS: [&str; 8] = [
    "progid=\"word.document\"",
    "progid=\"excel.sheet\"",
    "urn:schemas-microsoft-com:office:spreadsheet",
    "schemas.microsoft.com/office/word/2003/wordml",
    "<office:document",
    "docbook.org/ns/docbook",
    "//dtd docbook",
    "tei-c.org/ns",
];

/// What tells tables of CALS anywhere.
const TABLE_OF_CALS: &[u8] = b"<tgroup";

/// What tells tables of anybody's own: rows and the cells in them.
const TABLE_OF_OWN: [[&[u8]; 2]; 3] = [
    [b"<row", b"<cell"],
    [b"<Row", b"<Cell"],
    [b"<table:table-row", b"<table:table-cell"],
];

const TABLES: [&str; 4] = ["table", "Table", "informaltable", "tbl"];
const ROWS: [&str; 4] = ["table-row", "row", "Row", "tr"];
const CELLS: [&str; 5] = ["table-cell", "cell", "Cell", "entry", "tc"];
const PARAGRAPHS: [&str; 6] = ["p", "h", "para", "simpara", "title", "head"];

/// Elements whose content is not printed.
const HIDDEN: [&str; 18] = [
    "DocumentProperties",
    "Styles",
    "annotation",
    "automatic-styles",
    "binData",
    "del",
    "docOleData",
    "docPr",
    "fonts",
    "instrText",
    "lists",
    "master-styles",
    "meta",
    "scripts",
    "settings",
    "styles",
    "teiHeader",
    "tracked-changes",
];

/// Most times that a row or a cell is repeated, and most columns that one covers: a sheet repeats its last empty cells
/// to its edge.
const MOST_REPEATED: usize = 64;

/// Bytes of the page up to which anything is repeated.
const MOST_BYTES: usize = 8 << 20;

/// What to tell of a document whose end is missing.
const CUT: [&str; 2] = [
    "文件不完整：在中途断开，后面的内容没有读到。请向来源处另要一份完整的文件，再打开。",
    "The file is incomplete: it breaks off, and the rest was not read. Ask the source for a complete copy.",
];

/// The part of an `OpenDocument` package that holds the text.
const CONTENT: &str = "content.xml";

/// The part that tells which parts are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Whether a file is such a document: `head` is its beginning in small letters.
#[must_use]
pub fn is_document(head: &str, bytes: &[u8]) -> bool {
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let holds_all = |marks: &[&[u8]; 2]| marks.iter().all(|mark| contains(bytes, mark));
    let has_table = || contains(bytes, TABLE_OF_CALS) || TABLE_OF_OWN.iter().any(holds_all);
    head.starts_with('<') && (MARKS.iter().any(|mark| head.contains(mark)) || has_table())
}

/// Reads the text of a document.
#[must_use]
pub fn read(text: &str) -> Page {
    let mut writer = Writer::default();
    for (text, tag) in tags_and_text(text) {
        writer.text(text);
        writer.tag(tag);
    }
    let mut page = html::page(&writer.html);
    if writer.n_open > 0 {
        page.notices = vec![CUT.into()];
    }
    page
}

/// Reads an `OpenDocument` package.
///
/// # Errors
/// When it is damaged or needs a password.
pub fn read_package(bytes: Vec<u8>) -> Result<Imported, Failure> {
    let mut package = Package::new(bytes).ok_or(Failure::Damaged)?;
    let manifest = package.text(MANIFEST);
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Failure::Locked);
    }
    let page = read(&package.text(CONTENT).ok_or(Failure::Damaged)?);
    Ok(Imported {
        blocks: page.blocks,
        notices: page.notices,
        ..Imported::default()
    })
}

/// Writes the page.
#[derive(Debug, Default)]
struct Writer {
    html: String,
    /// The element whose content is left out, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// Elements that are open.
    n_open: usize,
    /// The tables that are open, the innermost last.
    tables: Vec<Table>,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    /// The names of its columns.
    columns: Vec<String>,
    /// For each column, how many of the rows to come its cells reach down to.
    covered: Vec<usize>,
    /// The column of the next cell, from 0.
    column: usize,
    /// Where the row begins in the page, and how often it stands there.
    row: (usize, usize),
    cell: Cell,
}

/// The cell that is open.
#[derive(Debug, Default)]
struct Cell {
    /// Where it begins in the page.
    start: usize,
    width: usize,
    height: usize,
    n_repeated: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.hidden.is_none() {
            self.html.push_str(text);
        }
    }

    fn tag(&mut self, tag: &str) {
        if let Some(text) = tag.strip_prefix("<![CDATA[") {
            let text = text.strip_suffix("]]>").unwrap_or(text);
            self.text(&text.replace('&', "&amp;").replace('<', "&lt;"));
            return;
        }
        if tag.is_empty() || tag.starts_with("<?") || tag.starts_with("<!") {
            return;
        }
        let name = local_name(tag);
        let (begins, ends) = (!is_end(tag), is_end(tag) || tag.ends_with("/>"));
        match (begins, ends) {
            (true, false) => self.n_open += 1,
            (false, true) => self.n_open = self.n_open.saturating_sub(1),
            _ => {}
        }
        if self.is_hidden(name, begins, ends) {
            return;
        }
        if begins {
            self.begin(name, tag);
        }
        if ends {
            self.end(name);
        }
    }

    /// Whether the element, or one around it, is not printed.
    fn is_hidden(&mut self, name: &str, begins: bool, ends: bool) -> bool {
        let Some((hidden, n_open)) = &mut self.hidden else {
            let is_hidden = HIDDEN.contains(&name);
            if is_hidden && begins && !ends {
                self.hidden = Some((name.to_owned(), 1));
            }
            return is_hidden;
        };
        if hidden == name && begins != ends {
            *n_open = if begins { *n_open + 1 } else { *n_open - 1 };
        }
        if *n_open == 0 {
            self.hidden = None;
        }
        true
    }

    fn begin(&mut self, name: &str, tag: &str) {
        if TABLES.contains(&name) {
            self.html.push_str("<table>");
            self.tables.push(Table::default());
        } else if PARAGRAPHS.contains(&name) {
            self.html.push_str("<p>");
        } else if matches!(name, "br" | "line-break") {
            self.html.push_str("<br>");
        } else if matches!(name, "s" | "tab") {
            let n = number(tag, &["text:c"]).unwrap_or(1);
            self.html.extend(std::iter::repeat_n('\u{a0}', n));
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if ROWS.contains(&name) {
            let n_repeated = number(tag, &["table:number-rows-repeated"]).unwrap_or(1);
            table.row = (self.html.len(), n_repeated);
            table.column = 0;
            self.html.push_str("<tr>");
        } else if CELLS.contains(&name) {
            table.begin_cell(tag, &mut self.html);
        } else if name == "colspec" {
            let column = attribute(tag, "colname").unwrap_or("");
            table.columns.push(column.to_owned());
        } else if name == "gridSpan" {
            table.cell.width = number(tag, &["w:val"]).unwrap_or(1);
        }
    }

    fn end(&mut self, name: &str) {
        if PARAGRAPHS.contains(&name) {
            self.html.push_str("</p>");
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if CELLS.contains(&name) {
            table.end_cell(&mut self.html);
        } else if ROWS.contains(&name) {
            table.end_row(&mut self.html);
        } else if TABLES.contains(&name) {
            self.tables.pop();
            self.html.push_str("</table>");
        }
    }
}

impl Table {
    fn begin_cell(&mut self, tag: &str, html: &mut String) {
        // A sheet leaves empty cells out and numbers the next one, from 1.
        let index = number(tag, &["ss:Index", "Index"]);
        while self.is_covered() || index.is_some_and(|index| self.column + 1 < index) {
            if !self.is_covered() {
                html.push_str("<td></td>");
            }
            self.take_column(0);
        }
        let across = number(tag, &["ss:MergeAcross", "MergeAcross"]).map(|n| n + 1);
        let down = number(tag, &["ss:MergeDown", "MergeDown", "morerows"]).map(|n| n + 1);
        let spanned = || number(tag, &["table:number-columns-spanned", "cols"]);
        let rows = || number(tag, &["table:number-rows-spanned", "rows"]);
        self.cell = Cell {
            start: html.len(),
            width: across
                .or_else(spanned)
                .or_else(|| self.between_names(tag))
                .unwrap_or(1),
            height: down.or_else(rows).unwrap_or(1),
            n_repeated: number(tag, &["table:number-columns-repeated"]).unwrap_or(1),
        };
    }

    /// How many columns a cell of CALS covers, from the first that it names to the last.
    fn between_names(&self, tag: &str) -> Option<usize> {
        let at = |name: &str| {
            let name = attribute(tag, name)?;
            self.columns.iter().position(|column| column == name)
        };
        Some((at("nameend")? + 1).saturating_sub(at("namest")?).max(1))
    }

    fn end_cell(&mut self, html: &mut String) {
        let Cell {
            start,
            width,
            height,
            n_repeated,
        } = std::mem::take(&mut self.cell);
        let content = html.split_off(start.min(html.len()));
        let mut cell = String::new();
        // Writing to a string cannot fail.
        let _ = write!(cell, "<td colspan={width} rowspan={height}>{content}</td>");
        html.push_str(&cell);
        (1..n_repeated).for_each(|_| repeat(html, &cell));
        (0..width * n_repeated).for_each(|_| self.take_column(height.saturating_sub(1)));
    }

    fn end_row(&mut self, html: &mut String) {
        html.push_str("</tr>");
        while self.column < self.covered.len() {
            self.take_column(0);
        }
        let (start, n_repeated) = std::mem::take(&mut self.row);
        if n_repeated > 1 {
            let row = html.get(start..).unwrap_or("").to_owned();
            let mut texts = row.split(['<', '>']).skip(2).step_by(2);
            let n_more = if texts.all(|text| text.trim().is_empty()) {
                0
            } else {
                n_repeated - 1
            };
            (0..n_more).for_each(|_| repeat(html, &row));
        }
    }

    /// Whether a cell of a row above covers the next column.
    fn is_covered(&self) -> bool {
        self.covered.get(self.column).is_some_and(|n| *n > 0)
    }

    /// Goes on to the next column; what stands there reaches down over so many more rows.
    fn take_column(&mut self, reach: usize) {
        if self.covered.len() <= self.column {
            self.covered.resize(self.column + 1, 0);
        }
        if let Some(covered) = self.covered.get_mut(self.column) {
            *covered = reach.max(covered.saturating_sub(1));
        }
        self.column += 1;
    }
}

/// Repeats what stands in the page, as long as this has not grown beyond reason: rows repeated inside repeated rows.
fn repeat(html: &mut String, part: &str) {
    if html.len() + part.len() <= MOST_BYTES {
        html.push_str(part);
    }
}

/// The number that one of these attributes holds.
fn number(tag: &str, names: &[&str]) -> Option<usize> {
    let mut values = names.iter().filter_map(|name| attribute(tag, name));
    let number: usize = values.next()?.trim().parse().ok()?;
    Some(number.min(MOST_REPEATED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::writing;

    #[track_caller]
    fn check_written(xml: &str, expected: &str) {
        let page = read(xml);
        let (written, _) = writing::write(&page.blocks);
        assert_eq!(written.text.trim_end(), expected, "{xml}");
        assert!(page.notices.is_empty());
    }

    #[test]
    fn tables_are_tables_whatever_they_are_called() {
        check_written(
            "<section><title>一、总体情况</title><informaltable><tgroup cols=\"3\"><colspec colname=\"c1\"/><colspec colname=\"c2\"/><colspec colname=\"c3\"/><tbody><row><entry namest=\"c1\" nameend=\"c2\"><para>规章</para></entry><entry>3</entry></row><row><entry>甲</entry><entry>乙</entry><entry>4</entry></row></tbody></tgroup></informaltable></section>",
            "一、总体情况\n\n规章\t\t3\n甲\t乙\t4",
        );
        check_written(
            "<office:document><office:meta>x</office:meta><text:h>一、总体<text:s text:c=\"2\"/>情况</text:h><table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>规章</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\"><text:p>0</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:document>",
            "一、总体 情况\n\n规章\t\t0\t0\n\t1",
        );
        check_written(
            "<TEI><teiHeader><title>x</title></teiHeader><table><row><cell cols=\"2\">规章</cell><cell>3</cell></row><row><cell>甲</cell><cell>乙</cell><cell>4</cell></row></table></TEI>",
            "规章\t\t3\n甲\t乙\t4",
        );
        check_written(
            "<w:wordDocument><w:fonts><w:defaultFonts/></w:fonts><w:body><w:p><w:r><w:t>总体</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:t>规章</w:t></w:p></w:tc><w:tc><w:p><w:t>3</w:t></w:p></w:tc></w:tr><w:tr><w:tc/><w:tc><w:t>乙</w:t></w:tc><w:tc/></w:tr></w:tbl></w:body></w:wordDocument>",
            "总体\n\n规章\t\t3\n\t乙",
        );
    }

    #[test]
    fn a_sheet_numbers_the_cell_behind_those_it_leaves_out() {
        check_written(
            "<Workbook><Styles><Style>x</Style></Styles><Worksheet><Table><Row><Cell ss:MergeDown=\"1\"><Data>甲</Data></Cell><Cell ss:Index=\"3\"><Data>1</Data></Cell></Row><Row><Cell ss:Index=\"2\"><Data>2</Data></Cell><Cell><Data>3</Data></Cell></Row></Table></Worksheet></Workbook>",
            "甲\t\t1\n\t2\t3",
        );
    }

    #[test]
    fn what_is_repeated_stands_there_so_often_within_reason() {
        check_written(
            "<office:document><table:table><table:table-row table:number-rows-repeated=\"2\"><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row></table:table></office:document>",
            "1\n1",
        );
    }

    #[test]
    fn rows_repeated_inside_repeated_rows_come_to_an_end() {
        let begin = "<table:table><table:table-row table:number-rows-repeated=\"64\"><table:table-cell><text:p>1</text:p>";
        let end = "</table:table-cell></table:table-row></table:table>";
        let page = read(&format!("{}{}", begin.repeat(9), end.repeat(9)));
        assert!(writing::write(&page.blocks).0.text.len() < MOST_BYTES);
    }

    #[test]
    fn a_document_that_breaks_off_says_so() {
        let page = read("<book><para>一、总体情况</para><para>二");
        assert_eq!(page.notices, [crate::said::Said::from(CUT)]);
    }
}
