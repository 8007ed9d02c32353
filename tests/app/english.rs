//! The English interface is whole: whatever is opened, drawn or told, the only Chinese is that of the report, of the
//! official form and of names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use egui::epaint::Shape;
use egui::{Key, Modifiers};
use gouji::app::commands::{ACTIONS, Action, Command};
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::{Language, Settings};
use gouji::form::{TableId, catalogue};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::driver::*;

/// Chinese that is not the interface's: what the program is called, whoever works with it, and the menu that leads to the
/// other language.
const NAMES: [&str; 4] = ["勾稽", "中文界面", "审定员甲", "年报"];

/// What may be drawn in Chinese: the text of the report, and the words of the form.
struct Allowed {
    text: String,
}

impl Allowed {
    fn of(report: &str) -> Self {
        let mut text: String = report.chars().filter(|c| !c.is_whitespace()).collect();
        for edition in catalogue::editions() {
            for table in TableId::ALL.iter().filter_map(|id| edition.table(*id)) {
                let rows = table.rows().flat_map(|(block, row)| {
                    let heads = row.heads.iter().chain([&row.label, &row.short]);
                    heads.chain([&block.heading]).cloned().collect::<Vec<_>>()
                });
                let columns = table.columns().flat_map(|column| {
                    column
                        .heads
                        .iter()
                        .chain([&column.label])
                        .cloned()
                        .collect::<Vec<_>>()
                });
                for words in rows.chain(columns).chain(table.notes.clone()) {
                    text.push('\n');
                    text.push_str(&words);
                }
                text.push('\n');
                text.push_str(&table.title);
            }
        }
        for name in NAMES {
            text.push('\n');
            text.push_str(name);
        }
        Self { text }
    }

    /// The Chinese in `said` that has no right to be there.
    fn complaints(&self, said: &str) -> Vec<String> {
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        said.split(|c| !is_han(c))
            .filter(|run| !run.is_empty() && !self.text.contains(run))
            .map(str::to_owned)
            .collect()
    }
}

fn texts_of(shape: &Shape, out: &mut BTreeSet<String>) {
    match shape {
        Shape::Text(text) => {
            out.insert(text.galley.job.text.clone());
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts_of(shape, out)),
        _ => {}
    }
}

/// Everything that is drawn, and everything a screen reader would be told.
fn seen(window: &Window) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for clipped in &window.output().shapes {
        texts_of(&clipped.shape, &mut seen);
    }
    let update = window.output().platform_output.accesskit_update.as_ref();
    for (_, node) in update.into_iter().flat_map(|update| &update.nodes) {
        let told = [
            node.label(),
            node.value(),
            node.description(),
            node.tooltip(),
        ];
        seen.extend(told.into_iter().flatten().map(str::to_owned));
    }
    seen
}

/// What was found to be Chinese, each with where it was seen first.
#[derive(Default)]
struct Found(BTreeMap<String, String>);

impl Found {
    fn look(&mut self, window: &Window, allowed: &Allowed, place: &str) {
        for said in seen(window) {
            if !allowed.complaints(&said).is_empty() {
                let said: String = said.chars().take(160).collect();
                self.0.entry(said).or_insert_with(|| place.to_owned());
            }
        }
    }
}

impl Found {
    #[track_caller]
    fn check(&self) {
        let lines = self.0.iter();
        let lines: Vec<String> = lines.map(|(said, at)| format!("{at}: {said}")).collect();
        let n = lines.len();
        assert!(lines.is_empty(), "{n} in Chinese\n{}", lines.join("\n"));
    }
}

fn english() -> Settings {
    Settings {
        language: Language::English,
        ..settings()
    }
}

/// What opens with these actions, so that nothing is passed over unseen.
const OPENS: [(Action, &str); 12] = [
    (Action::OpenPath, "Open path"),
    (Action::Groups, "Open cells by reason"),
    (Action::Guide, "Ten minutes"),
    (Action::Keys, "All keys"),
    (Action::Messages, "Messages"),
    (Action::ExportDataset, "Export the reviews as one table"),
    (Action::Reviewer, "Reviewer"),
    (Action::Verdict, "Press a number; Esc cancels."),
    (Action::Note, "A note about this cell"),
    (Action::Carpet, "By digit"),
    (Action::Verify, "Verify: "),
    (Action::SignOff, "Before signing off"),
];

/// Actions that end what is looked at, or whose pages are in Chinese and are looked at by themselves.
fn is_left_out(action: Action) -> bool {
    matches!(
        action,
        Action::Quit | Action::Language | Action::Close | Action::CloseFolder | Action::OpenSample
    )
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().later(Command::Act(action));
    window.run_steps(4);
}

/// Closes whatever is open, one thing in another.
fn put_away(window: &mut Window) {
    let escape = key(Key::Escape, Modifiers::NONE);
    for _ in 0..3 {
        window.input_mut().events.extend(escape.clone());
        window.step();
    }
}

/// Goes through everything there is to see of one report.
fn walk(report: &str, name: &str, found: &mut Found) {
    let folder = tempfile::tempdir().unwrap();
    let allowed = Allowed::of(report);
    let path = folder.path().join("年报.txt");
    fs::write(&path, report).unwrap();
    let mut window = window_of([1366.0, 900.0], english(), PreparedDialogs::default());
    window.run_steps(4);
    found.look(&window, &allowed, "welcome");
    window.state_mut().later(Command::Open(vec![path]));
    wait_for_part(&mut window, "Table ");
    for _ in 0..20 {
        window.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    found.look(&window, &allowed, name);
    for n in 0..12 {
        press(&mut window, Modifiers::NONE, Key::F8);
        found.look(&window, &allowed, &format!("{name}, problem {n}"));
    }
    act(&mut window, Action::ShowReading);
    for n in 0..5 {
        act(&mut window, Action::NextRemark);
        found.look(&window, &allowed, &format!("{name}, remark {n}"));
    }
    act(&mut window, Action::ShowReading);
    for spec in ACTIONS.iter().filter(|spec| !is_left_out(spec.action)) {
        press(&mut window, Modifiers::NONE, Key::F8);
        act(&mut window, spec.action);
        found.look(&window, &allowed, &format!("{name}, {:?}", spec.action));
        let opens = OPENS.iter().find(|(action, _)| *action == spec.action);
        // In a damaged report the problem at hand may be none of a cell.
        if name == "sample"
            && let Some((action, title)) = opens
            && !seen(&window).iter().any(|said| said.contains(title))
        {
            found.0.insert(format!("{action:?}"), "not seen".to_owned());
        }
        if spec.action == Action::Guide {
            continue_guide(&mut window, &allowed, found);
        }
        if spec.action == Action::Verdict {
            for key in [
                Key::Num1,
                Key::Num2,
                Key::Num3,
                Key::Num4,
                Key::Num5,
                Key::Num6,
                Key::Num7,
            ] {
                press(&mut window, Modifiers::NONE, key);
                found.look(&window, &allowed, &format!("{name}, verdict {key:?}"));
                press(&mut window, Modifiers::NONE, Key::Escape);
                act(&mut window, Action::Verdict);
            }
        }
        put_away(&mut window);
    }
    for key in [Key::F, Key::E, Key::R, Key::P, Key::V, Key::H] {
        press(&mut window, Modifiers::ALT, key);
        found.look(&window, &allowed, &format!("menu {key:?}"));
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

/// The first pages of the guide; the others speak of Chinese words.
fn continue_guide(window: &mut Window, allowed: &Allowed, found: &mut Found) {
    found.look(window, allowed, "guide 1");
    press(window, Modifiers::NONE, Key::ArrowRight);
    found.look(window, allowed, "guide 2");
}

#[track_caller]
fn check_whole(report: &str, name: &str) {
    let mut found = Found::default();
    walk(report, name, &mut found);
    found.check();
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/read")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// An archive that holds a report and what is not unpacked.
fn archive() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let files = [("a.txt", SAMPLE.as_bytes()), ("b.zip", b"PK")];
    for (name, bytes) in files {
        let options = SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What stands in the way beside reports: lists that cannot be used, archives, files that are none.
#[test]
fn what_lies_beside_a_report_is_told_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("年报.txt"), SAMPLE).unwrap();
    fs::write(path("单位别名.ron"), "[").unwrap();
    fs::write(path("层级.ron"), "[(office: \"a\", parts: [])]").unwrap();
    fs::write(path("e.zip"), "PK\u{3}\u{4}").unwrap();
    fs::write(path("f.zip"), archive()).unwrap();
    let names = "\n单位别名\n层级\n的内容\n云岭县青石镇政府";
    let mut allowed = Allowed::of(SAMPLE);
    allowed.text.push_str(names);
    let mut found = Found::default();
    let mut window = window_of([1920.0, 1080.0], english(), PreparedDialogs::default());
    window
        .state_mut()
        .later(Command::Open(vec![path("年报.txt")]));
    wait_for_part(&mut window, "Table ");
    for (opened, part) in [
        ("e.zip", "cannot be opened"),
        ("f.zip", "files of the archive were not unpacked"),
    ] {
        window.state_mut().later(Command::Open(vec![path(opened)]));
        wait_for_part(&mut window, part);
        found.look(&window, &allowed, opened);
    }
    window
        .state_mut()
        .later(Command::Open(vec![folder.path().to_owned()]));
    wait(&mut window);
    act(&mut window, Action::Messages);
    check_part(&window, "lists no offices under it");
    found.look(&window, &allowed, "folder");
    found.check();
}

/// Waits for what is done behind the window.
fn wait(window: &mut Window) {
    for _ in 0..100 {
        window.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[track_caller]
fn check_part(window: &Window, part: &str) {
    assert!(
        seen(window).iter().any(|said| said.contains(part)),
        "“{part}” is not shown"
    );
}

#[test]
fn the_sample_is_english_all_over() {
    check_whole(SAMPLE, "sample");
}

#[test]
fn a_damaged_report_is_english_all_over() {
    check_whole(&fixture("columns-down-the-pages.txt"), "damaged");
}
