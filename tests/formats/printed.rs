//! PDF files with a text layer.

use std::sync::Arc;

use gouji::read::Found;
use gouji::source::import::Waiting;
use gouji::source::kind::Parsed;
use gouji::source::pool::NoAnswer;
use gouji::source::{Source, scan};

use crate::pdf::{self, Page};
use crate::{check_grids, check_refused, check_text, open, pool};

/// A table cut by a page break: its header is repeated, one label is cut in two.
pub(crate) fn two_pages() -> Vec<Page> {
    let edges = [60.0, 120.0, 300.0, 360.0, 420.0];
    let mut first = Page::default();
    first.text(60.0, 60.0, 9.0, "青岚县水务局文件");
    first.text(60.0, 120.0, 14.0, "一、总体情况");
    first.table(
        700.0,
        &edges,
        &[
            &[Some("办理结果"), Some("情形"), Some("自然人"), Some("企业")],
            &[Some("不予公开"), Some("危及安全一稳"), Some("1"), Some("0")],
        ],
    );
    first.text(290.0, 815.0, 9.0, "- 1 -");
    let mut second = Page::default();
    second.text(60.0, 60.0, 9.0, "青岚县水务局文件");
    second.table(
        100.0,
        &edges,
        &[
            &[Some("办理结果"), Some("情形"), Some("自然人"), Some("企业")],
            &[Some(""), Some("定"), Some(""), Some("")],
            &[Some("总计"), None, Some("21"), Some("3")],
        ],
    );
    second.text(60.0, 220.0, 14.0, "二、其他");
    second.text(290.0, 815.0, 9.0, "- 2 -");
    vec![first, second]
}

#[test]
fn pdf_tables_are_joined_over_pages() {
    let source = check_text(
        "a.pdf",
        &pdf::print(&two_pages(), true),
        "青岚县水务局文件\n一、总体情况\n\n办理结果\t情形\t自然人\t企业\n不予公开\t危及安全一稳 定\t1\t0\n总计\t\t21\t3\n\n二、其他\n",
    );
    assert_eq!(source.grids.len(), 1);
    let total = source.grids[0]
        .cells
        .iter()
        .find(|cell| cell.span.of(&source.text) == "总计");
    assert_eq!(total.unwrap().column_span, 2);
    let second: &str = source.pages[1].of(&source.text);
    assert_eq!((source.pages.len(), second.starts_with("总计")), (2, true));
}

/// A table as in the form: a head of three rows, a label over many rows, labels over two columns, blanks.
fn form_table() -> Vec<pdf::Printed> {
    let mut cells: Vec<pdf::Printed> = Vec::new();
    let mut add = |row, column, row_span, column_span, text: &str| {
        cells.push((row, column, row_span, column_span, text.to_owned()));
    };
    add(0, 0, 3, 3, "勾稽关系");
    add(0, 3, 1, 3, "申请人情况");
    add(1, 3, 2, 1, "自然人");
    add(1, 4, 1, 2, "法人");
    add(2, 4, 1, 1, "企业");
    add(2, 5, 1, 1, "其他");
    add(3, 0, 1, 3, "一、本年新收");
    add(4, 0, 6, 1, "三、办理");
    add(4, 1, 1, 2, "（一）予以公开");
    add(5, 1, 4, 1, "（三）不予");
    for (row, label) in (5..9).zip(["1.国家秘密", "2.法规禁止", "3.危及安全", "4.第三方"])
    {
        add(row, 2, 1, 1, label);
    }
    add(9, 1, 1, 2, "（七）总计");
    add(10, 0, 1, 3, "四、结转");
    for row in 3..11 {
        for column in 3..6 {
            // Row 6 is blank, as offices leave it.
            let value = if row == 6 {
                String::new()
            } else {
                format!("{}", row * column)
            };
            add(row, column, 1, 1, &value);
        }
    }
    cells
}

/// Prints the table with a page break before row `cut` (from 0) and compares with the table on one page.
#[track_caller]
fn check_cut(cut: usize, whole: &Source) {
    let edges = [60.0, 110.0, 190.0, 300.0, 360.0, 420.0, 480.0];
    let cells = form_table();
    let (mut first, mut second) = (Page::default(), Page::default());
    first.part(300.0, &edges, &cells, 0..cut);
    first.text(290.0, 815.0, 9.0, "1");
    second.part(90.0, &edges, &cells, cut..11);
    second.text(60.0, 500.0, 14.0, "四、结尾");
    second.text(290.0, 815.0, 9.0, "2");
    let source = open("a.pdf", &pdf::print(&[first, second], true)).unwrap();
    check_grids(&source);
    assert_eq!(source.text, whole.text, "cut before row {cut}");
    assert_eq!(source.grids, whole.grids, "cut before row {cut}");
}

#[test]
fn a_page_break_before_any_row_changes_nothing() {
    let edges = [60.0, 110.0, 190.0, 300.0, 360.0, 420.0, 480.0];
    let mut page = Page::default();
    page.part(100.0, &edges, &form_table(), 0..11);
    page.text(60.0, 500.0, 14.0, "四、结尾");
    let whole = open("a.pdf", &pdf::print(&[page], true)).unwrap();
    assert_eq!(whole.grids[0].cells.len(), form_table().len());
    assert!(
        whole
            .text
            .contains("\n\t（三）不予\t1.国家秘密\t15\t20\t25\n\t\t2.法规禁止\t\t\t\n"),
        "{}",
        whole.text
    );
    for cut in 2..11 {
        check_cut(cut, &whole);
    }
}

#[test]
fn pdf_tables_may_be_open_at_their_sides() {
    let mut page = Page::default();
    for (row, (label, figure)) in [("信息内容", "件数"), ("规章", "3"), ("其他", "0")]
        .into_iter()
        .enumerate()
    {
        let y = 100.0 + 20.0 * f64::from(u8::try_from(row).unwrap());
        page.line((60.0, y), (300.0, y));
        page.line((60.0, y + 20.0), (300.0, y + 20.0));
        page.line((200.0, y), (200.0, y + 20.0));
        page.text(65.0, y + 14.0, 10.0, label);
        page.text(205.0, y + 14.0, 10.0, figure);
    }
    check_text(
        "a.pdf",
        &pdf::print(&[page], true),
        "信息内容\t件数\n规章\t3\n其他\t0\n",
    );
}

#[test]
fn numbers_too_wide_for_their_columns_stay_whole() {
    // Each figure is 30 points wide, each column 24: it reaches into the next one, and out of the table.
    let mut page = Page::default();
    let edges = [60.0, 200.0, 224.0, 248.0, 272.0];
    let rows: [&[Option<&str>]; 2] = [
        &[Some("新收"), Some("364"), Some("0"), Some("527")],
        &[Some("结转"), Some("82"), Some("464"), Some("546")],
    ];
    page.table(100.0, &edges, &rows);
    check_text(
        "a.pdf",
        &pdf::print(&[page], true),
        "新收\t364\t0\t527\n结转\t82\t464\t546\n",
    );
    // Without rulings one word is printed over the next.
    let mut page = Page::default();
    page.text(60.0, 100.0, 10.0, "法律法规禁止公开");
    page.text(110.0, 100.0, 10.0, "9");
    page.text(160.0, 100.0, 10.0, "0");
    check_text(
        "b.pdf",
        &pdf::print(&[page], true),
        "法律法规禁止公开 9  0\n",
    );
}

#[test]
fn pdf_rows_without_rulings_keep_their_columns() {
    let mut page = Page::default();
    page.text(60.0, 100.0, 12.0, "二、主动公开政府信息情况");
    page.text(60.0, 130.0, 12.0, "规章");
    page.text(200.0, 130.0, 12.0, "0");
    page.text(300.0, 130.0, 12.0, "15");
    page.text(60.0, 150.0, 12.0, "规范性文件");
    page.text(200.0, 150.0, 12.0, "2");
    check_text(
        "a.pdf",
        &pdf::print(&[page], true),
        "二、主动公开政府信息情况\n规章                   0                15\n规范性文件             2\n",
    );
}

#[test]
fn text_in_a_broken_font_is_told() {
    let fonts = "/Font<</F1<</Type/Font/Subtype/Type0/Encoding/Identity-H>>/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
    let content = "BT /F1 12 Tf 60 700 Td (lost) Tj ET BT /F2 12 Tf 60 650 Td (kept) Tj ET";
    let source = open("a.pdf", &pdf::raw(content, fonts, "0 0 595 842", &[])).unwrap();
    assert_eq!(source.text, "lost\nkept\n");
    assert!(
        source
            .notices
            .iter()
            .any(|notice| notice.chinese.starts_with("第 1 页有字体已损坏")),
        "{:?}",
        source.notices
    );
}

#[test]
fn wrapped_lines_are_joined_and_short_ones_are_not() {
    let mut page = Page::default();
    let full = "全年主动公开".repeat(6);
    page.text(60.0, 100.0, 12.0, "一、总体情况");
    page.text(84.0, 120.0, 12.0, &full["全年".len()..]);
    page.text(60.0, 140.0, 12.0, &full);
    page.text(60.0, 160.0, 12.0, "信息5条。");
    page.text(60.0, 180.0, 12.0, "二、其他");
    let expected = format!(
        "一、总体情况\n{}{full}信息5条。\n二、其他\n",
        &full["全年".len()..]
    );
    check_text("a.pdf", &pdf::print(&[page], true), &expected);
}

/// A page with a heading and a table, in the part of the paper that stays on it when it is turned.
fn small_page() -> Page {
    let mut page = Page::default();
    page.text(60.0, 280.0, 12.0, "二、主动公开政府信息情况");
    let rows: [&[Option<&str>]; 3] = [
        &[Some("信息内容"), Some("本年制发件数"), Some("现行有效件数")],
        &[Some("规章"), Some("11"), Some("22")],
        &[Some("规范性文件"), Some("3"), Some("")],
    ];
    page.table(300.0, &[60.0, 200.0, 300.0, 400.0], &rows);
    page
}

const SMALL_TEXT: &str = "二、主动公开政府信息情况\n\n信息内容\t本年制发件数\t现行有效件数\n规章\t11\t22\n规范性文件\t3\t\n";

#[track_caller]
fn check_small_page(page: Page, notices: &[&str]) {
    let source = check_text("a.pdf", &pdf::print(&[page], true), SMALL_TEXT);
    assert_eq!(source.notices.len(), notices.len(), "{:?}", source.notices);
    for (notice, words) in source.notices.iter().zip(notices) {
        assert!(notice.chinese.contains(words), "{notice}");
    }
}

#[test]
fn pages_drawn_sideways_are_turned() {
    let matrices = [
        "1 0 0 1 0 0",
        "0 1 -1 0 595 0",
        "0 -1 1 0 0 842",
        "-1 0 0 -1 595 842",
    ];
    for matrix in matrices {
        let mut page = small_page();
        page.wrap(&format!("q {matrix} cm"), "Q");
        check_small_page(page, &[]);
    }
}

#[test]
fn what_is_printed_twice_for_bold_is_read_once() {
    for aside in [0.0, 0.4, 1.0] {
        let mut page = small_page();
        page.again(aside);
        check_small_page(page, &[]);
    }
}

#[test]
fn a_page_that_breaks_off_is_told() {
    let mut page = small_page();
    page.wrap("", "BT");
    check_small_page(page, &["第 1 页已损坏，只读到一部分"]);
}

#[test]
fn groups_left_open_by_a_whole_page_are_no_damage() {
    for begun in ["q", "q q", "/Artifact BMC"] {
        for (before, after) in [(begun, ""), ("", begun)] {
            let mut page = small_page();
            page.wrap(before, after);
            check_small_page(page, &[]);
        }
    }
}

/// The cells of `source`: how many are sure, how many doubtful because they were recognised. A few are doubtful for
/// other reasons.
fn sure_and_recognised(source: &Source) -> (usize, usize) {
    let reading = gouji::read::read(source);
    let found = || {
        reading
            .cells
            .values()
            .filter(|found| !found.spans.is_empty())
    };
    let n_sure = found().filter(|found| found.doubt().is_none()).count();
    let recognised = |found: &&Found| found.doubt().is_some_and(|why| why.contains("扫描件"));
    (n_sure, found().filter(recognised).count())
}

#[test]
fn what_lies_invisibly_over_a_scan_is_read_and_every_cell_is_doubtful() {
    let mut page = table_two();
    page.wrap("3 Tr", "");
    let open = |pages: &[Page]| open("a.pdf", &pdf::print(pages, true)).unwrap();
    let source = open(&[page]);
    assert!(
        source.notices[0].chinese.contains("识别结果"),
        "{:?}",
        source.notices
    );
    assert_eq!(sure_and_recognised(&source), (0, 7));
    assert_eq!(sure_and_recognised(&open(&[table_two()])), (7, 0));
    // Only the page that was recognised.
    let mut cover = Page::default();
    cover.text(
        60.0,
        100.0,
        12.0,
        "青岚县水务局2021年政府信息公开工作年度报告",
    );
    cover.wrap("3 Tr", "");
    assert_eq!(sure_and_recognised(&open(&[cover, table_two()])), (7, 0));
}

/// A page with table two.
fn table_two() -> Page {
    let mut page = Page::default();
    page.text(60.0, 80.0, 12.0, "二、主动公开政府信息情况");
    let one = |text| [Some(text), None, None, None];
    let three = |label, figures: [&'static str; 3]| {
        let [made, repealed, valid] = figures;
        [Some(label), Some(made), Some(repealed), Some(valid)]
    };
    let decided = |label, figure| [Some(label), Some(figure), None, None];
    let rows: [[Option<&str>; 4]; 8] = [
        one("第二十条第（一）项"),
        three("信息内容", ["本年制发件数", "本年废止件数", "现行有效件数"]),
        three("规章", ["0", "1", "2"]),
        three("行政规范性文件", ["3", "4", "25"]),
        one("第二十条第（五）项"),
        decided("信息内容", "本年处理决定数量"),
        decided("行政许可", "45"),
        one("第二十条第（六）项"),
    ];
    let rows: Vec<&[Option<&str>]> = rows.iter().map(<[_; 4]>::as_slice).collect();
    page.table(100.0, &[60.0, 200.0, 300.0, 400.0, 500.0], &rows);
    page
}

/// A number that its cell has no room for goes on in the next line; numbers below each other in a wide cell are two.
#[test]
fn a_number_broken_by_its_cell_is_one_number() {
    let mut page = Page::default();
    let table: [&[Option<&str>]; 1] = [&[Some(""), Some("7"), Some("")]];
    page.table(100.0, &[60.0, 80.0, 100.0, 160.0], &table);
    for (x, first, second) in [(65.0, "24", "4"), (105.0, "31", "5")] {
        page.text(x, 108.0, 9.0, first);
        page.text(x, 118.0, 9.0, second);
    }
    check_text("a.pdf", &pdf::print(&[page], true), "244\t7\t31 5\n");
}

/// A page with the lines `lines`, and a picture over the part of it from `top` on that is `height` points high.
fn pictured(lines: usize, top: f64, height: f64) -> Page {
    let mut page = Page::default();
    page.picture(0.0, top, 595.0, height);
    for line in 0..lines {
        let y = 60.0 + 20.0 * f64::from(u8::try_from(line).unwrap());
        page.text(
            60.0,
            y,
            10.0,
            "本机关依法做好政府信息公开工作，全年公开信息",
        );
    }
    page
}

#[track_caller]
fn check_told(pages: &[Page], expected: &[&str]) {
    let source = open("a.pdf", &pdf::print(pages, true)).unwrap();
    let told: Vec<&String> = source.notices.iter().map(|said| &said.chinese).collect();
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn pages_that_are_pictures_are_named_among_pages_with_text() {
    let text = || pictured(8, 0.0, 0.0);
    let scan = || pictured(0, 0.0, 842.0);
    check_told(&[text(), scan(), text()], &["第 2 页是扫描件"]);
    // However many they are: what can be read is read.
    check_told(&[scan(), text(), scan(), scan()], &["第 1、3–4 页是扫描件"]);
    // A line printed over the scan, as scanning programs and browsers do, is no text of a report.
    check_told(&[pictured(3, 0.0, 842.0), text()], &["第 1 页是扫描件"]);
    // A table scanned by itself covers no more than a part of its page.
    check_told(&[text(), pictured(0, 200.0, 150.0)], &["第 2 页是扫描件"]);
    // Text above a picture, and text upon one.
    check_told(&[pictured(8, 400.0, 300.0)], &["第 1 页有大幅图片"]);
    check_told(&[pictured(8, 0.0, 842.0)], &[]);
    check_told(&[pictured(8, 700.0, 60.0)], &[]);
}

#[test]
fn pages_without_any_text_are_refused_as_scans() {
    let strips = || {
        let mut page = Page::default();
        for strip in 0..8 {
            page.picture(0.0, 100.0 * f64::from(strip), 595.0, 100.0);
        }
        page.text(290.0, 815.0, 9.0, "第 1 页");
        page
    };
    let outlines = || {
        let mut page = Page::default();
        for at in 0..500 {
            page.outline(20.0 + f64::from(at), 100.0);
        }
        page
    };
    let pages: [Vec<Page>; 5] = [
        vec![pictured(0, 0.0, 842.0), pictured(0, 0.0, 842.0)],
        vec![strips()],
        vec![pictured(0, 100.0, 300.0), Page::default()],
        vec![pictured(3, 0.0, 842.0)],
        vec![outlines()],
    ];
    for pages in pages {
        check_refused("a.pdf", &pdf::print(&pages, true), "扫描件");
    }
    check_refused("a.pdf", &pdf::print(&[Page::default()], true), "没有文字");
}

/// What a second reading does with a file that is its own original.
#[test]
fn pages_with_text_are_recognised_in_their_pictures_if_that_is_wanted() {
    if !scan::IS_BUILT {
        return;
    }
    let bytes = Arc::new(pdf::print(&[table_two()], true));
    let told = std::cell::Cell::new(0);
    let tell = |_| told.set(told.get() + 1);
    let waiting = |from_pictures| Waiting {
        from_pictures,
        chosen: None,
        tell: &tell,
        has_given_up: &|| false,
    };
    let read = |from_pictures| {
        let read = pool().import(Parsed::Pdf, &bytes, waiting(from_pictures));
        read.unwrap().unwrap()
    };
    assert_eq!((read(false).seen.len(), told.get()), (0, 0));
    let _ = pool().import(Parsed::Pdf, &bytes, waiting(true)).unwrap();
    assert_eq!(told.get(), 1);
    // One that nobody waits for is ended.
    let impatient = Waiting {
        has_given_up: &|| true,
        ..waiting(true)
    };
    let answer = pool().import(Parsed::Pdf, &bytes, impatient);
    assert!(matches!(answer, Err(NoAnswer::GivenUp)), "{answer:?}");
}
