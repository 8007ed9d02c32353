//! The problem list as an Excel workbook: one sheet of problems, one of what stands around them.
//!
//! Every figure is written as text, for it quotes what is printed: `007` and `0.8640` stay as they are, and nothing that
//! begins with `=` becomes a formula.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::export::format::ExportFormat;
use crate::export::problem_list::{ListedProblem, ProblemList, severity_name};

/// An Excel workbook.
pub const FORMAT: ExportFormat = ExportFormat {
    name: ["Excel 工作簿", "Excel workbook"],
    ending: "xlsx",
    render: |list| render(list).map_err(|error| error.to_string()),
};

/// Heads of the columns, with their width in characters.
const COLUMNS: [(&str, u16); 8] = [
    ("序号", 6),
    ("判定", 10),
    ("级别", 7),
    ("表", 7),
    ("位置", 28),
    ("问题", 22),
    ("数字", 52),
    ("建议", 44),
];

/// Row of the column heads, from 0; the title stands above them.
const HEAD_ROW: u32 = 1;

/// The list as the bytes of an `.xlsx` file.
///
/// # Errors
/// When the library refuses a content, such as a text longer than a cell may hold.
pub fn render(list: &ProblemList) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    problems(workbook.add_worksheet(), list)?;
    surroundings(workbook.add_worksheet(), list)?;
    workbook.save_to_buffer()
}

fn problems(sheet: &mut Worksheet, list: &ProblemList) -> Result<(), XlsxError> {
    let head = wrapped()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EDF4))
        .set_align(FormatAlign::VerticalCenter);
    sheet.set_name("问题清单")?;
    let title = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, list.title(), &title)?;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, f64::from(width))?;
        sheet.write_string_with_format(HEAD_ROW, column, name, &head)?;
    }
    let body = wrapped();
    for (at, row) in (HEAD_ROW + 1..).zip(&list.rows) {
        let texts = texts(row);
        let widths = COLUMNS.map(|(_, width)| width);
        let lines = texts
            .iter()
            .zip(widths)
            .map(|(text, width)| lines(text, width));
        sheet.set_row_height(at, LINE_HEIGHT * lines.max().unwrap_or(1))?;
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(at, column, text, &body)?;
        }
    }
    if list.rows.is_empty() {
        sheet.write_string_with_format(HEAD_ROW + 1, 0, "没有问题。", &Format::new())?;
    }
    sheet.set_freeze_panes(HEAD_ROW + 1, 0)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Height of a line of text, in points.
const LINE_HEIGHT: u32 = 16;

/// Lines that `text` takes in a column `width` characters wide: not every program that opens the file finds out by
/// itself. A Chinese character is as wide as two others.
fn lines(text: &str, width: u16) -> u32 {
    let taken: u32 = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    taken
        .div_ceil(u32::from(width).saturating_sub(1).max(1))
        .max(1)
}

/// Width of the second column of the second sheet, in characters.
const WIDE: u16 = 90;

/// Number of the paper size in the file format.
const A4: u8 = 9;

fn texts(row: &ListedProblem) -> [String; 8] {
    [
        row.number.to_string(),
        row.standing.name().to_owned(),
        severity_name(row.severity).to_owned(),
        row.table.clone(),
        row.place.clone(),
        row.wrong.clone(),
        row.figures.clone(),
        row.suggestion.clone(),
    ]
}

fn surroundings(sheet: &mut Worksheet, list: &ProblemList) -> Result<(), XlsxError> {
    sheet.set_name("说明")?;
    sheet.set_column_width(0, 14)?;
    sheet.set_column_width(1, WIDE)?;
    let (label, body) = (wrapped().set_bold(), wrapped());
    let mut at = 0;
    let mut line = |name: &str, content: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(at, 0, name, &label)?;
        sheet.write_string_with_format(at, 1, content, &body)?;
        sheet.set_row_height(at, LINE_HEIGHT * lines(content, WIDE))?;
        at += 1;
        Ok(())
    };
    for (name, content) in list.facts() {
        line(name, &content)?;
    }
    if list.not_checked.is_empty() {
        line("未能核对", "没有。")?;
    }
    for content in &list.not_checked {
        line("未能核对", content)?;
    }
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

fn wrapped() -> Format {
    Format::new()
        .set_text_wrap()
        .set_num_format("@")
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00B4_BBC5))
}
