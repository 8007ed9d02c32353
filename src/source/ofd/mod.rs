//! OFD files (GB/T 33190), in which offices archive, become blocks as PDF files do: what is printed on a page, and where. Pages
//! that are pictures, or whose letters are drawn as paths, are drawn and recognised.
//!
//! # Limitations
//! Stamps and notes laid over a page are drawn and not read. Of several documents in a package the first is read. Fonts of the
//! file are not drawn with: ours is.

mod document;
mod over;
mod page;
mod printed;
mod seal;

use crate::said::{Said, said};
use crate::source::imported::{Failure, Imported, Work};
use crate::source::ocr::Colour;
use crate::source::ofd::document::{A4, Document, decoded};
use crate::source::ofd::over::Over;
use crate::source::ofd::page::Drawn;
use crate::source::ofd::printed::PictureId;
use crate::source::package::Package;
use crate::source::pdf;
use crate::source::pdf::facts::{self, Facts};
use crate::source::pdf::pictured::{Pictured, colour, pixels};
use crate::source::picture::{Picture, Wanted};

/// Pages that are read.
const PAGE_LIMIT: usize = 2_000;

/// Width in which a seal that is a document of its own is drawn, in pixels.
const SEAL_WIDTH: u32 = 800;

/// What begins a zip, as a seal that is a document does.
const ZIP: &[u8] = b"PK";

/// Reads an OFD file.
///
/// # Errors
/// When it is damaged, or its pages are pictures in which nothing is recognised.
pub(crate) fn read(bytes: Vec<u8>, work: &mut Work<'_>) -> Result<Imported, Failure> {
    let mut package = Package::new(bytes).ok_or(Failure::Damaged)?;
    let Some(document) = Document::of(&mut package) else {
        return Err(unreadable(&mut package));
    };
    let (mut marks, mut facts, mut lacking) = (Vec::new(), Vec::new(), Vec::new());
    let reads_pictures = work.from_pictures;
    let mut pictured = Pictured::new(work, document.pages.len().min(PAGE_LIMIT));
    for (number, (_, path)) in (1..).zip(document.pages.iter().take(PAGE_LIMIT)) {
        let drawn = document.drawn(&mut package, path, false);
        let drawn = drawn.unwrap_or_else(|| Drawn::missing(document.area.unwrap_or(A4)));
        if drawn.lacks_units {
            lacking.push(number);
        }
        let mut page_facts = Facts::of(&drawn.marks);
        let per_inch = if reads_pictures || page_facts.is_picture() {
            document.per_inch(&mut package, &drawn)
        } else {
            0.0
        };
        let mut page_marks = drawn.marks;
        page_marks.per_inch = per_inch;
        let picture = |per_inch| picture(&document, &mut package, path, per_inch);
        marks.push(pictured.marks(page_marks, &mut page_facts, picture));
        facts.push(page_facts);
    }
    facts::refuse(&facts).map_err(|failure| pictured.refused(failure))?;
    let mut notices = facts::doubts(&facts);
    notices.extend(units_notice(&lacking));
    notices.extend(notes_notice(&document, &mut package));
    if document.pages.len() > PAGE_LIMIT {
        notices.push(said!(
            "文件有 {} 页，只读了第 1–{PAGE_LIMIT} 页。请把要审的报告另存为单独的文件再打开。",
            "The file has {} pages; only the first {PAGE_LIMIT} were read. Save the report as a file of its own.",
            document.pages.len()
        ));
    }
    Ok(Imported {
        blocks: pdf::blocks_of_marks(&marks),
        recognised: facts.iter().map(Facts::is_recognised).collect(),
        sights: pictured.sights,
        notices,
        ..Imported::default()
    })
}

fn units_notice(pages: &[usize]) -> Option<Said> {
    let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
    (!pages.is_empty()).then(|| {
        Said::new(
            format!(
                "第 {} 页的组合图元不全，其中的文字可能没有读到。请与原件核对，或另存为 PDF 再打开。",
                pages.join("、")
            ),
            format!(
                "Page {}: composed shapes are not whole, and their text may be missing. Compare with the original, or save it as PDF.",
                pages.join(", ")
            ),
        )
    })
}

/// Why a package has no document: its parts may be encrypted (GB/T 33190, appendix on encryption).
fn unreadable(package: &mut Package) -> Failure {
    if package.part("Encryptions.xml").is_some() {
        Failure::Locked
    } else {
        Failure::Damaged
    }
}

/// Draws a page, with what is laid over it.
///
/// # Errors
/// When the file is damaged, or has no such page.
pub(crate) fn draw(bytes: Vec<u8>, wanted: Wanted) -> Result<Picture, Failure> {
    let mut package = Package::new(bytes).ok_or(Failure::Damaged)?;
    let document = Document::of(&mut package).ok_or(Failure::Damaged)?;
    let (id, path) = document.pages.get(wanted.page).ok_or(Failure::Damaged)?;
    let drawn = document.drawn(&mut package, path, true);
    let mut drawn = drawn.ok_or(Failure::Damaged)?;
    let over = Over::of(&document, &mut package, id);
    over.lay(&mut drawn, &document.units);
    let printed = printed(&document, &mut package, &drawn, &over.seals);
    let page = Wanted { page: 0, ..wanted };
    Ok(Picture {
        n_pages: document.pages.len(),
        ..pdf::drawn::draw(printed, page)?
    })
}

/// A page as it is to be recognised, without what is laid over it.
fn picture(document: &Document, package: &mut Package, at: &str, per_inch: f64) -> Option<Colour> {
    let drawn = document.drawn(package, at, true)?;
    let width = pixels(drawn.marks.width * per_inch / 72.0);
    let printed = printed(document, package, &drawn, &[]);
    let picture = pdf::drawn::draw(printed, Wanted { page: 0, width }).ok()?;
    Some(colour(&picture))
}

/// A page as a PDF file, with these seals.
fn printed(
    document: &Document,
    package: &mut Package,
    drawn: &Drawn,
    seals: &[Vec<u8>],
) -> Vec<u8> {
    let size = (drawn.marks.width, drawn.marks.height);
    printed::print(size, drawn.items(), |id| match id {
        PictureId::Resource(id) => document.resource(package, id),
        PictureId::Seal(at) => seal_picture(seals.get(*at)?),
    })
}

/// The picture of a seal from its file, which may be a document itself; one that is signed again shows no seal.
fn seal_picture(file: &[u8]) -> Option<Colour> {
    if !file.starts_with(ZIP) {
        return decoded(file);
    }
    let mut package = Package::new(file.to_vec())?;
    let document = Document::of(&mut package)?;
    let (_, path) = document.pages.first()?;
    let drawn = document.drawn(&mut package, path, true)?;
    let printed = printed(&document, &mut package, &drawn, &[]);
    let wanted = Wanted {
        page: 0,
        width: SEAL_WIDTH,
    };
    Some(colour(&pdf::drawn::draw(printed, wanted).ok()?))
}

/// That notes are not read, where there are characters in some.
fn notes_notice(document: &Document, package: &mut Package) -> Option<Said> {
    let written = over::pages_with_words(document, package);
    let numbers = (1_usize..).zip(&document.pages);
    let noted = numbers.filter(|(_, (id, _))| written.contains(id));
    let pages: Vec<String> = noted.map(|(number, _)| number.to_string()).collect();
    (!pages.is_empty()).then(|| {
        Said::new(
            format!(
                "第 {} 页有批注，只画在页面上，没有当作正文读。请对照页面查看。",
                pages.join("、")
            ),
            format!(
                "Page {} has notes, which are drawn over the page and not read as text. Look at the page.",
                pages.join(", ")
            ),
        )
    })
}
