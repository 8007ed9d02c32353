//! The search for repairs: one at a time, stopped when nobody waits for it any more.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;
use thread_priority::{ThreadPriority, set_current_thread_priority};

use crate::repair::BlockRepairs;
use crate::review::proposals::Question;

/// Held by the one search for repairs that runs, so that the hand keeps a core for itself.
static ONE_SEARCH: Mutex<()> = Mutex::new(());

/// A search for repairs. It stops when it is dropped.
pub(crate) struct RepairJob {
    receiver: Receiver<Vec<BlockRepairs>>,
    cancelled: Arc<AtomicBool>,
    /// The revision of the session it was asked for.
    pub revision: u64,
}

impl RepairJob {
    /// Answers `question` in a thread of its own.
    pub(crate) fn start(ctx: &Context, question: Question, revision: u64) -> Self {
        let (sender, receiver) = mpsc::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            // A search that gets no lower priority is only less polite.
            let _ = set_current_thread_priority(ThreadPriority::Min);
            // The search before this one may still be on its way to its end.
            let _turn = ONE_SEARCH.lock().unwrap_or_else(PoisonError::into_inner);
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let answer = question.answer(Some(&stop));
            // Nobody waits any more when the report was changed or closed.
            if !stop.load(Ordering::Relaxed) && sender.send(answer).is_ok() {
                ctx.request_repaint();
            }
        });
        Self {
            receiver,
            cancelled,
            revision,
        }
    }

    /// The answer, once.
    pub(crate) fn answer(&self) -> Option<Vec<BlockRepairs>> {
        self.receiver.try_recv().ok()
    }
}

impl Drop for RepairJob {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::background::report::sample;

    #[test]
    fn a_search_that_nobody_waits_for_any_more_is_stopped() {
        let open_report = sample().unwrap();
        let question = Question::of(&open_report.session, None);
        let job = RepairJob::start(&Context::default(), question, 0);
        let cancelled = Arc::clone(&job.cancelled);
        assert!(!cancelled.load(Ordering::Relaxed));
        drop(job);
        assert!(cancelled.load(Ordering::Relaxed));
    }
}
