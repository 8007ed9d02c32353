//! Where the figures of a report stand on the pages that show how it was printed.

use std::collections::BTreeMap;

use crate::app::background::pages::Beside;
use crate::app::carpet::cut::{At, Spot};
use crate::app::page::frames::has_sure_place;
use crate::form::CellKey;
use crate::read::Reading;
use crate::review::sights;
use crate::source::place::{self, Area, Place};
use crate::source::{Source, Span};

/// The page of each figure, from 0, and where on it.
pub(crate) type Spots = BTreeMap<CellKey, (usize, Spot)>;

/// Of what was read of `source`, where its characters are `printed` so.
pub(crate) fn of(source: &Source, reading: &Reading, printed: &[Place]) -> Spots {
    let cells = reading.cells.iter();
    let placed = cells.clone().filter_map(|(cell, found)| {
        let span = *found.spans.first()?;
        let (page, area) = first_area(printed, span)?;
        Some((span.start(), page, (cell.table, &cell.row), area))
    });
    let turns = place::turns(placed);
    let spots = cells.filter_map(|(cell, found)| {
        let figure = sights::of_found(source, found).next();
        let figure = figure.map(|seen| (seen.page, At::Figure(seen.area)));
        let place = || first_place(printed, &found.spans);
        let (page, at) = figure.or_else(place)?;
        let turn = turns.get(&page).copied().unwrap_or(0);
        Some((cell.clone(), (page, Spot { at, turn })))
    });
    spots.collect()
}

/// Of the file beside a report: what was surely read there as the cells of the report.
pub(crate) fn of_beside(Beside { source, reading }: &Beside) -> Spots {
    let mut spots = of(source, reading, &source.places);
    spots.retain(|cell, _| has_sure_place(reading, cell));
    spots
}

/// Of characters that are `printed` so.
pub(crate) fn of_spans(printed: &[Place], spans: &[Span]) -> Option<(usize, Spot)> {
    let (page, at) = first_place(printed, spans)?;
    Some((page, Spot { at, turn: 0 }))
}

fn first_place(printed: &[Place], spans: &[Span]) -> Option<(usize, At)> {
    let mut spans = spans.iter().filter(|span| !span.is_empty());
    let (page, area) = spans.find_map(|span| first_area(printed, *span))?;
    Some((page, At::Place(area)))
}

fn first_area(printed: &[Place], span: Span) -> Option<(usize, Area)> {
    let (page, area) = place::areas_of(printed, span).into_iter().next()?;
    Some((usize::try_from(page).ok()?, area))
}
