//! What a frame of the window costs, and how long a folder takes until its list is whole, without a screen: drawing up and
//! cutting into triangles is measured, painting them is not. Goals: 99 of 100 frames in 4 ms with a source of 200 KB and
//! full tables, in 8 ms with one of 15 MB; in 16 ms while 10,000 reports are read; 1,000 reports listed in 5 s.
//!
//! Run with `cargo bench --bench window`, or with a folder of reports behind it: `cargo bench --bench window -- FOLDER`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool that fails by panicking and tells what it measured"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gouji::app::App;
use gouji::app::commands::Command;
use gouji::app::dialogs::PreparedDialogs;
use gouji::app::settings::Settings;

const SAMPLE: &str = include_str!("../../assets/samples/示例报告.txt");

/// Frames that are measured of each kind of work.
const FRAMES: usize = 400;

fn main() {
    let folder = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    if let Some(folder) = folder {
        let mut window = window();
        listing(&mut window, &PathBuf::from(folder));
        return;
    }
    for kilobytes in [20, 200, 15_000] {
        frames(kilobytes * 1_000);
    }
}

type Window = Harness<'static, App>;

fn window() -> Window {
    let settings = Settings {
        reviewer: "审定员甲".to_owned(),
        ..Settings::default()
    };
    let dialogs = Box::new(PreparedDialogs::default());
    Harness::builder()
        .with_step_dt(1.0 / 60.0)
        .with_size([1920.0, 1080.0])
        .with_context_setup(gouji::app::style::install)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), App::new(settings, dialogs))
}

/// Draws one frame, cuts it into triangles, and tells how long that took.
fn frame(window: &mut Window) -> Duration {
    let begun = Instant::now();
    window.step();
    let output = window.output();
    let triangles = window
        .ctx
        .tessellate(output.shapes.clone(), output.pixels_per_point);
    std::hint::black_box(triangles);
    begun.elapsed()
}

/// The median, the 99th of 100 and the longest of these times, in milliseconds.
fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| {
        let time = times.get((times.len() - 1) * share / 100);
        time.map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    };
    println!(
        "{what}: {} frames, median {:.2} ms, p99 {:.2} ms, longest {:.2} ms",
        times.len(),
        at(50),
        at(99),
        at(100)
    );
}

/// Measures moving, typing, scrolling and pointing in a report whose source has so many bytes.
fn frames(bytes: usize) {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("年报.txt");
    let line = "这一段是报告以外的文字，只为把原文变长，没有一个数字。\n";
    let rest = line.repeat(bytes.saturating_sub(SAMPLE.len()) / line.len());
    fs::write(&report, format!("{SAMPLE}\n附件\n{rest}")).unwrap();
    let mut window = window();
    window.state_mut().later(Command::Open(vec![report]));
    wait(&mut window, "机关：云岭县青石镇人民政府");
    // What is laid out once is laid out.
    for _ in 0..20 {
        frame(&mut window);
    }
    let kilobytes = bytes / 1_000;
    let press = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let mut measure = |what: &str, events: &dyn Fn(usize) -> Vec<Event>| {
        let times = (0..FRAMES).map(|number| {
            for event in events(number) {
                window.event(event);
            }
            frame(&mut window)
        });
        let times = times.collect();
        tell(&format!("{kilobytes} KB, {what}"), times);
    };
    measure("nothing", &|_| Vec::new());
    measure("moving", &|number| {
        let keys = [
            Key::ArrowDown,
            Key::ArrowRight,
            Key::ArrowUp,
            Key::ArrowLeft,
        ];
        vec![press(
            keys.get(number / 8 % 4).copied().unwrap_or(Key::ArrowDown),
        )]
    });
    measure("typing", &|number| match number % 4 {
        0 | 1 => vec![Event::Text((number % 10).to_string())],
        2 => vec![press(Key::Escape)],
        _ => vec![press(Key::ArrowDown)],
    });
    measure("values", &|number| match number % 2 {
        0 => vec![Event::Text((number % 10).to_string())],
        _ => vec![press(Key::Enter)],
    });
    measure("scrolling", &|number| {
        let down = if number / 50 % 2 == 0 { -1.0 } else { 1.0 };
        vec![
            Event::PointerMoved(egui::pos2(300.0, 400.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::new(0.0, down * 60.0),
                phase: egui::TouchPhase::Move,
                modifiers: Modifiers::NONE,
            },
        ]
    });
    measure("pointing", &|number| {
        let along = (number % 200) as f32 * 8.0;
        vec![Event::PointerMoved(egui::pos2(
            100.0 + along,
            300.0 + along / 4.0,
        ))]
    });
}

fn wait(window: &mut Window, label: &str) {
    while window.query_by_label(label).is_none() {
        window.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Opens the folder and draws frames until its list is whole.
fn listing(window: &mut Window, folder: &Path) {
    let index = folder.join(".gouji.index");
    let begun = Instant::now();
    let open = Command::Open(vec![folder.to_owned()]);
    window.state_mut().later(open);
    let mut times = Vec::new();
    let mut first = None;
    while times.len() < 10
        || window.query_by_label_contains("正在打开").is_some()
        || !index.exists()
    {
        times.push(frame(window));
        let has_list = window.query_by_label_contains("报告 ").is_some();
        if has_list && first.is_none() {
            first = Some(begun.elapsed());
        }
        // A frame every 16 ms at most, as on a screen.
        std::thread::sleep(Duration::from_millis(16));
    }
    let whole = begun.elapsed();
    let first = first.unwrap_or(whole);
    println!(
        "first reports listed after {:.2} s, all read after {:.2} s",
        first.as_secs_f64(),
        whole.as_secs_f64()
    );
    tell("while reading", times);
}
