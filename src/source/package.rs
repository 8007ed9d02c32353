//! The parts of a zip package: OFD, `OpenDocument`.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Largest part that is unpacked, in bytes: a page has some hundred kilobytes, a picture some megabytes.
const PART_LIMIT: u64 = 64 << 20;

/// Bytes that are unpacked of all parts together.
const WHOLE_LIMIT: u64 = 512 << 20;

/// The parts, by their paths.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    n_unpacked: u64,
}

impl Package {
    /// The package in these bytes; none if they are no zip.
    pub(super) fn new(bytes: Vec<u8>) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        Some(Self {
            archive,
            n_unpacked: 0,
        })
    }

    /// The bytes of a part; none where it is missing, damaged or too large.
    pub(super) fn part(&mut self, path: &str) -> Option<Vec<u8>> {
        let part = self.archive.by_name(path).ok()?;
        let mut bytes = Vec::new();
        part.take(PART_LIMIT + 1).read_to_end(&mut bytes).ok()?;
        let n_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.n_unpacked = self.n_unpacked.saturating_add(n_bytes);
        (n_bytes <= PART_LIMIT && self.n_unpacked <= WHOLE_LIMIT).then_some(bytes)
    }

    /// A part as text.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        let bytes = self.part(path)?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The path of what the part at `from` names `to`: beside it, or from the root.
pub(super) fn path(from: &str, to: &str) -> String {
    let mut steps: Vec<&str> = match to.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').rev().skip(1).collect(),
    };
    steps.reverse();
    for step in to.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_beside_the_part_or_at_the_root() {
        let doc = "Doc_0/Document.xml";
        assert_eq!(
            path(doc, "Pages/Page_0/Content.xml"),
            "Doc_0/Pages/Page_0/Content.xml"
        );
        assert_eq!(path(doc, "/Doc_0/Res/a.png"), "Doc_0/Res/a.png");
        assert_eq!(path(doc, "../Res/./a.png"), "Res/a.png");
        assert_eq!(path("OFD.xml", "Doc_0/Document.xml"), doc);
    }
}
