//! The hand: what is typed is kept, in the order in which it was typed, however fast.

use std::fs;
use std::path::Path;

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use gouji::app::commands::{ACTIONS, Action, Command};

use crate::driver::*;

const ROW: &str = "表三 一、本年新收政府信息公开申请数量";
const NEXT_ROW: &str = "表三 二、上年结转政府信息公开申请数量";

/// The events of a hand: digits with their characters, a space with its own, `⇥` Tab, `⏎` Enter, arrows, `↷` F8, `✓` Space
/// where nothing is typed, `§` paste of `31`, `⊙` F11, `⌫` Backspace, `⇑` Shift+Enter, `β` Ctrl+B.
pub(crate) fn strokes(keys: &str) -> Vec<Event> {
    let mut events = Vec::new();
    for char in keys.chars() {
        let plain = |name| key(name, Modifiers::NONE).to_vec();
        match char {
            '⇥' => events.extend(plain(Key::Tab)),
            '⏎' => events.extend(plain(Key::Enter)),
            '→' => events.extend(plain(Key::ArrowRight)),
            '↓' => events.extend(plain(Key::ArrowDown)),
            '↷' => events.extend(plain(Key::F8)),
            '✓' => events.extend(plain(Key::Space)),
            '⊙' => events.extend(plain(Key::F11)),
            '⌫' => events.extend(plain(Key::Backspace)),
            '⇑' => events.extend(key(Key::Enter, Modifiers::SHIFT)),
            'β' => events.extend(key(Key::B, Modifiers::COMMAND)),
            ' ' => {
                let [down, up] = key(Key::Space, Modifiers::NONE);
                events.extend([down, Event::Text(" ".to_owned()), up]);
            }
            '，' | '_' | '/' => events.push(Event::Text(char.to_string())),
            '§' => events.push(Event::Paste("31".to_owned())),
            typed => {
                let name = Key::from_name(&typed.to_string()).unwrap();
                let [down, up] = key(name, Modifiers::NONE);
                events.extend([down, Event::Text(typed.to_string()), up]);
            }
        }
    }
    events
}

/// Gives `events` to the window, `n` in a frame, and then as many frames as it takes to obey them.
pub(crate) fn give(window: &mut Window, events: &[Event], n: usize) {
    for frame in events.chunks(n) {
        window.input_mut().events.extend(frame.iter().cloned());
        window.step();
    }
    window.run_steps(24);
}

#[track_caller]
fn check_row(window: &Window, row: &str, expected: &[&str]) {
    for (column, value) in COLUMNS.iter().zip(expected) {
        check_shown(window, &format!("{row} {column}：{value}"));
    }
}

/// Begins at the first cell of table three, types, and looks at the row.
#[track_caller]
fn check_typed(keys: &str, expected: &[&str]) {
    for n in [1, 3, 7, 1_000] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = opened(folder.path());
        click(&mut window, &format!("{ROW} 自然人：21"));
        give(&mut window, &strokes(keys), n);
        check_row(&window, ROW, expected);
    }
}

#[test]
fn a_row_typed_with_tab_lands_cell_by_cell_however_many_keys_a_frame_has() {
    check_typed("0⇥1⇥0⇥0⇥0⇥0⇥1⏎", &["0", "1", "0", "0", "0", "0", "1"]);
    check_typed(
        "10⇥21⇥32⇥43⇥54⇥65⇥76⏎",
        &["10", "21", "32", "43", "54", "65", "76"],
    );
    check_typed("7→8→9⏎", &["7", "8", "9", "0", "2", "0", "28"]);
    check_typed("7⇥§⇥9⏎", &["7", "31", "9"]);
    check_typed("7⇥§→9⇥", &["7", "31", "9"]);
}

#[test]
fn a_row_typed_in_one_line_lands_cell_by_cell_however_many_keys_a_frame_has() {
    for (keys, expected) in [
        ("0 0 0 1 0 0 1⏎", ["0", "0", "0", "1", "0", "0", "1"]),
        ("7 8⇥9⏎", ["7", "8", "9", "0", "2", "0", "28"]),
        (
            "0，0，3 1,234 / _ 5⏎",
            ["0", "0", "3", "1234", "/", "空白", "5"],
        ),
        ("1,234⏎", ["1234", "5", "0", "0", "2", "0", "28"]),
        ("4，，6⏎", ["4", "5", "6", "0", "2", "0", "28"]),
    ] {
        check_typed(keys, &expected);
    }
}

#[test]
fn a_row_is_seen_in_its_cells_while_it_is_typed_and_is_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    give(&mut window, &strokes("4 6 _"), 1_000);
    check_shown(&window, &format!("{ROW} 自然人：21，预览改为 4"));
    check_shown(&window, &format!("{ROW} 商业企业：5，预览改为 6"));
    check_shown(&window, "编辑单元格");
    give(&mut window, &strokes("⏎"), 1_000);
    check_row(&window, ROW, &["4", "6", "空白", "0", "2", "0", "28"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_row(&window, ROW, &["21", "5", "0", "0", "2", "0", "28"]);
    // More than the row has cells for: nothing is entered, and what was typed stays.
    click(&mut window, &format!("{ROW} 自然人：21"));
    give(&mut window, &strokes("1 2 3 4 5 6 7 8⏎"), 1_000);
    wait_for_part(&mut window, "键入了 8 个数，本行从此格起只有 7 格");
    check_shown(&window, "编辑单元格");
    // Nor does the table show what is not entered.
    check_shown(&window, &format!("{ROW} 自然人：21"));
}

#[test]
fn enter_behind_a_run_of_tab_goes_back_to_where_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 商业企业：5"));
    give(&mut window, &strokes("1⇥2⇥3⏎4⇥5⏎"), 1_000);
    check_row(&window, ROW, &["21", "1", "2", "3"]);
    check_row(&window, NEXT_ROW, &["2", "4", "5", "0"]);
    // Arrows end the run: Enter goes straight down again.
    click(&mut window, &format!("{ROW} 自然人：21"));
    give(&mut window, &strokes("⇥⇥→⏎9⏎"), 1_000);
    check_row(&window, NEXT_ROW, &["2", "4", "5", "9"]);
}

#[test]
fn a_block_is_filled_down_and_to_the_right_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Modifiers::COMMAND, Key::D);
    check_row(&window, NEXT_ROW, &["21", "5", "0"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_row(&window, NEXT_ROW, &["2", "0", "0"]);
    click(&mut window, &format!("{ROW} 自然人：21"));
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::COMMAND, Key::R);
    check_row(&window, ROW, &["21", "21", "21", "0"]);
    // One cell is filled from the one above it.
    click(&mut window, &format!("{NEXT_ROW} 商业企业：0"));
    press(&mut window, Modifiers::COMMAND, Key::D);
    check_row(&window, NEXT_ROW, &["2", "21", "0"]);
}

#[test]
fn a_pasted_block_leaves_cells_alone_where_the_clipboard_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    for (text, expected, next) in [
        ("22\t\t7\r\n3\t1\t\r\n", ["22", "5", "7"], ["3", "1", "0"]),
        ("1 2 3\n4 5 1,234\n", ["1", "2", "3"], ["4", "5", "1234"]),
        (
            "\"6\n\"\t007\t\"/\"\n8\t9",
            ["6", "7", "/"],
            ["8", "9", "1234"],
        ),
        (
            "一、本年新收\t5\t0\t1\n二、上年结转\t2\t0\t0",
            ["5", "0", "1"],
            ["2", "0", "0"],
        ),
    ] {
        press(&mut window, Modifiers::COMMAND, Key::Home);
        let start = format!("{ROW} 自然人：");
        let first = window.query_all_by_label_contains(&start).next();
        first.unwrap().click();
        window.run_steps(3);
        give(&mut window, &[Event::Paste(text.to_owned())], 1);
        check_row(&window, ROW, &expected);
        check_row(&window, NEXT_ROW, &next);
    }
    give(&mut window, &[Event::Paste("5\t\t6".to_owned())], 1);
    check_shown(&window, "剪贴板里空着的 1 格，对应的格没有改动。");
}

#[test]
fn enter_goes_down_and_the_next_digits_go_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    give(&mut window, &strokes("17⏎8⏎"), 1_000);
    check_shown(&window, &format!("{ROW} 自然人：17"));
    check_shown(&window, &format!("{NEXT_ROW} 自然人：8"));
}

#[test]
fn digits_before_and_behind_f8_go_into_the_cells_that_were_selected_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    // The next problem is another cell.
    give(&mut window, &strokes("44↷55⏎"), 1_000);
    let written = journal(folder.path());
    assert!(written.contains("\"44\"") && written.contains("\"55\""));
}

/// Everything written down of the report in `folder`: its steps and its reviewed file.
fn journal(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap();
    let own = files.filter_map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name()?.to_str()?.to_owned();
        let is_own = name.contains(".gouji.ron");
        is_own.then(|| fs::read(&path).unwrap_or_default())
    });
    own.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

/// A value that stands nowhere in the sample.
const TYPED: &str = "4711";

#[track_caller]
fn check_kept(windows: &mut Windows, what: &str, give_command: impl FnOnce(&mut Window)) {
    let folder = tempfile::tempdir().unwrap();
    let window = windows.opened(folder.path());
    click(window, WRONG);
    window.input_mut().events.extend(strokes(TYPED));
    give_command(window);
    // Keys that work on what is typed leave it open; it may also be on its way to the disk.
    let is_there = (0..8).any(|_| {
        window.run_steps(2);
        journal(folder.path()).contains(TYPED)
    });
    let is_open = window.query_by_label("编辑单元格").is_some();
    assert!(is_there || is_open, "{what}: what was typed is gone");
}

#[test]
fn whatever_command_follows_what_was_typed_is_kept() {
    let mut windows = Windows::new();
    for spec in ACTIONS {
        check_kept(&mut windows, &format!("{:?}", spec.action), |window| {
            window.step();
            window.state_mut().later(Command::Act(spec.action));
        });
    }
}

#[test]
fn whatever_key_follows_in_the_same_frame_what_was_typed_is_kept() {
    let mut windows = Windows::new();
    for spec in ACTIONS {
        let shortcuts = spec.keys.iter();
        for shortcut in shortcuts.filter(|_| spec.action != Action::Quit) {
            let [down, up] = key(shortcut.logical_key, shortcut.modifiers);
            let gives_up = shortcut.logical_key == Key::Escape;
            if gives_up {
                continue;
            }
            check_kept(
                &mut windows,
                &format!("{:?} {shortcut:?}", spec.action),
                |window| {
                    window.input_mut().events.extend([down, up]);
                    window.step();
                },
            );
        }
    }
}

#[test]
fn a_refused_value_stays_open_and_stops_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    give(&mut window, &[Event::Text("1件2".to_owned())], 1);
    give(&mut window, &key(Key::Enter, Modifiers::COMMAND), 2);
    wait_for_part(&mut window, "请只录入一个数");
    check_shown(&window, "编辑单元格");
    assert!(!journal(folder.path()).contains("SignOff"));
    give(&mut window, &key(Key::Escape, Modifiers::NONE), 2);
    check_gone(&window, "编辑单元格");
    check_shown(&window, WRONG);
}

#[test]
fn tab_and_letters_never_reach_menus_or_search_while_the_tables_have_the_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    give(&mut window, &strokes("⇥⇥⇥⇥⇥⇥⇥⇥⇥5⏎"), 1_000);
    check_shown(&window, &format!("{NEXT_ROW} 科研机构：5"));
}

#[test]
fn a_method_of_input_begins_on_a_selected_cell() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let compose = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.to_owned()));
    click(&mut window, &format!("{ROW} 自然人：21"));
    assert!(
        window.output().platform_output.ime.is_some(),
        "no method of input may begin"
    );
    let events = vec![compose("l"), compose("ling"), compose(""), commit("〇")];
    give(&mut window, &[events, strokes("⇥")].concat(), 1_000);
    check_shown(&window, &format!("{ROW} 自然人：0"));
    // A composition given up leaves the cell as it is.
    give(&mut window, &[compose("y"), compose("")], 1_000);
    check_gone(&window, "编辑单元格");
    give(&mut window, &strokes("⇥"), 1_000);
    check_shown(&window, &format!("{ROW} 商业企业：5"));
    give(
        &mut window,
        &[vec![commit("１２")], strokes("⇥")].concat(),
        1_000,
    );
    check_shown(&window, &format!("{ROW} 科研机构：12"));
    give(
        &mut window,
        &[vec![commit("／")], strokes("⇥")].concat(),
        1_000,
    );
    give(
        &mut window,
        &[vec![commit("－")], strokes("⇥")].concat(),
        1_000,
    );
    check_shown(&window, &format!("{ROW} 社会公益组织：／"));
    check_shown(&window, &format!("{ROW} 法律服务机构：－"));
}

#[test]
fn a_value_typed_on_a_block_goes_to_its_first_cell_and_ctrl_enter_fills_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    give(&mut window, &strokes("3⏎"), 1_000);
    check_row(&window, ROW, &["3", "5", "0"]);
    click(&mut window, &format!("{ROW} 自然人：3"));
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    let fill = key(Key::Enter, Modifiers::COMMAND).to_vec();
    give(&mut window, &[strokes("6"), fill].concat(), 1_000);
    check_row(&window, ROW, &["6", "6", "6"]);
    // One step.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_row(&window, ROW, &["3", "5", "0"]);
}

#[test]
fn rows_columns_and_tables_are_selected_by_key_and_by_their_labels() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 商业企业：5"));
    press(&mut window, Modifiers::SHIFT, Key::Space);
    check_shown(&window, "已选 7 格");
    click(&mut window, &format!("{ROW} 商业企业：5"));
    press(&mut window, Modifiers::COMMAND, Key::Space);
    check_shown(&window, "已选 25 格");
    press(&mut window, Modifiers::COMMAND, Key::A);
    check_shown(&window, "已选 175 格");
    click(&mut window, "一、本年新收政府信息公开申请数量");
    check_shown(&window, "已选 7 格");
}

#[test]
fn what_is_typed_pasted_and_edited_goes_to_the_selected_header_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, "年度：2023");
    give(&mut window, &strokes("2021⏎"), 1_000);
    check_shown(&window, "年度：2021");
    click(&mut window, "年度：2021");
    give(&mut window, &[Event::Paste("2022".to_owned())], 1);
    check_shown(&window, "年度：2022");
    // A command about cells acts on none while a header field is selected.
    give(&mut window, &strokes("✓"), 1);
    check_shown(&window, WRONG);
    assert!(!journal(folder.path()).contains("Confirmed"));
}

#[test]
fn digits_typed_while_the_source_has_the_keyboard_go_into_the_selected_cell() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    let f6 = key(Key::F6, Modifiers::NONE).to_vec();
    give(&mut window, &[f6, strokes("→→33⏎4⏎")].concat(), 1_000);
    check_shown(&window, &format!("{ROW} 自然人：33"));
    check_shown(&window, &format!("{NEXT_ROW} 自然人：4"));
}

#[test]
fn the_source_is_marked_by_keyboard_from_the_evidence_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    let take = [
        key(Key::F6, Modifiers::NONE),
        key(Key::ArrowRight, Modifiers::SHIFT),
        key(Key::E, Modifiers::COMMAND),
    ];
    give(&mut window, &take.concat(), 1_000);
    // The caret stands before 21: one character of it is the 2.
    check_shown(&window, &format!("{ROW} 自然人：2"));
}

#[test]
fn a_note_being_typed_is_kept_by_the_command_that_follows() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::M);
    type_text(&mut window, "看过纸质件");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.run_steps(4);
    assert!(journal(folder.path()).contains("看过纸质件"));
}

#[test]
fn keys_behind_a_command_that_asks_wait_for_the_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    let f4 = key(Key::F4, Modifiers::NONE).to_vec();
    give(&mut window, &[f4, strokes("21")].concat(), 1_000);
    check_shown(&window, "合计有误");
    check_shown(&window, &format!("{WRONG}，原文如此，有备注"));
}

/// It is shown when it was found, and accepted by the same key; what is typed behind it lands where it would have.
#[test]
fn a_proposal_asked_for_right_behind_an_edit_waits_for_its_search() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let echo = Event::Text("1".to_owned());
    let [down, up] = key(Key::Num1, Modifiers::ALT);
    let ask = vec![down, echo, up];
    // An edit, and the proposal for another cell, which nobody can have seen yet.
    let home = key(Key::Home, Modifiers::COMMAND).to_vec();
    let events = [home, strokes("9⇥↷"), ask.clone()];
    give(&mut window, &events.concat(), 1_000);
    wait_for(&mut window, &format!("{WRONG}，预览改为 1"));
    // The same key, and a digit for the cell beside that one.
    give(&mut window, &[ask, strokes("→6⏎")].concat(), 1_000);
    wait_for(&mut window, &format!("{RIGHT}，估计"));
    wait_for(&mut window, &RIGHT.replace("商业企业：1", "科研机构：6"));
}

#[test]
fn a_click_on_a_head_that_stays_in_sight_selects_its_column_and_no_cell_beneath() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    window.set_size(egui::Vec2::new(1280.0, 800.0));
    press(&mut window, Modifiers::COMMAND, Key::End);
    press(&mut window, Modifiers::NONE, Key::PageUp);
    window.run_steps(4);
    let tables = window.get_by_label_contains("在表中").rect();
    let at = egui::Pos2::new(tables.right() - 40.0, tables.top() + 12.0);
    let button = |pressed| Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(at));
    window.event(button(true));
    window.event(button(false));
    window.run_steps(4);
    check_shown(&window, "已选 25 格");
}

#[test]
fn money_typed_with_a_unit_shows_it_and_keeps_it_when_it_is_edited() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let fees = "表二 行政事业性收费 本年收费金额（单位：万元）";
    window.get_by_label_contains(fees).click();
    window.run_steps(3);
    give(&mut window, &[Event::Text("251000元".to_owned())], 1);
    give(&mut window, &strokes("⏎"), 1_000);
    check_shown(&window, &format!("{fees}：251000元"));
    click(&mut window, &format!("{fees}：251000元"));
    window.run_steps(3);
    let edit = [
        key(Key::F2, Modifiers::NONE),
        key(Key::Home, Modifiers::NONE),
        key(Key::Delete, Modifiers::NONE),
        key(Key::Enter, Modifiers::NONE),
    ];
    give(&mut window, &edit.concat(), 1_000);
    check_shown(&window, &format!("{fees}：51000元"));
}

#[test]
fn the_cell_panel_speaks_of_the_selected_header_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, "年度：2023");
    wait_for_part(&mut window, "直接输入即替换");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    check_gone(
        &window,
        "直接输入即替换，F2 修改，Enter 提交；← → 换到另一项，↓ 回到表格。",
    );
}

/// Nobody has said who decides: a hand that does not look up goes on typing behind its first step.
#[test]
fn what_is_typed_before_the_question_for_the_name_can_be_seen_is_carried_out_behind_it() {
    for n in [4, 1_000] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = nameless(folder.path());
        click(&mut window, &format!("{ROW} 自然人：21"));
        let keys = strokes("10⇥21⇥32⇥4⇥54⇥65⇥76⏎8⏎");
        for frame in keys.chunks(n) {
            window.input_mut().events.extend(frame.iter().cloned());
            window.step();
        }
        window.run_steps(3);
        type_text(&mut window, "审定员丁");
        press(&mut window, Modifiers::NONE, Key::Enter);
        window.run_steps(24);
        check_shown(&window, "审定人：审定员丁");
        check_row(&window, ROW, &["10", "21", "32", "4", "54", "65", "76"]);
        // Behind a run of Tab, Enter goes back to its first column.
        check_shown(&window, &format!("{NEXT_ROW} 自然人：8"));
    }
}

#[test]
fn what_was_typed_ahead_is_told_when_nobody_says_who_decides() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    click(&mut window, &format!("{ROW} 自然人：21"));
    give(&mut window, &strokes("1⇥2⇥3"), 1_000);
    press(&mut window, Modifiers::NONE, Key::Escape);
    wait_for_part(&mut window, "自然人 → 1；随后键入的 3 个键");
    check_row(&window, ROW, &["21", "5"]);
}

/// A hand that does not look up goes on typing rows into the question.
#[test]
fn what_has_no_letters_is_no_name() {
    for typed in ["12", "0 0 3 1,234", "0，0／3"] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = nameless(folder.path());
        click(&mut window, &format!("{ROW} 自然人：21"));
        type_text(&mut window, "1");
        press(&mut window, Modifiers::NONE, Key::Enter);
        window.run_steps(30);
        type_text(&mut window, typed);
        press(&mut window, Modifiers::NONE, Key::Enter);
        wait_for_part(&mut window, "姓名不能只有数字");
        check_gone(&window, &format!("审定人：{typed}"));
    }
}
