//! Pages as pictures. What is drawn here is invented.

use std::fs;
use std::path::PathBuf;

use gouji::source::picture::{Picture, Wanted};
use gouji::source::picture_of;

use crate::pdf::{self, Page};

fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("年报.pdf");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Grey value at a place in points from the top left corner of an A4 page, 0 for black.
fn grey(picture: &Picture, x: usize, y: usize) -> u8 {
    let width = picture.width as usize;
    let at = |points: usize| points * width / 595;
    picture.rgb[(at(y) * width + at(x)) * 3]
}

#[test]
fn a_page_is_drawn_as_large_as_it_is_wanted() {
    let mut first = Page::default();
    first.line((100.0, 200.0), (300.0, 200.0));
    first.text(100.0, 100.0, 12.0, "年度报告");
    let (_folder, path) = file(&pdf::print(&[first, Page::default()], true));
    let wanted = Wanted {
        page: 0,
        width: 1_190,
    };
    let picture = picture_of(&path, wanted).unwrap();
    assert_eq!(
        (picture.n_pages, picture.width, picture.height),
        (2, 1_190, 1_684)
    );
    assert_eq!(picture.points, (595.0, 842.0));
    assert!(grey(&picture, 200, 200) < 200, "the line is not seen");
    assert_eq!(grey(&picture, 200, 230), 255);
    // The font is not in the file: its characters are drawn with ours.
    let inked = (100..148).any(|x| (88..102).any(|y| grey(&picture, x, y) < 128));
    assert!(inked, "no characters are seen");
    let second = picture_of(&path, Wanted { page: 1, ..wanted }).unwrap();
    assert!(second.rgb.iter().all(|value| *value == 255));
}

#[test]
fn neither_a_vast_page_nor_what_has_no_pages_is_drawn() {
    let (_folder, path) = file(&pdf::raw("", "", "0 0 20000 20000", &[]));
    let wanted = Wanted {
        page: 0,
        width: 60_000,
    };
    let picture = picture_of(&path, wanted).unwrap();
    assert!(picture.rgb.len() <= 3 * 25_100_000, "{}", picture.rgb.len());
    let beyond = picture_of(&path, Wanted { page: 1, ..wanted });
    assert!(beyond.unwrap_err().to_string().contains("年报.pdf"));
    let text = path.with_extension("txt");
    fs::write(&text, "年报").unwrap();
    let said = picture_of(&text, wanted).unwrap_err().to_string();
    assert!(said.contains("没有可以显示的页面"), "{said}");
    let cut = fs::read(&path).unwrap();
    fs::write(&path, &cut[..cut.len() / 3]).unwrap();
    let _ = picture_of(&path, wanted);
}
