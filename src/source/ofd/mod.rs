//! OFD files (GB/T 33190), in which offices archive, become blocks as PDF files do: what is printed on a page, and where.
//!
//! # Limitations
//! Stamps and notes laid over a page are left out. What is drawn by composite units is told, not read. Of several
//! documents in a package the first is read.

mod page;
mod printed;

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use crate::said::{Said, said};
use crate::source::imported::{Failure, Imported, Progress, Work};
use crate::source::ocr::{self, Recognised, decode, models};
use crate::source::ofd::page::{Drawn, box_of};
use crate::source::office::markup::{attribute, content, is_end, local_name, tags};
use crate::source::package::{Package, path};
use crate::source::pdf;
use crate::source::pdf::facts::{self, Facts};
use crate::source::picture::{Picture, Wanted};

/// Pages that are read.
const PAGE_LIMIT: usize = 2_000;

/// A4, where no page says how large it is, in points.
const A4: Rect = Rect::new(0.0, 0.0, 595.0, 842.0);

/// Where the parts of a document are.
#[derive(Default)]
struct Document {
    /// Size of its pages, in points.
    area: Option<Rect>,
    /// The paths of its pages, in order.
    pages: Vec<String>,
    /// The paths of pages that others are printed on, by their numbers.
    templates: BTreeMap<String, String>,
    /// The paths of pictures, by their numbers.
    pictures: BTreeMap<String, String>,
}

/// Reads an OFD file.
///
/// # Errors
/// When it is damaged, or its pages are pictures in which nothing is recognised.
pub(crate) fn read(bytes: Vec<u8>, work: &mut Work<'_>) -> Result<Imported, Failure> {
    let mut package = Package::new(bytes).ok_or(Failure::Damaged)?;
    let document = Document::of(&mut package).ok_or(Failure::Damaged)?;
    let mut pages = Pages::default();
    for path in document.pages.iter().take(PAGE_LIMIT) {
        let drawn = document.drawn(&mut package, path, false);
        let drawn = drawn.unwrap_or_else(|| Drawn::missing(document.area.unwrap_or(A4)));
        pages.add(drawn, &document, &mut package, work);
    }
    facts::refuse(&pages.facts).map_err(|failure| pages.refused(failure))?;
    let mut notices = facts::doubts(&pages.facts);
    notices.extend(pages.composite_notice());
    if document.pages.len() > PAGE_LIMIT {
        notices.push(said!(
            "文件有 {} 页，只读了第 1–{PAGE_LIMIT} 页。请把要审的报告另存为单独的文件再打开。",
            "The file has {} pages; only the first {PAGE_LIMIT} were read. Save the report as a file of its own.",
            document.pages.len()
        ));
    }
    Ok(Imported {
        blocks: pdf::blocks_of_marks(&pages.marks),
        recognised: pages.facts.iter().map(Facts::is_recognised).collect(),
        sights: pages.sights,
        notices,
        ..Imported::default()
    })
}

/// Draws a page.
///
/// # Errors
/// When the file is damaged, or has no such page.
pub(crate) fn draw(bytes: Vec<u8>, wanted: Wanted) -> Result<Picture, Failure> {
    let mut package = Package::new(bytes).ok_or(Failure::Damaged)?;
    let document = Document::of(&mut package).ok_or(Failure::Damaged)?;
    let path = document.pages.get(wanted.page).ok_or(Failure::Damaged)?;
    let drawn = document.drawn(&mut package, path, true);
    let drawn = drawn.ok_or(Failure::Damaged)?;
    let size = (drawn.marks.width, drawn.marks.height);
    let printed = printed::print(size, drawn.items(), |id| {
        let bytes = package.part(document.pictures.get(id)?)?;
        let mut found = None;
        let _ = decode::each_picture(&bytes, &mut |(picture, _)| {
            found = found.take().or(Some(picture));
            Ok(())
        });
        found
    });
    let page = Wanted { page: 0, ..wanted };
    Ok(Picture {
        n_pages: document.pages.len(),
        ..pdf::drawn::draw(printed, page)?
    })
}

impl Document {
    fn of(package: &mut Package) -> Option<Self> {
        const ROOT: &str = "OFD.xml";
        let root = package.text(ROOT)?;
        let main = path(ROOT, content(&root, "DocRoot")?);
        let xml = package.text(&main)?;
        let mut document = Self {
            area: content(&xml, "PhysicalBox").and_then(box_of),
            ..Self::default()
        };
        for tag in tags(&xml).filter(|tag| !is_end(tag)) {
            let place = attribute(tag, "BaseLoc").map(|to| path(&main, to));
            match (local_name(tag), place, attribute(tag, "ID")) {
                ("Page", Some(place), _) => document.pages.push(place),
                ("TemplatePage", Some(place), Some(id)) => {
                    document.templates.insert(id.to_owned(), place);
                }
                _ => {}
            }
        }
        for name in ["DocumentRes", "PublicRes"] {
            if let Some(to) = content(&xml, name) {
                document.add_resources(package, &path(&main, to));
            }
        }
        Some(document)
    }

    /// Keeps where the pictures of a list of resources are.
    fn add_resources(&mut self, package: &mut Package, at: &str) {
        let Some(xml) = package.text(at) else { return };
        let mut folder = String::new();
        let mut id = None;
        let mut follows = false;
        for (text, tag) in crate::source::office::markup::tags_and_text(&xml) {
            if std::mem::take(&mut follows)
                && let Some(id) = &id
            {
                let place = path(at, &format!("{folder}{}", text.trim()));
                self.pictures.insert(String::clone(id), place);
            }
            if is_end(tag) {
                continue;
            }
            match local_name(tag) {
                "Res" => {
                    let base = attribute(tag, "BaseLoc").unwrap_or_default();
                    folder = if base.is_empty() {
                        String::new()
                    } else {
                        format!("{}/", base.trim_end_matches('/'))
                    };
                }
                "MultiMedia" => id = attribute(tag, "ID").map(str::to_owned),
                "MediaFile" => follows = true,
                _ => {}
            }
        }
    }

    /// What is printed on the page at `at`, on what its template prints; `keeps` what is to be drawn of it.
    fn drawn(&self, package: &mut Package, at: &str, keeps: bool) -> Option<Drawn> {
        let xml = package.text(at)?;
        let own = content(&xml, "PhysicalBox").and_then(box_of);
        let drawn = Drawn::new(own.or(self.area).unwrap_or(A4));
        let mut drawn = if keeps { drawn.kept() } else { drawn };
        let templates = tags(&xml).filter(|tag| local_name(tag) == "Template");
        let templates = templates.filter_map(|tag| attribute(tag, "TemplateID"));
        for template in templates.filter_map(|id| self.templates.get(id)) {
            if let Some(xml) = package.text(template) {
                drawn.draw(&xml);
            }
        }
        drawn.draw(&xml);
        Some(drawn)
    }
}

/// The pages read so far.
#[derive(Default)]
struct Pages {
    marks: Vec<pdf::glyphs::Marks>,
    facts: Vec<Facts>,
    sights: Vec<Vec<crate::source::seen::Sight>>,
    /// Pages with composite units, from 1.
    composite: Vec<usize>,
    n_recognised: usize,
    n_sights: usize,
    lacks_models: bool,
}

impl Pages {
    fn add(
        &mut self,
        drawn: Drawn,
        document: &Document,
        package: &mut Package,
        work: &mut Work<'_>,
    ) {
        let mut facts = Facts::of(&drawn.marks);
        if drawn.has_composites {
            self.composite.push(self.marks.len() + 1);
        }
        let wanted = facts.is_picture() || work.from_pictures;
        let picture = drawn.largest_picture().filter(|_| wanted);
        let picture = picture.and_then(|id| document.pictures.get(id));
        let recognised = picture.and_then(|at| self.recognised(at, package, &mut facts, work));
        let (marks, sights) = match recognised {
            Some(recognised) => {
                facts.set_recognised();
                (recognised.marks, recognised.sights)
            }
            None => (drawn.marks, Vec::new()),
        };
        self.n_sights += sights.len();
        self.facts.push(facts);
        self.marks.push(marks);
        self.sights.push(sights);
    }

    /// What is recognised in the picture that covers a page.
    fn recognised(
        &mut self,
        at: &str,
        package: &mut Package,
        facts: &mut Facts,
        work: &mut Work<'_>,
    ) -> Option<Recognised> {
        if self.n_recognised >= work.most_pages {
            facts.set_beyond();
            return None;
        }
        let bytes = package.part(at)?;
        let Ok(models) = models::shared() else {
            self.lacks_models = true;
            return None;
        };
        self.n_recognised += 1;
        (work.tell)(Progress {
            page: self.marks.len() + 1,
            n_pages: None,
        });
        let mut found = None;
        let first = self.n_sights;
        decode::each_picture(&bytes, &mut |(picture, per_inch)| {
            if found.is_none() {
                found = Some(ocr::recognise(models, picture, per_inch, first));
            }
            Ok(())
        })
        .ok()?;
        found.filter(|found| !found.marks.glyphs.is_empty())
    }

    fn refused(&self, failure: Failure) -> Failure {
        if failure == Failure::Scan && self.lacks_models && ocr::IS_BUILT {
            Failure::NoModel
        } else {
            failure
        }
    }

    fn composite_notice(&self) -> Option<Said> {
        let pages: Vec<String> = self.composite.iter().map(usize::to_string).collect();
        (!pages.is_empty()).then(|| {
            Said::new(
                format!(
                    "第 {} 页有组合图元，其中的文字没有读到。请与原件核对，或另存为 PDF 再打开。",
                    pages.join("、")
                ),
                format!(
                    "Page {}: composed shapes, whose text was not read. Compare with the original, or save it as PDF.",
                    pages.join(", ")
                ),
            )
        })
    }
}
