//! Cells: typing, verdicts, blocks, taking values from the source.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::driver::*;

#[test]
fn a_cell_is_corrected_undone_and_redone_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    check_shown(&window, "不成立 2");
    click(&mut window, WRONG);
    type_text(&mut window, "1");
    check_shown(&window, "编辑单元格");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
    check_shown(&window, "不成立 0");
    check_shown(&window, "未保存");
    // Enter moved down: the next digits go into the cell below.
    type_text(&mut window, "5");
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_shown(&window, BELOW);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    check_shown(&window, RIGHT);
    // Taking back and making again go to the cell they change: it is the one the next digits are for.
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
}

#[test]
fn typing_a_word_is_refused_with_a_sentence_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1件2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, WRONG);
    assert!(window.query_all_by_label_contains("请只录入一个数").count() > 0);
}

#[test]
fn a_block_is_copied_and_pasted_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(
        &mut window,
        "表三 一、本年新收政府信息公开申请数量 自然人：21",
    );
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    window.event(Event::Copy);
    window.step();
    let copied = window.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "21\t5\n2\t0"),
    );
    assert!(copied, "the block is not on the clipboard");
    window.event(Event::Paste("22\t6\n3\t1".to_owned()));
    window.run_steps(3);
    check_shown(&window, "表三 二、上年结转政府信息公开申请数量 商业企业：1");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, "表三 一、本年新收政府信息公开申请数量 自然人：21");
    check_shown(&window, "表三 二、上年结转政府信息公开申请数量 商业企业：0");
}

#[test]
fn selected_characters_of_the_source_become_the_value_of_a_cell() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND, Key::E);
    check_shown(&window, "请先在原文中选择要取的文字。");
    press(&mut window, Modifiers::NONE, Key::F6);
    select_in_source(&mut window, "2023");
    press(&mut window, Modifiers::COMMAND, Key::E);
    check_shown(
        &window,
        "表三 （四）1.本机关不掌握相关政府信息 商业企业：2023",
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, WRONG);
}

#[test]
fn a_sentence_selected_in_the_source_is_marked_and_unmarked_by_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let key = |window: &mut Window| {
        press(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
        window.run_steps(2);
    };
    key(&mut window);
    check_shown(&window, "请先在原文中选中要核对的句子。");
    press(&mut window, Modifiers::NONE, Key::F6);
    select_in_source(&mut window, "2023年");
    key(&mut window);
    check_shown(&window, "句子已标记应核对，列入问题；再按一次取消。");
    key(&mut window);
    check_shown(&window, "已取消标记。");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for_part(&mut window, "审定人标记应核对：“2023年");
}

#[test]
fn office_and_year_are_corrected_like_cells() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, "年度：2023");
    click(&mut window, "年度：2023");
    check_shown(&window, "编辑 年度");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "2022");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "年度：2022");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, "年度：2023");
}

#[test]
fn a_verdict_and_its_reason_are_given_by_number() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::NONE, Key::F4);
    press(&mut window, Modifiers::NONE, Key::Num2);
    press(&mut window, Modifiers::NONE, Key::Num1);
    // The button, the state, the verdict, and the legend of its mark.
    assert_eq!(window.query_all_by_label("原文如此").count(), 4);
    check_shown(&window, "合计有误");
}

#[test]
fn as_published_takes_the_consistent_value_beside_the_printed_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    click(&mut window, "原文如此");
    type_text(&mut window, "一");
    check_shown(&window, "请只填一个数，或留空。");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "请只填一个数，或留空。");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    // The printed figure stays, and the rules it breaks are explained.
    check_shown(&window, &format!("{WRONG}，原文如此，应为 1"));
    check_shown(&window, "应为");
    assert!(
        window
            .query_all_by_label_contains("按所填的应为数值计算")
            .count()
            > 0
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_gone(&window, "应为");
}

#[test]
fn lines_of_the_source_fill_rows_after_a_preview() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let first = "表三 （二）部分公开 自然人：2";
    click(&mut window, first);
    press(&mut window, Modifiers::NONE, Key::F6);
    select_in_source(&mut window, "（一）予以公开\t9\t3\t0\t0\t1\t0\t13");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    check_shown(&window, &format!("{first}，预览改为 9"));
    check_shown(&window, "将填入 7 格，表中已预览。Enter 采纳，Esc 取消。");
    press(&mut window, Modifiers::NONE, Key::Escape);
    check_shown(&window, first);
    select_in_source(&mut window, "（一）予以公开\t9\t3\t0\t0\t1\t0\t13");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let filled = "表三 （二）部分公开 总计：13";
    check_shown(&window, filled);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, first);
    // From the last column on there is no room for seven.
    click(&mut window, "表三 （二）部分公开 总计：2");
    select_in_source(&mut window, "（一）予以公开\t9\t3\t0\t0\t1\t0\t13");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    assert!(window.query_all_by_label_contains("没有填入").count() > 0);
}

#[test]
fn contents_move_within_a_row_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let row = "表三 一、本年新收政府信息公开申请数量";
    click(&mut window, &format!("{row} 自然人：21"));
    press(&mut window, Modifiers::ALT, Key::X);
    check_shown(&window, &format!("{row} 自然人：5"));
    check_shown(&window, &format!("{row} 商业企业：21"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    check_shown(&window, &format!("{row} 自然人：未识读"));
    check_shown(&window, &format!("{row} 商业企业：21"));
    check_shown(&window, &format!("{row} 总计：0"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, &format!("{row} 总计：28"));
    press(
        &mut window,
        Modifiers::ALT | Modifiers::SHIFT,
        Key::ArrowLeft,
    );
    check_shown(&window, &format!("{row} 自然人：5"));
    check_shown(&window, &format!("{row} 总计：未识读"));
}

#[test]
fn escape_puts_away_what_is_said_over_the_panes() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    type_text(&mut window, "1 2件3");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for_part(&mut window, "请只录入一个数");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Escape);
    let said = window.query_all_by_label_contains("请只录入一个数");
    assert_eq!(said.count(), 0);
    // The keyboard is still in the tables, and on the cell that was refused.
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
}

#[test]
fn what_is_copied_has_no_blank_for_an_unread_cell_and_no_formula() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(
        &mut window,
        "表三 一、本年新收政府信息公开申请数量 自然人：21",
    );
    for (text, copied) in [
        ("？", "？\t5"),
        ("=HYPERLINK(A:A)", "'=HYPERLINK(A:A)\t5"),
        ("@SUM", "'@SUM\t5"),
        ("-2", "-2\t5"),
        ("—", "—\t5"),
    ] {
        window.event(Event::Paste(text.to_owned()));
        window.run_steps(3);
        press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
        window.event(Event::Copy);
        window.step();
        let commands = window.output().platform_output.commands.clone();
        let is_copied = commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(text) if text == copied),
        );
        assert!(is_copied, "{copied}: {commands:?}");
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
        press(&mut window, Modifiers::NONE, Key::ArrowLeft);
        press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    }
}

/// Below the last row is nothing: the next figure is the next cell's.
#[test]
fn enter_in_the_last_row_goes_on_to_the_right() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, "表四 行政复议 结果维持：1");
    for figure in ["2", "3", "4"] {
        type_text(&mut window, figure);
        press(&mut window, Modifiers::NONE, Key::Enter);
    }
    for (column, figure) in [("结果维持", 2), ("结果纠正", 3), ("其他结果", 4)] {
        check_shown(&window, &format!("表四 行政复议 {column}：{figure}"));
    }
}

/// While a report is verified it goes back: where it is not, it does away with nothing.
#[test]
fn backspace_begins_anew_and_changes_nothing_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    click(&mut window, WRONG);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    check_shown(&window, "编辑单元格");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, WRONG);
    click(&mut window, WRONG);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    type_text(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, RIGHT);
}

/// A row in which something is printed that nobody read is not filled together with the others.
#[test]
fn the_rest_of_the_table_leaves_rows_with_unread_print_to_the_eye() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = SAMPLE.to_owned();
    for (row, print) in [
        ("2.重复申请", "\t司医副愿到政荐厦浊本"),
        ("3.要求提供公开出版物", ""),
    ] {
        let printed = format!("{row}\t0\t0\t0\t0\t0\t0\t0");
        assert!(text.contains(&printed));
        text = text.replacen(&printed, &format!("{row}{print}"), 1);
    }
    let mut window = opened_text(folder.path(), &text, "年度：2023");
    check_shown(&window, "识读 186 / 200");
    click(&mut window, WRONG);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    let said = window.query_all_by_label_contains("另 7 格所在的行印有没有识读的字");
    assert!(said.count() > 0);
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "表三 （五）3.要求提供公开出版物 自然人：0");
    check_shown(&window, "识读 193 / 200");
}
