//! Words with their boxes, as programs print them that read pages: hOCR, ALTO, XML of `pdftotext -bbox`, `pdftohtml -xml`
//! and `mutool -F stext`, tables of `tesseract` and of `pdftotext -tsv`. They are put in lines as the characters of a PDF
//! page are.

use hayro_interpret::kurbo::Rect;

use crate::said::said;
use crate::source::blocks::Block;
use crate::source::html::Page;
use crate::source::office::markup::{attribute, name, tags_and_text};
use crate::source::pdf;
use crate::source::pdf::glyphs::{Glyph, Marks};

/// Width of a page in points that boxes in pixels are scaled to.
const WIDTH: f64 = 595.0;

/// Words and characters that are read.
const WORD_LIMIT: usize = 400_000;

/// How a table of words begins; a line of it follows for each page, block, line and word.
const TABLE_HEAD: &str = "level\tpage_num\t";

/// Whether a text (in lower case) is one of them.
#[must_use]
pub fn are_boxes(head: &str) -> bool {
    let is_hocr = head.contains("ocr_page") && head.contains("bbox ");
    let is_bbox = head.contains("<page ") && head.contains("<word ") && head.contains("xmin=");
    let is_stext = head.contains("<page ") && head.contains("<char ") && head.contains("quad=");
    let is_runs = head.contains("<page ") && head.contains("<text top=");
    let is_alto = head.contains("<string ") && head.contains("hpos=");
    let is_table = head.trim_start_matches('\u{feff}').starts_with(TABLE_HEAD);
    is_hocr || is_bbox || is_stext || is_runs || is_alto || is_table
}

/// Reads `text`.
#[must_use]
pub fn read(text: &str) -> Page {
    let mut reader = Reader::default();
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with(TABLE_HEAD) {
        reader.table(text);
    } else {
        reader.tags(text);
    }
    reader.end_page();
    let mut page = Page {
        blocks: pdf::blocks_of_marks(&reader.pages),
        notices: Vec::new(),
    };
    if reader.is_cut {
        page.notices.push(said!(
            "文件里超过 {WORD_LIMIT} 个字词，后面的没有读。请只保留报告正文后再打开。",
            "The file has more than {WORD_LIMIT} words; the rest was not read. Keep only the report itself and open it again."
        ));
    }
    page
}

/// A word of a page.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its box, in the unit of the page, from the left and from the top.
    pub area: Rect,
    /// Its characters.
    pub text: String,
}

/// Part of a page's height by which a word stands above the one before where it is the first of another page.
const BACK: f64 = 0.6;

/// The lines and tables of `words`, those of one page behind those of another. Where they stand is not kept: nobody knows
/// which pages these are.
pub(super) fn lines(words: Vec<Word>) -> Vec<Block> {
    let areas = || words.iter().map(|word| word.area);
    let right = areas().map(|area| area.x1).fold(0.0, f64::max);
    let left = areas().map(|area| area.x0).fold(right, f64::min);
    let bottom = areas().map(|area| area.y1).fold(0.0, f64::max);
    let mut reader = Reader {
        // Its margins are alike.
        size: Some((right + left.max(0.0), bottom)),
        ..Reader::default()
    };
    let size = reader.size;
    let mut above = 0.0;
    for word in words.into_iter().take(WORD_LIMIT) {
        if word.area.y0 < above - bottom * BACK {
            reader.begin_page(size);
        }
        above = word.area.y0;
        reader.open = Some((word.area, word.text));
        reader.end_word();
    }
    reader.end_page();
    let mut blocks = pdf::blocks_of_marks(&reader.pages);
    blocks.retain(|block| !matches!(block, Block::Printed(_)));
    for block in &mut blocks {
        if let Block::Table(table) = block {
            table.cells.iter_mut().for_each(|cell| cell.printed.clear());
        }
    }
    blocks
}

#[derive(Default)]
struct Reader {
    pages: Vec<Marks>,
    words: Vec<Glyph>,
    /// Width and height of the page at hand, in its own unit.
    size: Option<(f64, f64)>,
    /// The word whose characters follow.
    open: Option<(Rect, String)>,
    n_words: usize,
    is_cut: bool,
}

impl Reader {
    fn tags(&mut self, text: &str) {
        for (before, tag) in tags_and_text(text) {
            self.text(before);
            if self.is_full() {
                return;
            }
            self.tag(tag);
        }
    }

    fn is_full(&mut self) -> bool {
        self.is_cut = self.n_words > WORD_LIMIT;
        self.is_cut
    }

    /// A line a page, block, line or word, with its place; the first names the columns.
    fn table(&mut self, text: &str) {
        let mut lines = text.lines();
        let names: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let field = |name: &str| {
                let at = names.iter().position(|other| *other == name)?;
                fields.get(at).copied()
            };
            let place = ["left", "top", "width", "height"].map(|name| finite(field(name)?));
            let [.., width, height] = place;
            match field("level") {
                Some("1") => self.begin_page(width.zip(height)),
                Some("5") => {
                    self.open = beside(place).zip(field("text").map(str::to_owned));
                    self.end_word();
                }
                _ => {}
            }
            if self.is_full() {
                return;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, word)) = &mut self.open {
            word.push_str(&plain(text));
        }
    }

    fn tag(&mut self, tag: &str) {
        match name(tag) {
            "page" => self.begin_page(number(tag, "width").zip(number(tag, "height"))),
            "Page" => self.begin_page(number(tag, "WIDTH").zip(number(tag, "HEIGHT"))),
            "text" => {
                let place = ["left", "top", "width", "height"].map(|name| number(tag, name));
                self.open = beside(place).map(|place| (place, String::new()));
            }
            "String" => {
                let place = ["HPOS", "VPOS", "WIDTH", "HEIGHT"].map(|name| number(tag, name));
                let word = attribute(tag, "CONTENT").map(plain);
                self.open = beside(place).zip(word);
                self.end_word();
            }
            "word" => {
                let place = rect(["xMin", "yMin", "xMax", "yMax"].map(|name| number(tag, name)));
                self.open = place.map(|place| (place, String::new()));
            }
            "char" => {
                let quad = numbers(attribute(tag, "quad").unwrap_or(""));
                let corner = |at: usize| quad.get(at).copied();
                let place = rect([corner(0), corner(1), corner(2), corner(5)]);
                let c = attribute(tag, "c").map(plain);
                self.open = place.zip(c);
                self.end_word();
            }
            "/word" | "/text" => self.end_word(),
            _ => self.hocr(tag),
        }
    }

    fn hocr(&mut self, tag: &str) {
        let class = attribute(tag, "class").unwrap_or("");
        let place = || rect_in(attribute(tag, "title")?);
        if class == "ocr_page" {
            self.begin_page(place().map(|place| (place.width(), place.height())));
        } else if class == "ocrx_word" {
            self.open = place().map(|place| (place, String::new()));
        } else if name(tag) == "/span" {
            self.end_word();
        }
    }

    fn begin_page(&mut self, size: Option<(f64, f64)>) {
        self.end_page();
        self.size = size;
    }

    fn end_word(&mut self) {
        let Some((area, text)) = self.open.take() else {
            return;
        };
        self.n_words += 1;
        self.words.push(Glyph {
            text: text.trim().to_owned(),
            area,
            word: self.n_words,
            is_invisible: false,
        });
    }

    fn end_page(&mut self) {
        self.end_word();
        let mut words = std::mem::take(&mut self.words);
        let (width, height) = self.size.take().unwrap_or((WIDTH, WIDTH));
        if words.is_empty() || width <= 0.0 {
            return;
        }
        let scale = WIDTH / width;
        for word in &mut words {
            word.area = word.area.scale_from_origin(scale);
        }
        self.pages
            .push(Marks::of_words(words, WIDTH, height * scale));
    }
}

/// What XML names, and what it stands for.
const NAMED: [(&str, &str); 5] = [
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("amp", "&"),
];

/// The characters of a text in XML, those that are named or numbered as well.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let reference = behind.split_once(';').and_then(|(name, behind)| {
            let named = NAMED.iter().find(|(other, _)| *other == name);
            let c = named.map(|(_, c)| (*c).to_owned());
            Some((c.or_else(|| numbered(name).map(String::from))?, behind))
        });
        if let Some((c, behind)) = reference {
            out.push_str(&c);
            rest = behind;
        } else {
            out.push('&');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// The character of `#19968` or `#x4e00`.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

fn number(tag: &str, name: &str) -> Option<f64> {
    finite(attribute(tag, name)?)
}

fn finite(text: &str) -> Option<f64> {
    let number = text.trim().parse().ok();
    number.filter(|number: &f64| number.is_finite())
}

/// A box by its left, its top, its width and its height.
fn beside([left, top, width, height]: [Option<f64>; 4]) -> Option<Rect> {
    let right = left.zip(width).map(|(left, width)| left + width);
    let bottom = top.zip(height).map(|(top, height)| top + height);
    rect([left, top, right, bottom])
}

fn numbers(text: &str) -> Vec<f64> {
    let words = text.split_whitespace();
    words
        .map_while(|word| word.trim_end_matches(';').parse().ok())
        .collect()
}

/// Left, top, right, bottom.
fn rect([x0, y0, x1, y1]: [Option<f64>; 4]) -> Option<Rect> {
    let place = Rect::new(x0?, y0?, x1?, y1?);
    (place.is_finite() && place.width() > 0.0 && place.height() > 0.0).then_some(place)
}

/// `bbox 1 2 3 4` in a title of hOCR.
fn rect_in(title: &str) -> Option<Rect> {
    let (_, place) = title.split_once("bbox ")?;
    let corners = numbers(place);
    let corner = |at: usize| corners.get(at).copied();
    rect([corner(0), corner(1), corner(2), corner(3)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::writing;

    #[track_caller]
    fn check_lines(text: &str, expected: &[&str]) {
        assert!(are_boxes(&text.to_ascii_lowercase()));
        let (written, _) = writing::write(&read(text).blocks);
        let words: Vec<String> = written
            .text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn words_are_put_in_lines_by_their_boxes() {
        let word = |x: u32, y: u32, text: &str| {
            let n = u32::try_from(text.chars().count()).unwrap();
            format!(
                "<word xMin=\"{x}\" yMin=\"{y}\" xMax=\"{}\" yMax=\"{}\">{text}</word>\n",
                x + n * 12,
                y + 12
            )
        };
        let rows = [
            word(60, 100, "规章"),
            word(400, 101, "5"),
            word(200, 100, "3"),
            word(60, 130, "其他"),
            word(200, 130, "0"),
        ];
        check_lines(
            &format!(
                "<html><body><doc><page width=\"595\" height=\"842\">{}</page></doc></body></html>",
                rows.concat()
            ),
            &["规章 3 5", "其他 0"],
        );
        let span = |x: u32, text: &str| {
            let n = u32::try_from(text.chars().count()).unwrap();
            format!(
                "<span class='ocrx_word' title='bbox {x} 400 {} 450; x_wconf 9'>{text}</span>",
                x + n * 50
            )
        };
        check_lines(
            &format!(
                "<div class='ocr_page' title='image \"a\"; bbox 0 0 2480 3508'><span class='ocr_line'>{}{}</span></div>",
                span(200, "规章"),
                span(900, "3")
            ),
            &["规章 3"],
        );
        check_lines(
            "<alto><Layout><Page WIDTH=\"2480\" HEIGHT=\"3508\"><TextLine><String CONTENT=\"规章\" HPOS=\"200\" VPOS=\"400\" \
             WIDTH=\"100\" HEIGHT=\"50\"/><SP/><String HPOS=\"900\" VPOS=\"402\" WIDTH=\"50\" HEIGHT=\"50\" CONTENT=\"3\"/>\
             </TextLine></Page></Layout></alto>",
            &["规章 3"],
        );
        check_lines(
            "<pdf2xml><page number=\"1\" top=\"0\" left=\"0\" height=\"1262\" width=\"892\">\n\
             <text top=\"200\" left=\"600\" width=\"20\" height=\"20\" font=\"0\"><b>3</b></text>\n\
             <text top=\"201\" left=\"94\" width=\"40\" height=\"20\" font=\"0\">规章</text></page></pdf2xml>",
            &["规章 3"],
        );
        assert_eq!(
            plain("&#x4e00;&#19977; &amp;lt; &x; & 3"),
            "一三 &lt; &x; & 3"
        );
        check_lines(
            "level\tpage_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t2480\t3508\t-1\t\n\
             4\t1\t200\t400\t900\t50\t-1\t\n5\t1\t200\t400\t100\t50\t96\t规章\n5\t1\t900\t402\t50\t50\t91\t3\n",
            &["规章 3"],
        );
    }
}
