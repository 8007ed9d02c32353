//! The pages of a long scan that are recognised are chosen. The fax is ours, of an invented office.
#![expect(clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;
use gouji::dataset::load;
use gouji::source::scan;
use gouji::source::scan_pages::Chosen;

use crate::driver::*;
use crate::fax;

/// What the question explains.
const QUESTION: &str = "只识别这里写的页，现在识别的已经写上；要加页，写在后面，不要的可以删去。有文字的页照常读；每页要几秒钟，可以随时停止。";

/// Side of an empty page, in pixels.
const SIDE: u16 = 64;

/// A scan of many pages: the heading of a fax, empty pages, and that heading once more.
fn long_scan(n_empty: usize) -> Vec<u8> {
    let here = |file: &[u8]| u32::try_from(file.len()).unwrap();
    let mut file = fax::upper_part(1);
    let first = fax::description(&file);
    let mut next = first.end;
    let mut add = |file: &mut Vec<u8>, page: &[u8]| {
        let start = here(file).to_le_bytes();
        file[next..next + 4].copy_from_slice(&start);
        file.extend(page);
        next = file.len();
        file.extend([0; 4]);
    };
    for _ in 0..n_empty {
        let pixels = here(&file);
        file.extend([0xFF; 64 * 8]);
        add(&mut file, &empty(pixels));
    }
    let again = file[first].to_vec();
    add(&mut file, &again);
    file
}

/// The description of a white page whose pixels are there.
fn empty(pixels: u32) -> Vec<u8> {
    let side = u32::from(SIDE);
    let fields: [(u16, u32); 9] = [
        (256, side),
        (257, side),
        (258, 1),
        (259, 1),
        (262, 1),
        (273, pixels),
        (277, 1),
        (278, side),
        (279, side * side / 8),
    ];
    let mut page = u16::try_from(fields.len()).unwrap().to_le_bytes().to_vec();
    for (tag, value) in fields {
        page.extend(tag.to_le_bytes());
        // One number of four bytes.
        page.extend(4_u16.to_le_bytes());
        page.extend(1_u32.to_le_bytes());
        page.extend(value.to_le_bytes());
    }
    page
}

fn opened_scan(report: &Path) -> Window {
    let dialogs = PreparedDialogs {
        reports: vec![report.to_owned()],
        ..PreparedDialogs::default()
    };
    let mut window = window(settings(), dialogs);
    press(&mut window, Modifiers::COMMAND, Key::O);
    window
}

fn choose(window: &mut Window) {
    window.state_mut().later(Command::Act(Action::ChoosePages));
}

#[test]
fn pages_of_a_long_scan_are_chosen_by_keys_and_seen_before_they_are_taken() {
    if !scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.tif");
    fs::write(&report, long_scan(scan::MOST_PAGES - 1)).unwrap();
    let mut window = opened_scan(&report);
    wait_for_part(&mut window, "第 21 页也是图片，页数太多");

    choose(&mut window);
    wait_for(&mut window, QUESTION);
    // The page that is recognised now stands there.
    type_text(&mut window, "22");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for_part(&mut window, "只有 21 页");
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for_part(&mut window, "请写页码");
    type_text(&mut window, "1, x");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for_part(&mut window, "“x”不是页码");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    type_text(&mut window, "21");
    press(&mut window, Modifiers::NONE, Key::Enter);

    wait_for(&mut window, "换成新的识读");
    check_gone(&window, QUESTION);
    let review = folder.path().join("年报.tif.gouji.ron");
    assert!(!review.exists(), "nothing is taken before the answer");
    click(&mut window, "换成新的识读");
    wait_for_part(&mut window, "审定文件保存为 年报.tif.gouji.ron");
    let session = load(&review).unwrap().session;
    let text = &session.source().text;
    let heading = "三、收到和处理政府信息公开申请情况";
    assert_eq!(text.matches(heading).count(), 2, "{text}");
    assert_eq!(Chosen::of_source(session.source()).to_string(), "1, 21");
    let chosen = Chosen::besides_the_first(session.source());
    assert!(chosen.is_some(), "it is read so again");
}

#[test]
fn where_there_are_no_pages_to_choose_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    choose(&mut window);
    let told = if scan::IS_BUILT {
        "不是扫描件"
    } else {
        "没有文字识别功能"
    };
    wait_for_part(&mut window, told);
    check_gone(&window, QUESTION);
}
