//! The desktop's own file dialogs. This is the only file that names the dialog library.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::{self, Thread};

use egui::Context;

use crate::app::texts;
use crate::export::FORMATS;
use crate::source::{picture, supported_endings};

/// What asks the user for files. The answer comes through a channel, so painting never waits; an empty list means
/// that the user cancelled, or that the desktop has no dialogs.
pub trait Dialogs {
    /// Asks for reports to open; `folder` is where the question begins.
    fn pick_reports(&self, ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>>;
    /// Asks for a folder of reports to open; `folder` is where the question begins.
    fn pick_folder(&self, ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>>;
    /// Asks for the file whose pages belong to the report; `folder` is where the question begins.
    fn pick_pages(&self, ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>>;
    /// Asks where to save; `proposed` is the path offered.
    fn pick_target(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>>;
    /// Asks where to save a text that becomes a report; `proposed` is the path offered.
    fn pick_text(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>>;
    /// Asks where to write the problem list; `proposed` is the path offered.
    fn pick_list(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>>;
    /// Asks where to write the table of a dataset; `proposed` is the path offered, whose ending names the format.
    fn pick_table(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>>;
}

/// The dialogs of the desktop.
pub struct NativeDialogs;

impl Dialogs for NativeDialogs {
    fn pick_reports(&self, ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>> {
        let kinds: Vec<&str> = supported_endings().chain(["zip", "ron"]).collect();
        let request = beginning_in(folder)
            .set_title(texts::DIALOG_REPORTS.show())
            .add_filter(texts::DIALOG_KINDS.show(), &kinds)
            .add_filter(texts::DIALOG_ALL.show(), &["*"])
            .pick_files();
        answer_later(ctx, async {
            let files = request.await.unwrap_or_default();
            files.iter().map(|file| file.path().to_owned()).collect()
        })
    }

    fn pick_folder(&self, ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>> {
        let request = beginning_in(folder)
            .set_title(texts::DIALOG_FOLDER.show())
            .pick_folder();
        answer_later(ctx, async {
            let folder = request.await;
            folder
                .map(|folder| folder.path().to_owned())
                .into_iter()
                .collect()
        })
    }

    fn pick_pages(&self, ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>> {
        let kinds: Vec<&str> = picture::endings().collect();
        let request = beginning_in(folder)
            .set_title(texts::DIALOG_PAGES.show())
            .add_filter(texts::DIALOG_PAGES_KINDS.show(), &kinds)
            .pick_file();
        answer_later(ctx, async {
            let file = request.await;
            file.map(|file| file.path().to_owned())
                .into_iter()
                .collect()
        })
    }

    fn pick_target(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>> {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(texts::DIALOG_TARGET.show())
            .add_filter(texts::DIALOG_REVIEW.show(), &["ron"]);
        ask_target(ctx, dialog, proposed)
    }

    fn pick_text(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>> {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(texts::DIALOG_PASTED.show())
            .add_filter(texts::DIALOG_TEXT.show(), &["txt"]);
        ask_target(ctx, dialog, proposed)
    }

    fn pick_list(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>> {
        let dialog = rfd::AsyncFileDialog::new().set_title(texts::DIALOG_LIST.show());
        let dialog = FORMATS.iter().fold(dialog, |dialog, format| {
            dialog.add_filter(texts::pick(&format.name), &[format.ending])
        });
        ask_target(ctx, dialog, proposed)
    }

    fn pick_table(&self, ctx: &Context, proposed: &Path) -> Receiver<Vec<PathBuf>> {
        let ending = proposed.extension().unwrap_or_default().to_string_lossy();
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(texts::DIALOG_DATASET.show())
            .add_filter(texts::DIALOG_TABLE.show(), &[ending]);
        ask_target(ctx, dialog, proposed)
    }
}

/// A question that begins in `folder`, where there is one.
fn beginning_in(folder: Option<&Path>) -> rfd::AsyncFileDialog {
    let dialog = rfd::AsyncFileDialog::new();
    match folder {
        // The desktop does not know the folder this program was started in.
        Some(folder) => dialog.set_directory(std::path::absolute(folder).unwrap_or_default()),
        None => dialog,
    }
}

fn ask_target(
    ctx: &Context,
    mut dialog: rfd::AsyncFileDialog,
    proposed: &Path,
) -> Receiver<Vec<PathBuf>> {
    if let Some(folder) = proposed.parent() {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = proposed.file_name() {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    let request = dialog.save_file();
    answer_later(ctx, async {
        let file = request.await;
        file.map(|file| file.path().to_owned())
            .into_iter()
            .collect()
    })
}

/// Questions that wait for ever, by those who could answer them.
pub type Unanswered = Arc<Mutex<Vec<mpsc::Sender<Vec<PathBuf>>>>>;

/// Dialogs that answer at once with what they were given: for tests.
#[derive(Clone, Debug, Default)]
pub struct PreparedDialogs {
    /// What [`Dialogs::pick_reports`] answers.
    pub reports: Vec<PathBuf>,
    /// What [`Dialogs::pick_folder`] answers.
    pub folder: Vec<PathBuf>,
    /// What [`Dialogs::pick_pages`] answers.
    pub pages: Vec<PathBuf>,
    /// What [`Dialogs::pick_target`] answers.
    pub target: Vec<PathBuf>,
    /// What [`Dialogs::pick_text`] answers.
    pub text: Vec<PathBuf>,
    /// What [`Dialogs::pick_list`] answers.
    pub list: Vec<PathBuf>,
    /// What [`Dialogs::pick_table`] answers.
    pub table: Vec<PathBuf>,
    /// Where questions for reports are kept that nobody answers; without it they are answered.
    pub unanswered: Option<Unanswered>,
    /// The folders in which the questions for reports and folders began.
    pub began_in: Arc<Mutex<Vec<Option<PathBuf>>>>,
}

impl PreparedDialogs {
    fn begin_in(&self, folder: Option<&Path>) {
        if let Ok(mut began_in) = self.began_in.lock() {
            began_in.push(folder.map(Path::to_owned));
        }
    }
}

impl Dialogs for PreparedDialogs {
    fn pick_reports(&self, _ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>> {
        self.begin_in(folder);
        if let Some(unanswered) = &self.unanswered {
            let (sender, receiver) = mpsc::channel();
            if let Ok(mut unanswered) = unanswered.lock() {
                unanswered.push(sender);
            }
            return receiver;
        }
        ready(self.reports.clone())
    }

    fn pick_folder(&self, _ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>> {
        self.begin_in(folder);
        ready(self.folder.clone())
    }

    fn pick_pages(&self, _ctx: &Context, folder: Option<&Path>) -> Receiver<Vec<PathBuf>> {
        self.begin_in(folder);
        ready(self.pages.clone())
    }

    fn pick_target(&self, _ctx: &Context, _proposed: &Path) -> Receiver<Vec<PathBuf>> {
        ready(self.target.clone())
    }

    fn pick_text(&self, _ctx: &Context, _proposed: &Path) -> Receiver<Vec<PathBuf>> {
        ready(self.text.clone())
    }

    fn pick_list(&self, _ctx: &Context, _proposed: &Path) -> Receiver<Vec<PathBuf>> {
        ready(self.list.clone())
    }

    fn pick_table(&self, _ctx: &Context, _proposed: &Path) -> Receiver<Vec<PathBuf>> {
        ready(self.table.clone())
    }
}

fn ready(answer: Vec<PathBuf>) -> Receiver<Vec<PathBuf>> {
    let (sender, receiver) = mpsc::channel();
    // The receiver is alive: it is returned below.
    let _ = sender.send(answer);
    receiver
}

/// Awaits `answer` in a thread of its own and wakes the window when it is there.
fn answer_later(
    ctx: &Context,
    answer: impl Future<Output = Vec<PathBuf>> + Send + 'static,
) -> Receiver<Vec<PathBuf>> {
    let (sender, receiver) = mpsc::channel();
    let ctx = ctx.clone();
    thread::spawn(move || {
        // Nobody listens any more when the window was closed meanwhile.
        let _ = sender.send(wait_for(answer));
        ctx.request_repaint();
    });
    receiver
}

struct WakeThread(Thread);

impl Wake for WakeThread {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(WakeThread(thread::current())));
    let mut context = TaskContext::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
