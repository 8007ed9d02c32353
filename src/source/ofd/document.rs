//! The parts of an OFD document: its pages, what they are printed on, pictures, and lists of what lies over them.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use crate::source::ocr::{Colour, decode};
use crate::source::ofd::page::{Drawn, Units, box_of};
use crate::source::office::markup::{
    attribute, content, elements, is_end, local_name, tags, tags_and_text,
};
use crate::source::package::{Package, path};

/// A4, where no page says how large it is, in points.
pub(super) const A4: Rect = Rect::new(0.0, 0.0, 595.0, 842.0);

/// Where the parts of a document are.
#[derive(Default)]
pub(super) struct Document {
    /// Size of its pages, in points.
    pub(super) area: Option<Rect>,
    /// The paths of its pages, in order, each with its number.
    pub(super) pages: Vec<(String, String)>,
    /// The paths of pages that others are printed on, by their numbers.
    templates: BTreeMap<String, String>,
    /// The paths of pictures, by their numbers.
    pictures: BTreeMap<String, String>,
    /// What composite units are made of.
    pub(super) units: Units,
    /// The paths of the lists of notes and of signatures.
    pub(super) notes: Option<String>,
    pub(super) signatures: Option<String>,
}

impl Document {
    /// The one in a package; none where its list of parts is not there.
    pub(super) fn of(package: &mut Package) -> Option<Self> {
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
                ("Page", Some(place), id) => {
                    let id = id.unwrap_or_default().to_owned();
                    document.pages.push((id, place));
                }
                ("TemplatePage", Some(place), Some(id)) => {
                    document.templates.insert(id.to_owned(), place);
                }
                _ => {}
            }
        }
        for name in ["PublicRes", "DocumentRes"] {
            for (_, to) in elements(&xml, name) {
                document.add_resources(package, &path(&main, to.trim()));
            }
        }
        document.notes = content(&xml, "Annotations").map(|to| path(&main, to));
        document.signatures = content(&root, "Signatures").map(|to| path(ROOT, to));
        Some(document)
    }

    /// Keeps where the pictures of a list of resources are, and its composite units.
    fn add_resources(&mut self, package: &mut Package, at: &str) {
        let Some(xml) = package.text(at) else { return };
        let mut folder = String::new();
        let mut id = None;
        let mut follows = false;
        for (tag, unit) in elements(&xml, "CompositeGraphicUnit") {
            if let Some(id) = attribute(tag, "ID") {
                self.units.insert(id.to_owned(), unit.to_owned());
            }
        }
        for (text, tag) in tags_and_text(&xml) {
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

    /// What is printed on the page at `at`, with what its templates print below and above it; `keeps` what is to be drawn of it.
    pub(super) fn drawn(&self, package: &mut Package, at: &str, keeps: bool) -> Option<Drawn> {
        let xml = package.text(at)?;
        let own = content(&xml, "PhysicalBox").and_then(box_of);
        let drawn = Drawn::new(own.or(self.area).unwrap_or(A4));
        let mut drawn = if keeps { drawn.kept() } else { drawn };
        let templates = || {
            let tags = tags(&xml).filter(|tag| local_name(tag) == "Template");
            tags.filter_map(|tag| {
                let path = self.templates.get(attribute(tag, "TemplateID")?)?;
                Some((attribute(tag, "ZOrder") == Some("Foreground"), path))
            })
        };
        let mut draw_templates = |drawn: &mut Drawn, is_above: bool| {
            for (_, path) in templates().filter(|(above, _)| *above == is_above) {
                if let Some(xml) = package.text(path) {
                    drawn.draw(&xml, &self.units);
                }
            }
        };
        draw_templates(&mut drawn, false);
        drawn.draw(&xml, &self.units);
        draw_templates(&mut drawn, true);
        Some(drawn)
    }

    /// Dots per inch of the picture that covers most of a page; 0 where there is none, or it cannot be read.
    pub(super) fn per_inch(&self, package: &mut Package, drawn: &Drawn) -> f64 {
        let pictures = drawn.largest_picture();
        let per_inch = pictures.and_then(|(id, width)| {
            let picture = self.resource(package, id)?;
            let pixels = u32::try_from(picture.width).ok()?;
            Some(f64::from(pixels) * 72.0 / width.max(1.0))
        });
        per_inch.unwrap_or_default()
    }

    /// The picture with this number.
    pub(super) fn resource(&self, package: &mut Package, id: &str) -> Option<Colour> {
        decoded(&package.part(self.pictures.get(id)?)?)
    }
}

/// The first picture in a file of pictures.
pub(super) fn decoded(bytes: &[u8]) -> Option<Colour> {
    let mut found = None;
    let _ = decode::each_picture(bytes, &mut |(picture, _)| {
        found = found.take().or(Some(picture));
        Ok(())
    });
    found
}
