//! What is laid over the pages of an OFD document: notes (GB/T 33190-2016, 15) and stamps of signatures (18). Both are drawn, and
//! neither is read: a seal over a figure spoils no text.

use crate::source::ofd::document::Document;
use crate::source::ofd::page::{Drawn, Units, is_hidden};
use crate::source::ofd::printed::PictureId;
use crate::source::ofd::seal;
use crate::source::office::markup::{attribute, content, elements, local_name, tags};
use crate::source::package::{Package, path};

/// Notes and stamps of a document that are looked at.
const MOST: usize = 1_000;

/// What is laid over a page.
#[derive(Default)]
pub(super) struct Over {
    notes: Vec<Note>,
    /// Where each of the seals is, as a tag tells.
    places: Vec<String>,
    /// The files of their pictures.
    pub(super) seals: Vec<Vec<u8>>,
}

impl Over {
    /// Over the page with this number.
    pub(super) fn of(document: &Document, package: &mut Package, page: &str) -> Self {
        let files = files(document, package).into_iter();
        let own = files.filter(|(of, _)| of == page);
        let mut over = Self {
            notes: own.flat_map(|(_, file)| notes(package, &file)).collect(),
            ..Self::default()
        };
        over.add_seals(document, package, page);
        over
    }

    /// Lays it over a page.
    pub(super) fn lay(&self, drawn: &mut Drawn, units: &Units) {
        for note in &self.notes {
            drawn.draw_over(&note.place, &note.shown, units);
        }
        for (at, tag) in self.places.iter().enumerate() {
            drawn.lay_over(PictureId::Seal(at), tag);
        }
    }

    fn add_seals(&mut self, document: &Document, package: &mut Package, page: &str) {
        let list = document.signatures.as_ref();
        let Some((at, xml)) = list.and_then(|at| Some((at, package.text(at)?))) else {
            return;
        };
        let signatures = tags(&xml).filter(|tag| local_name(tag) == "Signature");
        let files = signatures.filter_map(|tag| Some(path(at, attribute(tag, "BaseLoc")?)));
        for file in files.take(MOST) {
            let Some(signature) = package.text(&file) else {
                continue;
            };
            let stamps = tags(&signature).filter(|tag| {
                local_name(tag) == "StampAnnot" && attribute(tag, "PageRef") == Some(page)
            });
            let stamps: Vec<&str> = stamps.take(MOST).collect();
            if stamps.is_empty() {
                continue;
            }
            let Some(picture) = seal_of(package, &file, &signature) else {
                continue;
            };
            for stamp in stamps
                .into_iter()
                .take(MOST.saturating_sub(self.places.len()))
            {
                self.places.push(stamp.to_owned());
                self.seals.push(picture.clone());
            }
        }
    }
}

/// The file of the picture of the seal that a signature was set with: in the seal, or in the signature itself.
fn seal_of(package: &mut Package, at: &str, signature: &str) -> Option<Vec<u8>> {
    let seal = elements(signature, "Seal").next();
    let seal = seal.and_then(|(_, seal)| content(seal, "BaseLoc"));
    let places = [seal, content(signature, "SignedValue")];
    places.into_iter().flatten().find_map(|to| {
        let encoded = package.part(&path(at, to))?;
        seal::picture(&encoded).map(<[u8]>::to_vec)
    })
}

/// A note that is to be seen.
struct Note {
    /// What it is for, such as `Stamp` or `Watermark`.
    kind: String,
    /// The tag of its box on the page.
    place: String,
    /// What it shows.
    shown: String,
}

/// The numbers of the pages in whose notes characters are written. Watermarks say nothing about the report.
pub(super) fn pages_with_words(document: &Document, package: &mut Package) -> Vec<String> {
    let files = files(document, package).into_iter();
    let written = files.filter(|(_, file)| {
        let notes = notes(package, file);
        let told = notes.iter().filter(|note| note.kind != "Watermark");
        let mut tags = told.flat_map(|note| tags(&note.shown));
        tags.any(|tag| local_name(tag) == "TextCode")
    });
    written.map(|(page, _)| page).collect()
}

/// The files of notes, each with the number of its page.
fn files(document: &Document, package: &mut Package) -> Vec<(String, String)> {
    let list = document.notes.as_ref();
    let Some((at, xml)) = list.and_then(|at| Some((at, package.text(at)?))) else {
        return Vec::new();
    };
    let files = elements(&xml, "Page").filter_map(|(tag, inner)| {
        let page = attribute(tag, "PageID")?.to_owned();
        Some((page, path(at, content(inner, "FileLoc")?)))
    });
    files.take(MOST).collect()
}

/// The notes of a file that are to be seen.
fn notes(package: &mut Package, file: &str) -> Vec<Note> {
    let xml = package.text(file).unwrap_or_default();
    let visible = elements(&xml, "Annot").filter(|(tag, _)| !is_hidden(tag));
    let notes = visible.flat_map(|(tag, inner)| {
        let kind = attribute(tag, "Type").unwrap_or_default();
        elements(inner, "Appearance").map(move |(place, shown)| Note {
            kind: kind.to_owned(),
            place: place.to_owned(),
            shown: shown.to_owned(),
        })
    });
    notes.take(MOST).collect()
}
