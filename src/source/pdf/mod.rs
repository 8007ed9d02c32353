//! PDF files become blocks: by their text layer, and where a page is a picture by what is recognised in it.
//!
//! # Limitations
//! Pictures beside text are not recognised. Text printed in several columns is read line by line across them.

pub(super) mod drawn;
pub(super) mod facts;
mod frame;
mod glyph;
pub mod glyphs;
pub mod grid;
pub mod join;
pub mod lines;
pub mod page;
pub(super) mod paper;
pub(super) mod pictured;
mod places;
mod reprints;
pub mod running;
mod turn;
mod whole;

use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use crate::said::{Said, said};
use crate::source::blocks::Block;
use crate::source::imported::{Failure, Imported, Work};
use crate::source::pdf::facts::Facts;
use crate::source::pdf::glyphs::Marks;
use crate::source::pdf::grid::Ruled;
use crate::source::pdf::join::Joined;
use crate::source::pdf::lines::Line;
use crate::source::pdf::page::{Item, Layout};
use crate::source::pdf::paper::Paper;
use crate::source::pdf::pictured::Pictured;
use crate::source::place::Printed;

/// Pages that are read: more than any yearbook in which a report stands, few enough for the memory of a worker.
const PAGE_LIMIT: usize = 2_000;

/// What to tell the reviewer of a file that breaks off.
const CUT: [&str; 2] = [
    "PDF 不完整：文件在中途断开，后面的内容没有读到。请重新下载或复制，再打开。",
    "The PDF is incomplete: the file breaks off, and the rest was not read. Download or copy it again, then open it.",
];

/// The part of a page's width that a full line of running text takes at least.
const RUNNING_TEXT: f64 = 0.5;

/// Font sizes, in points, that columns of spaces are reckoned by.
const LEAST_SIZE: f64 = 4.0;
const LARGEST_SIZE: f64 = 12.0;

/// Reads a PDF file. Encryption with an empty password is undone.
///
/// # Errors
/// When it needs a password, is damaged, is a scan, or does not tell its characters.
pub(crate) fn read(bytes: Vec<u8>, work: &mut Work<'_>) -> Result<Imported, Failure> {
    let is_cut = facts::is_cut(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Failure::Locked,
        LoadPdfError::Invalid => Failure::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let (mut facts, mut layouts) = (Vec::new(), Vec::new());
    let mut pictured = Pictured::new(work, pdf.pages().len().min(PAGE_LIMIT));
    for page in pdf.pages().iter().take(PAGE_LIMIT) {
        // The marks of a page take much memory: only what follows from them is kept.
        let marks = glyphs::marks(&pdf, page, &cache);
        let mut page_facts = Facts::of(&marks);
        let marks = pictured.marks(marks, &mut page_facts, |per_inch| {
            Some(pictured::picture(page, per_inch))
        });
        facts.push(page_facts);
        layouts.push(page::layout(&marks));
    }
    facts::refuse(&facts).map_err(|failure| pictured.refused(failure))?;
    let mut notices = facts::doubts(&facts);
    if is_cut {
        notices.insert(0, Said::from(CUT));
    }
    if pdf.pages().len() > PAGE_LIMIT {
        notices.push(said!(
            "文件有 {} 页，只读了第 1–{PAGE_LIMIT} 页。请把要审的报告另存为单独的文件再打开。",
            "The file has {} pages; only the first {PAGE_LIMIT} were read. Save the report as a file of its own.",
            pdf.pages().len()
        ));
    }
    running::drop_running(&mut layouts);
    Ok(Imported {
        blocks: blocks(layouts),
        encoding: String::new(),
        recognised: facts.iter().map(Facts::is_recognised).collect(),
        sights: pictured.sights,
        notices,
    })
}

/// Blocks of pages whose marks are known.
#[must_use]
pub fn blocks_of_marks(pages: &[Marks]) -> Vec<Block> {
    let mut layouts: Vec<Layout> = pages.iter().map(page::layout).collect();
    running::drop_running(&mut layouts);
    blocks(layouts)
}

/// Blocks of all pages, with what the page breaks cut joined.
fn blocks(pages: Vec<Layout>) -> Vec<Block> {
    let margins = Margins::of(&pages);
    let mut flow = Flow {
        margins,
        ..Flow::default()
    };
    for (number, page) in (0_u32..).zip(pages) {
        flow.n_unmarked += 1;
        flow.paper = page.paper;
        flow.paper.page = number;
        for item in page.items {
            match item {
                Item::Line(line) => flow.line(&line),
                Item::Table(table) => flow.table(&table),
            }
        }
    }
    flow.close();
    flow.turn_page();
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
    /// Where the words of that paragraph are.
    printed: Vec<Printed>,
    /// The current page.
    paper: Paper,
    /// Pages whose beginnings are not marked: the current one, as long as nothing of it was placed, and those before it that
    /// have nothing of their own. What is still open stands before them.
    n_unmarked: usize,
}

impl Flow {
    fn line(&mut self, line: &Line) {
        let words = line.words.iter();
        let printed = words.map(|(n_characters, area)| self.paper.printed(*n_characters, *area));
        let printed: Vec<Printed> = printed.collect();
        let goes_on = self.paragraph.as_ref().is_some_and(|(_, last)| {
            self.margins.is_full(last)
                && self.margins.is_flush(line)
                && (last.size - line.size).abs() < 1.0
        });
        match &mut self.paragraph {
            Some((text, last)) if goes_on => {
                text.push_str(&line.text);
                *last = line.clone();
                self.printed.extend(printed);
            }
            _ if line.is_row() => {
                self.close();
                self.turn_page();
                let spaced = line.spaced(self.margins.left, self.margins.column);
                self.blocks.push(Block::Printed(printed));
                self.blocks.push(Block::Verbatim(spaced));
            }
            _ => {
                self.close();
                self.turn_page();
                self.paragraph = Some((line.text.clone(), line.clone()));
                self.printed = printed;
            }
        }
    }

    fn table(&mut self, part: &Ruled) {
        match &mut self.table {
            Some(table) if self.n_unmarked > 0 && table.goes_on_with(part) => {
                table.append(part, &self.paper, std::mem::take(&mut self.n_unmarked));
            }
            _ => {
                self.close();
                self.turn_page();
                self.table = Some(Joined::new(part, &self.paper));
            }
        }
    }

    /// Marks the beginnings of the pages that are not marked.
    fn turn_page(&mut self) {
        let n = std::mem::take(&mut self.n_unmarked);
        self.blocks.extend(std::iter::repeat_n(Block::NewPage, n));
    }

    fn close(&mut self) {
        if let Some((text, _)) = self.paragraph.take() {
            let printed = std::mem::take(&mut self.printed);
            self.blocks.push(Block::Printed(printed));
            self.blocks.push(Block::Line(text));
        }
        if let Some(table) = self.table.take() {
            let table = Block::Table(table.finish());
            self.blocks.extend([Block::Gap, table, Block::Gap]);
        }
    }
}
