//! Drives the window through accessible names, as a reviewer with a screen reader would.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gouji::app::App;
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;

use crate::painter::Painter;

pub(crate) const SAMPLE: &str = include_str!("../../assets/samples/示例报告.txt");
pub(crate) const WRONG: &str = "表三 （四）1.本机关不掌握相关政府信息 商业企业：7";
pub(crate) const RIGHT: &str = "表三 （四）1.本机关不掌握相关政府信息 商业企业：1";
pub(crate) const BELOW: &str = "表三 （四）2.没有现成信息需要另行制作 商业企业：0";

/// How long something is looked for: minutes, for machines with other things to do, as pages are recognised in them.
const PATIENCE: Duration = Duration::from_mins(5);

/// Widest picture of a window, in pixels: a row of a table can still be told from the next on a screen of 3,840.
const WIDEST_PICTURE: f32 = 600.0;

/// The sample as if nothing had damaged it.
pub(crate) fn clean() -> String {
    SAMPLE
        .replace("\t3\t7\t0", "\t3\t1\t0")
        .replace("4l7", "417")
        .replace("0\t0\t0\t\t0\t0\t0\t0", "0\t0\t0\t0\t0\t0\t0\t0")
}

pub(crate) type Window = Harness<'static, App>;

pub(crate) fn window(settings: Settings, dialogs: PreparedDialogs) -> Window {
    window_of([1280.0, 2200.0], settings, dialogs)
}

/// As [`window`], of this size in points.
pub(crate) fn window_of(size: [f32; 2], settings: Settings, dialogs: PreparedDialogs) -> Window {
    window_at(0.25, size, settings, dialogs)
}

/// As [`window_of`], with so many seconds from frame to frame.
pub(crate) fn window_at(
    frame: f32,
    size: [f32; 2],
    settings: Settings,
    dialogs: PreparedDialogs,
) -> Window {
    Harness::builder()
        .with_step_dt(frame)
        .with_size(size)
        .with_theme(egui::Theme::Light)
        .renderer(Painter::new(WIDEST_PICTURE))
        .with_context_setup(gouji::app::style::install)
        .build_ui_state(
            |ui, app: &mut App| app.ui(ui),
            App::new(settings, Box::new(dialogs)),
        )
}

pub(crate) fn settings() -> Settings {
    Settings {
        reviewer: "审定员甲".to_owned(),
        ..Settings::default()
    }
}

/// The columns of table three.
pub(crate) const COLUMNS: [&str; 7] = [
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "总计",
];

/// A window that opened a copy of the sample in `folder` through its dialog.
pub(crate) fn opened(folder: &Path) -> Window {
    opened_text(folder, SAMPLE, WRONG)
}

/// A window without a reviewer's name that opened the sample.
pub(crate) fn nameless(folder: &Path) -> Window {
    opened_with(Settings::default(), folder, SAMPLE, WRONG)
}

/// A window that opened a report with this text; it shows `label` then.
pub(crate) fn opened_text(folder: &Path, text: &str, label: &str) -> Window {
    opened_with(settings(), folder, text, label)
}

fn opened_with(settings: Settings, folder: &Path, text: &str, label: &str) -> Window {
    let mut window = window(settings, asked_for(folder, text));
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, label);
    window
}

/// The sample as two reports, of 2022 and of 2023.
pub(crate) fn two_years(folder: &Path) -> [PathBuf; 2] {
    [("甲.txt", "2022"), ("乙.txt", "2023")].map(|(name, year)| {
        let report = folder.join(name);
        fs::write(&report, SAMPLE.replace("2023", year)).unwrap();
        report
    })
}

/// Dialogs that give a report with this text.
pub(crate) fn asked_for(folder: &Path, text: &str) -> PreparedDialogs {
    let report = folder.join("年报.txt");
    fs::write(&report, text).unwrap();
    PreparedDialogs {
        reports: vec![report],
        ..PreparedDialogs::default()
    }
}

/// One window after another as [`opened`] gives them, on the same screen: only its fonts, which take long to draw for the
/// first time, are kept from one to the next.
pub(crate) struct Windows {
    screen: Window,
    /// How a new screen is set.
    options: egui::Options,
}

impl Windows {
    pub(crate) fn new() -> Self {
        // A small one is drawn sooner.
        let screen = window_of([1000.0, 620.0], settings(), PreparedDialogs::default());
        let options = screen.ctx.memory(|memory| memory.options.clone());
        Self { screen, options }
    }

    /// The next window, with a copy of the sample in `folder`.
    pub(crate) fn opened(&mut self, folder: &Path) -> &mut Window {
        let window = &mut self.screen;
        *window.state_mut() = App::new(settings(), Box::new(asked_for(folder, SAMPLE)));
        window.ctx.memory_mut(|memory| {
            *memory = egui::Memory::default();
            memory.options = self.options.clone();
        });
        window.run_steps(2);
        press(window, Modifiers::COMMAND, Key::O);
        wait_for(window, WRONG);
        window
    }
}

/// Steps until something with this name is there; files are opened in the background.
#[track_caller]
pub(crate) fn wait_for(window: &mut Window, label: &str) {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        window.run_steps(2);
        if window.query_by_label(label).is_some() {
            // What appeared may still be looking for its size, and cannot be clicked in that frame.
            window.run_steps(2);
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("“{label}” did not appear");
}

/// A key that is pressed and let go.
pub(crate) fn key(key: Key, modifiers: Modifiers) -> [Event; 2] {
    let event = |pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    };
    [event(true), event(false)]
}

/// Presses a key as a hand does, within a frame: by the harness each of its events would take one.
pub(crate) fn press(window: &mut Window, modifiers: Modifiers, name: Key) {
    window.input_mut().events.extend(key(name, modifiers));
    window.run_steps(3);
}

pub(crate) fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_steps(3);
}

/// Clicks on what has this name as soon as it is there.
#[track_caller]
pub(crate) fn click(window: &mut Window, label: &str) {
    if window.query_by_label(label).is_none() {
        wait_for(window, label);
    }
    window.get_by_label(label).click();
    window.run_steps(3);
}

#[track_caller]
pub(crate) fn check_shown(window: &Window, label: &str) {
    assert!(
        window.query_by_label(label).is_some(),
        "“{label}” is not shown"
    );
}

#[track_caller]
pub(crate) fn check_gone(window: &Window, label: &str) {
    assert!(
        window.query_by_label(label).is_none(),
        "“{label}” is still shown"
    );
}

/// Steps until something with this part in its name is there.
#[track_caller]
pub(crate) fn wait_for_part(window: &mut Window, part: &str) {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        window.run_steps(2);
        if window.query_all_by_label_contains(part).count() > 0 {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("nothing with “{part}” appeared");
}

/// Selects the first place of `text` in the source, as the pointer would.
#[track_caller]
pub(crate) fn select_in_source(window: &mut Window, text: &str) {
    let at = SAMPLE.find(text).unwrap();
    let start = SAMPLE[..at].chars().count();
    let end = start + text.chars().count();
    select_characters(window, start..end);
}

/// Selects these characters of the source, counted from 0, as the pointer would.
pub(crate) fn select_characters(window: &mut Window, range: std::ops::Range<usize>) {
    let (start, end) = (range.start, range.end);
    let id = egui::Id::unique("gouji source text");
    let mut state = egui::TextEdit::load_state(&window.ctx, id).unwrap_or_default();
    let cursor = |at| egui::text::CCursor::new(egui::text::CharIndex(at));
    let range = egui::text::CCursorRange::two(cursor(start), cursor(end));
    state.cursor.set_char_range(Some(range));
    state.store(&window.ctx, id);
    window.run_steps(2);
}

/// A file as the desktop drops it.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops a file on the window.
pub(crate) fn drop_file(window: &mut Window, path: &Path) {
    let dropped = Arc::new(Dropped(path.to_owned()));
    window.input_mut().dropped_files.push(dropped);
    window.run_steps(3);
}
