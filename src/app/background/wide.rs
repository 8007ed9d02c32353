//! The figures of a whole dataset being gathered, report by report.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use crate::app::background::pages::read_beside;
use crate::app::background::reading::ReadingJob;
use crate::app::background::thread::in_background;
use crate::app::carpet::figure::{Figure, Itself, Pages, Stands};
use crate::app::carpet::spots::{self, Spots};
use crate::app::carpet::tile::around;
use crate::app::commands::ReportId;
use crate::app::page::frames::tells_places;
use crate::app::settings::{self, Language};
use crate::app::texts;
use crate::app::wording::{cell_name, file_name, shown_text};
use crate::dataset::original;
use crate::dataset::queue::session_of;
use crate::form::CellKey;
use crate::ordered::for_each_in_order;
use crate::review::carpet::{Glyph, glyphs, ranked};
use crate::review::{HeaderField, Session};
use crate::source::import::Waiting;
use crate::source::{Span, picture};

/// Most figures of one glyph that one report gives.
const MOST_OF_REPORT: usize = 300;

/// What a report gave: its figures by glyph, or the sentence that says why it gave none.
pub(crate) type Given = Result<Vec<(Glyph, Figure)>, String>;

/// SHA-256 of a text, and the file whose pages were chosen for it.
type Pair = (String, PathBuf);

/// The figures of a dataset being gathered.
pub(crate) struct WideJob {
    receiver: Receiver<Given>,
    _end: Receiver<()>,
    is_cancelled: Arc<AtomicBool>,
}

impl WideJob {
    /// Gathers the figures of the reports at these paths, with the pages they were paired with.
    pub(crate) fn start(
        ctx: &Context,
        (language, hides_decisions): (Language, bool),
        (reports, pairs): (Vec<(ReportId, PathBuf)>, Vec<Pair>),
    ) -> Self {
        let (sender, receiver) = channel();
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let (is_given_up, wakes) = (Arc::clone(&is_cancelled), ctx.clone());
        let work = move || {
            let give = |(id, path): &(ReportId, PathBuf)| {
                texts::set_language(language);
                let has_given_up = || is_given_up.load(Ordering::Relaxed);
                let waiting = Waiting {
                    has_given_up: &has_given_up,
                    ..Waiting::PATIENT
                };
                let (session, _) = session_of(path, waiting)
                    .map_err(|sentence| texts::say(&sentence).to_owned())?;
                let printed = Printed::of(&session, path, &pairs);
                Ok(figures(*id, &session, hides_decisions, &printed))
            };
            for_each_in_order(&reports, give, |given| {
                wakes.request_repaint();
                let is_heard = sender.send(given).is_ok();
                if is_heard && !is_given_up.load(Ordering::Relaxed) {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
        };
        Self {
            _end: in_background(ctx, work),
            receiver,
            is_cancelled,
        }
    }

    /// What came since it was asked last, at most `most`.
    pub(crate) fn come(&self, most: usize) -> Vec<Given> {
        self.receiver.try_iter().take(most).collect()
    }

    /// Stops after the reports that are being read.
    pub(crate) fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}

impl Drop for WideJob {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// The pages of a report, and what is known of its figures on them.
struct Printed {
    pages: Option<Arc<Pages>>,
    spots: Spots,
    /// Where figures stand that have no spot.
    others: Stands,
}

impl Printed {
    /// Of the report at `path`.
    fn of(session: &Session, path: &Path, pairs: &[Pair]) -> Self {
        let source = session.source();
        let paired = settings::paired(pairs, &source.sha256).map(Path::to_owned);
        let file = paired.or_else(|| original::of(path));
        let Some(file) = file.filter(|file| picture::is_name_of_pages(file)) else {
            return Self {
                pages: None,
                spots: Spots::new(),
                others: Stands::Nowhere,
            };
        };
        let is_itself = tells_places(session, &file);
        let spots = if is_itself {
            spots::of(source, session.reading(), &source.places)
        } else {
            Spots::new()
        };
        // Saved reviews hold no places.
        let is_known = is_itself && !source.places.is_empty();
        let pages = Pages {
            path: file,
            itself: is_itself.then(|| Itself::of(source)),
        };
        Self {
            pages: Some(Arc::new(pages)),
            spots,
            others: if is_known {
                Stands::Nowhere
            } else {
                Stands::Unknown
            },
        }
    }

    fn stands(&self, cell: &CellKey) -> Stands {
        let spot = self.spots.get(cell);
        spot.map_or(self.others, |(page, spot)| Stands::At(*page, *spot))
    }
}

/// Where figures stand on the pages of their report, being looked for in its file.
pub(crate) type SpotsJob = ReadingJob<Spots>;

/// Reads the file of `pages`, for the places of figures with these characters.
pub(crate) fn find_spots(
    ctx: &Context,
    pages: &Pages,
    figures: Vec<(CellKey, Vec<Span>)>,
) -> SpotsJob {
    let (path, itself) = (pages.path.clone(), pages.itself.clone());
    let chosen = itself.as_ref().and_then(|own| own.chosen.clone());
    ReadingJob::start(ctx, file_name(&path), false, chosen, move |waiting| {
        let beside = read_beside(&path, waiting)?;
        let figures = figures.into_iter();
        if itself.is_some_and(|own| own.has_text_of(&beside.source)) {
            let spot = |spans: Vec<Span>| spots::of_spans(&beside.source.places, &spans);
            let spots = figures.filter_map(|(cell, spans)| Some((cell, spot(spans)?)));
            return Ok(spots.collect());
        }
        let mut spots = spots::of_beside(&beside);
        let own = figures.filter_map(|(cell, _)| spots.remove_entry(&cell));
        Ok(own.collect())
    })
}

/// The figures of one report.
fn figures(
    report: ReportId,
    session: &Session,
    hides_decisions: bool,
    printed: &Printed,
) -> Vec<(Glyph, Figure)> {
    let header = |field| session.header(field).unwrap_or_default();
    let title = format!(
        "{} {}",
        header(HeaderField::Year),
        header(HeaderField::Office)
    );
    let text = &session.source().text;
    let of_glyph = |glyph: Glyph| {
        let tiles = ranked(session, glyph).into_iter().take(MOST_OF_REPORT);
        let figure = |(rank, tile)| Figure {
            report,
            title: title.trim().to_owned(),
            sides: around(&tile, text),
            name: cell_name(session, &tile.cell),
            held: if hides_decisions {
                tile.token.clone()
            } else {
                shown_text(session, &tile.cell)
            },
            pages: printed.pages.clone(),
            stands: printed.stands(&tile.cell),
            rank,
            tile,
        };
        let figures: Vec<_> = tiles.map(|tile| (glyph, figure(tile))).collect();
        figures
    };
    glyphs(session).into_keys().flat_map(of_glyph).collect()
}
