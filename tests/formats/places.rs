//! What is read from a PDF knows where it was printed. What is printed here is invented.

use gouji::source::{Source, Span, place};

use crate::pdf::{self, Page};

/// Where `text`, at its first place, was printed: page, and sides in points of an A4 page, rounded.
fn printed(source: &Source, text: &str) -> Vec<(u32, [u32; 4])> {
    let at = source.text.find(text).unwrap();
    let span = Span::new(at, at + text.len());
    let points = |side: u16, whole: u32| (u32::from(side) * whole + 32_767) / 65_535;
    let areas = place::areas_of(&source.places, span).into_iter();
    let areas = areas.map(|(page, area)| {
        let (left, right) = (points(area.left, 595), points(area.right, 595));
        let (top, bottom) = (points(area.top, 842), points(area.bottom, 842));
        (page, [left, top, right, bottom])
    });
    areas.collect()
}

#[test]
fn cells_words_and_rows_know_where_they_were_printed() {
    let mut first = Page::default();
    first.text(72.0, 100.0, 10.0, "年度报告");
    first.table(
        200.0,
        &[72.0, 272.0, 372.0],
        &[
            &[Some("行政许可"), Some("12")],
            &[Some("行政处罚"), Some("345")],
        ],
    );
    let mut second = Page::default();
    second.text(72.0, 300.0, 10.0, "收费");
    second.text(300.0, 300.0, 10.0, "7");
    second.text(400.0, 300.0, 10.0, "89");
    let source = crate::open("a.pdf", &pdf::print(&[first, second], true)).unwrap();
    assert_eq!(printed(&source, "345"), [(0, [272, 220, 372, 240])]);
    assert_eq!(printed(&source, "行政许可"), [(0, [72, 200, 272, 220])]);
    let heading = printed(&source, "年度报告");
    assert_eq!(
        (heading[0].0, heading[0].1[0], heading[0].1[2]),
        (0, 72, 112)
    );
    let last = printed(&source, "89");
    assert_eq!((last[0].0, last[0].1[0], last[0].1[2]), (1, 400, 420));
    assert!(last[0].1[1] < 300 && last[0].1[3] > 298);
    let at = source.places.iter().map(|place| place.span.start());
    assert!(at.is_sorted());
}

#[test]
fn a_cell_without_characters_and_a_page_on_its_side_have_their_places() {
    let mut page = Page::default();
    page.table(
        200.0,
        &[72.0, 272.0, 372.0, 472.0],
        &[&[Some("行政许可"), Some(""), Some("5")]],
    );
    let source = crate::open("a.pdf", &pdf::print(&[page], true)).unwrap();
    let empty = source.grids[0].cells[1].span;
    assert!(empty.is_empty());
    let area = place::areas_of(&source.places, empty)[0].1;
    assert_eq!((u32::from(area.left) * 595 + 32_767) / 65_535, 272);

    let mut side = Page::default();
    for row in 0..6 {
        side.text(100.0, 100.0 + 20.0 * f64::from(row), 10.0, "规章规范性文件");
    }
    // A quarter to the left about the middle of the page, and the page does not say so.
    side.wrap("q 0 1 -1 0 718 124 cm", "Q");
    let source = crate::open("a.pdf", &pdf::print(&[side], true)).unwrap();
    let (page, [left, top, right, bottom]) = printed(&source, "规章规范性文件")[0];
    // As it lies in the file: the line runs from the bottom to the top.
    assert!(
        page == 0 && bottom - top > right - left,
        "{left} {top} {right} {bottom}"
    );
}
