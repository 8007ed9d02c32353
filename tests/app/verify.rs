//! Verification: one key a place, and how many keys it takes to settle a badly damaged table against the print.
#![expect(clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gouji::app::commands::Command;
use gouji::form::{CellKey, catalogue, naming};
use gouji::read::read;
use gouji::review::Session;
use gouji::review::problems::ProblemKind::{Uncertain, Unread};
use gouji::review::problems::counts;
use gouji::source;
use gouji::value::Value;

use crate::driver::*;
use crate::hand::{give, strokes};

const LICENCES: &str = "表二 行政许可 本年处理决定数量";

#[test]
fn every_place_is_settled_with_one_key_and_another_one_signs() {
    for n in [1, 4, 1_000] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = opened(folder.path());
        // The figure of a broken rule is typed, two doubts are taken as printed; what is typed behind is no answer.
        give(&mut window, &strokes("⊙1⏎✓✓"), n);
        check_shown(&window, RIGHT);
        check_shown(&window, &format!("{LICENCES}：417"));
        check_done(&window);
        press(&mut window, Modifiers::COMMAND, Key::Enter);
        check_shown(&window, "已审定：审定员甲");
    }
}

/// The figure typed into a total makes a rule fail whose suspect is that very total. The hand types on: what it types next
/// is the next cell's.
#[test]
fn a_figure_that_breaks_a_rule_is_left_behind_and_not_typed_over() {
    for n in [1, 3, 1_000] {
        let folder = tempfile::tempdir().unwrap();
        let text = report(folder.path(), &[("（二）部分公开", 1)], &[]).text;
        let text = text.replace("417", "4l7");
        let next = "表二 行政规范性文件 本年制发件数";
        let mut window = opened_text(folder.path(), &text, "年度：2023");
        give(&mut window, &strokes("⊙2⏎0⏎0⏎0⏎0⏎0⏎9⏎"), n);
        check_shown(&window, &format!("核对：{next}"));
        give(&mut window, &strokes("5⏎"), n);
        check_shown(&window, &format!("{next}：5"));
        check_shown(&window, &format!("{PARTLY} 总计：9"));
        // What is broken is open all the same, and comes in its turn.
        give(&mut window, &strokes("✓"), n);
        let left = window.query_all_by_label_contains("已看 9 处　还有");
        assert_eq!(left.count(), 1);
    }
}

/// Two equations with one suspect are one place: what the strip counts as left is what F8 and the keys of the strip walk.
#[test]
fn what_is_left_is_counted_as_it_is_walked() {
    for text in [SAMPLE.to_owned(), clean().replace("\t3\t1\t0", "\t3\t8\t0")] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = opened_text(folder.path(), &text, "年度：2023");
        press(&mut window, Modifiers::NONE, Key::F11);
        let said = window.get_by_label_contains("问题 1 / ").accesskit_node();
        let said = said.label().or_else(|| said.value()).unwrap();
        let n = said.split(" / ").nth(1).unwrap();
        let n = n.split('（').next().unwrap();
        check_shown(&window, &format!("已看 0 处　还有 {n} 处"));
    }
}

/// Neither the rhythm of the hand nor a figure typed behind the last place signs the report or changes a cell.
#[test]
fn what_a_fast_hand_types_behind_the_last_place_does_nothing() {
    for n in [1, 1_000] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = opened(folder.path());
        give(&mut window, &strokes("⊙1⏎✓✓⏎⏎✓5⏎"), n);
        check_done(&window);
        check_gone(&window, "已审定：审定员甲");
        check_shown(&window, RIGHT);
        check_shown(&window, &format!("{LICENCES}：417"));
    }
}

/// One verification ends where nothing is open: that is said, and no question takes the next key.
#[track_caller]
fn check_done(window: &Window) {
    let said = window.query_all_by_label_contains("全部看完：Ctrl+Enter 审定完成");
    assert!(said.count() > 0);
    check_gone(window, "审定完成之前");
}

#[test]
fn backspace_goes_back_and_the_same_key_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    give(&mut window, &strokes("⊙"), 1);
    check_shown(
        &window,
        "核对：表三 （四）1.本机关不掌握相关政府信息 商业企业",
    );
    check_shown(&window, "原文此格：7");
    give(&mut window, &strokes("1⏎"), 1_000);
    check_shown(&window, &format!("核对：{LICENCES}"));
    give(&mut window, &strokes("⌫"), 1);
    check_shown(
        &window,
        "核对：表三 （四）1.本机关不掌握相关政府信息 商业企业",
    );
    check_shown(&window, RIGHT);
    // Taken as it stands now, it is not asked for again.
    give(&mut window, &strokes("⏎"), 1);
    check_shown(&window, &format!("核对：{LICENCES}"));
    give(&mut window, &strokes("⊙"), 1);
    check_gone(&window, &format!("核对：{LICENCES}"));
    check_shown(&window, "已结束逐处核对。");
}

#[test]
fn a_broken_rule_is_left_by_enter_and_printed_so_by_space() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    give(&mut window, &strokes("⊙⏎"), 1_000);
    check_shown(&window, "不成立 2");
    check_shown(&window, &format!("核对：{LICENCES}"));
    give(&mut window, &strokes("✓✓"), 1_000);
    // Around the end: the rule is still broken.
    check_shown(
        &window,
        "核对：表三 （四）1.本机关不掌握相关政府信息 商业企业",
    );
    give(&mut window, &strokes("✓✓"), 1_000);
    check_done(&window);
    check_shown(&window, WRONG);
}

#[test]
fn a_place_settled_before_the_name_is_known_is_left_behind_once_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = nameless(folder.path());
    give(&mut window, &strokes("⊙1⏎"), 1_000);
    type_text(&mut window, "审定员丁");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(8);
    check_shown(&window, RIGHT);
    check_shown(&window, &format!("核对：{LICENCES}"));
}

const PARTLY: &str = "表三 （二）部分公开";

#[test]
fn the_rest_of_a_row_gets_what_the_table_prints_but_where_a_sum_would_not_hold() {
    let folder = tempfile::tempdir().unwrap();
    let text = report(
        folder.path(),
        &[("（二）部分公开", 1), ("2.重复申请", 5)],
        &[],
    )
    .text;
    let mut window = opened_text(folder.path(), &text, "年度：2023");
    click(&mut window, &format!("{PARTLY} 自然人：未识读"));
    // Whoever takes a row back goes on where it began, and fills it anew.
    give(&mut window, &strokes("3 0 0 0 0 0 3"), 1_000);
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, &format!("{PARTLY} 总计：3"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let head = format!("在表中：{PARTLY} 自然人");
    assert_eq!(window.query_all_by_label_contains(&head).count(), 1);
    // What is typed is entered first; the total cannot be 0 then.
    give(&mut window, &strokes("2β"), 1_000);
    wait_for_part(
        &mut window,
        "未识读的 5 格填 0（与本表其他各格一致）。另 1 格填 0 则合计不符，没有填。",
    );
    check_shown(&window, &format!("{PARTLY} 自然人：2"));
    check_shown(&window, &format!("{PARTLY} 其他：0"));
    check_shown(&window, &format!("{PARTLY} 总计：未识读"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, &format!("{PARTLY} 其他：未识读"));
    check_shown(&window, &format!("{PARTLY} 自然人：2"));
    // Those of the table wait for an answer; what was read is left alone.
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    check_shown(&window, &format!("{PARTLY} 其他：未识读，预览改为 0"));
    check_shown(&window, "表三 （五）2.重复申请 总计：未识读，预览改为 0");
    check_shown(&window, &format!("{PARTLY} 总计：未识读"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    check_shown(&window, "表三 （五）2.重复申请 总计：0");
    check_shown(&window, "表三 一、本年新收政府信息公开申请数量 自然人：21");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    check_shown(&window, "表三 （五）2.重复申请 总计：未识读");
}

#[test]
fn a_table_that_prints_blanks_is_given_blanks() {
    let folder = tempfile::tempdir().unwrap();
    let text = report(folder.path(), &[("2.重复申请", 1)], &[]).text;
    let text = text.replace("\t0", "\t");
    let mut window = opened_text(folder.path(), &text, "年度：2023");
    click(&mut window, "表三 （五）2.重复申请 自然人：未识读");
    give(&mut window, &strokes("β"), 1_000);
    check_shown(&window, "表三 （五）2.重复申请 自然人：空白");
    check_shown(&window, "表三 （五）2.重复申请 总计：空白");
}

#[test]
fn the_next_report_is_verified_as_well_until_the_key_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    let next = folder.path().join("下一份.txt");
    fs::write(&next, SAMPLE.replace("青石镇", "白榆镇")).unwrap();
    window
        .state_mut()
        .later(Command::Open(vec![folder.path().join("年报.txt"), next]));
    wait_for(&mut window, "机关：云岭县青石镇人民政府");
    for _ in 0..200 {
        window.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    give(&mut window, &strokes("⊙1⏎✓✓"), 1_000);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    wait_for(&mut window, "机关：云岭县白榆镇人民政府");
    check_shown(
        &window,
        "核对：表三 （四）1.本机关不掌握相关政府信息 商业企业",
    );
    give(&mut window, &strokes("⊙"), 1);
    check_gone(
        &window,
        "核对：表三 （四）1.本机关不掌握相关政府信息 商业企业",
    );
}

#[test]
fn groups_of_one_reason_are_walked_or_confirmed_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = report(folder.path(), &[], &["3.补正后申请", "8.属于行政查询"]).text;
    let mut window = opened_text(folder.path(), &text, "年度：2023");
    check_shown(&window, "待核 20");
    press(&mut window, Modifiers::COMMAND, Key::G);
    wait_for(&mut window, "1　字形 14　印作“O”，按形近字读作 0");
    press(&mut window, Modifiers::NONE, Key::Num1);
    check_shown(&window, "2　这 14 格全部确认无误");
    press(&mut window, Modifiers::NONE, Key::Num2);
    check_shown(&window, "待核 6");
    // The other group, one by one.
    press(&mut window, Modifiers::COMMAND, Key::G);
    press(&mut window, Modifiers::NONE, Key::Num1);
    press(&mut window, Modifiers::NONE, Key::Num1);
    check_shown(&window, "问题 1 / 6（待核）");
    give(&mut window, &strokes("✓✓✓✓✓✓"), 1_000);
    check_done(&window);
}

/// What is typed after a group was confirmed is the next open cell's, not a figure over one just confirmed.
#[test]
fn a_verification_goes_on_behind_a_group_that_was_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let text = report(folder.path(), &[], &["3.补正后申请", "8.属于行政查询"]).text;
    let mut window = opened_text(folder.path(), &text, "年度：2023");
    give(&mut window, &strokes("⊙"), 1);
    press(&mut window, Modifiers::COMMAND, Key::G);
    wait_for(&mut window, "1　字形 14　印作“O”，按形近字读作 0");
    press(&mut window, Modifiers::NONE, Key::Num1);
    press(&mut window, Modifiers::NONE, Key::Num1);
    press(&mut window, Modifiers::COMMAND, Key::G);
    press(&mut window, Modifiers::NONE, Key::Num1);
    press(&mut window, Modifiers::NONE, Key::Num2);
    check_shown(&window, "待核 6");
    let title = window.get_by_label_contains("核对：").accesskit_node();
    let title = title.label().or_else(|| title.value()).unwrap();
    let cell = title.trim_start_matches("核对：").to_owned();
    give(&mut window, &strokes("5⏎"), 1_000);
    check_shown(&window, &format!("{cell}：5"));
    check_shown(&window, "待核 5");
}

/// The sample with damaged rows, and what its cells print.
struct Report {
    text: String,
    printed: BTreeMap<String, String>,
}

/// What was read from `text`.
fn session(folder: &Path, text: &str) -> Session {
    let file = folder.join("印本.txt");
    fs::write(&file, text).unwrap();
    let source = source::open(&file).unwrap();
    let reading = read(&source);
    Session::new(source, reading)
}

fn name(session: &Session, cell: &CellKey) -> String {
    let spec = catalogue::table(session.sheet().editions[&cell.table], cell.table).unwrap();
    let column = &spec.column(&cell.row, &cell.column).unwrap().label;
    format!(
        "{} {} {column}",
        cell.table.short_name(),
        naming::row_name(spec, &cell.row)
    )
}

fn report(folder: &Path, unread: &[(&str, usize)], uncertain: &[&str]) -> Report {
    let clean = clean();
    let lines = clean.lines().map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let lost = unread.iter().find(|(label, _)| line.starts_with(label));
        let is_doubtful = uncertain.iter().any(|label| line.starts_with(label));
        let damaged = cells.iter().enumerate().map(|(at, cell)| match lost {
            Some((_, first)) if at >= *first => "1?".to_owned(),
            _ if is_doubtful && at > 0 && *cell == "0" => "O".to_owned(),
            _ => (*cell).to_owned(),
        });
        damaged.collect::<Vec<_>>().join("\t")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let whole = session(folder, &clean);
    let cells = whole.sheet().cells.iter();
    let printed = cells.map(|(cell, value)| {
        let text = match value {
            Value::Number(amount) => amount.to_string(),
            _ => String::new(),
        };
        (name(&whole, cell), text)
    });
    let printed = printed.collect();
    Report { text, printed }
}

/// A reviewer who holds the print beside the window, and knows of it only what is to be seen there.
struct Hand<'a> {
    window: Window,
    report: &'a Report,
    n_actions: usize,
}

/// A cell as it is seen: its name, what stands in it, and whether a mark says that it is open.
#[derive(Clone, Debug)]
struct Seen {
    name: String,
    text: String,
    is_open: bool,
}

impl Seen {
    fn is_unread(&self) -> bool {
        self.text == "未识读"
    }
}

impl Hand<'_> {
    /// Keys that are so many actions: a key with its modifiers, or a value typed with the key that ends it.
    fn act(&mut self, keys: &str, n_actions: usize) {
        self.n_actions += n_actions;
        give(&mut self.window, &strokes(keys), 1_000);
    }

    /// The cell that a label names, with what it says behind the name.
    fn named<'l>(&self, label: &'l str) -> Option<(String, &'l str)> {
        let mut names = self.report.printed.keys();
        names.find_map(|name| {
            Some((
                name.clone(),
                label.strip_prefix(name.as_str())?.strip_prefix('：')?,
            ))
        })
    }

    /// The row of the selected cell as it is seen, from left to right, and which of its cells is selected.
    fn row(&self) -> (Vec<Seen>, usize) {
        let label = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            node.label().or(node.value()).unwrap_or_default()
        };
        let mut here = self.window.query_all_by_label_contains("在表中：");
        let here = label(&here.next().unwrap()).replacen("在表中：", "", 1);
        let (own, _) = self.named(&here).unwrap();
        let row = own.rsplit_once(' ').unwrap().0.to_owned();
        let row = format!("{row} ");
        let nodes = self.window.query_all_by_label_contains(&row);
        let mut cells: Vec<(f32, Seen)> = nodes
            .filter_map(|node| {
                let label = label(&node);
                let (name, rest) = self.named(&label)?;
                let mut parts = rest.split('，');
                let text = parts.next()?.trim_end_matches("万元").to_owned();
                let state = parts.next().unwrap_or_default();
                let is_open = text == "未识读" || ["待核", "估计", "存疑"].contains(&state);
                Some((
                    node.rect().left(),
                    Seen {
                        name,
                        text,
                        is_open,
                    },
                ))
            })
            .collect();
        cells.sort_by(|a, b| a.0.total_cmp(&b.0));
        let cells: Vec<Seen> = cells.into_iter().map(|(_, cell)| cell).collect();
        let at = cells.iter().position(|cell| cell.name == own);
        let at = at.unwrap_or_else(|| panic!("{own} is not among {cells:?}"));
        (cells, at)
    }

    fn printed(&self, cell: &Seen) -> &str {
        &self.report.printed[&cell.name]
    }

    /// Settles the row of the selected cell, or a part of it, and goes on.
    fn settle_row(&mut self) {
        let (cells, at) = self.row();
        let is_wrong = |cell: &Seen| cell.text != self.printed(cell);
        let needs =
            |cell: &Seen| is_wrong(cell) && !(cell.is_unread() && self.printed(cell) == "0");
        let Some(last) = cells.iter().rposition(&needs) else {
            let n_open = cells.iter().filter(|cell| cell.is_open).count();
            let keys = match (cells.iter().any(Seen::is_unread), n_open) {
                (true, _) => "β",
                (false, 0 | 1) => "⏎",
                (false, _) => "⇑",
            };
            self.act(keys, 1);
            return;
        };
        let first = cells.iter().position(&needs).unwrap();
        if first < at {
            // A wrong value at the left of the open one, which no mark tells of.
            for _ in first..at {
                press(&mut self.window, Modifiers::NONE, Key::ArrowLeft);
            }
            let keys = format!("{}⏎", self.printed(&cells[first]));
            self.act(&keys, at - first + 1);
            return;
        }
        // One value and nothing in the rest, or all as far as the last that needs it typed as a row, whichever is less.
        let rest = cells
            .iter()
            .any(|cell| cell.is_unread() && self.printed(cell) == "0");
        let end = if rest { "β" } else { "⏎" };
        let is_alone = cells.iter().filter(|cell| needs(cell)).count() <= 2 && first == at;
        let by_sum = is_alone && last == cells.len() - 1 && rest && last > at + 1;
        let until = if by_sum { at } else { last };
        let row: Vec<&str> = cells[at..=until]
            .iter()
            .map(|cell| self.printed(cell))
            .collect();
        let keys = format!("{}{end}", row.join(" "));
        self.act(&keys, row.len() + usize::from(rest));
    }
}

/// Settles the report with the keys of the verification, and gives how many actions it took, sign-off included.
fn settle(unread: &[(&str, usize)], uncertain: &[&str], n_open: (usize, usize)) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let report = report(folder.path(), unread, uncertain);
    let damaged = session(folder.path(), &report.text);
    let open = counts(&damaged);
    assert_eq!((open.of(Unread), open.of(Uncertain)), n_open, "{open}");
    let mut hand = Hand {
        window: opened_text(folder.path(), &report.text, "年度：2023"),
        report: &report,
        n_actions: 0,
    };
    hand.act("⊙", 1);
    for _ in 0..300 {
        let done = hand.window.query_all_by_label_contains("全部看完：");
        if done.count() > 0 {
            break;
        }
        hand.settle_row();
    }
    press(&mut hand.window, Modifiers::COMMAND, Key::Enter);
    hand.n_actions += 1;
    check_shown(&hand.window, "已审定：审定员甲");
    // Every cell as printed.
    for (name, printed) in &report.printed {
        let shown = format!("{name}：{printed}");
        assert!(
            hand.window.query_all_by_label_contains(&shown).count() > 0,
            "{shown}"
        );
    }
    hand.n_actions
}

#[test]
fn a_table_of_31_unread_and_20_uncertain_cells_takes_45_actions() {
    let n = settle(
        &[
            ("（二）部分公开", 1),
            ("2.其他法律行政法规", 1),
            ("4.保护第三方", 1),
            ("2.重复申请", 5),
            ("四、结转下年度", 1),
        ],
        &["3.补正后申请", "8.属于行政查询"],
        (31, 20),
    );
    println!("31 unread, 20 uncertain: {n} actions");
    assert!(n <= 45, "{n}");
}

#[test]
fn a_table_of_92_unread_cells_takes_110_actions() {
    let n = settle(
        &[
            ("（一）予以公开", 1),
            ("（二）部分公开", 1),
            ("1.属于国家秘密", 1),
            ("2.其他法律行政法规", 1),
            ("4.保护第三方", 1),
            ("5.属于三类", 1),
            ("7.属于行政执法", 1),
            ("1.本机关不掌握", 1),
            ("2.没有现成信息", 1),
            ("1.信访举报", 1),
            ("2.重复申请", 1),
            ("3.要求提供", 1),
            ("四、结转下年度", 1),
            ("5.要求行政机关", 7),
        ],
        &[],
        (92, 6),
    );
    println!("92 unread: {n} actions");
    assert!(n <= 110, "{n}");
}
