//! What is known of the pages beside their content: which are pictures, which cannot be read, and how that is told.

use crate::said::Said;
use crate::source::format::contains;
use crate::source::imported::Failure;
use crate::source::pdf::glyphs::Marks;
use crate::source::scan;
use crate::source::scan_pages::ScanPages;

/// Characters below which a page has no text, but a page number or a stamp.
const TEXT_PAGE: usize = 20;

/// Characters below which a page that a picture covers is a scan: scanning programs and web browsers print a line or two
/// over it, a page of a report has many times more.
const SCAN_TEXT: usize = 100;

/// The part of a page that pictures must cover to be a scan though a line or two stand on it.
const SCAN_SHARE: f64 = 0.6;

/// The part of a page without text that pictures must cover to be what is read there: a table scanned by itself.
const PICTURE_SHARE: f64 = 0.1;

/// The part of a page that a picture without text on it must cover to be told of, though the page has text: a table may
/// be in it. Seals and letterheads are smaller.
const TOLD_SHARE: f64 = 0.15;

/// Characters on a picture from which on it is the ground that a text is printed on.
const GROUND_TEXT: usize = 5;

/// Filled shapes on a page without text that are letters drawn as outlines: a ruled table has fewer.
const OUTLINES: usize = 400;

/// What is known of a page beside its content.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is told of the page, or not, by itself"
)]
pub(in crate::source) struct Facts {
    n_glyphs: usize,
    n_unknown: usize,
    n_invisible: usize,
    is_cut: bool,
    lacks_font: bool,
    is_overfull: bool,
    lacks_model: bool,
    pictured: Pictured,
}

/// What of a page is a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pictured {
    /// Nothing that may hold text.
    Nothing,
    /// A large picture beside text.
    Part,
    /// What is to be read on it, or it is drawn as outlines.
    Whole,
    /// The same, and there were too many such pages.
    Beyond,
    /// The same, and it is not among those that were chosen.
    Unchosen,
    /// It was recognised here.
    Recognised,
}

impl Facts {
    pub(in crate::source) fn of(marks: &Marks) -> Self {
        let n_glyphs = marks.glyphs.len();
        let share = marks.picture_share();
        let is_scan = (share > SCAN_SHARE && n_glyphs < SCAN_TEXT)
            || (share > PICTURE_SHARE && n_glyphs < TEXT_PAGE)
            || (marks.n_shapes > OUTLINES && n_glyphs < TEXT_PAGE);
        Self {
            n_glyphs,
            n_unknown: marks.n_unknown,
            n_invisible: marks.n_invisible,
            is_cut: marks.is_cut,
            lacks_font: marks.lacks_font,
            is_overfull: marks.is_overfull,
            lacks_model: false,
            pictured: if is_scan {
                Pictured::Whole
            } else if marks.has_bare_picture(TOLD_SHARE, GROUND_TEXT) {
                Pictured::Part
            } else {
                Pictured::Nothing
            },
        }
    }

    /// Whether most of its text lies invisibly over a picture of it.
    pub(in crate::source) fn is_recognised(&self) -> bool {
        self.n_invisible * 2 > self.n_glyphs
            && self.n_invisible > 0
            && self.pictured != Pictured::Recognised
    }

    /// Whether it is a picture that shows all there is to read.
    pub(in crate::source) fn is_picture(&self) -> bool {
        self.is_scan() || self.is_recognised()
    }

    /// It was recognised.
    pub(in crate::source) fn set_recognised(&mut self) {
        self.pictured = Pictured::Recognised;
    }

    /// It was not recognised, because the models for that are missing.
    pub(in crate::source) fn set_without_model(&mut self) {
        self.lacks_model = true;
    }

    /// It was not recognised, because only these pages are.
    pub(in crate::source) fn set_beyond(&mut self, taken: &ScanPages) {
        self.pictured = match taken {
            ScanPages::First(_) => Pictured::Beyond,
            ScanPages::Chosen(_) => Pictured::Unchosen,
        };
    }

    fn is_scan(&self) -> bool {
        self.pictured == Pictured::Whole
    }

    fn has_text(&self) -> bool {
        self.pictured == Pictured::Recognised || (!self.is_scan() && self.n_glyphs >= TEXT_PAGE)
    }
}

/// Whether a file breaks off: behind its last object nothing says where its table of objects begins.
pub(in crate::source) fn is_cut(bytes: &[u8]) -> bool {
    let last = memchr::memmem::rfind(bytes, b"endobj");
    let behind = last.and_then(|at| bytes.get(at..)).unwrap_or(bytes);
    !contains(behind, b"startxref")
}

/// Whole documents that cannot be read.
pub(in crate::source) fn refuse(pages: &[Facts]) -> Result<(), Failure> {
    if pages.is_empty() {
        return Err(Failure::Damaged);
    }
    let n_glyphs: usize = pages.iter().map(|page| page.n_glyphs).sum();
    let n_unknown: usize = pages.iter().map(|page| page.n_unknown).sum();
    if pages.iter().any(Facts::is_scan) && !pages.iter().any(Facts::has_text) {
        return Err(Failure::Scan);
    }
    // Above a third nothing sensible is left to read.
    if n_glyphs > 0 && n_unknown * 3 > n_glyphs {
        return Err(Failure::Unmapped);
    }
    Ok(())
}

/// What the reviewer should know of single pages.
pub(in crate::source) fn doubts(pages: &[Facts]) -> Vec<Said> {
    let mut notices = Vec::new();
    let mut tell = |is_so: fn(&Facts) -> bool, [sentence, english]: [&str; 2]| {
        let numbers: Vec<usize> = pages
            .iter()
            .zip(1..)
            .filter(|(page, _)| is_so(page))
            .map(|(_, number)| number)
            .collect();
        if !numbers.is_empty() {
            let pages = listed(&numbers);
            notices.push(Said::new(
                format!("第 {pages} 页{sentence}"),
                format!("Page {}{english}", pages.replace('、', ", ")),
            ));
        }
    };
    tell(
        |page| page.is_scan() && !page.lacks_model,
        [
            "是扫描件（页面是图片，没有文字），其中的内容没有读到。请向发布单位要 Word 或网页原件，或先用文字识别软件转成带文字的 PDF 再打开；也可以对照原件手工录入。",
            ": a scan without text; nothing of it was read. Ask the publishing office for the Word or web original, convert it with text recognition software first, or enter the figures by hand from the original.",
        ],
    );
    tell(|page| page.lacks_model, scan::WITHOUT_MODEL);
    tell(|page| page.pictured == Pictured::Beyond, scan::BEYOND);
    tell(|page| page.pictured == Pictured::Unchosen, scan::UNCHOSEN);
    tell(
        |page| page.pictured == Pictured::Recognised,
        scan::RECOGNISED,
    );
    tell(
        |page| page.pictured == Pictured::Part,
        [
            "有大幅图片，图片里的文字没有读到。如果表格在图片里，请对照原件手工录入。",
            ": a large picture, whose text was not read. If a table is in it, enter it by hand.",
        ],
    );
    tell(
        |page| page.is_cut && page.n_glyphs > 0,
        [
            "已损坏，只读到一部分。请重新下载，或与原件逐格核对。",
            ": damaged, read in part. Download it again, or compare cell by cell with the original.",
        ],
    );
    tell(
        |page| page.is_overfull,
        [
            "的字或线条多得不合常理，只读到一部分，请与原件核对。",
            ": far more characters or lines than a page has; read in part. Compare with the original.",
        ],
    );
    tell(
        |page| page.lacks_font,
        [
            "有字体已损坏，用它印的字可能读错或缺失，请与原件核对。",
            ": a font is damaged; what is printed in it may be wrong or missing. Compare with the original.",
        ],
    );
    tell(
        |page| page.n_glyphs == 0 && page.pictured == Pictured::Nothing,
        [
            "没有文字，请与原件核对。",
            ": no text. Compare with the original.",
        ],
    );
    tell(
        |page| page.n_unknown * 50 > page.n_glyphs && page.pictured != Pictured::Recognised,
        [
            "有字体没有给出文字编码，认不出的字显示为“\u{fffd}”，请与原件核对。",
            ": a font gives no character codes; unknown characters are shown as “\u{fffd}”. Compare with the original.",
        ],
    );
    tell(
        Facts::is_recognised,
        [
            "的文字是扫描件上的识别结果，可能有错字，请与原件核对。",
            ": recognised from a scan; characters may be wrong. Compare with the original.",
        ],
    );
    notices
}

/// Page numbers as a person writes them: `1–3、7`.
pub(in crate::source) fn listed(numbers: &[usize]) -> String {
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
