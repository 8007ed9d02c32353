//! Prints small PDF files: text and ruling lines on A4 pages, a font without outlines, its characters named by a
//! `ToUnicode` map, as office programs write it.

use std::collections::BTreeMap;
use std::fmt::Write;

/// What is printed on one page. Positions in points from the top left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    content: String,
    characters: Vec<char>,
}

const HEIGHT: f64 = 842.0;

impl Page {
    /// Prints `text` at `size`, its left edge at `x`, its baseline at `y`.
    pub(crate) fn text(&mut self, x: f64, y: f64, size: f64, text: &str) {
        write!(
            self.content,
            "BT /F1 {size} Tf 1 0 0 1 {x} {} Tm <",
            HEIGHT - y
        )
        .unwrap();
        for c in text.chars() {
            let code = u16::try_from(u32::from(c)).unwrap();
            write!(self.content, "{code:04X}").unwrap();
            self.characters.push(c);
        }
        self.content.push_str("> Tj ET\n");
    }

    /// Draws everything so far between these instructions.
    pub(crate) fn wrap(&mut self, before: &str, after: &str) {
        self.content = format!("{before} {}{after}\n", self.content);
    }

    /// Draws everything so far again, so many points to the right.
    pub(crate) fn again(&mut self, aside: f64) {
        let content = &self.content;
        self.content = format!("{content}q 1 0 0 1 {aside} 0 cm {content}Q\n");
    }

    /// Draws a picture of one grey point into this part of the page.
    pub(crate) fn picture(&mut self, x: f64, y: f64, width: f64, height: f64) {
        if height > 0.0 {
            writeln!(
                self.content,
                "q {width} 0 0 {height} {x} {} cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q",
                HEIGHT - y - height
            )
            .unwrap();
        }
    }

    /// Fills a small triangle, as a letter drawn as an outline.
    pub(crate) fn outline(&mut self, x: f64, y: f64) {
        let y = HEIGHT - y;
        writeln!(
            self.content,
            "{x} {y} m {} {y} l {x} {} l h f",
            x + 8.0,
            y + 8.0
        )
        .unwrap();
    }

    /// Draws a straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let ((x0, y0), (x1, y1)) = (from, to);
        writeln!(
            self.content,
            "0.5 w {x0} {} m {x1} {} l S",
            HEIGHT - y0,
            HEIGHT - y1
        )
        .unwrap();
    }

    /// Draws a table with its top edge at `top`: columns at `edges`, rows 20 points high. In a row, `None` goes on
    /// with the cell to the left.
    pub(crate) fn table(&mut self, top: f64, edges: &[f64], rows: &[&[Option<&str>]]) {
        let (left, right) = (edges[0], edges[edges.len() - 1]);
        let mut y = top;
        self.line((left, y), (right, y));
        for row in rows {
            for (at, cell) in row.iter().enumerate() {
                if let Some(text) = cell {
                    self.line((edges[at], y), (edges[at], y + 20.0));
                    self.text(edges[at] + 3.0, y + 14.0, 10.0, text);
                }
            }
            self.line((right, y), (right, y + 20.0));
            y += 20.0;
            self.line((left, y), (right, y));
        }
    }
}

/// A cell of a table to print: row, column, rows covered, columns covered, text.
pub(crate) type Printed = (usize, usize, usize, usize, String);

impl Page {
    /// Draws the rows `rows` of a table with its top edge at `top`. A cell that begins in another part of the table
    /// is drawn without its text, as office programs do after a page break.
    pub(crate) fn part(
        &mut self,
        top: f64,
        edges: &[f64],
        cells: &[Printed],
        rows: std::ops::Range<usize>,
    ) {
        let height = |row: usize| {
            let row = row.clamp(rows.start, rows.end);
            top + 20.0 * f64::from(u16::try_from(row - rows.start).unwrap())
        };
        for (row, column, row_span, column_span, text) in cells {
            let (y0, y1) = (height(*row), height(row + row_span));
            let (x0, x1) = (edges[*column], edges[column + column_span]);
            if row + row_span <= rows.start || *row >= rows.end {
                continue;
            }
            let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)];
            for pair in corners.windows(2) {
                self.line(pair[0], pair[1]);
            }
            if rows.contains(row) && !text.is_empty() {
                self.text(x0 + 3.0, y0 + 14.0, 10.0, text);
            }
        }
    }
}

/// A file of these pages. `named`: whether the font says which characters its glyphs are.
pub(crate) fn print(pages: &[Page], named: bool) -> Vec<u8> {
    let mut objects = Objects::default();
    let characters = pages
        .iter()
        .flat_map(|page| page.characters.iter().copied());
    let map = objects.stream("", &to_unicode(characters));
    let to_unicode = if named {
        format!("/ToUnicode {map} 0 R")
    } else {
        String::new()
    };
    let descriptor = objects.add("<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>");
    let inner = objects.add(&format!("<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000>>"));
    let font = objects.add(&format!("<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H/DescendantFonts[{inner} 0 R]{to_unicode}>>"));
    let contents: Vec<usize> = pages
        .iter()
        .map(|page| objects.stream("", &page.content))
        .collect();
    let tree = objects.next() + pages.len();
    let kids: Vec<usize> = contents
        .iter()
        .map(|content| objects.add(&format!("<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 {font} 0 R>>>>/Contents {content} 0 R>>")))
        .collect();
    objects.tree(&kids);
    objects.finish()
}

/// A file of one page with this content, resources and media box; `extra` objects are numbered from 1.
pub(crate) fn raw(content: &str, resources: &str, media_box: &str, extra: &[String]) -> Vec<u8> {
    let mut objects = Objects::default();
    for object in extra {
        objects.add(object);
    }
    let content = objects.stream("", content);
    let tree = objects.next() + 1;
    let page = objects.add(&format!("<</Type/Page/Parent {tree} 0 R/MediaBox[{media_box}]/Resources<<{resources}>>/Contents {content} 0 R>>"));
    objects.tree(&[page]);
    objects.finish()
}

/// A stream object with this dictionary and content.
pub(crate) fn stream_object(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

fn to_unicode(characters: impl Iterator<Item = char>) -> String {
    let named: BTreeMap<u32, char> = characters.map(|c| (u32::from(c), c)).collect();
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    let named: Vec<u32> = named.into_keys().collect();
    for some in named.chunks(100) {
        writeln!(map, "{} beginbfchar", some.len()).unwrap();
        for code in some {
            writeln!(map, "<{code:04X}> <{code:04X}>").unwrap();
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap end end");
    map
}

#[derive(Default)]
struct Objects {
    bodies: Vec<String>,
}

impl Objects {
    fn next(&self) -> usize {
        self.bodies.len() + 1
    }

    fn add(&mut self, body: &str) -> usize {
        self.bodies.push(body.to_owned());
        self.bodies.len()
    }

    fn stream(&mut self, dictionary: &str, content: &str) -> usize {
        self.add(&stream_object(dictionary, content))
    }

    fn tree(&mut self, kids: &[usize]) {
        let list: Vec<String> = kids.iter().map(|kid| format!("{kid} 0 R")).collect();
        let tree = self.add(&format!(
            "<</Type/Pages/Kids[{}]/Count {}>>",
            list.join(" "),
            kids.len()
        ));
        self.add(&format!("<</Type/Catalog/Pages {tree} 0 R>>"));
    }

    fn finish(self) -> Vec<u8> {
        let mut file = String::from("%PDF-1.7\n");
        let mut offsets = Vec::new();
        for (at, body) in self.bodies.iter().enumerate() {
            offsets.push(file.len());
            write!(file, "{} 0 obj\n{body}\nendobj\n", at + 1).unwrap();
        }
        let (start, size) = (file.len(), offsets.len() + 1);
        write!(file, "xref\n0 {size}\n0000000000 65535 f \n").unwrap();
        for offset in offsets {
            writeln!(file, "{offset:010} 00000 n ").unwrap();
        }
        write!(
            file,
            "trailer<</Size {size}/Root {} 0 R>>\nstartxref\n{start}\n%%EOF",
            size - 1
        )
        .unwrap();
        file.into_bytes()
    }
}
