//! Small windows and large zooms: whatever the size, there is a table that can be worked on, and nothing lies over
//! anything else.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::{Action, Command};
use gouji::app::dialogs::PreparedDialogs;

use crate::driver::*;

/// Screens, in pixels.
const SCREENS: [[f32; 2]; 8] = [
    [1024.0, 600.0],
    [1280.0, 720.0],
    [1280.0, 800.0],
    [1366.0, 768.0],
    [1600.0, 900.0],
    [1920.0, 1080.0],
    [2560.0, 1440.0],
    [3840.0, 2160.0],
];

const ZOOMS: [f32; 8] = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0];

/// A window of this size in points, with two reports open, a row in the middle of table three selected.
fn working(folder: &Path, size: [f32; 2]) -> Window {
    let long = SAMPLE.replace("青石镇", "石桥特别长名称的高新技术产业开发区管理委员会青石");
    fs::write(folder.join("1.txt"), SAMPLE).unwrap();
    fs::write(folder.join("2.txt"), long).unwrap();
    let mut window = window_of(size, settings(), PreparedDialogs::default());
    let paths = vec![folder.join("2.txt"), folder.join("1.txt")];
    window.state_mut().later(Command::Open(paths));
    wait_for(&mut window, WRONG);
    // The second one arrives behind.
    for _ in 0..100 {
        window.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(2));
        if window
            .state()
            .settings_now()
            .titles
            .values()
            .all(|(year, _)| !year.is_empty())
        {
            break;
        }
    }
    into_table_three(&mut window);
    window
}

/// The keys that lead to a cell in the lower part of table three.
fn way_into_table_three() -> impl Iterator<Item = (Modifiers, Key)> {
    let up = (Modifiers::NONE, Key::ArrowUp);
    [(Modifiers::COMMAND, Key::End)]
        .into_iter()
        .chain(std::iter::repeat_n(up, 6))
}

/// Selects a cell in the lower part of table three; the tables follow from cell to cell.
fn into_table_three(window: &mut Window) {
    for (modifiers, name) in way_into_table_three() {
        press(window, modifiers, name);
    }
    window.run_steps(4);
}

/// As [`into_table_three`], within a frame.
fn at_once_into_table_three(window: &mut Window) {
    let events = way_into_table_three().flat_map(|(modifiers, name)| key(name, modifiers));
    window.input_mut().events.extend(events);
    window.run_steps(4);
}

/// Where the tables are seen.
fn tables(window: &Window) -> Rect {
    let named = window.query_all_by_label_contains("在表中：");
    let rects: Vec<Rect> = named.map(|node| node.rect()).collect();
    assert_eq!(rects.len(), 1);
    rects.into_iter().next().unwrap()
}

/// What a widget is called; a text has its characters as its value.
fn name(label: Option<String>, value: Option<String>) -> String {
    label.or(value).unwrap_or_default()
}

/// Height of the heads that stay in sight, at most.
const STICKY: f32 = 44.0;

/// Rows of tables that are seen whole, below heads that stay in sight.
fn n_rows(window: &Window) -> usize {
    let room = tables(window);
    let is_cell = |name: &str| {
        let mut tables = ["表二 ", "表三 ", "表四 "].iter();
        tables.any(|table| name.starts_with(table)) && name.contains('：')
    };
    let tops: std::collections::BTreeSet<String> = texts(window)
        .into_iter()
        .filter(|(name, _)| is_cell(name))
        .map(|(_, rect)| rect)
        .filter(|rect| rect.top() >= room.top() + STICKY && rect.bottom() <= room.bottom() + 1.0)
        .map(|rect| format!("{:.0}", rect.top()))
        .collect();
    tops.len()
}

/// The cell that has the keyboard, by the name of the table.
fn selected(window: &Window) -> (String, Rect) {
    let mut named = window.query_all_by_label_contains("在表中：");
    let label = named.next().unwrap().accesskit_node().label().unwrap();
    let name = label.replacen("在表中：", "", 1);
    let rect = window
        .query_all_by_label(&name)
        .map(|node| node.rect())
        .next()
        .unwrap_or_else(|| panic!("{name}"));
    (name, rect)
}

/// Complains if the selected cell is not seen.
fn look_at_cell(window: &Window) -> Vec<String> {
    let (name, cell) = selected(window);
    let room = tables(window);
    let is_seen = room.expand(1.0).contains_rect(cell);
    if is_seen {
        return Vec::new();
    }
    vec![format!("{name} at {cell:?} is not in {room:?}")]
}

/// Every text that is drawn by itself: its name and where it is.
fn texts(window: &Window) -> Vec<(String, Rect)> {
    let whole = window.ctx.content_rect();
    let all = window.query_all_by_label_contains("");
    all.filter(|node| {
        let role = node.accesskit_node().role();
        matches!(
            role,
            egui::accesskit::Role::Label | egui::accesskit::Role::Button
        )
    })
    .map(|node| {
        let label = name(node.accesskit_node().label(), node.accesskit_node().value());
        (label, node.rect())
    })
    .filter(|(label, rect)| !label.is_empty() && whole.intersects(*rect))
    .collect()
}

/// How the texts of the bars begin.
const BAR: [&str; 21] = [
    "文件",
    "编辑",
    "审定",
    "方案",
    "视图",
    "帮助",
    "菜单",
    "报告列表",
    "识读 ",
    "不成立",
    "无法核对",
    "须目视",
    "成立",
    "空白计为",
    "未改动",
    "已保存",
    "未保存",
    "审定员甲",
    "问题 ",
    "…",
    "100%",
];

/// Complains about what has too little room, or lies over something else.
fn look_at_layout(window: &Window) -> Vec<String> {
    let whole = window.ctx.content_rect();
    let room = tables(window);
    let mut wrong = Vec::new();
    if n_rows(window) < 5 {
        wrong.push(format!("{} rows in {room:?}", n_rows(window)));
    }
    if !whole.expand(1.0).contains_rect(room) {
        wrong.push(format!("{room:?} leaves {whole:?}"));
    }
    let all = texts(window);
    for (label, rect) in &all {
        // Cells and heads of tables are as narrow as the form has them.
        let is_of_table = room.intersects(*rect);
        let is_column = rect.width() < 30.0 && rect.height() > 60.0;
        if !is_of_table && label.chars().count() > 1 && (rect.width() < 14.0 || is_column) {
            wrong.push(format!("“{label}” is {rect:?}"));
        }
    }
    // The bars: nothing over anything else, and nothing outside. What is scrolled away lies behind them, unseen.
    let of_bar: Vec<&(String, Rect)> = all
        .iter()
        .filter(|(name, rect)| BAR.iter().any(|own| name.starts_with(own)) && rect.height() < 40.0)
        .collect();
    let of = |is_here: &dyn Fn(&Rect) -> bool| -> Vec<&(String, Rect)> {
        let all = of_bar.iter().copied();
        all.filter(|(_, rect)| is_here(rect)).collect()
    };
    let top = of(&|rect| rect.bottom() < 42.0);
    let bottom = of(&|rect| rect.bottom() > whole.bottom() - 34.0 && rect.top() > room.bottom());
    for bar in [top, bottom] {
        wrong.extend(look_at_bar(&bar, whole));
    }
    wrong
}

fn look_at_bar(bar: &[&(String, Rect)], whole: Rect) -> Vec<String> {
    let mut wrong = Vec::new();
    for (n, (label, rect)) in bar.iter().enumerate() {
        if rect.left() < -1.0 || rect.right() > whole.right() + 1.0 {
            wrong.push(format!("“{label}” at {rect:?} leaves the window"));
        }
        for (other, second) in bar.iter().skip(n + 1) {
            let both = rect.intersect(*second);
            if both.width() > 1.5 && both.height() > 1.5 {
                wrong.push(format!("“{label}” lies over “{other}”"));
            }
        }
    }
    wrong
}

/// What the harness takes of the window at its edges, in points.
const HARNESS: f32 = 16.0;

#[test]
fn there_is_always_a_table_and_nothing_lies_over_anything() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = working(folder.path(), [1280.0, 800.0]);
    let mut wrong = Vec::new();
    for screen in SCREENS {
        for zoom in ZOOMS {
            let size = egui::Vec2::from(screen) / zoom + egui::Vec2::splat(HARNESS);
            window.set_size(size);
            window.run_steps(3);
            let mut found = Vec::new();
            // Both reports: the office of the other has a long name.
            for _ in 0..2 {
                press(&mut window, Modifiers::COMMAND, Key::Tab);
                at_once_into_table_three(&mut window);
                found.extend(look_at_cell(&window));
                found.extend(look_at_layout(&window));
            }
            let at = format!("{screen:?} at {zoom}");
            wrong.extend(found.into_iter().map(|text| format!("{at}: {text}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_strip_of_a_verification_leaves_room_for_rows_and_moves_no_table() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = working(folder.path(), [1280.0, 800.0]);
    press(&mut window, Modifiers::NONE, Key::F11);
    let mut wrong = Vec::new();
    for (screen, zoom) in [
        ([1024.0, 600.0], 1.0),
        ([1280.0, 720.0], 1.0),
        ([1280.0, 720.0], 2.0),
        ([1920.0, 1080.0], 1.0),
        ([1024.0, 600.0], 3.0),
    ] {
        let size = egui::Vec2::from(screen) / zoom + egui::Vec2::splat(HARNESS);
        window.set_size(size);
        window.run_steps(6);
        let at = format!("{screen:?} at {zoom}");
        let least = if zoom > 2.0 { 3 } else { 5 };
        if n_rows(&window) < least {
            wrong.push(format!("{at}: {} rows", n_rows(&window)));
        }
        let room = tables(&window);
        for _ in 0..3 {
            wrong.extend(
                look_at_cell(&window)
                    .into_iter()
                    .map(|text| format!("{at}: {text}")),
            );
            press(&mut window, Modifiers::NONE, Key::Enter);
            if tables(&window) != room {
                wrong.push(format!("{at}: {:?} was {room:?}", tables(&window)));
            }
            press(&mut window, Modifiers::NONE, Key::Backspace);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_selected_cell_is_in_sight_however_fast_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("1.txt"), SAMPLE).unwrap();
    let dialogs = PreparedDialogs::default();
    let mut window = window_at(1.0 / 60.0, [1280.0, 600.0], settings(), dialogs);
    let paths = vec![folder.path().join("1.txt")];
    window.state_mut().later(Command::Open(paths));
    wait_for(&mut window, "年度：2023");
    press(&mut window, Modifiers::COMMAND, Key::Home);
    window.run_steps(60);
    // Before the tables have moved to the last cell, the fifth is selected, which is still seen.
    window.key_press_modifiers(Modifiers::COMMAND, Key::End);
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    for _ in 0..4 {
        window.key_press(Key::ArrowDown);
    }
    window.run_steps(90);
    let wrong = look_at_cell(&window);
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A window of this size with a report of this text.
fn with_report(folder: &Path, size: [f32; 2], text: &str) -> Window {
    let path = folder.join("年报.txt");
    fs::write(&path, text).unwrap();
    let mut window = window_of(size, settings(), PreparedDialogs::default());
    window.state_mut().later(Command::Open(vec![path]));
    wait_for(&mut window, "年度：2023");
    window.run_steps(10);
    window
}

/// A cell that was not found has no characters in the source: the line of its row is shown, and stays in sight when panes
/// come and go, as the cell does.
#[test]
fn the_source_follows_to_the_row_of_a_cell_that_was_not_found() {
    let row = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请";
    let folder = tempfile::tempdir().unwrap();
    let clean = clean();
    let line = clean.lines().find(|line| line.starts_with(row)).unwrap();
    let mut window = with_report(folder.path(), [1280.0, 700.0], &clean.replace(line, row));
    for key in [Key::F8, Key::F10, Key::F10, Key::F11] {
        press(&mut window, Modifiers::NONE, key);
        window.run_steps(10);
        let source = window.get_by_label("报告原文").rect();
        assert!(source.top() < 0.0, "{key:?}: {source:?}");
        let wrong = look_at_cell(&window);
        assert!(wrong.is_empty(), "{key:?}: {wrong:?}");
    }
}

#[test]
fn the_strip_of_a_verification_shows_the_line_of_the_row_before_those_beside_it() {
    for size in [[1280.0, 700.0], [1366.0, 768.0], [1920.0, 1080.0]] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = with_report(folder.path(), size, SAMPLE);
        press(&mut window, Modifiers::NONE, Key::F11);
        window.run_steps(6);
        let own = "55　1.本机关不掌握相关政府信息";
        let n = window.query_all_by_label_contains(own).count();
        assert_eq!(n, 1, "{size:?}");
    }
}

#[test]
fn the_row_below_the_tables_follows_the_selection_until_it_is_folded() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = with_report(folder.path(), [1366.0, 768.0], SAMPLE);
    press(&mut window, Modifiers::NONE, Key::F8);
    check_shown(&window, "原文此格：7");
    let own = "55　1.本机关不掌握相关政府信息";
    assert_eq!(window.query_all_by_label_contains(own).count(), 1);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    check_shown(&window, "原文此格：3");
    // Several keys in one frame: the row is that of the last of them.
    window.input_mut().events.extend(
        [Key::ArrowDown, Key::ArrowRight]
            .into_iter()
            .flat_map(|name| key(name, Modifiers::NONE)),
    );
    window.run_steps(2);
    check_shown(&window, "原文此格：0");
    window.state_mut().later(Command::Act(Action::FoldRow));
    window.run_steps(2);
    check_gone(&window, "原文此格：0");
}

#[test]
fn every_column_is_reached_with_the_keyboard() {
    for size in [
        [341.0, 200.0],
        [512.0, 300.0],
        [682.0, 400.0],
        [1024.0, 600.0],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = working(folder.path(), size.map(|side| side + HARNESS));
        let wrong = look_at_layout(&window);
        assert!(wrong.is_empty(), "{size:?}: {}", wrong.join(""));
        press(&mut window, Modifiers::NONE, Key::Home);
        let mut before = String::new();
        for _ in 0..10 {
            window.run_steps(4);
            let wrong = look_at_cell(&window);
            assert!(wrong.is_empty(), "{size:?}: {}", wrong.join(""));
            let (name, _) = selected(&window);
            if name == before {
                break;
            }
            before = name;
            press(&mut window, Modifiers::NONE, Key::ArrowRight);
        }
        assert!(before.contains("总计"), "{size:?}: {before}");
    }
}

#[test]
fn a_pane_without_room_takes_the_place_of_the_tables_and_gives_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = working(folder.path(), [600.0, 340.0]);
    let has_tables = |window: &Window| window.query_all_by_label_contains("在表中：").count() > 0;
    assert!(window.query_by_label("报告原文").is_none());
    // F9 the source, F10 findings and cell, F7 the list; the same key or Escape goes back.
    for (key, part) in [
        (Key::F9, "报告原文"),
        (Key::F10, "问题"),
        (Key::F7, "搜索报告"),
    ] {
        press(&mut window, Modifiers::NONE, key);
        assert!(window.query_all_by_label(part).count() > 0, "{part}");
        assert!(!has_tables(&window), "{part}");
        press(&mut window, Modifiers::NONE, key);
        assert!(has_tables(&window), "{part}");
        press(&mut window, Modifiers::NONE, key);
        press(&mut window, Modifiers::NONE, Key::Escape);
        window.run_steps(2);
        if key == Key::F7 {
            // The first Escape leaves the field that reports are searched with.
            press(&mut window, Modifiers::NONE, Key::Escape);
        }
        assert!(has_tables(&window), "{part}");
    }
    // What is typed is seen where it is typed.
    press(&mut window, Modifiers::NONE, Key::F10);
    type_text(&mut window, "5");
    assert!(has_tables(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    // In a large window nothing takes the place of anything.
    window.set_size(egui::Vec2::new(1600.0, 900.0));
    window.run_steps(6);
    check_shown(&window, "报告原文");
    assert!(has_tables(&window));
}

#[test]
fn questions_and_the_first_page_fit_into_a_small_window() {
    let mut empty = window_of([341.0, 200.0], settings(), PreparedDialogs::default());
    empty.run_steps(3);
    let whole = empty.ctx.content_rect();
    for label in ["打开报告…", "打开文件夹…", "试看示例报告"] {
        let found: Vec<Rect> = empty
            .query_all_by_label_contains(label)
            .map(|node| node.rect())
            .collect();
        assert!(!found.is_empty(), "{label}");
        for rect in found {
            assert!(rect.right() <= whole.right(), "{label}: {rect:?}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut window = working(folder.path(), [341.0, 200.0]);
    press(&mut window, Modifiers::COMMAND, Key::M);
    window.run_steps(3);
    let rect = window.query_all_by_label("取消").next().unwrap().rect();
    assert!(rect.right() <= whole.right(), "{rect:?}");
}

/// Holds the window against the picture `name`; pixels of something that moves may differ, and the edge of a glyph or two: where
/// a pane comes to rest after scrolling depends on how many frames the work behind it took.
fn picture(window: &mut Window, name: &str) -> egui_kittest::SnapshotResult {
    // Glyphs are drawn a hair differently where others came before them, which depends on what was waited for: all anew.
    gouji::app::style::install(&window.ctx);
    window.run_steps(2);
    let options = egui_kittest::SnapshotOptions::new().max_failed_pixels(12);
    window.try_snapshot_options(name, &options)
}

/// Steps until no repairs are searched for.
fn wait_for_search(window: &mut Window) {
    for _ in 0..200 {
        if window.query_by_label("正在推算更正方案…").is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
}

/// Zooms that pictures are kept of.
const PICTURED_ZOOMS: [f32; 4] = [0.5, 1.0, 2.0, 3.0];

/// What the rectangles do not tell: how it looks. `UPDATE_SNAPSHOTS=1` draws the pictures anew.
#[test]
fn every_screen_looks_as_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = working(folder.path(), [1280.0, 800.0]);
    click(&mut window, WRONG);
    wait_for(&mut window, "采纳 Alt+1");
    let mut results = egui_kittest::SnapshotResults::new();
    for screen in SCREENS {
        for zoom in PICTURED_ZOOMS {
            window.set_size(egui::Vec2::from(screen) / zoom + egui::Vec2::splat(HARNESS));
            window.run_steps(3);
            into_table_three(&mut window);
            // What moves has come to rest.
            window.run_steps(6);
            let [width, height] = screen;
            let name = format!("{width}x{height}-{}", zoom * 100.0);
            results.add(picture(&mut window, &name));
        }
    }
    results.unwrap();
}

/// All that is drawn beside numbers (estimate, 原文如此, 存疑, remark), and the list at sign-off, light and dark.
#[test]
fn marks_and_the_list_at_sign_off_look_as_they_did() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, BELOW);
    press(&mut window, Modifiers::COMMAND, Key::I);
    click(
        &mut window,
        "表三 （四）3.补正后申请内容仍不明确 商业企业：0",
    );
    press(&mut window, Modifiers::COMMAND, Key::M);
    type_text(&mut window, "问机关");
    press(&mut window, Modifiers::NONE, Key::Enter);
    click(&mut window, "表三 （四）1.本机关不掌握相关政府信息 总计：4");
    press(&mut window, Modifiers::COMMAND, Key::K);
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, WRONG);
    wait_for(&mut window, "采纳 Alt+1");
    press(&mut window, Modifiers::ALT, Key::Num1);
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, action) in [("light", Action::ThemeLight), ("dark", Action::ThemeDark)] {
        window.state_mut().later(Command::Act(action));
        for [width, height] in [[1280.0, 800.0], [1366.0, 768.0]] {
            window.set_size(egui::Vec2::new(width, height) + egui::Vec2::splat(HARNESS));
            press(&mut window, Modifiers::NONE, Key::ArrowDown);
            press(&mut window, Modifiers::NONE, Key::ArrowUp);
            window.run_steps(10);
            wait_for_search(&mut window);
            let name = format!("{width}x{height}-{theme}-marks");
            results.add(picture(&mut window, &name));
            press(&mut window, Modifiers::COMMAND, Key::Enter);
            window.run_steps(6);
            let name = format!("{width}x{height}-{theme}-sign-off");
            results.add(picture(&mut window, &name));
            press(&mut window, Modifiers::NONE, Key::Escape);
        }
    }
    results.unwrap();
}

/// Table three as it is on a large screen: all 25 rows beside source and findings, with its title, wherever one is in it.
#[test]
fn table_three_is_seen_whole_on_a_large_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = working(folder.path(), [1920.0, 1054.0]);
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    into_table_three(&mut window);
    let room = tables(&window);
    let is_row = |name: &str| name.starts_with("表三 ") && name.contains(" 自然人：");
    let rows = || {
        let rows = texts(&window).into_iter();
        let rows = rows.filter(|(name, rect)| is_row(name) && room.contains_rect(*rect));
        rows.count()
    };
    assert_eq!(rows(), 25);
    check_shown(&window, "表三　收到和处理政府信息公开申请情况");
}
