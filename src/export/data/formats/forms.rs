//! `.xlsx` as the official form is printed: a sheet for each report, its tables with their merged heads. What a reviewer
//! changed is coloured and has what is printed as a note; what nobody could read says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

use rust_xlsxwriter::{
    Color, Format as CellFormat, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use crate::export::data::column::{Column, Field};
use crate::export::data::error::TableError;
use crate::export::data::formats::format::Rows;
use crate::export::data::formats::workbook;
use crate::export::data::options::Options;
use crate::form::layout::{Content, LayoutBox, form_layout};
use crate::form::{CellKey, EditionId, RowKey, TableId, catalogue};

/// Most reports in a workbook: each is a sheet, and all of them are in memory.
const MOST_SHEETS: usize = 1_000;

/// Most characters of the name of a sheet, as Excel has it.
const MOST_NAMED: usize = 31;

/// Widths of the columns in which the labels of table three stand, in characters.
const LABEL_WIDTHS: [f64; 3] = [14.0, 18.0, 36.0];

/// What the form prints over the labels where it prints no note.
const ITEM_HEAD: &str = "信息内容";

/// Standings of a number that is not the one that was read.
pub(super) const CHANGED: [&str; 2] = ["corrected", "estimated"];

/// A note of what is printed in the place of a number that was changed.
pub(super) fn note(printed: &str) -> Note {
    let printed = match printed.trim() {
        "" => "（空白）",
        printed => printed,
    };
    Note::new(format!("原文：{printed}")).add_author_prefix(false)
}

/// What the rows of a report say of one of its cells.
struct Figure {
    edition: EditionId,
    value: String,
    unit: String,
    printed: String,
    state: String,
    is_changed: bool,
}

/// The report whose rows are being taken.
#[derive(Default)]
struct Report {
    file: String,
    title: String,
    figures: BTreeMap<CellKey, Figure>,
    /// Its rows in the order in which they came.
    rows: Vec<(TableId, RowKey)>,
}

struct Forms {
    file: File,
    workbook: Workbook,
    columns: Vec<Column>,
    report: Report,
    names: BTreeSet<String>,
}

/// Begins a workbook with a sheet for each report.
///
/// # Errors
/// When the library refuses the workbook.
pub(super) fn begin(file: File, options: Options) -> Result<Box<dyn Rows>, TableError> {
    Ok(Box::new(Forms {
        file,
        workbook: workbook::new()?,
        columns: options.shape.columns(),
        report: Report::default(),
        names: BTreeSet::new(),
    }))
}

impl Rows for Forms {
    fn row(&mut self, row: &[Field]) -> Result<(), TableError> {
        let field = |name: &str| {
            let mut columns = self.columns.iter().zip(row);
            let found = columns.find(|(column, _)| column.name == name);
            found.map(|(_, field)| field.to_plain()).unwrap_or_default()
        };
        let file = field("file");
        let figure = Figure {
            edition: EditionId(field("edition").parse().unwrap_or_default()),
            value: field("value"),
            unit: field("unit"),
            printed: field("printed"),
            state: field("state"),
            is_changed: CHANGED.contains(&field("standing").as_str()),
        };
        let cell = field("cell").parse::<CellKey>();
        if file != self.report.file {
            let [office, year] = ["office", "year"].map(field);
            let title = format!("{office}{year}年政府信息公开工作年度报告");
            self.end_report()?;
            self.report = Report {
                file,
                title,
                ..Report::default()
            };
        }
        if let Ok(cell) = cell {
            let row = (cell.table, cell.row.clone());
            if self.report.rows.last() != Some(&row) {
                self.report.rows.push(row);
            }
            self.report.figures.insert(cell, figure);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<File, TableError> {
        self.end_report()?;
        let Self {
            file, mut workbook, ..
        } = *self;
        if workbook.worksheets().is_empty() {
            workbook.add_worksheet();
        }
        workbook.save_to_writer(&file).map_err(workbook::error)?;
        Ok(file)
    }
}

impl Forms {
    fn end_report(&mut self) -> Result<(), TableError> {
        let report = std::mem::take(&mut self.report);
        if report.file.is_empty() {
            return Ok(());
        }
        if self.names.len() >= MOST_SHEETS {
            return Err(TableError::TooManySheets { most: MOST_SHEETS });
        }
        let name = self.free_name(&report.title);
        let sheet = self.workbook.add_worksheet();
        let written = sheet.set_name(&name).map(drop);
        written
            .and_then(|()| write(sheet, &report))
            .map_err(workbook::error)
    }

    /// A name that no sheet has, made of `title`.
    fn free_name(&mut self, title: &str) -> String {
        let is_allowed = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
        let title = title.replace("政府信息公开工作年度报告", "");
        let allowed: Vec<char> = title.chars().filter(is_allowed).collect();
        let mut numbers = 1..;
        loop {
            let added = match numbers.next() {
                None | Some(1) => String::new(),
                Some(number) => format!("({number})"),
            };
            let room = MOST_NAMED - added.len();
            // The year stands at the end.
            let name: String = allowed
                .iter()
                .skip(allowed.len().saturating_sub(room))
                .collect();
            let name = format!("{name}{added}");
            if self.names.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

fn write(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    let bold = CellFormat::new().set_bold();
    for (column, width) in (0..).zip(LABEL_WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, &report.title, &bold)?;
    sheet.write_string(1, 0, &report.file)?;
    let mut top = 3;
    for table in TableId::ALL {
        let rows = report.rows.iter().filter(|(of, _)| *of == table);
        let rows: Vec<RowKey> = rows.map(|(_, row)| row.clone()).collect();
        let mut figures = report.figures.iter();
        let first = figures.find(|(cell, _)| cell.table == table);
        let spec = first.and_then(|(_, first)| catalogue::table(first.edition, table));
        let Some(spec) = spec else { continue };
        sheet.write_string_with_format(top, 0, &spec.title, &bold)?;
        let layout = form_layout(table, spec, &rows, ITEM_HEAD);
        for place in &layout.boxes {
            put(sheet, report, place, top + 1)?;
        }
        top += u32::try_from(layout.n_rows).unwrap_or(0) + 3;
    }
    Ok(())
}

/// Writes a box of the form; the first of its table has row `top`.
fn put(
    sheet: &mut Worksheet,
    report: &Report,
    place: &LayoutBox,
    top: u32,
) -> Result<(), XlsxError> {
    let row = top + u32::try_from(place.row).unwrap_or(0);
    let column = u16::try_from(place.column).unwrap_or(u16::MAX);
    let last_row = row + u32::try_from(place.n_rows).unwrap_or(1) - 1;
    let last_column = column + u16::try_from(place.n_columns).unwrap_or(1) - 1;
    let format = CellFormat::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let (text, format, figure) = match &place.content {
        Content::Label(text) => (text.clone(), format, None),
        Content::Heading(text) | Content::Head(text) | Content::Group(text) => {
            (text.clone(), format.set_align(FormatAlign::Center), None)
        }
        Content::Cell(cell) => {
            let format = format.set_align(FormatAlign::Center);
            let figure = report.figures.get(cell);
            let color = figure.and_then(color);
            let format = color.map_or(format.clone(), |color| format.set_background_color(color));
            (figure.map(shown).unwrap_or_default(), format, figure)
        }
    };
    if (last_row, last_column) == (row, column) {
        sheet.write_string_with_format(row, column, &text, &format)?;
    } else {
        sheet.merge_range(row, column, last_row, last_column, &text, &format)?;
    }
    let Some(figure) = figure else { return Ok(()) };
    if let Ok(number) = figure.value.parse::<f64>() {
        // The form may print another unit over it.
        let format = match figure.unit.as_str() {
            "" => format,
            unit => format.set_num_format(format!("General\" {unit}\"")),
        };
        sheet.write_number_with_format(row, column, number, &format)?;
    }
    if figure.is_changed {
        sheet.insert_note(row, column, &note(&figure.printed))?;
    }
    Ok(())
}

/// What stands where there is no number: what is printed, and a word for what nobody could read.
fn shown(figure: &Figure) -> String {
    match figure.state.as_str() {
        "absent" => "未识读".to_owned(),
        "unreadable" => "无法辨认".to_owned(),
        "dash" | "words" => figure.printed.clone(),
        _ => String::new(),
    }
}

fn color(figure: &Figure) -> Option<Color> {
    if figure.is_changed {
        Some(Color::RGB(0x00FF_F2CC))
    } else if matches!(figure.state.as_str(), "absent" | "unreadable") {
        Some(Color::RGB(0x00F8_CBAD))
    } else {
        None
    }
}
