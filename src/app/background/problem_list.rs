//! A problem list on its way into a file.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::export::{self, Facts};
use crate::review::proposals::proposals;
use crate::review::session::Session;

/// A problem list being written.
pub(crate) struct ListJob {
    receiver: Receiver<Result<String, String>>,
}

impl ListJob {
    /// Writes the problem list of `session` to `path`.
    pub(crate) fn start(ctx: &Context, session: Session, facts: Facts, path: PathBuf) -> Self {
        let work = move || {
            let repairs = proposals(&session, None);
            let list = export::problem_list(&session, &repairs, &facts);
            let said = texts::LIST_WRITTEN.with(list.rows.len());
            export::write_problem_list(&path, &list)
                .map(|()| said.replacen("{}", &path.display().to_string(), 1))
                .map_err(|error| texts::tell(&error))
        };
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// A sentence: where the list is, or why there is none. `None` while it is being written.
    pub(crate) fn answer(&self) -> Option<Result<String, String>> {
        match self.receiver.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(texts::LIST_FAILED.show().to_owned())),
        }
    }
}
