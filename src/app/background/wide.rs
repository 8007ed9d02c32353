//! The figures of a whole dataset being gathered, report by report.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::carpet::figure::Figure;
use crate::app::carpet::tile::around;

use crate::app::commands::ReportId;
use crate::app::settings::Language;
use crate::app::texts;
use crate::app::wording::{cell_name, shown_text};
use crate::dataset::queue::session_of;
use crate::ordered::for_each_in_order;
use crate::review::carpet::{Glyph, glyphs, ranked};
use crate::review::{HeaderField, Session};
use crate::source::import::Waiting;

/// Most figures of one glyph that one report gives.
const MOST_OF_REPORT: usize = 300;

/// What a report gave: its figures by glyph, or the sentence that says why it gave none.
pub(crate) type Given = Result<Vec<(Glyph, Figure)>, String>;

/// The figures of a dataset being gathered.
pub(crate) struct WideJob {
    receiver: Receiver<Given>,
    _end: Receiver<()>,
    is_cancelled: Arc<AtomicBool>,
}

impl WideJob {
    /// Gathers the figures of the reports at these paths.
    pub(crate) fn start(
        ctx: &Context,
        (language, hides_decisions): (Language, bool),
        reports: Vec<(ReportId, PathBuf)>,
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
                let (session, _) = session_of(path, waiting)?;
                Ok(figures(*id, &session, hides_decisions))
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

/// The figures of one report.
fn figures(report: ReportId, session: &Session, hides_decisions: bool) -> Vec<(Glyph, Figure)> {
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
            rank,
            tile,
        };
        let figures: Vec<_> = tiles.map(|tile| (glyph, figure(tile))).collect();
        figures
    };
    glyphs(session).into_keys().flat_map(of_glyph).collect()
}
