//! One open report: its session, its files, its view.

use std::path::{Path, PathBuf};

use crate::app::view::View;
use crate::dataset;
use crate::review::session::Session;

/// One open report.
pub(crate) struct Desk {
    /// The session; only `run` changes it.
    pub session: Session,
    /// The file it was opened from: a source or a reviewed file. `None` for the sample.
    pub path: Option<PathBuf>,
    /// The reviewed file it was loaded from or saved to last, with the hash the file had.
    pub saved: Option<(PathBuf, String)>,
    /// The revision that stands in that file.
    pub saved_revision: Option<u64>,
    /// What the panels keep.
    pub view: View,
}

impl Desk {
    /// A report just read; nothing of it is saved, and nothing is lost yet.
    pub(crate) fn read(session: Session, path: Option<PathBuf>) -> Self {
        Self {
            saved_revision: None,
            session,
            path,
            saved: None,
            view: View::default(),
        }
    }

    /// A report loaded from the reviewed file `file`, whose content has `hash`.
    pub(crate) fn loaded(session: Session, path: PathBuf, file: PathBuf, hash: String) -> Self {
        Self {
            saved_revision: Some(session.revision()),
            session,
            path: Some(path),
            saved: Some((file, hash)),
            view: View::default(),
        }
    }

    /// The name shown in title and tabs.
    pub(crate) fn name(&self) -> String {
        self.session.source().name.clone()
    }

    /// Whether the file holds every step. A report nobody touched has nothing to save.
    pub(crate) fn is_saved(&self) -> bool {
        match self.saved_revision {
            Some(revision) => revision == self.session.revision(),
            None => self.session.journal().records().is_empty(),
        }
    }

    /// Whether the report is the one at `path`, be it the source or the reviewed file.
    pub(crate) fn is_of(&self, path: &Path) -> bool {
        self.path.as_deref() == Some(path) || self.target().as_deref() == Some(path)
    }

    /// Where Ctrl+S saves: the file it came from, else beside the source. `None` for the sample.
    pub(crate) fn target(&self) -> Option<PathBuf> {
        let saved = self.saved.as_ref().map(|(file, _)| file.clone());
        saved.or_else(|| self.path.as_deref().map(dataset::path_beside))
    }

    /// The hash `file` is expected to have: that of the last load or save, if it is the same file.
    pub(crate) fn expected(&self, file: &Path) -> Option<&str> {
        let saved = self.saved.as_ref();
        saved
            .filter(|(known, _)| known == file)
            .map(|(_, hash)| hash.as_str())
    }
}
