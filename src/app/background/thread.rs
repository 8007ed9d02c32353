//! A thread of its own for a piece of work.

use std::sync::mpsc::{self, Receiver};

use egui::Context;

use crate::app::texts;

/// Does `work` in a thread of its own and wakes the window when its result is there.
pub(super) fn in_background<T: Send + 'static>(
    ctx: &Context,
    work: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    let ctx = ctx.clone();
    let language = texts::language();
    std::thread::spawn(move || {
        // What goes wrong is told in the language of the window.
        texts::set_language(language);
        // Nobody listens any more when the window was closed meanwhile.
        let _ = sender.send(work());
        ctx.request_repaint();
    });
    receiver
}
