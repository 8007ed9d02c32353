//! Pictures in the formats of archives, JPEG 2000 and JBIG2, inside OFD files: our fax in both.

use gouji::source::scan;

use crate::ofd::{Drawn, document};
use crate::{check_refused, open};

const JPEG_2000: &[u8] = include_bytes!("samples/askew.jp2");
const JBIG2: &[u8] = include_bytes!("samples/askew.jb2");

/// Bytes of the head of a JBIG2 file, which a picture in another file goes without.
const JBIG2_HEAD: usize = 13;

/// A picture over the whole page.
const WHOLE: &str =
    r#"<ofd:ImageObject ID="4" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="9"/>"#;

fn file(picture: &[u8]) -> Vec<u8> {
    document(&[WHOLE.to_owned()], "", picture)
}

fn is_seen(picture: &[u8]) -> bool {
    Drawn::of(&file(picture)).has_black(300..1_800, 300..2_600)
}

/// The picture with other bytes from `at` on.
fn with(picture: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut changed = picture.to_vec();
    changed[at..at + bytes.len()].copy_from_slice(bytes);
    changed
}

/// Where in a JPEG 2000 file its pixels begin.
fn codestream() -> usize {
    let start = [0xFF, 0x4F, 0xFF, 0x51];
    let found = JPEG_2000.windows(4).position(|bytes| bytes == start);
    found.unwrap()
}

#[test]
fn pictures_of_archives_are_drawn() {
    for (name, picture) in [
        ("JPEG 2000", JPEG_2000),
        ("without boxes", &JPEG_2000[codestream()..]),
        ("JBIG2", JBIG2),
        ("as PDF holds it", &JBIG2[JBIG2_HEAD..]),
    ] {
        assert_eq!(is_seen(picture), scan::IS_BUILT, "{name}");
    }
}

#[test]
fn a_page_packed_as_jbig2_is_recognised() {
    if !scan::IS_BUILT {
        return check_refused("a.ofd", &file(JBIG2), "扫描件");
    }
    let source = open("a.ofd", &file(JBIG2)).unwrap();
    let starts = source.text.starts_with("青石镇人民政府\n");
    assert!(starts, "{}", source.text);
    assert!(source.seen.len() >= 170, "{}", source.seen.len());
}

#[test]
fn what_cannot_be_unpacked_is_not_there_and_breaks_nothing() {
    let huge = [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60];
    // Width and height: behind the mark and the length of its segment, and in the description of the page.
    let too_large = [
        with(JPEG_2000, codestream() + 8, &huge),
        with(JBIG2, JBIG2_HEAD + 11, &huge),
    ];
    for picture in &too_large {
        assert!(!is_seen(picture));
        check_refused("a.ofd", &file(picture), "");
    }
    for picture in [JPEG_2000, JBIG2] {
        for end in [4, 13, 20, 60, 200] {
            assert!(!is_seen(&picture[..end]), "{end}");
        }
    }
}
