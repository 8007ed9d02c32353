//! The pages of the original beside the text. Report and pages are invented.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::{
    RIGHT, SAMPLE, WRONG, Window, check_gone, check_shown, click, drop_file, press, settings,
    type_text, wait_for, wait_for_part, window,
};
use crate::fax;
use crate::pdf::{self, Page};

fn print(path: &Path) {
    let mut first = Page::default();
    first.text(100.0, 100.0, 12.0, "第一页");
    fs::write(path, pdf::print(&[first, Page::default()], true)).unwrap();
}

fn opened(folder: &Path, pages: Vec<PathBuf>) -> Window {
    let report = folder.join("年报.txt");
    fs::write(&report, SAMPLE).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        pages,
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, WRONG);
    window
}

#[test]
fn the_pages_beside_a_text_are_shown_and_gone_through() {
    let folder = tempfile::tempdir().unwrap();
    print(&folder.path().join("年报.pdf"));
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for(&mut window, "第 1 / 2 页");
    check_gone(&window, "报告原文");
    for _ in 0..2 {
        press(&mut window, Modifiers::ALT, Key::PageDown);
    }
    wait_for(&mut window, "第 2 / 2 页");
    press(&mut window, Modifiers::ALT, Key::PageUp);
    wait_for(&mut window, "第 1 / 2 页");
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::G);
    check_shown(&window, "原件共 2 页。");
    type_text(&mut window, "3");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "请写 1 到 2 之间的页码。");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    type_text(&mut window, "２");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for(&mut window, "第 2 / 2 页");
    check_gone(&window, "原件共 2 页。");
    press(&mut window, Modifiers::ALT, Key::PageUp);
    wait_for(&mut window, "第 1 / 2 页");
    press(&mut window, Modifiers::ALT, Key::T);
    // Typing goes where it always goes.
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    press(&mut window, Modifiers::ALT, Key::Y);
    check_shown(&window, "报告原文");
    check_shown(&window, "第 1 / 2 页");
    press(&mut window, Modifiers::ALT, Key::Y);
    check_gone(&window, "第 1 / 2 页");
}

#[test]
fn pages_that_are_elsewhere_are_chosen_and_those_that_cannot_be_drawn_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("别处.pdf");
    print(&elsewhere);
    let mut window = opened(folder.path(), vec![elsewhere.clone()]);
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for_part(&mut window, "没有找到原件");
    click(&mut window, "配对原件…");
    wait_for(&mut window, "第 1 / 2 页");
    fs::write(&elsewhere, "不是 PDF").unwrap();
    press(&mut window, Modifiers::ALT, Key::PageDown);
    wait_for_part(&mut window, "没有可以显示的页面");
}

#[test]
fn a_scan_beside_a_text_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    image::RgbImage::new(200, 300)
        .save(folder.path().join("年报.png"))
        .unwrap();
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for(&mut window, "第 1 / 1 页");
}

#[test]
fn what_a_second_reading_has_otherwise_is_gone_through_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("另一份.txt");
    fs::write(
        &other,
        SAMPLE
            .replace("申请28件", "申请29件")
            .replace("\t7\t", "\t1\t"),
    )
    .unwrap();
    let mut window = opened(folder.path(), vec![other]);
    // Before there is an original, it is told how to get one.
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::P);
    wait_for_part(&mut window, "没有原件可读");
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::Y);
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::P);
    wait_for_part(&mut window, "比较 200 格，1 格不同");
    check_shown(&window, &format!("{WRONG}，有备注"));
    // Whoever signs is asked about it.
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    wait_for_part(&mut window, "备注 1");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::F8);
    wait_for_part(&mut window, "此处读为“7”，再读为“1”");
    wait_for_part(&mut window, "从 另一份.txt 再读为“1”");
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, &format!("{RIGHT}，有备注"));
    // What agrees now is no difference any more.
    wait_for_part(&mut window, "比较 200 格，0 格不同");
    check_gone_part(&window, "此处读为“7”，再读为“1”");
    // Beside the same text the original is found again at the next start.
    let settings = window.state().settings_now();
    assert_eq!(settings.pairs.len(), 1);
}

#[test]
fn a_cell_or_a_row_is_read_again_from_its_place_on_the_page_and_nothing_is_overwritten() {
    if !gouji::source::scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.pdf");
    fs::write(&report, pdf::print(&[crate::carpet::form()], true)).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    let cell = "表二 规章 本年制发件数：7";
    wait_for(&mut window, cell);
    click(&mut window, cell);
    let again = Modifiers::ALT | Modifiers::SHIFT;
    press(&mut window, again, Key::R);
    wait_for_part(
        &mut window,
        "表二 规章 本年制发件数：从图上再读为“7”，与识读相同",
    );
    wait_for_part(&mut window, "从 年报.pdf 再读为“7”");
    // What the reviewer enters is not what is compared.
    type_text(&mut window, "8");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::SHIFT, Key::Space);
    press(&mut window, again, Key::R);
    // The digits of this font stand so wide apart that two of them are no number.
    wait_for_part(
        &mut window,
        "从图上再读 3 格，与识读一样。另有 1 格没有读出数",
    );
    check_shown(&window, "表二 规章 本年制发件数：8");
}

#[test]
fn cells_whose_place_is_not_known_are_not_read_again_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::R);
    let said = if gouji::source::scan::IS_BUILT {
        "不知道所选的格印在原件的哪里"
    } else {
        "没有文字识别功能"
    };
    wait_for_part(&mut window, said);
}

/// Table two as a program gave it, with one figure otherwise than it is printed.
const MISREAD: &str = "青岚县白榆镇人民政府2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t0\t17\n行政规范性文件\t3\t1\t27\n";

const MISREAD_CELL: &str = "表二 规章 本年制发件数：1";

/// A window with that text open, the page that it was made from as `printed`.
fn misread(folder: &Path, printed: &str) -> (Window, PathBuf) {
    let report = folder.join("年报.txt");
    fs::write(&report, MISREAD).unwrap();
    let printed = folder.join(printed);
    fs::write(&printed, pdf::print(&[crate::carpet::form()], true)).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        pages: vec![printed.clone()],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, MISREAD_CELL);
    click(&mut window, MISREAD_CELL);
    (window, printed)
}

/// How the original of a text is found.
#[derive(Clone, Copy, Debug)]
enum Paired {
    Name,
    Dialog,
    Drop,
}

fn paired(folder: &Path, how: Paired) -> Window {
    let name = match how {
        Paired::Name => "年报.pdf",
        Paired::Dialog | Paired::Drop => "别处.pdf",
    };
    let (mut window, printed) = misread(folder, name);
    match how {
        Paired::Name => {}
        Paired::Dialog => press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::Y),
        Paired::Drop => {
            drop_file(&mut window, &printed);
            wait_for_part(&mut window, "原件，还是另一份报告？");
            click(&mut window, "作为原件");
        }
    }
    window
}

/// Reads again what is selected, or all; nothing is overwritten.
#[track_caller]
fn check_again(window: &mut Window, key: Key, said: &str) {
    press(window, Modifiers::ALT | Modifiers::SHIFT, key);
    wait_for_part(window, said);
    let cells = window.query_all_by_label_contains(MISREAD_CELL);
    assert!(cells.count() > 0);
}

#[test]
fn a_cell_a_row_a_table_and_a_whole_text_are_read_again_from_its_pdf_however_it_is_paired() {
    for how in [Paired::Name, Paired::Dialog, Paired::Drop] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = paired(folder.path(), how);
        check_again(&mut window, Key::P, "再读");
        wait_for_part(&mut window, "1 格与识读不同");
        press(&mut window, Modifiers::COMMAND, Key::F8);
        wait_for_part(&mut window, "此处读为“1”，再读为“7”");
        if !gouji::source::scan::IS_BUILT {
            check_again(&mut window, Key::R, "没有文字识别功能");
            continue;
        }
        click(&mut window, &format!("{MISREAD_CELL}，有备注"));
        // A row, a table, and the cell alone.
        let (wider, said) = match how {
            Paired::Name => (Some((Modifiers::SHIFT, Key::Space)), "再读 3 格，1 格不同"),
            Paired::Dialog => (Some((Modifiers::COMMAND, Key::A)), "再读 6 格，1 格不同"),
            Paired::Drop => (None, CELL_AGAIN),
        };
        if let Some((modifiers, key)) = wider {
            press(&mut window, modifiers, key);
        }
        check_again(&mut window, Key::R, said);
    }
}

#[track_caller]
fn check_gone_part(window: &Window, part: &str) {
    assert_eq!(
        window.query_all_by_label_contains(part).count(),
        0,
        "{part}"
    );
}

/// What is said of that cell alone.
const CELL_AGAIN: &str = "表二 规章 本年制发件数：从图上再读为“7”，与识读不同。数值没有改动";

#[test]
fn a_dropped_file_with_pages_may_be_another_report_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, printed) = misread(folder.path(), "别处.pdf");
    drop_file(&mut window, &printed);
    wait_for_part(&mut window, "原件，还是另一份报告？");
    click(&mut window, "取消");
    check_shown(&window, MISREAD_CELL);
    drop_file(&mut window, &printed);
    click(&mut window, "打开为报告");
    wait_for(&mut window, "表二 规章 本年制发件数：7");
    // A report that has its own pages is shown by them: another file is another report.
    let other = folder.path().join("又一份.pdf");
    fs::copy(&printed, &other).unwrap();
    drop_file(&mut window, &other);
    wait_for_part(&mut window, "待审 3");
    check_gone(&window, "原件，还是另一份报告？");
}

/// Where on the page table two has this column and row of figures, both from 0, as a part of its width and height.
fn figure_at(column: u8, row: u8) -> egui::Vec2 {
    let (x, y) = (
        285.0 + 90.0 * f32::from(column),
        190.0 + 20.0 * f32::from(row),
    );
    egui::vec2(x / 595.0, y / 842.0)
}

#[test]
fn a_click_in_the_picture_selects_the_cell_also_where_the_pages_lie_beside_the_text() {
    for name in ["年报.pdf", "别处.pdf"] {
        let folder = tempfile::tempdir().unwrap();
        let (mut window, _) = misread(folder.path(), name);
        press(&mut window, Modifiers::ALT, Key::Y);
        if name == "别处.pdf" {
            click(&mut window, "配对原件…");
        }
        // The number of pages is known when the page is there.
        wait_for(&mut window, "第 1 / 1 页");
        for turn in 0..4 {
            let mut at = figure_at(2, 1);
            for _ in 0..turn {
                at = egui::vec2(1.0 - at.y, at.x);
            }
            let own = "表二 行政规范性文件 现行有效件数";
            // Where the cells are is known a moment later than how the page looks.
            for _ in 0..PATIENCE {
                click_on_page(&mut window, at);
                if window.query_by_label(own).is_some() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            check_shown(&window, own);
            click(&mut window, MISREAD_CELL);
            check_gone(&window, own);
            press(&mut window, Modifiers::ALT, Key::T);
        }
    }
}

/// How often a place is clicked on, every 10 ms and more.
const PATIENCE: usize = 1_000;

/// Clicks on this place of the page that is shown, a part of its width and height.
fn click_on_page(window: &mut Window, at: egui::Vec2) {
    let rect = window.get_by_label("第 1 页").rect();
    let place = rect.min + at * rect.size();
    for pressed in [true, false] {
        window.event(egui::Event::PointerMoved(place));
        window.event(egui::Event::PointerButton {
            pos: place,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(1);
    }
    window.run_steps(3);
}

#[test]
fn the_sheet_is_enlarged_moved_and_fitted_by_keys() {
    let folder = tempfile::tempdir().unwrap();
    print(&folder.path().join("年报.pdf"));
    let mut window = opened(folder.path(), Vec::new());
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for(&mut window, "第 1 / 2 页");
    let sheet = |window: &Window| window.get_by_label("第 1 页").rect();
    let fit = sheet(&window);
    // Larger than the pane, however high that is.
    for key in [Key::Plus; 8].into_iter().chain([Key::Minus, Key::Equals]) {
        press(&mut window, Modifiers::ALT, key);
    }
    window.run_steps(4);
    let large = sheet(&window);
    assert!(large.width() > fit.width() * 5.0, "{fit} {large}");
    let sideways = Modifiers::ALT | Modifiers::SHIFT;
    // Where the sheet goes when another part of it is looked at.
    for (modifiers, key, axis, goes) in [
        (Modifiers::ALT, Key::ArrowDown, 1, -1.0),
        (Modifiers::ALT, Key::ArrowUp, 1, 1.0),
        (sideways, Key::ArrowDown, 0, -1.0),
        (sideways, Key::ArrowUp, 0, 1.0),
    ] {
        let before = sheet(&window).min[axis];
        press(&mut window, modifiers, key);
        window.run_steps(8);
        let by = sheet(&window).min[axis] - before;
        assert!(by * goes > 20.0, "{key:?} moved it by {by}");
    }
    press(&mut window, Modifiers::ALT, Key::Home);
    window.run_steps(4);
    assert!((sheet(&window).width() - fit.width()).abs() < 20.0);
}

#[test]
fn a_text_is_read_again_from_its_scan_cell_by_cell() {
    if !gouji::source::scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // As far as the row of the cell.
    fs::write(folder.path().join("年报.tif"), fax::upper_part(3)).unwrap();
    let mut window = opened(folder.path(), Vec::new());
    click(&mut window, WRONG);
    // Begun before the places are known.
    press(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::R);
    wait_for_part(&mut window, "从图上再读为“9”，与识读不同");
    check_shown(&window, &format!("{WRONG}，有备注"));
    check_shown(&window, "这一行印成的样子");
}

/// A report in front whose pages its own file has: two lines of prose, and the figure they name on the second page.
fn prose_on_pages(folder: &Path) -> Window {
    let mut first = Page::default();
    first.text(
        60.0,
        60.0,
        12.0,
        "青石镇人民政府2023年政府信息公开工作年度报告",
    );
    first.text(60.0, 100.0, 12.0, "全年新收政府信息公开申请28件。");
    let mut second = Page::default();
    second.text(60.0, 60.0, 12.0, "本年度收取信息处理费37元。");
    let report = folder.join("年报.pdf");
    fs::write(&report, pdf::print(&[first, second], true)).unwrap();
    let dialogs = PreparedDialogs {
        reports: vec![report],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, "报告原文");
    press(&mut window, Modifiers::ALT, Key::Y);
    wait_for(&mut window, "第 1 / 2 页");
    window
}

#[test]
fn what_is_found_is_seen_on_the_page_and_nothing_typed_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = prose_on_pages(folder.path());
    // The keys come in one frame: none of them is a value.
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.event(egui::Event::Text("37".to_owned()));
    window.run_steps(4);
    check_shown(&window, "1 / 1");
    wait_for(&mut window, "第 2 / 2 页");
}
