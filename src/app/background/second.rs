//! A report being read a second time, from the file that shows how it was printed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::texts;
use crate::app::wording::{file_name, page_in_hand};
use crate::form::CellKey;
use crate::read;
use crate::review::second::SecondReading;
use crate::source;
use crate::source::import::Waiting;
use crate::source::place::Area;

/// A second reading under way. Dropping it ends the work.
pub(crate) struct SecondJob {
    receiver: Receiver<Result<SecondReading, String>>,
    /// What is being read: the file, and its page where it is recognised.
    current: Arc<Mutex<String>>,
    stopped: Arc<AtomicBool>,
}

impl SecondJob {
    /// Reads the file at `path`; `from_pictures`, if its pages are to be recognised though they have text.
    pub(crate) fn start(ctx: &Context, path: PathBuf, from_pictures: bool) -> Self {
        Self::begin(ctx, &path.clone(), move |name, waiting| {
            let waiting = Waiting {
                from_pictures,
                ..waiting
            };
            let source = source::open_waiting(&path, waiting).map_err(|error| error.to_string())?;
            Ok(SecondReading::new(name, &read::read(&source)))
        })
    }

    fn begin(
        ctx: &Context,
        path: &Path,
        read: impl FnOnce(String, Waiting<'_>) -> Result<SecondReading, String> + Send + 'static,
    ) -> Self {
        let name = file_name(path);
        let current = Arc::new(Mutex::new(name.clone()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (told, given_up, wake) = (Arc::clone(&current), Arc::clone(&stopped), ctx.clone());
        let work = move || {
            let waiting = Waiting {
                from_pictures: false,
                tell: &|progress| {
                    let page = page_in_hand(&name, progress);
                    *told.lock().unwrap_or_else(PoisonError::into_inner) = page;
                    wake.request_repaint();
                },
                has_given_up: &|| given_up.load(Ordering::Relaxed),
            };
            read(name.clone(), waiting)
        };
        Self {
            receiver: in_background(ctx, work),
            current,
            stopped,
        }
    }

    /// Reads these cells of the file at `path` alone, each from its place on its page.
    pub(crate) fn start_cells(
        ctx: &Context,
        path: PathBuf,
        places: Vec<(CellKey, usize, Area)>,
    ) -> Self {
        Self::begin(ctx, &path.clone(), move |name, waiting| {
            let mut pages: BTreeMap<usize, Vec<(CellKey, Area)>> = BTreeMap::new();
            for (cell, page, area) in places {
                pages.entry(page).or_default().push((cell, area));
            }
            let mut read = Vec::new();
            for (page, cells) in pages {
                let (cells, areas): (Vec<CellKey>, Vec<Area>) = cells.into_iter().unzip();
                let figures = source::figures_of(&path, page, &areas, waiting);
                let figures = figures.map_err(|error| error.to_string())?;
                let texts = figures.into_iter().map(|figure| figure.text);
                read.extend(cells.into_iter().zip(texts));
            }
            Ok(SecondReading::of_cells(name, read))
        })
    }

    /// What is being read.
    pub(crate) fn current(&self) -> String {
        let current = self.current.lock();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The reading, once, or a sentence that says why there is none.
    pub(crate) fn answer(&self) -> Option<Result<SecondReading, String>> {
        match self.receiver.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(texts::PAGE_BROKE.show().to_owned())),
        }
    }
}

impl Drop for SecondJob {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}
