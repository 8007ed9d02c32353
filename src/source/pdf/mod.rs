//! PDF files with a text layer become blocks.
//!
//! # Limitations
//! Pictures of text are not recognised. Text printed in several columns is read line by line across them.

pub mod glyphs;
pub mod grid;
pub mod join;
pub mod lines;
pub mod page;
mod places;
mod reprints;
pub mod running;
mod turn;
mod whole;

use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_syntax::{LoadPdfError, Pdf};

use crate::source::blocks::Block;
use crate::source::import::{Failure, Imported};
use crate::source::pdf::glyphs::Marks;
use crate::source::pdf::grid::Ruled;
use crate::source::pdf::join::Joined;
use crate::source::pdf::lines::Line;
use crate::source::pdf::page::{Item, Layout};

/// Pages that are read: more than any yearbook in which a report stands, few enough for the memory of a worker.
const PAGE_LIMIT: usize = 2_000;

/// Characters from which on a page counts as printed text, not as a picture with a stamp.
const TEXT_PAGE: usize = 20;

/// The part of a page a picture must cover to be a scan.
const SCAN_SHARE: f64 = 0.6;

/// The part of a page's width that a full line of running text takes at least.
const RUNNING_TEXT: f64 = 0.5;

/// Font sizes, in points, that columns of spaces are reckoned by.
const LEAST_SIZE: f64 = 4.0;
const LARGEST_SIZE: f64 = 12.0;

/// Reads a PDF file. Encryption with an empty password is undone.
///
/// # Errors
/// When it needs a password, is damaged, is a scan, or does not tell its characters.
pub fn read(bytes: Vec<u8>) -> Result<Imported, Failure> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Failure::Locked,
        LoadPdfError::Invalid => Failure::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let (mut facts, mut layouts) = (Vec::new(), Vec::new());
    for page in pdf.pages().iter().take(PAGE_LIMIT) {
        // The marks of a page take much memory: only what follows from them is kept.
        let marks = glyphs::marks(&pdf, page, &cache);
        facts.push(Facts::of(&marks));
        layouts.push(page::layout(&marks));
    }
    refuse(&facts)?;
    let mut notices = doubts(&facts);
    if pdf.pages().len() > PAGE_LIMIT {
        notices.push(format!(
            "文件有 {} 页，只读了第 1–{PAGE_LIMIT} 页。请把要审的报告另存为单独的文件再打开。",
            pdf.pages().len()
        ));
    }
    running::drop_running(&mut layouts);
    Ok(Imported {
        blocks: blocks(layouts),
        encoding: String::new(),
        recognised: facts.iter().map(Facts::is_recognised).collect(),
        notices,
    })
}

/// What is known of a page beside its content.
#[derive(Clone, Copy, Debug)]
struct Facts {
    n_glyphs: usize,
    n_unknown: usize,
    n_invisible: usize,
    is_cut: bool,
    lacks_font: bool,
    is_scan: bool,
}

impl Facts {
    fn of(marks: &Marks) -> Self {
        Self {
            n_glyphs: marks.glyphs.len(),
            n_unknown: marks.n_unknown,
            n_invisible: marks.n_invisible,
            is_cut: marks.is_cut,
            lacks_font: marks.lacks_font,
            is_scan: marks.picture_share > SCAN_SHARE && marks.glyphs.len() < TEXT_PAGE,
        }
    }

    /// Whether most of its text lies invisibly over a picture of it.
    fn is_recognised(&self) -> bool {
        self.n_invisible * 2 > self.n_glyphs && self.n_invisible > 0
    }
}

/// Whole documents that cannot be read.
fn refuse(pages: &[Facts]) -> Result<(), Failure> {
    if pages.is_empty() {
        return Err(Failure::Damaged);
    }
    let n_glyphs: usize = pages.iter().map(|page| page.n_glyphs).sum();
    let n_unknown: usize = pages.iter().map(|page| page.n_unknown).sum();
    let n_scans = pages.iter().filter(|page| page.is_scan).count();
    if n_scans * 2 > pages.len() {
        return Err(Failure::Scan);
    }
    // Above a third nothing sensible is left to read.
    if n_glyphs > 0 && n_unknown * 3 > n_glyphs {
        return Err(Failure::Unmapped);
    }
    Ok(())
}

/// What the reviewer should know of single pages.
fn doubts(pages: &[Facts]) -> Vec<String> {
    let mut notices = Vec::new();
    let mut tell = |is_so: fn(&Facts) -> bool, sentence: &str| {
        let numbers: Vec<usize> = pages
            .iter()
            .zip(1..)
            .filter(|(page, _)| is_so(page))
            .map(|(_, number)| number)
            .collect();
        if !numbers.is_empty() {
            notices.push(format!("第 {} 页{sentence}", listed(&numbers)));
        }
    };
    tell(
        |page| page.is_scan,
        "是图片，没有文字，其中的内容没有读到。",
    );
    tell(
        |page| page.is_cut && page.n_glyphs > 0,
        "已损坏，只读到一部分。请重新下载，或与原件逐格核对。",
    );
    tell(
        |page| page.lacks_font,
        "有字体已损坏，用它印的字可能读错或缺失，请与原件核对。",
    );
    tell(
        |page| page.n_glyphs == 0 && !page.is_scan,
        "没有文字，请与原件核对。",
    );
    tell(
        |page| page.n_unknown * 50 > page.n_glyphs,
        "有字体没有给出文字编码，认不出的字显示为“\u{fffd}”，请与原件核对。",
    );
    tell(
        Facts::is_recognised,
        "的文字是扫描件上的识别结果，可能有错字，请与原件核对。",
    );
    notices
}

/// Page numbers as a person writes them: `1–3、7`.
fn listed(numbers: &[usize]) -> String {
    let runs: Vec<String> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| match run {
            [] => None,
            [only] => Some(only.to_string()),
            [first, .., last] => Some(format!("{first}–{last}")),
        })
        .collect();
    runs.join("、")
}

/// Blocks of all pages, with what the page breaks cut joined.
fn blocks(pages: Vec<Layout>) -> Vec<Block> {
    let margins = Margins::of(&pages);
    let mut flow = Flow {
        margins,
        ..Flow::default()
    };
    for page in pages {
        flow.new_page = true;
        for item in page.items {
            match item {
                Item::Line(line) => flow.line(&line),
                Item::Table(table) => flow.table(&table),
            }
        }
        flow.turn_page();
    }
    flow.close();
    flow.blocks
}

/// Where the lines of running text begin and end, in points.
#[derive(Clone, Copy, Debug, Default)]
struct Margins {
    left: f64,
    right: f64,
    /// Shorter lines are not running text, whatever the margins.
    shortest: f64,
    /// Width of a column of spaces: half the smallest font size of rows without rulings.
    column: f64,
}

impl Margins {
    fn of(pages: &[Layout]) -> Self {
        let lines = || {
            let items = pages.iter().flat_map(|page| &page.items);
            items.filter_map(|item| match item {
                Item::Line(line) if !line.in_columns => Some(line.area),
                _ => None,
            })
        };
        let spaced = pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| match item {
                Item::Line(line) if line.is_row() => Some(line),
                _ => None,
            });
        let sizes = spaced.map(|line| line.size.max(LEAST_SIZE));
        Self {
            column: sizes.fold(LARGEST_SIZE, f64::min) / 2.0,
            left: lines().map(|area| area.x0).fold(f64::MAX, f64::min),
            right: lines().map(|area| area.x1).fold(0.0, f64::max),
            shortest: RUNNING_TEXT * pages.iter().map(|page| page.width).fold(0.0, f64::max),
        }
    }

    /// Whether the line ends because the paper does.
    fn is_full(self, line: &Line) -> bool {
        !line.in_columns
            && line.area.x1 > self.right - line.size * 1.5
            && line.area.width() > self.shortest
    }

    /// Whether the line begins at the margin, as no paragraph does.
    fn is_flush(self, line: &Line) -> bool {
        !line.in_columns && line.area.x0 < self.left + line.size
    }
}

/// Puts lines and tables in order, keeping what may go on open.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    margins: Margins,
    /// A paragraph that may go on, with its last line.
    paragraph: Option<(String, Line)>,
    table: Option<Joined>,
    /// Whether nothing of the current page was placed yet.
    new_page: bool,
}

impl Flow {
    fn line(&mut self, line: &Line) {
        let goes_on = self.paragraph.as_ref().is_some_and(|(_, last)| {
            self.margins.is_full(last)
                && self.margins.is_flush(line)
                && (last.size - line.size).abs() < 1.0
        });
        match &mut self.paragraph {
            Some((text, last)) if goes_on => {
                text.push_str(&line.text);
                *last = line.clone();
            }
            _ if line.is_row() => {
                self.close();
                self.turn_page();
                let spaced = line.spaced(self.margins.left, self.margins.column);
                self.blocks.push(Block::Verbatim(spaced));
            }
            _ => {
                self.close();
                self.turn_page();
                self.paragraph = Some((line.text.clone(), line.clone()));
            }
        }
    }

    fn table(&mut self, part: &Ruled) {
        match &mut self.table {
            Some(table) if self.new_page && table.goes_on_with(part) => {
                table.append(part);
                self.new_page = false;
            }
            _ => {
                self.close();
                self.turn_page();
                self.table = Some(Joined::new(part));
            }
        }
    }

    /// Marks the beginning of the current page, unless it was marked.
    fn turn_page(&mut self) {
        if std::mem::take(&mut self.new_page) {
            self.blocks.push(Block::NewPage);
        }
    }

    fn close(&mut self) {
        if let Some((text, _)) = self.paragraph.take() {
            self.blocks.push(Block::Line(text));
        }
        if let Some(table) = self.table.take() {
            let table = Block::Table(table.finish());
            self.blocks.extend([Block::Gap, table, Block::Gap]);
        }
    }
}
