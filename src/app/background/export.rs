//! A dataset on its way into a table, and what the table will look like.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::dataset;
use crate::export::data::{Column, Job, Review, Shape, Tally};

/// Reviews whose rows are shown before the export.
const PREVIEWED: usize = 3;

/// Most reviews that are opened in search of them.
const MOST_OPENED: usize = 60;

/// Rows that are shown before the export.
const ROWS: usize = 6;

/// A table being written. Dropping it ends the work; nothing is left on the disk then.
pub(crate) struct ExportJob {
    receiver: Receiver<Result<Tally, String>>,
    path: PathBuf,
    n_reviews: usize,
    n_done: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
}

impl ExportJob {
    /// Writes what `job` asks for.
    pub(crate) fn start(ctx: &Context, job: Job) -> Self {
        let n_done = Arc::new(AtomicUsize::new(0));
        let stopped = Arc::new(AtomicBool::new(false));
        let (path, n_reviews) = (job.to.clone(), job.reviews.len());
        let work = {
            let (ctx, n_done, stopped) = (ctx.clone(), Arc::clone(&n_done), Arc::clone(&stopped));
            move || {
                let going_on = || {
                    n_done.fetch_add(1, Ordering::Relaxed);
                    ctx.request_repaint();
                    if stopped.load(Ordering::Relaxed) {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                };
                job.write(going_on).map_err(|error| texts::tell(&error))
            }
        };
        Self {
            receiver: in_background(ctx, work),
            path,
            n_reviews,
            n_done,
            stopped,
        }
    }

    /// How many reviews are done, of how many.
    pub(crate) fn progress(&self) -> (usize, usize) {
        let n_done = self.n_done.load(Ordering::Relaxed);
        (n_done.min(self.n_reviews), self.n_reviews)
    }

    /// Ends the work as soon as the reviews that are being read are done.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// A sentence: where the table is and what is in it, or why there is none. `None` while it is being written.
    pub(crate) fn answer(&self) -> Option<Result<Told, String>> {
        let failed = |reason: &str| {
            let sentence = texts::NOT_EXPORTED.with_both(self.path.display(), reason);
            Some(Err(sentence))
        };
        match self.receiver.try_recv() {
            Ok(Ok(tally)) => Some(Ok(Told::of(&self.path, tally))),
            Ok(Err(reason)) => failed(&reason),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => failed(texts::EXPORT_BROKE.show()),
        }
    }
}

impl Drop for ExportJob {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What is told of a table that was written.
pub(crate) struct Told {
    /// What is in it.
    pub sentence: String,
    /// Reviews that are not in it though they should be, and remarks about others.
    pub warnings: Vec<String>,
}

impl Told {
    fn of(path: &std::path::Path, tally: Tally) -> Self {
        let mut sentence = texts::EXPORTED.with_both(path.display(), tally.reports);
        sentence.push_str(&texts::EXPORTED_ROWS.with(tally.rows));
        if tally.unsigned > 0 {
            sentence.push_str(&texts::EXPORTED_UNSIGNED.with(tally.unsigned));
        }
        if !tally.failed.is_empty() {
            sentence.push_str(&texts::EXPORTED_FAILED.with(tally.failed.len()));
        }
        let mut warnings = tally.failed;
        warnings.extend(tally.notices);
        Self { sentence, warnings }
    }
}

/// Some rows of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Preview {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// Some rows of a table, being made.
#[derive(Debug)]
pub(crate) struct PreviewJob(Receiver<Preview>);

impl PreviewJob {
    /// Makes some rows of the table of `reviews`, of those that are signed off if no others are wanted.
    pub(crate) fn start(
        ctx: &Context,
        reviews: &[PathBuf],
        (shape, only_signed): (Shape, bool),
    ) -> Self {
        let reviews: Vec<PathBuf> = reviews.iter().take(MOST_OPENED).cloned().collect();
        let work = move || preview(&reviews, shape, only_signed);
        Self(in_background(ctx, work))
    }

    /// The rows, once.
    pub(crate) fn answer(&self) -> Option<Preview> {
        self.0.try_recv().ok()
    }
}

fn preview(reviews: &[PathBuf], shape: Shape, only_signed: bool) -> Preview {
    let mut rows = Vec::new();
    // One that cannot be opened is told when the table is written.
    let loaded = reviews.iter().filter_map(|path| {
        let session = dataset::load(path).ok()?.session;
        Some((path.file_name()?.to_string_lossy().into_owned(), session))
    });
    let wanted = loaded.filter(|(_, session)| !only_signed || session.sign_off().is_some());
    for (file, session) in wanted.take(PREVIEWED) {
        let review = Review {
            file: &file,
            session: &session,
        };
        rows.extend(shape.rows(&review));
        if rows.len() >= ROWS {
            break;
        }
    }
    // From all over the report: the first rows are often alike.
    let step = (rows.len() / ROWS).max(1);
    let plain = |row: Vec<crate::export::data::Field>| {
        row.iter()
            .map(crate::export::data::Field::to_plain)
            .collect()
    };
    Preview {
        columns: shape.columns(),
        rows: rows
            .into_iter()
            .step_by(step)
            .take(ROWS)
            .map(plain)
            .collect(),
    }
}
