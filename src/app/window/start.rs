//! Opening the window, or saying clearly why there is none.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{Ui, ViewportCommand};

use crate::app::commands::Command;
use crate::app::dialogs::NativeDialogs;
use crate::app::run::meter;
use crate::app::settings::Settings;
use crate::app::window::{desktop, icon};
use crate::app::{App, style, texts};
use crate::dataset::work_log;
use crate::source::pool;

/// Key of the settings in the storage of the desktop.
const SETTINGS_KEY: &str = "gouji";

const NEEDED: &str = "请确认显示服务在运行。在 Debian 或 Ubuntu 上可用这条命令安装窗口所需的系统库：\n  sudo apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1";

const NEEDED_TO_DRAW: &str = "这台机器没有可用的 OpenGL 2.0 以上的图形驱动。请更新显卡驱动；也可以不用显卡、由处理器绘制，在 Debian 或 Ubuntu 上：\n  sudo apt install libgl1 libgl1-mesa-dri\n  LIBGL_ALWAYS_SOFTWARE=1 gouji";

/// Opens the window with the reports or folders at `paths`, and returns when it is closed.
///
/// # Errors
/// A sentence for the terminal when no window can be opened: there is no display, or a system library is missing.
pub fn run(paths: &[PathBuf]) -> Result<(), String> {
    if desktop::has_no_display() {
        return Err("没有可用的图形界面：环境变量 DISPLAY 和 WAYLAND_DISPLAY 都没有设置。请在桌面环境中运行，或使用 gouji read、gouji check。".to_owned());
    }
    pool::keep_recognised();
    let paths = paths.to_vec();
    let began = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&began);
    let hook = panic::take_hook();
    // The windowing library panics where a system library is missing. Until the window is there, that is an answer, not
    // a defect, and must not look like one.
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "gouji",
            options(),
            Box::new(move |context| {
                flag.store(true, Ordering::Relaxed);
                panic::set_hook(hook);
                Ok(Box::new(app(context, paths)))
            }),
        )
    }));
    match result {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            let (reason, needed) = (reason(&error), needed(&error));
            Err(format!("窗口无法打开（{reason}）。\n{needed}"))
        }
        Err(cause) if began.load(Ordering::Relaxed) => panic::resume_unwind(cause),
        Err(_) => Err(format!(
            "窗口无法打开：缺少系统库，或显示服务没有响应。\n{NEEDED}"
        )),
    }
}

/// What to do about `error`.
fn needed(error: &eframe::Error) -> &'static str {
    match error {
        eframe::Error::Glutin(_)
        | eframe::Error::NoGlutinConfigs(..)
        | eframe::Error::OpenGL(_) => NEEDED_TO_DRAW,
        _ => NEEDED,
    }
}

/// The last part of the windowing library's message; the parts before it name places in its own source.
fn reason(error: &eframe::Error) -> String {
    let text = error.to_string();
    let tail = text.rsplit(": ").next().unwrap_or(&text);
    tail.to_owned()
}

fn options() -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("gouji")
            .with_title(texts::NAME)
            .with_icon(icon::pixels())
            // As large as the screen at the first start; later as it was left.
            .with_maximized(true)
            // A screen of 1280 × 800 also holds a title bar and a bar of the desktop.
            .with_inner_size([1272.0, 700.0])
            .with_clamp_size_to_monitor_size(true)
            .with_min_inner_size([860.0, 520.0]),
        ..eframe::NativeOptions::default()
    }
}

fn app(context: &eframe::CreationContext<'_>, paths: Vec<PathBuf>) -> App {
    style::install(&context.egui_ctx);
    let settings: Settings = context
        .storage
        .and_then(|storage| eframe::get_value(storage, SETTINGS_KEY))
        .unwrap_or_default();
    if context
        .storage
        .is_none_or(|storage| storage.get_string(SETTINGS_KEY).is_none())
    {
        // X11 hears of it only once the window is there.
        context
            .egui_ctx
            .send_viewport_cmd(ViewportCommand::Maximized(true));
    }
    let mut app = App::new(settings, Box::new(NativeDialogs));
    app.keep_work_log(work_log::default_path());
    if paths.is_empty() {
        app.resume();
    } else {
        app.later(Command::Open(paths));
    }
    app
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        meter::write(self);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS_KEY, &self.settings_now());
    }
}
