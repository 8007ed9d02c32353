//! A page of an OFD document printed as a PDF file, so that it can be drawn as pages of PDF files are. Characters are drawn with
//! our font: the page is for the eye, to hold figures against.

use std::collections::BTreeMap;
use std::fmt::Write;

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

use crate::source::ocr::Colour;

/// Something on the page, in points from its top left corner.
pub(super) enum Item {
    /// A character; the transform leads from its own place, its baseline at the origin, to the page.
    Character(char, f64, Affine, Ink),
    /// A shape that is filled, and drawn along its line.
    Path(BezPath, Option<Ink>, Option<(Ink, f64)>),
    /// A picture; the transform leads from the unit square to the page.
    Picture(PictureId, Affine),
}

/// Which picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PictureId {
    /// The one with this number among the resources of the document.
    Resource(String),
    /// The seal at this place among those of the page; what is below it is seen through it.
    Seal(usize),
}

/// A colour: red, green and blue.
pub(super) type Ink = [u8; 3];

/// Bytes of a page's instructions, from which on the rest is left out.
const MOST_BYTES: usize = 32 << 20;

/// Bytes of pictures of a page, from which on the rest is left out.
const MOST_PICTURE_BYTES: usize = 160 << 20;

/// The page as a PDF file. `picture` gives its pictures, and is asked once for each.
pub(super) fn print(
    (width, height): (f64, f64),
    items: &[Item],
    mut picture: impl FnMut(&PictureId) -> Option<Colour>,
) -> Vec<u8> {
    let mut page = Page::default();
    // From here on, y goes down as in the file.
    let _ = writeln!(page.content, "1 0 0 -1 0 {height} cm");
    for item in items {
        if page.content.len() > MOST_BYTES {
            break;
        }
        match item {
            Item::Character(c, size, to_page, ink) => page.character(*c, *size, *to_page, *ink),
            Item::Path(path, fill, stroke) => page.path(path, *fill, *stroke),
            Item::Picture(id, to_page) => page.picture(id, *to_page, &mut picture),
        }
    }
    page.file(width, height)
}

#[derive(Default)]
struct Page {
    content: String,
    pictures: Vec<Vec<u8>>,
    /// Where in them each is, if it is there.
    known: BTreeMap<PictureId, Option<usize>>,
}

impl Page {
    fn ink(&mut self, ink: Ink, operator: &str) {
        let [red, green, blue] = ink.map(|value| f64::from(value) / 255.0);
        let _ = write!(self.content, "{red:.3} {green:.3} {blue:.3} {operator} ");
    }

    fn character(&mut self, c: char, size: f64, to_page: Affine, ink: Ink) {
        // Characters beyond the first 65,536 have no code here.
        let Ok(code) = u16::try_from(u32::from(c)) else {
            return;
        };
        self.ink(ink, "rg");
        let upright = to_page * Affine::FLIP_Y;
        let matrix = numbers(upright);
        let _ = writeln!(
            self.content,
            "BT /F1 {size:.3} Tf {matrix} Tm <{code:04X}> Tj ET"
        );
    }

    fn path(&mut self, path: &BezPath, fill: Option<Ink>, stroke: Option<(Ink, f64)>) {
        if let Some(ink) = fill {
            self.ink(ink, "rg");
        }
        if let Some((ink, width)) = stroke {
            self.ink(ink, "RG");
            let _ = write!(self.content, "{width:.3} w ");
        }
        let mut last = Point::ORIGIN;
        for element in path.elements() {
            let at = |point: Point| format!("{:.3} {:.3}", point.x, point.y);
            let _ = match element {
                PathEl::MoveTo(to) => write!(self.content, "{} m ", at(*to)),
                PathEl::LineTo(to) => write!(self.content, "{} l ", at(*to)),
                PathEl::QuadTo(by, to) => {
                    let (one, other) = (last.lerp(*by, 2.0 / 3.0), to.lerp(*by, 2.0 / 3.0));
                    write!(self.content, "{} {} {} c ", at(one), at(other), at(*to))
                }
                PathEl::CurveTo(one, other, to) => {
                    write!(self.content, "{} {} {} c ", at(*one), at(*other), at(*to))
                }
                PathEl::ClosePath => write!(self.content, "h "),
            };
            last = element.end_point().unwrap_or(last);
        }
        self.content.push_str(match (fill, stroke) {
            (Some(_), Some(_)) => "B\n",
            (Some(_), None) => "f\n",
            (None, Some(_)) => "S\n",
            (None, None) => "n\n",
        });
    }

    fn picture(
        &mut self,
        id: &PictureId,
        to_page: Affine,
        find: impl FnOnce(&PictureId) -> Option<Colour>,
    ) {
        let known = self.known.get(id).copied();
        let Some(number) = known.unwrap_or_else(|| self.added(find(id))) else {
            self.known.insert(id.clone(), None);
            return;
        };
        self.known.insert(id.clone(), Some(number));
        let over = match id {
            PictureId::Resource(_) => "",
            PictureId::Seal(_) => "/Over gs ",
        };
        // A picture of PDF stands on its lower edge.
        let upright = to_page * Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, 1.0]);
        let matrix = numbers(upright);
        let _ = writeln!(self.content, "q {over}{matrix} cm /P{number} Do Q");
    }

    /// The number of a picture in the file, from 1, if it has room there.
    fn added(&mut self, picture: Option<Colour>) -> Option<usize> {
        let picture = picture?;
        let n_bytes: usize = self.pictures.iter().map(Vec::len).sum();
        if n_bytes + picture.pixels.len() * 3 > MOST_PICTURE_BYTES {
            return None;
        }
        let head = format!(
            "<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceRGB/BitsPerComponent 8/Length {}>>stream\n",
            picture.width,
            picture.height,
            picture.pixels.len() * 3
        );
        let pixels = picture.pixels.iter().flatten().copied();
        let object = head.into_bytes().into_iter().chain(pixels);
        self.pictures.push(object.chain(*b"\nendstream").collect());
        Some(self.pictures.len())
    }

    /// The file. Objects: 1 catalogue, 2 pages, 3 page, 4 content, 5 to 8 the font, then pictures.
    fn file(self, width: f64, height: f64) -> Vec<u8> {
        const FIRST: usize = 9;
        let named = (0..self.pictures.len()).map(|at| format!("/P{} {} 0 R", at + 1, FIRST + at));
        let named: String = named.collect();
        let stream = |text: &str| format!("<</Length {}>>stream\n{text}\nendstream", text.len());
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<</Font<</F1 5 0 R>>/XObject<<{named}>>/ExtGState<</Over<</BM/Multiply>>>>>>/Contents 4 0 R>>"),
            stream(&self.content),
            "<</Type/Font/Subtype/Type0/BaseFont/Printed/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>".to_owned(),
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Printed/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/DW 1000>>".to_owned(),
            "<</Type/FontDescriptor/FontName/Printed/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>".to_owned(),
            stream(&characters()),
        ];
        let objects = objects.into_iter().map(String::into_bytes);
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.chain(self.pictures).enumerate() {
            places.push(file.len());
            file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let n = places.len() + 1;
        let mut table = String::new();
        for place in &places {
            let _ = writeln!(table, "{place:010} 00000 n ");
        }
        let start = file.len();
        let end = format!(
            "xref\n0 {n}\n0000000000 65535 f \n{table}trailer<</Size {n}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
        );
        file.extend(end.into_bytes());
        file
    }
}

/// Says that each code is the character with that number.
fn characters() -> String {
    let mut map = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/T def/CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n".to_owned();
    for block in [0..0x64_u32, 0x64..0xC8, 0xC8..0x100] {
        let _ = writeln!(map, "{} beginbfrange", block.len());
        for high in block {
            let _ = writeln!(map, "<{high:02X}00> <{high:02X}FF> <{high:02X}00>");
        }
        map.push_str("endbfrange\n");
    }
    map.push_str("endcmap end end");
    map
}

fn numbers(matrix: Affine) -> String {
    let values = matrix.as_coeffs().map(|value| format!("{value:.4}"));
    values.join(" ")
}
