//! The pictures of the figures of a whole dataset: only of those in sight, from the pages of many reports.

use std::collections::BTreeMap;

use egui::Context;

use crate::app::background::wide::{SpotsJob, find_spots};
use crate::app::carpet::cut::Spot;
use crate::app::carpet::figure::{Figure, Stands};
use crate::app::carpet::sheets::{Sheets, Snippet};
use crate::app::carpet::spots::Spots;
use crate::app::commands::ReportId;
use crate::form::CellKey;
use crate::review::carpet::Glyph;
use crate::source::Span;

/// The figures by what they have in common.
type Figures = BTreeMap<Glyph, Vec<Figure>>;

/// The pictures of figures.
#[derive(Default)]
pub(super) struct WideSnippets {
    sheets: Sheets,
    /// Where figures stand, of reports whose files were read for it; or why that is not known.
    found: BTreeMap<ReportId, Result<Spots, String>>,
    /// The report whose file is being read, and the frame in which a figure of it was in sight last.
    job: Option<(ReportId, SpotsJob, u64)>,
}

impl WideSnippets {
    /// Takes what was found and cut out; gives up looking for what is not in sight any more.
    pub(super) fn take(&mut self, ctx: &Context) {
        self.sheets.take(ctx);
        let Some((report, job, seen_at)) = &self.job else {
            return;
        };
        if let Some(answer) = job.answer() {
            self.found.insert(*report, answer);
            self.job = None;
        } else if seen_at + 2 < ctx.cumulative_frame_nr() {
            self.job = None;
        }
    }

    /// Gives the memory of the pictures back, because they are not in sight.
    pub(super) fn rest(&mut self) {
        self.sheets.forget();
        self.job = None;
    }

    /// The picture of a figure, one of `all`; begins to look where it stands, and to cut it out.
    pub(super) fn get(&mut self, ctx: &Context, figure: &Figure, all: &Figures) -> Snippet<'_> {
        let Some(pages) = &figure.pages else {
            return Snippet::Nothing(None);
        };
        let (report, cell) = (figure.report, &figure.tile.cell);
        let page = match (figure.stands, self.found.get(&report)) {
            (Stands::At(page, _), _) => page,
            (Stands::Nowhere, _) => return Snippet::Nothing(None),
            (Stands::Unknown, Some(Ok(spots))) => match spots.get(cell) {
                Some((page, _)) => *page,
                None => return Snippet::Nothing(None),
            },
            (Stands::Unknown, Some(Err(_))) => return self.trouble(report),
            (Stands::Unknown, None) => {
                self.look_for(ctx, figure, all);
                return Snippet::Coming;
            }
        };
        let found = &self.found;
        let spots = || spots_on((report, page), all, found);
        self.sheets
            .get(ctx, ((report, page), cell), &pages.path, spots)
    }

    fn trouble(&self, report: ReportId) -> Snippet<'_> {
        let found = self.found.get(&report);
        let sentence = found.and_then(|found| found.as_ref().err());
        Snippet::Nothing(sentence.map(String::as_str))
    }

    /// Begins to read the file of a report for the places of its figures, one report after the other.
    fn look_for(&mut self, ctx: &Context, figure: &Figure, all: &Figures) {
        let now = ctx.cumulative_frame_nr();
        if let Some((report, _, seen_at)) = &mut self.job {
            if *report == figure.report {
                *seen_at = now;
            }
            return;
        }
        if let Some(pages) = &figure.pages {
            let of_report = of_report(all, figure.report).filter(|it| it.stands == Stands::Unknown);
            let spans = of_report.map(|it| (it.tile.cell.clone(), it.tile.spans.clone()));
            let spans: BTreeMap<CellKey, Vec<Span>> = spans.collect();
            let job = find_spots(ctx, pages, spans.into_iter().collect());
            self.job = Some((figure.report, job, now));
        }
    }
}

fn of_report(all: &Figures, report: ReportId) -> impl Iterator<Item = &Figure> {
    let figures = all.values().flatten();
    figures.filter(move |figure| figure.report == report)
}

/// All figures that stand on a page of a report.
fn spots_on(
    (report, page): (ReportId, usize),
    all: &Figures,
    found: &BTreeMap<ReportId, Result<Spots, String>>,
) -> Vec<(CellKey, Spot)> {
    let found = found.get(&report).and_then(|found| found.as_ref().ok());
    let spot = |figure: &Figure| match figure.stands {
        Stands::At(at, spot) => Some((at, spot)),
        Stands::Unknown => found?.get(&figure.tile.cell).copied(),
        Stands::Nowhere => None,
    };
    let on_page = of_report(all, report).filter_map(|figure| {
        let (at, spot) = spot(figure)?;
        (at == page).then(|| (figure.tile.cell.clone(), spot))
    });
    // A figure stands in the list of each digit that it has.
    let once: BTreeMap<CellKey, Spot> = on_page.collect();
    once.into_iter().collect()
}
