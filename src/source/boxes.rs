//! Words with their boxes, as programs print them that read pages: hOCR, XML of `pdftotext -bbox`, and XML of
//! `mutool -F stext`. They are put in lines as the characters of a PDF page are.

use hayro_interpret::kurbo::Rect;

use crate::source::html::Page;
use crate::source::office::markup::{attribute, name, tags_and_text};
use crate::source::pdf;
use crate::source::pdf::glyphs::{Glyph, Marks};

/// Width of a page in points that boxes in pixels are scaled to.
const WIDTH: f64 = 595.0;

/// Words and characters that are read.
const WORD_LIMIT: usize = 400_000;

/// Whether a text (in lower case) is one of the three.
#[must_use]
pub fn are_boxes(head: &str) -> bool {
    let is_hocr = head.contains("ocr_page") && head.contains("bbox ");
    let is_bbox = head.contains("<page ") && head.contains("<word ") && head.contains("xmin=");
    let is_stext = head.contains("<page ") && head.contains("<char ") && head.contains("quad=");
    is_hocr || is_bbox || is_stext
}

/// Reads `text`.
#[must_use]
pub fn read(text: &str) -> Page {
    let mut reader = Reader::default();
    for (before, tag) in tags_and_text(text) {
        reader.text(before);
        if reader.n_words > WORD_LIMIT {
            reader.is_cut = true;
            break;
        }
        reader.tag(tag);
    }
    reader.end_page();
    let mut page = Page {
        blocks: pdf::blocks_of_marks(&reader.pages),
        notices: Vec::new(),
    };
    if reader.is_cut {
        page.notices.push(format!(
            "文件里超过 {WORD_LIMIT} 个字词，后面的没有读。请只保留报告正文后再打开。"
        ));
    }
    page
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
    fn text(&mut self, text: &str) {
        if let Some((_, word)) = &mut self.open {
            word.push_str(&plain(text));
        }
    }

    fn tag(&mut self, tag: &str) {
        match name(tag) {
            "page" => self.begin_page(number(tag, "width").zip(number(tag, "height"))),
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
            "/word" => self.end_word(),
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

/// Characters of XML.
pub(super) fn plain(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}

fn number(tag: &str, name: &str) -> Option<f64> {
    attribute(tag, name)?
        .trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
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
    }
}
