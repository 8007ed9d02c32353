//! Pictures of pages, of an invented office.

use std::collections::BTreeMap;

use gouji::form::CellKey;
use gouji::read::{Doubt, read};
use gouji::source::{Source, scan};

use crate::{check_grids, check_refused, open};

/// A page as a fax: 150 dots per inch, black and white, askew by 0.6 degrees, with specks.
const ASKEW: &[u8] = include_bytes!("samples/askew.tif");

/// Rows of its table: key, and the seven figures.
const ROWS: [(&str, [u32; 7]); 8] = [
    ("received", [92, 15, 1, 0, 1, 2, 111]),
    ("carried_in", [4, 0, 0, 0, 0, 0, 4]),
    ("granted", [18, 4, 0, 0, 1, 0, 23]),
    ("partly_granted", [5, 0, 0, 0, 0, 2, 7]),
    ("unavailable.not_held", [26, 9, 1, 0, 0, 0, 36]),
    ("rejected.reissue", [0, 0, 0, 0, 0, 0, 0]),
    ("processed_total", [91, 14, 1, 0, 1, 2, 109]),
    ("carried_out", [5, 1, 0, 0, 0, 0, 6]),
];

const COLUMNS: [&str; 7] = [
    "natural_person",
    "enterprise",
    "research_institute",
    "social_organization",
    "legal_service",
    "other_organization",
    "total",
];

/// Every figure is read, or in doubt; `n_right` of them at least are right.
#[track_caller]
fn check_figures(source: &Source, n_right: usize) {
    check_grids(source);
    let reading = read(source);
    let cells: BTreeMap<String, _> = reading
        .cells
        .iter()
        .map(|(key, found): (&CellKey, _)| (key.to_string(), found))
        .collect();
    let mut right = 0;
    for (row, figures) in ROWS {
        for (column, figure) in COLUMNS.iter().zip(figures) {
            let key = format!("requests.{row}.{column}");
            let found = cells[&key];
            let is_right = found.printed == figure.to_string();
            assert!(is_right || !found.doubts.is_empty(), "{key}: {found:?}");
            right += usize::from(is_right);
        }
    }
    assert!(right >= n_right, "{right}");
}

#[test]
fn a_fax_is_read() {
    if !scan::IS_BUILT {
        return check_refused("a.tif", ASKEW, "TIFF");
    }
    let source = open("a.tif", ASKEW).unwrap();
    assert_eq!(source.format, "picture");
    assert!(
        source.text.starts_with("青石镇人民政府\n"),
        "{}",
        source.text
    );
    assert_eq!(source.grids.len(), 1);
    check_figures(&source, 56);
    assert!(source.seen.len() >= 175, "{}", source.seen.len());
    for seen in &source.seen {
        let [left, top, right, bottom] = seen.area;
        assert!(left < right && top < bottom && seen.page == 0, "{seen:?}");
    }
}

#[test]
fn a_figure_that_is_not_clear_is_in_doubt() {
    if !scan::IS_BUILT {
        return;
    }
    let mut source = open("a.tif", ASKEW).unwrap();
    for seen in &mut source.seen {
        seen.sureness = 500;
    }
    let reading = read(&source);
    let figures = reading
        .cells
        .values()
        .filter(|found| !found.printed.is_empty());
    assert!(figures.clone().count() >= 175);
    for found in figures {
        assert!(found.doubts.contains(&Doubt::Unclear), "{found:?}");
    }
}

#[test]
fn a_damaged_picture_says_so() {
    if scan::IS_BUILT {
        check_refused("a.tif", &ASKEW[..ASKEW.len() / 2], "损坏");
    }
    let bitmap = [b"BM\x46\x0b\0\0\0\0\0\0\x36\0\0\0".as_slice(), &[9; 200]].concat();
    let pictures: [&[u8]; 5] = [
        b"\x89PNG\r\n\x1a\n....",
        b"\xff\xd8\xff\xe0 picture",
        b"II*\0....",
        b"MM\0*....",
        &bitmap,
    ];
    for picture in pictures {
        check_refused("report.txt", picture, "图片");
    }
}
