//! What the pane of the pages keeps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Vec2};

use crate::app::background::pages::{self, Beside, BesideJob};
use crate::app::commands::SheetMove;
use crate::app::page::frames::{self, Frames};
use crate::app::page::pictures::Pictures;
use crate::app::texts;
use crate::dataset::original;
use crate::form::CellKey;
use crate::review::Session;
use crate::source::place::Turn;
use crate::source::scan_pages::Chosen;
use crate::source::{Place, Span, picture};

/// How far the sheet can be enlarged beyond the width of the pane, and made smaller.
const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=6.0;

/// How much one step enlarges the sheet.
const STEP: f32 = 1.25;

/// What the pane keeps.
#[derive(Default)]
pub(crate) struct PageView {
    /// The file whose pages are shown, and whether it was looked for.
    original: Option<PathBuf>,
    is_looked_for: bool,
    /// The page in sight, from 0.
    pub page: usize,
    /// Width of the sheet as a part of the pane's width; nothing before it was changed.
    zoom: Option<f32>,
    /// By how much the reviewer turned pages.
    turned: BTreeMap<usize, Turn>,
    /// By how many steps the sheet is still to be moved, to the right and down.
    pub(super) moved: Vec2,
    pub(super) pictures: Pictures,
    /// Where the report itself says that its characters stand; it never changes.
    printed: Option<Arc<Vec<Place>>>,
    /// What was read of the file, where the report does not tell its places by itself.
    beside: Reread,
    /// Where cells stand on the pages, at this revision of the session.
    frames: Option<(u64, Arc<Frames>)>,
    /// What was brought into sight last.
    pub(super) followed: Option<Followed>,
    /// What is to be brought into sight as soon as its page is there.
    pub(super) scroll_to_place: Option<Aim>,
    /// Whether it was clicked in the page itself, which then stays where it is.
    pub(super) is_clicked: bool,
}

/// What is brought into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// The selected cell.
    Cell,
    /// These characters.
    Words(Span),
}

/// What was selected and found when it was brought into sight.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Followed {
    /// The cell.
    pub cell: Option<CellKey>,
    /// What is looked for, and the sentence.
    pub words: [Option<Span>; 2],
    /// Whether its place was known, not its page alone.
    pub is_whole: bool,
}

/// The file of the pages, read by itself: what stands where on them only it tells.
#[derive(Default)]
enum Reread {
    /// Nobody asked.
    #[default]
    Unasked,
    /// It is being read.
    Reading(BesideJob),
    /// It was read, and is another text.
    Known(Arc<Beside>),
    /// It was read, and is the text of the report: its places are those of the report.
    Same(Arc<Vec<Place>>),
    /// It cannot be read, as the sentence says.
    Failed(String),
}

impl PageView {
    /// Looks for the pages of a report that was opened from `opened`, once; those that it was paired with go first.
    pub(crate) fn look_for(
        &mut self,
        opened: Option<&Path>,
        paired: impl FnOnce() -> Option<PathBuf>,
    ) {
        if !self.is_looked_for {
            self.is_looked_for = true;
            self.original = paired().or_else(|| opened.and_then(original::of));
        }
    }

    /// The file whose pages are shown.
    pub(crate) fn original(&self) -> Option<&Path> {
        self.original.as_deref()
    }

    /// Shows the pages of another file.
    pub(crate) fn pair(&mut self, path: PathBuf) {
        *self = Self {
            original: Some(path),
            is_looked_for: true,
            ..Self::default()
        };
    }

    /// How many pages there are; not known before the first is drawn.
    pub(crate) fn n_pages(&self) -> Option<usize> {
        self.pictures.n_pages
    }

    /// Goes on by pages, backwards below 0.
    pub(crate) fn turn_pages(&mut self, by: isize) {
        self.go_to(self.page.saturating_add_signed(by));
    }

    /// Goes to a page, from 0; to the last one where there are fewer.
    pub(crate) fn go_to(&mut self, page: usize) {
        if let Some(n) = self.n_pages() {
            self.page = page.min(n.saturating_sub(1));
        }
        // What could not be drawn may be drawn now: the computer was busy.
        self.pictures.trouble = None;
    }

    /// By how much the reviewer turned the page in sight.
    pub(super) fn turned(&self) -> Turn {
        self.turned.get(&self.page).copied().unwrap_or(0)
    }

    /// Turns the page in sight by a quarter of a circle, clockwise.
    pub(crate) fn turn_sheet(&mut self) {
        let turn = (self.turned() + 1) % 4;
        self.turned.insert(self.page, turn);
        self.scroll_to_place = Some(Aim::Cell);
    }

    /// Brings the place of the selected cell into sight.
    pub(crate) fn show_place(&mut self) {
        self.followed = None;
    }

    /// Enlarges the sheet, or moves it.
    pub(crate) fn move_sheet(&mut self, how: SheetMove) {
        match how {
            SheetMove::Larger => self.zoom_by(STEP),
            SheetMove::Smaller => self.zoom_by(1.0 / STEP),
            SheetMove::Fit => self.zoom_by(0.0),
            SheetMove::Up => self.moved += Vec2::DOWN,
            SheetMove::Down => self.moved += Vec2::UP,
            SheetMove::Left => self.moved += Vec2::RIGHT,
            SheetMove::Right => self.moved += Vec2::LEFT,
        }
    }

    /// Width of the sheet as a part of the pane's width.
    pub(super) fn zoom(&self) -> f32 {
        self.zoom.unwrap_or(1.0)
    }

    /// Enlarges the sheet by a factor; 0 makes it as wide as the pane.
    pub(super) fn zoom_by(&mut self, factor: f32) {
        let zoom = if factor > 0.0 {
            self.zoom() * factor
        } else {
            1.0
        };
        self.zoom = Some(zoom.clamp(*ZOOMS.start(), *ZOOMS.end()));
        self.scroll_to_place = Some(Aim::Cell);
    }

    /// Where cells and labels are printed; nothing as long as it is not known.
    pub(crate) fn frames(&mut self, ctx: &Context, session: &Session) -> Arc<Frames> {
        let beside = self.beside(ctx, session);
        let printed = self.printed(session);
        let revision = session.revision();
        self.frames.take_if(|(known, _)| *known != revision);
        let made = || match &beside {
            Some(beside) => Frames::of_beside(beside),
            None => Frames::of(session, &printed),
        };
        let frames = self
            .frames
            .get_or_insert_with(|| (revision, Arc::new(made())));
        Arc::clone(&frames.1)
    }

    /// What was read of the file, where its text is not that of the report; nothing as long as it is being read.
    pub(crate) fn beside(&mut self, ctx: &Context, session: &Session) -> Option<Arc<Beside>> {
        let is_wanted = |original: &PathBuf| {
            is_file_of_pages(session, original) && !has_places(session, original)
        };
        let original = self.original.clone().filter(is_wanted)?;
        if let Reread::Unasked = self.beside {
            // The report itself is read as it was read when it was opened first.
            let is_itself = frames::is_itself(session, &original);
            let chosen = is_itself.then(|| Chosen::besides_the_first(session.source()));
            self.beside = Reread::Reading(pages::start_beside(ctx, original, chosen.flatten()));
        }
        if let Reread::Reading(job) = &self.beside
            && let Some(answer) = job.answer()
        {
            self.frames = None;
            self.beside = match answer {
                Ok(beside) if beside.source.text == session.source().text => {
                    Reread::Same(Arc::new(beside.source.places))
                }
                Ok(beside) => Reread::Known(Arc::new(beside)),
                Err(sentence) => Reread::Failed(sentence),
            };
        }
        match &self.beside {
            Reread::Known(beside) => Some(Arc::clone(beside)),
            _ => None,
        }
    }

    /// What is being read to find the places of the cells: the file, and its page where it is recognised.
    pub(crate) fn looked_through(&self) -> Option<String> {
        match &self.beside {
            Reread::Reading(job) => Some(job.current()),
            _ => None,
        }
    }

    /// Gives up looking for the places of the cells.
    pub(crate) fn look_no_further(&mut self) {
        if let Reread::Reading(_) = self.beside {
            self.beside = Reread::Failed(texts::PAGES_STOPPED.show().to_owned());
        }
    }

    /// Why the places of the cells are not known, where the file beside the report cannot be read.
    pub(crate) fn lost(&self) -> Option<&str> {
        match &self.beside {
            Reread::Failed(sentence) => Some(sentence),
            _ => None,
        }
    }

    /// Where characters are printed; nothing as long as it is not known.
    pub(crate) fn printed(&mut self, session: &Session) -> Arc<Vec<Place>> {
        if let Reread::Same(places) = &self.beside {
            return Arc::clone(places);
        }
        let original = self.original.as_deref();
        if !original.is_some_and(|original| has_places(session, original)) {
            return Arc::default();
        }
        let own = || Arc::new(session.source().places.clone());
        Arc::clone(self.printed.get_or_insert_with(own))
    }

    /// Gives the memory of the pictures back, because the report is not in front, and reads nothing for it.
    pub(crate) fn rest(&mut self) {
        self.pictures.forget();
        if let Reread::Reading(_) = self.beside {
            self.beside = Reread::Unasked;
        }
    }
}

/// Whether places of cells are to be looked for in a file: its own that a saved review does not hold, or those of a file
/// beside a text.
fn is_file_of_pages(session: &Session, original: &Path) -> bool {
    let has_pages = !session.source().pages.is_empty();
    picture::is_name_of_pages(original) && (has_pages || !frames::is_itself(session, original))
}

/// Whether the report tells the places of its characters on the pages of `original`.
fn has_places(session: &Session, original: &Path) -> bool {
    frames::tells_places(session, original) && !session.source().places.is_empty()
}
